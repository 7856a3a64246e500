//! Values as other kinds of values, as leniently as the server makes them.

mod temporal;

pub use temporal::{date_of, datetime_of, parse_datetime, parse_time, time_of};

use super::types::{NOT_FIXED, Type};
use crate::mysql::value::{Decimal, Value};
use std::sync::Arc;

/// A number of one of the server's kinds.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    Int(i64),
    UInt(u64),
    Decimal(Decimal),
    Double(f64),
}

impl Number {
    /// The nearest double.
    #[expect(clippy::cast_precision_loss, reason = "that is what the server does")]
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Int(value) => *value as f64,
            Self::UInt(value) => *value as f64,
            Self::Decimal(value) => value.to_f64(),
            Self::Double(value) => *value,
        }
    }

    /// The decimal; none of a double that is too large for one.
    pub fn to_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Int(value) => Some(Decimal::from(*value)),
            Self::UInt(value) => Some(Decimal::from(*value)),
            Self::Decimal(value) => Some(value.clone()),
            Self::Double(value) => Decimal::from_f64(*value),
        }
    }

    /// It is zero.
    pub fn is_zero(&self) -> bool {
        match self {
            Self::Int(value) => *value == 0,
            Self::UInt(value) => *value == 0,
            Self::Decimal(value) => value.is_zero(),
            Self::Double(value) => *value == 0.0,
        }
    }

    /// The value.
    pub fn into_value(self) -> Value {
        match self {
            Self::Int(value) => Value::Int(value),
            Self::UInt(value) => Value::UInt(value),
            Self::Decimal(value) => Value::decimal(value),
            Self::Double(value) => Value::Double(value),
        }
    }
}

