//! Definitions as lists of `name = value`: of aggregates, operators, collations.

use crate::postgres::ast::{Name, QualifiedName, TypeName};
use crate::source::Span;

/// One `name = value`.
#[derive(Debug, Clone, PartialEq)]
pub struct DefinitionOption {
    /// What is defined.
    pub name: Name,
    /// Its value; `None` where there is only the name.
    pub value: Option<DefinitionValue>,
    /// Where it stands.
    pub span: Span,
}

/// The value of an option, which only its meaning tells more about.
#[derive(Debug, Clone, PartialEq)]
pub enum DefinitionValue {
    /// A word or name: of a function, a type, or nothing but a word.
    Name(TypeName),
    /// An operator.
    Operator(QualifiedName),
    /// A string, number or reserved word.
    Text(Name),
}

impl DefinitionValue {
    /// As a word or text.
    pub fn text(&self) -> &Name {
        match self {
            Self::Name(name) => name.name.name(),
            Self::Operator(name) => name.name(),
            Self::Text(text) => text,
        }
    }
}
