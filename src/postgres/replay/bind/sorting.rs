//! What is sorted or made distinct must be of a type that can be.

use super::binder::{Binder, Type, fail, placed};
use super::facts::oid_of;
use super::query::Output;
use crate::postgres::ast::{Distinct, Expr, ExprKind, Literal, OrderItem, Select};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Target, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;

impl Binder<'_> {
    /// 42883 where a key cannot be sorted or compared; 42P10 where `DISTINCT` rows are sorted by a column they do not have.
    pub(super) fn check_sortable(
        &self,
        select: &Select,
        order_by: &[OrderItem],
        columns: &[Output],
    ) -> Result<(), Refusal> {
        for item in order_by {
            if let Some(type_ref) = self.key_type(&item.expr, columns) {
                self.require_order(type_ref, self.location(&item.expr))?;
            }
        }
        for key in &select.group_by {
            if let Some(type_ref) = self.key_type(key, columns) {
                self.require_equality(Some(type_ref), Some(self.location(key)))?;
            }
        }
        if matches!(select.distinct, Some(Distinct::All)) {
            columns.iter().try_for_each(|column| self.require_equality(column.type_ref, column.place))?;
            order_by.iter().try_for_each(|item| self.require_selected(&item.expr, columns))?;
        }
        Ok(())
    }

    /// The type of a key that is a column, of the output or of the input.
    fn key_type(&self, key: &Expr, columns: &[Output]) -> Type {
        match &key.kind {
            ExprKind::Column(parts) => {
                let output = columns.iter().find(|column| parts.len() == 1 && column.name == parts[0].name);
                let own = |name| self.levels.last().and_then(|level| level.find(name).ok().flatten());
                match output {
                    Some(output) => output.type_ref,
                    None if parts.len() == 1 => own(&parts[0].name).and_then(|(_, column)| column.type_ref),
                    None => None,
                }
            }
            ExprKind::Literal(Literal::Integer(digits)) => {
                let position = digits.parse::<usize>().ok().and_then(|position| position.checked_sub(1));
                position.and_then(|position| columns.get(position)).and_then(|column| column.type_ref)
            }
            _ => None,
        }
    }

    /// The keys of a window or an aggregate.
    pub(super) fn require_orders(&self, keys: &[OrderItem], types: &[Type]) -> Result<(), Refusal> {
        keys.iter().zip(types).try_for_each(|(key, type_ref)| match type_ref {
            Some(type_ref) => self.require_order(*type_ref, self.location(&key.expr)),
            None => Ok(()),
        })
    }

    pub(super) fn require_order(&self, type_ref: TypeRef, span: Span) -> Result<(), Refusal> {
        if self.can_be_indexed(type_ref, &["btree"]) {
            return Ok(());
        }
        self.missing(
            "42883",
            format!("could not identify an ordering operator for type {}", self.type_name(type_ref)),
            span,
        )
    }

    pub(super) fn require_equality(&self, type_ref: Type, place: Option<Span>) -> Result<(), Refusal> {
        match type_ref {
            Some(type_ref) if !self.can_be_indexed(type_ref, &["btree", "hash"]) => {
                let name = self.type_name(type_ref);
                let message = format!("could not identify an equality operator for type {name}");
                Err(self.session.missing(placed(Failure::new("42883", message), place)))
            }
            _ => Ok(()),
        }
    }

    /// A default operator class of one of these methods is what the server goes by; a row needs one for each of its columns.
    fn can_be_indexed(&self, type_ref: TypeRef, methods: &[&str]) -> bool {
        let session = self.session;
        let base = session.base_type(type_ref);
        let inner = Session::element_type(base).map_or(base, |element| session.base_type(element));
        if session.is_row_type(inner)
            && let Some(row) = session.catalog.get(inner.id)
        {
            let mut types = row.live_columns().filter_map(|column| Some(column.type_use.as_ref()?.type_ref));
            return types.all(|type_ref| self.can_be_indexed(type_ref, methods));
        }
        oid_of(inner) == oid::UNKNOWN
            || oid_of(inner) == oid::RECORD
            || session.is_row_type(inner)
            || methods.iter().any(|method| session.default_operator_class(inner, method).is_some())
    }

    /// A plain column to sort by must be among the distinct ones.
    fn require_selected(&self, key: &Expr, columns: &[Output]) -> Result<(), Refusal> {
        let ExprKind::Column(parts) = &key.kind else { return Ok(()) };
        let Some(name) = parts.last() else { return Ok(()) };
        if parts.len() == 1 && columns.iter().any(|column| column.name == name.name) {
            return Ok(());
        }
        let source = self.references.iter().rev().find(|reference| reference.span == name.span);
        let Some(Target::Column(relation, number)) = source.map(|reference| &reference.target) else { return Ok(()) };
        if columns.iter().any(|column| column.source == Some((*relation, *number))) {
            return Ok(());
        }
        let message = "for SELECT DISTINCT, ORDER BY expressions must appear in select list";
        fail("42P10", message.into(), key.span)
    }
}
