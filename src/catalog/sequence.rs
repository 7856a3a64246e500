//! Sequences.

use super::{Address, TypeRef};
use crate::ast::op::Persistence;

/// A sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// Temporary, unlogged or ordinary.
    pub persistence: Persistence,
    /// `smallint`, `integer` or `bigint`.
    pub data_type: TypeRef,
    /// `START`.
    pub start: i64,
    /// `INCREMENT`.
    pub increment: i64,
    /// `MINVALUE`.
    pub min: i64,
    /// `MAXVALUE`.
    pub max: i64,
    /// `CACHE`.
    pub cache: i64,
    /// `CYCLE`.
    pub cycle: bool,
    /// The column it belongs to, by `OWNED BY`, `serial` or identity.
    pub owned_by: Option<Address>,
    /// It is the sequence of an identity column.
    pub identity: bool,
    /// The last value, and whether it was handed out; `None` while it is not known.
    pub last_value: Option<(i64, bool)>,
}
