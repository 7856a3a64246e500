//! The tables that a statement names: what it reads and what it changes.

use super::Session;
use super::lock::LockMode;
use crate::mysql::ast::visit::{Visited, visit_statement};
use crate::mysql::ast::{ObjectName, Statement, StatementKind, TableRef, TableRefKind};
use crate::mysql::catalog::Catalog;
use crate::run::{Applied, Refusal};
use smol_str::SmolStr;

/// A table as a statement uses it.
struct Used {
    database: SmolStr,
    name: SmolStr,
    /// Its name in the statement.
    shown: SmolStr,
    mode: LockMode,
}

impl Used {
    fn name(&self) -> (SmolStr, SmolStr) {
        (self.database.clone(), self.name.clone())
    }
}

impl Session {
    /// Runs a statement on rows: under the locks of the session, and without changing what a statement around it uses.
    pub(super) fn with_tables(&mut self, statement: &Statement, run: impl FnOnce(&mut Self) -> Applied) -> Applied {
        if !self.is_locked() && !has_programs(&self.catalog) && self.transaction.is_none() {
            return run(self);
        }
        let used = self.used_tables(statement);
        for table in &used {
            self.check_lock(&table.database, &table.shown, table.mode)?;
            if table.mode == LockMode::Write && !self.is_temporary(&table.database, &table.name) {
                self.check_read_only()?;
            }
        }
        let changed: Vec<_> = used.iter().filter(|table| table.mode == LockMode::Write).map(Used::name).collect();
        self.using(used.iter().map(Used::name).collect(), |session| {
            changed.iter().try_for_each(|(database, name)| session.check_in_use(database, name))?;
            run(session)
        })
    }

    /// A temporary table has this name.
    pub(super) fn is_temporary(&self, database: &str, name: &str) -> bool {
        self.catalog.temporary.contains_key(&(database.into(), name.into()))
    }

    /// The tables that are there under the names in a statement.
    fn used_tables(&self, statement: &Statement) -> Vec<Used> {
        let mut used = Vec::new();
        let mut add = |name: &ObjectName, shown: Option<&SmolStr>, mode: LockMode| {
            if let Ok((database, name)) = self.resolve(name) {
                let there = self.catalog.relation(&database, &name).is_some();
                let shown = shown.cloned().unwrap_or_else(|| name.clone());
                if there {
                    used.push(Used { database, name, shown, mode });
                }
            }
        };
        for name in changed(&statement.kind) {
            add(name, None, LockMode::Write);
        }
        let mode = if matches!(statement.kind, StatementKind::Update(_)) { LockMode::Write } else { LockMode::Read };
        visit_statement(statement, &mut |visited| {
            if let Visited::Table(TableRef { kind: TableRefKind::Table { name, alias, .. }, .. }) = visited {
                add(name, alias.as_ref().map(|alias| &alias.text), mode);
            }
        });
        used
    }

    /// `CREATE`, `ALTER`, `DROP TABLE` under `LOCK TABLES`: the table must be locked for writing.
    pub(super) fn check_table_locks(&self, statement: &StatementKind) -> Result<(), Refusal> {
        if !self.is_locked() {
            return Ok(());
        }
        if matches!(statement, StatementKind::RenameTables(..)) {
            self.check_unlocked()?;
        }
        for name in changed(statement) {
            let (database, name) = self.resolve(name)?;
            self.check_lock(&database, &name, LockMode::Write)?;
        }
        Ok(())
    }
}

/// The tables that a statement changes.
fn changed(statement: &StatementKind) -> Vec<&ObjectName> {
    match statement {
        StatementKind::Insert(insert) => vec![&insert.table],
        StatementKind::LoadData(load) => vec![&load.table],
        StatementKind::Delete(delete) if delete.targets.is_empty() => {
            let first = delete.tables.first().map(|table| &table.kind);
            match first {
                Some(TableRefKind::Table { name, .. }) => vec![name],
                _ => Vec::new(),
            }
        }
        StatementKind::Delete(delete) => delete.targets.iter().collect(),
        StatementKind::CreateTable(create) if !create.temporary => vec![&create.name],
        StatementKind::AlterTable(alter) => vec![&alter.table],
        StatementKind::Truncate(table) => vec![table],
        StatementKind::Drop(drop) => drop.names.iter().collect(),
        _ => Vec::new(),
    }
}

/// Only functions and triggers run inside of other statements.
fn has_programs(catalog: &Catalog) -> bool {
    catalog.databases.values().any(|database| !database.functions.is_empty() || !database.triggers.is_empty())
}
