//! Inheritance: columns and checks that a table has from its parents.

use super::default::DefaultPlan;
use super::session::Session;
use super::table::create::TablePlan;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{CreateTable, Persistence};
use crate::postgres::catalog::{
    Column, ColumnNumber, ConstraintKind, Object, ObjectBody, ObjectId, TableKind, TypeUse,
};
use crate::postgres::replay::column::ColumnPlan;
use crate::run::{Failure, Refusal};

impl Session {
    /// The tables of `INHERITS`, or the one of `PARTITION OF`.
    pub(crate) fn resolve_parents(&self, create: &CreateTable) -> Result<Vec<ObjectId>, Refusal> {
        let mut parents: Vec<ObjectId> = Vec::new();
        for name in &create.inherits {
            let parent = self.relation(name)?;
            if parents.contains(&parent.id) {
                let message = format!("relation \"{}\" would be inherited from more than once", parent.name);
                return Err(Failure::new("42P07", message).into());
            }
            parents.push(parent.id);
        }
        Ok(parents)
    }

    /// 42809 for what cannot be inherited from.
    fn refuse_parent(&self, create: &CreateTable, parent: &Object) -> Result<(), Failure> {
        let name = &parent.name;
        let refuse = |message: String| Err(Failure::new("42809", message));
        let partition = create.partition_bound.is_some();
        let Some(table) = parent.table() else {
            return refuse(format!("inherited relation \"{name}\" is not a table or foreign table"));
        };
        if !partition && matches!(table.kind, TableKind::Partitioned(_)) {
            return refuse(format!("cannot inherit from partitioned table \"{name}\""));
        }
        if !partition && table.partition_bound.is_some() {
            return refuse(format!("cannot inherit from partition \"{name}\""));
        }
        match (self.is_temporary(parent), is_made_temporary(create), partition) {
            (false, true, true) => {
                refuse(format!("cannot create a temporary relation as partition of permanent relation \"{name}\""))
            }
            (true, false, true) => {
                refuse(format!("cannot create a permanent relation as partition of temporary relation \"{name}\""))
            }
            (true, false, false) => refuse(format!("cannot inherit from temporary relation \"{name}\"")),
            _ => Ok(()),
        }
    }

    /// Whether a relation goes with the session.
    pub(crate) fn is_temporary(&self, relation: &Object) -> bool {
        relation.schema.is_some() && relation.schema == self.catalog.schema("pg_temp")
    }

    /// The names of all columns that the parents give, for keys that mention them.
    pub(crate) fn inherited_column_names(&self, create: &CreateTable) -> Result<Vec<Name>, Refusal> {
        let mut names = Vec::new();
        for parent in &create.inherits {
            names.extend(self.relation(parent)?.live_columns().map(|column| column.name.clone()));
        }
        Ok(names)
    }

    /// The columns of a new table: those of the parents in order, merged by name, then its own.
    pub(crate) fn merge_columns(
        &self,
        create: &CreateTable,
        parents: &[ObjectId],
        plan: &TablePlan,
    ) -> Result<Vec<Column>, Refusal> {
        refuse_repeated_columns(plan)?;
        let mut columns: Vec<Column> = Vec::new();
        for parent in parents.iter().filter_map(|parent| self.catalog.get(*parent)) {
            self.refuse_parent(create, parent)?;
            for column in parent.live_columns() {
                self.merge_inherited(&mut columns, column)?;
            }
        }
        let inherited = columns.len();
        for own in &plan.columns {
            let found = columns[..inherited].iter().position(|column| column.name == own.column.name);
            match found {
                Some(position) => merge_own(&mut columns[position], &own.column)?,
                None => columns.push(own.column.clone()),
            }
        }
        for options in &plan.column_options {
            apply_options(&mut columns, options, create)?;
        }
        for (number, column) in (1..).zip(&mut columns) {
            column.number = number;
        }
        Ok(columns)
    }

    fn merge_inherited(&self, columns: &mut Vec<Column>, parent: &Column) -> Result<(), Failure> {
        if let Some(column) = columns.iter_mut().find(|column| column.name == parent.name) {
            refuse_type_conflict("inherited column", column, parent)?;
            column.not_null |= parent.not_null;
            column.inherited += 1;
            return Ok(());
        }
        let mut column = Column::new(0, parent.name.clone(), parent.type_use.clone(), self.origin);
        column.collation = parent.collation;
        column.not_null = parent.not_null;
        column.storage.clone_from(&parent.storage);
        column.compression.clone_from(&parent.compression);
        column.local = false;
        column.inherited = 1;
        columns.push(column);
        Ok(())
    }

    /// Gives inherited columns their parents' defaults, and the table its parents' checks.
    pub(crate) fn inherit_defaults(&mut self, table: ObjectId) -> Result<(), Refusal> {
        let parents = self.table(table).map(|table| table.parents.clone()).unwrap_or_default();
        for number in self.inherited_numbers(table) {
            self.refuse_conflicting_defaults(&parents, table, number)?;
        }
        for parent in parents {
            for number in self.inherited_numbers(table) {
                self.inherit_default(parent, table, number)?;
            }
            for check in self.heritable_checks(parent) {
                self.inherit_check(parent, table, &check)?;
            }
        }
        Ok(())
    }

