//! Differences as JSON.

use super::Places;
use crate::diff::{Cell, Certainty, Comparison};
use serde_json::{Value, json};

impl Comparison {
    /// The sides and what differs; a side that is as the first one has no entry.
    pub fn to_json(&self, places: Places<'_>) -> Value {
        let (certain, unclear) = self.count();
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells.iter().enumerate().filter(|(_, cell)| **cell != Cell::Same);
            let sides: serde_json::Map<String, Value> =
                cells.map(|(side, cell)| (self.sides[side].clone(), value(cell, side, places))).collect();
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
        Cell::Same | Cell::Missing => Value::Null,
        Cell::Text(text, origin) => json!({ "text": text, "place": origin.map(|origin| places(side, origin)) }),
    }
}
