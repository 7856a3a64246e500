//! The proof on a real PostgreSQL: the history and the baseline make the same database.
//!
//! Three databases: in the first every statement runs on its own, and its outcome is held against the prediction; in the
//! second the history runs as its tool runs it; in the third the baseline runs. Then the catalogs and the rows of the second
//! and the third are compared.

pub mod catalog;
pub mod dump;
mod history;
mod outcomes;
mod places;
mod plan;
mod prepare;
pub mod rows;
mod session;

pub use places::Places;
pub use plan::{Migration, Plan, Sessions, Statement};

use super::{Outcomes, Snapshot, Timings, VerifyReport, compare};
use crate::engine::postgres::{Database, Installation, Server};
use crate::engine::{EngineError, ServerRefusal};
use crate::postgres::syntax;
use session::Session;
use std::time::Instant;

/// Runs and compares; what the server says about the SQL is in the report, an error means that there is no proof either way.
///
/// The databases stay until the server goes. Roles belong to all databases of a server: those that one of them makes get another
/// name before the next is begun, and one proof waits for the other.
pub fn run(server: &Server, plan: &Plan<'_>) -> Result<VerifyReport, EngineError> {
    let _turn = server.turn();
    let mut timings = Timings::default();
    let start = Instant::now();
    let outcomes = in_new_database(server, "outcomes", None, |database| outcomes::observe(plan, database))?.result;
    timings.outcomes = start.elapsed();

    let start = Instant::now();
    let witness = plan.second_witness;
    let history = in_new_database(server, "history", witness, |database| history::run(plan, database))?;
    timings.history = start.elapsed();

    let start = Instant::now();
    let baseline = in_new_database(server, "baseline", witness, |database| run_baseline(plan.baseline, database))?;
    timings.baseline = start.elapsed();

    let start = Instant::now();
    let mut differences = compare(&history.snapshot, &baseline.snapshot, &plan.ignored);
    for difference in &mut differences {
        difference.places = plan.places.of(difference);
    }
    let rows = rows::compare(&history.database, &baseline.database, &plan.volatile, &plan.ignored)?;
    timings.comparison = start.elapsed();
    let dump = history.dump.zip(baseline.dump).map(|(history, baseline)| dump::compare(&history, &baseline));
    Ok(VerifyReport {
        server_version: server.version().to_owned(),
        today: plan.today,
        unavailable: plan.unavailable.clone(),
        outcomes,
        failed_migrations: history.result,
        baseline_refusal: baseline.result.err(),
        objects: history.snapshot.objects.len(),
        unread: history.snapshot.unread,
        catalog: differences,
        rows,
        dump,
        timings,
    })
}

/// Only holds the outcome of each statement against its prediction; see [`run`].
pub fn observe(server: &Server, plan: &Plan<'_>) -> Result<Outcomes, EngineError> {
    let _turn = server.turn();
    let roles = server.roles()?;
    let outcomes = outcomes::observe(plan, &server.database("outcomes")?);
    server.set_aside_roles_besides(&roles)?;
    outcomes
}

/// A database, what was done in it, and its catalog afterwards.
struct Made<T> {
    database: Database,
    result: T,
    snapshot: Snapshot,
    /// What `pg_dump` says of it, where that was asked for.
    dump: Option<String>,
}

/// The catalog is read and dumped before the roles are set aside: both name them.
fn in_new_database<T>(
    server: &Server,
    name: &str,
    witness: Option<&Installation>,
    run: impl FnOnce(&Database) -> Result<T, EngineError>,
) -> Result<Made<T>, EngineError> {
    let roles = server.roles()?;
    let database = server.database(name)?;
    let made = run(&database).and_then(|result| {
        let snapshot = catalog::read(&database)?;
        let dumped = witness.map(|installation| dump::dump(installation, &database, dump::Extent::Schema));
        Ok((result, snapshot, dumped.transpose()?.flatten()))
    });
    server.set_aside_roles_besides(&roles)?;
    let (result, snapshot, dump) = made?;
    Ok(Made { database, result, snapshot, dump })
}

/// The baseline is one script: it has to run as one message, apart from data, which travels by itself.
fn run_baseline(text: &str, database: &Database) -> Result<Result<(), ServerRefusal>, EngineError> {
    let mut session = Session::open(database)?;
    let mut start = 0;
    for (raw, data) in syntax::split(text).into_iter().filter_map(|raw| Some((raw, raw.copy_data?))) {
        let before = &text[start..raw.span.start as usize];
        let verdict = match session.run(before)? {
            Ok(()) => session.copy(raw.span.slice(text), data.slice(text))?,
            refused => refused,
        };
        if verdict.is_err() {
            return Ok(verdict);
        }
        start = past_data(text, data.end as usize);
    }
    session.run(&text[start..])
}

/// Past the line that ends the data.
fn past_data(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let line = rest.find("\\.").unwrap_or(rest.len());
    end + rest[line..].find('\n').map_or(rest.len(), |newline| line + newline)
}
