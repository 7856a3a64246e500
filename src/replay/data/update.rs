//! `UPDATE`.

use super::evaluate::Evaluator;
use super::firing::Event;
use super::insert::packed;
use super::matching::{Match, Matches};
use super::plan::{Filler, Slot, TablePlan};
use super::scope::Scope;
use super::unique::{self, Key};
use super::with::{Reading, Written};
use crate::ast::op::{RuleEvent, TriggerTiming};
use crate::ast::{Expr, ExprKind, Ident, Name, Update};
use crate::catalog::{ColumnNumber, Contents, Keys, Row, TypeRef, Value};
use crate::replay::outcome::{Applied, Effect, Failure, Refusal};
use crate::replay::session::Session;
use crate::source::Span;
use std::collections::HashMap;

/// The place of a column that a statement assigns to.
pub(super) fn assignable(plan: &TablePlan, column: &Ident) -> Result<usize, Failure> {
    plan.slots.iter().position(|slot| slot.field.name == column.name).ok_or_else(|| {
        let message = format!("column \"{}\" of relation \"{}\" does not exist", column.name, plan.name);
        Failure::new("42703", message).at(column.span)
    })
}

/// 428C9 for a value where only `DEFAULT` is taken.
fn refuse_value(slot: &Slot, value: Option<&Expr>) -> Result<(), Failure> {
    if value.is_some() && (slot.is_generated() || slot.identity == Some(true)) {
        let message = format!("column \"{}\" can only be updated to DEFAULT", slot.field.name);
        return Err(Failure::new("428C9", message));
    }
    Ok(())
}

/// The columns that are assigned to, by place, each with its value.
type Assignments<'a> = Vec<(usize, Assigned<'a>)>;

/// What a column is set to.
#[derive(Debug, Clone, Copy)]
enum Assigned<'a> {
    Expr(&'a Expr),
    Default,
    /// One of several columns of a subquery.
    Shared,
}

impl<'a> Assigned<'a> {
    fn of(value: Option<&'a Expr>) -> Self {
        value.map_or(Self::Default, Self::Expr)
    }

    fn expr(self) -> Option<&'a Expr> {
        if let Self::Expr(expr) = self { Some(expr) } else { None }
    }
}

impl Session {
    /// `UPDATE`.
    pub(crate) fn update(&mut self, update: &Update) -> Applied {
        self.after_with(&update.with, |session, reading| session.update_reading(update, reading))
    }

    pub(super) fn update_reading(&mut self, update: &Update, reading: &Reading<'_>) -> Result<Written, Refusal> {
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
            self.fire_for_statement(plan.id, TriggerTiming::Before, event)?;
            self.fire_for_statement(plan.id, TriggerTiming::After, event)?;
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
        let effect = self.store_updated(&plan, &matches, &updated)?;
        if fires {
            for (row, new) in matches.rows.iter().zip(&updated) {
                self.fire_after(&plan, event, Some(row.values.clone()), Some(new.clone()))?;
            }
            self.fire_for_statement(plan.id, TriggerTiming::After, event)?;
            self.affected_rows = updated.len();
        }
        Ok(Written { effect, returned })
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
        let before = self.catalog.contents(plan.id).cloned();
        self.fire_for_statement(plan.id, TriggerTiming::Before, event)?;
        let rows = std::mem::take(&mut matches.rows);
        for (row, new) in rows.into_iter().zip(std::mem::take(updated)) {
            if let Some(new) = self.fire_before(plan, event, Some(row.values.clone()), Some(new))? {
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

    fn store_updated(&mut self, plan: &TablePlan, matches: &Matches, updated: &[Vec<Value>]) -> Applied {
        let evaluator = Evaluator { session: self };
        for values in updated {
            plan.slots.iter().zip(values).try_for_each(|(slot, value)| evaluator.check_domains(slot, value))?;
            evaluator.check_row(plan, values)?;
        }
        let rows = self.catalog.contents(plan.id).and_then(Contents::rows).cloned().unwrap_or_default();
        evaluator.check_updated_keys(plan, matches, updated)?;
        evaluator.refuse_referenced(plan, matches, updated)?;
        // The server writes a new version of each row behind the others.
        let changed: HashMap<usize, Row> = matches
            .rows
            .iter()
            .map(|row| row.position)
            .zip(updated.iter().map(|values| packed(plan, values)))
            .collect();
        let kept = rows.iter().enumerate().filter(|(position, _)| !changed.contains_key(position)).map(|(_, row)| row);
        let moved = matches.rows.iter().filter_map(|row| changed.get(&row.position));
        let all = kept.chain(moved).cloned().collect();
        if let Contents::Known(rows) = self.catalog.contents_mut(plan.id) {
            rows.replace(all);
        }
        for (key, values) in updated.iter().flat_map(|values| plan.foreign_keys.iter().map(move |key| (key, values))) {
            self.check_reference(plan, key, values, &Keys::default())?;
        }
        self.affected_rows = updated.len();
        Ok(Effect::Applied)
    }
}

fn alias(update: &Update, plan: &TablePlan) -> Name {
    update.alias.as_ref().map_or_else(|| plan.name.clone(), |alias| alias.name.name.clone())
}

impl Evaluator<'_> {
    /// Resolves and checks the assignments.
    fn assignments<'u>(self, plan: &TablePlan, update: &'u Update) -> Result<Assignments<'u>, Refusal> {
        let bound = self.session.bind_update(update)?;
        let mut assignments: Assignments<'u> = Vec::new();
        let mut types = bound.columns.iter().map(|(_, found)| *found);
        for (columns, value) in &update.assignments {
            for (column, value) in columns.iter().zip(spread(columns, value.as_ref())?) {
                let found = types.next().flatten().filter(|_| !matches!(value, Assigned::Shared));
                let place = assignable(plan, column)?;
                self.check_assignment(&plan.slots[place], value.expr(), found)?;
                if assignments.iter().any(|(other, _)| *other == place) {
                    let message = format!("multiple assignments to same column \"{}\"", column.name);
                    return Err(Failure::new("42601", message).into());
                }
                assignments.push((place, value));
            }
        }
        Ok(assignments)
    }

