//! Differences as text, JSON and Markdown. Pure functions: nothing is printed here.

mod json;
mod markdown;
mod text;

use super::{Cell, Row};
use crate::source::Origin;

/// Says where a statement stands (`003_users.sql:12`), by the number of its side.
pub type Places<'a> = &'a dyn Fn(usize, Origin) -> String;

impl Row {
    /// What differs, in words: `column email: type`.
    pub fn title(&self) -> String {
        let what = if self.kind == "primary key" { self.kind.clone() } else { format!("{} {}", self.kind, self.name) };
        self.aspect.map_or_else(|| what.clone(), |aspect| format!("{what}: {aspect}"))
    }
}

impl Row {
    /// The cells in one line each. Of texts of several lines it is the first one in which they differ.
    fn lines(&self) -> Vec<String> {
        let texts: Vec<Vec<&str>> = self.cells.iter().filter_map(text).map(|text| text.lines().collect()).collect();
        let at = |line: usize| texts.iter().map(move |lines| lines.get(line));
        let longest = texts.iter().map(Vec::len).max().unwrap_or_default();
        let differs = |line: &usize| at(*line).any(|text| text != at(*line).next().flatten());
        let first = (0..longest).find(differs).unwrap_or_default();
        self.cells.iter().map(|cell| line(cell, first)).collect()
    }
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text, _) => Some(text),
        Cell::Same | Cell::Missing => None,
    }
}

fn line(cell: &Cell, at: usize) -> String {
    match cell {
        Cell::Same => "=".to_owned(),
        Cell::Missing => "–".to_owned(),
        Cell::Text(text, _) => {
            let shown = text.lines().nth(at).unwrap_or_default().trim();
            let (before, after) =
                (if at > 0 { "… " } else { "" }, if text.lines().nth(at + 1).is_some() { " …" } else { "" });
            format!("{before}{shown}{after}")
        }
    }
}

/// Rows with their table's name in front of each new one.
fn by_table(rows: &[Row]) -> Vec<(Option<&str>, &[Row])> {
    let groups = rows.chunk_by(|one, other| one.table == other.table);
    groups.map(|group| (group[0].table.as_deref(), group)).collect()
}
