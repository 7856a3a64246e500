//! Calls of functions and procedures.

use super::block::Flow;
use super::returned::Item;
use super::run::{Atomicity, Interpreter};
use super::shape::{Column, Given, Shape, is_variable, settled, variable_name};
use super::variables::{Content, Frame, Variable};
use crate::postgres::ast::op::ArgumentMode;
use crate::postgres::ast::procedure::{Body, VariableConflict};
use crate::postgres::ast::{Name, Statement};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Argument, ObjectId, Routine, RoutineSource, TypeRef, Value};
use crate::postgres::replay::data::Answer;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::{self, Parsed};
use crate::run::{Failure, Refusal};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The bodies that were compiled already.
pub(crate) type Bodies = Rc<RefCell<HashMap<(ObjectId, Name), Result<Rc<Body>, Refusal>>>>;

/// A function that is called.
pub(super) struct Call<'a> {
    pub(super) id: ObjectId,
    pub(super) name: &'a Name,
    pub(super) routine: &'a Routine,
    pub(super) text: &'a Name,
    pub(super) shape: Shape,
}

impl Session {
    /// Runs a function. Its arguments are of the types it takes; `definition` are the columns of what is called `record`.
    pub(in crate::postgres::replay) fn call_function(
        &mut self,
        id: ObjectId,
        arguments: Vec<Value>,
        definition: &[Column],
    ) -> Result<Given, Refusal> {
        let (name, routine, text) = self.callable(id)?;
        let returns = routine.returns.as_ref().map(|returns| returns.type_ref);
        if [oid::TRIGGER, oid::EVENT_TRIGGER].map(|oid| Some(TypeRef::builtin(oid))).contains(&returns) {
            return Err(Failure::new("0A000", "trigger functions can only be called as triggers").into());
        }
        let call = Call { id, name: &name, routine: &routine, text: &text, shape: self.shape(&routine, definition) };
        self.as_routine(id, &routine, |session| match routine.language.as_str() {
            "sql" => session.run_sql_function(&call, arguments),
            _ => session.run_function(&call, arguments),
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

    fn run_function(&mut self, call: &Call<'_>, arguments: Vec<Value>) -> Result<Given, Refusal> {
        let body = self.body_of(call.id, call.name, call.routine, call.text)?;
        let frame = self.frame_of(call.name, call.routine, arguments, body.variable_conflict)?;
        self.in_body(call.text, frame, |session| {
            let interpreter = Interpreter::new(session, Atomicity::Atomic);
            let mut interpreter = interpreter.of_routine(call.routine, call.shape.clone());
            interpreter.declare_found();
            let flow = interpreter.block(&body.block)?;
            interpreter.given(call.routine, flow == Flow::Return)
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
            let mut variable = self.of_type(variable_name(number, argument), argument.type_use.type_ref);
            if let Some(value) = value {
                self.give(&mut variable, value)?;
            }
            let place = frame.declare(variable);
            frame.alias(Name::new(format!("${number}")), place);
        }
        Ok(frame)
    }

    /// Gives an argument its value.
    fn give(&self, variable: &mut Variable, value: Value) -> Result<(), Refusal> {
        match (&mut variable.content, variable.type_ref) {
            (Content::Scalar(cell), _) => cell.value = value,
            (Content::Null(_), _) if value == Value::Null => {}
            (Content::Null(cells), Some(type_ref)) => {
                let unknown = || Refusal::Undecided(format!("the row that `{}` is given is not known", variable.name));
                let values = self.row_values(&value, type_ref).ok_or_else(unknown)?;
                let mut cells = std::mem::take(cells);
                cells.iter_mut().zip(values).for_each(|(cell, value)| cell.value = value);
                variable.content = Content::Row(cells);
            }
            _ => return Err(Refusal::Undecided(format!("what `{}` is given is not known", variable.name))),
        }
        Ok(())
    }

    /// The body of a routine, which is compiled when it is first called.
    pub(super) fn body_of(
        &self,
        id: ObjectId,
        name: &Name,
        routine: &Routine,
        text: &Name,
    ) -> Result<Rc<Body>, Refusal> {
        let key = (id, text.clone());
        if let Some(known) = self.bodies.borrow().get(&key) {
            return known.clone();
        }
        let body = self.compile_routine(name, routine, text).map(Rc::new).map_err(Refusal::unplaced);
        self.bodies.borrow_mut().insert(key, body.clone());
        body
    }

    pub(super) fn run_sql_function(&mut self, call: &Call<'_>, arguments: Vec<Value>) -> Result<Given, Refusal> {
        let answer = self.answer_of_sql_function(call.name, call.routine, call.text, arguments)?;
        if let Shape::Nothing = call.shape {
            return Ok(nothing());
        }
        let unknown = || Refusal::Undecided(format!("the result of `{}` is not known", call.name));
        if !call.routine.returns_set && answer.records.len() > 1 && !answer.ordered {
            return Err(unknown());
        }
        let most = if call.routine.returns_set { usize::MAX } else { 1 };
        let mut records = Vec::new();
        for record in answer.records.into_iter().take(most) {
            records.push(self.fitted(record, &answer.columns, &call.shape)?.ok_or_else(unknown)?);
        }
        let columns = if let Shape::Record = call.shape { settled(&answer.columns) } else { call.shape.columns() };
        Ok(Given { columns, records, ordered: answer.ordered, row: call.shape.row() })
    }

    /// A record of a query in SQL as one of the result; `None` where that is not known.
    fn fitted(&self, record: Vec<Value>, found: &[Column], shape: &Shape) -> Result<Option<Vec<Value>>, Refusal> {
        let columns = match shape {
            Shape::Record => return Ok(Some(record)),
            shape => shape.columns(),
        };
        // A row as one value.
        if let (Shape::Row(_, row), [(_, Some(only))], [value]) = (shape, found, record.as_slice())
            && only.same_type(*row)
        {
            return Ok(self.row_values(value, *row));
        }
        if found.len() != columns.len() {
            return Ok(None);
        }
        let typed = record.into_iter().zip(found).zip(&columns);
        let fitted = typed.map(|((value, (_, from)), (_, to))| match to {
            Some(to) => self.assigned_to(value, *from, *to).map(Some),
            None => Ok(None),
        });
        fitted.collect()
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
                    Parsed::Statement(statement) if super::sql::returns(&statement) => {
                        answer = interpreter.returning(&statement)?;
                    }
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
    /// What a function gives that has come to its end.
    fn given(&mut self, routine: &Routine, returned: bool) -> Result<Given, Refusal> {
        let shape = self.shape.clone();
        let given = |records, ordered| Given { columns: shape.columns(), records, ordered, row: shape.row() };
        if routine.returns_set {
            let ordered = !self.returned.shuffled;
            return Ok(given(std::mem::take(&mut self.returned.rows), ordered));
        }
        if routine.arguments.iter().any(|argument| matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut)) {
            return self.outputs(routine).map(|values| given(vec![values], true));
        }
        if let Shape::Nothing = shape {
            return Ok(nothing());
        }
        if !returned {
            return Err(Failure::new("2F005", "control reached end of function without RETURN").into());
        }
        match (self.returned.result.take(), &shape) {
            (None | Some(Item::NoRow(_) | Item::Value(Value::Null, _)), Shape::Row(..) | Shape::Record) => {
                Ok(given(Vec::new(), true))
            }
            (Some(Item::Row(columns, values)), Shape::Record) => Ok(Given { columns, ..given(vec![values], true) }),
            (None, _) => Ok(given(vec![vec![Value::Null]], true)),
            (Some(item), _) => {
                let record = self.record(item, "returned record type does not match expected record type")?;
                Ok(given(vec![record], true))
            }
        }
    }
}

/// What a function gives that returns `void`.
fn nothing() -> Given {
    let records = vec![vec![Value::Text(Name::default())]];
    Given { columns: Shape::Nothing.columns(), records, ordered: true, row: None }
}

fn takes(argument: &Argument) -> bool {
    !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::Table)
}
