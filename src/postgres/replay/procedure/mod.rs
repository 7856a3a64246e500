//! Procedures: runs PL/pgSQL against the session.
//!
//! A block runs statement by statement on the session itself, with its own text in the place of the script's, so that whatever it makes is
//! bound and printed from the bytes that made it. What it cannot know makes the whole statement undecided, and undoes it.

mod any_order;
mod assign;
mod block;
mod call;
mod call_statement;
mod compile;
mod condition;
mod control;
mod cursor;
mod diagnostics;
mod dynamic;
mod exception;
mod pending;
mod raise;
mod returned;
mod rows;
mod run;
mod shape;
mod sql;
mod start;
mod trigger;
mod variables;

pub(crate) use self::call::Bodies;
pub(crate) use self::cursor::Cursors;
pub(crate) use self::pending::Pending;
pub(super) use self::run::MOST_STEPS;
pub(super) use self::shape::{Column, Given};
pub(crate) use self::trigger::TransitionTable;
pub(super) use self::trigger::{Change, Transition};
pub(crate) use self::variables::{Cell, Found, Frame};
