//! `ADD COLUMN`.

use super::alter::{Alteration, Recursion};
use super::lookup::is_system_column;
use crate::postgres::ast::op::ColumnDef;
use crate::postgres::catalog::{Column, ColumnNumber, ObjectId};
use crate::postgres::replay::column::{ColumnPlan, MAX_COLUMNS, Place};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn add_column<'a>(
        &mut self,
        alteration: &mut Alteration<'a>,
        definition: &'a ColumnDef,
        if_not_exists: bool,
    ) -> Applied {
        let table = alteration.table;
        let name = &definition.name.name;
        let table_name = self.name_of(table).to_owned();
        if self.column(table, name).is_ok() {
            let message = format!("column \"{name}\" of relation \"{table_name}\" already exists");
            if if_not_exists {
                return Ok(Effect::Noop(format!("{message}, skipping")));
            }
            return Err(Failure::new("42701", message).into());
        }
        self.refuse_column_name(table, name)?;
        let mut constraints = Vec::new();
        let place = Place { table: &table_name, ..self.sequence_place(table) };
        let plan = self.read_column(definition, place, &mut constraints)?;
        if alteration.recursion == Recursion::Only && !self.children_of(table).is_empty() {
            return Err(Failure::new("42P16", "column must be added to child tables too").into());
        }
        let sequence = plan.sequence.as_ref().map(|plan| self.create_planned_sequence(plan)).transpose()?;
        self.refuse_pseudo_type(&plan.column)?;
        if let Some(type_use) = &plan.column.type_use {
            self.refuse_own_member(table, type_use.type_ref)?;
        }
        if plan.default_with(sequence).is_some() || plan.column.not_null {
            self.refuse_row_type_uses(table)?;
        }
        self.append_column(table, &plan, sequence).map_err(Refusal::unplaced)?;
        self.set_foreign_column_options(table, &definition.name, &definition.options)?;
        self.refuse_generated_references(table, &plan).map_err(|failure| Failure { position: None, ..failure })?;
        self.append_to_children(table, &plan, sequence)?;
        for constraint in constraints {
            alteration.defer_constraint(constraint);
        }
        Ok(Effect::Applied)
    }

    fn refuse_column_name(&self, table: ObjectId, name: &str) -> Result<(), Failure> {
        if is_system_column(name) {
            let message = format!("column name \"{name}\" conflicts with a system column name");
            return Err(Failure::new("42701", message));
        }
        // Dropped columns count: their numbers are never used again.
        if self.catalog.get(table).is_some_and(|object| object.columns().len() >= MAX_COLUMNS) {
            return Err(Failure::new("54011", format!("tables can have at most {MAX_COLUMNS} columns")));
        }
        Ok(())
    }

    fn append_column(&mut self, table: ObjectId, plan: &ColumnPlan, sequence: Option<ObjectId>) -> Result<(), Refusal> {
        let number = self.push_column(table, plan.column.clone());
        self.depend_on_column_type(table, number);
        if let (Some(sequence), Some(plan)) = (sequence, &plan.sequence) {
            self.own_planned_sequence(table, number, sequence, plan);
        }
        let default = plan.default_with(sequence);
        if let Some(default) = &default {
            self.add_default(table, number, default).map_err(Refusal::unplaced)?;
        }
        self.fill_added_column(table, number)
    }

    /// Adds a column at the end; returns its number.
    fn push_column(&mut self, table: ObjectId, column: Column) -> ColumnNumber {
        let remark = self.remark.clone();
        self.change(table, |object| {
            let columns = object.columns_mut()?;
            let number = ColumnNumber::try_from(columns.len() + 1).ok()?;
            columns.reserve_exact(1);
            columns.push(Column { number, remark, ..column });
            Some(number)
        })
        .flatten()
        .unwrap_or_default()
    }

    fn append_to_children(
        &mut self,
        table: ObjectId,
        plan: &ColumnPlan,
        sequence: Option<ObjectId>,
    ) -> Result<(), Refusal> {
        for child in self.children_of(table) {
            if let Ok(column) = self.column(child, &plan.column.name).cloned() {
                self.merge_child_column(child, &column, &plan.column)?;
                continue;
            }
            let column = Column { local: false, inherited: 1, ..plan.column.clone() };
            let inherited = ColumnPlan { column, default: plan.default_with(sequence), sequence: None, span: None };
            self.append_column(child, &inherited, None)?;
            self.append_to_children(child, &inherited, None)?;
        }
        Ok(())
    }

    fn merge_child_column(&mut self, child: ObjectId, column: &Column, added: &Column) -> Result<(), Failure> {
        let types = (column.type_use.as_ref(), added.type_use.as_ref());
        if let (Some(own), Some(added)) = types
            && own.type_ref != added.type_ref
        {
            let message =
                format!("child table \"{}\" has different type for column \"{}\"", self.name_of(child), column.name);
            return Err(Failure::new("42804", message));
        }
        self.change_column(child, column.number, |column| column.inherited += 1);
        Ok(())
    }
}
