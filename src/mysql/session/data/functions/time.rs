//! Functions of dates and times.

use super::{Given, Native, Nulls, Run, entry, result};
use crate::mysql::ast::TimeUnit;
use crate::mysql::session::data::convert::{self, Number};
use crate::mysql::session::data::types::{Class, Type};
use crate::mysql::value::temporal::{DAY, LONGEST, SECOND, parts};
use crate::mysql::value::{Date, DateTime, Decimal, Time, Value};

mod format;
mod interval;
mod parse;

pub(super) use format::formatted;
pub use interval::add_interval;
pub(in crate::mysql::session::data) use interval::{extract, timestamp_difference};
pub(in crate::mysql::session::data) use parse::is_parsed;

pub(super) fn table() -> Vec<Native> {
    let mut table = parts_of_dates();
    table.extend(times_and_spans());
    table
}

fn parts_of_dates() -> Vec<Native> {
    use Run::Pure;
    vec![
        entry("date", 1, 1, result::date, Pure(|given| date(given, Value::Date))),
        entry("year", 1, 1, result::year, Pure(|given| date(given, |date| number(i64::from(date.year))))),
        entry("month", 1, 1, result::calendar, Pure(|given| date(given, |date| number(i64::from(date.month))))),
        entry("day", 1, 1, result::calendar, Pure(|given| date(given, |date| number(i64::from(date.day))))),
        entry("dayofmonth", 1, 1, result::calendar, Pure(|given| date(given, |date| number(i64::from(date.day))))),
        entry(
            "quarter",
            1,
            1,
            result::calendar,
            Pure(|given| date(given, |date| number((i64::from(date.month) + 2) / 3))),
        ),
        entry("dayofyear", 1, 1, result::small, Pure(|given| complete(given, |date| number(date.day_of_year())))),
        entry(
            "dayofweek",
            1,
            1,
            result::calendar,
            Pure(|given| complete(given, |date| number((date.weekday() + 1) % 7 + 1))),
        ),
        entry("weekday", 1, 1, result::calendar, Pure(|given| complete(given, |date| number(date.weekday())))),
        entry(
            "dayname",
            1,
            1,
            result::text64,
            Pure(|given| complete(given, |date| Value::from(format::day_name(date.weekday())))),
        ),
        entry("monthname", 1, 1, result::text64, Pure(|given| date(given, month_name))),
        entry(
            "week",
            1,
            2,
            result::calendar,
            Pure(|given| complete(given, |date| number(week(date, mode(given, 0)).1))),
        ),
        entry("weekofyear", 1, 1, result::calendar, Pure(|given| complete(given, |date| number(week(date, 3).1)))),
        entry("yearweek", 1, 2, result::int, Pure(|given| complete(given, |date| year_week(date, mode(given, 0))))),
        entry(
            "last_day",
            1,
            1,
            result::date,
            Pure(|given| {
                date(given, |date| if date.month == 0 { Value::Null } else { Value::Date(date.end_of_month()) })
            }),
        ),
        entry("to_days", 1, 1, result::int, Pure(|given| complete(given, |date| number(date.day_number())))),
        entry("to_seconds", 1, 1, result::bigint, Pure(to_seconds)),
        entry(
            "from_days",
            1,
            1,
            result::date,
            Pure(|given| Date::from_day_number(given.integer(0)).map_or(Value::Date(Date::default()), Value::Date)),
        ),
    ]
}

