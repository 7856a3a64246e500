//! What a history leaves, in words that all engines share: the view that comparisons and reports stand on.
//!
//! Each model describes itself ([`postgres::schema`](crate::postgres::schema), [`mysql`](crate::mysql), [`sqlite`](crate::sqlite)). A type and a default are there twice: in
//! the engine's own words, and as what they mean ([`Meaning`], [`DefaultMeaning`]). All data is owned and in the order of its creation, and a
//! description is built in one pass. Nothing here decides what is the same as what: that is [`diff`](crate::diff)'s work.

mod column;
mod default;
mod index;
mod meaning;
mod normal;
mod reads;
mod table;
mod token;

pub use column::{Column, DefaultValue, Generated, Type};
pub use default::DefaultMeaning;
pub use index::{Index, IndexPart, PartTarget};
pub use meaning::Meaning;
pub use normal::{meant, spelled};
pub use reads::reads;
pub use table::{Action, Check, Deferral, ForeignKey, Key, Table, TableKind, Trigger};
pub use token::{Token, TokenKind, tokens, unquote};

use crate::dialect::Dialect;
use crate::source::Origin;
use indexmap::IndexMap;

/// A schema. The keys of its maps are the names as people write them: with the schema or database in front where it is not the usual one.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Whose it is.
    pub dialect: Dialect,
    /// The tables.
    pub tables: IndexMap<String, Table>,
    /// The views.
    pub views: IndexMap<String, View>,
    /// Functions, procedures and aggregates, by name and the types of their arguments where those tell namesakes apart.
    pub routines: IndexMap<String, Routine>,
    /// The sequences, but for those that are part of a column.
    pub sequences: IndexMap<String, Sequence>,
    /// The types that are lists of labels and have a name.
    pub enums: IndexMap<String, Enumeration>,
    /// Everything else, by kind and name.
    pub others: IndexMap<(String, String), Other>,
}

impl Schema {
    /// A schema with nothing in it.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            tables: IndexMap::new(),
            views: IndexMap::new(),
            routines: IndexMap::new(),
            sequences: IndexMap::new(),
            enums: IndexMap::new(),
            others: IndexMap::new(),
        }
    }
}

/// The statements that made something and changed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The one that made it; `None` where nobody kept account.
    pub created: Option<Origin>,
    /// Later ones that changed it, in order.
    pub changed: Vec<Origin>,
}

impl Provenance {
    /// The last statement that had to do with it.
    pub fn latest(&self) -> Option<Origin> {
        self.changed.last().copied().or(self.created)
    }
}

/// A view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its columns in order; empty where they are not known.
    pub columns: Vec<String>,
    /// Its query, as its author wrote it.
    pub query: String,
    /// It keeps its rows.
    pub materialized: bool,
    /// All that the engine keeps of it, as statements.
    pub definition: String,
    /// The tables and views that it names, as far as that is known.
    pub reads: Vec<String>,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A routine.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// `function`, `procedure` or `aggregate`.
    pub kind: String,
    /// All that the engine keeps of it, as statements.
    pub definition: String,
    /// It is only there for triggers to call.
    pub of_triggers: bool,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// All that the engine keeps of it, as statements.
    pub definition: String,
    /// The table and the column that take their values from it.
    pub serves: Option<(String, String)>,
    /// Where it is from.
    pub provenance: Provenance,
}

/// A type that is a list of labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The labels in order.
    pub labels: Vec<String>,
    /// Where it is from.
    pub provenance: Provenance,
}

/// What only some engines have.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// All that the engine keeps of it, as statements.
    pub definition: String,
    /// The table that it belongs to.
    pub table: Option<String>,
    /// Where it is from.
    pub provenance: Provenance,
}
