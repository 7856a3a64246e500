//! Functions that return a set of rows.

use super::Arguments;
use super::pattern;
use crate::postgres::ast::Name;
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::json::{Json, Reading};
use crate::postgres::replay::data::kind::Form;
use crate::postgres::replay::data::moment::Zone;
use crate::postgres::replay::data::number::Number;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

/// The rows of a set; `None` where they are not known.
pub(in super::super) type Rows = Result<Option<Vec<Vec<Datum>>>, Refusal>;

/// A function that returns a set.
pub(in super::super) type SetFunction = fn(&Arguments<'_>) -> Rows;

/// More rows than this are left to the server.
pub(in super::super) const MOST_ROWS: usize = 1_000_000;

const FUNCTIONS: &[(&str, SetFunction)] = &[
    ("generate_series", generate_series),
    ("generate_subscripts", generate_subscripts),
    ("json_array_elements", json_array_elements),
    ("json_array_elements_text", json_array_elements_text),
    ("json_each_text", json_each_text),
    ("json_object_keys", json_object_keys),
    ("jsonb_array_elements", jsonb_array_elements),
    ("jsonb_array_elements_text", jsonb_array_elements_text),
    ("jsonb_each", jsonb_each),
    ("jsonb_each_text", jsonb_each_text),
    ("jsonb_object_keys", jsonb_object_keys),
    ("regexp_matches", regexp_matches),
    ("regexp_split_to_table", regexp_split_to_table),
    ("string_to_table", string_to_table),
    ("unnest", unnest),
];

/// The engine's set-returning function of that name.
pub(in super::super) fn by_name(name: &str) -> Option<SetFunction> {
    FUNCTIONS.binary_search_by_key(&name, |(known, _)| known).ok().map(|found| FUNCTIONS[found].1)
}

fn column(values: impl IntoIterator<Item = Datum>) -> Rows {
    Ok(Some(values.into_iter().map(|value| vec![value]).collect()))
}

fn generate_series(a: &Arguments<'_>) -> Rows {
    if let (Datum::Number(first), Datum::Number(last)) = (a.datum(0), a.datum(1)) {
        let step = match a.datum(2) {
            Datum::Null => Number::integer(1),
            Datum::Number(step) => *step,
            _ => return Ok(None),
        };
        return Ok(numbers(*first, *last, step)?.map(|numbers| numbers.into_iter().map(|n| vec![n.into()]).collect()));
    }
    let (Datum::Moment(first), Datum::Moment(last), Datum::Interval(step)) = (a.datum(0), a.datum(1), a.datum(2))
    else {
        return Ok(None);
    };
    let rises = step.span() > 0;
    // Hours are not those of the clock in every zone.
    let steady = first.zone == Zone::None || first.zone == Zone::Session && step.micros == 0;
    if !steady || first.zone != last.zone || !first.is_exact() || !last.is_exact() || step.span() == 0 {
        return Ok(None);
    }
    let mut moments = Vec::new();
    let mut next = *first;
    while if rises { next.micros <= last.micros } else { next.micros >= last.micros } {
        moments.push(vec![Datum::Moment(next)]);
        match next.add(*step) {
            Some(later) if moments.len() < MOST_ROWS => next = later,
            _ => return Ok(None),
        }
    }
    Ok(Some(moments))
}

fn numbers(first: Number, last: Number, step: Number) -> Result<Option<Vec<Number>>, Refusal> {
    if step.signum() == 0 {
        return Err(Failure::new("22023", "step size cannot equal zero").into());
    }
    let beyond = if step.signum() > 0 { std::cmp::Ordering::Greater } else { std::cmp::Ordering::Less };
    let mut numbers = Vec::new();
    let mut next = first;
    while next.compare(last).is_some_and(|order| order != beyond) {
        numbers.push(next);
        match next.add(step) {
            Some(later) if numbers.len() < MOST_ROWS => next = later,
            _ => return Ok(None),
        }
    }
    Ok(Some(numbers))
}

fn generate_subscripts(a: &Arguments<'_>) -> Rows {
    let (2, Some(array), Some(dimension)) = (a.len(), a.array(0), a.integer(1)) else { return Ok(None) };
    let bounds = usize::try_from(dimension - 1).ok().and_then(|place| array.bounds.get(place));
    let Some((lower, length)) = bounds else { return Ok(Some(Vec::new())) };
    column((i64::from(*lower)..).take(*length).map(Datum::from))
}

fn unnest(a: &Arguments<'_>) -> Rows {
    let (1, Some(array)) = (a.len(), a.array(0)) else { return Ok(None) };
    column(array.members.iter().cloned())
}

fn string_to_table(a: &Arguments<'_>) -> Rows {
    let (2, Some(text), Some(delimiter)) = (a.len(), a.text(0), a.text(1)) else { return Ok(None) };
    if text.is_empty() || delimiter.is_empty() {
        return Ok(None);
    }
    column(text.split(delimiter.as_str()).map(Datum::from))
}

fn regexp_split_to_table(a: &Arguments<'_>) -> Rows {
    let (2, Some(text), Some(pattern)) = (a.len(), a.text(0), a.text(1)) else { return Ok(None) };
    column(pattern::split(text, pattern, "")?.into_iter().map(Datum::Text))
}

fn regexp_matches(a: &Arguments<'_>) -> Rows {
    let (Some(text), Some(pattern)) = (a.text(0), a.text(1)) else { return Ok(None) };
    let flags = a.text(2).map_or("", Name::as_str);
    column(pattern::matches(text, pattern, flags)?)
}

/// A document of either type.
fn document(a: &Arguments<'_>) -> Option<Json> {
    match a.datum(0) {
        Datum::Json(json) => Some((**json).clone()),
        Datum::Text(text) if a.values[0].kind.form == Form::Json => match Json::parse(text) {
            Reading::Read(json) => Some(json),
            _ => None,
        },
        _ => None,
    }
}

/// The items of an array. 22023 for another document.
fn items(a: &Arguments<'_>) -> Result<Option<Vec<Json>>, Refusal> {
    match document(a) {
        Some(Json::Array(items)) => Ok(Some(items)),
        Some(Json::Object(_)) if a.json(0).is_some() => {
            Err(Failure::new("22023", "cannot extract elements from an object").into())
        }
        Some(_) if a.json(0).is_some() => Err(Failure::new("22023", "cannot extract elements from a scalar").into()),
        _ => Ok(None),
    }
}

fn text(json: &Json) -> Datum {
    json.plain().map_or(Datum::Null, Datum::from)
}

fn jsonb_array_elements(a: &Arguments<'_>) -> Rows {
    items(a)?.map_or(Ok(None), |items| column(items.into_iter().map(|item| Datum::Json(Arc::new(item)))))
}

fn jsonb_array_elements_text(a: &Arguments<'_>) -> Rows {
    items(a)?.map_or(Ok(None), |items| column(items.iter().map(text)))
}

/// The parts of a `json` keep their spelling: of texts and words only is it known here.
fn plain_items(items: Vec<Json>) -> Option<Vec<Json>> {
    let plain = items.iter().all(|item| matches!(item, Json::Text(_) | Json::Boolean(_) | Json::Null));
    plain.then_some(items)
}

fn json_array_elements(a: &Arguments<'_>) -> Rows {
    items(a)?.and_then(plain_items).map_or(Ok(None), |items| column(items.iter().map(|item| Datum::from(item.print()))))
}

fn json_array_elements_text(a: &Arguments<'_>) -> Rows {
    items(a)?.and_then(plain_items).map_or(Ok(None), |items| column(items.iter().map(text)))
}

fn members(a: &Arguments<'_>, function: &str) -> Result<Option<Vec<(String, Json)>>, Refusal> {
    match a.json(0) {
        Some(Json::Object(members)) => Ok(Some(members.clone())),
        Some(Json::Array(_)) if function == "jsonb_object_keys" => {
            Err(Failure::new("22023", format!("cannot call {function} on an array")).into())
        }
        Some(Json::Array(_) | Json::Null | Json::Text(_) | Json::Number(_) | Json::Boolean(_)) => {
            if function == "jsonb_object_keys" {
                return Err(Failure::new("22023", format!("cannot call {function} on a scalar")).into());
            }
            Err(Failure::new("22023", format!("cannot call {function} on a non-object")).into())
        }
        None => Ok(None),
    }
}

fn jsonb_each(a: &Arguments<'_>) -> Rows {
    let members = members(a, "jsonb_each")?;
    let row = |(key, value): (String, Json)| vec![Datum::from(key), Datum::Json(Arc::new(value))];
    Ok(members.map(|members| members.into_iter().map(row).collect()))
}

fn jsonb_each_text(a: &Arguments<'_>) -> Rows {
    let members = members(a, "jsonb_each_text")?;
    let row = |(key, value): (String, Json)| vec![Datum::from(key), text(&value)];
    Ok(members.map(|members| members.into_iter().map(row).collect()))
}

fn jsonb_object_keys(a: &Arguments<'_>) -> Rows {
    let members = members(a, "jsonb_object_keys")?;
    members.map_or(Ok(None), |members| column(members.into_iter().map(|(key, _)| Datum::from(key))))
}

/// A `json` keeps the order of its members, which the document here does not: of one member at most it is known.
fn single_member(a: &Arguments<'_>) -> Option<Vec<(String, Json)>> {
    match document(a) {
        Some(Json::Object(members)) if members.len() < 2 => Some(members),
        _ => None,
    }
}

fn json_object_keys(a: &Arguments<'_>) -> Rows {
    single_member(a).map_or(Ok(None), |members| column(members.into_iter().map(|(key, _)| Datum::from(key))))
}

fn json_each_text(a: &Arguments<'_>) -> Rows {
    let members = single_member(a).filter(|members| members.iter().all(|(_, value)| matches!(value, Json::Text(_))));
    let row = |(key, value): (String, Json)| vec![Datum::from(key), text(&value)];
    Ok(members.map(|members| members.into_iter().map(row).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_are_sorted() {
        assert!(FUNCTIONS.is_sorted_by_key(|(name, _)| name));
    }
}
