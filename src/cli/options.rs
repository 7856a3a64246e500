//! What the commands have in common: which history, and what it is meant for.
//!
//! Everything here can also stand in `rebaseline.yaml` beside the history; the command line wins.

use super::exit::Exit;
use super::terminal;
use crate::config::Config;
use crate::dialect::Dialect;
use crate::environment::{Environment, Version};
use crate::history::{History, ReadOptions};
use crate::run::{MigrationRecord, OnFailure, Status, Tally};
use crate::tools::Tool;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// The options that choose and read a history.
#[derive(Debug, Args)]
pub(crate) struct HistoryOptions {
    /// The folder of migrations, or a single SQL file.
    pub(crate) history: PathBuf,

    #[command(flatten)]
    reading: ReadingOptions,
}

impl HistoryOptions {
    /// Reads configuration and history, and shows what there is to say about its files.
    pub(crate) fn read(&self, default: OnFailure) -> Result<Job> {
        self.reading.read(&self.history, default)
    }
}

/// The options that say how a history is read, and what it is meant for.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReadingOptions {
    /// The SQL dialect: postgres, mariadb, mysql, sqlite [default: found out].
    #[arg(long, value_name = "NAME")]
    pub(crate) dialect: Option<Dialect>,

    /// The migration tool whose rules hold: plain, golang-migrate, dbmate, goose, sqlx, diesel, prisma, popx,
    /// maragudk-migrate, synapse [default: found out].
    #[arg(long, value_name = "NAME")]
    tool: Option<Tool>,

    /// The last migration to take: its version, number or file name.
    #[arg(long, value_name = "VERSION")]
    pub(crate) through: Option<String>,

    /// What happens after a statement that the server refuses.
    #[arg(long, value_name = "stop|continue|ignore")]
    on_failure: Option<OnFailure>,

    /// Version of the server that the history is meant for, such as `15` or `10.11`.
    #[arg(long, value_name = "VERSION")]
    engine_version: Option<Version>,

    /// The configuration file [default: rebaseline.yaml beside the history].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// How a command prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// A history, read, and what it is meant for.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) history: History,
    pub(crate) environment: Environment,
    pub(crate) on_failure: OnFailure,
    pub(crate) config: Config,
    /// The dialect, where it was named and not found out.
    pub(crate) named_dialect: Option<Dialect>,
}

impl ReadingOptions {
    /// Reads configuration and history, and shows what there is to say about its files.
    pub(crate) fn read(&self, history: &Path, default: OnFailure) -> Result<Job> {
        let path = self.config.clone().or_else(|| Config::find(history));
        let config = path.map_or_else(|| Ok(Config::default()), |path| Config::read(&path))?;
        let configured = config.read_options();
        let options = ReadOptions {
            tool: self.tool.or(configured.tool),
            dialect: self.dialect.or(configured.dialect),
            through: self.through.clone().or(configured.through),
            ..configured
        };
        let named_dialect = options.dialect;
        let history = History::read(history, &options)?;
        terminal::show_diagnostics(&history);
        let mut environment = config.environment();
        environment.engine_version = self.engine_version.or(environment.engine_version);
        let on_failure = self.on_failure.or(config.on_failure).unwrap_or(default);
        Ok(Job { history, environment, on_failure, config, named_dialect })
    }
}

/// What a replay alone says about how a command ends.
pub(crate) fn exit_of(records: &[MigrationRecord], on_failure: OnFailure) -> Exit {
    let tally = Tally::of(records);
    let failed = records.iter().any(|record| record.status == Status::Failed);
    let stopped = if failed && on_failure == OnFailure::Stop { Exit::Stopped } else { Exit::Done };
    let inexact = if tally.opaque + tally.undecided > 0 { Exit::Inexact } else { Exit::Done };
    stopped.max(inexact)
}
