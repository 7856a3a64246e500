//! `DELETE` and `TRUNCATE`.

use super::evaluate::{Evaluator, undecided};
use super::firing::Event;
use super::matching::Matches;
use super::plan::TablePlan;
use super::scope::Scope;
use super::unique::{self, slot_values};
use super::with::{Reading, Written};
use crate::postgres::ast::op::{ReferentialAction, RuleEvent};
use crate::postgres::ast::{Delete, Name, QualifiedName};
use crate::postgres::catalog::{Address, ColumnNumber, Contents, ObjectBody, ObjectId, Value};
use crate::postgres::replay::procedure::Transition;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Rows to delete, by table and position.
type Doomed = BTreeMap<ObjectId, BTreeSet<usize>>;

/// A table, columns of it, and the positions of the rows in which they become `NULL`.
type Nulled = (ObjectId, Vec<ColumnNumber>, BTreeSet<usize>);

impl Session {
    /// `DELETE`.
    pub(crate) fn delete(&mut self, delete: &Delete) -> Applied {
        self.after_with(&delete.with, |session, reading| session.delete_reading(delete, reading))
    }

    pub(super) fn delete_reading(&mut self, delete: &Delete, reading: &Reading<'_>) -> Result<Written, Refusal> {
        let evaluator = reading.evaluator(self);
        let scope = reading.scope(evaluator, &delete.with);
        let (plan, mut matches) = evaluator.rows_to_delete(delete, &scope)?;
        reading.refuse_touched(self, plan.id)?;
        self.refuse_event(plan.id, Event::Delete)?;
        if let Some(reason) = matches.none {
            self.fire_before_statement(plan.id, Event::Delete)?;
            self.fire_after_statement(plan.id, Event::Delete, &Transition::default())?;
            self.affected_rows = 0;
            return Ok(Written::nothing(reason));
        }
        self.adopt_beside(plan.id)?;
        let fires = self.fires(plan.id, Event::Delete);
        if fires {
            self.fire_before_delete(&plan, &mut matches)?;
        }
        let evaluator = reading.evaluator(self);
        let alias = alias(delete, &plan);
        let rows: Vec<Scope<'_>> =
            matches.rows.iter().map(|row| matches.scope(&plan, &alias, row, &row.values, &scope)).collect();
        let returned = evaluator.returning(&delete.returning, &rows, rows.first().unwrap_or(&Scope::default()))?;
        self.refuse_firing_elsewhere(&plan, &matches)?;
        let count = matches.rows.len();
        self.affected_rows = count;
        let mut doomed = Doomed::new();
        for row in &matches.rows {
            doomed.entry(row.table).or_default().insert(row.position);
        }
        for (child, columns, positions) in self.extend_along_references(&mut doomed)? {
            self.set_null(child, &columns, &positions)?;
        }
        for (table, positions) in doomed {
            self.remove_rows(table, &positions);
        }
        if fires {
            let gone: Vec<Vec<Value>> = matches.rows.into_iter().map(|row| row.values).collect();
            let transition = Transition::of(gone.clone(), Vec::new());
            for old in gone {
                self.fire_after(&plan, Event::Delete, Some(old), None, &transition)?;
            }
            self.fire_after_statement(plan.id, Event::Delete, &transition)?;
            self.affected_rows = count;
        }
        Ok(Written { effect: Effect::Applied, returned })
    }

    /// Refuses triggers of the tables that inherit from the one that a statement names.
    fn refuse_firing_elsewhere(&self, plan: &TablePlan, matches: &Matches) -> Result<(), Refusal> {
        let others: BTreeSet<ObjectId> =
            matches.rows.iter().map(|row| row.table).filter(|table| *table != plan.id).collect();
        if !others.is_empty() && self.fires(plan.id, Event::Delete) {
            return Err(Refusal::Undecided("triggers and rows of tables that inherit come together".into()));
        }
        others.into_iter().try_for_each(|table| self.refuse_firing(table, Event::Delete, 1))
    }

