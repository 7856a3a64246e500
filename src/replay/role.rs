//! Roles: the server's, not the database's. What the history makes of them is applied, and known afterwards.

use super::outcome::{Applied, Effect, Failure, Refusal};
use super::session::Session;
use crate::ast::op::Grantee;
use crate::ast::{Ident, Name};
use crate::catalog::Origin;
use crate::source::Span;

/// Names that no role can have.
const RESERVED: [&str; 2] = ["public", "none"];

/// A statement that changed the server's roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleStatement {
    /// Where it stands.
    pub origin: Origin,
    /// The role that it creates.
    pub creates: Option<Name>,
}

impl Session {
    /// The roles that exist on the server.
    pub fn roles(&self) -> impl Iterator<Item = &Name> {
        self.roles.iter()
    }

    pub(super) fn create_role(&mut self, name: &Ident, members: &[Ident]) -> Applied {
        if RESERVED.contains(&name.name.as_str()) {
            return Err(reserved(&name.name).at(name.span).into());
        }
        check_role_name(&name.name)?;
        if !self.roles.insert(name.name.clone()) {
            return Err(Failure::new("42710", format!("role \"{}\" already exists", name.name)).into());
        }
        for member in members {
            if let Err(refusal) = self.owner_named(member) {
                self.roles.remove(&name.name);
                return Err(refusal.into());
            }
        }
        Ok(Effect::Applied)
    }

    pub(super) fn alter_role(&mut self, name: &Ident) -> Applied {
        self.owner_named(name)?;
        Ok(Effect::Noop("the options of a role are the server's, not the database's".into()))
    }

    pub(super) fn grant_role(&mut self, _revoke: bool, roles: &[Ident], grantees: &[Grantee]) -> Applied {
        self.check_grantees(grantees)?;
        for role in roles {
            self.check_role(&role.name)?;
        }
        Ok(Effect::Applied)
    }

    /// 42704 for a role that does not exist. The engine's own (`pg_read_all_data` …) do.
    pub(crate) fn check_role(&self, name: &str) -> Result<(), Failure> {
        if self.roles.contains(name) || name.starts_with("pg_") {
            return Ok(());
        }
        Err(Failure::new("42704", format!("role \"{name}\" does not exist")))
    }

    /// 42704 for a grantee that does not exist.
    pub(crate) fn check_grantees(&self, grantees: &[Grantee]) -> Result<(), Refusal> {
        for grantee in grantees {
            if let Grantee::Role(role) = grantee {
                self.check_role(&role.name)?;
            }
        }
        Ok(())
    }

    /// A grantee by its name: `CURRENT_USER` means who it is now.
    pub(crate) fn named_grantee(&self, grantee: &Grantee) -> Grantee {
        match grantee {
            Grantee::CurrentUser => Grantee::Role(Ident { name: self.role.clone(), span: Span::default() }),
            other => other.clone(),
        }
    }

    /// The role that a name in `OWNER TO` means; `CURRENT_USER` and the like are the current one.
    pub(crate) fn owner_named(&self, name: &Ident) -> Result<Name, Failure> {
        if is_current(name, &self.text) {
            return Ok(self.role.clone());
        }
        self.check_role(&name.name)?;
        Ok(name.name.clone())
    }
}

/// Whether an unquoted name is one of SQL's words for the current role.
fn is_current(name: &Ident, text: &str) -> bool {
    let quoted = text.get(name.span.start as usize..).is_some_and(|rest| rest.starts_with('"'));
    !quoted && matches!(name.name.as_str(), "current_user" | "current_role" | "session_user")
}

/// 42939 for a name that only the engine's own roles have.
pub(super) fn check_role_name(name: &str) -> Result<(), Failure> {
    if name.starts_with("pg_") { Err(reserved(name)) } else { Ok(()) }
}

fn reserved(name: &str) -> Failure {
    Failure::new("42939", format!("role name \"{name}\" is reserved"))
}
