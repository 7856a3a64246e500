//! The binder against the server: `tests/binding/*.sql` holds the cases, `*.expected` what PostgreSQL 15 said to each.
//!
//! `UPDATE=1` with `BINDING_SERVER` set to a connection string asks that server again and rewrites the expectations. A case for which the
//! binder has no answer (a type that it does not know, a rule that it does not hold) is fine; a wrong answer is not, and neither is a
//! failure that the server does not have. How many cases lack an answer is held by a number, so that it can only fall.

use super::facts::bare;
use super::{Coercion, Scope, Usage};
use crate::environment::{Environment, Version};
use crate::postgres::ast::{Expr, ExprKind, Literal, Name, Statement};
use crate::postgres::catalog::{NameClass, ObjectId, TypeRef};
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::{self, Parsed};
use crate::run::{Failure, Refusal};
use std::sync::Arc;

const SCHEMA: &str = include_str!("../../../../tests/binding/schema.sql");

/// What the binder says to a case, in the form in which the server's answer is recorded.
enum Answer {
    Known(String),
    /// Nothing certain, and why.
    Open(String),
}

fn session() -> Session {
    let mut session = Session::new(Environment { engine_version: Some(Version::major(15)), ..Environment::default() });
    for raw in syntax::split(SCHEMA) {
        session.text = Arc::from(SCHEMA);
        session.run(SCHEMA, &raw).expect("the schema of the cases is good");
    }
    session
}

fn refused(refusal: Refusal, offset: usize) -> Answer {
    match refusal {
        Refusal::Failed(failure) => {
            let position = failure.position.map_or_else(String::new, |at| format!(" @{}", at as usize - offset + 1));
            Answer::Known(format!("{} {}{position}", failure.code, failure.message))
        }
        Refusal::Undecided(why) | Refusal::Opaque(why) => Answer::Open(why),
    }
}

fn answer_query(session: &mut Session, text: &str) -> Answer {
    session.text = Arc::from(text);
    let raws = syntax::split(text);
    match syntax::parse(text, &raws[0]) {
        Parsed::Statement(Statement::Query(query)) => match session.bind_query(&query) {
            Ok(bound) => describe(session, &bound.columns),
            Err(refusal) => refused(refusal, 0),
        },
        Parsed::SyntaxError { code, message, offset } => {
            Answer::Known(format!("{code} {message} @{}", offset.map_or(0, |offset| offset + 1)))
        }
        Parsed::Opaque { reason } => Answer::Open(reason),
        Parsed::Statement(_) => Answer::Open("another statement".into()),
    }
}

fn describe(session: &Session, columns: &[(Name, Option<TypeRef>)]) -> Answer {
    let mut words = Vec::new();
    for (name, type_ref) in columns {
        let Some(type_ref) = type_ref else { return Answer::Open(format!("type of {name}")) };
        words.push(format!("{name}:{}", session.type_text(*type_ref)));
    }
    Answer::Known(words.join("|"))
}

fn answer_expression(session: &mut Session, case: &str) -> Answer {
    let (place, text) = case.split_once(": ").expect("a place and an expression");
    let (place, wanted) = place.split_once(' ').unwrap_or((place, ""));
    let schema = session.catalog.schema("public").expect("there");
    let table = session.catalog.find(NameClass::Relation, schema, "t").expect("there");
    let (scope, usage) = place_of(place, table);
    session.text = Arc::from(text);
    let expr = match syntax::parse_expr(text) {
        Ok(expr) => expr,
        Err(parsed) => return Answer::Open(format!("{parsed:?}")),
    };
    let bound = session.bind_expr(&expr, scope, usage);
    let bound = match bound.and_then(|bound| bound.immutable.clone().map(|()| bound)) {
        Ok(bound) => bound,
        Err(refusal) => return refused(refusal, 0),
    };
    if wanted.is_empty() || place == "using" {
        return Answer::Known("ok".into());
    }
    let written = syntax::parse_type_name(wanted).expect("a type");
    let whole = std::mem::replace(&mut session.text, Arc::from(wanted));
    let to = session.resolve_type(&written).expect("known type").type_ref;
    session.text = whole;
    match assign(session, &expr, bound.type_ref, to) {
        Ok(()) => Answer::Known("ok".into()),
        Err(refusal) => refused(refusal, 0),
    }
}

