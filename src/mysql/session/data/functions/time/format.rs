//! `DATE_FORMAT`.

use super::week;
use crate::mysql::value::DateTime;
use crate::mysql::value::temporal::parts;
use std::fmt::Write;

pub(super) const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Monday is 0.
pub(super) fn day_name(weekday: i64) -> &'static str {
    usize::try_from(weekday).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default()
}

/// January is 1; none of a month that is zero.
pub(super) fn month_name(month: u8) -> Option<&'static str> {
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}

fn ordinal(day: u8) -> &'static str {
    match day {
        11..=13 => "th",
        _ => match day % 10 {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        },
    }
}

/// A moment in a format; none where the format asks for what the moment does not have.
pub fn formatted(moment: &DateTime, format: &str) -> Option<String> {
    let mut text = String::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some(letter) => write_part(&mut text, moment, letter)?,
            None => text.push('%'),
        }
    }
    Some(text)
}

fn write_part(text: &mut String, moment: &DateTime, letter: char) -> Option<()> {
    let date = moment.date;
    let (hour, minute, second, micros) = parts(moment.micros);
    let twelve = (hour % 24 + 11) % 12 + 1;
    let half = if hour % 24 < 12 { "AM" } else { "PM" };
    let written = match letter {
        'Y' => write!(text, "{:04}", date.year),
        'y' => write!(text, "{:02}", date.year % 100),
        'm' => write!(text, "{:02}", date.month),
        'c' => write!(text, "{}", date.month),
        'M' => write!(text, "{}", month_name(date.month)?),
        'b' => write!(text, "{}", &month_name(date.month)?[..3]),
        'd' => write!(text, "{:02}", date.day),
        'e' => write!(text, "{}", date.day),
        'D' => write!(text, "{}{}", date.day, ordinal(date.day)),
        'j' => write!(text, "{:03}", date.day_of_year()),
        'H' => write!(text, "{hour:02}"),
        'k' => write!(text, "{hour}"),
        'h' | 'I' => write!(text, "{twelve:02}"),
        'l' => write!(text, "{twelve}"),
        'i' => write!(text, "{minute:02}"),
        's' | 'S' => write!(text, "{second:02}"),
        'f' => write!(text, "{micros:06}"),
        'p' => write!(text, "{half}"),
        'r' => write!(text, "{twelve:02}:{minute:02}:{second:02} {half}"),
        'T' => write!(text, "{hour:02}:{minute:02}:{second:02}"),
        _ => return write_week(text, moment, letter),
    };
    written.ok()
}

fn write_week(text: &mut String, moment: &DateTime, letter: char) -> Option<()> {
    let date = moment.date;
    let known = date.is_complete();
    let written = match letter {
        'W' if known => write!(text, "{}", day_name(date.weekday())),
        'a' if known => write!(text, "{}", &day_name(date.weekday())[..3]),
        'w' if known => write!(text, "{}", (date.weekday() + 1) % 7),
        'W' | 'a' | 'w' => return None,
        'U' => write!(text, "{:02}", week(date, 0).1),
        'u' => write!(text, "{:02}", week(date, 1).1),
        'V' => write!(text, "{:02}", week(date, 2).1),
        'v' => write!(text, "{:02}", week(date, 3).1),
        'X' => write!(text, "{:04}", week(date, 2).0),
        'x' => write!(text, "{:04}", week(date, 3).0),
        other => write!(text, "{other}"),
    };
    written.ok()
}
