//! Rows.

use crate::mysql::value::Value;
use imbl::Vector;
use std::sync::Arc;

/// A row: a value for each column of its table, in the table's order.
pub type Row = Arc<[Value]>;

/// The rows of a table, as far as they are known.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The known ones in the order in which they were written.
    pub rows: Vector<Row>,
    /// Why there may be others or these may be different, where that is so.
    pub unknown: Option<Arc<str>>,
}
