//! Texts and numbers as dates and times.

use super::{Number, number};
use crate::mysql::value::Value;
use crate::mysql::value::temporal::{Date, DateTime, LONGEST, SECOND, Time};

/// What was read, and whether there was nothing behind it.
type Read<T> = Option<(T, bool)>;

/// Two digits are a year from 1970 to 2069.
fn full_year(year: u64, digits: usize) -> u64 {
    match year {
        _ if digits != 2 => year,
        0..70 => year + 2000,
        _ => year + 1900,
    }
}

fn moment(fields: [u64; 7], digits: u8) -> Option<DateTime> {
    let [year, month, day, hour, minute, second, micros] = fields;
    let date = Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if !date.is_possible() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some(DateTime { date, micros: (hour * 3600 + minute * 60 + second) * SECOND + micros, digits })
}

/// Digits behind a second as microseconds, how many of them there were, and the bytes read.
fn fraction(bytes: &[u8]) -> (u64, u8, usize) {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let micros = (0..6)
        .fold(0, |sum, at| sum * 10 + bytes.get(at).filter(|_| at < count).map_or(0, |byte| u64::from(byte - b'0')));
    (micros, u8::try_from(count.min(6)).unwrap_or(6), count)
}

/// A moment in a text: parts between any signs, or digits alone.
pub fn parse_datetime(text: &str) -> Read<DateTime> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r']);
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let next = bytes.get(digits).copied();
    if digits == 0 {
        return None;
    }
    let compact = digits >= 6 && (next.is_none() || matches!(next, Some(b'.' | b'T' | b' '))) || digits >= 8;
    if compact { parse_compact(bytes, digits) } else { parse_parts(bytes) }
}

fn parse_compact(bytes: &[u8], digits: usize) -> Read<DateTime> {
    let year_digits = if matches!(digits, 4 | 8) || digits >= 14 { 4 } else { 2 };
    let mut fields = [0u64; 7];
    let mut at = 0;
    for (place, field) in fields.iter_mut().take(6).enumerate() {
        let width = if place == 0 { year_digits } else { 2 };
        let end = (at + width).min(digits);
        if end <= at {
            break;
        }
        *field = std::str::from_utf8(&bytes[at..end]).ok()?.parse().ok()?;
        at = end;
    }
    fields[0] = full_year(fields[0], year_digits);
    let mut scale = 0;
    if at >= year_digits + 10 && bytes.get(at) == Some(&b'.') {
        let (micros, count, read) = fraction(&bytes[at + 1..]);
        (fields[6], scale) = (micros, count);
        at += 1 + read;
    } else if at == year_digits + 4 && matches!(bytes.get(at), Some(b'T' | b' ')) {
        return parse_clock(bytes, at + 1, fields);
    }
    Some((moment(fields, scale)?, rest_is_blank(&bytes[at..])))
}

fn rest_is_blank(rest: &[u8]) -> bool {
    rest.iter().all(u8::is_ascii_whitespace)
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_punctuation()
}

/// One number of at most so many digits: its value, how many digits, where it ends.
fn field(bytes: &[u8], at: usize, most: usize) -> Option<(u64, usize, usize)> {
    let count = bytes.get(at..)?.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    let value = std::str::from_utf8(&bytes[at..at + count]).ok()?.parse().ok()?;
    Some((value, count, at + count))
}

fn parse_parts(bytes: &[u8]) -> Read<DateTime> {
    let mut fields = [0u64; 7];
    let (year, count, mut at) = field(bytes, 0, 4)?;
    fields[0] = full_year(year, count);
    for part in &mut fields[1..3] {
        let separators = bytes[at..].iter().take_while(|byte| is_separator(**byte)).count();
        if separators == 0 {
            return None;
        }
        let (value, _, end) = field(bytes, at + separators, 2)?;
        *part = value;
        at = end;
    }
    let blanks = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let is_clock = |from: usize| bytes.get(from).is_some_and(u8::is_ascii_digit);
    if blanks > 0 && is_clock(at + blanks) {
        return parse_clock(bytes, at + blanks, fields);
    }
    let sign = bytes.get(at).is_some_and(|byte| *byte == b'T' || is_separator(*byte));
    if sign && is_clock(at + 1) {
        return parse_clock(bytes, at + 1, fields);
    }
    Some((moment(fields, 0)?, rest_is_blank(&bytes[at..])))
}

