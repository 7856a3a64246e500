//! Cursors: the rows of a query, read one by one.
//!
//! A cursor sees what its query would have given when it was opened, so all its rows are taken then.

use super::rows::read;
use super::run::Interpreter;
use super::variables::{Content, Place};
use crate::postgres::ast::procedure::{Embedded, FetchDirection, Fragment, Into, RowSource, VariableType};
use crate::postgres::ast::{Ident, Name, Statement};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::data::Answer;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::collections::BTreeMap;
use std::rc::Rc;

/// `refcursor`.
const REFCURSOR: TypeRef = TypeRef::builtin(oid::REFCURSOR);

/// The query of a cursor that is declared with one.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) parameters: Vec<(Ident, VariableType)>,
    pub(super) query: Embedded<Statement>,
    pub(super) scroll: Option<bool>,
    /// How many blocks are around its declaration: it sees no names of others.
    pub(super) depth: usize,
}

/// The cursors that are open in the transaction, by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cursors(BTreeMap<Name, Open>);

/// An open cursor.
#[derive(Debug, Clone)]
struct Open {
    answer: Rc<Answer>,
    /// The row that it is on, from 1; 0 is in front of the first.
    position: usize,
    /// Whether it can go back; `None` where that depends on the server's plan.
    scroll: Option<bool>,
    /// A loop goes over it, and has read ahead.
    looped: bool,
}

/// Where a cursor goes, and how many rows that counts for.
#[derive(Debug, PartialEq, Eq)]
struct Goal {
    position: usize,
    rows: usize,
}

impl Cursors {
    /// The names of those that are open.
    pub(super) fn names(&self) -> Vec<Name> {
        self.0.keys().cloned().collect()
    }

    /// Closes all but these, as the end of a subtransaction does.
    pub(super) fn keep_only(&mut self, names: &[Name]) {
        self.0.retain(|name, _| names.contains(name));
    }
}

