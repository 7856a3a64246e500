//! Data changes in `WITH`: all parts of a statement read what was there before it, and each writes.

use super::evaluate::Evaluator;
use super::scope::{CommonTables, Scope};
use super::select::Selected;
use crate::postgres::ast::{Cte, SelectItem, Statement};
use crate::postgres::catalog::{Contents, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::{Effect, Refusal};
use std::rc::Rc;

/// What a data change reads.
#[derive(Debug, Default)]
pub(super) struct Reading<'r> {
    /// What was there before the statement that this is a part of; nothing where it is the only part that writes.
    start: Option<&'r Session>,
    /// Common table expressions, where they have been evaluated.
    ctes: CommonTables,
}

impl<'r> Reading<'r> {
    /// Reads with that session, which is its own where no other part writes.
    pub(super) fn evaluator<'s>(&self, own: &'s Session) -> Evaluator<'s>
    where
        'r: 's,
    {
        Evaluator { session: self.start.unwrap_or(own) }
    }

    /// The scope of a statement with these common table expressions.
    pub(super) fn scope(&self, evaluator: Evaluator<'_>, with: &[Cte]) -> Scope<'static> {
        let mut scope = Scope { ctes: self.ctes.clone(), ..Scope::default() };
        if self.start.is_none() {
            evaluator.with_ctes(with, false, &mut scope);
        }
        scope
    }

    /// Refuses rows that another part has touched: which of the two comes first is the server's to choose.
    pub(super) fn refuse_touched(&self, own: &Session, table: ObjectId) -> Result<(), Refusal> {
        let rows = |session: &'_ Session| {
            session.catalog.contents(table).and_then(Contents::rows).cloned().unwrap_or_default()
        };
        match self.start {
            Some(start) if rows(start) != rows(own) => Err(two_parts()),
            _ => Ok(()),
        }
    }

    /// The same for new rows, which do not mind others.
    pub(super) fn refuse_disturbed(&self, own: &Session, table: ObjectId) -> Result<(), Refusal> {
        let rows = |session: &'_ Session| {
            session.catalog.contents(table).and_then(Contents::rows).cloned().unwrap_or_default()
        };
        match self.start {
            Some(start) if !rows(own).iter().take(rows(start).len()).eq(rows(start).iter()) => Err(two_parts()),
            _ => Ok(()),
        }
    }
}

fn two_parts() -> Refusal {
    Refusal::Undecided("two parts of it write to the same rows".into())
}

/// A refusal of a part that another one follows: references are checked when all have run.
pub(super) fn before_other_parts(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Failed(failure) if failure.code == "23503" => {
            Refusal::Undecided(format!("another part of it may prevent: {failure}"))
        }
        refusal => refusal,
    }
}

/// What a data change did, and what it returns.
pub(super) struct Written {
    pub(super) effect: Effect,
    pub(super) returned: Result<Selected, Refusal>,
}

impl Written {
    /// Nothing was written, and why.
    pub(super) fn nothing(reason: String) -> Self {
        Self { effect: Effect::Noop(reason.clone()), returned: Ok(Selected::nothing(reason)) }
    }
}

/// How many parts of a `WITH` write.
pub(super) fn writing_parts(with: &[Cte]) -> usize {
    with.iter().filter(|cte| !matches!(*cte.statement, Statement::Query(_))).count()
}

