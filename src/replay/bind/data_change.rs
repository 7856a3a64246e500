//! `INSERT`, `UPDATE` and `DELETE` inside `WITH`: their names, and the columns they return.

use super::binder::{Binder, fail};
use super::query::Output;
use super::scope::Item;
use super::usage::Clause;
use crate::ast::{ConflictAction, Delete, Expr, Insert, InsertSource, QualifiedName, SelectItem, Statement, Update};
use crate::catalog::{ReferenceRole, Target};
use crate::replay::outcome::Refusal;

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
        match &insert.source {
            InsertSource::Default | InsertSource::Literals(_) => {}
            InsertSource::Values(rows) => self.within(Clause::Values, |binder| {
                rows.iter().flatten().flatten().try_for_each(|expr| binder.bind(expr).map(|_| ()))
            })?,
            InsertSource::Query(query) => drop(self.bind_query_level(query)?),
        }
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

    fn bind_update(&mut self, update: &Update) -> Result<Vec<Output>, Refusal> {
        for cte in &update.with {
            self.bind_cte(cte, false)?;
        }
        let target = self.bind_target(&update.table)?;
        self.add_item(target.clone(), update.alias.as_ref())?;
        for table in &update.from {
            self.bind_table(table)?;
        }
        self.bind_filter(update.filter.as_ref())?;
        let returned = self.bind_returning(&update.returning)?;
        let values: Vec<&Expr> = update.assignments.iter().filter_map(|(_, value)| value.as_ref()).collect();
        self.within(Clause::SelectList, |binder| binder.bind_all(values))?;
        for column in update.assignments.iter().flat_map(|(columns, _)| columns) {
            self.bind_target_column(&target, &update.table, column)?;
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
    fn bind_target_column(
        &mut self,
        target: &Item<'_>,
        table: &QualifiedName,
        name: &crate::ast::Ident,
    ) -> Result<(), Refusal> {
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
        Ok(columns
            .into_iter()
            .map(|column| Output { type_ref: column.type_ref.map(super::query::settled), ..column })
            .collect())
    }
}
