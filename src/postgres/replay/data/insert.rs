//! `INSERT`.

use super::addition::Addition;
use super::conflict::Conflict;
use super::draft::{Draft, Given, overrides_user_values};
use super::evaluate::Evaluator;
use super::firing::Event;
use super::plan::{Filler, Slot, TablePlan};
use super::scope::Scope;
use super::select::Selected;
use super::unique::{self, Key, slot_values};
use super::value::literal;
use super::with::{Reading, Written};
use crate::postgres::ast::op::RuleEvent;
use crate::postgres::ast::{Ident, Insert, InsertSource, LiteralRows, Name, TableAlias};
use crate::postgres::catalog::{Contents, Keys, ObjectId, Row, Value};
use crate::postgres::replay::procedure::Transition;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::cell_expr;
use crate::run::{Applied, Effect, Failure, Refusal};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// A partition that rows are added to.
type Part<'i> = (Arc<TablePlan>, Conflict<'i>, Addition);

impl Session {
    /// `INSERT`.
    pub(crate) fn insert(&mut self, insert: &Insert) -> Applied {
        self.after_with(&insert.with, |session, reading| session.insert_reading(insert, reading))
    }

    pub(super) fn insert_reading(&mut self, insert: &Insert, reading: &Reading<'_>) -> Result<Written, Refusal> {
        let table = self.writable(&insert.table)?.id;
        self.refuse_rules(table, RuleEvent::Insert)?;
        let plan = self.table_plan(table);
        reading.refuse_disturbed(self, table)?;
        let evaluator = reading.evaluator(self);
        let scope = reading.scope(evaluator, &insert.with);
        let targets = targets(&plan, &insert.columns)?;
        let drafts = match &insert.source {
            InsertSource::Default => vec![vec![Given::Default; plan.slots.len()]],
            InsertSource::Literals(rows) => return self.insert_literals(&plan, &targets, insert, rows),
            InsertSource::Values(rows) => evaluator.read_values(&plan, &targets, insert, rows, &scope)?,
            InsertSource::Query(query) => match evaluator.read_query(&plan, &targets, insert, query, &scope)? {
                Ok(drafts) => drafts,
                Err(reason) => return self.insert_nothing(&plan, reason),
            },
        };
        let conflict = evaluator.prepare_insert(&plan, insert)?;
        self.insert_drafts(&plan, drafts.into_iter(), &conflict, insert)
    }

    /// Rows of constants, of which there may be millions: they are checked in one pass and added in another, as the server does.
    fn insert_literals(
        &mut self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        rows: &LiteralRows,
    ) -> Result<Written, Refusal> {
        let text = self.text.clone();
        let evaluator = Evaluator { session: self };
        evaluator.check_literals(plan, targets, insert, rows, &text)?;
        let conflict = evaluator.prepare_insert(plan, insert)?;
        let user = overrides_user_values(insert);
        let drafts = rows.rows().map(|row| {
            let mut draft = vec![Given::Default; plan.slots.len()];
            for (place, cell) in targets.iter().zip(row) {
                let value = cell_expr(&text, *cell).as_ref().and_then(literal);
                if let Some(value) = value.filter(|_| !(user && plan.slots[*place].identity.is_some())) {
                    draft[*place] = Given::Value(value);
                }
            }
            draft
        });
        self.insert_drafts(plan, drafts, &conflict, insert)
    }

    fn insert_nothing(&mut self, plan: &TablePlan, reason: String) -> Result<Written, Refusal> {
        self.adopt_beside(plan.id)?;
        self.fire_before_statement(plan.id, Event::Insert)?;
        self.fire_after_statement(plan.id, Event::Insert, &Transition::default())?;
        self.affected_rows = 0;
        Ok(Written::nothing(reason))
    }

    fn insert_drafts(
        &mut self,
        plan: &TablePlan,
        drafts: impl ExactSizeIterator<Item = Draft>,
        conflict: &Conflict<'_>,
        insert: &Insert,
    ) -> Result<Written, Refusal> {
        // What functions did for the values goes with the statement.
        let before = self.has_pending().then(|| self.catalog.clone());
        let written = self.insert_beside(plan, drafts, conflict, insert);
        if let (Err(_), Some(before)) = (&written, before) {
            self.go_back_to(before);
        }
        written
    }

    fn insert_beside(
        &mut self,
        plan: &TablePlan,
        drafts: impl ExactSizeIterator<Item = Draft>,
        conflict: &Conflict<'_>,
        insert: &Insert,
    ) -> Result<Written, Refusal> {
        self.adopt_beside(plan.id)?;
        let partitioned = self.partition_key(plan.id).is_some();
        if self.fires_for_insert(plan.id, conflict) || partitioned && !insert.returning.is_empty() {
            return self.insert_one_by_one(plan, drafts.collect(), conflict, insert);
        }
        if partitioned {
            return self.insert_routed(plan, drafts, insert);
        }
        let addition = self.prepare_rows(plan, drafts, conflict)?;
        let returned = self.inserted_rows(plan, &addition, insert)?;
        self.write(plan, addition);
        Ok(Written { effect: Effect::Applied, returned })
    }

