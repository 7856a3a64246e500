//! Types, and values that fit them.

use super::writer::Writer;
use crate::grammar::Author;
use rebaseline::postgres::catalog::{Column, Object, ObjectBody, ObjectId, TypeBody, TypeRef};

/// A column that a statement can name.
#[derive(Debug, Clone)]
pub struct Picked {
    pub name: String,
    pub type_ref: TypeRef,
}

impl Picked {
    pub fn of(column: &Column) -> Self {
        let type_ref = column.type_use.as_ref().map_or(TypeRef::builtin(TEXT), |used| used.type_ref);
        Self { name: column.name.to_string(), type_ref }
    }
}

const TEXT: u32 = 25;

/// Spelling, OID, family, and values of it.
type Builtin = (&'static str, u32, &'static str, &'static [&'static str]);

const NUMBERS: &[&str] = &["1", "2", "3", "0", "-1", "7", "42"];
const FRACTIONS: &[&str] = &["1.5", "0", "2", "-3.25", "10.00", "1e2"];
const TEXTS: &[&str] = &["'a'", "'b'", "'c'", "''", "'O''Brien'", "'long enough to be cut'", "E'a\\nb'", "'1'", "'é'"];

const BUILTINS: &[Builtin] = &[
    ("int", 23, "int", NUMBERS),
    ("text", TEXT, "text", TEXTS),
    ("integer", 23, "int", NUMBERS),
    ("bigint", 20, "int", NUMBERS),
    ("smallint", 21, "int", NUMBERS),
    ("boolean", 16, "bool", &["true", "false", "'t'", "'off'"]),
    ("varchar(20)", 1043, "text", TEXTS),
    ("varchar", 1043, "text", TEXTS),
    ("character varying(5)", 1043, "text", TEXTS),
    ("char(3)", 1042, "text", &["'a'", "'ab'", "'abc'", "'abcd'"]),
    ("numeric", 1700, "numeric", FRACTIONS),
    ("numeric(6,2)", 1700, "numeric", FRACTIONS),
    ("double precision", 701, "numeric", FRACTIONS),
    ("real", 700, "numeric", &["1.5", "0", "2"]),
    ("date", 1082, "date", &["'2024-01-02'", "DATE '2024-02-29'", "'2023-12-31'", "'2024-02-30'"]),
    ("timestamp", 1114, "timestamp", &["'2024-01-02 03:04:05'", "TIMESTAMP '2024-01-01'", "'2024-01-02T00:00:00'"]),
    ("timestamptz", 1184, "timestamptz", &["'2024-01-02 03:04:05+00'", "'2024-01-02 03:04:05+02'", "now()"]),
    ("timestamp with time zone", 1184, "timestamptz", &["'2024-01-02 03:04:05Z'", "CURRENT_TIMESTAMP"]),
    ("time", 1083, "time", &["'12:30'", "'23:59:59'"]),
    ("interval", 1186, "interval", &["'1 day'", "INTERVAL '2 hours'", "'1 mon'"]),
    ("uuid", 2950, "uuid", &["'00000000-0000-0000-0000-000000000001'", "gen_random_uuid()", "'not a uuid'"]),
    ("json", 114, "json", &["'{\"a\": 1}'", "'[]'", "'{'"]),
    ("jsonb", 3802, "jsonb", &["'{\"a\": 1}'", "'[1, 2]'", "'{}'", "'{}'::jsonb", "'nope'"]),
    ("bytea", 17, "bytea", &["'\\x0102'", "'abc'"]),
    ("inet", 869, "inet", &["'10.0.0.1'", "'10.0.0.0/8'"]),
    ("name", 19, "text", &["'a'", "'b'"]),
    ("oid", 26, "oid", &["1", "'2'"]),
    ("int4range", 3904, "range", &["'[1,5)'", "int4range(1, 5)", "'empty'", "'[5,1)'"]),
    ("daterange", 3912, "range", &["'[2024-01-01,2024-02-01)'", "'empty'"]),
    ("point", 600, "point", &["'(1,2)'"]),
    ("tsvector", 3614, "tsvector", &["'a b'"]),
    ("xml", 142, "xml", &["'<a/>'"]),
    ("money", 790, "money", &["'1.50'"]),
];

