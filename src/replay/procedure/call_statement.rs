//! `CALL` of a procedure.

use super::block::Flow;
use super::run::{Atomicity, Interpreter};
use super::variables::Content;
use crate::ast::op::ArgumentMode;
use crate::ast::procedure::Target;
use crate::ast::{Expr, ExprKind, FunctionCall, QualifiedName};
use crate::catalog::{Argument, ObjectId, Routine, TypeRef, Value};
use crate::replay::outcome::{Applied, Effect, Failure, Refusal};
use crate::replay::session::Session;

/// What a procedure did, and the values of its `INOUT` arguments by their place.
struct Called {
    changed: bool,
    outputs: Vec<(usize, Value, Option<TypeRef>)>,
}

/// Where a `CALL` stands.
#[derive(Clone, Copy)]
struct Caller {
    atomicity: Atomicity,
    subtransactions: u32,
}

impl Session {
    /// `CALL` as a statement by itself.
    pub(crate) fn run_call(&mut self, expr: &Expr) -> Applied {
        let call = call_of(expr)?;
        self.as_statement(|session, atomicity| {
            let called = session.call_procedure(call, expr, Caller { atomicity, subtransactions: 0 })?;
            Ok(if called.changed { Effect::Applied } else { Effect::Noop("its body changes nothing".into()) })
        })
    }

    fn call_procedure(&mut self, call: &FunctionCall, expr: &Expr, caller: Caller) -> Result<Called, Refusal> {
        let id = self.bind_procedure(call, expr.span)?;
        let (name, routine, text) = self.callable(id)?;
        if routine.arguments.iter().any(|argument| argument.mode == ArgumentMode::Out) {
            return Err(Refusal::Undecided(format!("`{name}` has OUT arguments, which are not evaluated")));
        }
        let arguments = self.argument_values(&routine, call)?;
        self.adopt_pending();
        self.as_routine(id, &routine, |session| {
            if routine.language == "sql" {
                session.answer_of_sql_function(&name, &routine, &text, arguments)?;
                return Ok(Called { changed: true, outputs: Vec::new() });
            }
            session.run_procedure(id, &routine, arguments, caller)
        })
    }

    fn run_procedure(
        &mut self,
        id: ObjectId,
        routine: &Routine,
        arguments: Vec<Value>,
        caller: Caller,
    ) -> Result<Called, Refusal> {
        let (name, _, text) = self.callable(id)?;
        let body = self.read_body_once(&text)?;
        let frame = self.frame_of(&name, routine, arguments, body.variable_conflict)?;
        // A procedure with settings of its own cannot end the transaction that they belong to.
        let atomicity = if routine.settings.is_empty() { caller.atomicity } else { Atomicity::Atomic };
        self.in_body(&text, frame, |session| {
            let mut interpreter = Interpreter::new(session, atomicity);
            interpreter.subtransactions = caller.subtransactions;
            interpreter.declare_found();
            let flow = interpreter.block(&body.block)?;
            debug_assert!(matches!(flow, Flow::On | Flow::Return), "nothing else leaves a body");
            Ok(Called { changed: interpreter.changed, outputs: interpreter.outputs(routine) })
        })
    }
}

impl Interpreter<'_> {
    /// `CALL` inside a body: its `INOUT` arguments are variables.
    pub(super) fn call(&mut self, expr: &Expr) -> Result<(), Refusal> {
        let call = call_of(expr)?;
        self.session.variables = self.session.frame.names();
        self.check_writable(call, expr)?;
        let standing = Caller { atomicity: self.atomicity, subtransactions: self.subtransactions };
        let done = self.session.call_procedure(call, expr, standing)?;
        self.changed |= done.changed;
        for (place, value, type_ref) in done.outputs {
            let Some((_, argument)) = call.arguments.get(place) else { continue };
            let ExprKind::Column(parts) = &argument.kind else { continue };
            let target = Target { name: QualifiedName { parts: parts.clone() }, subscripts: Vec::new() };
            self.set(&target, value, type_ref)?;
        }
        Ok(())
    }

    /// 42601 for an `INOUT` argument that is no variable.
    fn check_writable(&self, call: &FunctionCall, expr: &Expr) -> Result<(), Refusal> {
        let (_, routine, _) = self.session.callable(self.session.bind_procedure(call, expr.span)?)?;
        for ((number, argument), (_, given)) in (1..).zip(routine.input_arguments()).zip(&call.arguments) {
            let is_variable = match &given.kind {
                ExprKind::Column(parts) => self.session.frame.find(parts).is_some(),
                _ => false,
            };
            if argument.mode == ArgumentMode::InOut && !is_variable {
                let name = argument.name.as_ref().map_or_else(|| number.to_string(), |name| format!("\"{name}\""));
                let message = format!(
                    "procedure parameter {name} is an output parameter but corresponding argument is not writable"
                );
                return Err(Failure::new("42601", message).into());
            }
        }
        Ok(())
    }

    /// The values of the `INOUT` arguments at the end of a body.
    fn outputs(&self, routine: &Routine) -> Vec<(usize, Value, Option<TypeRef>)> {
        let value = |(place, argument): (usize, &Argument)| {
            let place_of = self.session.frame.outermost(argument.name.as_ref()?)?;
            match &self.session.frame.get(place_of).content {
                Content::Scalar(cell) => Some((place, cell.value.clone(), cell.type_ref)),
                Content::Row(_) | Content::Null(_) | Content::Unassigned => None,
            }
        };
        let inputs = routine.input_arguments().enumerate();
        inputs.filter(|(_, argument)| argument.mode == ArgumentMode::InOut).filter_map(value).collect()
    }
}

fn call_of(expr: &Expr) -> Result<&FunctionCall, Refusal> {
    match &expr.kind {
        ExprKind::Function(call) => Ok(call),
        _ => Err(Refusal::Undecided("CALL of something that is no procedure".into())),
    }
}
