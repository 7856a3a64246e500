//! What an engine, or an extension, brings into a database.

use super::function::Function;
use super::operator::{Cast, Equality, Operator, OperatorClass, OperatorMember};
use super::rows::Rows;

/// The generated tables of the engine or of one extension. All have the same form; types are written as [`super::rows::TypeKey`] says.
#[derive(Debug, Clone, Copy)]
pub struct Brought {
    /// By name.
    pub functions: Rows<Function>,
    /// By symbol.
    pub operators: Rows<Operator>,
    /// By source type, as text.
    pub casts: Rows<Cast>,
    /// By access method.
    pub operator_classes: Rows<OperatorClass>,
    /// By operator family.
    pub operator_members: Rows<OperatorMember>,
    /// By btree operator family.
    pub equalities: Rows<Equality>,
}

/// The engine's own.
pub static BUILTIN: Brought = Brought {
    functions: Rows::new(include_str!("data/functions.tsv")),
    operators: Rows::new(include_str!("data/operators.tsv")),
    casts: Rows::new(include_str!("data/casts.tsv")),
    operator_classes: Rows::new(include_str!("data/operator_classes.tsv")),
    operator_members: Rows::new(include_str!("data/operator_members.tsv")),
    equalities: Rows::new(include_str!("data/equalities.tsv")),
};

/// What an extension brings, where that is known.
pub fn extension(name: &str) -> Option<&'static Brought> {
    super::extensions::by_name(name).map(|extension| &extension.brought)
}
