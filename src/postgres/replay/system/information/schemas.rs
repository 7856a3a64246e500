//! The views on schemas, sequences and views.

use super::super::System;
use super::super::objects::Keys;
use super::super::table::{Table, number, text, unknown, yes_or_no};
use super::columns::measures;
use super::tables::KEYS;
use crate::postgres::ast::op::ViewKind;
use crate::postgres::catalog::{ObjectBody, Value, View};

/// What a view checks, said behind its query or as an option.
fn check_option(view: &View) -> String {
    let option = view.options.iter().find(|(name, _)| name == "check_option").and_then(|(_, value)| value.as_deref());
    view.check_option.or(option).map_or_else(|| "NONE".to_owned(), str::to_uppercase)
}

impl System<'_> {
    pub(in super::super) fn schemata(self, table: &mut Table<'_>) {
        for schema in self.session.catalog.schemas() {
            // The one that is there from the start belongs to whoever owns the database.
            let owner = text(schema.owner.clone());
            table.push(&[
                ("catalog_name", self.database()),
                ("schema_name", self.schema_name(Some(schema.id))),
                ("schema_owner", owner),
            ]);
        }
        for name in ["pg_catalog", "pg_toast", "information_schema"] {
            table.push(&[
                ("catalog_name", self.database()),
                ("schema_name", text(name)),
                ("schema_owner", text("postgres")),
            ]);
        }
        for name in self.other_names(table, "schema_name") {
            table.push_others(&[("schema_name", text(name))]);
        }
    }

    pub(in super::super) fn information_sequences(self, table: &mut Table<'_>) {
        let keys = Keys { name: "sequence_name", schema: Some("sequence_schema"), number: None };
        for object in self.relations(table, keys) {
            // Those of identity columns are not shown.
            let ObjectBody::Sequence(sequence) = &object.body else { continue };
            if sequence.identity {
                continue;
            }
            let precision = measures(sequence.data_type).into_iter().find(|(name, _)| *name == "numeric_precision");
            table.push(&[
                ("sequence_catalog", self.database()),
                ("sequence_schema", self.schema_name(object.schema)),
                ("sequence_name", text(object.name.clone())),
                ("data_type", self.data_type(sequence.data_type)),
                ("numeric_precision", precision.map_or(Value::Null, |(_, value)| value)),
                ("numeric_precision_radix", number(2)),
                ("numeric_scale", number(0)),
                ("start_value", text(sequence.start.to_string())),
                ("minimum_value", text(sequence.min.to_string())),
                ("maximum_value", text(sequence.max.to_string())),
                ("increment", text(sequence.increment.to_string())),
                ("cycle_option", yes_or_no(sequence.cycle)),
            ]);
        }
    }

    pub(in super::super) fn information_views(self, table: &mut Table<'_>) {
        let uncertain = || unknown("whether a view can be written");
        for object in self.relations(table, KEYS) {
            let Some(view) = object.view().filter(|view| view.kind == ViewKind::View) else { continue };
            table.push(&[
                ("table_catalog", self.database()),
                ("table_schema", self.schema_name(object.schema)),
                ("table_name", text(object.name.clone())),
                ("view_definition", unknown("queries are not printed")),
                ("check_option", text(check_option(view))),
                ("is_updatable", uncertain()),
                ("is_insertable_into", uncertain()),
                ("is_trigger_updatable", uncertain()),
                ("is_trigger_deletable", uncertain()),
                ("is_trigger_insertable_into", uncertain()),
            ]);
        }
        for relation in self.own_relations(table, KEYS).into_iter().filter(|relation| relation.kind == 'v') {
            table.push(&[
                ("table_catalog", self.database()),
                ("table_schema", text(relation.schema)),
                ("table_name", text(relation.name)),
                ("view_definition", unknown("queries are not printed")),
                ("check_option", text("NONE")),
                ("is_updatable", uncertain()),
                ("is_insertable_into", uncertain()),
                ("is_trigger_updatable", yes_or_no(false)),
                ("is_trigger_deletable", yes_or_no(false)),
                ("is_trigger_insertable_into", yes_or_no(false)),
            ]);
        }
        if self.is_of_other_version() {
            for name in self.other_names(table, "table_name") {
                table.push_others(&[("table_schema", text("pg_catalog")), ("table_name", text(name))]);
            }
        }
    }
}
