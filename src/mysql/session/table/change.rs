//! `ALTER TABLE`: columns, keys and checks put together as the server does it.
//!
//! The server keeps lists (to drop, to change, to add …) and goes over the old columns in their order: dropped ones are left out, changed ones
//! are put in their place, then come the new ones, each `AFTER` looked up among what is there by then. Keys are made anew from their old columns.

use super::Session;
use super::draft::{Draft, DraftColumn, KeyOrder};
use super::option::WrittenOptions;
use super::target::drops_check;
use crate::mysql::ast::{AlterAction, ColumnPlace, ObjectName, PartitionAction, Partitioning, TableOption};
use crate::mysql::catalog::{Column, Table, TableOptions, Written, fold};
use crate::mysql::error::{failure, undecided};
use crate::run::Refusal;
use smol_str::SmolStr;

/// What a statement changes, sorted by what it is about.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// `ADD`, `CHANGE`, `MODIFY COLUMN`, in their order.
    pub(super) columns: Vec<ColumnChange>,
    /// Keys, foreign keys and checks that are added.
    pub(super) draft: Draft,
    /// What is added, statement by statement part, and whether only where there is none of the name.
    pub(super) elements: Vec<(Draft, Presence)>,
    /// What drops and renames, in its order.
    pub(super) actions: Vec<AlterAction>,
    /// What is not modelled yet.
    pub(super) others: Vec<AlterAction>,
    /// Options as they are written.
    pub(super) table_options: Vec<TableOption>,
    /// The same, read.
    pub(super) options: WrittenOptions,
    /// `CONVERT TO CHARACTER SET x COLLATE y`.
    pub(super) convert: Option<(Option<SmolStr>, Option<SmolStr>)>,
    /// `PARTITION BY`.
    pub(super) partitioning: Option<Partitioning>,
    /// Something about partitions.
    pub(super) partition: Option<PartitionAction>,
    /// `RENAME TO`.
    pub(super) rename: Option<ObjectName>,
    /// There are actions that leave nothing behind.
    pub(super) physical: bool,
    /// `ALTER IGNORE TABLE`.
    pub(super) ignore: bool,
    /// Columns that have another name now: the old one, the new one.
    pub(super) renamed: Vec<(SmolStr, SmolStr)>,
}

/// What becomes of an addition whose name is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// It is an error.
    New,
    /// `IF NOT EXISTS`: it is left out.
    Optional,
}

impl Presence {
    pub(super) fn of(optional: bool) -> Self {
        if optional { Self::Optional } else { Self::New }
    }
}

/// A column that is added or changed.
#[derive(Debug, Clone)]
pub(super) struct ColumnChange {
    /// The column that is changed, by its old name.
    pub(super) old: Option<SmolStr>,
    /// What it becomes.
    pub(super) column: DraftColumn,
    /// `FIRST`, `AFTER x`.
    place: Option<ColumnPlace>,
    /// `IF [NOT] EXISTS`.
    pub(super) optional: bool,
}

/// A column of the new table while it is put together.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its name in the old table.
    old_name: Option<SmolStr>,
    /// The change that it is from.
    change: Option<usize>,
    /// What it is.
    pub(super) column: DraftColumn,
}

impl Changes {
    pub(super) fn add_column(&mut self, column: DraftColumn, place: Option<ColumnPlace>, optional: bool) {
        self.columns.push(ColumnChange { old: None, column, place, optional });
    }

    pub(super) fn change_column(
        &mut self,
        old: SmolStr,
        column: DraftColumn,
        place: Option<ColumnPlace>,
        optional: bool,
    ) {
        self.columns.push(ColumnChange { old: Some(old), column, place, optional });
    }

    /// Nothing is left to do.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
            && self.draft.is_empty()
            && self.elements.is_empty()
            && self.actions.is_empty()
            && self.others.is_empty()
            && self.table_options.is_empty()
            && self.convert.is_none()
            && self.partitioning.is_none()
            && self.partition.is_none()
            && self.rename.is_none()
    }

    /// The columns that are dropped.
    fn dropped_columns(&self) -> Vec<SmolStr> {
        let dropped = self.actions.iter().filter_map(|action| match action {
            AlterAction::DropColumn { column, .. } => Some(column.text.clone()),
            _ => None,
        });
        dropped.collect()
    }

    /// `RENAME COLUMN` of a column: its new name.
    fn renamed_to(&self, column: &str) -> Option<SmolStr> {
        self.actions.iter().find_map(|action| match action {
            AlterAction::RenameColumn(renamed) if fold(&renamed.old.text) == fold(column) => {
                Some(renamed.new.text.clone())
            }
            _ => None,
        })
    }
}

