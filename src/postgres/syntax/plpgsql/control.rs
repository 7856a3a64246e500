//! `IF`, `CASE`, `EXIT`, and the labels of loops.

use super::super::cursor::Cursor;
use super::super::lex::Kind;
use super::fragment::End;
use super::names::Place;
use super::{Reader, Result, refuse};
use crate::postgres::ast::Ident;
use crate::postgres::ast::procedure::{LoopOver, StepKind};

impl Reader<'_> {
    /// What follows `IF`.
    pub(super) fn if_step(&mut self) -> Result<StepKind> {
        let condition = self.expression_to("THEN")?;
        let mut branches = vec![(condition, self.steps()?)];
        while self.cursor.any(&["ELSIF", "ELSEIF"]).is_some() {
            let condition = self.expression_to("THEN")?;
            branches.push((condition, self.steps()?));
        }
        let otherwise = if self.cursor.keyword("ELSE") { self.steps()? } else { Vec::new() };
        self.cursor.expect_all(&["END", "IF"])?;
        self.semicolon()?;
        Ok(StepKind::If { branches, otherwise })
    }

    /// What follows `CASE`.
    pub(super) fn case_step(&mut self) -> Result<StepKind> {
        let operand = if self.cursor.keyword("WHEN") { None } else { Some(self.expression_to("WHEN")?) };
        let mut branches = Vec::new();
        loop {
            let values = match operand {
                None => vec![self.expression_to("THEN")?],
                Some(_) => self.expressions(&[End::Comma, End::Keyword("THEN")], "THEN")?.0,
            };
            branches.push((values, self.steps()?));
            if !self.cursor.keyword("WHEN") {
                break;
            }
        }
        let otherwise = if self.cursor.keyword("ELSE") { Some(self.steps()?) } else { None };
        self.cursor.expect_all(&["END", "CASE"])?;
        self.semicolon()?;
        Ok(StepKind::Case { operand, branches, otherwise })
    }

    /// A block or a loop, with the label in front.
    pub(super) fn labeled(&mut self) -> Result<StepKind> {
        let label = self.label()?;
        if self.cursor.at_any(&["DECLARE", "BEGIN"]) {
            let block = self.block(label)?;
            self.semicolon()?;
            return Ok(StepKind::Block(block));
        }
        self.names.open(Place::Loop, label.as_ref().map(|label| &label.name));
        let over = match self.cursor.expect_any(&["LOOP", "WHILE", "FOR", "FOREACH"])? {
            "LOOP" => LoopOver::Forever,
            "WHILE" => LoopOver::While(self.expression_to("LOOP")?),
            "FOR" => self.for_loop()?,
            _ => self.foreach()?,
        };
        let body = self.steps()?;
        self.cursor.expect_all(&["END", "LOOP"])?;
        self.end_label(label.as_ref())?;
        self.semicolon()?;
        self.names.close();
        Ok(StepKind::Loop { label, over, body })
    }

    /// What follows `EXIT` or `CONTINUE`, which is at `first`.
    pub(super) fn exit_step(&mut self, first: Cursor<'_>) -> Result<StepKind> {
        let leaves = first.at_keyword("EXIT");
        let plain = self.cursor.kind() == Some(Kind::Semicolon) || self.cursor.at_keyword("WHEN");
        let label = if plain { None } else { Some(self.any_identifier()?) };
        let when = if self.cursor.keyword("WHEN") {
            Some(self.expression_to_semicolon()?)
        } else {
            self.semicolon()?;
            None
        };
        self.check_exit(leaves, label.as_ref(), first)?;
        Ok(if leaves { StepKind::Exit { label, when } } else { StepKind::Continue { label, when } })
    }

    fn check_exit(&self, leaves: bool, label: Option<&Ident>, first: Cursor<'_>) -> Result<()> {
        let Some(label) = label else {
            let message = if leaves {
                "EXIT cannot be used outside a loop, unless it has a label"
            } else {
                "CONTINUE cannot be used outside a loop"
            };
            let place = first.peek().map(|token| token.span);
            return if self.names.in_loop() { Ok(()) } else { refuse("42601", message, place) };
        };
        match self.names.label(&label.name) {
            None => {
                let message = format!(
                    "there is no label \"{}\" attached to any block or loop enclosing this statement",
                    label.name
                );
                refuse("42601", message, Some(label.span))
            }
            Some(Place::Block) if !leaves => {
                let message = format!("block label \"{}\" cannot be used in CONTINUE", label.name);
                refuse("42601", message, Some(label.span))
            }
            Some(_) => Ok(()),
        }
    }
}
