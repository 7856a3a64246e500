//! Roles: the server's, not the database's.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::Ident;
use crate::ast::op::Grantee;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_role(&mut self, _name: &Ident) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn grant_role(&mut self, _revoke: bool, _roles: &[Ident], _grantees: &[Grantee]) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
