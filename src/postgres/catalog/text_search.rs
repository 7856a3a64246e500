//! Text search configurations and dictionaries.

use super::ObjectId;
use crate::postgres::ast::Name;
use crate::postgres::builtin::text_search::{self, TOKENS};
use std::collections::BTreeMap;

/// A text search configuration of the engine's own parser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSearchConfiguration {
    /// The configuration of the engine that it was copied from.
    pub base: Option<Name>,
    /// The dictionaries for each kind of token.
    pub mappings: Mappings,
}

/// The dictionaries for each kind of token, by its place in [`crate::postgres::builtin::text_search::TOKENS`].
pub type Mappings = BTreeMap<usize, Vec<DictionaryRef>>;

/// A text search dictionary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DictionaryRef {
    /// One of the engine's own.
    Builtin(Name),
    /// One of the history, or of an extension.
    Object(ObjectId),
}

/// A text search dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSearchDictionary {
    /// Its template, one of the engine's own.
    pub template: Name,
    /// Its options, in order.
    pub options: Vec<(Name, Name)>,
}

/// What the engine's configuration of that name does with each kind of token.
pub fn builtin_mappings(configuration: &str) -> Mappings {
    let mapped = TOKENS.iter().enumerate().filter_map(|(place, token)| {
        let dictionary = text_search::dictionary(configuration, token)?;
        Some((place, vec![DictionaryRef::Builtin(Name::new(dictionary))]))
    });
    mapped.collect()
}
