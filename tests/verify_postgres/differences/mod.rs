//! Pairs of databases that differ in one thing, and what the comparison has to say about each.

mod others;
mod relations;
mod tables;

use crate::catalog::Case;

const fn case(
    name: &'static str,
    both: &'static str,
    history: &'static str,
    baseline: &'static str,
    expected: &'static [&'static str],
) -> Case {
    Case { name, since: 12, both, history, baseline, expected }
}

const fn since(version: u32, case: Case) -> Case {
    Case { since: version, ..case }
}

const T: &str = "CREATE TABLE t (a int, b text);";
const F: &str = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';";
const TF: &str = "CREATE TABLE t (a int, b text);
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

/// All of them.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    [tables::CASES, relations::CASES, others::CASES].into_iter().flatten()
}
