//! Casts.

use super::{ObjectId, TypeRef};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{CastContext, Volatility};

/// A cast between two types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// From.
    pub source: TypeRef,
    /// To.
    pub target: TypeRef,
    /// How.
    pub method: CastFunction,
    /// Where it is used without being written.
    pub context: CastContext,
    /// Of its function.
    pub volatility: Volatility,
}

/// What a cast does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastFunction {
    /// A function.
    Function(ObjectId),
    /// It prints the value and reads it.
    InOut,
    /// None: the bytes are those of the other type.
    Binary,
}

impl Cast {
    /// The name under which a cast is kept.
    pub fn key(source: TypeRef, target: TypeRef) -> Name {
        let part = |type_ref: TypeRef| format!("{}{}", type_ref.id.oid(), if type_ref.array { "[]" } else { "" });
        Name::new(format!("{} as {}", part(source), part(target)))
    }
}
