//! The model: databases and what is in them. A copy is O(1).
//!
//! Names are the keys here, as they are in the server: it resolves views, routines and triggers when they run, and foreign keys by the
//! names of their tables. Names of databases and tables tell upper from lower case (as on Linux), all others do not.

mod column;
mod key;
mod program;
mod rows;
mod table;
mod view;

pub use column::{Column, ColumnType, DefaultValue, GeneratedColumn, Written};
pub use key::{Check, ForeignKey, Key, KeyColumn};
pub use program::{Event, Routine, Sequence, Trigger};
pub use rows::{Row, Rows};
pub use table::{Table, TableOptions};
pub use view::View;

use crate::source::Origin;
use imbl::OrdMap;
use smol_str::SmolStr;
use std::sync::Arc;

/// A name as it is compared where upper and lower case are the same: columns, keys, routines, triggers' own names.
pub(crate) fn fold(name: &str) -> SmolStr {
    name.to_lowercase().into()
}

/// All databases of the server.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// By name.
    pub databases: OrdMap<SmolStr, Database>,
    /// The foreign keys that refer to a table, there or not, by that table's database and name: who refers to it.
    pub referencing: OrdMap<(SmolStr, SmolStr), Arc<Vec<(SmolStr, SmolStr)>>>,
    /// How many objects have been made: the next one's place in the order of creation.
    pub created: u64,
}

/// A database.
#[derive(Debug, Clone)]
pub struct Database {
    /// Its name.
    pub name: SmolStr,
    /// Its default character set.
    pub charset: SmolStr,
    /// Its default collation.
    pub collation: SmolStr,
    /// Its comment (MariaDB); empty is none.
    pub comment: SmolStr,
    /// Tables, views and sequences, which share their names, by name.
    pub relations: OrdMap<SmolStr, Relation>,
    /// Procedures by folded name.
    pub procedures: OrdMap<SmolStr, Arc<Routine>>,
    /// Functions by folded name.
    pub functions: OrdMap<SmolStr, Arc<Routine>>,
    /// Triggers by name.
    pub triggers: OrdMap<SmolStr, Arc<Trigger>>,
    /// Events by folded name.
    pub events: OrdMap<SmolStr, Arc<Event>>,
}

impl Database {
    /// An empty database.
    pub fn new(name: SmolStr, charset: SmolStr, collation: SmolStr) -> Self {
        Self {
            name,
            charset,
            collation,
            comment: SmolStr::default(),
            relations: OrdMap::new(),
            procedures: OrdMap::new(),
            functions: OrdMap::new(),
            triggers: OrdMap::new(),
            events: OrdMap::new(),
        }
    }
}

/// What can stand in `FROM`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names of the kinds")]
pub enum Relation {
    Table(Arc<Table>),
    View(Arc<View>),
    Sequence(Arc<Sequence>),
}

/// Which statements made an object and changed it, in order; and its place in the order of creation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Its place in the order of creation.
    pub number: u64,
    /// The statements: the first made it.
    pub origins: Vec<Origin>,
}

impl Catalog {
    /// A relation of a database.
    pub fn relation(&self, database: &str, name: &str) -> Option<&Relation> {
        self.databases.get(database)?.relations.get(name)
    }

    /// A table.
    pub fn table(&self, database: &str, name: &str) -> Option<&Arc<Table>> {
        match self.relation(database, name)? {
            Relation::Table(table) => Some(table),
            Relation::View(_) | Relation::Sequence(_) => None,
        }
    }

    /// The tables of a connection that has ended go.
    pub fn drop_temporary_tables(&mut self) {
        let is_temporary = |relation: &Relation| match relation {
            Relation::Table(table) => table.temporary,
            Relation::View(_) | Relation::Sequence(_) => false,
        };
        let names: Vec<SmolStr> = self.databases.keys().cloned().collect();
        for name in names {
            let Some(database) = self.databases.get(&name) else { continue };
            let gone: Vec<SmolStr> = database
                .relations
                .iter()
                .filter(|(_, relation)| is_temporary(relation))
                .map(|(name, _)| name.clone())
                .collect();
            if let Some(database) = self.databases.get_mut(&name).filter(|_| !gone.is_empty()) {
                for name in gone {
                    database.relations.remove(&name);
                }
            }
        }
    }

    /// A table, to be changed; whoever has a copy of the catalog keeps the old one.
    pub fn table_mut(&mut self, database: &str, name: &str) -> Option<&mut Table> {
        match self.databases.get_mut(database)?.relations.get_mut(name)? {
            Relation::Table(table) => Some(Arc::make_mut(table)),
            Relation::View(_) | Relation::Sequence(_) => None,
        }
    }
}
