//! What the planner makes of a call of a function in SQL: the expression of its body, where that is all there is to it.

use super::sql_body::parameters;
use crate::postgres::ast::op::{RoutineKind, Volatility};
use crate::postgres::ast::{Expr, ExprKind, QueryBody, SelectItem, Statement};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::catalog::{ObjectBody, ObjectId, Routine, RoutineSource};
use crate::postgres::replay::bind::children;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::{self, Parsed};
use std::sync::Arc;

/// Deeper than this, functions in functions are not looked into.
const MOST_NESTED: u32 = 8;

/// A body, as the planner sees it.
enum Body {
    /// An expression that can take the place of the call.
    Expression(Box<Expr>),
    /// More than that: the call stays.
    Whole,
}

impl Session {
    /// How volatile a call is once the planner has put the body in its place, if it does; `None` where that is not known.
    pub(in crate::postgres::replay) fn planned_volatility(
        &self,
        id: ObjectId,
        arguments: &[&Expr],
    ) -> Option<Volatility> {
        let object = self.catalog.get(id)?;
        let ObjectBody::Routine(routine) = &object.body else { return None };
        let RoutineSource::Text { text, .. } = &routine.source else { return None };
        if routine.security_definer || !routine.settings.is_empty() {
            return Some(routine.volatility);
        }
        let expr = match body(text)? {
            Body::Expression(expr) => expr,
            Body::Whole => return Some(routine.volatility),
        };
        if self.routines >= MOST_NESTED || !is_plain(routine) || !takes_the_place(&expr, routine, arguments) {
            return None;
        }
        let mut reading = self.clone();
        reading.routines += 1;
        reading.text = Arc::from(text.as_str());
        reading.variables = Some(Arc::new(parameters(&object.name, &routine.arguments)));
        let (type_ref, volatility) = reading.volatility_of(&expr)?;
        let tame = routine.volatility == Volatility::Volatile || volatility <= routine.volatility;
        (tame && type_ref.same_type(routine.returns.as_ref()?.type_ref)).then_some(volatility)
    }
}

/// Of the functions that may be inlined, those for which that takes no more than their body.
fn is_plain(routine: &Routine) -> bool {
    routine.kind == RoutineKind::Function
        && !routine.returns_set
        && !routine.strict
        && routine.arguments.len() == routine.input_arguments().count()
}

/// Reads a body; `None` for one that is not read.
fn body(text: &str) -> Option<Body> {
    let [raw] = syntax::split(text).try_into().ok()?;
    let Parsed::Statement(Statement::Query(query)) = syntax::parse(text, &raw) else { return None };
    let bare = query.with.is_empty() && query.order_by.is_empty() && query.limit.is_none() && query.offset.is_none();
    let QueryBody::Select(select) = query.body else { return Some(Body::Whole) };
    let bare = bare
        && !query.locking
        && select.distinct.is_none()
        && select.into.is_none()
        && select.from.is_empty()
        && select.filter.is_none()
        && select.group_by.is_empty()
        && select.having.is_none();
    match <[SelectItem; 1]>::try_from(select.items) {
        Ok([SelectItem::Expr { expr, .. }]) if bare => Some(Body::Expression(Box::new(expr))),
        _ => Some(Body::Whole),
    }
}

/// No subquery, aggregate or set, and each parameter used once, or given a mere column.
fn takes_the_place(body: &Expr, routine: &Routine, arguments: &[&Expr]) -> bool {
    let names: Vec<_> = routine.input_arguments().map(|argument| argument.name.clone()).collect();
    if names.len() != arguments.len() {
        return false;
    }
    let mut used = vec![0_usize; arguments.len()];
    let mut open = vec![body];
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::ArraySubquery(_) | ExprKind::Exists(_) | ExprKind::Subquery(_) | ExprKind::InSubquery { .. } => {
                return false;
            }
            ExprKind::Function(call) => {
                let mut candidates = BUILTIN.functions.of(call.name.name());
                if candidates.any(|function| function.kind != 'f' || function.returns_set) {
                    return false;
                }
            }
            _ => {}
        }
        let place = match &expr.kind {
            ExprKind::Parameter(number) => (*number as usize).checked_sub(1),
            ExprKind::Column(parts) => {
                let Some(part) = parts.last() else { return false };
                names.iter().position(|name| name.as_ref() == Some(&part.name))
            }
            _ => {
                open.extend(children(expr));
                continue;
            }
        };
        match place.and_then(|place| used.get_mut(place)) {
            Some(count) => *count += 1,
            None => return false,
        }
    }
    let is_column = |expr: &Expr| matches!(expr.kind, ExprKind::Column(_));
    used.iter().zip(arguments).all(|(count, argument)| *count == 1 || is_column(argument))
}
