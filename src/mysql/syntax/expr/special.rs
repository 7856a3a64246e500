//! Operands that begin with a keyword.

use super::call::{aggregate, plain};
use crate::mysql::ast::{Expr, ExprKind, Literal, MatchMode, ObjectName, SequenceValue, TimeUnit};
use crate::mysql::syntax::keyword;
use crate::mysql::syntax::native;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

/// Functions whose names are keywords, with how many arguments they take; of those that take any number here, the server counts them later.
const KEYWORD_FUNCTIONS: &[(&str, usize, usize)] = &[
    ("ASCII", 1, 1),
    ("CHARSET", 1, 1),
    ("COALESCE", 1, usize::MAX),
    ("COLLATION", 0, usize::MAX),
    ("CONTAINS", 2, 2),
    ("CURDATE", 0, 0),
    ("DATABASE", 0, usize::MAX),
    ("DATE", 1, 1),
    ("DATE_FORMAT", 0, usize::MAX),
    ("DAY", 1, 1),
    ("DECODE", 0, usize::MAX),
    ("FORMAT", 0, usize::MAX),
    ("HOUR", 1, 1),
    ("IF", 3, 3),
    ("INSERT", 4, 4),
    ("LEFT", 2, 2),
    ("MICROSECOND", 0, usize::MAX),
    ("MINUTE", 1, 1),
    ("MOD", 2, 2),
    ("MONTH", 1, 1),
    ("PASSWORD", 1, 1),
    ("QUARTER", 0, usize::MAX),
    ("REPEAT", 2, 2),
    ("REPLACE", 3, 3),
    ("REVERSE", 0, usize::MAX),
    ("RIGHT", 2, 2),
    ("ROW_COUNT", 0, usize::MAX),
    ("SCHEMA", 0, usize::MAX),
    ("SECOND", 1, 1),
    ("SESSION_USER", 0, 0),
    ("SYSTEM_USER", 0, 0),
    ("TIME", 1, 1),
    ("TIMESTAMP", 1, 2),
    ("TRUNCATE", 2, 2),
    ("USER", 0, 0),
    ("WEEK", 0, usize::MAX),
    ("WITHIN", 0, usize::MAX),
    ("YEAR", 1, 1),
];

/// Reserved words that begin an operand only with a bracket behind them.
const BEFORE_BRACKET: &[&str] =
    &["IF", "INSERT", "LEFT", "MOD", "REPEAT", "REPLACE", "RIGHT", "CONVERT", "CHAR", "DEFAULT", "ROW_NUMBER"];

/// What may stand without brackets, or with digits of a second in them.
const CLOCKS: &[(&str, &str)] = &[
    ("CURRENT_DATE", "CURDATE"),
    ("CURRENT_TIME", "CURTIME"),
    ("CURRENT_TIMESTAMP", "NOW"),
    ("LOCALTIME", "NOW"),
    ("LOCALTIMESTAMP", "NOW"),
    ("UTC_DATE", "UTC_DATE"),
    ("UTC_TIME", "UTC_TIME"),
    ("UTC_TIMESTAMP", "UTC_TIMESTAMP"),
    ("CURRENT_USER", "CURRENT_USER"),
    ("CURRENT_ROLE", "CURRENT_ROLE"),
];

/// Units of intervals.
pub(super) const UNITS: &[(&str, TimeUnit)] = &[
    ("MICROSECOND", TimeUnit::Microsecond),
    ("SECOND", TimeUnit::Second),
    ("MINUTE", TimeUnit::Minute),
    ("HOUR", TimeUnit::Hour),
    ("DAY", TimeUnit::Day),
    ("WEEK", TimeUnit::Week),
    ("MONTH", TimeUnit::Month),
    ("QUARTER", TimeUnit::Quarter),
    ("YEAR", TimeUnit::Year),
    ("SQL_TSI_SECOND", TimeUnit::Second),
    ("SQL_TSI_MINUTE", TimeUnit::Minute),
    ("SQL_TSI_HOUR", TimeUnit::Hour),
    ("SQL_TSI_DAY", TimeUnit::Day),
    ("SQL_TSI_WEEK", TimeUnit::Week),
    ("SQL_TSI_MONTH", TimeUnit::Month),
    ("SQL_TSI_QUARTER", TimeUnit::Quarter),
    ("SQL_TSI_YEAR", TimeUnit::Year),
    ("SECOND_MICROSECOND", TimeUnit::SecondMicrosecond),
    ("MINUTE_MICROSECOND", TimeUnit::MinuteMicrosecond),
    ("MINUTE_SECOND", TimeUnit::MinuteSecond),
    ("HOUR_MICROSECOND", TimeUnit::HourMicrosecond),
    ("HOUR_SECOND", TimeUnit::HourSecond),
    ("HOUR_MINUTE", TimeUnit::HourMinute),
    ("DAY_MICROSECOND", TimeUnit::DayMicrosecond),
    ("DAY_SECOND", TimeUnit::DaySecond),
    ("DAY_MINUTE", TimeUnit::DayMinute),
    ("DAY_HOUR", TimeUnit::DayHour),
    ("YEAR_MONTH", TimeUnit::YearMonth),
];

