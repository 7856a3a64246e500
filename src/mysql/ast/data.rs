//! `INSERT`, `REPLACE`, `UPDATE`, `DELETE`, `LOAD DATA`.

use super::expr::Expr;
use super::name::{ColumnName, Name, ObjectName};
use super::query::{Cte, OrderItem, Query, SelectItem, TableRef};
use crate::source::Span;

/// `INSERT` and `REPLACE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Insert {
    /// Which of the two.
    pub verb: InsertVerb,
    /// `IGNORE`, `LOW_PRIORITY` …
    pub modifiers: Vec<WriteModifier>,
    /// The table.
    pub table: ObjectName,
    /// `PARTITION (p)`.
    pub partitions: Vec<Name>,
    /// The columns; none is all of them.
    pub columns: Vec<ColumnName>,
    /// The rows.
    pub source: InsertSource,
    /// `AS new (a, b)` (MySQL).
    pub row_alias: Option<(Name, Vec<Name>)>,
    /// `ON DUPLICATE KEY UPDATE`.
    pub on_duplicate: Vec<Assignment>,
    /// `RETURNING` (MariaDB).
    pub returning: Vec<SelectItem>,
}

/// `INSERT` or `REPLACE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum InsertVerb {
    Insert,
    Replace,
}

/// Where rows come from.
#[derive(Debug, Clone, PartialEq)]
pub enum InsertSource {
    /// `VALUES (…), (…)`; an empty row has all defaults. `SET a = 1` is one row.
    Values(Vec<Vec<Expr>>),
    /// `SELECT …`.
    Query(Box<Query>),
}

/// A word behind the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum WriteModifier {
    LowPriority,
    Delayed,
    HighPriority,
    Quick,
    Ignore,
}

/// What becomes of rows whose key is taken, in `CREATE TABLE … SELECT` and `LOAD DATA`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum DuplicateRows {
    Refuse,
    Ignore,
    Replace,
}

/// `column = value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The column.
    pub column: ColumnName,
    /// The value.
    pub value: Expr,
}

/// `UPDATE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// `WITH` (MySQL).
    pub with: Vec<Cte>,
    /// `IGNORE`, `LOW_PRIORITY`.
    pub modifiers: Vec<WriteModifier>,
    /// One table, or a join.
    pub tables: Vec<TableRef>,
    /// `SET`.
    pub assignments: Vec<Assignment>,
    /// `WHERE`.
    pub filter: Option<Expr>,
    /// `ORDER BY`.
    pub order: Vec<OrderItem>,
    /// `LIMIT`.
    pub limit: Option<Expr>,
}

/// `DELETE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    /// `WITH` (MySQL).
    pub with: Vec<Cte>,
    /// `IGNORE`, `QUICK`, `LOW_PRIORITY`.
    pub modifiers: Vec<WriteModifier>,
    /// The tables that lose rows, where it is of several tables (`DELETE a, b FROM …`, `DELETE FROM a USING …`).
    pub targets: Vec<ObjectName>,
    /// One table, or a join.
    pub tables: Vec<TableRef>,
    /// `WHERE`.
    pub filter: Option<Expr>,
    /// `ORDER BY`.
    pub order: Vec<OrderItem>,
    /// `LIMIT`.
    pub limit: Option<Expr>,
    /// `RETURNING` (MariaDB).
    pub returning: Vec<SelectItem>,
}

/// `LOAD DATA`, `LOAD XML`: rows from a file that is not part of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadData {
    /// The table.
    pub table: ObjectName,
    /// Where it stands.
    pub span: Span,
}
