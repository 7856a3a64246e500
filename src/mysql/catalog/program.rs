//! Routines, triggers, events, sequences.

use super::Provenance;
use crate::mysql::ast::{CreateEvent, CreateRoutine, CreateTrigger, RoutineCharacteristic};
use crate::source::Span;
use smol_str::SmolStr;
use std::sync::Arc;

/// A procedure or a function.
#[derive(Debug, Clone)]
pub struct Routine {
    /// Its name.
    pub name: SmolStr,
    /// Its characteristics; `ALTER` changes them.
    pub characteristics: Vec<RoutineCharacteristic>,
    /// The text in which the statement that made it stands.
    pub text: Arc<str>,
    /// Where that statement stands in `text`.
    pub span: Span,
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
    /// The text in which the statement that made it stands.
    pub text: Arc<str>,
    /// Where that statement stands in `text`.
    pub span: Span,
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
    /// The later `ALTER EVENT`s, each with the text in which it stands: what they say replaces what the statement that made it said.
    pub changes: Vec<(Arc<str>, Span, Arc<CreateEvent>)>,
    /// The text in which the statement that made it stands.
    pub text: Arc<str>,
    /// Where that statement stands in `text`.
    pub span: Span,
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
    /// The next value that `NEXTVAL` gives; up to `next` they are cached.
    pub upcoming: i64,
    /// It has given all its values and starts no new cycle.
    pub exhausted: bool,
    /// `COMMENT`, as for a table; empty is none.
    pub comment: SmolStr,
    /// It is there for this session only.
    pub temporary: bool,
    /// Where it is from.
    pub provenance: Provenance,
}