/// Stores the value in a column, as a default is.
fn assign(session: &Session, expr: &Expr, from: Option<TypeRef>, to: TypeRef) -> Result<(), Refusal> {
    if let ExprKind::Literal(Literal::String(text)) = &expr.kind {
        return session.literal_fits(text, expr.span, to);
    }
    match from {
        Some(from) if !session.can_coerce(from, to, Coercion::Assignment) => {
            let (from, to) = (session.type_name(bare(from)), session.type_name(bare(to)));
            let message = format!("column \"c\" is of type {to} but default expression is of type {from}");
            Err(Failure::new("42804", message).into())
        }
        _ => Ok(()),
    }
}

fn place_of(place: &str, table: ObjectId) -> (Scope, Usage) {
    match place {
        "check" => (Scope::Relation(table), Usage::Check),
        "default" => (Scope::Empty, Usage::Default),
        "index" => (Scope::Relation(table), Usage::IndexExpression),
        "predicate" => (Scope::Relation(table), Usage::IndexPredicate),
        "generated" => (Scope::Relation(table), Usage::Generated),
        "policy" => (Scope::Relation(table), Usage::Policy),
        "trigger" => (Scope::Trigger(table), Usage::TriggerCondition),
        "using" => (Scope::Relation(table), Usage::TransformUsing),
        other => panic!("no place is called {other}"),
    }
}

