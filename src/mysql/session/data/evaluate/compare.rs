//! Comparisons.

use super::{Frame, not_known, of_truth};
use crate::mysql::ast::BinaryOperator;
use crate::mysql::session::Session;
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::convert::{self, Number};
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::cmp::Ordering;
use std::sync::Arc;

/// How two values stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// It is known.
    Known(Ordering),
    /// One is NULL.
    Null,
    /// It is not known; why.
    Unknown(Arc<str>),
}

fn doubles(left: f64, right: f64) -> Ordering {
    left.partial_cmp(&right).unwrap_or(Ordering::Equal)
}

/// Which of two numbers is larger.
pub fn numbers(left: &Number, right: &Number) -> Ordering {
    match (left, right) {
        (Number::Int(a), Number::Int(b)) => a.cmp(b),
        (Number::UInt(a), Number::UInt(b)) => a.cmp(b),
        (Number::Int(a), Number::UInt(b)) => u64::try_from(*a).map_or(Ordering::Less, |a| a.cmp(b)),
        (Number::UInt(_), Number::Int(_)) => numbers(right, left).reverse(),
        (Number::Double(_), _) | (_, Number::Double(_)) => doubles(left.to_f64(), right.to_f64()),
        _ => match (left.to_decimal(), right.to_decimal()) {
            (Some(a), Some(b)) => a.compare(&b),
            _ => doubles(left.to_f64(), right.to_f64()),
        },
    }
}

fn is_temporal(value: &Value) -> bool {
    matches!(value, Value::Date(_) | Value::DateTime(_))
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::Bytes(_) | Value::Label(_))
}

/// How two values stand to each other, texts in a collation.
pub fn order(left: &Value, right: &Value, collation: &Collation) -> Order {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return Order::Null,
        (Value::Deferred(_) | Value::Unknown(_), _) => {
            return Order::Unknown(left.why_not_known().unwrap_or_default().into());
        }
        (_, Value::Deferred(_) | Value::Unknown(_)) => {
            return Order::Unknown(right.why_not_known().unwrap_or_default().into());
        }
        (Value::Int(a), Value::Int(b)) => return Order::Known(a.cmp(b)),
        _ => {}
    }
    if is_text(left) && is_text(right) {
        return texts(left, right, collation);
    }
    if is_temporal(left) || is_temporal(right) {
        return moments(left, right);
    }
    if matches!(left, Value::Time(_)) || matches!(right, Value::Time(_)) {
        return match (convert::time_of(left), convert::time_of(right)) {
            (Some(a), Some(b)) => Order::Known(a.signed_micros().cmp(&b.signed_micros())),
            _ => by_number(left, right),
        };
    }
    by_number(left, right)
}

fn by_number(left: &Value, right: &Value) -> Order {
    match (convert::number(left), convert::number(right)) {
        (Some(a), Some(b)) => Order::Known(numbers(&a, &b)),
        _ => Order::Null,
    }
}

fn moments(left: &Value, right: &Value) -> Order {
    if matches!(left, Value::Time(_)) || matches!(right, Value::Time(_)) {
        return Order::Unknown("a time compared with a date depends on the day".into());
    }
    match (convert::datetime_of(left), convert::datetime_of(right)) {
        (Some(a), Some(b)) => Order::Known((a.date, a.micros).cmp(&(b.date, b.micros))),
        // What is no date compares as a text does.
        _ => match (left.to_text(), right.to_text()) {
            (Some(a), Some(b)) => Order::Known(a.cmp(&b)),
            _ => Order::Null,
        },
    }
}

fn texts(left: &Value, right: &Value, collation: &Collation) -> Order {
    if collation.is_binary() || matches!(left, Value::Bytes(_)) || matches!(right, Value::Bytes(_)) {
        return match (left.to_bytes(), right.to_bytes()) {
            (Some(a), Some(b)) => Order::Known(a.cmp(&b)),
            _ => Order::Null,
        };
    }
    match (left.to_text(), right.to_text()) {
        (Some(a), Some(b)) => match collation.compare(&a, &b) {
            Some(order) => Order::Known(order),
            None => Order::Unknown(format!("how {} compares these characters", collation.name).into()),
        },
        _ => Order::Null,
    }
}

/// The value of a comparison.
pub fn compare(operator: BinaryOperator, left: &Value, right: &Value, collation: &Collation) -> Value {
    if operator == BinaryOperator::NullSafeEqual && (left.is_null() || right.is_null()) {
        return match [left, right].into_iter().find(|value| matches!(value, Value::Unknown(_))) {
            Some(unknown) => not_known(unknown),
            None => Value::truth(left.is_null() && right.is_null()),
        };
    }
    match order(left, right, collation) {
        Order::Null => Value::Null,
        Order::Unknown(reason) => Value::Unknown(reason),
        Order::Known(order) => Value::truth(fits(operator, order)),
    }
}

