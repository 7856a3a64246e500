//! `DROP`, with `RESTRICT` and `CASCADE` along the dependencies.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::{DropBehavior, ObjectRef};

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn drop_objects(
        &mut self,
        _objects: &[ObjectRef],
        _if_exists: bool,
        _behavior: DropBehavior,
        _concurrently: bool,
    ) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
