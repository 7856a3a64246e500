//! Publications.

use super::{Bound, ColumnNumber, ObjectId};
use crate::postgres::ast::Name;

/// A publication. What it is for are objects of their own, with it as parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// `FOR ALL TABLES`.
    pub all_tables: bool,
    /// `publish`: `insert`, `update`, `delete`, `truncate`.
    pub publish: Vec<Name>,
    /// `publish_via_partition_root`.
    pub via_root: bool,
}

/// A table or schema that a publication is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The table or schema.
    pub target: ObjectId,
    /// The column list; empty for all columns.
    pub columns: Vec<ColumnNumber>,
    /// `WHERE`.
    pub filter: Option<Bound>,
}
