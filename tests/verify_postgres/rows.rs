//! The comparison of rows sees what it claims to see.

use crate::{Shared, Test, required};
use libtest_mimic::Failed;
use rebaseline::engine::postgres::Installation;
use rebaseline::verify::postgres::dump;
use rebaseline::verify::postgres::rows::compare;
use rebaseline::verify::{DumpDifference, Rows};
use std::collections::BTreeSet;

pub const TESTS: &[(&str, Test)] = &[
    ("pg_dump_is_a_second_witness", pg_dump_is_a_second_witness),
    ("the_order_of_rows_and_columns_does_not_matter", the_order_of_rows_and_columns_does_not_matter),
    ("how_often_a_row_occurs_does_matter", how_often_a_row_occurs_does_matter),
    ("values_are_compared_to_the_letter", values_are_compared_to_the_letter),
    ("masked_columns_are_listed_and_not_compared", masked_columns_are_listed_and_not_compared),
    ("what_a_sequence_gives_next_is_compared", what_a_sequence_gives_next_is_compared),
    ("leaves_of_partitions_and_materialized_views_have_rows", leaves_of_partitions_and_materialized_views_have_rows),
    ("a_row_is_found_in_a_large_table", a_row_is_found_in_a_large_table),
    ("tables_without_columns_and_with_odd_names", tables_without_columns_and_with_odd_names),
];

fn compared(shared: &Shared, history: &str, baseline: &str, volatile: &[(&str, &str)]) -> Result<Rows, Failed> {
    let make = |sql: &str| {
        let database = shared.server().database("rows")?;
        database.connect()?.batch_execute(sql)?;
        Ok::<_, Failed>(database)
    };
    let volatile = volatile.iter().map(|(table, column)| ((*table).to_owned(), (*column).to_owned())).collect();
    Ok(compare(&make(history)?, &make(baseline)?, &volatile, &BTreeSet::new())?)
}

fn the_order_of_rows_and_columns_does_not_matter(shared: &Shared) -> Result<(), Failed> {
    let rows = compared(
        shared,
        "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, NULL), (1, 'x')",
        "CREATE TABLE t (b text, a int); INSERT INTO t VALUES (NULL, 2), ('x', 1), ('x', 1)",
        &[],
    )?;
    assert_eq!(rows, Rows { tables: 1, rows: 3, ..Rows::default() });
    Ok(())
}

