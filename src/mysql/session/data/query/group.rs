//! `GROUP BY`.

use super::{Found, Ordered, Passing, sort};
use crate::mysql::catalog::Row;
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{Node, SelectPlan};
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::collections::BTreeMap;

impl Session {
    /// One row for each group, with the values of the aggregates.
    pub(super) fn grouped(
        &mut self,
        select: &SelectPlan,
        keys: &[Node],
        found: Found,
        outer: Option<&Frame<'_>>,
    ) -> Result<(Vec<Passing>, Ordered), Refusal> {
        if select.rollup {
            return Err(undecided("WITH ROLLUP"));
        }
        let groups = self.groups(keys, found.rows, outer)?;
        let mut passing = Vec::with_capacity(groups.len());
        for rows in groups {
            let aggregates =
                select.aggregates.iter().map(|aggregate| self.aggregate(aggregate, &rows, &found.order, outer));
            let aggregates = aggregates.collect::<Result<Vec<Value>, Refusal>>()?;
            passing.push(Passing { row: representative(&rows, select.from.width()), aggregates, windows: Vec::new() });
        }
        let order = Ordered::unknown_of(passing.len());
        Ok((passing, order))
    }

    fn groups(&mut self, keys: &[Node], rows: Vec<Row>, outer: Option<&Frame<'_>>) -> Result<Vec<Vec<Row>>, Refusal> {
        if keys.is_empty() {
            return Ok(vec![rows]);
        }
        let types: Vec<&Type> = keys.iter().map(|key| &key.ty).collect();
        let mut places: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        let mut groups: Vec<Vec<Row>> = Vec::new();
        for row in rows {
            let frame = Frame::of(&row, outer);
            let values = keys.iter().map(|key| self.compute(key, &frame)).collect::<Result<Vec<Value>, Refusal>>()?;
            let next = groups.len();
            let place = *places.entry(sort::identity(&values, &types)?).or_insert(next);
            if place == next {
                groups.push(Vec::new());
            }
            groups[place].push(row);
        }
        Ok(groups)
    }
}

/// The values that all rows of a group share; of the others nobody says which row they come from. A group without rows has NULLs.
fn representative(rows: &[Row], width: usize) -> Row {
    let Some((first, others)) = rows.split_first() else { return vec![Value::Null; width].into() };
    if others.is_empty() {
        return Row::clone(first);
    }
    let shared = (0..width).map(|at| {
        if others.iter().all(|row| row[at] == first[at]) {
            first[at].clone()
        } else {
            Value::unknown("which row of the group it is taken from is not determined")
        }
    });
    shared.collect()
}
