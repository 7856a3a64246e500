//! From a history to a catalog: runs migration after migration as the tool would.

use super::doubt::first_words;
use super::procedure::MOST_STEPS;
use super::remark::remark;
use super::role::RoleStatement;
use super::session::Session;
use crate::environment::{Day, Environment};
use crate::history::{History, Migration};
use crate::postgres::ast::{QualifiedName, Statement};
use crate::postgres::catalog::Catalog;
use crate::postgres::syntax::{self, Parsed, RawStatement};
use crate::run::{
    self, Applied, Connection, Effect, Failure, MigrationRecord, OnFailure, OpenTransaction, Outcome, Refusal,
};
use crate::source::Origin;
use crate::source::Span;
use crate::tools::{Section, Tool, TransactionRule};
use std::sync::Arc;

/// What became of a history.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The catalog at the end.
    pub catalog: Catalog,
    /// One record per migration, in order.
    pub migrations: Vec<MigrationRecord>,
    /// The statements that changed the server's roles, in order.
    pub roles: Vec<RoleStatement>,
    /// The statements whose effect the model does not know, in order.
    pub unknown: Vec<UnknownStatement>,
    /// The day of the run, where the history asks for it.
    pub today: Option<Day>,
}

/// A statement that is kept as it is, because what it does is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownStatement {
    /// Where it stands.
    pub origin: Origin,
    /// How many objects had been made before it.
    pub after: u32,
    /// The lines that follow a `COPY … FROM stdin`.
    pub data: Option<Span>,
}

/// Replays a history on a fresh database.
pub fn replay(history: &History, environment: Environment, on_failure: OnFailure) -> Replay {
    // Plain files are for psql; the tools send the text to the server as it is.
    let by_psql = history.tool == Tool::Plain;
    let mut client = Client { session: Session::new(environment), by_psql, unknown: Vec::new() };
    let migrations = run::run(history, &mut client, on_failure);
    let Client { mut session, unknown, .. } = client;
    session.drop_temporary();
    let roles = session.role_statements.iter().cloned().collect();
    let asked = session.clock_readings.count() > 0;
    let today = session.environment.today.filter(|_| asked);
    Replay { catalog: session.catalog, migrations, roles, unknown, today }
}

/// The statements of a section, in the order in which the tool sends them.
pub(crate) fn statements(migration: &Migration, section: &Section) -> Vec<RawStatement> {
    section.queries.iter().flat_map(|query| syntax::split_within(&migration.source.text, *query)).collect()
}

/// The session as the runner drives it.
struct Client {
    session: Session,
    by_psql: bool,
    unknown: Vec<UnknownStatement>,
}

impl Connection for Client {
    type Statement = RawStatement;

    fn statements(&self, migration: &Migration, section: &Section) -> Vec<RawStatement> {
        statements(migration, section)
    }

    fn decide(&self, rule: TransactionRule, text: &str, statements: &[RawStatement]) -> TransactionRule {
        let own = || statements.iter().any(|raw| syntax::controls_transaction(raw.span.slice(text)));
        match rule {
            TransactionRule::Automatic if own() => TransactionRule::None,
            TransactionRule::Automatic => TransactionRule::Whole,
            rule => rule,
        }
    }

    fn enter(&mut self, migration: &Migration) {
        self.session.text = migration.source.text.clone();
    }

    fn statement(&mut self, origin: Origin, text: &str, raw: &RawStatement) -> Outcome {
        if raw.is_psql_command() && !self.by_psql {
            return Outcome::Failed(Failure::new("42601", "syntax error at or near \"\\\"").at(raw.span));
        }
        let after = self.session.catalog.allocated();
        let applied = self.session.run_from(origin, text, raw);
        if matches!(applied, Err(Refusal::Opaque(_) | Refusal::Undecided(_))) {
            self.unknown.push(UnknownStatement { origin, after, data: raw.copy_data });
        }
        self.session.outcome(raw.span.slice(text), applied)
    }

    fn begin(&mut self) {
        self.session.begin();
    }

    fn commit(&mut self) -> Applied {
        self.session.commit();
        Ok(Effect::Applied)
    }

    fn roll_back(&mut self) {
        self.session.roll_back();
    }

    fn open_transaction(&self) -> OpenTransaction {
        match &self.session.transaction {
            _ if !self.session.in_transaction => OpenTransaction::None,
            Some(transaction) if transaction.explicit => OpenTransaction::OfFile,
            _ => OpenTransaction::OfTool,
        }
    }

    fn reconnect(&mut self) {
        self.session.reset_connection();
    }
}

impl Session {
    /// Runs a script as a client without a transaction of its own does, statement by statement; what became of each.
    ///
    /// ```
    /// use rebaseline::environment::Environment;
    /// use rebaseline::postgres::replay::{Outcome, Session};
    ///
    /// let mut session = Session::new(Environment::default());
    /// let outcomes = session.run_script("CREATE TABLE t (a int); DROP TABLE u");
    /// assert_eq!(outcomes[0], Outcome::Applied);
    /// assert_eq!(outcomes[1].to_string(), "failed with 42P01: table \"u\" does not exist");
    /// ```
    pub fn run_script(&mut self, text: &str) -> Vec<Outcome> {
        self.text = Arc::from(text);
        let raws = syntax::split(text);
        let run = |raw: &RawStatement| {
            let applied = self.run_from(Origin { migration: 0, span: raw.span }, text, raw);
            self.outcome(raw.span.slice(text), applied)
        };
        raws.iter().map(run).collect()
    }

    /// Runs one statement of a migration.
    fn run_from(&mut self, origin: Origin, text: &str, raw: &RawStatement) -> Applied {
        self.origin = Some(origin);
        self.remark = remark(raw.leading_comments.slice(text));
        self.assumption = None;
        self.run(text, raw)
    }