fn how_often_a_row_occurs_does_matter(shared: &Shared) -> Result<(), Failed> {
    let rows = compared(
        shared,
        "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1), (2)",
        "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2), (2), (2), (3)",
        &[],
    )?;
    let [difference] = &rows.differences[..] else { panic!("{rows:?}") };
    assert_eq!(difference.table, "public.t");
    assert_eq!((difference.only_history, difference.only_baseline), (1, 3));
    assert_eq!(difference.history, [r#"{"a":"1"}"#]);
    assert_eq!(difference.baseline, [r#"{"a":"2"}"#, r#"{"a":"2"}"#, r#"{"a":"3"}"#]);
    Ok(())
}

fn values_are_compared_to_the_letter(shared: &Shared) -> Result<(), Failed> {
    for (of_type, history, baseline) in [
        ("numeric", "1.0", "1.00"),
        ("text", "'a'", "'a '"),
        ("text", "''", "NULL"),
        ("json", "'{\"a\": 1}'", "'{\"a\":1}'"),
        ("float8", "0.1", "0.10000000000000002"),
        ("timestamptz", "'2020-01-01 00:00:00+00'", "'2020-01-01 00:00:00.000001+00'"),
        ("bytea", "'\\x00'", "'\\x0000'"),
        ("int[]", "'{1}'", "'[0:0]={1}'"),
    ] {
        let sql = |value: &str| format!("CREATE TABLE t (a {of_type}); INSERT INTO t VALUES ({value})");
        let found = compared(shared, &sql(history), &sql(baseline), &[])?;
        assert_eq!(found.differences.len(), 1, "{of_type} {history} {baseline}");
        assert_eq!(compared(shared, &sql(history), &sql(history), &[])?.differences, []);
    }
    Ok(())
}

fn masked_columns_are_listed_and_not_compared(shared: &Shared) -> Result<(), Failed> {
    let sql = "CREATE TABLE t (id uuid DEFAULT md5(random()::text || clock_timestamp()::text)::uuid, a int);
               INSERT INTO t (a) VALUES (1), (2)";
    assert_eq!(compared(shared, sql, sql, &[])?.differences.len(), 1);
    let rows = compared(shared, sql, sql, &[("public.t", "id"), ("public.other", "id")])?;
    assert_eq!((rows.differences.len(), rows.masked), (0, vec!["public.t.id".to_owned()]));
    Ok(())
}

fn what_a_sequence_gives_next_is_compared(shared: &Shared) -> Result<(), Failed> {
    let rows = compared(shared, "CREATE SEQUENCE s", "CREATE SEQUENCE s; SELECT nextval('s')", &[])?;
    let [difference] = &rows.differences[..] else { panic!("{rows:?}") };
    assert_eq!(difference.history, [r#"{"last_value":1,"is_called":false}"#]);
    assert_eq!(difference.baseline, [r#"{"last_value":1,"is_called":true}"#]);
    assert_eq!(rows.sequences, 1);
    Ok(())
}

fn leaves_of_partitions_and_materialized_views_have_rows(shared: &Shared) -> Result<(), Failed> {
    let sql = |value: i32| {
        format!(
            "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE q PARTITION OF p DEFAULT;
             CREATE TABLE parent (a int); CREATE TABLE child () INHERITS (parent);
             CREATE MATERIALIZED VIEW m AS SELECT {value} AS a; CREATE MATERIALIZED VIEW empty AS SELECT 1 AS a WITH NO DATA;
             INSERT INTO p VALUES ({value}); INSERT INTO child VALUES ({value})"
        )
    };
    let rows = compared(shared, &sql(1), &sql(2), &[])?;
    let tables: Vec<&str> = rows.differences.iter().map(|difference| &*difference.table).collect();
    assert_eq!(tables, ["public.child", "public.m", "public.q"]);
    assert_eq!((rows.tables, rows.rows), (4, 3));
    Ok(())
}

fn a_row_is_found_in_a_large_table(shared: &Shared) -> Result<(), Failed> {
    let sql = |last: i32| {
        format!(
            "CREATE TABLE t AS SELECT n AS a, repeat('x', 100) AS b FROM generate_series(1, 100000) n;
             UPDATE t SET a = {last} WHERE a = 77777"
        )
    };
    let rows = compared(shared, &sql(-1), &sql(-2), &[])?;
    assert_eq!((rows.differences[0].only_history, rows.differences[0].only_baseline), (1, 1));
    Ok(())
}

fn tables_without_columns_and_with_odd_names(shared: &Shared) -> Result<(), Failed> {
    let sql = r#"CREATE TABLE nothing (); INSERT INTO nothing DEFAULT VALUES;
        CREATE SCHEMA "Odd.""s"; CREATE TABLE "Odd.""s"."T t" ("a "" b" int, "row" int, r int, t int); INSERT INTO "Odd.""s"."T t" VALUES (1, 2, 3, 4)"#;
    let rows = compared(shared, sql, sql, &[(r#""Odd.""s"."T t""#, "row")])?;
    assert_eq!(rows.masked, [r#""Odd.""s"."T t".row"#]);
    assert_eq!((rows.tables, rows.rows, rows.differences), (2, 2, vec![]));
    Ok(())
}

fn pg_dump_is_a_second_witness(shared: &Shared) -> Result<(), Failed> {
    let make = |sql: &str| {
        let database = shared.server().database("dump")?;
        database.connect()?.batch_execute(sql)?;
        Ok::<_, Failed>(database)
    };
    let left = make("CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; COMMENT ON TABLE t IS 'x'")?;
    let same = make("CREATE TABLE t (a int); COMMENT ON TABLE t IS 'x'; CREATE VIEW v AS SELECT a FROM t")?;
    let other = make("CREATE TABLE t (a int, b int); COMMENT ON TABLE t IS 'x'; CREATE VIEW v AS SELECT a FROM t")?;
    let installation = Installation::find()?;
    let Some(dumped) = dump::dump(&installation, &left, dump::Extent::Schema)? else {
        assert!(!required(), "{} has no pg_dump", installation.bin().display());
        return Ok(());
    };
    let beside = |database| {
        Ok::<_, Failed>(dump::dump(&installation, database, dump::Extent::Schema)?.expect("there is a pg_dump"))
    };
    assert_eq!(dump::compare(&dumped, &beside(&same)?), DumpDifference::default());
    let found = dump::compare(&dumped, &beside(&other)?);
    assert_eq!((found.history.len(), found.baseline.len()), (1, 1), "{found:#?}");
    assert!(found.baseline[0].contains("b integer"), "{found:#?}");
    Ok(())
}
