//! The binder against the server: `tests/binding/*.sql` holds the cases, `*.expected` what PostgreSQL 15 said to each.
//!
//! `UPDATE=1` with `BINDING_SERVER` set to a connection string asks that server again and rewrites the expectations. A case for which the
//! binder has no answer (a type that it does not know, a rule that it does not hold) is fine; a wrong answer is not, and neither is a
//! failure that the server does not have. How many cases lack an answer is held by a number, so that it can only fall.

use super::{Scope, Usage};
use crate::ast::op::{
    ColumnConstraint, ConstraintAttributes, Op, RoutineKind, RoutineOption, TableElement, Volatility,
};
use crate::ast::{Name, Statement};
use crate::catalog::{
    Argument, Column, Constraint, ConstraintKind, NameClass, ObjectBody, ObjectId, Routine, RoutineSource, Table,
    TableKind, TypeRef, TypeUse, View,
};
use crate::environment::Environment;
use crate::replay::outcome::Refusal;
use crate::replay::session::Session;
use crate::syntax::{self, Parsed};
use std::sync::Arc;

const SCHEMA: &str = include_str!("../../../tests/binding/schema.sql");

/// What the binder says to a case, in the form in which the server's answer is recorded.
enum Answer {
    Known(String),
    /// Nothing certain, and why.
    Open(String),
}

fn session() -> Session {
    let mut session = Session::new(Environment { engine_version: 15, ..Environment::default() });
    for raw in syntax::split(SCHEMA) {
        session.text = Arc::from(SCHEMA);
        match syntax::parse(SCHEMA, &raw) {
            Parsed::Statement(Statement::Op(Op::CreateRoutine(create))) => add_routine(&mut session, &create),
            Parsed::Statement(Statement::Op(Op::CreateView(create))) => add_view(&mut session, &create),
            Parsed::Statement(Statement::Op(Op::CreateTable(create))) => add_table(&mut session, &create),
            _ => drop(session.run(SCHEMA, &raw).expect("the schema of the cases is good")),
        }
    }
    session
}

fn add_table(session: &mut Session, create: &crate::ast::op::CreateTable) {
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    for (number, element) in (1..).zip(&create.elements) {
        let TableElement::Column(column) = element else { panic!("only columns here") };
        let type_use = session.resolve_type(column.type_name.as_ref().expect("a type")).expect("known type");
        columns.push(Column::new(number, column.name.name.clone(), Some(type_use), None));
        if column.constraints.iter().any(|definition| {
            matches!(definition.constraint, ColumnConstraint::Constraint(ConstraintAttributes::PrimaryKey(_)))
        }) {
            key.push(number);
        }
    }
    let table = Table {
        kind: TableKind::Ordinary,
        persistence: create.persistence,
        on_commit: None,
        columns,
        parents: Vec::new(),
        partition_bound: None,
        of_type: None,
        access_method: None,
        tablespace: None,
        options: Vec::new(),
        row_security: false,
        force_row_security: false,
        replica_identity: 'd',
        replica_index: None,
        clustered_on: None,
    };
    let schema = session.target_schema(&create.name).expect("known schema");
    let id = session.create_object(create.name.name().clone(), Some(schema), None, ObjectBody::Table(table));
    let constraint = Constraint {
        kind: ConstraintKind::PrimaryKey(ObjectId::NONE),
        columns: key,
        deferrable: false,
        initially_deferred: false,
        validated: true,
        local: true,
        inherited: 0,
    };
    if !constraint.columns.is_empty() {
        session.create_object("key".into(), None, Some(id), ObjectBody::Constraint(constraint));
    }
}

fn add_routine(session: &mut Session, create: &crate::ast::op::CreateRoutine) {
    let mut returns_set = create.arguments.iter().any(|argument| argument.mode == crate::ast::op::ArgumentMode::Table);
    let returns = create.returns.as_ref().map(|written| {
        returns_set |= written.setof;
        session.resolve_type(written).expect("known type")
    });
    let arguments = create
        .arguments
        .iter()
        .map(|argument| Argument {
            mode: argument.mode,
            name: argument.name.as_ref().map(|name| name.name.clone()),
            type_use: session.resolve_type(&argument.type_name).expect("known type"),
            default: argument.default.as_ref().map(|_| crate::catalog::Bound::default()),
        })
        .collect();
    let volatility = create.options.iter().find_map(|option| match option {
        RoutineOption::Volatility(volatility) => Some(*volatility),
        _ => None,
    });
    let routine = Routine {
        kind: RoutineKind::Function,
        arguments,
        returns,
        returns_set,
        language: "sql".into(),
        volatility: volatility.unwrap_or(Volatility::Volatile),
        strict: false,
        security_definer: false,
        leakproof: false,
        window: false,
        parallel: crate::ast::op::Parallel::default(),
        cost: None,
        rows: None,
        support: None,
        transforms: Vec::new(),
        settings: Vec::new(),
        source: RoutineSource::Extension,
    };
    let schema = session.target_schema(&create.name).expect("known schema");
    session.create_object(create.name.name().clone(), Some(schema), None, ObjectBody::Routine(routine));
}

fn add_view(session: &mut Session, create: &crate::ast::op::CreateView) {
    let bound = session.bind_query(&create.query).expect("the view is good");
    let columns = (1..)
        .zip(bound.columns)
        .map(|(number, (name, type_ref))| Column::new(number, name, type_ref.map(TypeUse::from), None))
        .collect();
    let view = View {
        kind: create.kind,
        persistence: create.persistence,
        columns,
        named_columns: false,
        query: bound.bound,
        options: Vec::new(),
        check_option: None,
        populated: true,
        clustered_on: None,
    };
    let schema = session.target_schema(&create.name).expect("known schema");
    session.create_object(create.name.name().clone(), Some(schema), None, ObjectBody::View(view));
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
        Parsed::SyntaxError { message, offset } => Answer::Known(format!("42601 {message} @{}", offset + 1)),
        Parsed::Opaque { reason } => Answer::Open(reason),
        Parsed::Statement(_) => Answer::Open("another statement".into()),
    }
}

fn describe(session: &Session, columns: &[(Name, Option<TypeRef>)]) -> Answer {
    let mut words = Vec::new();
    for (name, type_ref) in columns {
        let Some(type_ref) = type_ref else { return Answer::Open(format!("type of {name}")) };
        words.push(format!("{name}:{}", session.type_name(*type_ref)));
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
    let bound = match session.bind_expr(&expr, scope, usage) {
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
    match session.assign(&expr, bound.type_ref, to, "c") {
        Ok(()) => Answer::Known("ok".into()),
        Err(refusal) => refused(refusal, 0),
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
    let cases = include_str!("../../../tests/binding/cases.sql");
    check(cases, include_str!("../../../tests/binding/cases.expected"), 3, answer_query);
}

#[test]
fn expressions_are_bound_as_the_server_binds_them() {
    let cases = include_str!("../../../tests/binding/expressions.sql");
    check(cases, include_str!("../../../tests/binding/expressions.expected"), 5, answer_expression);
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
