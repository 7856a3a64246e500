//! PostgreSQL: a model of the server, and its baseline.
//!
//! The way of the data: [`syntax`] reads text into the vocabulary of [`ast`], [`replay`] runs it against the [`catalog`], [`emit`] writes the catalog as one
//! script. [`builtin`] is what the server brings.

pub mod ast;
pub mod builtin;
pub mod catalog;
pub mod emit;
pub mod graph;
pub mod replay;
mod schema;
pub mod syntax;

pub use schema::schema;
