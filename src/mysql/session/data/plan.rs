//! Expressions and queries whose names are resolved and whose types are known.

use super::collation::Collation;
use super::functions::Native;
use super::types::Type;
use crate::mysql::ast::{
    BinaryOperator, JoinKind, Quantifier, SequenceValue, SetOperator, SetQuantifier, TimeUnit, TruthValue,
    UnaryOperator, VariableScope,
};
use crate::mysql::session::system::Layout;
use crate::mysql::value::Value;
use smol_str::SmolStr;
use std::sync::Arc;

/// An expression.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// What values it has.
    pub ty: Type,
}

/// What an expression is.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// A known value.
    Constant(Value),
    /// A column of a query around it: how many levels out, and its place in the row there.
    Column {
        depth: usize,
        index: usize,
    },
    /// An aggregate of a query around it.
    Aggregate {
        depth: usize,
        index: usize,
    },
    /// A window function of its query.
    Window(usize),
    /// A variable of the stored program.
    ProgramVariable(SmolStr),
    /// `NEW.x`, `OLD.x`.
    TriggerValue {
        new: bool,
        column: SmolStr,
    },
    UserVariable(SmolStr),
    AssignVariable(SmolStr, Box<Node>),
    SystemVariable(Option<VariableScope>, SmolStr),
    Parameter(usize),
    Unary(UnaryOperator, Box<Node>),
    /// `AND`, `OR`, `XOR`.
    Logic(BinaryOperator, Box<Node>, Box<Node>),
    /// `=`, `<` …, `SOUNDS LIKE`.
    Compare(BinaryOperator, Box<Node>, Box<Node>, Collation),
    /// `+`, `DIV`, `|` …
    Arithmetic(BinaryOperator, Box<Node>, Box<Node>),
    Between {
        operand: Box<Node>,
        low: Box<Node>,
        high: Box<Node>,
        negated: bool,
        collation: Collation,
    },
    In {
        operand: Box<Node>,
        list: Vec<Node>,
        negated: bool,
        collation: Collation,
    },
    InQuery {
        operand: Box<Node>,
        query: Arc<QueryPlan>,
        negated: bool,
        collation: Collation,
    },
    Quantified {
        quantifier: Quantifier,
        operator: BinaryOperator,
        left: Box<Node>,
        query: Arc<QueryPlan>,
        collation: Collation,
    },
    Like {
        operand: Box<Node>,
        pattern: Box<Node>,
        escape: Option<char>,
        negated: bool,
        collation: Collation,
    },
    Regexp {
        operand: Box<Node>,
        pattern: Box<Node>,
        negated: bool,
        collation: Collation,
    },
    Is {
        operand: Box<Node>,
        value: TruthValue,
        negated: bool,
    },
    /// Conditions and values; a simple `CASE` is written out.
    Case {
        branches: Vec<(Node, Node)>,
        otherwise: Option<Box<Node>>,
    },
    Coalesce(Vec<Node>),
    /// Into the node's own type.
    Cast(Box<Node>),
    /// Only its type is another.
    Retyped(Box<Node>),
    AddInterval {
        date: Box<Node>,
        amount: Box<Node>,
        unit: TimeUnit,
        negated: bool,
    },
    Extract(TimeUnit, Box<Node>),
    TimestampDiff(TimeUnit, Box<Node>, Box<Node>),
    Call(&'static Native, Vec<Node>),
    /// A stored function.
    Stored {
        database: SmolStr,
        name: SmolStr,
        arguments: Vec<Node>,
    },
    Exists(Arc<QueryPlan>),
    Subquery(Arc<QueryPlan>),
    Row(Vec<Node>),
    /// A sequence's value.
    Sequence {
        operation: SequenceValue,
        database: SmolStr,
        name: SmolStr,
    },
    /// Names and types are known, the value is not computed; why.
    NotComputed(Arc<str>),
}

impl Node {
    /// A known value.
    pub fn constant(value: Value, ty: Type) -> Self {
        Self { kind: NodeKind::Constant(value), ty }
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        match &self.kind {
            NodeKind::Row(nodes) => nodes.len(),
            NodeKind::Subquery(query) => query.columns.len(),
            _ => 1,
        }
    }
}

/// A column of a result.
#[derive(Debug, Clone)]
pub struct OutputColumn {
    /// Its name.
    pub name: SmolStr,
    /// Its type.
    pub ty: Type,
    /// The column of a table that it is, as it is: its database, table and name.
    pub base: Option<(SmolStr, SmolStr, SmolStr)>,
}

/// A query.
#[derive(Debug, Clone)]
pub struct QueryPlan {
    /// What it returns.
    pub columns: Vec<OutputColumn>,
    /// What makes its rows.
    pub body: BodyPlan,
    /// Where its rows are ordered: keys over the result's own row, and whether each descends.
    pub order: Vec<(Node, bool)>,
    /// `LIMIT`.
    pub limit: Option<Node>,
    /// `OFFSET`.
    pub offset: Option<Node>,
    /// It looks at rows of queries around it.
    pub correlated: bool,
}

/// What makes rows.
#[derive(Debug, Clone)]
pub enum BodyPlan {
    Select(Box<SelectPlan>),
    Set {
        operator: SetOperator,
        quantifier: SetQuantifier,
        left: Box<BodyPlan>,
        right: Box<BodyPlan>,
        types: Vec<Type>,
    },
    Nested(Box<QueryPlan>),
    Values(Vec<Vec<Node>>),
}

