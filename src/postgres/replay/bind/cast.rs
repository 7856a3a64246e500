//! Casts, written out or not.

use super::binder::{Binder, Type, fail};
use super::coerce::{Coercion, Conversion};
use super::facts::oid_of;
use crate::postgres::ast::{Expr, ExprKind, Literal, TypeName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ReferenceRole, TypeRef};
use crate::run::Refusal;
use crate::source::Span;

impl Binder<'_> {
    pub(super) fn bind_cast(&mut self, operand: &Expr, target: &TypeName, span: Span) -> Result<Type, Refusal> {
        let to = self.bind_type(target)?;
        // The elements of an array constructor are cast one by one.
        if to.array
            && let ExprKind::Array(items) = &operand.kind
        {
            let element = TypeRef { array: false, ..to };
            for item in items {
                let inner = if matches!(item.kind, ExprKind::Array(_)) { to } else { element };
                self.bind_cast_to(item, inner, item.span)?;
            }
            return Ok(Some(to));
        }
        let at = self.cast_position(operand, target, span);
        self.bind_cast_to(operand, to, at)?;
        Ok(Some(to))
    }

    fn bind_cast_to(&mut self, operand: &Expr, to: TypeRef, at: Span) -> Result<(), Refusal> {
        if to.array
            && let ExprKind::Array(items) = &operand.kind
        {
            return items.iter().try_for_each(|item| {
                let inner = if matches!(item.kind, ExprKind::Array(_)) { to } else { TypeRef { array: false, ..to } };
                self.bind_cast_to(item, inner, item.span)
            });
        }
        let from = self.bind(operand)?;
        let Some(from_type) = from else { return Ok(()) };
        if !self.session.can_coerce(from_type, to, Coercion::Explicit) {
            let (from, to) = (self.type_name(from_type), self.type_name(to));
            return fail("42846", format!("cannot cast type {from} to {to}"), at);
        }
        if oid_of(from_type) == oid::UNKNOWN {
            return self.coerce(operand, from, to);
        }
        self.convert(from_type, to, Coercion::Explicit);
        match &operand.kind {
            ExprKind::Row(items) => self.coerce_row(items, to),
            _ => Ok(()),
        }
    }

    /// The server points at `::`, or at the start of `CAST(…)` and `type 'literal'`.
    fn cast_position(&self, operand: &Expr, target: &TypeName, span: Span) -> Span {
        let between = operand.span.end as usize..target.span.start.max(operand.span.end) as usize;
        let found = self.session.text.get(between.clone()).and_then(|text| text.find("::"));
        found.map_or(span, |place| Span::new(between.start + place, between.start + place + 2))
    }

    /// A type in an expression: a reference where it is a user's.
    pub(super) fn bind_type(&mut self, written: &TypeName) -> Result<TypeRef, Refusal> {
        let type_use = self.session.resolve_type(written).map_err(|refusal| match refusal {
            Refusal::Failed(failure) if failure.code == "42704" => self.session.missing(failure),
            other => other,
        })?;
        self.refer_to(written.name.span(), type_use.type_ref.id, ReferenceRole::Name);
        Ok(type_use.type_ref)
    }

    /// An implicit conversion: checks what is certain about a literal, and notes how volatile the conversion is.
    pub(super) fn coerce(&mut self, expr: &Expr, from: Type, to: TypeRef) -> Result<(), Refusal> {
        let Some(from) = from else { return Ok(()) };
        if oid_of(from) != oid::UNKNOWN {
            self.convert(from, to, Coercion::Implicit);
            return match &expr.kind {
                ExprKind::Row(items) => self.coerce_row(items, to),
                _ => Ok(()),
            };
        }
        match &expr.kind {
            ExprKind::Literal(Literal::String(text)) => self.bind_literal(text, expr.span, to),
            _ => Ok(()),
        }
    }

    /// The items of a row become what the columns of a row type are; here the constants among them.
    fn coerce_row(&mut self, items: &[Expr], to: TypeRef) -> Result<(), Refusal> {
        let base = self.session.base_type(to);
        let Some(object) = self.session.catalog.get(base.id).filter(|_| !base.array) else { return Ok(()) };
        let types: Vec<TypeRef> =
            object.live_columns().filter_map(|column| Some(column.type_use.as_ref()?.type_ref)).collect();
        if types.len() != items.len() {
            return Ok(());
        }
        items.iter().zip(types).try_for_each(|(item, to)| match &item.kind {
            ExprKind::Literal(Literal::String(text)) => self.bind_literal(text, item.span, to),
            ExprKind::Row(inner) => self.coerce_row(inner, to),
            _ => Ok(()),
        })
    }

    fn convert(&mut self, from: TypeRef, to: TypeRef, context: Coercion) {
        match self.session.conversion(from, to, context) {
            Some(Conversion::Function(volatility)) => self.saw(volatility),
            Some(Conversion::Text) => self.saw(self.session.text_volatility(from, to)),
            Some(Conversion::Relabel) | None => {}
        }
    }
}