    /// Lets triggers stop the deletion of rows.
    fn fire_before_delete(&mut self, plan: &TablePlan, matches: &mut Matches) -> Result<(), Refusal> {
        self.refuse_onlookers(plan, Event::Delete, matches.rows.len())?;
        self.refuse_disorder(plan, Event::Delete, matches.rows.len())?;
        let before = self.catalog.contents(plan.id).cloned();
        self.fire_before_statement(plan.id, Event::Delete)?;
        for row in std::mem::take(&mut matches.rows) {
            if self.fire_before(plan, Event::Delete, Some(row.values.clone()), None)?.is_some() {
                matches.rows.push(row);
            }
        }
        if self.catalog.contents(plan.id) != before.as_ref() {
            return Err(Refusal::Undecided("a trigger changes rows of the same table".into()));
        }
        Ok(())
    }

    /// What a `DELETE` would do, without doing it.
    pub(super) fn delete_effect(&self, delete: &Delete) -> Applied {
        let evaluator = Evaluator { session: self };
        let mut scope = Scope::default();
        evaluator.with_ctes(&delete.with, false, &mut scope);
        let (plan, matches) = evaluator.rows_to_delete(delete, &scope)?;
        self.refuse_firing(plan.id, Event::Delete, matches.rows.len())?;
        Ok(matches.none.map_or(Effect::Applied, Effect::Noop))
    }

    /// Follows `ON DELETE CASCADE`, and refuses what other rows still refer to. The result is the rows that get `NULL`s.
    fn extend_along_references(&self, doomed: &mut Doomed) -> Result<Vec<Nulled>, Refusal> {
        let mut todo: Vec<ObjectId> = doomed.keys().copied().collect();
        let (mut restricting, mut nulling) = (Vec::new(), Vec::new());
        while let Some(table) = todo.pop() {
            self.refuse_referenced_partition(table)?;
            for (constraint, reference, child) in self.referring_constraints(table) {
                let found = self.rows_referring(table, &constraint, child, doomed)?;
                if found.is_empty() {
                    continue;
                }
                match reference.on_delete {
                    ReferentialAction::SetNull => nulling.push((table, constraint, child)),
                    ReferentialAction::Cascade => {
                        self.refuse_firing(child, Event::Delete, found.len())?;
                        let known = doomed.entry(child).or_default();
                        let before = known.len();
                        known.extend(found);
                        if known.len() > before {
                            todo.push(child);
                        }
                    }
                    ReferentialAction::NoAction | ReferentialAction::Restrict => {
                        restricting.push((table, constraint, child));
                    }
                    ReferentialAction::SetDefault => {
                        return Err(Refusal::Undecided("a foreign key sets columns of other rows".into()));
                    }
                }
            }
        }
        for (table, constraint, child) in restricting {
            let left = self.rows_referring(table, &constraint, child, doomed)?;
            if !left.is_subset(doomed.get(&child).unwrap_or(&BTreeSet::new())) {
                return Err(self.still_referenced(table, &constraint, child));
            }
        }
        let nulled: Vec<Nulled> = nulling
            .into_iter()
            .map(|(table, constraint, child)| self.nulled(table, &constraint, child, doomed))
            .collect::<Result<_, _>>()?;
        let children: BTreeSet<ObjectId> = nulled.iter().map(|(child, ..)| *child).collect();
        if children.len() < nulled.len() {
            return Err(Refusal::Undecided("several foreign keys set columns of the same table".into()));
        }
        Ok(nulled)
    }

    /// The rows of a table whose foreign key is set to `NULL`.
    fn nulled(&self, table: ObjectId, constraint: &str, child: ObjectId, doomed: &Doomed) -> Result<Nulled, Refusal> {
        let object = self.catalog.get(child).ok_or_else(|| undecided("a table"))?;
        let plan = Evaluator { session: self }.plan(object);
        let key = plan.foreign_keys.iter().find(|key| key.name == constraint);
        let key = key.ok_or_else(|| undecided("a foreign key"))?;
        let columns =
            if key.reference.on_delete_columns.is_empty() { &key.columns } else { &key.reference.on_delete_columns };
        // Where rows go and rows change in one table, their positions are not those of before.
        if doomed.get(&child).is_some_and(|positions| !positions.is_empty()) {
            return Err(Refusal::Undecided("a foreign key sets columns of rows beside those that are deleted".into()));
        }
        Ok((child, columns.clone(), self.rows_referring(table, constraint, child, doomed)?))
    }

