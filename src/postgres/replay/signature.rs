//! Finding routines by their signature, as `LookupFuncWithArgs` does.

use super::describe::{all_types, input_types, same_types};
use super::reference::qualified;
use super::session::Session;
use crate::postgres::ast::op::{RoutineKind, RoutineSignature};
use crate::postgres::ast::{QualifiedName, TypeName};
use crate::postgres::catalog::{Object, ObjectId, Routine, TypeRef};
use crate::run::{Failure, Refusal};

/// Which arguments a list is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    /// Those that identify a routine.
    Inputs,
    /// Those of a procedure with its `OUT` arguments.
    All,
}

impl Session {
    /// The routine that a signature means; `kind` is `None` for `ROUTINE`. 42883 where there is none, 42725 where there are several, 42809
    /// where it is of another kind.
    pub(crate) fn find_routine(
        &self,
        kind: Option<RoutineKind>,
        signature: &RoutineSignature,
    ) -> Result<ObjectId, Refusal> {
        let types = self.signature_types(signature)?;
        self.require_schema(&signature.name)?;
        let found = match &types {
            None => self.only_namesake(kind, &signature.name)?,
            Some(types) => self.of_types(kind, signature, types)?,
        };
        let id = found.ok_or_else(|| {
            self.absent(&signature.name, self.no_such_routine(kind, &signature.name, types.as_deref()))
        })?;
        self.check_kind(kind, id, &signature.name, types.as_deref())?;
        Ok(id)
    }

    fn signature_types(&self, signature: &RoutineSignature) -> Result<Option<Vec<TypeRef>>, Refusal> {
        let Some(arguments) = &signature.arguments else { return Ok(None) };
        arguments.iter().map(|argument| self.argument_type(argument)).collect::<Result<_, _>>().map(Some)
    }

    /// The type of an argument list; the server points nowhere when it is missing.
    fn argument_type(&self, argument: &TypeName) -> Result<TypeRef, Refusal> {
        match self.resolve_declared_type(argument) {
            Ok(found) => Ok(found.type_ref),
            Err(Refusal::Failed(failure)) => Err(self.absent(&argument.name, Failure { position: None, ..failure })),
            Err(other) => Err(other),
        }
    }

    /// All routines that the name can mean, hidden ones left out.
    fn namesakes(&self, name: &QualifiedName) -> Vec<(ObjectId, &Routine)> {
        let schemas = match name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        };
        let mut found: Vec<(ObjectId, &Routine)> = Vec::new();
        for schema in schemas {
            for id in self.catalog.routines(schema, name.name()) {
                let Some(routine) = self.catalog.get(*id).and_then(Object::routine) else { continue };
                let types = input_types(routine);
                if !found.iter().any(|(_, other)| same_types(&input_types(other), &types)) {
                    found.push((*id, routine));
                }
            }
        }
        found
    }

    fn only_namesake(&self, kind: Option<RoutineKind>, name: &QualifiedName) -> Result<Option<ObjectId>, Failure> {
        let fits = |routine: &Routine| match kind {
            None => true,
            Some(RoutineKind::Procedure) => routine.kind == RoutineKind::Procedure,
            Some(_) => routine.kind != RoutineKind::Procedure,
        };
        let mut candidates = self.namesakes(name).into_iter().filter(|(_, routine)| fits(routine));
        let first = candidates.next();
        if candidates.next().is_some() {
            return Err(not_unique(kind, name));
        }
        Ok(first.map(|(id, _)| id))
    }

    fn of_types(
        &self,
        kind: Option<RoutineKind>,
        signature: &RoutineSignature,
        types: &[TypeRef],
    ) -> Result<Option<ObjectId>, Failure> {
        let name = &signature.name;
        let namesakes = self.namesakes(name);
        let with = |compare: Compare| {
            let mut matching = namesakes.iter().filter(|(_, routine)| match compare {
                Compare::Inputs => same_types(&input_types(routine), types),
                Compare::All => {
                    (kind.is_none() || routine.kind == RoutineKind::Procedure) && same_types(&all_types(routine), types)
                }
            });
            (matching.next().map(|(id, _)| *id), matching.next().is_some())
        };
        let (by_inputs, _) = with(Compare::Inputs);
        let by_inputs_only = signature.has_modes || types.is_empty();
        if !matches!(kind, None | Some(RoutineKind::Procedure)) || by_inputs_only {
            return Ok(by_inputs);
        }
        match (by_inputs, with(Compare::All)) {
            (_, (_, true)) => Err(not_unique(kind, name)),
            (Some(one), (Some(other), _)) if one != other => Err(not_unique(kind, name)),
            (by_inputs, (by_all, _)) => Ok(by_all.or(by_inputs)),
        }
    }

    fn no_such_routine(&self, kind: Option<RoutineKind>, name: &QualifiedName, types: Option<&[TypeRef]>) -> Failure {
        let word = routine_word(Some(kind.unwrap_or(RoutineKind::Function)));
        let message = match types {
            None => format!("could not find {} named \"{}\"", with_article(word), qualified(name)),
            Some([]) if word == "aggregate" => format!("aggregate {}(*) does not exist", qualified(name)),
            Some(types) => format!("{word} {} does not exist", self.signature_text(name, types)),
        };
        Failure::new("42883", message)
    }

    fn check_kind(
        &self,
        kind: Option<RoutineKind>,
        id: ObjectId,
        name: &QualifiedName,
        types: Option<&[TypeRef]>,
    ) -> Result<(), Failure> {
        let Some(routine) = self.catalog.get(id).and_then(Object::routine) else { return Ok(()) };
        let text = || self.signature_text(name, types.unwrap_or(&[]));
        let message = match (kind, routine.kind) {
            (Some(RoutineKind::Function), RoutineKind::Procedure) => format!("{} is not a function", text()),
            (Some(RoutineKind::Procedure), RoutineKind::Function | RoutineKind::Aggregate) => {
                format!("{} is not a procedure", text())
            }
            (Some(RoutineKind::Aggregate), RoutineKind::Function | RoutineKind::Procedure) => {
                format!("function {} is not an aggregate", text())
            }
            _ => return Ok(()),
        };
        Err(Failure::new("42809", message))
    }

    /// `name(type, type)`, as in messages about something that was called or looked up.
    pub(crate) fn signature_text(&self, name: &QualifiedName, types: &[TypeRef]) -> String {
        format!("{}({})", qualified(name), self.type_list(types, ", "))
    }
}

fn not_unique(kind: Option<RoutineKind>, name: &QualifiedName) -> Failure {
    Failure::new("42725", format!("{} name \"{}\" is not unique", routine_word(kind), qualified(name)))
}

/// The kind in the server's word; `None` is `ROUTINE`.
pub(crate) fn routine_word(kind: Option<RoutineKind>) -> &'static str {
    match kind {
        None => "routine",
        Some(RoutineKind::Function) => "function",
        Some(RoutineKind::Procedure) => "procedure",
        Some(RoutineKind::Aggregate) => "aggregate",
    }
}

fn with_article(word: &str) -> String {
    if word.starts_with('a') { format!("an {word}") } else { format!("a {word}") }
}
