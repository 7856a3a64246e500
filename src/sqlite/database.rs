//! The database at the end of a history.

use super::expression::Expressions;
use super::provenance::Provenance;
use super::rows::{self, Column, Rows, Table};
use super::world::World;
use crate::history::History;
use crate::source::Origin;
use rusqlite::{Connection, Error};
use std::cell::OnceCell;

/// What a history leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Database {
    /// What is stored in the head of the file.
    pub settings: Settings,
    /// The objects that have a definition of their own, in the order in which they were made.
    pub objects: Vec<Object>,
    /// The tables with their rows, virtual ones among them.
    pub tables: Vec<Table>,
    /// The highest number that `AUTOINCREMENT` gave out, by table.
    pub sequences: Vec<(String, i64)>,
    /// `ANALYZE` was run.
    pub is_analyzed: bool,
    /// Some rows refer to rows that are not there.
    pub has_dangling_rows: bool,
    /// Some rows do not meet the conditions of their table.
    pub has_unchecked_rows: bool,
}

/// Settings that belong to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `PRAGMA user_version`.
    pub user_version: i64,
    /// `PRAGMA application_id`.
    pub application_id: i64,
    /// `PRAGMA encoding`, as in `UTF-8`.
    pub encoding: String,
    /// `PRAGMA auto_vacuum`.
    pub auto_vacuum: i64,
    /// `PRAGMA journal_mode`, where the history asks for one that the file keeps.
    pub journal_mode: Option<String>,
}

/// What kind of object it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A table.
    Table,
    /// A virtual table.
    VirtualTable,
    /// An index that a statement made.
    Index,
    /// A view.
    View,
    /// A trigger.
    Trigger,
}

/// An object with a definition of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The table it belongs to; itself for tables and views.
    pub table: String,
    /// The definition as SQLite keeps it.
    pub sql: String,
    /// The statement that made it.
    pub created: Option<Origin>,
    /// The statements that changed it or its table.
    pub changed: Vec<Origin>,
}

impl Object {
    /// Where a full text index has its rows, if not in itself: the name of a table, or nothing where it keeps none.
    pub(super) fn content(&self) -> Option<String> {
        let squeezed: String = self.sql.to_ascii_lowercase().split_whitespace().collect();
        let (_, rest) = squeezed.split_once(",content=").or_else(|| squeezed.split_once("(content="))?;
        let content = rest.split([',', ')']).next().unwrap_or_default();
        Some(content.trim_matches(['\'', '"', '`', '[', ']']).to_owned()).filter(|_| self.kind == Kind::VirtualTable)
    }

    /// What can be told of its rows from what can be read.
    fn as_kept(&self, rows: Rows) -> Rows {
        if !rows.is_empty() && self.content().is_some_and(|content| content.is_empty()) {
            return Rows::Unknown("a full text index without content does not keep them".to_owned());
        }
        rows
    }
}

impl Database {
    pub(super) fn read(
        worlds: &[World],
        provenance: &Provenance,
        journal_mode: Option<&str>,
        history: &History,
    ) -> Result<Self, Error> {
        let connection = worlds[0].connection();
        let objects = objects(connection, provenance)?;
        let is_table = |object: &&Object| matches!(object.kind, Kind::Table | Kind::VirtualTable);
        // A table whose definition makes no sense cannot be read, but it is there.
        let columns = |object: &Object| rows::columns(connection, &object.name).map_err(|error| error.to_string());
        let tables: Vec<(&Object, Result<Vec<Column>, String>)> =
            objects.iter().filter(is_table).map(|object| (object, columns(object))).collect();
        let found = OnceCell::new();
        let known = || tables.iter().flat_map(|(_, columns)| columns.iter().flatten());
        let expressions = || {
            let defaults = known().filter_map(|column| column.default.as_deref());
            found.get_or_init(|| Expressions::new(worlds, history, defaults))
        };
        let read = tables.iter().map(|(object, columns)| {
            let name = &object.name;
            let rows = match columns {
                Ok(columns) => object.as_kept(rows::read(worlds, name, columns, &expressions)),
                Err(error) => Rows::Unknown(format!("they cannot be read: {error}")),
            };
            let references = rows::references(connection, name).unwrap_or_default();
            Table { name: name.clone(), columns: columns.clone().unwrap_or_default(), references, rows }
        });
        let tables = read.collect();
        let persistent = journal_mode.filter(|mode| mode.eq_ignore_ascii_case("wal"));
        Ok(Self {
            settings: Settings::read(connection, persistent)?,
            objects,
            tables,
            sequences: sequences(connection)?,
            is_analyzed: has_table(connection, "sqlite_stat1")?,
            has_dangling_rows: has_dangling_rows(connection),
            has_unchecked_rows: has_unchecked_rows(connection)?,
        })
    }

