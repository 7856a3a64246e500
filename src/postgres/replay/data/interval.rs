//! Intervals: months, days and microseconds, each counted by itself.

use std::cmp::Ordering;
use std::fmt;

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) months: i32,
    pub(super) days: i32,
    pub(super) micros: i64,
}

pub(super) const SECOND: i64 = 1_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

impl Interval {
    /// Of one unit's length.
    fn unit(word: &str) -> Option<(Self, bool)> {
        let of = |months, days, micros| Self { months, days, micros };
        let word = word.to_ascii_lowercase();
        // Fractions of what has no fixed length are left to the server.
        Some(match word.as_str() {
            "microsecond" | "microseconds" | "us" | "usec" | "usecs" => (of(0, 0, 1), false),
            "millisecond" | "milliseconds" | "ms" | "msec" | "msecs" => (of(0, 0, 1000), true),
            "second" | "seconds" | "sec" | "secs" | "s" => (of(0, 0, SECOND), true),
            "minute" | "minutes" | "min" | "mins" | "m" => (of(0, 0, MINUTE), true),
            "hour" | "hours" | "hr" | "hrs" | "h" => (of(0, 0, HOUR), true),
            "day" | "days" | "d" => (of(0, 1, 0), false),
            "week" | "weeks" | "w" => (of(0, 7, 0), false),
            "month" | "months" | "mon" | "mons" => (of(1, 0, 0), false),
            "year" | "years" | "yr" | "yrs" | "y" => (of(12, 0, 0), false),
            "decade" | "decades" => (of(120, 0, 0), false),
            "century" | "centuries" => (of(1200, 0, 0), false),
            _ => return None,
        })
    }

    /// Reads `1 year 2 days 03:04:05`; `None` for a form that is left to the server.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut total = Self { months: 0, days: 0, micros: 0 };
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let mut rest = words.as_slice();
        let (mut seen, mut ago) = (false, false);
        while let [word, after @ ..] = rest {
            rest = after;
            if word.contains(':') {
                total = total.add(Self { micros: clock(word)?, months: 0, days: 0 })?;
            } else if word.eq_ignore_ascii_case("ago") && rest.is_empty() && seen {
                ago = true;
            } else {
                let split = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
                let (number, unit) = word.split_at(split);
                let unit = if unit.is_empty() {
                    let [unit, after @ ..] = rest else { return None };
                    rest = after;
                    *unit
                } else {
                    unit
                };
                total = total.add(quantity(number, unit)?)?;
            }
            seen = true;
        }
        if ago { total.times(-1) } else { Some(total) }.filter(|_| seen)
    }

    pub(super) fn add(self, other: Self) -> Option<Self> {
        Some(Self {
            months: self.months.checked_add(other.months)?,
            days: self.days.checked_add(other.days)?,
            micros: self.micros.checked_add(other.micros)?,
        })
    }

    pub(super) fn times(self, factor: i64) -> Option<Self> {
        let small = i32::try_from(factor).ok()?;
        Some(Self {
            months: self.months.checked_mul(small)?,
            days: self.days.checked_mul(small)?,
            micros: self.micros.checked_mul(factor)?,
        })
    }

    /// Its length in microseconds, where a month has 30 days and a day 24 hours.
    pub(super) fn span(self) -> i128 {
        let days = i128::from(self.months) * 30 + i128::from(self.days);
        days * i128::from(DAY) + i128::from(self.micros)
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        self.span().cmp(&other.span())
    }
}

fn quantity(number: &str, unit: &str) -> Option<Interval> {
    let (unit, divisible) = Interval::unit(unit)?;
    if let Ok(whole) = number.parse::<i64>() {
        return unit.times(whole);
    }
    let (whole, fraction) = number.split_once('.').filter(|_| divisible)?;
    let negative = whole.starts_with('-');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole.trim_start_matches(['-', '+']);
    if !digits(plain) || !digits(fraction) || fraction.is_empty() || fraction.len() > 6 {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let parts = format!("0{plain}{fraction}").parse::<i64>().ok()?.checked_mul(unit.micros)?;
    let exact = parts % scale == 0;
    let micros = if negative { -(parts / scale) } else { parts / scale };
    exact.then_some(Interval { months: 0, days: 0, micros })
}

/// The microseconds of `[-]HH:MM[:SS[.ffffff]]`.
fn clock(text: &str) -> Option<i64> {
    let (sign, body) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (time, fraction) = body.split_once('.').map_or((body, ""), |(time, fraction)| (time, fraction));
    let parts: Vec<&str> = time.split(':').collect();
    let number = |part: &&str| {
        let digits = (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<i64>().ok() } else { None }
    };
    let numbers: Vec<i64> = parts.iter().map(number).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match numbers.as_slice() {
        [hours, minutes] if fraction.is_empty() => (hours, minutes, &0),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    if *minutes > 59 || *seconds > 59 || fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micros: i64 = format!("{fraction:0<6}").parse().ok()?;
    Some(sign * (hours * HOUR + minutes * MINUTE + seconds * SECOND + micros))
}

impl fmt::Display for Interval {
    /// As the server prints it under `IntervalStyle` `postgres`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut first, mut before) = (true, false);
        for (value, unit) in [(self.months / 12, "year"), (self.months % 12, "mon"), (self.days, "day")] {
            if value != 0 {
                let space = if first { "" } else { " " };
                let sign = if before && value > 0 { "+" } else { "" };
                write!(f, "{space}{sign}{value} {unit}{}", if value == 1 { "" } else { "s" })?;
                (first, before) = (false, value < 0);
            }
        }
        if !first && self.micros == 0 {
            return Ok(());
        }
        let sign = match self.micros {
            ..0 => "-",
            _ if before => "+",
            _ => "",
        };
        let micros = self.micros.unsigned_abs();
        let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{}{sign}{hours:02}:{minutes:02}:{seconds:02}", if first { "" } else { " " })?;
        if fraction > 0 { write!(f, ".{}", format!("{fraction:06}").trim_end_matches('0')) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Option<String> {
        Interval::parse(text).map(|interval| interval.to_string())
    }

    #[test]
    fn intervals_print_as_the_server_prints_them() {
        assert_eq!(printed("1 day").as_deref(), Some("1 day"));
        assert_eq!(printed("14 months 3days 04:05:06.7").as_deref(), Some("1 year 2 mons 3 days 04:05:06.7"));
        assert_eq!(printed("90 minutes").as_deref(), Some("01:30:00"));
        assert_eq!(printed("1.5 hours ago").as_deref(), Some("-01:30:00"));
        assert_eq!(printed("-1 day 2 hours").as_deref(), Some("-1 days +02:00:00"));
        assert_eq!(printed("0 days").as_deref(), Some("00:00:00"));
        assert_eq!(printed("1.5 months"), None);
        assert_eq!(printed("P1D"), None);
        assert_eq!(printed(""), None);
    }
}
