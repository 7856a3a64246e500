//! Triggers that a change of rows fires.

use super::evaluate::Evaluator;
use super::plan::TablePlan;
use super::reach::Reach;
use super::scope::Scope;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{RuleEvent, TriggerTiming};
use crate::postgres::catalog::{
    ColumnNumber, Contents, Object, ObjectBody, ObjectId, RoutineSource, Rows, Trigger, Value,
};
use crate::postgres::replay::procedure::{Change, Transition};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use std::sync::Arc;

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
    /// What the trigger is told.
    fn operation(self) -> &'static str {
        match self {
            Self::Insert => "INSERT",
            Self::Update(_) => "UPDATE",
            Self::Delete => "DELETE",
            Self::Truncate => "TRUNCATE",
        }
    }

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
        self.refuse_event(table, event)?;
        for object in self.triggers(table, event, |trigger| rows > 0 || !trigger.for_each_row) {
            if !object.trigger().is_some_and(|trigger| self.is_harmless(trigger)) {
                return Err(Refusal::Undecided(format!("the trigger `{}` runs", object.name)));
            }
        }
        Ok(())
    }

    /// Refuses a change that a publication does not take.
    pub(super) fn refuse_event(&self, table: ObjectId, event: Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Update(_) => self.refuse_published(table, "update"),
            Event::Delete => self.refuse_published(table, "delete"),
            Event::Insert | Event::Truncate => Ok(()),
        }
    }

    /// Whether a change of a table fires anything.
    pub(super) fn fires(&self, table: ObjectId, event: Event<'_>) -> bool {
        !self.triggers(table, event, |_| true).is_empty()
    }

    /// Refuses triggers that may look at the table while its rows change one by one, which only the server does in its order.
    pub(super) fn refuse_onlookers(&self, plan: &TablePlan, event: Event<'_>, rows: usize) -> Result<(), Refusal> {
        let before = |trigger: &Trigger| trigger.for_each_row && trigger.timing == TriggerTiming::Before;
        for object in self.triggers(plan.id, event, before) {
            let looks = object.trigger().is_some_and(|trigger| self.names_table(trigger.function, &plan.name));
            if rows > 1 && looks {
                return Err(Refusal::Undecided(format!("the trigger `{}` looks at the table", object.name)));
            }
        }
        Ok(())
    }

    /// Refuses triggers that write for each of several rows whose order is not known.
    pub(super) fn refuse_disorder(&self, plan: &TablePlan, event: Event<'_>, rows: usize) -> Result<(), Refusal> {
        let in_order = |rows: &Rows| rows.in_insertion_order();
        if rows < 2 || self.catalog.contents(plan.id).and_then(Contents::rows).is_none_or(in_order) {
            return Ok(());
        }
        for object in self.triggers(plan.id, event, |trigger| trigger.for_each_row) {
            if object.trigger().is_some_and(|trigger| self.reach_of_routine(trigger.function) != Reach::Nothing) {
                let reason = format!("the order of the rows for which the trigger `{}` runs is not known", object.name);
                return Err(Refusal::Undecided(reason));
            }
        }
        Ok(())
    }

    fn names_table(&self, function: ObjectId, table: &str) -> bool {
        let routine = self.catalog.get(function).and_then(|object| object.routine());
        routine.is_none_or(|routine| match &routine.source {
            RoutineSource::Text { text, .. } => text.contains(table) || text.to_lowercase().contains("execute"),
            _ => true,
        })
    }

    /// What runs after the row is written, or for the statement, changes nothing where its function writes nothing.
    fn is_harmless(&self, trigger: &Trigger) -> bool {
        let changes_row = trigger.for_each_row && trigger.timing != TriggerTiming::After;
        !changes_row && self.reach_of_routine(trigger.function) == Reach::Nothing
    }

    /// The triggers that an event fires, in the order of their names.
    fn triggers(&self, table: ObjectId, event: Event<'_>, wanted: impl Fn(&Trigger) -> bool) -> Vec<Arc<Object>> {
        let fired = self.catalog.children(table).filter(|child| {
            child
                .trigger()
                .is_some_and(|trigger| matches!(trigger.enabled, 'O' | 'A') && event.fires(trigger) && wanted(trigger))
        });
        let mut fired: Vec<_> = fired.filter_map(|child| self.catalog.shared(child.id).cloned()).collect();
        fired.sort_by(|one, other| one.name.cmp(&other.name));
        fired
    }

    /// Runs the triggers in front of a whole statement.
    pub(super) fn fire_before_statement(&mut self, table: ObjectId, event: Event<'_>) -> Result<(), Refusal> {
        self.fire_for_statement(table, TriggerTiming::Before, event, &Transition::default())
    }

    /// Runs the triggers behind a whole statement.
    pub(super) fn fire_after_statement(
        &mut self,
        table: ObjectId,
        event: Event<'_>,
        transition: &Transition,
    ) -> Result<(), Refusal> {
        self.fire_for_statement(table, TriggerTiming::After, event, transition)
    }

    fn fire_for_statement(
        &mut self,
        table: ObjectId,
        timing: TriggerTiming,
        event: Event<'_>,
        transition: &Transition,
    ) -> Result<(), Refusal> {
        for object in self.triggers(table, event, |trigger| !trigger.for_each_row && trigger.timing == timing) {
            let transition = transition.clone();
            let change = Change { operation: event.operation(), old: None, new: None, transition };
            self.fire(table, &object, &change)?;
        }
        Ok(())
    }

    /// Runs the triggers for a row in front of its change; the row as they leave it, `None` where one of them stops the change.
    pub(super) fn fire_before(
        &mut self,
        plan: &TablePlan,
        event: Event<'_>,
        old: Option<Vec<Value>>,
        new: Option<Vec<Value>>,
    ) -> Result<Option<Vec<Value>>, Refusal> {
        let mut change = Change { operation: event.operation(), old, new, transition: Transition::default() };
        let before = |trigger: &Trigger| trigger.for_each_row && trigger.timing == TriggerTiming::Before;
        for object in self.triggers(plan.id, event, before) {
            if !self.is_met(plan, &object, &change)? {
                continue;
            }
            let Some(row) = self.fire(plan.id, &object, &change)? else { return Ok(None) };
            if change.new.is_some() {
                change.new = Some(row);
            }
        }
        Ok(Some(change.new.or(change.old).unwrap_or_default()))
    }

    /// Runs the triggers for a row that was changed.
    pub(super) fn fire_after(
        &mut self,
        plan: &TablePlan,
        event: Event<'_>,
        old: Option<Vec<Value>>,
        new: Option<Vec<Value>>,
        transition: &Transition,
    ) -> Result<(), Refusal> {
        let change = Change { operation: event.operation(), old, new, transition: transition.clone() };
        let after = |trigger: &Trigger| trigger.for_each_row && trigger.timing == TriggerTiming::After;
        for object in self.triggers(plan.id, event, after) {
            if self.is_met(plan, &object, &change)? {
                self.fire(plan.id, &object, &change)?;
            }
        }
        Ok(())
    }

    /// Runs a trigger.
    fn fire(&mut self, table: ObjectId, object: &Object, change: &Change) -> Result<Option<Vec<Value>>, Refusal> {
        let Some(trigger) = object.trigger() else { return Ok(None) };
        let done = if trigger.initially_deferred {
            Err(Refusal::Undecided("it runs at the end of the transaction".into()))
        } else {
            self.run_trigger(table, &object.name, trigger, change)
        };
        match done {
            Err(Refusal::Undecided(_) | Refusal::Opaque(_)) if self.is_harmless(trigger) => Ok(None),
            Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                Err(Refusal::Undecided(format!("the trigger `{}` runs: {reason}", object.name)))
            }
            done => done,
        }
    }

    /// Whether the condition of a trigger is met.
    fn is_met(&self, plan: &TablePlan, object: &Object, change: &Change) -> Result<bool, Refusal> {
        let Some(condition) = object.trigger().and_then(|trigger| trigger.condition.as_ref()) else { return Ok(true) };
        let unknown = || Refusal::Undecided(format!("the condition of the trigger `{}` is not known", object.name));
        let expr = self.texts.expr(&Name::new(condition.render(&self.catalog, &[]))).ok_or_else(unknown)?;
        let nulls = vec![Value::Null; plan.slots.len()];
        let row = |values: &Option<Vec<Value>>| values.clone().unwrap_or_else(|| nulls.clone());
        let (old, new) = (row(&change.old), row(&change.new));
        let scope = Scope { sources: vec![plan.source("old", &old), plan.source("new", &new)], ..Scope::default() };
        match (Evaluator { session: self }).holds(&expr, &scope) {
            Err(Refusal::Undecided(_) | Refusal::Opaque(_)) => Err(unknown()),
            held => held,
        }
    }
}