    /// 42611 where parents disagree about a default that the child does not settle.
    fn refuse_conflicting_defaults(
        &self,
        parents: &[ObjectId],
        table: ObjectId,
        number: ColumnNumber,
    ) -> Result<(), Failure> {
        let name = self.column_name(table, number);
        let default = |parent: &ObjectId| self.column_default(*parent, self.number_of(*parent, &name)?);
        let mut texts = parents.iter().filter_map(default).map(|default| &default.expr.text);
        let Some(first) = texts.next() else { return Ok(()) };
        if texts.any(|text| text != first) {
            return Err(Failure::new("42611", format!("column \"{name}\" inherits conflicting default values")));
        }
        Ok(())
    }

    fn inherited_numbers(&self, table: ObjectId) -> Vec<ColumnNumber> {
        let object = self.catalog.get(table);
        object
            .into_iter()
            .flat_map(Object::live_columns)
            .filter(|column| column.inherited > 0 && column.default.is_none() && column.identity.is_none())
            .map(|column| column.number)
            .collect()
    }

    fn inherit_default(&mut self, parent: ObjectId, table: ObjectId, number: ColumnNumber) -> Result<(), Refusal> {
        let name = self.column_name(table, number);
        let Some(source) = self.number_of(parent, &name) else { return Ok(()) };
        match self.copied_default(parent, source, table)? {
            Some(plan) => self.add_default(table, number, &plan),
            None => Ok(()),
        }
    }

    /// The default of a column as it reads for another table.
    pub(crate) fn copied_default(
        &self,
        from: ObjectId,
        number: ColumnNumber,
        to: ObjectId,
    ) -> Result<Option<DefaultPlan<'static>>, Refusal> {
        let Some(id) = self.column_at(from, number).and_then(|column| column.default) else { return Ok(None) };
        let Some(ObjectBody::Default(default)) = self.catalog.get(id).map(|object| object.body.clone()) else {
            return Ok(None);
        };
        let map = self.column_map(from, to)?;
        let own = self.catalog.dependencies(id).filter(|edge| edge.referenced.object == from);
        let own = own.map(|edge| crate::postgres::catalog::Address::column(to, map.number(edge.referenced.column)));
        let dependencies = own.chain(self.other_dependencies(id, from)).collect();
        let default =
            crate::postgres::catalog::ColumnDefault { expr: map.bound(&default.expr), serial: false, ..default };
        Ok(Some(DefaultPlan::Copied { default, dependencies }))
    }

    /// The names of the checks that children inherit.
    pub(crate) fn heritable_checks(&self, table: ObjectId) -> Vec<Name> {
        self.constraints(table)
            .filter(|(_, constraint)| matches!(constraint.kind, ConstraintKind::Check { no_inherit: false, .. }))
            .map(|(object, _)| object.name.clone())
            .collect()
    }
}

fn refuse_type_conflict(what: &str, column: &Column, other: &Column) -> Result<(), Failure> {
    let same = |left: &TypeUse, right: &TypeUse| left.type_ref == right.type_ref;
    match (&column.type_use, &other.type_use) {
        (Some(left), Some(right)) if !same(left, right) => {
            Err(Failure::new("42804", format!("{what} \"{}\" has a type conflict", column.name)))
        }
        _ => Ok(()),
    }
}

fn is_made_temporary(create: &CreateTable) -> bool {
    create.persistence == Persistence::Temporary || create.name.schema().is_some_and(|schema| schema.name == "pg_temp")
}

/// 42701 where a definition names a column twice, or gives the options of one twice.
fn refuse_repeated_columns(plan: &TablePlan) -> Result<(), Failure> {
    let is_of_type = |name: &Name| plan.columns.is_empty() || plan.columns.iter().any(|own| own.column.name == *name);
    let repeated = first_repeated(&plan.columns);
    match repeated.or_else(|| first_repeated(&plan.column_options).filter(|name| is_of_type(name))) {
        Some(name) => Err(Failure::new("42701", format!("column \"{name}\" specified more than once"))),
        None => Ok(()),
    }
}

fn first_repeated<'p>(columns: &'p [ColumnPlan<'_>]) -> Option<&'p Name> {
    let names = columns.iter().map(|plan| &plan.column.name);
    names
        .enumerate()
        .find(|(place, name)| columns[place + 1..].iter().any(|other| other.column.name == **name))
        .map(|(_, name)| name)
}

/// `WITH OPTIONS` of a typed table or partition.
fn apply_options(columns: &mut [Column], options: &ColumnPlan, create: &CreateTable) -> Result<(), Failure> {
    let name = &options.column.name;
    let Some(column) = columns.iter_mut().find(|column| column.name == *name) else {
        let message = format!("column \"{name}\" does not exist");
        return Err(Failure::new("42703", message));
    };
    column.not_null |= options.column.not_null;
    column.local |= create.of_type.is_some();
    Ok(())
}

/// The table's own definition of a column that it inherits too.
fn merge_own(column: &mut Column, own: &Column) -> Result<(), Failure> {
    refuse_type_conflict("column", column, own)?;
    column.local = true;
    column.not_null |= own.not_null;
    if own.storage.is_some() {
        column.storage.clone_from(&own.storage);
    }
    if own.compression.is_some() {
        column.compression.clone_from(&own.compression);
    }
    Ok(())
}
