//! What a history makes in a database while it is written.

use super::Sqlite;
use super::writer::Writer;
use crate::grammar::Author;
use crate::history;
use crate::random::Random;
use rusqlite::Connection;

/// A database in memory, and what is in it.
pub struct World {
    connection: Connection,
    scene: Scene,
}

/// Everything that has a name.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    pub tables: Vec<Table>,
    pub indexes: Vec<String>,
    pub triggers: Vec<String>,
}

/// A table or a view.
#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    /// `table`, `view` or `virtual`.
    pub kind: String,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub type_text: String,
    pub is_generated: bool,
}

impl World {
    /// An empty database.
    pub fn new() -> Self {
        Self { connection: Connection::open_in_memory().expect("memory"), scene: Scene::default() }
    }

    fn look(&self) -> rusqlite::Result<Scene> {
        let mut scene = Scene {
            tables: Vec::new(),
            indexes: self.names("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")?,
            triggers: self.names("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?,
        };
        let tables = "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' \
                      AND type <> 'shadow' ORDER BY name";
        let mut tables = self.connection.prepare(tables)?;
        for table in tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (name, kind): (String, String) = table?;
            // The columns of a view that is broken cannot be told.
            let columns = self.columns(&name).unwrap_or_default();
            scene.tables.push(Table { name, kind, columns });
        }
        Ok(scene)
    }

    fn columns(&self, table: &str) -> rusqlite::Result<Vec<Column>> {
        let mut statement = self
            .connection
            .prepare("SELECT name, type, hidden FROM pragma_table_xinfo(?1, 'main') WHERE hidden <> 1")?;
        let columns = statement.query_map([table], |row| {
            let hidden: i64 = row.get(2)?;
            Ok(Column { name: row.get(0)?, type_text: row.get(1)?, is_generated: hidden > 1 })
        })?;
        columns.collect()
    }

    fn names(&self, query: &str) -> rusqlite::Result<Vec<String>> {
        self.connection.prepare(query)?.query_map([], |row| row.get(0))?.collect()
    }
}

impl history::World for World {
    type Engine = Sqlite;

    fn write(&self, random: &mut Random, template: &str) -> (String, Option<String>) {
        let mut writer = Writer::new(random, &self.scene);
        let text = writer.expand(template);
        (text, writer.missing)
    }

    fn run(&mut self, statement: &str) {
        let _refused = self.connection.execute_batch(statement);
        // A schema that can no longer be read is told by the proof.
        self.scene = self.look().unwrap_or_default();
    }

    fn end_file(&mut self) {
        let _none_is_open = self.connection.execute_batch("ROLLBACK");
        let _accepted = self.connection.execute_batch("PRAGMA foreign_keys = OFF");
    }
}
