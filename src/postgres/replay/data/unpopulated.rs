//! Materialised views that were never filled cannot be scanned.

use super::walk::{self, Node};
use crate::postgres::ast::op::ViewKind;
use crate::postgres::ast::{QualifiedName, Query, QueryBody, TableRef};
use crate::postgres::catalog::{NameClass, Object};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    /// 55000 where a query is sure to scan such a view; undecided where the planner may leave the scan out.
    pub(super) fn refuse_unpopulated(&self, query: &Query) -> Result<(), Refusal> {
        let mut found = None;
        walk::query(query, &mut |node| {
            if let Node::Relation(name) = node {
                found = found.take().or_else(|| self.unpopulated(name));
            }
            found.is_none()
        });
        let Some(view) = found else { return Ok(()) };
        let message = format!("materialized view \"{}\" has not been populated", view.name);
        match &query.body {
            QueryBody::Select(select) if select.filter.is_none() && query.with.is_empty() => {
                let scans = |item: &TableRef| matches!(item, TableRef::Relation { name, .. } if self.unpopulated(name).is_some());
                if select.from.iter().any(scans) {
                    return Err(Failure::new("55000", message).into());
                }
            }
            _ => {}
        }
        Err(Refusal::Undecided(format!("{message}, if the server scans it")))
    }

    fn unpopulated(&self, name: &QualifiedName) -> Option<&Object> {
        let object = self.lookup(NameClass::Relation, name).and_then(|id| self.catalog.get(id))?;
        object.view().is_some_and(|view| view.kind == ViewKind::Materialized && !view.populated).then_some(object)
    }
}
