//! Keys, foreign keys, checks.

use super::Qualified;
use super::column::Written;
use crate::mysql::ast::{IndexKind, ReferenceAction};
use smol_str::SmolStr;

/// A key.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its name; `PRIMARY` is the primary key's.
    pub name: SmolStr,
    /// Of which kind.
    pub kind: IndexKind,
    /// Its columns.
    pub columns: Vec<KeyColumn>,
    /// The server made it for a foreign key by itself, and drops it when a key comes that serves as well.
    pub generated: bool,
    /// It is longer than a key may be: the server keeps a hash of it (MariaDB).
    pub hashed: bool,
    /// What is kept as it is written, in the order of `SHOW CREATE TABLE`: `USING BTREE`, `COMMENT '…'` …
    pub options: Vec<SmolStr>,
    /// `INVISIBLE`, `IGNORED`.
    pub ignored: bool,
}

/// A column of a key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyColumn {
    /// The column's name; the expression's text is in `expr` for MySQL's functional keys.
    pub column: SmolStr,
    /// The first so many characters, or bytes.
    pub prefix: Option<u32>,
    /// `DESC`.
    pub descending: bool,
    /// It is a period, not a column: `p WITHOUT OVERLAPS` (MariaDB).
    pub without_overlaps: bool,
    /// The expression of a functional key.
    pub expr: Option<Written>,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its name.
    pub name: SmolStr,
    /// Its columns.
    pub columns: Vec<SmolStr>,
    /// The database and the table that it refers to. They need not be there (`foreign_key_checks=0`).
    pub parent: Qualified,
    /// The columns there.
    pub parent_columns: Vec<SmolStr>,
    /// `ON DELETE`; `None` is not written, which is `RESTRICT`.
    pub on_delete: Option<ReferenceAction>,
    /// `ON UPDATE`.
    pub on_update: Option<ReferenceAction>,
}

/// A check of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Its name.
    pub name: SmolStr,
    /// What must not be false.
    pub expr: Written,
    /// `NOT ENFORCED` (MySQL) is `false`.
    pub enforced: bool,
}

impl KeyColumn {
    /// A whole column.
    pub fn whole(column: &SmolStr) -> Self {
        Self { column: column.clone(), prefix: None, descending: false, without_overlaps: false, expr: None }
    }
}
