//! What the stages of the cases have in common.

pub mod engine;
pub mod laws;
pub mod outputs;

use rebaseline::config::Config;
use rebaseline::history::History;
use rebaseline::postgres::replay::OnFailure;
use rebaseline::squash::{Options, Squashed, squash};
use std::path::Path;

/// A history, squashed.
fn squashed(history: &History, options: &Options) -> Result<Squashed, String> {
    squash(history, options).map_err(|error| error.to_string())
}

/// A history and how it is squashed: as its own `rebaseline.yaml` says, else as far as it goes.
pub fn read(history: &Path) -> Result<(History, Options), String> {
    let config = match Config::find(history) {
        Some(path) => Config::read(&path).map_err(|error| error.to_string())?,
        None => Config::default(),
    };
    let options = Options {
        environment: config.environment(),
        on_failure: config.on_failure.unwrap_or(OnFailure::Continue),
        style: config.style.unwrap_or_default(),
        ..Options::default()
    };
    let history = History::read(history, &config.read_options()).map_err(|error| error.to_string())?;
    Ok((history, options))
}
