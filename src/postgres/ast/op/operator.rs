//! Operators.

use super::DefinitionOption;
use crate::postgres::ast::{QualifiedName, TypeName};

/// `symbol (left, right)`; `NONE` for the left operand of a prefix operator.
#[derive(Debug, Clone, PartialEq)]
pub struct OperatorSignature {
    /// Its symbol, with its schema where written.
    pub name: QualifiedName,
    /// The left operand; `None` for a prefix operator.
    pub left: Option<TypeName>,
    /// The right operand.
    pub right: TypeName,
}

/// `CREATE OPERATOR`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateOperator {
    /// Its symbol.
    pub name: QualifiedName,
    /// `LEFTARG`, `FUNCTION`, `COMMUTATOR` …
    pub options: Vec<DefinitionOption>,
}

/// `ALTER OPERATOR … SET (…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterOperator {
    /// Which.
    pub operator: OperatorSignature,
    /// `RESTRICT`, `JOIN`.
    pub options: Vec<DefinitionOption>,
}
