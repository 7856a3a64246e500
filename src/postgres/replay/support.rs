//! Functions that aggregates call, found by the types they are called with.

use super::session::Session;
use crate::postgres::ast::QualifiedName;
use crate::postgres::ast::op::RoutineKind;
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::function::Function;
use crate::postgres::catalog::{Object, ObjectId, Routine, TypeRef};
use crate::postgres::replay::bind::{Coercion, is_polymorphic};
use crate::run::{Failure, Refusal};

/// A function that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Support {
    pub(super) id: ObjectId,
    pub(super) result: TypeRef,
}

impl Session {
    /// The function of exactly those types; 42883 where there is none that would take them. One that takes them as other types is left to
    /// the server.
    pub(super) fn support_function(&self, name: &QualifiedName, types: &[TypeRef]) -> Result<Support, Refusal> {
        if name.schema().is_none_or(|schema| schema.name != "pg_catalog") {
            self.require_schema(name)?;
        }
        let own = self.builtin_support(name, types);
        if let Some(found) = own.or_else(|| self.user_support(name, types)) {
            return Ok(found);
        }
        // A function of any type takes these as they are.
        let of_any = types.iter().any(|type_ref| is_polymorphic(*type_ref));
        if !of_any && let Some((id, result)) = self.called_exactly(name, types) {
            return Ok(Support { id, result: bare(result) });
        }
        let message = format!("function {} does not exist", self.signature_text(name, types));
        if self.may_be_called(name, types) && (of_any || !self.is_uncallable(name, types)) {
            return Err(Refusal::Undecided(format!("which function `{name}` means")));
        }
        Err(self.absent(name, Failure::new("42883", message)))
    }

    /// The function of exactly those types; 42883 where there is none, whatever else might take them.
    pub(super) fn exact_function(&self, name: &QualifiedName, types: &[TypeRef]) -> Result<Support, Refusal> {
        if name.schema().is_none_or(|schema| schema.name != "pg_catalog") {
            self.require_schema(name)?;
        }
        let own = self.builtin_support(name, types);
        if let Some(found) = own.or_else(|| self.user_support(name, types)) {
            return Ok(found);
        }
        let routine =
            self.schemas_of(name).into_iter().find_map(|schema| self.routine_with(schema, name.name(), types));
        if routine.is_some() {
            return Err(Refusal::Undecided(format!("what `{name}` does as a support function")));
        }
        let message = format!("function {} does not exist", self.signature_text(name, types));
        Err(self.absent(name, Failure::new("42883", message)))
    }

    fn builtin_support(&self, name: &QualifiedName, types: &[TypeRef]) -> Option<Support> {
        let mut found = builtin_functions(name);
        let function = found.find(|function| {
            let arguments = function.arguments().map(|key| self.type_of_key(key, None));
            function.kind == 'f' && arguments.eq(types.iter().map(|type_ref| Some(bare(*type_ref))))
        })?;
        Some(Support { id: ObjectId::builtin(function.oid), result: self.type_of_key(function.result?, None)? })
    }

    fn user_support(&self, name: &QualifiedName, types: &[TypeRef]) -> Option<Support> {
        let id = self.schemas_of(name).into_iter().find_map(|schema| self.routine_with(schema, name.name(), types))?;
        let routine = self.catalog.get(id).and_then(Object::routine)?;
        let is_function = routine.kind == RoutineKind::Function && !routine.returns_set;
        let result = routine.returns.as_ref().filter(|_| is_function)?;
        Some(Support { id, result: bare(result.type_ref) })
    }

    fn schemas_of(&self, name: &QualifiedName) -> Vec<ObjectId> {
        match name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        }
    }

    /// Whether some function of that name may take values of those types.
    fn may_be_called(&self, name: &QualifiedName, types: &[TypeRef]) -> bool {
        let takes = |arguments: Vec<Option<TypeRef>>| {
            arguments.len() == types.len()
                && arguments.iter().zip(types).all(|(argument, given)| {
                    argument.is_none_or(|argument| self.can_coerce(*given, argument, Coercion::Implicit))
                })
        };
        let own = builtin_functions(name).any(|function| {
            function.variadic.is_some() || takes(function.arguments().map(|key| self.type_of_key(key, None)).collect())
        });
        let schemas = self.schemas_of(name);
        let mut routines = schemas.iter().flat_map(|schema| self.catalog.routines(*schema, name.name()));
        own || routines.any(|id| {
            let routine = self.catalog.get(*id).and_then(Object::routine);
            routine.is_some_and(|routine| {
                has_more(routine) || takes(routine.input_arguments().map(|a| Some(a.type_use.type_ref)).collect())
            })
        })
    }
}

/// It can be called with another number of arguments than it has.
fn has_more(routine: &Routine) -> bool {
    use crate::postgres::ast::op::ArgumentMode::Variadic;
    routine.input_arguments().any(|argument| argument.default.is_some() || argument.mode == Variadic)
}

fn builtin_functions(name: &QualifiedName) -> impl Iterator<Item = Function> {
    let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
    BUILTIN.functions.of(name.name()).filter(move |_| own)
}

fn bare(type_ref: TypeRef) -> TypeRef {
    TypeRef { modifier: -1, ..type_ref }
}
