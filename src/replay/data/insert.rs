//! `INSERT`.

use super::addition::Addition;
use super::conflict::Conflict;
use super::evaluate::{Evaluator, undecided};
use super::firing::Event;
use super::kind::Kind;
use super::plan::{Filler, Slot, TablePlan};
use super::scope::Scope;
use super::select::Selected;
use super::unique::{self, Key};
use super::value::literal;
use crate::ast::{Expr, Ident, Insert, InsertSource, LiteralCell, LiteralKind, LiteralRows, Name, Query, TableAlias};
use crate::catalog::{Contents, Keys, ObjectId, Row, TableKind, TypeRef, Value};
use crate::replay::outcome::{Applied, Effect, Failure, Refusal};
use crate::replay::session::Session;
use crate::source::Span;
use crate::syntax::cell_expr;

/// A row to insert, in the order of the plan's columns; `None` stands for the default.
pub(super) type Draft = Vec<Option<Value>>;

impl Session {
    /// `INSERT`.
    pub(crate) fn insert(&mut self, insert: &Insert) -> Applied {
        let table = self.writable(&insert.table)?.id;
        let plan = self.table_plan(table);
        let evaluator = Evaluator { session: self };
        let targets = targets(&plan, &insert.columns)?;
        let drafts = match &insert.source {
            InsertSource::Default => vec![vec![None; plan.slots.len()]],
            InsertSource::Literals(rows) => return self.insert_literals(&plan, &targets, insert, rows),
            InsertSource::Values(rows) => evaluator.read_values(&plan, &targets, insert, rows)?,
            InsertSource::Query(query) => match evaluator.read_query(&plan, &targets, insert, query)? {
                Ok(drafts) => drafts,
                Err(reason) => return self.insert_nothing(&plan, reason),
            },
        };
        let conflict = evaluator.prepare_insert(&plan, insert)?;
        self.refuse_firing(plan.id, Event::Insert, drafts.len())?;
        self.insert_drafts(&plan, drafts.into_iter(), &conflict)
    }

    /// Rows of constants, of which there may be millions: they are checked in one pass and added in another, as the server does.
    fn insert_literals(&mut self, plan: &TablePlan, targets: &[usize], insert: &Insert, rows: &LiteralRows) -> Applied {
        let text = self.text.clone();
        let evaluator = Evaluator { session: self };
        evaluator.check_literals(plan, targets, insert, rows, &text)?;
        let conflict = evaluator.prepare_insert(plan, insert)?;
        self.refuse_firing(plan.id, Event::Insert, rows.rows().len())?;
        let user = overrides_user_values(insert);
        let drafts = rows.rows().map(|row| {
            let mut draft = vec![None; plan.slots.len()];
            for (place, cell) in targets.iter().zip(row) {
                let value = cell_expr(&text, *cell).as_ref().and_then(literal);
                draft[*place] = value.filter(|_| !(user && plan.slots[*place].identity.is_some()));
            }
            draft
        });
        self.insert_drafts(plan, drafts, &conflict)
    }

    fn insert_nothing(&self, plan: &TablePlan, reason: String) -> Applied {
        self.refuse_firing(plan.id, Event::Insert, 0)?;
        Ok(Effect::Noop(reason))
    }

    /// Adds rows after all that the table demands of them.
    pub(super) fn insert_drafts(
        &mut self,
        plan: &TablePlan,
        drafts: impl ExactSizeIterator<Item = Draft>,
        conflict: &Conflict<'_>,
    ) -> Applied {
        self.refuse_unknown(plan)?;
        if self.is_routed(plan.id) && drafts.len() > 0 {
            return Err(Refusal::Undecided(format!("the partition of a row of `{}` is not determined", plan.name)));
        }
        conflict.refuse_deferrable(plan, drafts.len())?;
        self.prepare_keys(plan)?;
        let mut addition = Addition::new(plan, self.row_count(plan.id));
        for draft in drafts {
            let values = self.fill(plan, draft)?;
            Evaluator { session: self }.check_row(plan, &values)?;
            self.add_row(plan, &values, conflict, &mut addition)?;
        }
        self.check_references(plan, &mut addition)?;
        self.write(plan, addition);
        Ok(Effect::Applied)
    }

