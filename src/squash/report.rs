//! The facts of a squash, as `report.json` has them.

use super::digest;
use crate::history::{History, Migration};
use crate::run::{MigrationRecord, Outcome, Status, Tally};
use crate::tools::TransactionRule;

/// The facts of a squash. All numbers are counts, lines count from 1.
#[derive(Debug, Clone, serde::Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The migration tool whose rules hold.
    pub tool: String,
    /// Why it is that tool.
    pub detection: String,
    /// How the migrations are ordered.
    pub order: String,
    /// The engine and the major version that the predictions are for.
    pub engine: String,
    /// SHA-256 over names and bytes of the migrations, in order.
    pub digest: String,
    /// One entry per migration, in order.
    pub migrations: Vec<MigrationReport>,
    /// How many statements ended in each way.
    pub outcomes: Tally,
    /// How many objects of each kind the baseline holds.
    pub objects: ObjectCounts,
    /// Every statement that did not simply apply, in order.
    pub statements: Vec<StatementReport>,
    /// Statements of unknown effect that the baseline cannot run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Files that do not run, and why.
    pub skipped: Vec<crate::history::Skipped>,
    /// What there is to say about names, numbers and encodings.
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
}

/// One migration of a report.
#[derive(Debug, Clone, serde::Serialize)]
#[expect(missing_docs, reason = "the keys of the report, as the contract names them")]
pub struct MigrationReport {
    pub version: String,
    pub name: String,
    pub file: String,
    pub transaction: TransactionRule,
    pub status: Status,
    pub statements: usize,
    pub failure: Option<FailureReport>,
}

/// Why a migration failed.
#[derive(Debug, Clone, serde::Serialize)]
pub struct FailureReport {
    /// SQLSTATE, or the number of the error where the engine numbers them; `tool` where the migration tool refuses the file before any of
    /// it runs.
    pub code: String,
    /// SQLSTATE, where it is not the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sqlstate: Option<&'static str>,
    /// The server's message.
    pub message: String,
    /// The line on which the failing statement starts.
    pub line: usize,
}

/// One statement that did not simply apply.
#[derive(Debug, Clone, serde::Serialize)]
pub struct StatementReport {
    /// The file.
    pub file: String,
    /// The line on which the statement starts.
    pub line: usize,
    /// Its outcome, as in `outcomes`.
    pub outcome: &'static str,
    /// SQLSTATE, of a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// The reason or message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A statement of unknown effect that cannot run at the end of the history, and so is a comment in the baseline.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LeftOut {
    /// The file.
    pub file: String,
    /// The line on which the statement starts.
    pub line: usize,
    /// Why it cannot run.
    pub reason: String,
    /// What can be done about it.
    pub way_out: String,
}

/// How many objects of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[expect(missing_docs, reason = "kinds of object")]
pub struct ObjectCounts {
    pub schemas: usize,
    pub extensions: usize,
    pub types: usize,
    pub tables: usize,
    pub views: usize,
    pub indexes: usize,
    pub sequences: usize,
    pub foreign_keys: usize,
    pub routines: usize,
    pub triggers: usize,
    pub policies: usize,
    /// All other kinds together.
    #[serde(skip_serializing_if = "is_zero")]
    pub others: usize,
    pub rows: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What a replay says of a history.
pub(super) fn report(history: &History, engine: String, records: &[MigrationRecord], objects: ObjectCounts) -> Report {
    let pairs = || std::iter::zip(&history.migrations, records);
    Report {
        tool: history.tool.to_string(),
        detection: history.detection.clone(),
        order: history.order.clone(),
        engine,
        digest: digest(&history.migrations),
        migrations: pairs().map(|(migration, record)| migration_report(migration, record)).collect(),
        outcomes: Tally::of(records),
        objects,
        statements: pairs().flat_map(|(migration, record)| statement_reports(migration, record)).collect(),
        left_out: Vec::new(),
        skipped: history.skipped.clone(),
        diagnostics: history.diagnostics.clone(),
    }
}

fn migration_report(migration: &Migration, record: &MigrationRecord) -> MigrationReport {
    let predicted = record.failure().map(|(statement, failure)| FailureReport {
        code: failure.code.into(),
        sqlstate: None,
        message: failure.message.clone(),
        line: migration.source.line(statement.span.start),
    });
    let refused = migration.refusal.as_ref().map(|refusal| FailureReport {
        code: "tool".into(),
        sqlstate: None,
        message: refusal.clone(),
        line: 1,
    });
    MigrationReport {
        version: migration.version.clone(),
        name: migration.name.clone(),
        file: migration.file.clone(),
        transaction: record.transaction,
        status: record.status,
        statements: record.statements.len(),
        failure: predicted.or(refused),
    }
}

fn statement_reports<'a>(
    migration: &'a Migration,
    record: &'a MigrationRecord,
) -> impl Iterator<Item = StatementReport> + 'a {
    record.statements.iter().filter(|statement| statement.outcome != Outcome::Applied).map(move |statement| {
        let (code, reason) = match &statement.outcome {
            Outcome::Failed(failure) => (Some(failure.code), Some(failure.message.clone())),
            Outcome::Noop(reason) | Outcome::Opaque(reason) | Outcome::Undecided(reason) => {
                (None, Some(reason.clone()))
            }
            Outcome::Probable { outcome, reason } => (None, Some(format!("probably {outcome}: {reason}"))),
            Outcome::Applied | Outcome::RolledBack | Outcome::NotRun => (None, None),
        };
        StatementReport {
            file: migration.file.clone(),
            line: migration.source.line(statement.span.start),
            outcome: statement.outcome.key(),
            code,
            reason,
        }
    })
}
