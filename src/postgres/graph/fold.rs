//! Which objects are nodes, which node any other object belongs to, and what a node is called.

use crate::postgres::ast::op::{RoutineKind, ViewKind};
use crate::postgres::catalog::{Catalog, DependencyKind, Object, ObjectBody, ObjectId, TypeBody};

/// Whether the object stands for itself in the graph. What was there from the start does not, nor what goes with the session.
pub(super) fn is_node(catalog: &Catalog, object: &Object) -> bool {
    object.created.is_some() && !object.is_temporary() && node_of(catalog, object.id) == Some(object.id)
}

/// The node that an object belongs to; `None` for the engine's own objects.
pub(super) fn node_of(catalog: &Catalog, id: ObjectId) -> Option<ObjectId> {
    let object = catalog.get(id)?;
    match owner(catalog, object) {
        Some(owner) if owner != id => node_of(catalog, owner),
        _ => Some(id),
    }
}

/// What an object is a part of.
fn owner(catalog: &Catalog, object: &Object) -> Option<ObjectId> {
    extension_of(catalog, object.id).or(match &object.body {
        ObjectBody::Trigger(_) | ObjectBody::Policy(_) | ObjectBody::Rule(_) | ObjectBody::FuturePrivileges(_) => None,
        ObjectBody::Type(TypeBody::Multirange { range }) => Some(*range),
        ObjectBody::Sequence(sequence) if sequence.identity => sequence.owned_by.map(|column| column.object),
        ObjectBody::Sequence(_) => catalog.serial_column(object.id).map(|column| column.object),
        _ => object.parent,
    })
}

/// The extension that an object is a member of.
pub(crate) fn extension_of(catalog: &Catalog, id: ObjectId) -> Option<ObjectId> {
    catalog.dependencies(id).find(|edge| edge.kind == DependencyKind::Extension).map(|edge| edge.referenced.object)
}

/// The kind of an object in SQL's words, in lower case.
pub(crate) fn kind(object: &Object) -> &'static str {
    match &object.body {
        ObjectBody::Schema => "schema",
        ObjectBody::Table(_) => "table",
        ObjectBody::View(view) if view.kind == ViewKind::Materialized => "materialized view",
        ObjectBody::View(_) => "view",
        ObjectBody::Index(_) => "index",
        ObjectBody::Sequence(_) => "sequence",
        ObjectBody::Constraint(_) => "constraint",
        ObjectBody::Default(_) => "default",
        ObjectBody::Type(TypeBody::Domain { .. }) => "domain",
        ObjectBody::Type(_) => "type",
        ObjectBody::Routine(routine) => match routine.kind {
            RoutineKind::Function => "function",
            RoutineKind::Procedure => "procedure",
            RoutineKind::Aggregate => "aggregate",
        },
        ObjectBody::Trigger(_) => "trigger",
        ObjectBody::Policy(_) => "policy",
        ObjectBody::Operator(_) => "operator",
        ObjectBody::OperatorClass(_) => "operator class",
        ObjectBody::OperatorFamily => "operator family",
        ObjectBody::Cast(_) => "cast",
        ObjectBody::Collation(_) => "collation",
        ObjectBody::TextSearchConfiguration(_) => "text search configuration",
        ObjectBody::TextSearchDictionary(_) => "text search dictionary",
        ObjectBody::Rule(_) => "rule",
        ObjectBody::Statistics(_) => "statistics",
        ObjectBody::EventTrigger(_) => "event trigger",
        ObjectBody::Publication(_) | ObjectBody::Published(_) => "publication",
        ObjectBody::ForeignDataWrapper(_) => "foreign-data wrapper",
        ObjectBody::ForeignServer(_) => "server",
        ObjectBody::UserMapping(_) => "user mapping",
        ObjectBody::FuturePrivileges(_) => "default privileges",
        ObjectBody::Extension(_) => "extension",
        ObjectBody::Member(_) => "member",
    }
}

/// An object's name for people.
pub(crate) fn label(catalog: &Catalog, id: ObjectId) -> String {
    let Some(object) = catalog.get(id) else { return String::new() };
    let schema = object.schema.and_then(|schema| catalog.get(schema)).filter(|schema| schema.name != "public");
    let mut text = match (object.parent, schema) {
        (Some(parent), _) => format!("{}.", label(catalog, parent)),
        (None, Some(schema)) => format!("{}.", schema.name),
        (None, None) => String::new(),
    };
    text.push_str(&object.name);
    if let ObjectBody::Routine(_) = object.body {
        text.push_str("()");
    }
    text
}
