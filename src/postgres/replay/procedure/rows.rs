//! Expressions, queries, and where their values go.

use super::run::Interpreter;
use super::variables::{Cell, Content, Place};
use crate::postgres::ast::procedure::{Embedded, Fragment, Into, RowSource, Target};
use crate::postgres::ast::{Name, Query, Statement};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::data::Answer;
use crate::run::{Failure, Refusal};

/// What was read of a piece of SQL.
pub(super) fn read<T>(embedded: &Embedded<T>) -> Result<&T, Refusal> {
    embedded.as_deref().map_err(|reason| Refusal::Undecided(format!("it is not read: {reason}")))
}

impl Interpreter<'_> {
    /// The rows of a query, with all that it calls done.
    pub(super) fn answer(&mut self, query: &Query) -> Result<Answer, Refusal> {
        let acted = !self.session.only_reads(query);
        let answer = self.session.answer(query)?;
        self.changed |= acted;
        Ok(answer)
    }

    /// The value of an expression, and its type.
    pub(super) fn value(&mut self, fragment: &Fragment) -> Result<(Value, Option<TypeRef>), Refusal> {
        self.single(fragment, "query")
    }

    /// The value of an expression that is assigned.
    pub(super) fn source_value(&mut self, fragment: &Fragment) -> Result<(Value, Option<TypeRef>), Refusal> {
        self.single(fragment, "assignment source")
    }

    fn single(&mut self, fragment: &Fragment, what: &str) -> Result<(Value, Option<TypeRef>), Refusal> {
        let mut answer = self.answer(read(&fragment.query)?)?;
        let [(_, type_ref)] = answer.columns.as_slice() else {
            let plural = if answer.columns.len() == 1 { "" } else { "s" };
            let message = format!("{what} returned {} column{plural}", answer.columns.len());
            return Err(Failure::new("42601", message).into());
        };
        if answer.records.len() > 1 {
            return Err(Failure::new("21000", "query returned more than one row").into());
        }
        let value = answer.records.pop().and_then(|mut record| record.pop()).unwrap_or(Value::Null);
        let value = self.session.on_the_day(value);
        self.session.refuse_unsure(&value)?;
        Ok((value, *type_ref))
    }

    /// The value of an expression, cast to a type.
    pub(super) fn value_as(&mut self, fragment: &Fragment, to: u32) -> Result<Value, Refusal> {
        let (value, from) = self.value(fragment)?;
        let value = self.session.assigned_to(value, from, TypeRef::builtin(to))?;
        match value {
            Value::Deferred(text) | Value::Drawn(_, text) => Err(self.session.unknown_value(&text)),
            Value::Unknown(reason) => Err(Refusal::Undecided(reason.to_string())),
            value => Ok(value),
        }
    }

    /// Whether a condition is true.
    pub(super) fn condition(&mut self, fragment: &Fragment) -> Result<bool, Refusal> {
        Ok(self.value_as(fragment, oid::BOOL)? == Value::Boolean(true))
    }

    /// A whole number, or `NULL`.
    pub(super) fn integer(&mut self, fragment: &Fragment) -> Result<Option<i32>, Refusal> {
        match self.value_as(fragment, oid::INT4)? {
            Value::Number(digits) => {
                digits.parse().map(Some).map_err(|_| Refusal::Undecided(format!("what number {digits} is")))
            }
            _ => Ok(None),
        }
    }

    /// A text as its type prints it, or `NULL`.
    pub(super) fn text(&mut self, fragment: &Fragment) -> Result<Option<Name>, Refusal> {
        match self.value_as(fragment, oid::TEXT)? {
            Value::Text(text) => Ok(Some(text)),
            Value::Number(digits) => Ok(Some(digits)),
            Value::Boolean(truth) => Ok(Some(Name::new(truth.to_string()))),
            Value::Null | Value::Deferred(_) | Value::Drawn(..) | Value::Unknown(_) => Ok(None),
        }
    }

    /// The rows of a loop or of `RETURN QUERY`.
    pub(super) fn source(&mut self, source: &RowSource) -> Result<Answer, Refusal> {
        match source {
            RowSource::Statement(statement) => match read(statement)? {
                Statement::Query(query) => self.answer(query),
                statement => self.returning(statement),
            },
            RowSource::Execute(text, using) => self.execute_for_rows(text, using),
            RowSource::Cursor(..) => Err(Refusal::Undecided("a cursor as a result".into())),
        }
    }

    /// `INTO`.
    pub(super) fn store(&mut self, into: &Into, answer: Answer) -> Result<(), Refusal> {
        let found = !answer.records.is_empty();
        if into.strict && !found {
            return Err(Failure::new("P0002", "query returned no rows").into());
        }
        if answer.records.len() > 1 {
            if into.strict {
                return Err(Failure::new("P0003", "query returned more than one row").into());
            }
            if !answer.ordered && answer.records.iter().any(|record| *record != answer.records[0]) {
                return Err(Refusal::Undecided("which row comes first is not known".into()));
            }
        }
        self.rows = Some(u64::from(found));
        let Answer { columns, records, .. } = answer;
        self.store_row(&into.targets, &columns, records.into_iter().next())
    }

    /// Gives a row to its targets; `None` makes them `NULL`.
    pub(super) fn store_row(
        &mut self,
        targets: &[Target],
        columns: &[(Name, Option<TypeRef>)],
        record: Option<Vec<Value>>,
    ) -> Result<(), Refusal> {
        let missing = record.is_none();
        let values = record.unwrap_or_else(|| vec![Value::Null; columns.len()]);
        if let [target] = targets
            && let Some((place, used)) = self.session.frame.place(&target.name.parts)
            && used == target.name.parts.len()
            && !matches!(self.session.frame.get(place).content, Content::Scalar(_))
        {
            self.store_in_row(place, columns, values)?;
            let content = &mut self.session.frame.get_mut(place).content;
            if let (Content::Row(cells), true) = (&mut *content, missing) {
                *content = Content::Null(std::mem::take(cells));
            }
            return Ok(());
        }
        let missing = std::iter::repeat((Value::Null, Some(TypeRef::builtin(oid::UNKNOWN))));
        let typed = values.into_iter().zip(columns.iter().map(|(_, type_ref)| *type_ref)).chain(missing);
        for (target, (value, from)) in targets.iter().zip(typed) {
            self.set(target, value, from)?;
        }
        Ok(())
    }

    /// Gives a row to a variable that holds one.
    pub(super) fn store_in_row(
        &mut self,
        place: Place,
        columns: &[(Name, Option<TypeRef>)],
        values: Vec<Value>,
    ) -> Result<(), Refusal> {
        let declared = self.session.frame.get(place).type_ref;
        let cells: Vec<Cell> = if let Some(cells) = declared.and_then(|type_ref| self.session.row_of(type_ref)) {
            let missing = std::iter::repeat((Value::Null, None));
            let typed = values.into_iter().zip(columns.iter().map(|(_, from)| *from)).chain(missing);
            let filled = cells.into_iter().zip(typed).map(|(cell, (value, from))| self.filled(cell, value, from));
            filled.collect::<Result<_, _>>()?
        } else {
            // A literal's type is text once it is in a row.
            let named = columns.iter().zip(values);
            let cell = |((name, type_ref), value): (&(Name, Option<TypeRef>), Value)| {
                self.session.cell(name.clone(), *type_ref, self.session.settled_draw(value))
            };
            named.map(cell).collect()
        };
        self.session.frame.get_mut(place).content = Content::Row(cells);
        Ok(())
    }

    fn filled(&self, cell: Cell, value: Value, from: Option<TypeRef>) -> Result<Cell, Refusal> {
        let value = match cell.type_ref {
            Some(to) => self.session.assigned_to(value, from, to)?,
            None => value,
        };
        Ok(Cell { value: self.session.settled_draw(value), ..cell })
    }
}
