//! `STR_TO_DATE`.

use super::format::{DAYS, MONTHS};
use crate::mysql::session::data::functions::Given;
use crate::mysql::session::data::types::Class;
use crate::mysql::value::Value;
use crate::mysql::value::temporal::{Date, DateTime, SECOND, Time};

/// What has been read so far.
#[derive(Default)]
struct Parts {
    year: u64,
    month: u64,
    day: u64,
    hour: u64,
    minute: u64,
    second: u64,
    micros: u64,
    afternoon: Option<bool>,
    day_of_year: Option<u64>,
}

/// Reads digits off the front.
fn number(text: &mut &str, most: usize) -> Option<u64> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let value = text[..digits].parse().ok()?;
    *text = &text[digits..];
    Some(value)
}

/// Reads a name off the front: its place in a list.
fn name(text: &mut &str, names: &[&str], length: usize) -> Option<u64> {
    let at = names.iter().position(|name| {
        let wanted = &name[..length.min(name.len())];
        text.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
    })?;
    *text = &text[length.min(names[at].len())..];
    u64::try_from(at).ok()
}

fn read(parts: &mut Parts, text: &mut &str, letter: char) -> Option<()> {
    match letter {
        'Y' => {
            parts.year = {
                let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
                let year = number(text, 4)?;
                if digits == 2 { two_digits(year) } else { year }
            }
        }
        'y' => parts.year = two_digits(number(text, 2)?),
        'm' | 'c' => parts.month = number(text, 2)?,
        'd' | 'e' => parts.day = number(text, 2)?,
        'D' => {
            parts.day = number(text, 2)?;
            *text = text.get(2..)?;
        }
        'H' | 'k' => parts.hour = number(text, 2)?,
        'h' | 'I' | 'l' => {
            parts.hour = number(text, 2)?;
            parts.afternoon.get_or_insert(false);
        }
        'i' => parts.minute = number(text, 2)?,
        's' | 'S' => parts.second = number(text, 2)?,
        'f' => {
            let digits = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
            parts.micros = (digits..6).fold(number(text, 6)?, |value, _| value * 10);
        }
        'M' => parts.month = name(text, &MONTHS, usize::MAX)? + 1,
        'b' => parts.month = name(text, &MONTHS, 3)? + 1,
        'W' => {
            name(text, &DAYS, usize::MAX)?;
        }
        'a' => {
            name(text, &DAYS, 3)?;
        }
        'j' => parts.day_of_year = Some(number(text, 3)?),
        'p' => parts.afternoon = Some(name(text, &["AM", "PM"], 2)? == 1),
        'T' => all(parts, text, "%H:%i:%S")?,
        'r' => all(parts, text, "%I:%i:%S %p")?,
        '%' => *text = text.strip_prefix('%')?,
        '#' => *text = text.trim_start_matches(|c: char| c.is_ascii_digit()),
        '.' => *text = text.trim_start_matches(|c: char| c.is_ascii_punctuation()),
        '@' => *text = text.trim_start_matches(char::is_alphabetic),
        _ => return None,
    }
    Some(())
}

fn two_digits(year: u64) -> u64 {
    if year < 70 { year + 2000 } else { year + 1900 }
}

fn all(parts: &mut Parts, text: &mut &str, format: &str) -> Option<()> {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        *text = text.trim_start();
        if letter == ' ' {
            continue;
        }
        if text.is_empty() {
            return Some(());
        }
        match letter {
            '%' => read(parts, text, letters.next()?)?,
            other => *text = text.strip_prefix(other)?,
        }
    }
    Some(())
}

/// A format fits a text.
pub(in crate::mysql::session::data) fn is_parsed(text: &str, format: &str) -> bool {
    all(&mut Parts::default(), &mut &*text, format).is_some()
}

/// `STR_TO_DATE(text, format)`.
pub(super) fn str_to_date(given: &Given<'_>) -> Value {
    let (text, format) = (given.characters(0), given.characters(1));
    let mut parts = Parts::default();
    if all(&mut parts, &mut &*text, &format).is_none() {
        return Value::Null;
    }
    finish(&parts, given).unwrap_or(Value::Null)
}

fn finish(parts: &Parts, given: &Given<'_>) -> Option<Value> {
    let hour = match parts.afternoon {
        None => parts.hour,
        Some(_) if parts.hour == 0 || parts.hour > 12 => return None,
        Some(afternoon) => parts.hour % 12 + if afternoon { 12 } else { 0 },
    };
    if hour > 23 || parts.minute > 59 || parts.second > 59 {
        return None;
    }
    let mut date =
        Date::new(u16::try_from(parts.year).ok()?, u8::try_from(parts.month).ok()?, u8::try_from(parts.day).ok()?);
    if let Some(day) = parts.day_of_year {
        date = Date::from_day_number(Date::new(date.year, 1, 1).day_number() + i64::try_from(day).ok()? - 1)?;
    }
    if !date.is_possible() {
        return None;
    }
    let micros = (hour * 3600 + parts.minute * 60 + parts.second) * SECOND + parts.micros;
    let digits = u8::try_from(given.ty.decimals.min(6)).ok()?;
    Some(match given.ty.class {
        Class::Date => Value::Date(date),
        Class::Time => Value::Time(Time { negative: false, micros, digits }),
        _ => Value::DateTime(DateTime { date, micros, digits }),
    })
}
