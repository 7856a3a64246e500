//! Squashes a database migration history into one baseline, without a database, and proves it on a real one.
//!
//! The way of the data: [`history`] reads a folder, [`run`] runs it against the model of its engine ([`postgres`], [`mysql`], [`sqlite`]), which is written as one
//! script, [`verify`] proves on a real server that it is the same. [`squash`] is all of that but the proof in one call.
//!
//! ```
//! use rebaseline::history::{History, ReadOptions};
//! use rebaseline::postgres::replay::{OnFailure, replay};
//! use rebaseline::environment::Environment;
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path();
//! std::fs::write(path.join("001_users.sql"), "CREATE TABLE users (id bigserial PRIMARY KEY, mail text UNIQUE);")?;
//! std::fs::write(path.join("002_broken.sql"), "CREATE INDEX ON users (email);")?;
//!
//! let history = History::read(path, &ReadOptions::default())?;
//! let replayed = replay(&history, Environment::default(), OnFailure::Continue);
//!
//! let (_, failure) = replayed.migrations[1].failure().expect("the server refuses it");
//! assert_eq!((failure.code, failure.message.as_str()), ("42703", "column \"email\" does not exist"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

/// The example of the README runs as one of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod baseline;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
pub mod engine;
pub mod environment;
pub mod graph;
pub mod history;
pub mod mysql;
pub mod postgres;
pub mod run;
pub mod schema;
pub mod source;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod squash;
pub mod tools;
#[cfg(any(feature = "postgres", feature = "mysql", feature = "sqlite"))]
pub mod verify;
