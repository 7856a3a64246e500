//! `REASSIGN OWNED` and `DROP OWNED`: all that belongs to a role.

use super::session::Session;
use crate::postgres::ast::op::{DropBehavior, Grantee};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{Address, DependencyKind, Grant, Object, ObjectBody, ObjectId};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn reassign_owned(&mut self, roles: &[Ident], to: &Ident) -> Applied {
        let roles = self.owning_roles(roles)?;
        let to = self.owner_named(to)?;
        let ids = self.owned_by(&roles);
        for id in ids {
            let keeps = matches!(
                self.catalog.get(id).map(|o| &o.body),
                Some(ObjectBody::FuturePrivileges(_) | ObjectBody::UserMapping(_))
            );
            if !keeps {
                self.give_to(id, &to);
            }
        }
        Ok(Effect::Applied)
    }

    pub(super) fn drop_owned(&mut self, roles: &[Ident], behavior: DropBehavior) -> Applied {
        let roles = self.owning_roles(roles)?;
        let involved: Vec<ObjectId> = self
            .catalog
            .objects()
            .filter(|object| roles.iter().any(|role| object.involves_role(role)))
            .map(|object| object.id)
            .collect();
        let mut doomed: Vec<Address> = self.owned_by(&roles).into_iter().map(Address::from).collect();
        for id in involved {
            if !doomed.contains(&id.into()) && self.revoke_all(id, &roles) {
                doomed.push(id.into());
            }
        }
        if !doomed.is_empty() {
            self.delete_objects(&doomed, behavior)?;
        }
        Ok(Effect::Applied)
    }

    /// The roles; what belongs to the one that the server itself belongs to stays with it.
    fn owning_roles(&self, roles: &[Ident]) -> Result<Vec<Name>, Refusal> {
        let roles: Vec<Name> = roles.iter().map(|role| self.owner_named(role)).collect::<Result<_, Failure>>()?;
        if roles.iter().any(|role| role == self.environment.role.as_str()) {
            return Err(Refusal::Undecided("whether the objects of that role are the server's own".into()));
        }
        Ok(roles)
    }

    /// What can be owned, and is, by one of the roles; what is part of something else goes with that.
    fn owned_by(&self, roles: &[Name]) -> Vec<ObjectId> {
        let is_part = |object: &Object| {
            matches!(
                object.body,
                ObjectBody::Index(_)
                    | ObjectBody::Constraint(_)
                    | ObjectBody::Default(_)
                    | ObjectBody::Trigger(_)
                    | ObjectBody::Policy(_)
                    | ObjectBody::Rule(_)
                    | ObjectBody::Published(_)
                    | ObjectBody::Cast(_)
            ) || self.catalog.dependencies(object.id).any(|edge| edge.kind == DependencyKind::Internal)
        };
        let owned = self.catalog.objects().filter(|object| roles.contains(&object.owner) && !is_part(object));
        owned.map(|object| object.id).collect()
    }

    /// Takes all from roles that they hold on an object; whether nothing is left of it.
    fn revoke_all(&mut self, id: ObjectId, roles: &[Name]) -> bool {
        let is_theirs = |grantee: &Grantee| matches!(grantee, Grantee::Role(role) if roles.contains(&role.name));
        self.change(id, |object| {
            let others = |grants: &mut Vec<Grant>| grants.retain(|grant| !is_theirs(&grant.grantee));
            object.acl.iter_mut().for_each(others);
            for column in object.columns_mut().into_iter().flatten() {
                column.acl.iter_mut().for_each(others);
            }
            let default = object.default_acl();
            match &mut object.body {
                ObjectBody::Policy(policy) if policy.roles.iter().any(is_theirs) => {
                    policy.roles.retain(|role| !is_theirs(role));
                    policy.roles.is_empty()
                }
                ObjectBody::FuturePrivileges(_) => object.acl.as_ref().is_some_and(|acl| *acl == default),
                _ => false,
            }
        })
        .unwrap_or(false)
    }
}
