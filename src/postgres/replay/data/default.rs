//! Defaults: what a column gets when a statement gives it no value.

use super::evaluate::{Evaluator, undecided};
use super::plan::{Filler, ReadText, Slot};
use super::scope::Scope;
use super::value::{literal, never_null};
use crate::postgres::ast::{Expr, ExprKind, Name};
use crate::postgres::catalog::{Bound, ObjectBody, ObjectId, Reference, ReferenceRole, RoutineSource, Target, Value};
use crate::run::Refusal;

impl Evaluator<'_> {
    /// What fills a column with this default.
    pub(super) fn filler(self, default: &Bound, slot: &Slot) -> Filler {
        let Some(expr) = self.session.texts.expr(&default.text) else {
            return Filler::Unknown(format!("the default of `{}` was not read", slot.field.name));
        };
        if let Some(sequence) = next_of(&expr, &default.references) {
            return Filler::Next(sequence);
        }
        if self.session.may_act(&expr) || default.references.iter().any(|reference| self.is_routine(reference)) {
            return Filler::Computed(ReadText::new(self.session, default));
        }
        let scope = Scope::default().bound(&default.references);
        match self.constant_default(&expr, slot, &scope) {
            Some(value) => Filler::Value(value),
            None => self.deferred_default(default, &expr, slot),
        }
    }

    /// Whether a name means a function whose text can be run.
    fn is_routine(self, reference: &Reference) -> bool {
        let Target::Object(id) = reference.target else { return false };
        let routine = self.session.catalog.get(id).and_then(|object| object.routine());
        routine.is_some_and(|routine| matches!(routine.source, RoutineSource::Text { .. }))
    }

    /// The value of a default that is computed for each row.
    pub(super) fn computed_default(self, text: &ReadText, slot: &Slot) -> Result<Value, Refusal> {
        let expr = text.expr.as_ref().ok_or_else(|| undecided("a default"))?;
        let value = self.evaluate(expr, &Scope::default().bound(&text.references))?;
        self.stored(&value, slot)
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
            if target.modifiers.is_empty() && (kind.form == slot.kind().form || kind.is_text() && slot.kind().is_text())
            {
                return Some(value);
            }
        }
        let readings = self.session.clock_readings.count();
        let value = self.evaluate(expr, scope).and_then(|value| self.stored(&value, slot)).ok();
        if self.session.clock_readings.count() == readings {
            return value;
        }
        // What the clock says is asked anew for each row.
        self.session.clock_readings.back_to(readings);
        None
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
