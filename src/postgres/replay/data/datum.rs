//! Values with their meaning, comparable with others of their type.

use super::array::Array;
use super::interval::Interval;
use super::json::Json;
use super::kind::{Form, Kind};
use super::moment::Moment;
use super::number::Number;
use crate::postgres::ast::Name;
use crate::postgres::catalog::ObjectId;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A value. What type it is of says the [`Kind`] beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Datum {
    Null,
    Boolean(bool),
    /// An integer or `numeric`.
    Number(Number),
    Float(f64),
    /// Of a string type, or the text of a `json`.
    Text(Name),
    /// A string constant that has no type yet.
    Literal(Name),
    /// A date or timestamp.
    Moment(Moment),
    Interval(Interval),
    /// An `oid`, or what one stands for: `regclass`, `regtype` …
    Object(ObjectId),
    Array(Arc<Array>),
    Row(Arc<[Typed]>),
    /// A `jsonb`.
    Json(Arc<Json>),
    /// Of another type, in a canonical form: equal exactly where the texts are.
    Exact(Name),
    /// What only the server draws, like no constant and like no other draw: the number of the draw, and the expression.
    Drawn(u32, Name),
}

/// A value and its type.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    pub(super) datum: Datum,
    pub(super) kind: Arc<Kind>,
}

impl Typed {
    pub(super) fn new(datum: Datum, kind: &Arc<Kind>) -> Self {
        Self { datum, kind: kind.clone() }
    }

    /// `NULL`, as the source writes it.
    pub(super) fn null() -> Self {
        Self { datum: Datum::Null, kind: Kind::unknown() }
    }

    pub(super) fn is_null(&self) -> bool {
        self.datum == Datum::Null
    }

    /// As text, where it is one.
    pub(super) fn text(&self) -> Option<&Name> {
        self.datum.text()
    }
}

impl From<Option<bool>> for Typed {
    fn from(truth: Option<bool>) -> Self {
        Self { datum: truth.map_or(Datum::Null, Datum::Boolean), kind: Kind::boolean() }
    }
}

impl From<bool> for Datum {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(Name::new(text))
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        Self::Text(Name::from(text))
    }
}

impl From<i64> for Datum {
    fn from(number: i64) -> Self {
        Self::Number(Number::integer(number))
    }
}

impl From<Number> for Datum {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl Datum {
    /// A count of things in memory.
    pub(super) fn count(number: usize) -> Self {
        Self::Number(Number::integer(i64::try_from(number).unwrap_or(i64::MAX)))
    }

    /// Its truth as a condition; `None` for `NULL` and for what is not a condition.
    pub(super) fn truth(&self) -> Option<bool> {
        if let Self::Boolean(truth) = self { Some(*truth) } else { None }
    }

    /// As text, where it is one.
    pub(super) fn text(&self) -> Option<&Name> {
        if let Self::Text(text) | Self::Literal(text) = self { Some(text) } else { None }
    }

    /// As an integer, where it is one.
    pub(super) fn integer(&self) -> Option<i64> {
        if let Self::Number(number) = self { number.to_i64() } else { None }
    }

    /// Equality of two values of one type; `None` where it cannot be told.
    pub(super) fn equals(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Boolean(left), Self::Boolean(right)) => Some(left == right),
            (Self::Number(left), Self::Number(right)) => Some(left == right),
            (Self::Float(left), Self::Float(right)) => Some(float_order(*left, *right).is_eq()),
            (Self::Text(left) | Self::Literal(left), Self::Text(right) | Self::Literal(right))
            | (Self::Exact(left), Self::Exact(right)) => Some(left == right),
            (Self::Moment(left), Self::Moment(right)) => left.compare(*right).map(Ordering::is_eq),
            (Self::Interval(left), Self::Interval(right)) => Some(left.compare(*right).is_eq()),
            (Self::Object(left), Self::Object(right)) => Some(left == right),
            (Self::Json(left), Self::Json(right)) => Some(left == right),
            (Self::Array(left), Self::Array(right)) => left.equals(right),
            (Self::Drawn(left, _), Self::Drawn(right, _)) => Some(left == right),
            (Self::Drawn(..), Self::Exact(_) | Self::Text(_)) | (Self::Exact(_) | Self::Text(_), Self::Drawn(..)) => {
                Some(false)
            }
            (Self::Row(left), Self::Row(right)) if left.len() == right.len() => {
                all_equal(left.iter().zip(right.iter()).map(|(left, right)| (&left.datum, &right.datum)))
            }
            _ => None,
        }
    }
}

/// Equality of the members of two arrays or rows, where two `NULL`s are equal.
pub(super) fn all_equal<'d>(pairs: impl Iterator<Item = (&'d Datum, &'d Datum)>) -> Option<bool> {
    let mut sure = true;
    for (left, right) in pairs {
        match (left, right) {
            (Datum::Null, Datum::Null) => {}
            (Datum::Null, _) | (_, Datum::Null) => return Some(false),
            _ => match left.equals(right) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => sure = false,
            },
        }
    }
    sure.then_some(true)
}

