//! Aggregates, casts and collations: lists of `name = value`.

use crate::postgres::ast::op::{
    CastContext, CastMethod, CreateAggregate, CreateCast, CreateCollation, DefinitionOption, DefinitionValue,
    ObjectKind, ObjectRef,
};
use crate::postgres::ast::{Ident, Op, QualifiedName};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// `(name = value, …)`.
    pub(super) fn definition(&mut self) -> Result<Vec<DefinitionOption>> {
        self.group_list(|cursor| {
            let start = cursor.at;
            let name = cursor.label()?.name;
            let value = if cursor.operator("=") { Some(cursor.definition_value()?) } else { None };
            Ok(DefinitionOption { name, value, span: cursor.span_from(start) })
        })
    }

    fn definition_value(&mut self) -> Result<DefinitionValue> {
        match self.kind() {
            Some(Kind::String) => return self.string().map(DefinitionValue::Text),
            Some(Kind::Number) => {
                let text = self.text().into();
                self.at += 1;
                return Ok(DefinitionValue::Text(text));
            }
            Some(Kind::Operator)
                if !matches!(self.text(), "+" | "-") || self.nth(1).is_none_or(|next| next.kind != Kind::Number) =>
            {
                return self.operator_name().map(DefinitionValue::Operator);
            }
            Some(Kind::Operator) => {
                return self.integer().map(|number| DefinitionValue::Text(number.to_string().into()));
            }
            _ => {}
        }
        if self.at_keyword("OPERATOR") && self.nth(1).is_some_and(|next| next.kind == Kind::LeftParen) {
            self.at += 1;
            let mut inside = self.group()?;
            let name = inside.operator_name()?;
            inside.finish()?;
            return Ok(DefinitionValue::Operator(name));
        }
        if self.at_keyword("SETOF") {
            return opaque("SETOF in a definition");
        }
        let start = *self;
        let type_name = self.type_name();
        let complete = self.is_at_end() || self.kind() == Some(Kind::Comma);
        match type_name {
            Ok(name) if complete => Ok(DefinitionValue::Name(name)),
            _ => {
                *self = start;
                Ok(DefinitionValue::Text(self.label()?.name))
            }
        }
    }

    /// `symbol`, or `schema.symbol`.
    pub(super) fn operator_name(&mut self) -> Result<QualifiedName> {
        let mut parts = Vec::new();
        while self.kind() != Some(Kind::Operator) {
            parts.push(self.ident()?);
            self.expect_symbol(Kind::Period)?;
        }
        let Some(token) = self.peek() else { return self.refuse() };
        // The server reads both as one.
        let symbol = if self.text() == "!=" { "<>" } else { self.text() };
        parts.push(Ident { name: symbol.into(), span: token.span });
        self.at += 1;
        Ok(QualifiedName { parts })
    }

    /// What follows `CREATE [OR REPLACE] AGGREGATE`.
    pub(super) fn create_aggregate(&mut self, or_replace: bool) -> Result<Op> {
        let name = self.function_name()?;
        let mut ahead = *self;
        ahead.group()?;
        let arguments = if ahead.kind() == Some(Kind::LeftParen) { Some(self.aggregate_arguments()?) } else { None };
        let options = self.definition()?;
        Ok(Op::CreateAggregate(Box::new(CreateAggregate { name, or_replace, arguments, options })))
    }

    fn aggregate_arguments(&mut self) -> Result<Vec<crate::postgres::ast::op::RoutineArgument>> {
        let mut inside = self.group()?;
        if inside.operator("*") {
            inside.finish()?;
            return Ok(Vec::new());
        }
        let end = inside.find(|at| at.at_keyword("ORDER"));
        if end < inside.end {
            return opaque("an ordered-set aggregate");
        }
        let arguments = inside.list(Cursor::routine_argument)?;
        inside.finish()?;
        Ok(arguments)
    }

    /// What follows `CREATE CAST`.
    pub(super) fn create_cast(&mut self) -> Result<Op> {
        let (source, target) = self.cast_types()?;
        let method = match self.expect_any(&["WITH", "WITHOUT"])? {
            "WITHOUT" => self.expect("FUNCTION").map(|()| CastMethod::Binary)?,
            _ if self.keyword("INOUT") => CastMethod::InOut,
            _ => {
                self.expect("FUNCTION")?;
                CastMethod::Function(self.signature(None)?)
            }
        };
        let context = if self.keyword("AS") {
            match self.expect_any(&["ASSIGNMENT", "IMPLICIT"])? {
                "ASSIGNMENT" => CastContext::Assignment,
                _ => CastContext::Implicit,
            }
        } else {
            CastContext::Explicit
        };
        Ok(Op::CreateCast(Box::new(CreateCast { source, target, method, context })))
    }

    /// `(source AS target)`.
    fn cast_types(&mut self) -> Result<(crate::postgres::ast::TypeName, crate::postgres::ast::TypeName)> {
        let mut inside = self.group()?;
        let source = inside.type_name()?;
        inside.expect("AS")?;
        let target = inside.type_name()?;
        inside.finish()?;
        Ok((source, target))
    }

    /// The cast that `DROP` and `COMMENT` name.
    pub(super) fn cast_reference(&mut self) -> Result<ObjectRef> {
        let (source, target) = self.cast_types()?;
        Ok(ObjectRef::Cast { source, target })
    }

    /// What follows `CREATE COLLATION`.
    pub(super) fn create_collation(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.qualified_name()?;
        let (mut from, mut options) = (None, Vec::new());
        if self.keyword("FROM") {
            from = Some(self.qualified_name()?);
        } else {
            options = self.definition()?;
        }
        Ok(Op::CreateCollation(Box::new(CreateCollation { name, if_not_exists, from, options })))
    }

    /// What follows `ALTER COLLATION`.
    pub(super) fn alter_collation(&mut self) -> Result<Op> {
        let name = self.qualified_name()?;
        if self.all(&["REFRESH", "VERSION"]) {
            return Ok(Op::RefreshCollation { name });
        }
        self.alter_name_only(&ObjectRef::Named(ObjectKind::Collation, name), "ALTER COLLATION")
    }
}
