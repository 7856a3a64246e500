//! Functions of numbers.

use super::{ANY, Computed, Given, Native, Run, entry, result, with_nulls};
use crate::mysql::error::failure;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert::Number;
use crate::mysql::session::data::evaluate::compare;
use crate::mysql::value::{Decimal, Value};
use std::cmp::Ordering;

pub(super) fn table() -> Vec<Native> {
    use Run::{Fallible, Pure};
    vec![
        entry("abs", 1, 1, result::numeric, Fallible(abs)),
        entry("sign", 1, 1, result::two_digits, Pure(sign)),
        entry("floor", 1, 1, result::whole, Pure(|given| whole(given, Decimal::floor, f64::floor))),
        entry("ceil", 1, 1, result::whole, Pure(|given| whole(given, Decimal::ceiling, f64::ceil))),
        entry("ceiling", 1, 1, result::whole, Pure(|given| whole(given, Decimal::ceiling, f64::ceil))),
        entry("round", 1, 2, result::rounded, Pure(|given| round(given, Rounding::Nearest))),
        entry("truncate", 2, 2, result::rounded, Pure(|given| round(given, Rounding::Cut))),
        entry("mod", 2, 2, result::mod_type, Run::Session(modulo)),
        entry("pow", 2, 2, result::double, Fallible(power)),
        entry("power", 2, 2, result::double, Fallible(power)),
        entry("sqrt", 1, 1, result::double, Pure(|given| real(given.double(0).sqrt()))),
        entry("exp", 1, 1, result::double, Fallible(exp)),
        entry("ln", 1, 1, result::double, Pure(|given| logarithm(given.double(0).ln(), given.double(0)))),
        entry("log", 1, 2, result::double, Pure(log)),
        entry("log2", 1, 1, result::double, Pure(|given| logarithm(given.double(0).log2(), given.double(0)))),
        entry("log10", 1, 1, result::double, Pure(|given| logarithm(given.double(0).log10(), given.double(0)))),
        entry("sin", 1, 1, result::double, Pure(|given| real(given.double(0).sin()))),
        entry("cos", 1, 1, result::double, Pure(|given| real(given.double(0).cos()))),
        entry("tan", 1, 1, result::double, Pure(|given| real(given.double(0).tan()))),
        entry("cot", 1, 1, result::double, Pure(|given| real(1.0 / given.double(0).tan()))),
        entry("asin", 1, 1, result::double, Pure(|given| real(given.double(0).asin()))),
        entry("acos", 1, 1, result::double, Pure(|given| real(given.double(0).acos()))),
        entry("atan", 1, 2, result::double, Pure(atan)),
        entry("atan2", 1, 2, result::double, Pure(atan)),
        entry("degrees", 1, 1, result::double, Pure(|given| real(given.double(0) * (180.0 / std::f64::consts::PI)))),
        entry("radians", 1, 1, result::double, Pure(|given| real(given.double(0) * (std::f64::consts::PI / 180.0)))),
        entry("pi", 0, 0, result::pi, Pure(|_| Value::Double(std::f64::consts::PI))),
        entry("conv", 3, 3, result::text65, Pure(conv)),
        entry("bin", 1, 1, result::text65, Pure(|given| Value::from(format!("{:b}", given.integer(0))))),
        entry("oct", 1, 1, result::text65, Pure(|given| Value::from(format!("{:o}", given.integer(0))))),
        entry(
            "bit_count",
            1,
            1,
            result::two_digits,
            Pure(|given| Value::Int(i64::from(given.integer(0).count_ones()))),
        ),
        entry("greatest", 2, ANY, result::common, Pure(|given| extreme(given, Ordering::Greater))),
        entry("least", 2, ANY, result::common, Pure(|given| extreme(given, Ordering::Less))),
        entry("interval", 2, ANY, result::two_digits, Pure(interval)),
        with_nulls("nullif", 2, 2, result::nullif, Pure(nullif)),
        with_nulls("isnull", 1, 1, result::truth, Pure(|given| Value::truth(given.value(0).is_null()))),
        with_nulls("field", 2, ANY, result::small, Pure(field)),
        with_nulls("name_const", 2, 2, result::second, Pure(|given| given.value(1).clone())),
    ]
}

fn real(value: f64) -> Value {
    if value.is_finite() { Value::Double(value) } else { Value::Null }
}

fn logarithm(value: f64, argument: f64) -> Value {
    if argument <= 0.0 { Value::Null } else { real(value) }
}

