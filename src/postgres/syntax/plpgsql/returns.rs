//! `RETURN`.

use super::super::cursor::Cursor;
use super::super::lex::Kind;
use super::fragment::End;
use super::header::Returns;
use super::{Reader, Result, refuse};
use crate::postgres::ast::procedure::{Fragment, RowSource, StepKind};

impl Reader<'_> {
    /// What follows `RETURN`, which is at `first`.
    pub(super) fn return_step(&mut self, first: Cursor<'_>) -> Result<StepKind> {
        if self.cursor.keyword("NEXT") {
            self.check_set("NEXT", first)?;
            return self.next_returned().map(StepKind::ReturnNext);
        }
        if self.cursor.keyword("QUERY") {
            self.check_set("QUERY", first)?;
            return self.query_returned().map(StepKind::ReturnQuery);
        }
        self.returned().map(StepKind::Return)
    }

    fn check_set(&self, word: &str, first: Cursor<'_>) -> Result<()> {
        if matches!(self.header.returns, Returns::Set | Returns::SetOfParameters | Returns::Anything) {
            return Ok(());
        }
        let message = format!("cannot use RETURN {word} in a non-SETOF function");
        refuse("42804", message, first.peek().map(|token| token.span))
    }

    fn next_returned(&mut self) -> Result<Option<Fragment>> {
        match self.header.returns {
            Returns::SetOfParameters => {
                self.nothing("42804", "RETURN NEXT cannot have a parameter in function with OUT parameters")
            }
            Returns::Anything if self.cursor.symbol(Kind::Semicolon) => Ok(None),
            _ => self.expression_to_semicolon().map(Some),
        }
    }

    fn query_returned(&mut self) -> Result<RowSource> {
        if self.cursor.keyword("EXECUTE") {
            return self.executed(End::Semicolon, "; or USING", ", or ;");
        }
        self.statement_to_semicolon().map(RowSource::Statement)
    }

    fn returned(&mut self) -> Result<Option<Fragment>> {
        match self.header.returns {
            Returns::Set | Returns::SetOfParameters => {
                self.nothing("42804", "RETURN cannot have a parameter in function returning set")
            }
            Returns::Void => self.nothing("42804", "RETURN cannot have a parameter in function returning void"),
            Returns::Procedure => self.nothing("42601", "RETURN cannot have a parameter in a procedure"),
            Returns::Parameters => {
                self.nothing("42804", "RETURN cannot have a parameter in function with OUT parameters")
            }
            Returns::Anything if self.cursor.symbol(Kind::Semicolon) => Ok(None),
            Returns::Anything | Returns::Value => self.expression_to_semicolon().map(Some),
        }
    }

    fn nothing(&mut self, code: &'static str, message: &str) -> Result<Option<Fragment>> {
        if self.cursor.symbol(Kind::Semicolon) { Ok(None) } else { refuse(code, message, Some(self.here())) }
    }
}