/// Whether an order is what a comparison asks for.
pub fn fits(operator: BinaryOperator, order: Ordering) -> bool {
    match operator {
        BinaryOperator::Equal | BinaryOperator::NullSafeEqual => order.is_eq(),
        BinaryOperator::NotEqual => order.is_ne(),
        BinaryOperator::Less => order.is_lt(),
        BinaryOperator::LessOrEqual => order.is_le(),
        BinaryOperator::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// `x [NOT] BETWEEN low AND high`.
pub fn between(value: &Value, low: &Value, high: &Value, collation: &Collation, negated: bool) -> Value {
    let above = compare(BinaryOperator::GreaterOrEqual, value, low, collation);
    let below = compare(BinaryOperator::LessOrEqual, value, high, collation);
    let parts = [&above, &below].map(super::three_valued);
    if parts.contains(&Ok(Some(false))) {
        return Value::truth(negated);
    }
    match parts {
        [Err(unknown), _] | [_, Err(unknown)] => unknown,
        [Ok(None), _] | [_, Ok(None)] => Value::Null,
        _ => Value::truth(!negated),
    }
}

impl Session {
    pub(super) fn comparison(
        &mut self,
        operator: BinaryOperator,
        left: &Node,
        right: &Node,
        collation: &Collation,
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        if left.width() > 1 {
            let (left, right) = (self.row_values(left, frame)?, self.row_values(right, frame)?);
            return Ok(rows(operator, left.as_deref(), right.as_deref(), collation));
        }
        let (a, b) = (self.single(left, frame)?, self.single(right, frame)?);
        if operator == BinaryOperator::SoundsLike {
            let sounds = [&a, &b]
                .map(|value| value.to_text().map(|text| crate::mysql::session::data::functions::soundex(&text)));
            return Ok(match sounds {
                [Some(a), Some(b)] => Value::truth(a == b),
                _ => Value::Null,
            });
        }
        for (value, other) in [(&a, &b), (&b, &a)] {
            match other {
                Value::Int(_) | Value::UInt(_) | Value::Decimal(_) => self.check_number(value, "DECIMAL")?,
                Value::Double(_) | Value::Float(_) => self.check_number(value, "DOUBLE")?,
                _ => {}
            }
        }
        let (a, b) = (hexadecimal(a, left, right), hexadecimal(b, right, left));
        Ok(compare(operator, &a, &b, collation))
    }

    fn single(&mut self, node: &Node, frame: &Frame<'_>) -> Result<Value, Refusal> {
        self.compute(node, frame)
    }

    /// The values of a row; none where a subquery has no row.
    pub(super) fn row_values(&mut self, node: &Node, frame: &Frame<'_>) -> Result<Option<Vec<Value>>, Refusal> {
        match &node.kind {
            NodeKind::Row(items) => {
                items.iter().map(|item| self.compute(item, frame)).collect::<Result<Vec<_>, _>>().map(Some)
            }
            NodeKind::Subquery(query) => self.single_row(query, frame),
            _ => Ok(Some(vec![self.compute(node, frame)?])),
        }
    }

    pub(super) fn in_list(
        &mut self,
        operand: &Node,
        list: &[Node],
        collation: &Collation,
        negated: bool,
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        let mut result = Ok(Some(false));
        for item in list {
            let equal = self.comparison(BinaryOperator::Equal, operand, item, collation, frame)?;
            match super::three_valued(&equal) {
                Ok(Some(true)) => return Ok(Value::truth(!negated)),
                Ok(Some(false)) => {}
                other => result = result.and(other),
            }
        }
        Ok(result.map_or_else(|unknown| unknown, |truth| of_truth(truth.map(|truth| truth != negated))))
    }
}

/// `0x0f` beside a number is a number.
fn hexadecimal(value: Value, node: &Node, other: &Node) -> Value {
    use crate::mysql::session::data::types::Class;
    match &value {
        Value::Bytes(bytes) if node.ty.class == Class::Hex && other.ty.is_number() => {
            Value::UInt(convert::number_of_bytes(bytes))
        }
        _ => value,
    }
}

/// Compares rows column by column.
pub fn rows(operator: BinaryOperator, left: Option<&[Value]>, right: Option<&[Value]>, collation: &Collation) -> Value {
    use BinaryOperator::{Equal, NotEqual, NullSafeEqual};
    let (Some(left), Some(right)) = (left, right) else { return Value::Null };
    let mut doubt = None;
    for (a, b) in left.iter().zip(right) {
        let equal = compare(if operator == NullSafeEqual { NullSafeEqual } else { Equal }, a, b, collation);
        match super::three_valued(&equal) {
            Ok(Some(true)) => {}
            Ok(Some(false)) if matches!(operator, Equal | NullSafeEqual | NotEqual) => {
                return Value::truth(operator == NotEqual);
            }
            Ok(Some(false)) if doubt.is_none() => return compare(operator, a, b, collation),
            Ok(Some(false)) => break,
            Ok(None) => {
                doubt.get_or_insert(Value::Null);
            }
            Err(unknown) => {
                doubt.get_or_insert(unknown);
            }
        }
    }
    doubt.unwrap_or_else(|| Value::truth(fits(operator, Ordering::Equal)))
}
