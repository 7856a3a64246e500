//! Rows of a table that is altered.

use super::change::Changes;
use super::reference::is_compatible;
use super::{Session, TableName};
use crate::mysql::ast::{IndexKind, PartitionAction};
use crate::mysql::catalog::{Key, Rows, Table, fold};
use crate::mysql::session::data::{Duplicates, Words};
use crate::run::Refusal;
use std::sync::Arc;

impl Session {
    /// Puts the new table in place of the old one, with its rows; `places` tells where each column was.
    pub(super) fn replace_table(
        &mut self,
        name: &TableName,
        old: &Arc<Table>,
        mut new: Table,
        places: &[Option<usize>],
        changes: &Changes,
    ) -> Result<(), Refusal> {
        let untouched = old.rows.is_empty() || stays(old, &new, places);
        new.rows = if untouched { old.rows.clone() } else { Rows::default() };
        self.catalog.put_table(&name.database, new);
        if untouched {
            return Ok(());
        }
        let duplicates = if changes.ignore { Duplicates::Dropped } else { Duplicates::Refused };
        self.refill((&name.database, &name.name), old, places, duplicates, Words::Alter)
    }

    /// Rows go with their partitions; which were where is not known.
    pub(super) fn empty_partitions(&mut self, name: &TableName, action: Option<&PartitionAction>) {
        let Some(table) = self.catalog.table_mut(&name.database, &name.name) else { return };
        match action {
            Some(PartitionAction::Truncate(names)) if names.is_empty() => table.rows = Rows::default(),
            Some(PartitionAction::Truncate(_) | PartitionAction::Drop { .. }) if !table.rows.is_empty() => {
                table.rows.forget("rows have gone with their partition");
            }
            _ => {}
        }
    }
}

/// No row needs to be looked at.
fn stays(old: &Table, new: &Table, places: &[Option<usize>]) -> bool {
    let same_places =
        old.columns.len() == new.columns.len() && places.iter().enumerate().all(|(at, place)| *place == Some(at));
    let same = |(old, new): (&crate::mysql::catalog::Column, &crate::mysql::catalog::Column)| {
        is_compatible(&old.column_type, &new.column_type)
            && (new.nullable || !old.nullable)
            && old.generated == new.generated
            && old.check == new.check
            && old.auto_increment == new.auto_increment
    };
    let unique = |key: &&Key| matches!(key.kind, IndexKind::Primary | IndexKind::Unique);
    let had = |key: &Key| {
        old.keys.iter().filter(unique).any(|it| {
            it.columns.len() == key.columns.len()
                && it
                    .columns
                    .iter()
                    .zip(&key.columns)
                    .all(|(a, b)| fold(&a.column) == fold(&b.column) && a.prefix == b.prefix)
        })
    };
    same_places
        && old.columns.iter().zip(&new.columns).all(same)
        && new.keys.iter().filter(unique).all(had)
        && new.checks.len() <= old.checks.len()
        && new.foreign_keys.len() <= old.foreign_keys.len()
}
