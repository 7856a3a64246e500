//! What a procedure asks of the evaluator: the rows of a query, and a value that becomes another type.

use super::evaluate::{Evaluator, Typed, undecided};
use super::kind::Kind;
use super::number::Number;
use super::plan::Slot;
use super::scope::{Field, Scope};
use super::walk::{self, Node};
use super::with::{Reading, writing_parts};
use crate::ast::{Delete, Ident, Insert, Name, Query, Statement, TableAlias, Update};
use crate::catalog::{Column, ObjectBody, TypeBody, TypeRef, Value};
use crate::dialect::postgres::brought::BUILTIN;
use crate::dialect::postgres::types::oid;
use crate::replay::outcome::{Effect, Refusal};
use crate::replay::procedure::{Cell, Found};
use crate::replay::session::Session;
use crate::source::Span;
use std::sync::Arc;

/// The rows of a query.
#[derive(Debug, Clone, Default)]
pub(in crate::replay) struct Answer {
    /// Names and, where they can be told, types.
    pub(in crate::replay) columns: Vec<(Name, Option<TypeRef>)>,
    pub(in crate::replay) records: Vec<Vec<Value>>,
    /// The server gives them in this order.
    pub(in crate::replay) ordered: bool,
}

impl Field {
    /// Its name.
    pub(in crate::replay) fn name(&self) -> &Name {
        &self.name
    }
}

impl Session {
    /// Runs a query with all that it calls, and gives its rows.
    pub(in crate::replay) fn answer(&mut self, query: &Query) -> Result<Answer, Refusal> {
        self.variables = self.frame.names();
        let columns = self.bind_query(query)?.columns;
        let selected = Evaluator { session: self }.select(query, &Scope::default())?;
        self.adopt_pending();
        Ok(Answer { columns, records: selected.records, ordered: selected.ordered })
    }

    /// Changes rows, and gives what the statement returns; whether it changed any.
    pub(in crate::replay) fn change_returning(&mut self, statement: &Statement) -> Result<(bool, Answer), Refusal> {
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
            let undone = std::mem::replace(&mut self.catalog, before);
            self.keep_sequences(&undone);
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
    pub(in crate::replay) fn refuse_unsure(&self, value: &Value) -> Result<(), Refusal> {
        match value {
            Value::Deferred(text) if !is_sure(self, text) => {
                Err(Refusal::Undecided(format!("the value of {text} is not known")))
            }
            _ => Ok(()),
        }
    }

    /// Whether a query does no more than read.
    pub(in crate::replay) fn only_reads(&self, query: &Query) -> bool {
        let (calls, writes) = self.acting_parts(query);
        calls.is_empty() && !writes
    }

    /// A field for a value of that type.
    pub(in crate::replay) fn field(&self, name: Name, type_ref: Option<TypeRef>) -> Field {
        let kind = type_ref.map(|type_ref| Arc::new(Evaluator { session: self }.kind(type_ref)));
        Field { name, number: 0, kind, not_null: false }
    }

    /// A value that is assigned to a variable of a type: cast as for a column, or by way of its text where there is no such cast.
    pub(in crate::replay) fn assigned_to(
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
            Value::Unknown(reason) if slot.domains.is_empty() => return Ok(Value::Unknown(reason)),
            Value::Unknown(reason) => return Err(Refusal::Undecided(reason.to_string())),
            value => evaluator.through_text(value, from, &slot)?,
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
    fn through_text(self, value: Value, from: Option<TypeRef>, slot: &Slot) -> Result<Value, Refusal> {
        let source = from.map(|from| self.kind(from));
        let text = || self.printed(&value, from).ok_or_else(|| undecided("a conversion"));
        let kind = slot.kind();
        let datum = match (&source, &value) {
            (Some(source), _) if source == kind && !matches!(kind, Kind::Other(_)) => kind.assign(value.borrowed())?,
            (Some(source), Value::Number(_)) if source.is_number() && (kind.is_number() || kind.is_text()) => {
                kind.assign(value.borrowed())?
            }
            (_, Value::Boolean(_)) if kind.takes_booleans() => kind.assign(value.borrowed())?,
            _ if from.is_some_and(|from| from.same_type(slot.type_ref)) => kind.assign(value.borrowed())?,
            _ => super::input::read(kind, &text()?)?,
        };
        let constant = datum.and_then(|datum| Typed { datum, kind: Some(Arc::new(kind.clone())) }.constant());
        match (constant, &value) {
            (Some(constant), _) => Ok(constant),
            // A boolean or number that became another type is its text there.
            (None, Value::Text(_)) => Ok(value),
            (None, Value::Number(_)) if kind.is_number() => Ok(value),
            (None, _) => Ok(Value::Text(text()?)),
        }
    }

    /// A value as its type prints it.
    fn printed(self, value: &Value, from: Option<TypeRef>) -> Option<Name> {
        let from = from?;
        match value {
            Value::Boolean(truth) => Some(Name::new_static(if *truth { "t" } else { "f" })),
            Value::Number(text) => match Number::parse(text)?.to_integer() {
                Some(integer) if matches!(self.kind(from), Kind::Integer(_)) => Some(Name::new(integer.to_string())),
                _ => None,
            },
            Value::Text(text) if self.prints_as_written(from) => Some(text.clone()),
            _ => None,
        }
    }

    fn prints_as_written(self, from: TypeRef) -> bool {
        let is_enum = matches!(
            self.session.catalog.get(from.id).map(|object| &object.body),
            Some(ObjectBody::Type(TypeBody::Enum { .. }))
        );
        let is_text = matches!(from.id.oid(), oid::UNKNOWN | oid::TEXT | oid::VARCHAR | oid::NAME | oid::JSON);
        !from.array && (is_enum || from.id.is_builtin() && is_text)
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
    fn known<'a>(&self, cell: &'a Cell) -> Option<(&'a Field, &'a Value)> {
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
                    && named.all(|function| function.volatility != crate::ast::op::Volatility::Volatile)
            }
            Node::Expr(expr) => !matches!(expr.kind, crate::ast::ExprKind::Column(_)),
            _ => false,
        };
        stable
    });
    stable
}
