//! Schemas.

use super::reference::is_system_schema;
use super::session::Session;
use crate::postgres::ast::{Ident, Name, Op};
use crate::postgres::catalog::ObjectBody;
use crate::run::{Applied, Effect, Failure, Refusal};
use crate::source::Span;

impl Session {
    pub(super) fn create_schema(
        &mut self,
        name: &Ident,
        if_not_exists: bool,
        owner: Option<&Ident>,
        elements: &[(Op, Span)],
    ) -> Applied {
        if let (true, Some((_, at))) = (if_not_exists, elements.first()) {
            let message = "CREATE SCHEMA IF NOT EXISTS cannot include schema elements";
            return Err(Failure::new("0A000", message).at(*at).into());
        }
        // `AUTHORIZATION` alone names the schema after the role that it means.
        let unnamed = owner.is_some_and(|owner| owner.span == name.span);
        let owner = owner.map(|owner| self.owner_named(owner)).transpose()?;
        let renamed = owner.as_ref().filter(|_| unnamed).map(|role| Ident { name: role.clone(), ..name.clone() });
        let name = renamed.as_ref().unwrap_or(name);
        check_schema_name(&name.name)?;
        if self.has_schema(&name.name) {
            let message = format!("schema \"{}\" already exists", name.name);
            return if if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42P06", message).into())
            };
        }
        let id = self.create_object(name.name.clone(), None, None, ObjectBody::Schema);
        if let Some(owner) = owner {
            self.change(id, |object| object.owner = owner);
            let acl = self.catalog.get(id).and_then(|object| self.initial_acl(object));
            self.change(id, |object| object.acl = acl);
        }
        self.create_elements(name, elements)?;
        Ok(Effect::Applied)
    }

    /// What `CREATE SCHEMA` makes in the new schema, kind by kind as the server does.
    fn create_elements(&mut self, schema: &Ident, elements: &[(Op, Span)]) -> Result<(), Refusal> {
        let mut ordered = elements.iter().map(|(element, _)| element.clone()).collect::<Vec<_>>();
        for element in &mut ordered {
            refuse_foreign_schema(schema, element)?;
            place_part(schema, element);
        }
        let path = self.search_path.clone();
        self.search_path.insert(0, schema.name.clone());
        ordered.sort_by_key(element_rank);
        let applied = ordered.iter().try_for_each(|element| self.dispatch(element).map(|_| ()));
        self.search_path = path;
        applied
    }

    /// Since version 15, `public` belongs to whoever owns the database.
    pub(super) fn hand_over_public(&mut self) {
        let public = self.catalog.schema("public").filter(|_| self.environment.postgres_version() >= 15);
        if let Some(public) = public {
            self.change(public, |object| object.owner = Name::new_static("pg_database_owner"));
        }
    }

    /// Whether there is a schema of that name, the engine's own included.
    pub(super) fn has_schema(&self, name: &Name) -> bool {
        self.catalog.schema(name).is_some() || is_system_schema(name)
    }
}

/// 42P15 for an element that names another schema.
fn refuse_foreign_schema(schema: &Ident, element: &Op) -> Result<(), Failure> {
    let name = match element {
        Op::CreateTable(create) => &create.name,
        Op::CreateView(create) => &create.name,
        Op::CreateSequence { name, .. } => name,
        Op::CreateIndex(create) => &create.table,
        Op::CreateTrigger(create) => &create.table,
        _ => return Ok(()),
    };
    match name.schema().filter(|written| written.name != schema.name) {
        Some(written) => {
            let message = format!(
                "CREATE specifies a schema ({}) different from the one being created ({})",
                written.name, schema.name
            );
            Err(Failure::new("42P15", message))
        }
        None => Ok(()),
    }
}

/// Indexes and triggers are on tables of the schema itself, whatever else there is of that name.
fn place_part(schema: &Ident, element: &mut Op) {
    let table = match element {
        Op::CreateIndex(create) => &mut create.table,
        Op::CreateTrigger(create) => &mut create.table,
        _ => return,
    };
    if table.schema().is_none() {
        table.parts.insert(0, schema.clone());
    }
}

/// In what order the server makes the elements of a schema.
fn element_rank(element: &Op) -> u8 {
    match element {
        Op::CreateSequence { .. } => 0,
        Op::CreateTable(_) => 1,
        Op::CreateView(_) => 2,
        Op::CreateIndex(_) => 3,
        Op::CreateTrigger(_) => 4,
        _ => 5,
    }
}

/// 42939 for a name that only the engine's own schemas have.
pub(super) fn check_schema_name(name: &str) -> Result<(), Failure> {
    if name.starts_with("pg_") {
        return Err(Failure::new("42939", format!("unacceptable schema name \"{name}\"")));
    }
    Ok(())
}
