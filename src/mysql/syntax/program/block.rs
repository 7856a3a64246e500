//! `BEGIN … END` and what is declared in it.

use crate::mysql::ast::{
    Block, Condition, Cursor, Handler, HandlerAction, Name, Parameter, ParameterMode, ProgramStatement, StatementKind,
    Step, Variable,
};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;
use crate::run::{Failure, Refusal};

impl Parser<'_> {
    /// `BEGIN NOT ATOMIC … END`, `IF …`: a statement of stored programs that stands alone (MariaDB).
    pub(in crate::mysql::syntax) fn compound(&mut self) -> Parsed<StatementKind> {
        let start = self.start();
        let statement = self.within_program(|parser| {
            if !parser.at_words(&["BEGIN", "NOT"]) {
                return parser.program_statement();
            }
            parser.expect_words(&["BEGIN", "NOT", "ATOMIC"])?;
            let step = Step::Block(parser.block_rest(None)?);
            Ok(ProgramStatement { step, span: parser.span_from(start) })
        })?;
        Ok(StatementKind::Compound(Box::new(statement)))
    }

    /// `BEGIN … END`.
    pub(super) fn block(&mut self, label: Option<Name>) -> Parsed<Step> {
        self.expect("BEGIN")?;
        if self.mode.is_mariadb() && self.accept("NOT") {
            self.expect("ATOMIC")?;
        }
        Ok(Step::Block(self.block_rest(label)?))
    }

    fn block_rest(&mut self, label: Option<Name>) -> Parsed<Block> {
        let mut block = Block { label, ..Block::default() };
        while self.at("DECLARE") {
            self.declaration(&mut block)?;
            self.expect(";")?;
        }
        block.body = self.program_statements(&["END"])?;
        self.expect("END")?;
        let label = block.label.clone();
        self.end_label(label.as_ref())?;
        Ok(block)
    }

    fn declaration(&mut self, block: &mut Block) -> Parsed<()> {
        let start = self.expect("DECLARE")?.start;
        if self.at_any(&["CONTINUE", "EXIT"]) || self.at("UNDO") && !self.mode.is_mariadb() {
            block.handlers.push(self.handler()?);
            return Ok(());
        }
        let late = !block.cursors.is_empty() || !block.handlers.is_empty();
        if late && !self.at_nth(1, "CURSOR") {
            let message = "Variable or condition declaration after cursor or handler declaration";
            self.variable_or_condition(block, start)?;
            return Err(Refusal::Failed(Failure::new("1337", message).at(self.span_from(start))));
        }
        if self.at_nth(1, "CURSOR") {
            let cursor = self.cursor()?;
            if !block.handlers.is_empty() {
                let failure = Failure::new("1338", "Cursor declaration after handler declaration");
                return Err(Refusal::Failed(failure.at(self.span_from(start))));
            }
            block.cursors.push(cursor);
            return Ok(());
        }
        self.variable_or_condition(block, start)
    }

    fn variable_or_condition(&mut self, block: &mut Block, start: u32) -> Parsed<()> {
        if self.at_nth(1, "CONDITION") {
            let name = self.name()?;
            self.expect_words(&["CONDITION", "FOR"])?;
            block.conditions.push((name, self.condition_value()?));
            return Ok(());
        }
        let names = self.list(Self::name)?;
        let type_name = if self.at_row_type() { self.row_type()? } else { Some(self.declared_type()?) };
        let default = if self.accept_any(&["DEFAULT", ":="]).is_some() { Some(self.expr()?) } else { None };
        block.variables.push(Variable { names, type_name, default, span: self.span_from(start) });
        Ok(())
    }

    fn at_row_type(&self) -> bool {
        self.mode.is_mariadb() && (self.at_words(&["TYPE", "OF"]) || self.at_words(&["ROW", "TYPE"]))
    }

    /// `TYPE OF t.c`, `ROW TYPE OF t`.
    fn row_type(&mut self) -> Parsed<Option<crate::mysql::ast::TypeName>> {
        self.accept("ROW");
        self.expect_words(&["TYPE", "OF"])?;
        self.column_name()?;
        Ok(None)
    }

    fn cursor(&mut self) -> Parsed<Cursor> {
        let name = self.name()?;
        self.expect("CURSOR")?;
        let mut parameters = Vec::new();
        if self.mode.is_mariadb() && self.at("(") {
            parameters = self.bracketed_list(|parser| {
                parser.accept("IN");
                let name = parser.name()?;
                Ok(Parameter { mode: ParameterMode::In, name, type_name: parser.declared_type()? })
            })?;
        }
        self.expect("FOR")?;
        Ok(Cursor { name, parameters, query: self.query()? })
    }

    fn handler(&mut self) -> Parsed<Handler> {
        let action = match self.expect_any(&["CONTINUE", "EXIT", "UNDO"])? {
            "CONTINUE" => HandlerAction::Continue,
            "EXIT" => HandlerAction::Exit,
            _ => HandlerAction::Undo,
        };
        self.expect_words(&["HANDLER", "FOR"])?;
        let conditions = self.list(Self::condition)?;
        Ok(Handler { action, conditions, body: Box::new(self.program_statement()?) })
    }

    fn condition(&mut self) -> Parsed<Condition> {
        if self.accept("SQLWARNING") {
            return Ok(Condition::SqlWarning);
        }
        if self.accept("SQLEXCEPTION") {
            return Ok(Condition::SqlException);
        }
        if self.accept("NOT") {
            return self.expect("FOUND").map(|_| Condition::NotFound);
        }
        if self.at_name() { Ok(Condition::Named(self.name()?)) } else { self.condition_value() }
    }

    /// A number, `SQLSTATE [VALUE] 'x'`.
    pub(super) fn condition_value(&mut self) -> Parsed<Condition> {
        if self.at_kind(TokenKind::Integer) {
            return Ok(Condition::Number(self.big_number()?));
        }
        self.sqlstate()
    }

    /// `SQLSTATE [VALUE] 'x'`.
    pub(super) fn sqlstate(&mut self) -> Parsed<Condition> {
        self.expect("SQLSTATE")?;
        self.accept("VALUE");
        let token = self.peek();
        let state = self.string()?;
        let valid = state.len() == 5
            && state.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            && !state.starts_with("00");
        if valid {
            return Ok(Condition::SqlState(state));
        }
        let failure = Failure::new("1407", format!("Bad SQLSTATE: '{state}'"));
        Err(Refusal::Failed(failure.at(token.span())))
    }
}
