//! Functions on numbers.

use super::{Arguments, Given, Implementation};
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::evaluate::undecided;
use crate::postgres::replay::data::kind::Form;
use crate::postgres::replay::data::number::Number;
use crate::postgres::replay::data::operate::ranged;
use crate::run::Failure;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("abs", |a| unary(a, |number| Some(number.absolute()), f64::abs)),
    ("ceil", |a| unary(a, Number::ceil, f64::ceil)),
    ("ceiling", |a| unary(a, Number::ceil, f64::ceil)),
    ("div", div),
    ("floor", |a| unary(a, Number::floor, f64::floor)),
    ("gcd", gcd),
    ("mod", modulo),
    ("power", power),
    ("round", |a| scaled(a, Number::round, f64::round_ties_even)),
    ("sign", |a| unary(a, |number| Some(Number::integer(number.signum())), sign)),
    ("sqrt", sqrt),
    ("trunc", |a| scaled(a, Number::truncate, f64::trunc)),
];

fn unary(a: &Arguments<'_>, exact: fn(Number) -> Option<Number>, float: fn(f64) -> f64) -> Given {
    Ok(match a.datum(0) {
        Datum::Number(number) => exact(*number).map(|number| ranged(number, a.result)).transpose()?,
        Datum::Float(number) => Some(Datum::Float(float(*number))),
        _ => None,
    })
}

fn sign(float: f64) -> f64 {
    if float > 0.0 {
        1.0
    } else if float < 0.0 {
        -1.0
    } else {
        float
    }
}

/// To so many digits; a float to none.
fn scaled(a: &Arguments<'_>, exact: fn(Number, i32) -> Option<Number>, float: fn(f64) -> f64) -> Given {
    let scale = if a.len() > 1 { a.integer(1).and_then(|scale| i32::try_from(scale).ok()) } else { Some(0) };
    Ok(match (a.datum(0), scale) {
        (Datum::Number(number), Some(scale)) => {
            // Where there are no digits to lose, a negative scale still counts as none.
            exact(*number, scale).and_then(|number| number.round(scale.max(0))).map(Datum::Number)
        }
        (Datum::Float(number), Some(0)) if a.len() == 1 => Some(Datum::Float(float(*number))),
        _ => None,
    })
}

fn numbers(a: &Arguments<'_>) -> Option<(Number, Number)> {
    match (a.datum(0), a.datum(1)) {
        (Datum::Number(one), Datum::Number(other)) => Some((*one, *other)),
        _ => None,
    }
}

fn div(a: &Arguments<'_>) -> Given {
    let Some((above, below)) = numbers(a) else { return Ok(None) };
    if below.signum() == 0 {
        return Err(Failure::new("22012", "division by zero").into());
    }
    Ok(above.divide_whole(below).map(Datum::Number))
}

fn modulo(a: &Arguments<'_>) -> Given {
    let Some((above, below)) = numbers(a) else { return Ok(None) };
    if below.signum() == 0 {
        return Err(Failure::new("22012", "division by zero").into());
    }
    Ok(above.remainder(below).map(Datum::Number))
}

fn gcd(a: &Arguments<'_>) -> Given {
    let (Some(mut one), Some(mut other)) = (a.integer(0), a.integer(1)) else { return Ok(None) };
    if !matches!(a.result.form, Form::Integer(_)) || one == i64::MIN || other == i64::MIN {
        return Ok(None);
    }
    while other != 0 {
        (one, other) = (other, one % other);
    }
    ranged(Number::integer(one.abs()), a.result).map(Some)
}

/// Of floats that are small whole numbers: all else has digits that depend on the machine.
fn power(a: &Arguments<'_>) -> Given {
    let (Datum::Float(base), Datum::Float(exponent)) = (a.datum(0), a.datum(1)) else { return Ok(None) };
    Ok(power_of(*base, *exponent).map(Datum::Float))
}

/// A power whose digits are the same everywhere.
pub(in super::super) fn power_of(base: f64, exponent: f64) -> Option<f64> {
    let result = base.powf(exponent);
    let whole = |float: f64| float.fract() == 0.0 && float.abs() < 9e15;
    (whole(base) && whole(exponent) && exponent >= 0.0 && whole(result)).then_some(result)
}

fn sqrt(a: &Arguments<'_>) -> Given {
    match a.datum(0) {
        Datum::Float(float) if *float < 0.0 => {
            Err(Failure::new("2201F", "cannot take square root of a negative number").into())
        }
        Datum::Float(float) => Ok(Some(Datum::Float(float.sqrt()))),
        _ => Err(undecided("sqrt()")),
    }
}
