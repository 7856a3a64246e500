//! What the grammar of each version has. Each line was run on servers of the versions 12, 14, 15, 16, 17 and 18.

use super::{Parsed, parse_for, split};

/// What becomes of a text: the token that the server complains about, `opaque`, or nothing.
fn complaint(version: u32, text: &str) -> String {
    match parse_for(version, text, &split(text)[0]) {
        Parsed::Statement(_) => String::new(),
        Parsed::Opaque { .. } => "opaque".into(),
        Parsed::SyntaxError { message, .. } => message.replace("syntax error at or near ", ""),
    }
}

#[test]
fn what_came_with_a_version_is_a_syntax_error_before_it() {
    for (since, before, text) in [
        (15, "\"NULLS\"", "CREATE TABLE t (a integer UNIQUE NULLS NOT DISTINCT)"),
        (15, "\"NULLS\"", "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT"),
        (18, "\"VIRTUAL\"", "CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a) VIRTUAL)"),
        (18, "\")\"", "CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a))"),
        (18, "\"NOT\"", "CREATE TABLE t (a integer, CONSTRAINT c NOT NULL a)"),
        (18, "\"NOT\"", "ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID"),
        (14, "\"BEGIN\"", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; END"),
        (14, "\"RETURN\"", "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql RETURN a"),
        (14, "\"TRIGGER\"", "CREATE OR REPLACE TRIGGER t BEFORE UPDATE ON b EXECUTE FUNCTION f()"),
        (13, "\"EXPRESSION\"", "ALTER TABLE t ALTER COLUMN b DROP EXPRESSION"),
        (14, "\"COMPRESSION\"", "CREATE TABLE t (a text COMPRESSION pglz)"),
        (14, "\"CONCURRENTLY\"", "ALTER TABLE t DETACH PARTITION p CONCURRENTLY"),
        (15, "\"(\"", "CREATE TABLE t (a integer, FOREIGN KEY (a) REFERENCES b (c) ON DELETE SET NULL (a))"),
        (16, "\"STORAGE\"", "CREATE TABLE t (a text STORAGE external)"),
        (16, "\"DEFAULT\"", "ALTER TABLE t ALTER COLUMN a SET STORAGE DEFAULT"),
        (17, "\"DEFAULT\"", "ALTER TABLE t ALTER COLUMN a SET STATISTICS DEFAULT"),
        (15, "\"(\"", "CREATE PUBLICATION p FOR TABLE t (a)"),
        (15, "\"TABLES\"", "CREATE PUBLICATION p FOR TABLES IN SCHEMA s"),
        (15, "\"ACCESS\"", "ALTER TABLE t SET ACCESS METHOD heap"),
    ] {
        assert_eq!(complaint(since - 1, text), before, "{text}");
        assert_eq!(complaint(since, text), "", "{text}");
        assert_eq!(complaint(18, text), "", "{text}");
    }
}

#[test]
fn what_came_and_is_not_modelled_is_opaque_from_then_on() {
    for (since, text) in [
        (18, "CREATE TABLE t (a integer CHECK (a > 0) NOT ENFORCED)"),
        (18, "CREATE TABLE t (a integer, CHECK (a > 0) NOT ENFORCED)"),
        (18, "CREATE TABLE t (a int4range, b tsrange, PRIMARY KEY (a, b WITHOUT OVERLAPS))"),
        (18, "ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES t (a, PERIOD b)"),
        (17, "ALTER TABLE t SET ACCESS METHOD DEFAULT"),
    ] {
        assert_ne!(complaint(since - 1, text), "opaque", "{text}");
        assert_eq!(complaint(since, text), "opaque", "{text}");
    }
}

#[test]
fn a_letter_behind_a_number_is_junk_since_version_15() {
    assert_eq!(complaint(14, "SELECT 123abc"), "opaque");
    assert_eq!((complaint(15, "SELECT 1_000").as_str(), complaint(16, "SELECT 1_000").as_str()), ("opaque", ""));
    assert_eq!(complaint(15, "SELECT 123abc"), "trailing junk after numeric literal at or near \"123abc\"");
}
