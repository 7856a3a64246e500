//! Extended statistics.

use super::{KeyTarget, ObjectId};

/// Statistics over several columns or expressions of one relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// The relation.
    pub relation: ObjectId,
    /// `ndistinct`, `dependencies`, `mcv`; empty for all of them, or for a single expression.
    pub kinds: Vec<&'static str>,
    /// Columns and expressions.
    pub keys: Vec<KeyTarget>,
    /// `SET STATISTICS`.
    pub target: Option<i32>,
}
