//! `ORDER BY`, `DISTINCT` and `LIMIT`.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::scope::{Field, Scope};
use super::select::{Cell, Record, Selected};
use crate::postgres::ast::{Expr, ExprKind, Literal, OrderItem, Query};
use crate::postgres::catalog::Value;
use crate::run::{Failure, Refusal};
use std::cell::Cell as Flag;
use std::cmp::Ordering;
use std::collections::HashSet;

/// A value to sort by; `None` where it cannot be told.
pub(super) type Key = Option<Typed>;

/// A row with what it is sorted by.
#[derive(Debug, Clone)]
pub(super) struct Keyed {
    pub(super) record: Record,
    pub(super) keys: Vec<Key>,
    /// What `DISTINCT ON` tells rows apart by.
    pub(super) on: Vec<Key>,
}

impl Evaluator<'_> {
    /// What a row is sorted by: an output column by position or name, or an expression over the row.
    pub(super) fn sort_key(self, expr: &Expr, cells: &[Cell], fields: &[Field], row: &Scope<'_>) -> Key {
        match output_place(expr, fields) {
            Some(place) => {
                let (value, kind) = cells.get(place)?;
                let value = self.value_of(value, kind.as_ref()).ok()?;
                self.coerce(&value, None).ok()
            }
            None => self.evaluate(expr, row).and_then(|value| self.coerce(&value, None)).ok(),
        }
    }

    /// A result sorted by its own columns.
    pub(super) fn sorted(self, selected: Selected, order_by: &[OrderItem]) -> Selected {
        if order_by.is_empty() || selected.records.len() < 2 {
            return selected;
        }
        let fields = &selected.fields;
        let mut rows = Vec::with_capacity(selected.records.len());
        for record in selected.records {
            let key = |item: &OrderItem| {
                let place = output_place(&item.expr, fields)?;
                self.value_of(record.get(place)?, fields[place].kind.as_ref()).ok()
            };
            let keys = order_by.iter().map(key).collect();
            rows.push(Keyed { record, keys, on: Vec::new() });
        }
        let (rows, ordered) = sort(rows, order_by, selected.ordered);
        let records = rows.into_iter().map(|row| row.record).collect();
        Selected { fields: selected.fields, records, empty: None, ordered }
    }

    /// A record as what it is compared by.
    pub(super) fn comparable(self, record: &Record, fields: &[Field]) -> Result<Vec<Datum>, Refusal> {
        let datum = |(value, field): (&Value, &Field)| {
            self.value_of(value, field.kind.as_ref()).map(|typed| typed.datum).map_err(|_| undecided("DISTINCT"))
        };
        record.iter().zip(fields).map(datum).collect()
    }

    /// What `LIMIT` and `OFFSET` leave.
    pub(super) fn limited_rows(
        self,
        query: &Query,
        mut selected: Selected,
        scope: &Scope<'_>,
    ) -> Result<Selected, Refusal> {
        if selected.is_empty() || query.limit.is_none() && query.offset.is_none() {
            return Ok(selected);
        }
        let limit = self.bound(query.limit.as_ref(), scope, "LIMIT")?.unwrap_or(usize::MAX);
        let offset = self.bound(query.offset.as_ref(), scope, "OFFSET")?.unwrap_or(0);
        if limit == 0 {
            return Ok(Selected { fields: selected.fields, ..Selected::nothing("LIMIT 0".into()) });
        }
        let all = selected.records.len();
        if offset == 0 && limit >= all {
            return Ok(selected);
        }
        if offset >= all {
            return Ok(Selected { fields: selected.fields, ..Selected::nothing("OFFSET leaves none".into()) });
        }
        let same = selected.records.windows(2).all(|pair| pair[0] == pair[1]);
        if !selected.ordered && !same {
            return Err(Refusal::Undecided("which rows LIMIT leaves is not known".into()));
        }
        selected.records = selected.records.into_iter().skip(offset).take(limit).collect();
        Ok(selected)
    }

    /// A bound in rows; `None` for none, as `NULL` and `ALL` are.
    fn bound(self, expr: Option<&Expr>, scope: &Scope<'_>, clause: &str) -> Result<Option<usize>, Refusal> {
        let Some(expr) = expr else { return Ok(None) };
        let Some(count) = self.whole_number(expr, scope)? else { return Ok(None) };
        let negative = |_| {
            let code = if clause == "LIMIT" { "2201W" } else { "2201X" };
            Failure::new(code, format!("{clause} must not be negative"))
        };
        Ok(Some(usize::try_from(count).map_err(negative)?))
    }
}

