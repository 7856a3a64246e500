//! In what order relations are made: tables after those that their foreign keys refer to, views after what they read.

use crate::mysql::catalog::{Catalog, Database, ForeignKey, Relation, Table};
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use smol_str::SmolStr;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A table and one of its foreign keys.
pub(super) type ForeignKeyOf<'a> = (&'a Table, &'a ForeignKey);

/// The tables of a database in the order in which they can be made.
pub(super) struct Tables<'a> {
    /// All of them.
    pub(super) order: Vec<&'a Table>,
    /// The foreign keys inside of cycles, which are added when all tables are there.
    pub(super) deferred: Vec<ForeignKeyOf<'a>>,
}

impl<'a> Tables<'a> {
    /// Of one database; foreign keys to other databases find their tables there already, or are not looked at.
    pub(super) fn of(database: &'a Database) -> Self {
        let tables: BTreeMap<u64, &Table> = tables(database).map(|table| (table.provenance.number, table)).collect();
        let numbers: BTreeMap<&str, u64> =
            tables.iter().map(|(number, table)| (table.name.as_str(), *number)).collect();
        let parent = |key: &ForeignKey| numbers.get(key.parent.1.as_str()).filter(|_| key.parent.0 == database.name);
        let mut graph = DiGraphMap::new();
        for (number, table) in &tables {
            graph.add_node(*number);
            for parent in table.foreign_keys.iter().filter_map(parent).filter(|parent| *parent != number) {
                graph.add_edge(*number, *parent, ());
            }
        }
        let component = components(&graph);
        let is_inner = |number: u64, key: &ForeignKey| {
            parent(key).is_some_and(|parent| *parent != number && component[parent] == component[&number])
        };
        let keys = |number: u64, table: &'a Table| {
            let inner = table.foreign_keys.iter().filter(move |key| is_inner(number, key));
            inner.map(move |key| (table, key)).collect::<Vec<_>>()
        };
        let deferred = tables.iter().flat_map(|(number, table)| keys(*number, table)).collect();
        let edges: Vec<(u64, u64)> = graph.all_edges().map(|(from, to, ())| (from, to)).collect();
        for (from, to) in edges.into_iter().filter(|(from, to)| component[from] == component[to]) {
            graph.remove_edge(from, to);
        }
        Self { order: kahn(&graph).into_iter().filter_map(|number| tables.get(&number).copied()).collect(), deferred }
    }
}

/// The tables that are not the session's own.
pub(super) fn tables(database: &Database) -> impl Iterator<Item = &Table> {
    database.relations.values().filter_map(|relation| match relation {
        Relation::Table(table) if !table.temporary => Some(&**table),
        _ => None,
    })
}

/// Orders named things, each after those that it needs, the oldest first; what is in a cycle comes when nothing else can.
pub(super) fn ordered<'a, T>(
    things: impl Iterator<Item = (u64, &'a SmolStr, &'a T)>,
    needs: impl Fn(&T) -> BTreeSet<SmolStr>,
) -> Vec<&'a T> {
    let things: Vec<(u64, &SmolStr, &T)> = things.collect();
    let numbers: BTreeMap<&SmolStr, u64> = things.iter().map(|(number, name, _)| (*name, *number)).collect();
    let mut graph = DiGraphMap::new();
    for (number, _, thing) in &things {
        graph.add_node(*number);
        for needed in needs(thing).iter().filter_map(|name| numbers.get(name)).filter(|needed| *needed != number) {
            graph.add_edge(*number, *needed, ());
        }
    }
    let by_number: BTreeMap<u64, &T> = things.into_iter().map(|(number, _, thing)| (number, thing)).collect();
    kahn(&graph).into_iter().filter_map(|number| by_number.get(&number).copied()).collect()
}

/// The strongly connected component of each node.
fn components(graph: &DiGraphMap<u64, ()>) -> BTreeMap<u64, usize> {
    let components = tarjan_scc(graph);
    components.iter().enumerate().flat_map(|(index, nodes)| nodes.iter().map(move |node| (*node, index))).collect()
}

/// Kahn's algorithm: among the nodes that could come next the oldest one.
fn kahn(graph: &DiGraphMap<u64, ()>) -> Vec<u64> {
    let mut missing: BTreeMap<u64, usize> = graph.nodes().map(|node| (node, graph.neighbors(node).count())).collect();
    let mut ready: BinaryHeap<Reverse<u64>> =
        missing.iter().filter(|(_, count)| **count == 0).map(|(node, _)| Reverse(*node)).collect();
    let mut order = Vec::with_capacity(missing.len());
    while let Some(node) = ready.pop().map(|Reverse(node)| node).or_else(|| missing.keys().next().copied()) {
        if missing.remove(&node).is_none() {
            continue;
        }
        order.push(node);
        for dependent in graph.neighbors_directed(node, petgraph::Direction::Incoming) {
            if let Some(count) = missing.get_mut(&dependent) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push(Reverse(dependent));
                }
            }
        }
    }
    order
}

/// The databases besides the one that is the history's own, by name.
pub(super) fn others<'a>(catalog: &'a Catalog, home: &str) -> impl Iterator<Item = &'a Database> {
    let home = home.to_owned();
    catalog.databases.values().filter(move |database| database.name != *home)
}
