//! Partitioning.

use super::IndexElement;
use crate::postgres::ast::Expr;
use crate::source::Span;

/// `PARTITION BY`.
#[derive(Debug, Clone, PartialEq)]
pub struct PartitionBy {
    /// How rows are spread.
    pub strategy: PartitionStrategy,
    /// The key.
    pub elements: Vec<IndexElement>,
}

/// Partitioning strategies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum PartitionStrategy {
    Range,
    List,
    Hash,
}

/// The bound of a partition.
#[derive(Debug, Clone, PartialEq)]
pub enum PartitionBound {
    /// `DEFAULT`.
    Default,
    /// `FOR VALUES IN (…)`.
    In {
        /// The values.
        values: Vec<Expr>,
        /// From `IN` on.
        span: Span,
    },
    /// `FOR VALUES FROM (…) TO (…)`; `MINVALUE` and `MAXVALUE` are columns of that name.
    Range {
        /// Inclusive lower bound.
        from: Vec<Expr>,
        /// Exclusive upper bound.
        to: Vec<Expr>,
        /// From `FROM` on.
        span: Span,
    },
    /// `FOR VALUES WITH (MODULUS m, REMAINDER r)`.
    Hash {
        /// Modulus.
        modulus: u32,
        /// Remainder.
        remainder: u32,
        /// From `WITH` on.
        span: Span,
    },
}
