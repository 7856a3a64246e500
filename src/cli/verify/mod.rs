//! `rebaseline verify`.

mod prove;
mod text;

use super::exit::Exit;
use super::options::{Format, HistoryOptions};
use crate::run::OnFailure;
use crate::squash::Squashed;
use anstream::println;
use anyhow::{Context, Result};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  rebaseline verify migrations
  rebaseline verify migrations --baseline baseline/baseline.sql
  rebaseline verify migrations --url postgres://localhost/empty --format json
  rebaseline verify migrations --url mysql://root@localhost/empty --dialect mariadb";

/// Prove on a real server that the baseline makes the same database.
///
/// Runs the history and the baseline in databases of their own and compares the outcome of every statement with the prediction, every
/// catalog entry, and the rows. The server is a scratch one that is started and removed again, or the one behind `--url`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    #[command(flatten)]
    history: HistoryOptions,

    /// The baseline to prove [default: the one that squash would write].
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// An empty database on a server of yours; what is needed is made beside it and dropped.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Also compare what `pg_dump` says of both databases.
    #[arg(long)]
    pg_dump: bool,

    /// How the result is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Verify {
    pub(super) fn run(self) -> Result<Exit> {
        let mut job = self.history.read(OnFailure::Continue)?;
        let report = prove::prove(&self, &mut job)?;
        match self.format {
            Format::Json => println!("{}", serde_json::to_string_pretty(&report)?),
            Format::Text => println!("{}", text::text(job.history.dialect, &report)),
        }
        Ok(if report.is_proven() { Exit::Done } else { Exit::Findings })
    }

    /// The baseline to prove: the file that was named, or what was squashed.
    fn baseline(&self, squashed: &Squashed) -> Result<String> {
        match &self.baseline {
            Some(path) => std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())),
            None => Ok(squashed.baseline.clone()),
        }
    }
}
