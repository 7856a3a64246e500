//! A table while a statement makes it or changes it.

use crate::mysql::ast::{Expr, IndexKind, References};
use crate::mysql::catalog::{Check, Column, KeyColumn, Table, Written, fold};
use crate::mysql::charset::CharsetPair;
use crate::source::Span;
use smol_str::SmolStr;

/// A table while a statement makes it or changes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Its columns in order.
    pub(super) columns: Vec<DraftColumn>,
    /// Its keys in the order in which they get their names.
    pub(super) keys: Vec<DraftKey>,
    /// The foreign keys that the statement adds.
    pub(super) foreign_keys: Vec<DraftForeignKey>,
    /// Its checks.
    pub(super) checks: Vec<DraftCheck>,
    /// Clauses that are kept as they are written.
    pub(super) clauses: Vec<SmolStr>,
    /// Columns of a period, which are `NOT NULL`.
    pub(super) periods: Vec<SmolStr>,
    /// Whether its keys are sorted.
    pub(super) key_order: KeyOrder,
}

/// The order of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum KeyOrder {
    /// The server's.
    #[default]
    Sorted,
    /// As it was: MariaDB sorts anew only where a key is added, or one gets a column that may be NULL.
    Kept,
}

/// A column of it.
#[derive(Debug, Clone)]
pub(super) struct DraftColumn {
    /// What it is so far.
    pub(super) column: Column,
    /// Its place in the old table.
    pub(super) old: Option<usize>,
    /// What the statement says of it and has not been made out yet.
    pub(super) pending: Option<Pending>,
    /// Keys that it brings.
    pub(super) keys: Vec<IndexKind>,
    /// A foreign key that it brings.
    pub(super) references: Option<References>,
}

/// What only the whole table tells about a column as it is written.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    /// `CHARACTER SET`, with its default collation.
    pub(super) charset: Option<CharsetPair>,
    /// `COLLATE`, as it is written.
    pub(super) collation: Option<SmolStr>,
    /// `BINARY` behind a type of characters.
    pub(super) binary: bool,
    /// `DEFAULT`.
    pub(super) default: Option<(Expr, Span)>,
    /// `ALTER COLUMN c DROP DEFAULT` beside it: it has none, not even NULL.
    pub(super) default_dropped: bool,
    /// `NULL` is written.
    pub(super) null: bool,
}

/// A key of it.
#[derive(Debug, Clone)]
pub(super) struct DraftKey {
    /// Its kind.
    pub(super) kind: IndexKind,
    /// Its name, where it has one.
    pub(super) name: Option<SmolStr>,
    /// Its columns.
    pub(super) columns: Vec<KeyColumn>,
    /// It stands for a foreign key, and goes when another serves.
    pub(super) generated: bool,
    /// What is kept as it is written.
    pub(super) options: Vec<SmolStr>,
    /// `IGNORED`.
    pub(super) ignored: bool,
}

/// A foreign key that is added.
#[derive(Debug, Clone)]
pub(super) struct DraftForeignKey {
    /// Its name, where one is written.
    pub(super) name: Option<SmolStr>,
    /// Its columns.
    pub(super) columns: Vec<SmolStr>,
    /// What it refers to.
    pub(super) references: References,
}

/// A check of it.
#[derive(Debug, Clone)]
pub(super) struct DraftCheck {
    /// Its name, where it has one.
    pub(super) name: Option<SmolStr>,
    /// What must not be false.
    pub(super) expr: Written,
    /// `NOT ENFORCED` is `false`.
    pub(super) enforced: bool,
}

impl Draft {
    /// A table as it is.
    pub(super) fn of(table: &Table) -> Self {
        Self {
            columns: table
                .columns
                .iter()
                .cloned()
                .enumerate()
                .map(|(place, it)| DraftColumn::kept(place, it))
                .collect(),
            keys: Vec::new(),
            foreign_keys: Vec::new(),
            checks: table.checks.iter().map(DraftCheck::of).collect(),
            clauses: table.clauses.clone(),
            periods: Vec::new(),
            key_order: KeyOrder::Sorted,
        }
    }

    /// The place of a column.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let name = fold(name);
        self.columns.iter().position(|it| fold(&it.column.name) == name)
    }
}

impl DraftColumn {
    /// A column that is complete already.
    pub(super) fn finished(column: Column) -> Self {
        Self { column, old: None, pending: None, keys: Vec::new(), references: None }
    }

    /// A column of the old table that stays as it is.
    pub(super) fn kept(place: usize, column: Column) -> Self {
        Self { column, old: Some(place), pending: None, keys: Vec::new(), references: None }
    }
}

impl DraftCheck {
    fn of(check: &Check) -> Self {
        Self { name: Some(check.name.clone()), expr: check.expr.clone(), enforced: check.enforced }
    }
}
