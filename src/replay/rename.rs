//! Renames, moves to another schema and changes of owner, for every kind of object.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::Ident;
use crate::ast::op::ObjectRef;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn rename(&mut self, _object: &ObjectRef, _if_exists: bool, _to: &Ident) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn set_schema(&mut self, _object: &ObjectRef, _if_exists: bool, _schema: &Ident) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn set_owner(&mut self, _object: &ObjectRef, _if_exists: bool, _owner: &Ident) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
