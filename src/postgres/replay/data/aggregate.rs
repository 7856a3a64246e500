//! Groups of rows, and functions over them.

use super::composite::array_of;
use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::from::Joined;
use super::functions::json::quoted;
use super::json::Json;
use super::kind::{Form, Kind};
use super::number::Number;
use super::operate::{bounded, ranged};
use super::order::{Keyed, SameDatum, deduplicated, sort};
use super::scope::{Group, Scope};
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Literal, Name, Select, SelectItem};
use crate::postgres::builtin::types::oid;
use crate::postgres::replay::bind::Called;
use crate::run::Refusal;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

impl<'a> Group<'a> {
    /// What an expression of the list sees: the first row, which has the same keys as all others, and the group.
    pub(super) fn scope<'s>(&'s self, joined: &'s Joined, outer: &'s Scope<'s>) -> Scope<'s>
    where
        'a: 's,
    {
        let row = self.rows.first().cloned().unwrap_or_else(|| joined.blank(outer));
        Scope { group: Some(self), ..row }
    }
}

/// What an aggregate is given of one row.
struct Given {
    values: Vec<Typed>,
}

impl Evaluator<'_> {
    /// The groups of a query, in the order in which their first rows come.
    pub(super) fn groups<'s>(
        self,
        select: &Select,
        all: Group<'s>,
        joined: &Joined,
        scope: &Scope<'_>,
    ) -> Result<Vec<Group<'s>>, Refusal> {
        if select.group_by.is_empty() {
            return Ok(vec![all]);
        }
        let keys: Vec<&Expr> =
            select.group_by.iter().map(|key| grouping_key(key, select, &joined.blank(scope))).collect();
        let mut places: HashMap<SameDatum, usize> = HashMap::new();
        let mut groups: Vec<Group<'s>> = Vec::new();
        let ordered = all.ordered;
        for row in all.rows {
            let key = keys.iter().map(|key| self.evaluate(key, &row).map(|value| value.datum));
            let key = SameDatum(key.collect::<Result<Vec<_>, _>>()?);
            if key.0.iter().any(|datum| !datum.is_hashable()) {
                return Err(undecided("GROUP BY"));
            }
            let place = *places.entry(key).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Group { rows: Vec::new(), ordered });
            }
            groups[place].rows.push(row);
        }
        Ok(groups)
    }

    /// The groups that meet `HAVING`.
    pub(super) fn having<'s>(self, select: &Select, units: Vec<Scope<'s>>) -> Result<Vec<Scope<'s>>, Refusal> {
        let Some(having) = &select.having else { return Ok(units) };
        let mut kept = Vec::with_capacity(units.len());
        for unit in units {
            if self.holds(having, &unit)? {
                kept.push(unit);
            }
        }
        Ok(kept)
    }

    /// An aggregate over the rows of a group; the scope is for the types of its columns, where there are no rows.
    pub(super) fn aggregate(self, call: &FunctionCall, group: &Group<'_>, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let name = call.name.name().as_str();
        let unknown = || undecided(&format!("{name}()"));
        let star = matches!(call.arguments.as_slice(), [] | [(None, Expr { kind: ExprKind::Wildcard(None), .. })]);
        let (rows, ordered) = self.aggregated_rows(call, group)?;
        if name == "count" && star {
            return Ok(Typed::new(Datum::count(rows.len()), &Kind::builtin(oid::INT8)));
        }
        let types = match rows.first() {
            Some(row) => row.values.iter().map(|value| value.kind.type_ref).collect(),
            None => self.argument_types(call, scope).ok_or_else(unknown)?,
        };
        let meaning = self.session.call_meaning(&call.name, &[], &types, call.variadic);
        let Some(Called::Builtin(function, signature)) = meaning else { return Err(unknown()) };
        if function.kind != 'a' {
            return Err(unknown());
        }
        let result = self.kind(signature.result);
        let mut coerced = Vec::with_capacity(rows.len());
        for row in &rows {
            coerced.push(Given { values: self.coerced(&signature, &row.values)? });
        }
        let datum = self.folded(name, &coerced, ordered, &result)?;
        Ok(Typed { datum, kind: result })
    }

    /// The types of the arguments where there are no rows.
    fn argument_types(self, call: &FunctionCall, scope: &Scope<'_>) -> Option<Vec<crate::postgres::catalog::TypeRef>> {
        let arguments = call.arguments.iter().map(|(_, argument)| argument);
        arguments.map(|argument| self.static_type(argument, scope)).collect()
    }

    /// The arguments for each row, after `FILTER`, `ORDER BY` and `DISTINCT`; and whether their order is known.
    fn aggregated_rows(self, call: &FunctionCall, group: &Group<'_>) -> Result<(Vec<Given>, bool), Refusal> {
        let mut rows = Vec::with_capacity(group.rows.len());
        for row in &group.rows {
            if let Some(filter) = &call.filter
                && !self.holds(filter, row)?
            {
                continue;
            }
            let values = self.argument_values(call, row)?;
            let keys = call.order_by.iter().map(|item| self.evaluate(&item.expr, row).ok()).collect();
            rows.push((values, keys));
        }
        // The keys travel with the place of their row.
        let keyed = rows.iter().enumerate().map(|(place, (_, keys))| {
            let record = vec![crate::postgres::catalog::Value::Number(Name::from(place.to_string()))];
            Keyed { record, keys: Vec::clone(keys), on: Vec::new() }
        });
        let (sorted, mut ordered) = sort(keyed.collect(), &call.order_by, group.ordered);
        let place = |row: &Keyed| match &row.record[0] {
            crate::postgres::catalog::Value::Number(place) => place.parse::<usize>().unwrap_or(0),
            _ => 0,
        };
        let mut values: Vec<Vec<Typed>> = sorted.iter().map(|row| rows[place(row)].0.clone()).collect();
        // Equal values may change places.
        let ties = !ordered && !call.order_by.is_empty();
        ordered |=
            values.windows(2).all(|pair| pair[0] == pair[1]) || ties && self.ties_are_equal(&sorted, &values, call);
        if call.distinct {
            let keys = values.iter().map(|row| row.iter().map(|value| value.datum.clone()).collect::<Vec<_>>());
            let keys: Vec<Vec<Datum>> = keys.collect();
            if keys.iter().flatten().any(|datum| !datum.is_hashable()) {
                return Err(undecided("DISTINCT"));
            }
            values = deduplicated(values.into_iter().zip(keys));
            // They are sorted to find out which are equal.
            if call.order_by.is_empty() {
                ordered = self.sort_distinct(&mut values);
            }
        }
        Ok((values.into_iter().map(|values| Given { values }).collect(), ordered))
    }

    /// Rows with equal keys have equal values.
    #[expect(clippy::unused_self, reason = "it belongs to the sorting of an aggregate's rows")]
    fn ties_are_equal(self, sorted: &[Keyed], values: &[Vec<Typed>], call: &FunctionCall) -> bool {
        let uncertain = std::cell::Cell::new(false);
        let pairs = sorted.windows(2).zip(values.windows(2));
        let equal = pairs.map(|(keys, values)| {
            super::order::order(&keys[0].keys, &keys[1].keys, &call.order_by, &uncertain).is_ne()
                || values[0] == values[1]
        });
        equal.filter(|same| !same).count() == 0 && !uncertain.get()
    }

    /// In ascending order, where that can be told.
    #[expect(clippy::unused_self, reason = "it belongs to the sorting of an aggregate's rows")]
    fn sort_distinct(self, values: &mut [Vec<Typed>]) -> bool {
        let uncertain = std::cell::Cell::new(false);
        values.sort_by(|left, right| match (left.first(), right.first()) {
            (Some(left), Some(right)) if left.is_null() || right.is_null() => left.is_null().cmp(&right.is_null()),
            (Some(left), Some(right)) => left.kind.order(&left.datum, &right.datum).unwrap_or_else(|| {
                uncertain.set(true);
                Ordering::Equal
            }),
            _ => Ordering::Equal,
        });
        !uncertain.get()
    }

    fn folded(self, name: &str, rows: &[Given], ordered: bool, result: &Arc<Kind>) -> Result<Datum, Refusal> {
        let unknown = || undecided(&format!("{name}()"));
        let firsts = || rows.iter().filter_map(|row| row.values.first());
        let present: Vec<&Typed> = firsts().filter(|value| !value.is_null()).collect();
        match name {
            "count" => return Ok(Datum::count(present.len())),
            "bool_and" | "every" => {
                return Ok(truths(&present).map_or(Datum::Null, |all| all.iter().all(|t| *t).into()));
            }
            "bool_or" => return Ok(truths(&present).map_or(Datum::Null, |all| all.iter().any(|t| *t).into())),
            "max" => return extreme(&present, Ordering::Greater).ok_or_else(unknown),
            "min" => return extreme(&present, Ordering::Less).ok_or_else(unknown),
            "sum" => return sum(&present, result),
            "avg" => return average(&present, result),
            _ => {}
        }
        if rows.is_empty() {
            return Ok(Datum::Null);
        }
        let is_object = name.ends_with("object_agg");
        if !ordered && (!is_object || !name.starts_with("jsonb")) {
            return Err(Refusal::Undecided(format!("the order of the rows of {name}() is not known")));
        }
        match name {
            "array_agg" => self.collected(firsts().cloned().collect(), result),
            "string_agg" => joined(rows).ok_or_else(unknown)?,
            "json_agg" => {
                let items = firsts().map(|value| self.json_text(value)).collect::<Result<Vec<_>, _>>()?;
                let lines = matches!(rows[0].values[0].kind.form, Form::Row(_) | Form::Array(_));
                Ok(format!("[{}]", items.join(if lines { ", \n " } else { ", " })).into())
            }
            "jsonb_agg" => {
                let items = firsts().map(|value| self.to_json(value)).collect::<Result<Vec<_>, _>>()?;
                Ok(Datum::Json(Arc::new(Json::Array(items))))
            }
            "json_object_agg" => {
                let member = |row: &Given| {
                    let key = quoted(&self.json_key(&row.values[0])?);
                    Ok(format!("{key} : {}", self.json_text(&row.values[1])?))
                };
                let members = rows.iter().map(member).collect::<Result<Vec<_>, Refusal>>()?;
                Ok(format!("{{ {} }}", members.join(", ")).into())
            }
            "jsonb_object_agg" => {
                let member = |row: &Given| Ok((self.json_key(&row.values[0])?, self.to_json(&row.values[1])?));
                let members = rows.iter().map(member).collect::<Result<Vec<_>, Refusal>>()?;
                let mut keys: Vec<&String> = members.iter().map(|(key, _)| key).collect();
                keys.sort_unstable();
                if !ordered && keys.windows(2).any(|pair| pair[0] == pair[1]) {
                    return Err(unknown());
                }
                Ok(Datum::Json(Arc::new(Json::object(members))))
            }
            _ => Err(unknown()),
        }
    }

    #[expect(clippy::unused_self, reason = "it belongs to the aggregates")]
    fn collected(self, values: Vec<Typed>, result: &Arc<Kind>) -> Result<Datum, Refusal> {
        let element = result.element().ok_or_else(|| undecided("array_agg()"))?.clone();
        array_of(values, &element, result).map(|array| array.datum)
    }
}

