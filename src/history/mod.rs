//! Migration histories: the files of a folder, in the order in which their tool runs them.
//!
//! [`History::read`] finds out which tool a folder belongs to, reads the files and puts them in order. It decides nothing
//! about SQL: what a file means is for others. What is wrong with names, numbers and encodings is reported, and every
//! file that does not run is listed with the reason.

mod checks;
mod detect;
mod dialect;
mod error;
mod folder;
mod number;
mod pattern;
mod read;
mod select;

pub use error::ReadError;

use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::source::Source;
use crate::tools::{Row, Section, Tool};
use std::path::{Path, PathBuf};

/// A migration history, ready to run.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct History {
    /// The folder, or the folder of the file, that was read.
    pub root: PathBuf,
    /// The tool whose rules hold.
    pub tool: Tool,
    /// Why it is that tool, in words.
    pub detection: String,
    /// The dialect that it is written in.
    pub dialect: Dialect,
    /// Why it is that dialect, in words.
    pub dialect_reason: String,
    /// What decided the order, in words, such as `by number`.
    pub order: String,
    /// The migrations in the order in which they run.
    pub migrations: Vec<Migration>,
    /// Everything else that is there, in byte order, and why it does not run.
    pub skipped: Vec<Skipped>,
    /// What there is to say about names, numbers and encodings.
    pub diagnostics: Vec<Diagnostic>,
}

/// One migration.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Migration {
    /// The version as its tool records it; for plain files the file's stem.
    pub version: String,
    /// The title: the name without the version.
    pub name: String,
    /// The file, relative to the history's root, with `/` between its parts.
    pub file: String,
    /// The whole file; checksums are over [`Source::bytes`].
    pub source: Source,
    /// What runs, in order; all spans are in `source`.
    pub up: Vec<Section>,
    /// The text that undoes it, from the same file or the one beside it.
    pub down: Option<String>,
    /// Why the tool refuses the file before it runs any of it. Such a migration fails as a whole.
    pub refusal: Option<String>,
}

impl Migration {
    /// This migration as a row of its tool's tracking table.
    pub fn row(&self, success: bool) -> Row<'_> {
        Row {
            version: &self.version,
            name: &self.name,
            file: &self.file,
            bytes: self.source.bytes(),
            success,
            down: self.down.as_deref(),
        }
    }
}

/// A file or folder that does not run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Skipped {
    /// Path relative to the history's root.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// What to read, and how.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The tool; found out from the folder if none.
    pub tool: Option<Tool>,
    /// The dialect; found out from the folder if none.
    pub dialect: Option<Dialect>,
    /// Exactly these files, in this order, instead of the tool's order.
    pub order: Option<Vec<String>>,
    /// The last migration to run: its version, file, file stem or number.
    pub through: Option<String>,
    /// Files that do not run.
    pub exclude: Vec<Exclusion>,
}

/// Files that do not run although the tool would run them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// A path relative to the history's root; `*` stands for any characters, `?` for one.
    pub pattern: String,
    /// Why.
    pub reason: Option<String>,
}

impl History {
    /// Reads the history in a folder, or a history of one from a single file.
    ///
    /// ```
    /// use rebaseline::history::{History, ReadOptions};
    ///
    /// let folder = tempfile::tempdir()?;
    /// std::fs::write(folder.path().join("002_names.sql"), "ALTER TABLE users ADD COLUMN name text;")?;
    /// std::fs::write(folder.path().join("001_users.sql"), "CREATE TABLE users (id bigint PRIMARY KEY);")?;
    ///
    /// let history = History::read(folder.path(), &ReadOptions::default())?;
    /// assert_eq!(history.migrations[0].version, "001_users");
    /// assert_eq!(history.order, "by file name, in byte order");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(path: &Path, options: &ReadOptions) -> Result<Self, ReadError> {
        read::read(path, options)
    }
}

#[cfg(test)]
mod tests;
