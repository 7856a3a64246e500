//! Operator classes and families.

use super::{OperatorSignature, RoutineSignature};
use crate::postgres::ast::{Ident, QualifiedName, TypeName};

/// `name USING method`.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassName {
    /// The class or family.
    pub name: QualifiedName,
    /// Its access method.
    pub method: Ident,
}

/// `CREATE OPERATOR CLASS`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateOperatorClass {
    /// Its name and access method.
    pub class: ClassName,
    /// `DEFAULT`.
    pub default: bool,
    /// `FOR TYPE`.
    pub input: TypeName,
    /// `FAMILY`.
    pub family: Option<QualifiedName>,
    /// What it is made of.
    pub items: Vec<ClassItem>,
}

/// One item of an operator class.
#[derive(Debug, Clone, PartialEq)]
pub enum ClassItem {
    /// `OPERATOR n symbol [(left, right)]`.
    Operator {
        /// The strategy.
        number: i64,
        /// Its symbol.
        name: QualifiedName,
        /// The operands, where written.
        operands: Option<OperatorSignature>,
    },
    /// `FUNCTION n [(types)] function`.
    Function {
        /// The support number.
        number: i64,
        /// The types that it is for, where written.
        types: Vec<TypeName>,
        /// The function.
        function: RoutineSignature,
    },
    /// `STORAGE`.
    Storage(TypeName),
}
