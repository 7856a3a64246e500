//! The type that an expression has whatever its value is.

use super::evaluate::Evaluator;
use super::scope::Scope;
use super::value::number_type;
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Literal};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::TypeRef;
use crate::postgres::replay::bind::{Sight, SightLevel};

impl Evaluator<'_> {
    /// The type of an expression beside the rows in scope; `None` where it cannot be told.
    pub(super) fn static_type(self, expr: &Expr, scope: &Scope<'_>) -> Option<TypeRef> {
        if let Some(simple) = self.simple_type(expr, scope) {
            return Some(simple);
        }
        // The names of a bound text may have become others.
        if scope.is_bound() {
            return None;
        }
        self.session.type_in_sight(expr, &scope.sights())
    }

    /// The same, where it can be read off.
    fn simple_type(self, expr: &Expr, scope: &Scope<'_>) -> Option<TypeRef> {
        match &expr.kind {
            ExprKind::Literal(literal) => match literal {
                Literal::Null | Literal::String(_) => Some(TypeRef::builtin(oid::UNKNOWN)),
                Literal::Boolean(_) => Some(TypeRef::builtin(oid::BOOL)),
                Literal::Integer(digits) | Literal::Decimal(digits) => Some(TypeRef::builtin(number_type(digits))),
                Literal::Bits(..) => None,
            },
            ExprKind::Column(parts) => Some(self.find(expr.span, parts, scope)?.0.kind.as_ref()?.type_ref),
            ExprKind::Cast { target, .. } => Some(self.cast_kind(target, scope)?.type_ref),
            ExprKind::Case { branches, otherwise, .. } => {
                let results = otherwise.as_deref().into_iter().chain(branches.iter().map(|(_, result)| result));
                let mut types = results.map(|result| self.simple_type(result, scope)).collect::<Option<Vec<_>>>()?;
                if otherwise.is_none() {
                    types.insert(0, TypeRef::builtin(oid::UNKNOWN));
                }
                self.session.common_type_of(&types)
            }
            ExprKind::Function(call) if call.special && is_choice(call) => {
                let arguments = call.arguments.iter().map(|(_, argument)| self.simple_type(argument, scope));
                self.session.common_type_of(&arguments.collect::<Option<Vec<_>>>()?)
            }
            _ => None,
        }
    }
}

/// A call that gives one of its arguments.
pub(super) fn is_choice(call: &FunctionCall) -> bool {
    matches!(call.name.name().as_str(), "coalesce" | "greatest" | "least")
}

impl Scope<'_> {
    /// The columns in sight, from the outermost query to the innermost.
    fn sights(&self) -> Vec<SightLevel> {
        let mut levels = self.outer.map(Scope::sights).unwrap_or_default();
        let items = self.sources.iter().map(|source| Sight {
            name: source.name.into(),
            columns: source
                .fields
                .iter()
                .map(|field| (field.name.clone(), field.kind.as_ref().map(|kind| kind.type_ref)))
                .collect(),
        });
        // The innermost is found first.
        let ctes = self.ctes.iter().rev().filter_map(|(name, rows)| {
            let fields = rows.as_ref().as_ref().ok()?.fields.iter();
            let columns = fields.map(|field| (field.name.clone(), field.kind.as_ref().map(|kind| kind.type_ref)));
            Some(Sight { name: name.clone(), columns: columns.collect() })
        });
        levels.push(SightLevel { items: items.collect(), ctes: ctes.collect() });
        levels
    }
}