fn parse_clock(bytes: &[u8], start: usize, mut fields: [u64; 7]) -> Read<DateTime> {
    let mut at = start;
    let mut digits = 0;
    for place in 3..6 {
        let Some((value, _, end)) = field(bytes, at, 2) else { break };
        fields[place] = value;
        at = end;
        if place < 5 {
            // The sign between the parts may be missing.
            let sign = usize::from(bytes.get(at).is_some_and(|byte| is_separator(*byte)));
            if !bytes.get(at + sign).is_some_and(u8::is_ascii_digit) {
                break;
            }
            at += sign;
        } else if bytes.get(at) == Some(&b'.') {
            let (micros, count, read) = fraction(&bytes[at + 1..]);
            (fields[6], digits) = (micros, count);
            at += 1 + read;
        }
    }
    Some((moment(fields, digits)?, rest_is_blank(&bytes[at..])))
}

/// A time in a text: `[-][days ]h:m:s.f`, or digits alone; a whole moment gives its time.
pub fn parse_time(text: &str) -> Read<Time> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r']);
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !negative
        && (digits >= 12 || (digits == 4 && bytes.get(4) == Some(&b'-')))
        && let Some((moment, complete)) = parse_datetime(text)
    {
        return Some((Time { negative: false, micros: moment.micros, digits: moment.digits }, complete));
    }
    let (time, complete) = parse_span(bytes, digits)?;
    Some((Time { negative, ..time }, complete))
}

fn parse_span(bytes: &[u8], digits: usize) -> Read<Time> {
    let (first, _, mut at) = field(bytes, 0, 10)?;
    let mut parts = [0u64; 3];
    let blanks = bytes[at..].iter().take_while(|byte| **byte == b' ').count();
    let mut days = 0;
    let mut filled = 0;
    if blanks > 0 && bytes.get(at + blanks).is_some_and(u8::is_ascii_digit) {
        days = first;
        at += blanks;
    } else if bytes.get(at) == Some(&b':') {
        parts[0] = first;
        filled = 1;
        at += 1;
    } else {
        let number = if digits > 7 { return None } else { first };
        parts = [number / 10_000, number / 100 % 100, number % 100];
        filled = 3;
    }
    while filled < 3 {
        let Some((value, _, end)) = field(bytes, at, 10) else { break };
        parts[filled] = value;
        filled += 1;
        at = end;
        if filled == 3 || bytes.get(at) != Some(&b':') {
            break;
        }
        at += 1;
    }
    let (mut micros, mut scale) = (0, 0);
    if bytes.get(at) == Some(&b'.') {
        let (value, count, read) = fraction(&bytes[at + 1..]);
        (micros, scale) = (value, count);
        at += 1 + read;
    }
    let time = span(days, parts, micros, scale)?;
    Some((time, rest_is_blank(&bytes[at..])))
}

fn span(days: u64, [hour, minute, second]: [u64; 3], micros: u64, digits: u8) -> Option<Time> {
    if minute > 59 || second > 59 {
        return None;
    }
    let seconds = days.checked_mul(86_400)?.checked_add(hour.checked_mul(3600)?)?.checked_add(minute * 60 + second)?;
    let micros = seconds.checked_mul(SECOND)?.checked_add(micros)?.min(LONGEST);
    Some(Time { negative: false, micros, digits })
}

/// The moment that a number is: `YYYYMMDD`, `YYMMDD`, or with a time behind it.
pub fn datetime_from_number(number: u64) -> Option<DateTime> {
    let full = match number {
        0 => return Some(DateTime::default()),
        1..101 | 691_232..700_101 | 99_991_232..101_000_000 | 691_231_235_960..700_101_000_000 => return None,
        101..=691_231 => (number + 20_000_000) * 1_000_000,
        700_101..=991_231 => (number + 19_000_000) * 1_000_000,
        991_232..=99_991_231 => number * 1_000_000,
        101_000_000..=691_231_235_959 => number + 20_000_000_000_000,
        700_101_000_000..=991_231_235_959 => number + 19_000_000_000_000,
        _ => number,
    };
    let (day, clock) = (full / 1_000_000, full % 1_000_000);
    moment([day / 10_000, day / 100 % 100, day % 100, clock / 10_000, clock / 100 % 100, clock % 100, 0], 0)
}

