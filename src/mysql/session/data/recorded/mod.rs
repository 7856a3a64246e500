//! What a MariaDB 10.11 answered to statements, beside what the model answers. `record.sh` records it anew.

use crate::mysql::Profile;
use crate::mysql::ast::{Statement, StatementKind};
use crate::mysql::session::Session;
use crate::mysql::session::data::convert;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::OutputColumn;
use crate::mysql::session::data::prepare::Prepare;
use crate::mysql::syntax::{Splitting, SyntaxMode, parse_statement, split};
use crate::mysql::value::Value;
use crate::run::Refusal;
use crate::source::Origin;
use std::sync::Arc;

/// Statements whose answers differ, and are known to. One that does not any more fails the test.
const GAPS: &str = include_str!("gaps.sql");

fn cell(value: &Value, column: &OutputColumn) -> String {
    let text = match value {
        Value::Null => "NULL".into(),
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).as_ref().into(),
        other => convert::shown(other, &column.ty).unwrap_or_else(|| "not known".into()),
    };
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\0', "\\0")
}

/// The rows of a query as the client's batch mode prints them.
fn rows(session: &Session, text: &Arc<str>, statement: &Statement) -> Result<String, Refusal> {
    let StatementKind::Query(query) = &statement.kind else { return Ok(String::new()) };
    if !query.into.is_empty() {
        return Ok(String::new());
    }
    let mut session = session.clone();
    session.text = Arc::clone(text);
    let plan = Prepare::new(&mut session).top_query(query)?;
    let found = session.run_query(&plan, None::<&Frame<'_>>)?;
    let line = |row: &crate::mysql::catalog::Row| {
        row.iter().zip(&plan.columns).map(|(value, column)| cell(value, column)).collect::<Vec<_>>().join("|")
    };
    Ok(found.rows.iter().map(line).collect::<Vec<_>>().join("\\n"))
}

fn answer(
    session: &mut Session,
    text: &Arc<str>,
    statement: &Statement,
    span: crate::source::Span,
) -> Result<String, Refusal> {
    let rows = rows(session, text, statement);
    session.run(text, statement, Origin { migration: 0, span })?;
    rows
}

/// What the model answers to each line of a script.
fn answers(script: &str) -> Vec<String> {
    let profile = Arc::new(Profile::mariadb(10, 11));
    let mut session = Session::new(Arc::clone(&profile));
    let setup = "CREATE DATABASE recorded CHARACTER SET utf8mb4; USE recorded; SET NAMES utf8mb4";
    let mut run = |text: &str| {
        let text: Arc<str> = text.into();
        let mode = SyntaxMode::new(&profile, session.sql_mode());
        let answers = split(&text, Splitting::Client, &mode).into_iter().map(|raw| {
            let statement = parse_statement(&text, &raw, &mode);
            match statement.and_then(|statement| answer(&mut session, &text, &statement, raw.span)) {
                Ok(answer) if answer.is_empty() => "ok".to_owned(),
                Ok(answer) => answer,
                Err(refusal) => refusal.to_string(),
            }
        });
        answers.collect::<Vec<String>>().join("; ")
    };
    run(setup);
    script.lines().map(run).collect()
}

fn compare(script: &str, expected: &str) {
    let mut wrong = Vec::new();
    for ((statement, mine), theirs) in script.lines().zip(answers(script)).zip(expected.lines()) {
        let is_gap = GAPS.lines().any(|gap| gap == statement);
        if (mine == theirs) == is_gap {
            wrong.push(format!("{statement}\n  server: {theirs}\n  model:  {mine}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn expressions_are_computed_as_the_server_computes_them() {
    compare(include_str!("expressions.sql"), include_str!("expressions.expected"));
}

#[test]
fn functions_take_as_many_arguments_as_the_servers() {
    compare(include_str!("functions.sql"), include_str!("functions.expected"));
}

#[test]
fn names_are_looked_up_as_the_server_looks_them_up() {
    compare(include_str!("names.sql"), include_str!("names.expected"));
}

#[test]
fn strict_statements_refuse_what_queries_warn_of() {
    compare(include_str!("strict.sql"), include_str!("strict.expected"));
}

#[test]
fn values_are_converted_as_the_server_stores_them() {
    compare(include_str!("store.sql"), include_str!("store.expected"));
}

#[test]
fn rows_are_written_as_the_server_writes_them() {
    compare(include_str!("rows.sql"), include_str!("rows.expected"));
}

#[test]
fn queries_find_what_the_server_finds() {
    compare(include_str!("queries.sql"), include_str!("queries.expected"));
}

#[test]
fn triggers_functions_and_transactions_meet_rows() {
    compare(include_str!("programs.sql"), include_str!("programs.expected"));
}
