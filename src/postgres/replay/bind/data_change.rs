//! `INSERT`, `UPDATE` and `DELETE` inside `WITH`: their names, and the columns they return.

use super::binder::{Binder, Type, fail, fail_at};
use super::coerce::Coercion;
use super::query::Output;
use super::scope::{Item, ItemColumn};
use super::usage::Clause;
use crate::postgres::ast::{
    ConflictAction, Delete, Expr, Ident, Insert, InsertSource, QualifiedName, SelectItem, Statement, Update,
};
use crate::postgres::catalog::{ReferenceRole, Target};
use crate::postgres::syntax::cell_expr;
use crate::run::Refusal;
use crate::source::Span;

impl<'s> Binder<'s> {
    /// Binds a data change at a level of its own.
    pub(super) fn bind_data_change(&mut self, statement: &Statement) -> Result<Vec<Output>, Refusal> {
        self.at_new_level(|binder| match statement {
            Statement::Insert(insert) => binder.bind_insert(insert),
            Statement::Update(update) => binder.bind_update(update),
            Statement::Delete(delete) => binder.bind_delete(delete),
            _ => Err(Refusal::Opaque("a statement in WITH that is not modelled".into())),
        })
    }

    fn bind_target(&mut self, table: &QualifiedName) -> Result<Item<'s>, Refusal> {
        // A WITH query cannot be written to: the name means the relation.
        let hidden: Vec<_> = self.levels.iter_mut().map(|level| std::mem::take(&mut level.ctes)).collect();
        let item = self.relation_item(table);
        for (level, ctes) in self.levels.iter_mut().zip(hidden) {
            level.ctes = ctes;
        }
        item
    }

    fn bind_insert(&mut self, insert: &Insert) -> Result<Vec<Output>, Refusal> {
        for cte in &insert.with {
            self.bind_cte(cte, false)?;
        }
        let mut target = self.bind_target(&insert.table)?;
        for column in &insert.columns {
            self.bind_target_column(&target, &insert.table, column)?;
        }
        let written = Self::written_columns(&target, &insert.columns);
        self.bind_insert_source(&insert.source, &insert.columns, &written)?;
        if let Some(alias) = &insert.alias {
            Self::rename_item(&mut target, &alias.name, [].iter())?;
        }
        let columns = target.column_list();
        self.add_item(target, None)?;
        if let Some((_, ConflictAction::Update { assignments, filter })) = &insert.on_conflict {
            self.add_item(Item::listed(Some("excluded".into()), columns), None)?;
            let values = assignments.iter().filter_map(|(_, value)| value.as_ref());
            self.bind_all(values)?;
            self.bind_filter(filter.as_ref())?;
            self.level().items.pop();
        }
        self.bind_returning(&insert.returning)
    }

    /// The columns that are written to, in the order of the values.
    fn written_columns(target: &Item<'_>, named: &[Ident]) -> Vec<ItemColumn> {
        let columns = target.column_list();
        if named.is_empty() {
            return columns;
        }
        let find = |name: &Ident| columns.iter().find(|column| column.name == name.name).cloned();
        named.iter().filter_map(find).collect()
    }

    fn bind_insert_source(
        &mut self,
        source: &InsertSource,
        named: &[Ident],
        written: &[ItemColumn],
    ) -> Result<(), Refusal> {
        match source {
            InsertSource::Default => Ok(()),
            InsertSource::Literals(rows) => {
                let text = self.session.text.clone();
                rows.rows().try_for_each(|row| {
                    let row: Vec<_> = row.iter().map(|cell| cell_expr(&text, *cell)).collect();
                    self.bind_values_row(&row, named, written)
                })
            }
            InsertSource::Values(rows) => rows.iter().try_for_each(|row| self.bind_values_row(row, named, written)),
            InsertSource::Query(query) => {
                let outputs = self.bind_query_level(query)?;
                for (output, column) in outputs.iter().zip(written).filter(|(output, _)| output.literal.is_none()) {
                    self.check_assigned(column, output.type_ref, output.place)?;
                }
                Ok(())
            }
        }
    }

    fn bind_values_row(
        &mut self,
        row: &[Option<Expr>],
        named: &[Ident],
        written: &[ItemColumn],
    ) -> Result<(), Refusal> {
        for (index, value) in row.iter().enumerate() {
            let Some(expr) = value else { continue };
            let found = self.within(Clause::Values, |binder| binder.bind(expr))?;
            let Some(column) = written.get(index) else {
                return fail("42601", "INSERT has more expressions than target columns".into(), expr.span);
            };
            self.bind_assigned(column, expr, found)?;
        }
        match named.get(row.len()) {
            Some(column) => fail("42601", "INSERT has more target columns than expressions".into(), column.span),
            None => Ok(()),
        }
    }

    fn bind_assigned(&mut self, column: &ItemColumn, expr: &Expr, found: Type) -> Result<(), Refusal> {
        self.check_assigned(column, found, Some(self.location(expr)))?;
        match column.type_ref {
            Some(wanted) => self.coerce(expr, found, wanted),
            None => Ok(()),
        }
    }

    /// A value must become the column's type by assignment.
    fn check_assigned(&self, column: &ItemColumn, found: Type, place: Option<Span>) -> Result<(), Refusal> {
        let (Some(found), Some(wanted)) = (found, column.type_ref) else { return Ok(()) };
        if self.session.can_coerce(found, wanted, Coercion::Assignment) {
            return Ok(());
        }
        let (wanted, found) = (self.type_name(wanted), self.type_name(found));
        let message = format!("column \"{}\" is of type {wanted} but expression is of type {found}", column.name);
        fail_at("42804", message, place)
    }

    fn bind_update(&mut self, update: &Update) -> Result<Vec<Output>, Refusal> {
        for cte in &update.with {
            self.bind_cte(cte, false)?;
        }
        let target = self.bind_target(&update.table)?;
        let columns = target.column_list();
        self.add_item(target.clone(), update.alias.as_ref())?;
        for table in &update.from {
            self.bind_table(table)?;
        }
        self.bind_filter(update.filter.as_ref())?;
        let returned = self.bind_returning(&update.returning)?;
        // The server reads the values last, and all of them before it looks at the columns.
        let mut found = Vec::with_capacity(update.assignments.len());
        for (_, value) in &update.assignments {
            let bound = value.as_ref().map(|value| self.within(Clause::SelectList, |binder| binder.bind(value)));
            found.push(bound.transpose()?);
        }
        for ((names, value), found) in update.assignments.iter().zip(found) {
            for column in names {
                self.bind_target_column(&target, &update.table, column)?;
            }
            let column = columns.iter().find(|column| names.len() == 1 && column.name == names[0].name);
            if let (Some(column), Some(value), Some(found)) = (column, value, found) {
                self.bind_assigned(column, value, found)?;
            }
        }
        Ok(returned)
    }

    fn bind_delete(&mut self, delete: &Delete) -> Result<Vec<Output>, Refusal> {
        for cte in &delete.with {
            self.bind_cte(cte, false)?;
        }
        let target = self.bind_target(&delete.table)?;
        self.add_item(target, delete.alias.as_ref())?;
        for table in &delete.using {
            self.bind_table(table)?;
        }
        self.bind_filter(delete.filter.as_ref())?;
        self.bind_returning(&delete.returning)
    }

    /// A column that is written to.
    fn bind_target_column(&mut self, target: &Item<'_>, table: &QualifiedName, name: &Ident) -> Result<(), Refusal> {
        let Ok(Some(column)) = target.find(&name.name) else {
            let message = format!("column \"{}\" of relation \"{}\" does not exist", name.name, table.name());
            return fail("42703", message, name.span);
        };
        for (relation, number) in column.source.columns() {
            self.refer(name.span, Target::Column(relation, number), ReferenceRole::Column);
            self.depend_on_column(relation, number);
        }
        Ok(())
    }

    fn bind_filter(&mut self, filter: Option<&Expr>) -> Result<(), Refusal> {
        match filter {
            Some(filter) => self.within(Clause::Where, |binder| binder.bind_condition(filter, "WHERE")),
            None => Ok(()),
        }
    }

    fn bind_returning(&mut self, items: &[SelectItem]) -> Result<Vec<Output>, Refusal> {
        let columns = self.bind_items(items)?;
        if let (true, Some(first)) = (columns.is_empty(), items.first()) {
            return fail("42601", "RETURNING must have at least one column".into(), first.span());
        }
        Ok(columns
            .into_iter()
            .map(|column| Output { type_ref: column.type_ref.map(super::query::settled), ..column })
            .collect())
    }
}