impl Datum {
    /// Equal values of it have equal hashes, and are equal to each other.
    pub(super) fn is_hashable(&self) -> bool {
        !matches!(self, Self::Moment(moment) if moment.zone == super::moment::Zone::Session || !moment.is_exact())
    }
}

/// A key of `GROUP BY`: an item of the list by its position, or by its name where no column has it.
fn grouping_key<'q>(key: &'q Expr, select: &'q Select, row: &Scope<'_>) -> &'q Expr {
    let item = |place: usize| match select.items.get(place) {
        Some(SelectItem::Expr { expr, .. }) => Some(expr),
        _ => None,
    };
    let found = match &key.kind {
        ExprKind::Literal(Literal::Integer(digits)) => {
            digits.parse::<usize>().ok().and_then(|place| place.checked_sub(1)).and_then(item)
        }
        ExprKind::Column(parts) if parts.len() == 1 && row.find(key.span, parts).is_none() => {
            let named = |item: &&SelectItem| matches!(item, SelectItem::Expr { alias: Some(alias), .. } if alias.name == parts[0].name);
            select.items.iter().find(named).and_then(|item| match item {
                SelectItem::Expr { expr, .. } => Some(expr),
                SelectItem::Wildcard { .. } => None,
            })
        }
        _ => None,
    };
    found.unwrap_or(key)
}

