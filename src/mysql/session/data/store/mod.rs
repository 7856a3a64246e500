//! Values as a column keeps them: converted, or refused under a strict `sql_mode`, or cut without one.

mod address;
mod text;

use super::convert::{self, Number};
use super::types::{Class, Type};
use crate::mysql::ast::DataType;
use crate::mysql::catalog::Column;
use crate::mysql::error::failure;
use crate::mysql::session::Session;
use crate::mysql::value::temporal::{Date, DateTime};
use crate::mysql::value::{Decimal, Label, Value};
use crate::run::Refusal;
use address::store_address;
use std::sync::Arc;
use text::{capacity, store_string};

/// What becomes of a value that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// It is refused.
    Strict,
    /// It becomes the nearest one that fits, with a warning.
    Lenient,
}

/// Where a value goes.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The database of the table, as messages name it.
    pub database: &'a str,
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a Column,
    /// The row in its statement, from 1.
    pub row: usize,
    /// What becomes of a value that does not fit.
    pub strictness: Strictness,
}

impl Target<'_> {
    fn lenient<T>(&self, value: T, refusal: impl FnOnce() -> Refusal) -> Result<T, Refusal> {
        if self.strictness == Strictness::Strict { Err(refusal()) } else { Ok(value) }
    }

    fn out_of_range(&self) -> Refusal {
        failure("1264", format!("Out of range value for column '{}' at row {}", self.column.name, self.row))
    }

    fn too_long(&self) -> Refusal {
        failure("1406", format!("Data too long for column '{}' at row {}", self.column.name, self.row))
    }

    fn truncated(&self) -> Refusal {
        failure("1265", format!("Data truncated for column '{}' at row {}", self.column.name, self.row))
    }

    fn incorrect(&self, number: &'static str, kind: &str, value: &str) -> Refusal {
        let place = format!("`{}`.`{}`.`{}`", self.database, self.table, self.column.name);
        failure(number, format!("Incorrect {kind} value: '{value}' for column {place} at row {}", self.row))
    }
}

/// Bytes that are a number among numbers: `0x0f`, `b'01'`.
fn number_of(value: &Value, from: &Type) -> Option<Number> {
    match value {
        Value::Bytes(bytes) if from.class == Class::Hex => Some(Number::UInt(convert::number_of_bytes(bytes))),
        other => convert::number(other),
    }
}

/// The text that is taken for a number; labels have a number of their own.
fn digits_of(value: &Value, from: &Type) -> Option<Arc<str>> {
    match value {
        Value::Label(_) => None,
        Value::Bytes(_) if from.class == Class::Hex => None,
        other => text_of(other),
    }
}

fn text_of(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Bytes(bytes) => Some(bytes.iter().map(|byte| shown_byte(*byte)).collect::<String>().into()),
        Value::Text(_) | Value::Label(_) => value.to_text(),
        _ => None,
    }
}

/// A byte as messages show it. What reads a number or a time out of a text stops there either way.
fn shown_byte(byte: u8) -> String {
    if byte.is_ascii_graphic() || byte == b' ' { char::from(byte).to_string() } else { format!("\\x{byte:02X}") }
}

