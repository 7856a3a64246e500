//! What became of migrations.

use super::outcome::{Failure, Outcome};
use crate::source::Span;
use crate::tools::TransactionRule;

/// What became of a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationRecord {
    /// The transaction it ran in: that of its first section, and nearly always there is only one.
    pub transaction: TransactionRule,
    /// How it ended.
    pub status: Status,
    /// Its statements in order.
    pub statements: Vec<StatementRecord>,
}

/// How a migration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It ran to its end.
    Applied,
    /// A statement failed.
    Failed,
    /// It was not run, because an earlier one failed.
    Skipped,
}

/// What became of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRecord {
    /// Where it stands in the migration's file.
    pub span: Span,
    /// How it ended.
    pub outcome: Outcome,
}

impl StatementRecord {
    pub(super) fn not_run(span: Span) -> Self {
        Self { span, outcome: Outcome::NotRun }
    }
}

impl MigrationRecord {
    pub(super) fn new(status: Status) -> Self {
        Self { transaction: TransactionRule::Whole, status, statements: Vec::new() }
    }

    /// The first statement that failed.
    pub fn failure(&self) -> Option<(&StatementRecord, &Failure)> {
        self.statements.iter().find_map(|statement| Some((statement, statement.outcome.failure()?)))
    }
}
