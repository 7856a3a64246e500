//! Aggregates.

use super::{Ordered, sort};
use crate::mysql::catalog::Row;
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert::{self, Number};
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::functions::json_value;
use crate::mysql::session::data::plan::{Aggregate, AggregateFunction as F, Node};
use crate::mysql::session::data::types::{Class, Type};
use crate::mysql::value::{Decimal, Value};
use crate::run::Refusal;
use std::cmp::Ordering;
use std::collections::HashSet;

impl Session {
    /// The value of an aggregate over rows.
    pub(super) fn aggregate(
        &mut self,
        aggregate: &Aggregate,
        rows: &[Row],
        order: &Ordered,
        outer: Option<&Frame<'_>>,
    ) -> Result<Value, Refusal> {
        if aggregate.arguments.is_empty() {
            return Ok(Value::Int(i64::try_from(rows.len()).unwrap_or(i64::MAX)));
        }
        let mut given = Vec::with_capacity(rows.len());
        for row in rows {
            let frame = Frame::of(row, outer);
            let values = aggregate
                .arguments
                .iter()
                .map(|argument| self.compute(argument, &frame))
                .collect::<Result<Vec<Value>, Refusal>>()?;
            if values.iter().any(Value::is_null) && aggregate.function != F::JsonArray {
                continue;
            }
            let keys = aggregate
                .order
                .iter()
                .map(|(key, _)| self.compute(key, &frame))
                .collect::<Result<Vec<Value>, Refusal>>()?;
            given.push((Row::from(values), keys));
        }
        self.aggregate_values(aggregate, given, order)
    }

    /// The value of an aggregate over the values of its arguments, those with NULL left out.
    pub(super) fn aggregate_values(
        &mut self,
        aggregate: &Aggregate,
        mut given: Vec<(Row, Vec<Value>)>,
        order: &Ordered,
    ) -> Result<Value, Refusal> {
        if aggregate.distinct {
            given = distinct(given, &aggregate.arguments)?;
        }
        let known = given.iter().find_map(|(values, _)| values.iter().find_map(Value::why_not_known));
        if let (Some(reason), false) = (&known, matches!(aggregate.function, F::Count) && !aggregate.distinct) {
            // A value that is only deferred is there for certain; everything else hangs on it.
            return Ok(Value::unknown(reason.clone()));
        }
        let firsts: Vec<&Value> = given.iter().map(|(values, _)| &values[0]).collect();
        Ok(match aggregate.function {
            F::Count => {
                if given.iter().any(|(values, _)| values.iter().any(|value| matches!(value, Value::Unknown(_)))) {
                    Value::unknown(known.unwrap_or_default())
                } else {
                    Value::Int(i64::try_from(given.len()).unwrap_or(i64::MAX))
                }
            }
            F::Sum => sum(&firsts, &aggregate.ty),
            F::Avg => average(&firsts, &aggregate.ty),
            F::Min => extreme(&firsts, Ordering::Less, &aggregate.arguments[0])?,
            F::Max => extreme(&firsts, Ordering::Greater, &aggregate.arguments[0])?,
            F::AnyValue => firsts.first().map_or(Value::Null, |value| (*value).clone()),
            F::BitAnd => Value::UInt(bits(&firsts).fold(u64::MAX, |all, bits| all & bits)),
            F::BitOr => Value::UInt(bits(&firsts).fold(0, |all, bits| all | bits)),
            F::BitXor => Value::UInt(bits(&firsts).fold(0, |all, bits| all ^ bits)),
            F::Std | F::StdSample | F::Variance | F::VarianceSample => variance(&firsts, aggregate.function),
            F::GroupConcat => return self.group_concat(aggregate, given, order),
            F::JsonArray => {
                let items: Option<Vec<String>> = firsts.iter().map(|value| json_value(value)).collect();
                match items {
                    _ if given.is_empty() => Value::Null,
                    Some(items) if order.is_known() || items.len() < 2 => Value::from(format!("[{}]", items.join(","))),
                    _ => Value::unknown("the order of rows is not determined"),
                }
            }
            F::JsonObject => Value::unknown("JSON_OBJECTAGG"),
            _ => Value::unknown("a window function without a window"),
        })
    }

