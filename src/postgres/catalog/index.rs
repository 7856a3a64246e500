//! Indexes.

use super::{Bound, ColumnNumber, ObjectId};
use crate::postgres::ast::Name;

/// An index of a table or materialised view (its parent).
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// `btree`, `gin` …
    pub method: Name,
    /// Key columns and expressions.
    pub keys: Vec<IndexKey>,
    /// `INCLUDE`.
    pub include: Vec<ColumnNumber>,
    /// `UNIQUE`.
    pub unique: bool,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// `WHERE`.
    pub predicate: Option<Bound>,
    /// `WITH (…)`.
    pub options: Vec<(Name, Option<Name>)>,
    /// `TABLESPACE`.
    pub tablespace: Option<Name>,
    /// The constraint it backs.
    pub constraint: Option<ObjectId>,
    /// The index of the partitioned table it is attached to.
    pub partition_of: Option<ObjectId>,
    /// `CREATE INDEX ON ONLY`, of a partitioned table: not valid until all partitions are attached.
    pub only: bool,
    /// Rows that are written go into it (`indisready`).
    pub ready: bool,
    /// Queries may use it (`indisvalid`); of an index that is whole.
    pub valid: bool,
    /// `ALTER INDEX … ALTER COLUMN n SET STATISTICS`.
    pub statistics: Vec<(ColumnNumber, i32)>,
}

/// One key of an index or partition key.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexKey {
    /// A column or an expression.
    pub target: KeyTarget,
    /// `COLLATE`, where it is not the column's own, as written.
    pub collation: Option<Name>,
    /// Operator class, where it is not the type's default, as written.
    pub operator_class: Option<Name>,
    /// Parameters of the operator class.
    pub operator_class_parameters: Vec<(Name, Option<Name>)>,
    /// `DESC`.
    pub descending: bool,
    /// `NULLS FIRST`, in effect: the default of `DESC`.
    pub nulls_first: bool,
}

/// What an index key is.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyTarget {
    /// A column.
    Column(ColumnNumber),
    /// An expression; whether it needs parentheses is the printer's to know.
    Expr(Bound),
}
