//! What the proof found.

use super::outcomes::{FailedMigration, Outcomes};
use super::rows::Rows;
use crate::engine::ServerRefusal;
use crate::environment::Day;
use std::collections::BTreeSet;
use std::time::Duration;

/// The result of a proof.
#[derive(Debug, Clone, serde::Serialize)]
pub struct VerifyReport {
    /// The version of the server.
    pub server_version: String,
    /// The server's day, where the history asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
    /// The extensions that the history creates and the server does not have: nothing is proven of what needs them.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unavailable: BTreeSet<String>,
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

/// One thing that is not the same in both databases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Difference {
    /// What kind of object, in the server's words: `table`, `table column`, `function`, …
    pub kind: String,
    /// Its name, qualified and quoted by the server.
    pub object: String,
    /// What of it differs; `None` where one side does not have the object at all.
    pub attribute: Option<String>,
    /// What the history made; `None` where it has nothing of the kind.
    pub history: Option<String>,
    /// What the baseline made.
    pub baseline: Option<String>,
    /// The statements of the history that made or changed the object, where they are known.
    pub places: Vec<Place>,
}

/// A statement of the history.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    /// Its migration.
    pub migration: String,
    /// The line where it begins, from 1.
    pub line: usize,
}

/// What only one of two dumps has: the entries, header comment first.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct DumpDifference {
    /// Entries only of the history.
    pub history: Vec<String>,
    /// Entries only of the baseline.
    pub baseline: Vec<String>,
}

impl DumpDifference {
    /// Whether both dumps say the same.
    pub fn is_empty(&self) -> bool {
        self.history.is_empty() && self.baseline.is_empty()
    }
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
