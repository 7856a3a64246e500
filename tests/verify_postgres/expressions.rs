//! Expressions and queries mean to the model what they mean to the server: each is run by both, and the texts are compared.
//!
//! `expressions.txt` has one per line. A line that begins with `?` may be undecided in the model; every other line must be decided.

use crate::{Shared, Test};
use libtest_mimic::Failed;
use postgres::{Client, SimpleQueryMessage};
use rebaseline::environment::{Environment, Version};
use rebaseline::history::{History, ReadOptions};
use rebaseline::postgres::catalog::{Catalog, Contents, NameClass, Value};
use rebaseline::postgres::replay::{MigrationRecord, OnFailure, Outcome, replay};
use std::fmt::Write as _;

pub const TESTS: &[(&str, Test)] = &[("mean_the_same", mean_the_same)];

/// What the expressions can refer to.
const SETUP: &str = "
    CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
    CREATE TYPE pair AS (a int, b text);
    CREATE DOMAIN positive AS int CHECK (VALUE > 0);
    CREATE SCHEMA app;
    CREATE TABLE people (id serial PRIMARY KEY, name text NOT NULL, age int, tags text[] DEFAULT '{}', mood mood, born date);
    INSERT INTO people (name, age, tags, mood, born) VALUES ('ada', 36, '{a,b}', 'happy', '1815-12-10'),
        ('bob', 41, '{b}', 'ok', '1980-01-02'), ('cyd', NULL, '{}', 'sad', NULL), ('dan', 41, NULL, NULL, '2000-02-29');
    CREATE TABLE app.\"Odd Name\" (id int, person_id int, note varchar(10), amount numeric(8, 2), code char(4));
    INSERT INTO app.\"Odd Name\" VALUES (1, 1, 'x', 1.5, 'ab'), (2, 1, 'y', 2.25, 'cd'), (3, 2, NULL, NULL, NULL);
    CREATE TABLE nothing (id int, name text);
    CREATE TABLE roles (id int PRIMARY KEY, name varchar(9) CHECK (name IN ('a', 'b''c')), kind text CHECK (kind NOT IN ('x', 'y')),
        \"Of\" int CONSTRAINT of REFERENCES people ON UPDATE RESTRICT ON DELETE SET NULL DEFERRABLE, UNIQUE (kind, \"Of\"), CHECK (id > 1));
    CREATE VIEW adults AS SELECT id, name FROM people WHERE age >= 18;
    COMMENT ON TABLE people IS 'Who is there';
    CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
";

struct Line {
    number: usize,
    may_be_undecided: bool,
    text: &'static str,
}

fn lines() -> Vec<Line> {
    let lines = include_str!("expressions.txt").lines().zip(1..);
    let written = lines.filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
    written
        .map(|(line, number)| match line.strip_prefix('?') {
            Some(text) => Line { number, may_be_undecided: true, text: text.trim() },
            None => Line { number, may_be_undecided: false, text: line.trim() },
        })
        .collect()
}

fn mean_the_same(shared: &Shared) -> Result<(), Failed> {
    let mut client = shared.server().database("expressions")?.connect()?;
    client.batch_execute(SETUP)?;
    let lines = lines();
    let found = modelled(&lines)?;
    let mut report = String::new();
    for (line, found) in lines.iter().zip(found) {
        let expected = served(&mut client, line.text);
        let same = match &found {
            Err(_) => line.may_be_undecided,
            Ok(found) => *found == expected,
        };
        if !same {
            writeln!(report, "{}: {}\n    server {expected}\n    model  {found:?}", line.number, line.text)?;
        }
    }
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

/// As a query: an expression is the only item of one.
fn query(text: &str) -> String {
    if text.starts_with("SELECT ") || text.starts_with("WITH ") {
        format!("SELECT array_agg(q.v) AS v FROM (SELECT (q)::text AS v FROM ({text}) q) q")
    } else {
        format!("SELECT ({text})::text AS v")
    }
}

/// What the server says, or the code with which it refuses.
fn served(client: &mut Client, text: &str) -> String {
    match client.simple_query(&query(text)) {
        Ok(messages) => {
            let rows = messages.iter().filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("NULL").to_owned()),
                _ => None,
            });
            rows.collect::<Vec<_>>().join("; ")
        }
        Err(error) => error.code().map_or_else(|| error.to_string(), |code| format!("failed with {}", code.code())),
    }
}

/// What the model says of each line; `Err` with the reason where that is undecided.
fn modelled(lines: &[Line]) -> Result<Vec<Result<String, String>>, Failed> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("0000.sql"), SETUP)?;
    for line in lines {
        let statement = format!("CREATE TABLE result_{} AS {};", line.number, query(line.text));
        std::fs::write(folder.path().join(format!("{:04}.sql", line.number)), statement)?;
    }
    let history = History::read(folder.path(), &ReadOptions::default())?;
    let environment = Environment { engine_version: Some(Version::major(15)), ..Environment::default() };
    let replayed = replay(&history, environment, OnFailure::Continue);
    assert!(replayed.migrations[0].failure().is_none(), "{:?}", replayed.migrations[0].failure());
    let records = lines.iter().zip(&replayed.migrations[1..]);
    Ok(records.map(|(line, record)| outcome(&replayed.catalog, line, record)).collect())
}

fn outcome(catalog: &Catalog, line: &Line, record: &MigrationRecord) -> Result<String, String> {
    match record.statements.first().map(|statement| &statement.outcome) {
        Some(Outcome::Failed(failure)) => Ok(format!("failed with {}", failure.code)),
        Some(Outcome::Applied) => rows(catalog, line),
        other => Err(format!("{other:?}")),
    }
}

fn rows(catalog: &Catalog, line: &Line) -> Result<String, String> {
    let schema = catalog.schema("public").expect("is there");
    let table = catalog.find(NameClass::Relation, schema, &format!("result_{}", line.number)).expect("was made");
    let rows = match catalog.contents(table) {
        Some(Contents::Known(rows)) => rows,
        Some(Contents::Unknown { reason, .. }) => return Err(reason.to_string()),
        None => return Ok(String::new()),
    };
    let text = |value: Value<&str>| match value {
        Value::Null => Ok("NULL".to_owned()),
        Value::Text(text) => Ok(text.to_owned()),
        other => Err(format!("{other:?}")),
    };
    Ok(rows.iter().map(|row| text(row.value(1))).collect::<Result<Vec<_>, _>>()?.join("; "))
}
