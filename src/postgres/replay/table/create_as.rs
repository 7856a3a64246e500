//! `CREATE TABLE … AS`.

use super::storage::{Storage, check_storage};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{CreateTableAs, OnCommit, Persistence};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Column, NameClass, ObjectBody, ObjectId, Table, TableKind, TypeRef};
use crate::postgres::replay::default::is_unknown;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::types::composite::relation_exists;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(crate) fn create_table_as(&mut self, create: &CreateTableAs) -> Applied {
        let bound = self.bind_query(&create.query)?;
        let unplaced = |failure: Failure| Failure { position: None, ..failure };
        let schema = self.schema_for(&create.name, create.persistence).map_err(unplaced)?;
        let name = create.name.name();
        if self.catalog.find(NameClass::Relation, schema, name).is_some() {
            let failure = relation_exists(name);
            return if create.if_not_exists {
                Ok(Effect::Noop(format!("{}, skipping", failure.message)))
            } else {
                Err(failure.into())
            };
        }
        let columns = self.output_columns(create, &bound.columns)?;
        check_options(create)?;
        self.refuse_columns(&columns)?;
        self.refuse_taken_row_type(name, schema)?;
        self.fill_shell(name, schema)?;
        let table = self.table_of_query(create, schema, columns);
        if create.with_data {
            self.refuse_reads(&bound.dependencies)?;
            self.fill_from_query(table, &create.query)?;
        }
        self.set_remark(table);
        if !self.in_transaction {
            self.end_temporary();
        }
        Ok(Effect::Applied)
    }

    fn output_columns(
        &self,
        create: &CreateTableAs,
        outputs: &[(Name, Option<TypeRef>)],
    ) -> Result<Vec<Column>, Refusal> {
        if create.columns.len() > outputs.len() {
            return Err(Failure::new("42601", "too many column names were specified").into());
        }
        let mut columns = Vec::with_capacity(outputs.len());
        for (position, (name, type_ref)) in outputs.iter().enumerate() {
            let name = create.columns.get(position).map_or(name, |given| &given.name);
            let type_ref =
                type_ref.ok_or_else(|| Refusal::Undecided(format!("the type of column \"{name}\" is not known")))?;
            let type_ref = if is_unknown(type_ref) { TypeRef::builtin(oid::TEXT) } else { type_ref };
            let number = u16::try_from(position + 1).unwrap_or(u16::MAX);
            columns.push(Column::new(number, name.clone(), Some(type_ref.into()), self.origin));
        }
        Ok(columns)
    }

    fn table_of_query(&mut self, create: &CreateTableAs, schema: ObjectId, columns: Vec<Column>) -> ObjectId {
        let table = Table {
            columns,
            options: create.storage_parameters.clone(),
            on_commit: create.on_commit.filter(|on_commit| *on_commit != OnCommit::PreserveRows),
            tablespace: create.tablespace.as_ref().map(|name| name.name.clone()).filter(|name| name != "pg_default"),
            ..blank(create.persistence)
        };
        let name = create.name.name().clone();
        let id = self.create_object(name, Some(schema), None, ObjectBody::Table(table));
        self.record_table_dependencies(id);
        id
    }
}

fn check_options(create: &CreateTableAs) -> Result<(), Failure> {
    if create.on_commit.is_some() && create.persistence != Persistence::Temporary {
        return Err(Failure::new("42P16", "ON COMMIT can only be used on temporary tables"));
    }
    check_storage(Storage::Heap, &create.storage_parameters)?;
    match create.access_method.as_ref().filter(|method| method.name != "heap") {
        Some(method) => Err(Failure::new("42704", format!("access method \"{}\" does not exist", method.name))),
        None => Ok(()),
    }
}

/// A table without anything.
pub(super) fn blank(persistence: Persistence) -> Table {
    Table {
        kind: TableKind::Ordinary,
        persistence,
        on_commit: None,
        columns: Vec::new(),
        parents: Vec::new(),
        partition_bound: None,
        of_type: None,
        access_method: None,
        tablespace: None,
        options: Vec::new(),
        row_security: false,
        force_row_security: false,
        replica_identity: 'd',
        replica_index: None,
        clustered_on: None,
    }
}
