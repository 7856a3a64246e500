//! The session: statements run against the model, as they run on a connection.
//!
//! - [`table`]: `CREATE`, `ALTER`, `DROP`, `RENAME TABLE`, keys and constraints.
//! - [`object`]: databases, views, triggers, routines, events, sequences as objects.
//! - [`data`]: expressions, queries and rows.
//! - [`program`]: bodies of stored programs, `CALL`, `PREPARE`, variables.
//! - [`system`]: `information_schema`.
//!
//! A statement that is refused leaves the session as it was: the session keeps a copy, which is O(1).

mod data;
mod object;
mod program;
mod system;
mod table;

use super::ast::{Statement, StatementKind};
use super::catalog::Catalog;
use super::profile::Profile;
use super::value::Value;
use crate::run::{Applied, Refusal};
use crate::source::Origin;
use imbl::OrdMap;
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
    /// Prepared statements by folded name.
    pub prepared: OrdMap<SmolStr, Arc<str>>,
    /// The catalog when the open transaction began: rows come from there when it is rolled back.
    pub transaction: Option<Arc<Catalog>>,
    /// The text in which the spans of the running statement are offsets.
    pub text: Arc<str>,
    /// Where the running statement stands in the history.
    pub origin: Origin,
    /// What stays when the running statement fails, where that is not the catalog from before it.
    settled: Option<Catalog>,
}

impl Session {
    /// Runs one statement of a text.
    pub fn run(&mut self, text: &Arc<str>, statement: &Statement, origin: Origin) -> Applied {
        self.text = Arc::clone(text);
        self.origin = origin;
        let before = self.clone();
        let applied = self.statement(statement);
        if applied.is_err() {
            let settled = self.settled.take();
            *self = before;
            self.catalog = settled.unwrap_or_else(|| self.catalog.clone());
        }
        applied
    }

    /// What has been done so far stays, even if the running statement fails: `DROP TABLE a, b` without a `b` has dropped `a`.
    pub(super) fn settle(&mut self) {
        self.settled = Some(self.catalog.clone());
    }

    fn statement(&mut self, statement: &Statement) -> Applied {
        match &statement.kind {
            StatementKind::CreateTable(_)
            | StatementKind::AlterTable(_)
            | StatementKind::RenameTables(..)
            | StatementKind::Truncate(_)
            | StatementKind::Drop(_) => self.table_statement(statement),
            _ => Err(Refusal::Opaque("this statement is not modelled yet".into())),
        }
    }
}
