//! Roles: the server's, not the database's. What the history makes of them is applied, and known afterwards.

use super::session::Session;
use crate::postgres::ast::op::Grantee;
use crate::postgres::ast::{Ident, Name};
use crate::run::{Applied, Effect, Failure, Refusal};
use crate::source::Origin;
use crate::source::Span;
use std::collections::BTreeSet;

/// A statement that changed the server's roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleStatement {
    /// Where it stands.
    pub origin: Origin,
    /// The role that it creates.
    pub creates: Option<Name>,
}

/// The roles of the server, as far as they are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roles {
    names: BTreeSet<Name>,
    /// Each role with a member of it.
    members: BTreeSet<(Name, Name)>,
}

impl FromIterator<Name> for Roles {
    fn from_iter<T: IntoIterator<Item = Name>>(names: T) -> Self {
        Self { names: names.into_iter().collect(), members: BTreeSet::new() }
    }
}

impl Roles {
    pub fn iter(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }

    pub fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub fn remove(&mut self, name: &str) {
        self.names.remove(name);
        self.members.retain(|(role, member)| role != name && member != name);
    }

    pub fn rename(&mut self, name: &str, to: &Name) {
        let renamed = |role: &Name| if role == name { to.clone() } else { role.clone() };
        self.names = self.names.iter().map(renamed).collect();
        self.members = self.members.iter().map(|(role, member)| (renamed(role), renamed(member))).collect();
    }

    /// 0LP01 where the role is a member of that member already: directly, through others, or by being the same.
    fn add_member(&mut self, role: &Name, member: &Name) -> Result<(), Failure> {
        let mut found = BTreeSet::from([role]);
        let mut left = vec![role];
        while let Some(next) = left.pop() {
            let groups = self.members.iter().filter(|(_, member)| member == next).map(|(group, _)| group);
            left.extend(groups.filter(|group| found.insert(group)));
        }
        if found.contains(member) {
            return Err(Failure::new("0LP01", format!("role \"{role}\" is a member of role \"{member}\"")));
        }
        self.members.insert((role.clone(), member.clone()));
        Ok(())
    }
}

impl Session {
    /// The roles that exist on the server.
    pub fn roles(&self) -> impl Iterator<Item = &Name> {
        self.roles.iter()
    }

    pub(super) fn create_role(&mut self, name: &Ident, groups: &[Ident], members: &[Ident]) -> Applied {
        let name = &name.name;
        check_role_name(name)?;
        if self.roles.contains(name) {
            return Err(Failure::new("42710", format!("role \"{name}\" already exists")).into());
        }
        let mut roles = self.roles.clone();
        roles.names.insert(name.clone());
        let before = std::mem::replace(&mut self.roles, roles);
        let related = self.relate_role(name, groups, members);
        if related.is_err() {
            self.roles = before;
        }
        related.map(|()| Effect::Applied)
    }

    fn relate_role(&mut self, name: &Name, groups: &[Ident], members: &[Ident]) -> Result<(), Refusal> {
        for group in groups {
            let group = self.owner_named(group)?;
            self.roles.add_member(&group, name)?;
        }
        for member in members {
            let member = self.owner_named(member)?;
            self.roles.add_member(name, &member)?;
        }
        Ok(())
    }

    pub(super) fn alter_role(&mut self, name: &Ident) -> Applied {
        self.owner_named(name)?;
        Ok(Effect::Noop("the options of a role are the server's, not the database's".into()))
    }

    pub(super) fn grant_role(&mut self, revoke: bool, roles: &[Ident], grantees: &[Grantee]) -> Applied {
        let members = grantees.iter().map(|grantee| self.role_named(grantee)).collect::<Result<Vec<_>, _>>()?;
        let mut known = self.roles.clone();
        for role in roles {
            self.check_role(&role.name)?;
            for member in &members {
                if revoke {
                    known.members.remove(&(role.name.clone(), member.clone()));
                } else {
                    known.add_member(&role.name, member)?;
                }
            }
        }
        self.roles = known;
        Ok(Effect::Applied)
    }

    /// A role that is given another: `PUBLIC` is none.
    fn role_named(&self, grantee: &Grantee) -> Result<Name, Failure> {
        match self.named_grantee(grantee) {
            Grantee::Role(role) => self.check_role(&role.name).map(|()| role.name),
            Grantee::Public | Grantee::CurrentUser => self.check_role("public").map(|()| Name::new_static("public")),
        }
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
pub(super) fn is_current(name: &Ident, text: &str) -> bool {
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
