//! The rows of `FROM`.

use super::{Found, Ordered};
use crate::mysql::ast::{BinaryOperator, JoinKind};
use crate::mysql::catalog::Row;
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{FromPlan, Node, NodeKind, Reading, RecursivePlan};
use crate::mysql::session::data::prepare::type_of_value;
use crate::mysql::session::data::types::Type;
use crate::mysql::session::data::write::scan;
use crate::mysql::session::system::{Layout, SystemFilter};
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// `@@cte_max_recursion_depth`, as the server has it by itself.
const MOST_STEPS: usize = 1000;

impl Session {
    /// The rows of a part of `FROM`. Where a condition asks for one value of a unique key of a table, only that row is looked at.
    pub(in crate::mysql::session::data) fn rows_from(
        &mut self,
        from: &FromPlan,
        filter: Option<&Node>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Found, Refusal> {
        self.rows_of_part(from, &Asked { conditions: filter.into_iter().collect(), offset: 0 }, outer)
    }

    fn rows_of_part(
        &mut self,
        from: &FromPlan,
        asked: &Asked<'_>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Found, Refusal> {
        match from {
            FromPlan::One => Ok(Found { rows: vec![Row::from([])], order: Ordered::Known }),
            FromPlan::Table { database, name, reading, .. } => {
                let filter = asked.conditions.first().filter(|_| asked.offset == 0);
                self.table_rows((database, name), reading, filter.copied(), outer)
            }
            FromPlan::System(layout) => {
                let filter = self.system_filter(layout, asked, outer)?;
                let rows = self.system_rows(layout, &filter)?;
                Ok(Found { order: single_or_unknown(rows.len()), rows })
            }
            FromPlan::Unknown(reason, _) => Err(undecided(reason.to_string())),
            FromPlan::Query(query) => self.run_query(query, None),
            FromPlan::Recursive(recursive) => self.recursive_rows(recursive),
            FromPlan::Working(number, _) => {
                let rows = self.data.working.get(number).cloned().unwrap_or_default();
                Ok(Found { rows: rows.to_vec(), order: single_or_unknown(rows.len()) })
            }
            FromPlan::Join { left, right, kind, on } => self.joined((left, right), *kind, on.as_ref(), asked, outer),
        }
    }

    fn table_rows(
        &mut self,
        (database, name): (&str, &str),
        reading: &Reading,
        filter: Option<&Node>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Found, Refusal> {
        let Some(table) = self.catalog.table(database, name).cloned() else {
            return Err(undecided(format!("the table `{name}` is gone")));
        };
        if let Some(reason) = table.rows.unknown() {
            return Err(undecided(reason.to_string()));
        }
        if let Some(rows) = self.rows_of_key(database, &table, filter, outer)? {
            return Ok(Found { order: single_or_unknown(rows.len()), rows });
        }
        Ok(scan(&table, reading))
    }

    /// What conditions ask of the columns of a table of `information_schema`.
    fn system_filter(
        &mut self,
        layout: &Layout,
        asked: &Asked<'_>,
        outer: Option<&Frame<'_>>,
    ) -> Result<SystemFilter, Refusal> {
        let mut wanted = Vec::new();
        asked.conditions.iter().for_each(|condition| equalities(condition, &mut wanted));
        let mut equal = Vec::new();
        for (index, _, fixed) in wanted {
            let place = index.checked_sub(asked.offset);
            let Some(column) = place.and_then(|place| layout.columns.get(place)) else { continue };
            let value = self.compute(fixed, &Frame::of(&[], outer))?;
            if let Some(text) = value.to_text() {
                equal.push((column.name.to_uppercase().into(), SmolStr::from(&*text)));
            }
        }
        Ok(SystemFilter { equal })
    }

    fn recursive_rows(&mut self, plan: &Arc<RecursivePlan>) -> Result<Found, Refusal> {
        let types: Vec<Type> = plan.columns.iter().map(|column| column.ty.clone()).collect();
        let refs: Vec<&Type> = types.iter().collect();
        let mut seen = std::collections::HashSet::new();
        let anchor = self.body_rows(&plan.anchor, None)?;
        let mut fresh = self.new_rows(anchor.rows, &types, &refs, plan.distinct, &mut seen)?;
        let mut all = Vec::new();
        for _ in 0..=MOST_STEPS {
            if fresh.is_empty() {
                return Ok(Found { order: single_or_unknown(all.len()), rows: all });
            }
            all.extend(fresh.iter().cloned());
            let before = self.data.working.insert(plan.number, Arc::new(fresh));
            let step = self.body_rows(&plan.step, None);
            match before {
                Some(before) => self.data.working.insert(plan.number, before),
                None => self.data.working.remove(&plan.number),
            };
            fresh = self.new_rows(step?.rows, &types, &refs, plan.distinct, &mut seen)?;
        }
        Err(undecided("a recursive query of more than 1000 steps"))
    }

    fn new_rows(
        &mut self,
        rows: Vec<Row>,
        types: &[Type],
        refs: &[&Type],
        distinct: bool,
        seen: &mut std::collections::HashSet<Vec<u8>>,
    ) -> Result<Vec<Row>, Refusal> {
        let rows = self.converted_rows(rows, types)?;
        if !distinct {
            return Ok(rows);
        }
        let mut fresh = Vec::new();
        for row in rows {
            if seen.insert(super::sort::identity(&row, refs)?) {
                fresh.push(row);
            }
        }
        Ok(fresh)
    }

    fn joined(
        &mut self,
        (left, right): (&FromPlan, &FromPlan),
        kind: JoinKind,
        on: Option<&Node>,
        asked: &Asked<'_>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Found, Refusal> {
        // What `ON` asks can be asked of a side alone, unless that is the one of which all rows are kept.
        let side = |takes_on: bool, offset: usize| {
            let on = on.filter(|_| takes_on);
            Asked { conditions: asked.conditions.iter().copied().chain(on).collect(), offset: asked.offset + offset }
        };
        let lefts = self.rows_of_part(left, &side(kind != JoinKind::Left, 0), outer)?;
        let rights = self.rows_of_part(right, &side(kind != JoinKind::Right, left.width()), outer)?;
        if kind == JoinKind::Right {
            return self.outer_join(&rights, &lefts, left.width(), on, outer, Side::Right);
        }
        if kind == JoinKind::Left {
            return self.outer_join(&lefts, &rights, right.width(), on, outer, Side::Left);
        }
        let mut rows = Vec::new();
        for a in &lefts.rows {
            for b in &rights.rows {
                let row = pair(a, b);
                if self.matches(on, &row, outer)? {
                    rows.push(row);
                }
            }
        }
        Ok(Found { order: join_order(&lefts, &rights, rows.len()), rows })
    }

    fn matches(&mut self, on: Option<&Node>, row: &Row, outer: Option<&Frame<'_>>) -> Result<bool, Refusal> {
        match on {
            None => Ok(true),
            Some(on) => self.holds(on, &Frame::of(row, outer)),
        }
    }

    /// All rows of one side, each with those of the other that fit it, or with NULLs.
    fn outer_join(
        &mut self,
        kept: &Found,
        other: &Found,
        width: usize,
        on: Option<&Node>,
        outer: Option<&Frame<'_>>,
        side: Side,
    ) -> Result<Found, Refusal> {
        let nulls: Row = vec![Value::Null; width].into();
        let both = |kept: &Row, other: &Row| if side == Side::Left { pair(kept, other) } else { pair(other, kept) };
        let mut rows = Vec::new();
        for a in &kept.rows {
            let before = rows.len();
            for b in &other.rows {
                let row = both(a, b);
                if self.matches(on, &row, outer)? {
                    rows.push(row);
                }
            }
            if rows.len() == before {
                rows.push(both(a, &nulls));
            }
        }
        Ok(Found { order: join_order(kept, other, rows.len()), rows })
    }
}

/// What the query asks of a part of `FROM`: conditions on its row, in which the columns of the part begin at an offset.
struct Asked<'a> {
    conditions: Vec<&'a Node>,
    offset: usize,
}

/// Which side of a join keeps all its rows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

/// With one row on one side there is nothing to choose.
fn join_order(left: &Found, right: &Found, rows: usize) -> Ordered {
    let single = left.rows.len() < 2 && right.order.is_known() || right.rows.len() < 2 && left.order.is_known();
    if single { Ordered::Known } else { single_or_unknown(rows) }
}

fn single_or_unknown(rows: usize) -> Ordered {
    if rows < 2 { Ordered::Known } else { Ordered::Unknown }
}

fn pair(left: &Row, right: &Row) -> Row {
    left.iter().chain(right.iter()).cloned().collect()
}

/// The values that a condition asks of columns: `column = x` among the parts of an `AND`.
pub(in crate::mysql::session::data) fn equalities<'a>(filter: &'a Node, found: &mut Vec<(usize, &'a Node, &'a Node)>) {
    match &filter.kind {
        NodeKind::Logic(BinaryOperator::And, left, right) => {
            equalities(left, found);
            equalities(right, found);
        }
        NodeKind::Compare(BinaryOperator::Equal, left, right, _) => match (&left.kind, &right.kind) {
            (NodeKind::Column { depth: 0, index }, _) if is_fixed(right) => found.push((*index, left, right)),
            (_, NodeKind::Column { depth: 0, index }) if is_fixed(left) => found.push((*index, right, left)),
            _ => {}
        },
        _ => {}
    }
}

/// Its value is the same for all rows.
fn is_fixed(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Constant(_)
        | NodeKind::ProgramVariable(_)
        | NodeKind::UserVariable(_)
        | NodeKind::TriggerValue { .. }
        | NodeKind::Parameter(_) => true,
        NodeKind::Column { depth, .. } => *depth > 0,
        _ => false,
    }
}

/// The type of a value, for keys.
pub(in crate::mysql::session::data) fn comparable(value: &Value, ty: &Type) -> bool {
    let own = type_of_value(value);
    match value {
        Value::Int(_) | Value::UInt(_) => ty.is_integer() && ty.class != super::super::types::Class::Bit,
        Value::Text(_) => {
            own.is_string()
                && ty.is_string()
                && !matches!(ty.class, super::super::types::Class::Enum(_) | super::super::types::Class::Set(_))
                && !ty.collation.is_binary()
        }
        _ => false,
    }
}