    /// Gives a row its defaults.
    fn fill(&mut self, plan: &TablePlan, draft: Draft) -> Result<Vec<Value>, Refusal> {
        let mut values = Vec::with_capacity(draft.len());
        for (slot, value) in plan.slots.iter().zip(draft) {
            let value = match (value, &slot.filler) {
                (Some(value), _) => value,
                (None, Filler::Value(value)) => value.clone(),
                (None, Filler::Next(sequence)) => {
                    let value = Value::Number(Name::new(self.next_value(*sequence)?.to_string()));
                    Evaluator { session: self }.check(&value, slot, None)?;
                    value
                }
                (None, Filler::Unknown(reason)) => return Err(Refusal::Undecided(reason.clone())),
            };
            Evaluator { session: self }.check_domains(slot, &value)?;
            values.push(value);
        }
        Ok(values)
    }

    /// Rows of a partitioned table or a partition have to fit a bound, which is not looked at.
    fn is_routed(&self, table: ObjectId) -> bool {
        self.catalog
            .get(table)
            .and_then(|object| object.table())
            .is_some_and(|table| matches!(table.kind, TableKind::Partitioned(_)) || table.partition_bound.is_some())
    }

    /// Adds one row, unless a conflict makes it something else.
    fn add_row(
        &self,
        plan: &TablePlan,
        values: &[Value],
        conflict: &Conflict<'_>,
        addition: &mut Addition,
    ) -> Result<(), Refusal> {
        let none = Keys::default();
        let mut candidates: Vec<Key> = Vec::with_capacity(plan.keys.len());
        let mut violated = None;
        for (number, key) in plan.keys.iter().enumerate() {
            let candidate = Evaluator { session: self }.key(plan, key, values)?;
            let stored = self.stored_keys(plan.id, key.index).unwrap_or(&none);
            if let Some(position) = addition.conflict((number, key), stored, &candidate)? {
                if conflict.watches(key) {
                    return self.on_conflict(plan, values, conflict, position as usize, addition);
                }
                // The arbiters have their say first.
                violated = violated.or(Some(key));
            }
            candidates.push(candidate);
        }
        if let Some(key) = violated {
            return Err(unique::violation(key));
        }
        addition.push(packed(plan, values), candidates);
        Ok(())
    }

    /// Rows cannot be added to what is not known.
    pub(super) fn refuse_unknown(&self, plan: &TablePlan) -> Result<(), Refusal> {
        match self.catalog.contents(plan.id) {
            Some(Contents::Unknown { reason, .. }) => {
                Err(Refusal::Undecided(format!("the rows of `{}` are not known: {reason}", plan.name)))
            }
            _ => Ok(()),
        }
    }
}

/// A row as it is kept: by column number, without what is computed, and without `NULL`s at its end.
pub(super) fn packed(plan: &TablePlan, values: &[Value]) -> Row {
    let mut by_number: Vec<Value<&str>> = vec![Value::Null; plan.width];
    for (slot, value) in plan.slots.iter().zip(values) {
        if !slot.generated {
            by_number[usize::from(slot.number()) - 1] = value.borrowed();
        }
    }
    let used = by_number.iter().rposition(|value| *value != Value::Null).map_or(0, |last| last + 1);
    Row::new(&by_number[..used])
}

/// The columns that are given values, as places in the plan.
pub(super) fn targets(plan: &TablePlan, columns: &[Ident]) -> Result<Vec<usize>, Failure> {
    if columns.is_empty() {
        return Ok((0..plan.slots.len()).collect());
    }
    let mut places = Vec::with_capacity(columns.len());
    for column in columns {
        let place = plan.slots.iter().position(|slot| slot.field.name == column.name).ok_or_else(|| {
            let (column, table) = (&column.name, &plan.name);
            Failure::new("42703", format!("column \"{column}\" of relation \"{table}\" does not exist"))
        });
        let place = place.map_err(|failure| failure.at(column.span))?;
        if places.contains(&place) {
            let message = format!("column \"{}\" specified more than once", column.name);
            return Err(Failure::new("42701", message).at(column.span));
        }
        places.push(place);
    }
    Ok(places)
}

