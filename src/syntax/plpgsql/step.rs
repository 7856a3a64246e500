//! One statement of PL/pgSQL: which production reads it, and the simplest of them.

use super::super::lex::Kind;
use super::fragment::{End, Piece};
use super::{Reader, Result};
use crate::ast::procedure::{Step, StepKind, Target};

impl Reader<'_> {
    pub(super) fn step(&mut self) -> Result<Step> {
        let start = self.cursor.at;
        let kind = if self.at_assignment() { self.assignment()? } else { self.by_first_word()? };
        Ok(Step { kind, span: self.cursor.span_from(start) })
    }

    fn by_first_word(&mut self) -> Result<StepKind> {
        if self.cursor.text() == "<<" || self.cursor.at_any(&["DECLARE", "BEGIN", "LOOP", "WHILE", "FOR", "FOREACH"]) {
            return self.labeled();
        }
        const WORDS: &[&str] = &[
            "IF", "CASE", "EXIT", "CONTINUE", "RETURN", "RAISE", "ASSERT", "PERFORM", "EXECUTE", "GET", "OPEN",
            "FETCH", "MOVE", "CLOSE", "COMMIT", "ROLLBACK", "NULL",
        ];
        let first = self.cursor;
        let Some(word) = self.cursor.any(WORDS) else { return self.sql_step() };
        match word {
            "IF" => self.if_step(),
            "CASE" => self.case_step(),
            "EXIT" | "CONTINUE" => self.exit_step(first),
            "RETURN" => self.return_step(first),
            "RAISE" => self.raise_step(),
            "ASSERT" => self.assert_step(),
            "PERFORM" => self.perform_step(),
            "EXECUTE" => self.execute_step(),
            "GET" => self.diagnostics_step(first),
            "OPEN" => self.open_step(),
            "FETCH" | "MOVE" => self.fetch_step(first),
            "CLOSE" => self.close_step(),
            "COMMIT" => self.end_transaction(StepKind::Commit),
            "ROLLBACK" => self.end_transaction(StepKind::Rollback),
            _ => self.semicolon().map(|()| StepKind::Null),
        }
    }

    pub(super) fn semicolon(&mut self) -> Result<()> {
        Ok(self.cursor.expect_symbol(Kind::Semicolon)?)
    }

    /// `[AND [NO] CHAIN];`: whether the next transaction keeps the characteristics is of no consequence.
    fn end_transaction(&mut self, kind: StepKind) -> Result<StepKind> {
        if self.cursor.keyword("AND") {
            self.cursor.keyword("NO");
            self.cursor.expect("CHAIN")?;
        }
        self.semicolon()?;
        Ok(kind)
    }

    /// Whether a variable, and what is assigned to it, comes next.
    pub(super) fn at_assignment(&self) -> bool {
        let mut ahead = self.cursor;
        if ahead.kind() == Some(Kind::Parameter) {
            ahead.at += 1;
        } else if self.at_reserved() || ahead.label().is_err() {
            return false;
        }
        while ahead.kind() == Some(Kind::Period) {
            ahead.at += 1;
            if ahead.label().is_err() {
                return false;
            }
        }
        while ahead.kind() == Some(Kind::LeftBracket) {
            ahead.at = closing_bracket(&ahead);
            while ahead.kind() == Some(Kind::Period) {
                ahead.at += 2;
            }
        }
        ahead.kind() == Some(Kind::Assignment) || ahead.kind() == Some(Kind::Operator) && ahead.text() == "="
    }

    fn assignment(&mut self) -> Result<StepKind> {
        let target = self.assigned()?;
        self.assignment_operator();
        Ok(StepKind::Assign(target, self.expression_to_semicolon()?))
    }

    /// `v`, `r.field`, `v[i]`.
    fn assigned(&mut self) -> Result<Target> {
        let name = self.target_name()?;
        let mut subscripts = Vec::new();
        while self.cursor.symbol(Kind::LeftBracket) {
            let start = self.cursor.at;
            self.cursor.at = closing_bracket(&super::Cursor { at: start - 1, ..self.cursor }) - 1;
            let span = self.cursor.span_from(start);
            subscripts.push(self.fragment(self.trimmed(span))?);
            self.cursor.expect_symbol(Kind::RightBracket)?;
        }
        if self.cursor.kind() == Some(Kind::Period) {
            return Err(super::Stop::Opaque("an assignment to a field of an element".into()));
        }
        Ok(Target { name, subscripts })
    }

    fn assert_step(&mut self) -> Result<StepKind> {
        let (condition, end) = self.expression(&[End::Comma, End::Semicolon], ", or ;")?;
        let message = if end == End::Comma { Some(self.expression_to_semicolon()?) } else { None };
        Ok(StepKind::Assert(condition, message))
    }

    fn perform_step(&mut self) -> Result<StepKind> {
        if self.cursor.kind() == Some(Kind::Semicolon) {
            return Err(super::Stop::Opaque("PERFORM of nothing".into()));
        }
        let (span, _) = self.cut(Piece::Statement, &[End::Semicolon], ";")?;
        self.cursor.at += 1;
        self.performed(span).map(StepKind::Perform)
    }
}

/// The index behind the bracket that closes the one at this place.
fn closing_bracket(at: &super::Cursor<'_>) -> usize {
    let mut depth = 0_usize;
    for index in at.at..at.end {
        match at.tokens.list[index].kind {
            Kind::LeftBracket => depth += 1,
            Kind::RightBracket if depth == 1 => return index + 1,
            Kind::RightBracket => depth -= 1,
            _ => {}
        }
    }
    at.end
}