    /// Adds rows to the partitions that they belong to.
    fn insert_routed(
        &mut self,
        plan: &TablePlan,
        drafts: impl ExactSizeIterator<Item = Draft>,
        insert: &Insert,
    ) -> Result<Written, Refusal> {
        let mut parts: BTreeMap<ObjectId, Part<'_>> = BTreeMap::new();
        let rows = drafts.len();
        for draft in drafts {
            let mut values = self.fill(plan, draft, rows)?;
            Evaluator { session: self }.generate(plan, &mut values)?;
            let (partition, values) = self.route(plan, &values)?;
            let (plan, conflict, addition) = match parts.entry(partition) {
                Entry::Occupied(part) => part.into_mut(),
                Entry::Vacant(place) => place.insert(self.open_partition(partition, insert, rows)?),
            };
            Evaluator { session: self }.check_row(plan, &values)?;
            self.add_row(plan, &values, conflict, addition)?;
        }
        for (plan, _, addition) in parts.values_mut() {
            self.check_references(plan, addition)?;
        }
        let written = parts.values().map(|(.., addition)| addition.len()).sum();
        for (plan, _, addition) in parts.into_values() {
            self.write(&plan, addition);
        }
        self.affected_rows = written;
        Ok(Written { effect: Effect::Applied, returned: Ok(Selected::default()) })
    }

    /// Sees to it that rows can be added to a partition.
    fn open_partition<'i>(
        &mut self,
        partition: ObjectId,
        insert: &'i Insert,
        rows: usize,
    ) -> Result<Part<'i>, Refusal> {
        let plan = self.table_plan(partition);
        self.refuse_unknown(&plan)?;
        self.refuse_firing(partition, Event::Insert, rows)?;
        self.prepare_keys(&plan)?;
        let conflict = Evaluator { session: self }.conflict_action(&plan, insert)?;
        let addition = Addition::new(&plan, self.row_count(partition));
        Ok((plan, conflict, addition))
    }

    /// What `RETURNING` gives for new rows.
    fn inserted_rows(
        &self,
        plan: &TablePlan,
        addition: &Addition,
        insert: &Insert,
    ) -> Result<Result<Selected, Refusal>, Refusal> {
        if insert.returning.is_empty() {
            return Ok(Ok(Selected::default()));
        }
        let alias = insert.alias.as_ref().map_or(plan.name.as_str(), |alias| &alias.name);
        let values: Vec<Vec<Value>> = addition.written().map(|row| slot_values(plan, row)).collect();
        let rows: Vec<Scope<'_>> = values.iter().map(|values| Scope::row(plan.source(alias, values))).collect();
        let nulls = vec![Value::Null; plan.slots.len()];
        let blank = Scope::row(plan.source(alias, &nulls));
        let mut returned = Evaluator { session: self }.returning(&insert.returning, &rows, &blank)?;
        if let Ok(returned) = &mut returned {
            // Rows that were there and new ones come in the order of the statement.
            returned.ordered = addition.updated.is_empty();
        }
        Ok(returned)
    }

    /// Makes rows ready after all that the table demands of them.
    pub(super) fn prepare_rows(
        &mut self,
        plan: &TablePlan,
        drafts: impl ExactSizeIterator<Item = Draft>,
        conflict: &Conflict<'_>,
    ) -> Result<Addition, Refusal> {
        self.refuse_unknown(plan)?;
        let is_partition =
            self.catalog.get(plan.id).and_then(|object| object.table()?.partition_bound.as_ref()).is_some();
        conflict.refuse_deferrable(plan, drafts.len())?;
        self.prepare_keys(plan)?;
        let mut addition = Addition::new(plan, self.row_count(plan.id));
        let rows = drafts.len();
        for draft in drafts {
            let mut values = self.fill(plan, draft, rows)?;
            let evaluator = Evaluator { session: self };
            evaluator.generate(plan, &mut values)?;
            evaluator.check_row(plan, &values)?;
            if is_partition {
                self.check_partition(plan, &values)?;
            }
            self.add_row(plan, &values, conflict, &mut addition)?;
        }
        self.check_references(plan, &mut addition)?;
        Ok(addition)
    }

    /// Gives a row its defaults. The values of several rows are computed before the defaults of each, those of a single row with them, in
    /// the order of the columns: so may `currval` tell what `nextval` gave beside it.
    pub(super) fn fill(&mut self, plan: &TablePlan, draft: Draft, rows: usize) -> Result<Vec<Value>, Refusal> {
        let draft = if rows > 1 { self.draw(plan, draft)? } else { draft };
        let mut values = Vec::with_capacity(draft.len());
        for (slot, given) in plan.slots.iter().zip(draft) {
            let value = match (given, &slot.filler) {
                (Given::Value(value), _) => value,
                (Given::Default, Filler::Value(value)) => value.clone(),
                (Given::Default, Filler::Next(sequence)) => self.drawn_value(slot, &Given::Next(*sequence))?,
                (Given::Default, Filler::Computed(text)) => {
                    let value = Evaluator { session: self }.computed_default(text, slot)?;
                    self.adopt_beside(plan.id)?;
                    value
                }
                (Given::Default, Filler::Unknown(reason)) => return Err(Refusal::Undecided(reason.clone())),
                (drawn, _) => self.drawn_value(slot, &drawn)?,
            };
            Evaluator { session: self }.check_domains(slot, &value)?;
            values.push(Evaluator { session: self }.numbered(value));
        }
        Ok(values)
    }

    /// Draws what a row is given from sequences.
    fn draw(&mut self, plan: &TablePlan, mut draft: Draft) -> Result<Draft, Refusal> {
        for (slot, given) in plan.slots.iter().zip(&mut draft) {
            if !matches!(given, Given::Default | Given::Value(_)) {
                *given = Given::Value(self.drawn_value(slot, given)?);
            }
        }
        Ok(draft)
    }

    fn drawn_value(&mut self, slot: &Slot, given: &Given) -> Result<Value, Refusal> {
        let number = match given {
            Given::Next(sequence) => self.next_value(*sequence)?,
            Given::Current(sequence) => self.current_value(*sequence)?,
            _ => self.last_value()?,
        };
        let value = Value::Number(Name::new(number.to_string()));
        Evaluator { session: self }.check(&value, slot, None)?;
        Ok(value)
    }

    /// Adds one row, unless a conflict makes it something else.
    fn add_row(
        &self,
        plan: &TablePlan,
        values: &[Value],
        conflict: &Conflict<'_>,
        addition: &mut Addition,
    ) -> Result<(), Refusal> {
        let none = Keys::default();
        let mut candidates: Vec<Key> = Vec::with_capacity(plan.keys.len());
        let mut violated = None;
        for (number, key) in plan.keys.iter().enumerate() {
            let candidate = Evaluator { session: self }.key(plan, key, values)?;
            let stored = self.stored_keys(plan.id, key.index).unwrap_or(&none);
            if let Some(position) = addition.conflict((number, key), stored, &candidate)? {
                if conflict.watches(key) {
                    return self.on_conflict(plan, values, conflict, position as usize, addition);
                }
                // The arbiters have their say first.
                violated = violated.or(Some(key));
            }
            candidates.push(candidate);
        }
        if let Some(key) = violated {
            return Err(unique::violation(key, self));
        }
        addition.push(packed(plan, values), candidates);
        Ok(())
    }

    /// Rows cannot be added to what is not known.
    pub(super) fn refuse_unknown(&self, plan: &TablePlan) -> Result<(), Refusal> {
        match self.catalog.contents(plan.id) {
            Some(Contents::Unknown { reason, .. }) => {
                Err(Refusal::Undecided(format!("the rows of `{}` are not known: {reason}", plan.name)))
            }
            _ => Ok(()),
        }
    }
}

