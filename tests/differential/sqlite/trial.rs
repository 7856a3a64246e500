//! One history in the replay, and as its baseline makes it anew: what differs.

use super::Sqlite;
use crate::history::RandomHistory;
use crate::trial::{Trial, end_differences, outcome_differences, trouble};
use rebaseline::dialect::Dialect;
use rebaseline::history::{History, ReadOptions};
use rebaseline::run::OnFailure;
use rebaseline::squash::{Options, Squashed, squash};
use rebaseline::verify;
use std::path::Path;

/// Holds a history against ordinary databases.
pub fn run(mut history: RandomHistory, folder: &Path) -> Trial {
    let replay = |history: &RandomHistory| squash_in(history, folder);
    let replayed = Trial::attempt(|| Trial::of(&mut history, replay, |(_, squashed)| squashed.replayed.migrations()));
    let (mut trial, (read, squashed)) = match replayed {
        Ok(replayed) => replayed,
        Err(panicked) => return panicked,
    };
    let replay = squashed.replayed.sqlite().expect("a history of SQLite");
    let options = options();
    trial.differences =
        match verify::sqlite::run(&read, &options.environment, options.on_failure, replay, &squashed.baseline) {
            Ok(report) => {
                let mut found = outcome_differences::<Sqlite>(&report.outcomes, &history);
                // What else differs may follow from a wrong outcome.
                if found.is_empty() {
                    found = end_differences::<Sqlite>(&report, |_| false);
                }
                found
            }
            Err(error) => trouble(&error),
        };
    trial
}

fn options() -> Options {
    Options { on_failure: OnFailure::Ignore, ..Options::default() }
}

fn squash_in(history: &RandomHistory, folder: &Path) -> (History, Squashed) {
    let _ = std::fs::remove_dir_all(folder);
    history.write::<Sqlite>(folder).expect("a folder to write to");
    let read = ReadOptions { dialect: Some(Dialect::Sqlite), ..ReadOptions::default() };
    let read = History::read(folder, &read).expect("a plain folder");
    let squashed = squash(&read, &options()).expect("a history can be squashed");
    (read, squashed)
}
