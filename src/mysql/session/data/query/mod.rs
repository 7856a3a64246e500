//! Runs prepared queries over the rows that are known.
//!
//! Whose rows are not known, of that the query is undecided. Where the order of rows is not determined and matters (`LIMIT`), it is too.

mod aggregate;
mod from;
mod group;
mod set;
mod sort;
mod window;

pub(super) use from::{comparable, equalities};
pub(super) use sort::{Ordered, sort as sort_rows};

use super::evaluate::Frame;
use super::plan::{BodyPlan, Node, QueryPlan, SelectPlan};
use crate::mysql::catalog::Row;
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::convert;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// Rows that were found, and whether the server returns them in this order.
#[derive(Debug, Clone)]
pub(in crate::mysql::session) struct Found {
    /// The rows.
    pub rows: Vec<Row>,
    /// Their order is known.
    pub order: Ordered,
}

/// A row of a select on its way: what it came from, and what was computed over its group and its windows.
#[derive(Debug, Clone)]
struct Passing {
    row: Row,
    aggregates: Vec<Value>,
    windows: Vec<Value>,
}

impl Passing {
    fn frame<'a>(&'a self, outer: Option<&'a Frame<'a>>) -> Frame<'a> {
        Frame { row: &self.row, aggregates: &self.aggregates, windows: &self.windows, outer }
    }
}

impl Session {
    /// Runs a query.
    pub(super) fn run_query(&mut self, plan: &QueryPlan, outer: Option<&Frame<'_>>) -> Result<Found, Refusal> {
        let mut found = self.body_rows(&plan.body, outer)?;
        if !plan.order.is_empty() {
            found = self.sorted(found, &plan.order, outer)?;
        }
        self.limited(found, plan.limit.as_ref(), plan.offset.as_ref(), outer)
    }

    pub(super) fn body_rows(&mut self, body: &BodyPlan, outer: Option<&Frame<'_>>) -> Result<Found, Refusal> {
        match body {
            BodyPlan::Select(select) => self.run_select(select, outer),
            BodyPlan::Nested(query) => self.run_query(query, outer),
            BodyPlan::Set { operator, quantifier, left, right, types } => {
                let (left, right) = (self.body_rows(left, outer)?, self.body_rows(right, outer)?);
                self.set_operation(*operator, *quantifier, left, right, types)
            }
            BodyPlan::Values(rows) => {
                let frame = Frame::of(&[], outer);
                let rows = rows.iter().map(|row| self.compute_all(row, &frame));
                Ok(Found { rows: rows.collect::<Result<_, _>>()?, order: Ordered::Known })
            }
        }
    }

    fn compute_all(&mut self, nodes: &[Node], frame: &Frame<'_>) -> Result<Row, Refusal> {
        nodes.iter().map(|node| self.compute(node, frame)).collect::<Result<Vec<Value>, Refusal>>().map(Row::from)
    }

    fn run_select(&mut self, select: &SelectPlan, outer: Option<&Frame<'_>>) -> Result<Found, Refusal> {
        let mut found = self.rows_from(&select.from, select.filter.as_ref(), outer)?;
        if let Some(filter) = &select.filter {
            found.rows = self.filtered(found.rows, filter, outer)?;
        }
        let (mut passing, order) = if let Some(keys) = &select.group {
            self.grouped(select, keys, found, outer)?
        } else {
            let pass = |row| Passing { row, aggregates: Vec::new(), windows: Vec::new() };
            (found.rows.into_iter().map(pass).collect(), found.order)
        };
        if let Some(having) = &select.having {
            let mut kept = Vec::with_capacity(passing.len());
            for one in passing {
                if self.holds(having, &one.frame(outer))? {
                    kept.push(one);
                }
            }
            passing = kept;
        }
        if !select.windows.is_empty() {
            self.compute_windows(&mut passing, &select.windows, outer)?;
        }
        self.project(select, &passing, order, outer)
    }

