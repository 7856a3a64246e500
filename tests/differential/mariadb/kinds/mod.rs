//! The vocabulary: every kind of statement as a template, one file per family. See [`crate::grammar`] for how to read them.

mod alter_table;
mod data;
mod expressions;
mod objects;
mod programs;
mod queries;
mod refusals;
mod session;
mod tables;

use crate::vocabulary::Vocabulary;
pub use crate::vocabulary::{Kind, Rule};
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let kinds = [
        tables::KINDS,
        alter_table::KINDS,
        data::KINDS,
        queries::KINDS,
        objects::KINDS,
        programs::KINDS,
        session::KINDS,
        refusals::KINDS,
    ];
    let rules = [
        tables::RULES,
        alter_table::RULES,
        data::RULES,
        queries::RULES,
        expressions::RULES,
        objects::RULES,
        programs::RULES,
        session::RULES,
        refusals::RULES,
    ];
    Vocabulary::new(&kinds, &rules, MAKERS, FOLLOWERS)
});

/// The vocabulary of MariaDB.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// What makes that for which a symbol stands.
const MAKERS: &[(&str, &str)] = &[
    ("check", "CREATE TABLE checked"),
    ("checked", "CREATE TABLE checked"),
    ("column", "CREATE TABLE keyed"),
    ("columns", "CREATE TABLE keyed"),
    ("database", "CREATE DATABASE"),
    ("event", "CREATE EVENT"),
    ("foreign", "CREATE TABLE referring"),
    ("foreign_key", "CREATE TABLE keyed"),
    ("function", "CREATE FUNCTION plain"),
    ("function_call", "CREATE FUNCTION plain"),
    ("key", "CREATE INDEX plain"),
    ("keyed", "CREATE INDEX plain"),
    ("old_column", "CREATE TABLE keyed"),
    ("other", "CREATE TABLE keyed"),
    ("procedure", "CREATE PROCEDURE writes"),
    ("procedure_call", "CREATE PROCEDURE writes"),
    ("referenced", "CREATE TABLE keyed"),
    ("referring", "CREATE TABLE referring"),
    ("relation", "CREATE TABLE keyed"),
    ("sequence", "CREATE SEQUENCE"),
    ("table", "CREATE TABLE keyed"),
    ("trigger", "CREATE TRIGGER"),
    ("view", "CREATE VIEW plain"),
];

/// What comes after a kind, mostly: without that, little would follow that can be told.
const FOLLOWERS: &[(&str, &[&str])] = &[
    ("BEGIN", &["INSERT", "SAVEPOINT", "UPDATE", "ROLLBACK TO", "ROLLBACK"]),
    ("CREATE DATABASE", &["USE", "CREATE TABLE keyed", "USE"]),
    ("CREATE TABLE keyed", &["INSERT", "INSERT"]),
    ("CREATE TABLE referring", &["INSERT", "INSERT"]),
    ("CREATE TABLE generated", &["INSERT"]),
    ("CREATE TABLE checked", &["INSERT", "INSERT"]),
    ("CREATE TRIGGER", &["INSERT", "UPDATE"]),
    ("CREATE PROCEDURE", &["CALL"]),
    ("CREATE FUNCTION", &["SELECT function"]),
    ("LOCK TABLES", &["INSERT", "UNLOCK TABLES"]),
    ("PREPARE", &["EXECUTE", "EXECUTE"]),
    ("SET autocommit", &["INSERT", "ROLLBACK", "COMMIT"]),
    ("SET FOREIGN_KEY_CHECKS", &["CREATE TABLE referring", "DROP TABLE", "SET FOREIGN_KEY_CHECKS back"]),
    ("SET sql_mode", &["INSERT", "CREATE TABLE", "UPDATE", "SET sql_mode back"]),
];
