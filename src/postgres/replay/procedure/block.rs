//! Blocks: declarations, and what leaves them.

use super::cursor::Bound;
use super::run::Interpreter;
use super::variables::Content;
use crate::postgres::ast::procedure::{Block, Declaration, DeclarationKind, Fragment, StepKind};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::run::Refusal;

/// Where a step leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flow {
    /// To the next step.
    On,
    /// Out of the innermost loop, or out of the loop or block of that label.
    Exit(Option<Name>),
    /// To the next round of the innermost loop, or of that label's.
    Continue(Option<Name>),
    /// Out of the routine.
    Return,
}

impl Interpreter<'_> {
    /// Runs a block.
    pub(super) fn block(&mut self, block: &Block) -> Result<Flow, Refusal> {
        let depth = self.session.frame.depth();
        self.session.frame.enter(block.label.as_ref().map(|label| label.name.clone()));
        let flow = block
            .declarations
            .iter()
            .try_for_each(|declaration| self.declare(declaration))
            .and_then(|()| if block.handlers.is_empty() { self.steps(&block.body) } else { self.guarded(block) });
        self.session.frame.leave_to(depth);
        match flow? {
            Flow::Exit(Some(label)) if block.label.as_ref().is_some_and(|own| own.name == label) => Ok(Flow::On),
            flow => Ok(flow),
        }
    }

    /// One step.
    pub(super) fn step(&mut self, step: &StepKind) -> Result<Flow, Refusal> {
        let done = match step {
            StepKind::Block(block) => return self.block(block),
            StepKind::If { branches, otherwise } => return self.branch(branches, otherwise),
            StepKind::Case { operand, branches, otherwise } => {
                return self.case(operand.as_ref(), branches, otherwise.as_deref());
            }
            StepKind::Loop { label, over, body } => return self.repeat(label.as_ref(), over, body),
            StepKind::Exit { label, when } => return self.leave(when.as_ref(), Flow::Exit(name_of(label.as_ref()))),
            StepKind::Continue { label, when } => {
                return self.leave(when.as_ref(), Flow::Continue(name_of(label.as_ref())));
            }
            StepKind::Return(value) => return self.return_value(value.as_ref()).map(|()| Flow::Return),
            StepKind::ReturnNext(value) => self.return_next(value.as_ref()),
            StepKind::ReturnQuery(source) => self.return_query(source),
            StepKind::Assign(target, value) => self.assign(target, value),
            StepKind::Raise(raise) => self.raise(raise),
            StepKind::Assert(condition, message) => self.assert(condition, message.as_ref()),
            StepKind::Sql(statement, into) => self.sql(statement, into.as_ref()),
            StepKind::Perform(query) => self.perform(query),
            StepKind::Execute { text, into, using } => self.execute(text, into.as_ref(), using),
            StepKind::GetDiagnostics { stacked, items } => self.get_diagnostics(*stacked, items),
            StepKind::Open { cursor, arguments, source, scroll } => {
                self.open(cursor, arguments, source.as_ref(), *scroll)
            }
            StepKind::Fetch { cursor, direction, into } => self.fetch(cursor, direction, into.as_ref()),
            StepKind::Close(cursor) => self.close(cursor),
            StepKind::Commit => self.commit(),
            StepKind::Rollback => self.roll_back(),
            StepKind::Null => Ok(()),
        };
        done.map(|()| Flow::On)
    }

    fn leave(&mut self, when: Option<&Fragment>, flow: Flow) -> Result<Flow, Refusal> {
        let leaves = when.map_or(Ok(true), |when| self.condition(when))?;
        Ok(if leaves { flow } else { Flow::On })
    }

    fn declare(&mut self, declaration: &Declaration) -> Result<(), Refusal> {
        let name = &declaration.name.name;
        match &declaration.kind {
            DeclarationKind::Variable { constant, of, collation: _, not_null, default } => {
                let mut variable = self.session.variable(name.clone(), of)?;
                (variable.constant, variable.not_null) = (*constant, *not_null);
                let place = self.session.frame.declare(variable);
                match default {
                    Some(default) => self.assign_to(place, default),
                    None => self.session.check_null(place),
                }
            }
            DeclarationKind::Alias(parts) => {
                let Some((place, _)) = self.session.frame.place(parts) else {
                    return Err(Refusal::Undecided(format!("what `{name}` is an alias of is not known")));
                };
                self.session.frame.alias(name.clone(), place);
                Ok(())
            }
            DeclarationKind::Cursor { parameters, query, scroll } => {
                let (parameters, query) = (parameters.clone(), query.clone());
                let depth = self.session.frame.depth();
                let variable =
                    self.session.cursor_variable(name.clone(), Bound { parameters, query, scroll: *scroll, depth });
                self.session.frame.declare(variable);
                Ok(())
            }
        }
    }

    /// `FOUND`, which every routine has.
    pub(super) fn declare_found(&mut self) {
        self.session.frame.enter(None);
        let variable = self.session.scalar(FOUND, TypeRef::builtin(oid::BOOL), Value::Boolean(false));
        self.session.frame.declare(variable);
    }

    /// Sets `FOUND`; `None` where it cannot be told.
    pub(super) fn set_found(&mut self, found: Option<bool>) {
        let Some(place) = self.session.frame.outermost(FOUND) else { return };
        if let Content::Scalar(cell) = &mut self.session.frame.get_mut(place).content {
            cell.value =
                found.map_or(Value::Unknown(Name::new_static("whether rows were found is not known")), Value::Boolean);
        }
    }
}

const FOUND: &str = "found";

fn name_of(label: Option<&Ident>) -> Option<Name> {
    label.map(|label| label.name.clone())
}
