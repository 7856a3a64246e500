//! Constraints.

use super::{Bound, ColumnNumber, ObjectId};
use crate::postgres::ast::op::{MatchType, ReferentialAction};

/// A constraint of a table or, for `CHECK`, of a domain (its parent).
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// What it demands.
    pub kind: ConstraintKind,
    /// Its columns, in order: of a key as written, of a check those it mentions.
    pub columns: Vec<ColumnNumber>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
    /// `false` after `NOT VALID`.
    pub validated: bool,
    /// Defined on this table itself, not only inherited.
    pub local: bool,
    /// How many parents it is inherited from.
    pub inherited: u16,
}

/// What a constraint demands.
#[derive(Debug, Clone, PartialEq)]
pub enum ConstraintKind {
    /// `PRIMARY KEY`, with its index.
    PrimaryKey(ObjectId),
    /// `UNIQUE`, with its index.
    Unique(ObjectId),
    /// `EXCLUDE`, with its index and the operator of each key as written.
    Exclude(ObjectId, Vec<crate::postgres::ast::Name>),
    /// `CHECK`.
    Check {
        /// The condition.
        expr: Bound,
        /// `NO INHERIT`.
        no_inherit: bool,
    },
    /// `FOREIGN KEY`.
    ForeignKey(ForeignKeyRef),
}

impl Constraint {
    /// Whether it is the primary key that this column is part of, which makes the column `NOT NULL`.
    pub fn is_primary_key_of(&self, column: ColumnNumber) -> bool {
        matches!(self.kind, ConstraintKind::PrimaryKey(_)) && self.columns.contains(&column)
    }
}

impl ConstraintKind {
    /// The index behind a key.
    pub fn index(&self) -> Option<ObjectId> {
        match self {
            Self::PrimaryKey(index) | Self::Unique(index) | Self::Exclude(index, _) => Some(*index),
            Self::Check { .. } | Self::ForeignKey(_) => None,
        }
    }
}

/// What a foreign key refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKeyRef {
    /// The referenced table.
    pub table: ObjectId,
    /// The referenced columns, in the order of the constraint's own columns.
    pub columns: Vec<ColumnNumber>,
    /// The unique index behind them.
    pub index: ObjectId,
    /// `MATCH`.
    pub match_type: MatchType,
    /// `ON DELETE`.
    pub on_delete: ReferentialAction,
    /// `ON DELETE SET NULL (columns)`.
    pub on_delete_columns: Vec<ColumnNumber>,
    /// `ON UPDATE`.
    pub on_update: ReferentialAction,
}
