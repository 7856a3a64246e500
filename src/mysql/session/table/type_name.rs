//! Types as they are written made into types of columns.
//!
//! The server does it in two steps, and errors come in their order: what a type alone tells ([`complete`]) before the table is looked for,
//! what hangs on the character set ([`fit`]) after that.

use super::Session;
use crate::mysql::ast::{DataType, TypeName};
use crate::mysql::catalog::ColumnType;
use crate::mysql::charset::max_bytes;
use crate::mysql::error::failure;
use crate::mysql::profile::Profile;
use crate::run::Refusal;
use smol_str::SmolStr;

/// The largest number of bytes of a row, `BLOB`s apart.
pub(super) const MAX_ROW: u32 = 65_535;

/// What the server makes of a type before it knows the character set: widths, precisions, synonyms.
pub(super) fn complete(profile: &Profile, column: &str, written: &TypeName) -> Result<ColumnType, Refusal> {
    let unsigned = written.unsigned || written.zerofill || written.data_type == DataType::Serial;
    let data_type = match &written.data_type {
        DataType::Json if profile.is_mariadb() => DataType::LongText,
        DataType::Serial => integer(profile, &DataType::BigInt(None), column, written)?,
        other if other.is_integer() => integer(profile, other, column, written)?,
        other => precise(profile, other, column)?,
    };
    Ok(ColumnType { data_type, unsigned, zerofill: written.zerofill, charset: None, collation: None })
}

/// Integers and their display widths, which MySQL 8.0.19 gave up.
fn integer(profile: &Profile, data_type: &DataType, column: &str, written: &TypeName) -> Result<DataType, Refusal> {
    let signed = !(written.unsigned || written.zerofill || written.data_type == DataType::Serial);
    let width = |given: &Option<u32>, by_default: u32| -> Result<Option<u32>, Refusal> {
        let given = given.filter(|width| *width > 0);
        within(given.unwrap_or(0), 255, column)?;
        let width = given.unwrap_or(if signed { by_default } else { by_default - u32::from(by_default != 20) });
        let kept = profile.is_mariadb() || profile.version < (8, 0) || written.zerofill;
        let boolean = signed && given == Some(1) && matches!(data_type, DataType::TinyInt(_));
        Ok((kept || boolean).then_some(width))
    };
    Ok(match data_type {
        DataType::TinyInt(given) => DataType::TinyInt(width(given, 4)?),
        DataType::SmallInt(given) => DataType::SmallInt(width(given, 6)?),
        DataType::MediumInt(given) => DataType::MediumInt(width(given, 9)?),
        DataType::Int(given) => DataType::Int(width(given, 11)?),
        DataType::BigInt(given) => DataType::BigInt(width(given, 20)?),
        other => other.clone(),
    })
}

fn precise(profile: &Profile, data_type: &DataType, column: &str) -> Result<DataType, Refusal> {
    Ok(match data_type {
        DataType::Decimal(precision) => decimal(profile, *precision, column)?,
        DataType::Float(precision) => float(*precision, column)?,
        DataType::Double(Some((digits, scale))) => {
            scaled(*digits, *scale, column)?;
            DataType::Double(Some((*digits, *scale)))
        }
        DataType::Bit(length) => {
            within(length.unwrap_or(1), 64, column)?;
            DataType::Bit(Some(length.filter(|length| *length > 0).unwrap_or(1)))
        }
        DataType::Char(length) => DataType::Char(Some(length.unwrap_or(1))),
        DataType::Binary(length) => DataType::Binary(Some(length.unwrap_or(1))),
        DataType::Time(digits) => DataType::Time(fraction(*digits, column)?),
        DataType::DateTime(digits) => DataType::DateTime(fraction(*digits, column)?),
        DataType::Timestamp(digits) => DataType::Timestamp(fraction(*digits, column)?),
        DataType::Year(width) => year(profile, *width),
        other => other.clone(),
    })
}

fn within(width: u32, most: u32, column: &str) -> Result<(), Refusal> {
    let out_of_range = || failure("1439", format!("Display width out of range for '{column}' (max = {most})"));
    if width > most { Err(out_of_range()) } else { Ok(()) }
}

fn decimal(profile: &Profile, precision: Option<(u32, Option<u32>)>, column: &str) -> Result<DataType, Refusal> {
    let (digits, scale) = precision.unwrap_or((10, None));
    let scale = scale.unwrap_or(0);
    let most = if profile.is_mariadb() { 38 } else { 30 };
    if scale > most {
        return Err(too_big("1425", "scale", column, most));
    }
    if digits > 65 {
        return Err(too_big("1426", "precision", column, 65));
    }
    let digits = if digits == 0 && scale == 0 { 10 } else { digits };
    if digits < scale {
        return Err(fewer_digits_than_scale(column));
    }
    Ok(DataType::Decimal(Some((digits, Some(scale)))))
}

/// `FLOAT(24)` is a float, `FLOAT(25)` a double, `FLOAT(7,2)` has digits.
fn float(precision: Option<(u32, Option<u32>)>, column: &str) -> Result<DataType, Refusal> {
    match precision {
        None | Some((0..=24, None)) => Ok(DataType::Float(None)),
        Some((25..=53, None)) => Ok(DataType::Double(None)),
        Some((_, None)) => Err(failure("1063", format!("Incorrect column specifier for column '{column}'"))),
        Some((digits, Some(scale))) => {
            scaled(digits, scale, column)?;
            Ok(DataType::Float(Some((digits, Some(scale)))))
        }
    }
}

