//! Expressions, queries and rows.
//!
//! Two steps, as on the server: [`prepare`] looks up every name and finds out every type, whether or not there are rows; then [`evaluate`],
//! [`query`] and [`write`] compute with the rows that are known.

mod collation;
mod convert;
mod evaluate;
mod functions;
mod plan;
mod prepare;
mod query;
#[cfg(test)]
mod recorded;
mod shape;
mod store;
mod types;
mod write;

pub(super) use prepare::Clause;
pub(super) use shape::ResultColumn;
pub(super) use store::{Strictness, Target};
pub(super) use write::{Duplicates, Words};

use super::Session;
use crate::mysql::ast::{Expr, Query};
use crate::mysql::catalog::{Column, Row};
use crate::mysql::error::{failure, undecided};
use crate::mysql::value::{Deferred, Value};
use crate::run::{Applied, Effect, Refusal};
use collation::Collation;
use evaluate::Frame;
use imbl::OrdMap;
use prepare::{Level, Prepare};
use smol_str::SmolStr;
use std::sync::Arc;

/// What statements about rows leave behind in the session.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    /// `LAST_INSERT_ID()`.
    pub last_insert_id: Value,
    /// `ROW_COUNT()`.
    pub row_count: i64,
    /// `FOUND_ROWS()`.
    pub found_rows: Value,
    /// How many values have been drawn.
    draws: u64,
    /// The rows that the last steps of running recursive queries found.
    working: OrdMap<u32, Arc<Vec<Row>>>,
    tables: u32,
    /// The running statement writes rows: a strict one refuses what a query warns of.
    writes: bool,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            last_insert_id: Value::UInt(0),
            row_count: 0,
            found_rows: Value::Int(0),
            draws: 0,
            working: OrdMap::new(),
            tables: 0,
            writes: false,
        }
    }
}

