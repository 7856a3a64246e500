//! `INTERVAL`, `EXTRACT`, `TIMESTAMPDIFF`.

use super::{days, is_date, micros_of};
use crate::mysql::ast::TimeUnit;
use crate::mysql::session::data::convert;
use crate::mysql::session::data::types::Type;
use crate::mysql::value::temporal::{SECOND, parts};
use crate::mysql::value::{DateTime, Time, Value};

/// An interval: months, and microseconds.
struct Interval {
    months: i64,
    micros: i128,
}

/// The numbers in a text such as `1 10:30`; the last ones where there are fewer than the unit has.
fn fields(value: &Value, count: usize) -> ([i128; 5], bool) {
    let text = value.to_text().unwrap_or_default();
    let text = text.trim();
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let numbers: Vec<i128> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(0))
        .collect();
    let mut found = [0; 5];
    let given = numbers.len().min(count);
    for (at, number) in numbers.iter().take(given).enumerate() {
        found[count - given + at] = *number;
    }
    (found, negative)
}

/// Digits behind a point are a fraction of a second: `1.5` is 500000 microseconds.
fn microseconds(value: &Value, found: i128) -> i128 {
    let text = value.to_text().unwrap_or_default();
    let digits = text.rsplit(|c: char| !c.is_ascii_digit()).next().map_or(0, str::len);
    (digits..6).fold(found, |micros, _| micros * 10)
}

fn second() -> i128 {
    i128::from(SECOND)
}

fn interval(amount: &Value, unit: TimeUnit) -> Option<Interval> {
    use TimeUnit as U;
    let whole = || convert::integer(amount).unwrap_or(0);
    let micros = |micros: i128| Some(Interval { months: 0, micros });
    let months = |months: Option<i64>| Some(Interval { months: months?, micros: 0 });
    match unit {
        U::Year => return months(whole().checked_mul(12)),
        U::Quarter => return months(whole().checked_mul(3)),
        U::Month => return months(Some(whole())),
        U::Week => return micros(days(i128::from(whole()) * 7)),
        U::Day => return micros(days(i128::from(whole()))),
        U::Hour => return micros(i128::from(whole()) * 3600 * second()),
        U::Minute => return micros(i128::from(whole()) * 60 * second()),
        U::Second => return micros(micros_of(&convert::number(amount)?)),
        U::Microsecond => return micros(i128::from(whole())),
        _ => {}
    }
    let (negative, months, size) = compound(amount, unit);
    let sign = if negative { -1 } else { 1 };
    Some(Interval { months: i64::try_from(months * sign).ok()?, micros: size * sign })
}

fn compound(amount: &Value, unit: TimeUnit) -> (bool, i128, i128) {
    use TimeUnit as U;
    let read = |count: usize| fields(amount, count);
    let clock = |hour: i128, minute: i128, sec: i128| ((hour * 60 + minute) * 60 + sec) * second();
    match unit {
        U::YearMonth => {
            let ([years, months, ..], negative) = read(2);
            (negative, years * 12 + months, 0)
        }
        U::DayHour => {
            let ([day, hour, ..], negative) = read(2);
            (negative, 0, days(day) + clock(hour, 0, 0))
        }
        U::DayMinute => {
            let ([day, hour, minute, ..], negative) = read(3);
            (negative, 0, days(day) + clock(hour, minute, 0))
        }
        U::DaySecond => {
            let ([day, hour, minute, sec, _], negative) = read(4);
            (negative, 0, days(day) + clock(hour, minute, sec))
        }
        U::DayMicrosecond => {
            let ([day, hour, minute, sec, rest], negative) = read(5);
            (negative, 0, days(day) + clock(hour, minute, sec) + microseconds(amount, rest))
        }
        U::HourMinute => {
            let ([hour, minute, ..], negative) = read(2);
            (negative, 0, clock(hour, minute, 0))
        }
        U::HourSecond => {
            let ([hour, minute, sec, ..], negative) = read(3);
            (negative, 0, clock(hour, minute, sec))
        }
        U::HourMicrosecond => {
            let ([hour, minute, sec, rest, _], negative) = read(4);
            (negative, 0, clock(hour, minute, sec) + microseconds(amount, rest))
        }
        U::MinuteSecond => {
            let ([minute, sec, ..], negative) = read(2);
            (negative, 0, clock(0, minute, sec))
        }
        U::MinuteMicrosecond => {
            let ([minute, sec, rest, ..], negative) = read(3);
            (negative, 0, clock(0, minute, sec) + microseconds(amount, rest))
        }
        _ => {
            let ([sec, rest, ..], negative) = read(2);
            (negative, 0, clock(0, 0, sec) + microseconds(amount, rest))
        }
    }
}

/// `date + INTERVAL amount unit`, in the type of the result.
pub fn add_interval(date: &Value, amount: &Value, unit: TimeUnit, negated: bool, ty: &Type) -> Value {
    let Some(Interval { months, micros }) = interval(amount, unit) else { return Value::Null };
    let (months, micros) = if negated { (-months, -micros) } else { (months, micros) };
    if let Value::Time(time) = date {
        let sum = time.signed_micros() + micros;
        return if months == 0 { Value::Time(Time::from_micros(sum, digits(ty))) } else { Value::Null };
    }
    let Some(moment) = convert::datetime_of(date).filter(|moment| moment.date.is_complete()) else {
        return Value::Null;
    };
    let moved = if months == 0 { Some(moment.date) } else { moment.date.add_months(months) };
    let moved = moved.map(|date| DateTime { date, ..moment });
    let Some(moved) = moved.and_then(|moment| if micros == 0 { Some(moment) } else { moment.add_micros(micros) })
    else {
        return Value::Null;
    };
    if is_date(ty) {
        return Value::Date(moved.date);
    }
    if !ty.is_string() {
        return Value::DateTime(DateTime { digits: digits(ty), ..moved });
    }
    as_written(date, amount, &moved, unit)
}

