//! Arithmetic: integers that overflow are refused, decimals are exact, texts are doubles.

use super::{defer, not_known};
use crate::mysql::ast::BinaryOperator;
use crate::mysql::error::failure;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert::{self, Number};
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::session::data::types::{Class, Type};
use crate::mysql::value::{Decimal, Value};
use crate::run::Refusal;

type Operand<'a> = (&'a Value, &'a Node);

/// The number that a value is; `0x0f` is one of integers.
fn operand(value: &Value, node: &Node) -> Option<Number> {
    match value {
        Value::Bytes(bytes) if node.ty.class == Class::Hex => Some(Number::UInt(convert::number_of_bytes(bytes))),
        other => convert::number(other),
    }
}

/// `a op b`.
pub(super) fn operate(
    session: &mut Session,
    operator: BinaryOperator,
    left: Operand<'_>,
    right: Operand<'_>,
    node: &Node,
) -> Result<Value, Refusal> {
    use BinaryOperator::{BitAnd, BitOr, BitXor, Divide, IntegerDivide, Modulo, ShiftLeft, ShiftRight};
    if left.0.is_null() || right.0.is_null() {
        return Ok(Value::Null);
    }
    if let Some(unknown) = [left.0, right.0].into_iter().find(|value| matches!(value, Value::Unknown(_))) {
        return Ok(unknown.clone());
    }
    session.check_number(left.0, "DOUBLE")?;
    session.check_number(right.0, "DOUBLE")?;
    if !left.0.is_known() || !right.0.is_known() {
        return Ok(defer::operation(operator, left.0, right.0));
    }
    if matches!(operator, BitOr | BitAnd | BitXor | ShiftLeft | ShiftRight) {
        return Ok(bits(operator, bit_value(left), bit_value(right)));
    }
    let (Some(a), Some(b)) = (operand(left.0, left.1), operand(right.0, right.1)) else { return Ok(Value::Null) };
    if matches!(operator, Divide | IntegerDivide | Modulo) && b.is_zero() {
        return session.division_by_zero();
    }
    let result = match operator {
        IntegerDivide => integer_divide(&a, &b),
        _ => plain(operator, &a, &b, left.1, right.1, &node.ty),
    };
    result.ok_or_else(|| out_of_range(operator, left, right, node))
}

fn plain(operator: BinaryOperator, a: &Number, b: &Number, left: &Node, right: &Node, ty: &Type) -> Option<Value> {
    match (a, b) {
        (Number::Double(_), _) | (_, Number::Double(_)) => doubles(operator, a.to_f64(), b.to_f64()),
        (Number::Int(_) | Number::UInt(_), Number::Int(_) | Number::UInt(_)) if operator != BinaryOperator::Divide => {
            integers(
                operator,
                a,
                b,
                left.ty.unsigned || right.ty.unsigned || matches!(a, Number::UInt(_)) || matches!(b, Number::UInt(_)),
            )
        }
        _ => decimals(operator, &a.to_decimal()?, &b.to_decimal()?, left, ty),
    }
}

fn doubles(operator: BinaryOperator, a: f64, b: f64) -> Option<Value> {
    let result = match operator {
        BinaryOperator::Plus => a + b,
        BinaryOperator::Minus => a - b,
        BinaryOperator::Multiply => a * b,
        BinaryOperator::Divide => a / b,
        _ => a % b,
    };
    result.is_finite().then_some(Value::Double(result))
}

fn wide(number: &Number) -> i128 {
    match number {
        Number::Int(value) => i128::from(*value),
        Number::UInt(value) => i128::from(*value),
        _ => 0,
    }
}

fn integers(operator: BinaryOperator, a: &Number, b: &Number, unsigned: bool) -> Option<Value> {
    let (left, right) = (wide(a), wide(b));
    let result = match operator {
        BinaryOperator::Plus => left + right,
        BinaryOperator::Minus => left - right,
        BinaryOperator::Multiply => left.checked_mul(right)?,
        _ => left % right,
    };
    let unsigned = if operator == BinaryOperator::Modulo { matches!(a, Number::UInt(_)) } else { unsigned };
    if unsigned { u64::try_from(result).ok().map(Value::UInt) } else { i64::try_from(result).ok().map(Value::Int) }
}

