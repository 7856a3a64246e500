//! The proof on a real engine: the history and the baseline make the same database.
//!
//! Each engine has a module of its own that runs both, holds the outcome of each statement against its prediction, and compares what
//! they made: catalogs and rows. What is found has the same words for all, and is here.

#[cfg(feature = "mysql")]
pub mod mysql;
mod outcomes;
#[cfg(feature = "postgres")]
pub mod postgres;
mod report;
mod rows;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod snapshot;
#[cfg(feature = "sqlite")]
pub mod sqlite;

pub use outcomes::{FailedMigration, Mismatch, Outcomes};
pub use report::{Difference, DumpDifference, Place, Timings, VerifyReport};
pub use rows::{RowDifference, Rows};
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub use snapshot::{Object, Snapshot, compare};
