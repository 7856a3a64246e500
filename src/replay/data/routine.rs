//! Calls of the history's own functions.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::Kind;
use super::scope::Scope;
use crate::ast::op::{RoutineKind, Volatility};
use crate::ast::{Expr, FunctionCall, Name};
use crate::catalog::{Argument, Column, ObjectBody, ObjectId, Routine, RoutineSource, Target, TypeRef, Value};
use crate::dialect::postgres::brought::BUILTIN;
use crate::dialect::postgres::types::oid;
use crate::replay::bind::Coercion;
use crate::replay::outcome::Refusal;

impl Evaluator<'_> {
    /// The value of a function that the history defines.
    pub(super) fn routine_call(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let unknown = || undecided(&format!("{}()", call.name.name()));
        let id = self.meant(call, scope).ok_or_else(unknown)?;
        let Some(ObjectBody::Routine(routine)) = self.session.catalog.get(id).map(|object| &object.body) else {
            return Err(unknown());
        };
        if routine.returns_set || routine.kind != RoutineKind::Function {
            return Err(unknown());
        }
        let arguments = self.arguments(routine, call, scope)?;
        if routine.strict && arguments.contains(&Value::Null) {
            return Ok(Typed::null());
        }
        let (value, type_ref) = if routine.volatility == Volatility::Volatile {
            self.session.aside(|session| session.call_function(id, arguments))?
        } else {
            self.session.clone().call_function(id, arguments)?
        };
        self.result(&value, type_ref)
    }

    fn result(self, value: &Value, type_ref: Option<TypeRef>) -> Result<Typed, Refusal> {
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

    /// The one routine that a call can mean.
    pub(super) fn meant(self, call: &FunctionCall, scope: &Scope<'_>) -> Option<ObjectId> {
        if let Some(Target::Object(id)) = scope.target(call.name.span()) {
            return Some(*id);
        }
        if BUILTIN.functions.of(call.name.name()).next().is_some() && call.name.schema().is_none() {
            return None;
        }
        let takes = |id: &ObjectId| {
            let routine = self.session.catalog.get(*id).and_then(|object| object.routine());
            routine.is_some_and(|routine| {
                let runs = matches!(routine.source, RoutineSource::Text { .. });
                let inputs: Vec<&Argument> = routine.input_arguments().collect();
                let needed = inputs.iter().filter(|argument| argument.default.is_none()).count();
                runs && (needed..=inputs.len()).contains(&call.arguments.len())
            })
        };
        let mut fitting = self.routines(&call.name).filter(takes);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The values of the input arguments, in their order.
    pub(super) fn arguments(
        self,
        routine: &Routine,
        call: &FunctionCall,
        scope: &Scope<'_>,
    ) -> Result<Vec<Value>, Refusal> {
        if call.variadic || call.over.is_some() || call.distinct {
            return Err(undecided(&format!("{}()", call.name.name())));
        }
        let inputs: Vec<&Argument> = routine.input_arguments().collect();
        let mut values = Vec::with_capacity(inputs.len());
        for (index, input) in inputs.into_iter().enumerate() {
            let positional = call.arguments.get(index).filter(|(name, _)| name.is_none());
            let named = call
                .arguments
                .iter()
                .find(|(name, _)| name.as_ref().is_some_and(|name| input.name.as_ref() == Some(&name.name)));
            values.push(match positional.or(named) {
                Some((_, expr)) => self.argument(expr, input.type_use.type_ref, scope)?,
                None => self.default_argument(input)?,
            });
        }
        Ok(values)
    }

    fn default_argument(self, input: &Argument) -> Result<Value, Refusal> {
        let unknown = || undecided("the default of an argument");
        let default = input.default.as_ref().ok_or_else(unknown)?;
        let expr = self.session.texts.expr(&default.text).ok_or_else(unknown)?;
        self.argument(&expr, input.type_use.type_ref, &Scope::default().bound(&default.references))
    }

    /// The value of an argument, as the type that the function takes.
    fn argument(self, expr: &Expr, to: TypeRef, scope: &Scope<'_>) -> Result<Value, Refusal> {
        let value = self.evaluate(expr, scope)?;
        let slot = self.slot(&Column::new(1, Name::default(), Some(to.into()), None));
        let kind = slot.field.kind.as_ref().ok_or_else(|| undecided("an argument"))?;
        let converted = self.convert(&value, kind, Coercion::Implicit)?;
        self.carried(&converted).ok_or_else(|| undecided("an argument"))
    }
}
