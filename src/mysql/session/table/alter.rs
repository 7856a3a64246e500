//! `ALTER TABLE`: the statement as a whole.
//!
//! As on the server, all actions make one new table out of the old one. Words are read first, then `IF [NOT] EXISTS` takes actions out, then columns,
//! keys and checks are put together ([`super::change`]), and `InnoDB` has the last word about foreign keys ([`super::reference`]).

use super::change::{Changes, Presence};
use super::draft::{Draft, DraftColumn};
use super::foreign_key::Adding;
use super::prepare::Shape;
use super::{Session, TableName};
use crate::mysql::ast::{AlterAction, AlterTable, TableElement};
use crate::mysql::catalog::{Relation, Row, Table, TableOptions};
use crate::mysql::charset::{self, CharsetPair};
use crate::mysql::error::undecided;
use crate::mysql::value::Value;
use crate::run::{Applied, Effect, Refusal};
use std::sync::Arc;

impl Session {
    /// `ALTER TABLE`, `CREATE INDEX`, `DROP INDEX`.
    pub(super) fn alter_table(&mut self, statement: &AlterTable) -> Applied {
        let mut changes = Changes::default();
        for action in &statement.actions {
            self.read_action(action, &mut changes)?;
        }
        let name = self.table_name(&statement.table)?;
        if let Some(noop) = self.check_target(&name, statement)? {
            return Ok(noop);
        }
        let old = Arc::clone(self.require_base_table(&name)?);
        self.check_history(&name, &old, &statement.actions)?;
        self.check_new_name(&name, &old, &changes)?;
        let notes = super::target::skip_existing(&old, &mut changes);
        if changes.is_empty() {
            return Ok(notes.into_iter().next().map_or(Effect::Applied, Effect::Noop));
        }
        changes.ignore = statement.ignore;
        let (table, places) = self.altered(&name, &old, &mut changes)?;
        self.replace_table(&name, &old, table, &places, &changes)?;
        self.empty_partitions(&name, changes.partition.as_ref());
        self.follow_columns(&name, &changes);
        if let Some(new) = &changes.rename {
            let new = self.table_name(new)?;
            if new != name {
                self.rename_table(&name, &new)?;
            }
        }
        Ok(Effect::Applied)
    }

    /// 1050 before anything else is looked at.
    fn check_new_name(&self, name: &TableName, old: &Arc<Table>, changes: &Changes) -> Result<(), Refusal> {
        let Some(new) = &changes.rename else { return Ok(()) };
        let new = self.table_name(new)?;
        if new == *name { Ok(()) } else { self.check_free(&Relation::Table(Arc::clone(old)), name, &new) }
    }

    fn check_target(&self, name: &TableName, statement: &AlterTable) -> Result<Option<Effect>, Refusal> {
        match self.catalog.relation(&name.database, &name.name) {
            Some(Relation::Sequence(_)) => Err(undecided("ALTER TABLE of a sequence")),
            None if statement.if_exists => Ok(Some(Effect::Noop(format!("Table '{}' doesn't exist", name.dotted())))),
            _ => Ok(None),
        }
    }

    fn altered(
        &self,
        name: &TableName,
        old: &Arc<Table>,
        changes: &mut Changes,
    ) -> Result<(Table, Vec<Option<usize>>), Refusal> {
        if changes.rename.is_some() && !changes.draft.foreign_keys.is_empty() {
            return Err(undecided("a new name and a new foreign key in one statement"));
        }
        let options = self.altered_options(old, changes)?;
        let mut draft = self.altered_draft(old, changes)?;
        self.convert_columns(&mut draft, old, &options, changes)?;
        let places: Vec<Option<usize>> = draft.columns.iter().map(|column| column.old).collect();
        let foreign_keys = std::mem::take(&mut changes.draft.foreign_keys);
        if old.partitioning.is_some() && !foreign_keys.is_empty() {
            return Err(self.partitioned_foreign_key());
        }
        let shape = Shape { name, options, temporary: old.temporary, partitioning: None };
        let mut table = self.finish_table(shape, draft, &foreign_keys)?;
        table.partitioning = self.altered_partitioning(old, changes.partition.as_ref())?;
        table.provenance = old.provenance.clone();
        table.provenance.origins.push(self.origin);
        table.next_auto_increment = next_number(old, changes.options.auto_increment);
        if table.options.others != old.options.others && self.check_innodb_options(name, &table.options).is_err() {
            return Err(undecided("options that InnoDB does not have"));
        }
        table.foreign_keys = self.kept_foreign_keys(name, old, &table, changes, &places)?;
        self.add_foreign_keys(name, &mut table, &foreign_keys, Adding::Alter)?;
        if let Some(partitioning) = &changes.partitioning {
            self.check_partitioning(&table, partitioning)?;
            table.partitioning = Some(partitioning.span.slice(&self.text).into());
        } else {
            self.check_kept_partitioning(&table)?;
        }
        Ok((table, places))
    }

