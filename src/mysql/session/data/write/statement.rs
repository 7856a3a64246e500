//! Statements that read and write rows, and what stays of those that fail.

use super::insert::Written;
use crate::mysql::ast::{Expr, Statement, StatementKind};
use crate::mysql::catalog::{Catalog, Relation};
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::run::{Applied, Effect, Refusal};

impl Session {
    /// `SELECT`, `INSERT`, `UPDATE`, `DELETE`, `LOAD DATA`, `DO`.
    pub(in crate::mysql::session) fn data_statement(&mut self, statement: &Statement) -> Applied {
        match &statement.kind {
            StatementKind::Query(query) => self.select_statement(query),
            StatementKind::Insert(insert) => {
                let before = self.catalog.clone();
                let written = self.insert(insert);
                self.wrote(before, written)
            }
            StatementKind::Update(update) => {
                let before = self.catalog.clone();
                let written = self.update(update);
                self.wrote(before, written)
            }
            StatementKind::Delete(delete) => {
                let before = self.catalog.clone();
                let written = self.delete(delete);
                self.wrote(before, written)
            }
            StatementKind::LoadData(load) => {
                let (database, name) = self.resolve(&load.table)?;
                self.writable(&database, &name)?;
                Err(Refusal::Opaque("it loads rows from a file".into()))
            }
            StatementKind::Do(exprs) => self.evaluate_all(exprs),
            _ => Err(undecided("it is not about rows")),
        }
    }

    fn evaluate_all(&mut self, exprs: &[Expr]) -> Applied {
        for expr in exprs {
            self.value_of(expr)?;
        }
        Ok(Effect::Applied)
    }

    fn wrote(&mut self, before: Catalog, written: Result<Written, Refusal>) -> Applied {
        match written {
            Ok(written) => {
                self.data.row_count = written.affected;
                Ok(Effect::Applied)
            }
            Err(refusal @ Refusal::Failed(_)) => {
                self.data.row_count = -1;
                self.keep_of_failure(before);
                Err(refusal)
            }
            Err(refusal) => Err(refusal),
        }
    }

    /// A failed statement leaves counters where they are, and the rows of tables without transactions.
    fn keep_of_failure(&mut self, before: Catalog) {
        let mut kept = before;
        let mut changed = false;
        for (name, database) in &self.catalog.databases {
            let Some(old) = kept.databases.get(name) else { continue };
            if database.relations.ptr_eq(&old.relations) {
                continue;
            }
            let mut renewed = Vec::new();
            for (table, relation) in &database.relations {
                let (Relation::Table(now), Some(Relation::Table(then))) = (relation, old.relations.get(table)) else {
                    continue;
                };
                if std::sync::Arc::ptr_eq(now, then) {
                    continue;
                }
                if !now.is_transactional() {
                    renewed.push((name.clone(), table.clone(), (**now).clone()));
                } else if now.next_auto_increment != then.next_auto_increment {
                    let mut table_then = (**then).clone();
                    table_then.next_auto_increment = now.next_auto_increment;
                    renewed.push((name.clone(), table.clone(), table_then));
                }
            }
            for (name, table, value) in renewed {
                if let Some(database) = kept.databases.get_mut(&name) {
                    database.relations.insert(table, Relation::Table(std::sync::Arc::new(value)));
                    changed = true;
                }
            }
        }
        self.catalog = kept;
        if changed {
            self.settle();
        }
    }
}
