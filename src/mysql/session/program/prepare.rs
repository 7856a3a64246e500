//! `PREPARE`, `EXECUTE`, `DEALLOCATE PREPARE`, `EXECUTE IMMEDIATE`: statements in strings.
//!
//! The server reads the string when it is prepared, and runs it each time as if it stood where it is executed, except that it sees no
//! variables of a stored program.

use super::Session;
use crate::mysql::ast::{Expr, Name, Statement, StatementKind};
use crate::mysql::catalog::fold;
use crate::mysql::error::{failure, undecided};
use crate::mysql::syntax::{SyntaxMode, parse_prepared};
use crate::mysql::value::Value;
use crate::run::{Applied, Effect, Refusal};
use std::sync::Arc;

/// A prepared statement.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The string.
    text: Arc<str>,
    /// What it says.
    statement: Arc<Statement>,
    /// How many `?` there are.
    parameters: usize,
}

impl Session {
    /// `PREPARE name FROM …`. The statement that had the name is gone, whatever comes of this one.
    pub(in crate::mysql::session) fn prepare_statement(&mut self, name: &Name, source: &Expr) -> Applied {
        self.prepared.remove(&fold(&name.text));
        let prepared = self.read(source)?;
        self.prepared.insert(fold(&name.text), Arc::new(prepared));
        Ok(Effect::Applied)
    }

    /// `EXECUTE name USING …`.
    pub(in crate::mysql::session) fn execute(&mut self, name: &Name, arguments: &[Expr]) -> Applied {
        let Some(prepared) = self.prepared.get(&fold(&name.text)).cloned() else {
            let message = format!("Unknown prepared statement handler ({}) given to EXECUTE", name.text);
            return Err(failure("1243", message));
        };
        self.run_prepared(&prepared, arguments)
    }

    /// `EXECUTE IMMEDIATE … USING …`.
    pub(in crate::mysql::session) fn execute_immediate(&mut self, source: &Expr, arguments: &[Expr]) -> Applied {
        let prepared = self.read(source)?;
        self.run_prepared(&prepared, arguments)
    }

    /// `DEALLOCATE PREPARE name`.
    pub(in crate::mysql::session) fn deallocate(&mut self, name: &Name) -> Applied {
        if self.prepared.remove(&fold(&name.text)).is_some() {
            return Ok(Effect::Applied);
        }
        let message = format!("Unknown prepared statement handler ({}) given to DEALLOCATE PREPARE", name.text);
        Err(failure("1243", message))
    }

    /// Reads the statement in a string; `NULL` is read as that word.
    fn read(&mut self, source: &Expr) -> Result<Prepared, Refusal> {
        let value = self.value_of(source)?;
        if let Some(reason) = value.why_not_known() {
            return Err(undecided(format!("the text of a prepared statement is not known: {reason}")));
        }
        let text = value.to_text().unwrap_or_else(|| Arc::from("NULL"));
        let (statement, parameters) =
            parse_prepared(&text, &SyntaxMode::new(&self.profile, self.sql_mode())).map_err(Refusal::unplaced)?;
        if !self.can_be_prepared(&statement.kind)? {
            let message = "This command is not supported in the prepared statement protocol yet";
            return Err(failure("1295", message));
        }
        self.check_prepared(&text, &statement)?;
        Ok(Prepared { text, statement: Arc::new(statement), parameters })
    }

    /// MariaDB prepares all but statements about prepared statements, MySQL no stored programs either.
    fn can_be_prepared(&self, statement: &StatementKind) -> Result<bool, Refusal> {
        match statement {
            StatementKind::Prepare(..)
            | StatementKind::Execute(..)
            | StatementKind::ExecuteImmediate(..)
            | StatementKind::Deallocate(_) => Ok(false),
            _ if self.profile.is_mariadb() => Ok(true),
            StatementKind::CreateRoutine(_)
            | StatementKind::AlterRoutine(..)
            | StatementKind::CreateTrigger(_)
            | StatementKind::CreateEvent(_)
            | StatementKind::AlterEvent(_) => Ok(false),
            StatementKind::Use(_)
            | StatementKind::LockTables(_)
            | StatementKind::UnlockTables
            | StatementKind::Transaction(_)
            | StatementKind::Step(_) => Err(undecided("whether MySQL prepares this statement is not known")),
            _ => Ok(true),
        }
    }

    /// What the server finds when it prepares: the tables and columns of queries and of changes of rows.
    fn check_prepared(&mut self, text: &Arc<str>, statement: &Statement) -> Result<(), Refusal> {
        let outer = std::mem::replace(&mut self.text, Arc::clone(text));
        let frames = std::mem::take(&mut self.running.frames);
        let checked = self.check_prepared_names(statement);
        self.running.frames = frames;
        self.text = outer;
        checked
    }

    fn run_prepared(&mut self, prepared: &Prepared, arguments: &[Expr]) -> Applied {
        if prepared.parameters != arguments.len() {
            return Err(failure("1210", "Incorrect arguments to EXECUTE"));
        }
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value_of(argument)?);
        }
        let outer_text = std::mem::replace(&mut self.text, Arc::clone(&prepared.text));
        let outer_parameters = std::mem::replace(&mut self.parameters, Arc::from(values));
        let frames = std::mem::take(&mut self.running.frames);
        let applied = self.statement(&prepared.statement);
        self.running.frames = frames;
        self.parameters = outer_parameters;
        self.text = outer_text;
        applied
    }

    /// The value of a `?`.
    pub(in crate::mysql::session) fn parameter(&self, place: usize) -> Option<Value> {
        self.parameters.get(place).cloned()
    }
}
