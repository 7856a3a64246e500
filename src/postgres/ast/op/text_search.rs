//! Text search configurations and dictionaries.

use super::DefinitionOption;
use crate::postgres::ast::{Name, QualifiedName};

/// A change of what a text search configuration does with the kinds of token.
#[derive(Debug, Clone, PartialEq)]
pub enum MappingChange {
    /// `ADD MAPPING`, or `ALTER MAPPING` where `replace`.
    Set {
        /// `ALTER`: what was there goes.
        replace: bool,
        /// `FOR`.
        tokens: Vec<Name>,
        /// `WITH`.
        dictionaries: Vec<QualifiedName>,
    },
    /// `ALTER MAPPING [FOR …] REPLACE old WITH new`.
    Exchange {
        /// `FOR`; empty for all.
        tokens: Vec<Name>,
        /// The dictionary that goes.
        old: QualifiedName,
        /// The one in its place.
        new: QualifiedName,
    },
    /// `DROP MAPPING`.
    Drop {
        /// `IF EXISTS`.
        if_exists: bool,
        /// `FOR`.
        tokens: Vec<Name>,
    },
}

/// A statement about text search.
#[derive(Debug, Clone, PartialEq)]
pub enum TextSearchOp {
    /// `CREATE TEXT SEARCH CONFIGURATION`.
    CreateConfiguration(QualifiedName, Vec<DefinitionOption>),
    /// `ALTER TEXT SEARCH CONFIGURATION … MAPPING`.
    AlterConfiguration(QualifiedName, MappingChange),
    /// `CREATE TEXT SEARCH DICTIONARY`.
    CreateDictionary(QualifiedName, Vec<DefinitionOption>),
    /// `ALTER TEXT SEARCH DICTIONARY (…)`.
    AlterDictionary(QualifiedName, Vec<DefinitionOption>),
}
