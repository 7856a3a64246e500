//! Tables.

use super::column::Column;
use super::key::{Check, ForeignKey, Key};
use super::rows::Rows;
use super::{Provenance, fold};
use smol_str::SmolStr;
use std::sync::Arc;

/// A base table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: SmolStr,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Its keys in the server's order: primary, unique without NULLs, unique, then the others.
    pub keys: Vec<Key>,
    /// Its foreign keys in the server's order.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Its options.
    pub options: TableOptions,
    /// `PARTITION BY …`, as it is written.
    pub partitioning: Option<Arc<str>>,
    /// `WITH SYSTEM VERSIONING`, `PERIOD …`: as they are written.
    pub clauses: Vec<SmolStr>,
    /// The next value of its `AUTO_INCREMENT` column.
    pub next_auto_increment: u64,
    /// What is in it.
    pub rows: Rows,
    /// It is there for this session only.
    pub temporary: bool,
    /// Where it is from.
    pub provenance: Provenance,
}

/// Options of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOptions {
    /// `ENGINE`, spelled as the server spells it.
    pub engine: SmolStr,
    /// Its character set.
    pub charset: SmolStr,
    /// Its collation.
    pub collation: SmolStr,
    /// `COMMENT`; empty is none.
    pub comment: SmolStr,
    /// Any other, by its name in upper case, and its value, in the order of `SHOW CREATE TABLE`.
    pub others: Vec<(SmolStr, SmolStr)>,
}

impl Table {
    /// A column and its place.
    pub fn column(&self, name: &str) -> Option<(usize, &Column)> {
        let name = fold(name);
        self.columns.iter().enumerate().find(|(_, column)| fold(&column.name) == name)
    }

    /// A key.
    pub fn key(&self, name: &str) -> Option<&Key> {
        let name = fold(name);
        self.keys.iter().find(|key| fold(&key.name) == name)
    }

    /// It takes part in transactions.
    pub fn is_transactional(&self) -> bool {
        self.options.engine.eq_ignore_ascii_case("innodb")
    }
}
