//! Dates and times in their ISO spelling.

use super::interval::{DAY, Interval, SECOND};
use super::number::Number;
pub(super) use crate::environment::month_length;
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
    pub(super) micros: i64,
    pub(super) zone: Zone,
    /// How many microseconds later it may be, of a moment that is not known exactly.
    pub(super) slack: i64,
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

/// Days from 0001-01-01 to 9999-12-31, counted from 1970: what is printed with four digits of the year.
const FIRST_DAY: i64 = -719_162;
const LAST_DAY: i64 = 2_932_896;

impl Moment {
    /// The start of a day, counted from 1970-01-01; `None` outside the years 1 to 9999, which are left to the server.
    pub(super) fn of_day(day: i64) -> Option<Self> {
        Self::exact(0, Zone::None).at(day.checked_mul(DAY)?)
    }

    fn exact(micros: i64, zone: Zone) -> Self {
        Self { micros, zone, slack: 0 }
    }

    /// Some time of this day.
    pub(super) fn some_time(self) -> Self {
        Self { slack: DAY - 1, ..self }
    }

    /// The moment is known exactly.
    pub(super) fn is_exact(self) -> bool {
        self.slack == 0
    }

    /// The same for the earliest and the latest that it may be, if it is; `None` where that is not known.
    pub(super) fn of_both_ends<T: PartialEq>(self, of: impl Fn(Self) -> Option<T>) -> Option<T> {
        let first = of(Self { slack: 0, ..self })?;
        if self.is_exact() {
            return Some(first);
        }
        let last = of(Self { slack: 0, ..self.at(self.micros.checked_add(self.slack)?)? })?;
        (first == last).then_some(first)
    }

    /// Another point on the same time line; `None` outside the years 1 to 9999.
    pub(super) fn at(self, micros: i64) -> Option<Self> {
        let day = micros.div_euclid(DAY);
        (FIRST_DAY..=LAST_DAY).contains(&day).then_some(Self { micros, ..self })
    }

    /// Midnight of its day, without a zone; `None` where that is not known.
    pub(super) fn day_of(self) -> Option<Self> {
        Self::of_day(self.of_both_ends(|end| Some(end.day()))?)
    }

    /// The day, counted from 1970-01-01.
    pub(super) fn day(self) -> i64 {
        self.micros.div_euclid(DAY)
    }

    /// Year, month and day of the month.
    pub(super) fn civil(self) -> (i64, i64, i64) {
        civil(self.day())
    }

    /// Microseconds since midnight.
    pub(super) fn time(self) -> i64 {
        self.micros.rem_euclid(DAY)
    }