    /// A table by its name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// How many objects of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.objects.iter().filter(|object| object.kind == kind).count()
    }

    /// Tables whose rows cannot be told, and why.
    pub fn unknown_rows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tables.iter().filter_map(|table| match &table.rows {
            Rows::Unknown(reason) => Some((table.name.as_str(), reason.as_str())),
            Rows::Known(_) => None,
        })
    }
}

impl Settings {
    fn read(connection: &Connection, journal_mode: Option<&str>) -> Result<Self, Error> {
        let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get(0));
        Ok(Self {
            user_version: number("user_version")?,
            application_id: number("application_id")?,
            encoding: connection.pragma_query_value(None, "encoding", |row| row.get(0))?,
            auto_vacuum: number("auto_vacuum")?,
            journal_mode: journal_mode.map(str::to_ascii_uppercase),
        })
    }
}

/// What has a definition: not the tables that SQLite or a virtual table keeps for itself, and not the indexes of constraints.
fn objects(connection: &Connection, provenance: &Provenance) -> Result<Vec<Object>, Error> {
    let mut statement = connection.prepare(
        "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
         AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow') ORDER BY rowid",
    )?;
    let objects = statement.query_map([], |row| {
        let sql: String = row.get(4)?;
        let kind = match row.get_ref(1)?.as_str()? {
            "index" => Kind::Index,
            "view" => Kind::View,
            "trigger" => Kind::Trigger,
            _ if is_virtual(&sql) => Kind::VirtualTable,
            _ => Kind::Table,
        };
        let trace = provenance.of(row.get(0)?);
        Ok(Object {
            kind,
            name: row.get(2)?,
            table: row.get(3)?,
            sql,
            created: trace.map(|trace| trace.created),
            changed: trace.map_or_else(Vec::new, |trace| trace.changed.clone()),
        })
    })?;
    objects.collect()
}

/// SQLite writes the head of a definition itself, in this form.
fn is_virtual(sql: &str) -> bool {
    sql.get(..21).is_some_and(|head| head.eq_ignore_ascii_case("CREATE VIRTUAL TABLE "))
}

fn has_table(connection: &Connection, table: &str) -> Result<bool, Error> {
    connection.query_one("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)", [table], |row| row.get(0))
}

/// A foreign key to what is no key makes the question itself an error: then rows can refer to nothing.
fn has_dangling_rows(connection: &Connection) -> bool {
    connection.query_one("SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check)", [], |row| row.get(0)).unwrap_or(true)
}

fn has_unchecked_rows(connection: &Connection) -> Result<bool, Error> {
    // While it is on, the question is not asked either.
    connection.pragma_update(None, "ignore_check_constraints", false)?;
    let unmet = "SELECT EXISTS (SELECT 1 FROM pragma_quick_check WHERE quick_check LIKE 'CHECK constraint failed%')";
    connection.query_one(unmet, [], |row| row.get(0))
}

fn sequences(connection: &Connection) -> Result<Vec<(String, i64)>, Error> {
    if !has_table(connection, "sqlite_sequence")? {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare("SELECT name, seq FROM sqlite_sequence ORDER BY name")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
