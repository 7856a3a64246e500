//! Aggregates and window functions.

use super::{Aggregation, Clause, Prepare, collate};
use crate::mysql::ast::{Call, Expr, ExprKind, Frame, FrameBound, Literal, OrderItem, Window};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::data::plan::{Aggregate, AggregateFunction, FramePlan, Node, NodeKind, WindowPlan};
use crate::mysql::session::data::types::{Class, NOT_FIXED, Type};
use crate::run::Refusal;

use AggregateFunction as F;

fn function(name: &str) -> Option<AggregateFunction> {
    Some(match name {
        "count" => F::Count,
        "sum" => F::Sum,
        "avg" => F::Avg,
        "min" => F::Min,
        "max" => F::Max,
        "group_concat" | "listagg" => F::GroupConcat,
        "bit_and" => F::BitAnd,
        "bit_or" => F::BitOr,
        "bit_xor" => F::BitXor,
        "std" | "stddev" | "stddev_pop" => F::Std,
        "stddev_samp" => F::StdSample,
        "variance" | "var_pop" => F::Variance,
        "var_samp" => F::VarianceSample,
        "json_arrayagg" => F::JsonArray,
        "json_objectagg" => F::JsonObject,
        "any_value" => F::AnyValue,
        _ => return None,
    })
}

fn window_function(name: &str) -> Option<AggregateFunction> {
    Some(match name {
        "row_number" => F::RowNumber,
        "rank" => F::Rank,
        "dense_rank" => F::DenseRank,
        "percent_rank" => F::PercentRank,
        "cume_dist" => F::CumeDist,
        "ntile" => F::Ntile,
        "lag" => F::Lag,
        "lead" => F::Lead,
        "first_value" => F::FirstValue,
        "last_value" => F::LastValue,
        "nth_value" => F::NthValue,
        _ => return function(name),
    })
}

/// It is the name of an aggregate.
pub(super) fn is_aggregate(name: &str) -> bool {
    function(name).is_some()
}

/// The type of an aggregate's value.
fn result(function: AggregateFunction, arguments: &[Node]) -> Type {
    let first = arguments.first().map(|node| &node.ty);
    let is_double = first
        .is_some_and(|ty| !matches!(ty.class, Class::Decimal | Class::Null) && !ty.is_integer() && !ty.is_temporal());
    let scale = first.map_or(0, |ty| ty.decimals.min(38));
    let precision = first.map_or(1, Type::precision);
    match function {
        F::BitAnd | F::BitOr | F::BitXor => Type { unsigned: true, ..Type::bigint() },
        F::Count | F::RowNumber | F::Rank | F::DenseRank | F::Ntile => Type::bigint(),
        F::Std | F::StdSample | F::Variance | F::VarianceSample => Type::double().or_null(),
        F::PercentRank | F::CumeDist => Type { decimals: 10, ..Type::double() },
        F::Sum | F::Avg if is_double => Type::double().or_null(),
        F::Sum => Type::decimal((precision + 22).min(65), scale).or_null(),
        F::Avg => Type::decimal((precision + 4).min(65), (scale + 4).min(38)).or_null(),
        F::GroupConcat | F::JsonArray | F::JsonObject => {
            let all: Vec<&Node> = arguments.iter().collect();
            let (collation, strength) = collate::result(&all, "group_concat")
                .unwrap_or_else(|_| (arguments[0].ty.collation.clone(), arguments[0].ty.coercibility));
            Type { class: Class::Text, decimals: NOT_FIXED, ..Type::text(1_048_576, collation, strength) }.or_null()
        }
        _ => first.cloned().unwrap_or_else(Type::null).or_null(),
    }
}

