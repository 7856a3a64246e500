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

/// A cell in one line; texts of several lines are cut off behind the first.
fn line(cell: &Cell) -> String {
    match cell {
        Cell::Same => "=".to_owned(),
        Cell::Missing => "–".to_owned(),
        Cell::Text(text, _) => {
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default().trim_end();
            if lines.next().is_some() { format!("{first} …") } else { first.to_owned() }
        }
    }
}

/// Rows with their table's name in front of each new one.
fn by_table(rows: &[Row]) -> Vec<(Option<&str>, &[Row])> {
    let groups = rows.chunk_by(|one, other| one.table == other.table);
    groups.map(|group| (group[0].table.as_deref(), group)).collect()
}
