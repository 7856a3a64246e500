//! Views and materialised views.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::QualifiedName;
use crate::ast::op::CreateView;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_view(&mut self, _create: &CreateView) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn refresh_view(&mut self, _name: &QualifiedName, _concurrently: bool, _with_data: bool) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