impl Session {
    /// Runs a data change after the data changes in its `WITH`.
    pub(super) fn after_with(
        &mut self,
        with: &[Cte],
        run: impl FnOnce(&mut Self, &Reading<'_>) -> Result<Written, Refusal>,
    ) -> Result<Effect, Refusal> {
        if writing_parts(with) == 0 {
            return Ok(run(self, &Reading::default())?.effect);
        }
        let start = self.clone();
        let (ctes, effect) = self.run_with(with, false, &start).map_err(before_other_parts)?;
        let done = run(self, &Reading { start: Some(&start), ctes })?.effect;
        if start.has_pending() {
            return Err(Refusal::Undecided("it changes data in WITH, and calls functions that do".into()));
        }
        match done {
            Effect::Noop(_) if effect == Effect::Applied => Ok(effect),
            effect => Ok(effect),
        }
    }

    /// Runs the data changes of a `WITH`, and evaluates its queries; what the changes did is the result's second part.
    pub(super) fn run_with(
        &mut self,
        with: &[Cte],
        recursive: bool,
        start: &Self,
    ) -> Result<(CommonTables, Effect), Refusal> {
        let mut effect = Effect::Noop("its common table expressions change no rows".into());
        let mut scope = Scope::default();
        for (place, cte) in with.iter().enumerate() {
            if let Statement::Query(_) = *cte.statement {
                Evaluator { session: start }.with_ctes(std::slice::from_ref(cte), recursive, &mut scope);
                continue;
            }
            let Written { effect: done, returned: mut rows } =
                self.run_part(&cte.statement, &with[..place], &scope, start)?;
            if done == Effect::Applied {
                effect = done;
            }
            if let Ok(rows) = &mut rows {
                rows.fields.iter_mut().zip(&cte.columns).for_each(|(field, name)| field.name = name.name.clone());
            }
            scope.ctes.insert(0, (cte.name.name.clone(), Rc::new(rows)));
        }
        Ok((scope.ctes, effect))
    }

    /// Runs one data change of a `WITH`; `earlier` are the common table expressions in front of it, whose rows `scope` has.
    fn run_part(
        &mut self,
        part: &Statement,
        earlier: &[Cte],
        scope: &Scope<'_>,
        start: &Self,
    ) -> Result<Written, Refusal> {
        let reading = |own: &[Cte]| {
            let mut scope = Scope { ctes: scope.ctes.clone(), ..Scope::default() };
            Evaluator { session: start }.with_ctes(own, false, &mut scope);
            Reading { start: Some(start), ctes: scope.ctes }
        };
        // The names of the expressions in front of it mean something in it.
        let all = |own: &[Cte]| earlier.iter().chain(own).cloned().collect::<Vec<Cte>>();
        match part {
            Statement::Insert(insert) => {
                let reading = reading(&insert.with);
                self.insert_reading(
                    &crate::postgres::ast::Insert { with: all(&insert.with), ..(**insert).clone() },
                    &reading,
                )
            }
            Statement::Update(update) => {
                let reading = reading(&update.with);
                self.update_reading(
                    &crate::postgres::ast::Update { with: all(&update.with), ..(**update).clone() },
                    &reading,
                )
            }
            Statement::Delete(delete) => {
                let reading = reading(&delete.with);
                self.delete_reading(
                    &crate::postgres::ast::Delete { with: all(&delete.with), ..(**delete).clone() },
                    &reading,
                )
            }
            _ => Err(Refusal::Undecided("it has a data-modifying common table expression".into())),
        }
    }
}

impl Evaluator<'_> {
    /// What `RETURNING` gives for rows in scope; `blank` has the same columns.
    ///
    /// # Errors
    /// A failure is that of the statement; what is not known only matters to who reads it.
    pub(super) fn returning(
        self,
        items: &[SelectItem],
        rows: &[Scope<'_>],
        blank: &Scope<'_>,
    ) -> Result<Result<Selected, Refusal>, Refusal> {
        if rows.is_empty() {
            let fields = self.item_fields(items, blank);
            return Ok(Ok(Selected { fields, ..Selected::nothing("it returns no rows".into()) }));
        }
        match rows.iter().map(|row| self.item_record(items, row)).collect() {
            Ok(records) => {
                let fields = self.item_fields(items, blank);
                Ok(Ok(Selected { fields, records, empty: None, ordered: true }))
            }
            Err(Refusal::Failed(failure)) => Err(failure.into()),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}
