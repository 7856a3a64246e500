//! Indexes, and the elements that keys of all kinds are made of.

use crate::postgres::ast::op::{CreateIndex, IndexElement, StorageParameter};
use crate::postgres::ast::{Name, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::ident::fold;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// `CREATE [UNIQUE] INDEX …`, after `CREATE`.
    pub(super) fn create_index(&mut self) -> Result<Op> {
        let unique = self.keyword("UNIQUE");
        self.expect("INDEX")?;
        let concurrently = self.keyword("CONCURRENTLY");
        let if_not_exists = self.if_not_exists()?;
        let name = if self.at_keyword("ON") && !if_not_exists { None } else { Some(self.ident()?) };
        self.expect("ON")?;
        let only = self.keyword("ONLY");
        let table = self.qualified_name()?;
        let method = if self.keyword("USING") { Some(self.ident()?) } else { None };
        let elements = self.group_list(Cursor::index_element)?;
        let include = if self.keyword("INCLUDE") { self.group_list(Cursor::index_element)? } else { Vec::new() };
        let nulls_not_distinct = self.nulls_not_distinct()?;
        let storage_parameters = self.with_parameters()?;
        let tablespace = if self.keyword("TABLESPACE") { Some(self.ident()?) } else { None };
        let predicate = if self.keyword("WHERE") { Some(self.rest().expr()?) } else { None };
        Ok(Op::CreateIndex(Box::new(CreateIndex {
            name,
            table,
            only,
            unique,
            concurrently,
            if_not_exists,
            method,
            elements,
            include,
            nulls_not_distinct,
            storage_parameters,
            tablespace,
            predicate,
        })))
    }

    /// A column, a function call or an expression in parentheses, with collation, operator class and order.
    pub(in crate::postgres::syntax) fn index_element(&mut self) -> Result<IndexElement> {
        let start = self.at;
        let parenthesised = self.kind() == Some(Kind::LeftParen);
        let expr = if parenthesised { self.expr_group()? } else { self.key_part()?.expr()? };
        let collation = if self.keyword("COLLATE") { Some(self.qualified_name()?) } else { None };
        let operator_class = if self.at_operator_class() { Some(self.qualified_name()?) } else { None };
        let parameters = operator_class.is_some() && self.kind() == Some(Kind::LeftParen);
        let operator_class_parameters = if parameters { self.storage_parameters()? } else { Vec::new() };
        let descending = self.any(&["ASC", "DESC"]).map(|direction| direction == "DESC");
        let nulls_first = self.nulls_first()?;
        Ok(IndexElement {
            expr,
            parenthesised,
            collation,
            operator_class,
            operator_class_parameters,
            descending,
            nulls_first,
            span: self.span_from(start),
        })
    }

    /// The extent of a column or of a function call.
    pub(super) fn key_part(&mut self) -> Result<Self> {
        let start = self.at;
        let mut ahead = *self;
        if ahead.at_keyword("CAST") {
            ahead.at += 1;
        } else {
            ahead.non_reserved()?;
        }
        while ahead.symbol(Kind::Period) {
            ahead.label()?;
        }
        if ahead.kind() == Some(Kind::LeftParen) {
            ahead.group()?;
        } else {
            ahead.at = start;
            ahead.ident()?;
        }
        Ok(self.take_until(ahead.at))
    }

    fn at_operator_class(&self) -> bool {
        matches!(self.kind(), Some(Kind::Word | Kind::QuotedIdentifier))
            && !self.at_any(&["ASC", "DESC", "NULLS", "WITH"])
    }

    fn nulls_first(&mut self) -> Result<Option<bool>> {
        if !self.keyword("NULLS") {
            return Ok(None);
        }
        Ok(Some(self.expect_any(&["FIRST", "LAST"])? == "FIRST"))
    }

    /// `WITH (…)`, where it is written.
    pub(super) fn with_parameters(&mut self) -> Result<Vec<StorageParameter>> {
        if self.keyword("WITH") { self.storage_parameters() } else { Ok(Vec::new()) }
    }

    /// `(name [= value], …)`.
    pub(super) fn storage_parameters(&mut self) -> Result<Vec<StorageParameter>> {
        self.group_list(|cursor| {
            let mut name = cursor.label()?.name;
            if cursor.symbol(Kind::Period) {
                name = format!("{name}.{}", cursor.label()?.name).into();
            }
            let value = if cursor.operator("=") { Some(cursor.parameter_value()?) } else { None };
            Ok((name, value))
        })
    }

    /// A value as text: a string unquoted, a word folded, a number as it is.
    fn parameter_value(&mut self) -> Result<Name> {
        if self.kind() == Some(Kind::String) {
            return self.string();
        }
        let start = self.at;
        if self.operator("-") || self.operator("+") || self.kind() == Some(Kind::Number) {
            self.expect_symbol(Kind::Number)
                .or_else(|error| if self.at > start { Err(error) } else { self.refuse() })?;
            return Ok(self.span_from(start).slice(self.tokens.text).into());
        }
        if !matches!(self.kind(), Some(Kind::Word | Kind::QuotedIdentifier)) {
            return self.refuse();
        }
        let value = fold(self.text());
        self.at += 1;
        Ok(value)
    }
}
