//! Window functions.

use super::aggregate::refuse_unknown;
use super::{Ordered, Passing, sort};
use crate::mysql::catalog::Row;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{AggregateFunction as F, FramePlan, WindowPlan};
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::collections::BTreeMap;

/// A row of a partition: its place among all rows, its keys of order, the arguments of the function.
struct Member {
    place: usize,
    keys: Vec<Value>,
    arguments: Vec<Value>,
}

impl Session {
    /// Computes the window functions for all rows.
    pub(super) fn compute_windows(
        &mut self,
        passing: &mut [Passing],
        windows: &[WindowPlan],
        outer: Option<&Frame<'_>>,
    ) -> Result<(), Refusal> {
        for window in windows {
            let mut values = vec![Value::Null; passing.len()];
            for (members, order) in self.partitions(passing, window, outer)? {
                self.window_values(window, &members, &order, &mut values)?;
            }
            for (one, value) in passing.iter_mut().zip(values) {
                one.windows.push(value);
            }
        }
        Ok(())
    }

    fn partitions(
        &mut self,
        passing: &[Passing],
        window: &WindowPlan,
        outer: Option<&Frame<'_>>,
    ) -> Result<Vec<(Vec<Member>, Ordered)>, Refusal> {
        let types: Vec<&Type> = window.partition.iter().map(|key| &key.ty).collect();
        let mut partitions: BTreeMap<Vec<u8>, Vec<(Row, Vec<Value>)>> = BTreeMap::new();
        let mut arguments = Vec::with_capacity(passing.len());
        for (place, one) in passing.iter().enumerate() {
            let frame = one.frame(outer);
            let compute =
                |session: &mut Self, nodes: &mut dyn Iterator<Item = &crate::mysql::session::data::plan::Node>| {
                    nodes.map(|node| session.compute(node, &frame)).collect::<Result<Vec<Value>, Refusal>>()
                };
            let partition = compute(self, &mut window.partition.iter())?;
            let keys = compute(self, &mut window.order.iter().map(|(key, _)| key))?;
            arguments.push(compute(self, &mut window.call.arguments.iter())?);
            let marker: Row = vec![Value::UInt(place as u64)].into();
            partitions.entry(sort::identity(&partition, &types)?).or_default().push((marker, keys));
        }
        let mut found = Vec::new();
        for (_, mut rows) in partitions {
            let order = if window.order.is_empty() {
                Ordered::unknown_of(rows.len())
            } else {
                sort::sort(&mut rows, &window.order)?
            };
            let members = rows.into_iter().map(|(marker, keys)| {
                let place = convert::integer(&marker[0]).and_then(|place| usize::try_from(place).ok()).unwrap_or(0);
                Member { place, keys, arguments: std::mem::take(&mut arguments[place]) }
            });
            found.push((members.collect(), order));
        }
        Ok(found)
    }

    fn window_values(
        &mut self,
        window: &WindowPlan,
        members: &[Member],
        order: &Ordered,
        values: &mut [Value],
    ) -> Result<(), Refusal> {
        let peers = peers(members, window)?;
        let unsure = || Value::unknown("the order of rows is not determined");
        for (at, member) in members.iter().enumerate() {
            let (first_peer, last_peer) = peers[at];
            let number = |value: usize| Value::Int(i64::try_from(value).unwrap_or(i64::MAX));
            let by_row = order.is_known();
            values[member.place] = match window.call.function {
                F::RowNumber | F::Ntile | F::Lag | F::Lead | F::NthValue if !by_row => unsure(),
                F::FirstValue | F::LastValue if !by_row && window.order.is_empty() => unsure(),
                F::RowNumber => number(at + 1),
                F::Rank => number(first_peer + 1),
                F::DenseRank => number((0..=at).filter(|row| peers[*row].0 == *row).count()),
                F::PercentRank => ratio(first_peer, members.len().saturating_sub(1)),
                F::CumeDist => ratio(last_peer + 1, members.len()),
                F::Ntile => ntile(at, members),
                F::Lag | F::Lead => shifted(window.call.function, at, members),
                _ => self.framed(window, at, members, &peers, by_row)?,
            };
        }
        Ok(())
    }

