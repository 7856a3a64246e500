//! Publications.

use super::StorageParameter;
use crate::postgres::ast::{Expr, Ident, QualifiedName};

/// `CREATE PUBLICATION`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreatePublication {
    /// Its name.
    pub name: Ident,
    /// `FOR ALL TABLES`.
    pub all_tables: bool,
    /// `FOR …`, one by one.
    pub members: Vec<PublicationMember>,
    /// `WITH (…)`.
    pub options: Vec<StorageParameter>,
}

/// What a publication can be for.
#[derive(Debug, Clone, PartialEq)]
pub enum PublicationMember {
    /// `TABLE t (columns) WHERE (filter)`.
    Table {
        /// `ONLY`.
        only: bool,
        /// The table.
        table: QualifiedName,
        /// Its columns, where a list is written.
        columns: Option<Vec<Ident>>,
        /// `WHERE`.
        filter: Option<Expr>,
    },
    /// `TABLES IN SCHEMA s`.
    Schema(Ident),
    /// `TABLES IN SCHEMA CURRENT_SCHEMA`.
    CurrentSchema,
}

/// `ALTER PUBLICATION` with an action.
#[derive(Debug, Clone, PartialEq)]
pub enum PublicationAction {
    /// `ADD`.
    Add(Vec<PublicationMember>),
    /// `SET` of tables and schemas.
    Set(Vec<PublicationMember>),
    /// `DROP`.
    Drop(Vec<PublicationMember>),
    /// `SET (…)`.
    Options(Vec<StorageParameter>),
}
