//! Tables, views, indexes, sequences.

use crate::postgres::ast::op::ObjectKind;
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::catalog::{NameClass, Object, ObjectBody, ObjectId};
use crate::postgres::replay::describe::relation_word;
use crate::postgres::replay::reference::check_relation_kind;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::types::type_exists;
use crate::run::{Failure, Refusal};

/// What an `ALTER` of a relation is about: what may be altered under another kind's name differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alteration {
    Rename,
    SetSchema,
    SetOwner,
}

impl Session {
    /// The relation that an `ALTER` names. `ALTER TABLE` may name anything but a composite type, and `ALTER INDEX … RENAME` too.
    pub(super) fn altered_relation(
        &self,
        kind: ObjectKind,
        name: &QualifiedName,
        alteration: Alteration,
    ) -> Result<ObjectId, Refusal> {
        self.refuse_system_relation(name)?;
        let found = self.open_relation(name)?;
        let lenient = kind == ObjectKind::Table || (kind == ObjectKind::Index && alteration == Alteration::Rename);
        if !lenient {
            check_relation_kind(kind, found)?;
        }
        match relation_word(found) {
            "composite type" => Err(Failure::new("42809", format!("\"{}\" is a composite type", found.name)).into()),
            "index" if alteration == Alteration::SetSchema => {
                Err(Failure::new("42809", format!("cannot change schema of index \"{}\"", found.name)).into())
            }
            _ => Ok(found.id),
        }
    }

    /// Renames a relation. Its row type is the same object; an index and the constraint it backs have one name.
    pub(super) fn rename_relation(&mut self, id: ObjectId, to: &Name) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let schema = object.schema.unwrap_or(ObjectId::NONE);
        self.refuse_taken_relation(to, schema)?;
        let has_row_type = object.name_classes().contains(&NameClass::Type);
        if has_row_type && self.catalog.find(NameClass::Type, schema, to).is_some() {
            return Err(type_exists(to).into());
        }
        if let Some(constraint) = object.index().and_then(|index| index.constraint) {
            self.rename_constraint_object(constraint, to)?;
        }
        self.set_name(id, to)
    }

    /// Renames a constraint itself, its index left aside.
    pub(super) fn rename_constraint_object(&mut self, id: ObjectId, to: &Name) -> Result<(), Refusal> {
        let parent = self.catalog.get(id).and_then(|object| object.parent).unwrap_or(ObjectId::NONE);
        if self.catalog.find(NameClass::Constraint, parent, to).is_some() {
            let of = match self.catalog.get(parent).map(|object| (&object.body, object)) {
                Some((ObjectBody::Type(_), domain)) => format!("domain {}", self.qualified_name(domain)),
                Some((_, relation)) => format!("relation \"{}\"", relation.name),
                None => String::new(),
            };
            return Err(Failure::new("42710", format!("constraint \"{to}\" for {of} already exists")).into());
        }
        self.set_name(id, to)
    }

    /// The sequences that belong to a relation's columns.
    pub(super) fn owned_sequences(&self, relation: ObjectId) -> Vec<ObjectId> {
        let owned = |object: &&Object| match &object.body {
            ObjectBody::Sequence(sequence) => sequence.owned_by.is_some_and(|owner| owner.object == relation),
            _ => false,
        };
        let dependents = self.catalog.dependents(relation).filter_map(|edge| self.catalog.get(edge.dependent.object));
        let mut sequences: Vec<ObjectId> = dependents.filter(owned).map(|object| object.id).collect();
        sequences.sort_unstable();
        sequences.dedup();
        sequences
    }

    /// The indexes of a relation.
    pub(super) fn indexes_of(&self, relation: ObjectId) -> Vec<ObjectId> {
        self.catalog.children(relation).filter(|child| child.index().is_some()).map(|child| child.id).collect()
    }
}
