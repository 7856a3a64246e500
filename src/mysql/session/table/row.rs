//! Rows of a table that is altered.

use super::Session;
use super::reference::is_compatible;
use crate::mysql::catalog::{Column, DefaultValue, Rows, Table};
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::sync::Arc;

impl Session {
    /// Takes the rows over into the new columns; `places` tells where each was.
    pub(super) fn alter_rows(&self, old: &Table, new: &mut Table, places: &[Option<usize>]) -> Result<(), Refusal> {
        let rows = old.rows.iter().map(|row| {
            let cells = new.columns.iter().zip(places).map(|(column, place)| match place {
                Some(place) => kept(&row[*place], &old.columns[*place], column),
                None => added(column),
            });
            cells.collect::<Vec<Value>>().into()
        });
        new.rows = Rows::new(rows, old.rows.unknown().cloned());
        Ok(())
    }
}

/// The value in its changed column.
fn kept(value: &Value, old: &Column, new: &Column) -> Value {
    let same = old.generated.is_none() == new.generated.is_none() && is_compatible(&old.column_type, &new.column_type);
    if same { value.clone() } else { Value::Unknown(Arc::from("the column's type was changed")) }
}

/// The value of a column that the row did not have.
fn added(column: &Column) -> Value {
    match &column.default {
        Some(DefaultValue::Null) => Value::Null,
        _ => Value::Unknown(Arc::from("the column was added when the row was there")),
    }
}
