//! What `OR REPLACE` may change.

use super::arguments::{input_names, output_columns};
use crate::postgres::ast::op::{CreateRoutine, RoutineKind};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Argument, Object, ObjectId, Routine, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    pub(super) fn check_replaceable(
        &self,
        existing: ObjectId,
        create: &CreateRoutine,
        new: &Routine,
    ) -> Result<(), Refusal> {
        let Some(old) = self.catalog.get(existing).and_then(Object::routine) else { return Ok(()) };
        if !create.or_replace {
            let message = format!("function \"{}\" already exists with same argument types", create.name.name());
            return Err(Failure::new("42723", message).into());
        }
        if old.kind != new.kind {
            return Err(Failure::new("42809", "cannot change routine kind").into());
        }
        check_result(old, new)?;
        check_names(old, new)?;
        check_defaults(old, new)?;
        Ok(())
    }
}

fn check_result(old: &Routine, new: &Routine) -> Result<(), Failure> {
    let message = match new.kind {
        RoutineKind::Procedure => "cannot change whether a procedure has output parameters",
        _ => "cannot change return type of existing function",
    };
    let type_of = |routine: &Routine| routine.returns.as_ref().map(|returns| returns.type_ref);
    let same = match (type_of(old), type_of(new)) {
        (Some(old), Some(new)) => old.same_type(new),
        (old, new) => old.is_none() && new.is_none(),
    };
    if !same || old.returns_set != new.returns_set {
        return Err(Failure::new("42P13", message));
    }
    if type_of(new) == Some(TypeRef::builtin(oid::RECORD)) && !same_row(&old.arguments, &new.arguments) {
        return Err(Failure::new("42P13", "cannot change return type of existing function"));
    }
    Ok(())
}

/// Whether the rows that output arguments make have the same columns.
fn same_row(old: &[Argument], new: &[Argument]) -> bool {
    let columns = |arguments: &[Argument]| -> Vec<(Option<crate::postgres::ast::Name>, TypeRef)> {
        output_columns(arguments).map(|argument| (argument.name.clone(), argument.type_use.type_ref)).collect()
    };
    columns(old) == columns(new)
}

/// Callers may name arguments: a name once given stays.
fn check_names(old: &Routine, new: &Routine) -> Result<(), Failure> {
    let new = input_names(&new.arguments);
    for (place, name) in input_names(&old.arguments).iter().enumerate() {
        if !name.is_empty() && new.get(place) != Some(name) {
            return Err(Failure::new("42P13", format!("cannot change name of input parameter \"{name}\"")));
        }
    }
    Ok(())
}

fn check_defaults(old: &Routine, new: &Routine) -> Result<(), Failure> {
    let count = |routine: &Routine| routine.arguments.iter().filter(|argument| argument.default.is_some()).count();
    if count(new) < count(old) {
        return Err(Failure::new("42P13", "cannot remove parameter defaults from existing function"));
    }
    Ok(())
}