/// Units that are one number: those of `TIMESTAMPADD` and `TIMESTAMPDIFF`.
pub(super) const SIMPLE_UNITS: usize = 17;

impl Parser<'_> {
    /// What begins with a word that is not simply a name; `None` where it is one.
    pub(super) fn special(&mut self) -> Parsed<Option<Expr>> {
        let token = self.peek();
        if token.kind != TokenKind::Word {
            return Ok(None);
        }
        let start = token.start;
        let word = token.text(self.text).to_ascii_uppercase();
        // Some names of functions are keywords only right before their bracket.
        let keyword = token.reserved || !keyword::is_function(&word, self.mode.product);
        let kind = if keyword && self.at_nth(1, "(") { self.special_call(&word)? } else { None };
        let kind = match kind {
            Some(kind) => Some(kind),
            None => self.special_word(&word)?,
        };
        Ok(kind.map(|kind| self.expr_from(start, kind)))
    }

    fn special_word(&mut self, word: &str) -> Parsed<Option<ExprKind>> {
        Ok(Some(match word {
            "NULL" | "TRUE" | "FALSE" => {
                self.next();
                ExprKind::Literal(if word == "NULL" { Literal::Null } else { Literal::Boolean(word == "TRUE") })
            }
            "DATE" | "TIME" | "TIMESTAMP" if self.peek_nth(1).kind == TokenKind::String => self.temporal(word)?,
            "CASE" => self.case()?,
            "EXISTS" => {
                self.next();
                ExprKind::Exists(Box::new(self.subquery()?))
            }
            "MATCH" => self.match_against()?,
            "INTERVAL" => self.leading_interval()?,
            "NEXT" if self.is_value_for() => self.value_for(SequenceValue::Next)?,
            "PREVIOUS" if self.is_value_for() => self.value_for(SequenceValue::Previous)?,
            _ if self.mode.is_mariadb() && BEFORE_BRACKET.contains(&word) => {
                self.next();
                return self.unexpected();
            }
            _ => return self.clock(word),
        }))
    }

    fn is_value_for(&self) -> bool {
        self.mode.is_mariadb() && self.at_nth(1, "VALUE") && self.at_nth(2, "FOR")
    }

    fn clock(&mut self, word: &str) -> Parsed<Option<ExprKind>> {
        let Some((_, function)) = CLOCKS.iter().find(|(known, _)| *known == word) else { return Ok(None) };
        let start = self.next().start;
        let arguments = if self.at("(") { self.second_digits()? } else { Vec::new() };
        Ok(Some(plain(self.implied_name(start, function), arguments)))
    }

    /// `()`, `(6)`: how many digits behind the second.
    pub(super) fn second_digits(&mut self) -> Parsed<Vec<Expr>> {
        self.brackets(|parser| match parser.peek().kind {
            TokenKind::Integer => Ok(vec![parser.literal()?]),
            _ => Ok(Vec::new()),
        })
    }

    fn temporal(&mut self, word: &str) -> Parsed<ExprKind> {
        self.next();
        let text = self.joined_string()?;
        Ok(ExprKind::Literal(match word {
            "DATE" => Literal::Date(text),
            "TIME" => Literal::Time(text),
            _ => Literal::Timestamp(text),
        }))
    }

    fn case(&mut self) -> Parsed<ExprKind> {
        self.next();
        let operand = if self.at("WHEN") { None } else { Some(Box::new(self.expr()?)) };
        let mut branches = Vec::new();
        while branches.is_empty() || self.at("WHEN") {
            self.expect("WHEN")?;
            let condition = self.expr()?;
            self.expect("THEN")?;
            branches.push((condition, self.expr()?));
        }
        let otherwise = if self.accept("ELSE") { Some(Box::new(self.expr()?)) } else { None };
        self.expect("END")?;
        Ok(ExprKind::Case { operand, branches, otherwise })
    }

    fn match_against(&mut self) -> Parsed<ExprKind> {
        self.next();
        let columns =
            if self.at("(") { self.bracketed_list(Self::column_name)? } else { self.list(Self::column_name)? };
        self.expect_words(&["AGAINST", "("])?;
        let against = Box::new(self.match_operand()?);
        let mode = self.match_mode()?;
        self.expect(")")?;
        Ok(ExprKind::Match { columns, against, mode })
    }

    /// `IN` behind it is not a predicate.
    fn match_operand(&mut self) -> Parsed<Expr> {
        self.bitwise(0)
    }

    fn match_mode(&mut self) -> Parsed<MatchMode> {
        if self.accept("IN") {
            if self.accept("BOOLEAN") {
                self.expect("MODE")?;
                return Ok(MatchMode::Boolean);
            }
            self.expect_words(&["NATURAL", "LANGUAGE", "MODE"])?;
            if !self.at("WITH") {
                return Ok(MatchMode::NaturalLanguage);
            }
            self.expect_words(&["WITH", "QUERY", "EXPANSION"])?;
            return Ok(MatchMode::NaturalLanguageWithExpansion);
        }
        if !self.at("WITH") {
            return Ok(MatchMode::NaturalLanguage);
        }
        self.expect_words(&["WITH", "QUERY", "EXPANSION"])?;
        Ok(MatchMode::Expansion)
    }

    /// `INTERVAL n unit + date`.
    fn leading_interval(&mut self) -> Parsed<ExprKind> {
        let (amount, unit) = self.interval()?;
        self.expect("+")?;
        let date = self.bitwise(super::ADDITIVE + 1)?;
        Ok(ExprKind::AddInterval { date: Box::new(date), amount: Box::new(amount), unit, negated: false })
    }

    /// `INTERVAL(a, b)`, the function, and not the bracket of `INTERVAL (n) unit`.
    pub(super) fn at_interval_function(&self) -> bool {
        if !self.at_nth(1, "(") {
            return false;
        }
        let mut depth = 0;
        let mut n = 1;
        loop {
            let token = self.peek_nth(n);
            match token.text(self.text) {
                "(" => depth += 1,
                ")" if depth == 1 => return false,
                ")" => depth -= 1,
                "," if depth == 1 => return true,
                _ if matches!(token.kind, TokenKind::End | TokenKind::Bad) => return false,
                _ => {}
            }
            n += 1;
        }
    }

    /// The unit of an interval.
    pub(in crate::mysql::syntax) fn time_unit(&mut self) -> Parsed<TimeUnit> {
        self.unit_of(UNITS)
    }

    pub(super) fn unit_of(&mut self, units: &[(&str, TimeUnit)]) -> Parsed<TimeUnit> {
        let Some((_, unit)) = units.iter().find(|(word, _)| self.at(word)) else { return self.unexpected() };
        self.next();
        Ok(*unit)
    }

    fn special_call(&mut self, word: &str) -> Parsed<Option<ExprKind>> {
        if let Some(aggregate) = aggregate(word) {
            return self.aggregate_call(aggregate).map(Some);
        }
        if self.mode.is_mariadb() && native::knows(word) {
            return Ok(None);
        }
        if let Some((_, least, most)) = KEYWORD_FUNCTIONS.iter().find(|(known, ..)| *known == word) {
            let name = self.take_name();
            let arguments = self.counted_arguments(*least, *most)?;
            return Ok(Some(plain(ObjectName { database: None, name }, arguments)));
        }
        if matches!(word, "NEXTVAL" | "LASTVAL" | "SETVAL") && self.mode.is_mariadb() {
            return self.sequence_call(word).map(Some);
        }
        self.worded_call(word)
    }
}
