//! Statements of SQL inside a body.

use super::rows::read;
use super::run::{Atomicity, Interpreter};
use crate::postgres::ast::procedure::{Embedded, Fragment, Into};
use crate::postgres::ast::{Op, Statement};
use crate::postgres::replay::data::Answer;
use crate::run::{Effect, Failure, Refusal};

impl Interpreter<'_> {
    /// A statement, and where its row goes.
    pub(super) fn sql(&mut self, statement: &Embedded<Statement>, into: Option<&Into>) -> Result<(), Refusal> {
        match (read(statement)?, into) {
            (Statement::Transaction(_), _) => {
                Err(Failure::new("0A000", "unsupported transaction command in PL/pgSQL").into())
            }
            (Statement::Copy(copy), _) if copy.data.is_some() => {
                Err(Failure::new("0A000", "cannot COPY to/from client in PL/pgSQL").into())
            }
            (Statement::Call(call), _) => self.call(call),
            (Statement::Query(query), into) => {
                let answer = self.answer(query)?;
                let into = into.ok_or_else(no_destination)?;
                self.set_found(Some(!answer.records.is_empty()));
                self.store(into, answer)
            }
            (statement, Some(into)) => {
                let answer = self.returning(statement)?;
                self.set_found(Some(!answer.records.is_empty()));
                self.store_changed(into, answer)
            }
            (statement, None) => {
                self.perform_statement(statement)?;
                if changes_rows(statement) {
                    let rows = self.session.affected_rows;
                    self.rows = Some(rows as u64);
                    self.set_found(Some(rows > 0));
                    if returns(statement) {
                        return Err(no_destination().into());
                    }
                } else {
                    self.rows = Some(0);
                }
                Ok(())
            }
        }
    }

    /// `INTO` of a statement that changes rows: more than one is an error even without `STRICT`.
    fn store_changed(&mut self, into: &Into, answer: Answer) -> Result<(), Refusal> {
        if answer.records.len() > 1 {
            return Err(Failure::new("P0003", "query returned more than one row").into());
        }
        self.store(into, answer)
    }

    /// Runs a statement as if it stood by itself.
    pub(super) fn perform_statement(&mut self, statement: &Statement) -> Result<(), Refusal> {
        self.session.affected_rows = 0;
        self.session.variables = self.session.frame.names().filter(|_| takes_variables(statement));
        let applied = self.session.execute(statement);
        self.changed |= matches!(applied?, Effect::Applied);
        Ok(())
    }

    /// The rows that a change of data returns.
    pub(super) fn returning(&mut self, statement: &Statement) -> Result<Answer, Refusal> {
        self.session.variables = self.session.frame.names();
        self.session.affected_rows = 0;
        let (changed, answer) = self.session.change_returning(statement)?;
        self.changed |= changed;
        Ok(answer)
    }

    /// `PERFORM`.
    pub(super) fn perform(&mut self, fragment: &Fragment) -> Result<(), Refusal> {
        let query = read(&fragment.query)?;
        let rows = match self.answer(query) {
            Ok(answer) => Some(answer.records.len() as u64),
            // It changes nothing, whatever it gives.
            Err(Refusal::Undecided(_)) if self.session.only_reads(query) => None,
            Err(refusal) => return Err(refusal),
        };
        self.rows = rows;
        self.set_found(rows.map(|rows| rows > 0));
        Ok(())
    }

    /// `COMMIT`: of the transaction that the statement is by itself.
    pub(super) fn commit(&mut self) -> Result<(), Refusal> {
        self.refuse_end("commit")?;
        self.session.commit();
        self.session.begin_statement();
        Ok(())
    }

    /// `ROLLBACK`.
    pub(super) fn roll_back(&mut self) -> Result<(), Refusal> {
        self.refuse_end("roll back")?;
        self.session.roll_back();
        self.session.begin_statement();
        Ok(())
    }

    fn refuse_end(&self, verb: &str) -> Result<(), Failure> {
        match self.atomicity {
            Atomicity::Atomic => Err(Failure::new("2D000", "invalid transaction termination")),
            Atomicity::Own if self.subtransactions > 0 => {
                Err(Failure::new("2D000", format!("cannot {verb} while a subtransaction is active")))
            }
            Atomicity::Own => Ok(()),
        }
    }
}

fn no_destination() -> Failure {
    Failure::new("42601", "query has no destination for result data")
}

/// Whether the server looks for variables in a statement: not in those that define something.
fn takes_variables(statement: &Statement) -> bool {
    match statement {
        Statement::Op(Op::CreateTableAs(_))
        | Statement::Query(_)
        | Statement::Insert(_)
        | Statement::Update(_)
        | Statement::Delete(_)
        | Statement::Call(_) => true,
        Statement::Op(_)
        | Statement::Truncate { .. }
        | Statement::Copy(_)
        | Statement::Set(_)
        | Statement::Transaction(_)
        | Statement::Do { .. }
        | Statement::Lock(_)
        | Statement::Inert { .. } => false,
    }
}

pub(super) fn changes_rows(statement: &Statement) -> bool {
    matches!(statement, Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_))
}

/// Whether a change of data has `RETURNING`.
pub(super) fn returns(statement: &Statement) -> bool {
    match statement {
        Statement::Insert(insert) => !insert.returning.is_empty(),
        Statement::Update(update) => !update.returning.is_empty(),
        Statement::Delete(delete) => !delete.returning.is_empty(),
        _ => false,
    }
}
