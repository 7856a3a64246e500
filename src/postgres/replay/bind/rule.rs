//! The condition and the actions of a rule: statements that see the rows `OLD` and `NEW`.

use super::binder::{Binder, Type};
use super::scope::{Item, Level};
use super::usage::Clause;
use crate::postgres::ast::Statement;
use crate::postgres::ast::op::{CreateRule, RuleEvent};
use crate::postgres::catalog::{Address, Bound, ObjectId, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// A bound rule.
#[derive(Debug, Clone)]
pub(crate) struct BoundRule {
    /// `WHERE`.
    pub condition: Option<Bound>,
    /// The actions, with their parentheses.
    pub actions: Bound,
    /// For each `RETURNING` among them, the types of what it returns.
    pub returning: Vec<Vec<Option<TypeRef>>>,
    /// Everything that condition and actions depend on.
    pub dependencies: Vec<Address>,
}

impl Session {
    /// Binds a rule of a relation.
    pub(crate) fn bind_rule(&self, create: &CreateRule, relation: ObjectId) -> Result<BoundRule, Refusal> {
        let mut binder = Binder::new(self, Clause::Where);
        binder.enter_rule(create.event, relation);
        let mut condition = None;
        if let Some(expr) = &create.condition {
            let bound = binder.within(Clause::Where, |binder| binder.bind_condition(expr, "WHERE"));
            bound.map_err(|refusal| hidden_row(create.event, refusal))?;
            condition = Some(binder.finish(expr.span));
        }
        let mut returning = Vec::new();
        for action in &create.actions {
            check_utility(create, action)?;
            let outputs = binder.bind_action(action).map_err(|refusal| unusable_row(create.event, refusal))?;
            returning.extend(outputs);
        }
        Ok(BoundRule {
            condition,
            actions: binder.finish(create.body),
            returning,
            dependencies: binder.take_dependencies(),
        })
    }
}

/// A rule with a condition rewrites statements, and nothing else.
fn check_utility(create: &CreateRule, action: &Statement) -> Result<(), Failure> {
    if create.condition.is_some() && matches!(action, Statement::Inert { .. }) {
        let message = "rules with WHERE conditions can only have SELECT, INSERT, UPDATE, or DELETE actions";
        return Err(Failure::new("42P17", message));
    }
    Ok(())
}

impl Binder<'_> {
    fn enter_rule(&mut self, event: RuleEvent, relation: ObjectId) {
        let mut level = Level::default();
        if let Some(object) = self.session.catalog.get(relation) {
            let rows: &[&'static str] = match event {
                RuleEvent::Insert => &["new"],
                RuleEvent::Update => &["old", "new"],
                RuleEvent::Select | RuleEvent::Delete => &["old"],
            };
            level.items.extend(rows.iter().map(|name| Item::row(name, object)));
        }
        self.levels.push(level);
    }

    /// Binds one action; what it returns, where it has a `RETURNING`.
    fn bind_action(&mut self, action: &Statement) -> Result<Option<Vec<Type>>, Refusal> {
        let has_returning = match action {
            Statement::Insert(insert) => !insert.returning.is_empty(),
            Statement::Update(update) => !update.returning.is_empty(),
            Statement::Delete(delete) => !delete.returning.is_empty(),
            Statement::Query(query) => {
                self.bind_query_level(query)?;
                return Ok(None);
            }
            Statement::Inert { .. } => return Ok(None),
            _ => return Err(Refusal::Opaque("an action of a rule that is not modelled".into())),
        };
        let outputs = self.bind_data_change(action)?;
        Ok(has_returning.then(|| outputs.into_iter().map(|output| output.type_ref).collect()))
    }
}

/// The row that a rule on this event does not have.
fn absent_row(event: RuleEvent) -> Option<(&'static str, &'static str)> {
    match event {
        RuleEvent::Insert => Some(("old", "ON INSERT rule cannot use OLD")),
        RuleEvent::Delete => Some(("new", "ON DELETE rule cannot use NEW")),
        RuleEvent::Select | RuleEvent::Update => None,
    }
}

fn mentions(failure: &Failure, row: &str) -> bool {
    failure.message == format!("missing FROM-clause entry for table \"{row}\"")
}

/// In the condition, the server knows the row, but does not let it be seen.
fn hidden_row(event: RuleEvent, refusal: Refusal) -> Refusal {
    match (refusal, absent_row(event)) {
        (Refusal::Failed(failure), Some((row, _))) if mentions(&failure, row) => {
            let message = format!("invalid reference to FROM-clause entry for table \"{row}\"");
            Failure { message, ..failure }.into()
        }
        (refusal, _) => refusal,
    }
}

/// In the actions, it lets it be seen, and refuses it afterwards.
fn unusable_row(event: RuleEvent, refusal: Refusal) -> Refusal {
    match (refusal, absent_row(event)) {
        (Refusal::Failed(failure), Some((row, message))) if mentions(&failure, row) => {
            Failure::new("42P17", message).into()
        }
        (refusal, _) => refusal,
    }
}
