//! `CAST`: values of another type, as far as they fit; what does not is cut, with a warning that nobody sees.

use super::defer;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert::{self, Number};
use crate::mysql::session::data::types::{Class, Type};
use crate::mysql::value::{Decimal, Value};
use crate::run::Refusal;

/// A value as another type.
pub fn cast(session: &Session, value: &Value, from: &Type, to: &Type) -> Result<Value, Refusal> {
    if value.is_null() || matches!(value, Value::Unknown(_)) {
        return Ok(value.clone());
    }
    if !value.is_known() {
        return Ok(defer::cast(value, to));
    }
    match to.class {
        Class::Int | Class::BigInt => session.check_number(value, "INTEGER")?,
        Class::Decimal => session.check_number(value, "DECIMAL")?,
        Class::Double => session.check_number(value, "DOUBLE")?,
        Class::Date | Class::DateTime => session.check_moment(value)?,
        _ => {}
    }
    Ok(match &to.class {
        Class::TinyInt | Class::SmallInt | Class::MediumInt | Class::Int | Class::BigInt => {
            integer(value, from, to.unsigned)
        }
        Class::Bit => Value::UInt(convert::integer(value).unwrap_or(0).cast_unsigned()),
        Class::Year => Value::Year(u16::try_from(convert::integer(value).unwrap_or(0)).unwrap_or(0)),
        Class::Decimal => decimal(value, from, to),
        Class::Float => Value::Float(to_float(double(value, from))),
        Class::Double => Value::Double(double(value, from)),
        Class::Date => session.cast_to_date(value),
        Class::DateTime | Class::Timestamp => session.cast_to_datetime(value, to),
        Class::Time => convert::time_of(value).map_or(Value::Null, |time| Value::Time(time.with_digits(digits(to)))),
        Class::Null | Class::Hex => value.clone(),
        Class::Enum(_) | Class::Set(_) => value.to_text().map_or(Value::Null, Value::Text),
        Class::Other(_) => Value::unknown("a value of this type is not computed"),
        Class::Char | Class::Varchar | Class::Text if !to.collation.is_binary() => characters(value, from, to),
        _ => bytes(value, from, to),
    })
}

fn digits(ty: &Type) -> u8 {
    u8::try_from(ty.decimals.min(6)).unwrap_or(6)
}

#[expect(clippy::cast_possible_truncation, reason = "a float is a rounded double")]
fn to_float(value: f64) -> f32 {
    value as f32
}

fn double(value: &Value, from: &Type) -> f64 {
    number(value, from).map_or(0.0, |number| number.to_f64())
}

fn number(value: &Value, from: &Type) -> Option<Number> {
    match value {
        Value::Bytes(bytes) if from.class == Class::Hex => Some(Number::UInt(convert::number_of_bytes(bytes))),
        other => convert::number(other),
    }
}

fn integer(value: &Value, from: &Type, unsigned: bool) -> Value {
    if let (Value::Bytes(_), Class::Hex) = (value, &from.class) {
        return match number(value, from) {
            Some(Number::UInt(number)) if unsigned => Value::UInt(number),
            Some(Number::UInt(number)) => Value::Int(number.cast_signed()),
            _ => Value::Null,
        };
    }
    let whole = match value {
        Value::Decimal(decimal) => {
            let cut = decimal.round(0);
            match (unsigned, cut.to_u64(), cut.to_i64()) {
                (true, Some(value), _) => return Value::UInt(value),
                (true, None, _) if cut.is_negative() => return Value::UInt(0),
                (true, None, _) => return Value::UInt(u64::MAX),
                (false, _, found) => found.unwrap_or(if cut.is_negative() { i64::MIN } else { i64::MAX }),
            }
        }
        Value::Double(double) if unsigned && *double >= 9.2e18 => return Value::UInt(saturate(*double)),
        other => convert::integer(other).unwrap_or(0),
    };
    if unsigned { Value::UInt(whole.cast_unsigned()) } else { Value::Int(whole) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn saturate(value: f64) -> u64 {
    value as u64
}

fn decimal(value: &Value, from: &Type, to: &Type) -> Value {
    let exact = match value {
        Value::Text(text) => convert::decimal_in(text),
        other => number(other, from).and_then(|number| number.to_decimal()).unwrap_or_else(|| Decimal::from(0i64)),
    };
    let rounded = exact.round(to.decimals);
    let limit = Decimal::largest(to.precision(), to.decimals);
    if rounded.compare(&limit).is_gt() {
        return Value::decimal(limit);
    }
    if rounded.negate().compare(&limit).is_gt() {
        return Value::decimal(limit.negate());
    }
    Value::decimal(rounded)
}

/// The first characters of a text.
fn first(text: &str, length: u32) -> &str {
    text.char_indices().nth(length as usize).map_or(text, |(at, _)| &text[..at])
}

fn characters(value: &Value, from: &Type, to: &Type) -> Value {
    let text = match value {
        Value::Bytes(bytes) => match convert::decode(bytes, to.collation.charset()) {
            Some(text) => text,
            None => return Value::unknown("bytes that are no characters"),
        },
        Value::UInt(number) if from.class == Class::Bit => {
            match convert::decode(&number.to_be_bytes()[8 - from.length.div_ceil(8).min(8) as usize..], "latin1") {
                Some(text) => text,
                None => return Value::unknown("bytes that are no characters"),
            }
        }
        other => match convert::shown(other, from) {
            Some(text) => text,
            None => return Value::Null,
        },
    };
    let text = if from.collation.charset() == to.collation.charset() {
        text
    } else {
        representable(&text, to.collation.charset()).into()
    };
    if text.len() <= to.length as usize { Value::Text(text) } else { Value::text(first(&text, to.length)) }
}

/// The characters that a character set has; the others become question marks.
fn representable(text: &str, charset: &str) -> String {
    match charset {
        "ascii" => text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect(),
        "latin1" => convert::decode(&convert::encode(text, "latin1"), "latin1")
            .map_or_else(String::new, |text| text.to_string()),
        "utf8" | "utf8mb3" | "ucs2" => text.chars().map(|c| if u32::from(c) > 0xffff { '?' } else { c }).collect(),
        _ => text.to_owned(),
    }
}

fn bytes(value: &Value, from: &Type, to: &Type) -> Value {
    let bytes = match value {
        Value::Text(text) => convert::encode(text, from.collation.charset()),
        other => match other.to_bytes() {
            Some(bytes) => bytes,
            None => return Value::Null,
        },
    };
    let length = to.length as usize;
    if bytes.len() > length {
        return Value::bytes(&bytes[..length]);
    }
    if to.class == Class::Binary && bytes.len() < length {
        let mut padded = bytes.to_vec();
        padded.resize(length, 0);
        return Value::bytes(padded);
    }
    Value::Bytes(bytes)
}

impl Session {
    fn cast_to_date(&self, value: &Value) -> Value {
        match convert::date_of(value) {
            Some(date) if self.accepts_date(date) => Value::Date(date),
            None if matches!(value, Value::Time(_)) => Value::unknown("a time as a date depends on the day"),
            Some(_) | None => Value::Null,
        }
    }

    fn cast_to_datetime(&self, value: &Value, to: &Type) -> Value {
        match convert::datetime_of(value) {
            Some(moment) if self.accepts_date(moment.date) => Value::DateTime(moment.with_digits(digits(to))),
            None if matches!(value, Value::Time(_)) => Value::unknown("a time as a date depends on the day"),
            Some(_) | None => Value::Null,
        }
    }
}
