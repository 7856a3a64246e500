//! Row level security policies.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::{AlterPolicy, CreatePolicy};

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_policy(&mut self, _create: &CreatePolicy) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn alter_policy(&mut self, _alter: &AlterPolicy) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
