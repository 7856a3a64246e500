//! The proof on a real MariaDB or MySQL: the history and the baseline make the same database.
//!
//! The same runner that drives the model drives a connection to the server, and the records of both are compared. Then what was made is
//! read, everything is removed, and the baseline runs in a database of the same name: whatever names it comes out alike.

pub mod catalog;
mod client;
mod places;
mod plan;
pub mod relations;
mod rows;

pub use places::Places;
pub use plan::{Column, Plan};

use super::{Difference, FailedMigration, Outcomes, Rows, Snapshot, Timings, VerifyReport, compare};
use crate::engine::mysql::{Database, Server};
use crate::engine::{EngineError, ServerRefusal};
use crate::mysql::{self, Splitting, SyntaxMode};
use crate::run::{self, MigrationRecord, Outcome};
use client::Client;
use rows::Contents;
use std::collections::BTreeSet;
use std::time::Instant;

/// Runs and compares; what the server says about the SQL is in the report, an error means that there is no proof either way.
///
/// There is one database at a time on a server: one proof waits for the other.
pub fn run(server: &Server, plan: &Plan<'_>) -> Result<VerifyReport, EngineError> {
    let mut timings = Timings::default();
    let start = Instant::now();
    let (history, records) = made(server, plan, |database| run_history(database, plan))?;
    timings.history = start.elapsed();

    let start = Instant::now();
    let (baseline, refusal) = made(server, plan, |database| run_script(database, plan))?;
    timings.baseline = start.elapsed();

    let start = Instant::now();
    let differences = compare(&history.snapshot, &baseline.snapshot, &BTreeSet::new());
    let mut catalog = told_once(without_the_clock(server, plan, differences, timings)?);
    for difference in &mut catalog {
        difference.places = plan.places.of(difference);
    }
    let rows = compare_rows(history.contents, &baseline.contents);
    timings.comparison = start.elapsed();
    Ok(VerifyReport {
        server_version: server.version().to_owned(),
        today: None,
        unavailable: BTreeSet::new(),
        outcomes: Outcomes::of(plan.history, &as_a_server_tells(plan.predicted), &as_a_server_tells(&records)),
        failed_migrations: FailedMigration::all(plan.history, &records),
        baseline_refusal: refusal,
        objects: history.snapshot.objects.len(),
        unread: Vec::new(),
        catalog,
        rows,
        dump: None,
        timings,
    })
}

/// What a script made.
struct Made {
    snapshot: Snapshot,
    contents: Contents,
}

