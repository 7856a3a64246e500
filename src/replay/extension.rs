//! Extensions.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::{Ident, Name};
use crate::catalog::{Extension, ObjectBody, ObjectId};

/// `pg_catalog` itself.
const PG_CATALOG: ObjectId = ObjectId::builtin(11);

impl Session {
    /// `plpgsql` is there from the start.
    pub(super) fn install_plpgsql(&mut self) {
        let extension = Extension { schema: PG_CATALOG, version: None, unknown_members: false };
        self.create_object(Name::new("plpgsql"), None, None, ObjectBody::Extension(extension));
    }
}

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_extension(
        &mut self,
        _name: &Ident,
        _if_not_exists: bool,
        _schema: Option<&Ident>,
        _version: Option<&Name>,
        _cascade: bool,
    ) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
