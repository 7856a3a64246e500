//! Triggers.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::CreateTrigger;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_trigger(&mut self, _create: &CreateTrigger) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