/// The rows of a query.
pub(super) struct ResultSet {
    /// Their columns' names.
    pub columns: Vec<SmolStr>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Session {
    /// The value of an expression outside of any query: it sees variables only.
    pub(super) fn value_of(&mut self, expr: &Expr) -> Result<Value, Refusal> {
        let (node, _) = Prepare::new(self).in_level(Level::new(Clause::Select), expr)?;
        if node.width() != 1 {
            return Err(failure("1241", "Operand should contain 1 column(s)"));
        }
        self.compute(&node, &Frame::default())
    }

    /// The value and the type of an expression that names nothing.
    pub(super) fn constant(&mut self, expr: &Expr) -> Result<(Value, types::Type), Refusal> {
        let (node, _) = Prepare::new(self).in_level(Level::new(Clause::Table), expr)?;
        Ok((self.compute(&node, &Frame::default())?, node.ty))
    }

    /// Whether a condition holds.
    pub(super) fn truth(&mut self, expr: &Expr) -> Result<bool, Refusal> {
        let value = self.value_of(expr)?;
        match value.why_not_known() {
            Some(reason) => Err(undecided(reason)),
            None => Ok(convert::truth(&value).unwrap_or(false)),
        }
    }

    /// Whether two expressions have the same value, as `CASE` compares them.
    pub(super) fn equal(&mut self, left: &Expr, right: &Expr) -> Result<bool, Refusal> {
        let equal = Expr {
            kind: crate::mysql::ast::ExprKind::Binary(
                crate::mysql::ast::BinaryOperator::Equal,
                Box::new(left.clone()),
                Box::new(right.clone()),
            ),
            span: left.span,
        };
        self.truth(&equal)
    }

    /// An expression as a whole number; NULL is 0.
    pub(super) fn whole_number(&mut self, expr: &Expr) -> Result<i64, Refusal> {
        let value = self.value_of(expr)?;
        match value.why_not_known() {
            Some(reason) => Err(undecided(reason)),
            None => Ok(convert::integer(&value).unwrap_or(0)),
        }
    }

    /// The rows of a query.
    pub(super) fn rows_of(&mut self, query: &Query) -> Result<ResultSet, Refusal> {
        let plan = Prepare::new(self).top_query(query)?;
        let found = self.run_query(&plan, None)?;
        if found.rows.len() > 1 && !found.order.is_known() {
            return Err(undecided("the order in which the rows come is not determined"));
        }
        Ok(ResultSet { columns: plan.columns.iter().map(|column| column.name.clone()).collect(), rows: found.rows })
    }

    /// The rows of a query, for whom their order does not matter.
    pub(super) fn rows_in_any_order(&mut self, query: &Query) -> Result<Vec<Row>, Refusal> {
        let plan = Prepare::new(self).top_query(query)?;
        Ok(self.run_query(&plan, None)?.rows)
    }

    /// A value as a variable or a result of a program keeps it. Messages name the row that the server counts: 0 outside of queries.
    pub(super) fn converted(&mut self, value: &Value, column: &Column, row: usize) -> Result<Value, Refusal> {
        if value.is_null() {
            return Ok(Value::Null);
        }
        let strict = self.has_mode("STRICT_ALL_TABLES") || self.has_mode("STRICT_TRANS_TABLES");
        let strictness = if strict { Strictness::Strict } else { Strictness::Lenient };
        let target = Target { database: "", table: "", column, row, strictness };
        let from = prepare::type_of_value(value);
        self.store(value, &from, &target)
    }

    /// `SELECT` as a statement: its names must be right, and what it does to variables is done.
    fn select_statement(&mut self, query: &Query) -> Applied {
        let plan = Prepare::new(self).top_query(query)?;
        let found = self.run_query(&plan, None);
        self.data.row_count = -1;
        if query.into.is_empty() {
            return match found {
                Err(refusal @ Refusal::Failed(_)) => Err(refusal),
                Err(refusal) if shape::has_effects(query) => Err(refusal),
                _ => Ok(Effect::Noop("it only reads".into())),
            };
        }
        let found = found?;
        self.select_into(query, &plan, found.rows)
    }

    /// `LAST_INSERT_ID()`.
    pub(super) fn last_insert_id(&self) -> Value {
        self.data.last_insert_id.clone()
    }

    /// `@@collation_connection`.
    fn connection_collation(&self) -> Collation {
        Collation::named(&self.variable_text("collation_connection"))
    }

    fn has_sql_mode(&self, mode: &str) -> bool {
        self.has_mode(mode)
    }

    /// A value that the server draws, once.
    fn draw(&mut self, text: &str) -> Value {
        self.data.draws += 1;
        Value::Deferred(Arc::new(Deferred { text: text.into(), draw: Some(self.data.draws), others: Vec::new() }))
    }

    /// A division by zero is NULL; a strict statement that writes rows refuses it.
    fn division_by_zero(&mut self) -> Result<Value, Refusal> {
        if self.is_strict_write() && self.has_mode("ERROR_FOR_DIVISION_BY_ZERO") {
            return Err(failure("1365", "Division by 0"));
        }
        Ok(Value::Null)
    }

    /// The running statement writes rows and is strict: what a query only warns of is refused.
    fn is_strict_write(&self) -> bool {
        self.data.writes && (self.has_mode("STRICT_ALL_TABLES") || self.has_mode("STRICT_TRANS_TABLES"))
    }

    /// A text that is taken for a number and has something else in it.
    fn check_number(&self, value: &Value, kind: &str) -> Result<(), Refusal> {
        match value {
            Value::Text(text) if self.data.writes && !convert::is_number(text) && self.is_strict_write() => {
                Err(failure("1292", format!("Truncated incorrect {kind} value: '{text}'")))
            }
            _ => Ok(()),
        }
    }

    /// A text that is taken for a moment and is none.
    fn check_moment(&self, value: &Value) -> Result<(), Refusal> {
        match value {
            Value::Text(text)
                if self.data.writes && convert::parse_datetime(text).is_none() && self.is_strict_write() =>
            {
                Err(failure("1292", format!("Incorrect datetime value: '{text}'")))
            }
            _ => Ok(()),
        }
    }

    /// `STR_TO_DATE` of what its format does not fit.
    fn check_parsed(&self, values: &[Value]) -> Result<(), Refusal> {
        let [text, format] = values else { return Ok(()) };
        let (Some(text), Some(format)) = (text.to_text(), format.to_text()) else { return Ok(()) };
        if self.is_strict_write() && !functions::is_parsed(&text, &format) {
            return Err(failure("1411", format!("Incorrect datetime value: '{text}' for function str_to_date")));
        }
        Ok(())
    }

    /// Runs something whose values are written.
    fn writing<T>(&mut self, strict: bool, run: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let before = std::mem::replace(&mut self.data.writes, strict);
        let result = run(self);
        self.data.writes = before;
        result
    }

    fn evaluate_constant(&mut self, expr: &Expr) -> Result<Value, Refusal> {
        self.value_of(expr)
    }

    fn next_working_table(&mut self) -> u32 {
        self.data.tables += 1;
        self.data.tables
    }

    fn sequence_value(
        &mut self,
        operation: &crate::mysql::ast::SequenceValue,
        database: &str,
        name: &str,
        values: &[Value],
    ) -> Result<Value, Refusal> {
        use crate::mysql::ast::SequenceValue;
        match operation {
            SequenceValue::Next => self.next_value(database, name).map(Value::Int),
            SequenceValue::Previous => Ok(Value::unknown("the last value that was taken from a sequence")),
            SequenceValue::Set(_) => {
                let Some(value) = values.first().and_then(convert::integer) else { return Ok(Value::Null) };
                if values.len() > 2 {
                    return Err(undecided("SETVAL with a round"));
                }
                let used = values.get(1).and_then(convert::truth).unwrap_or(true);
                let forward = self.set_value(database, name, value, used)?;
                Ok(if forward { Value::Int(value) } else { Value::Null })
            }
        }
    }
}
