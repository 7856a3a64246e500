//! Values.

use smol_str::SmolStr;
use std::sync::Arc;

/// A value, typed from the start.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `NULL`.
    Null,
    /// A signed integer.
    Int(i64),
    /// An unsigned integer, also of `BIT`.
    UInt(u64),
    /// A decimal, as the server prints it.
    Decimal(SmolStr),
    /// A double or a float.
    Double(f64),
    /// Characters.
    Text(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// `DATE`, `DATETIME`, `TIMESTAMP`, `TIME`, `YEAR`: as the server prints it.
    Temporal(SmolStr),
    /// What only the server that runs the baseline can compute: the expression.
    Deferred(Arc<str>),
    /// Not known, and why.
    Unknown(Arc<str>),
}
