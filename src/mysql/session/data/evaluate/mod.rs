//! Computes prepared expressions.
//!
//! A value that is not known makes what is computed from it not known, apart from where it does not matter (`0 AND x`). A deferred one
//! makes a deferred one, as far as the result is still one expression that cannot be NULL.

mod arithmetic;
mod cast;
pub(super) mod compare;
mod defer;
mod pattern;
mod subquery;

pub(super) use cast::cast;
pub(super) use defer::quoted;

use super::functions::{self, Given, Native, Nulls, Run};
use super::plan::{Node, NodeKind};
use crate::mysql::ast::{BinaryOperator, SequenceValue, TruthValue, UnaryOperator};
use crate::mysql::catalog::fold;
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// The rows around an expression: of its own query, and of those around it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame<'a> {
    /// The row.
    pub row: &'a [Value],
    /// The values of the aggregates.
    pub aggregates: &'a [Value],
    /// The values of the window functions.
    pub windows: &'a [Value],
    /// The query around.
    pub outer: Option<&'a Frame<'a>>,
}

impl<'a> Frame<'a> {
    /// A row alone.
    pub fn of(row: &'a [Value], outer: Option<&'a Frame<'a>>) -> Self {
        Self { row, aggregates: &[], windows: &[], outer }
    }

    fn at(&self, depth: usize) -> Option<&Frame<'a>> {
        let mut frame = self;
        for _ in 0..depth {
            frame = frame.outer?;
        }
        Some(frame)
    }
}

/// A condition's value: true, false, NULL, or not known.
fn three_valued(value: &Value) -> Result<Option<bool>, Value> {
    match value {
        Value::Null => Ok(None),
        Value::Deferred(_) | Value::Unknown(_) => Err(not_known(value)),
        other => Ok(convert::truth(other)),
    }
}

/// The reason why something is not known, as a value.
fn not_known(value: &Value) -> Value {
    Value::unknown(value.why_not_known().unwrap_or_default())
}

fn of_truth(truth: Option<bool>) -> Value {
    truth.map_or(Value::Null, Value::truth)
}

impl Session {
    /// Computes an expression.
    pub(super) fn compute(&mut self, node: &Node, frame: &Frame<'_>) -> Result<Value, Refusal> {
        match &node.kind {
            NodeKind::Constant(value) => Ok(value.clone()),
            NodeKind::Column { depth, index } => {
                let value = frame.at(*depth).and_then(|frame| frame.row.get(*index));
                Ok(value.cloned().unwrap_or_else(|| Value::unknown("a column of a row that is not there")))
            }
            NodeKind::Unary(operator, operand) => self.unary(*operator, node, operand, frame),
            NodeKind::Logic(operator, left, right) => self.logic(*operator, left, right, frame),
            NodeKind::Compare(operator, left, right, collation) => {
                self.comparison(*operator, left, right, collation, frame)
            }
            NodeKind::Arithmetic(operator, left, right) => {
                let (a, b) = (self.compute(left, frame)?, self.compute(right, frame)?);
                arithmetic::operate(self, *operator, (&a, left), (&b, right), node)
            }
            NodeKind::Between { operand, low, high, negated, collation } => {
                let (value, low, high) =
                    (self.compute(operand, frame)?, self.compute(low, frame)?, self.compute(high, frame)?);
                Ok(compare::between(&value, &low, &high, collation, *negated))
            }
            NodeKind::In { operand, list, negated, collation } => {
                self.in_list(operand, list, collation, *negated, frame)
            }
            NodeKind::Like { operand, pattern, escape, negated, collation } => {
                let (value, pattern) = (self.compute(operand, frame)?, self.compute(pattern, frame)?);
                Ok(pattern::like(&value, &pattern, *escape, collation, *negated))
            }
            NodeKind::Regexp { operand, pattern, negated, collation } => {
                let (value, pattern) = (self.compute(operand, frame)?, self.compute(pattern, frame)?);
                pattern::regexp(&value, &pattern, collation, *negated)
            }
            NodeKind::Is { operand, value, negated } => {
                let operand = self.compute(operand, frame)?;
                Ok(is(&operand, *value, *negated))
            }
            NodeKind::Case { branches, otherwise } => self.case(node, branches, otherwise.as_deref(), frame),
            NodeKind::Coalesce(nodes) => self.coalesce(node, nodes, frame),
            NodeKind::Call(native, arguments) => self.call_native(native, node, arguments, frame),
            _ => self.compute_other(node, frame),
        }
    }

