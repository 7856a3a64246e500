//! Values of cells.

use rusqlite::types::ValueRef;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `NULL`.
    Null,
    /// An integer of 64 bits.
    Integer(i64),
    /// A floating point number of 64 bits.
    Real(f64),
    /// A text; nothing makes sure that it is UTF-8.
    Text(Box<[u8]>),
    /// Bytes.
    Blob(Box<[u8]>),
    /// What only the user's own database can compute: an expression for it.
    Deferred(Box<str>),
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(integer) => Self::Integer(integer),
            ValueRef::Real(real) => Self::Real(real),
            ValueRef::Text(text) => Self::Text(text.into()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.into()),
        }
    }
}
