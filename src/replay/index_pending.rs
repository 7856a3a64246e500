//! Indexes.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::CreateIndex;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_index(&mut self, _create: &CreateIndex) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