    /// Rows of a partition are referred to through its parent.
    pub(super) fn refuse_referenced_partition(&self, table: ObjectId) -> Result<(), Refusal> {
        let mut part = self.catalog.get(table).and_then(|object| object.table());
        while let Some(parent) =
            part.filter(|part| part.partition_bound.is_some()).and_then(|part| part.parents.first())
        {
            if self.referring(*parent).iter().any(|(_, child)| !self.has_no_rows(*child)) {
                return Err(Refusal::Undecided("other rows may refer to rows of a partition".into()));
            }
            part = self.catalog.get(*parent).and_then(|object| object.table());
        }
        Ok(())
    }

    fn referring_constraints(&self, table: ObjectId) -> Vec<(Name, crate::postgres::catalog::ForeignKeyRef, ObjectId)> {
        self.referring(table)
            .into_iter()
            .filter_map(|(reference, child)| {
                let plan = self.catalog.get(child).map(|object| Evaluator { session: self }.plan(object));
                let keys = plan.map(|plan| plan.foreign_keys).unwrap_or_default();
                keys.into_iter().find(|key| key.reference == reference).map(|key| (key.name, reference, child))
            })
            .collect()
    }

    /// The rows of a table whose foreign key refers to a doomed row.
    fn rows_referring(
        &self,
        table: ObjectId,
        constraint: &str,
        child: ObjectId,
        doomed: &Doomed,
    ) -> Result<BTreeSet<usize>, Refusal> {
        let evaluator = Evaluator { session: self };
        let (Some(parent), Some(object)) = (self.catalog.get(table), self.catalog.get(child)) else {
            return Ok(BTreeSet::new());
        };
        let rows = match self.catalog.contents(child) {
            None => return Ok(BTreeSet::new()),
            Some(Contents::Known(rows)) => rows,
            Some(Contents::Unknown { .. }) => {
                return Err(Refusal::Undecided(format!("rows of `{}` may refer to what is deleted", object.name)));
            }
        };
        let (parent_plan, plan) = (evaluator.plan(parent), evaluator.plan(object));
        let Some(key) = plan.foreign_keys.iter().find(|key| key.name == constraint) else { return Ok(BTreeSet::new()) };
        let Some(referenced) = parent_plan.keys.iter().find(|unique| unique.index == key.reference.index) else {
            return Err(Refusal::Undecided(format!("what `{constraint}` refers to is not known")));
        };
        let gone: HashSet<u64> = self
            .catalog
            .contents(table)
            .and_then(Contents::rows)
            .into_iter()
            .flat_map(|rows| doomed.get(&table).into_iter().flatten().filter_map(|position| rows.get(*position)))
            .filter_map(|row| match evaluator.key(&parent_plan, referenced, &slot_values(&parent_plan, row)) {
                Ok(unique::Key::Known(hash)) => Some(hash),
                _ => None,
            })
            .collect();
        let mut found = BTreeSet::new();
        for (position, row) in rows.iter().enumerate() {
            if super::foreign_key::refers_to(&plan, key, &slot_values(&plan, row), &gone)? {
                found.insert(position);
            }
        }
        Ok(found)
    }

    /// 23503 where rows of another table refer to what goes.
    pub(super) fn still_referenced(&self, table: ObjectId, constraint: &str, child: ObjectId) -> Refusal {
        let plan = self.catalog.get(child).map(|object| Evaluator { session: self }.plan(object));
        let keys = plan.iter().flat_map(|plan| &plan.foreign_keys);
        if keys.filter(|key| key.name == constraint).any(|key| key.is_put_off(self)) {
            return Refusal::Undecided(format!("`{constraint}` is checked at the end of the transaction"));
        }
        let name = |id| self.catalog.get(id).map_or("", |object| object.name.as_str());
        let (table, child) = (name(table), name(child));
        let message = format!(
            "update or delete on table \"{table}\" violates foreign key constraint \"{constraint}\" on table \"{child}\""
        );
        Failure::new("23503", message).into()
    }

    fn remove_rows(&mut self, table: ObjectId, positions: &BTreeSet<usize>) {
        let Contents::Known(rows) = self.catalog.contents_mut(table) else { return };
        if positions.len() == rows.len() {
            *rows = crate::postgres::catalog::Rows::default();
            return;
        }
        let left = rows.iter().enumerate().filter(|(position, _)| !positions.contains(position));
        let left = left.map(|(_, row)| row.clone()).collect();
        rows.replace(left);
    }

