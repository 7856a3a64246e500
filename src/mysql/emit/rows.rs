//! Rows as `INSERT`s.

use super::literal::{literal, name};
use crate::baseline::Style;
use crate::mysql::catalog::{Column, Row, Table};
use crate::mysql::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// As many rows stand in one `INSERT`.
const ROWS: usize = 500;

/// Values that the server draws once and that are in several cells: a user variable holds them.
#[derive(Debug, Default)]
pub(super) struct Draws {
    /// Those that are in more than one cell, and what draws them.
    shared: BTreeMap<u64, String>,
    seen: BTreeSet<u64>,
}

impl Draws {
    /// Finds them in these tables.
    pub(super) fn of<'a>(tables: impl Iterator<Item = &'a Table>) -> Self {
        let mut draws = Self::default();
        for value in tables.flat_map(|table| table.rows.iter()).flat_map(|row| row.to_vec()) {
            if let Value::Deferred(deferred) = &value
                && let Some(draw) = deferred.draw
                && !draws.seen.insert(draw)
            {
                draws.shared.insert(draw, deferred.text.to_string());
            }
        }
        draws
    }

    /// The statements that draw them.
    pub(super) fn statements(&self) -> String {
        self.shared.iter().fold(String::new(), |mut text, (draw, expression)| {
            let _ = writeln!(text, "SET @drawn_{draw} = {expression};");
            text
        })
    }

    fn look(&self, value: &Value) -> String {
        match value {
            Value::Deferred(deferred) => match deferred.draw.filter(|draw| self.shared.contains_key(draw)) {
                Some(draw) => format!("@drawn_{draw}"),
                None => deferred.text.to_string(),
            },
            other => literal(other),
        }
    }
}

/// The `INSERT`s of a table, nothing if it has no rows. Guarded ones leave rows alone that are there.
pub(super) fn inserts(table: &Table, draws: &Draws, style: Style) -> String {
    let columns: Vec<(usize, &Column)> =
        table.columns.iter().enumerate().filter(|(_, column)| column.generated.is_none()).collect();
    let names: Vec<String> = columns.iter().map(|(_, column)| name(&column.name)).collect();
    let verb = if style == Style::Idempotent { "INSERT IGNORE" } else { "INSERT" };
    let head = format!("{verb} INTO {} ({}) VALUES\n", name(&table.name), names.join(", "));
    let rows: Vec<&Row> = table.rows.iter().collect();
    rows.chunks(ROWS).fold(String::new(), |mut text, chunk| {
        let lines: Vec<String> = chunk.iter().map(|row| line(row, &columns, draws)).collect();
        let _ = writeln!(text, "{head}{};", lines.join(",\n"));
        text
    })
}

fn line(row: &Row, columns: &[(usize, &Column)], draws: &Draws) -> String {
    let cells: Vec<String> = columns.iter().map(|(index, _)| draws.look(&row[*index])).collect();
    format!("  ({})", cells.join(", "))
}

/// Why the rows of a table cannot be written.
pub(super) fn unknown(table: &Table) -> Option<String> {
    let cell = || {
        table.rows.iter().flat_map(|row| row.iter()).find_map(|value| match value {
            Value::Unknown(reason) => Some(reason.to_string()),
            _ => None,
        })
    };
    table.rows.unknown().map(ToString::to_string).or_else(cell)
}
