//! `COMMENT ON`.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::Name;
use crate::ast::op::ObjectRef;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn comment(&mut self, _object: &ObjectRef, _text: Option<&Name>) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
