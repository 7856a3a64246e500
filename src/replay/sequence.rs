//! Sequences.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::QualifiedName;
use crate::ast::op::{Persistence, SequenceOption};

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_sequence(
        &mut self,
        _name: &QualifiedName,
        _if_not_exists: bool,
        _persistence: Persistence,
        _options: &[SequenceOption],
    ) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn alter_sequence(
        &mut self,
        _name: &QualifiedName,
        _if_exists: bool,
        _options: &[SequenceOption],
    ) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
