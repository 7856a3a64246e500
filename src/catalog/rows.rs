//! Rows of seed data.

use crate::ast::Name;
use std::sync::Arc;

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `NULL`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, in the author's spelling.
    Number(Name),
    /// A string constant: of whatever type the column is.
    Text(Name),
    /// An expression that only the server can compute (`now()`, a call, arithmetic), as SQL text that stands by itself.
    Deferred(Name),
}

/// A row: one value per column number, from 1; shorter rows end in `NULL`s.
pub type Row = Arc<[Value]>;

/// What a table holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Contents {
    /// Exactly these rows, in the order of their insertion.
    Known(imbl::Vector<Row>),
    /// Something the model cannot know, and why.
    Unknown(Name),
}

impl Default for Contents {
    fn default() -> Self {
        Self::Known(imbl::Vector::new())
    }
}

impl Contents {
    /// Certainly without rows.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Known(rows) if rows.is_empty())
    }
}
