//! Tables and what belongs to them.

use super::{Column, Index, Provenance};
use indexmap::IndexMap;
use std::fmt;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Of which kind.
    pub kind: TableKind,
    /// Its columns in order.
    pub columns: IndexMap<String, Column>,
    /// Its primary key.
    pub primary_key: Option<Key>,
    /// Its unique constraints.
    pub unique_keys: Vec<Key>,
    /// Its indexes, but for those of its constraints.
    pub indexes: Vec<Index>,
    /// Its foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks, those of its columns among them.
    pub checks: Vec<Check>,
    /// Its triggers.
    pub triggers: Vec<Trigger>,
    /// Its comment.
    pub comment: Option<String>,
    /// What else its engine keeps of it, as it is written behind the columns and in statements of its own.
    pub clauses: String,
    /// Where it is from.
    pub provenance: Provenance,
}

impl Table {
    /// A table with nothing in it.
    pub fn new(kind: TableKind, provenance: Provenance) -> Self {
        Self {
            kind,
            columns: IndexMap::new(),
            primary_key: None,
            unique_keys: Vec::new(),
            indexes: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            triggers: Vec::new(),
            comment: None,
            clauses: String::new(),
            provenance,
        }
    }
}

/// The kinds of table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableKind {
    /// One that holds its rows.
    Base,
    /// One whose rows are in its partitions.
    Partitioned,
    /// A part of another table.
    PartitionOf(String),
    /// One whose rows are elsewhere.
    Foreign,
    /// One that a module keeps.
    Virtual,
}

/// A primary key or unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Its columns in order.
    pub columns: Vec<String>,
    /// All that the engine keeps of it, without its name.
    pub definition: String,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Its columns in order.
    pub columns: Vec<String>,
    /// The table that it refers to, which need not be there on every engine.
    pub parent: String,
    /// The columns there.
    pub parent_columns: Vec<String>,
    /// `ON DELETE`.
    pub on_delete: Action,
    /// `ON UPDATE`.
    pub on_update: Action,
    /// When it is checked.
    pub deferral: Deferral,
    /// All that the engine keeps of it, without its name.
    pub definition: String,
    /// Where it is from.
    pub provenance: Provenance,
}

/// What a foreign key does when the row that it refers to goes or changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum Action {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        })
    }
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Deferral {
    /// With each statement.
    #[default]
    Never,
    /// With each statement, unless the transaction says otherwise.
    Deferrable,
    /// At the end of the transaction.
    Deferred,
}

impl fmt::Display for Deferral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Never => "NOT DEFERRABLE",
            Self::Deferrable => "DEFERRABLE",
            Self::Deferred => "DEFERRABLE INITIALLY DEFERRED",
        })
    }
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Its condition, as its author wrote it.
    pub expression: String,
    /// All that the engine keeps of it, without its name.
    pub definition: String,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// `BEFORE`, `AFTER` or `INSTEAD OF`.
    pub timing: String,
    /// `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, in this order.
    pub events: Vec<String>,
    /// All that the engine keeps of it, as statements.
    pub definition: String,
    /// Where it is from.
    pub provenance: Provenance,
}
