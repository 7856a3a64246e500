//! `INSERT` row by row: into tables with triggers, and into partitions whose rows are returned.

use super::addition::Addition;
use super::conflict::Conflict;
use super::draft::{Draft, Given};
use super::evaluate::Evaluator;
use super::firing::Event;
use super::plan::TablePlan;
use super::scope::Scope;
use super::select::Selected;
use super::unique::slot_values;
use super::update::Change;
use super::with::Written;
use crate::postgres::ast::Insert;
use crate::postgres::catalog::{ColumnNumber, Contents, Keys, ObjectId, Value};
use crate::postgres::replay::procedure::Transition;
use crate::postgres::replay::session::Session;
use crate::run::{Effect, Failure, Refusal};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// A table that rows go to.
struct Destination<'i> {
    plan: Arc<TablePlan>,
    conflict: Conflict<'i>,
    /// How many rows stand in front that the statement has not touched.
    untouched: usize,
}

/// A row that was written.
struct Put {
    plan: Arc<TablePlan>,
    /// The row that was there, where `ON CONFLICT` changed it.
    before: Option<Vec<Value>>,
    after: Vec<Value>,
}

impl Session {
    /// Whether rows for a table fire anything, in it or in a partition of it.
    pub(super) fn fires_for_insert(&self, table: ObjectId, conflict: &Conflict<'_>) -> bool {
        let tables = if self.partition_key(table).is_some() { self.family(table) } else { [table].into() };
        tables.into_iter().any(|table| {
            let columns: Vec<ColumnNumber> = self
                .catalog
                .get(table)
                .into_iter()
                .flat_map(crate::postgres::catalog::Object::live_columns)
                .map(|column| column.number)
                .collect();
            self.fires(table, Event::Insert) || conflict.updates() && self.fires(table, Event::Update(&columns))
        })
    }

    /// Inserts rows one by one, with the triggers that each of them fires.
    pub(super) fn insert_one_by_one(
        &mut self,
        plan: &TablePlan,
        drafts: Vec<Draft>,
        conflict: &Conflict<'_>,
        insert: &Insert,
    ) -> Result<Written, Refusal> {
        let before = self.catalog.clone();
        let rows = drafts.len();
        let done = self.insert_with_triggers(plan, drafts, conflict, insert);
        done.map_err(|refusal| {
            self.go_back_to(before);
            // The server looks at references when all rows are there.
            if rows > 1 { super::with::before_other_parts(refusal) } else { refusal }
        })
    }

    fn insert_with_triggers(
        &mut self,
        plan: &TablePlan,
        drafts: Vec<Draft>,
        conflict: &Conflict<'_>,
        insert: &Insert,
    ) -> Result<Written, Refusal> {
        let changed = conflict.columns(plan);
        self.fire_before_statement(plan.id, Event::Insert)?;
        if conflict.updates() {
            self.fire_before_statement(plan.id, Event::Update(&changed))?;
        }
        let puts = self.put_rows(plan, drafts, insert)?;
        let returned = self.put_returning(plan, &puts, insert)?;
        let written = puts.len();
        let [inserted, updated] = self.put_transitions(plan, &puts);
        for put in puts {
            let columns = conflict.columns(&put.plan);
            let (event, transition) = match put.before {
                Some(_) => (Event::Update(&columns), &updated),
                None => (Event::Insert, &inserted),
            };
            self.fire_after(&put.plan, event, put.before, Some(put.after), transition)?;
        }
        if conflict.updates() {
            self.fire_after_statement(plan.id, Event::Update(&changed), &updated)?;
        }
        self.fire_after_statement(plan.id, Event::Insert, &inserted)?;
        self.affected_rows = written;
        Ok(Written { effect: Effect::Applied, returned })
    }

