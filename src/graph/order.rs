//! The order of creation: Kahn's algorithm, with cycles broken where a part of an object can be created later.

use super::{DependencyGraph, Edge, EdgeKind, Identity};
use petgraph::algo::tarjan_scc;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

/// In what order objects can be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan<Id> {
    /// All objects, each after everything it needs.
    pub order: Vec<Id>,
    /// Parts to be created after all objects: the foreign keys inside a cycle and, where those are not enough, its checks, defaults and
    /// indexes.
    pub deferred: BTreeSet<Id>,
    /// Cycles that this cannot break: their objects are in the order all the same, in the order of their creation.
    pub cycles: Vec<Cycle<Id>>,
}

/// A walk along edges that comes back to where it started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle<Id> {
    /// Each step leads to the next one's object, the last to the first's.
    pub steps: Vec<Step<Id>>,
}

/// One step of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<Id> {
    /// Who needs the next one.
    pub object: Id,
    /// Why.
    pub edge: Edge<Id>,
}

type Graph<Id> = StableDiGraph<Id, Edge<Id>>;

impl<Id: Identity> DependencyGraph<Id> {
    /// The stable order of creation: among the objects that could come next the one of the lowest priority, and then the oldest.
    pub fn plan<P: Ord>(&self, priority: impl Fn(Id) -> P) -> Plan<Id> {
        let mut graph = self.ordering_edges();
        let mut deferred = defer(&mut graph, |edge| edge.kind == EdgeKind::ForeignKey);
        deferred.extend(defer(&mut graph, |edge| self.parts.get(&edge.part).is_some_and(|part| part.can_wait)));
        let cycles = cyclic_components(&graph).iter().filter_map(|component| walk(&graph, component)).collect();
        Plan { order: kahn(&graph, priority), deferred, cycles }
    }

    /// Every strongly connected component as a walk, foreign keys included; a table that only refers to itself is not a cycle.
    pub fn cycles(&self) -> Vec<Cycle<Id>> {
        let graph = self.ordering_edges();
        cyclic_components(&graph).iter().filter_map(|component| walk(&graph, component)).collect()
    }

    fn ordering_edges(&self) -> Graph<Id> {
        let mut graph = self.graph.clone();
        graph.retain_edges(|graph, edge| {
            let loops = graph.edge_endpoints(edge).is_some_and(|(from, to)| from == to);
            graph[edge].kind.orders() && !loops
        });
        graph
    }
}

/// Takes edges that may wait out of every cycle, and says whose they were.
fn defer<Id: Identity>(graph: &mut Graph<Id>, may_wait: impl Fn(Edge<Id>) -> bool) -> BTreeSet<Id> {
    let mut waiting: Vec<EdgeIndex> = Vec::new();
    for component in cyclic_components(graph) {
        waiting.extend(inner_edges(graph, &component).filter(|edge| may_wait(graph[*edge])));
    }
    let deferred: BTreeSet<Id> = waiting.iter().map(|edge| graph[*edge].part).collect();
    // A part that waits needs nothing any more, inside the cycle or outside.
    graph.retain_edges(|graph, edge| !deferred.contains(&graph[edge].part));
    deferred
}

/// The strongly connected components of more than one object.
fn cyclic_components<Id: Identity>(graph: &Graph<Id>) -> Vec<BTreeSet<NodeIndex>> {
    let mut components: Vec<BTreeSet<NodeIndex>> = tarjan_scc(graph)
        .into_iter()
        .filter(|component| component.len() > 1)
        .map(|component| component.into_iter().collect())
        .collect();
    components.sort();
    components
}

fn inner_edges<Id: Identity>(graph: &Graph<Id>, component: &BTreeSet<NodeIndex>) -> impl Iterator<Item = EdgeIndex> {
    component
        .iter()
        .flat_map(|node| graph.edges(*node))
        .filter(|edge| component.contains(&edge.target()))
        .map(|edge| edge.id())
}

/// The shortest way from a component's oldest object back to it.
fn walk<Id: Identity>(graph: &Graph<Id>, component: &BTreeSet<NodeIndex>) -> Option<Cycle<Id>> {
    let start = *component.first()?;
    let mut came_from: BTreeMap<NodeIndex, (NodeIndex, Edge<Id>)> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut edges: Vec<_> = graph.edges(node).filter(|edge| component.contains(&edge.target())).collect();
        edges.sort_by_key(|edge| (edge.target(), *edge.weight()));
        for edge in edges {
            if let std::collections::btree_map::Entry::Vacant(entry) = came_from.entry(edge.target()) {
                entry.insert((node, *edge.weight()));
                queue.push_back(edge.target());
            }
        }
    }
    let mut steps = Vec::new();
    let mut node = start;
    while steps.is_empty() || node != start {
        let (previous, edge) = *came_from.get(&node)?;
        steps.push(Step { object: graph[previous], edge });
        node = previous;
    }
    steps.reverse();
    Some(Cycle { steps })
}

/// What cannot come next because of a cycle comes when nothing else can, the oldest first.
fn kahn<Id: Identity, P: Ord>(graph: &Graph<Id>, priority: impl Fn(Id) -> P) -> Vec<Id> {
    let key = |node: NodeIndex| Reverse((priority(graph[node]), graph[node], node));
    let mut missing: BTreeMap<NodeIndex, usize> =
        graph.node_indices().map(|node| (node, graph.edges(node).count())).collect();
    let mut ready: BinaryHeap<_> =
        missing.iter().filter(|(_, count)| **count == 0).map(|(node, _)| key(*node)).collect();
    let mut order = Vec::with_capacity(missing.len());
    loop {
        let forced = || missing.keys().map(|node| graph[*node]).min().and_then(|id| missing_node(graph, &missing, id));
        let next = ready.pop().map(|Reverse((_, _, node))| node);
        let Some(node) = next.or_else(forced) else { return order };
        if missing.remove(&node).is_none() {
            continue;
        }
        order.push(graph[node]);
        for edge in graph.edges_directed(node, petgraph::Direction::Incoming) {
            if let Some(count) = missing.get_mut(&edge.source()) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push(key(edge.source()));
                }
            }
        }
    }
}

fn missing_node<Id: Identity>(graph: &Graph<Id>, missing: &BTreeMap<NodeIndex, usize>, id: Id) -> Option<NodeIndex> {
    missing.keys().copied().find(|node| graph[*node] == id)
}
