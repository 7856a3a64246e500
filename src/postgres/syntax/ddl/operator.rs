//! Operators.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{AlterOperator, CreateOperator, ObjectRef, OperatorSignature};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};

impl Cursor<'_> {
    /// What follows `CREATE OPERATOR`.
    pub(super) fn create_operator(&mut self) -> Result<Op> {
        let name = self.operator_name()?;
        let options = self.definition()?;
        Ok(Op::CreateOperator(Box::new(CreateOperator { name, options })))
    }

    /// What follows `ALTER OPERATOR`.
    pub(super) fn alter_operator(&mut self) -> Result<Op> {
        let operator = self.operator_signature()?;
        if self.at_all(&["RENAME"]) {
            return self.refuse();
        }
        if let Some(op) = self.alter_name(&ObjectRef::Operator(operator.clone()), false)? {
            return Ok(op);
        }
        self.expect("SET")?;
        Ok(Op::AlterOperator(Box::new(AlterOperator { operator, options: self.definition()? })))
    }

    /// `symbol (left, right)`.
    pub(super) fn operator_signature(&mut self) -> Result<OperatorSignature> {
        let name = self.operator_name()?;
        let mut inside = self.group()?;
        let left = if inside.keyword("NONE") { None } else { Some(inside.type_name()?) };
        if inside.is_at_end() {
            return opaque("an operator of one argument");
        }
        inside.expect_symbol(crate::postgres::syntax::lex::Kind::Comma)?;
        if inside.at_keyword("NONE") {
            return opaque("a postfix operator");
        }
        let right = inside.type_name()?;
        inside.finish()?;
        Ok(OperatorSignature { name, left, right })
    }
}
