//! Foreign tables, as far as they are not tables like others.

use super::options::Holder;
use crate::postgres::ast::Ident;
use crate::postgres::ast::op::{
    ColumnConstraint, ColumnDef, ConstraintAttributes, CreateTable, ForeignSource, ObjectKind, OptionChange,
    TableAction, TableElement, ViewKind,
};
use crate::postgres::catalog::{self, Address, DependencyKind, NameClass, ObjectBody, ObjectId, TableKind};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;
use std::collections::BTreeSet;

impl Session {
    /// Gives a new foreign table its server and options.
    pub(crate) fn set_foreign_source(&mut self, table: ObjectId, source: &ForeignSource) -> Result<(), Refusal> {
        let server = self.find_unqualified(ObjectKind::ForeignServer, &source.server)?;
        let options = self.changed_options(Holder::Table, self.validator_of(server)?, &[], &source.options)?;
        self.catalog.depend(table, server, DependencyKind::Normal);
        self.change(table, |object| {
            if let Some(table) = object.table_mut() {
                table.kind = TableKind::Foreign(catalog::ForeignSource { server, options });
            }
        });
        Ok(())
    }

    /// `ALTER FOREIGN TABLE … OPTIONS`.
    pub(crate) fn set_foreign_options(&mut self, table: ObjectId, changes: &[OptionChange]) -> Result<(), Refusal> {
        let Some(source) = self.foreign_source(table) else { return Ok(()) };
        let validator = self.validator_of(source.server)?;
        let options = self.changed_options(Holder::Table, validator, &source.options, changes)?;
        self.change(table, |object| {
            if let Some(TableKind::Foreign(source)) = object.table_mut().map(|table| &mut table.kind) {
                source.options = options;
            }
        });
        Ok(())
    }

    /// The options of a column. 42809 where the table is no foreign one.
    pub(crate) fn set_foreign_column_options(
        &mut self,
        table: ObjectId,
        column: &Ident,
        changes: &[OptionChange],
    ) -> Result<(), Refusal> {
        if changes.is_empty() {
            return Ok(());
        }
        let Some(source) = self.foreign_source(table) else {
            return Err(Failure::new("42809", format!("\"{}\" is not a foreign table", self.name_of(table))).into());
        };
        let validator = self.validator_of(source.server)?;
        let number = self.alterable_column(table, &column.name)?;
        let old = self.column_at(table, number).map(|column| column.foreign_options.clone()).unwrap_or_default();
        let options = self.changed_options(Holder::Column, validator, &old, changes)?;
        self.change_column(table, number, |column| column.foreign_options = options);
        Ok(())
    }

    /// The options that the columns of a new table have.
    pub(crate) fn set_column_options(&mut self, table: ObjectId, create: &CreateTable) -> Result<(), Refusal> {
        for element in &create.elements {
            if let TableElement::Column(column) = element {
                self.set_foreign_column_options(table, &column.name, &column.options)?;
            }
        }
        Ok(())
    }

    fn foreign_source(&self, table: ObjectId) -> Option<&catalog::ForeignSource> {
        match &self.table(table)?.kind {
            TableKind::Foreign(source) => Some(source),
            _ => None,
        }
    }

    /// What a query meets that reads foreign tables, through views or not: their rows are elsewhere.
    pub(crate) fn refuse_foreign_reads(&self, dependencies: &[Address]) -> Result<(), Refusal> {
        if self.catalog.named(NameClass::ForeignServer, ObjectId::NONE).next().is_none() {
            return Ok(());
        }
        let mut todo: Vec<ObjectId> = dependencies.iter().map(|address| address.object).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.catalog.get(id).map(|object| &object.body) {
                Some(ObjectBody::Table(_)) => self.refuse_foreign_family(id)?,
                Some(ObjectBody::View(view)) if view.kind == ViewKind::View => {
                    todo.extend(self.catalog.dependencies(id).map(|edge| edge.referenced.object));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The same for a table and all that inherits from it, of which a query may leave some out.
    fn refuse_foreign_family(&self, table: ObjectId) -> Result<(), Refusal> {
        self.refuse_foreign_rows(table)?;
        let foreign = |member: &ObjectId| self.foreign_source(*member).is_some();
        match self.family(table).into_iter().find(foreign) {
            Some(member) => Err(self.rows_elsewhere(member)),
            None => Ok(()),
        }
    }

    fn rows_elsewhere(&self, table: ObjectId) -> Refusal {
        Refusal::Undecided(format!("the rows of the foreign table `{}` are elsewhere", self.name_of(table)))
    }

    /// What reading or writing the rows of a table meets if it is a foreign one: 55000 where nothing fetches them, else it is not known.
    pub(crate) fn refuse_foreign_rows(&self, table: ObjectId) -> Result<(), Refusal> {
        let Some(source) = self.foreign_source(table) else { return Ok(()) };
        let wrapper = self.server(source.server)?.wrapper;
        if self.wrapper(wrapper)?.handler.is_none() {
            let message = format!("foreign-data wrapper \"{}\" has no handler", self.name_of(wrapper));
            return Err(Failure::new("55000", message).into());
        }
        Err(self.rows_elsewhere(table))
    }

    /// Whether a partition is a foreign table, which has no indexes; 42809 with this message where the index is unique.
    pub(crate) fn skips_index(
        &self,
        unique: bool,
        partition: ObjectId,
        message: impl FnOnce() -> String,
    ) -> Result<bool, Failure> {
        let foreign = self.foreign_source(partition).is_some();
        if foreign && unique {
            return Err(Failure::new("42809", message()));
        }
        Ok(foreign)
    }
}

/// 0A000 for what no foreign table can have.
pub(crate) fn refuse_foreign_elements(create: &CreateTable) -> Result<(), Failure> {
    for element in &create.elements {
        match element {
            TableElement::Column(column) => refuse_foreign_column(column)?,
            TableElement::Constraint(definition) => {
                refuse_foreign_constraint(&definition.attributes, definition.span)?;
            }
            TableElement::Like { table, .. } => {
                let failure = Failure::new("0A000", "LIKE is not supported for creating foreign tables");
                return Err(failure.at(table.span()));
            }
        }
    }
    Ok(())
}

/// 0A000 for a constraint that an action would give to a foreign table.
pub(crate) fn refuse_foreign_action(action: &TableAction) -> Result<(), Failure> {
    match action {
        TableAction::AddColumn { column, .. } => refuse_foreign_column(column),
        TableAction::AddConstraint(definition) => refuse_foreign_constraint(&definition.attributes, definition.span),
        _ => Ok(()),
    }
}

fn refuse_foreign_column(column: &ColumnDef) -> Result<(), Failure> {
    for written in &column.constraints {
        if let ColumnConstraint::Constraint(attributes) = &written.constraint {
            refuse_foreign_constraint(attributes, written.span)?;
        }
    }
    Ok(())
}

/// 0A000 for a constraint that needs an index or triggers.
fn refuse_foreign_constraint(attributes: &ConstraintAttributes, span: Span) -> Result<(), Failure> {
    let kind = match attributes {
        ConstraintAttributes::PrimaryKey(_) => "primary key",
        ConstraintAttributes::Unique(_) => "unique",
        ConstraintAttributes::ForeignKey(_) => "foreign key",
        ConstraintAttributes::Exclude(_) => "exclusion",
        ConstraintAttributes::Check { .. } | ConstraintAttributes::NotNull { .. } => return Ok(()),
    };
    Err(Failure::new("0A000", format!("{kind} constraints are not supported on foreign tables")).at(span))
}
