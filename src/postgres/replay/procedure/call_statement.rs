//! `CALL` of a procedure.

use super::block::Flow;
use super::call::Call;
use super::run::{Atomicity, Interpreter};
use crate::postgres::ast::op::ArgumentMode;
use crate::postgres::ast::procedure::Target;
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Ident, QualifiedName};
use crate::postgres::catalog::{Argument, ObjectId, Routine, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// What a procedure did, and the values of its `OUT` and `INOUT` arguments in their order.
struct Called {
    changed: bool,
    outputs: Vec<Value>,
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
        let arguments = self.argument_values(&routine, call)?;
        self.adopt_pending();
        self.as_routine(id, &routine, |session| {
            if routine.language == "sql" {
                let call =
                    Call { id, name: &name, routine: &routine, text: &text, shape: session.shape(&routine, &[]) };
                let given = session.run_sql_function(&call, arguments)?;
                return Ok(Called { changed: true, outputs: given.records.into_iter().next().unwrap_or_default() });
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
        let body = self.body_of(id, &name, routine, &text)?;
        let frame = self.frame_of(&name, routine, arguments, body.variable_conflict)?;
        // A procedure with settings of its own cannot end the transaction that they belong to.
        let atomicity = if routine.settings.is_empty() { caller.atomicity } else { Atomicity::Atomic };
        self.in_body(&text, frame, |session| {
            let shape = session.shape(routine, &[]);
            let mut interpreter = Interpreter::new(session, atomicity).of_routine(routine, shape);
            interpreter.subtransactions = caller.subtransactions;
            interpreter.declare_found();
            let flow = interpreter.block(&body.block)?;
            debug_assert!(matches!(flow, Flow::On | Flow::Return), "nothing else leaves a body");
            Ok(Called { changed: interpreter.changed, outputs: interpreter.outputs(routine)? })
        })
    }
}

impl Interpreter<'_> {
    /// `CALL` inside a body: its `OUT` and `INOUT` arguments are variables.
    pub(super) fn call(&mut self, expr: &Expr) -> Result<(), Refusal> {
        let call = call_of(expr)?;
        self.session.variables = self.session.frame.names();
        let (_, routine, _) = self.session.callable(self.session.bind_procedure(call, expr.span)?)?;
        let targets = self.targets(&routine, call)?;
        let standing = Caller { atomicity: self.atomicity, subtransactions: self.subtransactions };
        let done = self.session.call_procedure(call, expr, standing)?;
        self.changed |= done.changed;
        for ((target, type_ref), value) in targets.into_iter().zip(done.outputs) {
            if let Some(target) = target {
                self.set(&target, value, Some(type_ref))?;
            }
        }
        Ok(())
    }

    /// The variables that take what a procedure gives, `None` where a default stands for one. 42601 for what is no variable.
    fn targets(&self, routine: &Routine, call: &FunctionCall) -> Result<Vec<(Option<Target>, TypeRef)>, Refusal> {
        let mut targets = Vec::new();
        for (number, argument) in routine.arguments.iter().enumerate() {
            if !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut) {
                continue;
            }
            let given = given_to(call, number, argument);
            let parts = match given.map(|given| &given.kind) {
                Some(ExprKind::Column(parts)) => self.session.frame.find(parts).map(|_| parts),
                _ => None,
            };
            if given.is_some() && parts.is_none() {
                return Err(not_writable(number, argument).into());
            }
            let target =
                parts.map(|parts| Target { name: QualifiedName { parts: parts.clone() }, subscripts: Vec::new() });
            targets.push((target, argument.type_use.type_ref));
        }
        Ok(targets)
    }
}

/// What a call gives for an argument: by its place, or by its name.
fn given_to<'c>(call: &'c FunctionCall, number: usize, argument: &Argument) -> Option<&'c Expr> {
    let positional = call.arguments.get(number).filter(|(name, _)| name.is_none());
    let named = || {
        let is_it = |name: &Ident| argument.name.as_ref() == Some(&name.name);
        call.arguments.iter().find(|(name, _)| name.as_ref().is_some_and(is_it))
    };
    positional.or_else(named).map(|(_, given)| given)
}

fn not_writable(number: usize, argument: &Argument) -> Failure {
    let name = argument.name.as_ref().map_or_else(|| (number + 1).to_string(), |name| format!("\"{name}\""));
    let message =
        format!("procedure parameter {name} is an output parameter but corresponding argument is not writable");
    Failure::new("42601", message)
}

fn call_of(expr: &Expr) -> Result<&FunctionCall, Refusal> {
    match &expr.kind {
        ExprKind::Function(call) => Ok(call),
        _ => Err(Refusal::Undecided("CALL of something that is no procedure".into())),
    }
}
