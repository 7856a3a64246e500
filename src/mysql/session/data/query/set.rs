//! `UNION`, `INTERSECT`, `EXCEPT`.

use super::{Found, Ordered, sort};
use crate::mysql::ast::{SetOperator, SetQuantifier};
use crate::mysql::catalog::Row;
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::cast;
use crate::mysql::session::data::prepare::type_of_value;
use crate::mysql::session::data::types::{Class, Type};
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::collections::{BTreeMap, HashSet};

impl Session {
    pub(super) fn set_operation(
        &mut self,
        operator: SetOperator,
        quantifier: SetQuantifier,
        left: Found,
        right: Found,
        types: &[Type],
    ) -> Result<Found, Refusal> {
        let known = left.order.is_known() && right.order.is_known();
        let left = self.converted_rows(left.rows, types)?;
        let right = self.converted_rows(right.rows, types)?;
        let all = quantifier == SetQuantifier::All;
        let rows = match operator {
            SetOperator::Union if all => left.into_iter().chain(right).collect(),
            SetOperator::Union => unique(left.into_iter().chain(right).collect(), types)?,
            SetOperator::Intersect | SetOperator::Except => matched(operator, all, left, &right, types)?,
        };
        let order = if known && operator == SetOperator::Union && all || rows.len() < 2 {
            Ordered::Known
        } else {
            Ordered::Unknown
        };
        Ok(Found { rows, order })
    }

    /// Rows in the types of the whole.
    pub(super) fn converted_rows(&mut self, rows: Vec<Row>, types: &[Type]) -> Result<Vec<Row>, Refusal> {
        rows.into_iter()
            .map(|row| {
                let cells = row.iter().zip(types).map(|(value, ty)| self.of_type(value, ty));
                Ok(cells.collect::<Result<Vec<Value>, Refusal>>()?.into())
            })
            .collect()
    }

    fn of_type(&mut self, value: &Value, ty: &Type) -> Result<Value, Refusal> {
        let fits = match (value, &ty.class) {
            (Value::Null, _) | (Value::Date(_), Class::Date) => true,
            (Value::Int(_) | Value::UInt(_), _) if ty.is_integer() => true,
            (Value::Text(_), Class::Char | Class::Varchar | Class::Text) => !ty.collation.is_binary(),
            (Value::Decimal(decimal), Class::Decimal) => decimal.scale() == ty.decimals,
            _ => false,
        };
        if fits || !value.is_known() { Ok(value.clone()) } else { cast(self, value, &type_of_value(value), ty) }
    }
}

fn unique(rows: Vec<Row>, types: &[Type]) -> Result<Vec<Row>, Refusal> {
    if rows.len() < 2 {
        return Ok(rows);
    }
    let types: Vec<&Type> = types.iter().collect();
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        if seen.insert(sort::identity(&row, &types)?) {
            kept.push(row);
        }
    }
    Ok(kept)
}

fn matched(
    operator: SetOperator,
    all: bool,
    left: Vec<Row>,
    right: &[Row],
    types: &[Type],
) -> Result<Vec<Row>, Refusal> {
    let refs: Vec<&Type> = types.iter().collect();
    let mut counts: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for row in right {
        *counts.entry(sort::identity(row, &refs)?).or_default() += 1;
    }
    let mut kept = Vec::new();
    for row in left {
        let count = counts.entry(sort::identity(&row, &refs)?).or_default();
        let there = *count > 0;
        if all && there {
            *count -= 1;
        }
        if there == (operator == SetOperator::Intersect) {
            kept.push(row);
        }
    }
    if all { Ok(kept) } else { unique(kept, types) }
}
