//! `ALTER TABLE`: the old keys over the new columns.

use super::Session;
use super::change::{Changes, Entry};
use super::draft::{DraftColumn, DraftKey};
use super::target::drops_key;
use crate::mysql::ast::{AlterAction, DataType, IndexKind, IndexVisibility};
use crate::mysql::catalog::{Key, KeyColumn, Table, fold};
use crate::mysql::error::failure;
use crate::run::Refusal;

impl Session {
    /// The old keys over the new columns.
    pub(super) fn altered_keys(
        &self,
        old: &Table,
        changes: &Changes,
        entries: &[Entry],
    ) -> Result<Vec<DraftKey>, Refusal> {
        let mut keys = Vec::new();
        for key in &old.keys {
            if changes.actions.iter().any(|action| drops_key(action, key, old)) {
                continue;
            }
            let columns = self.altered_parts(old, key, entries)?;
            if columns.is_empty() {
                continue;
            }
            let mut draft = DraftKey::of(key, columns);
            for action in &changes.actions {
                alter_key(action, key, &mut draft);
            }
            keys.push(draft);
        }
        Ok(keys)
    }

    /// The columns of a key that are still there. MariaDB does not let a unique key lose one of several.
    fn altered_parts(&self, old: &Table, key: &Key, entries: &[Entry]) -> Result<Vec<KeyColumn>, Refusal> {
        let mut parts = Vec::new();
        let mut lost = None;
        for part in &key.columns {
            if part.expr.is_some() || part.without_overlaps {
                parts.push(part.clone());
                continue;
            }
            match entries.iter().find(|entry| entry.was(&part.column)) {
                Some(entry) => {
                    let prefix = altered_prefix(old, part, &entry.column);
                    parts.push(KeyColumn { column: entry.column.column.name.clone(), prefix, ..part.clone() });
                }
                None => lost = lost.or(Some(&part.column)),
            }
        }
        let unique = matches!(key.kind, IndexKind::Unique | IndexKind::Primary);
        match lost {
            Some(column) if unique && !parts.is_empty() && self.profile.is_mariadb() => {
                Err(failure("1072", format!("Key column '{column}' doesn't exist in table")))
            }
            _ => Ok(parts),
        }
    }
}

impl DraftKey {
    fn of(key: &Key, columns: Vec<KeyColumn>) -> Self {
        Self {
            kind: key.kind,
            name: Some(key.name.clone()).filter(|_| key.kind != IndexKind::Primary),
            columns,
            generated: key.generated,
            options: key.options.clone(),
            ignored: key.ignored,
        }
    }
}

fn alter_key(action: &AlterAction, key: &Key, draft: &mut DraftKey) {
    match action {
        AlterAction::RenameIndex(old, new) if fold(&old.text) == fold(&key.name) => draft.name = Some(new.text.clone()),
        AlterAction::SetIndexVisibility(name, visibility) if fold(&name.text) == fold(&key.name) => {
            draft.ignored = matches!(visibility, IndexVisibility::Ignored | IndexVisibility::Invisible);
        }
        _ => {}
    }
}

/// A prefix goes where the column can no longer have one, or is no longer than it.
fn altered_prefix(old: &Table, part: &KeyColumn, column: &DraftColumn) -> Option<u32> {
    let prefix = part.prefix?;
    if column.old.is_none() || column.pending.is_none() {
        return Some(prefix);
    }
    let data_type = &column.column.column_type.data_type;
    let length = match data_type {
        DataType::Char(length) | DataType::Binary(length) => length.unwrap_or(1),
        DataType::Varchar(length) | DataType::Varbinary(length) => *length,
        data_type if data_type.is_blob() => u32::MAX,
        _ => 0,
    };
    let was_cut = old.column(&part.column).is_some();
    (was_cut && length >= prefix).then_some(prefix)
}

pub(super) fn check_renamed_keys(old: &Table, changes: &Changes) -> Result<(), Refusal> {
    for action in &changes.actions {
        let name = match action {
            AlterAction::RenameIndex(name, _) | AlterAction::SetIndexVisibility(name, _) => &name.text,
            _ => continue,
        };
        if old.key(name).is_none() {
            return Err(failure("1176", format!("Key '{name}' doesn't exist in table '{}'", old.name)));
        }
    }
    Ok(())
}
