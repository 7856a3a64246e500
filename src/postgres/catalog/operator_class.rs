//! Operator classes and families. Both are kept under `name USING method`: they are unique only with their access method.

use super::{ObjectId, TypeRef};
use crate::postgres::ast::Name;

/// A class of operators by which an access method indexes a type.
#[derive(Debug, Clone, PartialEq)]
pub struct OperatorClass {
    /// Its family.
    pub family: ObjectId,
    /// It is used where no class is named.
    pub default: bool,
    /// The type that is indexed.
    pub input: TypeRef,
    /// `STORAGE`, where it is another type.
    pub storage: Option<TypeRef>,
    /// Its operators by their strategies.
    pub operators: Vec<ClassOperator>,
    /// Its functions by their support numbers.
    pub functions: Vec<ClassFunction>,
}

/// An operator of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassOperator {
    /// The strategy.
    pub number: i64,
    /// The operator, which may be the engine's own.
    pub operator: ObjectId,
    /// Its symbol, of one of the engine's own.
    pub symbol: Name,
    /// The left operand.
    pub left: TypeRef,
    /// The right operand.
    pub right: TypeRef,
}

/// A function of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassFunction {
    /// The support number.
    pub number: i64,
    /// The types that it is for, where they are written.
    pub types: Vec<TypeRef>,
    /// The function.
    pub function: ObjectId,
}

/// The name under which a class or family is kept.
pub fn class_key(name: &str, method: &str) -> Name {
    Name::new(format!("{name} USING {method}"))
}

/// The name and the access method of a key.
pub fn class_parts(key: &str) -> (&str, &str) {
    key.rsplit_once(" USING ").unwrap_or((key, ""))
}
