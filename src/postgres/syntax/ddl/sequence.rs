//! Sequences.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{Persistence, SequenceOption};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE [TEMPORARY] SEQUENCE`.
    pub(super) fn create_sequence(&mut self, persistence: Persistence) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.qualified_name()?;
        let options = self.sequence_options()?;
        Ok(Op::CreateSequence { name, if_not_exists, persistence, options })
    }

    /// `(options)` of an identity column, where they are written.
    pub(super) fn identity_options(&mut self) -> Result<Vec<SequenceOption>> {
        if self.kind() != Some(Kind::LeftParen) {
            return Ok(Vec::new());
        }
        let mut inside = self.group()?;
        // The column has said the type already.
        let options = inside.sequence_options_after(|option| matches!(option, SequenceOption::As(_)))?;
        if options.is_empty() {
            return inside.refuse();
        }
        inside.finish()?;
        Ok(options)
    }

    pub(super) fn sequence_options(&mut self) -> Result<Vec<SequenceOption>> {
        self.sequence_options_after(|_| false)
    }

    /// Options where some are said already.
    fn sequence_options_after(&mut self, said: impl Fn(&SequenceOption) -> bool) -> Result<Vec<SequenceOption>> {
        let mut options = Vec::new();
        let mut start = self.at;
        while let Some(option) = self.sequence_option()? {
            let same = |other: &SequenceOption| std::mem::discriminant(other) == std::mem::discriminant(&option);
            let repeated = said(&option) || options.iter().any(same);
            options.push(if repeated { SequenceOption::Repeated(self.span_from(start)) } else { option });
            start = self.at;
        }
        Ok(options)
    }

    /// One option, if one comes next.
    pub(super) fn sequence_option(&mut self) -> Result<Option<SequenceOption>> {
        const STARTS: &[&str] = &[
            "AS",
            "INCREMENT",
            "MINVALUE",
            "MAXVALUE",
            "NO",
            "START",
            "RESTART",
            "CACHE",
            "CYCLE",
            "OWNED",
            "SEQUENCE",
        ];
        let Some(start) = self.any(STARTS) else { return Ok(None) };
        Ok(Some(match start {
            "AS" => SequenceOption::As(self.type_name()?),
            "INCREMENT" => {
                self.keyword("BY");
                SequenceOption::Increment(self.integer()?)
            }
            "MINVALUE" => SequenceOption::MinValue(Some(self.integer()?)),
            "MAXVALUE" => SequenceOption::MaxValue(Some(self.integer()?)),
            "NO" => match self.expect_any(&["MINVALUE", "MAXVALUE", "CYCLE"])? {
                "MINVALUE" => SequenceOption::MinValue(None),
                "MAXVALUE" => SequenceOption::MaxValue(None),
                _ => SequenceOption::Cycle(false),
            },
            "START" => {
                self.keyword("WITH");
                SequenceOption::Start(self.integer()?)
            }
            "RESTART" => {
                let has_number = self.keyword("WITH") || matches!(self.kind(), Some(Kind::Number | Kind::Operator));
                SequenceOption::Restart(if has_number { Some(self.integer()?) } else { None })
            }
            "CACHE" => SequenceOption::Cache(self.integer()?),
            "CYCLE" => SequenceOption::Cycle(true),
            "OWNED" => self.owned_by()?,
            _ => {
                self.expect("NAME")?;
                SequenceOption::SequenceName(self.qualified_name()?)
            }
        }))
    }

    fn owned_by(&mut self) -> Result<SequenceOption> {
        self.expect("BY")?;
        if self.keyword("NONE") {
            return Ok(SequenceOption::OwnedBy(None));
        }
        let start = *self;
        let mut table = self.qualified_name()?;
        if table.parts.len() < 2 {
            return start.refuse_owner();
        }
        let column = table.parts.pop().expect("it has two parts");
        Ok(SequenceOption::OwnedBy(Some((table, column))))
    }

    /// The grammar takes a bare name; the server refuses it later, with another code.
    fn refuse_owner<T>(self) -> Result<T> {
        crate::postgres::syntax::error::opaque(format!("OWNED BY {} without a column", self.text()))
    }
}
