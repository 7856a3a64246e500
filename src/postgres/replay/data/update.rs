//! `UPDATE`.

use super::assign::{Assigned, Assignments, refuse_value, spread};
use super::evaluate::{Evaluator, undecided};
use super::firing::Event;
use super::insert::packed;
use super::matching::{Match, Matches};
use super::plan::{Filler, Slot, TablePlan};
use super::scope::Scope;
use super::unique::{self, Key, slot_values};
use super::with::{Reading, Written};
use crate::postgres::ast::op::RuleEvent;
use crate::postgres::ast::{Expr, Name, Update};
use crate::postgres::catalog::{ColumnNumber, Contents, Keys, ObjectId, Row, Value};
use crate::postgres::replay::procedure::Transition;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Refusal};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A row that gets other values, in the order of its table's columns.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) position: usize,
    pub(super) before: Vec<Value>,
    pub(super) after: Vec<Value>,
}

/// The row of another table than the target, with what is assigned to columns of the same names.
fn spread_over(
    own: &TablePlan,
    target: &TablePlan,
    assignments: &Assignments<'_>,
    before: &[Value],
    values: &[Value],
) -> Vec<Value> {
    let mut after = before.to_vec();
    for (place, _) in assignments {
        let name = &target.slots[*place].field.name;
        if let Some(own_place) = own.slots.iter().position(|slot| slot.field.name == *name) {
            after[own_place] = values[*place].clone();
        }
    }
    after
}

impl Session {
    /// `UPDATE`.
    pub(crate) fn update(&mut self, update: &Update) -> Applied {
        self.after_with(&update.with, |session, reading| session.update_reading(update, reading))
    }

    pub(super) fn update_reading(&mut self, update: &Update, reading: &Reading<'_>) -> Result<Written, Refusal> {
        if Self::is_about_indexes(update) {
            return self.update_indexes(update);
        }
        let evaluator = reading.evaluator(self);
        let plan = evaluator.plan(self.writable(&update.table)?);
        self.refuse_rules(plan.id, RuleEvent::Update)?;
        let assignments = evaluator.assignments(&plan, update)?;
        reading.refuse_touched(self, plan.id)?;
        let scope = reading.scope(evaluator, &update.with);
        let alias = alias(update, &plan);
        let mut matches = evaluator.matches(&plan, &alias, &update.from, update.filter.as_ref(), &scope)?;
        let columns: Vec<ColumnNumber> = assignments.iter().map(|(place, _)| plan.slots[*place].number()).collect();
        let event = Event::Update(&columns);
        self.refuse_event(plan.id, event)?;
        if let Some(reason) = matches.none {
            self.fire_before_statement(plan.id, event)?;
            self.fire_after_statement(plan.id, event, &Transition::default())?;
            self.affected_rows = 0;
            return Ok(Written::nothing(reason));
        }
        let mut updated = evaluator.updated(&plan, &alias, &assignments, &matches, &scope)?;
        self.adopt_beside(plan.id)?;
        let fires = self.fires(plan.id, event);
        if fires {
            self.fire_before_update(&plan, event, &mut matches, &mut updated)?;
        }
        let evaluator = reading.evaluator(self);
        let rows: Vec<Scope<'_>> = std::iter::zip(&matches.rows, &updated)
            .map(|(row, values)| matches.scope(&plan, &alias, row, values, &scope))
            .collect();
        let returned = evaluator.returning(&update.returning, &rows, rows.first().unwrap_or(&Scope::default()))?;
        if fires && matches.rows.iter().any(|row| row.table != plan.id) {
            return Err(Refusal::Undecided("triggers and rows of tables that inherit come together".into()));
        }
        self.store_all(&plan, &assignments, &matches.rows, updated.clone())?;
        if fires {
            let old = matches.rows.iter().map(|row| row.values.clone()).collect();
            let transition = Transition::of(old, updated.clone());
            for (row, new) in matches.rows.iter().zip(&updated) {
                self.fire_after(&plan, event, Some(row.values.clone()), Some(new.clone()), &transition)?;
            }
            self.fire_after_statement(plan.id, event, &transition)?;
        }
        self.affected_rows = updated.len();
        Ok(Written { effect: Effect::Applied, returned })
    }

