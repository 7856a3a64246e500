//! The graph for Mermaid: as a `graph`, and the tables as an `erDiagram`.

use crate::graph::DependencyGraph;
use crate::postgres::catalog::{Column, Constraint, ConstraintKind, Object, ObjectBody};
use std::fmt::Write as _;

impl DependencyGraph<'_> {
    /// A Mermaid `graph`: arrows point to what is needed.
    pub fn to_mermaid(&self) -> String {
        let mut text = String::from("graph LR\n");
        for id in self.drawn() {
            let label = self.label(id).replace('"', "#quot;");
            let (open, close) = brackets(self.kind(id));
            let _ = writeln!(text, "    n{}{open}\"{label}\"{close}", id.oid());
        }
        for (from, to, kind) in self.drawn_edges() {
            let _ = writeln!(text, "    n{} -->|{}| n{}", from.oid(), kind.name(), to.oid());
        }
        text
    }

    /// A Mermaid `erDiagram`: tables with their columns and keys, and the foreign keys between them.
    pub fn to_mermaid_er(&self) -> String {
        let mut text = String::from("erDiagram\n");
        let tables: Vec<&Object> =
            self.drawn().filter_map(|id| self.catalog.get(id)).filter(|o| is_entity(o)).collect();
        for table in &tables {
            self.entity(&mut text, table);
        }
        for table in tables {
            for child in self.catalog.children(table.id) {
                if let ObjectBody::Constraint(constraint) = &child.body {
                    self.relationship(&mut text, table, constraint, &child.name);
                }
            }
        }
        text
    }

    fn entity(&self, text: &mut String, table: &Object) {
        let _ = writeln!(text, "    {} {{", er_name(&self.label(table.id)));
        for column in table.live_columns() {
            let type_ref = column.type_use.as_ref().map(|type_use| type_use.type_ref);
            let type_name =
                type_ref.map_or_else(|| "unknown".into(), |t| self.catalog.format_type(t, |_| String::new()));
            let keys = self.keys(table, column);
            let _ = writeln!(text, "        {} {}{keys}", word(&type_name), word(&column.name));
        }
        text.push_str("    }\n");
    }

    fn keys(&self, table: &Object, column: &Column) -> String {
        let mut keys = Vec::new();
        for child in self.catalog.children(table.id) {
            let ObjectBody::Constraint(constraint) = &child.body else { continue };
            let key = match constraint.kind {
                ConstraintKind::PrimaryKey(_) => "PK",
                ConstraintKind::ForeignKey(_) => "FK",
                ConstraintKind::Unique(_) if constraint.columns.len() == 1 => "UK",
                _ => continue,
            };
            if constraint.columns.contains(&column.number) && !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.sort_unstable_by_key(|key| ["PK", "FK", "UK"].iter().position(|other| other == key));
        if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) }
    }

    fn relationship(&self, text: &mut String, table: &Object, constraint: &Constraint, name: &str) {
        let ConstraintKind::ForeignKey(reference) = &constraint.kind else { return };
        let column_at = |number| table.column_at(number);
        let optional = constraint.columns.iter().filter_map(|n| column_at(*n)).any(|column| !column.not_null);
        let parent = if optional { "|o" } else { "||" };
        let child = if self.is_unique(table, constraint) { "o|" } else { "o{" };
        let (to, from) = (er_name(&self.label(reference.table)), er_name(&self.label(table.id)));
        let _ = writeln!(text, "    {to} {parent}--{child} {from} : \"{}\"", name.replace('"', "'"));
    }

    /// Whether the key's columns are unique by themselves: then one row refers to at most one.
    fn is_unique(&self, table: &Object, key: &Constraint) -> bool {
        self.catalog.children(table.id).any(|child| match &child.body {
            ObjectBody::Constraint(other) => {
                matches!(other.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_))
                    && other.columns.iter().all(|column| key.columns.contains(column))
            }
            _ => false,
        })
    }
}

/// Partitions are drawn through their parent.
fn is_entity(object: &Object) -> bool {
    object.table().is_some_and(|table| table.partition_bound.is_none() && !table.is_foreign())
}

fn brackets(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "table" => ("[", "]"),
        "view" | "materialized view" => ("[/", "/]"),
        "function" | "procedure" | "aggregate" => ("([", "])"),
        "type" | "domain" => ("{{", "}}"),
        _ => (">", "]"),
    }
}

fn er_name(label: &str) -> String {
    format!("\"{}\"", label.replace('"', "'"))
}

/// Attribute types and names of an `erDiagram` are one word of letters, digits, `_`, `-`, brackets and parentheses.
fn word(text: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || "_-[]()".contains(c) { c } else { '_' };
    let word: String = text.chars().map(allowed).collect();
    if word.starts_with(|c: char| c.is_alphabetic() || c == '_') { word } else { format!("_{word}") }
}