    fn altered_options(&self, old: &Table, changes: &Changes) -> Result<TableOptions, Refusal> {
        let database = self.database_charset_of_current();
        let above = database.unwrap_or_else(|| CharsetPair::of_table(&old.options));
        let mut options = self.changed_options(&old.options, &above, &changes.options)?;
        if let Some((charset_name, collation)) = &changes.convert {
            let pair = charset::resolve(&self.profile, charset_name.as_deref(), collation.as_deref(), &above)?;
            (options.charset, options.collation) = (pair.charset, pair.collation);
        }
        Ok(options)
    }

    fn database_charset_of_current(&self) -> Option<CharsetPair> {
        let database = self.catalog.databases.get(self.database.as_ref()?)?;
        Some(CharsetPair { charset: database.charset.clone(), collation: database.collation.clone() })
    }

    fn read_action(&self, action: &AlterAction, changes: &mut Changes) -> Result<(), Refusal> {
        match action {
            AlterAction::AddColumn { if_not_exists, column, place } => {
                let column = self.read_column(column)?;
                self.read_constraints(&column, Presence::of(*if_not_exists), changes);
                changes.add_column(column, place.clone(), *if_not_exists);
            }
            AlterAction::ModifyColumn { if_exists, column, place } => {
                let old = column.name.text.clone();
                let column = self.read_column(column)?;
                self.read_constraints(&column, Presence::of(*if_exists), changes);
                changes.change_column(old, column, place.clone(), *if_exists);
            }
            AlterAction::ChangeColumn { if_exists, old, column, place } => {
                let column = self.read_column(column)?;
                self.read_constraints(&column, Presence::of(*if_exists), changes);
                changes.change_column(old.text.clone(), column, place.clone(), *if_exists);
            }
            AlterAction::Add(element) => self.read_added(element, changes)?,
            AlterAction::ConvertTo(charset, collation) => {
                let text = |name: &Option<crate::mysql::ast::Name>| name.as_ref().map(|name| name.text.clone());
                changes.convert = Some((text(charset), text(collation)));
            }
            AlterAction::Option(option) => changes.table_options.push(option.clone()),
            other => read_other(other, changes)?,
        }
        changes.options = self.read_options(&changes.table_options)?;
        Ok(())
    }

    /// `ADD KEY`, `ADD CONSTRAINT`; `IF NOT EXISTS` is looked at when the table is known.
    fn read_added(&self, element: &TableElement, changes: &mut Changes) -> Result<(), Refusal> {
        let mut draft = Draft::default();
        self.read_element(element, &mut draft)?;
        let optional = match element {
            TableElement::Index(index) => index.if_not_exists,
            TableElement::ForeignKey(key) => key.if_not_exists,
            TableElement::Check(check) => check.if_not_exists,
            TableElement::Column(_) | TableElement::Period { .. } => false,
        };
        changes.elements.push((draft, Presence::of(optional)));
        Ok(())
    }

    /// Keys and foreign keys of a column.
    fn read_constraints(&self, column: &DraftColumn, presence: Presence, changes: &mut Changes) {
        let mut draft = Draft::default();
        self.add_column_constraints(column, &mut draft);
        changes.elements.push((draft, presence));
    }
}

/// `AUTO_INCREMENT = n` may go back, but not behind the numbers that are there.
fn next_number(old: &Table, wanted: Option<u64>) -> u64 {
    let Some(wanted) = wanted else { return old.next_auto_increment };
    let place = old.columns.iter().position(|column| column.auto_increment);
    let value = |row: &Row| match place.and_then(|place| row.get(place)) {
        Some(Value::Int(number)) => u64::try_from(*number).ok(),
        Some(Value::UInt(number)) => Some(*number),
        _ => None,
    };
    let largest = if old.rows.unknown().is_some() {
        old.next_auto_increment.saturating_sub(1)
    } else {
        old.rows.iter().filter_map(value).max().unwrap_or(0)
    };
    wanted.max(largest.saturating_add(1))
}

fn read_other(action: &AlterAction, changes: &mut Changes) -> Result<(), Refusal> {
    match action {
        AlterAction::PartitionBy(partitioning) => {
            changes.partitioning = Some(partitioning.clone());
        }
        AlterAction::Partition(action) => changes.partition = Some(action.clone()),
        AlterAction::Rename(name) => changes.rename = Some(name.clone()),
        AlterAction::Tablespace(words) => return Err(Refusal::Opaque(format!("{words} is about files"))),
        AlterAction::DropPeriod(_) | AlterAction::DropSystemVersioning | AlterAction::EnforceCheck(..) => {
            changes.others.push(action.clone());
        }
        AlterAction::Physical(_) | AlterAction::Algorithm(_) | AlterAction::Lock(_) | AlterAction::OrderBy(_) => {
            changes.physical = true;
        }
        action => changes.actions.push(action.clone()),
    }
    Ok(())
}
