//! `ON CONFLICT`.

use super::addition::Addition;
use super::assign::{Analysed, Assigned};
use super::evaluate::Evaluator;
use super::firing::Event;
use super::insert::packed;
use super::plan::{KeyPart, TablePlan, UniqueKey};
use super::scope::Scope;
use super::unique::{self, slot_values};
use crate::postgres::ast::{ConflictAction, ConflictTarget, Expr, ExprKind, Ident, Insert, Name};
use crate::postgres::catalog::{ColumnNumber, Contents, ForeignKeyRef, Keys, ObjectId, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// What an `INSERT` does about a key that is there already.
#[derive(Debug)]
pub(super) struct Conflict<'a> {
    /// The unique indexes it watches.
    arbiters: Vec<ObjectId>,
    /// What it does then; `None` fails.
    action: Option<&'a ConflictAction>,
    /// The name that the table goes by.
    alias: Name,
}

impl Conflict<'_> {
    /// `DO UPDATE`.
    pub(super) fn updates(&self) -> bool {
        matches!(self.action, Some(ConflictAction::Update { .. }))
    }

    /// The columns that it sets in a row that is there already.
    pub(super) fn columns(&self, plan: &TablePlan) -> Vec<ColumnNumber> {
        let Some(ConflictAction::Update { assignments, .. }) = self.action else { return Vec::new() };
        assignments.iter().filter_map(|(column, _)| plan.slot(&column.name)).map(super::plan::Slot::number).collect()
    }

    /// No `ON CONFLICT`.
    pub(super) fn fails() -> Self {
        Self { arbiters: Vec::new(), action: None, alias: Name::default() }
    }

    /// Without a target every unique index is watched, which a deferrable one cannot be.
    pub(super) fn refuse_deferrable(&self, plan: &TablePlan, rows: usize) -> Result<(), Refusal> {
        match plan.keys.iter().find(|key| key.deferrable && self.watches(key)) {
            Some(_) if rows > 0 => Err(not_an_arbiter()),
            _ => Ok(()),
        }
    }

    /// Whether a conflict in this index is its business.
    pub(super) fn watches(&self, key: &UniqueKey) -> bool {
        self.action.is_some() && self.arbiters.contains(&key.index)
    }
}

