//! `DELETE`.

use super::insert::Written;
use super::update::{Numbered, single_table};
use super::writer::Writer;
use crate::mysql::ast::{Delete, TriggerEvent, TriggerTime, WriteModifier};
use crate::mysql::catalog::{Relation, Row};
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::mysql::session::data::prepare::table_source;
use crate::run::Refusal;

impl Session {
    /// Runs a `DELETE`.
    pub(super) fn delete(&mut self, delete: &Delete) -> Result<Written, Refusal> {
        if !delete.with.is_empty() {
            return Err(undecided("DELETE with common table expressions"));
        }
        let single = if delete.targets.is_empty() { single_table(self, &delete.tables)? } else { None };
        let Some((database, name, alias)) = single else { return self.delete_join(delete) };
        if let Some(Relation::Table(table)) = self.catalog.relation(&database, &name)
            && table.rows.unknown().is_some()
            && delete.filter.is_none()
            && delete.limit.is_none()
        {
            return Err(undecided("rows that are not known are deleted"));
        }
        self.writable(&database, &name)?;
        let ignore = delete.modifiers.contains(&WriteModifier::Ignore);
        let writer = self.writer(&database, &name, ignore)?;
        let source = table_source(&database, &writer.table, alias.as_deref());
        let filter = self.where_of(delete.filter.as_ref(), &source)?;
        let order = self.order_of(&delete.order, &source)?;
        let limit = self.limit_of(delete.limit.as_ref())?;
        let rows = self.affected(&writer, filter.as_ref(), &order, limit)?;
        let rows = rows.into_iter().map(|(number, row, _)| (number, row)).collect();
        self.delete_rows(&writer, rows)
    }

    /// Takes rows out.
    pub(super) fn delete_rows(&mut self, writer: &Writer, rows: Numbered) -> Result<Written, Refusal> {
        let before = self.triggers(writer, TriggerTime::Before, TriggerEvent::Delete);
        let after = self.triggers(writer, TriggerTime::After, TriggerEvent::Delete);
        let mut written = Written::default();
        for (number, row) in rows {
            if self.current(writer)?.rows.get(number).is_none() {
                continue;
            }
            self.fire_row(writer, &before, Some(Row::clone(&row)), None)?;
            let whole = self.catalog.clone();
            self.take(writer, number, &row)?;
            match self.follow_children(writer, &row, None, 0) {
                Err(Refusal::Failed(_)) if writer.ignore => {
                    self.catalog = whole;
                    continue;
                }
                other => other?,
            }
            self.fire_row(writer, &after, Some(Row::clone(&row)), None)?;
            written.affected += 1;
            written.rows.push(row);
        }
        Ok(written)
    }
}