impl Draft {
    pub(super) fn absorb(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.foreign_keys.extend(other.foreign_keys);
        self.checks.extend(other.checks);
        self.clauses.extend(other.clauses);
    }

    fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.foreign_keys.is_empty() && self.checks.is_empty() && self.clauses.is_empty()
    }
}

impl Session {
    /// The new table's columns, keys and checks, not named and not sorted yet.
    pub(super) fn altered_draft(&self, old: &Table, changes: &mut Changes) -> Result<Draft, Refusal> {
        if let Some(action) = changes.others.first() {
            return Err(undecided(format!("not modelled yet: {}", words(action))));
        }
        let entries = self.altered_columns(old, changes)?;
        let mut draft = Draft { clauses: old.clauses.clone(), ..Draft::default() };
        draft.clauses.append(&mut changes.draft.clauses);
        if changes.options.system_versioning {
            draft.clauses.push("WITH SYSTEM VERSIONING".into());
        }
        draft.keys = self.altered_keys(old, changes, &entries)?;
        if self.profile.is_mariadb() && changes.draft.keys.is_empty() && !gains_null(old, &entries) {
            draft.key_order = KeyOrder::Kept;
        }
        draft.keys.append(&mut changes.draft.keys);
        draft.checks = Draft::of(old).checks;
        draft
            .checks
            .retain(|check| !changes.actions.iter().any(|action| drops_check(action, check.name.as_deref(), old)));
        let dropped = changes.dropped_columns();
        draft.checks.retain(|check| dropped.is_empty() || !goes_with(&check.expr, &dropped));
        draft.checks.append(&mut changes.draft.checks);
        for key in &changes.draft.foreign_keys {
            self.check_foreign_key_columns(entries.iter().map(|entry| &entry.column.column), key)?;
        }
        self.check_drops(old, changes)?;
        super::change_key::check_renamed_keys(old, changes)?;
        check_kept_checks(&draft, changes, &entries)?;
        changes.renamed = renamed(&entries);
        draft.columns = entries.into_iter().map(|entry| entry.column).collect();
        self.rename_in_expressions(&mut draft, &changes.renamed)?;
        Ok(draft)
    }

    fn altered_columns(&self, old: &Table, changes: &Changes) -> Result<Vec<Entry>, Refusal> {
        let dropped = changes.dropped_columns();
        let drops = |name: &SmolStr| dropped.iter().any(|it| fold(it) == fold(name));
        let mut entries: Vec<Entry> = Vec::new();
        let mut matched = vec![None; changes.columns.len()];
        for (place, column) in old.columns.iter().enumerate() {
            if drops(&column.name) {
                continue;
            }
            let found =
                changes.columns.iter().position(|it| it.old.as_ref().is_some_and(|it| fold(it) == fold(&column.name)));
            match found {
                Some(number) => {
                    check_generated(column, &changes.columns[number].column.column)?;
                    matched[number] = Some(place);
                    // One that moves is put in its place later.
                    entries.push(Entry::changed(number, &changes.columns[number], place, column));
                }
                None => entries.push(self.kept_column(place, column, changes)?),
            }
        }
        self.place_columns(old, changes, &matched, &mut entries)?;
        check_leftover_defaults(old, changes, &entries)?;
        if entries.is_empty() {
            return Err(failure("1090", "You can't delete all columns with ALTER TABLE; use DROP TABLE instead"));
        }
        Ok(entries)
    }

    fn kept_column(&self, place: usize, column: &Column, changes: &Changes) -> Result<Entry, Refusal> {
        let mut entry = Entry {
            old_name: Some(column.name.clone()),
            change: None,
            column: DraftColumn::kept(place, column.clone()),
        };
        if let Some(new) = changes.renamed_to(&column.name) {
            entry.column.column.name = new;
        }
        self.alter_default(&column.name, &mut entry.column, changes)?;
        Ok(entry)
    }

