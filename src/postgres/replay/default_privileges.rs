//! Privileges of objects that are yet to be made.

use super::grant::{Change, check_privileges};
use super::session::Session;
use crate::postgres::ast::op::{AlterDefaultPrivileges, FutureKind};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{Acl, DependencyKind, Grant, NameClass, Object, ObjectBody, ObjectId, TypeBody};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn alter_default_privileges(&mut self, alter: &AlterDefaultPrivileges) -> Applied {
        self.check_grantees(&alter.grantees)?;
        check_privileges(&alter.privileges, kind_word(alter.kind))?;
        if alter.privileges.iter().any(|privilege| !privilege.columns.is_empty()) {
            return Err(Failure::new("0LP01", "default privileges cannot be set for columns").into());
        }
        let grantees = alter.grantees.iter().map(|grantee| self.named_grantee(grantee)).collect();
        let change =
            Change { revoke: alter.revoke, privileges: &alter.privileges, grantees, grant_option: alter.grant_option };
        let roles: Vec<Name> = if alter.roles.is_empty() {
            vec![self.role.clone()]
        } else {
            alter.roles.iter().map(|role| self.owner_named(role)).collect::<Result<_, _>>()?
        };
        for role in roles {
            for schema in self.future_schemas(&alter.schemas)? {
                self.change_future(role.clone(), schema, alter.kind, &change)?;
            }
        }
        Ok(Effect::Applied)
    }

    /// The schemas that are named; [`ObjectId::NONE`] for the whole database.
    fn future_schemas(&self, names: &[Ident]) -> Result<Vec<ObjectId>, Refusal> {
        if names.is_empty() {
            return Ok(vec![ObjectId::NONE]);
        }
        names.iter().map(|name| self.find_schema(&name.name)).collect()
    }

    fn change_future(
        &mut self,
        role: Name,
        schema: ObjectId,
        kind: FutureKind,
        change: &Change,
    ) -> Result<(), Refusal> {
        if kind == FutureKind::Schemas && schema != ObjectId::NONE {
            let message = "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS";
            return Err(Failure::new("0LP01", message).into());
        }
        let id = match self.future_privileges(&role, schema, kind) {
            Some(known) => known.id,
            None => self.create_future(role, schema, kind),
        };
        self.grant_on(id, change)?;
        let is_default = self
            .catalog
            .get(id)
            .is_some_and(|object| object.acl.as_ref().is_none_or(|acl| is_same(acl, &object.default_acl())));
        if is_default {
            self.catalog.remove(id);
        }
        Ok(())
    }

    fn create_future(&mut self, role: Name, schema: ObjectId, kind: FutureKind) -> ObjectId {
        let parent = Some(schema).filter(|schema| *schema != ObjectId::NONE);
        let id = self.create_object(key(&role, kind), None, parent, ObjectBody::FuturePrivileges(kind));
        self.change(id, |object| object.owner = role);
        if let Some(schema) = parent {
            self.catalog.depend(id, schema, DependencyKind::Auto);
        }
        id
    }

    fn future_privileges(&self, role: &Name, schema: ObjectId, kind: FutureKind) -> Option<&Object> {
        if !self.catalog.has_any(NameClass::FuturePrivileges) {
            return None;
        }
        let id = self.catalog.find(NameClass::FuturePrivileges, schema, &key(role, kind))?;
        self.catalog.get(id)
    }

    /// What a new object has by the default privileges of its owner; `None` where that is what it has anyway.
    pub(super) fn initial_acl(&self, object: &Object) -> Acl {
        let kind = future_kind(object)?;
        let schema = object.schema.unwrap_or(ObjectId::NONE);
        let everywhere = self.future_privileges(&object.owner, ObjectId::NONE, kind);
        let in_schema = self.future_privileges(&object.owner, schema, kind).filter(|_| schema != ObjectId::NONE);
        if everywhere.is_none() && in_schema.is_none() {
            return None;
        }
        let default = object.default_acl();
        let mut acl = everywhere.and_then(|found| found.acl.clone()).unwrap_or_else(|| default.clone());
        for grant in in_schema.and_then(|found| found.acl.as_ref()).into_iter().flatten() {
            let known = acl.iter_mut().find(|known| known.is_to(&grant.grantee) && known.privilege == grant.privilege);
            match known {
                Some(known) => known.grant_option |= grant.grant_option,
                None => acl.push(grant.clone()),
            }
        }
        (!is_same(&acl, &default)).then_some(acl)
    }
}

/// The name under which default privileges are kept.
fn key(role: &Name, kind: FutureKind) -> Name {
    Name::new(format!("{kind:?} of {role}"))
}

/// The same privileges, in whatever order.
fn is_same(one: &[Grant], other: &[Grant]) -> bool {
    let has = |acl: &[Grant], grant: &Grant| {
        acl.iter().any(|known| {
            known.is_to(&grant.grantee)
                && known.privilege == grant.privilege
                && known.grant_option == grant.grant_option
        })
    };
    one.len() == other.len() && one.iter().all(|grant| has(other, grant))
}

fn future_kind(object: &Object) -> Option<FutureKind> {
    match &object.body {
        ObjectBody::Table(_) | ObjectBody::View(_) => Some(FutureKind::Tables),
        ObjectBody::Sequence(_) => Some(FutureKind::Sequences),
        ObjectBody::Routine(_) => Some(FutureKind::Routines),
        ObjectBody::Type(TypeBody::Multirange { .. } | TypeBody::Shell) => None,
        ObjectBody::Type(_) => Some(FutureKind::Types),
        ObjectBody::Schema => Some(FutureKind::Schemas),
        _ => None,
    }
}

fn kind_word(kind: FutureKind) -> &'static str {
    match kind {
        FutureKind::Tables => "relation",
        FutureKind::Sequences => "sequence",
        FutureKind::Routines => "function",
        FutureKind::Types => "type",
        FutureKind::Schemas => "schema",
    }
}