fn decimals(operator: BinaryOperator, a: &Decimal, b: &Decimal, left: &Node, _ty: &Type) -> Option<Value> {
    let result = match operator {
        BinaryOperator::Plus => a.add(b),
        BinaryOperator::Minus => a.subtract(b),
        BinaryOperator::Multiply => a.multiply(b),
        BinaryOperator::Divide => {
            let known =
                if left.ty.class == Class::Null || left.ty.decimals > 38 { a.scale() } else { left.ty.decimals };
            a.divide(b, known.max(a.scale()).min(34) + 4)?
        }
        _ => a.remainder(b)?,
    };
    (result.integer_digits() <= 65).then(|| Value::decimal(result))
}

fn integer_divide(a: &Number, b: &Number) -> Option<Value> {
    if let (Number::Int(_) | Number::UInt(_), Number::Int(_) | Number::UInt(_)) = (a, b) {
        let unsigned = matches!(a, Number::UInt(_)) || matches!(b, Number::UInt(_));
        let result = wide(a) / wide(b);
        return if unsigned {
            u64::try_from(result).ok().map(Value::UInt)
        } else {
            i64::try_from(result).ok().map(Value::Int)
        };
    }
    let quotient = a.to_decimal()?.quotient(&b.to_decimal()?)?;
    quotient.to_i64().map(Value::Int)
}

fn bit_value((value, node): Operand<'_>) -> u64 {
    match operand(value, node) {
        Some(Number::UInt(value)) => value,
        Some(Number::Decimal(value)) => {
            value.to_u64().or_else(|| value.to_i64().map(i64::cast_unsigned)).unwrap_or(u64::MAX)
        }
        Some(Number::Double(_)) if matches!(value, Value::Text(_) | Value::Bytes(_)) => {
            convert::integer(value).unwrap_or(0).cast_unsigned()
        }
        _ => convert::integer(value).unwrap_or(0).cast_unsigned(),
    }
}

fn bits(operator: BinaryOperator, a: u64, b: u64) -> Value {
    let shift = u32::try_from(b).unwrap_or(u32::MAX);
    Value::UInt(match operator {
        BinaryOperator::BitOr => a | b,
        BinaryOperator::BitAnd => a & b,
        BinaryOperator::BitXor => a ^ b,
        BinaryOperator::ShiftLeft => a.checked_shl(shift).unwrap_or(0),
        _ => a.checked_shr(shift).unwrap_or(0),
    })
}

/// `~x`.
pub(super) fn bit_not(value: &Value, node: &Node) -> Value {
    match value {
        Value::Null => Value::Null,
        value if !value.is_known() => not_known(value),
        value => Value::UInt(!bit_value((value, node))),
    }
}

/// `-x`.
pub(super) fn negate(value: &Value, node: &Node, _whole: &Node) -> Result<Value, Refusal> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    if !value.is_known() {
        return Ok(defer::negated(value));
    }
    Ok(match operand(value, node) {
        None => Value::Null,
        Some(Number::Int(value)) => match value.checked_neg() {
            Some(negative) => Value::Int(negative),
            None => Value::decimal(Decimal::from(value).negate()),
        },
        Some(Number::UInt(value)) => match i64::try_from(-i128::from(value)) {
            Ok(negative) => Value::Int(negative),
            Err(_) if matches!(node.kind, NodeKind::Constant(_)) => Value::decimal(Decimal::from(value).negate()),
            Err(_) => {
                return Err(failure(
                    "1690",
                    format!("BIGINT value is out of range in '-{}'", shown(node, &Value::UInt(value))),
                ));
            }
        },
        Some(Number::Decimal(value)) => Value::decimal(value.negate()),
        Some(Number::Double(value)) => Value::Double(-value),
    })
}

fn shown(node: &Node, value: &Value) -> String {
    match (&node.kind, value) {
        (NodeKind::Constant(Value::Text(text)), _) => format!("'{text}'"),
        _ => value.to_text().map_or_else(String::new, |text| text.to_string()),
    }
}

/// What the server says of a result that its type does not hold; of expressions only the constants are certain to be repeated right.
fn out_of_range(operator: BinaryOperator, left: Operand<'_>, right: Operand<'_>, node: &Node) -> Refusal {
    let kind = match node.ty.class {
        Class::Double => "DOUBLE",
        Class::Decimal => "DECIMAL",
        _ if node.ty.unsigned => "BIGINT UNSIGNED",
        _ => "BIGINT",
    };
    let symbol = crate::mysql::session::data::prepare::symbol(operator);
    let expression = format!("{} {symbol} {}", shown(left.1, left.0), shown(right.1, right.0));
    failure("1690", format!("{kind} value is out of range in '{expression}'"))
}
