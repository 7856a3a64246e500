//! Functions and operators on arrays.

use super::{Arguments, Given, Implementation};
use crate::postgres::ast::Name;
use crate::postgres::replay::data::array::Array;
use crate::postgres::replay::data::datum::{Datum, Typed};
use crate::postgres::replay::data::evaluate::undecided;
use crate::postgres::replay::data::kind::{Form, Kind};
use crate::run::Failure;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("array_append", |a| Ok(append(a.datum(0), a.datum(1)))),
    ("array_cat", |a| Ok(concatenate(a.datum(0), a.datum(1)))),
    ("array_length", array_length),
    ("array_lower", array_lower),
    ("array_ndims", array_ndims),
    ("array_position", array_position),
    ("array_positions", array_positions),
    ("array_prepend", |a| Ok(prepend(a.datum(0), a.datum(1)))),
    ("array_remove", array_remove),
    ("array_replace", array_replace),
    ("array_to_string", array_to_string),
    ("array_upper", array_upper),
    ("cardinality", |a| Ok(a.array(0).map(|array| Datum::count(array.members.len())))),
];

fn list(members: Vec<Datum>) -> Datum {
    Datum::Array(Arc::new(Array::list(members)))
}

/// The members of a list, or of `NULL`, which is as good as an empty one; its lower bound must be 1.
fn members(datum: &Datum) -> Option<&[Datum]> {
    match datum {
        Datum::Array(array) if array.is_list() && array.lower() == 1 => Some(&array.members),
        Datum::Null => Some(&[]),
        _ => None,
    }
}

fn append(array: &Datum, member: &Datum) -> Option<Datum> {
    Some(list(members(array)?.iter().chain([member]).cloned().collect()))
}

fn prepend(member: &Datum, array: &Datum) -> Option<Datum> {
    Some(list([member].into_iter().chain(members(array)?).cloned().collect()))
}

fn concatenate(left: &Datum, right: &Datum) -> Option<Datum> {
    match (left, right) {
        (Datum::Null, other) | (other, Datum::Null) => Some(other.clone()),
        _ => Some(list(members(left)?.iter().chain(members(right)?).cloned().collect())),
    }
}

/// The operators of arrays, one side of which may be a member.
pub(in super::super) fn operate(operator: &str, left: &Typed, right: &Typed, result: &Arc<Kind>) -> Option<Datum> {
    let is_array = |value: &Typed| matches!(value.kind.form, Form::Array(_));
    match (operator, is_array(left), is_array(right)) {
        ("||", true, true) => concatenate(&left.datum, &right.datum),
        ("||", true, false) if *result == left.kind => append(&left.datum, &right.datum),
        ("||", false, true) if *result == right.kind => prepend(&left.datum, &right.datum),
        ("@>", true, true) => contains(&left.datum, &right.datum).map(Datum::Boolean),
        ("<@", true, true) => contains(&right.datum, &left.datum).map(Datum::Boolean),
        ("&&", true, true) => overlaps(&left.datum, &right.datum).map(Datum::Boolean),
        _ => None,
    }
}

fn all_members(datum: &Datum) -> Option<&[Datum]> {
    if let Datum::Array(array) = datum { Some(&array.members) } else { None }
}

/// Each member is in the other array; a `NULL` is in none.
fn contains(all: &Datum, wanted: &Datum) -> Option<bool> {
    let all = all_members(all)?;
    for wanted in all_members(wanted)? {
        if *wanted == Datum::Null || !is_member(all, wanted)? {
            return Some(false);
        }
    }
    Some(true)
}

fn overlaps(one: &Datum, other: &Datum) -> Option<bool> {
    let all = all_members(one)?;
    for wanted in all_members(other)? {
        if *wanted != Datum::Null && is_member(all, wanted)? {
            return Some(true);
        }
    }
    Some(false)
}

fn is_member(all: &[Datum], wanted: &Datum) -> Option<bool> {
    let mut sure = true;
    for member in all.iter().filter(|member| **member != Datum::Null) {
        match member.equals(wanted) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => sure = false,
        }
    }
    sure.then_some(false)
}

/// Equality where two `NULL`s are equal.
fn same(one: &Datum, other: &Datum) -> Option<bool> {
    match (one, other) {
        (Datum::Null, Datum::Null) => Some(true),
        (Datum::Null, _) | (_, Datum::Null) => Some(false),
        _ => one.equals(other),
    }
}

