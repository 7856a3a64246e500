//! The graph as text, DOT, Mermaid and JSON. Pure functions: nothing is printed here.

mod dot;
mod er;
mod json;
mod mermaid;
mod text;

pub use er::mermaid_er;

use super::{DependencyGraph, Edge, EdgeKind, Identity};
use std::collections::BTreeSet;

impl<Id: Identity> DependencyGraph<Id> {
    /// The objects that are drawn: schemas are not.
    fn drawn(&self) -> impl Iterator<Item = Id> {
        self.objects().filter(|id| !self.is_schema(*id))
    }

    /// The edges that are drawn: one per pair and kind.
    fn drawn_edges(&self) -> BTreeSet<(Id, Id, EdgeKind)> {
        let drawn = |(from, to, edge): (Id, Id, Edge<Id>)| (edge.kind != EdgeKind::In).then_some((from, to, edge.kind));
        self.edges().filter_map(drawn).collect()
    }
}
