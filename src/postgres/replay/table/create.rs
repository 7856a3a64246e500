//! `CREATE TABLE`.

use super::storage::{Storage, check_storage};
use crate::postgres::ast::op::{ConstraintAttributes, CreateTable, OnCommit, Persistence, TableElement};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{
    Column, ColumnNumber, DependencyKind, ForeignSource, NameClass, Object, ObjectBody, ObjectId, Table, TableKind,
    TypeBody,
};
use crate::postgres::replay::column::{ColumnPlan, ConstraintPlan, MAX_COLUMNS, Place, TableForm};
use crate::postgres::replay::constraint::{multiple_primary_keys, refuse_repeated};
use crate::postgres::replay::foreign::refuse_foreign_elements;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::alter::Recursion;
use crate::postgres::replay::table::lookup::is_system_column;
use crate::run::{Applied, Effect, Failure, Refusal};
use std::collections::BTreeSet;

/// What a definition asks for, in the order in which the server works it off.
#[derive(Debug, Default)]
pub(crate) struct TablePlan<'a> {
    /// Columns, with those of `LIKE` in their place.
    pub columns: Vec<ColumnPlan<'a>>,
    /// Checks, in source order.
    pub checks: Vec<ConstraintPlan<'a>>,
    /// Keys and exclusions, the primary key first.
    pub keys: Vec<ConstraintPlan<'a>>,
    /// Foreign keys.
    pub foreign_keys: Vec<ConstraintPlan<'a>>,
    /// The tables of `LIKE`.
    pub likes: Vec<crate::postgres::replay::like::LikePlan>,
    /// Options for columns of a parent or type.
    pub column_options: Vec<ColumnPlan<'a>>,
}

impl Session {
    pub(crate) fn create_table(&mut self, create: &CreateTable) -> Applied {
        let schema = self.schema_for(&create.name, create.persistence)?;
        let name = create.name.name();
        if create.if_not_exists && self.catalog.find(NameClass::Relation, schema, name).is_some() {
            return Ok(Effect::Noop(format!("relation \"{name}\" already exists, skipping")));
        }
        let place = Place { schema, table: name, persistence: create.persistence, form: form(create) };
        if create.foreign.is_some() {
            refuse_foreign_elements(create)?;
        }
        let plan = self.plan_table(create, place)?;
        let storage = if create.partition_by.is_some() { Storage::Partitioned } else { Storage::Heap };
        check_storage(storage, &create.storage_parameters)?;
        let sequences = self.create_sequences(&plan)?;
        let table = self.define_table(create, schema, &plan)?;
        self.own_sequences(table, &plan, &sequences);
        self.add_defaults(table, &plan, &sequences)?;
        self.set_partition(table, create)?;
        self.add_constraints(table, &plan)?;
        if let Some(source) = &create.foreign {
            self.set_foreign_source(table, source)?;
        }
        self.set_column_options(table, create)?;
        self.set_remark(table);
        self.set_column_remarks(table, create, &plan);
        if !self.in_transaction {
            self.end_temporary();
        }
        Ok(Effect::Applied)
    }