impl Interpreter<'_> {
    /// `OPEN`.
    pub(super) fn open(
        &mut self,
        cursor: &Ident,
        arguments: &[Fragment],
        source: Option<&RowSource>,
        scroll: Option<bool>,
    ) -> Result<(), Refusal> {
        let place = self.cursor_place(cursor)?;
        let name = self.free_name(place)?;
        let (answer, scroll) = match source {
            Some(source) => (self.opened_rows(|interpreter| interpreter.source(source))?, scroll),
            None => self.bound_rows(place, arguments)?,
        };
        self.register(place, name, Open { answer: Rc::new(answer), position: 0, scroll, looped: false })
    }

    fn register(&mut self, place: Place, name: Value, open: Open) -> Result<(), Refusal> {
        let key = key_of(&name).ok_or_else(unknown)?;
        self.session.cursors.0.insert(key, open);
        self.set_scalar(place, name, Some(REFCURSOR))
    }

    /// The rows of a loop over a cursor, which is open while the loop lasts.
    pub(super) fn loop_rows(&mut self, cursor: &Ident, arguments: &[Fragment]) -> Result<(Answer, Name), Refusal> {
        let place = self.cursor_place(cursor)?;
        let name = self.free_name(place)?;
        let (answer, scroll) = self.bound_rows(place, arguments)?;
        let key = key_of(&name).ok_or_else(unknown)?;
        self.register(place, name, Open { answer: Rc::new(answer.clone()), position: 0, scroll, looped: true })?;
        Ok((answer, key))
    }

    /// A loop has come to its end.
    pub(super) fn end_loop(&mut self, key: &Name) {
        self.session.cursors.0.remove(key);
    }

    /// The rows of a cursor's own query, with its arguments.
    fn bound_rows(&mut self, place: Place, arguments: &[Fragment]) -> Result<(Answer, Option<bool>), Refusal> {
        let bound = self.session.frame.get(place).cursor.clone().ok_or_else(unknown)?;
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.source_value(argument)?);
        }
        let inner = self.session.frame.split_off(bound.depth);
        let answer = self.opened_rows(|interpreter| {
            interpreter.session.frame.enter(None);
            for ((name, of), (value, from)) in bound.parameters.iter().zip(values) {
                let variable = interpreter.session.variable(name.name.clone(), of)?;
                let place = interpreter.session.frame.declare(variable);
                interpreter.set_scalar(place, value, from)?;
            }
            match read(&bound.query)? {
                Statement::Query(query) => interpreter.answer(query),
                _ => Err(Refusal::Undecided("a cursor over what is no query".into())),
            }
        });
        self.session.frame.leave_to(bound.depth);
        self.session.frame.append(inner);
        Ok((answer?, bound.scroll))
    }

    /// The rows of a query that the server runs only as far as its rows are asked for.
    fn opened_rows(&mut self, rows: impl FnOnce(&mut Self) -> Result<Answer, Refusal>) -> Result<Answer, Refusal> {
        let changed = std::mem::replace(&mut self.changed, false);
        let answer = rows(self);
        if self.changed {
            return Err(Refusal::Undecided("the query of a cursor does more than read".into()));
        }
        self.changed = changed;
        match answer {
            Err(Refusal::Failed(failure)) if failure.position.is_none() => {
                Err(Refusal::Undecided(format!("whether a cursor comes to a row that fails: {failure}")))
            }
            answer => answer,
        }
    }

    /// The name that a cursor is opened by. 42P03 where one of that name is open.
    fn free_name(&mut self, place: Place) -> Result<Value, Refusal> {
        let name = match self.cursor_value(place)? {
            Value::Null => {
                let number = self.session.draws.number();
                Value::Unknown(Name::new(format!("the name of the cursor number {number} is not known")))
            }
            name => name,
        };
        let key = key_of(&name).ok_or_else(unknown)?;
        if self.session.cursors.0.contains_key(&key) {
            return Err(named_failure(&name, "42P03", "already in use"));
        }
        Ok(name)
    }

    /// `FETCH` and, without targets, `MOVE`.
    pub(super) fn fetch(
        &mut self,
        cursor: &Ident,
        direction: &FetchDirection,
        into: Option<&Into>,
    ) -> Result<(), Refusal> {
        let steps = self.direction_steps(direction)?;
        let key = self.open_name(cursor)?;
        let open = self.session.cursors.0.get(&key).cloned().ok_or_else(unknown)?;
        let goal = open.goal(direction, steps)?;
        if let Some(into) = into {
            let records = &open.answer.records;
            let alike = records.windows(2).all(|pair| pair[0] == pair[1]);
            if !open.answer.ordered && !alike && goal.rows > 0 {
                return Err(Refusal::Undecided("which row a cursor is on is not known".into()));
            }
            let row = goal.position.checked_sub(1).and_then(|place| records.get(place)).cloned();
            self.store_row(&into.targets, &open.answer.columns, row)?;
        }
        if let Some(open) = self.session.cursors.0.get_mut(&key) {
            open.position = goal.position;
        }
        self.rows = Some(goal.rows as u64);
        self.set_found(Some(goal.rows > 0));
        Ok(())
    }

    /// The number of a direction that has one.
    fn direction_steps(&mut self, direction: &FetchDirection) -> Result<i64, Refusal> {
        match direction {
            FetchDirection::Absolute(count)
            | FetchDirection::Relative(count)
            | FetchDirection::Forward(count)
            | FetchDirection::Backward(count) => {
                let null = || Failure::new("22004", "relative or absolute cursor position is null");
                Ok(i64::from(self.integer(count)?.ok_or_else(null)?))
            }
            _ => Ok(0),
        }
    }

    /// `CLOSE`.
    pub(super) fn close(&mut self, cursor: &Ident) -> Result<(), Refusal> {
        let key = self.open_name(cursor)?;
        self.session.cursors.0.remove(&key);
        Ok(())
    }

    /// The name of a cursor that is open.
    fn open_name(&self, cursor: &Ident) -> Result<Name, Refusal> {
        let name = self.cursor_value(self.cursor_place(cursor)?)?;
        if name == Value::Null {
            return Err(Failure::new("22004", format!("cursor variable \"{}\" is null", cursor.name)).into());
        }
        let key = key_of(&name).ok_or_else(unknown)?;
        match self.session.cursors.0.get(&key) {
            None => Err(named_failure(&name, "34000", "does not exist")),
            Some(open) if open.looped => Err(Refusal::Undecided("how far a loop has read ahead is not known".into())),
            Some(_) => Ok(key),
        }
    }

    fn cursor_value(&self, place: Place) -> Result<Value, Refusal> {
        match &self.session.frame.get(place).content {
            Content::Scalar(cell) => Ok(cell.value.clone()),
            Content::Row(_) | Content::Null(_) | Content::Unassigned => Err(unknown()),
        }
    }

    fn cursor_place(&self, cursor: &Ident) -> Result<Place, Refusal> {
        let place = self.session.frame.place(std::slice::from_ref(cursor));
        place.map(|(place, _)| place).ok_or_else(unknown)
    }
}

