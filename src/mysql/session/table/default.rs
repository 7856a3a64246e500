//! Defaults: constants are converted into their column as a row's value would be, expressions are kept.

use super::Session;
use crate::mysql::ast::{DataType, Expr, ExprKind, Literal, UnaryOperator};
use crate::mysql::catalog::{Column, ColumnType, DefaultValue};
use crate::mysql::error::failure;
use crate::mysql::session::data::{Strictness, Target};
use crate::mysql::value::Value;
use crate::run::Refusal;
use crate::source::Span;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

impl Session {
    /// `DEFAULT` of a column whose type is complete; 1067 for a constant that does not fit.
    pub(super) fn column_default(&self, column: &Column, expr: &Expr, span: Span) -> Result<DefaultValue, Refusal> {
        let invalid = || failure("1067", format!("Invalid default value for '{}'", column.name));
        let written = self.written(span, expr);
        if expr.kind == ExprKind::Literal(Literal::Null) {
            return if column.nullable { Ok(DefaultValue::Null) } else { Err(invalid()) };
        }
        if !written.is_constant() {
            return Ok(DefaultValue::Expr(written));
        }
        let literal = is_literal(expr);
        let labels = matches!(column.column_type.data_type, DataType::Enum(_) | DataType::Set(_));
        if literal && labels && !matches!(expr.kind, ExprKind::Literal(Literal::String(_) | Literal::Charset(_))) {
            return Err(invalid());
        }
        match self.stored_constant(column, expr) {
            Err(Refusal::Failed(_)) => Err(invalid()),
            Ok(value) if literal => {
                Ok(shown(&value, &column.column_type).map_or(DefaultValue::Expr(written), DefaultValue::Constant))
            }
            _ => Ok(DefaultValue::Expr(written)),
        }
    }

    /// The value of a constant in its column.
    fn stored_constant(&self, column: &Column, expr: &Expr) -> Result<Value, Refusal> {
        let (value, from) = self.clone().constant(expr)?;
        let target = Target { database: "", table: "", column, row: 0, strictness: Strictness::Strict };
        self.store(&value, &from, &target)
    }
}

/// A constant as it is written, perhaps with a sign.
fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) => true,
        ExprKind::Unary(UnaryOperator::Minus | UnaryOperator::Plus, operand) => is_literal(operand),
        _ => false,
    }
}

/// A value as `SHOW CREATE TABLE` has it between its quotes; bytes that are no text have no such form.
fn shown(value: &Value, column_type: &ColumnType) -> Option<SmolStr> {
    let width = match column_type.data_type {
        DataType::TinyInt(width)
        | DataType::SmallInt(width)
        | DataType::MediumInt(width)
        | DataType::Int(width)
        | DataType::BigInt(width) => width.unwrap_or(0) as usize,
        _ => 0,
    };
    match value {
        Value::UInt(bits) if matches!(column_type.data_type, DataType::Bit(_)) => Some(format_smolstr!("{bits:b}")),
        Value::Int(number) if column_type.zerofill => Some(format_smolstr!("{number:0width$}")),
        Value::UInt(number) if column_type.zerofill => Some(format_smolstr!("{number:0width$}")),
        other => other.to_text().map(|text| text.to_smolstr()),
    }
}
