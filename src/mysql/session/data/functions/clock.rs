//! The clock: what it shows, only the server that runs the baseline knows.

use super::{Computed, Given, Native, Run, entry, result};
use crate::mysql::session::Session;
use crate::mysql::session::data::convert::Number;
use crate::mysql::value::temporal::{DateTime, SECOND};
use crate::mysql::value::{Date, Time, Value};

pub(super) fn table() -> Vec<Native> {
    use Run::Session as S;
    let mut table = vec![
        entry("curdate", 0, 0, result::today, S(|session, _| Ok(session.today("CURRENT_DATE")))),
        entry("current_date", 0, 0, result::today, S(|session, _| Ok(session.today("CURRENT_DATE")))),
        entry("curtime", 0, 1, result::now_time, S(|session, given| Ok(session.time_of_day("CURRENT_TIME", given)))),
        entry(
            "current_time",
            0,
            1,
            result::now_time,
            S(|session, given| Ok(session.time_of_day("CURRENT_TIME", given))),
        ),
        entry("utc_date", 0, 0, result::today, S(|_, _| Ok(Value::clock("UTC_DATE")))),
        entry("utc_time", 0, 1, result::now_time, S(|_, given| Ok(Value::clock(now_text("UTC_TIME", digits(given)))))),
        entry(
            "utc_timestamp",
            0,
            1,
            result::now,
            S(|_, given| Ok(Value::clock(now_text("UTC_TIMESTAMP", digits(given))))),
        ),
        entry("sysdate", 0, 1, result::now, S(|_, given| Ok(Value::clock(now_text("SYSDATE", digits(given)))))),
        entry("unix_timestamp", 0, 1, result::unix, S(unix_timestamp)),
        entry("from_unixtime", 1, 2, result::from_unix, S(from_unixtime)),
        entry("convert_tz", 3, 3, result::datetime, S(convert_tz)),
    ];
    for name in ["now", "current_timestamp", "localtime", "localtimestamp"] {
        table.push(entry(name, 0, 1, result::now, S(|session, given| Ok(session.now(digits(given))))));
    }
    table
}

fn digits(given: &Given<'_>) -> u8 {
    if given.count() == 0 { 0 } else { u8::try_from(given.integer(0).clamp(0, 6)).unwrap_or(0) }
}

/// `CURRENT_TIMESTAMP`, `CURRENT_TIMESTAMP(3)`.
pub fn now_text(function: &str, digits: u8) -> String {
    match (digits, function) {
        (0, "SYSDATE") => "SYSDATE()".to_owned(),
        (0, function) => function.to_owned(),
        (digits, function) => format!("{function}({digits})"),
    }
}

impl Session {
    /// The moment of the statement: known where `timestamp` is set and the time zone is a fixed distance.
    pub(in crate::mysql::session) fn now(&self, digits: u8) -> Value {
        match self.fixed_moment() {
            Some(moment) => Value::DateTime(moment.with_digits(digits)),
            None => Value::clock(now_text("CURRENT_TIMESTAMP", digits)),
        }
    }

    fn today(&self, text: &str) -> Value {
        self.fixed_moment().map_or_else(|| Value::clock(text), |moment| Value::Date(moment.date))
    }

    fn time_of_day(&self, text: &str, given: &Given<'_>) -> Value {
        let digits = digits(given);
        match self.fixed_moment() {
            Some(moment) => Value::Time(Time { negative: false, micros: moment.micros, digits: 0 }.with_digits(digits)),
            None => Value::clock(now_text(text, digits)),
        }
    }

    /// `@@timestamp` as a moment, where it is set.
    fn fixed_moment(&self) -> Option<DateTime> {
        let seconds = match super::convert::number(self.variables.get("timestamp")?)? {
            Number::Double(value) => micros(value),
            number => i128::from(number.to_decimal()?.to_i64()?) * i128::from(SECOND),
        };
        let epoch = DateTime::midnight(Date::new(1970, 1, 1));
        epoch.add_micros(seconds + self.zone_offset()?)
    }

