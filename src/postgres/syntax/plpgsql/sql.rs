//! SQL statements inside a body, their `INTO`, and `EXECUTE`.

use super::super::lex::Kind;
use super::fragment::End;
use super::target::{at_assignment, not_known};
use super::{Reader, Result};
use crate::postgres::ast::procedure::{Into, StepKind};
use crate::source::Span;

impl Reader<'_> {
    /// A statement of SQL; its `INTO` targets are cut out wherever they stand.
    pub(super) fn sql_step(&mut self) -> Result<StepKind> {
        let word = matches!(self.cursor.kind(), Some(Kind::Word | Kind::QuotedIdentifier | Kind::Parameter));
        if !word || self.at_reserved() || self.at_other_word() {
            return Ok(self.cursor.refuse()?);
        }
        if let Some((name, _, behind)) = self.datum_ahead()
            && (at_assignment(&behind) || behind.kind() == Some(Kind::Period))
        {
            return not_known(&name);
        }
        let (pieces, into) = self.pieces()?;
        self.cursor.at += 1;
        let statement = self.embedded_statement(&pieces)?;
        Ok(StepKind::Sql(statement, into))
    }

    /// The statement up to its semicolon, without `INTO` and its targets.
    fn pieces(&mut self) -> Result<(Vec<Span>, Option<Into>)> {
        let imports = self.cursor.at_keyword("IMPORT");
        let creates_routine = self.creates_routine();
        let mut start = self.here().start;
        let (mut pieces, mut into) = (Vec::new(), None);
        let (mut parens, mut blocks) = (0_usize, 0_usize);
        loop {
            match self.cursor.kind() {
                None => return self.refuse("unexpected end of function definition"),
                Some(Kind::Semicolon) if parens == 0 && blocks == 0 => break,
                Some(Kind::LeftParen) => parens += 1,
                Some(Kind::RightParen) => parens = parens.saturating_sub(1),
                Some(Kind::Word) if creates_routine && self.cursor.at_any(&["BEGIN", "CASE"]) => blocks += 1,
                Some(Kind::Word) if creates_routine && self.cursor.at_keyword("END") => {
                    blocks = blocks.saturating_sub(1);
                }
                Some(Kind::Word) if self.cursor.at_keyword("INTO") && !imports && !self.follows_insert() => {
                    if into.is_some() {
                        return self.refuse("INTO specified more than once");
                    }
                    pieces.push(self.trimmed(Span { start, end: self.here().start }));
                    into = Some(self.into()?);
                    start = self.here().start;
                    continue;
                }
                _ => {}
            }
            self.cursor.at += 1;
        }
        pieces.push(self.trimmed(Span { start, end: self.here().start.max(start) }));
        Ok((pieces, into))
    }

    /// A routine's body in SQL has semicolons of its own.
    fn creates_routine(&self) -> bool {
        const ROUTINES: &[&str] = &["FUNCTION", "PROCEDURE"];
        let named = |ahead| ROUTINES.iter().any(|word| self.cursor.nth_is(ahead, word));
        self.cursor.at_keyword("CREATE")
            && (named(1) || self.cursor.nth_is(1, "OR") && self.cursor.nth_is(2, "REPLACE") && named(3))
    }

    /// Whether this `INTO` is that of `INSERT INTO` or `MERGE INTO`.
    fn follows_insert(&self) -> bool {
        let before = super::Cursor { at: self.cursor.at.saturating_sub(1), ..self.cursor };
        before.at_any(&["INSERT", "MERGE"])
    }

    /// What follows `EXECUTE`: `INTO` and `USING` in either order.
    pub(super) fn execute_step(&mut self) -> Result<StepKind> {
        const INTO: End = End::Keyword("INTO");
        const USING: End = End::Keyword("USING");
        let (text, mut end) = self.expression(&[INTO, USING, End::Semicolon], "INTO or USING or ;")?;
        let (mut into, mut using) = (None, Vec::new());
        while end != End::Semicolon {
            if end == INTO && into.is_none() {
                self.cursor.at -= 1;
                into = Some(self.into()?);
                end = match () {
                    () if self.cursor.symbol(Kind::Semicolon) => End::Semicolon,
                    () if self.cursor.keyword("USING") => USING,
                    () => return Ok(self.cursor.refuse()?),
                };
            } else if end == USING && using.is_empty() {
                (using, end) = self.expressions(&[End::Comma, End::Semicolon, INTO], ", or ; or INTO")?;
            } else {
                self.cursor.at -= 1;
                return Ok(self.cursor.refuse()?);
            }
        }
        Ok(StepKind::Execute { text, into, using })
    }
}
