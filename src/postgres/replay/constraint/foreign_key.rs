//! `FOREIGN KEY`.

use crate::postgres::ast::op::{ForeignKey, Persistence, ReferentialAction};
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::builtin::relations;
use crate::postgres::catalog::implicit_name::columns_part;
use crate::postgres::catalog::{
    Address, ColumnNumber, Constraint, ConstraintKind, DependencyKind, ForeignKeyRef, KeyTarget, NameClass, Object,
    ObjectBody, ObjectId,
};
use crate::postgres::replay::constraint::Timing;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// An index has at most so many keys, and so has a foreign key.
const MAX_KEYS: usize = 32;

impl Session {
    /// Adds a foreign key, with the checks in the server's order.
    pub(super) fn add_foreign_key(
        &mut self,
        table: ObjectId,
        name: Option<Name>,
        key: &ForeignKey,
    ) -> Result<(), Refusal> {
        let name = self.foreign_key_name(table, name, key)?;
        let referenced = self.referenced_table(table, key)?;
        let columns = self.key_columns(table, &key.columns)?;
        let on_delete_columns = self.key_columns(table, &key.on_delete_columns)?;
        self.refuse_foreign_columns(table, &columns, &on_delete_columns)?;
        let (index, referenced_columns) = self.referenced_key(referenced, &key.referenced)?;
        self.refuse_generated_actions(table, &columns, key)?;
        if columns.len() != referenced_columns.len() {
            let message = "number of referencing and referenced columns for foreign key disagree";
            return Err(Failure::new("42830", message).into());
        }
        let target = ForeignKeyRef {
            table: referenced,
            columns: referenced_columns,
            index,
            match_type: key.match_type,
            on_delete: key.on_delete,
            on_delete_columns,
            on_update: key.on_update,
        };
        self.refuse_incomparable(table, &columns, &target, &name)?;
        if !key.not_valid {
            self.assume(self.refuse_orphans(table, &columns, &target, &name))?;
        }
        let timing = Timing { deferrable: key.deferrable, initially_deferred: key.initially_deferred };
        let constraint = Constraint {
            validated: !key.not_valid,
            ..Constraint::local(ConstraintKind::ForeignKey(target), columns, timing)
        };
        let id = self.store_foreign_key(table, name, constraint);
        self.inherit_foreign_key(table, id)
    }

    fn foreign_key_name(&self, table: ObjectId, given: Option<Name>, key: &ForeignKey) -> Result<Name, Failure> {
        if let Some(name) = given {
            self.refuse_taken_constraint(table, &name)?;
            return Ok(name);
        }
        let schema = self.catalog.get(table).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
        let columns = columns_part(key.columns.iter().map(|column| column.name.as_str()));
        Ok(self.choose_constraint_name(self.name_of(table), &columns, "fkey", schema, &[]))
    }

    /// The engine's own views are no tables, and nothing refers to its tables.
    fn refuse_system_reference(&self, name: &QualifiedName) -> Result<(), Failure> {
        if self.lookup(NameClass::Relation, name).is_some() {
            return Ok(());
        }
        let schema = name.schema().map_or("pg_catalog", |schema| schema.name.as_str());
        match relations::by_name(schema, name.name()) {
            Some(view) if view.kind == 'v' => {
                let message = format!("referenced relation \"{}\" is not a table", name.name());
                Err(Failure::new("42809", message))
            }
            Some(_) => self.refuse_system_relation(name),
            None => Ok(()),
        }
    }

    /// The referenced relation, where a key can refer to it at all.
    fn referenced_table(&self, table: ObjectId, key: &ForeignKey) -> Result<ObjectId, Failure> {
        self.refuse_system_reference(&key.table)?;
        let referenced = self.relation(&key.table)?;
        if key.not_valid && self.is_partitioned(table) {
            let message = format!(
                "cannot add NOT VALID foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                self.name_of(table),
                referenced.name
            );
            return Err(Failure::new("42809", message));
        }
        let Some(target) = referenced.table().filter(|target| !target.is_foreign()) else {
            let message = format!("referenced relation \"{}\" is not a table", referenced.name);
            return Err(Failure::new("42809", message));
        };
        let own = self.table(table).map_or(Persistence::Permanent, |table| table.persistence);
        refuse_shorter_lived(own, target.persistence)?;
        Ok(referenced.id)
    }

    /// Columns named in a key, one after the other; 42703 where one is missing, 54011 at the first that is too many.
    fn key_columns(&self, table: ObjectId, names: &[Ident]) -> Result<Vec<ColumnNumber>, Failure> {
        let relation = self.catalog.get(table);
        let column = |(place, name): (usize, &Ident)| {
            let Some(column) = relation.and_then(|relation| relation.column(&name.name)) else {
                let message = format!("column \"{}\" referenced in foreign key constraint does not exist", name.name);
                return Err(Failure::new("42703", message));
            };
            if place >= MAX_KEYS {
                let message = format!("cannot have more than {MAX_KEYS} keys in a foreign key");
                return Err(Failure::new("54011", message));
            }
            Ok(column.number)
        };
        names.iter().enumerate().map(column).collect()
    }

    fn refuse_foreign_columns(
        &self,
        table: ObjectId,
        columns: &[ColumnNumber],
        on_delete: &[ColumnNumber],
    ) -> Result<(), Failure> {
        match on_delete.iter().find(|column| !columns.contains(column)) {
            Some(column) => {
                let name = self.column_name(table, *column);
                let message =
                    format!("column \"{name}\" referenced in ON DELETE SET action must be part of foreign key");
                Err(Failure::new("42P10", message))
            }
            None => Ok(()),
        }
    }