    /// The select list, `DISTINCT`, `ORDER BY` and `LIMIT`.
    fn project(
        &mut self,
        select: &SelectPlan,
        passing: &[Passing],
        order: Ordered,
        outer: Option<&Frame<'_>>,
    ) -> Result<Found, Refusal> {
        let mut rows = Vec::with_capacity(passing.len());
        for one in passing {
            let frame = one.frame(outer);
            let keys = select
                .order
                .iter()
                .map(|(key, _)| self.compute(key, &frame))
                .collect::<Result<Vec<Value>, Refusal>>()?;
            rows.push((self.compute_all(&select.items, &frame)?, keys));
        }
        let mut order = if rows.len() < 2 { Ordered::Known } else { order };
        if select.distinct {
            rows = sort::distinct(rows, &select.items)?;
            order = Ordered::unknown_of(rows.len());
        }
        if !select.order.is_empty() {
            order = sort::sort(&mut rows, &select.order)?;
        }
        let found = Found { rows: rows.into_iter().map(|(row, _)| row).collect(), order };
        self.limited(found, select.limit.as_ref(), select.offset.as_ref(), outer)
    }

    /// Only the rows for which a condition holds.
    pub(in crate::mysql::session::data) fn filtered(
        &mut self,
        rows: Vec<Row>,
        filter: &Node,
        outer: Option<&Frame<'_>>,
    ) -> Result<Vec<Row>, Refusal> {
        let mut kept = Vec::new();
        for row in rows {
            if self.holds(filter, &Frame::of(&row, outer))? {
                kept.push(row);
            }
        }
        Ok(kept)
    }

    fn sorted(&mut self, found: Found, keys: &[(Node, bool)], outer: Option<&Frame<'_>>) -> Result<Found, Refusal> {
        let mut rows = Vec::with_capacity(found.rows.len());
        for row in found.rows {
            let frame = Frame::of(&row, outer);
            let values =
                keys.iter().map(|(key, _)| self.compute(key, &frame)).collect::<Result<Vec<Value>, Refusal>>()?;
            rows.push((row, values));
        }
        let order = sort::sort(&mut rows, keys)?;
        Ok(Found { rows: rows.into_iter().map(|(row, _)| row).collect(), order })
    }

    fn limited(
        &mut self,
        found: Found,
        limit: Option<&Node>,
        offset: Option<&Node>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Found, Refusal> {
        let all = found.rows.len();
        let Some(limit) = limit else {
            self.data.found_rows = Value::Int(i64::try_from(all).unwrap_or(i64::MAX));
            return Ok(found);
        };
        let limit = self.row_count(limit, outer)?;
        let offset = offset.map_or(Ok(0), |offset| self.row_count(offset, outer))?;
        let (start, end) = (offset.min(all), offset.saturating_add(limit).min(all));
        let cuts = start > 0 || end < all;
        if cuts && end > start && !found.order.is_known_at(start, end) {
            return Err(undecided("LIMIT cuts rows whose order is not determined"));
        }
        let rows: Vec<Row> = found.rows.into_iter().skip(start).take(end - start).collect();
        self.data.found_rows = Value::Int(i64::try_from(rows.len()).unwrap_or(i64::MAX));
        let order = if rows.len() < 2 { Ordered::Known } else { found.order };
        Ok(Found { rows, order })
    }

    /// The number of `LIMIT`.
    pub(in crate::mysql::session::data) fn row_count(
        &mut self,
        node: &Node,
        outer: Option<&Frame<'_>>,
    ) -> Result<usize, Refusal> {
        let value = self.compute(node, &Frame::of(&[], outer))?;
        if let Some(reason) = value.why_not_known() {
            return Err(undecided(reason));
        }
        match convert::integer(&value) {
            Some(count) => usize::try_from(count)
                .map_err(|_| failure("1235", "This version of MariaDB doesn't yet support 'LIMIT below zero'")),
            None => Ok(0),
        }
    }
}
