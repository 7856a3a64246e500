//! The proof on SQLite: the history and the baseline make the same database.

use super::catalog::Difference;
use super::history::FailedMigration;
use super::outcomes::{Mismatch, Outcomes};
use super::report::{Timings, VerifyReport};
use super::rows::{RowDifference, Rows};
use crate::engine::postgres::ServerRefusal;
use crate::environment::Environment;
use crate::history::History;
use crate::run::{Failure, MigrationRecord, OnFailure, Outcome, Status};
use crate::sqlite::{Database, Replay, Schema, Value, Witness};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

/// So many rows of each side are shown.
const SHOWN: usize = 3;

/// Runs a history and a baseline in ordinary databases, and compares them with the prediction and with each other.
pub fn run(
    history: &History,
    environment: &Environment,
    on_failure: OnFailure,
    replay: &Replay,
    baseline: &str,
) -> Result<VerifyReport, rusqlite::Error> {
    let mut timings = Timings::default();
    let start = Instant::now();
    let (made, records) = Witness::of_history(history, environment, on_failure)?;
    timings.history = start.elapsed();
    let start = Instant::now();
    let (remade, refusal) = Witness::of_script(baseline)?;
    timings.baseline = start.elapsed();
    let start = Instant::now();
    let schema = made.schema()?;
    let catalog = schema_differences(&schema, &remade.schema()?);
    let rows = compare_rows(&made, &remade, &replay.database)?;
    timings.comparison = start.elapsed();
    Ok(VerifyReport {
        today: None,
        server_version: rusqlite::version().to_owned(),
        outcomes: judge(history, &replay.migrations, &records),
        failed_migrations: failed(history, &records),
        baseline_refusal: refusal.as_ref().map(refused),
        objects: schema.len(),
        unread: Vec::new(),
        catalog,
        rows,
        dump: None,
        timings,
    })
}

fn refused(failure: &Failure) -> ServerRefusal {
    ServerRefusal { code: failure.code.to_owned(), message: failure.message.clone(), position: failure.position }
}

fn failed(history: &History, records: &[MigrationRecord]) -> Vec<FailedMigration> {
    let failed = std::iter::zip(&history.migrations, records).filter(|(_, record)| record.status == Status::Failed);
    let named = failed.filter_map(|(migration, record)| {
        let (statement, failure) = record.failure()?;
        let line = Some(migration.source.line(statement.span.start));
        Some(FailedMigration { migration: migration.file.clone(), line, refusal: refused(failure) })
    });
    named.collect()
}

fn judge(history: &History, predicted: &[MigrationRecord], actual: &[MigrationRecord]) -> Outcomes {
    let mut outcomes = Outcomes::default();
    for ((migration, predicted), actual) in std::iter::zip(&history.migrations, predicted).zip(actual) {
        for (predicted, actual) in std::iter::zip(&predicted.statements, &actual.statements) {
            let mismatch = || Mismatch {
                migration: migration.file.clone(),
                line: Some(migration.source.line(predicted.span.start)),
                predicted: predicted.outcome.to_string(),
                actual: actual.outcome.to_string(),
            };
            match (&predicted.outcome, &actual.outcome) {
                (Outcome::Opaque(_) | Outcome::Undecided(_), _) => outcomes.unpredicted += 1,
                (Outcome::Failed(one), Outcome::Failed(other)) if one.code == other.code => {
                    outcomes.right += 1;
                    if one != other {
                        outcomes.wording.push(mismatch());
                    }
                }
                (one, other) if one.key() == other.key() => outcomes.right += 1,
                _ => outcomes.wrong.push(mismatch()),
            }
        }
    }
    outcomes
}

fn schema_differences(history: &Schema, baseline: &Schema) -> Vec<Difference> {
    let keys: BTreeSet<_> = history.keys().chain(baseline.keys()).collect();
    let differing = keys.into_iter().filter(|key| history.get(*key) != baseline.get(*key));
    let difference = |(kind, name): &(String, String)| {
        let key = (kind.clone(), name.clone());
        let side = |schema: &Schema| schema.get(&key).map(|sql| sql.clone().unwrap_or_else(|| "(implicit)".to_owned()));
        Difference {
            kind: kind.clone(),
            object: name.clone(),
            attribute: Some("sql".to_owned()).filter(|_| history.contains_key(&key) && baseline.contains_key(&key)),
            history: side(history),
            baseline: side(baseline),
            places: Vec::new(),
        }
    };
    differing.map(difference).collect()
}

fn compare_rows(made: &Witness, remade: &Witness, database: &Database) -> Result<Rows, rusqlite::Error> {
    let mut compared = Rows::default();
    let others: BTreeSet<String> = remade.tables()?.into_iter().collect();
    for table in made.tables()?.into_iter().filter(|table| others.contains(table)) {
        let masked = deferred_columns(database, &table);
        compared.masked.extend(masked.iter().map(|column| format!("{table}.{column}")));
        let (history, baseline) = match (made.rows(&table, &masked), remade.rows(&table, &masked)) {
            (Ok(history), Ok(baseline)) => (history, baseline),
            // An index without contents of its own cannot be read.
            (Err(_), Err(_)) => continue,
            (Err(error), _) | (_, Err(error)) => return Err(error),
        };
        compared.tables += 1;
        compared.rows += history.values().sum::<u64>();
        compared.differences.extend(row_difference(table, &history, &baseline));
    }
    Ok(compared)
}

/// The columns in which a cell is computed anew each time.
fn deferred_columns(database: &Database, table: &str) -> BTreeSet<String> {
    let Some(table) = database.table(table) else { return BTreeSet::new() };
    let is_deferred = |column: usize| table.rows.known().any(|row| matches!(row[column], Value::Deferred(_)));
    let columns = table.columns.iter().enumerate();
    columns.filter(|(index, _)| is_deferred(*index)).map(|(_, column)| column.name.clone()).collect()
}

fn row_difference(
    table: String,
    history: &BTreeMap<String, u64>,
    baseline: &BTreeMap<String, u64>,
) -> Option<RowDifference> {
    let only = |one: &BTreeMap<String, u64>, other: &BTreeMap<String, u64>| -> (u64, Vec<String>) {
        let surplus = |(row, count): (&String, &u64)| {
            let surplus = count.saturating_sub(other.get(row).copied().unwrap_or_default());
            (surplus > 0).then(|| (row.clone(), surplus))
        };
        let rows: Vec<(String, u64)> = one.iter().filter_map(surplus).collect();
        (rows.iter().map(|(_, count)| count).sum(), rows.into_iter().map(|(row, _)| row).take(SHOWN).collect())
    };
    let ((only_history, history), (only_baseline, baseline)) = (only(history, baseline), only(baseline, history));
    (only_history + only_baseline > 0).then_some(RowDifference {
        table,
        only_history,
        only_baseline,
        history,
        baseline,
    })
}
