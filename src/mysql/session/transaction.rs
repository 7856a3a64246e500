//! Transactions: what they undo, and what commits them.
//!
//! Rows are all that a transaction undoes: every statement that changes objects commits it first. So rolling back puts the rows of the
//! tables that are there back to what they were; tables without transactions (`MyISAM`) and counters (`AUTO_INCREMENT`) keep theirs.

use super::Session;
use crate::mysql::ast::{self, Name, ObjectKind, StatementKind};
use crate::mysql::catalog::{Catalog, Database, Relation, Rows, Table, fold};
use crate::mysql::error::failure;
use crate::run::{Applied, Effect, Refusal};
use imbl::Vector;
use smol_str::SmolStr;
use std::sync::Arc;

/// An open transaction.
#[derive(Debug, Clone)]
pub struct Transaction {
    /// Everything as it was when it began.
    start: Catalog,
    /// Savepoints by folded name, the latest last.
    savepoints: Vector<(SmolStr, Catalog)>,
    /// Who began it.
    owner: TransactionOwner,
    /// It is `READ ONLY`.
    read_only: bool,
}

/// Who began a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionOwner {
    /// The migration tool.
    Tool,
    /// A statement of the file.
    File,
}

impl Session {
    /// Begins a transaction, committing the one before.
    pub fn begin(&mut self, owner: TransactionOwner) {
        self.start_transaction(owner, false);
        self.locks = None;
    }

    /// Ends the transaction; what it did stays.
    pub fn commit(&mut self) {
        self.transaction = None;
    }

    /// Ends the transaction and undoes it.
    pub fn roll_back(&mut self) {
        if let Some(transaction) = self.transaction.take() {
            self.restore_rows(&transaction.start);
        }
    }

    /// Who began the transaction that is open.
    pub fn open_transaction(&self) -> Option<TransactionOwner> {
        self.transaction.as_ref().map(|transaction| transaction.owner)
    }

    /// Ends the connection and begins another one, in a database.
    pub fn reconnect(&mut self, database: Option<SmolStr>) {
        self.roll_back();
        let mut catalog = std::mem::take(&mut self.catalog);
        catalog.drop_temporary_tables();
        let globals = self.global_variables.clone();
        *self = Self {
            catalog,
            database,
            taint: self.taint.take(),
            inherited: globals.clone(),
            global_variables: globals,
            ..Self::new(Arc::clone(&self.profile))
        };
    }

    /// `BEGIN`, `COMMIT` …
    pub(super) fn transaction_statement(&mut self, statement: &ast::Transaction) -> Applied {
        match statement {
            ast::Transaction::Begin(read_only) => {
                self.start_transaction(TransactionOwner::File, *read_only);
                self.locks = None;
            }
            ast::Transaction::Commit { chain } => {
                let ended = self.transaction.take();
                self.chain(ended, *chain);
            }
            ast::Transaction::Rollback { chain } => {
                let ended = self.transaction.clone();
                self.roll_back();
                self.chain(ended, *chain);
            }
            ast::Transaction::Savepoint(name) => self.savepoint(name),
            ast::Transaction::RollbackTo(name) => self.roll_back_to(name)?,
            ast::Transaction::Release(name) => self.release(name)?,
            ast::Transaction::Xa(_) => {
                return Err(Refusal::Opaque("distributed transactions (`XA`) are not modelled".into()));
            }
        }
        Ok(Effect::Applied)
    }

    fn start_transaction(&mut self, owner: TransactionOwner, read_only: bool) {
        let start = self.catalog.clone();
        self.transaction = Some(Transaction { start, savepoints: Vector::new(), owner, read_only });
    }

    fn chain(&mut self, ended: Option<Transaction>, chain: bool) {
        if let (true, Some(ended)) = (chain, ended) {
            self.start_transaction(ended.owner, ended.read_only);
        }
    }

    /// Without a transaction a savepoint is gone as soon as it is made.
    fn savepoint(&mut self, name: &Name) {
        self.open_implicitly();
        let catalog = self.catalog.clone();
        if let Some(transaction) = &mut self.transaction {
            let name = fold(&name.text);
            transaction.savepoints.retain(|(other, _)| *other != name);
            transaction.savepoints.push_back((name, catalog));
        }
    }

    fn roll_back_to(&mut self, name: &Name) -> Result<(), Refusal> {
        let (place, catalog) = self.find_savepoint(name)?;
        if let Some(transaction) = &mut self.transaction {
            transaction.savepoints.truncate(place + 1);
        }
        self.restore_rows(&catalog);
        Ok(())
    }

