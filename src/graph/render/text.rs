//! The graph as text for a terminal.

use crate::graph::{Cycle, DependencyGraph, Identity};
use std::fmt::Write as _;

impl<Id: Identity> DependencyGraph<Id> {
    /// Levels, cycles and orphans, one object per line.
    pub fn to_text(&self) -> String {
        let summary = self.summary();
        let mut text = String::new();
        for (number, level) in summary.levels.iter().enumerate() {
            self.list(&mut text, &format!("level {number}"), level);
        }
        self.list(&mut text, "roots", &summary.roots);
        self.list(&mut text, "leaves", &summary.leaves);
        self.list(&mut text, "orphans", &summary.orphans);
        if !summary.cycles.is_empty() {
            let _ = writeln!(text, "cycles ({})", summary.cycles.len());
            for cycle in &summary.cycles {
                let _ = writeln!(text, "  {}", self.cycle_text(cycle));
            }
        }
        text
    }

    fn list(&self, text: &mut String, heading: &str, ids: &[Id]) {
        if ids.is_empty() {
            return;
        }
        let _ = writeln!(text, "{heading} ({})", ids.len());
        for id in ids {
            let _ = writeln!(text, "  {} {}", self.kind(*id), self.label(*id));
        }
    }

    /// A cycle as a walk: `a --foreign-key (a_b_fkey)--> b --type--> a`.
    pub fn cycle_text(&self, cycle: &Cycle<Id>) -> String {
        let mut text = String::new();
        for step in &cycle.steps {
            let part = self.through(step.object, step.edge);
            let through = part.map_or_else(String::new, |name| format!(" ({name})"));
            let _ = write!(text, "{} --{}{through}--> ", self.label(step.object), step.edge.kind.name());
        }
        if let Some(first) = cycle.steps.first() {
            text.push_str(self.label(first.object));
        }
        text
    }
}
