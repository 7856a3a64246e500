//! `DECLARE`.

use super::super::lex::Kind;
use super::header::{DeclaredType, Shape};
use super::names::{Place, Variable};
use super::{Reader, Result, Stop, refuse};
use crate::postgres::ast::procedure::{Declaration, DeclarationKind, Fragment, VariableType};
use crate::postgres::ast::{Ident, QualifiedName, TypeName};
use crate::source::Span;

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
                let place = self.here();
                self.label()?;
                return refuse("42601", "block label must be placed before DECLARE, not after", Some(place));
            }
            declarations.push(self.declaration()?);
        }
        Ok(declarations)
    }

    fn declaration(&mut self) -> Result<Declaration> {
        let name = self.new_name()?;
        let (kind, variable) = if self.cursor.keyword("ALIAS") {
            self.alias()?
        } else if self.cursor.all(&["NO", "SCROLL", "CURSOR"]) {
            self.bound_cursor(&name, Some(false))?
        } else if self.cursor.all(&["SCROLL", "CURSOR"]) {
            self.bound_cursor(&name, Some(true))?
        } else if self.cursor.keyword("CURSOR") {
            self.bound_cursor(&name, None)?
        } else {
            self.variable(&name)?
        };
        self.names.declare(name.name.clone(), variable);
        Ok(Declaration { name, kind })
    }

    /// A name that the block has not declared yet.
    fn new_name(&mut self) -> Result<Ident> {
        let place = self.cursor;
        let name = self.any_identifier()?;
        if self.names.is_declared_here(&name) {
            return Ok(place.refuse_as("duplicate declaration")?);
        }
        Ok(name)
    }

    /// `FOR other`, behind `ALIAS`.
    fn alias(&mut self) -> Result<(DeclarationKind, Variable)> {
        self.cursor.expect("FOR")?;
        let parts = if let Some(parameter) = self.parameter() {
            vec![parameter]
        } else {
            let first = self.first_part()?;
            self.cursor.qualified_by(first)?.parts
        };
        let variable = match self.names.find(&parts) {
            Some(datum) if !datum.is_field => datum.variable,
            _ if self.header.open => Variable::of(DeclaredType::of(Shape::Unknown)),
            _ => {
                let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
                let message = format!("variable \"{}\" does not exist", names.join("."));
                return refuse("42704", message, Some(parts[0].span));
            }
        };
        self.semicolon()?;
        Ok((DeclarationKind::Alias(parts), variable))
    }

    /// `$n`.
    pub(super) fn parameter(&mut self) -> Option<Ident> {
        let token = self.cursor.peek().filter(|token| token.kind == Kind::Parameter)?;
        self.cursor.at += 1;
        Some(Ident { name: token.span.slice(self.body).into(), span: token.span })
    }

    /// `(parameters) FOR query`, behind `CURSOR`.
    fn bound_cursor(&mut self, name: &Ident, scroll: Option<bool>) -> Result<(DeclarationKind, Variable)> {
        let mut parameters = Vec::new();
        self.names.open(Place::Block, Some(&name.name));
        if self.cursor.symbol(Kind::LeftParen) {
            loop {
                let name = self.new_name()?;
                let (written, of) = self.data_type()?;
                check_pseudo(&name, &of)?;
                self.names.declare(name.name.clone(), Variable::of(of));
                parameters.push((name, written));
                if !self.cursor.symbol(Kind::Comma) {
                    break;
                }
            }
            self.cursor.expect_symbol(Kind::RightParen)?;
        }
        self.cursor.expect_any(&["IS", "FOR"])?;
        let query = self.statement_to_semicolon()?;
        self.names.close();
        let variable = Variable {
            cursor: Some(parameters.iter().map(|(name, _)| name.name.clone()).collect()),
            ..Variable::of(DeclaredType::of(Shape::Cursor))
        };
        Ok((DeclarationKind::Cursor { parameters, query, scroll }, variable))
    }

    /// `[CONSTANT] type [COLLATE c] [NOT NULL] [:= default]`.
    fn variable(&mut self, name: &Ident) -> Result<(DeclarationKind, Variable)> {
        let constant = self.cursor.keyword("CONSTANT");
        let (of, declared) = self.data_type()?;
        let collate = self.here();
        let collation = if self.cursor.keyword("COLLATE") { Some(self.collation()?) } else { None };
        let place = self.here();
        let not_null = self.cursor.keyword("NOT");
        if not_null {
            self.cursor.expect("NULL")?;
        }
        let default = self.default()?;
        if collation.is_some() && !declared.collatable {
            let message = format!("collations are not supported by type {}", declared.name);
            return refuse("42804", message, Some(collate));
        }
        check_pseudo(name, &declared)?;
        if not_null && default.is_none() {
            let message = format!("variable \"{}\" must have a default value, since it's declared NOT NULL", name.name);
            return refuse("22004", message, Some(place));
        }
        let variable = Variable { constant, ..Variable::of(declared) };
        Ok((DeclarationKind::Variable { constant, of, collation, not_null, default }, variable))
    }

    fn collation(&mut self) -> Result<QualifiedName> {
        let first = self.first_part()?;
        let name = self.cursor.qualified_by(first)?;
        self.header.types.collation(&name)?;
        Ok(name)
    }

    /// `[:= default];`
    fn default(&mut self) -> Result<Option<Fragment>> {
        if self.cursor.symbol(Kind::Semicolon) {
            Ok(None)
        } else if self.assignment_operator() || self.cursor.keyword("DEFAULT") {
            self.expression_to_semicolon().map(Some)
        } else {
            Ok(self.cursor.refuse()?)
        }
    }

    /// `:=` or `=`.
    pub(super) fn assignment_operator(&mut self) -> bool {
        self.cursor.symbol(Kind::Assignment) || self.cursor.operator("=")
    }

    /// A type, up to what can follow it in a declaration.
    fn data_type(&mut self) -> Result<(VariableType, DeclaredType)> {
        if let Some(found) = self.copied_type()? {
            return Ok(found);
        }
        let start = self.cursor.at;
        let mut depth = 0_usize;
        loop {
            match self.cursor.kind() {
                None if depth > 0 => return self.refuse("mismatched parentheses"),
                None => return self.refuse("incomplete data type declaration"),
                Some(Kind::Semicolon | Kind::Assignment) => break,
                Some(Kind::Comma | Kind::RightParen) if depth == 0 => break,
                Some(Kind::LeftParen) => depth += 1,
                Some(Kind::RightParen) => depth -= 1,
                Some(Kind::Operator) if self.cursor.text() == "=" => break,
                Some(_) if self.cursor.at_any(&["COLLATE", "NOT", "DEFAULT"]) => break,
                Some(_) => {}
            }
            self.cursor.at += 1;
        }
        if start == self.cursor.at {
            return self.refuse("missing data type declaration");
        }
        let name = self.type_text(self.cursor.span_from(start))?;
        let declared = self.header.types.named(&name)?;
        Ok((VariableType::Named(name), declared))
    }

    fn type_text(&self, span: Span) -> Result<TypeName> {
        let name = super::fragment::read_type(self.body, span)?;
        if name.setof {
            return refuse("42601", format!("invalid type name \"{}\"", span.slice(self.body)), Some(span));
        }
        Ok(name)
    }

    /// `name%TYPE`, `name%ROWTYPE`. The server goes on with a `%TYPE` of nothing as with any other text.
    fn copied_type(&mut self) -> Result<Option<(VariableType, DeclaredType)>> {
        let start = self.cursor;
        if let Ok(first) = self.first_part() {
            let name = self.cursor.qualified_by(first)?;
            if self.cursor.text() == "%" && self.cursor.nth_is(1, "TYPE") {
                self.cursor.at += 2;
                if let Some(declared) = self.type_of(&name)? {
                    return Ok(Some((VariableType::Column(name), declared)));
                }
            } else if self.cursor.text() == "%" && self.cursor.nth_is(1, "ROWTYPE") {
                self.cursor.at += 2;
                let declared = self.header.types.row(&name)?;
                return Ok(Some((VariableType::Row(name), declared)));
            }
        }
        self.cursor = start;
        Ok(None)
    }

    /// The type of a variable or column.
    fn type_of(&self, name: &QualifiedName) -> Result<Option<DeclaredType>> {
        match self.names.find(&name.parts) {
            Some(datum) if datum.is_record() => Err(Stop::Opaque("the %TYPE of a record".into())),
            Some(datum) if !datum.is_field => Ok(Some(datum.variable.of)),
            _ if name.parts.len() > 1 || self.header.open => self.header.types.column(name),
            _ => Ok(None),
        }
    }
}

/// Refuses a variable of a type that has no values.
fn check_pseudo(name: &Ident, of: &DeclaredType) -> Result<()> {
    if of.pseudo {
        return refuse("0A000", format!("variable \"{}\" has pseudo-type {}", name.name, of.name), None);
    }
    Ok(())
}
