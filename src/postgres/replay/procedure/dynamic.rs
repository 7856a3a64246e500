//! `EXECUTE`: statements from texts.

use super::run::Interpreter;
use super::variables::Frame;
use crate::postgres::ast::procedure::{Fragment, Into};
use crate::postgres::ast::{Name, Statement};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::data::Answer;
use crate::postgres::syntax::{self, Parsed};
use crate::run::{Failure, Refusal};

impl Interpreter<'_> {
    pub(super) fn execute(&mut self, text: &Fragment, into: Option<&Into>, using: &[Fragment]) -> Result<(), Refusal> {
        let answer = self.execute_text(text, using)?;
        match (into, answer) {
            (None, _) => Ok(()),
            (Some(into), Some(answer)) => self.store(into, answer),
            (Some(_), None) => Err(Failure::new("42601", "INTO used with a command that cannot return data").into()),
        }
    }

    /// The rows of `FOR … IN EXECUTE`.
    pub(super) fn execute_for_rows(&mut self, text: &Fragment, using: &[Fragment]) -> Result<Answer, Refusal> {
        let unknown = || Refusal::Undecided("a loop over what gives no rows".into());
        self.execute_text(text, using)?.ok_or_else(unknown)
    }

    /// Runs the statements of a text; the rows of the last, where it is a query.
    fn execute_text(&mut self, text: &Fragment, using: &[Fragment]) -> Result<Option<Answer>, Refusal> {
        let text = self.command(text)?;
        let parameters = self.parameters(using)?;
        let handled = std::mem::take(&mut self.handled);
        let outer_text = std::mem::replace(&mut self.session.text, text.as_str().into());
        let outer = std::mem::replace(&mut self.session.frame, parameters);
        let answer = self.run_text(&text);
        self.session.frame = outer;
        self.session.text = outer_text;
        self.handled = handled;
        answer.map_err(Refusal::unplaced)
    }

    /// The text of a command, cut to the type it is taken as.
    fn command(&mut self, fragment: &Fragment) -> Result<Name, Refusal> {
        let null = || Failure::new("22004", "query string argument of EXECUTE is null");
        let (value, from) = self.value(fragment)?;
        match self.session.assigned_to(value, from, super::compile::TEXT)? {
            Value::Text(text) | Value::Number(text) => Ok(text),
            Value::Null => Err(null().into()),
            Value::Deferred(text) => Err(self.session.unknown_value(&text)),
            Value::Boolean(_) | Value::Drawn(..) | Value::Unknown(_) => {
                Err(Refusal::Undecided("the text of EXECUTE is not known".into()))
            }
        }
    }

    /// `USING`: `$1` and those after it.
    fn parameters(&mut self, using: &[Fragment]) -> Result<Frame, Refusal> {
        let mut values = Vec::with_capacity(using.len());
        for fragment in using {
            values.push(self.value(fragment)?);
        }
        let mut parameters = Frame::default();
        for (number, (value, type_ref)) in (1..).zip(values) {
            let text = TypeRef::builtin(oid::TEXT);
            let type_ref = type_ref.filter(|found| *found != TypeRef::builtin(oid::UNKNOWN)).unwrap_or(text);
            let name = Name::new(format!("${number}"));
            let variable = match &value {
                Value::Null if self.session.row_of(type_ref).is_some() => self.session.scalar(name, text, Value::Null),
                _ => self.session.scalar(name, type_ref, value),
            };
            parameters.declare(variable);
        }
        Ok(parameters)
    }

    fn run_text(&mut self, text: &str) -> Result<Option<Answer>, Refusal> {
        let raws = syntax::split(text);
        let mut statements = Vec::with_capacity(raws.len());
        for raw in &raws {
            match syntax::parse(text, raw) {
                Parsed::Statement(statement) => statements.push(statement),
                Parsed::Opaque { reason } => return Err(Refusal::Undecided(format!("EXECUTE: {reason}"))),
                Parsed::SyntaxError { message, .. } => return Err(Failure::new("42601", message).into()),
            }
        }
        let mut answer = None;
        for statement in &statements {
            self.count_step()?;
            answer = self.run_statement(statement)?;
        }
        Ok(answer)
    }

    fn run_statement(&mut self, statement: &Statement) -> Result<Option<Answer>, Refusal> {
        match statement {
            Statement::Query(query) => {
                let answer = self.answer(query)?;
                self.rows = Some(answer.records.len() as u64);
                Ok(Some(answer))
            }
            Statement::Transaction(_) => {
                Err(Failure::new("0A000", "EXECUTE of transaction commands is not implemented").into())
            }
            Statement::Copy(copy) if copy.data.is_some() => {
                Err(Failure::new("0A000", "cannot COPY to/from client in PL/pgSQL").into())
            }
            statement if super::sql::returns(statement) => {
                let answer = self.returning(statement)?;
                self.rows = Some(self.session.affected_rows as u64);
                Ok(Some(answer))
            }
            statement => {
                self.perform_statement(statement)?;
                self.rows =
                    Some(if super::sql::changes_rows(statement) { self.session.affected_rows as u64 } else { 0 });
                Ok(None)
            }
        }
    }
}
