//! Schemas.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::Ident;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_schema(&mut self, _name: &Ident, _if_not_exists: bool, _owner: Option<&Ident>) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
