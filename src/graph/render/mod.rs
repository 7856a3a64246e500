//! The graph as text, DOT, Mermaid and JSON. Pure functions: nothing is printed here.

mod dot;
mod json;
mod mermaid;
mod text;

use super::{DependencyGraph, Edge, EdgeKind};
use crate::postgres::catalog::ObjectId;
use std::collections::BTreeSet;

impl DependencyGraph<'_> {
    /// The objects that are drawn: schemas are not.
    fn drawn(&self) -> impl Iterator<Item = ObjectId> {
        self.objects().filter(|id| !self.is_schema(*id))
    }

    /// The edges that are drawn: one per pair and kind.
    fn drawn_edges(&self) -> BTreeSet<(ObjectId, ObjectId, EdgeKind)> {
        let drawn =
            |(from, to, edge): (ObjectId, ObjectId, Edge)| (edge.kind != EdgeKind::In).then_some((from, to, edge.kind));
        self.edges().filter_map(drawn).collect()
    }

    fn kind(&self, id: ObjectId) -> &'static str {
        self.catalog.get(id).map_or("", super::fold::kind)
    }
}