fn times_and_spans() -> Vec<Native> {
    use Run::{Pure, Unknown};
    vec![
        entry("time", 1, 1, result::time, Pure(|given| given.time(0).map_or(Value::Null, Value::Time))),
        entry("timestamp", 1, 2, result::datetime, Pure(timestamp)),
        entry("hour", 1, 1, result::small, Pure(|given| clock(given, |parts| parts.0))),
        entry("minute", 1, 1, result::calendar, Pure(|given| clock(given, |parts| parts.1))),
        entry("second", 1, 1, result::calendar, Pure(|given| clock(given, |parts| parts.2))),
        entry("microsecond", 1, 1, result::int, Pure(|given| clock(given, |parts| parts.3))),
        entry("time_to_sec", 1, 1, result::seconds, Pure(time_to_sec)),
        entry("sec_to_time", 1, 1, result::time, Pure(sec_to_time)),
        entry("maketime", 3, 3, result::time, Pure(make_time)),
        entry("makedate", 2, 2, result::date, Pure(make_date)),
        entry("datediff", 2, 2, result::days, Pure(date_diff)),
        entry("timediff", 2, 2, result::time, Pure(time_diff)),
        entry("addtime", 2, 2, result::add_time, Pure(|given| add_time(given, 1))),
        entry("subtime", 2, 2, result::add_time, Pure(|given| add_time(given, -1))),
        entry("period_add", 2, 2, result::bigint, Pure(period_add)),
        entry("period_diff", 2, 2, result::bigint, Pure(period_diff)),
        entry("adddate", 2, 2, result::add_days, Pure(|given| add_days(given, false))),
        entry("subdate", 2, 2, result::add_days, Pure(|given| add_days(given, true))),
        entry("date_format", 2, 3, result::formatted, Pure(date_format)),
        entry("time_format", 2, 2, result::formatted, Pure(time_format)),
        Native { nulls: Nulls::Propagate, ..entry("str_to_date", 2, 2, result::parsed, Pure(parse::str_to_date)) },
        entry("get_format", 2, 2, result::text64, Unknown),
    ]
}

fn number(value: i64) -> Value {
    Value::Int(value)
}

fn date(given: &Given<'_>, of: impl Fn(Date) -> Value) -> Value {
    given.date(0).map_or(Value::Null, of)
}

fn complete(given: &Given<'_>, of: impl Fn(Date) -> Value) -> Value {
    given.date(0).filter(|date| date.is_complete()).map_or(Value::Null, of)
}

fn month_name(date: Date) -> Value {
    format::month_name(date.month).map_or(Value::Null, Value::from)
}

fn mode(given: &Given<'_>, default: i64) -> i64 {
    if given.count() > 1 { given.integer(1) } else { default }
}

fn clock(given: &Given<'_>, part: fn((u64, u64, u64, u64)) -> u64) -> Value {
    given.time(0).map_or(Value::Null, |time| Value::Int(part(parts(time.micros)).cast_signed()))
}

/// The year and the week of a date in one of the server's eight ways of counting them.
pub(super) fn week(date: Date, mode: i64) -> (i64, i64) {
    let monday_first = mode & 1 == 1;
    let mut by_year = mode & 2 == 2;
    // Without Monday first the meaning of the third bit turns around.
    let first_weekday = (mode & 4 == 4) != monday_first;
    let first_weekday = !first_weekday;
    let number = date.day_number();
    let mut year = i64::from(date.year);
    let start = |year: i64| Date::new(u16::try_from(year).unwrap_or(0), 1, 1).day_number();
    let weekday_of = |number: i64| if monday_first { (number + 5).rem_euclid(7) } else { (number + 6).rem_euclid(7) };
    let mut first = start(year);
    let mut weekday = weekday_of(first);
    let belongs_before = |weekday: i64| first_weekday && weekday != 0 || !first_weekday && weekday >= 4;
    if date.month == 1 && i64::from(date.day) <= 7 - weekday {
        if !by_year && belongs_before(weekday) {
            return (year, 0);
        }
        if by_year && belongs_before(weekday) {
            by_year = true;
            year -= 1;
            let days = first - start(year);
            first -= days;
            weekday = (weekday + 53 * 7 - days) % 7;
        }
    }
    let days = if belongs_before(weekday) { number - (first + (7 - weekday)) } else { number - (first - weekday) };
    if by_year && days >= 52 * 7 {
        let length = start(year + 1) - start(year);
        let next = (weekday + length) % 7;
        if !first_weekday && next < 4 || first_weekday && next == 0 {
            return (year + 1, 1);
        }
    }
    (year, days / 7 + 1)
}

