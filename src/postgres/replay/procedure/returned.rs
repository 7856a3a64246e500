//! `RETURN`, `RETURN NEXT`, `RETURN QUERY`.

use super::assign::{query_of, sole_name, sole_row};
use super::run::Interpreter;
use super::shape::{Column, Shape, columns_of, settled};
use super::variables::Content;
use crate::postgres::ast::procedure::{Fragment, RowSource};
use crate::postgres::ast::{Expr, ExprKind, Literal};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::run::Refusal;

/// What a routine returns.
#[derive(Debug, Clone, Default)]
pub(super) struct Returned {
    /// What `RETURN` was given.
    pub(super) result: Option<Item>,
    /// The rows of `RETURN NEXT` and `RETURN QUERY`.
    pub(super) rows: Vec<Vec<Value>>,
    /// The order of the rows is not that of the server.
    pub(super) shuffled: bool,
}

/// A value or a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    Value(Value, Option<TypeRef>),
    Row(Vec<Column>, Vec<Value>),
    /// A row variable that holds none.
    NoRow(usize),
}

impl Interpreter<'_> {
    pub(super) fn return_value(&mut self, value: Option<&Fragment>) -> Result<(), Refusal> {
        if let Some(value) = value {
            self.returned.result = Some(self.item(value)?);
        }
        Ok(())
    }

    /// `RETURN NEXT`; without a value, of the `OUT` arguments.
    pub(super) fn return_next(&mut self, value: Option<&Fragment>) -> Result<(), Refusal> {
        let record = match (value, self.routine.clone()) {
            (Some(value), _) => {
                let item = self.item(value)?;
                self.record(item, "wrong record type supplied in RETURN NEXT")?
            }
            (None, Some(routine)) => self.outputs(&routine)?,
            (None, None) => return Err(Refusal::Undecided("RETURN NEXT of nothing".into())),
        };
        self.returned.rows.push(record);
        Ok(())
    }

    pub(super) fn return_query(&mut self, source: &RowSource) -> Result<(), Refusal> {
        let answer = self.source(source)?;
        let columns = self.shape.columns();
        Self::check_columns(
            &settled(&answer.columns),
            &columns,
            "structure of query does not match function result type",
        )?;
        self.rows = Some(answer.records.len() as u64);
        self.set_found(Some(!answer.records.is_empty()));
        self.returned.shuffled |= !answer.ordered && answer.records.len() > 1;
        self.returned.rows.extend(answer.records);
        Ok(())
    }

    /// What an item is as a record of the result.
    pub(super) fn record(&mut self, item: Item, mismatch: &str) -> Result<Vec<Value>, Refusal> {
        match (item, self.shape.clone()) {
            (Item::Value(value, from), Shape::Value(_, to)) => Ok(vec![self.session.assigned_to(value, from, to)?]),
            (Item::Row(columns, values), Shape::Row(wanted, _)) => {
                Self::check_columns(&columns, &wanted, mismatch)?;
                Ok(values)
            }
            (Item::Row(_, values), Shape::Record) => Ok(values),
            (Item::NoRow(_) | Item::Value(Value::Null, _), shape @ Shape::Row(..)) => {
                Ok(vec![Value::Null; shape.columns().len()])
            }
            _ => Err(Refusal::Undecided("what it returns is not known".into())),
        }
    }

    /// A value, or the row that an expression stands for.
    fn item(&mut self, fragment: &Fragment) -> Result<Item, Refusal> {
        if let Some(name) = sole_name(fragment)?
            && let Some((place, used)) = self.session.frame.place(name)
            && used == name.len()
        {
            match &self.session.frame.get(place).content {
                Content::Row(cells) => {
                    return Ok(Item::Row(columns_of(cells), cells.iter().map(|cell| cell.value.clone()).collect()));
                }
                Content::Null(cells) => return Ok(Item::NoRow(cells.len())),
                Content::Scalar(_) | Content::Unassigned => {}
            }
        }
        if let Some(items) = sole_row(fragment)? {
            let answer = self.answer(&query_of(items))?;
            let untyped = Some(TypeRef::builtin(oid::UNKNOWN));
            let typed = items.iter().zip(answer.columns);
            let columns = typed.map(|(item, (name, found))| (name, if is_untyped(item) { untyped } else { found }));
            return Ok(Item::Row(columns.collect(), answer.records.into_iter().next().unwrap_or_default()));
        }
        let (value, from) = self.value(fragment)?;
        let row = from.and_then(|from| Some((self.session.row_of(from)?, self.session.row_values(&value, from)?)));
        Ok(match row {
            Some((cells, values)) => Item::Row(columns_of(&cells), values),
            None => Item::Value(value, from),
        })
    }
}

/// A constant that has no type of its own.
pub(super) fn is_untyped(item: &Expr) -> bool {
    matches!(item.kind, ExprKind::Literal(Literal::String(_) | Literal::Null))
}

impl PartialEq for Returned {
    /// The same, in whatever order the rows are.
    fn eq(&self, other: &Self) -> bool {
        let mut counts = std::collections::HashMap::<&Vec<Value>, i64>::new();
        self.rows.iter().for_each(|row| *counts.entry(row).or_default() += 1);
        other.rows.iter().for_each(|row| *counts.entry(row).or_default() -= 1);
        self.result == other.result && counts.values().all(|count| *count == 0)
    }
}
