//! The model: databases and what is in them. A copy is O(1).
//!
//! Names are the keys here, as they are in the server: it resolves views, routines and triggers when they run, and foreign keys by the
//! names of their tables. Names of databases and tables tell upper from lower case (as on Linux), all others do not.

mod column;
mod column_type;
mod index;
mod key;
mod program;
mod quote;
mod rows;
mod table;
mod view;

pub use column::{Column, DefaultValue, GeneratedColumn, Written};
pub use column_type::ColumnType;
pub use key::{Check, ForeignKey, Key, KeyColumn};
pub use program::{Event, Routine, Sequence, Trigger};
pub(crate) use quote::{identifier, string};
pub use rows::{Index, KeyBytes, Keys, Row, RowNumber, Rows};
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

/// A name, with that of its database before it.
pub type Qualified = (SmolStr, SmolStr);

/// All databases of the server.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// By name.
    pub databases: OrdMap<SmolStr, Database>,
    /// The foreign keys that refer to a table, there or not, by that table's database and name: who refers to it.
    pub referencing: OrdMap<Qualified, Arc<Vec<Qualified>>>,
    /// The names of foreign keys, which a database has only once: by the database and the folded name, the table.
    pub foreign_key_names: OrdMap<Qualified, SmolStr>,
    /// Temporary tables, which hide others of the same name, by database and name.
    pub temporary: OrdMap<Qualified, Relation>,
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
    /// A relation of a database, or the temporary table that hides it.
    pub fn relation(&self, database: &str, name: &str) -> Option<&Relation> {
        let temporary = || self.temporary.get(&(database.into(), name.into()));
        let hidden = if self.temporary.is_empty() { None } else { temporary() };
        hidden.or_else(|| self.databases.get(database)?.relations.get(name))
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
        self.temporary = OrdMap::new();
    }

    /// A table, to be changed; whoever has a copy of the catalog keeps the old one. Its foreign keys and its name are changed by
    /// [`Catalog::put_table`] only.
    pub fn table_mut(&mut self, database: &str, name: &str) -> Option<&mut Table> {
        let key = (database.into(), name.into());
        let relation = if self.temporary.contains_key(&key) {
            self.temporary.get_mut(&key)?
        } else {
            self.databases.get_mut(database)?.relations.get_mut(name)?
        };
        match relation {
            Relation::Table(table) => Some(Arc::make_mut(table)),
            Relation::View(_) | Relation::Sequence(_) => None,
        }
    }
}
