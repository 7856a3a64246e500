//! Constants in expressions, and the types in front of them.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use super::literal;
use super::type_name::built_in;
use crate::postgres::ast::{Expr, ExprKind, Literal, TypeName};
use sqlparser::ast as sql;

impl Cursor<'_> {
    /// A constant, with the type that may stand in front of it.
    pub(super) fn lower_value(&mut self) -> Result<ExprKind> {
        let typed = self.kind() == Some(Kind::Word) && self.nth(1).is_some_and(|token| token.kind == Kind::String);
        if typed && !self.at_any(&["TRUE", "FALSE", "NULL"]) {
            return self.lower_typed_string();
        }
        let text = self.text();
        let literal = match self.kind() {
            Some(Kind::Parameter) => {
                self.at += 1;
                return text[1..]
                    .parse()
                    .map(ExprKind::Parameter)
                    .or_else(|_| opaque("a parameter of another dialect"));
            }
            Some(Kind::Number) if text.bytes().all(|byte| byte.is_ascii_digit()) => Literal::Integer(text.into()),
            Some(Kind::Number) => Literal::Decimal(text.into()),
            Some(Kind::String) if text.starts_with(['n', 'N']) => return opaque("a national character constant"),
            Some(Kind::String) => match literal::value(text) {
                Some(value) => Literal::String(value),
                None => return opaque("a string in a spelling that is not read"),
            },
            Some(Kind::Bits) => {
                Literal::Bits(text.as_bytes()[0].to_ascii_uppercase().into(), text[2..text.len() - 1].into())
            }
            _ if self.at_keyword("TRUE") => Literal::Boolean(true),
            _ if self.at_keyword("FALSE") => Literal::Boolean(false),
            _ if self.at_keyword("NULL") => Literal::Null,
            _ => return self.out_of_step(),
        };
        self.at += 1;
        Ok(ExprKind::Literal(literal))
    }

    /// `type 'literal'`.
    pub(super) fn lower_typed_string(&mut self) -> Result<ExprKind> {
        let start = self.at;
        let (name, modifiers) = self.simple_type()?;
        let span = self.span_from(start);
        let target = TypeName { name, modifiers, array_dimensions: 0, setof: false, of_column: false, span };
        self.lower_constant_of(target)
    }

    fn lower_constant_of(&mut self, target: TypeName) -> Result<ExprKind> {
        let start = self.at;
        if self.kind() != Some(Kind::String) {
            return self.out_of_step();
        }
        let kind = self.lower_value()?;
        Ok(ExprKind::Cast { operand: Box::new(Expr { kind, span: self.span_from(start) }), target })
    }

    /// `INTERVAL 'literal' fields`.
    pub(super) fn lower_interval(&mut self, interval: &sql::Interval) -> Result<ExprKind> {
        let sql::Interval {
            value,
            leading_field: _,
            leading_precision: _,
            last_field: _,
            fractional_seconds_precision: _,
        } = interval;
        if !matches!(**value, sql::Expr::Value(_)) {
            return opaque("an interval of an expression");
        }
        let start = self.at;
        self.step("INTERVAL")?;
        let span = self.span_from(start);
        let name = built_in("interval", span);
        let target =
            TypeName { name, modifiers: Vec::new(), array_dimensions: 0, setof: false, of_column: false, span };
        let mut cast = self.lower_constant_of(target)?;
        if let ExprKind::Cast { target, .. } = &mut cast {
            target.modifiers = self.interval_modifiers()?;
        }
        Ok(cast)
    }
}