/// `NaN` is equal to itself and above all else.
pub(super) fn float_order(left: f64, right: f64) -> Ordering {
    left.partial_cmp(&right).unwrap_or_else(|| left.is_nan().cmp(&right.is_nan()))
}

impl Kind {
    /// Order of two values of this type; `None` where it cannot be told.
    pub(super) fn order(&self, left: &Datum, right: &Datum) -> Option<Ordering> {
        match (left, right) {
            (Datum::Boolean(left), Datum::Boolean(right)) => Some(left.cmp(right)),
            (Datum::Number(left), Datum::Number(right)) => left.compare(*right),
            (Datum::Float(left), Datum::Float(right)) => Some(float_order(*left, *right)),
            (Datum::Moment(left), Datum::Moment(right)) => left.compare(*right),
            (Datum::Interval(left), Datum::Interval(right)) => Some(left.compare(*right)),
            (Datum::Text(left), Datum::Text(right)) if self.form == Form::Name => Some(left.cmp(right)),
            (Datum::Text(left), Datum::Text(right)) => collate(left, right),
            (Datum::Exact(left), Datum::Exact(right)) => self.order_exact(left, right),
            (Datum::Array(left), Datum::Array(right)) => match &self.form {
                Form::Array(element) | Form::Vector(element) => left.order(right, element),
                _ => None,
            },
            (Datum::Object(left), Datum::Object(right)) if left == right => Some(Ordering::Equal),
            (Datum::Row(left), Datum::Row(right)) => order_rows(left, right),
            _ => (left.equals(right)? && *left != Datum::Null).then_some(Ordering::Equal),
        }
    }

    fn order_exact(&self, left: &Name, right: &Name) -> Option<Ordering> {
        match &self.form {
            Form::Enum(_, labels) => {
                let place = |label: &Name| labels.iter().position(|known| known == label);
                Some(place(left)?.cmp(&place(right)?))
            }
            Form::Uuid | Form::Bytea | Form::Char | Form::Time("time") => Some(left.cmp(right)),
            _ => (left == right).then_some(Ordering::Equal),
        }
    }
}

fn order_rows(left: &[Typed], right: &[Typed]) -> Option<Ordering> {
    for (left, right) in left.iter().zip(right) {
        let order = match (left.is_null(), right.is_null()) {
            (false, false) if left.kind == right.kind => left.kind.order(&left.datum, &right.datum)?,
            (false, false) => return None,
            (left, right) => left.cmp(&right),
        };
        if order.is_ne() {
            return Some(order);
        }
    }
    (left.len() == right.len()).then_some(Ordering::Equal)
}

/// Order of two texts where it is the same in every common collation: where they first differ, the collations must agree on the two
/// characters.
fn collate(left: &str, right: &str) -> Option<Ordering> {
    let mut pairs = left.chars().zip(right.chars());
    let Some((one, other)) = pairs.find(|(one, other)| one != other) else { return Some(left.len().cmp(&right.len())) };
    let class = |c: char| match c {
        ' ' => Some(0),
        '_' => Some(1),
        '0'..='9' => Some(2),
        'a'..='z' | 'A'..='Z' => Some(3),
        _ => None,
    };
    let (first, second) = (class(one)?, class(other)?);
    // The underscore stands before the digits in some and behind them in others.
    if matches!((first, second), (1, 2) | (2, 1)) {
        return None;
    }
    let by_byte = one.cmp(&other);
    let folded = (first, one.to_ascii_lowercase()).cmp(&(second, other.to_ascii_lowercase()));
    (by_byte == folded).then_some(by_byte)
}

impl Hash for Datum {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Null => {}
            Self::Boolean(truth) => truth.hash(state),
            Self::Number(number) => number.hash(state),
            // Both zeros are one key.
            Self::Float(float) => (float + 0.0).to_bits().hash(state),
            Self::Moment(moment) => moment.hash(state),
            Self::Interval(interval) => interval.span().hash(state),
            Self::Object(id) => id.hash(state),
            Self::Array(array) => array.hash(state),
            Self::Row(values) => values.iter().for_each(|value| value.datum.hash(state)),
            Self::Json(json) => json.hash(state),
            Self::Text(text) | Self::Literal(text) | Self::Exact(text) => text.hash(state),
            Self::Drawn(number, _) => number.hash(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_ordered_where_all_collations_agree() {
        assert_eq!(collate("apple", "banana"), Some(Ordering::Less));
        assert_eq!(collate("user_id", "userid"), Some(Ordering::Less));
        assert_eq!(collate("a", "ab"), Some(Ordering::Less));
        assert_eq!(collate("Zoo", "apple"), None);
        assert_eq!(collate("a", "A"), None);
        assert_eq!(collate("a_b", "a1b"), None);
        assert_eq!(collate("a-b", "ab"), None);
    }
}
