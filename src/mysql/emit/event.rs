//! Events.

use super::program::Setting;
use crate::mysql::catalog::{Database, Event, Provenance};

/// The events of a database in the order in which they were made.
pub(super) fn all<'a>(database: &'a Database, setting: Setting<'_>) -> Vec<(&'a Provenance, String)> {
    let mut events: Vec<&Event> = database.events.values().map(AsRef::as_ref).collect();
    events.sort_by_key(|event| event.provenance.number);
    events.into_iter().map(|event| (&event.provenance, print(event, setting))).collect()
}

/// The statement that made it, and those that changed it.
fn print(event: &Event, setting: Setting<'_>) -> String {
    let made = setting.statement(event.span.slice(&event.text), event.definition.body.as_deref(), &event.sql_mode);
    event.changes.iter().fold(setting.guard("EVENT", &event.name) + &made, |sql, (text, span, change)| {
        sql + &setting.statement(span.slice(text), change.body.as_deref(), &event.sql_mode)
    })
}
