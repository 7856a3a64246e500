//! The views on routines and triggers.

use super::super::System;
use super::super::routine::{kind, source, volatility};
use super::super::table::{Table, number, or_null, text, unknown, yes_or_no};
use crate::postgres::ast::op::TriggerTiming;
use crate::postgres::catalog::{NameClass, Object, Routine, Trigger, Value};

impl System<'_> {
    pub(in super::super) fn routines(self, table: &mut Table<'_>) {
        for object in self.wanted_routines(table, "routine_name", None) {
            if let Some(routine) = object.routine() {
                self.push_information_routine(table, object, routine);
            }
        }
        let own = |name: &&str| name.starts_with("pg_") || name.starts_with("_pg_") || self.is_own_function(name);
        let names: Vec<String> = match table.wanted.texts("routine_name") {
            None => vec!["pg_?".into()],
            Some(names) => names.into_iter().filter(own).map(str::to_owned).collect(),
        };
        for name in names {
            for schema in ["pg_catalog", "information_schema"] {
                table.push_others(&[
                    ("specific_schema", text(schema)),
                    ("routine_schema", text(schema)),
                    ("routine_name", text(name.clone())),
                ]);
            }
        }
        self.push_range_routines(table);
    }

    /// The functions that range types bring are there too.
    fn push_range_routines(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        for schema in catalog.schemas() {
            let types = catalog.named(NameClass::Type, schema.id);
            let ranges = types.filter(|object| {
                use crate::postgres::catalog::TypeBody;
                matches!(object.type_body(), Some(TypeBody::Range { .. } | TypeBody::Multirange { .. }))
            });
            for range in ranges {
                table.push_others(&[
                    ("specific_schema", self.schema_name(Some(schema.id))),
                    ("routine_schema", self.schema_name(Some(schema.id))),
                    ("routine_name", text(range.name.clone())),
                ]);
            }
        }
    }

    fn push_information_routine(self, table: &mut Table<'_>, object: &Object, routine: &Routine) {
        let kind = match kind(routine) {
            'f' => text("FUNCTION"),
            'p' => text("PROCEDURE"),
            _ => Value::Null,
        };
        let is_procedure = kind == text("PROCEDURE");
        let returns = routine.returns.as_ref().filter(|_| !is_procedure).map(|returns| returns.type_ref);
        let (type_schema, type_name) = returns.map_or((Value::Null, Value::Null), |returns| self.type_name(returns));
        table.push(&[
            ("specific_catalog", self.database()),
            ("specific_schema", self.schema_name(object.schema)),
            ("specific_name", unknown("the name of a routine with its number")),
            ("routine_catalog", self.database()),
            ("routine_schema", self.schema_name(object.schema)),
            ("routine_name", text(object.name.clone())),
            ("routine_type", kind),
            ("data_type", returns.map_or(Value::Null, |returns| self.data_type(returns))),
            ("type_udt_catalog", or_null(returns.map(|_| self.database()))),
            ("type_udt_schema", type_schema),
            ("type_udt_name", type_name),
            ("dtd_identifier", or_null((!is_procedure).then(|| text("0")))),
            ("routine_body", unknown("what an extension brought")),
            ("routine_definition", source(routine)),
            ("external_name", unknown("the symbol of a C function")),
            ("external_language", unknown("what an extension brought")),
            ("parameter_style", text("GENERAL")),
            ("is_deterministic", yes_or_no(volatility(routine.volatility) == 'i')),
            ("sql_data_access", text("MODIFIES")),
            ("is_null_call", or_null((!is_procedure).then(|| yes_or_no(routine.strict)))),
            ("schema_level_routine", yes_or_no(true)),
            ("max_dynamic_result_sets", number(0)),
            ("security_type", text(if routine.security_definer { "DEFINER" } else { "INVOKER" })),
            ("as_locator", yes_or_no(false)),
            ("is_udt_dependent", yes_or_no(false)),
        ]);
    }

    pub(in super::super) fn triggers(self, table: &mut Table<'_>) {
        for object in self.children(table, NameClass::Trigger, "trigger_name", &[]) {
            let relation = object.parent.and_then(|parent| self.session.catalog.get(parent));
            if let (Some(trigger), Some(relation)) = (object.trigger(), relation) {
                self.push_information_trigger(table, object, trigger, relation);
            }
        }
    }

    fn push_information_trigger(self, table: &mut Table<'_>, object: &Object, trigger: &Trigger, relation: &Object) {
        let events =
            [("INSERT", trigger.on_insert), ("DELETE", trigger.on_delete), ("UPDATE", trigger.on_update.is_some())];
        let timing = match trigger.timing {
            TriggerTiming::Before => "BEFORE",
            TriggerTiming::After => "AFTER",
            TriggerTiming::InsteadOf => "INSTEAD OF",
        };
        for (event, _) in events.into_iter().filter(|(_, fires)| *fires) {
            table.push(&[
                ("trigger_catalog", self.database()),
                ("trigger_schema", self.schema_name(relation.schema)),
                ("trigger_name", text(object.name.clone())),
                ("event_manipulation", text(event)),
                ("event_object_catalog", self.database()),
                ("event_object_schema", self.schema_name(relation.schema)),
                ("event_object_table", text(relation.name.clone())),
                ("action_order", unknown("the order of triggers")),
                ("action_condition", unknown("expressions are not printed")),
                ("action_statement", unknown("triggers are not printed")),
                ("action_orientation", text(if trigger.for_each_row { "ROW" } else { "STATEMENT" })),
                ("action_timing", text(timing)),
                ("action_reference_old_table", or_null(trigger.old_table.clone().map(text))),
                ("action_reference_new_table", or_null(trigger.new_table.clone().map(text))),
            ]);
        }
    }
}
