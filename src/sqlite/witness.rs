//! An ordinary database of SQLite, with the clock of the machine: what a proof compares.

use super::client::Client;
use super::literal::{literal, name};
use super::rows;
use super::split::split;
use super::value::Value;
use super::world::World;
use crate::environment::Environment;
use crate::history::History;
use crate::run::{self, Failure, MigrationRecord, OnFailure, Refusal};
use rusqlite::{Connection, Error};
use std::collections::{BTreeMap, BTreeSet};

/// A database in memory, and nothing else.
#[derive(Debug)]
pub struct Witness(World);

/// Its schema: the definition of each object by kind and name, `None` where SQLite keeps none; settings are among them.
pub type Schema = BTreeMap<(String, String), Option<String>>;

impl Witness {
    /// Runs a history; what became of it.
    pub fn of_history(
        history: &History,
        environment: &Environment,
        on_failure: OnFailure,
    ) -> Result<(Self, Vec<MigrationRecord>), Error> {
        let mut client = Client::new(vec![World::new(None)?], history.tool, environment);
        let records = run::run(history, &mut client, on_failure);
        Ok((Self(client.into_world()), records))
    }

    /// Runs a script to its end or its first failure, whose position is in the script.
    pub fn of_script(text: &str) -> Result<(Self, Option<Failure>), Error> {
        let world = World::new(None)?;
        for raw in split(text) {
            match world.run(raw.span.slice(text)) {
                Ok(_) => {}
                Err(Refusal::Failed(mut failure)) => {
                    failure.position = Some(raw.span.start + failure.position.unwrap_or_default());
                    return Ok((Self(world), Some(failure)));
                }
                Err(refusal) => {
                    let failure = Failure::new("SQLITE_AUTH", refusal.to_string()).at(raw.span);
                    return Ok((Self(world), Some(failure)));
                }
            }
        }
        Ok((Self(world), None))
    }

    fn connection(&self) -> &Connection {
        self.0.connection()
    }

    /// Everything that `sqlite_schema` and the head of the file say.
    pub fn schema(&self) -> Result<Schema, Error> {
        let mut statement = self.connection().prepare(
            // How a virtual table writes down the tables that it keeps for itself is its own matter.
            "SELECT type, name, tbl_name, iif(name IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'), NULL, sql) \
             FROM sqlite_schema",
        )?;
        let objects = statement.query_map([], |row| {
            let (kind, name, table): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let name = if name == table { name } else { format!("{name} ON {table}") };
            Ok(((kind, name), row.get(3)?))
        })?;
        let mut schema = objects.collect::<Result<Schema, Error>>()?;
        for pragma in ["user_version", "application_id", "encoding", "auto_vacuum"] {
            let value = self.connection().pragma_query_value(None, pragma, |row| Ok(Value::from(row.get_ref(0)?)))?;
            schema.insert(("setting".to_owned(), pragma.to_owned()), Some(literal(&value)));
        }
        Ok(schema)
    }

    /// The tables that have rows of their own, in the order of their names.
    pub fn tables(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection().prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') \
             AND name NOT IN ('sqlite_schema', 'sqlite_stat1', 'sqlite_stat4') ORDER BY name",
        )?;
        statement.query_map([], |row| row.get(0))?.collect()
    }

    /// The rows of a table as texts, and how often each occurs; the columns in `masked` are left out.
    pub fn rows(&self, table: &str, masked: &BTreeSet<String>) -> Result<BTreeMap<String, u64>, Error> {
        let columns = rows::columns(self.connection(), table)?;
        let columns = columns.iter().filter(|column| !masked.contains(&column.name));
        let columns: Vec<String> = columns.map(|column| name(&column.name)).collect();
        let mut counted = BTreeMap::new();
        let selected = if columns.is_empty() { "NULL".to_owned() } else { columns.join(", ") };
        let mut statement = self.connection().prepare(&format!("SELECT {selected} FROM main.{}", name(table)))?;
        let width = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let cells = (0..width).map(|cell| Ok(literal(&row.get_ref(cell)?.into())));
            *counted.entry(cells.collect::<Result<Vec<_>, Error>>()?.join(", ")).or_default() += 1;
        }
        Ok(counted)
    }
}
