//! Why one object of a catalog needs another.

use super::fold::{is_node, node_of};
use crate::graph::{Edge, EdgeKind};
use crate::postgres::catalog::{Catalog, ConstraintKind, Object, ObjectBody, ObjectId};

/// The edges that an object's dependencies amount to, between nodes. An edge of a node to itself stays only for foreign keys.
pub(super) fn edges_of(catalog: &Catalog, object: &Object) -> Vec<(ObjectId, ObjectId, Edge<ObjectId>)> {
    let Some(from) = node_of(catalog, object.id) else { return Vec::new() };
    let edge = |target: ObjectId| {
        let referenced = catalog.get(target)?;
        let kind = classify(object, referenced)?;
        let to = node_of(catalog, target)?;
        (from != to || foreign_key(object) == Some(to)).then_some((from, to, Edge { kind, part: object.id }))
    };
    let targets = catalog.dependencies(object.id).map(|dependency| dependency.referenced.object);
    let on = object.parent.filter(|_| is_node(catalog, object));
    targets.chain(on).chain(foreign_key(object)).filter_map(edge).collect()
}

fn foreign_key(object: &Object) -> Option<ObjectId> {
    match &object.body {
        ObjectBody::Constraint(constraint) => match &constraint.kind {
            ConstraintKind::ForeignKey(reference) => Some(reference.table),
            _ => None,
        },
        _ => None,
    }
}

/// Why one object refers to another; `None` where the reference says nothing beyond another one.
fn classify(dependent: &Object, referenced: &Object) -> Option<EdgeKind> {
    Some(match (&dependent.body, &referenced.body) {
        (_, ObjectBody::Schema) => EdgeKind::In,
        (_, ObjectBody::Default(_) | ObjectBody::Trigger(_) | ObjectBody::Policy(_) | ObjectBody::Rule(_)) => {
            return None;
        }
        (
            ObjectBody::Constraint(constraint),
            ObjectBody::Table(_) | ObjectBody::Index(_) | ObjectBody::Constraint(_),
        ) if matches!(constraint.kind, ConstraintKind::ForeignKey(_)) => EdgeKind::ForeignKey,
        (ObjectBody::Trigger(_) | ObjectBody::Policy(_) | ObjectBody::Rule(_), _)
            if dependent.parent == Some(referenced.id) =>
        {
            EdgeKind::On
        }
        (ObjectBody::EventTrigger(_), ObjectBody::Routine(_)) => EdgeKind::Fires,
        (ObjectBody::Trigger(trigger), ObjectBody::Routine(_)) if trigger.function == referenced.id => EdgeKind::Fires,
        (ObjectBody::Sequence(_), ObjectBody::Table(_)) => EdgeKind::Owns,
        (ObjectBody::Table(table), ObjectBody::Table(_)) if table.parents.contains(&referenced.id) => {
            if table.partition_bound.is_some() { EdgeKind::PartitionOf } else { EdgeKind::Inherits }
        }
        (ObjectBody::Index(_) | ObjectBody::Constraint(_), ObjectBody::Index(_) | ObjectBody::Constraint(_)) => {
            EdgeKind::PartitionOf
        }
        (ObjectBody::Table(_) | ObjectBody::Type(_) | ObjectBody::Routine(_), _) if has_row_type(referenced) => {
            EdgeKind::Type
        }
        (_, ObjectBody::Type(_)) => EdgeKind::Type,
        (_, ObjectBody::Routine(_) | ObjectBody::Operator(_) | ObjectBody::Member(_) | ObjectBody::Extension(_)) => {
            EdgeKind::Calls
        }
        _ => EdgeKind::Reads,
    })
}

fn has_row_type(object: &Object) -> bool {
    match &object.body {
        ObjectBody::Table(table) => !table.is_foreign(),
        ObjectBody::View(_) => true,
        _ => false,
    }
}
