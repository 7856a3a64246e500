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

use crate::random::Random;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A kind of statement: its name, how common it is, and its template.
pub type Kind = (&'static str, usize, &'static str);

/// A name that templates use, and the alternatives for it, the simplest first.
pub type Rule = (&'static str, &'static [&'static str]);

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    [
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
    ]
    .concat()
});

static RULES: LazyLock<BTreeMap<&'static str, &'static [&'static str]>> = LazyLock::new(|| {
    let families = [
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
    families.concat().into_iter().collect()
});

/// All kinds.
pub fn all() -> &'static [Kind] {
    &KINDS
}

/// The alternatives of a rule.
pub fn rule(name: &str) -> Option<&'static [&'static str]> {
    RULES.get(name).copied()
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
    ("keyed", "CREATE TABLE keyed"),
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
    ("referring", "CREATE TABLE referring"),
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

/// The kinds that come after a kind.
pub fn followers(kind: &str) -> &'static [&'static str] {
    FOLLOWERS.iter().find(|follower| follower.0 == kind).map_or(&[], |follower| follower.1)
}

/// The kind of statement that makes that for which a symbol stands.
pub fn maker(symbol: &str) -> Option<Kind> {
    MAKERS.iter().find(|maker| maker.0 == symbol).map(|maker| named(maker.1))
}

/// The kind of that name.
pub fn named(name: &str) -> Kind {
    *KINDS.iter().find(|kind| kind.0 == name).unwrap_or_else(|| panic!("no kind {name}"))
}

/// One kind, the common ones more often.
pub fn any(random: &mut Random) -> Kind {
    let total: usize = KINDS.iter().map(|kind| kind.1).sum();
    let mut left = random.below(total);
    for kind in KINDS.iter() {
        if left < kind.1 {
            return *kind;
        }
        left -= kind.1;
    }
    unreachable!("the weights are summed")
}
