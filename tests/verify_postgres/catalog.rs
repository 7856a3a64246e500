//! The comparison of catalogs sees what it claims to see.

use crate::{Shared, Test, differences, equalities};
use libtest_mimic::{Failed, Trial};
use rebaseline::engine::postgres::Database;
use rebaseline::verify::postgres::catalog::{read, relations};
use rebaseline::verify::{Difference, Snapshot, compare};
use std::collections::{BTreeMap, BTreeSet};

pub const TESTS: &[(&str, Test)] = &[
    ("every_column_is_compared_or_left_out_with_a_reason", every_column_is_compared_or_left_out_with_a_reason),
    ("no_column_is_both_compared_and_left_out", no_column_is_both_compared_and_left_out),
    ("two_empty_databases_are_the_same", two_empty_databases_are_the_same),
    ("a_temporary_table_of_a_session_that_ends_is_not_seen", a_temporary_table_of_a_session_that_ends_is_not_seen),
    ("ignored_tables_are_not_compared", ignored_tables_are_not_compared),
];

/// A pair of databases that differ in one thing.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub name: &'static str,
    /// The first version of PostgreSQL that has it.
    pub since: u32,
    /// SQL for both databases.
    pub both: &'static str,
    /// SQL for the history's only.
    pub history: &'static str,
    /// SQL for the baseline's only.
    pub baseline: &'static str,
    /// All differences: `kind | object | attribute`, with `18+ ` before those of newer versions only.
    pub expected: &'static [&'static str],
}

/// One trial for each case.
pub fn trials(shared: &Shared) -> Vec<Trial> {
    let difference = |case: &'static Case| {
        let shared = shared.clone();
        Trial::test(format!("difference::{}", case.name), move || differ(&shared, case))
    };
    let equality = |(name, history, baseline): &'static (&str, &str, &str)| {
        let case = Case { name, since: 0, both: "", history, baseline, expected: &[] };
        let shared = shared.clone();
        Trial::test(format!("equality::{name}"), move || differ(&shared, &case))
    };
    differences::cases().map(difference).chain(equalities::CASES.iter().map(equality)).collect()
}

fn differ(shared: &Shared, case: &Case) -> Result<(), Failed> {
    let version = major(shared);
    if version < case.since {
        return Ok(());
    }
    let make = |side: &str| -> Result<Snapshot, Failed> {
        let database = shared.server().database("difference")?;
        run(&database, case.both)?;
        run(&database, side)?;
        Ok(read(&database)?)
    };
    let (history, baseline) = (make(case.history)?, make(case.baseline)?);
    assert_eq!(named(&compare(&history, &history, &BTreeSet::new())), [""; 0]);
    let expected: Vec<&str> = case.expected.iter().filter_map(|line| for_version(line, version)).collect();
    let found = compare(&history, &baseline, &BTreeSet::new());
    assert_eq!(named(&found), expected, "{found:#?}");
    assert_eq!(named(&compare(&baseline, &history, &BTreeSet::new())), expected, "the other way round");
    Ok(())
}

fn for_version(line: &'static str, version: u32) -> Option<&'static str> {
    match line.split_once("+ ") {
        Some((since, rest)) => (version >= since.parse().ok()?).then_some(rest),
        None => Some(line),
    }
}

fn named(differences: &[Difference]) -> Vec<String> {
    let name = |d: &Difference| format!("{} | {} | {}", d.kind, d.object, d.attribute.as_deref().unwrap_or("-"));
    differences.iter().map(name).collect()
}

fn run(database: &Database, sql: &str) -> Result<(), Failed> {
    database.connect()?.batch_execute(sql).map_err(|error| format!("{sql}: {:?}", error.as_db_error()).into())
}

fn major(shared: &Shared) -> u32 {
    shared.server().version().split('.').next().and_then(|major| major.parse().ok()).expect("a version")
}

fn every_column_is_compared_or_left_out_with_a_reason(shared: &Shared) -> Result<(), Failed> {
    let listed = listed();
    let whole: BTreeSet<&str> = relations::LEFT_OUT.iter().map(|(name, _)| *name).collect();
    let mut missing = Vec::new();
    for row in shared.server().database("columns")?.connect()?.query(
        "SELECT c.relname::text, a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          WHERE c.relnamespace = 'pg_catalog'::regnamespace AND (c.relkind = 'r' OR c.relname = 'pg_roles')
            AND a.attnum > 0 AND NOT a.attisdropped",
        &[],
    )? {
        let (relation, column): (String, String) = (row.get(0), row.get(1));
        let known = listed.get(relation.as_str()).is_some_and(|columns| columns.contains(column.as_str()));
        if !known && !whole.contains(relation.as_str()) {
            missing.push(format!("{relation}.{column}"));
        }
    }
    assert_eq!(missing, [""; 0]);
    Ok(())
}

/// Every column in the lists, compared or not.
fn listed() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut listed = BTreeMap::<_, BTreeSet<_>>::new();
    for relation in relations::ALL.iter().flat_map(|group| group.iter()) {
        let columns = listed.entry(relation.name).or_default();
        columns.extend(relation.compared());
        columns.extend(relation.excluded().map(|(column, _)| column));
    }
    listed
}

#[expect(clippy::unnecessary_wraps, reason = "as every test")]
fn no_column_is_both_compared_and_left_out(_: &Shared) -> Result<(), Failed> {
    for relation in relations::ALL.iter().flat_map(|group| group.iter()) {
        let compared: BTreeSet<&str> = relation.compared().collect();
        for (column, reason) in relation.excluded() {
            assert!(!compared.contains(column), "{}.{column}: {reason}", relation.name);
            assert!(!reason.is_empty());
        }
    }
    Ok(())
}

fn two_empty_databases_are_the_same(shared: &Shared) -> Result<(), Failed> {
    let [left, right] = ["left", "right"].map(|name| shared.server().database(name));
    let (left, right) = (read(&left?)?, read(&right?)?);
    assert!(left.objects.contains_key("schema public"), "{:?}", left.objects.keys());
    assert_eq!(named(&compare(&left, &right, &BTreeSet::new())), [""; 0]);
    assert_eq!(left.unread, [""; 0]);
    Ok(())
}

fn a_temporary_table_of_a_session_that_ends_is_not_seen(shared: &Shared) -> Result<(), Failed> {
    let database = shared.server().database("temporary")?;
    let before = read(&database)?;
    run(
        &database,
        "CREATE TEMPORARY TABLE t (a int); CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    )?;
    assert_eq!(named(&compare(&before, &read(&database)?, &BTreeSet::new())), [""; 0]);
    Ok(())
}

fn ignored_tables_are_not_compared(shared: &Shared) -> Result<(), Failed> {
    let [left, right] = ["left", "right"].map(|name| shared.server().database(name));
    let (left, right) = (left?, right?);
    run(
        &left,
        "CREATE TABLE schema_migrations (id serial PRIMARY KEY, version text UNIQUE);
                COMMENT ON COLUMN schema_migrations.version IS 'x'; CREATE TABLE kept (a int)",
    )?;
    run(&right, "CREATE TABLE kept (a int)")?;
    let (left, right) = (read(&left)?, read(&right)?);
    assert_eq!(named(&compare(&left, &right, &BTreeSet::new())), ["table | public.schema_migrations | -"]);
    assert_eq!(named(&compare(&left, &right, &["public.schema_migrations".to_owned()].into())), [""; 0]);
    Ok(())
}
