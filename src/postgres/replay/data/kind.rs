//! Types, as far as their values are understood.

use super::datum::Datum;
use super::input;
use super::moment::Zone;
use super::number::Number;
use crate::postgres::ast::Name;
use crate::postgres::builtin::types::{self, BuiltinType, oid};
use crate::postgres::catalog::{Catalog, Object, ObjectBody, ObjectId, TypeBody, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::Failure;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// A type, and what its values look like.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kind {
    /// The type itself; a domain where it is one.
    pub(super) type_ref: TypeRef,
    pub(super) form: Form,
}

/// The forms that values have. A domain's are those of its base type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
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
    /// `name`: 63 bytes, ordered byte by byte.
    Name,
    /// `"char"`: one byte.
    Char,
    Uuid,
    Json,
    Jsonb,
    Date,
    /// A timestamp, with a time zone or without.
    Timestamp(Zone),
    /// `time`, with or without zone, by the name it has in messages.
    Time(&'static str),
    Interval,
    Bytea,
    /// An enum, with its name as the server prints it and its labels.
    Enum(Name, Vec<Name>),
    /// An array over an element type.
    Array(Arc<Kind>),
    /// `int2vector`, `oidvector`: an array from 0 with a text of its own.
    Vector(Arc<Kind>),
    /// `oid`.
    Oid,
    /// An `oid` that reads and prints as a name.
    Alias(Alias),
    /// A row with these columns.
    Row(Vec<(Name, Arc<Kind>)>),
    /// A row of which the type says nothing.
    Record,
    /// A constant of the source that has no type yet.
    Unknown,
    /// `void`.
    Void,
    /// An expression as the server stores it (`pg_node_tree`), held as it is printed.
    Tree,
    /// Any other type; `true` where numbers can be assigned to it.
    Other(bool),
}

/// What an object identifier stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alias {
    /// `regclass`.
    Relation,
    /// `regtype`.
    Type,
    /// `regproc`.
    Routine,
    /// `regprocedure`.
    Procedure,
    /// `regnamespace`.
    Schema,
    /// `regrole`.
    Role,
}

/// The engine's types by OID.
static BUILTIN: LazyLock<BTreeMap<u32, Arc<Kind>>> = LazyLock::new(|| {
    let kind = |type_ref: TypeRef| Arc::new(Kind { type_ref, form: Form::builtin(type_ref) });
    let of = |found: &BuiltinType| match found.element {
        0 => (found.oid, kind(TypeRef::builtin(found.oid))),
        element => (found.oid, kind(TypeRef { array: true, ..TypeRef::builtin(element) })),
    };
    types::all().map(of).collect()
});

impl Kind {
    /// The kind of a type.
    pub(super) fn of(catalog: &Catalog, type_ref: TypeRef, type_text: &dyn Fn(TypeRef) -> String) -> Arc<Self> {
        if !type_ref.array
            && type_ref.modifier == -1
            && type_ref.id.is_builtin()
            && let Some(known) = BUILTIN.get(&type_ref.id.oid())
        {
            return known.clone();
        }
        let form = if type_ref.array {
            Form::Array(Self::of(catalog, TypeRef { array: false, ..type_ref }, type_text))
        } else if type_ref.id.is_builtin() {
            Form::builtin(type_ref)
        } else {
            Form::of_object(catalog, type_ref.id, type_text)
        };
        Arc::new(Self { type_ref, form })
    }

    /// One of the engine's types, arrays included, by its OID.
    pub(super) fn builtin(type_oid: u32) -> Arc<Self> {
        BUILTIN.get(&type_oid).unwrap_or(&BUILTIN[&oid::UNKNOWN]).clone()
    }

    /// The type of a constant that has none yet.
    pub(super) fn unknown() -> Arc<Self> {
        Self::builtin(oid::UNKNOWN)
    }

    pub(super) fn boolean() -> Arc<Self> {
        Self::builtin(oid::BOOL)
    }

    pub(super) fn text() -> Arc<Self> {
        Self::builtin(oid::TEXT)
    }

    /// An array over it.
    pub(super) fn array_of(self: &Arc<Self>) -> Arc<Self> {
        if self.type_ref.modifier == -1 && self.type_ref.id.is_builtin() {
            let array = types::by_oid(self.type_ref.id.oid()).and_then(|found| BUILTIN.get(&found.array));
            if let Some(array) = array {
                return array.clone();
            }
        }
        Arc::new(Self { type_ref: TypeRef { array: true, ..self.type_ref }, form: Form::Array(self.clone()) })
    }

