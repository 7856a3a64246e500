//! Sequences.

use super::Persistence;
use crate::postgres::ast::{Ident, QualifiedName, TypeName};
use crate::source::Span;

/// One option of `CREATE | ALTER SEQUENCE` or of an identity column.
#[derive(Debug, Clone, PartialEq)]
pub enum SequenceOption {
    /// One that was given before, and where it stands: refused when the sequence is made.
    Repeated(Span),
    /// `AS type`.
    As(TypeName),
    /// `INCREMENT [BY]`.
    Increment(i64),
    /// `MINVALUE n`; `NO MINVALUE` is `None`.
    MinValue(Option<i64>),
    /// `MAXVALUE n`; `NO MAXVALUE` is `None`.
    MaxValue(Option<i64>),
    /// `START [WITH]`.
    Start(i64),
    /// `RESTART [[WITH] n]`.
    Restart(Option<i64>),
    /// `CACHE n`.
    Cache(i64),
    /// `CYCLE`, `NO CYCLE`.
    Cycle(bool),
    /// `OWNED BY table.column`; `NONE` is `None`.
    OwnedBy(Option<(QualifiedName, Ident)>),
    /// `SEQUENCE NAME`, of an identity column.
    SequenceName(QualifiedName),
    /// `SET LOGGED`, `SET UNLOGGED`.
    Persistence(Persistence),
}
