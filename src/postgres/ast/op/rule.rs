//! Rewrite rules.

use crate::postgres::ast::{Expr, Ident, QualifiedName, Statement};
use crate::source::Span;

/// What a rule rewrites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum RuleEvent {
    Select,
    Insert,
    Update,
    Delete,
}

/// `CREATE RULE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateRule {
    /// Its name.
    pub name: Ident,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// `ON`.
    pub event: RuleEvent,
    /// Its table or view.
    pub table: QualifiedName,
    /// `WHERE`.
    pub condition: Option<Expr>,
    /// `INSTEAD`; `ALSO` otherwise.
    pub instead: bool,
    /// What it does; empty for `NOTHING`.
    pub actions: Vec<Statement>,
    /// Where the actions stand, with their parentheses.
    pub body: Span,
}