    /// The rows as they were written.
    fn put_rows(&mut self, plan: &TablePlan, drafts: Vec<Draft>, insert: &Insert) -> Result<Vec<Put>, Refusal> {
        let routed = self.partition_key(plan.id).is_some();
        let mut destinations: BTreeMap<ObjectId, Destination<'_>> = BTreeMap::new();
        let rows = drafts.len();
        let mut puts = Vec::with_capacity(rows);
        for draft in drafts {
            let mut values = self.fill(plan, draft, rows)?;
            let mut table = plan.id;
            if routed {
                Evaluator { session: self }.generate(plan, &mut values)?;
                (table, values) = self.route(plan, &values)?;
            }
            let destination = match destinations.entry(table) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(vacant) => vacant.insert(self.destination(table, insert)?),
            };
            puts.extend(self.put_row(destination, values, routed)?);
        }
        Ok(puts)
    }

    fn destination<'i>(&mut self, table: ObjectId, insert: &'i Insert) -> Result<Destination<'i>, Refusal> {
        let plan = self.table_plan(table);
        self.refuse_unknown(&plan)?;
        let conflict = Evaluator { session: self }.conflict_action(&plan, insert)?;
        Ok(Destination { plan, conflict, untouched: self.row_count(table) })
    }

    /// Writes a row, unless a trigger or a conflict stops it.
    fn put_row(
        &mut self,
        into: &mut Destination<'_>,
        values: Vec<Value>,
        routed: bool,
    ) -> Result<Option<Put>, Refusal> {
        let plan = into.plan.clone();
        let Some(mut values) = self.fire_before(&plan, Event::Insert, None, Some(values))? else { return Ok(None) };
        if routed && matches!(self.check_partition(&plan, &values), Err(Refusal::Failed(_))) {
            return Err(Refusal::Undecided("a trigger moves a row to another partition".into()));
        }
        if into.conflict.updates() {
            let evaluator = Evaluator { session: self };
            evaluator.generate(&plan, &mut values)?;
            evaluator.check_row(&plan, &values)?;
            if let Some(position) = self.conflicting_row(into, &values)? {
                return self.put_over(into, &values, position);
            }
        }
        let draft: Draft = values.into_iter().map(Given::Value).collect();
        let addition = self.prepare_rows(&plan, std::iter::once(draft), &into.conflict)?;
        let after = addition.written().next().map(|row| slot_values(&plan, row));
        self.write(&plan, addition);
        Ok(after.map(|after| Put { plan, before: None, after }))
    }

    /// The row that has one of the keys that `ON CONFLICT` watches.
    fn conflicting_row(&mut self, into: &Destination<'_>, values: &[Value]) -> Result<Option<usize>, Refusal> {
        let plan = &into.plan;
        self.prepare_keys(plan)?;
        let mut addition = Addition::new(plan, self.row_count(plan.id));
        let none = Keys::default();
        for (number, key) in plan.keys.iter().enumerate().filter(|(_, key)| into.conflict.watches(key)) {
            let candidate = Evaluator { session: self }.key(plan, key, values)?;
            let stored = self.stored_keys(plan.id, key.index).unwrap_or(&none);
            if let Some(position) = addition.conflict((number, key), stored, &candidate)? {
                return Ok(Some(position as usize));
            }
        }
        Ok(None)
    }

    /// `DO UPDATE` of a row that is there already.
    fn put_over(
        &mut self,
        into: &mut Destination<'_>,
        values: &[Value],
        position: usize,
    ) -> Result<Option<Put>, Refusal> {
        let plan = into.plan.clone();
        // Rows that the statement wrote stand behind the others.
        if position >= into.untouched {
            let message = "ON CONFLICT DO UPDATE command cannot affect row a second time";
            return Err(Failure::new("21000", message).into());
        }
        let stored = self.catalog.contents(plan.id).cloned();
        let row = stored.as_ref().and_then(Contents::rows).and_then(|rows| rows.get(position));
        let before = row.map(|row| slot_values(&plan, row)).unwrap_or_default();
        let Some(after) = self.conflict_values(&plan, values, &into.conflict, &before)? else { return Ok(None) };
        let columns = into.conflict.columns(&plan);
        let event = Event::Update(&columns);
        self.refuse_event(plan.id, event)?;
        let Some(mut after) = self.fire_before(&plan, event, Some(before.clone()), Some(after))? else {
            return Ok(None);
        };
        if self.catalog.contents(plan.id) != stored.as_ref() {
            return Err(Refusal::Undecided("a trigger changes rows of the same table".into()));
        }
        Evaluator { session: self }.generate(&plan, &mut after)?;
        self.store_updated(&plan, &[Change { position, before: before.clone(), after: after.clone() }])?;
        into.untouched -= 1;
        Ok(Some(Put { plan, before: Some(before), after }))
    }

    /// The rows that were inserted, and those that were updated, by the columns of the table that the statement names.
    fn put_transitions(&self, plan: &TablePlan, puts: &[Put]) -> [Transition; 2] {
        let own = |put: &Put, values: &[Value]| self.as_row_of(plan, &put.plan, values);
        let (old, new): (Vec<&Put>, Vec<&Put>) = puts.iter().partition(|put| put.before.is_some());
        let inserted = new.iter().map(|put| own(put, &put.after)).collect();
        let before = old.iter().map(|put| own(put, put.before.as_deref().unwrap_or_default())).collect();
        let after = old.iter().map(|put| own(put, &put.after)).collect();
        [Transition::of(Vec::new(), inserted), Transition::of(before, after)]
    }

    /// The values of a row of a partition, by the columns of its table.
    fn as_row_of(&self, plan: &TablePlan, own: &TablePlan, values: &[Value]) -> Vec<Value> {
        match self.catalog.get(plan.id).filter(|_| own.id != plan.id) {
            Some(table) => super::route::moved(own, table, values),
            None => values.to_vec(),
        }
    }

    /// What `RETURNING` gives for the rows.
    fn put_returning(
        &self,
        plan: &TablePlan,
        puts: &[Put],
        insert: &Insert,
    ) -> Result<Result<Selected, Refusal>, Refusal> {
        let alias = insert.alias.as_ref().map_or(plan.name.as_str(), |alias| &alias.name);
        let values: Vec<Vec<Value>> = puts.iter().map(|put| self.as_row_of(plan, &put.plan, &put.after)).collect();
        let rows: Vec<Scope<'_>> = values.iter().map(|values| Scope::row(plan.source(alias, values))).collect();
        let nulls = vec![Value::Null; plan.slots.len()];
        let blank = Scope::row(plan.source(alias, &nulls));
        Evaluator { session: self }.returning(&insert.returning, &rows, &blank)
    }
}