fn digits(ty: &Type) -> u8 {
    u8::try_from(ty.decimals.min(6)).unwrap_or(0)
}

/// A text gives a text: a date alone stays one where only days change.
fn as_written(date: &Value, amount: &Value, moved: &DateTime, unit: TimeUnit) -> Value {
    use TimeUnit::{Day, Month, Quarter, Week, Year, YearMonth};
    let text = date.to_text().unwrap_or_default();
    let has_clock = text.trim().contains([':', 'T'])
        || text.trim().split(' ').count() > 1
        || text.trim().bytes().all(|byte| byte.is_ascii_digit()) && text.trim().len() > 8;
    if !has_clock && matches!(unit, Day | Week | Month | Quarter | Year | YearMonth) {
        return Value::from(moved.date.to_string());
    }
    let digits = match amount {
        _ if moved.micros.is_multiple_of(SECOND) && moved.digits == 0 => 0,
        Value::Decimal(exact) if unit == TimeUnit::Second => {
            u8::try_from(exact.scale().min(6)).unwrap_or(6).max(moved.digits)
        }
        _ => 6,
    };
    Value::from(DateTime { digits, ..*moved }.to_string())
}

/// `EXTRACT(unit FROM x)`.
pub(in crate::mysql::session::data) fn extract(unit: TimeUnit, value: &Value) -> Value {
    use TimeUnit as U;
    if value.is_null() {
        return Value::Null;
    }
    let has_days = matches!(
        unit,
        U::Day
            | U::Week
            | U::Month
            | U::Quarter
            | U::Year
            | U::YearMonth
            | U::DayHour
            | U::DayMinute
            | U::DaySecond
            | U::DayMicrosecond
    );
    let (date, micros, negative) =
        if has_days || !matches!(value, Value::Time(_)) && convert::datetime_of(value).is_some() {
            match convert::datetime_of(value) {
                Some(moment) => (moment.date, moment.micros, false),
                None => return Value::Null,
            }
        } else {
            match convert::time_of(value) {
                Some(time) => (crate::mysql::value::Date::default(), time.micros, time.negative),
                None => return Value::Null,
            }
        };
    let (hour, minute, sec, micro) = parts(micros);
    let day = u64::from(date.day);
    let number = match unit {
        U::Year => u64::from(date.year),
        U::Quarter => u64::from(date.month).div_ceil(3),
        U::Month => u64::from(date.month),
        U::Week => u64::try_from(super::week(date, 0).1).unwrap_or(0),
        U::Day => day,
        U::Hour => hour,
        U::Minute => minute,
        U::Second => sec,
        U::Microsecond => micro,
        U::YearMonth => u64::from(date.year) * 100 + u64::from(date.month),
        U::DayHour => day * 100 + hour,
        U::DayMinute => day * 10_000 + hour * 100 + minute,
        U::DaySecond => day * 1_000_000 + hour * 10_000 + minute * 100 + sec,
        U::DayMicrosecond => (day * 1_000_000 + hour * 10_000 + minute * 100 + sec) * 1_000_000 + micro,
        U::HourMinute => hour * 100 + minute,
        U::HourSecond => hour * 10_000 + minute * 100 + sec,
        U::HourMicrosecond => (hour * 10_000 + minute * 100 + sec) * 1_000_000 + micro,
        U::MinuteSecond => minute * 100 + sec,
        U::MinuteMicrosecond => (minute * 100 + sec) * 1_000_000 + micro,
        U::SecondMicrosecond => sec * 1_000_000 + micro,
    };
    Value::Int(if negative { -number.cast_signed() } else { number.cast_signed() })
}

/// `TIMESTAMPDIFF(unit, a, b)`: how many whole units `b` is behind `a`.
pub(in crate::mysql::session::data) fn timestamp_difference(unit: TimeUnit, left: &Value, right: &Value) -> Value {
    let [Some(a), Some(b)] =
        [left, right].map(|value| convert::datetime_of(value).filter(|moment| moment.date.is_complete()))
    else {
        return Value::Null;
    };
    let micros = b.total_micros() - a.total_micros();
    let unit_micros = match unit {
        TimeUnit::Microsecond => 1,
        TimeUnit::Second => second(),
        TimeUnit::Minute => 60 * second(),
        TimeUnit::Hour => 3600 * second(),
        TimeUnit::Day => days(1),
        TimeUnit::Week => days(7),
        _ => return months_between(unit, a, b),
    };
    Value::Int(i64::try_from(micros / unit_micros).unwrap_or(0))
}

fn months_between(unit: TimeUnit, a: DateTime, b: DateTime) -> Value {
    let (early, late, sign) = if a.total_micros() <= b.total_micros() { (a, b, 1) } else { (b, a, -1) };
    let index = |moment: &DateTime| i64::from(moment.date.year) * 12 + i64::from(moment.date.month);
    let mut months = index(&late) - index(&early);
    if (late.date.day, late.micros) < (early.date.day, early.micros) {
        months -= 1;
    }
    let size = match unit {
        TimeUnit::Year => 12,
        TimeUnit::Quarter => 3,
        _ => 1,
    };
    Value::Int(sign * (months / size))
}