/// The bounds of a dimension, counted from 1.
fn dimension(a: &Arguments<'_>) -> Option<Option<(i64, i64)>> {
    let array = a.array(0)?;
    let place = a.integer(1)?;
    let bounds = usize::try_from(place - 1).ok().and_then(|place| array.bounds.get(place));
    Some(bounds.map(|(lower, length)| (i64::from(*lower), i64::try_from(*length).unwrap_or(i64::MAX))))
}

fn of_dimension(a: &Arguments<'_>, what: fn(i64, i64) -> i64) -> Given {
    Ok(dimension(a).map(|found| found.map_or(Datum::Null, |(lower, length)| Datum::from(what(lower, length)))))
}

fn array_length(a: &Arguments<'_>) -> Given {
    of_dimension(a, |_, length| length)
}

fn array_lower(a: &Arguments<'_>) -> Given {
    of_dimension(a, |lower, _| lower)
}

fn array_upper(a: &Arguments<'_>) -> Given {
    of_dimension(a, |lower, length| lower + length - 1)
}

fn array_ndims(a: &Arguments<'_>) -> Given {
    Ok(a.array(0).map(|array| match array.bounds.len() {
        0 => Datum::Null,
        dimensions => Datum::count(dimensions),
    }))
}

/// The subscripts at which a list has a member.
fn places(a: &Arguments<'_>) -> Option<Vec<i64>> {
    let array = a.array(0).filter(|array| array.is_list())?;
    let mut found = Vec::new();
    for (place, member) in (i64::from(array.lower())..).zip(&array.members) {
        if same(member, a.datum(1))? {
            found.push(place);
        }
    }
    Some(found)
}

fn array_position(a: &Arguments<'_>) -> Given {
    if *a.datum(0) == Datum::Null {
        return Ok(Some(Datum::Null));
    }
    let from = if a.len() > 2 { a.integer(2) } else { Some(i64::MIN) };
    let Some(from) = from else { return Ok(None) };
    Ok(places(a).map(|found| found.into_iter().find(|place| *place >= from).map_or(Datum::Null, Datum::from)))
}

fn array_positions(a: &Arguments<'_>) -> Given {
    if *a.datum(0) == Datum::Null {
        return Ok(Some(Datum::Null));
    }
    Ok(places(a).map(|found| list(found.into_iter().map(Datum::from).collect())))
}

fn array_remove(a: &Arguments<'_>) -> Given {
    let Datum::Array(array) = a.datum(0) else { return Ok(Some(Datum::Null)) };
    if !array.is_list() {
        return Err(Failure::new("0A000", "removing elements from multidimensional arrays is not supported").into());
    }
    let mut kept = Vec::with_capacity(array.members.len());
    for member in &array.members {
        if !same(member, a.datum(1)).ok_or_else(|| undecided("array_remove()"))? {
            kept.push(member.clone());
        }
    }
    Ok(Some(list(kept)))
}

fn array_replace(a: &Arguments<'_>) -> Given {
    let Datum::Array(array) = a.datum(0) else { return Ok(Some(Datum::Null)) };
    let mut members = Vec::with_capacity(array.members.len());
    for member in &array.members {
        let replaced = same(member, a.datum(1)).ok_or_else(|| undecided("array_replace()"))?;
        members.push(if replaced { a.datum(2).clone() } else { member.clone() });
    }
    Ok(Some(Datum::Array(Arc::new(Array { bounds: array.bounds.clone(), members }))))
}

fn array_to_string(a: &Arguments<'_>) -> Given {
    let (Some(array), Some(delimiter)) = (a.array(0), a.text(1)) else { return Ok(Some(Datum::Null)) };
    let Some(element) = a.values[0].kind.element() else { return Ok(None) };
    let null = a.text(2);
    let mut parts: Vec<Name> = Vec::with_capacity(array.members.len());
    for member in &array.members {
        match a.evaluator.print_datum(member, element)? {
            Some(text) => parts.push(text),
            None => parts.extend(null.cloned()),
        }
    }
    crate::postgres::replay::data::operate::bounded(parts.join(delimiter.as_str())).map(|text| Some(text.into()))
}
