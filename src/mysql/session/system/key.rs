//! `STATISTICS`, and what is said of constraints.

use super::column::shown;
use super::{Cell, Session, Wanted, not_modelled};
use crate::mysql::ast::{IndexKind, ReferenceAction};
use crate::mysql::catalog::{ForeignKey, Key, KeyColumn, Relation, Table, fold};
use crate::mysql::value::Value;
use smol_str::SmolStr;
use std::sync::Arc;

fn tables<'a>(wanted: &Wanted<'a>) -> Vec<&'a Arc<Table>> {
    let table = |relation: &&'a Relation| match relation {
        Relation::Table(table) => Some(table),
        Relation::View(_) | Relation::Sequence(_) => None,
    };
    wanted.relations.iter().filter_map(table).collect()
}

fn optional(text: Option<&SmolStr>) -> Value {
    text.map_or(Value::Null, |text| Value::text(text.as_str()))
}

/// `STATISTICS`.
pub(super) fn statistics(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for table in tables(wanted) {
        for key in &table.keys {
            for (place, part) in (1..).zip(&key.columns) {
                emit(&|cell| match cell {
                    "TABLE_CATALOG" => Value::from("def"),
                    "TABLE_SCHEMA" | "INDEX_SCHEMA" => Value::text(database.as_str()),
                    "TABLE_NAME" => Value::text(table.name.as_str()),
                    "SEQ_IN_INDEX" => Value::UInt(place),
                    _ => of_part(table, key, part, cell),
                });
            }
        }
    }
}

fn of_part(table: &Table, key: &Key, part: &KeyColumn, cell: &str) -> Value {
    let unique = matches!(key.kind, IndexKind::Primary | IndexKind::Unique);
    let nullable = || table.column(&part.column).is_some_and(|(_, column)| column.nullable);
    match cell {
        "NON_UNIQUE" => Value::Int(i64::from(!unique)),
        "INDEX_NAME" => Value::text(key.name.as_str()),
        "COLUMN_NAME" if part.expr.is_some() => Value::Null,
        "COLUMN_NAME" => Value::text(part.column.as_str()),
        "COLLATION" if key.kind == IndexKind::FullText => Value::Null,
        "COLLATION" => Value::from(if part.descending { "D" } else { "A" }),
        "SUB_PART" => part.prefix.map_or(Value::Null, |prefix| Value::UInt(u64::from(prefix))),
        "PACKED" => Value::Null,
        "NULLABLE" => Value::from(if nullable() { "YES" } else { "" }),
        "INDEX_TYPE" => index_type(table, key),
        "COMMENT" => Value::from(""),
        "INDEX_COMMENT" if !key.options.iter().any(|option| option.starts_with("COMMENT")) => Value::from(""),
        "IGNORED" => Value::from(if key.ignored { "YES" } else { "NO" }),
        "IS_VISIBLE" => Value::from(if key.ignored { "NO" } else { "YES" }),
        "EXPRESSION" if part.expr.is_none() => Value::Null,
        other => not_modelled(other),
    }
}

fn index_type(table: &Table, key: &Key) -> Value {
    match key.kind {
        IndexKind::FullText => Value::from("FULLTEXT"),
        IndexKind::Spatial => Value::from("SPATIAL"),
        _ if table.is_transactional() => Value::from("BTREE"),
        _ => not_modelled("INDEX_TYPE"),
    }
}

/// `KEY_COLUMN_USAGE`.
pub(super) fn key_column_usage(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for table in tables(wanted) {
        let common = |name: &SmolStr, column: &SmolStr, place: u64, cell: &str| match cell {
            "CONSTRAINT_CATALOG" | "TABLE_CATALOG" => Value::from("def"),
            "CONSTRAINT_SCHEMA" | "TABLE_SCHEMA" => Value::text(database.as_str()),
            "CONSTRAINT_NAME" => Value::text(name.as_str()),
            "TABLE_NAME" => Value::text(table.name.as_str()),
            "COLUMN_NAME" => Value::text(column.as_str()),
            "ORDINAL_POSITION" => Value::UInt(place),
            _ => Value::Null,
        };
        for key in unique_keys(table) {
            for (place, part) in (1..).zip(&key.columns) {
                emit(&|cell| common(&key.name, &part.column, place, cell));
            }
        }
        for key in &table.foreign_keys {
            for (place, (column, parent)) in (1..).zip(key.columns.iter().zip(&key.parent_columns)) {
                emit(&|cell| match cell {
                    "POSITION_IN_UNIQUE_CONSTRAINT" => Value::UInt(place),
                    "REFERENCED_TABLE_SCHEMA" => Value::text(key.parent.0.as_str()),
                    "REFERENCED_TABLE_NAME" => Value::text(key.parent.1.as_str()),
                    "REFERENCED_COLUMN_NAME" => Value::text(parent.as_str()),
                    _ => common(&key.name, column, place, cell),
                });
            }
        }
    }
}

