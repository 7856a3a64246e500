//! What is there, as far as a statement can be about it.

use super::types::Family;
use rebaseline::engine::EngineError;
use rebaseline::engine::mysql::Session;
use std::collections::BTreeMap;

/// Everything that has a name.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// The database that is in use.
    pub current: String,
    pub databases: Vec<String>,
    pub tables: Vec<Table>,
    pub routines: Vec<Routine>,
    pub triggers: Vec<Named>,
    pub events: Vec<Named>,
}

/// A name in a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub database: String,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Table,
    View,
    Sequence,
}

/// A table, a view or a sequence.
#[derive(Debug, Clone)]
pub struct Table {
    pub named: Named,
    pub kind: Kind,
    pub columns: Vec<Column>,
    pub keys: Vec<Key>,
    pub foreign_keys: Vec<String>,
    pub checks: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    /// As `SHOW CREATE TABLE` has it.
    pub type_text: String,
    pub family: Family,
    pub is_generated: bool,
}

#[derive(Debug, Clone)]
pub struct Key {
    pub name: String,
    pub columns: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Routine {
    pub named: Named,
    pub is_function: bool,
    /// The mode of each parameter, and its type.
    pub parameters: Vec<(String, Family)>,
}

const OWN: &str = "NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys', 'test')";

impl Scene {
    /// Reads it from a server.
    pub fn read(session: &mut Session, current: &str) -> Result<Self, EngineError> {
        let mut scene = Self { current: current.to_owned(), ..Self::default() };
        scene.databases = session.column(&format!(
            "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME {OWN} ORDER BY 1"
        ))?;
        scene.tables(session)?;
        scene.programs(session)?;
        Ok(scene)
    }

    fn tables(&mut self, session: &mut Session) -> Result<(), EngineError> {
        let tables = "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES";
        for [database, name, kind] in texts(session, &format!("{tables} WHERE TABLE_SCHEMA {OWN} ORDER BY 1, 2"))? {
            let kind = match kind.as_str() {
                "VIEW" => Kind::View,
                "SEQUENCE" => Kind::Sequence,
                _ => Kind::Table,
            };
            let named = Named { database, name };
            let nothing = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            let (columns, keys, foreign_keys, checks) = nothing;
            self.tables.push(Table { named, kind, columns, keys, foreign_keys, checks });
        }
        let columns = "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_GENERATED \
                       FROM information_schema.COLUMNS";
        let order = "ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION";
        for [database, table, name, type_text, generated] in
            texts(session, &format!("{columns} WHERE TABLE_SCHEMA {OWN} {order}"))?
        {
            let column =
                Column { name, family: Family::of(&type_text), type_text, is_generated: generated == "ALWAYS" };
            if let Some(table) = self.table_mut(&database, &table) {
                table.columns.push(column);
            }
        }
        self.keys(session)
    }

    fn keys(&mut self, session: &mut Session) -> Result<(), EngineError> {
        let keys = "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS";
        let order = "ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";
        for [database, table, name, column] in texts(session, &format!("{keys} WHERE TABLE_SCHEMA {OWN} {order}"))? {
            let Some(table) = self.table_mut(&database, &table) else { continue };
            match table.keys.last_mut() {
                Some(key) if key.name == name => key.columns.push(column),
                _ => table.keys.push(Key { name, columns: vec![column] }),
            }
        }
        let constraints = "SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE \
                           FROM information_schema.TABLE_CONSTRAINTS";
        for [database, table, name, kind] in
            texts(session, &format!("{constraints} WHERE TABLE_SCHEMA {OWN} ORDER BY 1, 2, 3"))?
        {
            let Some(table) = self.table_mut(&database, &table) else { continue };
            match kind.as_str() {
                "FOREIGN KEY" => table.foreign_keys.push(name),
                "CHECK" => table.checks.push(name),
                _ => {}
            }
        }
        Ok(())
    }

    fn programs(&mut self, session: &mut Session) -> Result<(), EngineError> {
        let mut parameters: BTreeMap<(String, String), Vec<(String, Family)>> = BTreeMap::new();
        let query = "SELECT SPECIFIC_SCHEMA, SPECIFIC_NAME, PARAMETER_MODE, DTD_IDENTIFIER \
                     FROM information_schema.PARAMETERS";
        for [database, name, mode, type_text] in texts(
            session,
            &format!("{query} WHERE SPECIFIC_SCHEMA {OWN} AND ORDINAL_POSITION > 0 ORDER BY 1, 2, ORDINAL_POSITION"),
        )? {
            parameters.entry((database, name)).or_default().push((mode, Family::of(&type_text)));
        }
        let query = "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE FROM information_schema.ROUTINES";
        for [database, name, kind] in texts(session, &format!("{query} WHERE ROUTINE_SCHEMA {OWN} ORDER BY 1, 2, 3"))? {
            let parameters = parameters.get(&(database.clone(), name.clone())).cloned().unwrap_or_default();
            let named = Named { database, name };
            self.routines.push(Routine { named, is_function: kind == "FUNCTION", parameters });
        }
        self.triggers = names(session, "TRIGGER_SCHEMA", "TRIGGER_NAME", "TRIGGERS")?;
        self.events = names(session, "EVENT_SCHEMA", "EVENT_NAME", "EVENTS")?;
        Ok(())
    }

    fn table_mut(&mut self, database: &str, name: &str) -> Option<&mut Table> {
        self.tables.iter_mut().find(|table| table.named.database == database && table.named.name == name)
    }
}

fn names(session: &mut Session, database: &str, name: &str, relation: &str) -> Result<Vec<Named>, EngineError> {
    let query =
        format!("SELECT {database}, {name} FROM information_schema.{relation} WHERE {database} {OWN} ORDER BY 1, 2");
    let named = texts(session, &query)?.into_iter().map(|[database, name]| Named { database, name });
    Ok(named.collect())
}

fn texts<const WIDTH: usize>(session: &mut Session, query: &str) -> Result<Vec<[String; WIDTH]>, EngineError> {
    let cell = |value: Option<mysql::Value>| match value {
        Some(mysql::Value::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => String::new(),
    };
    let rows = session.rows(query)?;
    Ok(rows.iter().map(|row| std::array::from_fn(|index| cell(row.as_ref(index).cloned()))).collect())
}
