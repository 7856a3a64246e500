//! Squashes a database migration history into one baseline, without a database, and proves it on a real one.

pub mod ast;
#[cfg(feature = "postgres")]
pub mod engine;
pub mod replay;
pub mod source;
#[cfg(feature = "postgres")]
pub mod verify;
