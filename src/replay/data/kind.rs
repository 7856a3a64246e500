//! Typed values: what a constant means once it has a type.

use super::input;
use super::moment::{Moment, Zone};
use super::number::Number;
use crate::ast::Name;
use crate::catalog::{Catalog, ObjectBody, TypeBody, TypeRef, Value};
use crate::dialect::postgres::types::oid;
use crate::replay::outcome::Failure;
use crate::replay::session::Session;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A constant with its meaning, comparable with others of its kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Datum {
    Null,
    Boolean(bool),
    Number(Number),
    Float(f64),
    /// Of a string type; compared byte by byte.
    Text(Name),
    /// A string constant that has no type yet.
    Literal(Name),
    /// A date or timestamp.
    Moment(Moment),
    /// Of another type, in a canonical form: equal exactly where the texts are.
    Exact(Name),
}

impl Datum {
    /// Its truth as a condition; `None` for `NULL` and for what is not a condition.
    pub(super) fn truth(&self) -> Option<bool> {
        if let Self::Boolean(truth) = self { Some(*truth) } else { None }
    }

    /// Equality of two values of one type; `None` where it cannot be told.
    pub(super) fn equals(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Boolean(left), Self::Boolean(right)) => Some(left == right),
            (Self::Number(left), Self::Number(right)) => Some(left == right),
            (Self::Float(left), Self::Float(right)) => left.partial_cmp(right).map(Ordering::is_eq),
            (Self::Text(left) | Self::Literal(left), Self::Text(right) | Self::Literal(right))
            | (Self::Exact(left), Self::Exact(right)) => Some(left == right),
            (Self::Moment(left), Self::Moment(right)) => left.compare(*right).map(Ordering::is_eq),
            _ => None,
        }
    }

    /// Order of two values of one type; `None` where it cannot be told, as that of texts, which is their collation's.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Boolean(left), Self::Boolean(right)) => Some(left.cmp(right)),
            (Self::Number(left), Self::Number(right)) => left.compare(*right),
            (Self::Float(left), Self::Float(right)) => left.partial_cmp(right),
            (Self::Moment(left), Self::Moment(right)) => left.compare(*right),
            _ => (self.equals(other)? && *self != Self::Null).then_some(Ordering::Equal),
        }
    }

    /// The value as a statement would write it, where it looks the same in every type.
    pub(super) fn to_value(&self) -> Option<Value> {
        match self {
            Self::Null => Some(Value::Null),
            Self::Boolean(truth) => Some(Value::Boolean(*truth)),
            Self::Number(number) => number.to_integer().map(|integer| Value::Number(Name::new(integer.to_string()))),
            Self::Text(text) | Self::Literal(text) => Some(Value::Text(text.clone())),
            Self::Float(_) | Self::Moment(_) | Self::Exact(_) => None,
        }
    }
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
            Self::Text(text) | Self::Literal(text) | Self::Exact(text) => text.hash(state),
        }
    }
}

/// A type, as far as constants of it are understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// `smallint`, `integer` or `bigint`, by its size in bytes.
    Integer(u8),
    /// `numeric`, with precision and scale where declared.
    Numeric(Option<(i32, i32)>),
    /// `real`.
    Float4,
    /// `double precision`.
    Float8,
    Boolean,
    /// `text`, or `varchar` with its limit in characters.
    Text(Option<usize>),
    /// `character(n)`: trailing blanks do not count.
    Blanked(Option<usize>),
    /// `citext`: case does not count.
    CaseFolded,
    Uuid,
    /// `json` or `jsonb`.
    Json,
    Date,
    /// A timestamp, with a time zone or without.
    Timestamp(Zone),
    /// `time`, with or without zone, by the name it has in messages.
    Time(&'static str),
    Interval,
    Bytea,
    /// An enum, with its name as the server prints it and its labels.
    Enum(Name, Vec<Name>),
    /// Any array.
    Array,
    /// Any other type; `true` where numbers can be assigned to it.
    Other(bool),
}

impl Kind {
    /// The kind of a type. A domain is of its base type's kind.
    pub(super) fn of(catalog: &Catalog, type_ref: TypeRef, type_text: &dyn Fn(TypeRef) -> String) -> Self {
        if type_ref.array {
            return Self::Array;
        }
        if type_ref.id.is_builtin() {
            return Self::builtin(type_ref.id.oid(), type_ref.modifier);
        }
        match catalog.get(type_ref.id).map(|object| (&object.body, &object.name)) {
            Some((ObjectBody::Type(TypeBody::Domain { base, .. }), _)) => Self::of(catalog, base.type_ref, type_text),
            Some((ObjectBody::Type(TypeBody::Enum { labels }), _)) => {
                let name = Name::new(type_text(TypeRef::plain(type_ref.id)));
                Self::Enum(name, labels.iter().map(|label| label.label.clone()).collect())
            }
            Some((ObjectBody::Type(TypeBody::Base { .. }), name)) if name == "citext" => Self::CaseFolded,
            Some((ObjectBody::Type(TypeBody::Base { .. }), _)) => Self::Other(true),
            _ => Self::Other(false),
        }
    }