    /// `TRUNCATE`.
    pub(crate) fn truncate(&mut self, tables: &[QualifiedName], cascade: bool, restart_identity: bool) -> Applied {
        let mut named = BTreeSet::new();
        for name in tables {
            self.require_schema(name)?;
            let object = self.target(name)?;
            if !matches!(object.body, ObjectBody::Table(_)) {
                return Err(Failure::new("42809", format!("\"{}\" is not a table", object.name)).into());
            }
            named.extend(self.family(object.id));
        }
        let emptied = self.truncated(named, cascade)?;
        emptied.iter().try_for_each(|table| self.refuse_foreign_rows(*table))?;
        let firing: Vec<ObjectId> = emptied.iter().copied().filter(|id| self.fires(*id, Event::Truncate)).collect();
        if firing.len() > 1 {
            return Err(Refusal::Undecided("in which order the triggers of several tables run".into()));
        }
        let before: Vec<Option<Contents>> = emptied.iter().map(|id| self.catalog.contents(*id).cloned()).collect();
        for table in &firing {
            self.fire_before_statement(*table, Event::Truncate)?;
        }
        if !emptied.iter().map(|id| self.catalog.contents(*id)).eq(before.iter().map(Option::as_ref)) {
            return Err(Refusal::Undecided("a trigger changes rows of the tables that are emptied".into()));
        }
        let was_empty = emptied.iter().all(|table| self.catalog.contents(*table).is_none_or(Contents::is_empty));
        for table in &emptied {
            *self.catalog.contents_mut(*table) = Contents::default();
            if restart_identity {
                self.restart_sequences(*table);
            }
        }
        for table in &firing {
            self.fire_after_statement(*table, Event::Truncate, &Transition::default())?;
        }
        if was_empty && !restart_identity && firing.is_empty() {
            let list: Vec<String> = tables.iter().map(|table| format!("`{table}`")).collect();
            return Ok(Effect::Noop(format!("{} has no rows on a fresh database", list.join(", "))));
        }
        Ok(Effect::Applied)
    }

    /// The tables that are emptied: with `CASCADE` those that refer to them too.
    fn truncated(&self, named: BTreeSet<ObjectId>, cascade: bool) -> Result<BTreeSet<ObjectId>, Refusal> {
        let mut all = named.clone();
        let mut todo: Vec<ObjectId> = named.into_iter().collect();
        while let Some(table) = todo.pop() {
            for (_, child) in self.referring(table) {
                if all.contains(&child) {
                    continue;
                }
                if !cascade {
                    let message = "cannot truncate a table referenced in a foreign key constraint";
                    return Err(Failure::new("0A000", message).into());
                }
                for member in self.family(child) {
                    all.insert(member);
                    todo.push(member);
                }
            }
        }
        Ok(all)
    }

    /// Sets the sequences that a table's columns own back to their start.
    fn restart_sequences(&mut self, table: ObjectId) {
        let owned: Vec<(ObjectId, i64)> = self
            .catalog
            .dependents(table)
            .filter(|edge| edge.referenced != Address::object(table))
            .filter_map(|edge| match self.catalog.get(edge.dependent.object).map(|object| &object.body) {
                Some(ObjectBody::Sequence(sequence)) => Some((edge.dependent.object, sequence.start)),
                _ => None,
            })
            .collect();
        for (sequence, start) in owned {
            self.set_sequence(sequence, Some((start, false)));
        }
    }
}

fn alias(delete: &Delete, plan: &TablePlan) -> Name {
    delete.alias.as_ref().map_or_else(|| plan.name.clone(), |alias| alias.name.name.clone())
}

impl Evaluator<'_> {
    /// The rows that a `DELETE` names, or why there are none.
    fn rows_to_delete(self, delete: &Delete, scope: &Scope<'_>) -> Result<(TablePlan, Matches), Refusal> {
        let plan = self.plan(self.session.writable(&delete.table)?);
        self.session.refuse_rules(plan.id, RuleEvent::Delete)?;
        self.session.bind_delete(delete)?;
        let matches = self.matches(&plan, &alias(delete, &plan), &delete.using, delete.filter.as_ref(), scope)?;
        Ok((plan, matches))
    }
}
