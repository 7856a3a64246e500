//! Indexes.

use super::Provenance;

/// An index that is not a constraint's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// No two rows may agree in it.
    pub unique: bool,
    /// What it is over.
    pub parts: Vec<IndexPart>,
    /// `WHERE`, as its author wrote it.
    pub predicate: Option<String>,
    /// How it is built, where that is not the engine's usual way.
    pub method: Option<String>,
    /// The engine made it by itself, for a foreign key.
    pub implicit: bool,
    /// All that the engine keeps of it, as statements.
    pub definition: String,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A column or expression of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPart {
    /// What it is.
    pub target: PartTarget,
    /// Only so many characters or bytes of it.
    pub prefix: Option<u32>,
    /// `DESC`.
    pub descending: bool,
    /// Its collation, operator class and place of `NULL`, where they are not the usual ones.
    pub options: String,
}

/// What a part of an index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartTarget {
    /// A column.
    Column(String),
    /// An expression, as its author wrote it.
    Expression(String),
}