impl Prepare<'_> {
    /// An aggregate, or a window function.
    pub(super) fn aggregate(&mut self, call: &Call, name: &str) -> Result<Node, Refusal> {
        match &call.over {
            None => self.plain_aggregate(call, function(name).expect("the name was looked at")),
            Some(window) => {
                let Some(function) = window_function(name) else {
                    return Err(failure("1305", format!("FUNCTION {name} does not exist")));
                };
                self.window(call, function, window)
            }
        }
    }

    fn plain_aggregate(&mut self, call: &Call, function: AggregateFunction) -> Result<Node, Refusal> {
        if self.aggregation() != Aggregation::Allowed {
            return Err(failure("1111", "Invalid use of group function"));
        }
        let (rule, outer) = {
            let level = self.level();
            (
                std::mem::replace(&mut level.alias_rule, super::Aliases::Ignored),
                std::mem::replace(&mut level.aggregation, Aggregation::Inside),
            )
        };
        let aggregate = self.aggregate_call(call, function);
        let level = self.level();
        (level.alias_rule, level.aggregation) = (rule, outer);
        let aggregate = aggregate?;
        let ty = aggregate.ty.clone();
        let known = level.aggregates.iter().position(|known| !known.text.is_empty() && known.text == aggregate.text);
        let index = known.unwrap_or_else(|| {
            level.aggregates.push(aggregate);
            level.aggregates.len() - 1
        });
        Ok(Node { kind: NodeKind::Aggregate { depth: 0, index }, ty })
    }

    fn aggregate_call(&mut self, call: &Call, function: AggregateFunction) -> Result<Aggregate, Refusal> {
        if function == F::JsonArray && call.arguments.len() > 1 {
            return Err(failure("1582", "Incorrect parameter count in the call to native function 'JSON_ARRAYAGG'"));
        }
        let arguments = self.scalars(&call.arguments)?;
        let order = self.order_keys(&call.order)?;
        let limit = call.limit.as_deref().map(|limit| self.scalar(limit)).transpose()?;
        let separator = call.separator.clone().unwrap_or_else(|| ",".into());
        let ty = result(function, &arguments);
        Ok(Aggregate { function, arguments, distinct: call.distinct, order, separator, limit, ty, text: "".into() })
    }

    /// Keys of `ORDER BY` inside of an aggregate or a window: expressions only.
    fn order_keys(&mut self, items: &[OrderItem]) -> Result<Vec<(Node, bool)>, Refusal> {
        items.iter().map(|item| Ok((self.scalar(&item.expr)?, item.descending))).collect()
    }

    fn window(&mut self, call: &Call, function: AggregateFunction, window: &Window) -> Result<Node, Refusal> {
        let level = self.level();
        if !matches!(level.clause, Clause::Select | Clause::OrderBy) {
            return Err(failure("4015", "Window function is allowed only in SELECT list and ORDER BY clause"));
        }
        let window = self.named_window(window)?;
        let aggregate = self.aggregate_call(call, function)?;
        let partition = self.scalars(&window.partition)?;
        let order = self.order_keys(&window.order)?;
        let frame = window.frame.as_ref().map(frame_plan).transpose()?;
        let ty = aggregate.ty.clone();
        let level = self.level();
        level.windows.push(WindowPlan { call: aggregate, partition, order, frame });
        Ok(Node { kind: NodeKind::Window(level.windows.len() - 1), ty })
    }

    /// A window with what the one that it names says.
    fn named_window(&mut self, window: &Window) -> Result<Window, Refusal> {
        let Some(name) = &window.name else { return Ok(window.clone()) };
        let known = self
            .named_windows
            .last()
            .and_then(|known| known.iter().find(|(known, _)| known.text.eq_ignore_ascii_case(&name.text)));
        let Some((_, base)) = known.cloned() else {
            return Err(failure("4007", format!("Window specification with name '{}' is not defined", name.text)));
        };
        let base = self.named_window(&base)?;
        let or = |own: &Vec<OrderItem>, base: Vec<OrderItem>| if own.is_empty() { base } else { own.clone() };
        Ok(Window {
            name: None,
            partition: if window.partition.is_empty() { base.partition } else { window.partition.clone() },
            order: or(&window.order, base.order),
            frame: window.frame.clone().or(base.frame),
        })
    }
}

fn frame_plan(frame: &Frame) -> Result<FramePlan, Refusal> {
    let end = frame.end.as_ref().unwrap_or(&FrameBound::CurrentRow);
    let bounds = [&frame.start, end].map(offset);
    let [start, end] = bounds;
    let (start, end) = (start?, end?);
    if frame.range && [start, end].iter().any(|bound| !matches!(bound, None | Some(0))) {
        return Err(undecided("RANGE with a distance"));
    }
    Ok(FramePlan { range: frame.range, start, end })
}

fn offset(bound: &FrameBound) -> Result<Option<i64>, Refusal> {
    let rows = |expr: &Expr| match &expr.kind {
        ExprKind::Literal(Literal::Integer(rows)) => {
            i64::try_from(*rows).map_err(|_| undecided("a frame of so many rows"))
        }
        _ => Err(undecided("a frame whose size is no constant")),
    };
    Ok(match bound {
        FrameBound::UnboundedPreceding | FrameBound::UnboundedFollowing => None,
        FrameBound::CurrentRow => Some(0),
        FrameBound::Preceding(expr) => Some(-rows(expr)?),
        FrameBound::Following(expr) => Some(rows(expr)?),
    })
}
