//! `EXCEPTION`: a block as a transaction inside the transaction.

use super::block::Flow;
use super::compile::TEXT;
use super::condition::covers;
use super::run::Interpreter;
use crate::postgres::ast::procedure::{Block, Condition, Handler};
use crate::postgres::builtin::conditions;
use crate::postgres::catalog::Value;
use crate::run::{Failure, Refusal};

impl Interpreter<'_> {
    /// Runs the body of a block that handles exceptions: what fails in it is undone first.
    pub(super) fn guarded(&mut self, block: &Block) -> Result<Flow, Refusal> {
        let before = self.session.state();
        let depth = self.session.frame.depth();
        let changed = self.changed;
        let cursors = self.session.cursors.names();
        let assumption = self.session.assumption.clone();
        // Inside, a statement that refuses a transaction block sees one.
        let of_statement = self.set_of_statement(false);
        self.subtransactions += 1;
        let result = self.steps(&block.body);
        self.subtransactions -= 1;
        self.set_of_statement(of_statement);
        if assumption != self.session.assumption {
            let reason = self.session.assumption.clone().unwrap_or_default();
            return Err(Refusal::Undecided(format!("whether a handler runs: {reason}")));
        }
        let Err(Refusal::Failed(failure)) = result else { return result };
        self.session.drop_pending();
        self.session.restore(before);
        self.session.cursors.keep_only(&cursors);
        self.session.frame.leave_to(depth);
        self.changed = changed;
        if let Some(cause) = &self.session.taint {
            let reason = format!("it would fail with {failure}, but `{cause}` may have changed that");
            return Err(Refusal::Undecided(reason));
        }
        match block.handlers.iter().find(|handler| handler.catches(&failure)) {
            Some(handler) => self.handle(handler, failure),
            None => Err(failure.into()),
        }
    }

    fn handle(&mut self, handler: &Handler, failure: Failure) -> Result<Flow, Refusal> {
        let depth = self.session.frame.depth();
        self.session.frame.enter(None);
        for (name, text) in [("sqlstate", failure.code), ("sqlerrm", failure.message.as_str())] {
            let mut variable = self.session.scalar(name, TEXT, Value::Text(text.into()));
            variable.constant = true;
            self.session.frame.declare(variable);
        }
        self.handled.push(failure);
        let flow = self.steps(&handler.body);
        self.handled.pop();
        self.session.frame.leave_to(depth);
        flow
    }

    /// Says whether the open transaction is that of the statement alone; whether it was.
    fn set_of_statement(&mut self, of_statement: bool) -> bool {
        self.session
            .transaction
            .as_mut()
            .is_some_and(|transaction| std::mem::replace(&mut transaction.of_statement, of_statement))
    }
}

impl Handler {
    fn catches(&self, failure: &Failure) -> bool {
        self.conditions.iter().any(|condition| match condition {
            Condition::Others => !matches!(failure.code, "57014" | "P0004"),
            Condition::Named(name) => conditions::codes(&name.name).any(|code| covers(code, failure.code)),
            Condition::SqlState(code) => covers(code, failure.code),
        })
    }
}
