//! Functions, procedures and aggregates.

use super::{Attribute, Bound, TypeUse};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{ArgumentMode, Parallel, RoutineKind, Volatility};

/// A routine.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// Function, procedure or aggregate.
    pub kind: RoutineKind,
    /// All arguments, `OUT` and `TABLE` ones included.
    pub arguments: Vec<Argument>,
    /// `RETURNS`; `None` for a procedure without `OUT` arguments.
    pub returns: Option<TypeUse>,
    /// `SETOF`, or `RETURNS TABLE`.
    pub returns_set: bool,
    /// `LANGUAGE`.
    pub language: Name,
    /// Volatility.
    pub volatility: Volatility,
    /// `STRICT`.
    pub strict: bool,
    /// `SECURITY DEFINER`.
    pub security_definer: bool,
    /// `LEAKPROOF`.
    pub leakproof: bool,
    /// `WINDOW`.
    pub window: bool,
    /// `PARALLEL`.
    pub parallel: Parallel,
    /// `COST`, where it is not the language's default.
    pub cost: Option<Name>,
    /// `ROWS`, where it is not the default.
    pub rows: Option<Name>,
    /// `SUPPORT`, as written.
    pub support: Option<Name>,
    /// `TRANSFORM FOR TYPE`.
    pub transforms: Vec<TypeUse>,
    /// `SET name = values`, in order.
    pub settings: Vec<(Name, Vec<Name>)>,
    /// The body.
    pub source: RoutineSource,
}

/// An argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// How it passes.
    pub mode: ArgumentMode,
    /// Its name.
    pub name: Option<Name>,
    /// Its type.
    pub type_use: TypeUse,
    /// Its default.
    pub default: Option<Bound>,
}

/// The body of a routine.
#[derive(Debug, Clone, PartialEq)]
pub enum RoutineSource {
    /// Text, resolved when called: the literal with the author's quotes, and what it stands for.
    Text {
        /// As written, quotes included.
        literal: Name,
        /// Unquoted.
        text: Name,
    },
    /// A C function: library and symbol.
    Library(Name, Option<Name>),
    /// `BEGIN ATOMIC …` or `RETURN …`, bound when created.
    Sql(Bound),
    /// The attributes of an aggregate.
    Aggregate(Vec<(Name, Attribute)>),
    /// An extension's own.
    Extension,
}

impl Routine {
    /// The arguments that identify it among its namesakes.
    pub fn input_arguments(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|argument| !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::Table))
    }
}
