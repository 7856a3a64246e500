//! What types mean.

use crate::mysql::ast::DataType;
use crate::mysql::catalog::ColumnType;
use crate::schema::Meaning;

/// What a type means. `TINYINT(1)` is what `BOOLEAN` is written as.
pub(super) fn meaning(column_type: &ColumnType) -> Meaning {
    let integer = |bits| Meaning::Integer { bits, unsigned: column_type.unsigned };
    match &column_type.data_type {
        DataType::TinyInt(Some(1)) if !column_type.unsigned => Meaning::Boolean,
        DataType::TinyInt(_) => integer(8),
        DataType::SmallInt(_) => integer(16),
        DataType::MediumInt(_) => integer(24),
        DataType::Int(_) => integer(32),
        DataType::BigInt(_) => integer(64),
        DataType::Serial => Meaning::Integer { bits: 64, unsigned: true },
        DataType::Decimal(digits) => decimal(*digits),
        // Up to 24 bits it is the shorter of the two.
        DataType::Float(Some((bits, None))) if *bits > 24 => Meaning::Float(64),
        DataType::Float(_) => Meaning::Float(32),
        DataType::Double(_) => Meaning::Float(64),
        DataType::Bit(bits) => Meaning::Bits(Some(bits.unwrap_or(1))),
        DataType::Char(length) => Meaning::Text { length: Some(length.unwrap_or(1)) },
        DataType::Varchar(length) => Meaning::Text { length: Some(*length) },
        DataType::TinyText | DataType::Text(_) | DataType::MediumText | DataType::LongText => Meaning::TEXT,
        DataType::Binary(length) => Meaning::Binary { length: Some(length.unwrap_or(1)) },
        DataType::Varbinary(length) => Meaning::Binary { length: Some(*length) },
        DataType::TinyBlob | DataType::Blob(_) | DataType::MediumBlob | DataType::LongBlob => Meaning::BINARY,
        DataType::Enum(labels) => Meaning::Enum(labels.iter().map(ToString::to_string).collect()),
        DataType::Set(labels) => Meaning::Set(labels.iter().map(ToString::to_string).collect()),
        DataType::Date => Meaning::Date,
        DataType::Time(_) => Meaning::Time { zone: false },
        DataType::DateTime(_) => Meaning::Timestamp { zone: false },
        DataType::Timestamp(_) => Meaning::Timestamp { zone: true },
        DataType::Json => Meaning::Json,
        DataType::Uuid => Meaning::Uuid,
        other => Meaning::Other(other.word().to_owned()),
    }
}

/// Ten digits, none behind the point, where that is not said.
fn decimal(digits: Option<(u32, Option<u32>)>) -> Meaning {
    let (precision, scale) = digits.unwrap_or((10, None));
    let scale = i32::try_from(scale.unwrap_or_default()).unwrap_or_default();
    Meaning::Decimal { digits: Some((precision, scale)) }
}