    /// The value of an aggregate over the frame of a row.
    fn framed(
        &mut self,
        window: &WindowPlan,
        at: usize,
        members: &[Member],
        peers: &[(usize, usize)],
        by_row: bool,
    ) -> Result<Value, Refusal> {
        let (start, end) = bounds(window.frame, !window.order.is_empty(), at, members.len(), peers[at]);
        let rows_matter =
            window.frame.is_some_and(|frame| !frame.range && (frame.start.is_some() || frame.end.is_some()));
        if rows_matter && !by_row {
            return Ok(Value::unknown("the order of rows is not determined"));
        }
        let frame = if start < end { &members[start..end] } else { &[] };
        let argument = |member: &Member| member.arguments.first().cloned().unwrap_or(Value::Null);
        match window.call.function {
            F::FirstValue => return Ok(frame.first().map_or(Value::Null, argument)),
            F::LastValue => return Ok(frame.last().map_or(Value::Null, argument)),
            F::NthValue => {
                let place = members[at]
                    .arguments
                    .get(1)
                    .and_then(convert::integer)
                    .and_then(|place| usize::try_from(place - 1).ok());
                return Ok(place.and_then(|place| frame.get(place)).map_or(Value::Null, argument));
            }
            F::Count if window.call.arguments.is_empty() => {
                return Ok(Value::Int(i64::try_from(frame.len()).unwrap_or(i64::MAX)));
            }
            _ => {}
        }
        let given = frame.iter().filter(|member| !member.arguments.iter().any(Value::is_null));
        let given = given.map(|member| (Row::from(member.arguments.clone()), Vec::new())).collect();
        self.aggregate_values(&window.call, given, &Ordered::Unknown)
    }
}

/// The first and the last row that are equal to each row by the keys of order.
fn peers(members: &[Member], window: &WindowPlan) -> Result<Vec<(usize, usize)>, Refusal> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        refuse_unknown(&member.keys)?;
        let mut same = at > 0;
        if same {
            for (place, (node, _)) in window.order.iter().enumerate() {
                same &= sort::rank(&members[at - 1].keys[place], &member.keys[place], node)?.is_eq();
            }
        }
        match groups.last_mut() {
            Some(group) if same => group.1 = at,
            _ => groups.push((at, at)),
        }
    }
    Ok(groups.into_iter().flat_map(|(first, last)| std::iter::repeat_n((first, last), last - first + 1)).collect())
}

/// The rows of a frame: from, and up to.
fn bounds(frame: Option<FramePlan>, ordered: bool, at: usize, count: usize, peers: (usize, usize)) -> (usize, usize) {
    let Some(frame) = frame else { return if ordered { (0, peers.1 + 1) } else { (0, count) } };
    let shifted = |offset: i64| {
        let place = i64::try_from(at).unwrap_or(0) + offset;
        usize::try_from(place.max(0)).unwrap_or(0).min(count)
    };
    let start = match frame.start {
        None => 0,
        Some(_) if frame.range => peers.0,
        Some(offset) => shifted(offset),
    };
    let end = match frame.end {
        None => count,
        Some(_) if frame.range => peers.1 + 1,
        Some(offset) => shifted(offset + 1),
    };
    (start, end)
}

#[expect(clippy::cast_precision_loss, reason = "no table has so many rows")]
fn ratio(part: usize, whole: usize) -> Value {
    Value::Double(if whole == 0 { 0.0 } else { part as f64 / whole as f64 })
}

fn ntile(at: usize, members: &[Member]) -> Value {
    let buckets =
        members[at].arguments.first().and_then(convert::integer).and_then(|count| usize::try_from(count).ok());
    let Some(buckets) = buckets.filter(|buckets| *buckets > 0) else { return Value::Null };
    let (size, larger) = (members.len() / buckets, members.len() % buckets);
    let wide = larger * (size + 1);
    let bucket = if at < wide { at / (size + 1) } else { larger + (at - wide) / size.max(1) };
    Value::Int(i64::try_from(bucket + 1).unwrap_or(i64::MAX))
}

fn shifted(function: F, at: usize, members: &[Member]) -> Value {
    let distance = members[at].arguments.get(1).map_or(Some(1), convert::integer).unwrap_or(0);
    let distance = if function == F::Lag { -distance } else { distance };
    let place = i64::try_from(at).ok().and_then(|at| usize::try_from(at + distance).ok());
    place
        .and_then(|place| members.get(place))
        .map_or(Value::Null, |member| member.arguments.first().cloned().unwrap_or(Value::Null))
}
