//! Expressions that only the server can compute, put together from their parts.

use crate::mysql::ast::{BinaryOperator, TimeUnit};
use crate::mysql::session::data::functions::Native;
use crate::mysql::session::data::types::{Class, NOT_FIXED, Type};
use crate::mysql::value::{Deferred, Value};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// A value as SQL.
pub fn written(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "NULL".into(),
        Value::Deferred(deferred) => deferred.text.to_string(),
        Value::Unknown(_) => return None,
        Value::Int(_) | Value::UInt(_) | Value::Decimal(_) | Value::Year(_) | Value::Float(_) => {
            value.to_text()?.to_string()
        }
        Value::Double(value) => format!("{value:e}"),
        Value::Bytes(bytes) => {
            let mut text = String::from("x'");
            bytes.iter().for_each(|byte| {
                let _ = write!(text, "{byte:02X}");
            });
            text.push('\'');
            text
        }
        other => quoted(&other.to_text()?),
    })
}

/// A text between quotes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        match character {
            '\'' => quoted.push_str("''"),
            '\\' => quoted.push_str("\\\\"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

/// What is computed from drawn values is drawn with them: whoever writes it must not write them beside it, where they would be drawn anew.
fn deferred(text: Option<String>, values: &[&Value]) -> Value {
    let Some(text) = text else { return Value::unknown("it is computed from what only the server can compute") };
    let parts = values.iter().filter_map(|value| match value {
        Value::Deferred(part) => Some(part.draws()),
        _ => None,
    });
    let draws: BTreeSet<u64> = parts.flatten().collect();
    let mut draws = draws.into_iter();
    Value::Deferred(Arc::new(Deferred { text: text.into(), draw: draws.next(), others: draws.collect() }))
}

/// Functions that have a value wherever their arguments have one.
const TOTAL: &[&str] = &[
    "ascii",
    "ord",
    "concat",
    "concat_ws",
    "upper",
    "lower",
    "ucase",
    "lcase",
    "replace",
    "substr",
    "substring",
    "mid",
    "left",
    "right",
    "trim",
    "ltrim",
    "rtrim",
    "reverse",
    "hex",
    "md5",
    "sha",
    "sha1",
    "to_base64",
    "length",
    "char_length",
    "date",
    "time",
    "year",
    "month",
    "day",
    "dayofmonth",
    "hour",
    "minute",
    "second",
    "quarter",
    "last_day",
    "date_format",
    "unix_timestamp",
    "to_days",
    "round",
    "floor",
    "ceil",
    "ceiling",
    "abs",
    "truncate",
    "timestamp",
    "lpad",
    "rpad",
    "substring_index",
    "crc32",
    "unhex",
    "uuid_to_bin",
    "bin_to_uuid",
];

/// A call with arguments that are not known.
pub(super) fn call(native: &Native, values: &[Value]) -> Value {
    use crate::mysql::session::data::functions::Run;
    let total = TOTAL.contains(&native.name) || matches!(native.run, Run::Deferred);
    if !total || values.iter().any(Value::is_null) {
        return Value::unknown(format!("the value of {} depends on what is not known", native.name));
    }
    let arguments: Option<Vec<String>> = values.iter().map(written).collect();
    let all: Vec<&Value> = values.iter().collect();
    deferred(arguments.map(|arguments| format!("{}({})", native.name, arguments.join(", "))), &all)
}

/// `a op b`.
pub(super) fn operation(operator: BinaryOperator, left: &Value, right: &Value) -> Value {
    use BinaryOperator::{Divide, Minus, Multiply, Plus};
    // Only a division by zero has no value.
    let divides = operator == Divide && matches!(right, Value::Int(1..) | Value::UInt(1..));
    if !divides && !matches!(operator, Plus | Minus | Multiply) {
        return Value::unknown("it is computed from what only the server can compute");
    }
    let symbol = crate::mysql::session::data::prepare::symbol(operator);
    let text = written(left).zip(written(right)).map(|(left, right)| format!("({left} {symbol} {right})"));
    deferred(text, &[left, right])
}

/// `-x`.
pub(super) fn negated(value: &Value) -> Value {
    deferred(written(value).map(|value| format!("(-{value})")), &[value])
}

/// `EXTRACT(unit FROM x)`.
pub(super) fn wrapped(function: &str, value: &Value, unit: TimeUnit) -> Value {
    deferred(written(value).map(|value| format!("{function}({} FROM {value})", unit_word(unit))), &[value])
}

/// A deferred moment and an interval; none where both are known.
pub(super) fn interval(moment: &Value, amount: &Value, unit: TimeUnit, negated: bool) -> Option<Value> {
    if moment.is_known() && amount.is_known() {
        return None;
    }
    if let Some(unknown) = [moment, amount].into_iter().find(|value| matches!(value, Value::Unknown(_))) {
        return Some(unknown.clone());
    }
    let sign = if negated { '-' } else { '+' };
    let text = written(moment)
        .zip(written(amount))
        .map(|(moment, amount)| format!("({moment} {sign} INTERVAL {amount} {})", unit_word(unit)));
    Some(deferred(text, &[moment, amount]))
}

/// `CAST(x AS type)` of a deferred value.
pub(super) fn cast(value: &Value, to: &Type) -> Value {
    let target = match to.class {
        Class::Int | Class::BigInt | Class::TinyInt | Class::SmallInt | Class::MediumInt => {
            if to.unsigned {
                "UNSIGNED".into()
            } else {
                "SIGNED".into()
            }
        }
        Class::Date => "DATE".to_owned(),
        Class::Time => "TIME".to_owned(),
        Class::DateTime | Class::Timestamp if to.decimals > 0 && to.decimals < NOT_FIXED => {
            format!("DATETIME({})", to.decimals)
        }
        Class::DateTime | Class::Timestamp => "DATETIME".to_owned(),
        Class::Decimal => format!("DECIMAL({},{})", to.precision(), to.decimals),
        Class::Double => "DOUBLE".to_owned(),
        Class::Char | Class::Varchar | Class::Text if !to.collation.is_binary() => "CHAR".to_owned(),
        _ => return Value::unknown("it is computed from what only the server can compute"),
    };
    deferred(written(value).map(|value| format!("CAST({value} AS {target})")), &[value])
}

/// A unit in SQL: `DAY_HOUR`.
pub fn unit_word(unit: TimeUnit) -> String {
    let mut word = String::new();
    for character in format!("{unit:?}").chars() {
        if character.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(character.to_ascii_uppercase());
    }
    word
}
