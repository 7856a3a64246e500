//! Triggers as they fire: row by row, with `NEW` and `OLD`.

use super::block::Context;
use super::{Frame, Session, TriggerRow};
use crate::mysql::ast::{TriggerEvent, TriggerTime};
use crate::mysql::catalog::{Row, Table, Trigger};
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// A row for which triggers fire.
#[derive(Debug, Clone)]
pub(in crate::mysql) struct FiredRow {
    /// The table, as it was when the statement began.
    pub table: Arc<Table>,
    /// The row before, of `UPDATE` and `DELETE`.
    pub old: Option<Row>,
    /// The row afterwards, of `INSERT` and `UPDATE`; triggers before the change may change it.
    pub new: Option<Row>,
}

impl Session {
    /// The triggers of a table for a time and an event, in the order in which they fire.
    pub(in crate::mysql) fn triggers_of(
        &self,
        database: &str,
        table: &str,
        time: TriggerTime,
        event: TriggerEvent,
    ) -> Vec<Arc<Trigger>> {
        let Some(database) = self.catalog.databases.get(database) else { return Vec::new() };
        let fits = |trigger: &&Arc<Trigger>| {
            trigger.table == table && trigger.definition.time == time && trigger.definition.event == event
        };
        let mut triggers: Vec<_> = database.triggers.values().filter(fits).cloned().collect();
        triggers.sort_by_key(|trigger| trigger.order);
        triggers
    }

    /// Runs triggers for a row; the row that is to be written afterwards.
    pub(in crate::mysql) fn fire(
        &mut self,
        database: &str,
        triggers: &[Arc<Trigger>],
        mut row: FiredRow,
    ) -> Result<FiredRow, Refusal> {
        for trigger in triggers {
            let frame = Frame {
                row: Some(TriggerRow { table: Arc::clone(&row.table), old: row.old.clone(), new: row.new.clone() }),
                ..Frame::default()
            };
            let text = Arc::clone(&trigger.text);
            let definition = Arc::clone(&trigger.definition);
            let ((), frame) = self.in_program(&text, &trigger.sql_mode, database, frame, |session| {
                session.step(&definition.body, &Context::OUTERMOST).map(drop)
            })?;
            row.new = frame.row.and_then(|row| row.new);
        }
        Ok(row)
    }

    /// Runs a statement that uses tables; programs that it calls cannot change these.
    pub(in crate::mysql::session) fn using<T>(
        &mut self,
        tables: Vec<(SmolStr, SmolStr)>,
        run: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let before = self.running.in_use.len();
        let own = std::mem::replace(&mut self.running.own, before);
        self.running.in_use.extend(tables);
        let result = run(self);
        self.running.in_use.truncate(before);
        self.running.own = own;
        result
    }

    /// A program inside of a statement changes a table that this statement uses: 1442.
    pub(in crate::mysql::session) fn check_in_use(&self, database: &str, table: &str) -> Result<(), Refusal> {
        let others = &self.running.in_use[..self.running.own.min(self.running.in_use.len())];
        if others.iter().any(|(other, name)| other == database && name == table) {
            let message = format!(
                "Can't update table '{table}' in stored function/trigger because it is already used by statement which invoked this stored function/trigger"
            );
            return Err(failure("1442", message));
        }
        Ok(())
    }
}
