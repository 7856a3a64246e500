//! Where the server says that an expression stands: at the leftmost part of what it became.

use super::binder::Binder;
use crate::postgres::ast::{Expr, ExprKind, Literal, TypeName};
use crate::source::Span;

impl Binder<'_> {
    /// The location of an expression in messages. Of `DATE '2024-01-01'` and `CAST('1' AS integer)` only the constant is left, unless the type
    /// has a length or conditions, which are applied by a call.
    pub(super) fn location(&self, expr: &Expr) -> Span {
        let mut leftmost = expr;
        loop {
            leftmost = match &leftmost.kind {
                ExprKind::Binary { left, .. }
                | ExprKind::IsDistinct { left, .. }
                | ExprKind::Quantified { left, .. } => left,
                ExprKind::Is { operand, .. }
                | ExprKind::Between { operand, .. }
                | ExprKind::InList { operand, .. }
                | ExprKind::InSubquery { operand, .. }
                | ExprKind::Like { operand, .. }
                | ExprKind::Collate { operand, .. }
                | ExprKind::Subscript { operand, .. }
                | ExprKind::AtTimeZone { operand, .. } => operand,
                ExprKind::Cast { operand, target } if self.is_constant(operand, target) => operand,
                ExprKind::Cast { operand, .. } if operand.span.start == leftmost.span.start => operand,
                _ => return leftmost.span,
            };
        }
    }

    fn is_constant(&self, operand: &Expr, target: &TypeName) -> bool {
        matches!(operand.kind, ExprKind::Literal(Literal::String(_) | Literal::Null))
            && target.modifiers.is_empty()
            && self.session.resolve_type(target).is_ok_and(|found| {
                let base = self.session.base_type(found.type_ref);
                base.same_type(found.type_ref)
            })
    }
}
