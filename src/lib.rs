//! Squashes a database migration history into one baseline, without a database, and proves it on a real one.

pub mod ast;
pub mod catalog;
pub mod diagnostic;
pub mod dialect;
#[cfg(feature = "postgres")]
pub mod engine;
pub mod environment;
pub mod graph;
pub mod history;
pub mod replay;
pub mod source;
pub mod syntax;
pub mod tools;
#[cfg(feature = "postgres")]
pub mod verify;
