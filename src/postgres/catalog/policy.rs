//! Row level security policies.

use super::Bound;
use crate::postgres::ast::op::{Grantee, PolicyCommand};

/// A policy of a table (its parent).
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// `PERMISSIVE`; `RESTRICTIVE` otherwise.
    pub permissive: bool,
    /// `FOR`.
    pub command: PolicyCommand,
    /// `TO`; empty for `PUBLIC`.
    pub roles: Vec<Grantee>,
    /// `USING`.
    pub using: Option<Bound>,
    /// `WITH CHECK`.
    pub check: Option<Bound>,
}
