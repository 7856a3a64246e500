//! One history in the replay and on the server: what differs.

use super::Postgres;
use super::names::quoted;
use crate::history::RandomHistory;
use crate::trial::{Difference, Trial, end_differences, outcome_differences, trouble};
use rebaseline::engine::EngineError;
use rebaseline::engine::postgres::Server;
use rebaseline::environment::Environment;
use rebaseline::history::{History, ReadOptions};
use rebaseline::postgres::catalog::{Catalog, Object};
use rebaseline::postgres::replay::{OnFailure, Replay};
use rebaseline::squash::{Options, Squashed, squash};
use rebaseline::verify::postgres::{self, Plan};
use std::collections::BTreeSet;
use std::path::Path;

/// Holds a history against the server.
pub fn run(server: &Server, environment: &Environment, mut history: RandomHistory, folder: &Path) -> Trial {
    let replay = |history: &RandomHistory| squash_in(environment, history, folder);
    let (mut trial, (read, squashed)) = Trial::of(&mut history, replay, |(_, squashed)| squashed.replayed.migrations());
    trial.differences = compare(server, &read, &squashed, &history);
    trial
}

fn replayed(squashed: &Squashed) -> &Replay {
    squashed.replayed.postgres().expect("a history of PostgreSQL")
}

fn squash_in(environment: &Environment, history: &RandomHistory, folder: &Path) -> (History, Squashed) {
    let _ = std::fs::remove_dir_all(folder);
    history.write::<Postgres>(folder).expect("a folder to write to");
    let read = History::read(folder, &ReadOptions::default()).expect("a plain folder");
    let squashed = squash(
        &read,
        &Options { environment: environment.clone(), on_failure: OnFailure::Ignore, ..Options::default() },
    );
    (read, squashed.expect("a history can be squashed"))
}

fn compare(server: &Server, history: &History, squashed: &Squashed, written: &RandomHistory) -> Vec<Difference> {
    let plan = Plan::new(history, replayed(squashed), replayed(squashed), &squashed.baseline, OnFailure::Ignore);
    let compared = postgres::observe(server, &plan).map(|outcomes| outcome_differences::<Postgres>(&outcomes, written));
    // What else differs may follow from a wrong outcome.
    let compared = compared.and_then(|found| {
        if found.is_empty() {
            all_differences(server, &plan, &materialized_views(&replayed(squashed).catalog))
        } else {
            Ok(found)
        }
    });
    compared.unwrap_or_else(|error| trouble(&error))
}

/// The materialised views, by qualified name.
fn materialized_views(catalog: &Catalog) -> BTreeSet<String> {
    let views = catalog.objects().filter(|object| object.view().is_some());
    let qualified = |object: &Object| {
        let schema = object.schema.and_then(|schema| catalog.get(schema)).map(|schema| quoted(&schema.name));
        format!("{}.{}", schema.unwrap_or_default(), quoted(&object.name))
    };
    views.map(qualified).collect()
}

fn all_differences(server: &Server, plan: &Plan<'_>, views: &BTreeSet<String>) -> Result<Vec<Difference>, EngineError> {
    let report = postgres::run(server, plan)?;
    // A materialised view is computed from the final rows, see docs/fidelity.md.
    Ok(end_differences::<Postgres>(&report, |rows| views.contains(&rows.table)))
}
