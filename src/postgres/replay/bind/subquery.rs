//! Subqueries in expressions.

use super::binder::{Binder, Type, fail};
use super::expr::known;
use super::query::Output;
use crate::postgres::ast::{Expr, ExprKind, Literal, Query};
use crate::postgres::builtin::types::oid;
use crate::run::Refusal;
use crate::source::Span;

impl Binder<'_> {
    /// A query inside an expression: it sees the columns around it.
    pub(super) fn bind_subquery(&mut self, query: &Query) -> Result<Vec<Output>, Refusal> {
        self.bind_query_level(query)
    }

    /// `(SELECT …)` as a value: one column.
    pub(super) fn bind_scalar_subquery(&mut self, query: &Query, span: Span) -> Result<Type, Refusal> {
        self.check_subquery(span)?;
        let columns = self.bind_subquery(query)?;
        let [column] = columns.as_slice() else {
            return fail("42601", "subquery must return only one column".into(), span);
        };
        self.subquery_names.push((query.span.start, column.name.clone()));
        Ok(column.type_ref)
    }

    /// `x IN (SELECT …)`, `x = ANY (SELECT …)`.
    pub(super) fn bind_in_subquery(
        &mut self,
        operand: &Expr,
        query: &Query,
        symbol: &str,
        span: Span,
    ) -> Result<Type, Refusal> {
        let at = self.after(operand);
        self.check_subquery(at)?;
        let value = self.bind(operand)?;
        let columns = self.bind_subquery(query)?;
        let wanted = if let ExprKind::Row(items) = &operand.kind { items.len() } else { 1 };
        if columns.len() != wanted {
            let message =
                if columns.len() > wanted { "subquery has too many columns" } else { "subquery has too few columns" };
            return fail("42601", message.into(), at);
        }
        let column = Expr { kind: ExprKind::Literal(Literal::Null), span };
        self.resolve_comparison(symbol, (operand, value), (&column, columns[0].type_ref), at)?;
        Ok(known(oid::BOOL))
    }
}