    fn compute_other(&mut self, node: &Node, frame: &Frame<'_>) -> Result<Value, Refusal> {
        match &node.kind {
            NodeKind::Aggregate { depth, index } => {
                let value = frame.at(*depth).and_then(|frame| frame.aggregates.get(*index));
                Ok(value.cloned().unwrap_or_else(|| Value::unknown("an aggregate where there is none")))
            }
            NodeKind::Window(index) => Ok(frame
                .windows
                .get(*index)
                .cloned()
                .unwrap_or_else(|| Value::unknown("a window function where there is none"))),
            NodeKind::ProgramVariable(name) => Ok(self.program_variable(name).unwrap_or(Value::Null)),
            NodeKind::TriggerValue { new, column } => {
                Ok(self.trigger_value(if *new { "NEW" } else { "OLD" }, column).unwrap_or(Value::Null))
            }
            NodeKind::UserVariable(name) => Ok(self.user_variables.get(&fold(name)).cloned().unwrap_or(Value::Null)),
            NodeKind::AssignVariable(name, value) => {
                let value = self.compute(value, frame)?;
                self.user_variables.insert(fold(name), value.clone());
                Ok(value)
            }
            NodeKind::SystemVariable(scope, name) => self.system_variable(*scope, name),
            NodeKind::Parameter(number) => Ok(self.parameter(*number).unwrap_or(Value::Null)),
            NodeKind::Cast(operand) => {
                let value = self.compute(operand, frame)?;
                cast(self, &value, &operand.ty, &node.ty)
            }
            NodeKind::Retyped(operand) => self.compute(operand, frame),
            NodeKind::AddInterval { date, amount, unit, negated } => {
                let (moment, amount_value) = (self.compute(date, frame)?, self.compute(amount, frame)?);
                if moment.is_null() || amount_value.is_null() {
                    return Ok(Value::Null);
                }
                if let Some(value) = defer::interval(&moment, &amount_value, *unit, *negated) {
                    return Ok(value);
                }
                self.check_moment(&moment)?;
                Ok(functions::add_interval(&moment, &amount_value, *unit, *negated, &node.ty))
            }
            NodeKind::Extract(unit, operand) => {
                let value = self.compute(operand, frame)?;
                Ok(if value.is_known() {
                    functions::extract(*unit, &value)
                } else {
                    defer::wrapped("EXTRACT", &value, *unit)
                })
            }
            NodeKind::TimestampDiff(unit, left, right) => {
                let (left, right) = (self.compute(left, frame)?, self.compute(right, frame)?);
                match [&left, &right].into_iter().find(|value| !value.is_known()) {
                    Some(value) => Ok(not_known(value)),
                    None => Ok(functions::timestamp_difference(*unit, &left, &right)),
                }
            }
            NodeKind::Stored { database, name, arguments } => {
                let arguments = arguments.iter().map(|argument| self.compute(argument, frame));
                let arguments = arguments.collect::<Result<Vec<Value>, Refusal>>()?;
                self.call_function(database, name, arguments)
            }
            NodeKind::Row(_) => Err(undecided("a row stands where one value is taken")),
            NodeKind::Sequence { operation, database, name } => {
                let values = match operation {
                    SequenceValue::Set(arguments) => {
                        let mut values = Vec::new();
                        for argument in arguments {
                            values.push(self.evaluate_constant(argument)?);
                        }
                        values
                    }
                    _ => Vec::new(),
                };
                self.sequence_value(operation, database, name, &values)
            }
            NodeKind::NotComputed(reason) => Ok(Value::Unknown(reason.clone())),
            _ => self.compute_query(node, frame),
        }
    }