    /// Microseconds that the session's clock is ahead of UTC, where that does not change with the season.
    pub(super) fn zone_offset(&self) -> Option<i128> {
        let zone = self.variables.get("time_zone")?.to_text()?;
        offset(&zone)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a moment of these years fits")]
fn micros(seconds: f64) -> i128 {
    (seconds * 1e6).round() as i128
}

/// `+02:00`, `UTC`: a distance from UTC in microseconds.
fn offset(zone: &str) -> Option<i128> {
    if zone.eq_ignore_ascii_case("utc") {
        return Some(0);
    }
    let (sign, rest) = match zone.as_bytes().first()? {
        b'+' => (1, &zone[1..]),
        b'-' => (-1, &zone[1..]),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes): (i128, i128) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (hours * 3600 + minutes * 60) * i128::from(SECOND))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of functions has one signature for all that look at the session"
)]
fn unix_timestamp(session: &mut Session, given: &Given<'_>) -> Computed {
    if given.count() == 0 {
        return Ok(session.variables.get("timestamp").cloned().unwrap_or_else(|| Value::clock("UNIX_TIMESTAMP()")));
    }
    let Some(moment) = given.datetime(0) else { return Ok(Value::Int(0)) };
    let Some(offset) = session.zone_offset() else {
        let text = super::super::evaluate::quoted(&moment.to_string());
        return Ok(Value::clock(format!("UNIX_TIMESTAMP({text})")));
    };
    let micros = moment.total_micros() - DateTime::midnight(Date::new(1970, 1, 1)).total_micros() - offset;
    let seconds = i64::try_from(micros.div_euclid(i128::from(SECOND))).unwrap_or(0);
    if seconds < 0 {
        return Ok(Value::Int(0));
    }
    if given.ty.decimals == 0 {
        return Ok(Value::Int(seconds));
    }
    Ok(Value::decimal(crate::mysql::value::Decimal::new(micros, 6).truncate(given.ty.decimals)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of functions has one signature for all that look at the session"
)]
fn from_unixtime(session: &mut Session, given: &Given<'_>) -> Computed {
    let Some(seconds) = given.number(0).to_decimal() else { return Ok(Value::Null) };
    if seconds.is_negative() {
        return Ok(Value::Null);
    }
    let Some(offset) = session.zone_offset() else {
        let text = given.value(0).to_text().unwrap_or_default();
        let format = (given.count() > 1).then(|| format!(", {}", super::super::evaluate::quoted(&given.characters(1))));
        return Ok(Value::clock(format!("FROM_UNIXTIME({text}{})", format.unwrap_or_default())));
    };
    let scaled = seconds.multiply(&crate::mysql::value::Decimal::from(1_000_000i64)).to_i64().unwrap_or(0);
    let epoch = DateTime::midnight(Date::new(1970, 1, 1));
    let Some(moment) = epoch.add_micros(i128::from(scaled) + offset) else { return Ok(Value::Null) };
    let moment = moment.with_digits(u8::try_from(given.ty.decimals.min(6)).unwrap_or(0));
    if given.count() > 1 {
        return Ok(super::time::formatted(&moment, &given.characters(1)).map_or(Value::Null, Value::from));
    }
    Ok(Value::DateTime(moment))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of functions has one signature for all that look at the session"
)]
fn convert_tz(_: &mut Session, given: &Given<'_>) -> Computed {
    let Some(moment) = given.datetime(0) else { return Ok(Value::Null) };
    let (from, to) = (given.characters(1), given.characters(2));
    if let (Some(from), Some(to)) = (offset(&from), offset(&to)) {
        Ok(moment.add_micros(to - from).map_or(Value::Null, Value::DateTime))
    } else {
        Ok(Value::unknown("time zones by their names"))
    }
}
