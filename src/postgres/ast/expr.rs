//! Scalar expressions.

use super::{Ident, Name, OrderItem, QualifiedName, Query, TypeName};
use crate::source::Span;

/// An expression and the bytes it was written with.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its extent in the source, without parentheses around it.
    pub span: Span,
}

/// A constant of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `NULL`.
    Null,
    /// `TRUE`, `FALSE`.
    Boolean(bool),
    /// Digits only.
    Integer(Name),
    /// With a point or an exponent.
    Decimal(Name),
    /// `'text'`, `E'text'`, `$$text$$`, unescaped: a constant of type `unknown`.
    String(Name),
    /// `B'0101'` or `X'1F'`: the letter and the digits.
    Bits(char, Name),
}

/// `ANY` or `ALL` in front of a subquery or an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubqueryQuantifier {
    /// `ANY`, `SOME`.
    Any,
    /// `ALL`.
    All,
}

/// What stands between brackets.
#[derive(Debug, Clone, PartialEq)]
pub enum Subscript {
    /// `[1]`.
    Place(Box<Expr>),
    /// `[1:2]`; a bound that is left out is the array's own.
    Slice(Option<Box<Expr>>, Option<Box<Expr>>),
}

impl Subscript {
    /// The expressions that are written.
    pub fn parts(&self) -> impl Iterator<Item = &Expr> {
        let (first, second) = match self {
            Self::Place(place) => (Some(place), None),
            Self::Slice(low, high) => (low.as_ref(), high.as_ref()),
        };
        first.into_iter().chain(second).map(|part| &**part)
    }
}