    /// Parses and runs one statement.
    pub(crate) fn run(&mut self, text: &str, raw: &RawStatement) -> Applied {
        match syntax::parse_for(self.environment.postgres_version(), text, raw) {
            Parsed::Statement(statement) => {
                let applied = self.execute(&statement);
                self.account_for_taint(raw.span.slice(text), Some(&statement), applied)
            }
            Parsed::Opaque { reason } => {
                self.account_for_taint(raw.span.slice(text), None, Err(Refusal::Opaque(reason)))
            }
            Parsed::SyntaxError { code, message, offset } => Err(Failure { code, message, position: offset }.into()),
        }
    }

    /// Runs one statement; a refusal leaves the catalog as it was.
    pub(crate) fn execute(&mut self, statement: &Statement) -> Applied {
        self.drop_pending();
        if self.routines == 0 {
            self.steps.set(MOST_STEPS);
        }
        match statement {
            Statement::Transaction(control) => return self.control_transaction(control),
            Statement::Op(op) => return self.apply(op),
            Statement::Do { language, body, span: _ } => {
                let applied = self.run_do(language, body);
                self.account_for_rows(statement, &applied);
                return applied;
            }
            Statement::Call(call) => {
                let applied = self.run_call(call);
                self.account_for_rows(statement, &applied);
                return applied;
            }
            // It writes once it is certain of everything: a script may hold a million of them.
            Statement::Insert(insert) if insert.with.is_empty() => {
                let applied = self.insert(insert);
                if applied.is_err() {
                    self.drop_pending();
                }
                self.account_for_rows(statement, &applied);
                return applied;
            }
            _ => {}
        }
        self.affected_rows = 0;
        let before = self.catalog.clone();
        let applied = match statement {
            Statement::Query(query) => self.run_query(query),
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            Statement::Truncate { tables, cascade, restart_identity } => {
                self.truncate(tables, *cascade, *restart_identity)
            }
            Statement::Copy(copy) => self.copy(copy),
            Statement::Set(setting) => self.set(setting),
            Statement::Transaction(_) | Statement::Op(_) | Statement::Do { .. } | Statement::Call(_) => {
                unreachable!("handled above")
            }
            Statement::Lock(tables) => self.lock(tables),
            Statement::Inert { command, relations, outside_transaction } => {
                self.inert(command, relations, *outside_transaction)
            }
        };
        if applied.is_err() {
            self.go_back_to(before);
            self.drop_pending();
            self.account_for_rows(statement, &applied);
        }
        applied
    }

    /// After a statement of unknown effect on rows, those that it may have written are not known.
    fn account_for_rows(&mut self, statement: &Statement, applied: &Applied) {
        if let Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) = applied {
            self.forget_written(statement, reason);
        }
    }

    /// What an undecided statement may have done besides changing rows. A function that it calls may do anything.
    fn may_change_schema(&self, statement: &Statement) -> bool {
        matches!(statement, Statement::Op(_) | Statement::Set(_)) || self.may_do_anything(statement)
    }

    fn lock(&self, tables: &[QualifiedName]) -> Applied {
        if !self.in_transaction {
            return Err(Failure::new("25P01", "LOCK TABLE can only be used in transaction blocks").into());
        }
        for table in tables {
            self.open_relation(table)?;
        }
        Ok(Effect::Noop("LOCK changes neither schema nor rows".into()))
    }

    fn inert(&mut self, command: &str, relations: &[QualifiedName], outside_transaction: bool) -> Applied {
        if outside_transaction {
            self.refuse_in_transaction(command)?;
        }
        let mut opened = None;
        let engine_own = |name: &&QualifiedName| name.parts.iter().any(|part| part.name.starts_with("pg_"));
        for relation in relations.iter().filter(|name| !engine_own(name)) {
            opened = Some(self.open_relation(relation)?.id);
        }
        if command == "REINDEX" {
            self.reindex(opened);
        }
        Ok(Effect::Noop(format!("{command} changes neither schema nor rows")))
    }

    /// After a statement of unknown effect on the schema, a refusal may be due to what that statement did. `read` is the statement, if it
    /// could be read.
    fn account_for_taint(&mut self, text: &str, read: Option<&Statement>, applied: Applied) -> Applied {
        match applied {
            // A statement that refuses a transaction block refuses it whatever the schema is.
            Err(Refusal::Failed(failure)) if self.taint.is_some() && failure.code != "25001" => {
                let cause = self.taint.clone().unwrap_or_default();
                Err(Refusal::Undecided(format!("it would fail with {failure}, but `{cause}` may have changed that")))
            }
            Err(Refusal::Opaque(_) | Refusal::Undecided(_))
                if read.is_none_or(|statement| self.may_change_schema(statement)) =>
            {
                self.taint.get_or_insert_with(|| first_words(text));
                applied
            }
            applied => applied,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_analysed_has_to_be_there() {
        let missing = "failed with 42P01: relation \"nope\" does not exist";
        for (statement, outcome) in [
            ("ANALYZE", "noop (ANALYZE changes neither schema nor rows)"),
            ("ANALYZE VERBOSE t (a)", "noop (ANALYZE changes neither schema nor rows)"),
            ("VACUUM (FULL) t", "noop (VACUUM changes neither schema nor rows)"),
            ("ANALYZE t, nope", missing),
            ("VACUUM FULL ANALYZE nope", missing),
            ("ANALYZE nope.t", "failed with 3F000: schema \"nope\" does not exist"),
        ] {
            let outcomes =
                Session::new(Environment::default()).run_script(&format!("CREATE TABLE t (a int); {statement}"));
            assert_eq!(outcomes[1].to_string(), outcome, "{statement}");
        }
    }
}
