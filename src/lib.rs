//! Squashes a database migration history into one baseline, without a database, and proves it on a real one.

pub mod ast;
pub mod catalog;
pub mod dialect;
pub mod emit;
pub mod environment;
pub mod graph;
pub mod replay;
pub mod source;
