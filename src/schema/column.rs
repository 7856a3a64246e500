//! Columns.

use super::{DefaultMeaning, Meaning, Provenance};

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub column_type: Type,
    /// Its collation, where it is not the usual one of its type, table or database.
    pub collation: Option<String>,
    /// It may be `NULL`.
    pub nullable: bool,
    /// The value that it gets by itself, `NULL` excepted.
    pub default: Option<DefaultValue>,
    /// How it is computed.
    pub generated: Option<Generated>,
    /// The value that an update of its row gives it (`ON UPDATE`).
    pub on_update: Option<String>,
    /// Its comment.
    pub comment: Option<String>,
    /// Where it is from.
    pub provenance: Provenance,
}

/// The type of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// As the engine writes it.
    pub text: String,
    /// What it means.
    pub meaning: Meaning,
}

/// The default of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct DefaultValue {
    /// As its author wrote it.
    pub text: String,
    /// What it means.
    pub meaning: DefaultMeaning,
}

/// The expression of a generated column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// As its author wrote it.
    pub expression: String,
    /// It is stored; else computed when it is read.
    pub stored: bool,
}
