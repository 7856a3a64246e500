//! Statements of stored programs.

use crate::mysql::ast::{ExprKind, Name, ProgramStatement, StatementKind, Step};
use crate::mysql::syntax::keyword;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

impl Parser<'_> {
    /// A statement of a stored program, without its `;`.
    pub(super) fn program_statement(&mut self) -> Parsed<ProgramStatement> {
        let start = self.start();
        let step = self.nested(Self::step)?;
        Ok(ProgramStatement { step, span: self.span_from(start) })
    }

    /// Statements with a `;` behind each, up to one of these words.
    pub(super) fn program_statements(&mut self, ends: &[&str]) -> Parsed<Vec<ProgramStatement>> {
        let mut statements = Vec::new();
        while !self.at_any(ends) {
            statements.push(self.program_statement()?);
            self.expect(";")?;
        }
        Ok(statements)
    }

    /// At least one statement.
    fn some_statements(&mut self, ends: &[&str]) -> Parsed<Vec<ProgramStatement>> {
        if self.at_any(ends) { self.unexpected() } else { self.program_statements(ends) }
    }

    /// `label:` is next.
    pub(in crate::mysql::syntax) fn at_label(&self) -> bool {
        self.at_label_word() && self.at_nth(1, ":")
    }

    fn at_label_word(&self) -> bool {
        let token = self.peek();
        let is_name = token.kind == TokenKind::Name
            || token.kind == TokenKind::Word && keyword::is_label(token.text(self.text), self.mode.product);
        is_name && !token.reserved
    }

    fn step(&mut self) -> Parsed<Step> {
        if self.at_label_word() {
            let label = self.name()?;
            self.expect(":")?;
            return self.labelled(label);
        }
        if self.at("BEGIN") {
            return self.block(None);
        }
        if self.at_any(&["LOOP", "WHILE", "REPEAT", "FOR"]) {
            return self.loop_of(None);
        }
        match self.accept_any(&["IF", "CASE", "LEAVE", "ITERATE", "RETURN", "OPEN", "FETCH", "CLOSE"]) {
            Some(word) => self.worded_step(word),
            None => self.plain_step(),
        }
    }

    fn plain_step(&mut self) -> Parsed<Step> {
        let statement = self.statement()?;
        Ok(match statement.kind {
            StatementKind::Step(step) => *step,
            kind => Step::Statement(Box::new(crate::mysql::ast::Statement { kind, span: statement.span })),
        })
    }

    fn labelled(&mut self, label: Name) -> Parsed<Step> {
        if self.at("BEGIN") { self.block(Some(label)) } else { self.loop_of(Some(label)) }
    }

    fn worded_step(&mut self, word: &str) -> Parsed<Step> {
        match word {
            "IF" => self.if_step(),
            "CASE" => self.case_step(),
            "LEAVE" => Ok(Step::Leave(self.name()?)),
            "ITERATE" => Ok(Step::Iterate(self.name()?)),
            "RETURN" => Ok(Step::Return(self.expr()?)),
            "OPEN" => {
                let cursor = self.name()?;
                let arguments = if self.at("(") { self.arguments()? } else { Vec::new() };
                Ok(Step::Open(cursor, arguments))
            }
            "FETCH" => self.fetch(),
            _ => Ok(Step::Close(self.name()?)),
        }
    }

    fn fetch(&mut self) -> Parsed<Step> {
        if self.mode.is_mariadb() && self.accept("GROUP") {
            self.expect_words(&["NEXT", "ROW"])?;
            return Err(crate::mysql::error::undecided("aggregate functions of users are not modelled"));
        }
        if self.accept("NEXT") {
            self.expect("FROM")?;
        } else {
            self.accept("FROM");
        }
        let cursor = self.name()?;
        self.expect("INTO")?;
        Ok(Step::Fetch { cursor, targets: self.list(Self::name)? })
    }

    fn if_step(&mut self) -> Parsed<Step> {
        const ENDS: &[&str] = &["ELSEIF", "ELSE", "END"];
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        loop {
            let condition = self.expr()?;
            self.expect("THEN")?;
            branches.push((condition, self.some_statements(ENDS)?));
            if self.accept("ELSEIF") {
                continue;
            }
            if self.accept("ELSE") {
                otherwise = self.some_statements(&["END"])?;
            }
            self.expect_words(&["END", "IF"])?;
            return Ok(Step::If { branches, otherwise });
        }
    }

    fn case_step(&mut self) -> Parsed<Step> {
        const ENDS: &[&str] = &["WHEN", "ELSE", "END"];
        let operand = if self.at("WHEN") { None } else { Some(self.expr()?) };
        let mut branches = Vec::new();
        while branches.is_empty() || self.at("WHEN") {
            self.expect("WHEN")?;
            let condition = self.expr()?;
            self.expect("THEN")?;
            branches.push((condition, self.some_statements(ENDS)?));
        }
        let otherwise = if self.accept("ELSE") { Some(self.some_statements(&["END"])?) } else { None };
        self.expect_words(&["END", "CASE"])?;
        Ok(Step::Case { operand, branches, otherwise })
    }

    fn loop_of(&mut self, label: Option<Name>) -> Parsed<Step> {
        let own = label.clone();
        let step = match self.accept_any(&["LOOP", "WHILE", "REPEAT", "FOR"]) {
            Some("LOOP") => {
                let body = self.some_statements(&["END"])?;
                self.expect_words(&["END", "LOOP"])?;
                Step::Loop { label, body }
            }
            Some("WHILE") => {
                let condition = self.expr()?;
                self.expect("DO")?;
                let body = self.some_statements(&["END"])?;
                self.expect_words(&["END", "WHILE"])?;
                Step::While { label, condition, body }
            }
            Some("REPEAT") => {
                let body = self.some_statements(&["UNTIL"])?;
                self.expect("UNTIL")?;
                let until = self.expr()?;
                self.expect_words(&["END", "REPEAT"])?;
                Step::Repeat { label, body, until }
            }
            Some(_) if self.mode.is_mariadb() => self.for_loop(label)?,
            _ => return self.unexpected(),
        };
        self.end_label(own.as_ref())?;
        Ok(step)
    }

    /// `FOR x IN …`.
    fn for_loop(&mut self, label: Option<Name>) -> Parsed<Step> {
        let variable = self.name()?;
        self.expect("IN")?;
        if self.at_subquery() {
            let query = Box::new(self.subquery()?);
            return Ok(Step::ForQuery { label, variable, query, body: self.for_body()? });
        }
        let reverse = self.accept("REVERSE");
        let low = self.expr()?;
        if self.accept("..") {
            let (low, high) = (Box::new(low), Box::new(self.expr()?));
            return Ok(Step::ForRange { label, variable, reverse, low, high, body: self.for_body()? });
        }
        let (cursor, arguments) = match low.kind {
            ExprKind::Column(name) if name.table.is_none() => (name.column, Vec::new()),
            ExprKind::Call(call) if call.name.database.is_none() => (call.name.name, call.arguments),
            _ => return self.unexpected(),
        };
        Ok(Step::ForCursor { label, variable, cursor, arguments, body: self.for_body()? })
    }

    fn for_body(&mut self) -> Parsed<Vec<ProgramStatement>> {
        self.expect("DO")?;
        let body = self.some_statements(&["END"])?;
        self.expect_words(&["END", "FOR"])?;
        Ok(body)
    }

    /// A label behind the end must be that of the beginning; where that has none, the end has none.
    pub(super) fn end_label(&mut self, label: Option<&Name>) -> Parsed<()> {
        if label.is_none() || !self.at_label_word() {
            return Ok(());
        }
        let token = self.peek();
        let name = self.name()?;
        if label.is_some_and(|label| label.text.eq_ignore_ascii_case(&name.text)) {
            return Ok(());
        }
        let failure = crate::run::Failure::new("1310", format!("End-label {} without match", name.text));
        Err(crate::run::Refusal::Failed(failure.at(token.span())))
    }
}
