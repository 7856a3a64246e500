//! How predictions held, statement by statement.

use crate::engine::ServerRefusal;
#[cfg(any(feature = "mysql", feature = "sqlite"))]
use crate::history::{History, Migration};
#[cfg(any(feature = "mysql", feature = "sqlite"))]
use crate::run::{Failure, MigrationRecord, Outcome, StatementRecord, Status};

/// How well the predictions held.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Outcomes {
    /// Statements whose outcome came as predicted.
    pub right: usize,
    /// Statements for which nothing was predicted: opaque, undecided, or not run.
    pub unpredicted: usize,
    /// Statements with another outcome, or another code.
    pub wrong: Vec<Mismatch>,
    /// Failures with the right code, and another message or position.
    pub wording: Vec<Mismatch>,
}

/// A statement that did not end as predicted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    /// The migration.
    pub migration: String,
    /// The line where the statement begins; `None` for the `COMMIT` at the end of the migration.
    pub line: Option<usize>,
    /// The prediction.
    pub predicted: String,
    /// What the server did.
    pub actual: String,
}

/// A migration that failed, or under [`OnFailure::Ignore`](crate::run::OnFailure) a statement of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FailedMigration {
    /// The migration.
    pub migration: String,
    /// The line where the failing statement begins; `None` for a batch, and for the `COMMIT` at the end.
    pub line: Option<usize>,
    /// What the server said.
    pub refusal: ServerRefusal,
}

/// Holds what became of a history on the real engine against the prediction: both are records of the same runner.
#[cfg(any(feature = "mysql", feature = "sqlite"))]
impl Outcomes {
    pub(super) fn of(history: &History, predicted: &[MigrationRecord], actual: &[MigrationRecord]) -> Self {
        let mut outcomes = Self::default();
        for ((migration, predicted), actual) in std::iter::zip(&history.migrations, predicted).zip(actual) {
            let ends = || std::iter::zip(&predicted.statements, &actual.statements);
            // A failure that could not be told ends the migration, of which no prediction can know.
            let is_cut_short = ends().any(|(predicted, actual)| {
                is_unpredicted(&predicted.outcome) && matches!(actual.outcome, Outcome::Failed(_))
            });
            for (predicted, actual) in ends() {
                match &actual.outcome {
                    Outcome::NotRun | Outcome::RolledBack if is_cut_short => outcomes.unpredicted += 1,
                    outcome => outcomes.hold(migration, predicted, outcome),
                }
            }
        }
        outcomes
    }

    fn hold(&mut self, migration: &Migration, predicted: &StatementRecord, actual: &Outcome) {
        let mismatch = || Mismatch {
            migration: migration.file.clone(),
            line: Some(migration.source.line(predicted.span.start)),
            predicted: predicted.outcome.to_string(),
            actual: actual.to_string(),
        };
        match (&predicted.outcome, actual) {
            (predicted, _) if is_unpredicted(predicted) => self.unpredicted += 1,
            (Outcome::Failed(one), Outcome::Failed(other)) if one.code == other.code => {
                self.right += 1;
                if one != other {
                    self.wording.push(mismatch());
                }
            }
            (Outcome::Failed(_), _) | (_, Outcome::Failed(_)) => self.wrong.push(mismatch()),
            (one, other) if one.key() == other.key() => self.right += 1,
            _ => self.wrong.push(mismatch()),
        }
    }
}

#[cfg(any(feature = "mysql", feature = "sqlite"))]
fn is_unpredicted(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Opaque(_) | Outcome::Undecided(_) | Outcome::Probable { .. })
}

#[cfg(any(feature = "mysql", feature = "sqlite"))]
impl FailedMigration {
    /// The migrations of a history that failed on the real engine.
    pub(super) fn all(history: &History, records: &[MigrationRecord]) -> Vec<Self> {
        let failed = std::iter::zip(&history.migrations, records).filter(|(_, record)| record.status == Status::Failed);
        let named = failed.filter_map(|(migration, record)| {
            let (statement, failure) = record.failure()?;
            let line = Some(migration.source.line(statement.span.start));
            Some(Self { migration: migration.file.clone(), line, refusal: failure.into() })
        });
        named.collect()
    }
}

#[cfg(any(feature = "mysql", feature = "sqlite"))]
impl From<&Failure> for ServerRefusal {
    fn from(failure: &Failure) -> Self {
        Self { code: failure.code.to_owned(), message: failure.message.clone(), position: failure.position }
    }
}