    /// The unique index that a key refers to, and the referenced columns in the order of the key.
    fn referenced_key(&self, table: ObjectId, names: &[Ident]) -> Result<(ObjectId, Vec<ColumnNumber>), Failure> {
        if names.is_empty() {
            return self.referenced_primary_key(table);
        }
        let columns = self.key_columns(table, names)?;
        let repeated = columns.iter().enumerate().any(|(index, column)| columns[..index].contains(column));
        if repeated {
            let message = "foreign key referenced-columns list must not contain duplicates";
            return Err(Failure::new("42830", message));
        }
        self.unique_index_on(table, &columns).map(|index| (index, columns))
    }

    fn referenced_primary_key(&self, table: ObjectId) -> Result<(ObjectId, Vec<ColumnNumber>), Failure> {
        let name = self.name_of(table);
        let Some((_, constraint)) = self.primary_key(table) else {
            let message = format!("there is no primary key for referenced table \"{name}\"");
            return Err(Failure::new("42704", message));
        };
        if constraint.deferrable {
            let message = format!("cannot use a deferrable primary key for referenced table \"{name}\"");
            return Err(Failure::new("55000", message));
        }
        match constraint.kind {
            ConstraintKind::PrimaryKey(index) => Ok((index, constraint.columns.clone())),
            _ => Err(Failure::new("XX000", "a primary key without an index")),
        }
    }

    /// The oldest unique index on exactly these columns, in any order.
    fn unique_index_on(&self, table: ObjectId, columns: &[ColumnNumber]) -> Result<ObjectId, Failure> {
        let mut deferrable = false;
        for index in self.catalog.children(table).filter(|index| is_unique_on(index, columns)) {
            if self.is_deferrable(index) {
                deferrable = true;
            } else {
                return Ok(index.id);
            }
        }
        let name = self.name_of(table);
        Err(if deferrable {
            Failure::new("55000", format!("cannot use a deferrable unique constraint for referenced table \"{name}\""))
        } else {
            let message = format!("there is no unique constraint matching given keys for referenced table \"{name}\"");
            Failure::new("42830", message)
        })
    }

    fn is_deferrable(&self, index: &Object) -> bool {
        match &index.body {
            ObjectBody::Index(index) => {
                index.constraint.and_then(|id| self.constraint(id)).is_some_and(|constraint| constraint.deferrable)
            }
            _ => false,
        }
    }

    /// A generated column cannot be set by an action.
    fn refuse_generated_actions(
        &self,
        table: ObjectId,
        columns: &[ColumnNumber],
        key: &ForeignKey,
    ) -> Result<(), Failure> {
        if !columns.iter().any(|column| self.is_generated(table, *column)) {
            return Ok(());
        }
        let sets = |action| matches!(action, ReferentialAction::SetNull | ReferentialAction::SetDefault);
        let clause = if sets(key.on_update) || key.on_update == ReferentialAction::Cascade {
            "ON UPDATE"
        } else if sets(key.on_delete) {
            "ON DELETE"
        } else {
            return Ok(());
        };
        let message = format!("invalid {clause} action for foreign key constraint containing generated column");
        Err(Failure::new("42601", message))
    }

    /// 42804 where a column and what it refers to cannot be compared.
    pub(crate) fn refuse_incomparable(
        &self,
        table: ObjectId,
        columns: &[ColumnNumber],
        target: &ForeignKeyRef,
        name: &str,
    ) -> Result<(), Failure> {
        for (own, theirs) in columns.iter().zip(&target.columns) {
            let types = (self.column_type(table, *own), self.column_type(target.table, *theirs));
            if let (Some(own), Some(theirs)) = types
                && !self.can_reference(own, theirs)
            {
                return Err(Failure::new("42804", format!("foreign key constraint \"{name}\" cannot be implemented")));
            }
        }
        Ok(())
    }

    /// Creates a foreign key with its dependencies.
    pub(crate) fn store_foreign_key(&mut self, table: ObjectId, name: Name, constraint: Constraint) -> ObjectId {
        let columns = constraint.columns.clone();
        let target = match &constraint.kind {
            ConstraintKind::ForeignKey(target) => Some(target.clone()),
            _ => None,
        };
        let id = self.create_constraint(table, name, constraint);
        self.depend_on_columns(id, table, &columns);
        if let Some(target) = target {
            self.depend_on_target(id, &target);
        }
        id
    }

    fn depend_on_target(&mut self, id: ObjectId, target: &ForeignKeyRef) {
        for column in &target.columns {
            self.catalog.depend(id, Address::column(target.table, *column), DependencyKind::Normal);
        }
        self.catalog.depend(id, target.index, DependencyKind::Normal);
    }
}

fn is_unique_on(object: &Object, columns: &[ColumnNumber]) -> bool {
    let ObjectBody::Index(index) = &object.body else { return false };
    index.unique
        && index.predicate.is_none()
        && index.keys.len() == columns.len()
        && index.keys.iter().all(|key| matches!(&key.target, KeyTarget::Column(column) if columns.contains(column)))
}

/// Rows that live longer cannot refer to rows that live shorter.
fn refuse_shorter_lived(own: Persistence, theirs: Persistence) -> Result<(), Failure> {
    let message = match (own, theirs) {
        (Persistence::Permanent, Persistence::Unlogged | Persistence::Temporary) => {
            "constraints on permanent tables may reference only permanent tables"
        }
        (Persistence::Unlogged, Persistence::Temporary) => {
            "constraints on unlogged tables may reference only permanent or unlogged tables"
        }
        (Persistence::Temporary, Persistence::Permanent | Persistence::Unlogged) => {
            "constraints on temporary tables may reference only temporary tables"
        }
        _ => return Ok(()),
    };
    Err(Failure::new("42P16", message))
}