impl Writer<'_> {
    /// `$type`: remembers the column that it makes.
    pub fn type_name(&mut self) -> String {
        let (text, type_ref) = self.any_type();
        let (text, type_ref) = match self.random.below(12) {
            0 => (format!("{text}[]"), TypeRef { array: true, ..type_ref }),
            _ => (text, type_ref),
        };
        let picked = Picked { name: std::mem::take(&mut self.new_column), type_ref };
        self.column = Some(picked.clone());
        if !picked.name.is_empty() {
            self.draft.push(picked);
        }
        text
    }

    fn any_type(&mut self) -> (String, TypeRef) {
        let users: Vec<&Object> = self.own(|object| matches!(object.body, ObjectBody::Type(_))).collect();
        match self.random.below(20) {
            0 => ("no_such_type".to_owned(), TypeRef::builtin(TEXT)),
            1..=5 if !users.is_empty() => {
                let object = users[self.random.below(users.len())];
                (self.qualified(object), TypeRef::plain(object.id))
            }
            // The common types are commoner.
            6..=10 => self.builtin(5),
            _ => self.builtin(BUILTINS.len()),
        }
    }

    fn builtin(&mut self, among: usize) -> (String, TypeRef) {
        let (text, oid, ..) = BUILTINS[self.random.below(among)];
        (text.to_owned(), TypeRef::builtin(oid))
    }

    /// The rule by which expressions of a type are written.
    pub fn family(&self, type_ref: TypeRef) -> &'static str {
        if type_ref.array {
            return "array";
        }
        if let Some((_, _, family, _)) = BUILTINS.iter().find(|builtin| ObjectId::builtin(builtin.1) == type_ref.id) {
            return family;
        }
        match self.catalog.get(type_ref.id).and_then(Object::type_body) {
            Some(TypeBody::Domain { base, .. }) => self.family(base.type_ref),
            Some(TypeBody::Enum { .. }) => "enum",
            Some(TypeBody::Range { .. }) => "range",
            _ => "other",
        }
    }

    /// A literal of a type; now and then of another one.
    pub fn value(&mut self, type_ref: TypeRef) -> String {
        match self.random.below(30) {
            0 => "NULL".into(),
            1 => self.expand("$literal"),
            _ => self.fitting_value(type_ref),
        }
    }

    fn fitting_value(&mut self, type_ref: TypeRef) -> String {
        if type_ref.array {
            return self.array(TypeRef { array: false, ..type_ref });
        }
        if let Some((.., values)) = BUILTINS.iter().find(|builtin| ObjectId::builtin(builtin.1) == type_ref.id) {
            return values[self.random.below(values.len())].to_owned();
        }
        match self.catalog.get(type_ref.id).and_then(Object::type_body) {
            Some(TypeBody::Domain { base, .. }) => self.fitting_value(base.type_ref),
            Some(TypeBody::Enum { labels }) => match self.random.one(labels) {
                Some(label) => format!("'{}'", label.label.replace('\'', "''")),
                None => "'none'".into(),
            },
            Some(TypeBody::Composite { attributes }) if self.nesting < 3 => {
                self.nesting += 1;
                let row = self.row(attributes);
                self.nesting -= 1;
                row
            }
            Some(TypeBody::Range { .. }) => "'empty'".into(),
            _ => "NULL".into(),
        }
    }

    fn array(&mut self, element: TypeRef) -> String {
        let plain = self.fitting_value(element);
        match self.random.below(3) {
            0 => "'{}'".into(),
            1 if plain.chars().all(char::is_alphanumeric) => format!("'{{{plain}}}'"),
            _ => format!("ARRAY[{plain}]"),
        }
    }

    fn row(&mut self, attributes: &[Column]) -> String {
        let live: Vec<TypeRef> =
            attributes.iter().filter(|column| !column.dropped).map(|column| Picked::of(column).type_ref).collect();
        let values: Vec<String> = live.into_iter().map(|type_ref| self.fitting_value(type_ref)).collect();
        format!("ROW({})", values.join(", "))
    }

    /// An expression of a family whose columns may be named: a column, or a literal.
    pub fn leaf(&mut self, family: &str) -> String {
        let fitting: Vec<String> = self
            .columns()
            .into_iter()
            .filter(|column| self.family(column.type_ref) == family)
            .map(|c| c.name)
            .collect();
        if !fitting.is_empty() && self.random.percent(75) {
            let name = &fitting[self.random.below(fitting.len())];
            return format!("{}{}", self.qualifier, super::names::quoted(name));
        }
        let builtin = BUILTINS.iter().find(|builtin| builtin.2 == family);
        builtin.map_or_else(|| "NULL".into(), |builtin| builtin.3[self.random.below(builtin.3.len())].to_owned())
    }
}