fn unique_keys(table: &Table) -> impl Iterator<Item = &Key> {
    table.keys.iter().filter(|key| matches!(key.kind, IndexKind::Primary | IndexKind::Unique))
}

/// `TABLE_CONSTRAINTS`.
pub(super) fn table_constraints(_: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for table in tables(wanted) {
        let mut one = |name: &SmolStr, kind: &str, enforced: bool| {
            emit(&|cell| match cell {
                "CONSTRAINT_CATALOG" => Value::from("def"),
                "CONSTRAINT_SCHEMA" | "TABLE_SCHEMA" => Value::text(database.as_str()),
                "CONSTRAINT_NAME" => Value::text(name.as_str()),
                "TABLE_NAME" => Value::text(table.name.as_str()),
                "CONSTRAINT_TYPE" => Value::from(kind),
                "ENFORCED" => Value::from(if enforced { "YES" } else { "NO" }),
                other => not_modelled(other),
            });
        };
        for key in unique_keys(table) {
            one(&key.name, if key.kind == IndexKind::Primary { "PRIMARY KEY" } else { "UNIQUE" }, true);
        }
        table
            .columns
            .iter()
            .filter(|column| column.check.is_some())
            .for_each(|column| one(&column.name, "CHECK", true));
        table.checks.iter().for_each(|check| one(&check.name, "CHECK", check.enforced));
        table.foreign_keys.iter().for_each(|key| one(&key.name, "FOREIGN KEY", true));
    }
}

/// `REFERENTIAL_CONSTRAINTS`.
pub(super) fn referential_constraints(session: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for table in tables(wanted) {
        for key in &table.foreign_keys {
            emit(&|cell| match cell {
                "CONSTRAINT_CATALOG" | "UNIQUE_CONSTRAINT_CATALOG" => Value::from("def"),
                "CONSTRAINT_SCHEMA" => Value::text(database.as_str()),
                "CONSTRAINT_NAME" => Value::text(key.name.as_str()),
                "UNIQUE_CONSTRAINT_SCHEMA" => Value::text(key.parent.0.as_str()),
                "UNIQUE_CONSTRAINT_NAME" => optional(parent_key(session, key).as_ref()),
                "MATCH_OPTION" => Value::from("NONE"),
                "UPDATE_RULE" => Value::from(rule(key.on_update)),
                "DELETE_RULE" => Value::from(rule(key.on_delete)),
                "TABLE_NAME" => Value::text(table.name.as_str()),
                "REFERENCED_TABLE_NAME" => Value::text(key.parent.1.as_str()),
                other => not_modelled(other),
            });
        }
    }
}

/// The first key of the parent that begins with the columns that are referred to.
fn parent_key(session: &Session, key: &ForeignKey) -> Option<SmolStr> {
    let parent = session.catalog.table(&key.parent.0, &key.parent.1)?;
    let begins = |candidate: &&Key| {
        candidate.columns.len() >= key.parent_columns.len()
            && candidate.columns.iter().zip(&key.parent_columns).all(|(part, name)| fold(&part.column) == fold(name))
    };
    parent.keys.iter().find(begins).map(|key| key.name.clone())
}

fn rule(action: Option<ReferenceAction>) -> &'static str {
    match action {
        None | Some(ReferenceAction::Restrict) => "RESTRICT",
        Some(ReferenceAction::Cascade) => "CASCADE",
        Some(ReferenceAction::SetNull) => "SET NULL",
        Some(ReferenceAction::NoAction) => "NO ACTION",
        Some(ReferenceAction::SetDefault) => "SET DEFAULT",
    }
}

/// `CHECK_CONSTRAINTS`.
pub(super) fn check_constraints(session: &Session, wanted: &Wanted, emit: &mut dyn FnMut(&Cell)) {
    let database = &wanted.database.name;
    for table in tables(wanted) {
        let of_columns =
            table.columns.iter().filter_map(|column| Some((&column.name, "Column", column.check.as_ref()?)));
        let of_table = table.checks.iter().map(|check| (&check.name, "Table", &check.expr));
        for (name, level, written) in of_columns.chain(of_table) {
            emit(&|cell| match cell {
                "CONSTRAINT_CATALOG" => Value::from("def"),
                "CONSTRAINT_SCHEMA" => Value::text(database.as_str()),
                "TABLE_NAME" => Value::text(table.name.as_str()),
                "CONSTRAINT_NAME" => Value::text(name.as_str()),
                "LEVEL" => Value::from(level),
                "CHECK_CLAUSE" => shown(&session.profile, table, written),
                other => not_modelled(other),
            });
        }
    }
}
