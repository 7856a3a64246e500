//! Stored programs as they run: blocks, variables, handlers, cursors; `CALL`, functions, triggers; `PREPARE` and `EXECUTE`.
//!
//! A body is walked as it is written. A statement of it that fails looks for a handler from the innermost block outwards, where it stands;
//! blocks that are left clean up after themselves. What a program does is bounded: one that takes too many steps is undecided.

mod block;
mod call;
mod check;
mod cursor;
mod diagnostics;
mod flow;
mod handler;
mod prepare;
mod trigger;
mod variable;

pub(super) use call::kind_word;
pub(super) use check::{BodyOf, Returns};
pub(super) use diagnostics::Diagnostics;
pub(super) use prepare::Prepared;
pub(in crate::mysql) use trigger::FiredRow;

use super::Session;
use crate::mysql::ast::RoutineKind;
use crate::mysql::catalog::{Column, Row, Table};
use crate::mysql::error::undecided;
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// How many steps one statement of the history may take.
const STEPS: u32 = 200_000;

/// How deep programs may call each other.
const DEPTH: usize = 40;

/// The programs that are running.
#[derive(Debug, Clone, Default)]
pub(super) struct Running {
    /// The innermost last. What stands in a prepared statement sees none of them.
    frames: Vec<Frame>,
    /// Steps taken for the running statement of the history.
    steps: u32,
    /// Calls that are open, hidden frames among them.
    depth: usize,
    /// The tables that open statements use, each with its database: no program inside of them may change these.
    in_use: Vec<(SmolStr, SmolStr)>,
    /// From where on these are the running statement's own, which it may change.
    own: usize,
}

/// A running program.
#[derive(Debug, Clone, Default)]
struct Frame {
    /// Which routine, where it is one.
    routine: Option<(RoutineKind, SmolStr, SmolStr)>,
    /// What its blocks declare, the innermost last.
    scopes: Vec<Scope>,
    /// The row that a trigger has fired for.
    row: Option<TriggerRow>,
}

/// What a block declares.
#[derive(Debug, Clone, Default)]
struct Scope {
    variables: Vec<Variable>,
    cursors: Vec<cursor::Cursor>,
}

/// A variable, a parameter.
#[derive(Debug, Clone)]
struct Variable {
    /// Its name, folded.
    name: SmolStr,
    content: Content,
}

/// What a variable holds.
#[derive(Debug, Clone)]
enum Content {
    /// One value of a type, as a column has it.
    Scalar(Arc<Column>, Value),
    /// A row: names, folded, and values.
    Row(Vec<(SmolStr, Value)>),
}

/// The row of a trigger.
#[derive(Debug, Clone)]
struct TriggerRow {
    table: Arc<Table>,
    old: Option<Row>,
    new: Option<Row>,
}

impl Session {
    /// One step more.
    fn count_step(&mut self) -> Result<(), Refusal> {
        self.running.steps += 1;
        if self.running.steps > STEPS {
            return Err(undecided(format!("a stored program takes more than {STEPS} steps")));
        }
        Ok(())
    }

    /// Runs something in a new frame.
    fn in_frame<T>(
        &mut self,
        frame: Frame,
        run: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<(T, Frame), Refusal> {
        if self.running.depth >= DEPTH {
            return Err(undecided(format!("stored programs call each other more than {DEPTH} deep")));
        }
        self.running.depth += 1;
        self.running.frames.push(frame);
        let result = run(self);
        let frame = self.running.frames.pop().unwrap_or_default();
        self.running.depth -= 1;
        result.map(|value| (value, frame))
    }

    fn frame(&self) -> Option<&Frame> {
        self.running.frames.last()
    }

    fn frame_mut(&mut self) -> Option<&mut Frame> {
        self.running.frames.last_mut()
    }
}
