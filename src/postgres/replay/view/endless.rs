//! Views that read each other in a circle: `CREATE OR REPLACE VIEW` closes one, and no query of them can be planned afterwards.

use crate::postgres::ast::op::ViewKind;
use crate::postgres::catalog::{Address, ObjectBody, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::collections::BTreeSet;

impl Session {
    /// What a query meets before it reads any row of what it depends on.
    pub(crate) fn refuse_reads(&self, dependencies: &[Address]) -> Result<(), Refusal> {
        for address in dependencies {
            self.refuse_endless_view(address.object)?;
        }
        self.refuse_foreign_reads(dependencies)
    }

    /// 42P17 for a view that reads itself, directly or through others.
    pub(crate) fn refuse_endless_view(&self, relation: ObjectId) -> Result<(), Failure> {
        let Some(view) = self.met_again(relation, &mut Vec::new(), &mut BTreeSet::new()) else { return Ok(()) };
        let message = format!("infinite recursion detected in rules for relation \"{}\"", self.name_of(view));
        Err(Failure::new("42P17", message))
    }

    /// The first view that is met again while it is being replaced by what it reads.
    fn met_again(&self, id: ObjectId, open: &mut Vec<ObjectId>, seen: &mut BTreeSet<ObjectId>) -> Option<ObjectId> {
        if open.contains(&id) {
            return Some(id);
        }
        let body = self.catalog.get(id).map(|object| &object.body);
        let is_view = matches!(body, Some(ObjectBody::View(view)) if view.kind == ViewKind::View);
        if !is_view || !seen.insert(id) {
            return None;
        }
        open.push(id);
        let mut read = self.catalog.dependencies(id).map(|edge| edge.referenced.object);
        let found = read.find_map(|next| self.met_again(next, open, seen));
        open.pop();
        found
    }
}
