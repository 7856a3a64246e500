//! Rows: `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, `COPY`, and queries for their effect.

use crate::ast::{Copy, Delete, Insert, QualifiedName, Query, Update};
use crate::replay::outcome::{Applied, Refusal};
use crate::replay::session::Session;

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(crate) fn insert(&mut self, _insert: &Insert) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn update(&mut self, _update: &Update) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn delete(&mut self, _delete: &Delete) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn truncate(&mut self, _tables: &[QualifiedName], _cascade: bool, _restart_identity: bool) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn copy(&mut self, _copy: &Copy) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(crate) fn run_query(&mut self, _query: &Query) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
