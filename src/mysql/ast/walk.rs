//! Walks over expressions.

use super::expr::{Expr, ExprKind, SequenceValue};

impl Expr {
    /// This expression, and all that it is made of, in the order in which they are written. Queries inside of it are not looked into.
    pub fn for_each<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        for child in self.children() {
            child.for_each(visit);
        }
    }

    /// The expressions that it is made of.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Unary(_, operand)
            | ExprKind::Cast(operand, _)
            | ExprKind::ConvertUsing(operand, _)
            | ExprKind::Collate(operand, _)
            | ExprKind::Extract(_, operand)
            | ExprKind::AssignVariable(_, operand)
            | ExprKind::Is { operand, .. }
            | ExprKind::InQuery { operand, .. }
            | ExprKind::Quantified { left: operand, .. }
            | ExprKind::Match { against: operand, .. } => vec![operand],
            ExprKind::Binary(_, left, right)
            | ExprKind::TimestampAdd(_, left, right)
            | ExprKind::TimestampDiff(_, left, right)
            | ExprKind::AddInterval { date: left, amount: right, .. }
            | ExprKind::Regexp { operand: left, pattern: right, .. }
            | ExprKind::JsonArrow { operand: left, path: right, .. } => vec![left, right],
            ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
            ExprKind::InList { operand, list, .. } => std::iter::once(&**operand).chain(list).collect(),
            ExprKind::Like { operand, pattern, escape, .. } => {
                [operand, pattern].into_iter().chain(escape).map(|it| &**it).collect()
            }
            ExprKind::Case { operand, branches, otherwise } => {
                let branches = branches.iter().flat_map(|(condition, value)| [condition, value]);
                operand.as_deref().into_iter().chain(branches).chain(otherwise.as_deref()).collect()
            }
            ExprKind::Call(call) => {
                let order = call.order.iter().map(|item| &item.expr);
                call.arguments.iter().chain(order).chain(call.limit.as_deref()).collect()
            }
            ExprKind::Row(items) | ExprKind::Sequence(SequenceValue::Set(items), _) => items.iter().collect(),
            ExprKind::Literal(_)
            | ExprKind::Column(_)
            | ExprKind::UserVariable(_)
            | ExprKind::SystemVariable { .. }
            | ExprKind::Parameter(_)
            | ExprKind::Exists(_)
            | ExprKind::Subquery(_)
            | ExprKind::DefaultOf(_)
            | ExprKind::Default
            | ExprKind::ValuesOf(_)
            | ExprKind::Sequence(SequenceValue::Next | SequenceValue::Previous, _) => Vec::new(),
        }
    }

    /// As [`Expr::for_each`], but each may be changed.
    pub fn for_each_mut(&mut self, visit: &mut dyn FnMut(&mut Expr)) {
        visit(self);
        for child in self.children_mut() {
            child.for_each_mut(visit);
        }
    }

    /// The expressions that it is made of, to be changed.
    pub fn children_mut(&mut self) -> Vec<&mut Expr> {
        match &mut self.kind {
            ExprKind::Unary(_, operand)
            | ExprKind::Cast(operand, _)
            | ExprKind::ConvertUsing(operand, _)
            | ExprKind::Collate(operand, _)
            | ExprKind::Extract(_, operand)
            | ExprKind::AssignVariable(_, operand)
            | ExprKind::Is { operand, .. }
            | ExprKind::InQuery { operand, .. }
            | ExprKind::Quantified { left: operand, .. }
            | ExprKind::Match { against: operand, .. } => vec![operand],
            ExprKind::Binary(_, left, right)
            | ExprKind::TimestampAdd(_, left, right)
            | ExprKind::TimestampDiff(_, left, right)
            | ExprKind::AddInterval { date: left, amount: right, .. }
            | ExprKind::Regexp { operand: left, pattern: right, .. }
            | ExprKind::JsonArrow { operand: left, path: right, .. } => vec![left, right],
            ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
            ExprKind::InList { operand, list, .. } => std::iter::once(&mut **operand).chain(list).collect(),
            ExprKind::Like { operand, pattern, escape, .. } => {
                [operand, pattern].into_iter().chain(escape).map(|it| &mut **it).collect()
            }
            ExprKind::Case { operand, branches, otherwise } => {
                let branches = branches.iter_mut().flat_map(|(condition, value)| [condition, value]);
                operand.as_deref_mut().into_iter().chain(branches).chain(otherwise.as_deref_mut()).collect()
            }
            ExprKind::Call(call) => {
                let order = call.order.iter_mut().map(|item| &mut item.expr);
                call.arguments.iter_mut().chain(order).chain(call.limit.as_deref_mut()).collect()
            }
            ExprKind::Row(items) | ExprKind::Sequence(SequenceValue::Set(items), _) => items.iter_mut().collect(),
            ExprKind::Literal(_)
            | ExprKind::Column(_)
            | ExprKind::UserVariable(_)
            | ExprKind::SystemVariable { .. }
            | ExprKind::Parameter(_)
            | ExprKind::Exists(_)
            | ExprKind::Subquery(_)
            | ExprKind::DefaultOf(_)
            | ExprKind::Default
            | ExprKind::ValuesOf(_)
            | ExprKind::Sequence(SequenceValue::Next | SequenceValue::Previous, _) => Vec::new(),
        }
    }
}
