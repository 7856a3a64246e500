//! Rows as the server has them: every value as it is stored.

use super::Column;
use super::catalog::{SETTINGS, identity, literal};
use crate::engine::EngineError;
use crate::engine::mysql::{Database, Session, quoted};
use crate::verify::rows::Multiset;
use mysql::Row;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of all tables and the states of all sequences, by qualified name.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub tables: BTreeMap<String, Multiset>,
    pub sequences: BTreeSet<String>,
    /// The columns that were left out.
    pub masked: BTreeSet<String>,
}

/// Reads all rows of a database and of the others that were made beside it, without the columns in `volatile`.
pub(super) fn read(database: &mut Database<'_>, volatile: &BTreeSet<Column>) -> Result<Contents, EngineError> {
    let mut session = database.observe()?;
    session.must(SETTINGS)?;
    // Text comes in the column's own character set, so that nothing is converted.
    session.must("SET character_set_results = NULL")?;
    let mut contents = Contents::default();
    for name in database.databases()? {
        let tables = format!(
            "SELECT TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = {} \
             AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')",
            literal(&name)
        );
        for row in session.rows(&tables)? {
            let [table, kind] = [0, 1].map(|cell| crate::engine::mysql::text(&row, cell).unwrap_or_default());
            let qualified = identity(&[name.clone(), table.clone()]);
            let rows = contents.table(&mut session, (&name, &table), volatile)?;
            if kind == "SEQUENCE" {
                contents.sequences.insert(qualified.clone());
            }
            contents.tables.insert(qualified, rows);
        }
    }
    Ok(contents)
}

impl Contents {
    fn table(
        &mut self,
        session: &mut Session,
        (database, table): (&String, &String),
        volatile: &BTreeSet<Column>,
    ) -> Result<Multiset, EngineError> {
        // When a row of a system-versioned table was made is the time of the run.
        let columns = session.column(&format!(
            "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {} AND TABLE_NAME = {} \
             AND coalesce(GENERATION_EXPRESSION, '') NOT IN ('ROW START', 'ROW END') ORDER BY COLUMN_NAME",
            literal(database),
            literal(table)
        ))?;
        let is_volatile = |column: &String| volatile.contains(&(database.clone(), table.clone(), column.clone()));
        let (masked, columns): (Vec<String>, Vec<String>) = columns.into_iter().partition(is_volatile);
        self.masked.extend(masked.iter().map(|column| format!("{database}.{table}.{column}")));
        let selected = if columns.is_empty() {
            "NULL".to_owned()
        } else {
            columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
        };
        let mut rows = Multiset::new();
        let sql = format!("SELECT {selected} FROM {}.{}", quoted(database), quoted(table));
        let read = session.each_row(&sql, |row| *rows.entry(shown(&columns, row)).or_default() += 1)?;
        // What cannot be read here must be as unreadable there.
        Ok(read.map_or_else(|refusal| Multiset::from([(refusal.to_string(), 1)]), |()| rows))
    }
}

/// `a: 1, b: 'x'`; what is not UTF-8 in hexadecimal digits.
fn shown(columns: &[String], row: Row) -> String {
    let cells = columns.iter().zip(row.unwrap());
    let cells: Vec<String> = cells.map(|(column, value)| format!("{column}: {}", value.as_sql(true))).collect();
    cells.join(", ")
}