    /// Stores the new values of rows, each in the table that holds it.
    fn store_all(
        &mut self,
        plan: &TablePlan,
        assignments: &Assignments<'_>,
        rows: &[Match],
        updated: Vec<Vec<Value>>,
    ) -> Result<(), Refusal> {
        let mut by_table: BTreeMap<ObjectId, Vec<(&Match, Vec<Value>)>> = BTreeMap::new();
        for (row, values) in rows.iter().zip(updated) {
            by_table.entry(row.table).or_default().push((row, values));
        }
        for (table, rows) in by_table {
            let evaluator = Evaluator { session: self };
            let own = evaluator.plan(self.catalog.get(table).ok_or_else(|| undecided("a table"))?);
            let stored = self.catalog.contents(table).and_then(Contents::rows).cloned().unwrap_or_default();
            let mut changes = Vec::with_capacity(rows.len());
            for (row, values) in rows {
                let before = stored.get(row.position).map(|row| slot_values(&own, row)).unwrap_or_default();
                let after = if table == plan.id {
                    values
                } else {
                    let mut after = spread_over(&own, plan, assignments, &before, &values);
                    Evaluator { session: self }.generate(&own, &mut after)?;
                    after
                };
                changes.push(Change { position: row.position, before, after });
            }
            if table != plan.id {
                let columns: Vec<ColumnNumber> = own.slots.iter().map(Slot::number).collect();
                self.refuse_firing(table, Event::Update(&columns), changes.len())?;
            }
            self.store_updated(&own, &changes)?;
        }
        Ok(())
    }

    /// Lets triggers have their say about new rows, and leaves out those that they stop.
    fn fire_before_update(
        &mut self,
        plan: &TablePlan,
        event: Event<'_>,
        matches: &mut Matches,
        updated: &mut Vec<Vec<Value>>,
    ) -> Result<(), Refusal> {
        self.refuse_onlookers(plan, event, matches.rows.len())?;
        self.refuse_disorder(plan, event, matches.rows.len())?;
        let before = self.catalog.contents(plan.id).cloned();
        self.fire_before_statement(plan.id, event)?;
        let rows = std::mem::take(&mut matches.rows);
        for (row, new) in rows.into_iter().zip(std::mem::take(updated)) {
            if let Some(mut new) = self.fire_before(plan, event, Some(row.values.clone()), Some(new))? {
                Evaluator { session: self }.generate(plan, &mut new)?;
                matches.rows.push(row);
                updated.push(new);
            }
        }
        if self.catalog.contents(plan.id) != before.as_ref() {
            return Err(Refusal::Undecided("a trigger changes rows of the same table".into()));
        }
        Ok(())
    }

    /// What an `UPDATE` would do, without doing it.
    pub(super) fn update_effect(&self, update: &Update) -> Applied {
        let evaluator = Evaluator { session: self };
        let plan = evaluator.plan(self.writable(&update.table)?);
        self.refuse_rules(plan.id, RuleEvent::Update)?;
        let alias = alias(update, &plan);
        let matches = evaluator.matches(&plan, &alias, &update.from, update.filter.as_ref(), &Scope::default())?;
        let columns: Vec<ColumnNumber> = plan.slots.iter().map(Slot::number).collect();
        self.refuse_firing(plan.id, Event::Update(&columns), matches.rows.len())?;
        Ok(matches.none.map_or(Effect::Applied, Effect::Noop))
    }

    /// Sets columns of some rows to `NULL`, as a foreign key does.
    pub(super) fn set_null(
        &mut self,
        table: ObjectId,
        columns: &[ColumnNumber],
        positions: &BTreeSet<usize>,
    ) -> Result<(), Refusal> {
        self.refuse_firing(table, Event::Update(columns), positions.len())?;
        let evaluator = Evaluator { session: self };
        let plan = evaluator.plan(self.catalog.get(table).ok_or_else(|| undecided("a table"))?);
        let rows = self.catalog.contents(table).and_then(Contents::rows).cloned().unwrap_or_default();
        let mut changes = Vec::with_capacity(positions.len());
        for position in positions {
            let before = rows.get(*position).map(|row| slot_values(&plan, row)).unwrap_or_default();
            let mut after = before.clone();
            for (slot, value) in plan.slots.iter().zip(&mut after).filter(|(slot, _)| columns.contains(&slot.number()))
            {
                debug_assert!(!slot.is_generated(), "no foreign key sets a generated column");
                *value = Value::Null;
            }
            evaluator.generate(&plan, &mut after)?;
            changes.push(Change { position: *position, before, after });
        }
        self.store_updated(&plan, &changes)
    }

