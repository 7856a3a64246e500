//! Columns of tables.

use super::{ConstraintAttributes, OptionChange, SequenceOption};
use crate::postgres::ast::{Expr, Ident, Name, QualifiedName, TypeName};
use crate::source::Span;

/// A column definition.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnDef {
    /// Its name.
    pub name: Ident,
    /// Its type; `None` in `PARTITION OF` and `OF type`, where only options are given.
    pub type_name: Option<TypeName>,
    /// `COLLATE`.
    pub collation: Option<QualifiedName>,
    /// `STORAGE`.
    pub storage: Option<Name>,
    /// `COMPRESSION`.
    pub compression: Option<Name>,
    /// `OPTIONS`, of a foreign table's column.
    pub options: Vec<OptionChange>,
    /// Constraints in source order.
    pub constraints: Vec<ColumnConstraintDef>,
    /// The whole definition.
    pub span: Span,
}

/// A column constraint where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnConstraintDef {
    /// Its name, where given.
    pub name: Option<Ident>,
    /// What it says.
    pub constraint: ColumnConstraint,
    /// From its name, or its first word.
    pub span: Span,
}

/// What a column constraint says.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnConstraint {
    /// `NULL`.
    Null,
    /// `NOT NULL`.
    NotNull,
    /// `DEFAULT`.
    Default(Expr),
    /// `GENERATED … AS (expr) STORED`.
    Generated(Generated),
    /// `GENERATED … AS IDENTITY`.
    Identity(Identity),
    /// `PRIMARY KEY`, `UNIQUE`, `CHECK`, `REFERENCES`: as for a table, with the column filled in.
    Constraint(ConstraintAttributes),
}

/// A generated column.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// Its expression.
    pub expr: Expr,
    /// `STORED`; `VIRTUAL` otherwise.
    pub stored: bool,
}

/// An identity column.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// `ALWAYS`; `BY DEFAULT` otherwise.
    pub always: bool,
    /// Options of the sequence.
    pub options: Vec<SequenceOption>,
}
