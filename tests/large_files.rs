//! Large files take time and memory in step with their size: a pass over everything per statement would make these hang.

use rebaseline::history::{History, ReadOptions};
use rebaseline::squash::{Options, Squashed, squash};
use std::fmt::Write as _;

const MEGABYTE: usize = 1 << 20;

/// Squashes a history of one file.
fn squash_file(text: &str) -> Squashed {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("001_large.sql"), text).expect("a file");
    let history = History::read(folder.path(), &ReadOptions::default()).expect("it is readable");
    squash(&history, &Options::default()).expect("squashes")
}

/// That everything applied, and how many rows there are.
fn assert_applied(squashed: &Squashed, statements: usize, rows: usize) {
    let outcomes = squashed.report.outcomes;
    assert_eq!(squashed.report.migrations[0].statements, statements);
    assert_eq!(outcomes.applied, statements, "{:?}", squashed.report.statements.first());
    assert_eq!(squashed.report.objects.rows, rows);
}

const TABLE: &str = "CREATE TABLE t (id serial PRIMARY KEY, name text NOT NULL, n int);\n";

#[test]
fn one_insert_of_many_rows() {
    let mut text = format!("{TABLE}INSERT INTO t (name, n) VALUES ");
    let mut rows = 0;
    while text.len() < 2 * MEGABYTE {
        let separator = if rows == 0 { "" } else { ",\n" };
        let _ = write!(text, "{separator}('the name of row {rows}, which is not short at all', {rows})");
        rows += 1;
    }
    assert_applied(&squash_file(&(text + ";")), 2, rows);
}

#[test]
fn many_inserts_of_one_row() {
    let mut text = String::from(TABLE);
    let mut rows = 0;
    while text.len() < MEGABYTE / 2 {
        let _ =
            writeln!(text, "INSERT INTO t (name, n) VALUES ('the name of row {rows}, which is not short', {rows});");
        rows += 1;
    }
    assert_applied(&squash_file(&text), 1 + rows, rows);
}

#[test]
fn rows_copied() {
    let mut text = format!("{TABLE}COPY t (id, name, n) FROM stdin;\n");
    let mut rows = 0;
    while text.len() < 2 * MEGABYTE {
        let _ = writeln!(text, "{rows}\tthe name of row {rows}, which is not short at all\t{rows}");
        rows += 1;
    }
    assert_applied(&squash_file(&(text + "\\.\n")), 2, rows);
}

#[test]
fn many_tables() {
    let mut text = String::new();
    let mut tables = 0;
    while text.len() < MEGABYTE / 4 {
        let _ = writeln!(
            text,
            "CREATE TABLE t{tables} (id serial PRIMARY KEY, parent int REFERENCES t{} (id), n int CHECK (n > 0));\n\
             CREATE INDEX ON t{tables} (n);\n\
             ALTER TABLE t{tables} ADD COLUMN note text DEFAULT 'x';",
            tables.max(1) - 1
        );
        tables += 1;
    }
    let squashed = squash_file(&text);
    assert_applied(&squashed, 3 * tables, 0);
    assert_eq!(squashed.report.objects.tables, tables);
}

#[test]
fn one_comment_and_one_body() {
    let comment = format!("/* {} */\n", "a line of the comment\n".repeat(2 * MEGABYTE / 22));
    let body = "    PERFORM 1; -- nothing\n".repeat(2 * MEGABYTE / 26);
    let text = format!("{comment}CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN\n{body}END $$;\n");
    let squashed = squash_file(&text);
    assert_applied(&squashed, 1, 0);
    assert!(squashed.baseline.contains(&body));
}

#[test]
fn many_findings_in_one_file() {
    let mut text = String::new();
    let mut statements = 0;
    while text.len() < MEGABYTE / 2 {
        let _ = writeln!(text, "DO $$ BEGIN PERFORM {statements}; END $$;");
        statements += 1;
    }
    let report = squash_file(&text).report;
    assert_eq!(report.statements.len(), statements);
    assert_eq!(report.statements.last().map(|statement| statement.line), Some(statements));
}
