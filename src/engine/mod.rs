//! Real databases: servers of our own, their connections, and what they say.
//!
//! Nothing here knows about migrations: [`crate::verify`] decides what to run and what to compare.

pub mod postgres;
