//! The graph as JSON.

use crate::graph::{DependencyGraph, Edge, EdgeKind};
use crate::postgres::catalog::ObjectId;
use serde_json::{Value, json};

impl DependencyGraph<'_> {
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

    fn node(&self, id: ObjectId) -> Value {
        json!({ "id": id.oid(), "kind": self.kind(id), "name": self.label(id) })
    }

    fn edge(&self, (from, to, edge): (ObjectId, ObjectId, Edge)) -> Option<Value> {
        let part = self.catalog.get(edge.part).filter(|part| part.id != from && !part.name.is_empty());
        (edge.kind != EdgeKind::In).then(|| {
            json!({
                "from": from.oid(),
                "to": to.oid(),
                "kind": edge.kind.name(),
                "through": part.map(|part| part.name.as_str()),
            })
        })
    }

    fn labels(&self, ids: &[ObjectId]) -> Value {
        ids.iter().map(|id| self.label(*id)).collect()
    }
}