    /// New columns come last or where `AFTER` says; changed ones move.
    fn place_columns(
        &self,
        old: &Table,
        changes: &Changes,
        matched: &[Option<usize>],
        entries: &mut Vec<Entry>,
    ) -> Result<(), Refusal> {
        let unknown = |name: &SmolStr| failure("1054", format!("Unknown column '{name}' in '{}'", old.name));
        for (number, change) in changes.columns.iter().enumerate() {
            let mut entry = Entry { old_name: None, change: Some(number), column: change.column.clone() };
            if let Some(name) = change.old.as_ref() {
                match matched[number] {
                    Some(_) if change.place.is_none() => continue,
                    // It moves: out of its old place.
                    Some(_) => match entries.iter().position(|it| it.change == Some(number)) {
                        Some(place) => entry = entries.remove(place),
                        None => return Err(unknown(name)),
                    },
                    // A column that the same statement adds.
                    None => match entries
                        .iter()
                        .position(|it| it.old_name.is_none() && it.has_name(&entry.column.column.name))
                    {
                        Some(place) => drop(entries.remove(place)),
                        None => return Err(unknown(name)),
                    },
                }
            }
            // `ALTER COLUMN` knows a column that is added or moved by its new name.
            self.alter_default(&entry.column.column.name.clone(), &mut entry.column, changes)?;
            let place = match &change.place {
                None => entries.len(),
                Some(ColumnPlace::First) => 0,
                Some(ColumnPlace::After(name)) => {
                    let found = entries.iter().position(|it| it.has_name(&name.text));
                    found.ok_or_else(|| unknown(&name.text))? + 1
                }
            };
            entries.insert(place, entry);
        }
        Ok(())
    }

