//! Which part of the session runs a statement, and what surrounds its run: transactions, locks, what stays of a failure.

use super::Session;
use super::object::account_statement;
use super::transaction::commits;
use crate::mysql::ast::{ObjectKind, Statement, StatementKind};
use crate::run::{Applied, Effect, Refusal};

impl Session {
    /// Runs a statement; what a failed one changed is undone, but for what it settled and for what statements inside of it did.
    pub(super) fn statement(&mut self, statement: &Statement) -> Applied {
        let before = self.catalog.clone();
        self.settled = None;
        if commits(&statement.kind) {
            self.commit();
        } else if touches_rows(&statement.kind) {
            self.open_implicitly();
        }
        let applied = self.dispatch(statement);
        if applied.is_ok() && !touches_rows(&statement.kind) && !runs_others(&statement.kind) {
            self.data.row_count = 0;
        }
        if matches!(applied, Err(Refusal::Failed(_))) && !runs_others(&statement.kind) {
            self.catalog = self.settled.take().unwrap_or(before);
        }
        applied
    }

    fn dispatch(&mut self, statement: &Statement) -> Applied {
        match &statement.kind {
            StatementKind::CreateTable(_)
            | StatementKind::AlterTable(_)
            | StatementKind::RenameTables(..)
            | StatementKind::Truncate(_) => self.locked_table_statement(statement),
            StatementKind::Drop(drop) if matches!(drop.kind, ObjectKind::Table | ObjectKind::TemporaryTable) => {
                self.locked_table_statement(statement)
            }
            StatementKind::Query(_)
            | StatementKind::Insert(_)
            | StatementKind::Update(_)
            | StatementKind::Delete(_)
            | StatementKind::LoadData(_)
            | StatementKind::Do(_) => self.with_tables(statement, |session| session.data_statement(statement)),
            kind => self.object_statement(statement, kind),
        }
    }

    fn locked_table_statement(&mut self, statement: &Statement) -> Applied {
        self.check_table_locks(&statement.kind)?;
        self.table_statement(statement)
    }

    fn object_statement(&mut self, statement: &Statement, kind: &StatementKind) -> Applied {
        match kind {
            StatementKind::CreateDatabase(create) => self.create_database(create),
            StatementKind::AlterDatabase(alter) => self.alter_database(alter),
            StatementKind::Use(name) => self.use_database(name),
            StatementKind::Drop(drop) => self.drop_object(drop),
            StatementKind::CreateView(create) => self.create_view(create),
            StatementKind::AlterView(alter) => self.alter_view(&alter.0),
            StatementKind::CreateSequence(create) => self.create_sequence(create),
            StatementKind::AlterSequence(alter) => self.alter_sequence(alter),
            StatementKind::CreateRoutine(create) => self.create_routine(create, statement.span),
            StatementKind::AlterRoutine(kind, name, characteristics) => {
                self.alter_routine(*kind, name, characteristics)
            }
            StatementKind::CreateTrigger(create) => self.create_trigger(create, statement.span),
            StatementKind::CreateEvent(create) => self.create_event(create, statement.span),
            StatementKind::AlterEvent(alter) => self.alter_event(alter, statement.span),
            kind => self.session_statement(statement, kind),
        }
    }

    fn session_statement(&mut self, statement: &Statement, kind: &StatementKind) -> Applied {
        match kind {
            StatementKind::Call(name, arguments) => self.call(name, arguments),
            StatementKind::Compound(body) => self.compound(body),
            StatementKind::Step(step) => self.single_step(step, statement.span),
            StatementKind::Set(items) => self.set(items),
            StatementKind::SetStatement(items, inner) => self.set_statement(items, inner),
            StatementKind::Prepare(name, source) => self.prepare_statement(name, source),
            StatementKind::Execute(name, arguments) => self.execute(name, arguments),
            StatementKind::ExecuteImmediate(source, arguments) => self.execute_immediate(source, arguments),
            StatementKind::Deallocate(name) => self.deallocate(name),
            StatementKind::Transaction(transaction) => self.transaction_statement(transaction),
            StatementKind::LockTables(tables) => self.lock_tables(tables),
            StatementKind::UnlockTables => Ok(self.unlock_tables()),
            StatementKind::Account(account) => account_statement(account),
            StatementKind::Inert(words, tables) => self.inert(words, tables),
            StatementKind::Maintenance(..) => Ok(Effect::Noop("it changes nothing that a baseline could keep".into())),
            StatementKind::Server(words) => server_statement(words),
            _ => Err(Refusal::Opaque("this statement is not modelled yet".into())),
        }
    }
}

/// What only the running server notices is gone with it; the rest stays in the server, and in no database.
fn server_statement(words: &str) -> Applied {
    if words.starts_with("KILL") {
        return Err(Refusal::Undecided("whether there is such a thread is for the server to tell".into()));
    }
    let passing = ["FLUSH", "RESET", "HANDLER", "CACHE INDEX", "LOAD INDEX", "PURGE"];
    if passing.iter().any(|verb| words.starts_with(verb)) {
        return Ok(Effect::Noop(format!("`{words}` changes nothing that a database keeps")));
    }
    Err(Refusal::Opaque(format!("`{words}` is about the server")))
}

/// Statements inside of it have effects of their own, which stay when it fails.
fn runs_others(statement: &StatementKind) -> bool {
    matches!(
        statement,
        StatementKind::Call(..)
            | StatementKind::Compound(_)
            | StatementKind::Step(_)
            | StatementKind::Execute(..)
            | StatementKind::ExecuteImmediate(..)
            | StatementKind::SetStatement(..)
    )
}

/// With `autocommit=0` it begins a transaction.
fn touches_rows(statement: &StatementKind) -> bool {
    matches!(
        statement,
        StatementKind::Query(_)
            | StatementKind::Insert(_)
            | StatementKind::Update(_)
            | StatementKind::Delete(_)
            | StatementKind::LoadData(_)
    )
}