/// A row as it is kept: by column number, and without `NULL`s at its end.
pub(super) fn packed(plan: &TablePlan, values: &[Value]) -> Row {
    let mut by_number: Vec<Value<&str>> = vec![Value::Null; plan.width];
    for (slot, value) in plan.slots.iter().zip(values) {
        by_number[usize::from(slot.number()) - 1] = value.borrowed();
    }
    let used = by_number.iter().rposition(|value| *value != Value::Null).map_or(0, |last| last + 1);
    Row::new(&by_number[..used])
}

/// The columns that are given values, as places in the plan.
pub(super) fn targets(plan: &TablePlan, columns: &[Ident]) -> Result<Vec<usize>, Failure> {
    if columns.is_empty() {
        return Ok((0..plan.slots.len()).collect());
    }
    let mut places = Vec::with_capacity(columns.len());
    for column in columns {
        let place = plan.slots.iter().position(|slot| slot.field.name == column.name).ok_or_else(|| {
            let (column, table) = (&column.name, &plan.name);
            Failure::new("42703", format!("column \"{column}\" of relation \"{table}\" does not exist"))
        });
        let place = place.map_err(|failure| failure.at(column.span))?;
        if places.contains(&place) {
            let message = format!("column \"{}\" specified more than once", column.name);
            return Err(Failure::new("42701", message).at(column.span));
        }
        places.push(place);
    }
    Ok(places)
}

impl Evaluator<'_> {
    /// Resolves what comes after the rows.
    fn prepare_insert<'i>(self, plan: &TablePlan, insert: &'i Insert) -> Result<Conflict<'i>, Refusal> {
        self.bind_rest(plan, insert)?;
        self.conflict_action(plan, insert)
    }

    /// Resolves the names in what comes after the rows.
    pub(super) fn bind_rest(self, plan: &TablePlan, insert: &Insert) -> Result<(), Refusal> {
        let conflict = self.check_conflict(plan, insert)?;
        let alias = insert.alias.as_ref().map(|name| TableAlias { name: name.clone(), columns: Vec::new() });
        self.session.bind_returning(&insert.with, &insert.returning, &insert.table, alias.as_ref(), &[])?;
        conflict.map_or(Ok(()), |assigned| Ok(assigned.rewritten(plan).map(drop)?))
    }
}
