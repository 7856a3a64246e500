//! Queries.

use super::{Expr, FunctionCall, Ident, QualifiedName, Statement, TypeName, WindowSpec};
use crate::source::Span;

/// A query with its `WITH`, `ORDER BY` and `LIMIT`.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Common table expressions in order.
    pub with: Vec<Cte>,
    /// `WITH RECURSIVE`.
    pub recursive: bool,
    /// What the query selects.
    pub body: QueryBody,
    /// `ORDER BY`.
    pub order_by: Vec<OrderItem>,
    /// `LIMIT`, `FETCH FIRST`.
    pub limit: Option<Expr>,
    /// `OFFSET`.
    pub offset: Option<Expr>,
    /// `FOR UPDATE | SHARE …`: rows are locked.
    pub locking: bool,
    /// From `WITH` or `SELECT` to its end.
    pub span: Span,
}

impl Query {
    /// `SELECT` of no columns.
    pub fn of_nothing(span: Span) -> Self {
        Self {
            with: Vec::new(),
            recursive: false,
            body: QueryBody::Select(Box::default()),
            order_by: Vec::new(),
            limit: None,
            offset: None,
            locking: false,
            span,
        }
    }
}

/// One `name [(columns)] AS (…)` of a `WITH`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cte {
    /// Its name.
    pub name: Ident,
    /// Its column names, where given.
    pub columns: Vec<Ident>,
    /// A query, or an `INSERT`, `UPDATE`, `DELETE` with `RETURNING`.
    pub statement: Box<Statement>,
}

/// The part of a query that makes rows.
#[derive(Debug, Clone, PartialEq)]
pub enum QueryBody {
    /// `SELECT …`, `TABLE t` (as `SELECT * FROM t`).
    Select(Box<Select>),
    /// `VALUES (…), (…)`.
    Values(Vec<Vec<Expr>>),
    /// `UNION`, `INTERSECT`, `EXCEPT`.
    SetOperation {
        /// Which one.
        operator: SetOperator,
        /// With `ALL`.
        all: bool,
        /// Left side.
        left: Box<QueryBody>,
        /// Right side.
        right: Box<QueryBody>,
    },
    /// A query in parentheses.
    Nested(Box<Query>),
}

/// Set operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOperator {
    /// `UNION`.
    Union,
    /// `INTERSECT`.
    Intersect,
    /// `EXCEPT`.
    Except,
}

/// `DISTINCT` in a select.
#[derive(Debug, Clone, PartialEq)]
pub enum Distinct {
    /// `DISTINCT`.
    All,
    /// `DISTINCT ON (…)`.
    On(Vec<Expr>),
}

/// One `SELECT`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Select {
    /// `DISTINCT [ON]`.
    pub distinct: Option<Distinct>,
    /// The select list.
    pub items: Vec<SelectItem>,
    /// `INTO t` of `SELECT INTO`.
    pub into: Option<QualifiedName>,
    /// `FROM`.
    pub from: Vec<TableRef>,
    /// `WHERE`.
    pub filter: Option<Expr>,
    /// `GROUP BY`, with the members of grouping sets flattened.
    pub group_by: Vec<Expr>,
    /// `HAVING`.
    pub having: Option<Expr>,
    /// `WINDOW name AS (…)`.
    pub windows: Vec<(Ident, WindowSpec)>,
}

/// One item of a select list or of `RETURNING`.
#[derive(Debug, Clone, PartialEq)]
pub enum SelectItem {
    /// `expr [AS alias]`.
    Expr {
        /// The expression.
        expr: Expr,
        /// Its alias.
        alias: Option<Ident>,
    },
    /// `*` or `t.*`.
    Wildcard {
        /// `t`.
        qualifier: Option<QualifiedName>,
        /// The whole item.
        span: Span,
    },
}

impl SelectItem {
    /// Where the item stands, without its alias.
    pub fn span(&self) -> Span {
        match self {
            Self::Expr { expr, .. } => expr.span,
            Self::Wildcard { span, .. } => *span,
        }
    }
}

/// `AS alias (columns)`.
#[derive(Debug, Clone, PartialEq)]
pub struct TableAlias {
    /// The alias.
    pub name: Ident,
    /// New column names from the first on, where given, with types for a function that returns `record`.
    pub columns: Vec<(Ident, Option<TypeName>)>,
}

/// An item of `FROM`.
#[derive(Debug, Clone, PartialEq)]
pub enum TableRef {
    /// A table or view.
    Relation {
        /// Its name.
        name: QualifiedName,
        /// `ONLY`.
        only: bool,
        /// Its alias.
        alias: Option<TableAlias>,
    },
    /// A subquery.
    Subquery {
        /// The query.
        query: Box<Query>,
        /// `LATERAL`.
        lateral: bool,
        /// Its alias.
        alias: Option<TableAlias>,
    },
    /// A function, or several in `ROWS FROM`.
    Function {
        /// The calls.
        calls: Vec<FunctionCall>,
        /// Extent of each call in `calls`.
        spans: Vec<Span>,
        /// `WITH ORDINALITY`.
        ordinality: bool,
        /// Its alias.
        alias: Option<TableAlias>,
    },
    /// A join.
    Join {
        /// Left side.
        left: Box<TableRef>,
        /// Right side.
        right: Box<TableRef>,
        /// Its kind.
        kind: JoinKind,
        /// Its condition.
        constraint: JoinConstraint,
        /// The alias of a parenthesised join.
        alias: Option<TableAlias>,
    },
}

/// Kinds of join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind {
    /// `CROSS JOIN`.
    Cross,
    /// `[INNER] JOIN`.
    Inner,
    /// `LEFT [OUTER] JOIN`.
    Left,
    /// `RIGHT [OUTER] JOIN`.
    Right,
    /// `FULL [OUTER] JOIN`.
    Full,
}

/// The condition of a join.
#[derive(Debug, Clone, PartialEq)]
pub enum JoinConstraint {
    /// None: a cross join.
    None,
    /// `ON expr`.
    On(Expr),
    /// `USING (columns)`.
    Using(Vec<Ident>),
    /// `NATURAL`.
    Natural,
}

/// One item of `ORDER BY`.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderItem {
    /// The expression, or an output column's name or number.
    pub expr: Expr,
    /// `DESC` (`Some(true)`) or `ASC` (`Some(false)`).
    pub descending: Option<bool>,
    /// `NULLS FIRST` (`Some(true)`) or `NULLS LAST` (`Some(false)`).
    pub nulls_first: Option<bool>,
}
