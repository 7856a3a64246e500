//! Defaults: what a column gets when a statement gives it no value.

use super::evaluate::Evaluator;
use super::plan::{Filler, Slot};
use super::scope::Scope;
use super::value::{literal, never_null};
use crate::ast::{Expr, ExprKind, Name};
use crate::catalog::{Bound, ObjectBody, ObjectId, Reference, ReferenceRole, RoutineSource, Target, Value};

impl Evaluator<'_> {
    /// What fills a column with this default.
    pub(super) fn filler(self, default: &Bound, slot: &Slot) -> Filler {
        let Some(expr) = self.session.texts.expr(&default.text) else {
            return Filler::Unknown(format!("the default of `{}` was not read", slot.field.name));
        };
        if let Some(sequence) = next_of(&expr, &default.references) {
            return Filler::Next(sequence);
        }
        let scope = Scope::default().bound(&default.references);
        match self.constant_default(&expr, slot, &scope) {
            Some(value) => Filler::Value(value),
            None => self.deferred_default(default, &expr, slot),
        }
    }

    fn constant_default(self, expr: &Expr, slot: &Slot, scope: &Scope<'_>) -> Option<Value> {
        if let Some(value) = literal(expr) {
            return Some(value);
        }
        if let ExprKind::Cast { operand, target } = &expr.kind
            && let Some(value @ Value::Text(_)) = literal(operand)
        {
            // A cast without a modifier to the column's own type says nothing new, and one to text keeps the text.
            let kind = self.cast_kind(target, scope)?;
            if target.modifiers.is_empty() && (kind == *slot.kind() || kind.is_text() && slot.kind().is_text()) {
                return Some(value);
            }
        }
        self.evaluate(expr, scope).ok()?.datum.to_value()
    }

    /// An expression that the server computes anew for each row.
    fn deferred_default(self, default: &Bound, expr: &Expr, slot: &Slot) -> Filler {
        let opaque = default.references.iter().find_map(|reference| match &reference.target {
            Target::Object(id) => self.reads_tables(*id),
            Target::Label(..) | Target::Nothing => None,
            Target::Column(..) | Target::Columns(_) => Some("it depends on a column".to_owned()),
        });
        if let Some(reason) = opaque {
            return Filler::Unknown(format!("the default of `{}` is not evaluated: {reason}", slot.field.name));
        }
        if slot.field.not_null && !never_null(expr) || !slot.domains.is_empty() {
            return Filler::Unknown(format!("whether the default of `{}` is accepted is not known", slot.field.name));
        }
        Filler::Value(Value::Deferred(Name::new(default.render(&self.session.catalog, &[]))))
    }

    /// Why an expression that uses this object cannot be computed by the server later on.
    fn reads_tables(self, id: ObjectId) -> Option<String> {
        let object = self.session.catalog.get(id)?;
        match &object.body {
            ObjectBody::Routine(routine)
                if matches!(routine.source, RoutineSource::Library(..) | RoutineSource::Extension) =>
            {
                None
            }
            ObjectBody::Type(_) | ObjectBody::Member(_) => None,
            _ => Some(format!("it uses `{}`", object.name)),
        }
    }
}

/// The sequence of `nextval('sequence')`.
fn next_of(expr: &Expr, references: &[Reference]) -> Option<ObjectId> {
    let ExprKind::Function(call) = &expr.kind else { return None };
    if call.name.name() != "nextval" {
        return None;
    }
    references.iter().find_map(|reference| match (&reference.role, &reference.target) {
        (ReferenceRole::Literal, Target::Object(id)) => Some(*id),
        _ => None,
    })
}