/// The kinds of expression.
///
/// Operators keep their symbol: whether `||` is text or array concatenation is for the binder to say. What SQL spells
/// as words (`LIKE`, `IN`, `BETWEEN`, …) has variants of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A constant.
    Literal(Literal),
    /// `a`, `t.a`, `s.t.a`.
    Column(Vec<Ident>),
    /// `*`, `t.*` as an argument or a row.
    Wildcard(Option<QualifiedName>),
    /// `$1`.
    Parameter(u32),
    /// A prefix operator: `-`, `+`, `~`, `NOT` …
    Unary {
        /// The symbol, or `NOT`.
        operator: Name,
        /// Its operand.
        operand: Box<Expr>,
    },
    /// An infix operator: `+`, `=`, `->>`, `AND`, `OR` …
    Binary {
        /// The symbol (`!=` arrives as `<>`), or `AND`, `OR`.
        operator: Name,
        /// Where the operator stands: the server points there.
        operator_span: Span,
        /// Left operand.
        left: Box<Expr>,
        /// Right operand.
        right: Box<Expr>,
    },
    /// `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN`.
    Is {
        /// The tested expression.
        operand: Box<Expr>,
        /// `NULL`, `TRUE`, `FALSE` or `UNKNOWN`.
        test: &'static str,
        /// With `NOT`.
        negated: bool,
    },
    /// `a IS [NOT] DISTINCT FROM b`.
    IsDistinct {
        /// Left operand.
        left: Box<Expr>,
        /// Right operand.
        right: Box<Expr>,
        /// With `NOT`.
        negated: bool,
    },
    /// `x [NOT] BETWEEN low AND high`.
    Between {
        /// The tested expression.
        operand: Box<Expr>,
        /// Lower bound.
        low: Box<Expr>,
        /// Upper bound.
        high: Box<Expr>,
        /// With `NOT`.
        negated: bool,
    },
    /// `x [NOT] IN (a, b, …)`.
    InList {
        /// The tested expression.
        operand: Box<Expr>,
        /// The list; never empty.
        list: Vec<Expr>,
        /// With `NOT`.
        negated: bool,
    },
    /// `x [NOT] IN (SELECT …)`.
    InSubquery {
        /// The tested expression.
        operand: Box<Expr>,
        /// The subquery.
        query: Box<Query>,
        /// With `NOT`.
        negated: bool,
    },
    /// `x [NOT] LIKE | ILIKE | SIMILAR TO pattern [ESCAPE e]`.
    Like {
        /// `LIKE`, `ILIKE` or `SIMILAR TO`.
        operator: &'static str,
        /// The tested expression.
        operand: Box<Expr>,
        /// The pattern.
        pattern: Box<Expr>,
        /// The escape character, where one is given.
        escape: Option<Box<Expr>>,
        /// With `NOT`.
        negated: bool,
    },
    /// `x op ANY|ALL (array or subquery)`.
    Quantified {
        /// Left operand.
        left: Box<Expr>,
        /// The operator's symbol.
        operator: Name,
        /// `ANY` or `ALL`.
        quantifier: SubqueryQuantifier,
        /// The array, or a [`ExprKind::Subquery`].
        right: Box<Expr>,
    },
    /// `CAST(x AS t)`, `x::t`, `t 'literal'`.
    Cast {
        /// What is cast.
        operand: Box<Expr>,
        /// To what.
        target: TypeName,
    },
    /// A call, ordinary or in one of SQL's own spellings (`EXTRACT(… FROM …)` arrives as `extract`, `SUBSTRING(… FROM
    /// …)` as `substring`, `COALESCE`, `GREATEST`, `LEAST`, `NULLIF` and `CURRENT_TIMESTAMP` under their names with
    /// `special` set).
    Function(Box<FunctionCall>),
    /// `CASE [x] WHEN … THEN … [ELSE …] END`.
    Case {
        /// The compared expression.
        operand: Option<Box<Expr>>,
        /// Conditions and results.
        branches: Vec<(Expr, Expr)>,
        /// The result where no condition holds.
        otherwise: Option<Box<Expr>>,
    },
    /// `ARRAY[a, b]`; a nested `[c, d]` is an array too.
    Array(Vec<Expr>),
    /// `ARRAY(SELECT …)`.
    ArraySubquery(Box<Query>),
    /// `ROW(a, b)`, `(a, b)`.
    Row(Vec<Expr>),
    /// `x[1]`, `x[1:2]`.
    Subscript {
        /// The array or document.
        operand: Box<Expr>,
        /// What stands between the brackets.
        subscript: Subscript,
    },
    /// `(x).field`.
    Field {
        /// The composite value.
        operand: Box<Expr>,
        /// The field.
        field: Ident,
    },
    /// `EXISTS (SELECT …)`.
    Exists(Box<Query>),
    /// `(SELECT …)` as a value.
    Subquery(Box<Query>),
    /// `x COLLATE c`.
    Collate {
        /// The collated expression.
        operand: Box<Expr>,
        /// The collation.
        collation: QualifiedName,
    },
    /// `x AT TIME ZONE z`.
    AtTimeZone {
        /// The time.
        operand: Box<Expr>,
        /// The zone.
        zone: Box<Expr>,
    },
}

/// A function call.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionCall {
    /// The function; for SQL's own spellings the lower-case keyword.
    pub name: QualifiedName,
    /// SQL syntax rather than a function looked up by name: `coalesce`, `current_timestamp`, `extract` …
    pub special: bool,
    /// Positional arguments, then named ones (`name => value`).
    pub arguments: Vec<(Option<Ident>, Expr)>,
    /// The last argument is `VARIADIC`.
    pub variadic: bool,
    /// `DISTINCT` in an aggregate.
    pub distinct: bool,
    /// `ORDER BY` in an aggregate, or `WITHIN GROUP (ORDER BY …)`.
    pub order_by: Vec<OrderItem>,
    /// `FILTER (WHERE …)`.
    pub filter: Option<Expr>,
    /// `OVER (…)` or `OVER name`.
    pub over: Option<WindowSpec>,
}

/// A window definition.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowSpec {
    /// A named window, referred to or extended.
    pub name: Option<Ident>,
    /// `PARTITION BY`.
    pub partition_by: Vec<Expr>,
    /// `ORDER BY`.
    pub order_by: Vec<OrderItem>,
    /// Expressions inside the frame's bounds.
    pub frame_bounds: Vec<Expr>,
}
