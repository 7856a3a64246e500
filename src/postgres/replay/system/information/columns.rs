//! `information_schema.columns`.

use super::super::System;
use super::super::attribute::has_columns;
use super::super::table::{Table, number, or_null, text, unknown, yes_or_no};
use super::tables::KEYS;
use crate::postgres::ast::Name;
use crate::postgres::builtin::collations;
use crate::postgres::builtin::relations::{self, BuiltinRelation};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{Column, Object, ObjectBody, ObjectId, TypeBody, TypeRef, Value};

/// The longest text in bytes, as `information_schema` has it.
const LONGEST: i64 = 1 << 30;

/// The bytes of a character in UTF-8 at most.
const WIDEST: i64 = 4;

/// A type's cells, by the names of their columns.
type TypeCells = Vec<(&'static str, Value)>;

impl System<'_> {
    pub(in super::super) fn information_columns(self, table: &mut Table<'_>) {
        for object in self.relations(table, KEYS).into_iter().filter(|object| has_columns(object)) {
            for column in object.live_columns() {
                if table.wanted.admits("column_name", &column.name) {
                    self.push_information_column(table, object, column);
                }
            }
        }
        for relation in self.own_relations(table, KEYS) {
            self.push_own_information_columns(table, relation);
        }
        self.push_other_columns(table);
    }

    /// Those of another version's relations, and those that it added to known ones.
    fn push_other_columns(self, table: &mut Table<'_>) {
        if !self.is_of_other_version() {
            return;
        }
        let known = |name: &&str| relations::named(name).next().is_some();
        let own = table.wanted.texts("table_name").unwrap_or_default();
        let grown = own.into_iter().filter(known).map(Name::new);
        for name in grown.chain(self.other_names(table, "table_name")).collect::<Vec<_>>() {
            table.push_others(&[
                ("table_catalog", self.database()),
                ("table_schema", text("pg_catalog")),
                ("table_name", text(name)),
                ("column_name", unknown("the columns of another version")),
                ("data_type", unknown("the columns of another version")),
                ("column_default", Value::Null),
                ("is_nullable", unknown("the columns of another version")),
            ]);
        }
    }

    fn push_information_column(self, table: &mut Table<'_>, object: &Object, column: &Column) {
        let default = self.default_of(column);
        let generated = default.is_some_and(|default| default.generated.is_some());
        let expression = |there: bool| or_null(there.then(|| unknown("expressions are not printed")));
        let updatable = match object.body {
            ObjectBody::View(_) => unknown("whether a column of a view can be written"),
            _ => yes_or_no(object.table().is_some_and(|body| !body.is_foreign())),
        };
        let mut cells = vec![
            ("table_catalog", self.database()),
            ("table_schema", self.schema_name(object.schema)),
            ("table_name", text(object.name.clone())),
            ("column_name", text(column.name.clone())),
            ("ordinal_position", number(column.number)),
            (
                "column_default",
                self.printed_default(column).unwrap_or_else(|| expression(default.is_some() && !generated)),
            ),
            ("dtd_identifier", text(column.number.to_string())),
            ("is_self_referencing", yes_or_no(false)),
            ("is_identity", yes_or_no(column.identity.is_some())),
            ("is_generated", text(if generated { "ALWAYS" } else { "NEVER" })),
            ("generation_expression", expression(generated)),
            ("is_updatable", updatable),
        ];
        cells.extend(self.identity_cells(column));
        match &column.type_use {
            Some(type_use) => cells.extend(self.type_cells(type_use.type_ref, column)),
            None => cells.extend(TYPE_COLUMNS.iter().map(|name| (*name, unknown("the type of a column")))),
        }
        table.push(&cells);
    }

    /// The default as the server prints it, where that is certain.
    fn printed_default(self, column: &Column) -> Option<Value> {
        let default = self.default_of(column).filter(|default| default.generated.is_none())?;
        self.default_text(column.default?, default, column.type_use.as_ref()?.type_ref).map(text)
    }

    fn identity_cells(self, column: &Column) -> TypeCells {
        let Some(identity) = column.identity else { return vec![("identity_cycle", yes_or_no(false))] };
        let mut cells = vec![("identity_generation", text(if identity.always { "ALWAYS" } else { "BY DEFAULT" }))];
        if let Some(ObjectBody::Sequence(sequence)) =
            self.session.catalog.get(identity.sequence).map(|object| &object.body)
        {
            cells.extend([
                ("identity_start", text(sequence.start.to_string())),
                ("identity_increment", text(sequence.increment.to_string())),
                ("identity_maximum", text(sequence.max.to_string())),
                ("identity_minimum", text(sequence.min.to_string())),
                ("identity_cycle", yes_or_no(sequence.cycle)),
            ]);
        }
        cells
    }

    fn type_cells(self, type_ref: TypeRef, column: &Column) -> TypeCells {
        let (domain, base, domain_not_null) = self.base_type(type_ref);
        let (udt_schema, udt_name) = self.type_name(base);
        let mut cells = vec![
            ("is_nullable", yes_or_no(!column.not_null && !domain_not_null)),
            ("data_type", self.data_type(base)),
            ("udt_catalog", self.database()),
            ("udt_schema", udt_schema),
            ("udt_name", udt_name),
        ];
        if let Some(domain) = domain {
            let (schema, name) = self.type_name(TypeRef::plain(domain));
            cells.extend([("domain_catalog", self.database()), ("domain_schema", schema), ("domain_name", name)]);
        }
        cells.extend(self.collation_cells(column.collation.or_else(|| self.type_collation(type_ref))));
        cells.extend(measures(base));
        cells
    }

    /// The domain that a type is, the type that it stands on, and whether it forbids `NULL`. A domain over a domain is one over that.
    fn base_type(self, type_ref: TypeRef) -> (Option<ObjectId>, TypeRef, bool) {
        if let Some(builtin) = types::by_oid(type_ref.id.oid()).filter(|builtin| builtin.base != 0) {
            let modifier = match builtin.name {
                "yes_or_no" => 7,
                "time_stamp" => 2,
                _ => type_ref.modifier,
            };
            return (Some(type_ref.id), TypeRef { modifier, ..TypeRef::builtin(builtin.base) }, false);
        }
        match self.session.catalog.get(type_ref.id).and_then(Object::type_body) {
            Some(TypeBody::Domain { base, not_null, .. }) if !type_ref.array => {
                (Some(type_ref.id), base.type_ref, *not_null)
            }
            _ => (None, type_ref, false),
        }
    }

    /// `data_type`: the engine's own by name, without modifier.
    pub(super) fn data_type(self, type_ref: TypeRef) -> Value {
        if is_rows_of_catalog(type_ref) {
            return text("ARRAY");
        }
        let own = types::by_oid(type_ref.id.oid());
        let vector = matches!(type_ref.id.oid(), oid::INT2VECTOR | oid::OIDVECTOR);
        if type_ref.array || vector || own.is_some_and(|builtin| builtin.element != 0) {
            text("ARRAY")
        } else if type_ref.id.is_builtin() && own.is_none_or(|builtin| builtin.kind != 'd') {
            text(self.session.type_name(type_ref))
        } else {
            text("USER-DEFINED")
        }
    }

    /// A type's schema and name: `_int4` for an array.
    pub(super) fn type_name(self, type_ref: TypeRef) -> (Value, Value) {
        let prefix = if type_ref.array { "_" } else { "" };
        if let Some(builtin) = types::by_oid(type_ref.id.oid()) {
            let schema = if builtin.kind == 'd' { "information_schema" } else { "pg_catalog" };
            return (text(schema), text(format!("{prefix}{}", builtin.name)));
        }
        if let Some(relation) = relations::by_oid(type_ref.id.oid()) {
            return (text(relation.schema), text(format!("{prefix}{}", relation.name)));
        }
        match self.session.catalog.get(type_ref.id) {
            Some(object) if type_ref.array && object.name.len() > 62 => {
                (self.schema_name(object.schema), unknown("the name of an array type"))
            }
            Some(object) => (self.schema_name(object.schema), text(format!("{prefix}{}", object.name))),
            None => (unknown("the type is not known"), unknown("the type is not known")),
        }
    }

    /// The collation, where it is not the database's own.
    fn collation_cells(self, collation: Option<ObjectId>) -> TypeCells {
        let Some(collation) = collation.filter(|collation| !matches!(collation.oid(), 0 | 100)) else {
            return Vec::new();
        };
        let (schema, name) = match self.session.catalog.get(collation) {
            Some(object) => (self.schema_name(object.schema), text(object.name.clone())),
            None => (text("pg_catalog"), or_null(collations::by_oid(collation.oid()).map(text))),
        };
        vec![("collation_catalog", self.database()), ("collation_schema", schema), ("collation_name", name)]
    }

    fn push_own_information_columns(self, table: &mut Table<'_>, relation: BuiltinRelation) {
        for ((name, type_number, not_null), place) in relation.attributes().zip(1_u16..) {
            if !table.wanted.admits("column_name", name) {
                continue;
            }
            let mut column = Column::new(place, Name::new_static(name), None, None);
            column.not_null = not_null;
            let mut cells = vec![
                ("table_catalog", self.database()),
                ("table_schema", text(relation.schema)),
                ("table_name", text(relation.name)),
                ("column_name", text(name)),
                ("ordinal_position", number(place)),
                ("dtd_identifier", text(place.to_string())),
                ("is_self_referencing", yes_or_no(false)),
                ("is_identity", yes_or_no(false)),
                ("identity_cycle", yes_or_no(false)),
                ("is_generated", text("NEVER")),
                (
                    "is_updatable",
                    if relation.kind == 'r' { yes_or_no(true) } else { unknown("whether a view takes rows") },
                ),
            ];
            cells.extend(self.type_cells(TypeRef::builtin(type_number), &column));
            if self.type_collation(TypeRef::builtin(type_number)).is_some_and(|collation| collation.oid() == 100) {
                // The tables of the engine have collations of their own.
                cells.retain(|(name, _)| !name.starts_with("collation_"));
                cells.extend(if relation.kind == 'r' {
                    self.collation_cells(Some(ObjectId::builtin(950)))
                } else {
                    COLLATION_COLUMNS.iter().map(|name| (*name, unknown("the collation of a view's column"))).collect()
                });
            }
            table.push(&cells);
        }
    }
}