    /// Reads all elements before anything is created.
    fn plan_table<'a>(&self, create: &'a CreateTable, place: Place) -> Result<TablePlan<'a>, Refusal> {
        let mut plan = TablePlan::default();
        let mut constraints = Vec::new();
        if let Some(of_type) = &create.of_type {
            self.plan_type_columns(of_type, &mut plan)?;
        }
        for element in &create.elements {
            match element {
                TableElement::Column(definition) => {
                    let column = self.read_column(definition, place, &mut constraints)?;
                    let columns =
                        if definition.type_name.is_some() { &mut plan.columns } else { &mut plan.column_options };
                    columns.push(column);
                }
                TableElement::Constraint(definition) => {
                    if let (ConstraintAttributes::Exclude(_), Some(_)) = (&definition.attributes, &create.partition_by)
                    {
                        self.refuse_exclusion_on_partitioned(definition.span)?;
                    }
                    constraints.push(ConstraintPlan {
                        name: definition.name.as_ref().map(|name| name.name.clone()),
                        attributes: &definition.attributes,
                        span: definition.span,
                    });
                }
                TableElement::Like { table, including } => self.plan_like(table, including, place, &mut plan)?,
            }
        }
        plan.sort_constraints(constraints);
        self.plan_keys(create, &mut plan)?;
        Ok(plan)
    }

    /// Checks keys against the columns, makes the columns of the primary key `NOT NULL`, and drops repeated keys.
    fn plan_keys(&self, create: &CreateTable, plan: &mut TablePlan) -> Result<(), Refusal> {
        let inherited = self.inherited_column_names(create)?;
        let mut primary_seen = false;
        for key in plan.keys.clone() {
            let ConstraintAttributes::PrimaryKey(spec) = key.attributes else {
                if let ConstraintAttributes::Unique(spec) = key.attributes {
                    plan.refuse_key_columns(&spec.columns, &inherited, false)
                        .map_err(|failure| failure.at(key.span))?;
                }
                continue;
            };
            if std::mem::replace(&mut primary_seen, true) {
                return Err(multiple_primary_keys(create.name.name(), Some(key.span)).into());
            }
            plan.refuse_key_columns(&spec.columns, &inherited, true).map_err(|failure| failure.at(key.span))?;
            plan.require_values(&spec.columns);
        }
        plan.merge_keys();
        Ok(())
    }

    fn create_sequences(&mut self, plan: &TablePlan) -> Result<Vec<Option<ObjectId>>, Refusal> {
        plan.columns
            .iter()
            .map(|column| column.sequence.as_ref().map(|plan| self.create_planned_sequence(plan)).transpose())
            .collect()
    }

    /// Creates the table with its columns, without defaults and constraints.
    fn define_table(&mut self, create: &CreateTable, schema: ObjectId, plan: &TablePlan) -> Result<ObjectId, Refusal> {
        if create.on_commit.is_some() && create.persistence != Persistence::Temporary {
            return Err(Failure::new("42P16", "ON COMMIT can only be used on temporary tables").into());
        }
        if create.partition_by.is_some() {
            self.refuse_partitioned(create)?;
        }
        let parents = self.resolve_parents(create)?;
        let columns = self.merge_columns(create, &parents, plan)?;
        self.refuse_columns(&columns)?;
        self.refuse_taken_row_type(create.name.name(), schema)?;
        self.fill_shell(create.name.name(), schema)?;
        let table = self.blank_table(create, parents)?;
        let body = ObjectBody::Table(Table { columns, ..table });
        let id = self.create_object(create.name.name().clone(), Some(schema), None, body);
        self.record_table_dependencies(id);
        Ok(id)
    }

    /// What the version does not have for partitioned tables.
    fn refuse_partitioned(&self, create: &CreateTable) -> Result<(), Failure> {
        let version = self.environment.postgres_version();
        let message = if create.persistence == Persistence::Unlogged && version >= 18 {
            "partitioned tables cannot be unlogged"
        } else if create.access_method.is_some() && version < 17 {
            "specifying a table access method is not supported on a partitioned table"
        } else {
            return Ok(());
        };
        Err(Failure::new("0A000", message))
    }

    fn blank_table(&self, create: &CreateTable, parents: Vec<ObjectId>) -> Result<Table, Refusal> {
        if let Some(method) = create.access_method.as_ref().filter(|method| method.name != "heap") {
            let message = format!("access method \"{}\" does not exist", method.name);
            return Err(Failure::new("42704", message).into());
        }
        Ok(Table {
            kind: match create.foreign {
                Some(_) => TableKind::Foreign(ForeignSource::pending()),
                None => TableKind::Ordinary,
            },
            persistence: create.persistence,
            on_commit: create.on_commit.filter(|on_commit| *on_commit != OnCommit::PreserveRows),
            columns: Vec::new(),
            parents,
            partition_bound: None,
            of_type: self.resolve_row_type(create.of_type.as_ref())?,
            access_method: None,
            tablespace: create.tablespace.as_ref().map(|tablespace| tablespace.name.clone()),
            options: create.storage_parameters.clone(),
            row_security: false,
            force_row_security: false,
            replica_identity: 'd',
            replica_index: None,
            clustered_on: None,
        })
    }

    pub(super) fn record_table_dependencies(&mut self, table: ObjectId) {
        let (parents, of_type) =
            self.table(table).map(|table| (table.parents.clone(), table.of_type)).unwrap_or_default();
        for parent in parents {
            self.catalog.depend(table, parent, DependencyKind::Normal);
        }
        if let Some(of_type) = of_type {
            self.catalog.depend(table, of_type, DependencyKind::Normal);
        }
        let numbers: Vec<ColumnNumber> = self
            .table(table)
            .map(|table| table.columns.iter().map(|column| column.number).collect())
            .unwrap_or_default();
        for number in numbers {
            self.depend_on_column_type(table, number);
        }
    }

    /// 54011, 42701, 42P16: what no list of columns may have.
    pub(crate) fn refuse_columns(&self, columns: &[Column]) -> Result<(), Failure> {
        if columns.len() > MAX_COLUMNS {
            return Err(Failure::new("54011", format!("tables can have at most {MAX_COLUMNS} columns")));
        }
        let mut seen = BTreeSet::new();
        if let Some(column) = columns.iter().find(|column| !seen.insert(&column.name)) {
            return Err(Failure::new("42701", format!("column \"{}\" specified more than once", column.name)));
        }
        if let Some(column) = columns.iter().find(|column| is_system_column(&column.name)) {
            let message = format!("column name \"{}\" conflicts with a system column name", column.name);
            return Err(Failure::new("42701", message));
        }
        columns.iter().try_for_each(|column| self.refuse_pseudo_type(column))
    }

    fn own_sequences(&mut self, table: ObjectId, plan: &TablePlan, sequences: &[Option<ObjectId>]) {
        for (column, sequence) in plan.columns.iter().zip(sequences) {
            if let (Some(plan), Some(sequence)) = (&column.sequence, sequence)
                && let Some(number) = self.number_of(table, &column.column.name)
            {
                self.own_planned_sequence(table, number, *sequence, plan);
            }
        }
    }

    /// The number of the column of that name.
    pub(crate) fn number_of(&self, relation: ObjectId, name: &str) -> Option<ColumnNumber> {
        self.catalog.get(relation)?.column(name).map(|column| column.number)
    }

    fn add_defaults(
        &mut self,
        table: ObjectId,
        plan: &TablePlan,
        sequences: &[Option<ObjectId>],
    ) -> Result<(), Refusal> {
        let sequences = sequences.iter().copied().chain(std::iter::repeat(None));
        for (column, sequence) in plan.columns.iter().chain(&plan.column_options).zip(sequences) {
            let Some(number) = self.number_of(table, &column.column.name) else { continue };
            if let Some(default) = column.default_with(sequence) {
                self.remove_default(table, number);
                self.add_default(table, number, &default)?;
            }
        }
        for column in plan.columns.iter().chain(&plan.column_options) {
            self.refuse_generated_references(table, column)?;
        }
        self.inherit_defaults(table)
    }

    fn add_constraints(&mut self, table: ObjectId, plan: &TablePlan) -> Result<(), Refusal> {
        let mut pending = Vec::new();
        for constraint in &plan.checks {
            self.add_constraint(table, constraint, Recursion::Children, &mut pending)?;
        }
        for constraint in &plan.keys {
            self.add_constraint(table, constraint, Recursion::Children, &mut Vec::new())?;
        }
        for like in &plan.likes {
            self.expand_like(table, like)?;
        }
        for constraint in &plan.foreign_keys {
            self.add_constraint(table, constraint, Recursion::Children, &mut Vec::new())?;
        }
        Ok(())
    }

    /// The columns of `OF type`.
    fn plan_type_columns(
        &self,
        of_type: &crate::postgres::ast::QualifiedName,
        plan: &mut TablePlan,
    ) -> Result<(), Refusal> {
        let Some(id) = self.resolve_row_type(Some(of_type))? else { return Ok(()) };
        for attribute in self.catalog.get(id).into_iter().flat_map(Object::live_columns) {
            let mut column = Column::new(0, attribute.name.clone(), attribute.type_use.clone(), self.origin);
            column.collation = attribute.collation;
            plan.columns.push(ColumnPlan { column, default: None, sequence: None, span: None });
        }
        Ok(())
    }

    /// The free-standing composite type of `OF type`.
    fn resolve_row_type(
        &self,
        name: Option<&crate::postgres::ast::QualifiedName>,
    ) -> Result<Option<ObjectId>, Refusal> {
        let Some(name) = name else { return Ok(None) };
        let found = self.lookup(NameClass::Type, name).and_then(|id| self.catalog.get(id));
        match found.map(|object| (&object.body, object.id)) {
            Some((ObjectBody::Type(TypeBody::Composite { .. }), id)) => Ok(Some(id)),
            Some(_) => Err(Failure::new("42809", format!("type {name} is not a composite type")).into()),
            None => Err(Failure::new("42704", format!("type \"{name}\" does not exist")).into()),
        }
    }
}

