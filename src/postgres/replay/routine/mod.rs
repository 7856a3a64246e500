//! Functions and procedures.
//!
//! A body that is text is late bound and kept as it is; defaults of arguments are bound here.

mod arguments;
mod body;
mod compile;
mod inline;
pub(super) mod options;
mod place;
mod replace;
mod result;
mod sql_body;

use self::result::Returned;
use super::describe::input_types;
use super::session::Session;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{AlterRoutine, CreateRoutine, RoutineBody, RoutineKind};
use crate::postgres::catalog::{
    Address, Argument, DependencyKind, NameClass, Object, ObjectBody, ObjectId, Routine, TypeRef, TypeUse,
};
use crate::postgres::replay::bind::Columns;
use crate::run::{Applied, Effect, Failure, Refusal};

/// Languages that are there without any extension.
const BUILTIN_LANGUAGES: [&str; 3] = ["internal", "c", "sql"];

/// A routine that is read and checked, and what it depends on.
struct Draft {
    routine: Routine,
    dependencies: Vec<Address>,
    /// What a bound body returns.
    returned: Option<Columns>,
}

impl Session {
    pub(super) fn create_routine(&mut self, create: &CreateRoutine) -> Applied {
        let schema = self.home_of(&create.name)?;
        let draft = self.draft_routine(create)?;
        let name = create.name.name();
        let types = input_types(&draft.routine);
        let existing = self.routine_with(schema, name, &types);
        if let Some(existing) = existing {
            self.check_replaceable(existing, create, &draft.routine)?;
        }
        let checked = self.check_routine_body(name, &draft.routine, draft.returned);
        self.assume(checked)?;
        let id = if let Some(existing) = existing {
            self.replace_routine(existing, draft.routine);
            existing
        } else {
            let id = self.create_object(name.clone(), Some(schema), None, ObjectBody::Routine(draft.routine));
            self.set_remark(id);
            id
        };
        self.depend_on(id, &draft.dependencies);
        Ok(Effect::Applied)
    }

    fn draft_routine(&self, create: &CreateRoutine) -> Result<Draft, Refusal> {
        let options = self.read_routine_options(create.kind, &create.options)?;
        let language = self.language_of(create)?;
        let transforms = create.transforms.iter().map(|written| self.resolve_type_unplaced(written));
        let transforms: Vec<TypeUse> = transforms.collect::<Result<_, _>>()?;
        let (arguments, mut dependencies) = self.read_arguments(create, &language)?;
        let Returned { returns, returns_set } = self.read_result(create, &arguments, &language)?;
        let body = self.read_body(create, &language, &arguments)?;
        dependencies.extend(body.dependencies);
        if options.rows.is_some() && !returns_set {
            return Err(Failure::new("22023", "ROWS is not applicable when function does not return a set").into());
        }
        let mut routine = Routine {
            kind: create.kind,
            arguments,
            returns,
            returns_set,
            language,
            transforms,
            source: body.source,
            ..options::plain_routine()
        };
        options.apply_to(&mut routine);
        dependencies.extend(types_of(&routine).map(|type_ref| Address::object(type_ref.id)));
        Ok(Draft { routine, dependencies, returned: body.returned })
    }

    /// The language, which exists; 42P13 where none is said.
    fn language_of(&self, create: &CreateRoutine) -> Result<Name, Failure> {
        let name = match (&create.language, &create.body) {
            (Some(name), _) => Name::new(name.to_lowercase()),
            (None, Some(RoutineBody::Sql(_))) => Name::new_static("sql"),
            (None, _) => return Err(Failure::new("42P13", "no language specified")),
        };
        if self.has_language(&name) {
            return Ok(name);
        }
        Err(Failure::new("42704", format!("language \"{name}\" does not exist")))
    }

    /// Whether the server has a language.
    pub(super) fn has_language(&self, name: &str) -> bool {
        // The extension of a procedural language has its name: plpgsql, plpython3u, plv8.
        let brought =
            || name.starts_with("pl") && self.catalog.find(NameClass::Extension, ObjectId::NONE, name).is_some();
        BUILTIN_LANGUAGES.contains(&name) || brought()
    }

    /// Gives an existing routine a new definition. It keeps its owner, privileges and comment; what it depends on is settled anew.
    fn replace_routine(&mut self, id: ObjectId, routine: Routine) {
        self.forget_references(id);
        self.change(id, |object| object.body = ObjectBody::Routine(routine));
    }

    /// Removes what an object that is about to be redefined depends on, except for its schema, its extension and what it is part of.
    pub(crate) fn forget_references(&mut self, id: ObjectId) {
        let schema = self.catalog.get(id).and_then(|object| object.schema);
        let edges: Vec<_> = self
            .catalog
            .dependencies(id)
            .filter(|edge| edge.kind == DependencyKind::Normal)
            .filter(|edge| Some(edge.referenced.object) != schema)
            .collect();
        for edge in edges {
            self.catalog.release(edge);
        }
    }

    pub(super) fn alter_routine(&mut self, alter: &AlterRoutine) -> Applied {
        let id = self.find_routine(alter.kind, &alter.signature)?;
        let Some(routine) = self.catalog.get(id).and_then(Object::routine).cloned() else {
            return Ok(Effect::Applied);
        };
        if routine.kind == RoutineKind::Aggregate {
            let message = format!("\"{}\" is an aggregate function", self.name_of(id));
            return Err(Failure::new("42809", message).into());
        }
        let options = self.read_routine_options(routine.kind, &alter.options)?;
        if options.rows.is_some() && !routine.returns_set {
            return Err(Failure::new("22023", "ROWS is not applicable when function does not return a set").into());
        }
        self.change(id, |object| {
            if let ObjectBody::Routine(routine) = &mut object.body {
                options.apply_to(routine);
            }
        });
        Ok(Effect::Applied)
    }
}

/// All types in a signature.
fn types_of(routine: &Routine) -> impl Iterator<Item = TypeRef> {
    let arguments = routine.arguments.iter().map(|argument: &Argument| argument.type_use.type_ref);
    let used = routine.transforms.iter().chain(&routine.returns).map(|type_use| type_use.type_ref);
    arguments.chain(used)
}
