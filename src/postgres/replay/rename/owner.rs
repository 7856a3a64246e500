//! `OWNER TO`.

use super::relation::Alteration;
use crate::postgres::ast::op::{Grantee, ObjectKind, ObjectRef};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{Acl, ObjectId};
use crate::postgres::replay::describe::relation_word;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Refusal};

impl Session {
    pub(crate) fn set_owner(&mut self, object: &ObjectRef, if_exists: bool, owner: &Ident) -> Applied {
        if let Some(notice) = self.missing_relation(object, if_exists) {
            return Ok(Effect::Noop(notice));
        }
        match object {
            ObjectRef::Database(_) => {
                self.owner_named(owner)?;
                Ok(Effect::Noop("the database's owner is not of its schema".into()))
            }
            ObjectRef::Named(
                kind @ (ObjectKind::Table
                | ObjectKind::ForeignTable
                | ObjectKind::View
                | ObjectKind::MaterializedView
                | ObjectKind::Index
                | ObjectKind::Sequence),
                name,
            ) => {
                let id = self.altered_relation(*kind, name, Alteration::SetOwner)?;
                let owner = self.owner_named(owner)?;
                self.set_relation_owner(id, &owner)
            }
            _ => self.set_other_owner(object, owner),
        }
    }

    fn set_relation_owner(&mut self, id: ObjectId, owner: &Name) -> Applied {
        let Some(object) = self.catalog.get(id) else { return Ok(Effect::Applied) };
        if relation_word(object) == "index" {
            return Ok(Effect::Noop(format!("cannot change owner of index \"{}\"", object.name)));
        }
        if object.owner != *owner {
            let message = format!("cannot change owner of sequence \"{}\"", object.name);
            self.refuse_owned_sequence(id, &message)?;
        }
        for part in self.indexes_of(id).into_iter().chain(self.owned_sequences(id)).chain([id]) {
            self.give_to(part, owner);
        }
        Ok(Effect::Applied)
    }

    /// Types, routines and schemas: the server looks the role up first.
    fn set_other_owner(&mut self, object: &ObjectRef, owner: &Ident) -> Applied {
        let owner = self.owner_named(owner)?;
        let id = match object {
            ObjectRef::Named(kind @ (ObjectKind::Type | ObjectKind::Domain), name) => self.altered_type(*kind, name)?,
            ObjectRef::Unqualified(kind @ (ObjectKind::EventTrigger | ObjectKind::ForeignDataWrapper), name) => {
                let id = self.find_unqualified(*kind, name)?;
                self.require_superuser(&owner)?;
                id
            }
            ObjectRef::Schema(_)
            | ObjectRef::Routine { .. }
            | ObjectRef::Operator(_)
            | ObjectRef::OperatorClass(..)
            | ObjectRef::Unqualified(..)
            | ObjectRef::Named(
                ObjectKind::Collation
                | ObjectKind::Statistics
                | ObjectKind::TextSearchConfiguration
                | ObjectKind::TextSearchDictionary,
                _,
            ) => self.find_object(object)?.object,
            _ => {
                self.find_object(object)?;
                return Err(Refusal::Opaque("an owner of something that is not modelled".into()));
            }
        };
        self.give_to(id, &owner);
        Ok(Effect::Applied)
    }

    /// What only a superuser may own; whether another role than the server's own is one is not known.
    fn require_superuser(&self, owner: &Name) -> Result<(), Refusal> {
        if *owner == self.environment.role.as_str() {
            return Ok(());
        }
        Err(Refusal::Undecided(format!("whether role \"{owner}\" is a superuser")))
    }

    /// Makes a role the owner. What the old owner held, the new one holds.
    pub(crate) fn give_to(&mut self, id: ObjectId, owner: &Name) {
        self.change(id, |object| {
            let old = std::mem::replace(&mut object.owner, owner.clone());
            hand_over(&mut object.acl, &old, owner);
            for column in object.columns_mut().into_iter().flatten() {
                hand_over(&mut column.acl, &old, owner);
            }
        });
    }
}

/// Puts the new owner's name in the place of the old one's; what both held is held once.
fn hand_over(acl: &mut Acl, old: &str, new: &Name) {
    let Some(grants) = acl else { return };
    for grant in grants.iter_mut() {
        if let Grantee::Role(role) = &mut grant.grantee
            && role.name == old
        {
            role.name = new.clone();
        }
    }
    let mut kept = Vec::with_capacity(grants.len());
    for grant in grants.drain(..) {
        if !kept.contains(&grant) {
            kept.push(grant);
        }
    }
    *grants = kept;
}
