//! Squashes a database migration history into one baseline, without a database, and proves it on a real one.

pub mod ast;
pub mod source;
pub mod syntax;
