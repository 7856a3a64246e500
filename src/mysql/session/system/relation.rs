//! `TABLES`, `VIEWS`.

use super::{Cell, Session, Wanted, not_modelled};
use crate::mysql::ast::{SqlSecurity, ViewAlgorithm, ViewCheck};
use crate::mysql::catalog::{Relation, Sequence, Table, View};
use crate::mysql::value::Value;
use smol_str::SmolStr;

/// `TABLES`.
pub(super) fn tables(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for relation in &wanted.relations {
        match relation {
            Relation::Table(table) => emit(&|column| of_table(database, table, column)),
            Relation::View(view) => emit(&|column| of_view(database, view, column)),
            Relation::Sequence(sequence) => emit(&|column| of_sequence(database, sequence, column)),
        }
    }
}

fn of_table(database: &SmolStr, table: &Table, column: &str) -> Value {
    let options = &table.options;
    match column {
        "TABLE_CATALOG" => Value::from("def"),
        "TABLE_SCHEMA" => Value::text(database.as_str()),
        "TABLE_NAME" => Value::text(table.name.as_str()),
        "TABLE_TYPE" if table.clauses.iter().any(|clause| clause.contains("SYSTEM VERSIONING")) => {
            Value::from("SYSTEM VERSIONED")
        }
        "TABLE_TYPE" => Value::from("BASE TABLE"),
        "ENGINE" => Value::text(options.engine.as_str()),
        "TABLE_COLLATION" => Value::text(options.collation.as_str()),
        "TABLE_COMMENT" => Value::text(options.comment.as_str()),
        "TEMPORARY" => Value::from("N"),
        "AUTO_INCREMENT" if !table.columns.iter().any(|column| column.auto_increment) => Value::Null,
        "AUTO_INCREMENT" if table.rows.unknown().is_none() => Value::UInt(table.next_auto_increment),
        "CREATE_OPTIONS" if options.others.is_empty() && table.partitioning.is_none() => Value::from(""),
        other => not_modelled(other),
    }
}

fn of_view(database: &SmolStr, view: &View, column: &str) -> Value {
    match column {
        "TABLE_CATALOG" => Value::from("def"),
        "TABLE_SCHEMA" => Value::text(database.as_str()),
        "TABLE_NAME" => Value::text(view.name.as_str()),
        "TABLE_TYPE" | "TABLE_COMMENT" => Value::from("VIEW"),
        _ => Value::Null,
    }
}

fn of_sequence(database: &SmolStr, sequence: &Sequence, column: &str) -> Value {
    match column {
        "TABLE_CATALOG" => Value::from("def"),
        "TABLE_SCHEMA" => Value::text(database.as_str()),
        "TABLE_NAME" => Value::text(sequence.name.as_str()),
        "TABLE_TYPE" => Value::from("SEQUENCE"),
        "ENGINE" => Value::text(sequence.engine.as_str()),
        "AUTO_INCREMENT" => Value::Null,
        other => not_modelled(other),
    }
}

/// `VIEWS`.
pub(super) fn views(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for relation in &wanted.relations {
        if let Relation::View(view) = relation {
            emit(&|column| match column {
                "TABLE_CATALOG" => Value::from("def"),
                "TABLE_SCHEMA" => Value::text(database.as_str()),
                "TABLE_NAME" => Value::text(view.name.as_str()),
                "CHECK_OPTION" => Value::from(match view.check {
                    None => "NONE",
                    Some(ViewCheck::Cascaded) => "CASCADED",
                    Some(ViewCheck::Local) => "LOCAL",
                }),
                "SECURITY_TYPE" => Value::from(match view.security {
                    Some(SqlSecurity::Invoker) => "INVOKER",
                    _ => "DEFINER",
                }),
                "ALGORITHM" => match view.algorithm {
                    None | Some(ViewAlgorithm::Undefined) => Value::from("UNDEFINED"),
                    Some(ViewAlgorithm::TempTable) => Value::from("TEMPTABLE"),
                    // Where a view cannot be merged the server forgets it.
                    Some(ViewAlgorithm::Merge) => not_modelled(column),
                },
                other => not_modelled(other),
            });
        }
    }
}