/// Runs something in a new database, and reads what it made.
fn made<T>(
    server: &Server,
    plan: &Plan<'_>,
    run: impl FnOnce(&Database<'_>) -> Result<T, EngineError>,
) -> Result<(Made, T), EngineError> {
    let mut database = server.database(&plan.definition)?;
    let result = run(&database)?;
    let snapshot = catalog::read(&mut database)?;
    let contents = rows::read(&mut database, &plan.volatile)?;
    Ok((Made { snapshot, contents }, result))
}

fn run_history(database: &Database<'_>, plan: &Plan<'_>) -> Result<Vec<MigrationRecord>, EngineError> {
    let mut client = Client::open(database, plan)?;
    let records = run::run(plan.history, &mut client, plan.on_failure);
    client.close()?;
    Ok(records)
}

/// Runs the baseline up to its first failure, whose position is that of the statement.
fn run_script(database: &Database<'_>, plan: &Plan<'_>) -> Result<Option<ServerRefusal>, EngineError> {
    let mut session = database.connect()?;
    let mode = SyntaxMode::new(&plan.profile, plan.profile.sql_mode);
    for raw in mysql::split(plan.baseline, Splitting::Client, &mode) {
        if let Err(refusal) = session.run(raw.span.slice(plan.baseline))? {
            return Ok(Some(ServerRefusal { position: Some(raw.span.start), ..refusal.into() }));
        }
    }
    Ok(None)
}

/// A server says neither whether what it accepted had an effect, nor where in a statement it found something wrong; and it makes up names
/// for tables that it rebuilds.
fn as_a_server_tells(records: &[MigrationRecord]) -> Vec<MigrationRecord> {
    let mut records = records.to_vec();
    for statement in records.iter_mut().flat_map(|record| &mut record.statements) {
        match &mut statement.outcome {
            outcome @ Outcome::Noop(_) => *outcome = Outcome::Applied,
            Outcome::Failed(failure) => {
                failure.position = None;
                failure.message = without_numbers(&failure.message);
            }
            _ => {}
        }
    }
    records
}

/// `` `#sql-alter-1a2b-3` `` without its numbers.
fn without_numbers(message: &str) -> String {
    const START: &str = "#sql-";
    let Some(start) = message.find(START) else { return message.to_owned() };
    let name = &message[start..];
    let end = name.find('`').unwrap_or(name.len());
    format!("{}{START}{}", &message[..start], &name[end..])
}

/// Events begin when they are made, unless they say when: times that are as far apart as the two runs are the same.
fn without_the_clock(
    server: &Server,
    plan: &Plan<'_>,
    differences: Vec<Difference>,
    timings: Timings,
) -> Result<Vec<Difference>, EngineError> {
    const TIMES: [&str; 3] = ["STARTS", "ENDS", "EXECUTE_AT"];
    let is_time = |difference: &Difference| {
        difference.kind == "event"
            && difference.attribute.as_deref().is_some_and(|attribute| TIMES.contains(&attribute))
    };
    if !differences.iter().any(is_time) {
        return Ok(differences);
    }
    let mut session = server.database(&plan.definition)?.connect()?;
    let apart = (timings.history + timings.baseline).as_secs() + 1;
    let mut kept = Vec::new();
    for difference in differences {
        let (Some(history), Some(baseline)) = (&difference.history, &difference.baseline) else {
            kept.push(difference);
            continue;
        };
        let sql = format!("SELECT timestampdiff(SECOND, '{history}', '{baseline}') BETWEEN 0 AND {apart}");
        if !(is_time(&difference) && session.column(&sql)? == ["1"]) {
            kept.push(difference);
        }
    }
    Ok(kept)
}

/// `SHOW CREATE` says everything of an object once more: it is only told where nothing else of the object differs.
fn told_once(differences: Vec<Difference>) -> Vec<Difference> {
    let is_definition = |difference: &Difference| {
        difference.attribute.as_deref().is_some_and(|attribute| attribute.starts_with("SHOW CREATE"))
    };
    let object = |difference: &Difference| places::whole(&difference.object).to_owned();
    let told: BTreeSet<String> = differences.iter().filter(|found| !is_definition(found)).map(object).collect();
    let mut differences = differences;
    differences.retain(|difference| !(is_definition(difference) && told.contains(&difference.object)));
    differences
}

/// Tables that only one side has are for the comparison of catalogs to tell.
fn compare_rows(history: Contents, baseline: &Contents) -> Rows {
    let mut compared = Rows { masked: history.masked.into_iter().collect(), ..Rows::default() };
    for (name, rows) in &history.tables {
        let Some(others) = baseline.tables.get(name) else { continue };
        compared.compare(name, rows, others);
        if history.sequences.contains(name) {
            compared.sequences += 1;
            compared.tables -= 1;
            compared.rows -= 1;
        }
    }
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_told_only_where_nothing_else_is() {
        let difference = |kind: &str, object: &str, attribute: &str| Difference {
            kind: kind.into(),
            object: object.into(),
            attribute: Some(attribute.into()),
            history: None,
            baseline: None,
            places: Vec::new(),
        };
        let table = difference("table", "`a`.`t`", "SHOW CREATE TABLE");
        let other = difference("table", "`a`.`u`", "SHOW CREATE TABLE");
        let column = difference("column", "`a`.`t`.`c`", "COLUMN_TYPE");
        assert_eq!(told_once(vec![column.clone(), table, other.clone()]), [column, other]);
    }

    #[test]
    fn names_of_the_server_s_own_tables_are_alike() {
        let message = "fails (`a`.`#sql-alter-1f-3`, CONSTRAINT `c` …)";
        assert_eq!(without_numbers(message), "fails (`a`.`#sql-`, CONSTRAINT `c` …)");
        assert_eq!(without_numbers("no"), "no");
    }
}