    /// Whether a condition holds: NULL does not.
    pub(super) fn holds(&mut self, node: &Node, frame: &Frame<'_>) -> Result<bool, Refusal> {
        let value = self.compute(node, frame)?;
        match value.why_not_known() {
            Some(reason) => Err(undecided(reason)),
            None => Ok(convert::truth(&value).unwrap_or(false)),
        }
    }

    fn unary(
        &mut self,
        operator: UnaryOperator,
        node: &Node,
        operand: &Node,
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        let value = self.compute(operand, frame)?;
        match operator {
            UnaryOperator::Plus => Ok(value),
            UnaryOperator::Not | UnaryOperator::Bang => {
                Ok(three_valued(&value).map_or_else(|unknown| unknown, |truth| of_truth(truth.map(|truth| !truth))))
            }
            UnaryOperator::Minus => arithmetic::negate(&value, operand, node),
            UnaryOperator::BitNot => Ok(arithmetic::bit_not(&value, operand)),
        }
    }

    fn logic(
        &mut self,
        operator: BinaryOperator,
        left: &Node,
        right: &Node,
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        let first = self.compute(left, frame)?;
        self.check_number(&first, "DOUBLE")?;
        let first = three_valued(&first);
        let decides = match operator {
            BinaryOperator::And => Some(false),
            BinaryOperator::Or => Some(true),
            _ => None,
        };
        if let (Some(decisive), Ok(Some(truth))) = (decides, &first)
            && *truth == decisive
        {
            return Ok(Value::truth(decisive));
        }
        let second = self.compute(right, frame)?;
        self.check_number(&second, "DOUBLE")?;
        let second = three_valued(&second);
        if let (Some(decisive), Ok(Some(truth))) = (decides, &second)
            && *truth == decisive
        {
            return Ok(Value::truth(decisive));
        }
        Ok(match (first, second) {
            (Err(unknown), _) | (_, Err(unknown)) => unknown,
            (Ok(None), _) | (_, Ok(None)) => Value::Null,
            (Ok(Some(a)), Ok(Some(b))) => Value::truth(match operator {
                BinaryOperator::And => a && b,
                BinaryOperator::Or => a || b,
                _ => a != b,
            }),
        })
    }

    fn case(
        &mut self,
        node: &Node,
        branches: &[(Node, Node)],
        otherwise: Option<&Node>,
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        for (condition, value) in branches {
            let truth = self.compute(condition, frame)?;
            self.check_number(&truth, "DOUBLE")?;
            match three_valued(&truth) {
                Ok(Some(true)) => return self.as_type(value, node, frame),
                Ok(_) => {}
                Err(unknown) => return Ok(unknown),
            }
        }
        match otherwise {
            Some(value) => self.as_type(value, node, frame),
            None => Ok(Value::Null),
        }
    }

    fn coalesce(&mut self, node: &Node, nodes: &[Node], frame: &Frame<'_>) -> Result<Value, Refusal> {
        for candidate in nodes {
            let value = self.as_type(candidate, node, frame)?;
            if matches!(value, Value::Unknown(_)) || !value.is_null() {
                return Ok(value);
            }
        }
        Ok(Value::Null)
    }

    /// A value that becomes the value of an expression of a common type.
    fn as_type(&mut self, value: &Node, whole: &Node, frame: &Frame<'_>) -> Result<Value, Refusal> {
        let computed = self.compute(value, frame)?;
        if !computed.is_known()
            || computed.is_null()
            || value.ty.class == whole.ty.class && value.ty.decimals == whole.ty.decimals
        {
            return Ok(computed);
        }
        cast(self, &computed, &value.ty, &whole.ty)
    }

