//! What became of each statement: exactly one [`Outcome`] each.

use super::record::MigrationRecord;
use crate::source::Span;
use std::fmt;

/// A refusal as the server words it.
///
/// This is the error of nearly every function in [`crate::postgres::replay`]: the server's own SQLSTATE and message, so that a
/// prediction can be compared with the server letter by letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Failure {
    /// SQLSTATE.
    pub code: &'static str,
    /// The primary message, in the server's words.
    pub message: String,
    /// Byte offset in the source where the server points, where it does.
    pub position: Option<u32>,
}

impl Failure {
    /// A failure without a position.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), position: None }
    }

    /// The same failure, with the place the server points at.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.position.get_or_insert(span.start);
        self
    }
}

/// Why a statement could not be applied to the model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The server would refuse it.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// What it does depends on something the model does not know; the reason.
    #[error("undecided: {0}")]
    Undecided(String),
    /// It is not modelled, and kept as it is; the reason.
    #[error("opaque: {0}")]
    Opaque(String),
}

impl Refusal {
    /// The same refusal without a position: for what the server reads without knowing where it stands.
    #[must_use]
    pub fn unplaced(self) -> Self {
        match self {
            Self::Failed(failure) => Self::Failed(Failure { position: None, ..failure }),
            other => other,
        }
    }

    /// The same refusal, with the place the server points at.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        match self {
            Self::Failed(failure) => Self::Failed(failure.at(span)),
            other => other,
        }
    }
}

/// What a statement that succeeded did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It changed the model, or ran as the server would run it.
    Applied,
    /// It changed nothing, and why.
    Noop(String),
}

/// The result of applying one statement.
pub type Applied = Result<Effect, Refusal>;

/// What became of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Applied.
    Applied,
    /// Accepted by the server without an effect, and why.
    Noop(String),
    /// Refused by the server.
    Failed(Failure),
    /// Applied, and undone when its transaction was rolled back.
    RolledBack,
    /// Never run: its file stopped before it.
    NotRun,
    /// Not modelled: kept verbatim, and why.
    Opaque(String),
    /// The model cannot know what it does, and why.
    Undecided(String),
    /// Rows that are not known decide what becomes of it; the model goes on with the outcome that is probable. Counted as undecided.
    Probable {
        /// [`Outcome::Applied`], [`Outcome::Noop`] or [`Outcome::Failed`].
        outcome: Box<Outcome>,
        /// Why it is not certain.
        reason: String,
    },
}

impl From<Applied> for Outcome {
    fn from(applied: Applied) -> Self {
        match applied {
            Ok(Effect::Applied) => Self::Applied,
            Ok(Effect::Noop(reason)) => Self::Noop(reason),
            Err(Refusal::Failed(failure)) => Self::Failed(failure),
            Err(Refusal::Undecided(reason)) => Self::Undecided(reason),
            Err(Refusal::Opaque(reason)) => Self::Opaque(reason),
        }
    }
}

impl Outcome {
    /// The failure, certain or probable, where it is one.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Probable { outcome, .. } => outcome.failure(),
            _ => None,
        }
    }

    /// The key under which reports count it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Noop(_) => "noop",
            Self::Failed(_) => "failed",
            Self::RolledBack => "rolled_back",
            Self::NotRun => "not_run",
            Self::Opaque(_) => "opaque",
            Self::Undecided(_) | Self::Probable { .. } => "undecided",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failure) => write!(f, "failed with {failure}"),
            Self::Noop(reason) | Self::Opaque(reason) | Self::Undecided(reason) => {
                write!(f, "{} ({reason})", self.key())
            }
            Self::Probable { outcome, reason } => write!(f, "undecided (probably {outcome}: {reason})"),
            Self::Applied | Self::RolledBack | Self::NotRun => f.write_str(self.key()),
        }
    }
}

/// How many statements ended in each way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[expect(missing_docs, reason = "the keys of the report")]
pub struct Tally {
    pub applied: usize,
    pub noop: usize,
    pub failed: usize,
    pub rolled_back: usize,
    pub not_run: usize,
    pub opaque: usize,
    pub undecided: usize,
}

impl Tally {
    /// Counts the statements of all migrations.
    pub fn of(migrations: &[MigrationRecord]) -> Self {
        let mut tally = Self::default();
        for statement in migrations.iter().flat_map(|migration| &migration.statements) {
            tally.count(&statement.outcome);
        }
        tally
    }

    /// Counts one more.
    pub fn count(&mut self, outcome: &Outcome) {
        *match outcome {
            Outcome::Applied => &mut self.applied,
            Outcome::Noop(_) => &mut self.noop,
            Outcome::Failed(_) => &mut self.failed,
            Outcome::RolledBack => &mut self.rolled_back,
            Outcome::NotRun => &mut self.not_run,
            Outcome::Opaque(_) => &mut self.opaque,
            Outcome::Undecided(_) | Outcome::Probable { .. } => &mut self.undecided,
        } += 1;
    }
}
