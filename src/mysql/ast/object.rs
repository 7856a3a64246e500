//! Databases, views, sequences, events, and what drops objects.

use super::account::AccountName;
use super::expr::{Expr, TimeUnit};
use super::name::{Name, ObjectName};
use super::program::ProgramStatement;
use super::query::Query;
use crate::source::Span;
use smol_str::SmolStr;

/// What `CREATE` does with an object of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreateMode {
    /// It is an error.
    Plain,
    /// `OR REPLACE`.
    OrReplace,
    /// `IF NOT EXISTS`.
    IfNotExists,
}

/// `DEFINER = user`.
pub type Definer = AccountName;

/// `SQL SECURITY …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum SqlSecurity {
    Definer,
    Invoker,
}

/// `CREATE DATABASE`, `ALTER DATABASE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateDatabase {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// The database; `ALTER DATABASE` without one means the current one.
    pub name: Option<Name>,
    /// Its options.
    pub options: Vec<DatabaseOption>,
}

/// An option of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum DatabaseOption {
    Charset(Name),
    Collate(Name),
    Comment(SmolStr),
    /// Any other (`ENCRYPTION`, `READ ONLY`): its text.
    Other(SmolStr),
}

/// `CREATE VIEW`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateView {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// `ALGORITHM`.
    pub algorithm: Option<ViewAlgorithm>,
    /// `DEFINER`.
    pub definer: Option<Definer>,
    /// `SQL SECURITY`.
    pub security: Option<SqlSecurity>,
    /// The view.
    pub name: ObjectName,
    /// The names of its columns.
    pub columns: Vec<Name>,
    /// Its query.
    pub query: Query,
    /// `WITH CHECK OPTION`.
    pub check: Option<ViewCheck>,
}

/// `ALTER VIEW`: as `CREATE OR REPLACE VIEW` of one that is there.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterView(pub CreateView);

/// `ALGORITHM` of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ViewAlgorithm {
    Undefined,
    Merge,
    TempTable,
}

/// `WITH … CHECK OPTION`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ViewCheck {
    Cascaded,
    Local,
}

/// `CREATE SEQUENCE` (MariaDB).
#[derive(Debug, Clone, PartialEq)]
pub struct CreateSequence {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// `TEMPORARY`.
    pub temporary: bool,
    /// The sequence.
    pub name: ObjectName,
    /// Its options.
    pub options: Vec<SequenceOption>,
}

/// `ALTER SEQUENCE` (MariaDB).
#[derive(Debug, Clone, PartialEq)]
pub struct AlterSequence {
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// The sequence.
    pub name: ObjectName,
    /// Its options.
    pub options: Vec<SequenceOption>,
}

/// An option of a sequence.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum SequenceOption {
    Increment(i64),
    /// `None` is `NO MINVALUE`.
    MinValue(Option<i64>),
    MaxValue(Option<i64>),
    Start(i64),
    Restart(Option<i64>),
    Cache(Option<i64>),
    Cycle(bool),
    /// `ENGINE`, `COMMENT`, as for a table: its text.
    Table(SmolStr),
}

/// `CREATE EVENT`, `ALTER EVENT`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateEvent {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// `DEFINER`.
    pub definer: Option<Definer>,
    /// The event.
    pub name: ObjectName,
    /// `ON SCHEDULE`; always there in `CREATE`.
    pub schedule: Option<Schedule>,
    /// `ON COMPLETION PRESERVE`, `NOT PRESERVE`.
    pub preserve: Option<bool>,
    /// `RENAME TO` of `ALTER`.
    pub rename: Option<ObjectName>,
    /// `ENABLE` …
    pub status: Option<EventStatus>,
    /// `COMMENT`.
    pub comment: Option<SmolStr>,
    /// `DO`; always there in `CREATE`.
    pub body: Option<Box<ProgramStatement>>,
}

/// When an event runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Schedule {
    /// `AT time`.
    At(Expr),
    /// `EVERY n unit [STARTS time] [ENDS time]`.
    Every {
        /// How many.
        amount: Expr,
        /// Of what.
        unit: TimeUnit,
        /// `STARTS`.
        starts: Option<Box<Expr>>,
        /// `ENDS`.
        ends: Option<Box<Expr>>,
    },
}

/// Whether an event runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum EventStatus {
    Enable,
    Disable,
    DisableOnReplica,
}

/// What can be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ObjectKind {
    Database,
    Table,
    TemporaryTable,
    View,
    Sequence,
    TemporarySequence,
    Trigger,
    Procedure,
    Function,
    Event,
}

/// `DROP …`.
#[derive(Debug, Clone, PartialEq)]
pub struct DropObject {
    /// What.
    pub kind: ObjectKind,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// Which; several for tables, views and sequences.
    pub names: Vec<ObjectName>,
    /// Where it stands.
    pub span: Span,
}
