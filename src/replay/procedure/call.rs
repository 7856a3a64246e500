//! Calls of functions and procedures.

use super::run::{Atomicity, Interpreter};
use super::variables::{Content, Frame};
use crate::ast::op::ArgumentMode;
use crate::ast::procedure::{Body, VariableConflict};
use crate::ast::{Name, Statement};
use crate::catalog::{Argument, ObjectId, Routine, RoutineSource, TypeRef, Value};
use crate::dialect::postgres::types::oid;
use crate::replay::data::Answer;
use crate::replay::outcome::{Failure, Refusal};
use crate::replay::session::Session;
use crate::syntax::{self, Parsed};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A value and its type.
type Returns = (Value, Option<TypeRef>);

/// The bodies that were compiled already.
pub(crate) type Bodies = Rc<RefCell<HashMap<Name, Result<Rc<Body>, Refusal>>>>;

/// `void`.
pub(in crate::replay) const VOID: TypeRef = TypeRef::builtin(2278);

impl Session {
    /// Runs a function that returns one value. Its arguments are of the types it takes.
    pub(in crate::replay) fn call_function(&mut self, id: ObjectId, arguments: Vec<Value>) -> Result<Returns, Refusal> {
        let (name, routine, text) = self.callable(id)?;
        let returns = routine.returns.as_ref().map(|returns| returns.type_ref);
        if [oid::TRIGGER, oid::EVENT_TRIGGER].map(|oid| Some(TypeRef::builtin(oid))).contains(&returns) {
            return Err(Failure::new("0A000", "trigger functions can only be called as triggers").into());
        }
        self.as_routine(id, &routine, |session| match routine.language.as_str() {
            "sql" => session.run_sql_function(&name, &routine, &text, arguments),
            _ => session.run_function(&name, &routine, &text, arguments),
        })
    }

    /// A routine whose text can be run.
    pub(super) fn callable(&self, id: ObjectId) -> Result<(Name, Routine, Name), Refusal> {
        let Some((object, routine)) = self.catalog.get(id).and_then(|object| Some((object, object.routine()?))) else {
            return Err(Refusal::Undecided("a function is not known".into()));
        };
        match &routine.source {
            RoutineSource::Text { text, .. } if matches!(routine.language.as_str(), "plpgsql" | "sql") => {
                Ok((object.name.clone(), routine.clone(), text.clone()))
            }
            _ => Err(Refusal::Undecided(format!("the function `{}` is not evaluated", object.name))),
        }
    }

    /// Runs a routine with the settings and the role that are its own.
    pub(super) fn as_routine<R>(
        &mut self,
        id: ObjectId,
        routine: &Routine,
        run: impl FnOnce(&mut Self) -> Result<R, Refusal>,
    ) -> Result<R, Refusal> {
        let role = self.role.clone();
        let search_path = self.search_path.clone();
        let settings = self.settings.clone();
        for (name, values) in &routine.settings {
            self.assign_setting(name, Some(values.clone()));
        }
        if routine.security_definer
            && let Some(object) = self.catalog.get(id)
        {
            self.role = object.owner.clone();
        }
        let result = run(self);
        if routine.security_definer {
            self.role = role;
        }
        if !routine.settings.is_empty() {
            self.search_path = search_path;
            self.settings = settings;
        }
        result
    }

    fn run_function(
        &mut self,
        name: &Name,
        routine: &Routine,
        text: &Name,
        arguments: Vec<Value>,
    ) -> Result<Returns, Refusal> {
        let body = self.read_body_once(text)?;
        let frame = self.frame_of(name, routine, arguments, body.variable_conflict)?;
        self.in_body(text, frame, |session| {
            let mut interpreter = Interpreter::new(session, Atomicity::Atomic);
            interpreter.declare_found();
            let flow = interpreter.block(&body.block)?;
            interpreter.result(routine, flow == super::block::Flow::Return)
        })
    }

