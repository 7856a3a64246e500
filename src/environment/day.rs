//! A day of the calendar.

use std::fmt;
use std::str::FromStr;

/// A day of the calendar, in the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Day {
    /// From 1 to 9999.
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// Of the month, from 1.
    pub day: u8,
}

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDay(String);

impl fmt::Display for NoDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no day of the form YYYY-MM-DD", self.0)
    }
}

impl std::error::Error for NoDay {}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        read(text).ok_or_else(|| NoDay(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = NoDay;

    fn try_from(text: String) -> Result<Self, NoDay> {
        text.parse()
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `YYYY-MM-DD`.
fn read(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-').zip([4, 2, 2]).map(|(digits, width)| {
        let plain = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|_| plain)
    });
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let real = year > 0 && (1..=month_length(year.into(), month.into())).contains(&day.into());
    Some(Day { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? }).filter(|_| real)
}

/// The days of a month; none where there is no such month.
pub(crate) fn month_length(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_are_read() {
        let day: Day = "2024-02-29".parse().expect("is a day");
        assert_eq!((day.year, day.month, day.day, day.to_string().as_str()), (2024, 2, 29, "2024-02-29"));
        for text in
            ["", "2023-02-29", "2024-2-1", "2024-13-01", "0000-01-01", "2024-01-01T00:00", "today", "+024-01-01"]
        {
            assert_eq!(text.parse::<Day>(), Err(NoDay(text.to_owned())));
        }
    }
}
