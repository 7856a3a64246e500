//! Collations.

use super::ObjectId;
use crate::postgres::ast::Name;

/// A collation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collation {
    /// A copy of one of the engine's own.
    Copy(ObjectId),
    /// One that is defined by options, as written.
    Defined {
        /// `icu`, `libc`, `builtin`.
        provider: Name,
        /// The other options in order.
        options: Vec<(Name, Name)>,
    },
}
