//! Blocks, their labels and their handlers.

use super::super::error::Refusal;
use super::super::lex::Kind;
use super::header::{DeclaredType, Shape};
use super::names::{Place, Variable};
use super::{Reader, Result, condition, refuse};
use crate::postgres::ast::procedure::{Block, Condition, Handler, Step};
use crate::postgres::ast::{Ident, Name};

impl Reader<'_> {
    /// `<<label>>`.
    pub(super) fn label(&mut self) -> Result<Option<Ident>> {
        if !self.cursor.operator("<<") {
            return Ok(None);
        }
        let label = self.any_identifier()?;
        if !self.cursor.operator(">>") {
            return Ok(self.cursor.refuse()?);
        }
        Ok(Some(label))
    }

    /// A block behind its label, up to `END` and the label there.
    pub(super) fn block(&mut self, label: Option<Ident>) -> Result<Block> {
        let start = self.cursor.at;
        self.names.open(Place::Block, label.as_ref().map(|label| &label.name));
        let declarations = self.declarations()?;
        self.cursor.expect("BEGIN")?;
        let body = self.steps()?;
        let handlers = if self.cursor.at_keyword("EXCEPTION") { self.handlers()? } else { Vec::new() };
        self.cursor.expect("END")?;
        let mut span = self.cursor.span_from(start);
        if let Some(label) = &label {
            span = label.span.to(span);
        }
        self.end_label(label.as_ref())?;
        self.names.close();
        Ok(Block { label, declarations, body, handlers, span })
    }

    /// The label behind an `END`, which must be that of the beginning.
    pub(super) fn end_label(&mut self, label: Option<&Ident>) -> Result<()> {
        if matches!(self.cursor.kind(), None | Some(Kind::Semicolon)) {
            return Ok(());
        }
        let end = self.any_identifier()?;
        match label {
            None => {
                let message = format!("end label \"{}\" specified for unlabeled block", end.name);
                refuse("42601", message, Some(end.span))
            }
            Some(label) if label.name != end.name => {
                let message = format!("end label \"{}\" differs from block's label \"{}\"", end.name, label.name);
                refuse("42601", message, Some(end.span))
            }
            Some(_) => Ok(()),
        }
    }

    /// Steps up to a word that begins none.
    pub(super) fn steps(&mut self) -> Result<Vec<Step>> {
        const ENDS: &[&str] = &["END", "ELSE", "ELSIF", "ELSEIF", "WHEN", "EXCEPTION"];
        let mut steps = Vec::new();
        while !(self.cursor.is_at_end() || self.cursor.at_any(ENDS) && self.assigned_datum().is_none()) {
            steps.push(self.nested(Self::step)?);
        }
        Ok(steps)
    }

    fn handlers(&mut self) -> Result<Vec<Handler>> {
        for name in ["sqlstate", "sqlerrm"] {
            let constant = Variable { constant: true, ..Variable::of(DeclaredType::of(Shape::Scalar)) };
            self.names.declare(Name::new_static(name), constant);
        }
        let mut handlers = Vec::new();
        self.cursor.expect_all(&["EXCEPTION", "WHEN"])?;
        loop {
            let conditions = self.conditions()?;
            let body = self.steps()?;
            handlers.push(Handler { conditions, body });
            if !self.cursor.keyword("WHEN") {
                return Ok(handlers);
            }
        }
    }

    /// `condition OR … THEN`.
    fn conditions(&mut self) -> Result<Vec<Condition>> {
        let mut conditions = vec![self.condition()?];
        while self.cursor.keyword("OR") {
            conditions.push(self.condition()?);
        }
        self.cursor.expect("THEN")?;
        Ok(conditions)
    }

    fn condition(&mut self) -> Result<Condition> {
        let name = self.any_identifier()?;
        if name.name == "sqlstate" {
            return self.sqlstate().map(Condition::SqlState);
        }
        if name.name == "others" {
            return Ok(Condition::Others);
        }
        condition::check(&name.name)?;
        Ok(Condition::Named(name))
    }

    /// The five letters behind `SQLSTATE`.
    pub(super) fn sqlstate(&mut self) -> Result<Name> {
        let place = self.cursor;
        let code = self.cursor.string()?;
        let letters = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        if code.len() != 5 || !code.bytes().all(letters) {
            return Ok(place.refuse_as("invalid SQLSTATE code")?);
        }
        Ok(code)
    }

    /// Any name but a word that PL/pgSQL reserves. A qualified name is one token to the server.
    pub(super) fn any_identifier(&mut self) -> Result<Ident> {
        let mut name = self.cursor;
        let first = self.first_part()?;
        if self.cursor.kind() == Some(Kind::Period)
            && let Ok(qualified) = name.qualified_name()
        {
            return Err(Refusal::unexpected(self.body, qualified.span()).into());
        }
        Ok(first)
    }

    /// The same, where it may be qualified.
    pub(super) fn first_part(&mut self) -> Result<Ident> {
        if self.at_reserved() { Ok(self.cursor.refuse()?) } else { Ok(self.cursor.label()?) }
    }
}
