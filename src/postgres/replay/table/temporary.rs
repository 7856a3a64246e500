//! Temporary relations: they live in a schema of their own, and not longer than their session.

use crate::postgres::ast::Name;
use crate::postgres::ast::QualifiedName;
use crate::postgres::ast::op::{DropBehavior, OnCommit, Persistence};
use crate::postgres::catalog::{Address, Contents, ObjectBody, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::Failure;

impl Session {
    /// The schema in which a new relation is made: temporary ones have their own.
    pub(crate) fn schema_for(&mut self, name: &QualifiedName, persistence: Persistence) -> Result<ObjectId, Failure> {
        let temporary = name.schema().map(|schema| schema.name == "pg_temp");
        match (temporary, persistence) {
            (Some(true), _) | (None, Persistence::Temporary) => Ok(self.temporary_schema()),
            (Some(false), Persistence::Temporary) => {
                self.target_schema(name)?;
                let message = "cannot create temporary relation in non-temporary schema";
                Err(Failure::new("42P16", message).at(name.span()))
            }
            _ => self.target_schema(name).map_err(|failure| failure.at(name.span())),
        }
    }

    fn temporary_schema(&mut self) -> ObjectId {
        match self.catalog.schema("pg_temp") {
            Some(schema) => schema,
            None => self.create_object(Name::new_static("pg_temp"), None, None, ObjectBody::Schema),
        }
    }

    /// The session ends, and all that is temporary with it.
    pub(crate) fn drop_temporary(&mut self) {
        if let Some(schema) = self.catalog.schema("pg_temp") {
            self.drop_silently(&[schema.into()]);
        }
    }

    /// A transaction ends: tables made `ON COMMIT DROP` go, and the rows of those made `ON COMMIT DELETE ROWS`.
    pub(crate) fn end_temporary(&mut self) {
        let Some(schema) = self.catalog.schema("pg_temp") else { return };
        let members: Vec<ObjectId> = self.catalog.dependents(schema).map(|edge| edge.dependent.object).collect();
        for id in members {
            if self.table(id).is_some_and(|table| table.on_commit == Some(OnCommit::DeleteRows)) {
                *self.catalog.contents_mut(id) = Contents::default();
            }
        }
        let doomed: Vec<Address> = self
            .catalog
            .dependents(schema)
            .map(|edge| edge.dependent)
            .filter(|address| self.table(address.object).is_some_and(|table| table.on_commit == Some(OnCommit::Drop)))
            .collect();
        self.drop_silently(&doomed);
    }

    fn drop_silently(&mut self, doomed: &[Address]) {
        // What hangs on a temporary table is temporary, or goes with it; the walk can only give up on absurdly long chains.
        if self.delete_objects(doomed, DropBehavior::Cascade).is_err() {
            self.taint.get_or_insert_with(|| Name::new_static("the end of a temporary table"));
        }
    }
}
