//! User mappings.

use super::options::Holder;
use crate::postgres::ast::op::{Grantee, ObjectKind, OptionChange};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{Address, DependencyKind, NameClass, ObjectBody, ObjectId, UserMapping};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn create_user_mapping(
        &mut self,
        user: &Grantee,
        server: &Ident,
        if_not_exists: bool,
        options: &[OptionChange],
    ) -> Applied {
        let (user, name) = self.mapped_user(user)?;
        let server_id = self.find_unqualified(ObjectKind::ForeignServer, server)?;
        if self.catalog.find(NameClass::UserMapping, server_id, &name).is_some() {
            let message = format!("user mapping for \"{name}\" already exists for server \"{}\"", server.name);
            return if if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42710", message).into())
            };
        }
        let options = self.changed_options(Holder::UserMapping, self.validator_of(server_id)?, &[], options)?;
        let owner = if let Grantee::Role(role) = &user { role.name.clone() } else { Name::default() };
        let body = ObjectBody::UserMapping(UserMapping { user, options });
        let id = self.create_object(name, None, Some(server_id), body);
        self.set_remark(id);
        self.change(id, |object| object.owner = owner);
        self.catalog.depend(id, server_id, DependencyKind::Normal);
        Ok(Effect::Applied)
    }

    pub(super) fn alter_user_mapping(
        &mut self,
        user: &Grantee,
        server: &Ident,
        options: &[OptionChange],
    ) -> Result<(), Refusal> {
        let id = self.find_user_mapping(user, server)?.object;
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let (ObjectBody::UserMapping(mapping), Some(parent)) = (&object.body, object.parent) else { return Ok(()) };
        let validator = self.validator_of(parent)?;
        let options = self.changed_options(Holder::UserMapping, validator, &mapping.options, options)?;
        self.change(id, |object| {
            if let ObjectBody::UserMapping(mapping) = &mut object.body {
                mapping.options = options;
            }
        });
        Ok(())
    }

    /// The mapping of a user on a server; 42704 where the user, the server or the mapping is missing.
    pub(crate) fn find_user_mapping(&self, user: &Grantee, server: &Ident) -> Result<Address, Refusal> {
        let (_, name) = self.mapped_user(user)?;
        let server_id: ObjectId = self.find_unqualified(ObjectKind::ForeignServer, server)?;
        self.catalog.find(NameClass::UserMapping, server_id, &name).map(Into::into).ok_or_else(|| {
            let message = format!("user mapping for \"{name}\" does not exist for server \"{}\"", server.name);
            Failure::new("42704", message).into()
        })
    }

    /// The user, and the name that a mapping has for it.
    fn mapped_user(&self, user: &Grantee) -> Result<(Grantee, Name), Refusal> {
        self.check_grantees(std::slice::from_ref(user))?;
        let user = self.named_grantee(user);
        let name = match &user {
            Grantee::Role(role) => role.name.clone(),
            _ => Name::new_static("public"),
        };
        Ok((user, name))
    }
}
