//! What a routine returns.

use super::arguments::{is_polymorphic, output_columns};
use crate::postgres::ast::op::{ArgumentMode, CreateRoutine, RoutineKind};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Argument, TypeRef, TypeUse};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// The result of a routine.
pub(super) struct Returned {
    /// `None` for a procedure without `OUT` arguments.
    pub returns: Option<TypeUse>,
    /// `SETOF`, or `RETURNS TABLE`.
    pub returns_set: bool,
}

impl Session {
    pub(super) fn read_result(
        &self,
        create: &CreateRoutine,
        arguments: &[Argument],
        language: &str,
    ) -> Result<Returned, Refusal> {
        let required = required_result(create.kind, arguments);
        let written = create.returns.as_ref().map(|written| self.signature_type(written)).transpose()?;
        if let (Some(written), Some(required)) = (&written, &required)
            && !written.type_ref.same_type(*required)
        {
            let message =
                format!("function result type must be {} because of OUT parameters", self.type_name(*required));
            return Err(Failure::new("42P13", message).into());
        }
        if let Some(written) = &written {
            self.check_shell_result(written.type_ref, language)?;
        }
        let is_table = arguments.iter().any(|argument| argument.mode == ArgumentMode::Table);
        let returns_set = is_table || create.returns.as_ref().is_some_and(|written| written.setof);
        let returns = written.or(required.map(TypeUse::from));
        match (&returns, create.kind) {
            (None, RoutineKind::Procedure) => {}
            (None, _) => return Err(Failure::new("42P13", "function result type must be specified").into()),
            (Some(returns), _) => check_determinable(returns.type_ref, arguments)?,
        }
        Ok(Returned { returns, returns_set })
    }

    fn check_shell_result(&self, type_ref: TypeRef, language: &str) -> Result<(), Failure> {
        if language == "sql" && self.is_shell_type(type_ref) {
            let message = format!("SQL function cannot return shell type {}", self.type_name(type_ref));
            return Err(Failure::new("42P13", message));
        }
        Ok(())
    }
}

/// The type that `OUT` arguments imply: that of the only one, or `record`.
fn required_result(kind: RoutineKind, arguments: &[Argument]) -> Option<TypeRef> {
    let mut outputs = output_columns(arguments);
    let first = outputs.next()?;
    // `RETURNS TABLE` of one column is of that column's type; a procedure's row is a row always.
    match outputs.next() {
        None if kind != RoutineKind::Procedure => Some(first.type_use.type_ref),
        _ => Some(TypeRef::builtin(oid::RECORD)),
    }
}

/// A polymorphic result needs a polymorphic argument of its family to be told from.
fn check_determinable(returns: TypeRef, arguments: &[Argument]) -> Result<(), Failure> {
    let compatible = |type_ref: TypeRef| {
        crate::postgres::builtin::types::by_oid(type_ref.id.oid())
            .is_some_and(|found| found.name.starts_with("anycompatible"))
    };
    let is_any = returns.id.oid() == oid::ANY;
    if !is_polymorphic(returns) || is_any {
        return Ok(());
    }
    let inputs = arguments.iter().filter(|argument| !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::Table));
    let mut inputs = inputs.map(|argument| argument.type_use.type_ref);
    let determined = inputs
        .any(|input| is_polymorphic(input) && input.id.oid() != oid::ANY && compatible(input) == compatible(returns));
    if determined {
        return Ok(());
    }
    Err(Failure::new("42P13", "cannot determine result data type"))
}
