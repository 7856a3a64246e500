//! One history in the replay and on the server: what differs.

use super::MariaDb;
use crate::history::RandomHistory;
use crate::trial::{Trial, end_differences, outcome_differences, trouble};
use rebaseline::dialect::Dialect;
use rebaseline::engine::mysql::Server;
use rebaseline::environment::Environment;
use rebaseline::history::{History, ReadOptions};
use rebaseline::run::OnFailure;
use rebaseline::squash::{Options, Squashed, squash};
use rebaseline::verify::mysql::{self, Plan};
use std::path::Path;

/// Holds a history against the server.
pub fn run(server: &Server, environment: &Environment, mut history: RandomHistory, folder: &Path) -> Trial {
    let replay = |history: &RandomHistory| squash_in(environment, history, folder);
    let replayed = Trial::attempt(|| Trial::of(&mut history, replay, |(_, squashed)| squashed.replayed.migrations()));
    let (mut trial, (read, squashed)) = match replayed {
        Ok(replayed) => replayed,
        Err(panicked) => return panicked,
    };
    let replay = squashed.replayed.mysql().expect("a history of MariaDB");
    let plan = Plan::new(&read, environment, OnFailure::Ignore, replay, &squashed.baseline);
    trial.differences = match mysql::run(server, &plan) {
        Ok(report) => {
            let mut found = outcome_differences::<MariaDb>(&report.outcomes, &history);
            // What else differs may follow from a wrong outcome.
            if found.is_empty() {
                found = end_differences::<MariaDb>(&report, |_| false);
            }
            found
        }
        Err(error) => trouble(&error),
    };
    trial
}

fn squash_in(environment: &Environment, history: &RandomHistory, folder: &Path) -> (History, Squashed) {
    let _ = std::fs::remove_dir_all(folder);
    history.write::<MariaDb>(folder).expect("a folder to write to");
    let read = ReadOptions { dialect: Some(Dialect::MariaDb), ..ReadOptions::default() };
    let read = History::read(folder, &read).expect("a plain folder");
    let options = Options { environment: environment.clone(), on_failure: OnFailure::Ignore, ..Options::default() };
    let squashed = squash(&read, &options).expect("a history can be squashed");
    (read, squashed)
}