fn abs(given: &Given<'_>) -> Computed {
    Ok(match given.number(0) {
        Number::Int(value) => match value.checked_abs() {
            Some(value) => Value::Int(value),
            None => return Err(failure("1690", "BIGINT value is out of range in 'abs(-9223372036854775808)'")),
        },
        Number::UInt(value) => Value::UInt(value),
        Number::Decimal(value) => Value::decimal(if value.is_negative() { value.negate() } else { value }),
        Number::Double(value) => Value::Double(value.abs()),
    })
}

fn sign(given: &Given<'_>) -> Value {
    Value::Int(compare::numbers(&given.number(0), &Number::Int(0)) as i64)
}

fn whole(given: &Given<'_>, exact: fn(&Decimal) -> Decimal, real: fn(f64) -> f64) -> Value {
    match given.number(0) {
        Number::Decimal(value) => {
            let whole = exact(&value);
            if given.ty.is_integer() {
                whole.to_i64().map_or_else(|| Value::decimal(whole), Value::Int)
            } else {
                Value::decimal(whole)
            }
        }
        Number::Double(value) => Value::Double(real(value)),
        integer => integer.into_value(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Rounding {
    Nearest,
    Cut,
}

fn round(given: &Given<'_>, rounding: Rounding) -> Value {
    let places = if given.count() > 1 { given.integer(1) } else { 0 };
    let exact = |value: &Decimal| {
        if rounding == Rounding::Nearest { value.round_to(places) } else { value.truncate_to(places) }
    };
    match given.number(0) {
        Number::Decimal(value) => Value::decimal(exact(&value)),
        Number::Double(value) => Value::Double(round_double(value, places, rounding)),
        integer if places >= 0 => integer.into_value(),
        Number::Int(value) => exact(&Decimal::from(value)).to_i64().map_or(Value::Int(0), Value::Int),
        Number::UInt(value) => exact(&Decimal::from(value)).to_u64().map_or(Value::UInt(0), Value::UInt),
    }
}

fn round_double(value: f64, places: i64, rounding: Rounding) -> f64 {
    let power = i32::try_from(places.unsigned_abs()).unwrap_or(i32::MAX);
    let unit = 10f64.powi(power);
    let scaled = if places < 0 { value / unit } else { value * unit };
    if !scaled.is_finite() || !unit.is_finite() {
        return if places < 0 { 0.0 } else { value };
    }
    let whole = if rounding == Rounding::Nearest { scaled.round_ties_even() } else { scaled.trunc() };
    if places < 0 { whole * unit } else { whole / unit }
}

fn modulo(session: &mut Session, given: &Given<'_>) -> Computed {
    let (a, b) = (given.number(0), given.number(1));
    if b.is_zero() {
        return session.division_by_zero();
    }
    Ok(match (&a, &b) {
        (Number::Double(_), _) | (_, Number::Double(_)) => real(a.to_f64() % b.to_f64()),
        (Number::Int(a), Number::Int(b)) => Value::Int(a.wrapping_rem(*b)),
        (Number::UInt(a), Number::UInt(b)) => Value::UInt(a % b),
        _ => match (a.to_decimal(), b.to_decimal()) {
            (Some(a), Some(b)) => a.remainder(&b).map_or(Value::Null, Value::decimal),
            _ => Value::Null,
        },
    })
}

fn power(given: &Given<'_>) -> Computed {
    let value = given.double(0).powf(given.double(1));
    if value.is_finite() {
        Ok(Value::Double(value))
    } else {
        out_of_range(&format!("pow({},{})", shown(given, 0), shown(given, 1)))
    }
}

fn exp(given: &Given<'_>) -> Computed {
    let value = given.double(0).exp();
    if value.is_finite() { Ok(Value::Double(value)) } else { out_of_range(&format!("exp({})", shown(given, 0))) }
}

fn shown(given: &Given<'_>, index: usize) -> String {
    given.value(index).to_text().map_or_else(String::new, |text| text.to_string())
}

fn out_of_range(call: &str) -> Computed {
    Err(failure("1690", format!("DOUBLE value is out of range in '{call}'")))
}

fn log(given: &Given<'_>) -> Value {
    let first = given.double(0);
    if given.count() < 2 {
        return logarithm(first.ln(), first);
    }
    let second = given.double(1);
    if first <= 0.0 || second <= 0.0 || (first - 1.0).abs() < f64::EPSILON {
        Value::Null
    } else {
        real(second.ln() / first.ln())
    }
}

fn atan(given: &Given<'_>) -> Value {
    if given.count() > 1 { real(given.double(0).atan2(given.double(1))) } else { real(given.double(0).atan()) }
}

fn conv(given: &Given<'_>) -> Value {
    let (from, to) = (given.integer(1), given.integer(2));
    let valid = |base: i64| (2..=36).contains(&base.abs());
    if !valid(from) || !valid(to) {
        return Value::Null;
    }
    let text = given.characters(0);
    let text = text.trim_start();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let base = u32::try_from(from.abs()).unwrap_or(10);
    let mut number: u64 = 0;
    for digit in digits.chars().map_while(|c| c.to_digit(base)) {
        number = number
            .checked_mul(u64::from(base))
            .and_then(|number| number.checked_add(u64::from(digit)))
            .unwrap_or(u64::MAX);
    }
    let number = if negative { number.wrapping_neg() } else { number };
    let signed = to < 0 && number > i64::MAX.cast_unsigned();
    let mut rest = if signed { number.wrapping_neg() } else { number };
    let base = u64::try_from(to.abs()).unwrap_or(10);
    let mut shown = Vec::new();
    loop {
        let digit = u32::try_from(rest % base).unwrap_or(0);
        shown.push(char::from_digit(digit, 36).unwrap_or('0').to_ascii_uppercase());
        rest /= base;
        if rest == 0 {
            break;
        }
    }
    if signed {
        shown.push('-');
    }
    Value::from(shown.into_iter().rev().collect::<String>())
}

fn extreme(given: &Given<'_>, wanted: Ordering) -> Value {
    let collation = given.collation();
    let mut best = given.value(0);
    // Beside a number, texts are numbers.
    let numeric = given.values.iter().any(|value| !matches!(value, Value::Text(_) | Value::Bytes(_) | Value::Label(_)))
        && !given.values.iter().any(|value| matches!(value, Value::Date(_) | Value::DateTime(_) | Value::Time(_)));
    for value in &given.values[1..] {
        let order = if numeric {
            let numbers = [value, best].map(crate::mysql::session::data::convert::number);
            match numbers {
                [Some(a), Some(b)] => compare::Order::Known(compare::numbers(&a, &b)),
                _ => compare::Order::Null,
            }
        } else {
            compare::order(value, best, &collation)
        };
        match order {
            compare::Order::Known(order) if order == wanted => best = value,
            compare::Order::Known(_) => {}
            compare::Order::Null => return Value::Null,
            compare::Order::Unknown(reason) => return Value::Unknown(reason),
        }
    }
    if given.ty.is_string() && !matches!(best, Value::Text(_) | Value::Bytes(_)) {
        return best.to_text().map_or(Value::Null, Value::Text);
    }
    if given.ty.class == crate::mysql::session::data::types::Class::Decimal {
        return crate::mysql::session::data::convert::number(best)
            .and_then(|number| number.to_decimal())
            .map_or(Value::Null, |exact| Value::decimal(exact.round(given.ty.decimals)));
    }
    best.clone()
}

fn interval(given: &Given<'_>) -> Value {
    let sought = given.number(0);
    let above = (1..given.count()).take_while(|at| compare::numbers(&given.number(*at), &sought).is_le()).count();
    Value::Int(i64::try_from(above).unwrap_or(0))
}

fn nullif(given: &Given<'_>) -> Value {
    match compare::order(given.value(0), given.value(1), &given.collation()) {
        compare::Order::Known(Ordering::Equal) => Value::Null,
        compare::Order::Unknown(reason) => Value::Unknown(reason),
        _ => given.value(0).clone(),
    }
}

fn field(given: &Given<'_>) -> Value {
    let all_texts =
        given.values.iter().all(|value| matches!(value, Value::Text(_) | Value::Bytes(_) | Value::Label(_)));
    for (at, value) in given.values.iter().enumerate().skip(1) {
        let order = if all_texts {
            compare::order(given.value(0), value, &given.collation())
        } else {
            match (
                crate::mysql::session::data::convert::number(given.value(0)),
                crate::mysql::session::data::convert::number(value),
            ) {
                (Some(a), Some(b)) => compare::Order::Known(compare::numbers(&a, &b)),
                _ => compare::Order::Null,
            }
        };
        match order {
            compare::Order::Known(Ordering::Equal) => return Value::Int(i64::try_from(at).unwrap_or(0)),
            compare::Order::Unknown(reason) => return Value::Unknown(reason),
            _ => {}
        }
    }
    Value::Int(0)
}

/// Digits in groups of three: `1,234.50`.
pub fn format_grouped(value: &Decimal) -> String {
    let text = value.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

pub(super) fn format(given: &Given<'_>) -> Value {
    if given.count() > 2 && !given.characters(2).eq_ignore_ascii_case("en_US") {
        return Value::unknown("numbers as another country writes them");
    }
    let places = u32::try_from(given.integer(1).clamp(0, 38)).unwrap_or(0);
    match given.number(0).to_decimal() {
        Some(value) => Value::from(format_grouped(&value.round(places))),
        None => Value::Null,
    }
}