    fn group_concat(
        &mut self,
        aggregate: &Aggregate,
        mut given: Vec<(Row, Vec<Value>)>,
        order: &Ordered,
    ) -> Result<Value, Refusal> {
        if given.is_empty() {
            return Ok(Value::Null);
        }
        let sorted = if aggregate.order.is_empty() { order.clone() } else { sort::sort(&mut given, &aggregate.order)? };
        if given.len() > 1 && !sorted.is_known() {
            return Ok(Value::unknown("the order of rows is not determined"));
        }
        if let Some(limit) = &aggregate.limit {
            let limit = self.row_count(limit, None)?;
            given.truncate(limit);
        }
        let parts: Option<Vec<String>> = given
            .iter()
            .map(|(values, _)| {
                values.iter().map(|value| value.to_text().map(|text| text.to_string())).collect::<Option<String>>()
            })
            .collect();
        Ok(parts.map_or_else(
            || Value::unknown("GROUP_CONCAT of bytes"),
            |parts| Value::from(parts.join(&aggregate.separator)),
        ))
    }
}

fn distinct(given: Vec<(Row, Vec<Value>)>, arguments: &[Node]) -> Result<Vec<(Row, Vec<Value>)>, Refusal> {
    let types: Vec<&Type> = arguments.iter().map(|argument| &argument.ty).collect();
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for (values, keys) in given {
        if seen.insert(sort::identity(&values, &types)?) {
            kept.push((values, keys));
        }
    }
    Ok(kept)
}

fn numbers<'a>(values: &'a [&'a Value]) -> impl Iterator<Item = Number> + 'a {
    values.iter().filter_map(|value| convert::number(value))
}

fn total(values: &[&Value], ty: &Type) -> Option<Number> {
    if ty.class == Class::Double {
        return Some(Number::Double(numbers(values).map(|number| number.to_f64()).sum()));
    }
    let mut sum = Decimal::from(0i64);
    for number in numbers(values) {
        sum = sum.add(&number.to_decimal()?);
    }
    Some(Number::Decimal(sum))
}

fn sum(values: &[&Value], ty: &Type) -> Value {
    match total(values, ty) {
        _ if values.is_empty() => Value::Null,
        Some(Number::Decimal(sum)) => Value::decimal(sum.round(ty.decimals)),
        Some(number) => number.into_value(),
        None => Value::Null,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no table has so many rows")]
fn average(values: &[&Value], ty: &Type) -> Value {
    match total(values, ty) {
        _ if values.is_empty() => Value::Null,
        Some(Number::Decimal(sum)) => {
            let count = Decimal::from(i64::try_from(values.len()).unwrap_or(i64::MAX));
            sum.divide(&count, ty.decimals).map_or(Value::Null, Value::decimal)
        }
        Some(number) => Value::Double(number.to_f64() / values.len() as f64),
        None => Value::Null,
    }
}

fn extreme(values: &[&Value], wanted: Ordering, node: &Node) -> Result<Value, Refusal> {
    let Some((first, others)) = values.split_first() else { return Ok(Value::Null) };
    let mut best = *first;
    for value in others {
        let order = match (value, best) {
            // Labels are compared as texts here.
            (Value::Label(a), Value::Label(b)) => a.text.cmp(&b.text),
            _ => sort::rank(value, best, node)?,
        };
        if order == wanted {
            best = value;
        }
    }
    Ok(best.clone())
}

fn bits<'a>(values: &'a [&'a Value]) -> impl Iterator<Item = u64> + 'a {
    values.iter().map(|value| match convert::number(value) {
        Some(Number::UInt(value)) => value,
        _ => convert::integer(value).unwrap_or(0).cast_unsigned(),
    })
}

#[expect(clippy::cast_precision_loss, reason = "no table has so many rows")]
fn variance(values: &[&Value], function: F) -> Value {
    let sample = matches!(function, F::StdSample | F::VarianceSample);
    let count = values.len();
    if count == 0 || sample && count < 2 {
        return Value::Null;
    }
    // The server's own recurrence, so that the last digits are its too.
    let (mut mean, mut squares) = (0.0, 0.0);
    for (at, number) in numbers(values).enumerate() {
        let value = number.to_f64();
        let before = mean;
        if at == 0 {
            mean = value;
        } else {
            mean = before + (value - before) / (at + 1) as f64;
            squares += (value - before) * (value - mean);
        }
    }
    let divisor = if sample { count - 1 } else { count } as f64;
    let variance: f64 = squares / divisor;
    Value::Double(if matches!(function, F::Std | F::StdSample) { variance.sqrt() } else { variance })
}

/// Whether rows can be aggregated at all.
pub(super) fn refuse_unknown(values: &[Value]) -> Result<(), Refusal> {
    match values.iter().find_map(Value::why_not_known) {
        Some(reason) => Err(undecided(reason)),
        None => Ok(()),
    }
}
