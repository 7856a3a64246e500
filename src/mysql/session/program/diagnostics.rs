//! Conditions: what statements report, `SIGNAL`, `RESIGNAL`, `GET DIAGNOSTICS`.

use super::Session;
use super::block::Context;
use super::handler::declared;
use crate::mysql::ast::{Condition, Expr, ExprKind, Name, Signal};
use crate::mysql::catalog::fold;
use crate::mysql::error::{failure, number, sqlstate, undecided};
use crate::mysql::value::Value;
use crate::run::{Failure, Refusal};
use smol_str::{SmolStr, ToSmolStr};

/// How serious a condition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Note,
    Warning,
    Error,
}

/// A condition that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raised {
    /// Its number.
    pub number: &'static str,
    /// Its SQLSTATE.
    pub state: SmolStr,
    /// Its message.
    pub message: String,
    level: Level,
}

impl Raised {
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    pub fn is_warning(&self) -> bool {
        self.level == Level::Warning
    }
}

/// What is reported and not yet forgotten.
#[derive(Debug, Clone, Default)]
pub(in crate::mysql::session) struct Diagnostics {
    /// The conditions of the last statement.
    conditions: Vec<Raised>,
    /// What the running handlers have been called for, the innermost last.
    handled: Vec<Raised>,
    /// The SQLSTATE that a `SIGNAL` gave to its failure.
    signalled: Option<(Failure, SmolStr)>,
}

impl Diagnostics {
    /// A statement begins.
    pub(super) fn clear(&mut self) {
        self.conditions.clear();
    }

    /// The last warning or note of a statement that went well.
    pub(super) fn pending(&mut self) -> Option<Raised> {
        let last = self.conditions.last().filter(|raised| !raised.is_error()).cloned();
        if last.is_some() {
            self.conditions.clear();
        }
        last
    }

    /// A handler begins.
    pub(super) fn activate(&mut self, raised: Raised) {
        self.conditions = vec![Raised { level: Level::Error, ..raised.clone() }];
        self.handled.push(raised);
    }

    /// A handler has ended.
    pub(super) fn deactivate(&mut self) {
        self.handled.pop();
        self.conditions.clear();
    }
}

impl Session {
    /// The statement goes on, and tells something: a note that changes nothing.
    pub(in crate::mysql::session) fn note(&mut self, number: &'static str, message: impl Into<String>) {
        self.report(Level::Note, number, message.into());
    }

    /// The statement goes on, with a warning.
    pub(in crate::mysql::session) fn warn(&mut self, number: &'static str, message: impl Into<String>) {
        self.report(Level::Warning, number, message.into());
    }

    fn report(&mut self, level: Level, number: &'static str, message: String) {
        // Only handlers and `GET DIAGNOSTICS` look at them, and these stand in programs.
        if self.frame().is_some() {
            self.diagnostics.conditions.push(Raised { number, state: sqlstate(number).into(), message, level });
        }
    }

    /// A failure as a condition.
    pub(super) fn raise(&mut self, failure: &Failure) -> Raised {
        let signalled = self.diagnostics.signalled.take().filter(|(of, _)| of == failure).map(|(_, state)| state);
        let state = signalled.unwrap_or_else(|| sqlstate(failure.code).into());
        if self.running.frames.len() > 1 {
            // The caller's handlers look at it again.
            self.diagnostics.signalled = Some((failure.clone(), state.clone()));
        }
        Raised { number: failure.code, state, message: failure.message.clone(), level: Level::Error }
    }

    /// `SIGNAL`, `RESIGNAL`.
    pub(super) fn signal(&mut self, signal: &Signal, context: &Context) -> Result<(), Refusal> {
        let mut raised = match (&signal.condition, signal.again) {
            (Some(condition), _) => raised_by(condition, context)?,
            (None, _) => self.diagnostics.handled.last().cloned().ok_or_else(not_in_handler)?,
        };
        if signal.again && self.diagnostics.handled.is_empty() {
            return Err(not_in_handler());
        }
        for (item, value) in &signal.items {
            self.set_item(&mut raised, item, value)?;
        }
        self.send(raised)
    }

