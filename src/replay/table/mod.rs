//! Tables.

pub(crate) mod lookup;

use crate::ast::op::{AlterTable, CreateTable, CreateTableAs};
use crate::replay::outcome::{Applied, Refusal};
use crate::replay::session::Session;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(crate) fn create_table(&mut self, _create: &CreateTable) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn create_table_as(&mut self, _create: &CreateTableAs) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn alter_table(&mut self, _alter: &AlterTable) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
