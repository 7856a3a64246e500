//! Procedures and functions: the statement that made one, and what `ALTER` made of its characteristics.

use super::script::Printed;
use crate::mysql::ast::{RoutineCharacteristic, RoutineKind, SqlSecurity};
use crate::mysql::catalog::{Routine, identifier, string};

/// The statements that make a routine.
pub(crate) fn create_routine(routine: &Routine) -> Vec<Printed> {
    let text = routine.span.slice(&routine.text).to_owned();
    let create = Printed { text, sql_mode: Some(routine.sql_mode.clone()) };
    let written = &routine.definition.characteristics;
    let changed: Vec<String> =
        routine.characteristics.iter().filter(|it| !written.contains(it)).map(characteristic).collect();
    if changed.is_empty() {
        return vec![create];
    }
    let kind = match routine.definition.kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Function => "FUNCTION",
    };
    vec![create, Printed::plain(format!("ALTER {kind} {} {}", identifier(&routine.name), changed.join(" ")))]
}

fn characteristic(characteristic: &RoutineCharacteristic) -> String {
    match characteristic {
        RoutineCharacteristic::Comment(comment) => format!("COMMENT {}", string(comment)),
        RoutineCharacteristic::LanguageSql => "LANGUAGE SQL".into(),
        RoutineCharacteristic::Deterministic(true) => "DETERMINISTIC".into(),
        RoutineCharacteristic::Deterministic(false) => "NOT DETERMINISTIC".into(),
        RoutineCharacteristic::DataAccess(access) => access.to_string(),
        RoutineCharacteristic::Security(SqlSecurity::Definer) => "SQL SECURITY DEFINER".into(),
        RoutineCharacteristic::Security(SqlSecurity::Invoker) => "SQL SECURITY INVOKER".into(),
    }
}
