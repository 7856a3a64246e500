//! Foreign servers.

use super::options::Holder;
use crate::postgres::ast::op::{ObjectKind, OptionChange};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{DependencyKind, ForeignServer, NameClass, ObjectBody, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// What `CREATE SERVER` asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewServer<'a> {
    pub name: &'a Ident,
    pub server_type: &'a Option<Name>,
    pub version: &'a Option<Name>,
    pub wrapper: &'a Ident,
    pub options: &'a [OptionChange],
}

impl Session {
    pub(super) fn create_server(&mut self, new: &NewServer, if_not_exists: bool) -> Applied {
        let name = &new.name.name;
        if self.catalog.find(NameClass::ForeignServer, ObjectId::NONE, name).is_some() {
            let message = format!("server \"{name}\" already exists");
            return if if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42710", message).into())
            };
        }
        let wrapper = self.find_unqualified(ObjectKind::ForeignDataWrapper, new.wrapper)?;
        let validator = self.wrapper(wrapper)?.validator;
        let options = self.changed_options(Holder::Server, validator, &[], new.options)?;
        let (server_type, version) = (new.server_type.clone(), new.version.clone());
        let body = ForeignServer { wrapper, server_type, version, options };
        let id = self.create_object(name.clone(), None, None, ObjectBody::ForeignServer(body));
        self.set_remark(id);
        self.catalog.depend(id, wrapper, DependencyKind::Normal);
        Ok(Effect::Applied)
    }

    pub(super) fn alter_server(
        &mut self,
        name: &Ident,
        version: Option<&Option<Name>>,
        options: &[OptionChange],
    ) -> Result<(), Refusal> {
        let id = self.find_unqualified(ObjectKind::ForeignServer, name)?;
        let mut server = self.server(id)?.clone();
        if let Some(version) = version {
            server.version.clone_from(version);
        }
        if !options.is_empty() {
            let validator = self.wrapper(server.wrapper)?.validator;
            server.options = self.changed_options(Holder::Server, validator, &server.options, options)?;
        }
        self.change(id, |object| object.body = ObjectBody::ForeignServer(server));
        Ok(())
    }

    /// The server of that id.
    pub(super) fn server(&self, id: ObjectId) -> Result<&ForeignServer, Refusal> {
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::ForeignServer(server)) => Ok(server),
            _ => Err(Refusal::Undecided("what a foreign server is".into())),
        }
    }

    /// The function that checks the options of what belongs to a server.
    pub(super) fn validator_of(&self, server: ObjectId) -> Result<Option<ObjectId>, Refusal> {
        Ok(self.wrapper(self.server(server)?.wrapper)?.validator)
    }
}