    /// `ALTER COLUMN c SET DEFAULT`, `DROP DEFAULT`, of one column.
    fn alter_default(&self, name: &SmolStr, draft: &mut DraftColumn, changes: &Changes) -> Result<(), Refusal> {
        for action in &changes.actions {
            match action {
                // A generated column has no use for one.
                AlterAction::SetDefault { .. } if draft.column.generated.is_some() => {}
                AlterAction::SetDefault { column, value, span, .. } if fold(&column.text) == fold(name) => {
                    if draft.column.auto_increment {
                        return Err(undecided(
                            "a default of a column with AUTO_INCREMENT, which the server hides but uses",
                        ));
                    }
                    match &mut draft.pending {
                        Some(pending) => pending.default = Some((value.clone(), *span)),
                        None => draft.column.default = Some(self.column_default(&draft.column, value, *span)?),
                    }
                }
                AlterAction::DropDefault { column, .. } if fold(&column.text) == fold(name) => {
                    draft.column.default = None;
                    if let Some(pending) = &mut draft.pending {
                        (pending.default, pending.default_dropped) = (None, true);
                    }
                }
                AlterAction::SetColumnVisibility { column, invisible } if fold(&column.text) == fold(name) => {
                    draft.column.invisible = *invisible;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// `CONVERT TO` takes all columns of characters along; texts grow where characters take more bytes.
    pub(super) fn convert_columns(
        &self,
        draft: &mut Draft,
        old: &Table,
        options: &TableOptions,
        changes: &Changes,
    ) -> Result<(), Refusal> {
        if changes.convert.is_none() {
            return Ok(());
        }
        for column in draft.columns.iter_mut().filter(|column| column.pending.is_none()) {
            let Some(place) = column.old else { continue };
            self.convert_column(&mut column.column, &old.columns[place], options)?;
        }
        Ok(())
    }

    fn convert_column(&self, column: &mut Column, old: &Column, options: &TableOptions) -> Result<(), Refusal> {
        use crate::mysql::ast::DataType;
        if !column.column_type.is_text() {
            return Ok(());
        }
        column.column_type.charset = Some(options.charset.clone());
        column.column_type.collation = Some(options.collation.clone());
        let before = self.bytes_per_character(&old.column_type);
        let after = self.bytes_per_character(&column.column_type);
        if column.column_type.data_type.is_text_blob() && after > before {
            column.column_type.data_type = match &column.column_type.data_type {
                DataType::TinyText => DataType::Text(None),
                DataType::Text(_) => DataType::MediumText,
                _ => DataType::LongText,
            };
            return Ok(());
        }
        self.fit(&column.name.clone(), &mut column.column_type)
    }
}

impl Entry {
    fn changed(number: usize, change: &ColumnChange, place: usize, column: &Column) -> Self {
        let mut draft = change.column.clone();
        draft.old = Some(place);
        Self { old_name: Some(column.name.clone()), change: Some(number), column: draft }
    }

    fn has_name(&self, name: &str) -> bool {
        fold(&self.column.column.name) == fold(name)
    }

    /// The name that keys of the old table know it by.
    pub(super) fn was(&self, name: &str) -> bool {
        fold(self.old_name.as_ref().unwrap_or(&self.column.column.name)) == fold(name)
    }
}

/// A column of a key may be NULL now and could not be before.
fn gains_null(old: &Table, entries: &[Entry]) -> bool {
    let gains = |name: &SmolStr| {
        let before = old.column(name).is_some_and(|(_, column)| column.nullable);
        !before && entries.iter().any(|entry| entry.was(name) && entry.column.column.nullable)
    };
    old.keys.iter().flat_map(|key| &key.columns).any(|part| gains(&part.column))
}

/// 1907: a column does not become virtual, nor does one that is virtual become another.
fn check_generated(old: &Column, new: &Column) -> Result<(), Refusal> {
    let is_virtual = |column: &Column| column.generated.as_ref().is_some_and(|generated| !generated.stored);
    if is_virtual(old) == is_virtual(new) {
        return Ok(());
    }
    Err(failure("1907", "This is not yet supported for generated columns"))
}

/// MariaDB drops a check when it drops all columns that the check names, be it none.
fn goes_with(check: &Written, dropped: &[SmolStr]) -> bool {
    check.columns().iter().all(|name| dropped.iter().any(|it| fold(it) == fold(name)))
}

/// 1054 where a check names a column that is dropped.
fn check_kept_checks(draft: &Draft, changes: &Changes, entries: &[Entry]) -> Result<(), Refusal> {
    let dropped = changes.dropped_columns();
    let gone = |name: &str| dropped.iter().any(|it| fold(it) == fold(name)) && !entries.iter().any(|it| it.was(name));
    let of_columns = entries.iter().filter_map(|entry| entry.column.column.check.as_ref());
    for check in of_columns.chain(draft.checks.iter().map(|check| &check.expr)) {
        if let Some(name) = check.columns().into_iter().find(|name| gone(name)) {
            return Err(failure("1054", format!("Unknown column '{name}' in 'CHECK'")));
        }
    }
    Ok(())
}

fn renamed(entries: &[Entry]) -> Vec<(SmolStr, SmolStr)> {
    let pairs = entries.iter().filter_map(|entry| Some((entry.old_name.clone()?, entry.column.column.name.clone())));
    pairs.filter(|(old, new)| old != new).collect()
}

fn words(action: &AlterAction) -> &'static str {
    match action {
        AlterAction::DropPeriod(_) => "DROP PERIOD",
        AlterAction::DropSystemVersioning => "DROP SYSTEM VERSIONING",
        _ => "ALTER CHECK",
    }
}

/// 1054 for a default or a name of a column that is not there.
fn check_leftover_defaults(old: &Table, changes: &Changes, entries: &[Entry]) -> Result<(), Refusal> {
    for action in &changes.actions {
        let (name, renames) = match action {
            AlterAction::SetDefault { column, .. }
            | AlterAction::DropDefault { column, .. }
            | AlterAction::SetColumnVisibility { column, .. } => (&column.text, false),
            AlterAction::RenameColumn(renamed) => (&renamed.old.text, true),
            _ => continue,
        };
        // One that is changed in its place has its default and its name from there; one that moves goes by its new name.
        let moves = |entry: &Entry| entry.change.is_some_and(|number| changes.columns[number].place.is_some());
        let is_it = |entry: &Entry| match &entry.old_name {
            Some(old_name) if entry.change.is_none() => fold(old_name) == fold(name),
            Some(_) => !renames && moves(entry) && entry.has_name(name),
            None => !renames && entry.has_name(name),
        };
        if !entries.iter().any(is_it) {
            return Err(failure("1054", format!("Unknown column '{name}' in '{}'", old.name)));
        }
    }
    Ok(())
}