fn form(create: &CreateTable) -> TableForm {
    if create.of_type.is_some() {
        TableForm::Typed
    } else if create.partition_bound.is_some() {
        TableForm::Partition
    } else {
        TableForm::Ordinary
    }
}

impl<'a> TablePlan<'a> {
    fn sort_constraints(&mut self, constraints: Vec<ConstraintPlan<'a>>) {
        for constraint in constraints {
            match constraint.attributes {
                ConstraintAttributes::Check { .. } => self.checks.push(constraint),
                ConstraintAttributes::ForeignKey(_) => self.foreign_keys.push(constraint),
                ConstraintAttributes::NotNull { column, .. } => self.require_values(std::slice::from_ref(column)),
                _ => self.keys.push(constraint),
            }
        }
    }

    fn refuse_key_columns(&self, columns: &[Ident], inherited: &[Name], primary: bool) -> Result<(), Failure> {
        for column in columns {
            let known = self.columns.iter().chain(&self.column_options).any(|plan| plan.column.name == column.name)
                || inherited.contains(&column.name)
                || is_system_column(&column.name);
            if !known {
                let message = format!("column \"{}\" named in key does not exist", column.name);
                return Err(Failure::new("42703", message));
            }
        }
        refuse_repeated(columns, primary)
    }

    fn require_values(&mut self, names: &[Ident]) {
        for name in names {
            if let Some(plan) = self.columns.iter_mut().find(|plan| plan.column.name == name.name) {
                plan.column.not_null = true;
            }
        }
    }