fn truths(values: &[&Typed]) -> Option<Vec<bool>> {
    if values.is_empty() { None } else { values.iter().map(|value| value.datum.truth()).collect() }
}

/// The greatest or least of the values that are not `NULL`.
fn extreme(values: &[&Typed], wanted: Ordering) -> Option<Datum> {
    let mut best: Option<&Typed> = None;
    for value in values {
        let better = match best {
            Some(best) => value.kind.order(&value.datum, &best.datum)? == wanted,
            None => true,
        };
        best = if better { Some(value) } else { best };
    }
    Some(best.map_or(Datum::Null, |best| best.datum.clone()))
}

fn total(values: &[&Typed]) -> Result<Option<Number>, Refusal> {
    let mut total = Number::integer(0);
    for value in values {
        let Datum::Number(number) = &value.datum else { return Ok(None) };
        total = total.add(*number).ok_or_else(|| undecided("sum()"))?;
    }
    Ok(Some(total))
}

/// Floats are added in an order that is not known, and so with an error that is not.
fn sum(values: &[&Typed], result: &Kind) -> Result<Datum, Refusal> {
    if values.is_empty() {
        return Ok(Datum::Null);
    }
    match total(values)? {
        Some(total) => ranged(total, result),
        None => Err(undecided("sum()")),
    }
}

