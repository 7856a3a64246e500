//! The parts of an expression.

use crate::postgres::ast::{Expr, ExprKind};

/// The expressions right inside another; those inside its subqueries are not among them.
pub(in crate::postgres::replay) fn children(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Column(_)
        | ExprKind::Wildcard(_)
        | ExprKind::Parameter(_)
        | ExprKind::ArraySubquery(_)
        | ExprKind::Exists(_)
        | ExprKind::Subquery(_) => Vec::new(),
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::InSubquery { operand, .. }
        | ExprKind::Cast { operand, .. }
        | ExprKind::Field { operand, .. }
        | ExprKind::Collate { operand, .. } => vec![operand],
        ExprKind::Binary { left, right, .. }
        | ExprKind::IsDistinct { left, right, .. }
        | ExprKind::Quantified { left, right, .. } => vec![left, right],
        ExprKind::AtTimeZone { operand, zone } => vec![operand, zone],
        ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
        ExprKind::InList { operand, list, .. } => std::iter::once(&**operand).chain(list).collect(),
        ExprKind::Like { operand, pattern, escape, .. } => {
            [Some(&**operand), Some(&**pattern), escape.as_deref()].into_iter().flatten().collect()
        }
        ExprKind::Function(call) => {
            let arguments = call.arguments.iter().map(|(_, argument)| argument);
            let order = call.order_by.iter().map(|item| &item.expr);
            let window = call
                .over
                .iter()
                .flat_map(|over| over.partition_by.iter().chain(over.order_by.iter().map(|item| &item.expr)));
            arguments.chain(order).chain(&call.filter).chain(window).collect()
        }
        ExprKind::Case { operand, branches, otherwise } => {
            let branches = branches.iter().flat_map(|(condition, result)| [condition, result]);
            operand.as_deref().into_iter().chain(branches).chain(otherwise.as_deref()).collect()
        }
        ExprKind::Array(items) | ExprKind::Row(items) => items.iter().collect(),
        ExprKind::Subscript { operand, subscript } => std::iter::once(&**operand).chain(subscript.parts()).collect(),
    }
}