fn check(cases: &str, expected: &str, open: usize, answer: fn(&mut Session, &str) -> Answer) {
    let mut session = session();
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    assert_eq!(cases.lines().count(), expected.lines().count(), "record the expectations anew");
    for (case, expected) in cases.lines().zip(expected.lines()) {
        match answer(&mut session, case) {
            // Where the server has no text at hand it tells no position; the binder always does.
            Answer::Known(answer) if answer == expected || without_position(&answer) == expected => {}
            Answer::Known(answer) if is_silent(&answer) && !is_silent(expected) => {
                unknown.push(format!("{case}\n    server: {expected}\n    binder: {answer}"));
            }
            Answer::Known(answer) => wrong.push(format!("{case}\n    server: {expected}\n    binder: {answer}")),
            Answer::Open(why) => unknown.push(format!("{case}\n    server: {expected}\n    open: {why}")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}\n\nopen:\n{}", wrong.len(), wrong.join("\n"), unknown.join("\n"));
    assert!(unknown.len() <= open, "{} without an answer, not {open}:\n{}", unknown.len(), unknown.join("\n"));
}

fn without_position(answer: &str) -> &str {
    answer.rsplit_once(" @").map_or(answer, |(message, _)| message)
}

/// An answer that is no failure.
fn is_silent(answer: &str) -> bool {
    let code = answer.split(' ').next().unwrap_or("");
    !(code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()))
}

#[test]
fn queries_are_bound_as_the_server_binds_them() {
    let cases = include_str!("../../../../tests/binding/cases.sql");
    check(cases, include_str!("../../../../tests/binding/cases.expected"), 16, answer_query);
}

#[test]
fn expressions_are_bound_as_the_server_binds_them() {
    let cases = include_str!("../../../../tests/binding/expressions.sql");
    check(cases, include_str!("../../../../tests/binding/expressions.expected"), 12, answer_expression);
}

#[cfg(feature = "postgres")]
mod recording {
    use postgres::{Client, NoTls, Transaction};
    use std::fmt::Write;

    /// Only with `UPDATE=1`: asks the server for what is recorded.
    #[test]
    fn record() {
        let (Ok(server), Ok(_)) = (std::env::var("BINDING_SERVER"), std::env::var("UPDATE")) else { return };
        let mut client = Client::connect(&server, NoTls).expect("connects");
        let mut whole = client.transaction().expect("begins");
        whole.batch_execute(super::SCHEMA).expect("the schema is good");
        for (name, ask) in [("cases", query as fn(&mut Transaction<'_>, &str) -> String), ("expressions", expression)] {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/binding");
            let cases = std::fs::read_to_string(format!("{folder}/{name}.sql")).expect("is there");
            let answers = cases.lines().fold(String::new(), |mut all, case| {
                writeln!(all, "{}", ask(&mut whole, case)).expect("fits");
                all
            });
            std::fs::write(format!("{folder}/{name}.expected"), answers).expect("is written");
        }
    }

    fn failed(error: &postgres::Error, offset: usize) -> String {
        let Some(error) = error.as_db_error() else { return error.to_string() };
        let position = match error.position() {
            Some(postgres::error::ErrorPosition::Original(at)) if *at as usize > offset => {
                format!(" @{}", *at as usize - offset)
            }
            _ => String::new(),
        };
        format!("{} {}{position}", error.code().code(), error.message())
    }

    /// Names and types of the columns, as those of a view where it can be one: only there the modifiers are told.
    fn query(whole: &mut Transaction<'_>, case: &str) -> String {
        let mut attempt = whole.transaction().expect("savepoint");
        let prepared = match attempt.prepare(case) {
            Ok(prepared) => prepared,
            Err(error) => return failed(&error, 0),
        };
        let mut plain = Vec::new();
        for column in prepared.columns() {
            let row = attempt.query_one("SELECT format_type($1, -1)", &[&column.type_().oid()]).expect("formats");
            plain.push(format!("{}:{}", column.name(), row.get::<_, String>(0)));
        }
        let names: Vec<String> = (1..=plain.len()).map(|number| format!("c{number}")).collect();
        if attempt.batch_execute(&format!("CREATE TEMP VIEW described ({}) AS {case}", names.join(","))).is_err() {
            return plain.join("|");
        }
        let columns = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = 'described'::regclass AND attnum > 0 ORDER BY attnum";
        let rows = attempt.query(columns, &[]).expect("describes");
        let names = prepared.columns().iter().map(postgres::Column::name);
        let typed = names.zip(&rows).map(|(name, row)| format!("{name}:{}", row.get::<_, String>(0)));
        typed.collect::<Vec<_>>().join("|")
    }

    fn expression(whole: &mut Transaction<'_>, case: &str) -> String {
        let (place, text) = case.split_once(": ").expect("a place and an expression");
        let (place, wanted) = place.split_once(' ').unwrap_or((place, ""));
        let (before, after) = match place {
            "check" => ("ALTER TABLE t ADD CHECK (".into(), ")"),
            "default" => (format!("ALTER TABLE t ADD c {wanted} DEFAULT ("), ")"),
            "index" => ("CREATE INDEX ON t ((".into(), "))"),
            "predicate" => ("CREATE INDEX ON t (id) WHERE (".into(), ")"),
            "generated" => (format!("ALTER TABLE t ADD c {wanted} GENERATED ALWAYS AS ("), ") STORED"),
            "policy" => ("CREATE POLICY p ON t USING (".into(), ")"),
            "trigger" => (
                "CREATE TRIGGER r BEFORE UPDATE ON t FOR EACH ROW WHEN (".into(),
                ") EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            ),
            "using" => (format!("ALTER TABLE t ALTER c TYPE {wanted} USING ("), ")"),
            other => panic!("no place is called {other}"),
        };
        let mut attempt = whole.transaction().expect("savepoint");
        if place == "using" {
            attempt.batch_execute("ALTER TABLE t ADD c text").expect("adds");
        }
        match attempt.batch_execute(&format!("{before}{text}{after}")) {
            Ok(()) => "ok".into(),
            Err(error) => failed(&error, before.len()),
        }
    }
}