/// The type of the one column that is an array of rows, of which nothing is known but its number.
fn is_rows_of_catalog(type_ref: TypeRef) -> bool {
    let id = type_ref.id;
    id.is_builtin() && types::by_oid(id.oid()).is_none() && relations::by_oid(id.oid()).is_none()
}

/// The columns that say what collation a column has.
const COLLATION_COLUMNS: &[&str] = &["collation_catalog", "collation_schema", "collation_name"];

/// The columns that say what type a column has.
const TYPE_COLUMNS: &[&str] = &[
    "is_nullable",
    "data_type",
    "character_maximum_length",
    "character_octet_length",
    "numeric_precision",
    "numeric_precision_radix",
    "numeric_scale",
    "datetime_precision",
    "interval_type",
    "collation_catalog",
    "collation_schema",
    "collation_name",
    "domain_catalog",
    "domain_schema",
    "domain_name",
    "udt_catalog",
    "udt_schema",
    "udt_name",
];

/// Lengths and precisions.
pub(super) fn measures(type_ref: TypeRef) -> TypeCells {
    if type_ref.array {
        return Vec::new();
    }
    let modifier = i64::from(type_ref.modifier);
    let given = modifier >= 0;
    let length = modifier - 4;
    match type_ref.id.oid() {
        oid::VARCHAR | oid::BPCHAR if given => {
            vec![("character_maximum_length", number(length)), ("character_octet_length", number(length * WIDEST))]
        }
        oid::TEXT | oid::VARCHAR | oid::BPCHAR => vec![("character_octet_length", number(LONGEST))],
        oid::BIT | oid::VARBIT if given => vec![("character_maximum_length", number(modifier))],
        oid::INT2 => whole(16),
        oid::INT4 => whole(32),
        oid::INT8 => whole(64),
        oid::FLOAT4 => vec![("numeric_precision", number(24)), ("numeric_precision_radix", number(2))],
        oid::FLOAT8 => vec![("numeric_precision", number(53)), ("numeric_precision_radix", number(2))],
        oid::NUMERIC if given => vec![
            ("numeric_precision", number(length >> 16)),
            ("numeric_precision_radix", number(10)),
            ("numeric_scale", number(length & 0xffff)),
        ],
        oid::NUMERIC => vec![("numeric_precision_radix", number(10))],
        oid::DATE => vec![("datetime_precision", number(0))],
        oid::TIME | oid::TIMETZ | oid::TIMESTAMP | oid::TIMESTAMPTZ => {
            vec![("datetime_precision", number(if given { modifier } else { 6 }))]
        }
        oid::INTERVAL => interval(type_ref),
        _ => Vec::new(),
    }
}

fn whole(bits: i64) -> TypeCells {
    vec![("numeric_precision", number(bits)), ("numeric_precision_radix", number(2)), ("numeric_scale", number(0))]
}

fn interval(type_ref: TypeRef) -> TypeCells {
    let precision = i64::from(type_ref.modifier & 0xffff);
    let said = type_ref.modifier >= 0 && precision != 0xffff;
    let written = crate::postgres::catalog::Catalog::empty().format_type(type_ref, |_| String::new());
    let fields = written.trim_start_matches("interval").trim_start_matches(|c: char| "()0123456789".contains(c));
    let fields = fields.trim_start().to_uppercase();
    let mut cells = vec![("datetime_precision", number(if said { precision } else { 6 }))];
    if type_ref.modifier >= 0 && !fields.is_empty() {
        cells.push(("interval_type", text(fields)));
    }
    cells
}
