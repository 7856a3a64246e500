//! Values that are given to columns.

use super::writer::{Writer, implicit};
use crate::mysql::error::failure;
use crate::mysql::session::Session;
use crate::mysql::session::data::store::Strictness;
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// When NULL is given to a column that takes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nulls {
    /// It is refused, or becomes the type's own value, as the strictness says.
    ByStrictness,
    /// It is refused in any case: the statement inserts one row.
    Refused,
    /// As the strictness says; a counter takes no NULL either.
    Update,
    /// It is looked at after the triggers.
    Later,
}

impl Session {
    /// A value as a column takes it.
    pub(super) fn assigned(
        &mut self,
        writer: &Writer,
        place: usize,
        value: &Value,
        from: &Type,
        row: usize,
        nulls: Nulls,
    ) -> Result<Value, Refusal> {
        let column = &writer.table.columns[place];
        if !value.is_null() {
            return self.store(value, from, &writer.target(place, row));
        }
        if column.nullable || column.auto_increment && nulls != Nulls::Update || nulls == Nulls::Later {
            return Ok(Value::Null);
        }
        null_value(writer, place, row, nulls)
    }
}

/// After the triggers no column that takes no NULL may have one.
pub(super) fn check_nulls(writer: &Writer, row: &mut [Value], number: usize, nulls: Nulls) -> Result<(), Refusal> {
    for (place, column) in writer.table.columns.iter().enumerate() {
        if row[place].is_null() && !column.nullable && !column.auto_increment && column.generated.is_none() {
            row[place] = null_value(writer, place, number, nulls)?;
        }
    }
    Ok(())
}

fn null_value(writer: &Writer, place: usize, row: usize, nulls: Nulls) -> Result<Value, Refusal> {
    let column = &writer.table.columns[place];
    if !writer.ignore && (nulls == Nulls::Refused || writer.strictness(row) == Strictness::Strict) {
        return Err(failure("1048", format!("Column '{}' cannot be null", column.name)));
    }
    Ok(implicit(column))
}
