//! `information_schema.tables`.

use super::super::System;
use super::super::attribute::has_columns;
use super::super::objects::Keys;
use super::super::table::{Table, text, unknown, yes_or_no};
use crate::postgres::builtin::relations::BuiltinRelation;
use crate::postgres::catalog::{Object, ObjectBody, Value};

/// How the views of `information_schema` ask for a relation.
pub(super) const KEYS: Keys = Keys { name: "table_name", schema: Some("table_schema"), number: None };

impl System<'_> {
    pub(in super::super) fn information_tables(self, table: &mut Table<'_>) {
        for object in self.relations(table, KEYS).into_iter().filter(|object| has_columns(object)) {
            self.push_information_table(table, object);
        }
        for relation in self.own_relations(table, KEYS) {
            push_own(self, table, relation);
        }
        if self.is_of_other_version() {
            for name in self.other_names(table, "table_name") {
                table.push_others(&[
                    ("table_catalog", self.database()),
                    ("table_schema", text("pg_catalog")),
                    ("table_name", text(name)),
                    ("table_type", text("VIEW")),
                    ("is_insertable_into", unknown("whether a view of another version takes rows")),
                ]);
            }
        }
    }

    fn push_information_table(self, table: &mut Table<'_>, object: &Object) {
        let (kind, insertable) = match &object.body {
            _ if object.is_temporary() => ("LOCAL TEMPORARY", !matches!(object.body, ObjectBody::View(_))),
            ObjectBody::Table(body) if body.is_foreign() => ("FOREIGN", false),
            ObjectBody::Table(_) => ("BASE TABLE", true),
            _ => ("VIEW", false),
        };
        let of_type = object.table().and_then(|body| body.of_type).and_then(|id| self.session.catalog.get(id));
        let null_or = |value: Option<Value>| value.unwrap_or(Value::Null);
        table.push(&[
            ("table_catalog", self.database()),
            ("table_schema", self.schema_name(object.schema)),
            ("table_name", text(object.name.clone())),
            ("table_type", text(kind)),
            ("user_defined_type_catalog", null_or(of_type.map(|_| self.database()))),
            ("user_defined_type_schema", null_or(of_type.map(|of_type| self.schema_name(of_type.schema)))),
            ("user_defined_type_name", null_or(of_type.map(|of_type| text(of_type.name.clone())))),
            ("is_insertable_into", if insertable { yes_or_no(true) } else { unknown("whether a view takes rows") }),
            ("is_typed", yes_or_no(of_type.is_some())),
        ]);
    }
}

fn push_own(system: System<'_>, table: &mut Table<'_>, relation: BuiltinRelation) {
    let is_table = relation.kind == 'r';
    table.push(&[
        ("table_catalog", system.database()),
        ("table_schema", text(relation.schema)),
        ("table_name", text(relation.name)),
        ("table_type", text(if is_table { "BASE TABLE" } else { "VIEW" })),
        ("is_insertable_into", if is_table { yes_or_no(true) } else { unknown("whether a view takes rows") }),
        ("is_typed", yes_or_no(false)),
    ]);
}
