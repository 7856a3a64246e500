//! Window functions.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::Kind;
use super::order::{Key, SameDatum, order};
use super::scope::{Group, Scope, Windows};
use super::select::is_aggregate;
use super::walk::{self, Node};
use crate::postgres::ast::{FunctionCall, OrderItem, Select, WindowSpec};
use crate::postgres::builtin::types::oid;
use crate::run::Refusal;
use std::cell::Cell;
use std::collections::HashMap;

/// The rows of one partition in the order of the window: for each its place among all rows, and whether it has the same keys as the one
/// before.
struct Partition {
    places: Vec<(usize, bool)>,
    /// The order is known: no two rows have the same keys.
    ordered: bool,
}

impl Evaluator<'_> {
    /// The values of all window functions of a query, for each of its rows.
    pub(super) fn windows(
        self,
        select: &Select,
        order_by: &[OrderItem],
        rows: &[Scope<'_>],
    ) -> Result<Windows, Refusal> {
        let mut calls: Vec<&FunctionCall> = Vec::new();
        let mut collect = |node| {
            if let Node::Call(call) = node
                && call.over.is_some()
            {
                calls.push(call);
            }
            !matches!(node, Node::Query)
        };
        walk::items(&select.items, &mut collect);
        for item in order_by {
            walk::expr(&item.expr, &mut collect);
        }
        let mut windows = Windows::new();
        for call in calls {
            let values = self.window(call, select, rows)?;
            windows.insert(call.name.span().start, values);
        }
        Ok(windows)
    }

    fn window(self, call: &FunctionCall, select: &Select, rows: &[Scope<'_>]) -> Result<Vec<Typed>, Refusal> {
        let unknown = || undecided(&format!("{}() OVER", call.name.name()));
        let spec = call.over.as_ref().ok_or_else(unknown)?;
        let spec = match &spec.name {
            Some(name) if spec.partition_by.is_empty() && spec.order_by.is_empty() => {
                &select.windows.iter().find(|(known, _)| known.name == name.name).ok_or_else(unknown)?.1
            }
            Some(_) => return Err(unknown()),
            None => spec,
        };
        if !spec.frame_bounds.is_empty() || call.distinct || call.filter.is_some() {
            return Err(unknown());
        }
        let mut values = vec![Typed::null(); rows.len()];
        for partition in self.partitions(spec, rows)? {
            let found = self.over_partition(call, spec, rows, &partition)?;
            for ((place, _), value) in partition.places.iter().zip(found) {
                values[*place] = value;
            }
        }
        Ok(values)
    }

    fn partitions(self, spec: &WindowSpec, rows: &[Scope<'_>]) -> Result<Vec<Partition>, Refusal> {
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<SameDatum, usize> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            let key = spec.partition_by.iter().map(|key| self.evaluate(key, row).map(|value| value.datum));
            let key = SameDatum(key.collect::<Result<Vec<_>, _>>()?);
            let group = *known.entry(key).or_insert(members.len());
            if group == members.len() {
                members.push(Vec::new());
            }
            members[group].push(place);
        }
        members.into_iter().map(|places| self.sorted_partition(spec, rows, places)).collect()
    }

    fn sorted_partition(self, spec: &WindowSpec, rows: &[Scope<'_>], places: Vec<usize>) -> Result<Partition, Refusal> {
        let keys = |place: usize| -> Result<Vec<Key>, Refusal> {
            spec.order_by.iter().map(|item| self.evaluate(&item.expr, &rows[place]).map(Some)).collect()
        };
        let mut keyed =
            places.into_iter().map(|place| Ok((place, keys(place)?))).collect::<Result<Vec<_>, Refusal>>()?;
        let uncertain = Cell::new(false);
        keyed.sort_by(|(_, left), (_, right)| order(left, right, &spec.order_by, &uncertain));
        if uncertain.get() {
            return Err(undecided("the order of a window"));
        }
        let mut sorted: Vec<(usize, bool)> = Vec::with_capacity(keyed.len());
        for (index, (place, keys)) in keyed.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &keyed[before].1);
            let same = before.is_some_and(|before| order(before, keys, &spec.order_by, &uncertain).is_eq());
            sorted.push((*place, same));
        }
        let ordered = sorted.iter().all(|(_, same)| !same);
        Ok(Partition { places: sorted, ordered })
    }

    fn over_partition(
        self,
        call: &FunctionCall,
        spec: &WindowSpec,
        rows: &[Scope<'_>],
        partition: &Partition,
    ) -> Result<Vec<Typed>, Refusal> {
        let name = call.name.name().as_str();
        let unknown = || undecided(&format!("{name}() OVER"));
        if !self.is_builtin_function(&call.name) {
            return Err(unknown());
        }
        if is_aggregate(name) && !matches!(name, "rank" | "dense_rank") {
            return self.aggregates(call, spec, rows, partition);
        }
        let bigint = Kind::builtin(oid::INT8);
        let numbered =
            |numbers: Vec<usize>| numbers.into_iter().map(|n| Typed::new(Datum::count(n), &bigint)).collect();
        match name {
            "row_number" if partition.ordered => Ok(numbered((1..=partition.places.len()).collect())),
            "rank" => Ok(numbered(ranks(&partition.places, |index, _| index + 1))),
            "dense_rank" => Ok(numbered(ranks(&partition.places, |_, last| last + 1))),
            "lag" | "lead" | "first_value" if partition.ordered => self.neighbours(call, rows, partition),
            _ => Err(unknown()),
        }
    }

    /// Over the whole partition, or up to the last row with the same keys.
    fn aggregates(
        self,
        call: &FunctionCall,
        spec: &WindowSpec,
        rows: &[Scope<'_>],
        partition: &Partition,
    ) -> Result<Vec<Typed>, Refusal> {
        let row = |(place, _): &(usize, bool)| rows[*place].clone();
        let over = |end: usize| {
            let group = Group { rows: partition.places[..end].iter().map(row).collect(), ordered: partition.ordered };
            let blank = Scope::default();
            self.aggregate(call, &group, rows.first().unwrap_or(&blank))
        };
        if spec.order_by.is_empty() {
            let whole = over(partition.places.len())?;
            return Ok(vec![whole; partition.places.len()]);
        }
        let mut values = Vec::with_capacity(partition.places.len());
        while values.len() < partition.places.len() {
            let rest = &partition.places[values.len() + 1..];
            let end = values.len() + 1 + rest.iter().take_while(|(_, same)| *same).count();
            values.resize(end, over(end)?);
        }
        Ok(values)
    }

    /// The value of an expression some rows before or behind.
    fn neighbours(self, call: &FunctionCall, rows: &[Scope<'_>], partition: &Partition) -> Result<Vec<Typed>, Refusal> {
        let unknown = || undecided(&format!("{}() OVER", call.name.name()));
        let name = call.name.name().as_str();
        let ((_, expr), distance) = match call.arguments.as_slice() {
            [value] => (value, 1),
            [value, (_, distance)] if name != "first_value" => {
                let first = partition.places.first().map(|(place, _)| &rows[*place]).ok_or_else(unknown)?;
                (value, self.whole_number(distance, first)?.ok_or_else(unknown)?)
            }
            _ => return Err(unknown()),
        };
        let of = |index: usize| match partition.places.get(index) {
            Some((place, _)) => self.evaluate(expr, &rows[*place]).and_then(|value| self.coerce(&value, None)),
            None => Err(unknown()),
        };
        let length = i64::try_from(partition.places.len()).map_err(|_| unknown())?;
        let mut values = Vec::with_capacity(partition.places.len());
        for index in 0..length {
            let target = match name {
                "first_value" => 0,
                "lag" => index - distance,
                _ => index + distance,
            };
            let found = usize::try_from(target).ok().filter(|_| target < length);
            values.push(match found {
                Some(place) => of(place)?,
                None => Typed::new(Datum::Null, &of(0)?.kind),
            });
        }
        Ok(values)
    }
}

/// A number for each row, the same for rows with the same keys.
fn ranks(places: &[(usize, bool)], next: impl Fn(usize, usize) -> usize) -> Vec<usize> {
    let mut last = 0;
    let ranked = places.iter().enumerate().map(|(index, (_, same))| {
        if !same {
            last = next(index, last);
        }
        last
    });
    ranked.collect()
}
