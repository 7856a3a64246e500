//! One statement of PL/pgSQL: which production reads it, and the simplest of them.

use super::super::lex::Kind;
use super::fragment::{End, Piece};
use super::{Reader, Result};
use crate::postgres::ast::procedure::{Step, StepKind};

impl Reader<'_> {
    pub(super) fn step(&mut self) -> Result<Step> {
        let start = self.cursor.at;
        let kind = match self.assigned_datum() {
            Some((name, datum)) => self.assignment(name, &datum)?,
            None => self.by_first_word()?,
        };
        Ok(Step { kind, span: self.cursor.span_from(start) })
    }

    fn by_first_word(&mut self) -> Result<StepKind> {
        const WORDS: &[&str] = &[
            "IF", "CASE", "EXIT", "CONTINUE", "RETURN", "RAISE", "ASSERT", "PERFORM", "EXECUTE", "GET", "OPEN",
            "FETCH", "MOVE", "CLOSE", "COMMIT", "ROLLBACK", "NULL",
        ];
        if self.cursor.text() == "<<" || self.cursor.at_any(&["DECLARE", "BEGIN", "LOOP", "WHILE", "FOR", "FOREACH"]) {
            return self.labeled();
        }
        if self.cursor.at_any(&["CALL", "DO"]) {
            return self.statement_to_semicolon().map(|statement| StepKind::Sql(statement, None));
        }
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

    fn assert_step(&mut self) -> Result<StepKind> {
        let (condition, end) = self.expression(&[End::Comma, End::Semicolon], ", or ;")?;
        let message = if end == End::Comma { Some(self.expression_to_semicolon()?) } else { None };
        Ok(StepKind::Assert(condition, message))
    }

    fn perform_step(&mut self) -> Result<StepKind> {
        let behind = self.cursor.span_from(self.cursor.at);
        if self.cursor.symbol(Kind::Semicolon) {
            return self.performed(behind).map(StepKind::Perform);
        }
        let (span, end) = self.cut(Piece::Statement, &[End::Semicolon], ";")?;
        let performed = self.performed(span)?;
        self.step_over(end)?;
        Ok(StepKind::Perform(performed))
    }
}