    fn check_assignment(self, slot: &Slot, value: Option<&Expr>, found: Option<TypeRef>) -> Result<(), Refusal> {
        refuse_value(slot, value)?;
        let Some(expr) = value else { return Ok(()) };
        match super::value::literal(expr) {
            Some(value) => self.check(&value, slot, Some(expr.span)),
            None => self.check_type(slot, found, expr.span),
        }
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
                    return Err(super::evaluate::undecided("a subquery of several columns"));
                }
                values[*place] = self.assigned(&plan.slots[*place], value.expr(), &scope)?;
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
    fn check_updated_keys(self, plan: &TablePlan, matches: &Matches, updated: &[Vec<Value>]) -> Result<(), Refusal> {
        for key in &plan.keys {
            let mut changed = Vec::new();
            for (row, values) in matches.rows.iter().zip(updated) {
                let (before, after) = (self.key(plan, key, &row.values)?, self.key(plan, key, values)?);
                if before != after || after == Key::Uncertain {
                    changed.push((before, after));
                }
            }
            if changed.iter().all(|(_, after)| *after == Key::Distinct) {
                continue;
            }
            let rows = self.session.catalog.contents(plan.id).and_then(Contents::rows).cloned().unwrap_or_default();
            let mut keys = self.keys_of(plan, key, &rows)?;
            let given_up: Vec<&Key> = changed.iter().map(|(before, _)| before).collect();
            for (_, after) in &changed {
                match unique::conflict(key, [&keys], after)? {
                    Some(_) if given_up.contains(&after) || key.deferrable => {
                        return Err(Refusal::Undecided(format!("rows exchange the key `{}`", key.name)));
                    }
                    Some(_) => return Err(unique::violation(key)),
                    None => unique::record(&mut keys, after, u32::MAX),
                }
            }
        }
        Ok(())
    }

    /// What other rows refer to must stay as it is.
    fn refuse_referenced(self, plan: &TablePlan, matches: &Matches, updated: &[Vec<Value>]) -> Result<(), Refusal> {
        for (reference, child) in self.session.referring(plan.id) {
            let places: Vec<usize> = reference
                .columns
                .iter()
                .filter_map(|number| plan.slots.iter().position(|slot| slot.number() == *number))
                .collect();
            let changes = |(row, values): (&Match, &Vec<Value>)| places.iter().any(|at| row.values[*at] != values[*at]);
            let is_empty = self.session.catalog.contents(child).is_none_or(Contents::is_empty);
            if !is_empty && matches.rows.iter().zip(updated).any(changes) {
                return Err(Refusal::Undecided("it changes a key that other rows may refer to".into()));
            }
        }
        Ok(())
    }
}

/// The values of `(a, b) = (1, 2)`, one by one.
fn spread<'a>(columns: &[Ident], value: Option<&'a Expr>) -> Result<Vec<Assigned<'a>>, Failure> {
    // A row may also be the one value of a composite column.
    if columns.len() == 1 && !matches!(value.map(|expr| &expr.kind), Some(ExprKind::Row(row)) if row.len() == 1) {
        return Ok(vec![Assigned::of(value)]);
    }
    match value.map(|expr| (&expr.kind, expr.span)) {
        Some((ExprKind::Row(values), span)) if values.len() != columns.len() => Err(miscounted(span)),
        Some((ExprKind::Subquery(query), span))
            if super::select::width(query).is_some_and(|width| width != columns.len()) =>
        {
            Err(miscounted(span))
        }
        Some((ExprKind::Row(values), _)) => Ok(values.iter().map(Assigned::Expr).collect()),
        Some(_) => Ok(vec![Assigned::Shared; columns.len()]),
        None => Ok(vec![Assigned::Default; columns.len()]),
    }
}

fn miscounted(span: Span) -> Failure {
    Failure::new("42601", "number of columns does not match number of values").at(span)
}
