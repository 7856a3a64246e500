//! The actions of `ALTER TABLE` that set an attribute and touch nothing else.

use super::alter::Recursion;
use super::storage::{Storage, check_storage};
use crate::postgres::ast::op::{Persistence, StorageParameter, TableAction, Triggers, ViewKind};
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::builtin::types;
use crate::postgres::catalog::{Column, ColumnNumber, KeyTarget, Object, ObjectBody, ObjectId, Table, TypeBody};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn run_option_action(&mut self, id: ObjectId, action: &TableAction) -> Applied {
        match action {
            TableAction::SetTrigger { triggers, enabled } => self.set_triggers(id, triggers, *enabled)?,
            TableAction::SetRule { name, enabled } => self.set_rule(id, name, *enabled)?,
            TableAction::SetRowSecurity { enabled, forced } => self.change_table(id, |table| {
                table.row_security = enabled.unwrap_or(table.row_security);
                table.force_row_security = forced.unwrap_or(table.force_row_security);
            }),
            TableAction::SetOptions { options, reset } => {
                refuse_values(*reset, options)?;
                if !reset {
                    self.check_options(id, options)?;
                }
                self.change(id, |object| merge_object_options(object, options, *reset));
            }
            TableAction::SetPersistence(persistence) => return self.set_persistence(id, *persistence),
            TableAction::ReplicaIdentity { kind, index } => self.set_replica_identity(id, *kind, index.as_ref())?,
            TableAction::Cluster(index) => self.cluster_on(id, index.as_ref())?,
            TableAction::SetAccessMethod(method) if method.name != "heap" => {
                let message = format!("access method \"{}\" does not exist", method.name);
                return Err(Failure::new("42704", message).into());
            }
            TableAction::SetTablespace(tablespace) => self.set_tablespace(id, &tablespace.name),
            _ => {}
        }
        Ok(Effect::Applied)
    }

    fn check_options(&self, id: ObjectId, options: &[StorageParameter]) -> Result<(), Failure> {
        let storage = match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Table(_)) if self.is_partitioned(id) => Storage::Partitioned,
            Some(ObjectBody::Index(index)) => Storage::Index(&index.method),
            Some(ObjectBody::View(view)) if view.kind == ViewKind::View => Storage::View,
            _ => Storage::Heap,
        };
        check_storage(storage, options)
    }

    fn change_table(&mut self, id: ObjectId, change: impl FnOnce(&mut Table)) {
        self.change(id, |object| object.table_mut().map(change));
    }

    fn set_tablespace(&mut self, id: ObjectId, name: &Name) {
        let tablespace = Some(name.clone()).filter(|name| name != "pg_default");
        self.change(id, |object| match &mut object.body {
            ObjectBody::Table(table) => table.tablespace = tablespace,
            ObjectBody::Index(index) => index.tablespace = tablespace,
            _ => {}
        });
    }

    fn set_persistence(&mut self, id: ObjectId, persistence: Persistence) -> Applied {
        let current = self.table(id).map(|table| table.persistence).unwrap_or_default();
        if current == Persistence::Temporary {
            let message =
                format!("cannot change logged status of table \"{}\" because it is temporary", self.name_of(id));
            return Err(Failure::new("42P16", message).into());
        }
        if current == persistence {
            return Ok(Effect::Noop("the table is that already".into()));
        }
        self.refuse_mixed_persistence(id, persistence)?;
        if self.is_partitioned(id) {
            return Ok(Effect::Noop("a partitioned table has no rows to log".into()));
        }
        self.change_table(id, |table| table.persistence = persistence);
        self.follow_persistence(id, persistence);
        Ok(Effect::Applied)
    }

    /// 42P16 where a foreign key would lead from a logged table to an unlogged one.
    fn refuse_mixed_persistence(&self, id: ObjectId, persistence: Persistence) -> Result<(), Failure> {
        let unlogged =
            |table: ObjectId| self.table(table).is_some_and(|table| table.persistence == Persistence::Unlogged);
        let name = self.name_of(id);
        if persistence == Persistence::Permanent {
            return match self.referenced_tables(id).into_iter().find(|other| *other != id && unlogged(*other)) {
                Some(other) => {
                    let other = self.name_of(other);
                    let message = format!(
                        "could not change table \"{name}\" to logged because it references unlogged table \"{other}\""
                    );
                    Err(Failure::new("42P16", message))
                }
                None => Ok(()),
            };
        }
        match self.referencing_tables(id).into_iter().find(|other| *other != id && !unlogged(*other)) {
            Some(other) => {
                let other = self.name_of(other);
                let message = format!(
                    "could not change table \"{name}\" to unlogged because it references logged table \"{other}\""
                );
                Err(Failure::new("42P16", message))
            }
            None => Ok(()),
        }
    }

    /// Sequences that belong to the table follow it.
    fn follow_persistence(&mut self, id: ObjectId, persistence: Persistence) {
        let owned: Vec<ObjectId> = self
            .catalog
            .dependents(id)
            .map(|edge| edge.dependent.object)
            .filter(|other| {
                self.sequence(*other).is_some_and(|sequence| sequence.owned_by.is_some_and(|owner| owner.object == id))
            })
            .collect();
        for sequence in owned {
            self.change(sequence, |object| {
                if let ObjectBody::Sequence(sequence) = &mut object.body {
                    sequence.persistence = persistence;
                }
            });
        }
    }

    fn set_triggers(&mut self, table: ObjectId, triggers: &Triggers, enabled: char) -> Result<(), Failure> {
        let name = match triggers {
            Triggers::Named(name) => Some(name),
            Triggers::All | Triggers::User => None,
        };
        let mut found = false;
        for relation in self.with_descendants(table) {
            let triggers: Vec<ObjectId> = self
                .catalog
                .children(relation)
                .filter(|object| matches!(object.body, ObjectBody::Trigger(_)))
                .filter(|object| name.is_none_or(|name| name.name == object.name))
                .map(|object| object.id)
                .collect();
            found |= !triggers.is_empty();
            for trigger in triggers {
                self.change(trigger, |object| {
                    if let ObjectBody::Trigger(trigger) = &mut object.body {
                        trigger.enabled = enabled;
                    }
                });
            }
        }
        match name {
            Some(name) if !found => {
                let message = format!("trigger \"{}\" for table \"{}\" does not exist", name.name, self.name_of(table));
                Err(Failure::new("42704", message))
            }
            _ => Ok(()),
        }
    }

    fn set_replica_identity(&mut self, id: ObjectId, kind: char, index: Option<&Ident>) -> Result<(), Failure> {
        let index = index.map(|name| self.replica_index(id, name)).transpose()?;
        self.change_table(id, |table| {
            table.replica_identity = kind;
            table.replica_index = index;
        });
        Ok(())
    }

    fn replica_index(&self, table: ObjectId, name: &Ident) -> Result<ObjectId, Failure> {
        let id = self.index_of(table, name)?;
        let refuse = |message: String| Err(Failure::new("42809", message));
        let Some(index) = self.index(id) else { return Ok(id) };
        let name = &name.name;
        if !index.unique {
            return refuse(format!("cannot use non-unique index \"{name}\" as replica identity"));
        }
        if index.key_columns().len() < index.keys.len() {
            return refuse(format!("cannot use expression index \"{name}\" as replica identity"));
        }
        if index.predicate.is_some() {
            return refuse(format!("cannot use partial index \"{name}\" as replica identity"));
        }
        let nullable = |column: &ColumnNumber| self.column_at(table, *column).is_some_and(|column| !column.not_null);
        match index.key_columns().iter().find(|column| nullable(column)) {
            Some(column) => {
                let column = self.column_name(table, *column);
                refuse(format!(
                    "index \"{name}\" cannot be used as replica identity because column \"{column}\" is nullable"
                ))
            }
            None => Ok(id),
        }
    }

    /// `CLUSTER`: orders the rows on disk, and marks the index.
    pub(crate) fn cluster(&mut self, table: Option<&QualifiedName>, index: Option<&Ident>) -> Applied {
        let Some(table) = table else {
            self.refuse_in_transaction("CLUSTER")?;
            return Ok(Effect::Noop("CLUSTER changes neither schema nor rows".into()));
        };
        self.refuse_system_relation(table)?;
        let found = self.open_relation(table)?;
        let (id, name) = (found.id, found.name.clone());
        let marked = match &found.body {
            ObjectBody::Table(table) => table.clustered_on,
            ObjectBody::View(view) if view.kind == ViewKind::Materialized => view.clustered_on,
            _ => {
                let message = format!("\"{name}\" is not a table or materialized view");
                return Err(Failure::new("42809", message).into());
            }
        };
        if self.is_partitioned(id) {
            return Err(Refusal::Undecided("CLUSTER of a partitioned table".into()));
        }
        match (index, marked) {
            (Some(_), _) => self.cluster_on(id, index)?,
            (None, Some(_)) => {}
            (None, None) => {
                let message = format!("there is no previously clustered index for table \"{name}\"");
                return Err(Failure::new("42704", message).into());
            }
        }
        Ok(Effect::Applied)
    }

    /// 0A000 for an index that has no order of all rows.
    fn refuse_unordered(&self, index: ObjectId) -> Result<(), Failure> {
        let Some(found) = self.index(index) else { return Ok(()) };
        let name = self.name_of(index);
        if !matches!(found.method.as_str(), "btree" | "gist") {
            let message =
                format!("cannot cluster on index \"{name}\" because access method does not support clustering");
            return Err(Failure::new("0A000", message));
        }
        if found.predicate.is_some() {
            return Err(Failure::new("0A000", format!("cannot cluster on partial index \"{name}\"")));
        }
        Ok(())
    }

    fn cluster_on(&mut self, id: ObjectId, index: Option<&Ident>) -> Result<(), Failure> {
        let index = index.map(|name| self.index_of(id, name)).transpose()?;
        index.map_or(Ok(()), |index| self.refuse_unordered(index))?;
        if self.is_partitioned(id) {
            return Err(Failure::new("0A000", "cannot mark index clustered in partitioned table"));
        }
        self.change(id, |object| match &mut object.body {
            ObjectBody::Table(table) => table.clustered_on = index,
            ObjectBody::View(view) => view.clustered_on = index,
            _ => {}
        });
        Ok(())
    }

    /// The index of that name on that relation.
    fn index_of(&self, relation: ObjectId, name: &Ident) -> Result<ObjectId, Failure> {
        let owner = self.name_of(relation);
        let Some(id) = self.find_beside(relation, &name.name) else {
            let message = format!("index \"{}\" for table \"{owner}\" does not exist", name.name);
            return Err(Failure::new("42704", message));
        };
        if self.index(id).is_none() {
            return Err(Failure::new("42809", format!("\"{}\" is not an index", name.name)));
        }
        if self.catalog.get(id).and_then(|object| object.parent) == Some(relation) {
            return Ok(id);
        }
        Err(Failure::new("42809", format!("\"{}\" is not an index for table \"{owner}\"", name.name)))
    }

    /// Sets an attribute of a column, in what inherits from the table too.
    pub(super) fn run_column_option(&mut self, id: ObjectId, recursion: Recursion, action: &TableAction) -> Applied {
        if let (Some(ObjectBody::Index(_)), TableAction::SetStatistics { column, target }) =
            (self.catalog.get(id).map(|object| &object.body), action)
        {
            self.set_index_statistics(id, column, *target)?;
            return Ok(Effect::Applied);
        }
        let (TableAction::SetStatistics { column, .. }
        | TableAction::SetStorage { column, .. }
        | TableAction::SetCompression { column, .. }
        | TableAction::SetColumnOptions { column, .. }) = action
        else {
            return Ok(Effect::Applied);
        };
        let recursion =
            if matches!(action, TableAction::SetColumnOptions { .. }) { Recursion::Only } else { recursion };
        for relation in self.targets(id, recursion) {
            let number = self.alterable_column(relation, &column.name)?;
            self.refuse_column_option(relation, number, action)?;
            let own = self.type_storage(relation, number);
            self.change_column(relation, number, |column| set_column_option(column, action, own));
        }
        Ok(Effect::Applied)
    }

    fn refuse_column_option(
        &self,
        relation: ObjectId,
        number: ColumnNumber,
        action: &TableAction,
    ) -> Result<(), Refusal> {
        if let TableAction::SetCompression { method, .. } = action {
            let type_name = || self.column_type(relation, number).map_or_else(String::new, |used| self.type_name(used));
            return Ok(check_compression(method, self.type_storage(relation, number), type_name)?);
        }
        if let TableAction::SetColumnOptions { options, reset, .. } = action {
            refuse_values(*reset, options)?;
            return if *reset { Ok(()) } else { Ok(check_storage(Storage::Column, options)?) };
        }
        let TableAction::SetStorage { storage, .. } = action else { return Ok(()) };
        if !matches!(storage.as_str(), "plain" | "external" | "extended" | "main" | "default") {
            return Err(Failure::new("22023", format!("invalid storage type \"{storage}\"")).into());
        }
        if !matches!(storage.as_str(), "plain" | "default") && self.type_storage(relation, number) == "plain" {
            let type_name = self.column_type(relation, number).map_or_else(String::new, |used| self.type_name(used));
            let message = format!("column data type {type_name} can only have storage PLAIN");
            return Err(Failure::new("0A000", message).into());
        }
        Ok(())
    }

    /// The storage that a column has when nothing is said.
    fn type_storage(&self, relation: ObjectId, number: ColumnNumber) -> &'static str {
        let Some(type_ref) = self.column_type(relation, number).map(|used| self.base_type(used)) else {
            return "extended";
        };
        if type_ref.array {
            return "extended";
        }
        let letter = match self.catalog.get(type_ref.id).and_then(Object::type_body) {
            Some(TypeBody::Enum { .. }) => Some('p'),
            _ => types::by_oid(type_ref.id.oid()).filter(|_| type_ref.id.is_builtin()).map(|found| found.storage),
        };
        match letter {
            Some('p') => "plain",
            Some('m') => "main",
            Some('e') => "external",
            _ => "extended",
        }
    }

    /// The number of an index's key, which must be an expression: a column has statistics of its own.
    fn expression_key(&self, id: ObjectId, column: &str) -> Result<ColumnNumber, Failure> {
        let number = column.parse::<ColumnNumber>().unwrap_or_default();
        let key = self.index(id).and_then(|index| index.keys.get(usize::from(number).checked_sub(1)?));
        let index = self.name_of(id);
        match key.map(|key| &key.target) {
            Some(KeyTarget::Expr(_)) => Ok(number),
            Some(KeyTarget::Column(column)) => {
                let table = self.catalog.get(id).and_then(|object| object.parent).unwrap_or(ObjectId::NONE);
                let column = self.column_name(table, *column);
                let message =
                    format!("cannot alter statistics on non-expression column \"{column}\" of index \"{index}\"");
                Err(Failure::new("0A000", message))
            }
            None => {
                Err(Failure::new("42703", format!("column number {number} of relation \"{index}\" does not exist")))
            }
        }
    }

    fn set_index_statistics(&mut self, id: ObjectId, column: &Ident, target: i32) -> Result<(), Failure> {
        let number = self.expression_key(id, &column.name)?;
        self.change(id, |object| {
            if let ObjectBody::Index(index) = &mut object.body {
                index.statistics.retain(|(other, _)| *other != number);
                if target >= 0 {
                    index.statistics.push((number, target));
                }
            }
        });
        Ok(())
    }
}