impl Evaluator<'_> {
    /// Resolves the names in `ON CONFLICT`; what it assigns is still to be looked at when the statement is rewritten.
    pub(super) fn check_conflict<'i>(
        self,
        plan: &TablePlan,
        insert: &'i Insert,
    ) -> Result<Option<Analysed<'i>>, Refusal> {
        let Some((target, action)) = &insert.on_conflict else { return Ok(None) };
        match target {
            ConflictTarget::Any if matches!(action, ConflictAction::Update { .. }) => {
                let message = "ON CONFLICT DO UPDATE requires inference specification or constraint name";
                return Err(Failure::new("42601", message).into());
            }
            ConflictTarget::Any => {}
            ConflictTarget::Constraint(name) => self.check_constraint(plan, name)?,
            ConflictTarget::Columns(elements, _) => self.check_elements(plan, elements)?,
        }
        let ConflictAction::Update { assignments, filter } = action else { return Ok(None) };
        let bound = self.session.bind_conflict_update(insert, assignments, None)?;
        let assigned = assignments.iter().map(|(column, value)| (column, Assigned::of(value.as_ref())));
        let analysed = self.analyse(plan, assigned, &bound)?;
        if filter.is_some() {
            self.session.bind_conflict_update(insert, &[], filter.as_ref())?;
        }
        Ok(Some(analysed))
    }

    /// Any constraint of the table will do when the statement is analysed.
    fn check_constraint(self, plan: &TablePlan, name: &Ident) -> Result<(), Failure> {
        if self.session.named_constraint(plan.id, &name.name).is_ok() {
            return Ok(());
        }
        let message = format!("constraint \"{}\" for table \"{}\" does not exist", name.name, plan.name);
        Err(Failure::new("42704", message))
    }

    /// What `ON CONFLICT` does, once all names in the statement are resolved.
    pub(super) fn conflict_action<'i>(self, plan: &TablePlan, insert: &'i Insert) -> Result<Conflict<'i>, Refusal> {
        let Some((target, action)) = &insert.on_conflict else { return Ok(Conflict::fails()) };
        let arbiters = match target {
            ConflictTarget::Any => plan.keys.iter().map(|key| key.index).collect(),
            ConflictTarget::Constraint(name) => vec![constraint(plan, name)?],
            ConflictTarget::Columns(elements, predicate) => self.inferred(plan, elements, predicate.as_ref())?,
        };
        let excludes = |key: &UniqueKey| key.exclusion && arbiters.contains(&key.index);
        if matches!(action, ConflictAction::Update { .. }) && plan.keys.iter().any(excludes) {
            return Err(Failure::new("42809", "ON CONFLICT DO UPDATE not supported with exclusion constraints").into());
        }
        let alias = insert.alias.as_ref().map_or_else(|| plan.name.clone(), |alias| alias.name.clone());
        Ok(Conflict { arbiters, action: Some(action), alias })
    }

    fn check_elements(self, plan: &TablePlan, elements: &[Expr]) -> Result<(), Refusal> {
        for element in elements {
            let ExprKind::Column(parts) = &element.kind else { continue };
            self.session.refuse_variable(parts, element.span)?;
            if let [column] = parts.as_slice()
                && plan.slot(&column.name).is_none()
            {
                let message = format!("column \"{}\" does not exist", column.name);
                return Err(Failure::new("42703", message).at(self.opening(elements)).into());
            }
        }
        Ok(())
    }

    /// The unique indexes over exactly these columns and expressions.
    fn inferred(self, plan: &TablePlan, elements: &[Expr], predicate: Option<&Expr>) -> Result<Vec<ObjectId>, Refusal> {
        let fits = |key: &&UniqueKey| {
            !key.exclusion
                && key.parts.iter().all(|part| elements.iter().any(|element| self.is_part(plan, part, element)))
                && elements.iter().all(|element| key.parts.iter().any(|part| self.is_part(plan, part, element)))
        };
        let same_text = |key: &UniqueKey| match (&key.predicate, predicate) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(given)) => words(&own.text) == words(given.span.slice(&self.session.text)),
        };
        let (usable, other): (Vec<&UniqueKey>, Vec<&UniqueKey>) =
            plan.keys.iter().filter(fits).partition(|key| same_text(key));
        if usable.iter().any(|key| key.deferrable) {
            return Err(not_an_arbiter());
        }
        if !usable.is_empty() {
            return Ok(usable.into_iter().map(|key| key.index).collect());
        }
        if predicate.is_some() && !other.is_empty() {
            return Err(Refusal::Undecided("whether a partial index serves ON CONFLICT is not known".into()));
        }
        let message = "there is no unique or exclusion constraint matching the ON CONFLICT specification";
        Err(Failure::new("42P10", message).into())
    }

    /// The parenthesis in front of the columns, which is where the server points.
    fn opening(self, elements: &[Expr]) -> Span {
        let first = elements.first().map_or(0, |element| element.span.start as usize);
        let place = self.session.text.get(..first).and_then(|before| before.rfind('(')).unwrap_or(first);
        Span::new(place, place + 1)
    }

    fn is_part(self, plan: &TablePlan, part: &KeyPart, element: &Expr) -> bool {
        match (part, &element.kind) {
            (KeyPart::Column(number), ExprKind::Column(parts)) => {
                parts.last().and_then(|column| plan.slot(&column.name)).is_some_and(|slot| slot.number() == *number)
            }
            (KeyPart::Expr(text), _) => words(&text.text) == words(element.span.slice(&self.session.text)),
            (KeyPart::Column(_), _) => false,
        }
    }
}

/// A text without the spaces and parentheses that mean nothing around an expression.
fn words(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut inner = text.as_str();
    while let Some(stripped) = inner.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        if stripped.contains(')') && stripped.find(')') < stripped.find('(') {
            break;
        }
        inner = stripped;
    }
    inner.to_owned()
}

fn constraint(plan: &TablePlan, name: &Ident) -> Result<ObjectId, Refusal> {
    let found = plan.keys.iter().find(|key| key.constraint.as_ref() == Some(&name.name));
    match found {
        Some(key) if key.deferrable => Err(not_an_arbiter()),
        Some(key) => Ok(key.index),
        None => {
            let message = "constraint in ON CONFLICT clause has no associated index";
            Err(Failure::new("42809", message).into())
        }
    }
}

