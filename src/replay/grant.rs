//! `GRANT` and `REVOKE` on objects.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::{GrantTarget, Grantee, Privilege};

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn grant(
        &mut self,
        _revoke: bool,
        _privileges: &[Privilege],
        _target: &GrantTarget,
        _grantees: &[Grantee],
        _grant_option: bool,
    ) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