    /// The element of an array.
    pub(super) fn element(&self) -> Option<&Arc<Self>> {
        if let Form::Array(element) | Form::Vector(element) = &self.form { Some(element) } else { None }
    }

    /// A constant that has no type yet.
    pub(super) fn is_unknown(&self) -> bool {
        self.form == Form::Unknown
    }

    /// Text of any length fits, and `=` compares it.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.form, Form::Text(_) | Form::Blanked(_) | Form::CaseFolded)
    }

    /// A number of the source can be assigned to it.
    pub(super) fn takes_numbers(&self) -> bool {
        self.is_number()
            || self.is_text()
            || matches!(self.form, Form::Name | Form::Oid | Form::Alias(_) | Form::Other(true))
    }

    /// Integers, `numeric` and floats.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.form, Form::Integer(_) | Form::Numeric(_) | Form::Float4 | Form::Float8)
    }

    /// A boolean of the source can be assigned to it.
    pub(super) fn takes_booleans(&self) -> bool {
        self.is_text() || matches!(self.form, Form::Boolean | Form::Name | Form::Other(true))
    }

    /// What a constant becomes in a column of this type: `None` where it is accepted, but only the server knows its meaning.
    pub(super) fn assign(&self, value: Value<&str>) -> Result<Option<Datum>, Failure> {
        match value {
            Value::Null => Ok(Some(Datum::Null)),
            Value::Boolean(truth) if self.is_text() || self.form == Form::Name => {
                self.assign(Value::Text(if truth { "true" } else { "false" }))
            }
            Value::Boolean(truth) => Ok(Some(Datum::Boolean(truth))),
            Value::Number(text) => self.assign_number(text),
            Value::Text(text) => input::read(self, text),
            Value::Deferred(_) | Value::Drawn(..) | Value::Unknown(_) => Ok(None),
        }
    }

    fn assign_number(&self, text: &str) -> Result<Option<Datum>, Failure> {
        let Some(number) = Number::parse(text) else { return Ok(None) };
        match &self.form {
            Form::Integer(size) => input::integer_in_range(*size, number),
            Form::Numeric(declared) => input::numeric_in_range(*declared, number),
            Form::Float4 | Form::Float8 => input::read(self, text),
            Form::Oid | Form::Alias(_) => {
                let oid = number.to_i64().and_then(|number| u32::try_from(number).ok());
                Ok(oid.map(|oid| Datum::Object(ObjectId::builtin(oid))))
            }
            // An integer loses leading zeros.
            _ if self.is_text() || self.form == Form::Name => input::read(self, &number.to_string()),
            _ => Ok(None),
        }
    }
}

impl Form {
    fn of_object(catalog: &Catalog, id: ObjectId, type_text: &dyn Fn(TypeRef) -> String) -> Self {
        let Some(object) = catalog.get(id) else { return Self::Other(false) };
        match &object.body {
            ObjectBody::Type(TypeBody::Domain { base, .. }) => Kind::of(catalog, base.type_ref, type_text).form.clone(),
            ObjectBody::Type(TypeBody::Enum { labels }) => {
                let name = Name::new(type_text(TypeRef::plain(id)));
                Self::Enum(name, labels.iter().map(|label| label.label.clone()).collect())
            }
            ObjectBody::Type(TypeBody::Base { .. }) if object.name == "citext" => Self::CaseFolded,
            ObjectBody::Type(TypeBody::Base { .. }) => Self::Other(true),
            ObjectBody::Type(TypeBody::Composite { .. }) | ObjectBody::Table(_) | ObjectBody::View(_) => {
                Self::of_columns(catalog, object, type_text).unwrap_or(Self::Other(false))
            }
            _ => Self::Other(false),
        }
    }

    fn of_columns(catalog: &Catalog, object: &Object, type_text: &dyn Fn(TypeRef) -> String) -> Option<Self> {
        let column = |column: &crate::postgres::catalog::Column| {
            let type_ref = column.type_use.as_ref()?.type_ref;
            Some((column.name.clone(), Kind::of(catalog, type_ref, type_text)))
        };
        object.live_columns().map(column).collect::<Option<Vec<_>>>().map(Self::Row)
    }