    /// The names of a routine: its arguments, by name and number.
    pub(super) fn frame_of(
        &self,
        name: &Name,
        routine: &Routine,
        arguments: Vec<Value>,
        conflict: VariableConflict,
    ) -> Result<Frame, Refusal> {
        let mut frame = Frame::preferring(conflict);
        frame.enter(Some(name.clone()));
        let mut values = arguments.into_iter();
        for (number, argument) in (1..).zip(routine.arguments.iter().filter(|argument| is_variable(argument))) {
            let value = if takes(argument) { values.next() } else { None };
            let by_number = Name::new(format!("${number}"));
            let known = argument.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| by_number.clone());
            let mut variable = self.of_type(known, argument.type_use.type_ref);
            match (&mut variable.content, value) {
                (Content::Scalar(cell), Some(value)) => cell.value = value,
                (_, None | Some(Value::Null)) => {}
                _ => return Err(Refusal::Undecided(format!("`{name}` takes a row, which is not evaluated"))),
            }
            let place = frame.declare(variable);
            frame.alias(by_number, place);
        }
        Ok(frame)
    }

    /// The body of a routine, which is compiled when it is first called.
    pub(super) fn read_body_once(&self, text: &Name) -> Result<Rc<Body>, Refusal> {
        if let Some(known) = self.bodies.borrow().get(text) {
            return known.clone();
        }
        let read = super::start::parsed(text).map(Rc::new).map_err(Refusal::unplaced);
        self.bodies.borrow_mut().insert(text.clone(), read.clone());
        read
    }

    fn run_sql_function(
        &mut self,
        name: &Name,
        routine: &Routine,
        text: &Name,
        arguments: Vec<Value>,
    ) -> Result<Returns, Refusal> {
        let answer = self.answer_of_sql_function(name, routine, text, arguments)?;
        let returns = routine.returns.as_ref().map_or(VOID, |returns| returns.type_ref);
        if returns == VOID {
            return Ok((Value::Text(Name::default()), Some(VOID)));
        }
        let unknown = || Refusal::Undecided(format!("the result of `{name}` is not known"));
        if self.row_of(returns).is_some() || returns == TypeRef::builtin(oid::RECORD) {
            return Err(unknown());
        }
        if answer.records.len() > 1 && !answer.ordered {
            return Err(unknown());
        }
        let from = answer.columns.first().and_then(|(_, type_ref)| *type_ref);
        let value = answer.records.into_iter().next().and_then(|record| record.into_iter().next());
        let value = self.assigned_to(value.unwrap_or(Value::Null), from, returns)?;
        Ok((value, Some(returns)))
    }

    /// The rows of the last statement of a function in SQL.
    pub(super) fn answer_of_sql_function(
        &mut self,
        name: &Name,
        routine: &Routine,
        text: &Name,
        arguments: Vec<Value>,
    ) -> Result<Answer, Refusal> {
        let frame = self.frame_of(name, routine, arguments, VariableConflict::Column)?;
        self.in_body(text, frame, |session| {
            let mut answer = Answer::default();
            for raw in syntax::split(text) {
                let mut interpreter = Interpreter::new(session, Atomicity::Atomic);
                interpreter.count_step()?;
                match syntax::parse(text, &raw) {
                    Parsed::Statement(Statement::Query(query)) => answer = interpreter.answer(&query)?,
                    Parsed::Statement(statement) => {
                        interpreter.perform_statement(&statement)?;
                        answer = Answer::default();
                    }
                    Parsed::Opaque { reason } => return Err(Refusal::Undecided(reason)),
                    Parsed::SyntaxError { message, .. } => return Err(Failure::new("42601", message).into()),
                }
            }
            Ok(answer)
        })
    }
}

impl Interpreter<'_> {
    /// What a function returns that has come to its end.
    fn result(&mut self, routine: &Routine, returned: bool) -> Result<Returns, Refusal> {
        let returns = routine.returns.as_ref().map_or(VOID, |returns| returns.type_ref);
        if let Some(output) = self.output(routine)? {
            return Ok(output);
        }
        if returns == VOID {
            return Ok((Value::Text(Name::default()), Some(VOID)));
        }
        if !returned {
            return Err(Failure::new("2F005", "control reached end of function without RETURN").into());
        }
        if self.session.row_of(returns).is_some() || returns == TypeRef::builtin(oid::RECORD) {
            return Err(Refusal::Undecided("a function that returns a row is not evaluated".into()));
        }
        let (value, from) = self.returned.value.take().unwrap_or((Value::Null, None));
        Ok((self.session.assigned_to(value, from, returns)?, Some(returns)))
    }

    /// The value of the one `OUT` argument.
    fn output(&self, routine: &Routine) -> Result<Option<Returns>, Refusal> {
        let mut outputs = routine.arguments.iter().filter(|argument| gives(argument));
        let Some(output) = outputs.next() else { return Ok(None) };
        let unknown = || Refusal::Undecided("a function with several OUT arguments is not evaluated".into());
        let name = output.name.clone().filter(|_| outputs.next().is_none()).ok_or_else(unknown)?;
        let place = self.session.frame.outermost(&name).ok_or_else(unknown)?;
        match &self.session.frame.get(place).content {
            Content::Scalar(cell) => Ok(Some((cell.value.clone(), cell.type_ref))),
            Content::Row(_) | Content::Null(_) | Content::Unassigned => Err(unknown()),
        }
    }
}

fn takes(argument: &Argument) -> bool {
    !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::Table)
}

fn gives(argument: &Argument) -> bool {
    matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut)
}

fn is_variable(argument: &Argument) -> bool {
    argument.mode != ArgumentMode::Table || argument.name.is_some()
}
