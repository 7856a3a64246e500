//! Which statements made and changed the objects of a database.

use super::world::Notes;
use crate::source::Origin;
use imbl::OrdMap;
use rusqlite::{Connection, Error};
use std::collections::BTreeMap;

/// An object's row of `sqlite_schema` keeps its number whatever the object is renamed to; what is made later has a higher one.
pub(super) type RowId = i64;

/// The statements that made and changed each object; a copy is O(1).
#[derive(Debug, Clone, Default)]
pub(super) struct Provenance {
    objects: OrdMap<RowId, Trace>,
}

/// What one object has been through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace {
    /// Its table, or itself.
    table: String,
    pub(super) created: Origin,
    pub(super) changed: Vec<Origin>,
}

impl Provenance {
    /// What is known of an object.
    pub(super) fn of(&self, row: RowId) -> Option<&Trace> {
        self.objects.get(&row)
    }

    /// A statement changed the schema. Where SQLite itself goes through the whole schema (`DROP`, `ALTER`), so does this. The tables that it
    /// renamed, with their new names.
    pub(super) fn account(
        &mut self,
        origin: Origin,
        notes: &Notes,
        connection: &Connection,
    ) -> Result<BTreeMap<String, String>, Error> {
        let mut renamed = BTreeMap::new();
        if notes.drops || !notes.altered.is_empty() {
            self.change(origin, &notes.altered);
            renamed = self.look_again(connection)?;
        }
        let last = self.objects.get_max().map_or(0, |(row, _)| *row);
        for (row, table) in entries(connection, last)? {
            self.objects.insert(row, Trace { table, created: origin, changed: Vec::new() });
        }
        Ok(renamed)
    }

    fn change(&mut self, origin: Origin, tables: &[String]) {
        let is_changed = |trace: &Trace| tables.iter().any(|table| table.eq_ignore_ascii_case(&trace.table));
        let rows: Vec<RowId> =
            self.objects.iter().filter(|(_, trace)| is_changed(trace)).map(|(row, _)| *row).collect();
        for row in rows {
            if let Some(trace) = self.objects.get_mut(&row) {
                trace.changed.push(origin);
            }
        }
    }

    /// Forgets what is no longer there, and takes over new names, which it returns by the old ones.
    fn look_again(&mut self, connection: &Connection) -> Result<BTreeMap<String, String>, Error> {
        let there: BTreeMap<RowId, String> = entries(connection, 0)?.into_iter().collect();
        let mut renamed = BTreeMap::new();
        let kept = self.objects.iter().filter_map(|(row, trace)| {
            let table = there.get(row)?.clone();
            if table != trace.table {
                renamed.insert(trace.table.clone(), table.clone());
            }
            Some((*row, Trace { table, ..trace.clone() }))
        });
        self.objects = kept.collect();
        Ok(renamed)
    }
}

/// The objects after a row of the schema, with their tables.
fn entries(connection: &Connection, after: RowId) -> Result<Vec<(RowId, String)>, Error> {
    let mut statement = connection.prepare_cached("SELECT rowid, tbl_name FROM sqlite_schema WHERE rowid > ?1")?;
    statement.query_map([after], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