    fn call_native(
        &mut self,
        native: &'static Native,
        node: &Node,
        arguments: &[Node],
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        let values = arguments.iter().map(|argument| self.compute(argument, frame));
        let values = values.collect::<Result<Vec<Value>, Refusal>>()?;
        if native.nulls == Nulls::Propagate && values.iter().any(Value::is_null) {
            return Ok(Value::Null);
        }
        if let Some(value) = values.iter().find(|value| matches!(value, Value::Unknown(_))) {
            return Ok(value.clone());
        }
        if values.iter().any(|value| !value.is_known()) {
            return Ok(defer::call(native, &values));
        }
        self.check_arguments(native, &values)?;
        let given = Given { values: &values, nodes: arguments, ty: &node.ty };
        match native.run {
            Run::Pure(run) => Ok(run(&given)),
            Run::Fallible(run) => run(&given),
            Run::Session(run) => run(self, &given),
            Run::Deferred => Ok(defer::call(native, &values)),
            Run::Unknown => Ok(Value::unknown(format!("the function {} is not computed", native.name))),
        }
    }
}

impl Session {
    /// Under a strict statement that writes, the arguments must be what the function takes them for.
    fn check_arguments(&self, native: &Native, values: &[Value]) -> Result<(), Refusal> {
        const OF_NUMBERS: &[&str] = &[
            "round", "abs", "floor", "ceil", "ceiling", "truncate", "mod", "pow", "power", "sqrt", "sign", "exp", "ln",
            "log",
        ];
        const OF_COMMON_TYPE: &[&str] = &["greatest", "least"];
        const OF_MOMENTS: &[&str] = &[
            "date",
            "year",
            "month",
            "day",
            "dayofmonth",
            "dayofyear",
            "dayofweek",
            "weekday",
            "dayname",
            "monthname",
            "week",
            "weekofyear",
            "yearweek",
            "quarter",
            "last_day",
            "to_days",
            "to_seconds",
            "date_format",
            "unix_timestamp",
            "datediff",
            "timestamp",
        ];
        const OF_LENGTHS: &[&str] = &["left", "right", "repeat", "lpad", "rpad", "substr", "substring", "mid"];
        if !self.data.writes {
            return Ok(());
        }
        if OF_NUMBERS.contains(&native.name) {
            return values.iter().try_for_each(|value| self.check_number(value, "DOUBLE"));
        }
        if OF_COMMON_TYPE.contains(&native.name)
            && values
                .iter()
                .any(|value| matches!(value, Value::Int(_) | Value::UInt(_) | Value::Decimal(_) | Value::Double(_)))
        {
            return values.iter().try_for_each(|value| self.check_number(value, "DOUBLE"));
        }
        if native.name == "str_to_date" {
            return self.check_parsed(values);
        }
        if OF_LENGTHS.contains(&native.name) {
            return values.get(1).map_or(Ok(()), |value| self.check_number(value, "INTEGER"));
        }
        if OF_MOMENTS.contains(&native.name) {
            return values.first().map_or(Ok(()), |value| self.check_moment(value));
        }
        Ok(())
    }
}

fn is(operand: &Value, value: TruthValue, negated: bool) -> Value {
    let holds = match (value, operand) {
        (TruthValue::Null, Value::Unknown(_)) => return not_known(operand),
        (TruthValue::Null, operand) => operand.is_null(),
        (_, Value::Deferred(_) | Value::Unknown(_)) => return not_known(operand),
        (TruthValue::Unknown, operand) => operand.is_null(),
        (TruthValue::True, operand) => convert::truth(operand) == Some(true),
        (TruthValue::False, operand) => convert::truth(operand) == Some(false),
    };
    Value::truth(holds != negated)
}
