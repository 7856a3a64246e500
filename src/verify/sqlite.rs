//! The proof on SQLite: the history and the baseline make the same database.

use super::{Difference, FailedMigration, Outcomes, Rows, Timings, VerifyReport};
use crate::environment::Environment;
use crate::history::History;
use crate::run::OnFailure;
use crate::sqlite::{Database, Replay, Schema, Value, Witness};
use std::collections::BTreeSet;
use std::time::Instant;

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
        unavailable: BTreeSet::new(),
        server_version: rusqlite::version().to_owned(),
        outcomes: Outcomes::of(history, &replay.migrations, &records),
        failed_migrations: FailedMigration::all(history, &records),
        baseline_refusal: refusal.as_ref().map(Into::into),
        objects: schema.len(),
        unread: Vec::new(),
        catalog,
        rows,
        dump: None,
        timings,
    })
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
        compared.compare(&table, &history, &baseline);
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