impl Session {
    /// A value as a column keeps it; `NULL` is not looked at here.
    ///
    /// # Errors
    /// What the server says of a value that does not fit: 1264, 1265, 1292, 1366, 1406.
    pub(in crate::mysql::session) fn store(
        &self,
        value: &Value,
        from: &Type,
        target: &Target<'_>,
    ) -> Result<Value, Refusal> {
        if value.is_null() || matches!(value, Value::Unknown(_)) {
            return Ok(value.clone());
        }
        if !value.is_known() {
            return deferred(value, from, target);
        }
        let column = &target.column.column_type;
        match &column.data_type {
            DataType::TinyInt(_) => store_integer(value, from, target, 8),
            DataType::SmallInt(_) => store_integer(value, from, target, 16),
            DataType::MediumInt(_) => store_integer(value, from, target, 24),
            DataType::Int(_) => store_integer(value, from, target, 32),
            DataType::BigInt(_) | DataType::Serial => store_integer(value, from, target, 64),
            DataType::Decimal(size) => {
                let (digits, scale) = size.map_or((10, 0), |(digits, scale)| (digits, scale.unwrap_or(0)));
                store_decimal(value, from, target, digits, scale)
            }
            DataType::Float(size) => {
                store_float(value, from, target, size.and_then(|(digits, scale)| Some((digits, scale?))))
            }
            DataType::Double(size) => store_double(value, from, target, *size),
            DataType::Bit(width) => store_bits(value, from, target, width.unwrap_or(1)),
            DataType::Year(_) => store_year(value, target),
            DataType::Date => self.store_date(value, target),
            DataType::DateTime(digits) => self.store_datetime(value, target, digits.unwrap_or(0), Kind::DateTime),
            DataType::Timestamp(digits) => self.store_datetime(value, target, digits.unwrap_or(0), Kind::Timestamp),
            DataType::Time(digits) => store_time(value, target, digits.unwrap_or(0)),
            DataType::Enum(labels) => store_enum(value, target, labels),
            DataType::Set(labels) => store_set(value, target, labels),
            DataType::Uuid | DataType::Inet6 => store_address(value, target),
            _ => store_string(value, from, target),
        }
    }
}

/// A value that only the server can compute, where it fits for certain.
fn deferred(value: &Value, from: &Type, target: &Target<'_>) -> Result<Value, Refusal> {
    let column = &target.column.column_type;
    let fits = match &column.data_type {
        DataType::Date
        | DataType::DateTime(_)
        | DataType::Timestamp(_)
        | DataType::Time(_)
        | DataType::Year(_)
        | DataType::Float(None)
        | DataType::Double(None) => true,
        DataType::Decimal(_) => from.class == Class::Double || from.class == Class::Decimal,
        DataType::BigInt(_) => from.is_integer(),
        DataType::Int(_) => from.is_integer() && from.class != Class::BigInt || from.class == Class::Double,
        other => match capacity(other) {
            Some((length, _)) => from.length as usize <= length || from.class == Class::Null,
            None => !matches!(other, DataType::Enum(_) | DataType::Set(_) | DataType::Bit(_)),
        },
    };
    if fits {
        return Ok(value.clone());
    }
    let reason = value.why_not_known().unwrap_or_default();
    Err(crate::mysql::error::undecided(format!("whether it fits into `{}`: {reason}", target.column.name)))
}

