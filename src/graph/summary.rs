//! The graph in figures: levels, roots, leaves, orphans, cycles.

use super::{Cycle, DependencyGraph, EdgeKind, Identity};
use std::collections::{BTreeMap, BTreeSet};

/// What a person wants to know about a graph. Schemas are left out of it: everything is in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary<Id> {
    /// Objects by level: the first needs nothing, each other something of the level before.
    pub levels: Vec<Vec<Id>>,
    /// Needed by others, and needing nothing.
    pub roots: Vec<Id>,
    /// Needing others, and needed by nothing.
    pub leaves: Vec<Id>,
    /// Neither.
    pub orphans: Vec<Id>,
    /// Circles.
    pub cycles: Vec<Cycle<Id>>,
}

impl<Id: Identity> DependencyGraph<Id> {
    /// Levels, roots, leaves, orphans and cycles.
    pub fn summary(&self) -> Summary<Id> {
        let plan = self.plan(|_| ());
        let mut summary = Summary {
            levels: Vec::new(),
            roots: Vec::new(),
            leaves: Vec::new(),
            orphans: Vec::new(),
            cycles: self.cycles(),
        };
        let mut level_of: BTreeMap<Id, usize> = BTreeMap::new();
        for id in plan.order.into_iter().filter(|id| !self.is_schema(*id)) {
            let needs = others(self.needs(id), id);
            let needed = !others(self.needed_by(id), id).is_empty();
            let below = needs.iter().filter_map(|other| level_of.get(other)).max();
            level_of.insert(id, below.map_or(0, |level| level + 1));
            match (needs.is_empty(), needed) {
                (true, true) => summary.roots.push(id),
                (false, false) => summary.leaves.push(id),
                (true, false) => summary.orphans.push(id),
                (false, true) => {}
            }
        }
        for (id, level) in level_of {
            if summary.levels.len() <= level {
                summary.levels.resize(level + 1, Vec::new());
            }
            summary.levels[level].push(id);
        }
        summary
    }

    pub(super) fn is_schema(&self, id: Id) -> bool {
        self.kind(id) == "schema"
    }
}

/// The other ends of edges, without the object itself and without schemas.
fn others<Id: Identity>(edges: BTreeSet<(Id, super::Edge<Id>)>, id: Id) -> BTreeSet<Id> {
    let meant = edges.into_iter().filter(|(other, edge)| *other != id && edge.kind != EdgeKind::In);
    meant.map(|(other, _)| other).collect()
}