fn not_an_arbiter() -> Refusal {
    let message = "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters";
    Failure::new("55000", message).into()
}

impl Session {
    /// Does what `ON CONFLICT` says about a row that is there already.
    pub(super) fn on_conflict(
        &self,
        plan: &TablePlan,
        values: &[Value],
        conflict: &Conflict<'_>,
        position: usize,
        addition: &mut Addition,
    ) -> Result<(), Refusal> {
        if !conflict.updates() {
            return Ok(());
        }
        if position >= addition.first_new || addition.updated.contains_key(&position) {
            let message = "ON CONFLICT DO UPDATE command cannot affect row a second time";
            return Err(Failure::new("21000", message).into());
        }
        let Some(row) = self.catalog.contents(plan.id).and_then(Contents::rows).and_then(|rows| rows.get(position))
        else {
            return Err(Refusal::Undecided("the conflicting row is not known".into()));
        };
        let existing = slot_values(plan, row);
        let Some(updated) = self.conflict_values(plan, values, conflict, &existing)? else { return Ok(()) };
        self.refuse_firing(plan.id, Event::Update(&conflict.columns(plan)), 1)?;
        let evaluator = Evaluator { session: self };
        plan.slots.iter().zip(&updated).try_for_each(|(slot, value)| evaluator.check_domains(slot, value))?;
        evaluator.check_row(plan, &updated)?;
        self.move_keys(plan, position, [&existing, &updated], addition)?;
        addition.updated.insert(position, packed(plan, &updated));
        Ok(())
    }

    /// What `DO UPDATE` makes of a row that is there already; `None` where its condition leaves it.
    pub(super) fn conflict_values(
        &self,
        plan: &TablePlan,
        values: &[Value],
        conflict: &Conflict<'_>,
        existing: &[Value],
    ) -> Result<Option<Vec<Value>>, Refusal> {
        let Some(ConflictAction::Update { assignments, filter }) = conflict.action else { return Ok(None) };
        let evaluator = Evaluator { session: self };
        let scope = Scope {
            sources: vec![plan.source(&conflict.alias, existing), plan.source("excluded", values)],
            ..Scope::default()
        };
        if let Some(filter) = filter
            && !evaluator.holds(filter, &scope)?
        {
            return Ok(None);
        }
        let mut updated = existing.to_vec();
        for (column, value) in assignments {
            let place = super::assign::assignable(plan, column)?;
            updated[place] = evaluator.numbered(evaluator.assigned(&plan.slots[place], value.as_ref(), &scope)?);
        }
        evaluator.generate(plan, &mut updated)?;
        Ok(Some(updated))
    }

    /// Gives a row the keys of its new values. No other row may have them, and none may refer to those that it gives up.
    fn move_keys(
        &self,
        plan: &TablePlan,
        position: usize,
        [before, after]: [&[Value]; 2],
        addition: &mut Addition,
    ) -> Result<(), Refusal> {
        let evaluator = Evaluator { session: self };
        let none = Keys::default();
        for (number, key) in plan.keys.iter().enumerate() {
            let (before, after) = (evaluator.key(plan, key, before)?, evaluator.key(plan, key, after)?);
            if before == after {
                continue;
            }
            let stored = self.stored_keys(plan.id, key.index).unwrap_or(&none);
            if addition.conflict((number, key), stored, &after)?.is_some() {
                return Err(unique::violation(key, self));
            }
            let refers = |(reference, child): &(ForeignKeyRef, ObjectId)| {
                reference.index == key.index && !self.has_no_rows(*child)
            };
            if self.referring(plan.id).iter().any(refers) {
                return Err(Refusal::Undecided(format!("other rows may refer to the key `{}` of a row", key.name)));
            }
            addition.move_key(number, position, before, after);
        }
        Ok(())
    }

    /// How many rows a table has, as far as they are known.
    pub(super) fn row_count(&self, table: ObjectId) -> usize {
        self.catalog.contents(table).and_then(Contents::rows).map_or(0, crate::postgres::catalog::Rows::len)
    }
}
