//! What a procedure asks of the evaluator: the rows of a query, and a value that becomes another type.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::Kind;
use super::plan::Slot;
use super::scope::{Field, Scope};
use super::walk::{self, Node};
use super::with::{Reading, writing_parts};
use crate::postgres::ast::{Delete, Ident, Insert, Name, Query, Statement, TableAlias, Update};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::catalog::{Column, TypeRef, Value};
use crate::postgres::replay::bind::Coercion;
use crate::postgres::replay::procedure::{Cell, Found};
use crate::postgres::replay::session::Session;
use crate::run::{Effect, Refusal};
use crate::source::Span;
use std::sync::Arc;

/// The rows of a query.
#[derive(Debug, Clone, Default)]
pub(in crate::postgres::replay) struct Answer {
    /// Names and, where they can be told, types.
    pub(in crate::postgres::replay) columns: Vec<(Name, Option<TypeRef>)>,
    pub(in crate::postgres::replay) records: Vec<Vec<Value>>,
    /// The server gives them in this order.
    pub(in crate::postgres::replay) ordered: bool,
}

impl Field {
    /// Its name.
    pub(in crate::postgres::replay) fn name(&self) -> &Name {
        &self.name
    }
}

impl Session {
    /// Runs a query with all that it calls, and gives its rows.
    pub(in crate::postgres::replay) fn answer(&mut self, query: &Query) -> Result<Answer, Refusal> {
        self.variables = self.frame.names();
        let columns = self.bind_query(query)?.columns;
        let selected = Evaluator { session: self }.select(query, &Scope::default());
        if selected.is_err() {
            self.drop_pending();
        }
        let selected = selected?;
        self.adopt_pending();
        Ok(Answer { columns, records: selected.records, ordered: selected.ordered })
    }

    /// Changes rows, and gives what the statement returns; whether it changed any.
    pub(in crate::postgres::replay) fn change_returning(
        &mut self,
        statement: &Statement,
    ) -> Result<(bool, Answer), Refusal> {
        let before = self.catalog.clone();
        let reading = Reading::default();
        let written = match statement {
            Statement::Insert(insert) if writing_parts(&insert.with) == 0 => self.insert_reading(insert, &reading),
            Statement::Update(update) if writing_parts(&update.with) == 0 => self.update_reading(update, &reading),
            Statement::Delete(delete) if writing_parts(&delete.with) == 0 => self.delete_reading(delete, &reading),
            _ => return Err(Refusal::Undecided("what it returns is not evaluated".into())),
        };
        let returned = written.and_then(|written| Ok((written.effect, written.returned?)));
        let (effect, selected) = returned.inspect_err(|_| {
            self.go_back_to(before);
            self.drop_pending();
        })?;
        let columns = self.returned_columns(statement)?;
        let answer = Answer { columns, records: selected.records, ordered: selected.ordered };
        Ok((effect == Effect::Applied, answer))
    }