    fn builtin(type_oid: u32, modifier: i32) -> Self {
        let limit = usize::try_from(modifier - 4).ok();
        match type_oid {
            oid::INT2 => Self::Integer(2),
            oid::INT4 => Self::Integer(4),
            oid::INT8 => Self::Integer(8),
            oid::NUMERIC => Self::Numeric((modifier >= 4).then(|| numeric_modifier(modifier - 4))),
            oid::FLOAT4 => Self::Float4,
            oid::FLOAT8 => Self::Float8,
            oid::BOOL => Self::Boolean,
            oid::TEXT => Self::Text(None),
            oid::VARCHAR => Self::Text(limit),
            oid::BPCHAR => Self::Blanked(limit),
            oid::UUID => Self::Uuid,
            114 | oid::JSONB => Self::Json,
            oid::DATE => Self::Date,
            oid::TIMESTAMP => Self::Timestamp(Zone::None),
            oid::TIMESTAMPTZ => Self::Timestamp(Zone::Session),
            oid::TIME => Self::Time("time"),
            oid::TIMETZ => Self::Time("time with time zone"),
            oid::INTERVAL => Self::Interval,
            oid::BYTEA => Self::Bytea,
            // name, oid, money and the reg* types.
            19 | 26 | 790 | 24 | 2202..=2206 | 3734 | 3769 | 4089 | 4096 | 4191 => Self::Other(true),
            other => match crate::dialect::postgres::types::by_oid(other) {
                Some(builtin) if builtin.element != 0 => Self::Array,
                _ => Self::Other(false),
            },
        }
    }

    /// Text of any length fits, and `=` compares it.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Blanked(_) | Self::CaseFolded)
    }

    /// A number of the source can be assigned to it.
    pub(super) fn takes_numbers(&self) -> bool {
        self.is_number() || self.is_text() || matches!(self, Self::Other(true))
    }

    /// Integers, `numeric` and floats.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer(_) | Self::Numeric(_) | Self::Float4 | Self::Float8)
    }

    /// A boolean of the source can be assigned to it.
    pub(super) fn takes_booleans(&self) -> bool {
        self.is_text() || matches!(self, Self::Boolean | Self::Other(true))
    }

    /// What a constant becomes in a column of this type: `None` where it is accepted, but only the server knows its meaning.
    pub(super) fn assign(&self, value: Value<&str>) -> Result<Option<Datum>, Failure> {
        match value {
            Value::Null => Ok(Some(Datum::Null)),
            Value::Boolean(truth) if self.is_text() => self.assign(Value::Text(if truth { "true" } else { "false" })),
            Value::Boolean(truth) => Ok(Some(Datum::Boolean(truth))),
            Value::Number(text) => self.assign_number(text),
            Value::Text(text) => input::read(self, text),
            Value::Deferred(_) | Value::Unknown(_) => Ok(None),
        }
    }

    fn assign_number(&self, text: &str) -> Result<Option<Datum>, Failure> {
        let Some(number) = Number::parse(text) else { return Ok(None) };
        match self {
            Self::Integer(size) => input::integer_in_range(*size, number),
            Self::Numeric(declared) => input::numeric_in_range(*declared, number),
            Self::Float4 | Self::Float8 => input::read(self, text),
            // A numeric constant keeps its zeros as text, an integer loses leading ones.
            kind if kind.is_text() => match number.to_integer() {
                Some(_) if text.contains(['.', 'e', 'E']) => Ok(None),
                Some(integer) => input::read(kind, &integer.to_string()),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }
}

/// Precision and scale, which has eleven bits with its sign.
fn numeric_modifier(bits: i32) -> (i32, i32) {
    ((bits >> 16) & 0xffff, ((bits & 0x7ff) ^ 1024) - 1024)
}

impl Session {
    /// The failure of a text as a value of a type, where that is certain.
    pub(crate) fn text_fits(&self, text: &str, type_ref: TypeRef) -> Result<(), Failure> {
        let kind = Kind::of(&self.catalog, type_ref, &|type_ref| self.type_text(type_ref));
        kind.assign(Value::Text(text)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(type_oid: u32, modifier: i32, value: Value<&str>) -> Result<Option<Datum>, String> {
        Kind::builtin(type_oid, modifier).assign(value).map_err(|failure| failure.to_string())
    }

    #[test]
    fn numbers_are_checked_against_the_column() {
        assert_eq!(assigned(oid::INT2, -1, Value::Number("70000")), Err("22003: smallint out of range".into()));
        assert_eq!(assigned(oid::INT4, -1, Value::Number("1.5")), Ok(Some(Datum::Number(Number::integer(2)))));
        let numeric_5_2 = ((5 << 16) | 2) + 4;
        assert_eq!(
            assigned(oid::NUMERIC, numeric_5_2, Value::Number("12345.6")),
            Err("22003: numeric field overflow".into())
        );
        assert_eq!(
            assigned(oid::NUMERIC, numeric_5_2, Value::Text("1.005")),
            Ok(Some(Datum::Number(Number::parse("1.01").expect("a number"))))
        );
    }

    #[test]
    fn a_number_in_a_text_column_is_its_digits() {
        assert_eq!(assigned(oid::TEXT, -1, Value::Number("007")), Ok(Some(Datum::Text("7".into()))));
        assert_eq!(
            assigned(oid::VARCHAR, 7, Value::Number("12345")),
            Err("22001: value too long for type character varying(3)".into())
        );
    }

    #[test]
    fn the_kinds_of_a_type_know_what_they_take() {
        assert!(!Kind::builtin(oid::BOOL, -1).takes_numbers());
        assert!(Kind::builtin(oid::VARCHAR, -1).takes_booleans());
        assert_eq!(Kind::builtin(1007, -1), Kind::Array);
    }
}
