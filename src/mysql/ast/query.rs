//! Queries.

use super::expr::{Expr, Window};
use super::name::{Name, ObjectName};
use crate::source::Span;
use smol_str::SmolStr;

/// A query expression: `WITH`, a body, and what orders and limits its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// `WITH`.
    pub with: Vec<Cte>,
    /// `WITH RECURSIVE`.
    pub recursive: bool,
    /// What makes the rows.
    pub body: QueryBody,
    /// `ORDER BY`.
    pub order: Vec<OrderItem>,
    /// `LIMIT`.
    pub limit: Option<Expr>,
    /// `OFFSET`.
    pub offset: Option<Expr>,
    /// `FOR UPDATE`, `LOCK IN SHARE MODE`.
    pub locking: Option<Locking>,
    /// `INTO @a, b`, `INTO OUTFILE …` (the names; a file is opaque).
    pub into: Vec<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// `name (columns) AS (query)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cte {
    /// Its name.
    pub name: Name,
    /// Its column names.
    pub columns: Vec<Name>,
    /// Its query.
    pub query: Query,
}

/// What makes rows.
#[derive(Debug, Clone, PartialEq)]
pub enum QueryBody {
    /// `SELECT …`.
    Select(Box<Select>),
    /// `a UNION b`.
    SetOperation {
        /// Which.
        operator: SetOperator,
        /// `ALL` or `DISTINCT`.
        quantifier: SetQuantifier,
        /// The first.
        left: Box<QueryBody>,
        /// The second.
        right: Box<QueryBody>,
    },
    /// `(SELECT …)`.
    Nested(Box<Query>),
    /// `VALUES (…), (…)`, and MySQL's `VALUES ROW(…)`.
    Values(Vec<Vec<Expr>>),
}

/// An operator between queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum SetOperator {
    Union,
    Intersect,
    Except,
}

/// What becomes of rows that are there twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum SetQuantifier {
    All,
    Distinct,
}

/// `SELECT …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    /// `DISTINCT`, `SQL_CALC_FOUND_ROWS` …
    pub modifiers: Vec<SelectModifier>,
    /// What is selected.
    pub items: Vec<SelectItem>,
    /// `FROM`; several are a cross join.
    pub from: Vec<TableRef>,
    /// `WHERE`.
    pub filter: Option<Expr>,
    /// `GROUP BY`.
    pub group: Vec<OrderItem>,
    /// `WITH ROLLUP`.
    pub rollup: bool,
    /// `HAVING`.
    pub having: Option<Expr>,
    /// `WINDOW w AS (…)`.
    pub windows: Vec<(Name, Window)>,
    /// From `SELECT` to before `ORDER BY`.
    pub span: Span,
}

/// A word behind `SELECT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum SelectModifier {
    All,
    Distinct,
    StraightJoin,
    HighPriority,
    SmallResult,
    BigResult,
    BufferResult,
    Cache,
    NoCache,
    CalcFoundRows,
}

/// What is selected.
#[derive(Debug, Clone, PartialEq)]
pub enum SelectItem {
    /// `*`.
    Star(Span),
    /// `table.*`.
    TableStar(ObjectName),
    /// `expr [AS] alias`.
    Expr {
        /// The value.
        expr: Expr,
        /// Its name, where one is given.
        alias: Option<Name>,
        /// The bytes of the expression as they name the column where no alias does: brackets and comments included.
        text: Span,
    },
}

/// A table in `FROM`, with the joins behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRef {
    /// What it is.
    pub kind: TableRefKind,
    /// What is joined to it, from left to right.
    pub joins: Vec<Join>,
}

/// What stands in `FROM`.
#[derive(Debug, Clone, PartialEq)]
pub enum TableRefKind {
    /// A table, a view, or a common table expression.
    Table {
        /// Its name.
        name: ObjectName,
        /// Its name in the query.
        alias: Option<Name>,
        /// `PARTITION (p)`.
        partitions: Vec<Name>,
        /// The names of indexes in `USE/FORCE/IGNORE INDEX (…)`.
        index_hints: Vec<Name>,
    },
    /// `(SELECT …) alias`.
    Subquery {
        /// The query.
        query: Box<Query>,
        /// Its name.
        alias: Option<Name>,
        /// Names of its columns (MySQL).
        columns: Vec<Name>,
    },
    /// `JSON_TABLE(…) alias`: kept as it is written.
    JsonTable {
        /// The document.
        document: Box<Expr>,
        /// From `JSON_TABLE` to its bracket.
        span: Span,
        /// The names of its columns, nested ones included.
        columns: Vec<Name>,
        /// Its name.
        alias: Option<Name>,
    },
    /// `(a JOIN b)`.
    Nested(Vec<TableRef>),
    /// `DUAL`.
    Dual,
}

/// A join.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// Which.
    pub kind: JoinKind,
    /// What is joined.
    pub right: TableRef,
    /// On what.
    pub condition: JoinCondition,
}

/// Which join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum JoinKind {
    Inner,
    Cross,
    Straight,
    Left,
    Right,
    NaturalInner,
    NaturalLeft,
    NaturalRight,
}

/// What a join is on.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum JoinCondition {
    None,
    On(Box<Expr>),
    Using(Vec<Name>),
}

/// An item of `ORDER BY` or `GROUP BY`.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderItem {
    /// By what.
    pub expr: Expr,
    /// `DESC`.
    pub descending: bool,
}

/// What is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locking {
    /// `FOR UPDATE`; else for shared reading.
    pub update: bool,
    /// What stands behind it, in upper case: `NOWAIT`, `SKIP LOCKED`, `WAIT 3`.
    pub wait: Option<SmolStr>,
}
