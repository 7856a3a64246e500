//! Views and materialised views.

use super::{Persistence, StorageParameter};
use crate::postgres::ast::{Ident, QualifiedName, Query};

/// View or materialised view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewKind {
    /// `VIEW`.
    View,
    /// `MATERIALIZED VIEW`.
    Materialized,
}

/// `CREATE VIEW`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateView {
    /// View or materialised view.
    pub kind: ViewKind,
    /// Its name.
    pub name: QualifiedName,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// `IF NOT EXISTS`, of a materialised view.
    pub if_not_exists: bool,
    /// `RECURSIVE`.
    pub recursive: bool,
    /// Temporary or ordinary.
    pub persistence: Persistence,
    /// Column names, where given.
    pub columns: Vec<Ident>,
    /// `WITH (…)`.
    pub options: Vec<StorageParameter>,
    /// The query.
    pub query: Query,
    /// `WITH [LOCAL | CASCADED] CHECK OPTION`: `local` or `cascaded`.
    pub check_option: Option<&'static str>,
    /// `WITH NO DATA` is `false`.
    pub with_data: bool,
}
