//! Triggers.

use crate::postgres::ast::{Expr, Ident, Name, QualifiedName};

/// When a trigger fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TriggerTiming {
    Before,
    After,
    InsteadOf,
}

/// What fires a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TriggerEvent {
    Insert,
    /// With the columns of `UPDATE OF`.
    Update(Vec<Ident>),
    Delete,
    Truncate,
}

/// `CREATE TRIGGER`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTrigger {
    /// Its name.
    pub name: Ident,
    /// Its table or view.
    pub table: QualifiedName,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// `CONSTRAINT`.
    pub constraint: bool,
    /// When it fires.
    pub timing: TriggerTiming,
    /// What fires it; never empty.
    pub events: Vec<TriggerEvent>,
    /// `FROM table`, of a constraint trigger.
    pub referenced: Option<QualifiedName>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
    /// `REFERENCING OLD TABLE AS name`.
    pub old_table: Option<Ident>,
    /// `REFERENCING NEW TABLE AS name`.
    pub new_table: Option<Ident>,
    /// `FOR EACH ROW`; `STATEMENT` otherwise.
    pub for_each_row: bool,
    /// `WHEN (…)`.
    pub condition: Option<Expr>,
    /// The function.
    pub function: QualifiedName,
    /// Its literal arguments.
    pub arguments: Vec<Name>,
}
