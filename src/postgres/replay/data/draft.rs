//! The rows that an `INSERT` is given, read and checked against the columns, before they have their defaults.

use super::evaluate::{Evaluator, undecided};
use super::kind::Form;
use super::plan::{Filler, Slot, TablePlan};
use super::scope::Scope;
use super::select::Selected;
use super::value::literal;
use crate::postgres::ast::{Expr, ExprKind, Insert, LiteralCell, LiteralKind, LiteralRows, Query};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectId, TypeRef, Value};
use crate::postgres::syntax::cell_expr;
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// What a column of a new row is given.
#[derive(Debug, Clone)]
pub(super) enum Given {
    Default,
    Value(Value),
    /// `nextval`.
    Next(ObjectId),
    /// `currval`.
    Current(ObjectId),
    /// `lastval()`.
    Last,
}

/// A row to insert, in the order of the plan's columns.
pub(super) type Draft = Vec<Given>;

impl Evaluator<'_> {
    /// Checks rows of constants against the columns.
    pub(super) fn check_literals(
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
        self.refuse_later(plan, insert, later)
    }

    /// The rows of `VALUES`.
    pub(super) fn read_values(
        self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        rows: &[Vec<Option<Expr>>],
        scope: &Scope<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        check_widths(targets, insert, rows)?;
        if !insert.with.is_empty() {
            self.session.bind_values(insert, rows)?;
        }
        let mut drafts = Vec::with_capacity(rows.len());
        // Constants are read before any of them is measured against a length or a range.
        let mut later = None;
        for row in rows {
            let mut draft = vec![Given::Default; plan.slots.len()];
            for (place, value) in targets.iter().zip(row) {
                let slot = &plan.slots[*place];
                match self.read_value(slot, value.as_ref(), insert.overriding, scope) {
                    Ok(value) => draft[*place] = value,
                    Err(Refusal::Failed(failure)) if failure.position.is_none() => {
                        later.get_or_insert(failure);
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
            drafts.push(draft);
        }
        self.refuse_later(plan, insert, later).map(|()| drafts)
    }

    /// What is wrong with values shows once all names in the statement are resolved.
    fn refuse_later(self, plan: &TablePlan, insert: &Insert, later: Option<Failure>) -> Result<(), Refusal> {
        let Some(failure) = later else { return Ok(()) };
        self.bind_rest(plan, insert)?;
        Err(failure.into())
    }

    fn read_value(
        self,
        slot: &Slot,
        value: Option<&Expr>,
        overriding: Option<&str>,
        scope: &Scope<'_>,
    ) -> Result<Given, Refusal> {
        let Some(expr) = value else { return Ok(Given::Default) };
        let user = overriding.is_some_and(|kind| kind.contains("USER"));
        let given = match self.drawn(expr, slot)? {
            Some(drawn) => drawn,
            None => Given::Value(self.write(expr, slot, scope)?),
        };
        if slot.is_generated() || slot.identity == Some(true) && overriding.is_none() {
            return Err(not_default(slot).into());
        }
        Ok(if slot.identity.is_some() && user { Given::Default } else { given })
    }

    /// A value that is drawn from a sequence when the row is made.
    fn drawn(self, expr: &Expr, slot: &Slot) -> Result<Option<Given>, Refusal> {
        let call = match &expr.kind {
            ExprKind::Cast { operand, target } if target.modifiers.is_empty() => {
                let kind = self.cast_kind(target, &Scope::default());
                let whole = kind.is_some_and(|kind| matches!(kind.form, Form::Integer(_)));
                return if whole { self.drawn(operand, slot) } else { Ok(None) };
            }
            ExprKind::Function(call) if self.is_builtin_function(&call.name) => call,
            _ => return Ok(None),
        };
        let given: fn(ObjectId) -> Given = match (call.name.name().as_str(), call.arguments.as_slice()) {
            ("nextval", [_]) => Given::Next,
            ("currval", [_]) => Given::Current,
            ("lastval", []) => |_| Given::Last,
            _ => return Ok(None),
        };
        let sequence = match call.arguments.as_slice() {
            [(_, sequence)] => self.sequence(sequence, &Scope::default())?,
            _ => Some(ObjectId::NONE),
        };
        let Some(sequence) = sequence else { return Ok(None) };
        self.check_type(slot, Some(TypeRef::builtin(oid::INT8)), Some(expr.span))?;
        Ok(Some(given(sequence)))
    }

    /// The rows of a query, or why there are none.
    pub(super) fn read_query(
        self,
        plan: &TablePlan,
        targets: &[usize],
        insert: &Insert,
        query: &Query,
        scope: &Scope<'_>,
    ) -> Result<Result<Vec<Draft>, String>, Refusal> {
        let bound = self.session.bind_insert_source(insert, query)?;
        let extra = bound.places.get(targets.len()).copied().flatten();
        check_width(targets, insert, bound.columns.len(), extra)?;
        for (index, (place, (_, found))) in targets.iter().zip(&bound.columns).enumerate() {
            let item = super::select::item_expr(query, index);
            self.check_item(&plan.slots[*place], *found, item, bound.places[index])?;
        }
        let selected = self.select(query, scope)?;
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
    fn check_item(
        self,
        slot: &Slot,
        found: Option<TypeRef>,
        item: Option<&Expr>,
        place: Option<Span>,
    ) -> Result<(), Refusal> {
        if slot.is_generated() || slot.identity == Some(true) {
            return Ok(());
        }
        match item.and_then(literal) {
            Some(value) => self.check_literal(&value, slot, place.unwrap_or_default()),
            None => self.check_type(slot, found, place),
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
            let mut draft = vec![Given::Default; plan.slots.len()];
            for ((place, value), field) in targets.iter().zip(record).zip(&selected.fields) {
                let slot = &plan.slots[*place];
                let value = self.converted(value, field.kind.as_ref(), slot)?;
                if !(slot.identity.is_some() && overrides_user_values(insert)) {
                    draft[*place] = Given::Value(value);
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
        LiteralKind::String => slot.kind().form == Form::Text(None) && cell.span.slice(text).starts_with('\''),
        _ => false,
    };
    plain && !slot.is_generated() && slot.identity.is_none()
}

/// `OVERRIDING USER VALUE`: values for identity columns are ignored.
pub(super) fn overrides_user_values(insert: &Insert) -> bool {
    insert.overriding.is_some_and(|kind| kind.contains("USER"))
}