    fn builtin(type_ref: TypeRef) -> Self {
        let plain =
            |oid| Arc::new(Kind { type_ref: TypeRef::builtin(oid), form: Self::builtin(TypeRef::builtin(oid)) });
        if type_ref.array {
            let element = TypeRef { array: false, ..type_ref };
            return Self::Array(Arc::new(Kind { type_ref: element, form: Self::builtin(element) }));
        }
        let modifier = type_ref.modifier;
        let limit = usize::try_from(modifier - 4).ok();
        match type_ref.id.oid() {
            oid::INT2 => Self::Integer(2),
            oid::INT4 => Self::Integer(4),
            oid::INT8 => Self::Integer(8),
            oid::NUMERIC => Self::Numeric((modifier >= 4).then(|| numeric_modifier(modifier - 4))),
            oid::FLOAT4 => Self::Float4,
            oid::FLOAT8 => Self::Float8,
            oid::BOOL => Self::Boolean,
            oid::TEXT | oid::REFCURSOR => Self::Text(None),
            oid::VARCHAR => Self::Text(limit),
            oid::BPCHAR => Self::Blanked(limit),
            oid::NAME => Self::Name,
            oid::CHAR => Self::Char,
            oid::UUID => Self::Uuid,
            oid::JSON => Self::Json,
            oid::JSONB => Self::Jsonb,
            oid::DATE => Self::Date,
            oid::TIMESTAMP => Self::Timestamp(Zone::None),
            oid::TIMESTAMPTZ => Self::Timestamp(Zone::Session),
            oid::TIME => Self::Time("time"),
            oid::TIMETZ => Self::Time("time with time zone"),
            oid::INTERVAL => Self::Interval,
            oid::BYTEA => Self::Bytea,
            oid::OID => Self::Oid,
            oid::INT2VECTOR => Self::Vector(plain(oid::INT2)),
            oid::OIDVECTOR => Self::Vector(plain(oid::OID)),
            oid::UNKNOWN => Self::Unknown,
            oid::VOID => Self::Void,
            oid::RECORD => Self::Record,
            other => Self::alias(other).unwrap_or_else(|| Self::other(other)),
        }
    }

    fn alias(oid: u32) -> Option<Self> {
        Some(Self::Alias(match oid {
            oid::REGCLASS => Alias::Relation,
            oid::REGTYPE => Alias::Type,
            oid::REGPROC => Alias::Routine,
            2202 => Alias::Procedure,
            4089 => Alias::Schema,
            4096 => Alias::Role,
            _ => return None,
        }))
    }

    fn other(oid: u32) -> Self {
        if oid == oid::PG_NODE_TREE {
            return Self::Tree;
        }
        // money, and the reg* types of operators, collations and text search.
        if matches!(oid, oid::MONEY | 2203 | 2204 | 3734 | 3769 | 4191) {
            return Self::Other(true);
        }
        match types::by_oid(oid) {
            Some(found) if found.base != 0 => Self::builtin(TypeRef::builtin(found.base)),
            _ => Self::Other(false),
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

    fn kind(type_oid: u32, modifier: i32) -> Kind {
        let type_ref = TypeRef { modifier, ..TypeRef::builtin(type_oid) };
        Kind { type_ref, form: Form::builtin(type_ref) }
    }

    fn assigned(type_oid: u32, modifier: i32, value: Value<&str>) -> Result<Option<Datum>, String> {
        kind(type_oid, modifier).assign(value).map_err(|failure| failure.to_string())
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
        assert_eq!(assigned(oid::TEXT, -1, Value::Number("1.50")), Ok(Some(Datum::Text("1.50".into()))));
        assert_eq!(
            assigned(oid::VARCHAR, 7, Value::Number("12345")),
            Err("22001: value too long for type character varying(3)".into())
        );
    }

    #[test]
    fn the_kinds_of_a_type_know_what_they_take() {
        assert!(!kind(oid::BOOL, -1).takes_numbers());
        assert!(kind(oid::VARCHAR, -1).takes_booleans());
        assert_eq!(Kind::builtin(1007).element(), Some(&Kind::builtin(oid::INT4)));
        assert_eq!(Kind::builtin(oid::INT4).array_of(), Kind::builtin(1007));
    }
}
