//! Differences as Markdown.

use super::by_table;
use crate::diff::{Certainty, Comparison};
use std::fmt::Write as _;

impl Comparison {
    /// One table of Markdown for each table of the schema.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n\n{}\n", self.sides.join(" and "), self.summary());
        for (table, rows) in by_table(&self.rows) {
            let heading = table.map_or_else(|| "Outside tables".to_owned(), |table| format!("`{table}`"));
            let sides = self.sides.iter().map(|side| escaped(side)).collect::<Vec<_>>().join(" | ");
            let _ = write!(text, "\n## {heading}\n\n| what | {sides} |\n|---|{}\n", "---|".repeat(self.sides.len()));
            for row in rows {
                let unclear = if row.certainty == Certainty::Unclear { " (may be the same)" } else { "" };
                let note = row.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
                let cells: Vec<String> = row.lines().iter().map(|line| escaped(line)).collect();
                let title = escaped(&row.title());
                let _ = writeln!(text, "| {title}{unclear}{note} | {} |", cells.join(" | "));
            }
        }
        text
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "\\<")
}