/// 42601 for `RESET (name = value)`.
fn refuse_values(reset: bool, options: &[StorageParameter]) -> Result<(), Failure> {
    if reset && options.iter().any(|(_, value)| value.is_some()) {
        return Err(Failure::new("42601", "RESET must not include values for parameters"));
    }
    Ok(())
}

/// 0A000 for a type that is never compressed, 22023 for a method that there is not.
fn check_compression(method: &str, storage: &str, type_name: impl FnOnce() -> String) -> Result<(), Failure> {
    match method {
        "default" => Ok(()),
        _ if storage == "plain" => {
            let message = format!("column data type {} does not support compression", type_name());
            Err(Failure::new("0A000", message))
        }
        "pglz" | "lz4" => Ok(()),
        _ => Err(Failure::new("22023", format!("invalid compression method \"{method}\""))),
    }
}

fn set_column_option(column: &mut Column, action: &TableAction, own_storage: &str) {
    match action {
        TableAction::SetStatistics { target, .. } => column.statistics = Some(*target).filter(|target| *target >= 0),
        TableAction::SetStorage { storage, .. } => {
            column.storage = Some(storage.clone()).filter(|storage| storage != own_storage && storage != "default");
        }
        TableAction::SetCompression { method, .. } => {
            column.compression = Some(method.clone()).filter(|method| method != "default");
        }
        TableAction::SetColumnOptions { options, reset, .. } => merge_options(&mut column.options, options, *reset),
        _ => {}
    }
}

fn merge_object_options(object: &mut Object, options: &[StorageParameter], reset: bool) {
    match &mut object.body {
        ObjectBody::Table(table) => merge_options(&mut table.options, options, reset),
        ObjectBody::Index(index) => merge_options(&mut index.options, options, reset),
        ObjectBody::View(view) => {
            for (name, value) in options.iter().filter(|(name, _)| name == "check_option") {
                view.check_option = match value.as_deref() {
                    _ if reset => None,
                    Some("local") => Some("local"),
                    _ => Some("cascaded"),
                };
                let _ = name;
            }
            let others: Vec<StorageParameter> =
                options.iter().filter(|(name, _)| name != "check_option").cloned().collect();
            merge_options(&mut view.options, &others, reset);
        }
        _ => {}
    }
}

/// Sets or removes options; a changed one moves to the end, as the server's list has it.
fn merge_options(current: &mut Vec<StorageParameter>, options: &[StorageParameter], reset: bool) {
    current.retain(|(name, _)| !options.iter().any(|(other, _)| other == name));
    if !reset {
        current.extend(options.iter().cloned());
    }
}
