//! Dates and times. Zeros are values of their own: `0000-00-00` and `2020-00-00` are dates.

use std::fmt;

/// A date; the month and the day may be zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

/// A time of day or a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Time {
    /// It is below zero.
    pub negative: bool,
    /// How long, in microseconds.
    pub micros: u64,
    /// Digits behind the second that are printed.
    pub digits: u8,
}

/// A date with a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// Microseconds since midnight.
    pub micros: u64,
    /// Digits behind the second that are printed.
    pub digits: u8,
}

/// Microseconds of a second.
pub const SECOND: u64 = 1_000_000;
/// Microseconds of a day.
pub const DAY: u64 = 86_400 * SECOND;
/// The longest span: `838:59:59.999999`.
pub const LONGEST: u64 = (838 * 3600 + 59 * 60 + 59) * SECOND + 999_999;

impl Date {
    /// Year, month and day.
    pub fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// `0000-00-00`.
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// It has a month and a day.
    pub fn is_complete(self) -> bool {
        self.month > 0 && self.day > 0
    }

    /// Such a day is in the calendar, or has zeros.
    pub fn is_possible(self) -> bool {
        self.year <= 9999
            && self.month <= 12
            && self.day <= if self.month == 0 { 31 } else { days_of_month(self.year, self.month) }
    }

    /// Days since the year 0 as the server counts them (`TO_DAYS`).
    pub fn day_number(self) -> i64 {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        if year == 0 && month == 0 {
            return 0;
        }
        let before = 365 * year + 31 * (month - 1) + day;
        let (leap, shift) = if month <= 2 { (year - 1, 0) } else { (year, (month * 4 + 23) / 10) };
        let centuries = (leap.div_euclid(100) + 1) * 3 / 4;
        before - shift + leap.div_euclid(4).max(0) - centuries.max(0)
    }

    /// The day of a number; none outside of the years 0 to 9999.
    pub fn from_day_number(number: i64) -> Option<Self> {
        if !(366..=3_652_424).contains(&number) {
            return None;
        }
        let mut year = number * 100 / 36_525;
        let start = |year: i64| Self::new(u16::try_from(year).unwrap_or(0), 1, 1).day_number();
        while start(year + 1) <= number {
            year += 1;
        }
        while start(year) > number {
            year -= 1;
        }
        let mut rest = number - start(year);
        let year = u16::try_from(year).ok()?;
        let mut month = 1;
        while rest >= i64::from(days_of_month(year, month)) {
            rest -= i64::from(days_of_month(year, month));
            month += 1;
        }
        Some(Self::new(year, month, u8::try_from(rest + 1).ok()?))
    }

    /// Monday is 0.
    pub fn weekday(self) -> i64 {
        (self.day_number() + 5).rem_euclid(7)
    }

    /// The first of January is 1.
    pub fn day_of_year(self) -> i64 {
        self.day_number() - Self::new(self.year, 1, 1).day_number() + 1
    }

    /// The last day of its month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        Self { day: days_of_month(self.year, self.month), ..self }
    }

    /// So many months later; a day that the month does not have is its last.
    pub fn add_months(self, months: i64) -> Option<Self> {
        let total =
            i64::from(self.year).checked_mul(12)?.checked_add(i64::from(self.month) - 1)?.checked_add(months)?;
        let year = u16::try_from(total.div_euclid(12)).ok().filter(|year| *year <= 9999)?;
        let month = u8::try_from(total.rem_euclid(12) + 1).ok()?;
        Some(Self::new(year, month, self.day.min(days_of_month(year, month))))
    }

    /// `YYYYMMDD`.
    pub fn to_number(self) -> u64 {
        u64::from(self.year) * 10_000 + u64::from(self.month) * 100 + u64::from(self.day)
    }
}

/// How many days a month has.
pub fn days_of_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || (year.is_multiple_of(400) && year != 0))
}

