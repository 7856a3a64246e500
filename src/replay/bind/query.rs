//! Queries: clause by clause, in the server's order.

use super::binder::{Binder, Type};
use crate::ast::{Name, Query};
use crate::replay::outcome::Refusal;

/// An output column.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub name: Name,
    pub type_ref: Type,
}

impl Binder<'_> {
    /// Binds a query at a level of its own and says its columns.
    pub(super) fn bind_query_level(&mut self, _query: &Query) -> Result<Vec<Output>, Refusal> {
        Err(Refusal::Opaque("queries are not bound yet".into()))
    }
}
