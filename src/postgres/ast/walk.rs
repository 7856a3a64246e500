//! Walking through expressions.

use super::{Expr, ExprKind, FunctionCall, OrderItem, WindowSpec};

impl Expr {
    /// Calls `visit` for this expression and all within it, from left to right, outer before inner. Subqueries are not entered.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Expr)) {
        visit(self);
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::Column(_)
            | ExprKind::Wildcard(_)
            | ExprKind::Parameter(_)
            | ExprKind::ArraySubquery(_)
            | ExprKind::Exists(_)
            | ExprKind::Subquery(_) => {}
            ExprKind::Unary { operand, .. }
            | ExprKind::Is { operand, .. }
            | ExprKind::InSubquery { operand, .. }
            | ExprKind::Cast { operand, .. }
            | ExprKind::Field { operand, .. }
            | ExprKind::Collate { operand, .. } => operand.walk(visit),
            ExprKind::Binary { left, right, .. }
            | ExprKind::IsDistinct { left, right, .. }
            | ExprKind::Quantified { left, right, .. } => {
                left.walk(visit);
                right.walk(visit);
            }
            ExprKind::Between { operand, low, high, .. } => {
                for part in [operand, low, high] {
                    part.walk(visit);
                }
            }
            ExprKind::InList { operand, list, .. } => {
                operand.walk(visit);
                walk_all(list, visit);
            }
            ExprKind::Subscript { operand, subscript } => {
                operand.walk(visit);
                subscript.parts().for_each(|part| part.walk(visit));
            }
            ExprKind::Like { operand, pattern, escape, .. } => {
                operand.walk(visit);
                pattern.walk(visit);
                walk_all(escape.as_deref(), visit);
            }
            ExprKind::Function(call) => walk_call(call, visit),
            ExprKind::Case { operand, branches, otherwise } => {
                walk_all(operand.as_deref(), visit);
                for (condition, result) in branches {
                    condition.walk(visit);
                    result.walk(visit);
                }
                walk_all(otherwise.as_deref(), visit);
            }
            ExprKind::Array(items) | ExprKind::Row(items) => walk_all(items, visit),
            ExprKind::AtTimeZone { operand, zone } => {
                operand.walk(visit);
                zone.walk(visit);
            }
        }
    }
}

fn walk_all<'a>(items: impl IntoIterator<Item = &'a Expr>, visit: &mut impl FnMut(&'a Expr)) {
    for item in items {
        item.walk(visit);
    }
}

fn walk_call<'a>(call: &'a FunctionCall, visit: &mut impl FnMut(&'a Expr)) {
    walk_all(call.arguments.iter().map(|(_, argument)| argument), visit);
    walk_order(&call.order_by, visit);
    walk_all(&call.filter, visit);
    if let Some(WindowSpec { partition_by, order_by, frame_bounds, .. }) = &call.over {
        walk_all(partition_by, visit);
        walk_order(order_by, visit);
        walk_all(frame_bounds, visit);
    }
}

fn walk_order<'a>(items: &'a [OrderItem], visit: &mut impl FnMut(&'a Expr)) {
    walk_all(items.iter().map(|item| &item.expr), visit);
}
