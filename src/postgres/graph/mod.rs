//! The dependency graph of a catalog.
//!
//! A table's indexes, constraints, defaults and implicit sequences are folded into it, an extension's members into the extension.

mod edge;
mod fold;

pub(crate) use fold::{kind, label};

use super::catalog::{Catalog, ConstraintKind, Object, ObjectBody, ObjectId};
use crate::graph::{DependencyGraph, Identity, Node, Part};
use std::collections::BTreeSet;

impl Identity for ObjectId {
    fn number(self) -> u32 {
        self.oid()
    }
}

/// The graph of everything in a catalog that its history made.
pub fn dependencies(catalog: &Catalog) -> DependencyGraph<ObjectId> {
    let mut graph = DependencyGraph::default();
    for object in catalog.objects().filter(|object| fold::is_node(catalog, object)) {
        graph.add(object.id, Node { kind: kind(object).to_owned(), label: label(catalog, object.id) });
    }
    let mut seen = BTreeSet::new();
    for object in catalog.objects() {
        let edges = edge::edges_of(catalog, object);
        if !edges.is_empty() {
            graph.describe(object.id, Part { name: object.name.to_string(), can_wait: can_wait(object) });
        }
        for (from, to, edge) in edges {
            if seen.insert((from, to, edge)) {
                graph.connect(from, to, edge);
            }
        }
    }
    graph
}

/// Whether `ALTER TABLE`, `ALTER DOMAIN` or `CREATE INDEX` can bring a part later.
fn can_wait(part: &Object) -> bool {
    match &part.body {
        ObjectBody::Constraint(constraint) => {
            matches!(constraint.kind, ConstraintKind::Check { .. } | ConstraintKind::ForeignKey(_))
        }
        ObjectBody::Index(index) => index.constraint.is_none(),
        ObjectBody::Default(default) => default.generated.is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
