//! Roles. They are the server's, not the database's: known while replaying, never part of a baseline.

use super::outcome::{Applied, Effect, Failure};
use super::session::Session;
use crate::ast::op::Grantee;
use crate::ast::{Ident, Name};

impl Session {
    /// Whether a role of that name exists on the server.
    pub(crate) fn role_exists(&self, name: &str) -> bool {
        self.roles.contains(name)
    }

    /// The role of a grantee, after checking that it exists; `None` for `PUBLIC`.
    pub(crate) fn grantee_role(&self, grantee: &Grantee) -> Result<Option<Name>, Failure> {
        match grantee {
            Grantee::Public => Ok(None),
            Grantee::CurrentUser => Ok(Some(self.role.clone())),
            Grantee::Role(role) => self.named_role(role).map(Some),
        }
    }

    /// The role of that name; 42704 where there is none.
    pub(crate) fn named_role(&self, role: &Ident) -> Result<Name, Failure> {
        if self.role_exists(&role.name) {
            Ok(role.name.clone())
        } else {
            Err(Failure::new("42704", format!("role \"{}\" does not exist", role.name)))
        }
    }

    pub(super) fn create_role(&mut self, name: &Ident) -> Applied {
        if self.role_exists(&name.name) {
            return Err(Failure::new("42710", format!("role \"{}\" already exists", name.name)).into());
        }
        self.roles.insert(name.name.clone());
        Ok(Effect::Applied)
    }

    pub(super) fn grant_role(&mut self, _revoke: bool, roles: &[Ident], grantees: &[Grantee]) -> Applied {
        for role in roles {
            self.named_role(role)?;
        }
        for grantee in grantees {
            self.grantee_role(grantee)?;
        }
        Ok(Effect::Noop("role membership is the server's, not the database's".into()))
    }
}
