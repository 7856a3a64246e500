//! Schemas.

use super::outcome::{Applied, Effect, Failure};
use super::reference::is_system_schema;
use super::session::Session;
use crate::ast::{Ident, Name};
use crate::catalog::ObjectBody;

impl Session {
    pub(super) fn create_schema(&mut self, name: &Ident, if_not_exists: bool, owner: Option<&Ident>) -> Applied {
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
        Ok(Effect::Applied)
    }

    /// Since version 15, `public` belongs to whoever owns the database.
    pub(super) fn hand_over_public(&mut self) {
        let public = self.catalog.schema("public").filter(|_| self.environment.engine_version >= 15);
        if let Some(public) = public {
            self.change(public, |object| object.owner = Name::new_static("pg_database_owner"));
        }
    }

    /// Whether there is a schema of that name, the engine's own included.
    pub(super) fn has_schema(&self, name: &Name) -> bool {
        self.catalog.schema(name).is_some() || is_system_schema(name)
    }
}

/// 42939 for a name that only the engine's own schemas have.
pub(super) fn check_schema_name(name: &str) -> Result<(), Failure> {
    if name.starts_with("pg_") {
        return Err(Failure::new("42939", format!("unacceptable schema name \"{name}\"")));
    }
    Ok(())
}
