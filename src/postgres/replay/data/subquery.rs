//! Subqueries in expressions.

use super::composite::array_of;
use super::datum::Typed;
use super::evaluate::{Evaluator, any, undecided};
use super::kind::{Form, Kind};
use super::scope::Scope;
use super::select::{Selected, is_aggregated, returns_sets};
use crate::postgres::ast::{Expr, ExprKind, Query, QueryBody};
use crate::run::{Failure, Refusal};

impl Evaluator<'_> {
    /// `(SELECT …)` as a value.
    pub(super) fn scalar(self, query: &Query, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let rows = self.select(query, scope)?.settled();
        if rows.records.len() > 1 {
            let message = "more than one row returned by a subquery used as an expression";
            return Err(Failure::new("21000", message).into());
        }
        let kind = rows.fields.first().and_then(|field| field.kind.clone());
        match rows.records.first().and_then(|record| record.first()) {
            Some(value) => self.value_of(value, kind.as_ref()),
            None => Ok(Typed::new(super::datum::Datum::Null, &kind.unwrap_or_else(Kind::unknown))),
        }
    }

    /// The values of the first column.
    pub(super) fn first_column(self, rows: &Selected) -> Result<Vec<Typed>, Refusal> {
        let kind = rows.fields.first().and_then(|field| field.kind.clone());
        let kind = kind.map(|kind| if kind.is_unknown() { Kind::text() } else { kind });
        let first = |record: &Vec<crate::postgres::catalog::Value>| {
            let value = record.first().ok_or_else(|| undecided("a subquery"))?;
            self.value_of(value, kind.as_ref()).map_err(|refusal| match refusal {
                Refusal::Undecided(_) => undecided("a subquery"),
                refusal => refusal,
            })
        };
        rows.records.iter().map(first).collect()
    }

    /// `x IN (SELECT …)`, `(a, b) IN (SELECT …)`.
    pub(super) fn in_subquery(self, operand: &Expr, query: &Query, scope: &Scope<'_>) -> Result<Option<bool>, Refusal> {
        let rows = self.select(query, scope)?.settled();
        if rows.is_empty() {
            return Ok(Some(false));
        }
        let value = self.evaluate(operand, scope)?;
        if !matches!(operand.kind, ExprKind::Row(_)) {
            let members = self.first_column(&rows)?;
            return any(members.iter().map(|member| self.compare("=", &value, member)));
        }
        let names = || rows.fields.iter().map(|field| field.name.clone());
        any(rows.records.iter().map(|record| {
            let cells = record.iter().zip(&rows.fields).map(|(value, field)| self.value_of(value, field.kind.as_ref()));
            let member = super::composite::row_of(cells.collect::<Result<Vec<_>, _>>()?, names());
            self.compare_rows("=", &value, &member)
        }))
    }

    /// Whether a query gives any row; what it selects does not matter.
    pub(super) fn exists(self, query: &Query, scope: &Scope<'_>) -> Result<bool, Refusal> {
        if let QueryBody::Select(select) = &query.body
            && query.limit.is_none()
            && query.offset.is_none()
            && !is_aggregated(select)
            && !returns_sets(select)
        {
            let mut inner = scope.inner();
            self.with_ctes(&query.with, query.recursive, &mut inner);
            return Ok(!self.filtered(select, &inner)?.tuples.is_empty());
        }
        Ok(!self.select(query, scope)?.is_empty())
    }

    /// `ARRAY(SELECT …)`.
    pub(super) fn array_of_query(self, query: &Query, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let rows = self.select(query, scope)?.settled();
        if !rows.ordered && rows.records.windows(2).any(|pair| pair[0] != pair[1]) {
            return Err(Refusal::Undecided("the order of the rows of ARRAY(…) is not known".into()));
        }
        let kind = rows.fields.first().and_then(|field| field.kind.clone()).ok_or_else(|| undecided("an array"))?;
        let members = self.first_column(&rows)?;
        match (&kind.form, kind.element()) {
            (Form::Array(_), Some(element)) => array_of(members, element, &kind),
            _ => array_of(members, &kind, &kind.array_of()),
        }
    }
}
