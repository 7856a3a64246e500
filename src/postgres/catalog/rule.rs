//! Rewrite rules.

use super::Bound;
use crate::postgres::ast::op::RuleEvent;

/// A rule of a table or view (its parent).
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// `ON`.
    pub event: RuleEvent,
    /// `WHERE`.
    pub condition: Option<Bound>,
    /// `INSTEAD`; `ALSO` otherwise.
    pub instead: bool,
    /// What it does, as written behind `DO [INSTEAD]`: `NOTHING`, a statement, or several in parentheses.
    pub actions: Bound,
    /// `O` enabled, `D` disabled, `R` replica, `A` always.
    pub enabled: char,
}
