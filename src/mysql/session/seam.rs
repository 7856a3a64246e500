//! Where the parts of the session meet.

use super::Session;
use super::object::ViewShape;
use crate::mysql::ast::{DataType, Expr, ExprKind, Literal, Name, Query, Statement, TypeName};
use crate::mysql::catalog::{Column, ColumnType, Row};
use crate::mysql::error::undecided;
use crate::mysql::value::Value;
use crate::run::{Applied, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

/// The rows of a query.
pub(super) struct ResultSet {
    pub columns: Vec<SmolStr>,
    pub rows: Vec<Row>,
}

impl Session {
    pub(super) fn value_of(&mut self, expr: &Expr) -> Result<Value, Refusal> {
        match &expr.kind {
            ExprKind::Literal(Literal::Null) => Ok(Value::Null),
            ExprKind::Literal(Literal::Integer(value)) => Ok(Value::Int(i64::try_from(*value).unwrap_or(0))),
            ExprKind::Literal(Literal::String(text)) => Ok(Value::text(text.as_str())),
            ExprKind::UserVariable(name) => Ok(self.user_variable(name)),
            ExprKind::SystemVariable { scope, name } => self.system_variable(*scope, name),
            ExprKind::Parameter(place) => Ok(self.parameter(*place).unwrap_or(Value::Null)),
            _ => Err(undecided("expressions are not computed yet")),
        }
    }

    pub(super) fn truth(&mut self, expr: &Expr) -> Result<bool, Refusal> {
        Ok(matches!(self.value_of(expr)?, Value::Int(value) if value != 0))
    }

    pub(super) fn equal(&mut self, left: &Expr, right: &Expr) -> Result<bool, Refusal> {
        Ok(self.value_of(left)? == self.value_of(right)?)
    }

    pub(super) fn whole_number(&mut self, expr: &Expr) -> Result<i64, Refusal> {
        match self.value_of(expr)? {
            Value::Int(value) => Ok(value),
            _ => Err(undecided("no whole number")),
        }
    }

    pub(super) fn rows_of(&mut self, _query: &Query) -> Result<ResultSet, Refusal> {
        Err(undecided("queries are not computed yet"))
    }

    pub(super) fn converted(&mut self, value: Value, _column: &Column) -> Result<Value, Refusal> {
        Ok(value)
    }

    pub(super) fn view_shape(&mut self, _query: &Query) -> Result<ViewShape, Refusal> {
        Err(undecided("queries are not resolved yet"))
    }

    pub(super) fn check_prepared_names(&mut self, _statement: &Statement) -> Result<(), Refusal> {
        Ok(())
    }

    pub(super) fn last_insert_id(&self) -> Value {
        Value::unknown("`LAST_INSERT_ID()` is not modelled yet")
    }

    pub(super) fn data_statement(&mut self, _statement: &Statement) -> Applied {
        Err(Refusal::Opaque("rows are not modelled yet".into()))
    }
}
