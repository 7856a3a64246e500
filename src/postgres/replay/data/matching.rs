//! Which rows an `UPDATE` or `DELETE` touches.

use super::evaluate::Evaluator;
use super::from::Joined;
use super::plan::{Slot, TablePlan};
use super::scope::Scope;
use super::unique::slot_values;
use crate::postgres::ast::{Expr, Name, TableRef};
use crate::postgres::catalog::{Contents, ObjectId, Row, Value};
use crate::run::Refusal;

/// A row of the target, and the row of `FROM` that it meets.
#[derive(Debug)]
pub(super) struct Match {
    /// The table that holds it: the target, a partition of it, or a table that inherits from it.
    pub(super) table: ObjectId,
    pub(super) position: usize,
    /// In the order of the target's columns.
    pub(super) values: Vec<Value>,
    partner: usize,
}

/// The rows that are touched.
#[derive(Debug)]
pub(super) struct Matches {
    pub(super) rows: Vec<Match>,
    from: Joined,
    /// Why there are none.
    pub(super) none: Option<String>,
}

impl Matches {
    fn nothing(reason: String) -> Self {
        Self { rows: Vec::new(), from: Joined::default(), none: Some(reason) }
    }

    /// The scope of a touched row, with its own values or those that it gets.
    pub(super) fn scope<'s>(
        &'s self,
        plan: &'s TablePlan,
        alias: &'s str,
        row: &'s Match,
        values: &'s [Value],
        outer: &'s Scope<'s>,
    ) -> Scope<'s> {
        beside(plan, alias, values, self.from.scope_at(row.partner, outer))
    }
}

/// The values of another table's row, in the order of the target's columns.
fn by_name(own: &TablePlan, target: &TablePlan, row: &Row) -> Vec<Value> {
    let values = slot_values(own, row);
    let named = |slot: &Slot| own.slots.iter().position(|other| other.field.name == slot.field.name);
    target.slots.iter().map(|slot| named(slot).map_or(Value::Null, |place| values[place].clone())).collect()
}

/// The target's row in front of those of `FROM`.
fn beside<'s>(plan: &'s TablePlan, alias: &'s str, values: &'s [Value], mut scope: Scope<'s>) -> Scope<'s> {
    scope.sources.insert(0, plan.source(alias, values));
    scope
}

impl Evaluator<'_> {
    /// The rows of a table that a condition selects, each with its partner in `FROM`.
    pub(super) fn matches(
        self,
        plan: &TablePlan,
        alias: &Name,
        from: &[TableRef],
        filter: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> Result<Matches, Refusal> {
        if self.has_no_rows(plan) {
            return Ok(Matches::nothing(format!("`{}` has no rows on a fresh database", plan.name)));
        }
        if let Some(filter) = filter
            && self.never_holds(filter, scope)
        {
            return Ok(Matches::nothing("its condition is never true".into()));
        }
        let from = self.from(from, scope)?;
        if from.tuples.is_empty() {
            return Ok(Matches::nothing(from.empty.unwrap_or_else(|| "FROM gives no rows".into())));
        }
        let mut matches = Matches { rows: Vec::new(), from, none: None };
        self.add_matches(plan, alias, filter, scope, &mut matches)?;
        if matches.rows.is_empty() {
            matches.none = Some(format!("no row of `{}` meets its condition", plan.name));
        }
        Ok(matches)
    }

    /// Neither the table nor one that inherits from it.
    fn has_no_rows(self, plan: &TablePlan) -> bool {
        let catalog = &self.session.catalog;
        self.session.family(plan.id).into_iter().all(|id| {
            self.session.refuse_foreign_rows(id).is_ok() && catalog.contents(id).is_none_or(Contents::is_empty)
        })
    }

    fn add_matches(
        self,
        plan: &TablePlan,
        alias: &Name,
        filter: Option<&Expr>,
        scope: &Scope<'_>,
        matches: &mut Matches,
    ) -> Result<(), Refusal> {
        for table in self.session.family(plan.id) {
            self.add_matches_in(table, plan, alias, filter, scope, matches)?;
        }
        Ok(())
    }

    /// The rows of one table, which may be another one than the target.
    fn add_matches_in(
        self,
        table: ObjectId,
        plan: &TablePlan,
        alias: &Name,
        filter: Option<&Expr>,
        scope: &Scope<'_>,
        matches: &mut Matches,
    ) -> Result<(), Refusal> {
        let Some(object) = self.session.catalog.get(table) else { return Ok(()) };
        self.session.refuse_foreign_rows(table)?;
        let own = self.plan(object);
        self.session.refuse_unknown(&own)?;
        let Some(rows) = self.session.catalog.contents(table).and_then(Contents::rows) else { return Ok(()) };
        for (position, row) in rows.iter().enumerate() {
            let values = if table == plan.id { slot_values(plan, row) } else { by_name(&own, plan, row) };
            let mut partners = Vec::new();
            for partner in 0..matches.from.tuples.len() {
                let here = beside(plan, alias, &values, matches.from.scope_at(partner, scope));
                if filter.map_or(Ok(true), |filter| self.meets(filter, &here))? {
                    partners.push(partner);
                }
            }
            match partners.as_slice() {
                [] => {}
                [partner] => matches.rows.push(Match { table, position, values, partner: *partner }),
                _ => return Err(Refusal::Undecided("several rows of FROM belong to one of its own".into())),
            }
        }
        Ok(())
    }
}
