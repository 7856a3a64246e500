//! Sequences (MariaDB).

use crate::mysql::ast::{AlterSequence, CreateMode, CreateSequence, SequenceOption, StatementKind};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

impl Parser<'_> {
    /// `CREATE SEQUENCE`, behind the word.
    pub(in crate::mysql::syntax) fn create_sequence(
        &mut self,
        mode: CreateMode,
        temporary: bool,
    ) -> Parsed<StatementKind> {
        let mode = self.if_not_exists(mode)?;
        let name = self.table_name()?;
        let mut options = self.sequence_options()?;
        loop {
            let start = self.start();
            if self.table_option()?.is_none() {
                break;
            }
            options.push(SequenceOption::Table(self.span_from(start).slice(self.text).into()));
        }
        Ok(StatementKind::CreateSequence(CreateSequence { mode, temporary, name, options }))
    }

    /// `ALTER SEQUENCE`, behind the word.
    pub(in crate::mysql::syntax) fn alter_sequence(&mut self) -> Parsed<StatementKind> {
        let if_exists = self.accept_if_exists()?;
        let name = self.table_name()?;
        let options = self.sequence_options()?;
        if options.is_empty() {
            return self.unexpected();
        }
        Ok(StatementKind::AlterSequence(AlterSequence { if_exists, name, options }))
    }

    fn sequence_options(&mut self) -> Parsed<Vec<SequenceOption>> {
        let mut options = Vec::new();
        while let Some(option) = self.sequence_option()? {
            options.push(option);
        }
        Ok(options)
    }

    fn sequence_option(&mut self) -> Parsed<Option<SequenceOption>> {
        const WORDS: &[&str] = &[
            "INCREMENT",
            "MINVALUE",
            "NOMINVALUE",
            "MAXVALUE",
            "NOMAXVALUE",
            "START",
            "RESTART",
            "CACHE",
            "NOCACHE",
            "CYCLE",
            "NOCYCLE",
            "NO",
        ];
        let Some(word) = self.accept_any(WORDS) else { return Ok(None) };
        Ok(Some(match word {
            "INCREMENT" => SequenceOption::Increment(self.valued("BY")?),
            "START" => SequenceOption::Start(self.valued("WITH")?),
            "MINVALUE" => SequenceOption::MinValue(Some(self.valued("")?)),
            "MAXVALUE" => SequenceOption::MaxValue(Some(self.valued("")?)),
            "CACHE" => SequenceOption::Cache(Some(self.valued("")?)),
            "NOMINVALUE" => SequenceOption::MinValue(None),
            "NOMAXVALUE" => SequenceOption::MaxValue(None),
            "NOCACHE" => SequenceOption::Cache(None),
            "CYCLE" => SequenceOption::Cycle(true),
            "NOCYCLE" => SequenceOption::Cycle(false),
            "RESTART" if self.at_any(&["WITH", "=", "-", "+"]) || self.at_kind(TokenKind::Integer) => {
                SequenceOption::Restart(Some(self.valued("WITH")?))
            }
            "RESTART" => SequenceOption::Restart(None),
            _ => match self.accept_any(&["MINVALUE", "MAXVALUE", "CACHE", "CYCLE"]) {
                Some("MINVALUE") => SequenceOption::MinValue(None),
                Some("MAXVALUE") => SequenceOption::MaxValue(None),
                Some("CACHE") => SequenceOption::Cache(None),
                Some(_) => SequenceOption::Cycle(false),
                None => return self.unexpected(),
            },
        }))
    }

    /// `[word | =] number`.
    fn valued(&mut self, word: &str) -> Parsed<i64> {
        if !self.accept(word) {
            self.accept("=");
        }
        let negative = self.accept_any(&["-", "+"]) == Some("-");
        let token = self.expect_kind(TokenKind::Integer)?;
        let digits = token.text(self.text);
        let signed = if negative { format!("-{digits}") } else { digits.to_owned() };
        match signed.parse() {
            Ok(value) => Ok(value),
            Err(_) => Err(self.syntax_error(token)),
        }
    }
}
