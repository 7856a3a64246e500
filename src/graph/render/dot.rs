//! The graph for Graphviz.

use crate::graph::{DependencyGraph, EdgeKind, Identity};
use std::fmt::Write as _;

impl<Id: Identity> DependencyGraph<Id> {
    /// A `digraph` in DOT: arrows point to what is needed.
    pub fn to_dot(&self) -> String {
        let mut text =
            String::from("digraph dependencies {\n    rankdir = LR;\n    node [fontname = \"sans-serif\"];\n");
        for id in self.drawn() {
            let _ = writeln!(
                text,
                "    n{} [label = {}, shape = {}];",
                id.number(),
                quote(self.label(id)),
                shape(self.kind(id))
            );
        }
        for (from, to, kind) in self.drawn_edges() {
            let style = if kind == EdgeKind::Owns { ", style = dashed" } else { "" };
            let _ = writeln!(text, "    n{} -> n{} [label = \"{}\"{style}];", from.number(), to.number(), kind.name());
        }
        text.push_str("}\n");
        text
    }
}

fn quote(label: &str) -> String {
    format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\""))
}

fn shape(kind: &str) -> &'static str {
    match kind {
        "table" => "box",
        "view" | "materialized view" => "parallelogram",
        "function" | "procedure" | "aggregate" => "ellipse",
        "type" | "domain" => "hexagon",
        "sequence" => "cds",
        "extension" => "component",
        _ => "note",
    }
}
