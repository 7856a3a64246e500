//! Casts.

use super::RoutineSignature;
use crate::postgres::ast::TypeName;

/// How a cast makes one type of another.
#[derive(Debug, Clone, PartialEq)]
pub enum CastMethod {
    /// `WITH FUNCTION`.
    Function(RoutineSignature),
    /// `WITHOUT FUNCTION`.
    Binary,
    /// `WITH INOUT`.
    InOut,
}

/// Where a cast is used without being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastContext {
    /// `AS IMPLICIT`: everywhere.
    Implicit,
    /// `AS ASSIGNMENT`: where a value is stored.
    Assignment,
    /// Nowhere.
    Explicit,
}

/// `CREATE CAST`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateCast {
    /// From.
    pub source: TypeName,
    /// To.
    pub target: TypeName,
    /// How.
    pub method: CastMethod,
    /// Where.
    pub context: CastContext,
}