    fn set_item(&mut self, raised: &mut Raised, item: &Name, value: &Expr) -> Result<(), Refusal> {
        let value = self.value_of(value)?;
        if !value.is_known() {
            let reason = value.why_not_known().unwrap_or_default();
            return Err(undecided(format!("`SIGNAL` says what is not known: {reason}")));
        }
        let item = item.text.to_uppercase();
        let text = value.to_text().ok_or_else(|| wrong_item(&item, "NULL"))?;
        match item.as_str() {
            // Longer ones are an error in strict mode only.
            "MESSAGE_TEXT" => raised.message = text.chars().take(512).collect(),
            "MYSQL_ERRNO" => {
                let parsed = text.parse::<u16>().ok().filter(|errno| *errno > 0);
                raised.number = number(parsed.ok_or_else(|| wrong_item(&item, &text))?);
            }
            _ => {}
        }
        Ok(())
    }

    /// A warning goes on, anything else is a failure.
    fn send(&mut self, raised: Raised) -> Result<(), Refusal> {
        if raised.state.starts_with("01") {
            self.diagnostics.conditions.push(Raised { level: Level::Warning, ..raised });
            return Ok(());
        }
        let failure = Failure::new(raised.number, raised.message);
        self.diagnostics.signalled = Some((failure.clone(), raised.state));
        Err(Refusal::Failed(failure))
    }

    /// `GET DIAGNOSTICS …`.
    pub(super) fn get_diagnostics(&mut self, condition: Option<&Expr>, items: &[(Expr, Name)]) -> Result<(), Refusal> {
        let raised = match condition {
            Some(condition) => match self.nth_condition(condition)? {
                Some(raised) => Some(raised),
                // 1758, which is only reported.
                None => return Ok(()),
            },
            None => None,
        };
        for (target, item) in items {
            let value = self.diagnostics_item(raised.as_ref(), &item.text.to_uppercase());
            match &target.kind {
                ExprKind::UserVariable(name) => self.set_user_variable(name, value),
                ExprKind::Column(column) => self.assign_variable(&column.column.text, &value, 0)?,
                _ => return Err(undecided("`GET DIAGNOSTICS` writes to something that is no variable")),
            }
        }
        Ok(())
    }

    fn nth_condition(&mut self, condition: &Expr) -> Result<Option<Raised>, Refusal> {
        let place = self.whole_number(condition)?;
        let place = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
        Ok(place.and_then(|place| self.diagnostics.conditions.get(place)).cloned())
    }

    fn diagnostics_item(&self, raised: Option<&Raised>, item: &str) -> Value {
        match (raised, item) {
            (None, "NUMBER") => Value::Int(i64::try_from(self.diagnostics.conditions.len()).unwrap_or(i64::MAX)),
            (Some(raised), "MESSAGE_TEXT") => Value::text(raised.message.as_str()),
            (Some(raised), "RETURNED_SQLSTATE") => Value::text(raised.state.as_str()),
            (Some(raised), "MYSQL_ERRNO") => raised.number.parse().map_or(Value::Null, Value::Int),
            _ => Value::unknown(format!("`{item}` of the diagnostics is not modelled")),
        }
    }
}

/// What `SIGNAL` of a condition raises.
fn raised_by(condition: &Condition, context: &Context) -> Result<Raised, Refusal> {
    let state = match condition {
        Condition::SqlState(state) => state.to_uppercase().to_smolstr(),
        Condition::Named(name) => match declared(&fold(&name.text), context) {
            Some(Condition::SqlState(state)) => state.to_uppercase().to_smolstr(),
            Some(_) => return Err(failure("1646", "SIGNAL/RESIGNAL can only use a CONDITION defined with SQLSTATE")),
            None => return Err(failure("1319", format!("Undefined CONDITION: {}", name.text))),
        },
        _ => return Err(failure("1646", "SIGNAL/RESIGNAL can only use a CONDITION defined with SQLSTATE")),
    };
    let (number, message, level) = match state.get(..2) {
        Some("01") => ("1642", "Unhandled user-defined warning condition", Level::Warning),
        Some("02") => ("1643", "Unhandled user-defined not found condition", Level::Error),
        _ => ("1644", "Unhandled user-defined exception condition", Level::Error),
    };
    Ok(Raised { number, state, message: message.into(), level })
}

fn not_in_handler() -> Refusal {
    failure("1645", "RESIGNAL when handler not active")
}

fn wrong_item(item: &str, value: &str) -> Refusal {
    failure("1231", format!("Variable '{item}' can't be set to the value of '{value}'"))
}
