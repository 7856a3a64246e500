//! The names of output columns without alias: the server's `FigureColname`.

use super::binder::Binder;
use crate::postgres::ast::{Expr, ExprKind, Literal, Name};
use crate::source::Span;

/// A name, and the identifier it was taken from.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub name: Name,
    pub span: Option<Span>,
    /// From a type or `CASE`: gives way to a better one further in.
    weak: bool,
}

impl Named {
    fn word(name: &'static str) -> Self {
        Self { name: Name::new_static(name), span: None, weak: false }
    }

    fn of(name: &Name, span: Span) -> Self {
        Self { name: name.clone(), span: Some(span), weak: false }
    }
}

impl Binder<'_> {
    /// The name of an item; `None` is `?column?`.
    pub(super) fn output_name(&self, expr: &Expr) -> Option<Named> {
        match &expr.kind {
            ExprKind::Column(parts) => parts.last().map(|name| Named::of(&name.name, name.span)),
            ExprKind::Field { field, .. } => Some(Named::of(&field.name, field.span)),
            ExprKind::Subscript { operand, .. } | ExprKind::Collate { operand, .. } => self.output_name(operand),
            ExprKind::Function(call) => Some(Named::of(call.name.name(), call.name.span())),
            ExprKind::Cast { operand, target } => {
                let inner = self.output_name(operand).filter(|named| !named.weak);
                inner.or_else(|| {
                    Some(Named { name: target.name.name().clone(), span: Some(target.name.span()), weak: true })
                })
            }
            // Until 15 they were written as casts.
            ExprKind::Literal(Literal::Boolean(_)) if self.session.environment.postgres_version() < 15 => {
                Some(Named { name: Name::new_static("bool"), span: None, weak: true })
            }
            ExprKind::Case { otherwise, .. } => {
                let inner = otherwise.as_ref().and_then(|otherwise| self.output_name(otherwise));
                inner
                    .filter(|named| !named.weak)
                    .or_else(|| Some(Named { name: Name::new_static("case"), span: None, weak: true }))
            }
            ExprKind::Array(_) | ExprKind::ArraySubquery(_) => Some(Named::word("array")),
            ExprKind::Row(_) => Some(Named::word("row")),
            ExprKind::Exists(_) => Some(Named::word("exists")),
            ExprKind::AtTimeZone { .. } => Some(Named::word("timezone")),
            ExprKind::Subquery(query) => {
                let known = self.subquery_names.iter().rev().find(|(start, _)| *start == query.span.start);
                known.map(|(_, name)| Named { name: name.clone(), span: None, weak: false })
            }
            _ => None,
        }
    }
}
