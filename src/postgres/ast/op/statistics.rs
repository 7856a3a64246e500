//! Extended statistics.

use crate::postgres::ast::{Expr, Ident, QualifiedName};
use crate::source::Span;

/// `CREATE STATISTICS`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateStatistics {
    /// Its name; `None` where the server makes one up.
    pub name: Option<QualifiedName>,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `ndistinct`, `dependencies`, `mcv`; empty for all.
    pub kinds: Vec<Ident>,
    /// Columns, as expressions of one name, and expressions.
    pub keys: Vec<Expr>,
    /// `FROM`.
    pub tables: Vec<QualifiedName>,
    /// What stands where the name would be.
    pub at: Span,
}
