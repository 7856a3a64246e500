//! Replays statements into the catalog.

mod outcome;

pub use outcome::{Applied, Effect, Failure, Outcome, Refusal, Tally};
