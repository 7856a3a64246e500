//! Functions and procedures.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::{AlterRoutine, CreateRoutine};

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_routine(&mut self, _create: &CreateRoutine) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn alter_routine(&mut self, _alter: &AlterRoutine) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
