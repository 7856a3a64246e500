//! `DECLARE`.

use super::super::lex::Kind;
use super::names::Variable;
use super::{Reader, Result, refuse};
use crate::ast::procedure::{Declaration, DeclarationKind, VariableType};
use crate::ast::{Ident, TypeName};

impl Reader<'_> {
    /// `DECLARE` and what it declares, where it is written. More than one `DECLARE` does no harm.
    pub(super) fn declarations(&mut self) -> Result<Vec<Declaration>> {
        let mut declarations = Vec::new();
        if !self.cursor.keyword("DECLARE") {
            return Ok(declarations);
        }
        while !self.cursor.at_keyword("BEGIN") {
            if self.cursor.keyword("DECLARE") {
                continue;
            }
            if self.cursor.text() == "<<" {
                let place = self.place();
                self.label()?;
                return refuse("42601", "block label must be placed before DECLARE, not after", Some(place));
            }
            declarations.push(self.declaration()?);
        }
        Ok(declarations)
    }

    fn declaration(&mut self) -> Result<Declaration> {
        let name = self.new_name()?;
        let kind = if self.cursor.keyword("ALIAS") {
            self.alias()?
        } else if self.cursor.all(&["NO", "SCROLL", "CURSOR"])
            || self.cursor.all(&["SCROLL", "CURSOR"])
            || self.cursor.keyword("CURSOR")
        {
            self.bound_cursor()?
        } else {
            self.variable(&name)?
        };
        let variable = match &kind {
            DeclarationKind::Cursor { parameters, .. } => {
                Variable::Cursor(parameters.iter().map(|(name, _)| name.name.clone()).collect())
            }
            _ => Variable::Plain,
        };
        self.names.declare(name.name.clone(), variable);
        Ok(Declaration { name, kind })
    }

    /// A name that the block has not declared yet.
    fn new_name(&mut self) -> Result<Ident> {
        let place = self.cursor;
        let name = self.any_identifier()?;
        if self.names.is_declared_here(&name.name) {
            return Ok(place.refuse_as("duplicate declaration")?);
        }
        Ok(name)
    }

    /// `FOR other`, behind `ALIAS`.
    fn alias(&mut self) -> Result<DeclarationKind> {
        self.cursor.expect("FOR")?;
        let parts = if let Some(parameter) = self.parameter() {
            vec![parameter]
        } else {
            let first = self.any_identifier()?;
            self.cursor.qualified_by(first)?.parts
        };
        self.cursor.expect_symbol(Kind::Semicolon)?;
        Ok(DeclarationKind::Alias(parts))
    }

    /// `$n`.
    pub(super) fn parameter(&mut self) -> Option<Ident> {
        let token = self.cursor.peek().filter(|token| token.kind == Kind::Parameter)?;
        self.cursor.at += 1;
        Some(Ident { name: token.span.slice(self.body).into(), span: token.span })
    }

    /// `(parameters) FOR query`, behind `CURSOR`.
    fn bound_cursor(&mut self) -> Result<DeclarationKind> {
        let mut parameters = Vec::new();
        self.names.open_block(None);
        if self.cursor.symbol(Kind::LeftParen) {
            loop {
                let name = self.new_name()?;
                self.names.declare(name.name.clone(), Variable::Plain);
                parameters.push((name, self.data_type()?));
                if !self.cursor.symbol(Kind::Comma) {
                    break;
                }
            }
            self.cursor.expect_symbol(Kind::RightParen)?;
        }
        self.cursor.expect_any(&["IS", "FOR"])?;
        let query = self.statement_to_semicolon()?;
        self.names.close();
        Ok(DeclarationKind::Cursor { parameters, query })
    }

    /// `[CONSTANT] type [COLLATE c] [NOT NULL] [:= default]`.
    fn variable(&mut self, name: &Ident) -> Result<DeclarationKind> {
        let constant = self.cursor.keyword("CONSTANT");
        let of = self.data_type()?;
        let collation = if self.cursor.keyword("COLLATE") { Some(self.cursor.qualified_name()?) } else { None };
        let place = self.place();
        let not_null = self.cursor.keyword("NOT");
        if not_null {
            self.cursor.expect("NULL")?;
        }
        let default = if self.cursor.symbol(Kind::Semicolon) {
            None
        } else if self.assignment_operator() || self.cursor.keyword("DEFAULT") {
            Some(self.expression_to_semicolon()?)
        } else {
            return Ok(self.cursor.refuse()?);
        };
        if not_null && default.is_none() {
            let message = format!("variable \"{}\" must have a default value, since it's declared NOT NULL", name.name);
            return refuse("22004", message, Some(place));
        }
        Ok(DeclarationKind::Variable { constant, of, collation, not_null, default })
    }

    /// `:=` or `=`.
    pub(super) fn assignment_operator(&mut self) -> bool {
        self.cursor.symbol(Kind::Assignment) || self.cursor.operator("=")
    }

    /// A type, up to what can follow it in a declaration.
    fn data_type(&mut self) -> Result<VariableType> {
        if let Some(found) = self.copied_type()? {
            return Ok(found);
        }
        let start = self.cursor.at;
        let end = self.cursor.find(|at| {
            matches!(at.kind(), Some(Kind::Semicolon | Kind::Comma | Kind::RightParen | Kind::Assignment))
                || at.text() == "="
                || at.at_any(&["COLLATE", "NOT", "DEFAULT"])
        });
        if start == end {
            return self.refuse("missing data type declaration");
        }
        if end == self.cursor.end {
            self.cursor.at = end;
            return self.refuse("incomplete data type declaration");
        }
        self.cursor.at = end;
        let span = self.trimmed(self.cursor.span_from(start));
        self.type_text(span).map(VariableType::Named)
    }

    /// `name%TYPE`, `name%ROWTYPE`.
    fn copied_type(&mut self) -> Result<Option<VariableType>> {
        let start = self.cursor.at;
        if let Ok(first) = self.any_identifier() {
            let name = self.cursor.qualified_by(first)?;
            if self.cursor.text() == "%" && self.cursor.nth_is(1, "TYPE") {
                self.cursor.at += 2;
                return Ok(Some(VariableType::Column(name)));
            }
            if self.cursor.text() == "%" && self.cursor.nth_is(1, "ROWTYPE") {
                self.cursor.at += 2;
                return Ok(Some(VariableType::Row(name)));
            }
        }
        self.cursor.at = start;
        Ok(None)
    }

    fn type_text(&mut self, span: crate::source::Span) -> Result<TypeName> {
        Ok(super::fragment::read_type(self.body, span)?)
    }
}
