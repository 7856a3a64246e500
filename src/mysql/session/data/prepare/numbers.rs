//! `seq_1_to_10_step_2`: MariaDB has tables of numbers that nobody makes.

use crate::mysql::session::data::plan::{BodyPlan, Node, OutputColumn, QueryPlan};
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;

/// More numbers than these are not written out.
const MOST: u64 = 100_000;

/// The rows of a table of numbers by its name.
pub(super) fn numbers_of(name: &str) -> Option<QueryPlan> {
    let rest = name.strip_prefix("seq_")?;
    let (first, rest) = rest.split_once("_to_")?;
    let (last, step) = rest.split_once("_step_").unwrap_or((rest, "1"));
    let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
    let step: u64 = step.parse().ok().filter(|step| *step > 0)?;
    if first.abs_diff(last) / step > MOST {
        return None;
    }
    let ty = Type { unsigned: true, ..Type::of(super::super::types::Class::BigInt, 20) };
    let row = |number: u64| vec![Node::constant(Value::UInt(number), ty.clone())];
    let count = first.abs_diff(last) / step;
    let rows = (0..=count).map(|at| row(if first <= last { first + at * step } else { first - at * step })).collect();
    let columns = vec![OutputColumn { name: "seq".into(), ty: ty.clone(), base: None }];
    Some(QueryPlan {
        columns,
        body: BodyPlan::Values(rows),
        order: Vec::new(),
        limit: None,
        offset: None,
        correlated: false,
    })
}