fn year_week(date: Date, mode: i64) -> Value {
    let (year, week) = week(date, mode | 2);
    Value::Int(year * 100 + week)
}

fn timestamp(given: &Given<'_>) -> Value {
    let Some(moment) = given.datetime(0) else { return Value::Null };
    let digits = u8::try_from(given.ty.decimals.min(6)).unwrap_or(0);
    if given.count() < 2 {
        return Value::DateTime(DateTime { digits, ..moment });
    }
    let added = given.time(1).and_then(|time| moment.add_micros(time.signed_micros()));
    added.map_or(Value::Null, |moment| Value::DateTime(DateTime { digits, ..moment }))
}

fn to_seconds(given: &Given<'_>) -> Value {
    let moment = given.datetime(0).filter(|moment| moment.date.is_complete());
    moment.map_or(Value::Null, |moment| {
        Value::Int(moment.date.day_number() * 86_400 + (moment.micros / SECOND).cast_signed())
    })
}

fn time_to_sec(given: &Given<'_>) -> Value {
    let Some(time) = given.time(0) else { return Value::Null };
    if given.ty.decimals > 0 {
        return Value::decimal(Decimal::new(time.signed_micros(), 6).truncate(given.ty.decimals));
    }
    let seconds = (time.micros / SECOND).cast_signed();
    Value::Int(if time.negative { -seconds } else { seconds })
}

fn sec_to_time(given: &Given<'_>) -> Value {
    let Some(seconds) = given.number(0).to_decimal() else { return Value::Null };
    let micros = seconds.round(6).multiply(&Decimal::from(1_000_000i64)).to_i64().unwrap_or(i64::MAX);
    let digits = u8::try_from(given.ty.decimals.min(6)).unwrap_or(0);
    let longest = Time::from_micros(i128::from(micros), digits);
    Value::Time(if longest.micros == LONGEST {
        longest.with_digits(0).with_digits(digits)
    } else {
        longest.with_digits(digits)
    })
}

fn make_time(given: &Given<'_>) -> Value {
    let (hour, minute) = (given.integer(0), given.integer(1));
    let Some(seconds) = given.number(2).to_decimal() else { return Value::Null };
    let micros = seconds.round(6).multiply(&Decimal::from(1_000_000i64)).to_i64().unwrap_or(-1);
    if !(0..60).contains(&minute) || !(0..60_000_000).contains(&micros) {
        return Value::Null;
    }
    let size =
        i128::from(hour.unsigned_abs()) * 3600 * 1_000_000 + i128::from(minute) * 60_000_000 + i128::from(micros);
    let digits = u8::try_from(given.ty.decimals.min(6)).unwrap_or(0);
    Value::Time(Time::from_micros(if hour < 0 { -size } else { size }, digits))
}

fn make_date(given: &Given<'_>) -> Value {
    let (year, day) = (given.integer(0), given.integer(1));
    let year = match year {
        0..70 => year + 2000,
        70..100 => year + 1900,
        year => year,
    };
    let Some(year) = u16::try_from(year).ok().filter(|_| day > 0) else { return Value::Null };
    Date::from_day_number(Date::new(year, 1, 1).day_number() + day - 1).map_or(Value::Null, Value::Date)
}

fn date_diff(given: &Given<'_>) -> Value {
    match (given.date(0).filter(|date| date.is_complete()), given.date(1).filter(|date| date.is_complete())) {
        (Some(a), Some(b)) => Value::Int(a.day_number() - b.day_number()),
        _ => Value::Null,
    }
}

/// A text is a moment where it looks like one.
fn moment_or_time(value: &Value) -> Option<i128> {
    let has_date = match value {
        Value::Date(_) | Value::DateTime(_) => true,
        Value::Text(text) => text.trim_start().get(1..).is_some_and(|rest| rest.contains('-')),
        _ => false,
    };
    if has_date { convert::datetime_of(value).map(DateTime::total_micros) } else { None }
}