    /// Puts the primary key first, and merges keys that say the same: `UNIQUE PRIMARY KEY` makes one index.
    fn merge_keys(&mut self) {
        self.keys.sort_by_key(|key| !matches!(key.attributes, ConstraintAttributes::PrimaryKey(_)));
        let mut kept: Vec<ConstraintPlan<'a>> = Vec::new();
        for key in std::mem::take(&mut self.keys) {
            match kept.iter_mut().find(|other| same_key(other.attributes, key.attributes)) {
                Some(other) if other.name.is_none() => other.name = key.name,
                Some(_) => {}
                None => kept.push(key),
            }
        }
        self.keys = kept;
    }
}

/// Whether two keys would make the same index.
fn same_key(left: &ConstraintAttributes, right: &ConstraintAttributes) -> bool {
    use ConstraintAttributes::{PrimaryKey, Unique};
    let (PrimaryKey(left) | Unique(left), PrimaryKey(right) | Unique(right)) = (left, right) else { return false };
    let names = |idents: &[Ident]| idents.iter().map(|ident| ident.name.clone()).collect::<Vec<_>>();
    names(&left.columns) == names(&right.columns)
        && names(&left.include) == names(&right.include)
        && left.nulls_not_distinct == right.nulls_not_distinct
        && left.deferrable == right.deferrable
        && left.initially_deferred == right.initially_deferred
        && left.using_index.is_none()
        && right.using_index.is_none()
}
