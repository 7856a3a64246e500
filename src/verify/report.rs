//! What the proof found.

use super::catalog::Difference;
use super::dump::DumpDifference;
use super::history::FailedMigration;
use super::outcomes::Outcomes;
use super::rows::Rows;
use crate::engine::postgres::ServerRefusal;
use crate::environment::Day;
use std::time::Duration;

/// The result of [`run`](super::run).
#[derive(Debug, Clone, serde::Serialize)]
pub struct VerifyReport {
    /// The version of the server.
    pub server_version: String,
    /// The server's day, where outcomes or objects of the history hang on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
    /// How the predictions held.
    pub outcomes: Outcomes,
    /// What failed when the history ran as its tool runs it; a messy history may fail, and still be consolidated.
    pub failed_migrations: Vec<FailedMigration>,
    /// Why the server refuses the baseline, with the byte offset in it.
    pub baseline_refusal: Option<ServerRefusal>,
    /// How many objects of the history's catalog were compared.
    pub objects: usize,
    /// Catalog columns that this role may not read, and which were not compared.
    pub unread: Vec<String>,
    /// What differs between the catalogs.
    pub catalog: Vec<Difference>,
    /// What was compared of the rows, and what differs.
    pub rows: Rows,
    /// What only one of the two `pg_dump`s has, where that was asked for.
    pub dump: Option<DumpDifference>,
    /// How long it took; not part of a written report, which is the same whenever it is made.
    #[serde(skip)]
    pub timings: Timings,
}

/// How long each part took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timings {
    /// The history statement by statement.
    pub outcomes: Duration,
    /// The history as its tool runs it.
    pub history: Duration,
    /// The baseline.
    pub baseline: Duration,
    /// Comparing catalogs and rows.
    pub comparison: Duration,
}

impl VerifyReport {
    /// Whether every checked prediction held, and both databases are the same.
    pub fn is_proven(&self) -> bool {
        self.outcomes.wrong.is_empty()
            && self.baseline_refusal.is_none()
            && self.catalog.is_empty()
            && self.rows.differences.is_empty()
            && self.dump.as_ref().is_none_or(DumpDifference::is_empty)
    }
}