/// The bytes of a text that are a number at its begin, blanks before it left out: where it begins, and where it ends.
fn number_prefix(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = start + usize::from(matches!(bytes.get(start), Some(b'+' | b'-')));
    let before = digits(at);
    at += before;
    let behind = if bytes.get(at) == Some(&b'.') { digits(at + 1) } else { 0 };
    if before + behind == 0 {
        return (start, start);
    }
    if bytes.get(at) == Some(&b'.') {
        at += 1 + behind;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = if at + 1 + sign <= bytes.len() { digits(at + 1 + sign) } else { 0 };
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    (start, at)
}

/// The number at the begin of a text.
pub fn number_in(text: &str) -> &str {
    let (start, end) = number_prefix(text);
    &text[start..end]
}

/// Nothing but a number and blanks around it.
pub fn is_number(text: &str) -> bool {
    let (start, end) = number_prefix(text);
    end > start && text[end..].bytes().all(|byte| byte.is_ascii_whitespace())
}

/// The double at the begin of a text; 0 where there is none.
pub fn double_in(text: &str) -> f64 {
    let value: f64 = number_in(text).parse().unwrap_or(0.0);
    if value.is_infinite() { f64::MAX.copysign(value) } else { value }
}

/// The decimal at the begin of a text; 0 where there is none.
pub fn decimal_in(text: &str) -> Decimal {
    Decimal::from_scientific(number_in(text)).unwrap_or_else(|| Decimal::from(0i64))
}

/// The number that a value is in arithmetic: a text is a double. `NULL` and what is not known are none.
pub fn number(value: &Value) -> Option<Number> {
    Some(match value {
        Value::Null | Value::Deferred(_) | Value::Unknown(_) => return None,
        Value::Int(value) => Number::Int(*value),
        Value::UInt(value) => Number::UInt(*value),
        Value::Decimal(value) => Number::Decimal((**value).clone()),
        Value::Double(value) => Number::Double(*value),
        Value::Float(value) => Number::Double(f64::from(*value)),
        Value::Label(label) => Number::UInt(label.number),
        Value::Year(year) => Number::Int(i64::from(*year)),
        Value::Date(date) => Number::Int(date.to_number().cast_signed()),
        Value::DateTime(moment) => with_fraction(moment.to_number(), moment.fraction(), moment.digits, false),
        Value::Time(time) => with_fraction(time.to_number(), time.micros % 1_000_000, time.digits, time.negative),
        Value::Text(text) => Number::Double(double_in(text)),
        Value::Bytes(bytes) => Number::Double(double_in(&String::from_utf8_lossy(bytes))),
    })
}

fn with_fraction(whole: u64, micros: u64, digits: u8, negative: bool) -> Number {
    if digits == 0 {
        let whole = whole.cast_signed();
        return Number::Int(if negative { -whole } else { whole });
    }
    let exact = Decimal::new(i128::from(whole) * 1_000_000 + i128::from(micros), 6).truncate(u32::from(digits));
    Number::Decimal(if negative { exact.negate() } else { exact })
}

/// The big-endian number that bytes are; those before the last eight are lost.
pub fn number_of_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The integer that a value is: decimals and doubles are rounded, a text is its first digits.
pub fn integer(value: &Value) -> Option<i64> {
    Some(match value {
        Value::Text(text) => integer_in(text),
        Value::Bytes(bytes) => integer_in(&String::from_utf8_lossy(bytes)),
        other => match number(other)? {
            Number::Int(value) => value,
            Number::UInt(value) => value.cast_signed(),
            Number::Decimal(value) => value.to_i64().unwrap_or(if value.is_negative() { i64::MIN } else { i64::MAX }),
            Number::Double(value) => saturate(value),
        },
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as the server does")]
fn saturate(value: f64) -> i64 {
    value.round_ties_even() as i64
}

/// The integer at the begin of a text.
pub fn integer_in(text: &str) -> i64 {
    let text = text.trim_start();
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    match (digits[..end].parse::<u64>(), negative) {
        (Ok(value), true) => 0i64.saturating_sub_unsigned(value),
        (Ok(value), false) => value.cast_signed(),
        (Err(_), _) if end == 0 => 0,
        (Err(_), true) => i64::MIN,
        (Err(_), false) => u64::MAX.cast_signed(),
    }
}

/// Whether a value is true; none for `NULL` and for what is not known.
pub fn truth(value: &Value) -> Option<bool> {
    number(value).map(|number| !number.is_zero())
}

/// The characters that a value of a type is shown with: zeros before it, and as many digits behind the point as the type has.
pub fn shown(value: &Value, ty: &Type) -> Option<Arc<str>> {
    match value {
        Value::Int(_) | Value::UInt(_) if ty.zerofill => {
            let digits = value.to_text()?;
            Some(format!("{digits:0>width$}", width = ty.length as usize).into())
        }
        Value::Double(number) if ty.decimals < NOT_FIXED => {
            Some(format!("{number:.places$}", places = ty.decimals as usize).into())
        }
        Value::Float(number) if ty.decimals < NOT_FIXED => {
            Some(format!("{number:.places$}", places = ty.decimals as usize).into())
        }
        other => other.to_text(),
    }
}

/// The characters of a value in the encoding of a character set; those that it does not have are `?`.
pub fn encode(text: &str, charset: &str) -> Arc<[u8]> {
    match charset {
        "latin1" => text.chars().map(latin1_byte).collect(),
        "ascii" => text.chars().map(|c| if c.is_ascii() { c as u8 } else { b'?' }).collect(),
        "ucs2" | "utf16" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "utf32" => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        _ => text.as_bytes().into(),
    }
}

fn latin1_byte(character: char) -> u8 {
    let mut buffer = [0; 4];
    let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(character.encode_utf8(&mut buffer));
    match (failed, bytes.first()) {
        (false, Some(byte)) => *byte,
        _ => b'?',
    }
}

/// The characters that bytes are in a character set; none where they are no characters of it.
pub fn decode(bytes: &[u8], charset: &str) -> Option<Arc<str>> {
    match charset {
        "latin1" => Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.as_ref().into()),
        "ascii" => bytes.is_ascii().then(|| String::from_utf8_lossy(bytes).as_ref().into()),
        "utf8" | "utf8mb3" | "utf8mb4" => std::str::from_utf8(bytes).ok().map(Into::into),
        "ucs2" | "utf16" => {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).ok().map(Into::into)
        }
        "utf32" => {
            let codes = bytes.chunks_exact(4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
            codes.map(char::from_u32).collect::<Option<String>>().map(Into::into)
        }
        _ => bytes.is_ascii().then(|| String::from_utf8_lossy(bytes).as_ref().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_number_at_its_begin() {
        assert!((double_in(" 12.5e1x") - 125.0).abs() < f64::EPSILON);
        assert!(double_in("abc").abs() < f64::EPSILON);
        assert_eq!(number_in("1e"), "1");
        assert_eq!(number_in("-.5."), "-.5");
        assert_eq!(integer_in("12.9"), 12);
        assert!(is_number(" 1.5 ") && !is_number("1a") && !is_number(""));
        assert_eq!(integer(&Value::decimal("1.5".parse().expect("a decimal"))), Some(2));
    }
}
