//! Unique keys.

use super::index::{Encoded, find, refuse_unknown};
use super::writer::Writer;
use crate::mysql::ast::DataType;
use crate::mysql::catalog::RowNumber;
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// A row that has a key already.
#[derive(Debug, Clone)]
pub(super) struct Duplicate {
    /// The row.
    pub number: RowNumber,
    /// What the server says.
    pub refusal: Refusal,
}

impl Session {
    /// The first unique key that another row has already.
    pub(super) fn duplicate(
        &mut self,
        writer: &Writer,
        row: &[Value],
        own: Option<RowNumber>,
    ) -> Result<Option<Duplicate>, Refusal> {
        let table = self.current(writer)?;
        for spec in writer.specs.iter().filter(|spec| spec.unique) {
            match spec.encode(row) {
                Encoded::Alone => {}
                Encoded::Key(key) => {
                    refuse_unknown(table)?;
                    if let Some(number) = find(table, spec, &key).into_iter().find(|number| Some(*number) != own) {
                        let refusal = duplicate_entry(writer, row, spec);
                        return Ok(Some(Duplicate { number, refusal }));
                    }
                    let doubtful = table.rows.iter().any(|_| true) && has_doubt(table, spec);
                    if let Some(reason) = doubtful.then(|| not_known(table, spec, own)).flatten() {
                        return Err(undecided(format!("whether the key `{}` is there already: {reason}", spec.name)));
                    }
                }
                // The counter gives what nobody has.
                Encoded::NotKnown(_) if spec.columns.iter().any(|column| is_counted(writer, row, column.place)) => {}
                Encoded::NotKnown(reason) => {
                    let others = table.rows.len() - usize::from(own.is_some());
                    if others > 0 || table.rows.unknown().is_some() {
                        return Err(undecided(format!("whether the key `{}` is there already: {reason}", spec.name)));
                    }
                }
            }
        }
        Ok(None)
    }
}

/// Some rows are not in the index.
fn has_doubt(table: &crate::mysql::catalog::Table, spec: &super::index::IndexSpec) -> bool {
    spec.count(table) < table.rows.len()
}

/// Why a row's key is not known, where that is so for one.
fn not_known(
    table: &crate::mysql::catalog::Table,
    spec: &super::index::IndexSpec,
    own: Option<RowNumber>,
) -> Option<String> {
    table.rows.numbered().filter(|(number, _)| Some(*number) != own).find_map(|(_, row)| match spec.encode(row) {
        Encoded::NotKnown(reason) => Some(reason),
        _ => None,
    })
}

fn is_counted(writer: &Writer, row: &[Value], place: usize) -> bool {
    writer.counter() == Some(place) && matches!(row[place], Value::Unknown(_))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Bytes(bytes) => bytes
            .iter()
            .map(|byte| {
                if byte.is_ascii_graphic() || *byte == b' ' {
                    char::from(*byte).to_string()
                } else {
                    format!("\\x{byte:02X}")
                }
            })
            .collect(),
        other => other.to_text().map_or_else(String::new, |text| text.to_string()),
    }
}

/// Bits are shown as the bytes that hold them.
fn as_bytes(value: &Value, data_type: &DataType) -> Value {
    let (DataType::Bit(width), Value::UInt(bits)) = (data_type, value) else { return value.clone() };
    let bytes = width.unwrap_or(1).div_ceil(8).min(8) as usize;
    Value::Bytes(bits.to_be_bytes()[8 - bytes..].into())
}

fn duplicate_entry(writer: &Writer, row: &[Value], spec: &super::index::IndexSpec) -> Refusal {
    let shown = |place: usize| shown(&as_bytes(&row[place], &writer.table.columns[place].column_type.data_type));
    let values: Vec<String> = spec.columns.iter().map(|column| column.shown(&shown(column.place))).collect();
    // An empty value before it takes no hyphen.
    let joined = values.iter().fold(String::new(), |mut joined, value| {
        if !joined.is_empty() {
            joined.push('-');
        }
        joined.push_str(value);
        joined
    });
    let entry: String =
        if joined.chars().count() > 64 { joined.chars().take(61).chain("...".chars()).collect() } else { joined };
    let key = if writer.key_names_with_table {
        format!("{}.{}", writer.table.name, spec.name)
    } else {
        spec.name.to_string()
    };
    failure("1062", format!("Duplicate entry '{entry}' for key '{key}'"))
}
