//! `OVER`.

use crate::mysql::ast::{Frame, FrameBound, Window};
use crate::mysql::syntax::parser::{Parsed, Parser};

impl Parser<'_> {
    /// `OVER name`, `OVER (…)`, behind the word.
    pub(super) fn over(&mut self) -> Parsed<Window> {
        if self.at("(") {
            return self.window();
        }
        let name = Some(self.name()?);
        Ok(Window { name, partition: Vec::new(), order: Vec::new(), frame: None })
    }

    /// `([name] [PARTITION BY …] [ORDER BY …] [frame])`.
    pub(in crate::mysql::syntax) fn window(&mut self) -> Parsed<Window> {
        self.brackets(|parser| {
            let name = if parser.at_name() { Some(parser.name()?) } else { None };
            let partition = if parser.accept("PARTITION") { parser.by_list()? } else { Vec::new() };
            let order = parser.order_by()?;
            let frame = parser.frame()?;
            Ok(Window { name, partition, order, frame })
        })
    }

    fn by_list(&mut self) -> Parsed<Vec<crate::mysql::ast::Expr>> {
        self.expect("BY")?;
        self.list(|parser| {
            let expr = parser.expr()?;
            parser.accept_any(&["ASC", "DESC"]);
            Ok(expr)
        })
    }

    fn frame(&mut self) -> Parsed<Option<Frame>> {
        let Some(unit) = self.accept_any(&["ROWS", "RANGE"]) else { return Ok(None) };
        let (start, end) = if self.accept("BETWEEN") {
            let start = self.frame_bound()?;
            self.expect("AND")?;
            (start, Some(self.frame_bound()?))
        } else {
            (self.frame_bound()?, None)
        };
        if self.accept("EXCLUDE") {
            self.frame_exclusion()?;
        }
        Ok(Some(Frame { range: unit == "RANGE", start, end }))
    }

    /// The server reads it and says that it cannot do it.
    fn frame_exclusion(&mut self) -> Parsed<()> {
        if self.accept("CURRENT") {
            return self.expect("ROW").map(drop);
        }
        if self.accept("NO") {
            return self.expect("OTHERS").map(drop);
        }
        if self.accept_any(&["GROUP", "TIES"]).is_some() { Ok(()) } else { self.unexpected() }
    }

    fn frame_bound(&mut self) -> Parsed<FrameBound> {
        if self.accept("UNBOUNDED") {
            return match self.accept_any(&["PRECEDING", "FOLLOWING"]) {
                Some("PRECEDING") => Ok(FrameBound::UnboundedPreceding),
                Some(_) => Ok(FrameBound::UnboundedFollowing),
                None => self.unexpected(),
            };
        }
        if self.accept("CURRENT") {
            self.expect("ROW")?;
            return Ok(FrameBound::CurrentRow);
        }
        let is_constant = self.at_literal() || self.at("?");
        if self.mode.is_mariadb() && !is_constant {
            return self.unexpected();
        }
        let amount = Box::new(self.collation()?);
        match self.accept_any(&["PRECEDING", "FOLLOWING"]) {
            Some("PRECEDING") => Ok(FrameBound::Preceding(amount)),
            Some(_) => Ok(FrameBound::Following(amount)),
            None => self.unexpected(),
        }
    }
}
