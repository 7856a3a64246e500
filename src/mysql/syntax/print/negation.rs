//! `NOT`, which the server pulls inside.

use super::{Precedence, Printed, column, condition, printed as printed_expr, within};
use crate::mysql::ast::{BinaryOperator, Expr, ExprKind, TruthValue, UnaryOperator};

/// What `NOT operand` becomes.
pub(super) fn printed(operand: &Expr) -> Printed {
    match &operand.kind {
        ExprKind::Unary(UnaryOperator::Not | UnaryOperator::Bang, inner) => not_not(inner),
        ExprKind::Column(name) => Some((format!("{} = 0", column(name)?.0), Precedence::Comparison)),
        ExprKind::Binary(BinaryOperator::And, left, right) => both(left, right, "or", Precedence::Or),
        ExprKind::Binary(BinaryOperator::Or, left, right) => both(left, right, "and", Precedence::And),
        ExprKind::Binary(BinaryOperator::Xor, left, right) => {
            let (text, precedence) = printed(left)?;
            let left = if precedence < Precedence::Xor { format!("({text})") } else { text };
            Some((format!("{left} xor {}", super::right_of(right, Precedence::Xor)?), Precedence::Xor))
        }
        ExprKind::Binary(operator, left, right) => match opposite(*operator) {
            Some(opposite) => super::binary(opposite, left, right),
            None => bang(operand),
        },
        _ => opposed(operand).map_or_else(|| bang(operand), |opposed| printed_expr(&opposed)),
    }
}

fn bang(operand: &Expr) -> Printed {
    Some((format!("!{}", within(operand, Precedence::Bang)?), Precedence::Bang))
}

/// Twice negated is the same where it is true or false anyway, and otherwise a comparison.
fn not_not(inner: &Expr) -> Printed {
    if is_boolean(inner) {
        return printed_expr(inner);
    }
    Some((format!("{} <> 0", within(inner, Precedence::Comparison)?), Precedence::Comparison))
}

fn is_boolean(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Between { .. }
        | ExprKind::InList { .. }
        | ExprKind::Like { .. }
        | ExprKind::Is { .. }
        | ExprKind::Unary(UnaryOperator::Not | UnaryOperator::Bang, _) => true,
        ExprKind::Binary(operator, ..) => {
            opposite(*operator).is_some()
                || matches!(
                    operator,
                    BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor | BinaryOperator::NullSafeEqual
                )
        }
        _ => false,
    }
}

/// `NOT (a AND b)` is `NOT a OR NOT b`.
fn both(left: &Expr, right: &Expr, word: &str, precedence: Precedence) -> Printed {
    Some((format!("{} {word} {}", negated(left, precedence)?, negated(right, precedence)?), precedence))
}

fn negated(expr: &Expr, least: Precedence) -> Option<String> {
    if let ExprKind::Unary(UnaryOperator::Not | UnaryOperator::Bang, inner) = &expr.kind
        && matches!(inner.kind, ExprKind::Column(_))
    {
        return condition(inner, least);
    }
    let (text, precedence) = printed(expr)?;
    Some(if precedence < least { format!("({text})") } else { text })
}

fn opposite(operator: BinaryOperator) -> Option<BinaryOperator> {
    Some(match operator {
        BinaryOperator::Equal => BinaryOperator::NotEqual,
        BinaryOperator::NotEqual => BinaryOperator::Equal,
        BinaryOperator::Less => BinaryOperator::GreaterOrEqual,
        BinaryOperator::GreaterOrEqual => BinaryOperator::Less,
        BinaryOperator::Greater => BinaryOperator::LessOrEqual,
        BinaryOperator::LessOrEqual => BinaryOperator::Greater,
        _ => return None,
    })
}

/// The same with `NOT` in it, where it has a place for one.
fn opposed(expr: &Expr) -> Option<Expr> {
    let mut opposed = expr.clone();
    let (ExprKind::Between { negated, .. }
    | ExprKind::InList { negated, .. }
    | ExprKind::Like { negated, .. }
    | ExprKind::Is { negated, value: TruthValue::Null | TruthValue::Unknown, .. }) = &mut opposed.kind
    else {
        return None;
    };
    *negated = !*negated;
    Some(opposed)
}