/// `SELECT`.
#[derive(Debug, Clone)]
pub struct SelectPlan {
    /// Where its rows come from.
    pub from: FromPlan,
    /// `WHERE`.
    pub filter: Option<Node>,
    /// `GROUP BY`; none at all without one and without aggregates.
    pub group: Option<Vec<Node>>,
    /// `WITH ROLLUP`.
    pub rollup: bool,
    /// The aggregates.
    pub aggregates: Vec<Aggregate>,
    /// `HAVING`.
    pub having: Option<Node>,
    /// The window functions.
    pub windows: Vec<WindowPlan>,
    /// What is selected.
    pub items: Vec<Node>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// `ORDER BY`: keys over the same row as the items; the result is ordered before it is cut.
    pub order: Vec<(Node, bool)>,
    /// `LIMIT`, where it stands with this select alone.
    pub limit: Option<Node>,
    /// `OFFSET`.
    pub offset: Option<Node>,
}

/// Where rows come from.
#[derive(Debug, Clone)]
pub enum FromPlan {
    /// No table: one row without columns.
    One,
    /// A base table; and its columns' count.
    Table {
        /// Its database.
        database: SmolStr,
        /// Its name.
        name: SmolStr,
        /// How many columns.
        width: usize,
        /// What of it a select of this table alone reads.
        reading: Reading,
    },
    /// A table of `information_schema`.
    System(&'static Layout),
    /// Rows that are not known, and why.
    Unknown(Arc<str>, usize),
    /// A view, a derived table, a common table expression.
    Query(Arc<QueryPlan>),
    /// `WITH RECURSIVE`: the number of its working table.
    Recursive(Arc<RecursivePlan>),
    /// The rows that the last step of a recursive query found: its number, its width.
    Working(u32, usize),
    /// A join.
    Join {
        /// Its sides.
        left: Box<FromPlan>,
        /// The right one.
        right: Box<FromPlan>,
        /// Which; natural ones are already their plain form.
        kind: JoinKind,
        /// `ON`, `USING`.
        on: Option<Node>,
    },
}

impl FromPlan {
    /// How many columns its rows have.
    pub fn width(&self) -> usize {
        match self {
            Self::One => 0,
            Self::Table { width, .. } | Self::Unknown(_, width) | Self::Working(_, width) => *width,
            Self::System(layout) => layout.columns.len(),
            Self::Query(query) => query.columns.len(),
            Self::Recursive(recursive) => recursive.columns.len(),
            Self::Join { left, right, .. } => left.width() + right.width(),
        }
    }
}

/// What a select reads of its only table: from it follows by which key the server may read, and so the order of the rows.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The places of all columns that it names; none where that is not known.
    pub used: Option<Vec<usize>>,
    /// The places of those in `WHERE`.
    pub sought: Vec<usize>,
}

/// `WITH RECURSIVE`.
#[derive(Debug, Clone)]
pub struct RecursivePlan {
    /// The number of its working table.
    pub number: u32,
    /// What it begins with.
    pub anchor: BodyPlan,
    /// What finds more.
    pub step: BodyPlan,
    /// `UNION`: rows that are there already are dropped.
    pub distinct: bool,
    /// Its columns.
    pub columns: Vec<OutputColumn>,
}

/// An aggregate.
#[derive(Debug, Clone)]
pub struct Aggregate {
    /// Which.
    pub function: AggregateFunction,
    /// Its arguments; none is `COUNT(*)`.
    pub arguments: Vec<Node>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// `ORDER BY` of `GROUP_CONCAT`.
    pub order: Vec<(Node, bool)>,
    /// `SEPARATOR`.
    pub separator: SmolStr,
    /// `LIMIT` of `GROUP_CONCAT`.
    pub limit: Option<Node>,
    /// The type of its value.
    pub ty: Type,
    /// As it stands in the query, to find the same one again.
    pub text: SmolStr,
}

/// Which aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateFunction {
    Count,
    Sum,
    Avg,
    Min,
    Max,
    GroupConcat,
    BitAnd,
    BitOr,
    BitXor,
    Std,
    StdSample,
    Variance,
    VarianceSample,
    JsonArray,
    JsonObject,
    AnyValue,
    /// Of window functions only.
    RowNumber,
    Rank,
    DenseRank,
    PercentRank,
    CumeDist,
    Ntile,
    Lag,
    Lead,
    FirstValue,
    LastValue,
    NthValue,
}

/// A window function.
#[derive(Debug, Clone)]
pub struct WindowPlan {
    /// What is computed.
    pub call: Aggregate,
    /// `PARTITION BY`.
    pub partition: Vec<Node>,
    /// `ORDER BY`.
    pub order: Vec<(Node, bool)>,
    /// `ROWS …`; none where the default holds.
    pub frame: Option<FramePlan>,
}

/// A frame in rows.
#[derive(Debug, Clone, Copy)]
pub struct FramePlan {
    /// `RANGE`: peers belong to the current row.
    pub range: bool,
    /// Rows from the current one, below zero before it; none is the partition's first.
    pub start: Option<i64>,
    /// Rows from the current one; none is the partition's last.
    pub end: Option<i64>,
}
