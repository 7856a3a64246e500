//! The runner: what a migration tool does with a connection.

use super::on_failure::OnFailure;
use super::outcome::{Applied, Outcome, Refusal};
use super::record::{MigrationRecord, StatementRecord, Status};
use crate::history::{History, Migration};
use crate::source::{Extent, Origin};
use crate::tools::{Section, Tool, TransactionRule};

/// A connection to the model of an engine.
pub(crate) trait Connection {
    /// An unread statement.
    type Statement: Extent;

    /// The statements of a section, in the order in which the tool sends them.
    fn statements(&self, migration: &Migration, section: &Section) -> Vec<Self::Statement>;

    /// Settles a rule that depends on what the file says or on what the engine makes of messages.
    fn decide(&self, rule: TransactionRule, text: &str, statements: &[Self::Statement]) -> TransactionRule;

    /// What is to come stands in this migration.
    fn enter(&mut self, migration: &Migration);

    /// Runs one statement.
    fn statement(&mut self, origin: Origin, text: &str, raw: &Self::Statement) -> Outcome;

    /// Begins a transaction of the tool's.
    fn begin(&mut self);

    /// Ends it. What was put off until now may be refused, and then nothing of it stays.
    fn commit(&mut self) -> Applied;

    /// Undoes it.
    fn roll_back(&mut self);

    /// What transaction is open.
    fn open_transaction(&self) -> OpenTransaction;

    /// Ends the connection, and begins another one.
    fn reconnect(&mut self);
}

/// What transaction is open on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpenTransaction {
    /// None.
    None,
    /// One that the tool began.
    OfTool,
    /// One that the file began.
    OfFile,
}

/// Runs a history; one record per migration, in order.
pub(crate) fn run(history: &History, connection: &mut impl Connection, on_failure: OnFailure) -> Vec<MigrationRecord> {
    // Plain files are run with the engine's own client, a connection for each; the tools keep one.
    let reconnects = history.tool == Tool::Plain;
    let mut runner = Runner { connection, on_failure };
    let mut stopped = false;
    let mut records = Vec::with_capacity(history.migrations.len());
    for (number, migration) in (0..).zip(&history.migrations) {
        let record = if stopped { runner.skipped(migration) } else { runner.migration(number, migration) };
        if reconnects {
            runner.connection.reconnect();
        }
        stopped |= on_failure == OnFailure::Stop && record.status == Status::Failed;
        records.push(record);
    }
    records
}

struct Runner<'a, C> {
    connection: &'a mut C,
    on_failure: OnFailure,
}

impl<C: Connection> Runner<'_, C> {
    fn skipped(&self, migration: &Migration) -> MigrationRecord {
        let mut record = MigrationRecord::new(Status::Skipped);
        for (index, section) in migration.up.iter().enumerate() {
            let raws = self.connection.statements(migration, section);
            if index == 0 {
                record.transaction = self.connection.decide(section.transaction, &migration.source.text, &raws);
            }
            record.statements.extend(raws.iter().map(|raw| StatementRecord::not_run(raw.span())));
        }
        record
    }

    fn migration(&mut self, number: u32, migration: &Migration) -> MigrationRecord {
        if migration.refusal.is_some() {
            return MigrationRecord { status: Status::Failed, ..self.skipped(migration) };
        }
        self.connection.enter(migration);
        let mut record = MigrationRecord::new(Status::Applied);
        let mut alone = migration.up.len() > 1;
        for (index, section) in migration.up.iter().enumerate() {
            let raws = self.connection.statements(migration, section);
            let rule = self.connection.decide(section.transaction, &migration.source.text, &raws);
            if index == 0 {
                record.transaction = rule;
            }
            alone &= rule == TransactionRule::Batch && raws.len() <= 1;
            if record.status == Status::Failed && self.on_failure != OnFailure::Ignore {
                record.statements.extend(raws.iter().map(|raw| StatementRecord::not_run(raw.span())));
            } else if self.section(number, rule, migration, &raws, &mut record.statements) {
                record.status = Status::Failed;
            }
        }
        // Messages of one statement each are in no transaction.
        if alone {
            record.transaction = TransactionRule::None;
        }
        record
    }

    /// Runs a section in its transaction; whether a statement failed.
    fn section(
        &mut self,
        number: u32,
        rule: TransactionRule,
        migration: &Migration,
        raws: &[C::Statement],
        records: &mut Vec<StatementRecord>,
    ) -> bool {
        let text = &migration.source.text;
        let implicit = rule == TransactionRule::Batch && raws.len() > 1;
        if rule == TransactionRule::Whole || implicit {
            self.connection.begin();
        }
        let mut failed = false;
        let mut transaction_start = records.len();
        for raw in raws {
            if failed && self.on_failure != OnFailure::Ignore {
                records.push(StatementRecord::not_run(raw.span()));
                continue;
            }
            let was_open = self.is_open();
            let outcome = self.connection.statement(Origin { migration: number, span: raw.span() }, text, raw);
            if self.is_open() != was_open {
                transaction_start = records.len();
            }
            failed |= outcome.failure().is_some();
            records.push(StatementRecord { span: raw.span(), outcome });
        }
        self.finish(failed, &mut records[transaction_start..])
    }

    fn is_open(&self) -> bool {
        self.connection.open_transaction() != OpenTransaction::None
    }

    /// Ends what the section left open; whether the section failed.
    fn finish(&mut self, failed: bool, since_begin: &mut [StatementRecord]) -> bool {
        let gives_up = failed && self.on_failure != OnFailure::Ignore;
        match self.connection.open_transaction() {
            OpenTransaction::None => return failed,
            // A block that the file opened and did not close ends with the connection.
            OpenTransaction::OfFile => self.connection.roll_back(),
            OpenTransaction::OfTool if gives_up => self.connection.roll_back(),
            OpenTransaction::OfTool => match self.connection.commit() {
                Err(Refusal::Failed(failure)) => {
                    undone(since_begin);
                    if let Some(last) = since_begin.last_mut() {
                        last.outcome = Outcome::Failed(failure);
                    }
                    return true;
                }
                Ok(_) | Err(_) => return failed,
            },
        }
        undone(since_begin);
        failed
    }
}

/// Their transaction was rolled back.
fn undone(statements: &mut [StatementRecord]) {
    for statement in statements {
        if matches!(statement.outcome, Outcome::Applied | Outcome::Noop(_)) {
            statement.outcome = Outcome::RolledBack;
        }
    }
}
