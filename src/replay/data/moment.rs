//! Dates and times in their ISO spelling.

use std::cmp::Ordering;

/// What a time of day refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Zone {
    /// Nothing: a `date`, or a `timestamp without time zone`.
    None,
    /// The time zone of the session, which the model does not know.
    Session,
    /// UTC.
    Utc,
}

/// A point on the time line, in microseconds since 1970 of its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Moment {
    micros: i64,
    pub(super) zone: Zone,
}

/// What became of a text that should be a date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading<T> {
    Read(T),
    /// Of the right form, but no day or time.
    OutOfRange,
    /// Of a form that is not read here.
    Other,
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

impl Moment {
    /// Reads `YYYY-MM-DD`.
    pub(super) fn date(text: &str) -> Reading<Self> {
        match days(text) {
            Reading::Read(days) => Reading::Read(Self { micros: days * DAY, zone: Zone::None }),
            Reading::OutOfRange => Reading::OutOfRange,
            Reading::Other => Reading::Other,
        }
    }

    /// Reads `YYYY-MM-DD[ HH:MM[:SS[.ffffff]][zone]]`. A `timestamp` has no zone, and ignores one that is written.
    pub(super) fn timestamp(text: &str, zone: Zone) -> Reading<Self> {
        let Some((day, rest)) = text.split_at_checked(10) else { return Reading::Other };
        let time = rest.strip_prefix([' ', 'T']).unwrap_or(rest);
        if time.len() == rest.len() && !rest.is_empty() {
            return Reading::Other;
        }
        let (time, offset) = split_offset(time);
        let (time, fraction) = time.split_once('.').map_or((time, Some(0)), |(time, digits)| (time, micros(digits)));
        let clock = if rest.is_empty() { Reading::Read(0) } else { clock(time) };
        match (days(day), clock, fraction, offset) {
            (Reading::Read(days), Reading::Read(seconds), Some(fraction), Some(offset)) => {
                let local = days * DAY + seconds * SECOND + fraction;
                Reading::Read(match (zone, offset) {
                    (Zone::None, _) => Self { micros: local, zone: Zone::None },
                    (_, Offset::Minutes(minutes)) => Self { micros: local - minutes * 60 * SECOND, zone: Zone::Utc },
                    (_, Offset::Unsaid) => Self { micros: local, zone: Zone::Session },
                })
            }
            (Reading::OutOfRange, Reading::Read(_) | Reading::OutOfRange, ..)
            | (Reading::Read(_), Reading::OutOfRange, ..) => Reading::OutOfRange,
            _ => Reading::Other,
        }
    }

    /// Their order; `None` where it depends on the session's time zone.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        if self.zone != other.zone {
            return None;
        }
        // Clocks are set back and forth, but not by two days.
        let near = (self.micros - other.micros).abs() < 2 * DAY;
        if self.zone == Zone::Session && near && self.micros != other.micros {
            return None;
        }
        Some(self.micros.cmp(&other.micros))
    }
}

/// The digits of a fraction of a second.
fn micros(digits: &str) -> Option<i64> {
    let valid = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let padded = format!("{digits:0<6}");
    if valid { padded.parse().ok() } else { None }
}

/// The zone that is written behind a time.
enum Offset {
    Unsaid,
    /// Minutes ahead of UTC.
    Minutes(i64),
}

/// A time and its zone; `None` for one that is not read.
fn split_offset(text: &str) -> (&str, Option<Offset>) {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return (time, Some(Offset::Minutes(0)));
    }
    let Some(at) = text.find(['+', '-']) else {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
        return (text, plain.then_some(Offset::Unsaid));
    };
    let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
    let hours: Option<i64> = digits.get(..2).and_then(|hours| hours.parse().ok());
    let minutes: Option<i64> = match digits.len() {
        2 => Some(0),
        4 => digits.get(2..).and_then(|minutes| minutes.parse().ok()),
        _ => None,
    };
    let offset = hours.zip(minutes).filter(|(hours, minutes)| *hours <= 15 && *minutes < 60);
    let sign = if text[at..].starts_with('-') { -1 } else { 1 };
    (&text[..at], offset.map(|(hours, minutes)| Offset::Minutes(sign * (hours * 60 + minutes))))
}

/// Days since 1970 of `YYYY-MM-DD`.
fn days(text: &str) -> Reading<i64> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i64>().ok());
    let (true, Some(year), Some(month), Some(day)) = (shape, number(0..4), number(5..7), number(8..10)) else {
        return Reading::Other;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if year == 0 || !(1..=length).contains(&day) {
        return Reading::OutOfRange;
    }
    // Counted in years that begin in March, so that the leap day comes last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    Reading::Read(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469)
}

/// The seconds of `HH:MM[:SS]`.
pub(super) fn clock(text: &str) -> Reading<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    if !parts.iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Reading::Other;
    }
    let numbers: Vec<i64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [hours @ 0..24, minutes @ 0..60] => Reading::Read(hours * 3600 + minutes * 60),
        [hours @ 0..24, minutes @ 0..60, seconds @ 0..60] => Reading::Read(hours * 3600 + minutes * 60 + seconds),
        // Midnight may be 24:00, and a minute may have a leap second.
        [24, 0, ..] | [_, _, 60] => Reading::Other,
        [_, _] | [_, _, _] => Reading::OutOfRange,
        _ => Reading::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, zone: Zone) -> Moment {
        match Moment::timestamp(text, zone) {
            Reading::Read(moment) => moment,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days("1970-01-01"), Reading::Read(0));
        assert_eq!(days("2000-03-01"), Reading::Read(11_017));
        assert_eq!(days("2023-02-29"), Reading::OutOfRange);
        assert_eq!(days("2024-1-1"), Reading::Other);
    }

    #[test]
    fn zones_are_taken_into_account() {
        let noon = read("2025-01-01 12:00:00Z", Zone::Session);
        assert_eq!(noon, read("2025-01-01T08:00:00.000-04:00", Zone::Session));
        assert_eq!(noon.compare(read("2025-01-01 12:00", Zone::Session)), None);
        assert_eq!(read("2025-01-01 12:00+02", Zone::None), read("2025-01-01 12:00:00", Zone::None));
    }

    #[test]
    fn without_a_zone_only_days_apart_are_ordered() {
        let at = |text| read(text, Zone::Session);
        assert_eq!(at("2025-01-01").compare(at("2025-03-31 23:59:59")), Some(Ordering::Less));
        assert_eq!(at("2025-01-01").compare(at("2025-01-01 01:00")), None);
        assert_eq!(at("2025-01-01").compare(at("2025-01-01 00:00:00")), Some(Ordering::Equal));
    }
}
