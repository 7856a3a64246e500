//! Tables.

use super::{ColumnDef, ConstraintDef, ForeignSource, PartitionBound, PartitionBy};
use crate::postgres::ast::{Ident, Name, QualifiedName, Query};
use crate::source::Span;

/// How long a relation lives and whether it is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Persistence {
    /// Ordinary.
    #[default]
    Permanent,
    /// `UNLOGGED`.
    Unlogged,
    /// `TEMPORARY`.
    Temporary,
}

/// `ON COMMIT` of a temporary table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnCommit {
    /// `PRESERVE ROWS`.
    PreserveRows,
    /// `DELETE ROWS`.
    DeleteRows,
    /// `DROP`.
    Drop,
}

/// `name [= value]` in `WITH (…)`; a namespace stays part of the name (`toast.autovacuum_enabled`).
pub type StorageParameter = (Name, Option<Name>);

/// `CREATE TABLE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTable {
    /// Its name.
    pub name: QualifiedName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Temporary, unlogged or ordinary.
    pub persistence: Persistence,
    /// Columns, constraints and `LIKE` in source order.
    pub elements: Vec<TableElement>,
    /// `OF type`.
    pub of_type: Option<QualifiedName>,
    /// `INHERITS (…)`, or the one parent of `PARTITION OF`.
    pub inherits: Vec<QualifiedName>,
    /// The bound of `PARTITION OF`.
    pub partition_bound: Option<PartitionBound>,
    /// `PARTITION BY`.
    pub partition_by: Option<PartitionBy>,
    /// `USING method`.
    pub access_method: Option<Ident>,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `ON COMMIT`.
    pub on_commit: Option<OnCommit>,
    /// `TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// `SERVER`, of a foreign table.
    pub foreign: Option<ForeignSource>,
    /// From `(` to `)` of the element list, for the comments inside it.
    pub body: Span,
}

/// An element of a table definition.
#[derive(Debug, Clone, PartialEq)]
pub enum TableElement {
    /// A column.
    Column(ColumnDef),
    /// A table constraint.
    Constraint(ConstraintDef),
    /// `LIKE table [INCLUDING …]`.
    Like {
        /// The table.
        table: QualifiedName,
        /// What is copied, in effect: `INCLUDING ALL EXCLUDING x` is expanded.
        including: Vec<LikeOption>,
    },
}

/// What `LIKE` copies besides names, types and `NOT NULL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum LikeOption {
    Comments,
    Compression,
    Constraints,
    Defaults,
    Generated,
    Identity,
    Indexes,
    Statistics,
    Storage,
}

/// `CREATE TABLE … AS`, `SELECT … INTO`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTableAs {
    /// Its name.
    pub name: QualifiedName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Temporary, unlogged or ordinary.
    pub persistence: Persistence,
    /// Column names, where given.
    pub columns: Vec<Ident>,
    /// The query.
    pub query: Query,
    /// `USING method`.
    pub access_method: Option<Ident>,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `ON COMMIT`.
    pub on_commit: Option<OnCommit>,
    /// `TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// `WITH NO DATA` is `false`.
    pub with_data: bool,
}
