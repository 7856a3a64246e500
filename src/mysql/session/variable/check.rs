//! Whether a variable takes a value, and what it makes of it.

use super::definition::{Definition, Kind};
use super::{Session, canonical_name, shown, sql_mode, wrong_type, wrong_value};
use crate::mysql::error::{failure, undecided};
use crate::mysql::value::Value;
use crate::run::Refusal;

/// Variables and their values.
type Settings = Vec<(&'static str, Value)>;

impl Session {
    /// What setting a variable to a value sets, that variable first.
    pub(super) fn checked(&self, definition: &'static Definition, value: &Value) -> Result<Settings, Refusal> {
        let name = definition.name;
        if !value.is_known() {
            return unknown_setting(definition, value);
        }
        let value = match name {
            "sql_mode" => sql_mode::parse(&self.profile, value)?,
            "time_zone" => time_zone(value)?,
            "default_storage_engine" | "storage_engine" | "default_tmp_storage_engine" => engine(name, value)?,
            "lc_time_names" | "lc_messages" => locale(value)?,
            _ if name.starts_with("character_set_") => return self.charset_variable(name, value),
            _ if name.starts_with("collation_") => return self.collation_variable(name, value),
            _ => self.of_kind(definition, value)?,
        };
        Ok(vec![(canonical_name(name), value)])
    }

    fn of_kind(&self, definition: &Definition, value: &Value) -> Result<Value, Refusal> {
        let name = definition.name;
        match &definition.kind {
            Kind::Boolean => boolean(name, value),
            Kind::Integer { minimum, maximum, step } => {
                let wanted = integer(value).ok_or_else(|| wrong_type(name))?;
                let clamped = wanted.clamp(*minimum, *maximum);
                if clamped != wanted && self.has_mode("STRICT_ALL_TABLES") {
                    return Err(wrong_value(name, shown(value)));
                }
                let stepped = (clamped - clamped.rem_euclid(*step)).max(*minimum);
                Ok(u64::try_from(stepped).map_or_else(|_| Value::Int(i64::try_from(stepped).unwrap_or(0)), Value::UInt))
            }
            Kind::Double => match value {
                Value::Int(_) | Value::UInt(_) | Value::Decimal(_) | Value::Double(_) => Ok(value.clone()),
                _ => Err(wrong_type(name)),
            },
            Kind::Enum(words) => one_of(name, words, value),
            Kind::Set(words) => any_of(name, words, value),
            Kind::Flags(words) => flags(name, words, value),
            Kind::Text => match value {
                Value::Text(_) | Value::Bytes(_) | Value::Null => Ok(value.clone()),
                _ => Err(wrong_type(name)),
            },
        }
    }
}

/// What hangs on these must be known; the others may keep what is not.
fn unknown_setting(definition: &'static Definition, value: &Value) -> Result<Settings, Refusal> {
    let name = definition.name;
    let decisive = definition.kind == Kind::Boolean || name == "sql_mode" || name.contains("storage_engine");
    if decisive || name.starts_with("character_set_") || name.starts_with("collation_") {
        let reason = value.why_not_known().unwrap_or_default();
        return Err(undecided(format!("`{name}` is set to a value that is not known: {reason}")));
    }
    Ok(vec![(canonical_name(name), value.clone())])
}

/// The whole number that a value is, where it is of a type of whole numbers.
pub(super) fn integer(value: &Value) -> Option<i128> {
    match value {
        Value::Int(value) => Some(i128::from(*value)),
        Value::UInt(value) => Some(i128::from(*value)),
        _ => None,
    }
}

fn boolean(name: &str, value: &Value) -> Result<Value, Refusal> {
    match (integer(value), value) {
        (Some(0), _) => Ok(Value::Int(0)),
        (Some(1), _) => Ok(Value::Int(1)),
        (None, Value::Text(text)) if text.eq_ignore_ascii_case("on") => Ok(Value::Int(1)),
        (None, Value::Text(text)) if text.eq_ignore_ascii_case("off") => Ok(Value::Int(0)),
        (None, Value::Text(_) | Value::Bytes(_) | Value::Null) | (Some(_), _) => Err(wrong_value(name, shown(value))),
        _ => Err(wrong_type(name)),
    }
}

fn one_of(name: &str, words: &[&'static str], value: &Value) -> Result<Value, Refusal> {
    let found = match value {
        Value::Text(text) => words.iter().find(|word| word.eq_ignore_ascii_case(text)),
        Value::Int(_) | Value::UInt(_) => {
            integer(value).and_then(|place| usize::try_from(place).ok()).and_then(|place| words.get(place))
        }
        Value::Null => None,
        _ => return Err(wrong_type(name)),
    };
    found.map(|word| Value::text(*word)).ok_or_else(|| wrong_value(name, shown(value)))
}

/// The words of a value; numbers are their bits.
pub(super) fn any_of(name: &str, words: &[&'static str], value: &Value) -> Result<Value, Refusal> {
    let bits = match value {
        Value::Text(text) => bits_of(words, text).map_err(|word| wrong_value(name, word))?,
        Value::Int(_) | Value::UInt(_) => {
            let number = integer(value).unwrap_or(-1);
            let all = 1i128 << words.len();
            u64::try_from(number).ok().filter(|_| number < all).ok_or_else(|| wrong_value(name, shown(value)))?
        }
        Value::Null => return Err(wrong_value(name, "NULL")),
        _ => return Err(wrong_type(name)),
    };
    Ok(Value::text(words_of(words, bits)))
}

/// The bits of a list of words; else the first one that is none of them.
pub(super) fn bits_of<'a>(words: &[&'static str], text: &'a str) -> Result<u64, &'a str> {
    text.split(',').filter(|word| !word.is_empty()).try_fold(0, |bits, word| {
        match words.iter().position(|known| known.eq_ignore_ascii_case(word)) {
            Some(place) => Ok(bits | 1 << place),
            None => Err(word),
        }
    })
}

/// The words of bits, in the server's order.
pub(super) fn words_of(words: &[&'static str], bits: u64) -> String {
    let set = words.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1).map(|(_, word)| *word);
    set.collect::<Vec<_>>().join(",")
}

/// `name=on,name=off`; which flags are on is not kept, since they say how queries run and not what they give.
fn flags(name: &str, words: &[&'static str], value: &Value) -> Result<Value, Refusal> {
    let Value::Text(text) = value else { return Err(wrong_type(name)) };
    let known = |flag: &str| {
        flag == "default"
            || flag.split_once('=').is_some_and(|(word, state)| {
                ["on", "off", "default"].contains(&state) && (words.len() <= 1 || words.contains(&word))
            })
    };
    match text.split(',').find(|flag| !known(flag)) {
        Some(flag) => Err(wrong_value(name, flag)),
        None => Ok(Value::unknown("flags of the optimizer are not modelled")),
    }
}

/// `SYSTEM`, or an offset; names are known to servers whose tables of time zones are loaded.
fn time_zone(value: &Value) -> Result<Value, Refusal> {
    match value {
        Value::Text(text) if text.eq_ignore_ascii_case("system") => Ok(Value::from("SYSTEM")),
        Value::Text(text) if text.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            Err(undecided(format!("whether a server knows the time zone `{text}` depends on its tables")))
        }
        Value::Text(text) if is_offset(text) => Ok(value.clone()),
        Value::Text(text) => Err(failure("1298", format!("Unknown or incorrect time zone: '{text}'"))),
        Value::Null => Err(wrong_value("time_zone", "NULL")),
        _ => Err(wrong_type("time_zone")),
    }
}

/// From `-12:59` to `+13:00` in MariaDB, to `+14:00` in MySQL; what lies between is taken.
fn is_offset(text: &str) -> bool {
    let Some((sign, rest)) = text.split_at_checked(1) else { return false };
    let Some((hours, minutes)) = rest.split_once(':') else { return false };
    let number = |digits: &str| digits.parse::<i32>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let (Some(hours), Some(minutes)) = (number(hours), number(minutes)) else { return false };
    let total = hours * 60 + minutes;
    minutes < 60
        && match sign {
            "+" => total <= 13 * 60,
            "-" => total <= 12 * 60 + 59,
            _ => false,
        }
}

/// The engines of every server; others are plugins.
fn engine(name: &str, value: &Value) -> Result<Value, Refusal> {
    const ENGINES: &[&str] = &["InnoDB", "MyISAM", "MEMORY", "Aria", "CSV", "MRG_MyISAM", "ARCHIVE", "BLACKHOLE"];
    match value {
        Value::Text(text) => {
            let known = ENGINES.iter().find(|engine| engine.eq_ignore_ascii_case(text));
            known
                .map(|engine| Value::text(*engine))
                .ok_or_else(|| undecided(format!("whether the server has the engine `{text}` is not known")))
        }
        Value::Null if name == "default_tmp_storage_engine" => Ok(Value::Null),
        Value::Null => Err(wrong_value(name, "NULL")),
        _ => Err(wrong_type(name)),
    }
}

fn locale(value: &Value) -> Result<Value, Refusal> {
    match value {
        Value::Text(text) if text.len() == 5 && text.as_bytes().get(2) == Some(&b'_') => Ok(value.clone()),
        Value::Text(text) => Err(failure("1649", format!("Unknown locale: '{text}'"))),
        _ => Err(undecided("locales by number are not modelled")),
    }
}
