//! `t.*`, `a.b[1]`, `(x).field`: what is reached through a name or a value.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::{Expr, ExprKind, QualifiedName, Subscript};
use sqlparser::ast as sql;

impl Cursor<'_> {
    pub(super) fn lower_wildcard(&mut self, qualifier: Option<&sql::ObjectName>) -> Result<ExprKind> {
        let qualifier = match qualifier {
            None => None,
            Some(name) => {
                let parts = self.lower_parts(name.0.len())?;
                self.step_symbol(Kind::Period)?;
                Some(QualifiedName { parts })
            }
        };
        if self.operator("*") { Ok(ExprKind::Wildcard(qualifier)) } else { self.out_of_step() }
    }

    /// `a.b[1]`, `(x).field`.
    pub(super) fn lower_access(&mut self, root: &sql::Expr, chain: &[sql::AccessExpr]) -> Result<ExprKind> {
        let is_name = |access: &sql::AccessExpr| matches!(access, sql::AccessExpr::Dot(sql::Expr::Identifier(_)));
        let start = self.at;
        let (mut expr, rest) = if matches!(root, sql::Expr::Identifier(_)) {
            let names = chain.iter().take_while(|access| is_name(access)).count();
            let kind = ExprKind::Column(self.lower_parts(names + 1)?);
            (Expr { kind, span: self.span_from(start) }, &chain[names..])
        } else {
            (self.lower_expr(root)?, chain)
        };
        for access in rest {
            let kind = match access {
                sql::AccessExpr::Dot(sql::Expr::Identifier(_)) => {
                    self.step_symbol(Kind::Period)?;
                    ExprKind::Field { operand: Box::new(expr), field: self.label()? }
                }
                sql::AccessExpr::Dot(_) => return self.out_of_step(),
                sql::AccessExpr::Subscript(subscript) => self.lower_subscript(expr, subscript)?,
            };
            expr = Expr { kind, span: self.span_from(start) };
        }
        Ok(expr.kind)
    }

    fn lower_subscript(&mut self, operand: Expr, subscript: &sql::Subscript) -> Result<ExprKind> {
        self.step_symbol(Kind::LeftBracket)?;
        let subscript = match subscript {
            sql::Subscript::Index { index } => Subscript::Place(self.lower_box(index)?),
            sql::Subscript::Slice { lower_bound, upper_bound, stride: None } => {
                let low = lower_bound.as_ref().map(|low| self.lower_box(low)).transpose()?;
                self.step_symbol(Kind::Colon)?;
                Subscript::Slice(low, upper_bound.as_ref().map(|high| self.lower_box(high)).transpose()?)
            }
            sql::Subscript::Slice { .. } => return opaque("a slice with a stride"),
        };
        self.step_symbol(Kind::RightBracket)?;
        Ok(ExprKind::Subscript { operand: Box::new(operand), subscript })
    }
}
