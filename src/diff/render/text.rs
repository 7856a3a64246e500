//! Differences for a terminal.

use super::{Places, by_table};
use crate::diagnostic::Paint;
use crate::diff::{Cell, Certainty, Comparison, Row};
use std::fmt::Write as _;

impl Comparison {
    /// Table by table, with the places where each side says so.
    pub fn to_text(&self, places: Places<'_>, paint: Paint) -> String {
        let mut text = String::new();
        for (table, rows) in by_table(&self.rows) {
            let heading = table.map_or_else(|| "outside tables".to_owned(), |table| format!("table {table}"));
            let _ = writeln!(text, "{}", painted(&heading, BOLD, paint));
            for row in rows {
                self.row(&mut text, row, places, paint);
            }
        }
        let _ = writeln!(text, "{}", self.summary());
        text
    }

    /// How many differences there are, in words.
    pub fn summary(&self) -> String {
        let count = |count: usize| if count == 1 { "1 difference".to_owned() } else { format!("{count} differences") };
        match self.count() {
            (0, 0) => "no differences".to_owned(),
            (certain, 0) => count(certain),
            (certain, unclear) => format!("{}, {unclear} that cannot be told", count(certain)),
        }
    }

    fn row(&self, text: &mut String, row: &Row, places: Places<'_>, paint: Paint) {
        let unclear = if row.certainty == Certainty::Unclear { " (may be the same)" } else { "" };
        let note = row.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
        let _ = writeln!(text, "  {}{unclear}{note}", row.title());
        let width = self.sides.iter().map(|side| side.chars().count()).max().unwrap_or_default();
        let cells = row.cells.iter().zip(row.lines());
        for (side, (name, (cell, line))) in self.sides.iter().zip(cells).enumerate() {
            let place = match cell {
                Cell::Text(_, Some(origin)) => format!("  {}", painted(&places(side, *origin), DIM, paint)),
                _ => String::new(),
            };
            let colour = match cell {
                Cell::Same => DIM,
                Cell::Missing => RED,
                Cell::Text(..) => GREEN,
            };
            let _ = writeln!(text, "    {name:width$}  {}{place}", painted(&line, colour, paint));
        }
    }
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";

fn painted(text: &str, code: &str, paint: Paint) -> String {
    match paint {
        Paint::Plain => text.to_owned(),
        Paint::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
    }
}
