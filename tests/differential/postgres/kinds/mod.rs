//! The vocabulary: every kind of statement as a template, one file per family. See [`crate::grammar`] for how to read them.

mod access;
mod alter_table;
mod data;
mod expressions;
mod objects;
mod procedural;
mod rarer;
mod refusals;
mod routines;
mod sequences;
mod session;
mod tables;
mod types;
mod views;

pub use crate::vocabulary::{Kind, Rule};

use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let kinds = [
        tables::KINDS,
        alter_table::KINDS,
        types::KINDS,
        sequences::KINDS,
        views::KINDS,
        routines::KINDS,
        access::KINDS,
        objects::KINDS,
        rarer::KINDS,
        procedural::KINDS,
        refusals::KINDS,
        data::KINDS,
        session::KINDS,
    ];
    let rules = [
        tables::RULES,
        alter_table::RULES,
        types::RULES,
        sequences::RULES,
        views::RULES,
        routines::RULES,
        access::RULES,
        objects::RULES,
        rarer::RULES,
        procedural::RULES,
        refusals::RULES,
        data::RULES,
        session::RULES,
        expressions::RULES,
    ];
    Vocabulary::new(&kinds, &rules, MAKERS, FOLLOWERS)
});

/// The vocabulary of PostgreSQL.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// What makes that for which a symbol stands.
const MAKERS: &[(&str, &str)] = &[
    ("aggregate", "CREATE AGGREGATE"),
    ("any_type", "CREATE TYPE AS ENUM"),
    ("attached", "CREATE TABLE part"),
    ("call", "CREATE FUNCTION decides"),
    ("cast", "CREATE CAST"),
    ("cast_function", "CREATE FUNCTION decides"),
    ("collation", "CREATE COLLATION"),
    ("composite", "CREATE TYPE AS"),
    ("configuration", "CREATE TEXT SEARCH CONFIGURATION"),
    ("constrained", "ADD CONSTRAINT"),
    ("constraint", "ADD CONSTRAINT"),
    ("dictionary", "CREATE TEXT SEARCH DICTIONARY"),
    ("domain", "CREATE DOMAIN"),
    ("enum", "CREATE TYPE AS ENUM"),
    ("event_function", "CREATE FUNCTION event_trigger"),
    ("event_trigger", "CREATE EVENT TRIGGER"),
    ("filled", "CREATE TABLE AS filled"),
    ("foreign_key", "CREATE TABLE keyed"),
    ("firing", "CREATE TRIGGER fires"),
    ("foreign", "CREATE TABLE referring"),
    ("generating", "CREATE TABLE generated"),
    ("guarded", "CREATE TABLE guarded"),
    ("index", "CREATE INDEX plain"),
    ("matview", "CREATE MATERIALIZED VIEW filled"),
    ("ordinary", "CREATE TABLE"),
    ("other", "CREATE TABLE"),
    ("own_index", "CREATE INDEX plain"),
    ("partition", "CREATE TABLE LIKE partitioned"),
    ("partitioned", "CREATE TABLE parted"),
    ("policed", "CREATE POLICY"),
    ("policy", "CREATE POLICY"),
    ("procedure", "CREATE PROCEDURE writes"),
    ("procedure_call", "CREATE PROCEDURE writes"),
    ("publication", "CREATE PUBLICATION"),
    ("referred", "INSERT referring"),
    ("reference", "CREATE TABLE keyed"),
    ("supplied", "INSERT keyed"),
    ("target", "CREATE TABLE referring"),
    ("relation", "CREATE TABLE"),
    ("role", "CREATE ROLE"),
    ("routine", "CREATE FUNCTION decides"),
    ("rule", "CREATE RULE"),
    ("ruled", "CREATE RULE"),
    ("schema", "CREATE SCHEMA"),
    ("sequence", "CREATE SEQUENCE"),
    ("statistics", "CREATE STATISTICS"),
    ("table", "CREATE TABLE"),
    ("trigger", "CREATE TRIGGER fires"),
    ("trigger_function", "CREATE FUNCTION trigger decides"),
    ("triggered", "CREATE TRIGGER fires"),
    ("view", "CREATE VIEW"),
    ("watching", "CREATE EVENT TRIGGER"),
];

/// What comes after a kind, mostly: without that, little would follow that can be told.
const FOLLOWERS: &[(&str, &[&str])] = &[
    ("BEGIN", &["SAVEPOINT", "UPDATE", "ROLLBACK TO"]),
    ("CREATE EVENT TRIGGER", &["COMMENT", "DISABLE EVENT TRIGGER"]),
    ("SET ROLE", &["CREATE TABLE", "RESET ROLE"]),
];
