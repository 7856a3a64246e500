//! Event triggers.

use super::session::Session;
use crate::postgres::ast::op::CreateEventTrigger;
use crate::postgres::ast::{Ident, Name, Op};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{DependencyKind, EventTrigger, NameClass, Object, ObjectBody, ObjectId, TypeRef};
use crate::run::{Applied, Effect, Failure, Refusal};

/// Command tags of what belongs to the server, or to event triggers themselves: no event trigger sees those.
const UNSEEN: [&str; 12] = [
    "ALTER DATABASE",
    "ALTER EVENT TRIGGER",
    "ALTER ROLE",
    "ALTER SYSTEM",
    "ALTER TABLESPACE",
    "CREATE DATABASE",
    "CREATE EVENT TRIGGER",
    "CREATE ROLE",
    "CREATE TABLESPACE",
    "DROP DATABASE",
    "DROP EVENT TRIGGER",
    "DROP ROLE",
];

/// The first words of the tags that event triggers see.
const SEEN: [&str; 9] = ["ALTER", "COMMENT", "CREATE", "DROP", "GRANT", "IMPORT", "REFRESH", "REVOKE", "SECURITY"];

impl Session {
    pub(super) fn create_event_trigger(&mut self, create: &CreateEventTrigger) -> Applied {
        let tags = self.check_event(create)?;
        let name = &create.name.name;
        if self.catalog.find(NameClass::EventTrigger, ObjectId::NONE, name).is_some() {
            return Err(Failure::new("42710", format!("event trigger \"{name}\" already exists")).into());
        }
        let function =
            self.function_returning(&create.function, TypeRef::builtin(oid::EVENT_TRIGGER), "event_trigger")?;
        let body = EventTrigger { event: create.event.name.clone(), tags, function, enabled: 'O' };
        let id = self.create_object(name.clone(), None, None, ObjectBody::EventTrigger(body));
        self.set_remark(id);
        self.catalog.depend(id, function, DependencyKind::Normal);
        Ok(Effect::Applied)
    }

    /// The tags that the trigger is limited to.
    fn check_event(&self, create: &CreateEventTrigger) -> Result<Vec<Name>, Refusal> {
        let event = create.event.name.as_str();
        let known = match event {
            "ddl_command_start" | "ddl_command_end" | "sql_drop" | "table_rewrite" => true,
            "login" => self.environment.postgres_version() >= 17,
            _ => false,
        };
        if !known {
            return Err(Failure::new("42601", format!("unrecognized event name \"{event}\"")).into());
        }
        let mut tags: Option<Vec<Name>> = None;
        for (variable, values) in &create.filters {
            if variable.name != "tag" {
                let message = format!("unrecognized filter variable \"{}\"", variable.name);
                return Err(Failure::new("42601", message).into());
            }
            if tags.is_some() {
                return Err(Failure::new("42601", "filter variable \"tag\" specified more than once").into());
            }
            let values: Vec<Name> = values.iter().map(|value| value.to_ascii_uppercase().into()).collect();
            values.iter().try_for_each(|tag| check_tag(event, tag))?;
            tags = Some(values);
        }
        Ok(tags.unwrap_or_default())
    }

    pub(super) fn alter_event_trigger(&mut self, name: &Ident, enabled: char) -> Applied {
        let id = self.find_unqualified(crate::postgres::ast::op::ObjectKind::EventTrigger, name)?;
        self.change(id, |object| {
            if let ObjectBody::EventTrigger(trigger) = &mut object.body {
                trigger.enabled = enabled;
            }
        });
        Ok(Effect::Applied)
    }

    /// What a change of the schema amounts to where an event trigger sees it: its function may do anything.
    pub(super) fn with_event_triggers(&self, op: &Op, applied: Applied) -> Applied {
        if op.concerns_roles() || op.concerns_event_triggers() {
            return applied;
        }
        // What fails does so before the triggers on the end of the command.
        let fires = |trigger: &EventTrigger| match applied {
            Err(Refusal::Failed(_)) => trigger.event == "ddl_command_start",
            _ => trigger.event != "login",
        };
        let mut enabled = self.event_triggers().filter(|(_, trigger)| matches!(trigger.enabled, 'O' | 'A'));
        match enabled.find(|(_, trigger)| fires(trigger)) {
            Some((object, _)) => Err(Refusal::Undecided(format!("the event trigger `{}` may run", object.name))),
            None => applied,
        }
    }

    fn event_triggers(&self) -> impl Iterator<Item = (&Object, &EventTrigger)> {
        self.catalog.named(NameClass::EventTrigger, ObjectId::NONE).filter_map(|object| match &object.body {
            ObjectBody::EventTrigger(trigger) => Some((object, trigger)),
            _ => None,
        })
    }
}

/// Whether a trigger on an event can be limited to a command. Not all tags of the server are known here.
fn check_tag(event: &str, tag: &Name) -> Result<(), Refusal> {
    let unsupported = || Failure::new("0A000", format!("event triggers are not supported for {tag}"));
    if UNSEEN.contains(&tag.as_str()) {
        return Err(unsupported().into());
    }
    let first = tag.split(' ').next().unwrap_or_default();
    if event == "table_rewrite" {
        return match tag.as_str() {
            "ALTER TABLE" | "ALTER MATERIALIZED VIEW" | "ALTER TYPE" => Ok(()),
            _ if SEEN.contains(&first) => Err(Refusal::Undecided(format!("a trigger on {event} for {tag}"))),
            _ => Err(Refusal::Undecided(format!("a trigger on the command {tag}"))),
        };
    }
    if SEEN.contains(&first) || tag == "SELECT INTO" {
        return Ok(());
    }
    Err(Refusal::Undecided(format!("a trigger on the command {tag}")))
}
