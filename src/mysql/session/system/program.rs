//! `ROUTINES`, `PARAMETERS`, `TRIGGERS`, `EVENTS`.

use super::{Cell, Session, Wanted, not_modelled};
use crate::mysql::ast::{ParameterMode, RoutineCharacteristic, RoutineKind, SqlSecurity, TriggerEvent, TriggerTime};
use crate::mysql::catalog::{Relation, Routine, Trigger};
use crate::mysql::value::Value;
use smol_str::SmolStr;
use std::sync::Arc;

fn all_routines<'a>(wanted: &Wanted<'a>) -> impl Iterator<Item = &'a Arc<Routine>> {
    wanted.database.functions.values().chain(wanted.database.procedures.values())
}

fn kind_word(kind: RoutineKind) -> &'static str {
    match kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Function => "FUNCTION",
    }
}

/// `ROUTINES`.
pub(super) fn routines(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for routine in all_routines(wanted) {
        emit(&|cell| match cell {
            "ROUTINE_CATALOG" => Value::from("def"),
            "ROUTINE_SCHEMA" => Value::text(database.as_str()),
            "SPECIFIC_NAME" | "ROUTINE_NAME" => Value::text(routine.name.as_str()),
            "ROUTINE_TYPE" => Value::from(kind_word(routine.definition.kind)),
            "ROUTINE_BODY" | "PARAMETER_STYLE" => Value::from("SQL"),
            "SQL_MODE" => Value::text(routine.sql_mode.as_str()),
            "EXTERNAL_NAME" | "SQL_PATH" => Value::Null,
            "ROUTINE_DEFINITION" => Value::text(routine.definition.body_span.slice(&routine.text)),
            _ => characteristic(routine, cell),
        });
    }
}

fn characteristic(routine: &Routine, cell: &str) -> Value {
    let mut found = match cell {
        "IS_DETERMINISTIC" => "NO",
        "SQL_DATA_ACCESS" => "CONTAINS SQL",
        "SECURITY_TYPE" => "DEFINER",
        "ROUTINE_COMMENT" => "",
        _ => return not_modelled(cell),
    };
    for characteristic in &routine.characteristics {
        found = match (cell, characteristic) {
            ("IS_DETERMINISTIC", RoutineCharacteristic::Deterministic(true)) => "YES",
            ("IS_DETERMINISTIC", RoutineCharacteristic::Deterministic(false)) => "NO",
            ("SQL_DATA_ACCESS", RoutineCharacteristic::DataAccess(access)) => access,
            ("SECURITY_TYPE", RoutineCharacteristic::Security(SqlSecurity::Invoker)) => "INVOKER",
            ("ROUTINE_COMMENT", RoutineCharacteristic::Comment(comment)) => comment,
            _ => found,
        };
    }
    Value::from(found)
}

/// `PARAMETERS`: the value of a function is its parameter 0.
pub(super) fn parameters(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for routine in all_routines(wanted) {
        let kind = routine.definition.kind;
        let common = |place: u64, cell: &str| match cell {
            "SPECIFIC_CATALOG" => Value::from("def"),
            "SPECIFIC_SCHEMA" => Value::text(database.as_str()),
            "SPECIFIC_NAME" => Value::text(routine.name.as_str()),
            "ORDINAL_POSITION" => Value::UInt(place),
            "ROUTINE_TYPE" => Value::from(kind_word(kind)),
            other => not_modelled(other),
        };
        if routine.definition.returns.is_some() {
            emit(&|cell| match cell {
                "PARAMETER_MODE" | "PARAMETER_NAME" => Value::Null,
                _ => common(0, cell),
            });
        }
        for (place, parameter) in (1..).zip(&routine.definition.parameters) {
            emit(&|cell| match cell {
                "PARAMETER_MODE" => Value::from(mode_word(parameter.mode)),
                "PARAMETER_NAME" => Value::text(parameter.name.text.as_str()),
                _ => common(place, cell),
            });
        }
    }
}

fn mode_word(mode: ParameterMode) -> &'static str {
    match mode {
        ParameterMode::In => "IN",
        ParameterMode::Out => "OUT",
        ParameterMode::InOut => "INOUT",
    }
}

/// `TRIGGERS`.
pub(super) fn triggers(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    let is_wanted = |trigger: &Trigger| {
        wanted
            .relations
            .iter()
            .any(|relation| matches!(relation, Relation::Table(table) if table.name == trigger.table))
    };
    for trigger in wanted.database.triggers.values().filter(|trigger| is_wanted(trigger)) {
        emit(&|cell| of_trigger(database, trigger, cell));
    }
}

fn of_trigger(database: &SmolStr, trigger: &Trigger, cell: &str) -> Value {
    let definition = &trigger.definition;
    match cell {
        "TRIGGER_CATALOG" | "EVENT_OBJECT_CATALOG" => Value::from("def"),
        "TRIGGER_SCHEMA" | "EVENT_OBJECT_SCHEMA" => Value::text(database.as_str()),
        "TRIGGER_NAME" => Value::text(trigger.name.as_str()),
        "EVENT_OBJECT_TABLE" => Value::text(trigger.table.as_str()),
        "EVENT_MANIPULATION" => Value::from(match definition.event {
            TriggerEvent::Insert => "INSERT",
            TriggerEvent::Update => "UPDATE",
            TriggerEvent::Delete => "DELETE",
        }),
        "ACTION_TIMING" => Value::from(match definition.time {
            TriggerTime::Before => "BEFORE",
            TriggerTime::After => "AFTER",
        }),
        "ACTION_ORDER" => Value::UInt(u64::from(trigger.order)),
        "ACTION_STATEMENT" => Value::text(definition.body_span.slice(&trigger.text)),
        "ACTION_ORIENTATION" => Value::from("ROW"),
        "ACTION_REFERENCE_OLD_ROW" => Value::from("OLD"),
        "ACTION_REFERENCE_NEW_ROW" => Value::from("NEW"),
        "ACTION_CONDITION" | "ACTION_REFERENCE_OLD_TABLE" | "ACTION_REFERENCE_NEW_TABLE" => Value::Null,
        "SQL_MODE" => Value::text(trigger.sql_mode.as_str()),
        other => not_modelled(other),
    }
}

/// `EVENTS`.
pub(super) fn events(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for event in wanted.database.events.values() {
        emit(&|cell| match cell {
            "EVENT_CATALOG" => Value::from("def"),
            "EVENT_SCHEMA" => Value::text(database.as_str()),
            "EVENT_NAME" => Value::text(event.name.as_str()),
            "EVENT_BODY" => Value::from("SQL"),
            "SQL_MODE" => Value::text(event.sql_mode.as_str()),
            other => not_modelled(other),
        });
    }
}
