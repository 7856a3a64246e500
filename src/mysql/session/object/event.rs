//! Events: statements that the server runs by the clock. None runs while a history does.

use super::{Existing, Session, check_name, existing};
use crate::mysql::ast::{CreateEvent, DropObject, ObjectName, Schedule};
use crate::mysql::catalog::{Event, fold};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::program::BodyOf;
use crate::run::{Applied, Effect, Refusal};
use crate::source::Span;
use smol_str::SmolStr;
use std::sync::Arc;

impl Session {
    /// `CREATE EVENT`.
    pub(in crate::mysql::session) fn create_event(&mut self, create: &CreateEvent, span: Span) -> Applied {
        let (database, name) = self.resolve(&create.name)?;
        check_name(&name, "1540", "event")?;
        self.check_event_body(create)?;
        let there = self.database_mut(&database)?.events.contains_key(&fold(&name));
        let exists = || failure("1537", format!("Event '{name}' already exists"));
        if let Existing::Keep = existing(create.mode, there, exists)? {
            self.note("1537", format!("Event '{name}' already exists"));
            return Ok(Effect::Noop(format!("the event `{name}` is there already")));
        }
        if create.preserve != Some(true) {
            self.check_still_to_come(create.schedule.as_ref())?;
        }
        let event = Event {
            name: name.clone(),
            changes: Vec::new(),
            text: Arc::clone(&self.text),
            span,
            definition: Arc::new(create.clone()),
            sql_mode: self.sql_mode().into(),
            provenance: self.provenance(),
        };
        self.database_mut(&database)?.events.insert(fold(&name), Arc::new(event));
        Ok(Effect::Applied)
    }

    fn check_event_body(&self, event: &CreateEvent) -> Result<(), Refusal> {
        match &event.body {
            Some(body) => self.check_body(BodyOf::Event, &[], body).map(drop),
            None => Ok(()),
        }
    }

    /// An event whose time is over is not kept: whether it is, the clock of the server decides.
    fn check_still_to_come(&mut self, schedule: Option<&Schedule>) -> Result<(), Refusal> {
        let fixed = match schedule {
            Some(Schedule::At(at)) => Some(at),
            Some(Schedule::Every { ends, .. }) => ends.as_deref(),
            None => None,
        };
        let Some(fixed) = fixed else { return Ok(()) };
        if self.value_of(fixed)?.is_known() {
            return Err(undecided("whether the time of an event is over depends on when the history runs"));
        }
        Ok(())
    }

    /// `ALTER EVENT`.
    pub(in crate::mysql::session) fn alter_event(&mut self, alter: &CreateEvent, span: Span) -> Applied {
        let (database, name) = self.resolve(&alter.name)?;
        self.check_event_body(alter)?;
        let mut event = Event::clone(&*self.event(&database, &name)?);
        if alter.schedule.is_some() && alter.preserve != Some(true) {
            self.check_still_to_come(alter.schedule.as_ref())?;
        }
        event.changes.push((Arc::clone(&self.text), span, Arc::new(alter.clone())));
        event.provenance.origins.push(self.origin);
        self.database_mut(&database)?.events.remove(&fold(&name));
        let (database, name) = match &alter.rename {
            Some(renamed) => self.resolve(renamed)?,
            None => (database, event.name.clone()),
        };
        let new_database = self.database_mut(&database)?;
        if new_database.events.contains_key(&fold(&name)) {
            return Err(failure("1537", format!("Event '{name}' already exists")));
        }
        event.name.clone_from(&name);
        new_database.events.insert(fold(&name), Arc::new(event));
        Ok(Effect::Applied)
    }

    fn event(&self, database: &str, name: &str) -> Result<Arc<Event>, Refusal> {
        let events = self.catalog.databases.get(database).map(|database| &database.events);
        events
            .and_then(|events| events.get(&fold(name)))
            .cloned()
            .ok_or_else(|| failure("1539", format!("Unknown event '{name}'")))
    }

    /// `DROP EVENT`.
    pub(super) fn drop_event(&mut self, drop: &DropObject, name: &ObjectName) -> Applied {
        let (database, name): (SmolStr, SmolStr) = self.resolve(name)?;
        match self.event(&database, &name) {
            Err(_) if drop.if_exists => {
                self.note("1305", format!("Event {name} does not exist"));
                Ok(Effect::Noop(format!("there is no event `{name}`")))
            }
            Err(refusal) => Err(refusal),
            Ok(_) => {
                self.database_mut(&database)?.events.remove(&fold(&name));
                Ok(Effect::Applied)
            }
        }
    }
}
