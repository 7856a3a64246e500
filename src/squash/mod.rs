//! The main job in one call: a history in, a baseline, a tracking seed and a report out. No input or output of its own.

mod mysql;
mod postgres;
mod report;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use report::{FailureReport, LeftOut, MigrationReport, ObjectCounts, Report, StatementReport};

use crate::baseline::{DataMode, Header, Style};
use crate::dialect::Dialect;
use crate::environment::Environment;
use crate::graph::{DependencyGraph, of_schema};
use crate::history::{History, Migration};
use crate::postgres::catalog::ObjectId;
use crate::postgres::replay::Replay;
use crate::run::{MigrationRecord, OnFailure, Status, Tally};
use crate::schema::Schema;
use crate::source::Origin;
use crate::tools;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// What a squash makes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Squashed {
    /// What became of each statement, and the database at the end.
    pub replayed: Replayed,
    /// `baseline.sql`.
    pub baseline: String,
    /// `data.sql`, where the rows are a script of their own.
    pub data: Option<String>,
    /// `tracking.sql`.
    pub tracking: String,
    /// `report.json`.
    pub report: Report,
}

/// A history as it was replayed on the model of its engine.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Replayed {
    /// On the model of PostgreSQL.
    Postgres(Box<Replay>),
    /// On the model of MariaDB and MySQL.
    MySql(Box<crate::mysql::Replay>),
    /// On SQLite itself.
    #[cfg(feature = "sqlite")]
    Sqlite(Box<crate::sqlite::Replay>),
}

impl Replayed {
    /// One record per migration, in order.
    pub fn migrations(&self) -> &[MigrationRecord] {
        match self {
            Self::Postgres(replay) => &replay.migrations,
            Self::MySql(replay) => &replay.migrations,
            #[cfg(feature = "sqlite")]
            Self::Sqlite(replay) => &replay.migrations,
        }
    }

    /// What it left, in words that all engines share.
    pub fn schema(&self) -> Result<Schema, SquashError> {
        Ok(match self {
            Self::Postgres(replay) => crate::postgres::schema(&replay.catalog),
            Self::MySql(replay) => crate::mysql::schema(&replay.catalog, &replay.database, &replay.profile),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(replay) => crate::sqlite::schema(&replay.database)?,
        })
    }

    /// What needs what in it.
    pub fn graph(&self) -> Result<Graph, SquashError> {
        Ok(match self {
            Self::Postgres(replay) => Graph::Postgres(crate::postgres::graph::dependencies(&replay.catalog)),
            Self::MySql(_) => Graph::Shared(of_schema(&self.schema()?)),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Graph::Shared(of_schema(&self.schema()?)),
        })
    }

    /// How many statements ended in each way.
    pub fn tally(&self) -> Tally {
        Tally::of(self.migrations())
    }

    /// The replay of a history of PostgreSQL.
    pub fn postgres(&self) -> Option<&Replay> {
        match self {
            Self::Postgres(replay) => Some(replay),
            _ => None,
        }
    }

    /// The replay of a history of SQLite.
    #[cfg(feature = "sqlite")]
    pub fn sqlite(&self) -> Option<&crate::sqlite::Replay> {
        match self {
            Self::Sqlite(replay) => Some(replay),
            _ => None,
        }
    }

    /// The replay of a history of MariaDB or MySQL.
    pub fn mysql(&self) -> Option<&crate::mysql::Replay> {
        match self {
            Self::MySql(replay) => Some(replay),
            _ => None,
        }
    }
}

/// What needs what.
#[derive(Debug)]
pub enum Graph {
    /// As the catalog of PostgreSQL has it.
    Postgres(DependencyGraph<ObjectId>),
    /// As a description has it that all engines share.
    Shared(DependencyGraph<u32>),
}

