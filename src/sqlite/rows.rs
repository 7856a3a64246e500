//! The rows of a table, as both worlds have them.

use super::expression::Expressions;
use super::literal::name;
use super::value::Value;
use super::world::World;
use rusqlite::{Connection, Error};

/// A table with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The columns that can be written, in order.
    pub columns: Vec<Column>,
    /// The tables that its foreign keys refer to, one for each key.
    pub references: Vec<String>,
    /// What it holds.
    pub rows: Rows,
}

/// A column that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The text of its default.
    pub default: Option<String>,
}

/// The rows of a table, in the order in which they are stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// All of them.
    Known(Vec<Vec<Value>>),
    /// They cannot be told, and why.
    Unknown(String),
}

impl Rows {
    /// How many are known.
    pub fn len(&self) -> usize {
        match self {
            Self::Known(rows) => rows.len(),
            Self::Unknown(_) => 0,
        }
    }

    /// Those that are known.
    pub fn known(&self) -> impl Iterator<Item = &Vec<Value>> {
        match self {
            Self::Known(rows) => rows.iter(),
            Self::Unknown(_) => [].iter(),
        }
    }

    /// Whether none are known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The columns of a table that can be written, generated ones left out.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<Vec<Column>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT name, dflt_value FROM pragma_table_xinfo(?1, 'main') WHERE hidden = 0")?;
    statement.query_map([table], |row| Ok(Column { name: row.get(0)?, default: row.get(1)? }))?.collect()
}

/// The tables that the foreign keys of a table refer to, one for each key.
pub(super) fn references(connection: &Connection, table: &str) -> Result<Vec<String>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT \"table\" FROM pragma_foreign_key_list(?1, 'main') WHERE seq = 0")?;
    statement.query_map([table], |row| row.get(0))?.collect()
}

/// Reads the rows of a table in both worlds.
pub(super) fn read<'e>(
    worlds: &[World],
    table: &str,
    columns: &[Column],
    expressions: &dyn Fn() -> &'e Expressions,
) -> Rows {
    let mut read = worlds.iter().map(|world| all(world.connection(), table, columns));
    let (mut rows, others) = match (read.next(), read.next()) {
        (Some(Ok(rows)), Some(Ok(others))) => (rows, others),
        (Some(Ok(rows)), None) => return Rows::Known(rows),
        (None, _) => return Rows::Known(Vec::new()),
        (Some(Err(error)), _) | (_, Some(Err(error))) => return Rows::Unknown(format!("they cannot be read: {error}")),
    };
    if rows.len() != others.len() {
        return Rows::Unknown("how many they are depends on the clock or on random values".to_owned());
    }
    for (row, other) in std::iter::zip(&mut rows, &others) {
        for ((cell, other), column) in row.iter_mut().zip(other).zip(columns) {
            if is_same(cell, other) {
                continue;
            }
            let Some(expression) = deferred(cell, other, column, expressions()) else {
                let reason = "they depend on the clock or on random values in a way that is not understood";
                return Rows::Unknown(reason.to_owned());
            };
            *cell = Value::Deferred(expression);
        }
    }
    Rows::Known(rows)
}

/// Not a number is stored as `NULL`, so `==` is enough but for the two zeros.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Real(one), Value::Real(other)) => one.to_bits() == other.to_bits(),
        (one, other) => one == other,
    }
}

/// The expression for a cell that differs between the worlds.
fn deferred(early: &Value, late: &Value, column: &Column, expressions: &Expressions) -> Option<Box<str>> {
    if let Some(expression) = expressions.find(early, late) {
        return Some(expression.into());
    }
    // Each draw is another: what a default draws stands for itself.
    let default = column.default.as_ref().filter(|default| default.to_ascii_lowercase().contains("random"))?;
    Some(format!("({default})").into())
}

/// The rows in the order in which they are stored: no index stands in for the table.
fn all(connection: &Connection, table: &str, columns: &[Column]) -> Result<Vec<Vec<Value>>, Error> {
    let names: Vec<String> = columns.iter().map(|column| name(&column.name)).collect();
    let select = |hint| format!("SELECT {} FROM main.{}{hint}", names.join(", "), name(table));
    // Virtual tables take no hint.
    let mut statement = connection.prepare(&select(" NOT INDEXED")).or_else(|_| connection.prepare(&select("")))?;
    let mut rows = statement.raw_query();
    let mut read = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = (0..columns.len()).map(|cell| Ok(row.get_ref(cell)?.into()));
        read.push(cells.collect::<Result<_, Error>>()?);
    }
    Ok(read)
}
