//! The vocabulary: every kind of statement as a template, one file per family. See [`crate::grammar`] for how to read them.

mod data;
mod expressions;
mod schema;
mod session;

use crate::vocabulary::Vocabulary;
pub use crate::vocabulary::{Kind, Rule};
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let kinds = [schema::KINDS, data::KINDS, session::KINDS];
    let rules = [schema::RULES, data::RULES, expressions::RULES];
    Vocabulary::new(&kinds, &rules, MAKERS, FOLLOWERS)
});

/// The vocabulary of SQLite.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// What makes that for which a symbol stands.
const MAKERS: &[(&str, &str)] = &[
    ("column", "CREATE TABLE keyed"),
    ("columns", "CREATE TABLE keyed"),
    ("index", "CREATE INDEX"),
    ("other", "CREATE TABLE keyed"),
    ("relation", "CREATE TABLE keyed"),
    ("table", "CREATE TABLE keyed"),
    ("trigger", "CREATE TRIGGER"),
    ("view", "CREATE VIEW plain"),
    ("virtual", "CREATE VIRTUAL TABLE"),
];

/// What comes after a kind, mostly: without that, little would follow that can be told.
const FOLLOWERS: &[(&str, &[&str])] = &[
    ("BEGIN", &["INSERT", "SAVEPOINT", "UPDATE", "ROLLBACK TO"]),
    ("CREATE TABLE", &["INSERT"]),
    ("CREATE TABLE keyed", &["INSERT", "INSERT"]),
    ("CREATE TABLE referring", &["INSERT", "INSERT"]),
    ("CREATE TABLE rebuilt", &["INSERT rebuilt", "DROP rebuilt", "RENAME rebuilt"]),
    ("CREATE TRIGGER", &["INSERT", "UPDATE"]),
    ("CREATE TRIGGER INSTEAD OF", &["INSERT view"]),
    ("CREATE VIRTUAL TABLE", &["INSERT virtual"]),
    ("PRAGMA foreign_keys", &["INSERT", "DELETE"]),
];