/// The output column that a key means: by its position, or by a bare name.
fn output_place(expr: &Expr, fields: &[Field]) -> Option<usize> {
    match &expr.kind {
        ExprKind::Literal(Literal::Integer(digits)) => digits.parse::<usize>().ok()?.checked_sub(1),
        ExprKind::Column(parts) if parts.len() == 1 => fields.iter().position(|field| field.name == parts[0].name),
        _ => None,
    }
}

/// Sorts rows; whether the server would give them in this order.
pub(super) fn sort(mut rows: Vec<Keyed>, order_by: &[OrderItem], ordered: bool) -> (Vec<Keyed>, bool) {
    if order_by.is_empty() || rows.len() < 2 {
        return (rows, ordered);
    }
    let uncertain = Flag::new(false);
    rows.sort_by(|left, right| order(&left.keys, &right.keys, order_by, &uncertain));
    if uncertain.get() {
        return (rows, false);
    }
    // Rows with equal keys come in any order.
    let sure = rows.windows(2).all(|pair| {
        pair[0].record == pair[1].record || order(&pair[0].keys, &pair[1].keys, order_by, &uncertain).is_ne()
    });
    (rows, sure)
}

/// Order of two lists of keys; the flag is raised where it cannot be told.
pub(super) fn order(left: &[Key], right: &[Key], order_by: &[OrderItem], uncertain: &Flag<bool>) -> Ordering {
    for ((left, right), item) in left.iter().zip(right).zip(order_by) {
        let (Some(left), Some(right)) = (left, right) else {
            uncertain.set(true);
            return Ordering::Equal;
        };
        let descending = item.descending == Some(true);
        let nulls_first = item.nulls_first.unwrap_or(descending);
        let order = match (left.is_null(), right.is_null()) {
            (true, true) => Ordering::Equal,
            (true, false) if nulls_first => Ordering::Less,
            (true, false) => Ordering::Greater,
            (false, true) if nulls_first => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => {
                let order = left.kind.order(&left.datum, &right.datum).unwrap_or_else(|| {
                    uncertain.set(true);
                    Ordering::Equal
                });
                if descending { order.reverse() } else { order }
            }
        };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// `DISTINCT ON`: the first row of each set, in an order that must be known.
pub(super) fn first_of_each(rows: Vec<Keyed>, ordered: bool) -> Result<Vec<Keyed>, Refusal> {
    if rows.len() < 2 {
        return Ok(rows);
    }
    let key = |row: &Keyed| {
        let data = row.on.iter().map(|key| key.as_ref().map(|typed| typed.datum.clone()));
        data.collect::<Option<Vec<Datum>>>().ok_or_else(|| undecided("DISTINCT ON"))
    };
    let keys = rows.iter().map(key).collect::<Result<Vec<_>, _>>()?;
    let all = rows.len();
    let kept = deduplicated(rows.into_iter().zip(keys));
    if !ordered && kept.len() < all {
        return Err(undecided("DISTINCT ON"));
    }
    Ok(kept)
}

/// The first of all that have the same key.
pub(super) fn deduplicated<T>(keyed: impl Iterator<Item = (T, Vec<Datum>)>) -> Vec<T> {
    let mut seen: HashSet<SameDatum> = HashSet::new();
    keyed.filter_map(|(each, key)| seen.insert(SameDatum(key)).then_some(each)).collect()
}

/// A key of which two are the same where `DISTINCT` and `GROUP BY` take them for the same.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(super) struct SameDatum(pub(super) Vec<Datum>);

impl Eq for SameDatum {}