/// Why a history cannot be squashed at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SquashError {
    /// This build has no model of the engine.
    #[error("this build of rebaseline does not know {}: its feature `{_0}` is off", _0.engine())]
    Missing(Dialect),
    /// SQLite cannot make or read a database in memory.
    #[cfg(feature = "sqlite")]
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// What a squash is for, and how its baseline is written.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the history is meant for.
    pub environment: Environment,
    /// What happens after a statement that the server refuses.
    pub on_failure: OnFailure,
    /// Plain or idempotent.
    pub style: Style,
    /// Whether each object says where it is from.
    pub provenance: Provenance,
    /// What becomes of the rows.
    pub data: DataMode,
}

/// Whether each object of a baseline says which migrations and lines made and changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Provenance {
    /// No.
    #[default]
    Hidden,
    /// As a comment above it.
    Shown,
}

/// Replays a history on the model of its engine.
pub fn replay(history: &History, environment: &Environment, on_failure: OnFailure) -> Result<Replayed, SquashError> {
    match history.dialect {
        Dialect::Postgres => {
            let replay = crate::postgres::replay::replay(history, environment.clone(), on_failure);
            Ok(Replayed::Postgres(Box::new(replay)))
        }
        Dialect::MariaDb | Dialect::MySql => {
            Ok(Replayed::MySql(Box::new(crate::mysql::replay(history, environment, on_failure))))
        }
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => Ok(Replayed::Sqlite(Box::new(crate::sqlite::replay(history, environment, on_failure)?))),
        #[cfg(not(feature = "sqlite"))]
        Dialect::Sqlite => Err(SquashError::Missing(history.dialect)),
    }
}

/// Squashes a history.
pub fn squash(history: &History, options: &Options) -> Result<Squashed, SquashError> {
    match history.dialect {
        Dialect::Postgres => Ok(postgres::squash(history, options)),
        Dialect::MariaDb | Dialect::MySql => Ok(mysql::squash(history, options)),
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => Ok(sqlite::squash(history, options)?),
        #[cfg(not(feature = "sqlite"))]
        Dialect::Sqlite => Err(SquashError::Missing(history.dialect)),
    }
}

fn header(history: &History, report: &Report, data: DataMode) -> Header {
    let file = |migration: Option<&Migration>| migration.map_or_else(String::new, |migration| migration.file.clone());
    Header {
        first: file(history.migrations.first()),
        last: file(history.migrations.last()),
        migrations: history.migrations.len(),
        digest: report.digest.clone(),
        failed: report.outcomes.failed,
        opaque: report.outcomes.opaque,
        undecided: report.outcomes.undecided,
        data,
        today: None,
    }
}

/// `003_users.sql:12`.
fn place(history: &History, origin: Origin) -> String {
    history.migrations.get(origin.migration as usize).map_or_else(String::new, |migration| {
        format!("{}:{}", migration.file, migration.source.line(origin.span.start))
    })
}

fn left_out_at(history: &History, origin: Origin, reason: String) -> LeftOut {
    let migration = &history.migrations[origin.migration as usize];
    let earlier = origin.migration.checked_sub(1).and_then(|index| history.migrations.get(index as usize));
    let way_out = match earlier {
        Some(earlier) => format!("squash with `--through {}` and keep the migrations after it", earlier.version),
        None => format!("leave `{}` as it is", migration.file),
    };
    LeftOut { file: migration.file.clone(), line: migration.source.line(origin.span.start), reason, way_out }
}

/// The statement itself.
fn text(history: &History, origin: Origin) -> &str {
    origin.span.slice(&history.migrations[origin.migration as usize].source.text)
}

fn tracking(history: &History, records: &[MigrationRecord]) -> String {
    let rows: Vec<_> = std::iter::zip(&history.migrations, records)
        .filter(|(_, record)| record.status != Status::Skipped)
        .map(|(migration, record)| migration.row(record.status == Status::Applied))
        .collect();
    tools::tracking_sql(history.tool, history.dialect, &rows)
}

/// SHA-256 over each file's name, size and bytes.
fn digest(migrations: &[Migration]) -> String {
    let mut hash = Sha256::new();
    for migration in migrations {
        let bytes = migration.source.bytes();
        hash.update(migration.file.as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
