//! A history runs: migration after migration, statement after statement, in the transactions of its tool.
//!
//! What a statement does is for the model of the engine, which is behind a trait; what became of it is an [`Outcome`]. Nothing here knows
//! SQL.

mod on_failure;
mod outcome;
mod record;
mod runner;

pub use on_failure::OnFailure;
pub use outcome::{Applied, Effect, Failure, Outcome, Refusal, Tally};
pub use record::{MigrationRecord, StatementRecord, Status};
pub(crate) use runner::{Connection, OpenTransaction, run};
