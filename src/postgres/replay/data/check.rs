//! `NOT NULL`, `CHECK` and the constraints of domains, on one row.

use super::datum::Datum;
use super::evaluate::{Evaluator, undecided};
use super::plan::{Slot, TablePlan};
use super::scope::{Field, Scope, Source};
use crate::postgres::ast::Name;
use crate::postgres::catalog::{ConstraintKind, ObjectBody, ObjectId, TypeBody, TypeRef, Value};
use crate::run::{Failure, Refusal};

impl Evaluator<'_> {
    /// Refuses a row that breaks a `NOT NULL` or a `CHECK`, in the server's order.
    pub(super) fn check_row(self, plan: &TablePlan, values: &[Value]) -> Result<(), Refusal> {
        for (slot, value) in plan.slots.iter().zip(values) {
            if slot.field.not_null && *value == Value::Null {
                return Err(null_value(&slot.field.name, &plan.name).into());
            }
        }
        for check in &plan.checks {
            let unknown = || undecided(&format!("the check `{}`", check.name));
            let scope = Scope::row(plan.source(&plan.name, values)).bound(&check.condition.references);
            let condition = check.condition.expr.as_ref().ok_or_else(unknown)?;
            match self.truth(condition, &scope) {
                Ok(Some(false)) => return Err(violated_check(&plan.name, &check.name).into()),
                Ok(_) => {}
                Err(Refusal::Failed(failure)) => return Err(Failure { position: None, ..failure }.into()),
                Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                    return Err(Refusal::Undecided(format!("whether the check `{}` holds: {reason}", check.name)));
                }
            }
        }
        Ok(())
    }

    /// Computes the generated columns of a row. What cannot be evaluated is unknown.
    pub(super) fn generate(self, plan: &TablePlan, values: &mut [Value]) -> Result<(), Refusal> {
        for (place, slot) in plan.slots.iter().enumerate() {
            let Some(generation) = &slot.generation else { continue };
            // A generated column does not see another one.
            let scope = Scope::row(plan.source(&plan.name, values)).bound(&generation.references);
            let computed = match generation.expr.as_ref().map(|expr| self.evaluate(expr, &scope)) {
                Some(Ok(value)) => match self.stored(&value, slot) {
                    Err(Refusal::Failed(failure)) => return Err(Failure { position: None, ..failure }.into()),
                    stored => stored.ok(),
                },
                Some(Err(Refusal::Failed(failure))) => return Err(Failure { position: None, ..failure }.into()),
                _ => None,
            };
            let unknown = || Value::Unknown(Name::new_static("it is a generated column"));
            let value = computed.unwrap_or_else(unknown);
            if !matches!(value, Value::Unknown(_)) {
                self.check(&value, slot, None)?;
                self.check_domains(slot, &value)?;
            }
            values[place] = value;
        }
        Ok(())
    }

    /// Refuses a value that a domain does not take.
    pub(super) fn check_domains(self, slot: &Slot, value: &Value) -> Result<(), Refusal> {
        if slot.domains.is_empty() {
            return Ok(());
        }
        let datum = slot.kind().assign(value.borrowed())?;
        // From the innermost domain outwards.
        slot.domains.iter().rev().try_for_each(|domain| self.check_domain(*domain, slot, value, datum.as_ref()))
    }

    fn check_domain(self, id: ObjectId, slot: &Slot, value: &Value, datum: Option<&Datum>) -> Result<(), Refusal> {
        let catalog = &self.session.catalog;
        let Some(domain) = catalog.get(id) else { return Ok(()) };
        let ObjectBody::Type(TypeBody::Domain { not_null, .. }) = &domain.body else { return Ok(()) };
        if *not_null && datum == Some(&Datum::Null) {
            let name = self.session.type_name(TypeRef::plain(id));
            return Err(Failure::new("23502", format!("domain {name} does not allow null values")).into());
        }
        for child in catalog.children(id) {
            let ObjectBody::Constraint(constraint) = &child.body else { continue };
            let ConstraintKind::Check { expr, .. } = &constraint.kind else { continue };
            let unknown = || undecided(&format!("the check `{}`", child.name));
            let condition = self.session.texts.expr(&expr.text).ok_or_else(unknown)?;
            let value = datum.map(|_| value.clone()).ok_or_else(unknown)?;
            let field =
                Field { name: Name::new_static("value"), number: 0, kind: Some(self.kind(slot.base)), not_null: false };
            let (fields, values) = ([field], [value]);
            let source = Source { name: "", relation: ObjectId::NONE, fields: &fields, values: &values };
            if self.truth(&condition, &Scope::row(source).bound(&expr.references))? == Some(false) {
                let (domain, name) = (self.session.type_name(TypeRef::plain(id)), &child.name);
                let message = format!("value for domain {domain} violates check constraint \"{name}\"");
                return Err(Failure::new("23514", message).into());
            }
        }
        Ok(())
    }
}

/// 23502 of a table's column.
pub(super) fn null_value(column: &str, table: &str) -> Failure {
    Failure::new(
        "23502",
        format!("null value in column \"{column}\" of relation \"{table}\" violates not-null constraint"),
    )
}

fn violated_check(table: &str, name: &str) -> Failure {
    Failure::new("23514", format!("new row for relation \"{table}\" violates check constraint \"{name}\""))
}
