//! The dependency graph of a schema: which object needs which, in what order they can be created, and where they need each other in a circle.
//!
//! Nodes are the objects that a person would name. Edges point from the dependent to what it needs, and remember which part of it needs that (a
//! foreign key, a default, an index), because a part can be created later than the rest. Nothing here knows an engine: whoever has objects adds
//! them, as [`of_schema`] does with a description that all engines share.

mod edge;
mod of_schema;
mod order;
mod render;
mod summary;

pub use edge::{Edge, EdgeKind, Part};
pub use of_schema::of_schema;
pub use order::{Cycle, Plan, Step};
pub use render::mermaid_er;
pub use summary::Summary;

use petgraph::Direction;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// What identifies an object; in the order of their creation.
pub trait Identity: Copy + Ord + std::fmt::Debug {
    /// Its number in drawings.
    fn number(self) -> u32;
}

impl Identity for u32 {
    fn number(self) -> u32 {
        self
    }
}

/// An object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its kind in SQL's words, in lower case.
    pub kind: String,
    /// Its name for people: with its schema unless that is the usual one, with its table for a trigger or policy.
    pub label: String,
}

/// What needs what.
#[derive(Debug)]
pub struct DependencyGraph<Id> {
    graph: StableDiGraph<Id, Edge<Id>>,
    nodes: BTreeMap<Id, (NodeIndex, Node)>,
    parts: BTreeMap<Id, Part>,
}

impl<Id: Identity> Default for DependencyGraph<Id> {
    fn default() -> Self {
        Self { graph: StableDiGraph::new(), nodes: BTreeMap::new(), parts: BTreeMap::new() }
    }
}

impl<Id: Identity> DependencyGraph<Id> {
    /// Adds an object.
    pub fn add(&mut self, id: Id, node: Node) {
        let index = self.graph.add_node(id);
        self.nodes.insert(id, (index, node));
    }

    /// Says what a part of an object is. Parts that are objects themselves need not be said.
    pub fn describe(&mut self, part: Id, description: Part) {
        self.parts.insert(part, description);
    }

    /// Adds an edge from the dependent to what it needs, if both are objects of the graph.
    pub fn connect(&mut self, from: Id, to: Id, edge: Edge<Id>) {
        if let (Some((from, _)), Some((to, _))) = (self.nodes.get(&from), self.nodes.get(&to)) {
            self.graph.add_edge(*from, *to, edge);
        }
    }

    /// The objects, in the order of their creation.
    pub fn objects(&self) -> impl Iterator<Item = Id> {
        self.nodes.keys().copied()
    }

    /// All edges as dependent, referenced and why, ordered by dependent.
    pub fn edges(&self) -> impl Iterator<Item = (Id, Id, Edge<Id>)> {
        self.nodes.keys().flat_map(|id| self.needs(*id).into_iter().map(|(to, edge)| (*id, to, edge)))
    }

    /// What an object needs, and why.
    pub fn needs(&self, id: Id) -> BTreeSet<(Id, Edge<Id>)> {
        self.neighbours(id, Direction::Outgoing)
    }

    /// What needs an object, and why.
    pub fn needed_by(&self, id: Id) -> BTreeSet<(Id, Edge<Id>)> {
        self.neighbours(id, Direction::Incoming)
    }

    fn neighbours(&self, id: Id, direction: Direction) -> BTreeSet<(Id, Edge<Id>)> {
        let Some((node, _)) = self.nodes.get(&id) else { return BTreeSet::new() };
        let edges = self.graph.edges_directed(*node, direction);
        edges
            .map(|edge| {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                (self.graph[other], *edge.weight())
            })
            .collect()
    }

    /// An object's name for people.
    pub fn label(&self, id: Id) -> &str {
        self.nodes.get(&id).map_or("", |(_, node)| &node.label)
    }

    /// An object's kind in SQL's words, in lower case.
    pub fn kind(&self, id: Id) -> &str {
        self.nodes.get(&id).map_or("", |(_, node)| &node.kind)
    }

    /// The name of the part through which one object needs another; `None` where it is the object itself, or has no name.
    fn through(&self, from: Id, edge: Edge<Id>) -> Option<&str> {
        if edge.part == from {
            return None;
        }
        self.parts.get(&edge.part).map(|part| part.name.as_str()).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests;
