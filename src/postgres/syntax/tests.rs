//! Tricky statements, and the server's answers to them.

use super::*;
use crate::postgres::ast::op::{ColumnConstraint, TableElement};
use crate::postgres::ast::{ExprKind, InsertSource, LiteralKind, Op};

fn parse_one(text: &str) -> Parsed {
    let raws = split(text);
    assert_eq!(raws.len(), 1, "{text}");
    parse(text, &raws[0])
}

fn statement(text: &str) -> Statement {
    match parse_one(text) {
        Parsed::Statement(statement) => statement,
        other => panic!("{text}: {other:?}"),
    }
}

/// Message and offset as PostgreSQL 15 gives them.
#[test]
fn refusals_are_the_servers_own() {
    for (text, message, offset) in [
        ("select 'abc", "unterminated quoted string at or near \"'abc\"", 7),
        ("select $$abc x", "unterminated dollar-quoted string at or near \"$$abc x\"", 7),
        ("select /* abc", "unterminated /* comment at or near \"/* abc\"", 7),
        ("select \"abc", "unterminated quoted identifier at or near \"\"abc\"", 7),
        ("select E'ab\\'", "unterminated quoted string at or near \"E'ab\\'\"", 7),
        ("select B'01", "unterminated bit string literal at or near \"B'01\"", 7),
        ("select X'1f", "unterminated hexadecimal string literal at or near \"X'1f\"", 7),
        ("drop table \"\"", "zero-length delimited identifier at or near \"\"\"\"", 11),
        ("select 1abc", "trailing junk after numeric literal at or near \"1abc\"", 7),
        ("foo bar 'abc", "syntax error at or near \"foo\"", 0),
        ("create table t (a int, b", "syntax error at end of input", 24),
        ("create table t (a int;", "syntax error at or near \";\"", 21),
        ("create table t (a int,);", "syntax error at or near \")\"", 22),
        ("create table user (a int)", "syntax error at or near \"user\"", 13),
        ("create", "syntax error at end of input", 6),
        ("create;", "syntax error at or near \";\"", 6),
        ("select (1", "syntax error at end of input", 9),
        ("select 1)", "syntax error at or near \")\"", 8),
        ("select 'a' from t where a = 'b' \"c\"", "syntax error at or near \"\"c\"\"", 32),
        ("create tabel t()", "syntax error at or near \"tabel\"", 7),
        ("alter table t add column x int auto_increment", "syntax error at or near \"auto_increment\"", 31),
        ("CREATE TABLE t (a int DEFAULT 0 auto_increment)", "syntax error at or near \"auto_increment\"", 32),
        ("CREATE TABLE t (a int, PRIMARY)", "syntax error at or near \")\"", 30),
        ("select 1, from t", "syntax error at or near \"from\"", 10),
        ("insert into t values (1,)", "syntax error at or near \")\"", 24),
        ("insert into t values (1) (2)", "syntax error at or near \"(\"", 25),
        ("CREATE TABLE t (id int not null default)", "syntax error at or near \")\"", 39),
        ("create function f() returns int as $$ select 1 $$ language", "syntax error at end of input", 58),
        ("CREATE INDEX IF NOT EXISTS ON t (a)", "syntax error at or near \"ON\"", 27),
        ("DROP INDEX i ON t", "syntax error at or near \"ON\"", 13),
        ("drop table a..b", "syntax error at or near \"..\"", 12),
        ("CREATE TABLE t (a varchar(10, b int)", "syntax error at or near \",\"", 28),
        ("CREATE OR FUNCTION f()", "syntax error at or near \"FUNCTION\"", 10),
    ] {
        let expected = Parsed::SyntaxError { code: "42601", message: message.into(), offset: Some(offset) };
        assert_eq!(parse_one(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_modelled_is_opaque_by_name() {
    for (text, reason) in [
        ("EXPLAIN (ANALYZE) SELECT 1", "EXPLAIN ANALYZE"),
        ("COMMIT AND CHAIN", "AND CHAIN"),
        ("SELECT a ISNULL", "ISNULL or NOTNULL"),
        ("\\connect other", "the psql command \\connect"),
    ] {
        assert_eq!(parse_one(text), Parsed::Opaque { reason: reason.into() }, "{text}");
    }
}

/// Each of them is taken by PostgreSQL 15 (the few newer ones by 18) and must be read, not just passed over.
#[test]
fn reads_the_whole_grammar() {
    let text = include_str!("accepted.sql");
    let raws = split(text);
    assert_eq!(raws.len(), 254);
    for raw in &raws {
        let parsed = parse(text, raw);
        assert!(matches!(parsed, Parsed::Statement(_)), "{}: {parsed:?}", raw.span.slice(text));
    }
}

#[test]
fn a_default_ends_where_a_constraint_begins() {
    let text = "CREATE TABLE t (a int DEFAULT 1 NOT NULL, b text DEFAULT CASE WHEN 1 IS NOT NULL THEN 'x' END COLLATE \"C\", \
                c bool DEFAULT 1 IS NOT DISTINCT FROM NULL NULL CHECK (c IS NOT NULL))";
    let Statement::Op(Op::CreateTable(table)) = statement(text) else { panic!("a table") };
    let defaults = table.elements.iter().filter_map(|element| match element {
        TableElement::Column(column) => column.constraints.iter().find_map(|written| match &written.constraint {
            ColumnConstraint::Default(expr) => Some(expr.span.slice(text)),
            _ => None,
        }),
        _ => None,
    });
    let expected = ["1", "CASE WHEN 1 IS NOT NULL THEN 'x' END", "1 IS NOT DISTINCT FROM NULL"];
    assert_eq!(defaults.collect::<Vec<_>>(), expected);
}

#[test]
fn spans_are_exact_inside_an_expression() {
    let text = "((\u{e9}.a + 1) * coalesce(b, array[]::int[])) >= all (select 2)";
    let expr = parse_expr(text).expect("it is one");
    let ExprKind::Quantified { left, .. } = &expr.kind else { panic!("a quantified comparison: {expr:?}") };
    assert_eq!(left.span.slice(text), "(\u{e9}.a + 1) * coalesce(b, array[]::int[])");
    let ExprKind::Binary { left, right, operator_span, .. } = &left.kind else { panic!("a product") };
    assert_eq!((left.span.slice(text), operator_span.slice(text)), ("\u{e9}.a + 1", "*"));
    let ExprKind::Function(call) = &right.kind else { panic!("a call") };
    assert!(call.special);
    assert_eq!(call.arguments[1].1.span.slice(text), "array[]::int[]");
}

#[test]
fn types_have_the_names_that_the_grammar_gives_them() {
    for (text, name, modifiers, dimensions) in [
        ("INTEGER", "pg_catalog.int4", "", 0),
        ("character varying (10) []", "pg_catalog.varchar", "10", 1),
        ("char", "pg_catalog.bpchar", "1", 0),
        ("\"char\"", "char", "", 0),
        ("numeric(10, 2)", "pg_catalog.numeric", "10 2", 0),
        ("timestamp (3) with time zone array", "pg_catalog.timestamptz", "3", 1),
        ("time without time zone", "pg_catalog.time", "", 0),
        ("interval year to month", "pg_catalog.interval", "year to month", 0),
        ("interval second(3)", "pg_catalog.interval", "second(3)", 0),
        ("float(24)", "pg_catalog.float4", "", 0),
        ("double precision[3][]", "pg_catalog.float8", "", 2),
        ("bit", "pg_catalog.bit", "1", 0),
        ("bit varying", "pg_catalog.varbit", "", 0),
        ("serial", "serial", "", 0),
        ("timestamptz", "timestamptz", "", 0),
        ("Public.Geometry(Point, 4326)", "public.geometry", "Point 4326", 0),
    ] {
        let found = parse_type_name(text).expect("a type");
        assert_eq!(found.name.to_string(), name, "{text}");
        assert_eq!(found.modifiers.join(" "), modifiers, "{text}");
        assert_eq!((found.array_dimensions, found.span.slice(text)), (dimensions, text));
    }
}

#[test]
fn rows_of_constants_stay_in_the_source() {
    let text =
        "INSERT INTO t VALUES (1, 'a''b', NULL), (- 2.5, E'\\n', DEFAULT), (+3, $$x$$, true) ON CONFLICT DO NOTHING";
    let Statement::Insert(insert) = statement(text) else { panic!("an insert") };
    let InsertSource::Literals(rows) = &insert.source else { panic!("constants: {insert:?}") };
    assert_eq!((rows.width, rows.rows().len()), (3, 3));
    assert_eq!(rows.cells[3].kind, LiteralKind::Number);
    assert_eq!(rows.cells[3].span.slice(text), "- 2.5");
    assert_eq!(cell_expr(text, rows.cells[3]), parse_shifted(text, "- 2.5"));
    assert_eq!(cell_expr(text, rows.cells[1]), parse_shifted(text, "'a''b'"));
    assert_eq!(cell_expr(text, rows.cells[5]), None);
    assert!(insert.on_conflict.is_some());
}

/// What `part` of `text` is when it is read as an expression in its place.
fn parse_shifted(text: &str, part: &str) -> Option<Expr> {
    let at = text.find(part)?;
    parse_expr(&(" ".repeat(at) + part)).ok()
}

#[test]
fn rows_with_expressions_are_read_one_by_one() {
    let text = "INSERT INTO t (a, b) VALUES (1, 'x'), (now(), 'y'::text), (2, NULL) RETURNING *";
    let Statement::Insert(insert) = statement(text) else { panic!("an insert") };
    let InsertSource::Values(rows) = &insert.source else { panic!("expressions: {insert:?}") };
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
    assert_eq!(rows[1][1].as_ref().map(|expr| expr.span.slice(text)), Some("'y'::text"));
    assert_eq!(insert.returning.len(), 1);
}

#[test]
fn nesting_ends_in_an_answer_and_never_in_a_crash() {
    for (open, inner, close) in [("(", "1", ")"), ("ARRAY[", "1", "]"), ("(SELECT ", "1", ")"), ("abs(", "1", ")")] {
        for depth in [40, 140, 200, 9_000] {
            let text = format!("SELECT {}{inner}{}", open.repeat(depth), close.repeat(depth));
            let parsed = parse_one(&text);
            let taken = matches!(parsed, Parsed::Statement(_));
            assert!(taken || matches!(parsed, Parsed::Opaque { .. }) && depth > 40, "{open} {depth}: {parsed:?}");
        }
    }
}

#[test]
fn the_servers_parser_has_an_end_too() {
    let text = format!("select {}1{}", "(".repeat(10_000), ")".repeat(10_000));
    let expected = Parsed::SyntaxError {
        code: "42601",
        message: "memory exhausted at or near \"(\"".into(),
        offset: Some(10_003),
    };
    assert_eq!(parse_one(&text), expected);
}

#[test]
fn long_chains_end_in_an_answer_and_never_in_a_crash() {
    for (first, link) in
        [("a", " OR a"), ("1", " + 1"), ("", "- "), ("", "NOT "), ("a", "::int"), ("a", " IS NULL"), ("a", "[1]")]
    {
        for length in [100, 280, 50_000] {
            let last = if first.is_empty() { "a" } else { "" };
            let parsed = parse_one(&format!("SELECT {first}{}{last}", link.repeat(length)));
            let taken = matches!(parsed, Parsed::Statement(_));
            assert!(taken || matches!(parsed, Parsed::Opaque { .. }), "{link} {length}: {parsed:?}");
        }
    }
    parse_one(&format!("SELECT {}1{}", "CASE WHEN a THEN ".repeat(20_000), " END".repeat(20_000)));
    parse_one(&format!("SELECT 1{}", " UNION SELECT 1".repeat(20_000)));
    parse_one(&format!("SELECT * FROM t{}", " JOIN t USING (a)".repeat(20_000)));
}