    fn returned_columns(&self, statement: &Statement) -> Result<Vec<(Name, Option<TypeRef>)>, Refusal> {
        match statement {
            Statement::Insert(change) => {
                let Insert { with, returning, table, alias, .. } = &**change;
                let alias = alias.clone().map(|name| TableAlias { name, columns: Vec::new() });
                self.bind_returning(with, returning, table, alias.as_ref(), &[])
            }
            Statement::Update(change) => {
                let Update { with, returning, table, alias, from, .. } = &**change;
                self.bind_returning(with, returning, table, alias.as_ref(), from)
            }
            Statement::Delete(change) => {
                let Delete { with, returning, table, alias, using, .. } = &**change;
                self.bind_returning(with, returning, table, alias.as_ref(), using)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Refuses an expression that is left to the server and may fail there.
    pub(in crate::postgres::replay) fn refuse_unsure(&self, value: &Value) -> Result<(), Refusal> {
        match value {
            Value::Deferred(text) if !is_sure(self, text) => Err(self.unknown_value(text)),
            _ => Ok(()),
        }
    }

    /// Whether a query does no more than read.
    pub(in crate::postgres::replay) fn only_reads(&self, query: &Query) -> bool {
        let (calls, writes) = self.acting_parts(query);
        calls.is_empty() && !writes
    }

    /// The fields of a row that is one value of a composite type; `None` where they are not known.
    pub(in crate::postgres::replay) fn row_values(&self, value: &Value, type_ref: TypeRef) -> Option<Vec<Value>> {
        let evaluator = Evaluator { session: self };
        let row = evaluator.value_of(value, Some(&evaluator.kind(type_ref))).ok()?;
        let Datum::Row(fields) = &row.datum else { return None };
        fields.iter().map(|field| evaluator.carried(field)).collect()
    }

    /// A row as one value of a composite type.
    pub(in crate::postgres::replay) fn row_value(&self, cells: &[Cell], type_ref: TypeRef) -> Result<Value, Refusal> {
        let evaluator = Evaluator { session: self };
        let value = |cell: &Cell| evaluator.value_of(&cell.value, cell.field.kind.as_ref());
        let values = cells.iter().map(value).collect::<Result<Vec<Typed>, _>>()?;
        let mut row = super::composite::row_of(values, cells.iter().map(|cell| cell.field.name.clone()));
        row.kind = evaluator.kind(type_ref);
        evaluator.carried(&row).ok_or_else(|| undecided("a row"))
    }

    /// A field for a value of that type.
    pub(in crate::postgres::replay) fn field(&self, name: Name, type_ref: Option<TypeRef>) -> Field {
        let kind = type_ref.map(|type_ref| Evaluator { session: self }.kind(type_ref));
        Field { name, number: 0, kind, not_null: false }
    }

    /// A value that is assigned to a variable of a type: cast as for a column, or by way of its text where there is no such cast.
    pub(in crate::postgres::replay) fn assigned_to(
        &self,
        value: Value,
        from: Option<TypeRef>,
        to: TypeRef,
    ) -> Result<Value, Refusal> {
        let evaluator = Evaluator { session: self };
        let slot = evaluator.slot(&Column::new(1, Name::default(), Some(to.into()), None));
        let value = match value {
            Value::Null => Value::Null,
            Value::Deferred(text) => return self.deferred_as(text, from, to, &slot),
            Value::Drawn(number, text) => {
                let same = from.is_some_and(|from| from.same_type(to)) && to.modifier == -1 && slot.domains.is_empty();
                let unknown = || Refusal::Undecided(format!("whether {text} is accepted is not known"));
                return same.then(|| Value::Drawn(number, text.clone())).ok_or_else(unknown);
            }
            Value::Unknown(reason) if slot.domains.is_empty() => return Ok(Value::Unknown(reason)),
            Value::Unknown(reason) => return Err(Refusal::Undecided(reason.to_string())),
            value => evaluator.assigned_value(value, from, &slot)?,
        };
        evaluator.check_domains(&slot, &value)?;
        Ok(value)
    }

    /// A value that only the server knows, cast by it.
    fn deferred_as(&self, text: Name, from: Option<TypeRef>, to: TypeRef, slot: &Slot) -> Result<Value, Refusal> {
        match from {
            Some(from) if slot.domains.is_empty() && from.same_type(to) && to.modifier == -1 => {
                Ok(Value::Deferred(text))
            }
            Some(from) if slot.domains.is_empty() && self.is_assignable(from, to) => {
                Ok(Value::Deferred(Name::new(format!("CAST({text} AS {})", self.type_text(to)))))
            }
            _ => Err(Refusal::Undecided(format!("whether {text} is accepted is not known"))),
        }
    }
}

impl Evaluator<'_> {
    /// A constant that becomes the type of a slot.
    fn assigned_value(self, value: Value, from: Option<TypeRef>, slot: &Slot) -> Result<Value, Refusal> {
        let source = from.map(|from| self.kind(from));
        let kind = slot.field.kind.as_ref().ok_or_else(|| undecided("a variable"))?;
        let Ok(typed) = self.value_of(&value, source.as_ref()) else {
            // What is not read here is taken over by a variable of the same type.
            let same = from.is_some_and(|from| from.same_type(slot.type_ref));
            return if same { Ok(value) } else { Err(undecided("a conversion")) };
        };
        let assignable = from.is_none_or(|from| self.session.can_coerce(from, slot.type_ref, Coercion::Assignment));
        let converted = if assignable {
            self.convert(&typed, kind, Coercion::Assignment)?
        } else {
            let text = self.print(&typed)?.ok_or_else(|| undecided("a conversion"))?;
            Typed::new(self.read(kind, &text, Coercion::Assignment)?, kind)
        };
        self.carried(&converted).ok_or_else(|| undecided("a conversion"))
    }

    /// The row that a variable holds.
    pub(super) fn variable_row(self, parts: &[Ident], scope: &Scope<'_>) -> Option<Typed> {
        if scope.references.is_some() {
            return None;
        }
        let Found::Row(cells, type_ref) = self.session.frame.find(parts)? else { return None };
        let value = |cell: &Cell| self.value_of(&cell.value, cell.field.kind.as_ref()).ok();
        let values = cells.iter().map(value).collect::<Option<Vec<Typed>>>()?;
        let mut row = super::composite::row_of(values, cells.iter().map(|cell| cell.field.name.clone()));
        if let Some(type_ref) = type_ref {
            row.kind = Arc::new(Kind { type_ref, form: row.kind.form.clone() });
        }
        Some(row)
    }

    /// The column that a name means, or the variable.
    pub(super) fn find<'a>(
        &'a self,
        span: Span,
        parts: &[Ident],
        scope: &'a Scope<'_>,
    ) -> Option<(&'a Field, &'a Value)> {
        scope.find(span, parts).or_else(|| self.variable(parts, scope))
    }

    /// The variable that a name means. What is bound to the catalog knows no variables.
    pub(super) fn variable(&self, parts: &[Ident], scope: &Scope<'_>) -> Option<(&Field, &Value)> {
        if scope.references.is_some() {
            return None;
        }
        match self.session.frame.find(parts)? {
            Found::Cell(cell) => self.known(cell),
            Found::Row(..) => None,
        }
    }

    /// `$n`.
    pub(super) fn parameter(&self, number: u32) -> Option<(&Field, &Value)> {
        self.session.frame.parameter(number).and_then(|cell| self.known(cell))
    }

    /// A value that the server would compute anew, and differently, is not known.
    fn known(self, cell: &Cell) -> Option<(&Field, &Value)> {
        let again = !matches!(&cell.value, Value::Deferred(text) if !is_stable(self.session, text));
        again.then_some((&cell.field, &cell.value))
    }
}

/// Whether an expression gives a value wherever it is computed: calls that cannot fail, and constants beside them.
fn is_sure(session: &Session, text: &Name) -> bool {
    let Some(expr) = session.texts.expr(text) else { return false };
    let (mut sure, mut calls) = (true, false);
    walk::expr(&expr, &mut |node| {
        match node {
            Node::Call(call) => {
                calls = true;
                sure &= call.special || super::value::is_never_null(call.name.name());
            }
            Node::Expr(_) => {}
            _ => sure = false,
        }
        sure
    });
    sure && calls
}

/// Whether a text gives the same value whenever it is computed within a transaction.
fn is_stable(session: &Session, text: &Name) -> bool {
    let Some(expr) = session.texts.expr(text) else { return false };
    let mut stable = true;
    walk::expr(&expr, &mut |node| {
        stable &= match node {
            Node::Call(call) => {
                let mut named = BUILTIN.functions.of(call.name.name()).peekable();
                (call.special || named.peek().is_some())
                    && named.all(|function| function.volatility != crate::postgres::ast::op::Volatility::Volatile)
            }
            Node::Expr(expr) => !matches!(expr.kind, crate::postgres::ast::ExprKind::Column(_)),
            _ => false,
        };
        stable
    });
    stable
}
