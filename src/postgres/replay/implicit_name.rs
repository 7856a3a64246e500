//! The names that the server makes up: of constraints, indexes and sequences that the author left without one.
//!
//! A name is made once: later renames of the table or its columns leave it alone.

use super::session::Session;
use crate::postgres::ast::Name;
use crate::postgres::catalog::implicit_name::choose;
use crate::postgres::catalog::{NameClass, ObjectId};

/// Among what a made-up relation name must be unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UniqueAmong {
    /// The relations of the schema.
    Relations,
    /// Those, and the constraints of the schema: of an index that gets a constraint of the same name.
    RelationsAndConstraints,
}

impl Session {
    /// A name for an index or sequence: `first[_second]_label`, numbered until it is free.
    pub(crate) fn choose_relation_name(
        &self,
        first: &str,
        second: &str,
        label: &str,
        schema: ObjectId,
        among: UniqueAmong,
    ) -> Name {
        choose(first, second, label, |name| {
            self.catalog.find(NameClass::Relation, schema, name).is_some()
                || (among == UniqueAmong::RelationsAndConstraints && self.catalog.has_constraint_name(schema, name))
        })
    }

    /// A name for a check or foreign key: unique among the constraints of the schema and those that the statement is about to add.
    pub(crate) fn choose_constraint_name(
        &self,
        first: &str,
        second: &str,
        label: &str,
        schema: ObjectId,
        pending: &[Name],
    ) -> Name {
        choose(first, second, label, |name| {
            pending.iter().any(|other| other == name) || self.catalog.has_constraint_name(schema, name)
        })
    }
}