fn average(values: &[&Typed], result: &Kind) -> Result<Datum, Refusal> {
    if values.is_empty() {
        return Ok(Datum::Null);
    }
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
    match (total(values)?, &result.form) {
        (Some(total), Form::Numeric(_)) => {
            total.divide(Number::integer(count)).map(Datum::Number).ok_or_else(|| undecided("avg()"))
        }
        _ => Err(undecided("avg()")),
    }
}

/// Texts with what stands in front of each but the first; `NULL`s are passed over.
fn joined(rows: &[Given]) -> Option<Result<Datum, Refusal>> {
    let mut text: Option<String> = None;
    for row in rows {
        let [value, delimiter] = row.values.as_slice() else { return None };
        if value.is_null() {
            continue;
        }
        let value = value.text()?;
        match &mut text {
            Some(text) => {
                if !delimiter.is_null() {
                    text.push_str(delimiter.text()?);
                }
                text.push_str(value);
            }
            None => text = Some(value.to_string()),
        }
    }
    Some(text.map_or(Ok(Datum::Null), |text| bounded(text).map(Datum::from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_has_the_digits_of_a_quotient() {
        let value = |number: i64| Typed::new(Datum::from(number), &Kind::builtin(oid::INT4));
        let (one, two) = (value(1), value(2));
        let average = average(&[&one, &two], &Kind::builtin(oid::NUMERIC)).expect("is known");
        assert_eq!(average, Datum::Number(Number::parse("1.5").expect("a number")));
    }
}
