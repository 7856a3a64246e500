//! `SET` of `UPDATE` and of `ON CONFLICT`: what is checked when the statement is analysed, and what when it is rewritten.

use super::evaluate::Evaluator;
use super::plan::{Slot, TablePlan};
use super::value::literal;
use crate::postgres::ast::{Expr, ExprKind, Ident};
use crate::postgres::catalog::TypeRef;
use crate::postgres::replay::bind::BoundQuery;
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// The columns that are assigned to, by place, each with its value.
pub(super) type Assignments<'a> = Vec<(usize, Assigned<'a>)>;

/// What a column is set to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Assigned<'a> {
    Expr(&'a Expr),
    Default,
    /// One of several columns of a subquery.
    Shared,
}

impl<'a> Assigned<'a> {
    pub(super) fn of(value: Option<&'a Expr>) -> Self {
        value.map_or(Self::Default, Self::Expr)
    }

    pub(super) fn expr(self) -> Option<&'a Expr> {
        if let Self::Expr(expr) = self { Some(expr) } else { None }
    }
}

/// Assignments whose names and types are right.
pub(super) struct Analysed<'a> {
    assignments: Assignments<'a>,
    /// What is wrong with a constant only once it is computed: its length.
    later: Option<Failure>,
}

impl<'a> Analysed<'a> {
    /// What the server looks at when it rewrites the statement.
    pub(super) fn rewritten(self, plan: &TablePlan) -> Result<Assignments<'a>, Failure> {
        for (number, (place, _)) in self.assignments.iter().enumerate() {
            if self.assignments[..number].iter().any(|(other, _)| other == place) {
                let message = format!("multiple assignments to same column \"{}\"", plan.slots[*place].field.name);
                return Err(Failure::new("42601", message));
            }
        }
        let mut ordered: Vec<&(usize, Assigned<'_>)> = self.assignments.iter().collect();
        ordered.sort_unstable_by_key(|(place, _)| *place);
        ordered.into_iter().try_for_each(|(place, value)| refuse_value(&plan.slots[*place], value.expr()))?;
        self.later.map_or(Ok(self.assignments), Err)
    }
}

impl Evaluator<'_> {
    /// Checks the columns and types of assignments, whose values are bound already.
    pub(super) fn analyse<'a>(
        self,
        plan: &TablePlan,
        assigned: impl Iterator<Item = (&'a Ident, Assigned<'a>)>,
        bound: &BoundQuery,
    ) -> Result<Analysed<'a>, Refusal> {
        let mut analysed = Analysed { assignments: Vec::new(), later: None };
        let mut types = bound.columns.iter().zip(&bound.places).map(|((_, found), place)| (*found, *place));
        for (column, value) in assigned {
            let found = types.next().filter(|_| !matches!(value, Assigned::Shared));
            let place = assignable(plan, column)?;
            match self.check_assignment(&plan.slots[place], value.expr(), found) {
                Err(Refusal::Failed(failure)) if failure.position.is_none() => {
                    analysed.later.get_or_insert(failure);
                }
                checked => checked?,
            }
            analysed.assignments.push((place, value));
        }
        Ok(analysed)
    }

    fn check_assignment(
        self,
        slot: &Slot,
        value: Option<&Expr>,
        found: Option<(Option<TypeRef>, Option<Span>)>,
    ) -> Result<(), Refusal> {
        let Some(expr) = value else { return Ok(()) };
        if let Some(value) = literal(expr) {
            return self.check_literal(&value, slot, expr.span);
        }
        let Some((found, place)) = found else { return Ok(()) };
        self.check_type(slot, found, place)?;
        self.session.coerce_value(expr, found, slot.type_ref)
    }
}

/// The place of a column that a statement assigns to.
pub(super) fn assignable(plan: &TablePlan, column: &Ident) -> Result<usize, Failure> {
    plan.slots.iter().position(|slot| slot.field.name == column.name).ok_or_else(|| {
        let message = format!("column \"{}\" of relation \"{}\" does not exist", column.name, plan.name);
        Failure::new("42703", message).at(column.span)
    })
}

/// 428C9 for a value where only `DEFAULT` is taken.
pub(super) fn refuse_value(slot: &Slot, value: Option<&Expr>) -> Result<(), Failure> {
    if value.is_some() && (slot.is_generated() || slot.identity == Some(true)) {
        let message = format!("column \"{}\" can only be updated to DEFAULT", slot.field.name);
        return Err(Failure::new("428C9", message));
    }
    Ok(())
}

/// The values of `(a, b) = (1, 2)`, one by one.
pub(super) fn spread<'a>(columns: &[Ident], value: Option<&'a Expr>) -> Result<Vec<Assigned<'a>>, Failure> {
    // A row may also be the one value of a composite column.
    if columns.len() == 1 && !matches!(value.map(|expr| &expr.kind), Some(ExprKind::Row(row)) if row.len() == 1) {
        return Ok(vec![Assigned::of(value)]);
    }
    match value.map(|expr| (&expr.kind, expr.span)) {
        Some((ExprKind::Row(values), span)) if values.len() != columns.len() => Err(miscounted(span)),
        Some((ExprKind::Subquery(query), span))
            if super::select::width(query).is_some_and(|width| width != columns.len()) =>
        {
            Err(miscounted(span))
        }
        Some((ExprKind::Row(values), _)) => Ok(values.iter().map(Assigned::Expr).collect()),
        Some(_) => Ok(vec![Assigned::Shared; columns.len()]),
        None => Ok(vec![Assigned::Default; columns.len()]),
    }
}

fn miscounted(span: Span) -> Failure {
    Failure::new("42601", "number of columns does not match number of values").at(span)
}
