//! Several schemas side by side: what differs from the first one.

use super::{Certainty, Difference, Reading, Shown, diff};
use crate::schema::Schema;
use crate::source::Origin;
use indexmap::IndexMap;

/// Schemas, and what differs between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What each is called, the first one first.
    pub sides: Vec<String>,
    /// What differs, in the order of the first schema.
    pub rows: Vec<Row>,
}

/// One thing that is not the same on all sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The table that it is in.
    pub table: Option<String>,
    /// Its kind in SQL's words, in lower case.
    pub kind: String,
    /// Its name for people.
    pub name: String,
    /// What of it differs; `None` where a side lacks it.
    pub aspect: Option<&'static str>,
    /// How it is on each side.
    pub cells: Vec<Cell>,
    /// Whether it is a difference for certain.
    pub certainty: Certainty,
    /// What else there is to say.
    pub note: Option<String>,
}

/// How a thing is on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// As on the first side.
    Same,
    /// It is not there.
    Missing,
    /// Like this.
    Text(String, Option<Origin>),
}

impl Comparison {
    /// Compares schemas with the first of them, each under a name.
    pub fn new(schemas: &[(String, &Schema)]) -> Self {
        let mut rows: IndexMap<(String, String, String, Option<&'static str>), Row> = IndexMap::new();
        if let [(_, first), others @ ..] = schemas {
            for (at, (_, other)) in others.iter().enumerate() {
                for difference in diff(first, other, Reading::between(first.dialect, other.dialect)) {
                    place(&mut rows, difference, at + 1, schemas.len());
                }
            }
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        let order: Vec<&String> = schemas.iter().flat_map(|(_, schema)| schema.tables.keys()).collect();
        let place = |row: &Row| {
            let table = row.table.as_ref()?;
            order.iter().position(|name| name.eq_ignore_ascii_case(table))
        };
        // What belongs to no table comes last.
        rows.sort_by_cached_key(|row| place(row).unwrap_or(usize::MAX));
        Self { sides: schemas.iter().map(|(name, _)| name.clone()).collect(), rows }
    }

    /// How many differences are certain, and how many unclear.
    pub fn count(&self) -> (usize, usize) {
        let unclear = self.rows.iter().filter(|row| row.certainty == Certainty::Unclear).count();
        (self.rows.len() - unclear, unclear)
    }
}

fn place(
    rows: &mut IndexMap<(String, String, String, Option<&'static str>), Row>,
    difference: Difference,
    side: usize,
    sides: usize,
) {
    let Difference { table, kind, name, aspect, left, right, certainty, note } = difference;
    let key = (table.clone().unwrap_or_default().to_lowercase(), kind.clone(), name.to_lowercase(), aspect);
    let row = rows.entry(key).or_insert_with(|| Row {
        table,
        kind,
        name,
        aspect,
        cells: vec![Cell::Same; sides],
        certainty,
        note: None,
    });
    row.cells[0] = cell(left);
    row.cells[side] = cell(right);
    row.note = note.or(row.note.take());
    if certainty == Certainty::Certain {
        row.certainty = Certainty::Certain;
    }
}

fn cell(shown: Option<Shown>) -> Cell {
    shown.map_or(Cell::Missing, |shown| Cell::Text(shown.text, shown.origin))
}