/// The time that a number is: `hhmmss`; a longer one is a moment.
pub fn time_from_number(number: i64) -> Option<Time> {
    let size = number.unsigned_abs();
    if size > 8_385_959 {
        let micros = datetime_from_number(size).filter(|_| number >= 10_000_000_000)?.micros;
        return Some(Time { negative: false, micros, digits: 0 });
    }
    Some(Time { negative: number < 0, ..span(0, [size / 10_000, size / 100 % 100, size % 100], 0, 0)? })
}

fn micros_of(number: &Number) -> (i64, u64, u8) {
    match number {
        Number::Int(value) => (*value, 0, 0),
        Number::UInt(value) => (i64::try_from(*value).unwrap_or(i64::MAX), 0, 0),
        Number::Decimal(value) => {
            let whole = value.truncate(0);
            let rest = value.subtract(&whole).round(6).to_string();
            let digits: String = rest.chars().filter(char::is_ascii_digit).skip(1).collect();
            (
                whole.to_i64().unwrap_or(i64::MAX),
                digits.parse().unwrap_or(0),
                u8::try_from(value.scale().min(6)).unwrap_or(6),
            )
        }
        Number::Double(value) => number_of_double(*value),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the casts saturate")]
fn number_of_double(value: f64) -> (i64, u64, u8) {
    (value.trunc() as i64, (value.fract().abs() * 1e6).round() as u64, 6)
}

/// The moment that a value is; none for what is none.
pub fn datetime_of(value: &Value) -> Option<DateTime> {
    match value {
        Value::DateTime(moment) => Some(*moment),
        Value::Date(date) => Some(DateTime::midnight(*date)),
        Value::Time(_) | Value::Null | Value::Deferred(_) | Value::Unknown(_) => None,
        Value::Text(_) | Value::Bytes(_) | Value::Label(_) => {
            parse_datetime(&value.to_text()?).map(|(moment, _)| moment)
        }
        other => {
            let (whole, micros, digits) = micros_of(&number(other)?);
            let moment = datetime_from_number(u64::try_from(whole).ok()?)?;
            Some(DateTime { micros: moment.micros + micros, digits, ..moment })
        }
    }
}

/// The date that a value is.
pub fn date_of(value: &Value) -> Option<Date> {
    datetime_of(value).map(|moment| moment.date)
}

/// The time that a value is.
pub fn time_of(value: &Value) -> Option<Time> {
    match value {
        Value::Time(time) => Some(*time),
        Value::DateTime(moment) => Some(Time { negative: false, micros: moment.micros, digits: moment.digits }),
        Value::Date(_) => Some(Time::default()),
        Value::Null | Value::Deferred(_) | Value::Unknown(_) => None,
        Value::Text(_) | Value::Bytes(_) | Value::Label(_) => parse_time(&value.to_text()?).map(|(time, _)| time),
        other => {
            let (whole, micros, digits) = micros_of(&number(other)?);
            let time = time_from_number(whole)?;
            Some(Time { micros: time.micros + micros, digits, ..time })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse_datetime(text).map(|(moment, _)| moment.to_string())
    }

    #[test]
    fn moments_are_read_in_all_forms() {
        assert_eq!(shown("2020-1-2").as_deref(), Some("2020-01-02 00:00:00"));
        assert_eq!(shown("20-01-02 3:4:5.67").as_deref(), Some("2020-01-02 03:04:05.67"));
        assert_eq!(shown("20200102T030405").as_deref(), Some("2020-01-02 03:04:05"));
        assert_eq!(shown("20200102030405").as_deref(), Some("2020-01-02 03:04:05"));
        assert_eq!(shown("700101").as_deref(), Some("1970-01-01 00:00:00"));
        assert_eq!(shown("2020-02-30"), None);
        assert_eq!(parse_datetime("2020-01-01x").map(|(_, complete)| complete), Some(false));
    }

    #[test]
    fn times_are_read_in_all_forms() {
        let shown = |text: &str| parse_time(text).map(|(time, _)| time.to_string());
        assert_eq!(shown("1 02:03:04").as_deref(), Some("26:03:04"));
        assert_eq!(shown("-1:2").as_deref(), Some("-01:02:00"));
        assert_eq!(shown("10203").as_deref(), Some("01:02:03"));
        assert_eq!(shown("2020-01-01 10:11:12").as_deref(), Some("10:11:12"));
    }
}