fn time_diff(given: &Given<'_>) -> Value {
    let digits = u8::try_from(given.ty.decimals.min(6)).unwrap_or(0);
    let [a, b] = [0, 1].map(|at| moment_or_time(given.value(at)));
    let difference = match (a, b) {
        (Some(a), Some(b)) => a - b,
        (None, None) => match (given.time(0), given.time(1)) {
            (Some(a), Some(b)) => a.signed_micros() - b.signed_micros(),
            _ => return Value::Null,
        },
        _ => return Value::Null,
    };
    Value::Time(Time::from_micros(difference, digits))
}

fn add_time(given: &Given<'_>, sign: i128) -> Value {
    let Some(time) = given.time(1) else { return Value::Null };
    let added = sign * time.signed_micros();
    let shown_digits = |digits: u8| if digits > 0 || time.digits > 0 { 6 } else { 0 };
    if moment_or_time(given.value(0)).is_some() {
        let Some(moment) = given.datetime(0).and_then(|moment| moment.add_micros(added)) else { return Value::Null };
        let digits = if given.ty.is_string() {
            shown_digits(moment.digits)
        } else {
            u8::try_from(given.ty.decimals.min(6)).unwrap_or(0)
        };
        return as_text(Value::DateTime(DateTime { digits, ..moment }), given.ty);
    }
    let Some(first) = given.time(0) else { return Value::Null };
    let digits = if given.ty.is_string() {
        shown_digits(first.digits)
    } else {
        u8::try_from(given.ty.decimals.min(6)).unwrap_or(0)
    };
    as_text(Value::Time(Time::from_micros(first.signed_micros() + added, digits)), given.ty)
}

fn as_text(value: Value, ty: &Type) -> Value {
    if ty.is_string() { value.to_text().map_or(Value::Null, Value::Text) } else { value }
}

fn months_of(period: i64) -> i64 {
    if period == 0 {
        return 0;
    }
    let year = period / 100;
    let year = if year < 70 {
        year + 2000
    } else if year < 100 {
        year + 1900
    } else {
        year
    };
    year * 12 + period % 100 - 1
}

fn period_add(given: &Given<'_>) -> Value {
    let months = months_of(given.integer(0)) + given.integer(1);
    Value::Int(months / 12 * 100 + months % 12 + 1)
}

fn period_diff(given: &Given<'_>) -> Value {
    Value::Int(months_of(given.integer(0)) - months_of(given.integer(1)))
}

/// `ADDDATE(date, days)`.
fn add_days(given: &Given<'_>, negated: bool) -> Value {
    add_interval(given.value(0), given.value(1), TimeUnit::Day, negated, given.ty)
}

fn date_format(given: &Given<'_>) -> Value {
    if given.count() > 2 && !given.characters(2).eq_ignore_ascii_case("en_US") {
        return Value::unknown("dates as another country writes them");
    }
    let Some(moment) = given.datetime(0) else { return Value::Null };
    formatted(&moment, &given.characters(1)).map_or(Value::Null, |text| given.string(text))
}

fn time_format(given: &Given<'_>) -> Value {
    let Some(time) = given.time(0) else { return Value::Null };
    let moment = DateTime { date: Date::default(), micros: time.micros, digits: time.digits };
    let sign = if time.negative { "-" } else { "" };
    formatted(&moment, &given.characters(1)).map_or(Value::Null, |text| given.string(format!("{sign}{text}")))
}

/// The class of a moment that stays a date where only days change.
pub(super) fn is_date(ty: &Type) -> bool {
    ty.class == Class::Date
}

/// The seconds of a number with their fraction, in microseconds.
pub(super) fn micros_of(number: &Number) -> i128 {
    let exact = number.to_decimal().unwrap_or_else(|| Decimal::from(0i64));
    let scaled = exact.round(6).multiply(&Decimal::from(1_000_000i64));
    i128::from(scaled.to_i64().unwrap_or(0))
}

/// Microseconds of so many days.
pub(super) fn days(count: i128) -> i128 {
    count * i128::from(DAY)
}
