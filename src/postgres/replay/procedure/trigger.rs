//! Triggers: functions that run when rows change.

use super::block::Flow;
use super::returned::Item;
use super::run::{Atomicity, Interpreter};
use super::variables::{Content, Frame, Variable};
use crate::postgres::ast::op::TriggerTiming;
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectId, Trigger, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::rc::Rc;

/// What a trigger is told about the change: the operation, and the row before and after it, by its columns in order.
#[derive(Debug, Clone)]
pub(in crate::postgres::replay) struct Change {
    /// `INSERT`, `UPDATE`, `DELETE`.
    pub(in crate::postgres::replay) operation: &'static str,
    pub(in crate::postgres::replay) old: Option<Vec<Value>>,
    pub(in crate::postgres::replay) new: Option<Vec<Value>>,
    /// All rows of the statement, for a trigger behind it.
    pub(in crate::postgres::replay) transition: Transition,
}

/// The rows that a statement changed, as they were and as they are.
#[derive(Debug, Clone, Default)]
pub(in crate::postgres::replay) struct Transition {
    old: Rc<Vec<Vec<Value>>>,
    new: Rc<Vec<Vec<Value>>>,
}

impl Transition {
    pub(in crate::postgres::replay) fn of(old: Vec<Vec<Value>>, new: Vec<Vec<Value>>) -> Self {
        Self { old: Rc::new(old), new: Rc::new(new) }
    }
}

/// A table that the function of a trigger sees under a name of its own: rows of the trigger's table.
#[derive(Debug, Clone)]
pub(crate) struct TransitionTable {
    pub(in crate::postgres::replay) name: Name,
    pub(in crate::postgres::replay) table: ObjectId,
    pub(in crate::postgres::replay) rows: Rc<Vec<Vec<Value>>>,
}

impl Session {
    /// The transition table of that name.
    pub(in crate::postgres::replay) fn transition(&self, name: &QualifiedName) -> Option<&TransitionTable> {
        name.schema().is_none().then(|| self.transitions.iter().find(|table| table.name == *name.name()))?
    }

    /// Runs a trigger of a table; the row that it returns, `None` for `NULL`.
    pub(in crate::postgres::replay) fn run_trigger(
        &mut self,
        table: ObjectId,
        name: &Name,
        trigger: &Trigger,
        change: &Change,
    ) -> Result<Option<Vec<Value>>, Refusal> {
        let named = [(&trigger.old_table, &change.transition.old), (&trigger.new_table, &change.transition.new)];
        let named = named.into_iter().filter_map(|(name, rows)| Some((name.clone()?, rows.clone())));
        let transitions: Vec<TransitionTable> =
            named.map(|(name, rows)| TransitionTable { name, table, rows }).collect();
        let (function, routine, text) = self.callable(trigger.function)?;
        let body = self.body_of(trigger.function, &function, &routine, &text)?;
        let mut frame = Frame::preferring(body.variable_conflict);
        frame.enter(Some(function));
        for variable in self.trigger_variables(table, name, trigger, change) {
            frame.declare(variable);
        }
        self.as_routine(trigger.function, &routine, |session| {
            session.in_body(&text, frame, |session| {
                session.transitions = transitions;
                let mut interpreter = Interpreter::new(session, Atomicity::Atomic);
                interpreter.count_step()?;
                interpreter.declare_found();
                let Flow::Return = interpreter.block(&body.block)? else {
                    let message = "control reached end of trigger procedure without RETURN";
                    return Err(Failure::new("2F005", message).into());
                };
                match interpreter.returned.result.take() {
                    Some(Item::Row(_, values)) => Ok(Some(values)),
                    Some(Item::Value(Value::Null, _) | Item::NoRow(_)) | None => Ok(None),
                    Some(Item::Value(..)) => Err(Refusal::Undecided("what the trigger returns is not known".into())),
                }
            })
        })
    }

    fn trigger_variables(&self, table: ObjectId, name: &Name, trigger: &Trigger, change: &Change) -> Vec<Variable> {
        let text = |variable: &'static str, value: &str| {
            self.scalar(variable, super::compile::TEXT, Value::Text(Name::new(value)))
        };
        let schema = self.catalog.get(table).and_then(|object| object.schema).map_or("", |id| self.name_of(id));
        let when = match trigger.timing {
            TriggerTiming::Before => "BEFORE",
            TriggerTiming::After => "AFTER",
            TriggerTiming::InsteadOf => "INSTEAD OF",
        };
        let arguments: Vec<Option<Name>> = trigger.arguments.iter().cloned().map(Some).collect();
        let argv = TypeRef { array: true, ..super::compile::TEXT };
        let count = Value::Number(Name::new(arguments.len().to_string()));
        vec![
            text("tg_name", name),
            text("tg_when", when),
            text("tg_level", if trigger.for_each_row { "ROW" } else { "STATEMENT" }),
            text("tg_op", change.operation),
            text("tg_relname", self.name_of(table)),
            text("tg_table_name", self.name_of(table)),
            text("tg_table_schema", schema),
            self.scalar(
                "tg_relid",
                TypeRef::builtin(oid::OID),
                Value::Unknown("the OID of a table is not known".into()),
            ),
            self.scalar("tg_nargs", TypeRef::builtin(oid::INT4), count),
            self.scalar("tg_argv", argv, Value::Text(crate::postgres::replay::data::text_of(&arguments))),
            self.row_variable("old", table, change.old.as_deref()),
            self.row_variable("new", table, change.new.as_deref()),
        ]
    }

    /// A row of a table; without values all of it is `NULL`.
    fn row_variable(&self, name: &'static str, table: ObjectId, values: Option<&[Value]>) -> Variable {
        let mut variable = self.of_type(Name::new_static(name), TypeRef::plain(table));
        if let (Content::Null(cells), Some(values)) = (&mut variable.content, values) {
            cells.iter_mut().zip(values).for_each(|(cell, value)| cell.value = value.clone());
            variable.content = Content::Row(std::mem::take(cells));
        }
        variable
    }
}
