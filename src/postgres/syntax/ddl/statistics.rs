//! Extended statistics.

use crate::postgres::ast::op::{CreateStatistics, ObjectKind, ObjectRef};
use crate::postgres::ast::{Expr, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE STATISTICS`.
    pub(super) fn create_statistics(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let unnamed = !if_not_exists && (self.kind() == Some(Kind::LeftParen) || self.at_keyword("ON"));
        let at = self.peek().map_or(self.tokens.follow, |token| token.span);
        let name = if unnamed { None } else { Some(self.qualified_name()?) };
        let kinds = if self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        self.expect("ON")?;
        let keys = self.list(Cursor::statistics_key)?;
        self.expect("FROM")?;
        let tables = self.list(|cursor| {
            let table = cursor.qualified_name()?;
            if cursor.is_at_end() || cursor.kind() == Some(Kind::Comma) {
                Ok(table)
            } else {
                opaque("statistics of something else than a table")
            }
        })?;
        let statistics = CreateStatistics { name, if_not_exists, kinds, keys, tables, at };
        Ok(Op::CreateStatistics(Box::new(statistics)))
    }

    /// A column, a function call, or an expression in parentheses.
    fn statistics_key(&mut self) -> Result<Expr> {
        if self.kind() == Some(Kind::LeftParen) { self.expr_group() } else { self.key_part()?.expr() }
    }

    /// What follows `ALTER STATISTICS`.
    pub(super) fn alter_statistics(&mut self) -> Result<Op> {
        let if_exists = self.if_exists();
        let name = self.qualified_name()?;
        let object = ObjectRef::Named(ObjectKind::Statistics, name.clone());
        if !if_exists && let Some(op) = self.alter_name(&object, false)? {
            return Ok(op);
        }
        self.expect_all(&["SET", "STATISTICS"])?;
        let target = i32::try_from(self.integer()?).or_else(|_| opaque("a statistics target that is no integer"))?;
        Ok(Op::AlterStatistics { name, if_exists, target })
    }
}