    /// Stores the new values of rows of one table.
    pub(super) fn store_updated(&mut self, plan: &TablePlan, changes: &[Change]) -> Result<(), Refusal> {
        let evaluator = Evaluator { session: self };
        for change in changes {
            plan.slots.iter().zip(&change.after).try_for_each(|(slot, value)| evaluator.check_domains(slot, value))?;
            evaluator.check_row(plan, &change.after)?;
            self.refuse_move(plan, &change.after)?;
        }
        let rows = self.catalog.contents(plan.id).and_then(Contents::rows).cloned().unwrap_or_default();
        evaluator.check_updated_keys(plan, changes)?;
        // The server writes a new version of each row behind the others.
        let renewed: HashMap<usize, Row> =
            changes.iter().map(|change| (change.position, packed(plan, &change.after))).collect();
        let kept = rows.iter().enumerate().filter(|(position, _)| !renewed.contains_key(position)).map(|(_, row)| row);
        let moved = changes.iter().filter_map(|change| renewed.get(&change.position));
        let all = kept.chain(moved).cloned().collect();
        if let Contents::Known(rows) = self.catalog.contents_mut(plan.id) {
            rows.replace(all);
        }
        for change in changes {
            for key in &plan.foreign_keys {
                self.check_reference(plan, key, &change.after, &Keys::default())?;
            }
        }
        self.follow_references(plan, changes)
    }

    /// A row that its partition does not take any more moves to another one, or is refused if it is the partition that is updated.
    fn refuse_move(&self, plan: &TablePlan, values: &[Value]) -> Result<(), Refusal> {
        match self.check_partition(plan, values) {
            Err(Refusal::Failed(_)) => Err(Refusal::Undecided("a row leaves its partition".into())),
            checked => checked,
        }
    }
}

fn alias(update: &Update, plan: &TablePlan) -> Name {
    update.alias.as_ref().map_or_else(|| plan.name.clone(), |alias| alias.name.name.clone())
}

impl Evaluator<'_> {
    /// Resolves and checks the assignments.
    fn assignments<'u>(self, plan: &TablePlan, update: &'u Update) -> Result<Assignments<'u>, Refusal> {
        let bound = self.session.bind_update(update)?;
        let mut assigned = Vec::new();
        for (columns, value) in &update.assignments {
            assigned.extend(columns.iter().zip(spread(columns, value.as_ref())?));
        }
        Ok(self.analyse(plan, assigned.into_iter(), &bound)?.rewritten(plan)?)
    }

    /// The touched rows with their new values.
    fn updated(
        self,
        plan: &TablePlan,
        alias: &str,
        assignments: &Assignments<'_>,
        matches: &Matches,
        outer: &Scope<'_>,
    ) -> Result<Vec<Vec<Value>>, Refusal> {
        let new_values = |row: &Match| -> Result<Vec<Value>, Refusal> {
            let scope = matches.scope(plan, alias, row, &row.values, outer);
            let mut values = row.values.clone();
            for (place, value) in assignments {
                if matches!(value, Assigned::Shared) {
                    return Err(undecided("a subquery of several columns"));
                }
                values[*place] = self.numbered(self.assigned(&plan.slots[*place], value.expr(), &scope)?);
            }
            self.generate(plan, &mut values)?;
            Ok(values)
        };
        matches.rows.iter().map(new_values).collect()
    }

    /// The value of an assignment; `None` is `DEFAULT`.
    pub(super) fn assigned(self, slot: &Slot, value: Option<&Expr>, scope: &Scope<'_>) -> Result<Value, Refusal> {
        refuse_value(slot, value)?;
        match (value, &slot.filler) {
            (Some(expr), _) => self.value_in(expr, slot, scope),
            (None, Filler::Value(value)) => Ok(value.clone()),
            (None, Filler::Next(_)) => Err(Refusal::Undecided("it takes a value of a sequence for each row".into())),
            (None, Filler::Computed(text)) => self.computed_default(text, slot),
            (None, Filler::Unknown(reason)) => Err(Refusal::Undecided(reason.clone())),
        }
    }

    /// Uniqueness after an `UPDATE`. The server looks row by row, so that a key that another row only gives up later may fail.
    fn check_updated_keys(self, plan: &TablePlan, changes: &[Change]) -> Result<(), Refusal> {
        for key in &plan.keys {
            let mut moved = Vec::new();
            for change in changes {
                let (before, after) = (self.key(plan, key, &change.before)?, self.key(plan, key, &change.after)?);
                if before != after || after == Key::Uncertain {
                    moved.push((before, after));
                }
            }
            if moved.iter().all(|(_, after)| *after == Key::Distinct) {
                continue;
            }
            let rows = self.session.catalog.contents(plan.id).and_then(Contents::rows).cloned().unwrap_or_default();
            let mut keys = self.keys_of(plan, key, &rows)?;
            let given_up: Vec<&Key> = moved.iter().map(|(before, _)| before).collect();
            for (_, after) in &moved {
                match unique::conflict(key, [&keys], after)? {
                    Some(_) if given_up.contains(&after) || key.deferrable => {
                        return Err(Refusal::Undecided(format!("rows exchange the key `{}`", key.name)));
                    }
                    Some(_) => return Err(unique::violation(key, self.session)),
                    None => unique::record(&mut keys, after, u32::MAX),
                }
            }
        }
        Ok(())
    }
}
