//! The session: statements run against the model, as they run on a connection.
//!
//! - [`table`] has `CREATE`, `ALTER`, `DROP`, `RENAME TABLE`, keys and constraints.
//! - [`object`] has databases, views, triggers, routines, events, sequences as objects.
//! - [`data`] has expressions, queries and rows.
//! - [`program`] has bodies of stored programs, `CALL`, `PREPARE`, variables.
//! - [`system`] has `information_schema`.
//! - [`variable`] has `SET`, system variables and user variables.
//! - [`transaction`] and [`lock`] have transactions, implicit commits, `LOCK TABLES`.
//!
//! A statement that is refused leaves the session as it was: the session keeps a copy, which is O(1).

mod data;
mod dispatch;
mod doubt;
mod lock;
mod object;
mod program;
mod system;
mod table;
#[cfg(test)]
mod tests;
mod transaction;
mod usage;
mod variable;

pub use object::BrokenView;
pub use transaction::{Transaction, TransactionOwner};

use super::ast::{ObjectName, Statement};
use super::catalog::Catalog;
use super::error::failure;
use super::profile::Profile;
use super::syntax::SyntaxMode;
use super::value::Value;
use crate::run::{Applied, Refusal};
use crate::source::Origin;
use imbl::OrdMap;
use lock::Locks;
use program::{Diagnostics, Prepared, Running};
use smol_str::SmolStr;
use std::sync::Arc;

/// A connection to the model of a server.
#[derive(Debug, Clone)]
pub struct Session {
    /// The server.
    pub profile: Arc<Profile>,
    /// Everything that is there.
    pub catalog: Catalog,
    /// The current database.
    pub database: Option<SmolStr>,
    /// `@x`, by folded name.
    pub user_variables: OrdMap<SmolStr, Value>,
    /// System variables of the session that are not what they were at its start, by name in lower case.
    pub variables: OrdMap<SmolStr, Value>,
    /// System variables of the server that `SET GLOBAL` has set.
    pub global_variables: OrdMap<SmolStr, Value>,
    /// The server's variables as they were when the connection began, which the session's start from.
    inherited: OrdMap<SmolStr, Value>,
    /// The values of the `?` of the prepared statement that is running.
    parameters: Arc<[Value]>,
    /// Prepared statements by folded name.
    pub prepared: OrdMap<SmolStr, Arc<Prepared>>,
    /// The open transaction.
    pub transaction: Option<Transaction>,
    /// The text in which the spans of the running statement are offsets.
    pub text: Arc<str>,
    /// Where the running statement stands in the history.
    pub origin: Origin,
    /// The tables of `LOCK TABLES`.
    locks: Option<Locks>,
    /// The stored programs that are running.
    running: Running,
    /// What `GET DIAGNOSTICS` and handlers look at.
    diagnostics: Diagnostics,
    /// What statements about rows leave behind.
    data: data::Memory,
    /// What stays when the running statement fails, where that is not the catalog from before it.
    settled: Option<Catalog>,
    /// A statement of unknown effect may have changed anything, and why.
    taint: Option<Arc<str>>,
}

impl Session {
    /// A connection to a server without databases.
    pub fn new(profile: Arc<Profile>) -> Self {
        Self {
            profile,
            catalog: Catalog::default(),
            database: None,
            user_variables: OrdMap::new(),
            variables: OrdMap::new(),
            global_variables: OrdMap::new(),
            inherited: OrdMap::new(),
            parameters: Arc::from([]),
            prepared: OrdMap::new(),
            transaction: None,
            text: Arc::from(""),
            origin: Origin { migration: 0, span: crate::source::Span::default() },
            locks: None,
            running: Running::default(),
            diagnostics: Diagnostics::default(),
            data: data::Memory::default(),
            settled: None,
            taint: None,
        }
    }

    /// Runs one statement of a text.
    pub fn run(&mut self, text: &Arc<str>, statement: &Statement, origin: Origin) -> Applied {
        let before = self.clone();
        self.text = Arc::clone(text);
        self.origin = origin;
        self.running = Running::default();
        let applied = self.statement(statement);
        let applied = self.unless_tainted(applied);
        if let Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) = &applied {
            *self = before;
            self.doubt(statement, reason);
        }
        applied
    }

    /// How texts are read.
    pub fn syntax_mode(&self) -> SyntaxMode {
        SyntaxMode::new(&self.profile, &self.variable_text("sql_mode"))
    }

    /// What has been done so far stays, even if the running statement fails: `DROP TABLE a, b` without a `b` has dropped `a`.
    pub(super) fn settle(&mut self) {
        self.settled = Some(self.catalog.clone());
    }

    /// The current database, which must have been selected.
    pub(super) fn current_database(&self) -> Result<SmolStr, Refusal> {
        self.database.clone().ok_or_else(|| failure("1046", "No database selected"))
    }

    /// The database and the name that a name means.
    pub(super) fn resolve(&self, name: &ObjectName) -> Result<(SmolStr, SmolStr), Refusal> {
        let database = match &name.database {
            Some(database) => database.text.clone(),
            None => self.current_database()?,
        };
        Ok((database, name.name.text.clone()))
    }

    /// The same of several; 1066 if one is there twice.
    pub(super) fn resolve_distinct(&self, names: &[ObjectName]) -> Result<Vec<(SmolStr, SmolStr)>, Refusal> {
        let mut resolved = Vec::with_capacity(names.len());
        for name in names {
            let name = self.resolve(name)?;
            if resolved.contains(&name) {
                return Err(failure("1066", format!("Not unique table/alias: '{}'", name.1)));
            }
            resolved.push(name);
        }
        Ok(resolved)
    }
}