impl Open {
    /// Where a direction leads from here.
    fn goal(&self, direction: &FetchDirection, steps: i64) -> Result<Goal, Refusal> {
        let last = i64::try_from(self.answer.records.len()).unwrap_or(i64::MAX);
        let here = i64::try_from(self.position).unwrap_or(i64::MAX);
        let (to, alone) = match direction {
            FetchDirection::Next => (here + 1, true),
            FetchDirection::Prior => (here - 1, true),
            FetchDirection::First => (1, true),
            FetchDirection::Last => (last, true),
            FetchDirection::Absolute(_) if steps < 0 => (last + 1 + steps, true),
            FetchDirection::Absolute(_) => (steps, true),
            FetchDirection::Relative(_) => (here.saturating_add(steps), true),
            FetchDirection::Forward(_) => (here.saturating_add(steps), steps == 0),
            FetchDirection::Backward(_) => (here.saturating_sub(steps), steps == 0),
            FetchDirection::ForwardAll => (last + 1, false),
            FetchDirection::BackwardAll => (0, false),
        };
        let to = to.clamp(0, last + 1);
        let onwards = match direction {
            FetchDirection::Next | FetchDirection::ForwardAll => true,
            FetchDirection::Relative(_) | FetchDirection::Forward(_) => steps > 0,
            _ => false,
        };
        self.check_direction(direction, onwards)?;
        let is_row = |place: i64| (1..=last).contains(&place);
        let rows = match (alone, to > here) {
            (true, _) => i64::from(is_row(to)),
            (false, true) => to.min(last) - here,
            // What it stands on is behind it already.
            (false, false) => (here - 1).max(0) - (to - 1).max(0),
        };
        let position = usize::try_from(to).map_err(|_| unknown())?;
        Ok(Goal { position, rows: usize::try_from(rows).unwrap_or(0) })
    }

    /// 55000 for a step back of a cursor that cannot.
    fn check_direction(&self, direction: &FetchDirection, onwards: bool) -> Result<(), Refusal> {
        match (self.scroll, direction) {
            (Some(true), _) => Ok(()),
            _ if onwards => Ok(()),
            (Some(false), FetchDirection::Prior) => Err(Failure::new("55000", "cursor can only scan forward").into()),
            _ => Err(Refusal::Undecided("whether a cursor without SCROLL goes there is the server's to say".into())),
        }
    }
}

impl Session {
    /// A cursor variable that has a query.
    pub(super) fn cursor_variable(&self, name: Name, bound: Bound) -> super::variables::Variable {
        // From version 16 on, its name is made when it is opened.
        let own = if self.environment.postgres_version() < 16 { Value::Text(name.clone()) } else { Value::Null };
        super::variables::Variable { cursor: Some(Rc::new(bound)), ..self.scalar(name, REFCURSOR, own) }
    }
}

/// What a cursor is known by.
fn key_of(value: &Value) -> Option<Name> {
    match value {
        Value::Text(name) | Value::Unknown(name) => Some(name.clone()),
        _ => None,
    }
}

/// A failure that says what the cursor is called, where that is known.
fn named_failure(name: &Value, code: &'static str, what: &str) -> Refusal {
    match name {
        Value::Text(name) => Failure::new(code, format!("cursor \"{name}\" {what}")).into(),
        _ => Refusal::Undecided(format!("a cursor {what}, whose name is not known")),
    }
}

fn unknown() -> Refusal {
    Refusal::Undecided("a cursor is not known".into())
}
