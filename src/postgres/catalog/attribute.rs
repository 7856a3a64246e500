//! Attributes of what is defined by a list of `name = value`.

use super::{ObjectId, TypeRef};
use crate::postgres::ast::Name;

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribute {
    /// A routine.
    Routine(ObjectId),
    /// A type.
    Type(TypeRef),
    /// A word or number, as it is.
    Word(Name),
    /// A string.
    Text(Name),
}
