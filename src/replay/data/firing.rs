//! Triggers that a change of rows fires.

use super::reach::Reach;
use crate::ast::op::{RuleEvent, TriggerTiming};
use crate::catalog::{ColumnNumber, ObjectBody, ObjectId, Trigger};
use crate::replay::outcome::Refusal;
use crate::replay::session::Session;

/// What happens to rows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    Insert,
    /// Of these columns.
    Update(&'a [ColumnNumber]),
    Delete,
    Truncate,
}

impl Event<'_> {
    fn fires(self, trigger: &Trigger) -> bool {
        match self {
            Self::Insert => trigger.on_insert,
            Self::Update(changed) => trigger
                .on_update
                .as_ref()
                .is_some_and(|watched| watched.is_empty() || watched.iter().any(|column| changed.contains(column))),
            Self::Delete => trigger.on_delete,
            Self::Truncate => trigger.on_truncate,
        }
    }
}

impl Session {
    /// Refuses a change that a rule rewrites.
    pub(super) fn refuse_rules(&self, table: ObjectId, event: RuleEvent) -> Result<(), Refusal> {
        for child in self.catalog.children(table) {
            if let ObjectBody::Rule(rule) = &child.body
                && rule.event == event
                && matches!(rule.enabled, 'O' | 'A')
            {
                return Err(Refusal::Undecided(format!("the rule `{}` rewrites it", child.name)));
            }
        }
        Ok(())
    }

    /// Refuses a change of that many rows if a trigger would do something about it that is not evaluated.
    pub(super) fn refuse_firing(&self, table: ObjectId, event: Event<'_>, rows: usize) -> Result<(), Refusal> {
        match event {
            Event::Update(_) => self.refuse_published(table, "update")?,
            Event::Delete => self.refuse_published(table, "delete")?,
            Event::Insert | Event::Truncate => {}
        }
        for child in self.catalog.children(table) {
            let ObjectBody::Trigger(trigger) = &child.body else { continue };
            let fires =
                matches!(trigger.enabled, 'O' | 'A') && event.fires(trigger) && (rows > 0 || !trigger.for_each_row);
            // What runs after the row is written, or for the statement, changes nothing where its function writes nothing.
            let changes_row = trigger.for_each_row && trigger.timing != TriggerTiming::After;
            if fires && (changes_row || self.reach_of_routine(trigger.function) != Reach::Nothing) {
                return Err(Refusal::Undecided(format!("the trigger `{}` runs", child.name)));
            }
        }
        Ok(())
    }
}