    /// `YYYY-MM-DD`.
    pub(super) fn print_date(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// `YYYY-MM-DD HH:MM:SS[.ffffff]`, without a zone.
    pub(super) fn print(self) -> String {
        format!("{} {}", self.print_date(), print_time(self.time()))
    }

    /// With that many digits of the second's fraction; all six where it is negative.
    pub(super) fn rounded(self, precision: i32) -> Option<Self> {
        let Ok(dropped) = u32::try_from(6 - precision) else { return Some(self) };
        if precision < 0 {
            return Some(self);
        }
        let unit = 10_i64.pow(dropped.min(6));
        let nudged = if self.micros < 0 { self.micros - unit / 2 } else { self.micros + unit / 2 };
        self.at(nudged / unit * unit)
    }

    /// Later by an interval: its months first, then its days, then the rest.
    pub(super) fn add(self, interval: Interval) -> Option<Self> {
        let (year, month, day) = self.civil();
        let months = year * 12 + month - 1 + i64::from(interval.months);
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let day = day_number(year, month, day.min(month_length(year, month))) + i64::from(interval.days);
        self.at(day.checked_mul(DAY)?.checked_add(self.time())?.checked_add(interval.micros)?)
    }

    /// The first moment of a unit of time.
    pub(super) fn truncate(self, unit: &str) -> Option<Self> {
        let (year, month, _) = self.civil();
        let day = match unit {
            "microseconds" => return Some(self),
            "milliseconds" => return self.at(self.micros - self.micros.rem_euclid(1000)),
            "second" => return self.at(self.micros - self.micros.rem_euclid(SECOND)),
            "minute" => return self.at(self.micros - self.micros.rem_euclid(60 * SECOND)),
            "hour" => return self.at(self.micros - self.micros.rem_euclid(3600 * SECOND)),
            "day" => self.day(),
            // 1970-01-01 was a Thursday.
            "week" => self.day() - (self.day() + 3).rem_euclid(7),
            "month" => day_number(year, month, 1),
            "quarter" => day_number(year, (month - 1) / 3 * 3 + 1, 1),
            "year" => day_number(year, 1, 1),
            _ => return None,
        };
        self.at(day.checked_mul(DAY)?)
    }

    /// A field, as `extract` gives it.
    pub(super) fn field(self, field: &str) -> Option<Number> {
        let (year, month, day) = self.civil();
        let decimal = |micros: i64, scale| Number::integer(micros).divide(Number::integer(scale));
        let integer = match field {
            "year" => year,
            "month" => month,
            "day" => day,
            "quarter" => (month - 1) / 3 + 1,
            "decade" => year.div_euclid(10),
            "century" => (year + 99) / 100,
            "millennium" => (year + 999) / 1000,
            "dow" => (self.day() + 4).rem_euclid(7),
            "isodow" => (self.day() + 3).rem_euclid(7) + 1,
            // The week of its Thursday.
            "week" => {
                let thursday = self.day() - (self.day() + 3).rem_euclid(7) + 3;
                (thursday - day_number(civil(thursday).0, 1, 1)) / 7 + 1
            }
            "doy" => self.day() - day_number(year, 1, 1) + 1,
            "hour" => self.time() / (3600 * SECOND),
            "minute" => self.time() / (60 * SECOND) % 60,
            "microseconds" => self.time() % (60 * SECOND),
            "second" => return decimal(self.time() % (60 * SECOND), SECOND)?.round(6),
            "milliseconds" => return decimal(self.time() % (60 * SECOND), 1000)?.round(3),
            "epoch" => return decimal(self.micros, SECOND)?.round(6),
            _ => return None,
        };
        Some(Number::integer(integer))
    }

    /// Reads `YYYY-MM-DD`.
    pub(super) fn date(text: &str) -> Reading<Self> {
        match days(text) {
            Reading::Read(days) => Reading::Read(Self::exact(days * DAY, Zone::None)),
            Reading::OutOfRange => Reading::OutOfRange,
            Reading::Other => Reading::Other,
        }
    }

    /// Reads `YYYY-MM-DD[ HH:MM[:SS[.ffffff]][zone]]`. A `timestamp` has no zone, and ignores one that is written.
    pub(super) fn timestamp(text: &str, zone: Zone) -> Reading<Self> {
        let (day, rest) = text.split_at(text.find([' ', 'T']).unwrap_or(text.len()));
        let time = rest.strip_prefix([' ', 'T']).unwrap_or(rest);
        let (time, offset) = split_offset(time);
        let (time, fraction) = time.split_once('.').map_or((time, Some(0)), |(time, digits)| (time, micros(digits)));
        let clock = if rest.is_empty() { Reading::Read(0) } else { clock(time) };
        match (days(day), clock, fraction, offset) {
            (Reading::Read(days), Reading::Read(seconds), Some(fraction), Some(offset)) => {
                let local = days * DAY + seconds * SECOND + fraction;
                Reading::Read(match (zone, offset) {
                    (Zone::None, _) => Self::exact(local, Zone::None),
                    (_, Offset::Minutes(minutes)) => Self::exact(local - minutes * 60 * SECOND, Zone::Utc),
                    (_, Offset::Unsaid) => Self::exact(local, Zone::Session),
                })
            }
            (Reading::OutOfRange, Reading::Read(_) | Reading::OutOfRange, ..)
            | (Reading::Read(_), Reading::OutOfRange, ..) => Reading::OutOfRange,
            _ => Reading::Other,
        }
    }

    /// Their order; `None` where it depends on the session's time zone, or on what is not known of them.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        // Between a zone and UTC lies less than a day.
        if self.zone != other.zone && (self.zone == Zone::None || other.zone == Zone::None) {
            return None;
        }
        let same = self.zone == other.zone;
        let (distance, order) = match self.micros.cmp(&other.micros) {
            Ordering::Less => (other.micros - self.micros - self.slack, Ordering::Less),
            Ordering::Greater => (self.micros - other.micros - other.slack, Ordering::Greater),
            Ordering::Equal => return (same && self.is_exact() && other.is_exact()).then_some(Ordering::Equal),
        };
        // Clocks are set back and forth, but not by two days.
        let enough = if same && self.zone != Zone::Session { 1 } else { 2 * DAY };
        (distance >= enough).then_some(order)
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

/// `HH:MM:SS[.ffffff]`.
pub(super) fn print_time(micros: i64) -> String {
    let (seconds, fraction) = (micros / SECOND, micros % SECOND);
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if fraction == 0 { clock } else { format!("{clock}.{}", format!("{fraction:06}").trim_end_matches('0')) }
}

/// Days since 1970 of a date of the calendar.
pub(super) fn day_number(year: i64, month: i64, day: i64) -> i64 {
    // Counted in years that begin in March, so that the leap day comes last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let (century, leap) = (year.div_euclid(100), year.div_euclid(4) + year.div_euclid(400));
    365 * year + leap - century + (153 * month + 2) / 5 + day - 719_469
}

/// Year, month and day of a number of days since 1970.
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let number = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(number <= 2), number, of_year - (153 * month + 2) / 5 + 1)
}

/// Days since 1970 of `YYYY-MM-DD` or `YYYYMMDD`.
fn days(text: &str) -> Reading<i64> {
    let hyphens = usize::from(text.len() == 10);
    let shape = matches!(text.len(), 8 | 10)
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if hyphens == 1 && matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i64>().ok());
    let (month, day) = (4 + hyphens, 6 + 2 * hyphens);
    let (true, Some(year), Some(month), Some(day)) =
        (shape, number(0, 4), number(month, month + 2), number(day, day + 2))
    else {
        return Reading::Other;
    };
    if year == 0 || !(1..=month_length(year, month)).contains(&day) {
        return Reading::OutOfRange;
    }
    Reading::Read(day_number(year, month, day))
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
        assert_eq!(days("20000301"), Reading::Read(11_017));
        assert_eq!(days("20230229"), Reading::OutOfRange);
    }

    #[test]
    fn the_calendar_goes_both_ways() {
        for day in [-719_162, -1, 0, 59, 60, 11_016, 11_017, 20_000, 2_932_896] {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_number(year, month, of_month), day);
        }
        let end = read("2024-01-31 10:00:00.5", Zone::None);
        let month = Interval { months: 1, days: 0, micros: 0 };
        assert_eq!(end.add(month).map(Moment::print).as_deref(), Some("2024-02-29 10:00:00.5"));
        assert_eq!(end.truncate("week").map(Moment::print).as_deref(), Some("2024-01-29 00:00:00"));
        assert_eq!(end.field("second").map(|second| second.to_string()).as_deref(), Some("0.500000"));
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
