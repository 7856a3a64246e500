//! Extensions.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::{Ident, Name};

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
