//! `RAISE` and `ASSERT`.

use super::condition::code_of;
use super::run::Interpreter;
use crate::postgres::ast::Name;
use crate::postgres::ast::procedure::{Fragment, Raise, RaiseLevel, Raised};
use crate::postgres::catalog::Value;
use crate::run::{Failure, Refusal};

impl Interpreter<'_> {
    pub(super) fn raise(&mut self, raise: &Raise) -> Result<(), Refusal> {
        let Some(what) = &raise.what else { return Err(self.raised_again().into()) };
        let failure = self.failure(what, &raise.options);
        match (failure, raise.level) {
            (Ok(failure), RaiseLevel::Exception) => Err(failure.into()),
            (Err(Refusal::Undecided(_)), level) if level != RaiseLevel::Exception => Ok(()),
            (Err(refusal), _) => Err(refusal),
            // What is only said changes nothing.
            (Ok(_), _) => Ok(()),
        }
    }

    /// A bare `RAISE`.
    fn raised_again(&self) -> Failure {
        let outside = || Failure::new("0Z002", "RAISE without parameters cannot be used outside an exception handler");
        self.handled.last().cloned().unwrap_or_else(outside)
    }

    fn failure(&mut self, what: &Raised, options: &[(Name, Fragment)]) -> Result<Failure, Refusal> {
        let mut code = None;
        let mut message = None;
        match what {
            Raised::Message(format, arguments) => message = Some(self.formatted(format, arguments)?),
            Raised::Condition(name) => {
                code = Some(code_of(&name.name)?);
                message = Some(name.name.clone());
            }
            Raised::SqlState(state) => {
                code = Some(code_of(state)?);
                message = Some(state.clone());
            }
            Raised::Options => {}
        }
        for (option, value) in options {
            let Some(value) = self.text(value)? else {
                return Err(Failure::new("22004", "RAISE statement option cannot be null").into());
            };
            match option.as_str() {
                "ERRCODE" => {
                    code = Some(code_of(&value)?);
                    if message.is_none() {
                        message = Some(value);
                    }
                }
                "MESSAGE" => message = Some(value),
                _ => {}
            }
        }
        let code = code.unwrap_or("P0001");
        Ok(Failure::new(code, message.map_or_else(|| code.to_owned(), |message| message.to_string())))
    }

    /// The format with a value for each `%`.
    fn formatted(&mut self, format: &str, arguments: &[Fragment]) -> Result<Name, Refusal> {
        let mut message = String::new();
        let mut arguments = arguments.iter();
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            message.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('%') {
                message.push('%');
                rest = after;
            } else if let Some(argument) = arguments.next() {
                message.push_str(&self.shown(argument)?);
            }
        }
        message.push_str(rest);
        Ok(Name::new(message))
    }

    /// A value as a message shows it.
    fn shown(&mut self, argument: &Fragment) -> Result<Name, Refusal> {
        let (value, from) = self.value(argument)?;
        Ok(match value {
            Value::Null => Name::new_static("<NULL>"),
            Value::Boolean(truth) => Name::new_static(if truth { "t" } else { "f" }),
            value => match self.session.assigned_to(value, from, super::compile::TEXT)? {
                Value::Text(text) | Value::Number(text) => text,
                _ => return Err(Refusal::Undecided("a value of its message is not known".into())),
            },
        })
    }

    pub(super) fn assert(&mut self, condition: &Fragment, message: Option<&Fragment>) -> Result<(), Refusal> {
        if let Some(values) = self.session.settings.get("plpgsql.check_asserts")
            && values.iter().any(|value| matches!(value.as_str(), "off" | "false" | "0" | "no"))
        {
            return Ok(());
        }
        if self.condition(condition)? {
            return Ok(());
        }
        let message = message.map_or(Ok(None), |message| self.text(message))?;
        let message = message.unwrap_or_else(|| Name::new_static("assertion failed"));
        Err(Failure::new("P0004", message.as_str()).into())
    }
}
