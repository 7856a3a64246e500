//! Constraints of tables.

use super::{IndexElement, StorageParameter};
use crate::postgres::ast::{Expr, Ident, Name, QualifiedName};
use crate::source::Span;

/// A table constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstraintDef {
    /// Its name, where given.
    pub name: Option<Ident>,
    /// What it says.
    pub attributes: ConstraintAttributes,
    /// The whole constraint.
    pub span: Span,
}

/// What a constraint says, and when it is checked.
#[derive(Debug, Clone, PartialEq)]
pub enum ConstraintAttributes {
    /// `PRIMARY KEY`.
    PrimaryKey(UniqueSpec),
    /// `UNIQUE`.
    Unique(UniqueSpec),
    /// `CHECK`.
    Check {
        /// The condition.
        expr: Expr,
        /// `NO INHERIT`.
        no_inherit: bool,
        /// `NOT VALID`.
        not_valid: bool,
    },
    /// `FOREIGN KEY`, `REFERENCES`.
    ForeignKey(ForeignKey),
    /// `EXCLUDE`.
    Exclude(Exclusion),
    /// `NOT NULL column` as a table constraint (PostgreSQL 18).
    NotNull {
        /// The column.
        column: Ident,
        /// `NO INHERIT`.
        no_inherit: bool,
        /// `NOT VALID`.
        not_valid: bool,
    },
}

/// A primary key or unique constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct UniqueSpec {
    /// The columns; empty when an index is given.
    pub columns: Vec<Ident>,
    /// `INCLUDE (…)`.
    pub include: Vec<Ident>,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `USING INDEX name`.
    pub using_index: Option<Ident>,
    /// `USING INDEX TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<Ident>,
    /// The referenced table.
    pub table: QualifiedName,
    /// The referenced columns; empty for the primary key.
    pub referenced: Vec<Ident>,
    /// `MATCH`.
    pub match_type: MatchType,
    /// `ON DELETE`.
    pub on_delete: ReferentialAction,
    /// `ON DELETE SET NULL (columns)`.
    pub on_delete_columns: Vec<Ident>,
    /// `ON UPDATE`.
    pub on_update: ReferentialAction,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
    /// `NOT VALID`.
    pub not_valid: bool,
}

/// `MATCH SIMPLE | FULL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatchType {
    /// `SIMPLE`, the default.
    #[default]
    Simple,
    /// `FULL`.
    Full,
}

/// What a foreign key does when the referenced row goes or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ReferentialAction {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// An exclusion constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct Exclusion {
    /// `USING method`; `btree` when absent.
    pub method: Option<Ident>,
    /// Elements, each with its operator.
    pub elements: Vec<(IndexElement, Name)>,
    /// `INCLUDE (…)`.
    pub include: Vec<Ident>,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `WHERE (…)`.
    pub predicate: Option<Expr>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
}