fn store_integer(value: &Value, from: &Type, target: &Target<'_>, bits: u32) -> Result<Value, Refusal> {
    let unsigned = target.column.column_type.unsigned;
    let exact = match digits_of(value, from) {
        Some(text) => integer_in_text(&text, target)?,
        None => match number_of(value, from) {
            // The fraction of a second is cut off, that of a number rounded.
            Some(Number::Decimal(exact)) if matches!(value, Value::Time(_) | Value::DateTime(_)) => {
                integer_of_number(&Number::Decimal(exact.truncate(0)))
            }
            Some(number) => integer_of_number(&number),
            None => return Ok(Value::Null),
        },
    };
    let (low, high) =
        if unsigned { (0, (1i128 << bits) - 1) } else { (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1) };
    let fits = if (low..=high).contains(&exact) {
        exact
    } else {
        target.lenient(exact.clamp(low, high), || target.out_of_range())?
    };
    Ok(if unsigned {
        Value::UInt(u64::try_from(fits).unwrap_or(u64::MAX))
    } else {
        Value::Int(i64::try_from(fits).unwrap_or(i64::MAX))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
fn integer_of_number(number: &Number) -> i128 {
    match number {
        Number::Int(value) => i128::from(*value),
        Number::UInt(value) => i128::from(*value),
        Number::Decimal(value) => {
            let rounded = value.round(0).to_string();
            rounded.parse().unwrap_or(if value.is_negative() { i128::MIN } else { i128::MAX })
        }
        Number::Double(value) => value.round_ties_even() as i128,
    }
}

fn integer_in_text(text: &str, target: &Target<'_>) -> Result<i128, Refusal> {
    let digits = convert::number_in(text);
    if digits.is_empty() {
        return target.lenient(0, || target.incorrect("1366", "integer", text));
    }
    let exact = Decimal::from_scientific(digits).map_or(i128::MAX, |value| integer_of_number(&Number::Decimal(value)));
    if convert::is_number(text) { Ok(exact) } else { target.lenient(exact, || target.truncated()) }
}

fn store_decimal(value: &Value, from: &Type, target: &Target<'_>, digits: u32, scale: u32) -> Result<Value, Refusal> {
    let exact = match digits_of(value, from) {
        Some(text) if convert::number_in(&text).is_empty() => {
            target.lenient(Decimal::from(0i64), || target.incorrect("1366", "decimal", &text))?
        }
        Some(text) => {
            let exact = convert::decimal_in(&text);
            if convert::is_number(&text) { exact } else { target.lenient(exact, || target.truncated())? }
        }
        None => match number_of(value, from).map(|number| number.to_decimal()) {
            Some(Some(exact)) => exact,
            Some(None) => {
                return target.lenient(Value::decimal(Decimal::largest(digits, scale)), || target.out_of_range());
            }
            None => return Ok(Value::Null),
        },
    };
    let rounded = exact.round(scale);
    let limit = Decimal::largest(digits, scale);
    let unsigned = target.column.column_type.unsigned;
    let low = if unsigned { Decimal::new(0, scale) } else { limit.negate() };
    if rounded.compare(&limit).is_gt() {
        return target.lenient(Value::decimal(limit), || target.out_of_range());
    }
    if rounded.compare(&low).is_lt() {
        return target.lenient(Value::decimal(low), || target.out_of_range());
    }
    Ok(Value::decimal(rounded))
}

fn double_of(value: &Value, from: &Type, target: &Target<'_>) -> Result<Option<f64>, Refusal> {
    let exact = match digits_of(value, from) {
        Some(text) if convert::number_in(&text).is_empty() => {
            target.lenient(0.0, || target.incorrect("1366", "double", &text))?
        }
        Some(text) if convert::is_number(&text) => convert::double_in(&text),
        Some(text) => target.lenient(convert::double_in(&text), || target.truncated())?,
        None => match number_of(value, from) {
            Some(number) => number.to_f64(),
            None => return Ok(None),
        },
    };
    if target.column.column_type.unsigned && exact < 0.0 {
        return target.lenient(Some(0.0), || target.out_of_range());
    }
    Ok(Some(exact))
}

/// Rounded to a fixed scale, and no larger than its digits allow.
fn fixed(value: f64, size: Option<(u32, u32)>, target: &Target<'_>) -> Result<f64, Refusal> {
    let Some((digits, scale)) = size else { return Ok(value) };
    let unit = 10f64.powi(i32::try_from(scale).unwrap_or(0));
    let limit = 10f64.powi(i32::try_from(digits - scale.min(digits)).unwrap_or(0)) - 1.0 / unit;
    let rounded = (value * unit).round_ties_even() / unit;
    if rounded.abs() > limit { target.lenient(limit.copysign(rounded), || target.out_of_range()) } else { Ok(rounded) }
}

#[expect(clippy::cast_possible_truncation, reason = "a float is a rounded double")]
fn store_float(value: &Value, from: &Type, target: &Target<'_>, size: Option<(u32, u32)>) -> Result<Value, Refusal> {
    let Some(exact) = double_of(value, from, target)? else { return Ok(Value::Null) };
    let exact = fixed(exact, size, target)?;
    if exact.abs() > f64::from(f32::MAX) {
        return target.lenient(Value::Float(f32::MAX.copysign(exact as f32)), || target.out_of_range());
    }
    Ok(Value::Float(exact as f32))
}

fn store_double(value: &Value, from: &Type, target: &Target<'_>, size: Option<(u32, u32)>) -> Result<Value, Refusal> {
    let Some(exact) = double_of(value, from, target)? else { return Ok(Value::Null) };
    fixed(exact, size, target).map(Value::Double)
}

/// `BIT` takes texts as bytes.
fn store_bits(value: &Value, from: &Type, target: &Target<'_>, width: u32) -> Result<Value, Refusal> {
    let number = match value {
        Value::Text(text) => convert::number_of_bytes(text.as_bytes()),
        Value::Bytes(bytes) => convert::number_of_bytes(bytes),
        other => match number_of(other, from) {
            Some(number) => u64::try_from(integer_of_number(&number))
                .unwrap_or_else(|_| convert::integer(other).unwrap_or(0).cast_unsigned()),
            None => return Ok(Value::Null),
        },
    };
    let largest = if width >= 64 { u64::MAX } else { (1 << width) - 1 };
    if number > largest { target.lenient(Value::UInt(largest), || target.too_long()) } else { Ok(Value::UInt(number)) }
}

fn store_year(value: &Value, target: &Target<'_>) -> Result<Value, Refusal> {
    let (number, is_text) = match text_of(value) {
        Some(text) if convert::number_in(&text).is_empty() => {
            return target.lenient(Value::Year(0), || target.incorrect("1366", "integer", &text));
        }
        Some(text) if convert::is_number(&text) => (convert::integer_in(&text), text.trim().len() != 4),
        Some(text) => (target.lenient(convert::integer_in(&text), || target.truncated())?, false),
        None => match value {
            Value::Date(date) => (i64::from(date.year), false),
            Value::DateTime(moment) => (i64::from(moment.date.year), false),
            Value::Double(number) if *number < 0.0 => (-1, false),
            Value::Float(number) if *number < 0.0 => (-1, false),
            other => (convert::integer(other).unwrap_or(0), false),
        },
    };
    let year = match number {
        0 if is_text => 2000,
        0 => 0,
        1..70 => number + 2000,
        70..100 => number + 1900,
        1901..=2155 => number,
        _ => target.lenient(0, || target.out_of_range())?,
    };
    Ok(Value::Year(u16::try_from(year).unwrap_or(0)))
}

/// Which of the two types of moments.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    DateTime,
    Timestamp,
}

/// A moment in a value, and whether all of the value is part of it.
fn moment(value: &Value) -> Option<(DateTime, bool)> {
    match text_of(value) {
        Some(text) => convert::parse_datetime(&text),
        None => convert::datetime_of(value).map(|moment| (moment, true)),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => other.to_text().map_or_else(String::new, |text| text.to_string()),
    }
}

impl Session {
    /// Whether the `sql_mode` lets a date with zeros be.
    pub(in crate::mysql::session) fn accepts_date(&self, date: Date) -> bool {
        if date.is_zero() {
            return !(self.has_sql_mode("NO_ZERO_DATE"));
        }
        date.is_complete() || !self.has_sql_mode("NO_ZERO_IN_DATE")
    }

    fn store_date(&self, value: &Value, target: &Target<'_>) -> Result<Value, Refusal> {
        if matches!(value, Value::Time(_)) {
            return Ok(Value::clock(format!("CAST('{}' AS DATE)", shown(value))));
        }
        let incorrect = || target.incorrect("1292", "date", &shown(value));
        match moment(value) {
            Some((moment, true)) if self.accepts_date(moment.date) => Ok(Value::Date(moment.date)),
            Some((moment, false)) if self.accepts_date(moment.date) => {
                target.lenient(Value::Date(moment.date), incorrect)
            }
            _ => target.lenient(Value::Date(Date::default()), incorrect),
        }
    }

    fn store_datetime(&self, value: &Value, target: &Target<'_>, digits: u32, kind: Kind) -> Result<Value, Refusal> {
        let incorrect = || target.incorrect("1292", "datetime", &shown(value));
        if matches!(value, Value::Time(_)) {
            return Ok(Value::clock(format!("CAST('{}' AS DATETIME)", shown(value))));
        }
        let digits = u8::try_from(digits).unwrap_or(6);
        let found = match moment(value) {
            Some((moment, true)) if self.accepts_date(moment.date) => moment,
            Some((moment, false)) if self.accepts_date(moment.date) => target.lenient(moment, incorrect)?,
            _ => target.lenient(DateTime::default(), incorrect)?,
        };
        let found = if self.has_sql_mode("TIME_ROUND_FRACTIONAL") { rounded(found, digits) } else { found };
        let year = found.date.year;
        let outside = kind == Kind::Timestamp
            && !found.date.is_zero()
            && (!(1970..=2038).contains(&year) || !found.date.is_complete());
        if outside {
            return target.lenient(Value::DateTime(DateTime { digits, ..DateTime::default() }), incorrect);
        }
        Ok(Value::DateTime(found.with_digits(digits)))
    }
}

fn rounded(moment: DateTime, digits: u8) -> DateTime {
    let half = 5 * 10i128.pow(5 - u32::from(digits.min(5)));
    if digits >= 6 { moment } else { moment.add_micros(half).unwrap_or(moment) }
}

fn store_time(value: &Value, target: &Target<'_>, digits: u32) -> Result<Value, Refusal> {
    let digits = u8::try_from(digits).unwrap_or(6);
    let incorrect = || target.incorrect("1292", "time", &shown(value));
    let found = match text_of(value) {
        Some(text) => convert::parse_time(&text),
        None => convert::time_of(value).map(|time| (time, true)),
    };
    match found {
        Some((time, true)) if time.micros < crate::mysql::value::temporal::LONGEST => {
            Ok(Value::Time(time.with_digits(digits)))
        }
        Some((time, _)) => target.lenient(Value::Time(time.with_digits(digits)), incorrect),
        None => target.lenient(Value::Time(crate::mysql::value::Time { digits, ..Default::default() }), incorrect),
    }
}

fn label(number: u64, text: &str) -> Value {
    Value::Label(Arc::new(Label { number, text: text.into() }))
}

/// The place of a label, from 1.
fn position(text: &str, target: &Target<'_>, labels: &[smol_str::SmolStr]) -> Option<u64> {
    let collation = target.column.column_type.collation.as_deref().unwrap_or("utf8mb4_general_ci");
    let collation = super::collation::Collation::named(collation);
    let text = text.trim_end_matches(' ');
    let at = labels
        .iter()
        .position(|label| collation.compare(label, text).map_or(label == text, std::cmp::Ordering::is_eq))?;
    u64::try_from(at + 1).ok()
}

fn store_enum(value: &Value, target: &Target<'_>, labels: &[smol_str::SmolStr]) -> Result<Value, Refusal> {
    let by_number = |number: i64| {
        usize::try_from(number.saturating_sub(1))
            .ok()
            .and_then(|at| Some((u64::try_from(number).ok()?, labels.get(at)?)))
    };
    let found = match text_of(value) {
        Some(text) => match position(&text, target, labels) {
            Some(number) => by_number(number.cast_signed()),
            None if convert::is_number(&text) => by_number(convert::integer_in(&text)),
            None => None,
        },
        None => by_number(convert::integer(value).unwrap_or(0)),
    };
    match found {
        Some((number, text)) => Ok(label(number, text)),
        None => target.lenient(label(0, ""), || target.truncated()),
    }
}

fn store_set(value: &Value, target: &Target<'_>, labels: &[smol_str::SmolStr]) -> Result<Value, Refusal> {
    let mut bits = 0u64;
    let mut complete = true;
    match text_of(value) {
        Some(text) if text.is_empty() => {}
        Some(text) => {
            for part in text.split(',') {
                match position(part, target, labels) {
                    Some(number) => bits |= 1 << (number - 1),
                    None => complete = false,
                }
            }
            if !complete && bits == 0 && convert::is_number(&text) {
                (bits, complete) = (convert::integer_in(&text).cast_unsigned(), true);
            }
        }
        None => bits = convert::integer(value).unwrap_or(0).cast_unsigned(),
    }
    let all = if labels.len() >= 64 { u64::MAX } else { (1 << labels.len()) - 1 };
    let fits = complete && bits & !all == 0;
    let chosen: Vec<&str> =
        labels.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, label)| label.as_str()).collect();
    let value = label(bits & all, &chosen.join(","));
    if fits { Ok(value) } else { target.lenient(value, || target.truncated()) }
}
