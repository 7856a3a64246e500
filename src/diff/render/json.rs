//! Differences as JSON.

use super::Places;
use crate::diff::{Cell, Certainty, Comparison};
use serde_json::{Value, json};

impl Comparison {
    /// The sides, and what differs with an entry for each of them in their order: `null` for a side that lacks it, `{"same": true}` for one that
    /// is as the first.
    pub fn to_json(&self, places: Places<'_>) -> Value {
        let (certain, unclear) = self.count();
        let rows = self.rows.iter().map(|row| {
            let sides: Vec<Value> =
                row.cells.iter().enumerate().map(|(side, cell)| value(cell, side, places)).collect();
            json!({
                "table": row.table,
                "kind": row.kind,
                "name": row.name,
                "aspect": row.aspect,
                "certain": row.certainty == Certainty::Certain,
                "note": row.note,
                "sides": sides,
            })
        });
        json!({
            "sides": self.sides,
            "differences": certain,
            "unclear": unclear,
            "rows": rows.collect::<Vec<_>>(),
        })
    }
}

fn value(cell: &Cell, side: usize, places: Places<'_>) -> Value {
    match cell {
        Cell::Same => json!({ "same": true }),
        Cell::Missing => Value::Null,
        Cell::Text(text, origin) => json!({ "text": text, "place": origin.map(|origin| places(side, origin)) }),
    }
}
