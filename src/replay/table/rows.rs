//! What existing rows say to a change: `NOT NULL`, the value of a new column.

use crate::ast::Name;
use crate::catalog::{ColumnNumber, Contents, ObjectId, Rows, Value};
use crate::replay::outcome::{Failure, Refusal};
use crate::replay::session::Session;

impl Session {
    /// The rows of a table, where they are known.
    pub(crate) fn known_rows(&self, table: ObjectId) -> Result<Rows, Refusal> {
        match self.catalog.contents(table) {
            None => Ok(Rows::default()),
            Some(Contents::Known(rows)) => Ok(rows.clone()),
            Some(Contents::Unknown(reason)) => Err(self.unknown_rows(table, reason)),
        }
    }

    /// Whether a table certainly has no rows.
    pub(crate) fn has_no_rows(&self, table: ObjectId) -> bool {
        self.catalog.contents(table).is_none_or(Contents::is_empty)
    }

    /// 23502 where a row has no value in the column.
    pub(crate) fn refuse_nulls(&self, table: ObjectId, column: ColumnNumber) -> Result<(), Refusal> {
        for row in self.known_rows(table)?.iter() {
            match row.value(column) {
                Value::Null => {
                    let (name, table) = (self.column_name(table, column), self.name_of(table));
                    let message = format!("column \"{name}\" of relation \"{table}\" contains null values");
                    return Err(Failure::new("23502", message).into());
                }
                Value::Deferred(text) if !never_null(text) => {
                    return Err(self.unknown_rows(table, &format!("whether {text} is null")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Gives the rows of a table their value in a new column: `next` makes one per row.
    pub(crate) fn fill_column(&mut self, table: ObjectId, column: ColumnNumber, mut next: impl FnMut() -> Value) {
        if self.has_no_rows(table) {
            return;
        }
        if let Contents::Known(rows) = self.catalog.contents_mut(table) {
            rows.rewrite(|row| row.with(column, next().borrowed()));
        }
    }

    /// The rows of a table can no longer be told.
    pub(crate) fn forget_rows(&mut self, table: ObjectId, reason: &str) {
        if !self.has_no_rows(table) {
            *self.catalog.contents_mut(table) = Contents::Unknown(Name::new(reason));
        }
    }
}

/// A call without arguments, or one of SQL's `CURRENT_…` words: none of the server's own returns null.
fn never_null(text: &str) -> bool {
    let text = text.trim();
    text.ends_with("()") || text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("current_"))
}
