//! What existing rows say to a change of their table, and what becomes of them.

use super::datum::Typed;
use super::evaluate::{Evaluator, undecided};
use super::foreign_key::{self, Reference};
use super::insert::packed;
use super::kind::Kind;
use super::plan::{Filler, ForeignKeyPlan, ReadText, Slot, TablePlan};
use super::scope::{Scope, Source};
use super::unique::{self, slot_values};
use super::value::never_null;
use crate::postgres::ast::{Expr, Name, Query};
use crate::postgres::catalog::{
    Bound, ColumnNumber, Contents, ForeignKeyRef, Index, Keys, ObjectBody, ObjectId, Rows, TypeRef, Value,
};
use crate::postgres::replay::bind::Coercion;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

impl Session {
    /// The rows of a table, where they are known.
    pub(crate) fn known_rows(&self, table: ObjectId) -> Result<Rows, Refusal> {
        match self.catalog.contents(table) {
            None => Ok(Rows::default()),
            Some(Contents::Known(rows)) => Ok(rows.clone()),
            Some(Contents::Unknown { reason, .. }) => Err(self.unknown_rows(table, reason)),
        }
    }

    /// Whether a table certainly has no rows.
    pub(crate) fn has_no_rows(&self, table: ObjectId) -> bool {
        self.catalog.contents(table).is_none_or(Contents::is_empty)
    }

    /// The rows of a table can no longer be told, nor what they were before.
    pub(crate) fn forget_rows(&mut self, table: ObjectId, reason: &str) {
        if !self.has_no_rows(table) {
            let contents = self.catalog.contents_mut(table);
            contents.forget(reason);
            *contents.last_known_mut() = Rows::default();
        }
    }

