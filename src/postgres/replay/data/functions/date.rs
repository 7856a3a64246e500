//! Functions on dates and times. What depends on the session's time zone is not known.

use super::{Arguments, Given, Implementation};
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::interval::{DAY, HOUR, Interval, MINUTE, SECOND};
use crate::postgres::replay::data::kind::{Form, Kind};
use crate::postgres::replay::data::moment::{Moment, Zone, day_number, month_length};
use crate::postgres::replay::data::number::Number;
use crate::run::Failure;
use std::fmt::Write as _;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("date", |a| Ok(local(a, 0).and_then(Moment::day_of).map(Datum::Moment))),
    ("date_part", date_part),
    ("date_trunc", date_trunc),
    ("extract", date_part),
    ("make_date", make_date),
    ("make_interval", make_interval),
    ("to_char", to_char),
    ("to_date", to_date),
];

/// A date or timestamp, in the session's time zone where it has one.
fn local(a: &Arguments<'_>, place: usize) -> Option<Moment> {
    match a.datum(place) {
        Datum::Moment(moment) if moment.zone != Zone::Utc => Some(*moment),
        _ => None,
    }
}

/// A unit of time in the singular.
fn unit(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    match word.as_str() {
        "microseconds" | "milliseconds" => word,
        "centuries" => "century".into(),
        "millennia" => "millennium".into(),
        plural => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}

fn date_trunc(a: &Arguments<'_>) -> Given {
    let (2, Some(word)) = (a.len(), a.text(0)) else { return Ok(None) };
    let truncated = |moment: Moment| moment.of_both_ends(|end| end.truncate(&unit(word)));
    Ok(local(a, 1).and_then(truncated).map(Datum::Moment))
}

/// A field as `numeric`, or as a float where `date_part` asks for it.
fn date_part(a: &Arguments<'_>) -> Given {
    let Some(word) = a.text(0) else { return Ok(None) };
    let of_date = a.values.get(1).is_some_and(|value| value.kind.form == Form::Date);
    let field = unit(word);
    let number = match a.datum(1) {
        Datum::Interval(interval) => interval_field(*interval, &field),
        // A date has no hours, and the seconds of its epoch are whole.
        _ if of_date && matches!(field.as_str(), "hour" | "minute" | "second" | "milliseconds" | "microseconds") => {
            None
        }
        // Seconds since 1970 are counted in UTC.
        Datum::Moment(moment) if field == "epoch" && moment.zone != Zone::None => None,
        _ => local(a, 1).and_then(|moment| moment.of_both_ends(|end| end.field(&field))),
    };
    let number = if of_date && field == "epoch" { number.map(Number::trimmed) } else { number };
    Ok(match a.result.form {
        Form::Float8 => number.and_then(Number::to_float).map(Datum::Float),
        _ => number.map(Datum::Number),
    })
}

fn interval_field(interval: Interval, field: &str) -> Option<Number> {
    let whole = |number: i64| Some(Number::integer(number));
    match field {
        "year" => whole(i64::from(interval.months / 12)),
        "month" => whole(i64::from(interval.months % 12)),
        "day" => whole(i64::from(interval.days)),
        "hour" => whole(interval.micros / HOUR),
        "minute" => whole(interval.micros / MINUTE % 60),
        "second" => Number::integer(interval.micros % MINUTE).divide(Number::integer(SECOND))?.round(6),
        "epoch" if interval.months == 0 => {
            let micros = i64::from(interval.days).checked_mul(DAY)?.checked_add(interval.micros)?;
            Number::integer(micros).divide(Number::integer(SECOND))?.round(6)
        }
        _ => None,
    }
}

fn make_date(a: &Arguments<'_>) -> Given {
    let (Some(year), Some(month), Some(day)) = (a.integer(0), a.integer(1), a.integer(2)) else { return Ok(None) };
    if !(1..=9999).contains(&year) {
        return Ok(None);
    }
    if !(1..=12).contains(&month) || !(1..=month_length(year, month)).contains(&day) {
        let message = format!("date field value out of range: {year}-{month:02}-{day:02}");
        return Err(Failure::new("22008", message).into());
    }
    Ok(Moment::of_day(day_number(year, month, day)).map(Datum::Moment))
}

/// Years, months, weeks, days, hours and minutes by position.
fn make_interval(a: &Arguments<'_>) -> Given {
    if a.len() > 6 {
        return Ok(None);
    }
    let units = [(12, 0, 0), (1, 0, 0), (0, 7, 0), (0, 1, 0), (0, 0, HOUR), (0, 0, MINUTE)];
    let mut total = Interval { months: 0, days: 0, micros: 0 };
    for (place, (months, days, micros)) in units.into_iter().enumerate().take(a.len()) {
        let part = a.integer(place).and_then(|count| Interval { months, days, micros }.times(count));
        let Some(sum) = part.and_then(|part| total.add(part)) else { return Ok(None) };
        total = sum;
    }
    Ok(Some(Datum::Interval(total)))
}

/// A time of the session's zone is printed in that zone.
fn to_char(a: &Arguments<'_>) -> Given {
    let (Some(moment), Some(template)) = (local(a, 0), a.text(1)) else { return Ok(None) };
    Ok(moment.of_both_ends(|end| printed(end, template)).map(Datum::from))
}

/// The patterns of digits; names of months and days are the locale's.
fn printed(moment: Moment, template: &str) -> Option<String> {
    let (year, month, day) = moment.civil();
    let time = moment.time();
    let thursday = Moment::of_day(moment.truncate("week")?.day() + 3)?;
    let patterns: [(&str, i64, usize); 12] = [
        ("YYYY", year, 4),
        ("IYYY", thursday.civil().0, 4),
        ("HH24", time / HOUR, 2),
        ("MM", month, 2),
        ("DD", day, 2),
        ("IW", thursday.field("week")?.to_i64()?, 2),
        ("MI", time / MINUTE % 60, 2),
        ("SS", time / SECOND % 60, 2),
        ("YY", year % 100, 2),
        ("MS", time / 1000 % 1000, 3),
        ("US", time % SECOND, 6),
        ("Q", (month - 1) / 3 + 1, 1),
    ];
    let mut text = String::new();
    let mut rest = template;
    while let Some(c) = rest.chars().next() {
        let named = |(pattern, ..): &&(&str, i64, usize)| {
            rest.starts_with(pattern) || rest.starts_with(&pattern.to_ascii_lowercase())
        };
        if let Some((pattern, value, width)) = patterns.iter().find(named) {
            // `SSSS` is another pattern.
            if *pattern == "SS" && rest.len() >= 4 && rest.as_bytes()[..4].eq_ignore_ascii_case(b"SSSS") {
                return None;
            }
            write!(text, "{value:0width$}").expect("writing to a string cannot fail");
            rest = &rest[pattern.len()..];
        } else if let Some((quoted, after)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            if quoted.contains('\\') {
                return None;
            }
            text.push_str(quoted);
            rest = after;
        } else if c.is_ascii_alphabetic() || matches!(c, '"' | '\\') || !c.is_ascii() {
            return None;
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(text)
}

/// `YYYY-MM-DD` only.
fn to_date(a: &Arguments<'_>) -> Given {
    let (Some(text), Some("YYYY-MM-DD")) = (a.text(0), a.text(1).map(smol_str::SmolStr::as_str)) else {
        return Ok(None);
    };
    match crate::postgres::replay::data::input::read(&Kind::builtin(crate::postgres::builtin::types::oid::DATE), text) {
        Ok(found) => Ok(found),
        Err(_) => Ok(None),
    }
}
