//! Row level security policies.

use super::Grantee;
use crate::postgres::ast::{Expr, Ident, QualifiedName};

/// The command a policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum PolicyCommand {
    #[default]
    All,
    Select,
    Insert,
    Update,
    Delete,
}

/// `CREATE POLICY`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreatePolicy {
    /// Its name.
    pub name: Ident,
    /// Its table.
    pub table: QualifiedName,
    /// `AS PERMISSIVE`, the default; `RESTRICTIVE` otherwise.
    pub permissive: bool,
    /// `FOR`.
    pub command: PolicyCommand,
    /// `TO`; empty for `PUBLIC`.
    pub roles: Vec<Grantee>,
    /// `USING`.
    pub using: Option<Expr>,
    /// `WITH CHECK`.
    pub check: Option<Expr>,
}

/// `ALTER POLICY`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterPolicy {
    /// Its name.
    pub name: Ident,
    /// Its table.
    pub table: QualifiedName,
    /// New roles, where given.
    pub roles: Option<Vec<Grantee>>,
    /// New `USING`, where given.
    pub using: Option<Expr>,
    /// New `WITH CHECK`, where given.
    pub check: Option<Expr>,
}
