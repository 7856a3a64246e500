//! The graph in figures: levels, roots, leaves, orphans, cycles.

use super::{Cycle, DependencyGraph, EdgeKind};
use crate::postgres::catalog::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// What a person wants to know about a graph. Schemas are left out of it: everything is in one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Objects by level: the first needs nothing, each other something of the level before.
    pub levels: Vec<Vec<ObjectId>>,
    /// Needed by others, and needing nothing.
    pub roots: Vec<ObjectId>,
    /// Needing others, and needed by nothing.
    pub leaves: Vec<ObjectId>,
    /// Neither.
    pub orphans: Vec<ObjectId>,
    /// Circles.
    pub cycles: Vec<Cycle>,
}

impl DependencyGraph<'_> {
    /// Levels, roots, leaves, orphans and cycles.
    pub fn summary(&self) -> Summary {
        let plan = self.plan(|_| ());
        let mut summary = Summary { cycles: self.cycles(), ..Summary::default() };
        let mut level_of: BTreeMap<ObjectId, usize> = BTreeMap::new();
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

    pub(super) fn is_schema(&self, id: ObjectId) -> bool {
        self.catalog.get(id).is_some_and(|object| matches!(object.body, crate::postgres::catalog::ObjectBody::Schema))
    }
}

/// The other ends of edges, without the object itself and without schemas.
fn others(edges: BTreeSet<(ObjectId, super::Edge)>, id: ObjectId) -> BTreeSet<ObjectId> {
    let meant = edges.into_iter().filter(|(other, edge)| *other != id && edge.kind != EdgeKind::In);
    meant.map(|(other, _)| other).collect()
}