impl Evaluator<'_> {
    /// Resolves what comes after the rows.
    fn prepare_insert<'i>(self, plan: &TablePlan, insert: &'i Insert) -> Result<Conflict<'i>, Refusal> {
        self.check_conflict(plan, insert)?;
        let alias = insert.alias.as_ref().map(|name| TableAlias { name: name.clone(), columns: Vec::new() });
        self.session.bind_returning(&insert.with, &insert.returning, &insert.table, alias.as_ref(), &[])?;
        self.conflict_action(plan, insert)
    }

    /// Checks rows of constants against the columns.
    fn check_literals(
        self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        rows: &LiteralRows,
        text: &str,
    ) -> Result<(), Refusal> {
        check_width(targets, insert, rows.width, rows.cells.get(targets.len()).map(|cell| cell.span))?;
        let mut later = None;
        let scope = Scope::default();
        for row in rows.rows() {
            for (place, cell) in targets.iter().zip(row) {
                let slot = &plan.slots[*place];
                if cell.kind == LiteralKind::Default || takes_as_it_is(slot, *cell, text) {
                    continue;
                }
                let Some(expr) = cell_expr(text, *cell) else { return Err(undecided("a string")) };
                match self.read_value(slot, Some(&expr), insert.overriding, &scope) {
                    Ok(_) => {}
                    Err(Refusal::Failed(failure)) if failure.position.is_none() => {
                        later.get_or_insert(failure);
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
        }
        later.map_or(Ok(()), |failure| Err(failure.into()))
    }

    /// The rows of `VALUES`.
    fn read_values(
        self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        rows: &[Vec<Option<Expr>>],
    ) -> Result<Vec<Draft>, Refusal> {
        check_widths(targets, insert, rows)?;
        let mut scope = Scope::default();
        if !insert.with.is_empty() {
            self.session.bind_values(insert, rows)?;
            self.with_ctes(&insert.with, false, &mut scope);
        }
        let mut drafts = Vec::with_capacity(rows.len());
        // Constants are read before any of them is measured against a length or a range.
        let mut later = None;
        for row in rows {
            let mut draft = vec![None; plan.slots.len()];
            for (place, value) in targets.iter().zip(row) {
                let slot = &plan.slots[*place];
                match self.read_value(slot, value.as_ref(), insert.overriding, &scope) {
                    Ok(value) => draft[*place] = value,
                    Err(Refusal::Failed(failure)) if failure.position.is_none() => {
                        later.get_or_insert(failure);
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
            drafts.push(draft);
        }
        later.map_or(Ok(drafts), |failure| Err(failure.into()))
    }

    fn read_value(
        self,
        slot: &Slot,
        value: Option<&Expr>,
        overriding: Option<&str>,
        scope: &Scope<'_>,
    ) -> Result<Option<Value>, Refusal> {
        let Some(expr) = value else { return Ok(None) };
        let user = overriding.is_some_and(|kind| kind.contains("USER"));
        if slot.generated || slot.identity == Some(true) && overriding.is_none() {
            return Err(not_default(slot).into());
        }
        let value = self.write(expr, slot, scope)?;
        Ok(Some(value).filter(|_| !(slot.identity.is_some() && user)))
    }

    /// The rows of a query, or why there are none.
    fn read_query(
        self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        query: &Query,
    ) -> Result<Result<Vec<Draft>, String>, Refusal> {
        let bound = self.session.bind_insert_source(insert, query)?;
        let extra = super::select::item_span(query, targets.len(), bound.columns.len());
        check_width(targets, insert, bound.columns.len(), extra)?;
        for (index, (place, (_, found))) in targets.iter().zip(&bound.columns).enumerate() {
            let span = super::select::item_span(query, index, bound.columns.len()).unwrap_or_default();
            self.check_item(&plan.slots[*place], *found, super::select::item_expr(query, index), span)?;
        }
        let mut scope = Scope::default();
        self.with_ctes(&insert.with, false, &mut scope);
        let selected = self.select(query, &scope)?;
        if selected.is_empty() {
            return Ok(Err(selected.empty.unwrap_or_else(|| "its query gives no rows".into())));
        }
        let numbered = plan
            .slots
            .iter()
            .enumerate()
            .any(|(place, slot)| !targets.contains(&place) && matches!(slot.filler, Filler::Next(_)));
        if numbered && !selected.ordered && selected.records.len() > 1 {
            return Err(Refusal::Undecided("the order in which its rows are numbered is not known".into()));
        }
        self.drafts(plan, targets, insert, selected).map(Ok)
    }

    /// Checks a column of the query against the column that it goes to, which may have no rows at all.
    fn check_item(self, slot: &Slot, found: Option<TypeRef>, item: Option<&Expr>, span: Span) -> Result<(), Refusal> {
        if slot.generated || slot.identity == Some(true) {
            return Ok(());
        }
        match item.and_then(literal) {
            Some(value) => self.check(&value, slot, Some(span)),
            None => self.check_type(slot, found, span),
        }
    }

    fn drafts(
        self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        selected: Selected,
    ) -> Result<Vec<Draft>, Refusal> {
        let mut drafts = Vec::with_capacity(selected.records.len());
        for record in selected.records {
            let mut draft = vec![None; plan.slots.len()];
            for ((place, value), field) in targets.iter().zip(record).zip(&selected.fields) {
                let slot = &plan.slots[*place];
                let value = self.converted(value, field.kind.as_deref(), slot)?;
                if !(slot.identity.is_some() && overrides_user_values(insert)) {
                    draft[*place] = Some(value);
                }
            }
            drafts.push(draft);
        }
        Ok(drafts)
    }
}

/// 428C9 for a value where only `DEFAULT` is taken.
fn not_default(slot: &Slot) -> Failure {
    Failure::new("428C9", format!("cannot insert a non-DEFAULT value into column \"{}\"", slot.field.name))
}

/// 42601 where rows are of different lengths, or longer or shorter than the list of columns.
fn check_widths(targets: &[usize], insert: &Insert, rows: &[Vec<Option<Expr>>]) -> Result<(), Failure> {
    let width = rows.first().map_or(0, Vec::len);
    let span = |value: Option<&Option<Expr>>| value.and_then(Option::as_ref).map(|expr| expr.span);
    if let Some(odd) = rows.iter().find(|row| row.len() != width) {
        let failure = Failure::new("42601", "VALUES lists must all be the same length");
        return Err(span(odd.first()).map_or(failure.clone(), |span| failure.at(span)));
    }
    check_width(targets, insert, width, rows.first().and_then(|row| span(row.get(targets.len()))))
}

/// 42601 where a row is longer or shorter than the list of columns; `extra` is the first value too many.
fn check_width(targets: &[usize], insert: &Insert, width: usize, extra: Option<Span>) -> Result<(), Failure> {
    if width > targets.len() {
        let failure = Failure::new("42601", "INSERT has more expressions than target columns");
        return Err(extra.map_or(failure.clone(), |span| failure.at(span)));
    }
    if !insert.columns.is_empty() && width < targets.len() {
        return Err(too_few(insert, width));
    }
    Ok(())
}

fn too_few(insert: &Insert, width: usize) -> Failure {
    let failure = Failure::new("42601", "INSERT has more target columns than expressions");
    insert.columns.get(width).map_or(failure.clone(), |column| failure.at(column.span))
}

/// A constant that needs no look: most of a large file is plain text in columns of text.
fn takes_as_it_is(slot: &Slot, cell: LiteralCell, text: &str) -> bool {
    let plain = match cell.kind {
        LiteralKind::Null => true,
        LiteralKind::String => *slot.kind() == Kind::Text(None) && cell.span.slice(text).starts_with('\''),
        _ => false,
    };
    plain && !slot.generated && slot.identity.is_none()
}

/// `OVERRIDING USER VALUE`: values for identity columns are ignored.
fn overrides_user_values(insert: &Insert) -> bool {
    insert.overriding.is_some_and(|kind| kind.contains("USER"))
}
