//! The graph as JSON.

use crate::graph::{DependencyGraph, Edge, EdgeKind, Identity};
use serde_json::{Value, json};

impl<Id: Identity> DependencyGraph<Id> {
    /// Nodes, edges and the summary; objects are named by their label and kind.
    pub fn to_json(&self) -> Value {
        let summary = self.summary();
        let nodes: Vec<Value> = self.drawn().map(|id| self.node(id)).collect();
        let edges: Vec<Value> = self.edges().filter_map(|edge| self.edge(edge)).collect();
        let levels: Vec<Value> = summary.levels.iter().map(|level| self.labels(level)).collect();
        json!({
            "nodes": nodes,
            "edges": edges,
            "levels": levels,
            "roots": self.labels(&summary.roots),
            "leaves": self.labels(&summary.leaves),
            "orphans": self.labels(&summary.orphans),
            "cycles": summary.cycles.iter().map(|cycle| self.cycle_text(cycle)).collect::<Vec<_>>(),
        })
    }

    fn node(&self, id: Id) -> Value {
        json!({ "id": id.number(), "kind": self.kind(id), "name": self.label(id) })
    }

    fn edge(&self, (from, to, edge): (Id, Id, Edge<Id>)) -> Option<Value> {
        let through = self.through(from, edge);
        (edge.kind != EdgeKind::In).then(|| {
            json!({
                "from": from.number(),
                "to": to.number(),
                "kind": edge.kind.name(),
                "through": through,
            })
        })
    }

    fn labels(&self, ids: &[Id]) -> Value {
        ids.iter().map(|id| self.label(*id)).collect()
    }
}
