//! Calls of the history's own functions.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::{Form, Kind};
use super::scope::Scope;
use crate::postgres::ast::op::{ArgumentMode, RoutineKind, Volatility};
use crate::postgres::ast::{FunctionCall, Name};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Argument, Column, ObjectBody, ObjectId, Routine, TypeRef, Value};
use crate::postgres::replay::bind::Coercion;
use crate::postgres::replay::procedure::{self, Given};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use std::sync::Arc;

impl Session {
    /// The values of the arguments of a call, as the types that the routine takes.
    pub(in crate::postgres::replay) fn argument_values(
        &self,
        routine: &Routine,
        call: &FunctionCall,
    ) -> Result<Vec<Value>, Refusal> {
        let evaluator = Evaluator { session: self };
        evaluator.arguments(routine, call, &evaluator.argument_values(call, &Scope::default())?)
    }
}

impl Evaluator<'_> {
    /// The value of a function that the history defines, called with these values.
    pub(super) fn routine_call(self, id: ObjectId, call: &FunctionCall, values: &[Typed]) -> Result<Typed, Refusal> {
        let unknown = || undecided(&format!("{}()", call.name.name()));
        let Some(ObjectBody::Routine(routine)) = self.session.catalog.get(id).map(|object| &object.body) else {
            return Err(unknown());
        };
        if routine.returns_set || routine.kind != RoutineKind::Function {
            return Err(unknown());
        }
        match self.routine_rows(id, call, values, &[])? {
            None => Ok(Typed::null()),
            Some(given) => self.result(given),
        }
    }

    /// What a function that the history defines gives for these values; `None` where it is not called, as one of them is `NULL`.
    pub(super) fn routine_rows(
        self,
        id: ObjectId,
        call: &FunctionCall,
        values: &[Typed],
        definition: &[procedure::Column],
    ) -> Result<Option<Given>, Refusal> {
        let unknown = || undecided(&format!("{}()", call.name.name()));
        let Some(ObjectBody::Routine(routine)) = self.session.catalog.get(id).map(|object| &object.body) else {
            return Err(unknown());
        };
        let arguments = self.arguments(routine, call, values)?;
        if routine.strict && arguments.contains(&Value::Null) {
            return Ok(None);
        }
        if routine.volatility == Volatility::Volatile {
            self.session.aside(|session| session.call_function(id, arguments, definition)).map(Some)
        } else {
            self.session.clone().call_function(id, arguments, definition).map(Some)
        }
    }

    /// The one value of what a function gives.
    fn result(self, mut given: Given) -> Result<Typed, Refusal> {
        let record = given.records.pop();
        match (given.row, record) {
            (None, record) => {
                let value = record.and_then(|mut record| record.pop()).unwrap_or(Value::Null);
                self.single_result(&value, given.columns.first().and_then(|(_, type_ref)| *type_ref))
            }
            (Some(row), record) => self.row_result(&given.columns, record, row),
        }
    }

    /// A record of what a function gives as one value.
    pub(super) fn row_result(
        self,
        columns: &[procedure::Column],
        record: Option<Vec<Value>>,
        row: TypeRef,
    ) -> Result<Typed, Refusal> {
        let kinds = columns.iter().map(|(name, type_ref)| Some((name.clone(), self.kind((*type_ref)?))));
        let kinds = kinds.collect::<Option<Vec<_>>>().ok_or_else(|| undecided("the result of a function"))?;
        let datum = match record {
            None => Datum::Null,
            Some(record) => {
                let fields = record.iter().zip(&kinds).map(|(value, (_, kind))| self.value_of(value, Some(kind)));
                Datum::Row(fields.collect::<Result<Vec<_>, _>>()?.into())
            }
        };
        Ok(Typed { datum, kind: Arc::new(Kind { type_ref: row, form: Form::Row(kinds) }) })
    }

    fn single_result(self, value: &Value, type_ref: Option<TypeRef>) -> Result<Typed, Refusal> {
        let unknown = || undecided("the result of a function");
        match (type_ref, value) {
            (None, Value::Null) => Ok(Typed::null()),
            (_, Value::Unknown(reason)) => Err(Refusal::Undecided(reason.to_string())),
            (Some(type_ref), _) if type_ref == TypeRef::builtin(oid::VOID) => {
                Ok(Typed::new(Datum::Text(Name::default()), &Kind::builtin(oid::VOID)))
            }
            (Some(type_ref), value) => self.value_of(value, Some(&self.kind(type_ref))),
            (None, _) => Err(unknown()),
        }
    }

    /// What the input arguments get, in their order.
    fn arguments(self, routine: &Routine, call: &FunctionCall, values: &[Typed]) -> Result<Vec<Value>, Refusal> {
        if call.over.is_some() || call.distinct {
            return Err(undecided(&format!("{}()", call.name.name())));
        }
        let named = |input: &Argument| {
            call.arguments
                .iter()
                .position(|(name, _)| name.as_ref().is_some_and(|name| input.name.as_ref() == Some(&name.name)))
        };
        let mut given = Vec::with_capacity(values.len());
        // A call of a procedure names its OUT arguments too.
        let is_written = |argument: &&Argument| match argument.mode {
            ArgumentMode::Out => routine.kind == RoutineKind::Procedure,
            ArgumentMode::Table => false,
            _ => true,
        };
        for (index, input) in routine.arguments.iter().filter(is_written).enumerate() {
            if input.mode == ArgumentMode::Out {
                continue;
            }
            if input.mode == ArgumentMode::Variadic && !call.variadic && call.arguments.len() > index {
                given.push(self.gathered(values.get(index..).unwrap_or_default(), input.type_use.type_ref)?);
                break;
            }
            let positional = call.arguments.get(index).is_some_and(|(name, _)| name.is_none()).then_some(index);
            let to = input.type_use.type_ref;
            given.push(match positional.or_else(|| named(input)).and_then(|place| values.get(place)) {
                Some(value) => self.argument(value, to)?,
                None => self.argument(&self.default_argument(input)?, to)?,
            });
        }
        Ok(given)
    }

    /// The array of what `VARIADIC` takes one by one.
    fn gathered(self, values: &[Typed], array: TypeRef) -> Result<Value, Refusal> {
        let kind = self.kind(array);
        let element = kind.element().ok_or_else(|| undecided("VARIADIC"))?;
        let members = values.iter().map(|value| self.convert(value, element, Coercion::Implicit));
        let gathered = super::composite::array_of(members.collect::<Result<_, _>>()?, element, &kind)?;
        self.carried(&gathered).ok_or_else(|| undecided("VARIADIC"))
    }

    fn default_argument(self, input: &Argument) -> Result<Typed, Refusal> {
        let unknown = || undecided("the default of an argument");
        let default = input.default.as_ref().ok_or_else(unknown)?;
        let expr = self.session.texts.expr(&default.text).ok_or_else(unknown)?;
        self.evaluate(&expr, &Scope::default().bound(&default.references))
    }

    /// The value of an argument, as the type that the routine takes.
    fn argument(self, value: &Typed, to: TypeRef) -> Result<Value, Refusal> {
        let slot = self.slot(&Column::new(1, Name::default(), Some(to.into()), None));
        let kind = slot.field.kind.as_ref().ok_or_else(|| undecided("an argument"))?;
        let converted = self.convert(value, kind, Coercion::Implicit)?;
        self.carried(&converted).ok_or_else(|| undecided("an argument"))
    }
}
