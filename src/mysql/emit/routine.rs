//! Procedures and functions.

use super::literal::{name, text};
use super::program::Setting;
use crate::mysql::ast::{RoutineCharacteristic, RoutineKind, SqlSecurity};
use crate::mysql::catalog::{Database, Provenance, Routine};

/// The routines of a database in the order in which they were made.
pub(super) fn all<'a>(database: &'a Database, setting: Setting<'_>) -> Vec<(&'a Provenance, String)> {
    let mut routines: Vec<&Routine> =
        database.procedures.values().chain(database.functions.values()).map(AsRef::as_ref).collect();
    routines.sort_by_key(|routine| routine.provenance.number);
    routines.into_iter().map(|routine| (&routine.provenance, print(routine, setting))).collect()
}

fn print(routine: &Routine, setting: Setting<'_>) -> String {
    let kind = match routine.definition.kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Function => "FUNCTION",
    };
    let sql = routine.span.slice(&routine.text);
    let mut statements = setting.guard(kind, &routine.name);
    statements += &setting.statement(sql, routine.definition.body.as_deref(), &routine.sql_mode);
    if routine.characteristics != routine.definition.characteristics {
        let words: Vec<String> = routine.characteristics.iter().filter_map(alterable).collect();
        statements += &format!("ALTER {kind} {} {};\n", name(&routine.name), words.join(" "));
    }
    statements
}

/// A characteristic as `ALTER` takes it.
fn alterable(characteristic: &RoutineCharacteristic) -> Option<String> {
    match characteristic {
        RoutineCharacteristic::Comment(comment) => Some(format!("COMMENT {}", text(comment))),
        RoutineCharacteristic::LanguageSql => Some("LANGUAGE SQL".to_owned()),
        RoutineCharacteristic::Deterministic(_) => None,
        RoutineCharacteristic::DataAccess(words) => Some(words.to_string()),
        RoutineCharacteristic::Security(SqlSecurity::Definer) => Some("SQL SECURITY DEFINER".to_owned()),
        RoutineCharacteristic::Security(SqlSecurity::Invoker) => Some("SQL SECURITY INVOKER".to_owned()),
    }
}
