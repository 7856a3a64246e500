//! One history in the replay and on the server: what differs.

use crate::history::{RandomHistory, Written};
use crate::names::quoted;
use rebaseline::engine::EngineError;
use rebaseline::engine::postgres::Server;
use rebaseline::environment::Environment;
use rebaseline::history::{History, ReadOptions};
use rebaseline::postgres::catalog::{Catalog, Object};
use rebaseline::postgres::replay::{OnFailure, Outcome, Replay};
use rebaseline::squash::{Options, Squashed, squash};
use rebaseline::verify::postgres::{self, Plan};
use rebaseline::verify::{Mismatch, Outcomes, RowDifference};
use std::collections::BTreeSet;
use std::path::Path;

/// Something that is not as the server has it.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The same for differences that have, most likely, one cause.
    pub signature: String,
    /// What it is.
    pub text: String,
}

/// A statement for which nothing was predicted.
#[derive(Debug, Clone)]
pub struct Unpredicted {
    pub kind: &'static str,
    pub outcome: Outcome,
}

/// What became of a history.
#[derive(Debug, Default)]
pub struct Trial {
    /// Each statement that was held against the server, and its outcome.
    pub outcomes: Vec<(&'static str, Outcome)>,
    /// Those that were not.
    pub unpredicted: Vec<Unpredicted>,
    pub differences: Vec<Difference>,
}

/// Takes out what the replay does not claim to know, so that everything else can be held against the server, and does that.
pub fn run(server: &Server, environment: &Environment, mut history: RandomHistory, folder: &Path) -> Trial {
    let mut trial = Trial::default();
    loop {
        let (read, squashed) = squash_in(environment, &history, folder);
        let taken = take_unpredicted(&mut history, replayed(&squashed));
        if taken.is_empty() {
            trial.outcomes = history
                .statements()
                .zip(replayed(&squashed).migrations.iter().flat_map(|record| &record.statements))
                .map(|(statement, record)| (statement.kind, record.outcome.clone()))
                .collect();
            trial.differences = compare(server, &read, &squashed, &history);
            return trial;
        }
        trial.unpredicted.extend(taken);
    }
}

fn replayed(squashed: &Squashed) -> &Replay {
    squashed.replayed.postgres().expect("a history of PostgreSQL")
}

fn squash_in(environment: &Environment, history: &RandomHistory, folder: &Path) -> (History, Squashed) {
    let _ = std::fs::remove_dir_all(folder);
    history.write(folder).expect("a folder to write to");
    let read = History::read(folder, &ReadOptions::default()).expect("a plain folder");
    let squashed = squash(
        &read,
        &Options { environment: environment.clone(), on_failure: OnFailure::Ignore, ..Options::default() },
    );
    (read, squashed.expect("a history can be squashed"))
}

fn take_unpredicted(history: &mut RandomHistory, replay: &Replay) -> Vec<Unpredicted> {
    let statements = || replay.migrations.iter().flat_map(|record| &record.statements);
    // A failure that is uncertain only because of a statement before it is certain without that one.
    let is_certain = |outcome: &Outcome| match outcome {
        Outcome::Opaque(_) | Outcome::Probable { .. } => true,
        Outcome::Undecided(reason) => !reason.starts_with("it would fail with"),
        _ => false,
    };
    let any_certain = statements().any(|statement| is_certain(&statement.outcome));
    let mut taken = Vec::new();
    for (file, record) in history.files.iter_mut().zip(&replay.migrations) {
        let mut outcomes = record.statements.iter().map(|statement| &statement.outcome);
        file.retain(|statement: &Written| match outcomes.next() {
            Some(outcome @ (Outcome::Opaque(_) | Outcome::Undecided(_) | Outcome::Probable { .. }))
                if !any_certain || is_certain(outcome) =>
            {
                taken.push(Unpredicted { kind: statement.kind, outcome: outcome.clone() });
                false
            }
            _ => true,
        });
    }
    taken
}

fn compare(server: &Server, history: &History, squashed: &Squashed, written: &RandomHistory) -> Vec<Difference> {
    let plan = Plan::new(history, replayed(squashed), replayed(squashed), &squashed.baseline, OnFailure::Ignore);
    let compared = postgres::observe(server, &plan).map(|outcomes| outcome_differences(&outcomes, written));
    // What else differs may follow from a wrong outcome.
    let compared = compared.and_then(|found| {
        if found.is_empty() {
            all_differences(server, &plan, &materialized_views(&replayed(squashed).catalog))
        } else {
            Ok(found)
        }
    });
    compared.unwrap_or_else(|error| vec![Difference { signature: "engine".into(), text: error.to_string() }])
}

fn outcome_differences(outcomes: &Outcomes, written: &RandomHistory) -> Vec<Difference> {
    // What is wrong later may follow from it.
    let wrong = outcomes.wrong.iter().take(1).map(|wrong| mismatch("outcome", wrong, written));
    wrong.chain(outcomes.wording.iter().map(|wrong| mismatch("wording", wrong, written))).collect()
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
    let mut found = Vec::new();
    if let Some(refusal) = &report.baseline_refusal {
        let text = format!("baseline refused: {refusal}");
        return Ok(vec![Difference { signature: nameless(&text), text }]);
    }
    found.extend(report.catalog.iter().map(|difference| {
        let presence = |side: &Option<String>| if side.is_some() { "+" } else { "-" };
        let attribute = difference.attribute.as_deref().unwrap_or("itself");
        let sides = format!("{}{}", presence(&difference.history), presence(&difference.baseline));
        Difference {
            signature: format!("catalog: {} {attribute} {sides}", difference.kind),
            text: format!("{difference:?}"),
        }
    }));
    // A materialised view is computed from the final rows, see docs/fidelity.md.
    let is_view = |rows: &&RowDifference| views.contains(&rows.table);
    found.extend(report.rows.differences.iter().filter(|rows| !is_view(rows)).map(|rows| {
        let sides = (rows.only_history.min(1), rows.only_baseline.min(1));
        Difference { signature: format!("rows: {sides:?}"), text: format!("{rows:?}") }
    }));
    Ok(found)
}

fn mismatch(what: &str, wrong: &Mismatch, written: &RandomHistory) -> Difference {
    let number: usize = wrong.migration[..3].parse().expect("files are numbered");
    let statement = wrong.line.and_then(|line| written.at(number - 1, line));
    let text = statement.map_or("COMMIT at the end", |statement| statement.text.as_str());
    let kind = statement.map_or("COMMIT at the end", |statement| statement.kind);
    Difference {
        signature: format!("{what}: {} → {}", nameless(&wrong.predicted), nameless(&wrong.actual)),
        text: format!("{kind}: {text}\n    predicted {}\n    actual    {}", wrong.predicted, wrong.actual),
    }
}

/// A message without the names and types in it.
fn nameless(message: &str) -> String {
    let mut plain = String::new();
    let message = message.split(" by type ").next().unwrap_or_default();
    let message = message.split(" is of type ").next().unwrap_or_default();
    let message = message.split(" declared to return ").next().unwrap_or_default();
    let message = message.split(" at byte ").next().unwrap_or_default();
    for (index, part) in message.split('"').enumerate() {
        plain.push_str(if index % 2 == 0 { part } else { "…" });
    }
    plain
}
