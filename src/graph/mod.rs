//! The dependency graph of a catalog: which object needs which, in what order they can be created, and where they need each other in a circle.
//!
//! Nodes are the objects that a person would name: a table's indexes, constraints, defaults and implicit sequences are folded into it, an
//! extension's members into the extension. Edges point from the dependent to what it needs, and remember which part of it needs that (a
//! foreign key, a default, an index), because a part can be created later than the rest. Nothing here knows SQL syntax.

mod edge;
mod fold;
mod order;
mod render;
mod summary;

pub use edge::{Edge, EdgeKind};
pub use order::{Cycle, Plan, Step};
pub use summary::Summary;

use crate::postgres::catalog::{Catalog, ObjectId};
use petgraph::Direction;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// What needs what.
#[derive(Debug)]
pub struct DependencyGraph<'a> {
    catalog: &'a Catalog,
    graph: StableDiGraph<ObjectId, Edge>,
    nodes: BTreeMap<ObjectId, NodeIndex>,
}

impl<'a> DependencyGraph<'a> {
    /// The graph of everything in a catalog that its history made.
    pub fn new(catalog: &'a Catalog) -> Self {
        let mut graph = Self { catalog, graph: StableDiGraph::new(), nodes: BTreeMap::new() };
        for object in catalog.objects().filter(|object| fold::is_node(catalog, object)) {
            let node = graph.graph.add_node(object.id);
            graph.nodes.insert(object.id, node);
        }
        let mut seen = BTreeSet::new();
        for object in catalog.objects() {
            for (from, to, edge) in edge::edges_of(catalog, object) {
                if seen.insert((from, to, edge)) {
                    graph.connect(from, to, edge);
                }
            }
        }
        graph
    }

    fn connect(&mut self, from: ObjectId, to: ObjectId, edge: Edge) {
        if let (Some(from), Some(to)) = (self.nodes.get(&from), self.nodes.get(&to)) {
            self.graph.add_edge(*from, *to, edge);
        }
    }

    /// The objects, in the order of their creation.
    pub fn objects(&self) -> impl Iterator<Item = ObjectId> {
        self.nodes.keys().copied()
    }

    /// All edges as dependent, referenced and why, ordered by dependent.
    pub fn edges(&self) -> impl Iterator<Item = (ObjectId, ObjectId, Edge)> {
        self.nodes.keys().flat_map(|id| self.needs(*id).into_iter().map(|(to, edge)| (*id, to, edge)))
    }

    /// What an object needs, and why.
    pub fn needs(&self, id: ObjectId) -> BTreeSet<(ObjectId, Edge)> {
        self.neighbours(id, Direction::Outgoing)
    }

    /// What needs an object, and why.
    pub fn needed_by(&self, id: ObjectId) -> BTreeSet<(ObjectId, Edge)> {
        self.neighbours(id, Direction::Incoming)
    }

    fn neighbours(&self, id: ObjectId, direction: Direction) -> BTreeSet<(ObjectId, Edge)> {
        let Some(node) = self.nodes.get(&id) else { return BTreeSet::new() };
        let edges = self.graph.edges_directed(*node, direction);
        edges
            .map(|edge| {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                (self.graph[other], *edge.weight())
            })
            .collect()
    }

    /// An object's name for people: with its schema unless that is `public`, with its table for a trigger or policy.
    pub fn label(&self, id: ObjectId) -> String {
        fold::label(self.catalog, id)
    }
}

#[cfg(test)]
mod tests;