    /// Gives the rows of a table their value in a column that was just added: its default. 23502 where that is `NULL` and must not be.
    pub(crate) fn fill_added_column(&mut self, table: ObjectId, column: ColumnNumber) -> Result<(), Refusal> {
        if self.has_no_rows(table) {
            return Ok(());
        }
        let Some(slot) = self.row_plan(table)?.numbered(column).cloned() else { return Ok(()) };
        match slot.filler.clone() {
            _ if slot.is_generated() => return self.generate_column(table, column),
            Filler::Value(Value::Null) if slot.field.not_null => {
                return self.assume(self.refuse_nulls(table, column));
            }
            Filler::Value(value) if !slot.domains.is_empty() => {
                Evaluator { session: self }.check_domains(&slot, &value)?;
                self.rewrite_rows(table, |row| row.with(column, value.borrowed()));
            }
            Filler::Value(value) => self.rewrite_rows(table, |row| row.with(column, value.borrowed())),
            Filler::Next(sequence) => return self.number_rows(table, column, sequence),
            Filler::Computed(text) => match self.default_for_each(table, &slot, &text) {
                Ok(values) => {
                    let mut values = values.into_iter();
                    self.rewrite_rows(table, |row| row.with(column, values.next().unwrap_or(Value::Null).borrowed()));
                    if slot.field.not_null {
                        return self.assume(self.refuse_nulls(table, column));
                    }
                }
                Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                    self.drop_pending();
                    self.forget_rows(table, &reason);
                    if slot.field.not_null || !slot.domains.is_empty() {
                        return self.assume(Err(Refusal::Undecided(reason)));
                    }
                }
                Err(failure) => return Err(failure),
            },
            Filler::Unknown(reason) => {
                self.forget_rows(table, &reason);
                if slot.field.not_null || !slot.domains.is_empty() {
                    return self.assume(Err(Refusal::Undecided(reason)));
                }
            }
        }
        Ok(())
    }

    /// Computes a generated column that was just added.
    fn generate_column(&mut self, table: ObjectId, column: ColumnNumber) -> Result<(), Refusal> {
        let plan = self.row_plan(table)?;
        let Some(place) = plan.slots.iter().position(|slot| slot.number() == column) else { return Ok(()) };
        let mut computed = Vec::new();
        for row in self.catalog.contents(table).map(Contents::last_known).into_iter().flat_map(Rows::iter) {
            let mut values = slot_values(&plan, row);
            Evaluator { session: self }.generate(&plan, &mut values)?;
            computed.push(values.swap_remove(place));
        }
        let mut computed = computed.into_iter();
        self.rewrite_rows(table, |row| row.with(column, computed.next().unwrap_or(Value::Null).borrowed()));
        if plan.slots[place].field.not_null { self.assume(self.refuse_nulls(table, column)) } else { Ok(()) }
    }

    /// The values of a generated column become ordinary ones.
    pub(crate) fn keep_generated(&mut self, table: ObjectId, column: ColumnNumber) {
        let rows = self.catalog.contents(table).map(Contents::last_known);
        if rows.is_some_and(|rows| rows.iter().any(|row| matches!(row.value(column), Value::Unknown(_)))) {
            self.forget_rows(table, "a column was computed by the server");
        }
    }

    /// Each row gets the next value of a sequence, in the order in which the server reads them.
    fn number_rows(&mut self, table: ObjectId, column: ColumnNumber, sequence: ObjectId) -> Result<(), Refusal> {
        let Some(rows) = self.catalog.contents(table).and_then(Contents::rows) else {
            self.forget_rows(table, "the order in which its rows were numbered is not known");
            return Ok(());
        };
        let in_order = rows.in_insertion_order() || rows.len() == 1;
        let numbers = (0..rows.len()).map(|_| self.next_value(sequence)).collect::<Result<Vec<i64>, Refusal>>()?;
        if !in_order {
            self.forget_rows(table, "the order in which its rows were numbered is not known");
            return Ok(());
        }
        let mut numbers = numbers.into_iter();
        self.rewrite_rows(table, |row| {
            let number = numbers.next().unwrap_or_default().to_string();
            row.with(column, Value::Number(number.as_str()))
        });
        Ok(())
    }

    /// What a default gives for each row, in the order in which the server reads them.
    fn default_for_each(&mut self, table: ObjectId, slot: &Slot, default: &ReadText) -> Result<Vec<Value>, Refusal> {
        let rows = self.known_rows(table)?;
        if !rows.in_insertion_order() && rows.len() > 1 {
            return Err(Refusal::Undecided("the order in which its rows get their default is not known".into()));
        }
        let mut values = Vec::with_capacity(rows.len());
        for _ in 0..rows.len() {
            let value = Evaluator { session: self }.computed_default(default, slot)?;
            self.adopt_beside(table)?;
            Evaluator { session: self }.check_domains(slot, &value)?;
            values.push(value);
        }
        Ok(values)
    }

    fn rewrite_rows(
        &mut self,
        table: ObjectId,
        change: impl FnMut(&crate::postgres::catalog::Row) -> crate::postgres::catalog::Row,
    ) {
        self.catalog.contents_mut(table).last_known_mut().rewrite(change);
    }

    /// What the rows of a table have to do with.
    fn row_plan(&self, table: ObjectId) -> Result<TablePlan, Refusal> {
        let object = self.catalog.get(table).ok_or_else(|| undecided("a table"))?;
        Ok(Evaluator { session: self }.plan(object))
    }

    /// 23502 where a row has no value in the column.
    pub(crate) fn refuse_nulls(&self, table: ObjectId, column: ColumnNumber) -> Result<(), Refusal> {
        if self.has_no_rows(table) {
            return Ok(());
        }
        let rows = self.known_rows(table)?;
        let plan = self.row_plan(table)?;
        let Some(slot) = plan.numbered(column) else { return Ok(()) };
        for row in rows.iter() {
            match row.value(column) {
                Value::Null => return Err(contains_nulls(&slot.field.name, &plan.name).into()),
                Value::Unknown(reason) => return Err(self.unknown_rows(table, reason)),
                Value::Deferred(text) if !super::text::expr(text).is_some_and(|expr| never_null(&expr)) => {
                    return Err(self.unknown_rows(table, &format!("whether {text} is null")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// 23505 where two rows have the same key in a new unique index.
    pub(crate) fn refuse_existing_duplicates(
        &self,
        table: ObjectId,
        index: &Index,
        name: &Name,
    ) -> Result<(), Refusal> {
        if index.unique && self.has_duplicates(table, index, name)? {
            return Err(Failure::new("23505", format!("could not create unique index \"{name}\"")).into());
        }
        Ok(())
    }

    /// 23P01 where two rows exclude each other.
    pub(crate) fn refuse_existing_conflicts(
        &self,
        table: ObjectId,
        index: &Index,
        operators: &[Name],
        name: &Name,
    ) -> Result<(), Refusal> {
        if self.has_no_rows(table) || self.known_rows(table)?.len() < 2 {
            return Ok(());
        }
        if operators.iter().any(|operator| operator != "=") {
            return Err(self.unknown_rows(table, &format!("whether they exclude each other by \"{name}\"")));
        }
        if self.has_duplicates(table, index, name)? {
            return Err(Failure::new("23P01", format!("could not create exclusion constraint \"{name}\"")).into());
        }
        Ok(())
    }

    /// Whether two rows have the same key in an index.
    fn has_duplicates(&self, table: ObjectId, index: &Index, name: &Name) -> Result<bool, Refusal> {
        if self.has_no_rows(table) {
            return Ok(false);
        }
        let rows = self.known_rows(table)?;
        let plan = self.row_plan(table)?;
        let evaluator = Evaluator { session: self };
        let key = evaluator.key_of_index(ObjectId::NONE, name, index);
        let mut keys = Keys::default();
        for row in rows.iter() {
            let candidate = evaluator.key(&plan, &key, &slot_values(&plan, row))?;
            if unique::conflict(&key, [&keys], &candidate)?.is_some() {
                return Ok(true);
            }
            unique::record(&mut keys, &candidate, 0);
        }
        Ok(false)
    }

    /// 23514 where a row of one of the `members`, which are the table or inherit from it, breaks a new check.
    pub(crate) fn refuse_unchecked_rows(
        &self,
        table: ObjectId,
        members: &[ObjectId],
        check: &Bound,
        name: &Name,
    ) -> Result<(), Refusal> {
        for relation in members.iter().copied() {
            if self.has_no_rows(relation) {
                continue;
            }
            let unknown = || self.unknown_rows(relation, &format!("whether they satisfy \"{name}\""));
            let rows = self.known_rows(relation)?;
            let plan = self.row_plan(relation)?;
            // A child's columns have numbers of their own.
            let own = if relation == table { check.clone() } else { self.column_map(table, relation)?.bound(check) };
            let condition = ReadText::new(self, &own);
            let expr = condition.expr.as_ref().ok_or_else(unknown)?;
            for row in rows.iter() {
                let values = slot_values(&plan, row);
                let scope = Scope::row(plan.source(&plan.name, &values)).bound(&condition.references);
                match (Evaluator { session: self }).truth(expr, &scope) {
                    Ok(Some(false)) => {
                        let table = &plan.name;
                        let message =
                            format!("check constraint \"{name}\" of relation \"{table}\" is violated by some row");
                        return Err(Failure::new("23514", message).into());
                    }
                    Ok(_) => {}
                    Err(Refusal::Failed(failure)) => return Err(Failure { position: None, ..failure }.into()),
                    Err(_) => return Err(unknown()),
                }
            }
        }
        Ok(())
    }

    /// 23503 where a row refers to a row that is not there.
    pub(crate) fn refuse_orphans(
        &self,
        table: ObjectId,
        columns: &[ColumnNumber],
        target: &ForeignKeyRef,
        name: &Name,
    ) -> Result<(), Refusal> {
        if self.has_no_rows(table) {
            return Ok(());
        }
        let rows = self.known_rows(table)?;
        let plan = self.row_plan(table)?;
        let evaluator = Evaluator { session: self };
        let key = ForeignKeyPlan {
            name: name.clone(),
            columns: evaluator.in_index_order(columns, target),
            reference: target.clone(),
            deferrable: false,
            deferred: false,
        };
        let keys = self.referenced_keys(target)?;
        for row in rows.iter() {
            let found = match foreign_key::reference(&plan, &key, &slot_values(&plan, row))? {
                Reference::Absent => true,
                Reference::Mixed | Reference::New => false,
                Reference::Key(hash) if keys.positions.contains_key(&hash) => true,
                Reference::Key(_) if keys.uncertain == 0 => false,
                Reference::Key(_) | Reference::Uncertain => {
                    return Err(self.unknown_rows(table, &format!("whether they satisfy \"{name}\"")));
                }
            };
            if !found {
                return Err(foreign_key::missing(&plan.name, &key).into());
            }
        }
        Ok(())
    }

    /// The keys that a foreign key may refer to.
    fn referenced_keys(&self, target: &ForeignKeyRef) -> Result<Keys, Refusal> {
        if self.family(target.table).iter().any(|member| *member != target.table && !self.has_no_rows(*member)) {
            return Err(self.unknown_rows(target.table, "rows of its partitions or children"));
        }
        let rows = self.known_rows(target.table)?;
        let plan = self.row_plan(target.table)?;
        let evaluator = Evaluator { session: self };
        let key = self.catalog.get(target.index).and_then(|index| evaluator.unique_key(index));
        evaluator.keys_of(&plan, &key.ok_or_else(|| undecided("a key"))?, &rows)
    }

    /// Fills a new table or materialised view with what a query gives.
    ///
    /// Rows that only the server knows are given up. A query that may call a function with effects is undecided.
    pub(crate) fn fill_from_query(&mut self, relation: ObjectId, query: &Query) -> Result<(), Refusal> {
        self.refuse_acting_query(query)?;
        self.refuse_unpopulated(query)?;
        let contents = match (Evaluator { session: self }).query_rows(relation, query, &Scope::default()) {
            Ok(rows) => Contents::Known(rows),
            Err(Refusal::Failed(failure)) => return Err(Failure { position: None, ..failure }.into()),
            Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                let reason = format!("they are the result of a query: {reason}");
                self.assume(Err(Refusal::Undecided(reason.clone())))?;
                Contents::unknown(reason)
            }
        };
        *self.catalog.contents_mut(relation) = contents;
        Ok(())
    }

    /// Fills a materialised view with what its query gives now.
    pub(crate) fn fill_view(&mut self, view: ObjectId) {
        let Some(ObjectBody::View(body)) = self.catalog.get(view).map(|object| &object.body) else { return };
        let scope = Scope::default().bound(&body.query.references);
        let query = self.texts.query(&body.query.text);
        let rows = query.and_then(|query| (Evaluator { session: self }).query_rows(view, &query, &scope).ok());
        // Without contents a materialised view is as good as unknown.
        if rows.is_some() || self.catalog.contents(view).is_some() {
            let unknown = || Contents::unknown("they are the result of a query");
            *self.catalog.contents_mut(view) = rows.map_or_else(unknown, Contents::Known);
        }
    }

    /// Converts the values of a column whose type was just changed.
    ///
    /// What only the server can convert is given up; what it refuses to convert is the failure of the statement.
    pub(crate) fn convert_column(
        &mut self,
        table: ObjectId,
        column: ColumnNumber,
        old: TypeRef,
        using: Option<&Expr>,
    ) -> Result<(), Refusal> {
        if self.has_no_rows(table) {
            return Ok(());
        }
        let rows = match self.known_rows(table) {
            Ok(rows) => rows,
            Err(unknown) => {
                self.forget_rows(table, "the type of a column was changed");
                let always = using.is_none() && self.always_converts(table, column, old);
                return if always { Ok(()) } else { self.assume(Err(unknown)) };
            }
        };
        match (Evaluator { session: self }).converted_values(table, column, old, using, &rows) {
            Ok(values) => {
                let mut values = values.into_iter();
                self.rewrite_rows(table, |row| row.with(column, values.next().unwrap_or(Value::Null).borrowed()));
            }
            Err(Refusal::Failed(failure)) => return Err(Failure { position: None, ..failure }.into()),
            Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                let name = self
                    .catalog
                    .get(table)
                    .and_then(|object| object.column_at(column))
                    .map_or("", |column| &column.name);
                let reason = format!("the type of column `{name}` was changed: {reason}");
                self.forget_rows(table, &reason);
                if using.is_some() || !self.always_converts(table, column, old) {
                    return self.assume(Err(Refusal::Undecided(reason)));
                }
            }
        }
        Ok(())
    }

    /// Whether every value of the old type is one of the column's new type.
    fn always_converts(&self, table: ObjectId, column: ColumnNumber, old: TypeRef) -> bool {
        let new = self
            .catalog
            .get(table)
            .and_then(|object| object.column_at(column))
            .and_then(|column| column.type_use.as_ref());
        new.map(|new| new.type_ref).is_some_and(|new| {
            let plain = new.id.is_builtin() && new.modifier == -1;
            plain && self.can_coerce(TypeRef { modifier: -1, ..old }, new, Coercion::Implicit)
        })
    }
}

/// 23502.
fn contains_nulls(column: &str, table: &str) -> Failure {
    Failure::new("23502", format!("column \"{column}\" of relation \"{table}\" contains null values"))
}

impl Evaluator<'_> {
    /// The rows of a query, as those of a relation with its columns.
    fn query_rows(self, relation: ObjectId, query: &Query, scope: &Scope<'_>) -> Result<Rows, Refusal> {
        let plan = self.session.row_plan(relation)?;
        let selected = self.select(query, scope)?;
        let mut rows = Rows::default();
        for record in selected.records {
            let cells = plan.slots.iter().zip(record).zip(&selected.fields);
            let values: Result<Vec<Value>, Refusal> =
                cells.map(|((slot, value), field)| self.converted(value, field.kind.as_ref(), slot)).collect();
            rows.push(packed(&plan, &values?));
        }
        Ok(rows)
    }

    fn converted_values(
        self,
        table: ObjectId,
        column: ColumnNumber,
        old: TypeRef,
        using: Option<&Expr>,
        rows: &Rows,
    ) -> Result<Vec<Value>, Refusal> {
        let plan = self.session.row_plan(table)?;
        let place = plan.slots.iter().position(|slot| slot.number() == column).ok_or_else(|| undecided("a column"))?;
        let slot = &plan.slots[place];
        let from = self.kind(old);
        let mut fields = plan.fields.clone();
        fields[place].kind = Some(from.clone());
        let mut converted = Vec::with_capacity(rows.len());
        for row in rows.iter() {
            let values = slot_values(&plan, row);
            let source = Source { name: &plan.name, relation: table, fields: &fields, values: &values };
            let value = match using {
                Some(expr) => self.value_in(expr, slot, &Scope::row(source))?,
                None => self.converted(self.as_stored(&values[place], &from)?, Some(&from), slot)?,
            };
            self.check_domains(slot, &value)?;
            if slot.field.not_null && value == Value::Null {
                return Err(contains_nulls(&slot.field.name, &plan.name).into());
            }
            converted.push(value);
        }
        Ok(converted)
    }

    /// A value in the spelling that its column gives it.
    fn as_stored(self, value: &Value, kind: &Arc<Kind>) -> Result<Value, Refusal> {
        let stored = kind.assign(value.borrowed())?.and_then(|datum| self.written(&Typed::new(datum, kind)));
        Ok(stored.unwrap_or_else(|| value.clone()))
    }
}
