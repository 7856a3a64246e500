//! Events.

use super::view::Header;
use crate::mysql::ast::{CreateEvent, EventStatus, Schedule, StatementKind};
use crate::mysql::syntax::parser::{Parsed, Parser};

impl Parser<'_> {
    /// `CREATE EVENT`, behind the word.
    pub(in crate::mysql::syntax) fn create_event(&mut self, header: Header) -> Parsed<StatementKind> {
        let mode = self.if_not_exists(header.mode)?;
        let mut event = self.event(Header { mode, ..header })?;
        self.expect_words(&["ON", "SCHEDULE"])?;
        event.schedule = Some(self.schedule()?);
        event.preserve = self.on_completion()?;
        event.status = self.event_status()?;
        event.comment = if self.accept("COMMENT") { Some(self.string()?) } else { None };
        self.expect("DO")?;
        event.body = Some(Box::new(self.program_body()?));
        Ok(StatementKind::CreateEvent(Box::new(event)))
    }

    fn event(&mut self, header: Header) -> Parsed<CreateEvent> {
        Ok(CreateEvent {
            mode: header.mode,
            definer: header.definer,
            name: self.object_name()?,
            schedule: None,
            preserve: None,
            rename: None,
            status: None,
            comment: None,
            body: None,
        })
    }

    /// `ALTER EVENT`, behind the word; one change at least.
    pub(in crate::mysql::syntax) fn alter_event(&mut self, header: Header) -> Parsed<StatementKind> {
        let mut event = self.event(header)?;
        let start = self.mark();
        if self.at_words(&["ON", "SCHEDULE"]) {
            self.expect_words(&["ON", "SCHEDULE"])?;
            event.schedule = Some(self.schedule()?);
        }
        event.preserve = self.on_completion()?;
        if self.accept("RENAME") {
            self.expect("TO")?;
            event.rename = Some(self.object_name()?);
        }
        event.status = self.event_status()?;
        event.comment = if self.accept("COMMENT") { Some(self.string()?) } else { None };
        event.body = if self.accept("DO") { Some(Box::new(self.program_body()?)) } else { None };
        if self.mark() == start { self.unexpected() } else { Ok(StatementKind::AlterEvent(Box::new(event))) }
    }

    fn schedule(&mut self) -> Parsed<Schedule> {
        if self.accept("AT") {
            return Ok(Schedule::At(self.expr()?));
        }
        self.expect("EVERY")?;
        let amount = self.expr()?;
        let unit = self.time_unit()?;
        let starts = if self.accept("STARTS") { Some(Box::new(self.expr()?)) } else { None };
        let ends = if self.accept("ENDS") { Some(Box::new(self.expr()?)) } else { None };
        Ok(Schedule::Every { amount, unit, starts, ends })
    }

    fn on_completion(&mut self) -> Parsed<Option<bool>> {
        if !self.accept("ON") {
            return Ok(None);
        }
        self.expect("COMPLETION")?;
        let preserve = !self.accept("NOT");
        self.expect("PRESERVE")?;
        Ok(Some(preserve))
    }

    fn event_status(&mut self) -> Parsed<Option<EventStatus>> {
        match self.accept_any(&["ENABLE", "DISABLE"]) {
            Some("ENABLE") => Ok(Some(EventStatus::Enable)),
            Some(_) if self.accept("ON") => {
                if self.accept_any(&["SLAVE", "REPLICA"]).is_none() {
                    return self.unexpected();
                }
                Ok(Some(EventStatus::DisableOnReplica))
            }
            Some(_) => Ok(Some(EventStatus::Disable)),
            None => Ok(None),
        }
    }
}
