//! The graph for Mermaid.

use crate::graph::{DependencyGraph, Identity};
use std::fmt::Write as _;

impl<Id: Identity> DependencyGraph<Id> {
    /// A Mermaid `graph`: arrows point to what is needed.
    pub fn to_mermaid(&self) -> String {
        let mut text = String::from("graph LR\n");
        for id in self.drawn() {
            let label = self.label(id).replace('"', "#quot;");
            let (open, close) = brackets(self.kind(id));
            let _ = writeln!(text, "    n{}{open}\"{label}\"{close}", id.number());
        }
        for (from, to, kind) in self.drawn_edges() {
            let _ = writeln!(text, "    n{} -->|{}| n{}", from.number(), kind.name(), to.number());
        }
        text
    }
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
