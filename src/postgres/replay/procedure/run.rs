//! `DO`: a block that runs by itself.

use super::block::Flow;
use super::shape::Shape;
use super::variables::Frame;
use crate::postgres::ast::Name;
use crate::postgres::ast::procedure::{Body, Step};
use crate::postgres::catalog::Routine;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};
use std::rc::Rc;
use std::sync::Arc;

/// A statement whose routines take more steps than this is left to the server.
pub(in crate::postgres::replay) const MOST_STEPS: u32 = 1_000_000;

/// Routines nested more deeply than this are left to the server, which allows as many as fit its stack.
const DEEPEST: u32 = 40;

/// A routine while it runs.
#[derive(Debug)]
pub(super) struct Interpreter<'s> {
    pub(super) session: &'s mut Session,
    /// `ROW_COUNT`; `None` where it is not known.
    pub(super) rows: Option<u64>,
    /// The exceptions that are being handled, from the outermost.
    pub(super) handled: Vec<Failure>,
    /// How many `EXCEPTION` blocks it is in.
    pub(super) subtransactions: u32,
    /// Whether it changed anything.
    pub(super) changed: bool,
    pub(super) atomicity: Atomicity,
    /// What it returns.
    pub(super) returned: super::returned::Returned,
    /// What it is declared to return.
    pub(super) shape: Shape,
    /// The routine itself, if it is one of the catalog's.
    pub(super) routine: Option<Rc<Routine>>,
}

/// Whether a routine can end the transaction that it runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atomicity {
    /// It cannot: the transaction is the script's, or that of the statement that called it.
    Atomic,
    /// It can: the transaction is the statement's own.
    Own,
}

impl<'s> Interpreter<'s> {
    pub(super) fn new(session: &'s mut Session, atomicity: Atomicity) -> Self {
        Self {
            session,
            rows: Some(0),
            handled: Vec::new(),
            subtransactions: 0,
            changed: false,
            atomicity,
            returned: super::returned::Returned::default(),
            shape: Shape::Nothing,
            routine: None,
        }
    }

    /// The same, for a routine of the catalog.
    pub(super) fn of_routine(self, routine: &Routine, shape: Shape) -> Self {
        Self { shape, routine: Some(Rc::new(routine.clone())), ..self }
    }

    /// Takes one of the steps that the statement may take.
    pub(super) fn count_step(&mut self) -> Result<(), Refusal> {
        let left = self.session.steps.get().checked_sub(1);
        let left = left.ok_or_else(|| Refusal::Undecided(format!("it takes more than {MOST_STEPS} steps")))?;
        self.session.steps.set(left);
        Ok(())
    }

    /// Runs steps until one of them leads elsewhere.
    pub(super) fn steps(&mut self, steps: &[Step]) -> Result<Flow, Refusal> {
        for step in steps {
            self.count_step()?;
            match self.step(&step.kind).map_err(|refusal| self.located(refusal, step))? {
                Flow::On => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::On)
    }

    /// Says where in the body something is that cannot be told.
    fn located(&self, refusal: Refusal, step: &Step) -> Refusal {
        match refusal {
            Refusal::Undecided(reason) | Refusal::Opaque(reason) if !reason.starts_with(LINE) => {
                let before = self.session.text.get(..step.span.start as usize).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                Refusal::Undecided(format!("{LINE}{line} of the block: {reason}"))
            }
            refusal => refusal.unplaced(),
        }
    }
}

/// How a reason begins that says where it is.
const LINE: &str = "line ";

impl Session {
    /// `DO` in PL/pgSQL.
    pub(super) fn run_body(&mut self, body: &Body, text: &Name) -> Applied {
        self.as_statement(|session, atomicity| {
            session.in_body(text, Frame::preferring(body.variable_conflict), |session| {
                let mut interpreter = Interpreter::new(session, atomicity);
                interpreter.declare_found();
                interpreter.block(&body.block)?;
                Ok(interpreter.effect())
            })
        })
    }

    /// Runs a statement that runs others: whole or not at all, but for what it commits itself.
    pub(super) fn as_statement(&mut self, run: impl FnOnce(&mut Self, Atomicity) -> Applied) -> Applied {
        let outside = self.transaction.is_none() && !self.in_transaction;
        let before = self.state();
        if outside {
            self.begin_statement();
        }
        let applied = run(self, if outside { Atomicity::Own } else { Atomicity::Atomic });
        match (&applied, outside) {
            (Ok(_), true) => self.commit(),
            (Ok(_), false) => {}
            (Err(_), true) => self.roll_back(),
            (Err(_), false) => self.restore(before),
        }
        applied
    }

    /// Runs something with a text and variables of its own.
    pub(super) fn in_body<R>(
        &mut self,
        text: &str,
        variables: Frame,
        run: impl FnOnce(&mut Self) -> Result<R, Refusal>,
    ) -> Result<R, Refusal> {
        if self.routines >= DEEPEST {
            return Err(Refusal::Undecided(format!("routines call each other more than {DEEPEST} deep")));
        }
        let outer_text = std::mem::replace(&mut self.text, Arc::from(text));
        let outer_frame = std::mem::replace(&mut self.frame, variables);
        let outer_names = self.variables.take();
        let outer_transitions = std::mem::take(&mut self.transitions);
        let remark = self.remark.take();
        self.routines += 1;
        let result = run(self);
        self.routines -= 1;
        self.remark = remark;
        self.variables = outer_names;
        self.transitions = outer_transitions;
        self.frame = outer_frame;
        self.text = outer_text;
        result.map_err(Refusal::unplaced)
    }
}

impl Interpreter<'_> {
    /// What the routine did, if it came to its end.
    pub(super) fn effect(&self) -> Effect {
        if self.changed { Effect::Applied } else { Effect::Noop("its block changes nothing".into()) }
    }
}
