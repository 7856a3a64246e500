//! Where a body goes on after a statement.

use super::Session;
use crate::mysql::ast::visit::{Visited, visit_statement};
use crate::mysql::ast::{Expr, Name, ProgramStatement, Statement, StatementKind, Step};
use crate::mysql::catalog::fold;
use crate::mysql::error::failure;
use crate::mysql::session::transaction::commits;
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;

use super::block::Context;

/// Where a body goes on.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Flow {
    /// With the next statement.
    Next,
    /// Behind the loop or block with this label.
    Leave(SmolStr),
    /// At the start of the loop with this label.
    Iterate(SmolStr),
    /// Behind the block at this depth, whose exit handler has run.
    Exit(usize),
    /// Nowhere: a function returns.
    Return(Value),
}

/// What a loop does after its body.
enum Turn {
    Again,
    Done(Flow),
}

impl Session {
    /// Runs statements one after the other.
    pub(super) fn run_body(&mut self, body: &[ProgramStatement], context: &Context) -> Result<Flow, Refusal> {
        for statement in body {
            match self.step(statement, context)? {
                Flow::Next => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    /// Runs a statement of a body.
    pub(super) fn step(&mut self, statement: &ProgramStatement, context: &Context) -> Result<Flow, Refusal> {
        self.count_step()?;
        match &statement.step {
            Step::Block(block) => self.block(block, context),
            Step::If { branches, otherwise } => self.if_step(branches, otherwise, context),
            Step::Case { operand, branches, otherwise } => {
                self.case_step(operand.as_ref(), branches, otherwise.as_deref(), context)
            }
            Step::Loop { label, body } => self.repeated(label.as_ref(), body, context, |_| Ok(Ok(true))),
            Step::While { label, condition, body } => self.while_step(label.as_ref(), condition, body, context),
            Step::Repeat { label, body, until } => self.repeated(label.as_ref(), body, context, |session| {
                Ok(session.condition(until, context)?.map(|until| !until))
            }),
            Step::ForRange { .. } | Step::ForQuery { .. } | Step::ForCursor { .. } => {
                self.for_step(&statement.step, context)
            }
            Step::Leave(label) => Ok(Flow::Leave(fold(&label.text))),
            Step::Iterate(label) => Ok(Flow::Iterate(fold(&label.text))),
            Step::Return(value) => {
                let value = self.value_of(value);
                Ok(self.guarded(value, context)?.map_or_else(|flow| flow, Flow::Return))
            }
            simple => {
                let result = self.simple_step(simple, context);
                Ok(self.guarded(result, context)?.map_or_else(|flow| flow, |()| Flow::Next))
            }
        }
    }

    /// A step without others inside.
    fn simple_step(&mut self, step: &Step, context: &Context) -> Result<(), Refusal> {
        match step {
            Step::Open(cursor, arguments) => self.open_cursor(cursor, arguments),
            Step::Fetch { cursor, targets } => self.fetch(cursor, targets),
            Step::Close(cursor) => self.close_cursor(cursor),
            Step::Signal(signal) => self.signal(signal, context),
            Step::GetDiagnostics { condition, items } => self.get_diagnostics(condition.as_ref(), items),
            Step::Statement(statement) => {
                if renews_diagnostics(statement) {
                    self.diagnostics.clear();
                }
                self.statement(statement).map(drop)
            }
            _ => Err(crate::mysql::error::undecided("a step of a stored program that stands outside of one")),
        }
    }

    /// Whether a condition holds; `Err` inside is where a handler of its failure leads.
    fn condition(&mut self, condition: &Expr, context: &Context) -> Result<Result<bool, Flow>, Refusal> {
        let truth = self.truth(condition);
        self.guarded(truth, context)
    }

    fn if_step(
        &mut self,
        branches: &[(Expr, Vec<ProgramStatement>)],
        otherwise: &[ProgramStatement],
        context: &Context,
    ) -> Result<Flow, Refusal> {
        for (condition, body) in branches {
            match self.condition(condition, context)? {
                Ok(true) => return self.run_body(body, context),
                Ok(false) => {}
                Err(flow) => return Ok(flow),
            }
        }
        self.run_body(otherwise, context)
    }

    fn case_step(
        &mut self,
        operand: Option<&Expr>,
        branches: &[(Expr, Vec<ProgramStatement>)],
        otherwise: Option<&[ProgramStatement]>,
        context: &Context,
    ) -> Result<Flow, Refusal> {
        for (when, body) in branches {
            let truth = match operand {
                Some(operand) => self.equal(operand, when),
                None => self.truth(when),
            };
            match self.guarded(truth, context)? {
                Ok(true) => return self.run_body(body, context),
                Ok(false) => {}
                Err(flow) => return Ok(flow),
            }
        }
        if let Some(body) = otherwise {
            return self.run_body(body, context);
        }
        let missing = failure("1339", "Case not found for CASE statement");
        Ok(self.guarded::<()>(Err(missing), context)?.map_or_else(|flow| flow, |()| Flow::Next))
    }

    fn while_step(
        &mut self,
        label: Option<&Name>,
        condition: &Expr,
        body: &[ProgramStatement],
        context: &Context,
    ) -> Result<Flow, Refusal> {
        match self.condition(condition, context)? {
            Ok(true) => self.repeated(label, body, context, |session| session.condition(condition, context)),
            Ok(false) => Ok(Flow::Next),
            Err(flow) => Ok(flow),
        }
    }

    /// Runs a body, and again as long as what stands behind it says so.
    fn repeated(
        &mut self,
        label: Option<&Name>,
        body: &[ProgramStatement],
        context: &Context,
        mut again: impl FnMut(&mut Self) -> Result<Result<bool, Flow>, Refusal>,
    ) -> Result<Flow, Refusal> {
        loop {
            self.count_step()?;
            let flow = self.run_body(body, context)?;
            match turn(label, flow) {
                Turn::Done(flow) => return Ok(flow),
                Turn::Again => match again(self)? {
                    Ok(true) => {}
                    Ok(false) => return Ok(Flow::Next),
                    Err(flow) => return Ok(flow),
                },
            }
        }
    }

    /// Runs the body of a `FOR` once; none is: go on.
    pub(super) fn turn_of_for(
        &mut self,
        label: Option<&Name>,
        body: &[ProgramStatement],
        context: &Context,
    ) -> Result<Option<Flow>, Refusal> {
        self.count_step()?;
        let flow = self.run_body(body, context)?;
        Ok(match turn(label, flow) {
            Turn::Again => None,
            Turn::Done(flow) => Some(flow),
        })
    }
}

/// A statement on tables forgets what earlier ones reported; `SET`, `ROLLBACK` and the like leave it to be asked for.
fn renews_diagnostics(statement: &Statement) -> bool {
    let mut tables = commits(&statement.kind)
        || matches!(
            statement.kind,
            StatementKind::Insert(_)
                | StatementKind::Delete(_)
                | StatementKind::LoadData(_)
                | StatementKind::CreateTable(_)
        );
    visit_statement(statement, &mut |visited| tables |= matches!(visited, Visited::Table(_)));
    tables
}

/// What a loop makes of where its body leads.
fn turn(label: Option<&Name>, flow: Flow) -> Turn {
    let is_own = |other: &SmolStr| label.is_some_and(|label| fold(&label.text) == *other);
    match flow {
        Flow::Next => Turn::Again,
        Flow::Iterate(other) if is_own(&other) => Turn::Again,
        Flow::Leave(other) if is_own(&other) => Turn::Done(Flow::Next),
        flow => Turn::Done(flow),
    }
}
