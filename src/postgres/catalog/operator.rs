//! Operators.

use super::{ObjectId, TypeRef};

/// An operator. One that is only mentioned as the commutator or negator of another is a shell, without a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Operator {
    /// The left operand; `None` for a prefix operator.
    pub left: Option<TypeRef>,
    /// The right operand.
    pub right: TypeRef,
    /// What it does; `None` for a shell.
    pub definition: Option<OperatorDefinition>,
    /// The operator that does the same with swapped operands.
    pub commutator: Option<ObjectId>,
    /// The operator that says the contrary.
    pub negator: Option<ObjectId>,
}

/// What an operator does.
#[derive(Debug, Clone, PartialEq)]
pub struct OperatorDefinition {
    /// Its function.
    pub function: ObjectId,
    /// What that returns.
    pub result: TypeRef,
    /// `RESTRICT`.
    pub restrict: Option<ObjectId>,
    /// `JOIN`.
    pub join: Option<ObjectId>,
    /// `HASHES`.
    pub hashes: bool,
    /// `MERGES`.
    pub merges: bool,
}

impl Operator {
    /// The types of its operands.
    pub fn operands(&self) -> Vec<TypeRef> {
        self.left.into_iter().chain([self.right]).collect()
    }
}
