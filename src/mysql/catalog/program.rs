//! Routines, triggers, events, sequences.

use super::Provenance;
use crate::mysql::ast::{CreateEvent, CreateRoutine, CreateTrigger};
use smol_str::SmolStr;
use std::sync::Arc;

/// A procedure or a function.
#[derive(Debug, Clone)]
pub struct Routine {
    /// Its name.
    pub name: SmolStr,
    /// The statement that made it, as it is written.
    pub text: Arc<str>,
    /// What that statement says; its spans are offsets into `text`.
    pub definition: Arc<CreateRoutine>,
    /// `@@sql_mode` when it was made, which is its own.
    pub sql_mode: SmolStr,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A trigger.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Its name.
    pub name: SmolStr,
    /// Its table, in its own database.
    pub table: SmolStr,
    /// The statement that made it, as it is written.
    pub text: Arc<str>,
    /// What that statement says; its spans are offsets into `text`.
    pub definition: Arc<CreateTrigger>,
    /// `@@sql_mode` when it was made, which is its own.
    pub sql_mode: SmolStr,
    /// Its place among those of its table, time and event, from 1.
    pub order: u32,
    /// Where it is from.
    pub provenance: Provenance,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its name.
    pub name: SmolStr,
    /// The statement that made it, as it is written.
    pub text: Arc<str>,
    /// What that statement says; its spans are offsets into `text`.
    pub definition: Arc<CreateEvent>,
    /// `@@sql_mode` when it was made, which is its own.
    pub sql_mode: SmolStr,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A sequence (MariaDB).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Its name.
    pub name: SmolStr,
    /// `START WITH`.
    pub start: i64,
    /// `MINVALUE`.
    pub minimum: i64,
    /// `MAXVALUE`.
    pub maximum: i64,
    /// `INCREMENT BY`.
    pub increment: i64,
    /// `CACHE`.
    pub cache: i64,
    /// `CYCLE`.
    pub cycle: bool,
    /// `ENGINE`.
    pub engine: SmolStr,
    /// The next value that is not cached.
    pub next: i64,
    /// Where it is from.
    pub provenance: Provenance,
}