fn scaled(digits: u32, scale: u32, column: &str) -> Result<(), Refusal> {
    if digits < scale {
        return Err(fewer_digits_than_scale(column));
    }
    if scale > 30 {
        return Err(too_big("1425", "scale", column, 30));
    }
    within(digits, 255, column)
}

fn fewer_digits_than_scale(column: &str) -> Refusal {
    let message = format!("For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column '{column}')");
    failure("1427", message)
}

fn too_big(code: &'static str, what: &str, column: &str, most: u32) -> Refusal {
    failure(code, format!("Too big {what} specified for '{column}'. Maximum is {most}"))
}

fn fraction(digits: Option<u32>, column: &str) -> Result<Option<u32>, Refusal> {
    let digits = digits.unwrap_or(0);
    if digits > 6 { Err(too_big("1426", "precision", column, 6)) } else { Ok(Some(digits)) }
}

fn year(profile: &Profile, width: Option<u32>) -> DataType {
    match width {
        Some(2) => DataType::Year(Some(2)),
        _ if profile.is_mariadb() || profile.version < (8, 0) => DataType::Year(Some(4)),
        _ => DataType::Year(None),
    }
}

impl Session {
    /// The type with its character set, which must be there already: lengths are checked, and `TEXT(n)` finds its size.
    pub(super) fn fit(&self, column: &str, column_type: &mut ColumnType) -> Result<(), Refusal> {
        let bytes = self.bytes_per_character(column_type);
        column_type.data_type = match &column_type.data_type {
            DataType::Char(Some(length)) if *length > 255 => return Err(too_long(column, 255)),
            DataType::Binary(Some(length)) if *length > 255 => return Err(too_long(column, 255)),
            DataType::Varchar(length) => self.varchar(column, *length, bytes)?,
            DataType::Varbinary(length) => match self.varchar(column, *length, 1)? {
                DataType::Varchar(length) => DataType::Varbinary(length),
                text => as_binary(&text),
            },
            DataType::Text(length) => text(*length, bytes),
            DataType::Blob(length) => as_binary(&text(*length, 1)),
            DataType::Enum(labels) => DataType::Enum(trimmed(self, column, column_type, labels, "ENUM")?),
            DataType::Set(labels) => DataType::Set(trimmed(self, column, column_type, labels, "SET")?),
            other => other.clone(),
        };
        if column_type.charset.as_deref() == Some("binary")
            && !matches!(column_type.data_type, DataType::Enum(_) | DataType::Set(_))
        {
            column_type.data_type = as_binary(&column_type.data_type);
            (column_type.charset, column_type.collation) = (None, None);
        }
        Ok(())
    }

    /// The bytes of the longest character; 1 where there is no character set.
    pub(super) fn bytes_per_character(&self, column_type: &ColumnType) -> u32 {
        column_type.charset.as_deref().map_or(1, |charset| max_bytes(&self.profile, charset))
    }

    fn varchar(&self, column: &str, length: u32, bytes: u32) -> Result<DataType, Refusal> {
        let room = if self.profile.is_mariadb() { MAX_ROW - 3 } else { MAX_ROW };
        if u64::from(length) * u64::from(bytes) <= u64::from(room) {
            return Ok(DataType::Varchar(length));
        }
        if self.is_strict() {
            return Err(too_long(column, room / bytes));
        }
        Ok(text(Some(length), bytes))
    }
}

fn too_long(column: &str, most: u32) -> Refusal {
    let message = format!("Column length too big for column '{column}' (max = {most}); use BLOB or TEXT instead");
    failure("1074", message)
}

/// The smallest text that holds so many characters.
fn text(length: Option<u32>, bytes: u32) -> DataType {
    match length.map(|length| u64::from(length) * u64::from(bytes)) {
        None | Some(0 | 256..=0xffff) => DataType::Text(None),
        Some(1..=0xff) => DataType::TinyText,
        Some(0x1_0000..=0xff_ffff) => DataType::MediumText,
        Some(_) => DataType::LongText,
    }
}

/// The type of bytes of the same size: what `CHARACTER SET binary` makes of a type of characters.
fn as_binary(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Char(length) => DataType::Binary(*length),
        DataType::Varchar(length) => DataType::Varbinary(*length),
        DataType::TinyText => DataType::TinyBlob,
        DataType::Text(length) => DataType::Blob(*length),
        DataType::MediumText => DataType::MediumBlob,
        DataType::LongText => DataType::LongBlob,
        other => other.clone(),
    }
}

/// Labels without trailing spaces; twice the same is 1291.
fn trimmed(
    session: &Session,
    column: &str,
    column_type: &ColumnType,
    labels: &[SmolStr],
    kind: &str,
) -> Result<Vec<SmolStr>, Refusal> {
    let case_counts = column_type.case_counts();
    if kind == "SET" && labels.len() > 64 {
        return Err(failure("1097", format!("Too many strings for column {column} and SET")));
    }
    let labels: Vec<SmolStr> = labels.iter().map(|label| label.trim_end_matches(' ').into()).collect();
    let comma = labels.iter().find(|label| kind == "SET" && label.contains(','));
    if let Some(label) = comma {
        return Err(failure("1367", format!("Illegal set '{label}' value found during parsing")));
    }
    let mut seen = std::collections::BTreeMap::new();
    for label in &labels {
        let first = *seen.entry(if case_counts { label.to_string() } else { label.to_lowercase() }).or_insert(label);
        if !std::ptr::eq(first, label) && session.is_strict() {
            let message = format!("Column '{column}' has duplicated value '{first}' in {kind}");
            return Err(failure("1291", message));
        }
    }
    Ok(labels)
}
