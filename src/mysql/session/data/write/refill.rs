//! Rows of a table that `ALTER TABLE` has made anew.

use super::counter::Counter;
use super::writer::{DefaultPlan, Writer, implicit};
use crate::mysql::ast::DataType;
use crate::mysql::catalog::{Column, Row, Table};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::store::Strictness;
use crate::mysql::session::data::types::Type;
use crate::mysql::session::table::is_compatible;
use crate::mysql::value::Value;
use crate::run::{Failure, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

/// What becomes of a row whose key is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mysql::session) enum Duplicates {
    /// It is an error.
    Refused,
    /// `ALTER IGNORE TABLE`: it goes.
    Dropped,
}

/// The words for a value that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mysql::session) enum Words {
    /// Those of `ALTER TABLE`.
    Alter,
    /// Those of `INSERT`.
    Insert,
}

impl Session {
    /// Puts the rows of the old table into the new one, which has none yet; `places` tells where each column was.
    ///
    /// # Errors
    /// What the server says of a row that does not fit: 1062, 1264, 1265, 1292, 1452, 4025.
    pub(in crate::mysql::session) fn refill(
        &mut self,
        (database, name): (&SmolStr, &str),
        old: &Arc<Table>,
        places: &[Option<usize>],
        duplicates: Duplicates,
        words: Words,
    ) -> Result<(), Refusal> {
        let Some(table) = self.catalog.table(database, name).cloned() else {
            return Err(undecided(format!("`{name}` is no table")));
        };
        let adds_key = table.foreign_keys.len() > old.foreign_keys.len();
        let writer = self.table_writer(database, table, duplicates == Duplicates::Dropped)?;
        let numbers =
            writer.table.columns.iter().zip(places).any(|(column, place)| column.auto_increment && place.is_none());
        let rows = if numbers {
            super::index::scan_numbered(old, &crate::mysql::session::data::plan::Reading::default())
                .0
                .into_iter()
                .map(|(_, row)| row)
                .collect()
        } else {
            old.rows.iter().cloned().collect::<Vec<Row>>()
        };
        let mut counter = Counter::of(Some(rows.len()));
        for (at, row) in rows.iter().enumerate() {
            let mut cells = self.refilled(&writer, (old, row), places, at + 1, words)?;
            self.count(&writer, &mut cells, &mut counter, at + 1)?;
            self.generate(&writer, &mut cells, at + 1)?;
            settled(self.check_row(&writer, &cells))?;
            if adds_key {
                settled(self.check_parents(&writer, &cells, None))?;
            }
            match self.duplicate(&writer, &cells, None) {
                Ok(Some(_)) if duplicates == Duplicates::Dropped => continue,
                Ok(Some(duplicate)) => return Err(duplicate.refusal),
                Ok(None) => {}
                Err(refusal) => settled(Err(refusal))?,
            }
            self.follow_placed(&writer, &cells, &mut counter)?;
            self.put(&writer, &cells.into())?;
        }
        if let Some(reason) = old.rows.unknown() {
            self.current(&writer)?.rows.forget(Arc::clone(reason));
        }
        Ok(())
    }

    /// A row with the new columns; those that were not there have their defaults.
    fn refilled(
        &mut self,
        writer: &Writer,
        (old, row): (&Table, &[Value]),
        places: &[Option<usize>],
        number: usize,
        words: Words,
    ) -> Result<Vec<Value>, Refusal> {
        let mut cells = Vec::with_capacity(places.len());
        for (at, place) in places.iter().enumerate() {
            let column = &writer.table.columns[at];
            cells.push(match place {
                Some(place) => self.kept(writer, at, (&old.columns[*place], &row[*place]), number, words)?,
                None if column.nullable => Value::Null,
                None => implicit(column),
            });
        }
        for (at, _) in places.iter().enumerate().filter(|(_, place)| place.is_none()) {
            cells[at] = match &writer.defaults[at] {
                DefaultPlan::None(value) => value.clone(),
                DefaultPlan::Constant(_) | DefaultPlan::Expr(_) => self.default_of(writer, at, &cells, number)?,
            };
        }
        Ok(cells)
    }

    /// A value in its column as that is now.
    fn kept(
        &mut self,
        writer: &Writer,
        at: usize,
        (old, value): (&Column, &Value),
        number: usize,
        words: Words,
    ) -> Result<Value, Refusal> {
        let column = &writer.table.columns[at];
        let target = writer.target(at, number);
        if value.is_null() {
            return match (column.nullable || column.auto_increment, target.strictness) {
                (true, _) => Ok(Value::Null),
                (false, Strictness::Strict) if words == Words::Insert => {
                    Err(failure("1048", format!("Column '{}' cannot be null", column.name)))
                }
                (false, Strictness::Strict) => Err(truncated(column, number)),
                (false, Strictness::Lenient) => Ok(implicit(column)),
            };
        }
        if column.generated.is_some() || is_compatible(&old.column_type, &column.column_type) {
            return Ok(value.clone());
        }
        let stored = self.store(value, &Type::of_column(old), &target);
        stored.map_err(|refusal| if words == Words::Alter { altered(refusal, column, value, number) } else { refusal })
    }
}

/// What is not known is taken as fitting: the history ran.
fn settled(checked: Result<(), Refusal>) -> Result<(), Refusal> {
    match checked {
        Err(Refusal::Failed(failure)) => Err(Refusal::Failed(failure)),
        _ => Ok(()),
    }
}

fn truncated(column: &Column, number: usize) -> Refusal {
    failure("1265", format!("Data truncated for column '{}' at row {number}", column.name))
}

/// `ALTER TABLE` has other words than `INSERT` for what does not fit.
fn altered(refusal: Refusal, column: &Column, value: &Value, number: usize) -> Refusal {
    let Refusal::Failed(Failure { code, .. }) = &refusal else { return refusal };
    let shown = || value.to_text().map_or_else(String::new, |text| text.to_string());
    let data_type = &column.column_type.data_type;
    match *code {
        "1264" => refusal,
        "1406" | "1265" => truncated(column, number),
        "1366" if data_type.is_integer() => {
            failure("1292", format!("Truncated incorrect INTEGER value: '{}'", shown()))
        }
        "1292" if matches!(data_type, DataType::Date | DataType::DateTime(_) | DataType::Timestamp(_)) => {
            failure("1292", format!("Incorrect datetime value: '{}'", shown()))
        }
        _ => undecided("a value does not fit the column's new type"),
    }
}
