//! The order of rows, and which are the same.

use crate::mysql::catalog::Row;
use crate::mysql::error::undecided;
use crate::mysql::session::data::evaluate::compare::{self, Order};
use crate::mysql::session::data::plan::Node;
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::cmp::Ordering;

/// Whether the order of rows is the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mysql::session) enum Ordered {
    /// It is.
    Known,
    /// It is not.
    Unknown,
    /// It is, but for rows that are equal by the keys: where groups of equal ones begin.
    ByKeys(Vec<usize>),
}

impl Ordered {
    /// Whether the rows between two places are the same in whichever order equal ones come.
    pub fn is_known_at(&self, start: usize, end: usize) -> bool {
        match self {
            Self::Known => true,
            Self::Unknown => false,
            Self::ByKeys(groups) => groups.contains(&start) && groups.contains(&end),
        }
    }

    /// The order of all rows is known.
    pub fn is_known(&self) -> bool {
        *self == Self::Known
    }

    /// The order of so many rows of which nothing is known: fewer than two have only one.
    pub fn unknown_of(rows: usize) -> Self {
        if rows < 2 { Self::Known } else { Self::Unknown }
    }
}

/// How two values stand in `ORDER BY`: NULL first.
pub(super) fn rank(left: &Value, right: &Value, node: &Node) -> Result<Ordering, Refusal> {
    match (left, right) {
        (Value::Null, Value::Null) => return Ok(Ordering::Equal),
        (Value::Null, other) if other.is_known() => return Ok(Ordering::Less),
        (other, Value::Null) if other.is_known() => return Ok(Ordering::Greater),
        (Value::Label(a), Value::Label(b)) => return Ok(a.number.cmp(&b.number)),
        _ => {}
    }
    match compare::order(left, right, &node.ty.collation) {
        Order::Known(order) => Ok(order),
        Order::Null => Ok(Ordering::Equal),
        Order::Unknown(reason) => Err(undecided(reason.to_string())),
    }
}

/// Sorts rows by their keys; equal ones stay in their order, which is not the server's.
pub(in crate::mysql::session::data) fn sort(
    rows: &mut [(Row, Vec<Value>)],
    keys: &[(Node, bool)],
) -> Result<Ordered, Refusal> {
    let mut refusal = None;
    let mut by_keys = |a: &[Value], b: &[Value]| {
        for (at, (node, descending)) in keys.iter().enumerate() {
            match rank(&a[at], &b[at], node) {
                Ok(Ordering::Equal) => {}
                Ok(order) => return if *descending { order.reverse() } else { order },
                Err(found) => {
                    refusal.get_or_insert(found);
                }
            }
        }
        Ordering::Equal
    };
    rows.sort_by(|a, b| by_keys(&a.1, &b.1));
    let mut groups = vec![0];
    let mut has_ties = false;
    for at in 1..rows.len() {
        let equal = by_keys(&rows[at - 1].1, &rows[at].1).is_eq() && rows[at - 1].0 != rows[at].0;
        if equal { has_ties = true } else { groups.push(at) }
    }
    groups.push(rows.len());
    match refusal {
        Some(refusal) if rows.len() > 1 => Err(refusal),
        _ => Ok(if has_ties { Ordered::ByKeys(groups) } else { Ordered::Known }),
    }
}

/// Bytes that are the same for values that `GROUP BY`, `DISTINCT` and unions take for the same; none where that is not known.
pub(super) fn identity(values: &[Value], nodes: &[&super::super::types::Type]) -> Result<Vec<u8>, Refusal> {
    let mut key = Vec::new();
    for (value, ty) in values.iter().zip(nodes) {
        if let Some(reason) = value.why_not_known() {
            return Err(undecided(reason));
        }
        let part = super::super::write::key_part(value, &ty.collation);
        let Some(part) = part else {
            return Err(undecided(format!("how {} compares these characters", ty.collation.name)));
        };
        key.extend(part);
    }
    Ok(key)
}

/// Each row once.
pub(super) fn distinct(rows: Vec<(Row, Vec<Value>)>, items: &[Node]) -> Result<Vec<(Row, Vec<Value>)>, Refusal> {
    let mut seen = std::collections::HashSet::new();
    let types: Vec<_> = items.iter().map(|item| &item.ty).collect();
    let mut kept = Vec::with_capacity(rows.len());
    if rows.len() < 2 {
        return Ok(rows);
    }
    for (row, keys) in rows {
        if seen.insert(identity(&row, &types)?) {
            kept.push((row, keys));
        }
    }
    Ok(kept)
}