/// Hours, minutes, seconds and microseconds of a span.
pub fn parts(micros: u64) -> (u64, u64, u64, u64) {
    let seconds = micros / SECOND;
    (seconds / 3600, seconds / 60 % 60, seconds % 60, micros % SECOND)
}

/// Microseconds cut off behind so many digits.
pub fn cut(micros: u64, digits: u8) -> u64 {
    let unit = 10u64.pow(6 - u32::from(digits.min(6)));
    micros / unit * unit
}

impl DateTime {
    /// Midnight of a day.
    pub fn midnight(date: Date) -> Self {
        Self { date, micros: 0, digits: 0 }
    }

    /// So many microseconds later; none outside of the years 1 to 9999.
    pub fn add_micros(self, micros: i128) -> Option<Self> {
        let total = i128::from(self.date.day_number()) * i128::from(DAY) + i128::from(self.micros) + micros;
        let date = Date::from_day_number(i64::try_from(total.div_euclid(i128::from(DAY))).ok()?)?;
        Some(Self { date, micros: u64::try_from(total.rem_euclid(i128::from(DAY))).ok()?, ..self })
    }

    /// Microseconds since the year 0.
    pub fn total_micros(self) -> i128 {
        i128::from(self.date.day_number()) * i128::from(DAY) + i128::from(self.micros)
    }

    /// With so many digits behind the second, cut off.
    #[must_use]
    pub fn with_digits(self, digits: u8) -> Self {
        Self { micros: cut(self.micros, digits), digits, ..self }
    }

    /// `YYYYMMDDhhmmss`.
    pub fn to_number(self) -> u64 {
        let (hour, minute, second, _) = parts(self.micros);
        self.date.to_number() * 1_000_000 + hour * 10_000 + minute * 100 + second
    }

    /// The microseconds of its second.
    pub fn fraction(self) -> u64 {
        self.micros % SECOND
    }
}

impl Time {
    /// A span of signed microseconds; what is longer than the longest is cut to it.
    pub fn from_micros(micros: i128, digits: u8) -> Self {
        let size = u64::try_from(micros.unsigned_abs()).unwrap_or(u64::MAX).min(LONGEST);
        Self { negative: micros < 0, micros: size, digits }
    }

    /// Signed microseconds.
    pub fn signed_micros(self) -> i128 {
        if self.negative { -i128::from(self.micros) } else { i128::from(self.micros) }
    }

    /// `hhmmss`, without a sign.
    pub fn to_number(self) -> u64 {
        let (hour, minute, second, _) = parts(self.micros);
        hour * 10_000 + minute * 100 + second
    }

    /// With so many digits behind the second, cut off.
    #[must_use]
    pub fn with_digits(self, digits: u8) -> Self {
        Self { micros: cut(self.micros, digits), digits, ..self }
    }
}

fn write_clock(f: &mut fmt::Formatter<'_>, micros: u64, digits: u8) -> fmt::Result {
    let (hour, minute, second, fraction) = parts(micros);
    write!(f, "{hour:02}:{minute:02}:{second:02}")?;
    if digits == 0 {
        return Ok(());
    }
    let digits = digits.min(6);
    let unit = 10u64.pow(6 - u32::from(digits));
    write!(f, ".{:0width$}", fraction / unit, width = usize::from(digits))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        write_clock(f, self.micros, self.digits)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.date)?;
        write_clock(f, self.micros, self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_server_counts_them() {
        assert_eq!(Date::new(2007, 10, 7).day_number(), 733_321);
        assert_eq!(Date::new(1970, 1, 1).day_number(), 719_528);
        for number in [366, 719_528, 733_321, 730_545, 730_546, 3_652_424] {
            assert_eq!(Date::from_day_number(number).expect("a date").day_number(), number);
        }
        assert_eq!(Date::new(2007, 2, 3).weekday(), 5);
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(Date::new(2020, 1, 31).add_months(1), Some(Date::new(2020, 2, 29)));
        assert_eq!(Date::new(2020, 3, 31).add_months(-13), Some(Date::new(2019, 2, 28)));
    }
}
