//! Transactions: blocks, savepoints, and what a rollback takes back.
//!
//! A snapshot of the catalog is O(1), so a block keeps the catalog it began with, and a savepoint the one it was set at.

use super::doubt::Doubt;
use super::procedure::Cursors;
use super::role::{RoleStatement, Roles};
use super::session::Session;
use crate::postgres::ast::{Name, TransactionControl};
use crate::postgres::catalog::{Catalog, ObjectId};
use crate::run::{Applied, Effect, Failure};
use indexmap::IndexMap;
use std::sync::Arc;

/// What a rollback restores.
#[derive(Debug, Clone)]
pub(super) struct State {
    catalog: Catalog,
    doubts: imbl::Vector<Arc<Doubt>>,
    role_statements: imbl::Vector<RoleStatement>,
    search_path: Vec<Name>,
    settings: IndexMap<Name, Vec<Name>>,
    role: Name,
    roles: Roles,
}

/// An open transaction.
#[derive(Debug, Clone)]
pub(crate) struct Transaction {
    start: State,
    savepoints: Vec<(Name, State)>,
    /// Opened by the script's own `BEGIN`, not by the tool.
    pub(crate) explicit: bool,
    /// That of a single `DO` or `CALL` outside of any block, and outside of its own `EXCEPTION` blocks.
    pub(crate) of_statement: bool,
}

impl Transaction {
    /// Whether an object was there when the transaction began.
    pub(crate) fn began_after(&self, object: ObjectId) -> bool {
        self.start.catalog.get(object).is_some()
    }
}

impl Session {
    /// Opens a transaction, as the migration tool does around a file.
    pub(crate) fn begin(&mut self) {
        self.open(false);
    }

    /// Opens the transaction that a statement is by itself, where it runs others.
    pub(super) fn begin_statement(&mut self) {
        self.open(false);
        if let Some(transaction) = &mut self.transaction {
            transaction.of_statement = true;
        }
    }

    fn open(&mut self, explicit: bool) {
        let start = self.state();
        let transaction = Transaction { start, savepoints: Vec::new(), explicit, of_statement: false };
        self.transaction = Some(transaction);
        self.in_transaction = true;
        self.defers_constraints = false;
    }

    /// Ends the transaction and keeps what it did.
    pub(crate) fn commit(&mut self) {
        self.commit_enum_labels();
        self.end_temporary();
        self.transaction = None;
        self.in_transaction = false;
        self.cursors = Cursors::default();
        self.end_of_transaction();
    }

    /// Ends the transaction and takes back what it did.
    pub(crate) fn roll_back(&mut self) {
        if let Some(transaction) = self.transaction.take() {
            self.restore(transaction.start);
        }
        self.in_transaction = false;
        self.cursors = Cursors::default();
        self.settings_local.clear();
    }

    /// `BEGIN`, `COMMIT` and the like, inside a script.
    pub(crate) fn control_transaction(&mut self, control: &TransactionControl) -> Applied {
        match control {
            TransactionControl::Begin => Ok(self.begin_block()),
            TransactionControl::Commit => Ok(self.commit_block()),
            TransactionControl::Rollback => Ok(self.roll_back_block()),
            TransactionControl::Savepoint(name) => self.savepoint(name),
            TransactionControl::Release(name) => self.release_savepoint(name),
            TransactionControl::RollbackTo(name) => self.roll_back_to(name),
            TransactionControl::Characteristics => Ok(Effect::Noop("changes no object".into())),
            TransactionControl::Constraints { deferred } => {
                self.defers_constraints |= *deferred && self.in_transaction;
                Ok(Effect::Noop("changes no object".into()))
            }
        }
    }

    fn begin_block(&mut self) -> Effect {
        if self.transaction.is_some() {
            return Effect::Noop("there is already a transaction in progress".into());
        }
        self.open(true);
        Effect::Applied
    }

    fn commit_block(&mut self) -> Effect {
        if self.transaction.is_none() {
            return Effect::Noop("there is no transaction in progress".into());
        }
        self.commit();
        Effect::Applied
    }

    fn roll_back_block(&mut self) -> Effect {
        if self.transaction.is_none() {
            return Effect::Noop("there is no transaction in progress".into());
        }
        self.roll_back();
        Effect::Applied
    }

    fn savepoint(&mut self, name: &Name) -> Applied {
        let state = self.state();
        match &mut self.transaction {
            Some(transaction) => transaction.savepoints.push((name.clone(), state)),
            None => return Err(outside_block("SAVEPOINT").into()),
        }
        Ok(Effect::Applied)
    }

    fn release_savepoint(&mut self, name: &Name) -> Applied {
        let index = self.find_savepoint(name, "RELEASE SAVEPOINT")?;
        if let Some(transaction) = &mut self.transaction {
            transaction.savepoints.truncate(index);
        }
        Ok(Effect::Applied)
    }

    fn roll_back_to(&mut self, name: &Name) -> Applied {
        let index = self.find_savepoint(name, "ROLLBACK TO SAVEPOINT")?;
        if let Some(transaction) = &mut self.transaction {
            transaction.savepoints.truncate(index + 1);
            let state = transaction.savepoints[index].1.clone();
            self.restore(state);
        }
        Ok(Effect::Applied)
    }

    fn find_savepoint(&self, name: &Name, command: &str) -> Result<usize, Failure> {
        let Some(transaction) = &self.transaction else { return Err(outside_block(command)) };
        transaction
            .savepoints
            .iter()
            .rposition(|(savepoint, _)| savepoint == name)
            .ok_or_else(|| Failure::new("3B001", format!("savepoint \"{name}\" does not exist")))
    }

    /// What a rollback to here will restore.
    pub(super) fn state(&self) -> State {
        State {
            catalog: self.catalog.clone(),
            doubts: self.doubts.clone(),
            role_statements: self.role_statements.clone(),
            search_path: self.search_path.clone(),
            settings: self.settings.clone(),
            role: self.role.clone(),
            roles: self.roles.clone(),
        }
    }

    /// Takes back what was done since.
    pub(super) fn restore(&mut self, state: State) {
        self.role_statements = state.role_statements;
        self.doubts = state.doubts;
        self.go_back_to(state.catalog);
        self.search_path = state.search_path;
        self.settings = state.settings;
        self.role = state.role;
        self.roles = state.roles;
    }

    /// `SET LOCAL` ends here.
    fn end_of_transaction(&mut self) {
        for (name, values) in std::mem::take(&mut self.settings_local) {
            self.assign_setting(&name, values);
        }
    }
}

fn outside_block(command: &str) -> Failure {
    Failure::new("25P01", format!("{command} can only be used in transaction blocks"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::Environment;

    #[test]
    fn what_is_put_off_is_not_refused_before_the_transaction_ends() {
        let insert = |setting: &str| {
            let script = format!(
                "CREATE TABLE a (id int PRIMARY KEY);
                 CREATE TABLE b (a int REFERENCES a DEFERRABLE, fixed int REFERENCES a);
                 BEGIN; {setting}; INSERT INTO b (fixed) VALUES (1); INSERT INTO b (a) VALUES (1)"
            );
            let outcomes = Session::new(Environment::default()).run_script(&script);
            [&outcomes[4], &outcomes[5]].map(crate::run::Outcome::key)
        };
        assert_eq!(insert("SET CONSTRAINTS ALL IMMEDIATE"), ["failed", "failed"]);
        assert_eq!(insert("SET CONSTRAINTS ALL DEFERRED"), ["failed", "undecided"]);
    }
}
