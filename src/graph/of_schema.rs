//! The graph of a description that all engines share.

use super::{DependencyGraph, Edge, EdgeKind, Node, Part};
use crate::schema::{Schema, Table, TableKind};
use std::collections::BTreeMap;

/// The graph of a schema: tables, views, routines, sequences, triggers, types, and what else it holds.
///
/// What a routine or a trigger does when it runs is no edge: the engines that have no graph of their own look up its names only then.
pub fn of_schema(schema: &Schema) -> DependencyGraph<u32> {
    let mut builder = Builder { graph: DependencyGraph::default(), relations: BTreeMap::new(), next: 1 };
    for (name, table) in &schema.tables {
        let id = builder.add("table", name);
        builder.relations.insert(name, id);
        for trigger in &table.triggers {
            let part = builder.add("trigger", &format!("{name}.{}", trigger.name));
            builder.graph.connect(part, id, Edge { kind: EdgeKind::On, part });
        }
    }
    for (name, view) in &schema.views {
        let id = builder.add(if view.materialized { "materialized view" } else { "view" }, name);
        builder.relations.insert(name, id);
    }
    for (name, routine) in &schema.routines {
        builder.add(&routine.kind, name);
    }
    for (name, sequence) in &schema.sequences {
        let id = builder.add("sequence", name);
        let table = sequence.serves.as_ref().and_then(|(table, _)| builder.relations.get(table.as_str()).copied());
        if let Some(table) = table {
            builder.graph.connect(table, id, Edge { kind: EdgeKind::Reads, part: table });
        }
    }
    for name in schema.enums.keys() {
        builder.add("type", name);
    }
    for ((kind, name), other) in &schema.others {
        let id = builder.add(kind, name);
        let table = other.table.as_ref().and_then(|table| builder.relations.get(table.as_str()).copied());
        if let Some(table) = table {
            builder.graph.connect(id, table, Edge { kind: EdgeKind::On, part: id });
        }
    }
    builder.edges(schema);
    builder.graph
}

struct Builder<'a> {
    graph: DependencyGraph<u32>,
    /// Tables and views by name.
    relations: BTreeMap<&'a str, u32>,
    next: u32,
}

impl Builder<'_> {
    fn number(&mut self) -> u32 {
        let number = self.next;
        self.next += 1;
        number
    }

    fn add(&mut self, kind: &str, label: &str) -> u32 {
        let id = self.number();
        self.graph.add(id, Node { kind: kind.to_owned(), label: label.to_owned() });
        id
    }

    fn edges(&mut self, schema: &Schema) {
        for (name, table) in &schema.tables {
            self.edges_of_table(name, table);
        }
        for (name, view) in &schema.views {
            let id = self.relations[name.as_str()];
            for read in &view.reads {
                if let Some(to) = self.relations.get(read.as_str()).filter(|to| **to != id) {
                    self.graph.connect(id, *to, Edge { kind: EdgeKind::Reads, part: id });
                }
            }
        }
    }

    fn edges_of_table(&mut self, name: &str, table: &Table) {
        let id = self.relations[name];
        for key in &table.foreign_keys {
            let part = self.number();
            let name = key.name.clone().unwrap_or_else(|| key.columns.join(", "));
            self.graph.describe(part, Part { name, can_wait: true });
            if let Some(to) = self.relations.get(key.parent.as_str()) {
                self.graph.connect(id, *to, Edge { kind: EdgeKind::ForeignKey, part });
            }
        }
        if let TableKind::PartitionOf(parent) = &table.kind
            && let Some(to) = self.relations.get(parent.as_str())
        {
            self.graph.connect(id, *to, Edge { kind: EdgeKind::PartitionOf, part: id });
        }
    }
}
