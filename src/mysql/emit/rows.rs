//! Rows as `INSERT`s.

use super::literal::{literal, name};
use crate::baseline::Style;
use crate::mysql::catalog::{Column, Row, Table};
use crate::mysql::value::{Deferred, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// As many rows stand in one `INSERT`.
const ROWS: usize = 500;

/// Values that the server draws once and that are in several cells: a user variable holds them.
#[derive(Debug, Default)]
pub(super) struct Draws {
    /// Those that are in more than one cell, and what draws them.
    shared: BTreeMap<u64, String>,
    /// What is written for each value that is drawn.
    texts: BTreeMap<u64, String>,
    /// Those of which there are different things to write: they would be drawn twice.
    torn: BTreeSet<u64>,
}

impl Draws {
    /// Finds them in these tables.
    pub(super) fn of<'a>(tables: impl Iterator<Item = &'a Table>) -> Self {
        let mut draws = Self::default();
        for row in tables.flat_map(|table| table.rows.iter()) {
            for deferred in row.iter().filter_map(deferred) {
                draws.add(deferred);
            }
        }
        draws
    }

    fn add(&mut self, deferred: &Deferred) {
        for draw in deferred.draws() {
            match self.texts.get(&draw) {
                None => _ = self.texts.insert(draw, deferred.text.to_string()),
                Some(text) if **text != *deferred.text => _ = self.torn.insert(draw),
                Some(text) if deferred.draw == Some(draw) => _ = self.shared.insert(draw, text.clone()),
                Some(_) => {}
            }
        }
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

fn deferred(value: &Value) -> Option<&Deferred> {
    match value {
        Value::Deferred(deferred) => Some(deferred),
        _ => None,
    }
}

fn line(row: &Row, columns: &[(usize, &Column)], draws: &Draws) -> String {
    let cells: Vec<String> = columns.iter().map(|(index, _)| draws.look(&row[*index])).collect();
    format!("  ({})", cells.join(", "))
}

/// Some of a table's rows are what a fresh connection would not write: a zero that counts up, what a strict mode refuses.
pub(super) fn need_own_mode(table: &Table) -> bool {
    let counts = table.columns.iter().position(|column| column.auto_increment);
    let is_unusual = |(place, value): (usize, &Value)| match value {
        Value::Int(0) | Value::UInt(0) => counts == Some(place),
        Value::Label(label) => label.number == 0,
        Value::Date(date) => date.is_zero(),
        Value::DateTime(moment) => moment.date.is_zero(),
        _ => false,
    };
    table.rows.iter().any(|row| row.iter().enumerate().any(is_unusual))
}

/// Why the rows of a table cannot be written.
pub(super) fn unknown(table: &Table, draws: &Draws) -> Option<String> {
    let cells = || table.rows.iter().flat_map(|row| row.iter());
    let cell = cells().find_map(|value| match value {
        Value::Unknown(reason) => Some(reason.to_string()),
        _ => None,
    });
    let torn = || cells().filter_map(deferred).any(|it| it.draws().any(|draw| draws.torn.contains(&draw)));
    table.rows.unknown().map(ToString::to_string).or(cell).or_else(|| {
        torn().then(|| {
            "a value that the server draws is in several places, and something else is computed from it".into()
        })
    })
}
