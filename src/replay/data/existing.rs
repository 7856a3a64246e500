//! Existing rows under a new demand: `ADD CONSTRAINT`, `VALIDATE`, a unique index.

use super::evaluate::Evaluator;
use super::plan::TablePlan;
use super::unique::{self, Key};
use crate::ast::Name;
use crate::catalog::{ObjectId, Row};
use crate::replay::outcome::{Failure, Refusal};
use crate::replay::session::Session;
use std::collections::BTreeSet;

impl Session {
    /// What writing to a table involves, where the table has rows to look at.
    fn plan_with_rows(&self, table: ObjectId) -> Result<Option<TablePlan>, Refusal> {
        if self.has_no_rows(table) {
            return Ok(None);
        }
        // Unknown rows are refused before anything is made of them.
        self.known_rows(table)?;
        Ok(self.catalog.get(table).map(|object| Evaluator { session: self }.plan(object)))
    }

    /// 23514 where a row breaks a check that the table has got.
    pub(crate) fn refuse_breaking_rows(&self, table: ObjectId, check: &str) -> Result<(), Refusal> {
        let Some(mut plan) = self.plan_with_rows(table)? else { return Ok(()) };
        plan.checks.retain(|other| other.name == check);
        let evaluator = Evaluator { session: self };
        for row in self.known_rows(table)?.iter() {
            match evaluator.check_row(&plan, &unique::slot_values(&plan, row)) {
                Err(Refusal::Failed(failure)) if failure.code == "23514" => {
                    let name = self.name_of(table);
                    let message =
                        format!("check constraint \"{check}\" of relation \"{name}\" is violated by some row");
                    return Err(Failure::new("23514", message).into());
                }
                checked => checked?,
            }
        }
        Ok(())
    }

    /// 23505 where two rows have the same key in a unique index that the table has got.
    pub(crate) fn refuse_equal_keys(&self, table: ObjectId, index: ObjectId) -> Result<(), Refusal> {
        let Some(plan) = self.plan_with_rows(table)? else { return Ok(()) };
        let evaluator = Evaluator { session: self };
        let Some(key) = self.catalog.get(index).and_then(|index| evaluator.unique_key(index)) else { return Ok(()) };
        let rows = self.known_rows(table)?;
        let keys = rows.iter().map(|row: &Row| evaluator.key(&plan, &key, &unique::slot_values(&plan, row)));
        let keys: Vec<Key> = keys.collect::<Result<_, _>>()?;
        let mut seen = BTreeSet::new();
        let repeated = |key: &Key| matches!(key, Key::Known(hash) if !seen.insert(*hash));
        if keys.iter().any(repeated) {
            return Err(Failure::new("23505", format!("could not create unique index \"{}\"", key.name)).into());
        }
        if keys.contains(&Key::Uncertain) && keys.len() > 1 {
            return Err(self.unknown_rows(table, &format!("whether \"{}\" tells them apart", key.name)));
        }
        Ok(())
    }

    /// 23503 where a row refers to nothing by a foreign key that the table has got.
    pub(crate) fn refuse_orphans(&mut self, table: ObjectId, key: &Name) -> Result<(), Refusal> {
        let Some(mut plan) = self.plan_with_rows(table)? else { return Ok(()) };
        plan.foreign_keys.retain(|other| other.name == *key);
        for key in &mut plan.foreign_keys {
            key.deferred = false;
        }
        let count = self.known_rows(table)?.len();
        self.check_references(&plan, 0..count)
    }
}
