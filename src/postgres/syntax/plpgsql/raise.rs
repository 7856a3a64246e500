//! `RAISE`.

use super::super::lex::Kind;
use super::fragment::End;
use super::{Reader, Result, condition, refuse};
use crate::postgres::ast::Name;
use crate::postgres::ast::procedure::{Fragment, Raise, RaiseLevel, Raised, StepKind};

impl Reader<'_> {
    /// What follows `RAISE`.
    pub(super) fn raise_step(&mut self) -> Result<StepKind> {
        let mut raise = Raise { level: RaiseLevel::Exception, what: None, options: Vec::new() };
        if self.cursor.symbol(Kind::Semicolon) {
            return Ok(StepKind::Raise(raise));
        }
        raise.level = self.raise_level();
        let (what, end) = self.raised()?;
        if end == End::Keyword("USING") {
            raise.options = self.raise_options()?;
        }
        check_parameters(&what)?;
        raise.what = Some(what);
        Ok(StepKind::Raise(raise))
    }

    fn raise_level(&mut self) -> RaiseLevel {
        const LEVELS: &[&str] = &["EXCEPTION", "WARNING", "NOTICE", "INFO", "LOG", "DEBUG"];
        match self.cursor.any(LEVELS) {
            Some("WARNING") => RaiseLevel::Warning,
            Some("NOTICE") => RaiseLevel::Notice,
            Some("INFO") => RaiseLevel::Info,
            Some("LOG") => RaiseLevel::Log,
            Some("DEBUG") => RaiseLevel::Debug,
            _ => RaiseLevel::Exception,
        }
    }

    /// What is raised, and whether a semicolon or `USING` ended it, which is stepped over.
    fn raised(&mut self) -> Result<(Raised, End)> {
        const USING: End = End::Keyword("USING");
        if self.cursor.kind() == Some(Kind::String) {
            let format = self.cursor.string()?;
            if self.cursor.symbol(Kind::Comma) {
                let (arguments, end) = self.expressions(&[End::Comma, End::Semicolon, USING], ", or ; or USING")?;
                return Ok((Raised::Message(format, arguments), end));
            }
            return self.end_of_raised(Raised::Message(format, Vec::new()));
        }
        if self.cursor.keyword("USING") {
            return Ok((Raised::Options, USING));
        }
        if self.cursor.keyword("SQLSTATE") {
            let code = self.sqlstate()?;
            return self.end_of_raised(Raised::SqlState(code));
        }
        if self.datum_ahead().is_some_and(|(_, datum, _)| datum.is_some() && !self.header.open) {
            return Ok(self.cursor.refuse()?);
        }
        let name = self.any_identifier()?;
        condition::check(&name.name)?;
        self.end_of_raised(Raised::Condition(name))
    }

    fn end_of_raised(&mut self, raised: Raised) -> Result<(Raised, End)> {
        if self.cursor.symbol(Kind::Semicolon) {
            return Ok((raised, End::Semicolon));
        }
        self.cursor.expect("USING")?;
        Ok((raised, End::Keyword("USING")))
    }

    /// `option = value, …;`
    fn raise_options(&mut self) -> Result<Vec<(Name, Fragment)>> {
        const OPTIONS: &[&str] =
            &["ERRCODE", "MESSAGE", "DETAIL", "HINT", "COLUMN", "CONSTRAINT", "DATATYPE", "TABLE", "SCHEMA"];
        let mut options = Vec::new();
        loop {
            let Some(option) = self.cursor.any(OPTIONS) else {
                return self.refuse("unrecognized RAISE statement option");
            };
            if !self.assignment_operator() {
                return self.refuse("syntax error, expected \"=\"");
            }
            let (value, end) = self.expression(&[End::Comma, End::Semicolon], ", or ;")?;
            options.push((Name::new_static(option), value));
            if end == End::Semicolon {
                return Ok(options);
            }
        }
    }
}

/// As many parameters as the format has places for.
fn check_parameters(raised: &Raised) -> Result<()> {
    let Raised::Message(format, arguments) = raised else { return Ok(()) };
    let places = format.replace("%%", "").matches('%').count();
    match arguments.len().cmp(&places) {
        std::cmp::Ordering::Less => refuse("42601", "too few parameters specified for RAISE", None),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => refuse("42601", "too many parameters specified for RAISE", None),
    }
}
