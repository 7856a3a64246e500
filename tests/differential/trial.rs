//! What one history shows: the model, and the engine that it is held against.

use crate::history::{RandomHistory, Written};
use crate::run::Engine;
use rebaseline::run::{MigrationRecord, Outcome};
use rebaseline::verify::{Mismatch, Outcomes, RowDifference, VerifyReport};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Something that is not as the engine has it.
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
    /// Each statement that was held against the engine, and its outcome.
    pub outcomes: Vec<(&'static str, Outcome)>,
    /// Those that were not.
    pub unpredicted: Vec<Unpredicted>,
    pub differences: Vec<Difference>,
}

impl Trial {
    /// What a replay comes to, or the trial that says that it panicked.
    pub fn attempt<T>(replay: impl FnOnce() -> T) -> Result<T, Self> {
        catch_unwind(AssertUnwindSafe(replay)).map_err(|_| {
            let text = "the replay panicked".to_owned();
            Self { differences: vec![Difference { signature: text.clone(), text }], ..Self::default() }
        })
    }

    /// Takes out what the model does not claim to know, so that everything else can be held against the engine: replays until nothing is
    /// left to take out.
    pub fn of<T>(
        history: &mut RandomHistory,
        replay: impl Fn(&RandomHistory) -> T,
        records: impl Fn(&T) -> &[MigrationRecord],
    ) -> (Self, T) {
        let mut trial = Self::default();
        loop {
            let replayed = replay(history);
            let taken = take_unpredicted(history, records(&replayed));
            if taken.is_empty() {
                trial.outcomes = outcomes(history, records(&replayed));
                return (trial, replayed);
            }
            trial.unpredicted.extend(taken);
        }
    }
}

fn outcomes(history: &RandomHistory, records: &[MigrationRecord]) -> Vec<(&'static str, Outcome)> {
    let records = records.iter().flat_map(|record| &record.statements);
    history.statements().zip(records).map(|(statement, record)| (statement.kind, record.outcome.clone())).collect()
}

fn take_unpredicted(history: &mut RandomHistory, records: &[MigrationRecord]) -> Vec<Unpredicted> {
    let statements = || records.iter().flat_map(|record| &record.statements);
    // A failure that is uncertain only because of a statement before it is certain without that one.
    let is_certain = |outcome: &Outcome| match outcome {
        Outcome::Opaque(_) | Outcome::Probable { .. } => true,
        Outcome::Undecided(reason) => !reason.starts_with("it would fail with"),
        _ => false,
    };
    let any_certain = statements().any(|statement| is_certain(&statement.outcome));
    let mut taken = Vec::new();
    for (file, record) in history.files.iter_mut().zip(records) {
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

/// The first outcome that is not as predicted, since what is wrong later may follow from it, and every failure that is worded otherwise.
pub fn outcome_differences<E: Engine>(outcomes: &Outcomes, written: &RandomHistory) -> Vec<Difference> {
    let wrong = outcomes.wrong.iter().take(1).map(|wrong| mismatch::<E>("outcome", wrong, written));
    wrong.chain(outcomes.wording.iter().map(|wrong| mismatch::<E>("wording", wrong, written))).collect()
}

/// What the baseline does not make as the history does.
pub fn end_differences<E: Engine>(
    report: &VerifyReport,
    is_ignored: impl Fn(&RowDifference) -> bool,
) -> Vec<Difference> {
    if let Some(refusal) = &report.baseline_refusal {
        let text = format!("baseline refused: {refusal}");
        return vec![Difference { signature: E::nameless(&text), text }];
    }
    let catalog = report.catalog.iter().map(|difference| {
        let presence = |side: &Option<String>| if side.is_some() { "+" } else { "-" };
        let attribute = difference.attribute.as_deref().unwrap_or("itself");
        let sides = format!("{}{}", presence(&difference.history), presence(&difference.baseline));
        Difference {
            signature: format!("catalog: {} {attribute} {sides}", difference.kind),
            text: format!("{difference:?}"),
        }
    });
    let rows = report.rows.differences.iter().filter(|rows| !is_ignored(rows)).map(|rows| {
        let sides = (rows.only_history.min(1), rows.only_baseline.min(1));
        Difference { signature: format!("rows: {sides:?}"), text: format!("{rows:?}") }
    });
    catalog.chain(rows).collect()
}

/// There is no telling, since the engine itself could not be used.
pub fn trouble(error: &dyn std::error::Error) -> Vec<Difference> {
    vec![Difference { signature: "engine".into(), text: error.to_string() }]
}

fn mismatch<E: Engine>(what: &str, wrong: &Mismatch, written: &RandomHistory) -> Difference {
    let number: usize = wrong.migration[..3].parse().expect("files are numbered");
    let statement = wrong.line.and_then(|line| written.at::<E>(number - 1, line));
    let text = statement.map_or("COMMIT at the end", |statement| statement.text.as_str());
    let kind = statement.map_or("COMMIT at the end", |statement| statement.kind);
    Difference {
        signature: format!("{what}: {} → {}", E::nameless(&wrong.predicted), E::nameless(&wrong.actual)),
        text: format!("{kind}: {text}\n    predicted {}\n    actual    {}", wrong.predicted, wrong.actual),
    }
}
