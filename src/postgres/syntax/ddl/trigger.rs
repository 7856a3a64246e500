//! Triggers.

use crate::postgres::ast::op::{CreateTrigger, TriggerEvent, TriggerTiming};
use crate::postgres::ast::{Ident, Name, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;
use std::mem::discriminant;

impl Cursor<'_> {
    /// What follows `CREATE [OR REPLACE]`: `[CONSTRAINT] TRIGGER …`.
    pub(super) fn create_trigger(&mut self, or_replace: bool) -> Result<Op> {
        let constraint = self.keyword("CONSTRAINT");
        self.expect("TRIGGER")?;
        let name = self.ident()?;
        let timing =
            if constraint { self.expect("AFTER").map(|()| TriggerTiming::After)? } else { self.trigger_timing()? };
        let events = self.trigger_events()?;
        self.expect("ON")?;
        let table = self.qualified_name()?;
        let referenced = if constraint && self.keyword("FROM") { Some(self.qualified_name()?) } else { None };
        let deferral = if constraint { self.timing()? } else { super::constraint::Timing::default() };
        let (old_table, new_table) = self.transition_tables()?;
        let for_each_row =
            if constraint { self.expect_all(&["FOR", "EACH", "ROW"]).map(|()| true)? } else { self.for_each_row()? };
        let condition = if self.keyword("WHEN") { Some(self.expr_group()?) } else { None };
        self.expect("EXECUTE")?;
        self.expect_any(&["FUNCTION", "PROCEDURE"])?;
        let function = self.function_name()?;
        let arguments = self.trigger_arguments()?;
        Ok(Op::CreateTrigger(Box::new(CreateTrigger {
            name,
            table,
            or_replace,
            constraint,
            timing,
            events,
            referenced,
            deferrable: deferral.is_deferrable(),
            initially_deferred: deferral.is_deferred(),
            old_table,
            new_table,
            for_each_row,
            condition,
            function,
            arguments,
        })))
    }

    fn trigger_timing(&mut self) -> Result<TriggerTiming> {
        Ok(match self.expect_any(&["BEFORE", "AFTER", "INSTEAD"])? {
            "BEFORE" => TriggerTiming::Before,
            "AFTER" => TriggerTiming::After,
            _ => self.expect("OF").map(|()| TriggerTiming::InsteadOf)?,
        })
    }

    fn trigger_events(&mut self) -> Result<Vec<TriggerEvent>> {
        let mut events = Vec::new();
        loop {
            let start = self.at;
            let event = match self.expect_any(&["INSERT", "DELETE", "UPDATE", "TRUNCATE"])? {
                "INSERT" => TriggerEvent::Insert,
                "DELETE" => TriggerEvent::Delete,
                "TRUNCATE" => TriggerEvent::Truncate,
                _ if self.keyword("OF") => TriggerEvent::Update(self.list(Cursor::ident)?),
                _ => TriggerEvent::Update(Vec::new()),
            };
            if events.iter().any(|earlier| discriminant(earlier) == discriminant(&event)) {
                return Cursor { at: start, ..*self }.refuse_as("duplicate trigger events specified");
            }
            events.push(event);
            if !self.keyword("OR") {
                return Ok(events);
            }
        }
    }

    /// `REFERENCING OLD TABLE AS a NEW TABLE AS b`.
    fn transition_tables(&mut self) -> Result<(Option<Ident>, Option<Ident>)> {
        let (mut old, mut new) = (None, None);
        if self.keyword("REFERENCING") {
            while let Some(word) = self.any(&["OLD", "NEW"]) {
                if self.at_keyword("ROW") {
                    return opaque("a transition row");
                }
                self.expect("TABLE")?;
                self.keyword("AS");
                *(if word == "OLD" { &mut old } else { &mut new }) = Some(self.ident()?);
            }
            if old.is_none() && new.is_none() {
                return self.refuse();
            }
        }
        Ok((old, new))
    }

    fn for_each_row(&mut self) -> Result<bool> {
        if !self.keyword("FOR") {
            return Ok(false);
        }
        self.keyword("EACH");
        Ok(self.expect_any(&["ROW", "STATEMENT"])? == "ROW")
    }

    /// `(argument, …)`: constants, or words taken as text.
    fn trigger_arguments(&mut self) -> Result<Vec<Name>> {
        let mut inside = self.group()?;
        let arguments = if inside.is_at_end() { Vec::new() } else { inside.list(Cursor::trigger_argument)? };
        inside.finish()?;
        Ok(arguments)
    }

    fn trigger_argument(&mut self) -> Result<Name> {
        match self.kind() {
            Some(Kind::String) => self.string(),
            Some(Kind::Number) => {
                let number = self.text();
                self.at += 1;
                Ok(number.into())
            }
            _ => self.label().map(|word| word.name),
        }
    }
}