    fn release(&mut self, name: &Name) -> Result<(), Refusal> {
        let (place, _) = self.find_savepoint(name)?;
        if let Some(transaction) = &mut self.transaction {
            transaction.savepoints.truncate(place);
        }
        Ok(())
    }

    fn find_savepoint(&self, name: &Name) -> Result<(usize, Catalog), Refusal> {
        let folded = fold(&name.text);
        self.transaction
            .iter()
            .flat_map(|transaction| transaction.savepoints.iter().enumerate())
            .find(|(_, (other, _))| *other == folded)
            .map(|(place, (_, catalog))| (place, catalog.clone()))
            .ok_or_else(|| failure("1305", format!("SAVEPOINT {} does not exist", name.text)))
    }

    /// With `autocommit=0` the first statement that touches tables begins a transaction.
    pub(super) fn open_implicitly(&mut self) {
        if self.transaction.is_none() && !self.autocommit() {
            self.start_transaction(TransactionOwner::File, false);
        }
    }

    /// A `READ ONLY` transaction changes nothing but temporary tables.
    pub(super) fn check_read_only(&self) -> Result<(), Refusal> {
        match &self.transaction {
            Some(Transaction { read_only: true, .. }) => {
                Err(failure("1792", "Cannot execute statement in a READ ONLY transaction"))
            }
            _ => Ok(()),
        }
    }

    fn restore_rows(&mut self, to: &Catalog) {
        let names: Vec<SmolStr> = self.catalog.databases.keys().cloned().collect();
        for name in names {
            if let Some(database) = self.catalog.databases.get_mut(&name) {
                restore_database(database, to.databases.get(&name));
            }
        }
    }
}

fn restore_database(database: &mut Database, to: Option<&Database>) {
    if to.is_some_and(|to| to.relations.ptr_eq(&database.relations)) {
        return;
    }
    let changed: Vec<(SmolStr, Arc<Table>)> = database
        .relations
        .iter()
        .filter_map(|(name, relation)| {
            let Relation::Table(table) = relation else { return None };
            let before = match to.and_then(|to| to.relations.get(name)) {
                Some(Relation::Table(before)) => Some(before),
                _ => None,
            };
            let same = before.is_some_and(|before| Arc::ptr_eq(before, table));
            (!same && table.is_transactional()).then(|| (name.clone(), restored(table, before)))
        })
        .collect();
    for (name, table) in changed {
        database.relations.insert(name, Relation::Table(table));
    }
}

/// The table with its rows from before; a temporary one that the transaction made has none.
fn restored(table: &Table, before: Option<&Arc<Table>>) -> Arc<Table> {
    let rows = match before {
        Some(before) if before.columns == table.columns => before.rows.clone(),
        Some(_) => Rows::new([], Some("a temporary table was altered and rolled back".into())),
        None => Rows::default(),
    };
    Arc::new(Table { rows, ..table.clone() })
}

/// It commits the open transaction before it runs, even if it then fails.
pub(super) fn commits(statement: &StatementKind) -> bool {
    match statement {
        StatementKind::CreateTable(create) => !create.temporary,
        StatementKind::Drop(drop) => !matches!(drop.kind, ObjectKind::TemporaryTable | ObjectKind::TemporarySequence),
        StatementKind::Maintenance(verb, _) => {
            !verb.eq_ignore_ascii_case("CHECKSUM") && !verb.eq_ignore_ascii_case("CHECKSUM TABLE")
        }
        StatementKind::Server(words) => {
            ["FLUSH", "RESET", "INSTALL", "UNINSTALL"].iter().any(|verb| words.starts_with(verb))
        }
        // MariaDB's `SHOW CREATE TABLE` does so too.
        StatementKind::Inert(words, _) => words.starts_with("SHOW CREATE TABLE"),
        StatementKind::CreateDatabase(_)
        | StatementKind::AlterDatabase(_)
        | StatementKind::AlterTable(_)
        | StatementKind::RenameTables(..)
        | StatementKind::Truncate(_)
        | StatementKind::CreateView(_)
        | StatementKind::AlterView(_)
        | StatementKind::CreateSequence(_)
        | StatementKind::AlterSequence(_)
        | StatementKind::CreateRoutine(_)
        | StatementKind::AlterRoutine(..)
        | StatementKind::CreateTrigger(_)
        | StatementKind::CreateEvent(_)
        | StatementKind::AlterEvent(_)
        | StatementKind::Account(_) => true,
        _ => false,
    }
}
