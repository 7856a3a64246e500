//! Operands that begin with a keyword.

use super::call::{aggregate, plain};
use crate::mysql::ast::{CastType, Expr, ExprKind, Literal, MatchMode, Name, ObjectName, SequenceValue, TimeUnit};
use crate::mysql::syntax::keyword;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

/// Functions whose names are keywords, with how many arguments they take.
const KEYWORD_FUNCTIONS: &[(&str, usize, usize)] = &[
    ("ASCII", 1, 1),
    ("CHARSET", 1, 1),
    ("COALESCE", 1, usize::MAX),
    ("COLLATION", 1, 1),
    ("CONTAINS", 2, 2),
    ("CURDATE", 0, 0),
    ("DATABASE", 0, 0),
    ("DATE", 1, 1),
    ("DATE_FORMAT", 2, 3),
    ("DAY", 1, 1),
    ("FORMAT", 2, 3),
    ("HOUR", 1, 1),
    ("IF", 3, 3),
    ("INSERT", 4, 4),
    ("LEFT", 2, 2),
    ("MICROSECOND", 1, 1),
    ("MINUTE", 1, 1),
    ("MOD", 2, 2),
    ("MONTH", 1, 1),
    ("PASSWORD", 1, 1),
    ("QUARTER", 1, 1),
    ("REPEAT", 2, 2),
    ("REPLACE", 3, 3),
    ("REVERSE", 1, 1),
    ("RIGHT", 2, 2),
    ("ROW_COUNT", 0, 0),
    ("SCHEMA", 0, 0),
    ("SECOND", 1, 1),
    ("SESSION_USER", 0, 0),
    ("SYSTEM_USER", 0, 0),
    ("TIME", 1, 1),
    ("TIMESTAMP", 1, 2),
    ("TRUNCATE", 2, 2),
    ("USER", 0, 0),
    ("WEEK", 1, 2),
    ("WITHIN", 2, 2),
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

/// Types that nothing is cast to.
const NO_CASTS: &[&str] = &[
    "BIGINT",
    "BIT",
    "BLOB",
    "BOOL",
    "BOOLEAN",
    "ENUM",
    "FIXED",
    "INT1",
    "INT2",
    "INT3",
    "INT8",
    "LONG",
    "LONGBLOB",
    "LONGTEXT",
    "MEDIUMBLOB",
    "MEDIUMINT",
    "MEDIUMTEXT",
    "MIDDLEINT",
    "NATIONAL",
    "NUMERIC",
    "NVARCHAR",
    "SERIAL",
    "SET",
    "SMALLINT",
    "TEXT",
    "TIMESTAMP",
    "TINYBLOB",
    "TINYINT",
    "TINYTEXT",
    "VARBINARY",
    "YEAR",
];

/// Units of intervals.
const UNITS: &[(&str, TimeUnit)] = &[
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
const SIMPLE_UNITS: usize = 17;

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
    fn second_digits(&mut self) -> Parsed<Vec<Expr>> {
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

    fn unit_of(&mut self, units: &[(&str, TimeUnit)]) -> Parsed<TimeUnit> {
        let Some((_, unit)) = units.iter().find(|(word, _)| self.at(word)) else { return self.unexpected() };
        self.next();
        Ok(*unit)
    }

    fn special_call(&mut self, word: &str) -> Parsed<Option<ExprKind>> {
        if let Some(aggregate) = aggregate(word) {
            return self.aggregate_call(aggregate).map(Some);
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

    /// Functions with words between their arguments.
    fn worded_call(&mut self, word: &str) -> Parsed<Option<ExprKind>> {
        Ok(Some(match word {
            "CAST" => self.cast()?,
            "CONVERT" => self.convert()?,
            "EXTRACT" => self.extract()?,
            "TRIM" => self.trim()?,
            "POSITION" => self.position()?,
            "SUBSTRING" | "SUBSTR" | "MID" => self.substring()?,
            "DATE_ADD" | "DATE_SUB" | "ADDDATE" | "SUBDATE" => self.date_arithmetic(word)?,
            "TIMESTAMPADD" | "TIMESTAMPDIFF" => self.timestamp_arithmetic(word)?,
            "CHAR" => self.char_call()?,
            "VALUES" | "VALUE" => {
                self.next();
                ExprKind::ValuesOf(self.brackets(Self::column_name)?)
            }
            "DEFAULT" => {
                self.next();
                ExprKind::DefaultOf(self.brackets(Self::column_name)?)
            }
            "ROW" => {
                self.next();
                self.row()?
            }
            "COLUMN_CREATE" | "COLUMN_ADD" | "COLUMN_GET" if self.mode.is_mariadb() => self.dynamic_column(word)?,
            "GET_FORMAT" => self.get_format()?,
            "WEIGHT_STRING" => self.weight_string()?,
            "INTERVAL" if self.at_interval_function() => {
                let name = self.take_name();
                self.call_of(ObjectName { database: None, name })?
            }
            "NOW" | "CURTIME" | "SYSDATE" => self.clock_call(word)?,
            _ => return Ok(None),
        }))
    }

    /// `(a, b)` behind `ROW`: two at least.
    fn row(&mut self) -> Parsed<ExprKind> {
        self.brackets(|parser| {
            let mut items = vec![parser.expr()?];
            parser.expect(",")?;
            items.extend(parser.list(Self::expr)?);
            Ok(ExprKind::Row(items))
        })
    }

    fn clock_call(&mut self, word: &str) -> Parsed<ExprKind> {
        let start = self.next().start;
        let arguments = self.second_digits()?;
        Ok(plain(self.implied_name(start, word), arguments))
    }

    fn cast(&mut self) -> Parsed<ExprKind> {
        self.next();
        self.brackets(|parser| {
            let operand = Box::new(parser.expr()?);
            parser.expect("AS")?;
            Ok(ExprKind::Cast(operand, parser.cast_type()?))
        })
    }

    fn convert(&mut self) -> Parsed<ExprKind> {
        self.next();
        self.brackets(|parser| {
            let operand = Box::new(parser.expr()?);
            if parser.accept("USING") {
                return Ok(ExprKind::ConvertUsing(operand, parser.charset_name()?));
            }
            parser.expect(",")?;
            Ok(ExprKind::Cast(operand, parser.cast_type()?))
        })
    }

    fn cast_type(&mut self) -> Parsed<CastType> {
        Ok(match self.accept_any(&["BINARY", "CHAR", "CHARACTER", "NCHAR", "SIGNED", "UNSIGNED"]) {
            Some("BINARY") => CastType::Binary(self.optional_length()?),
            Some("CHAR" | "CHARACTER") => {
                let length = self.optional_length()?;
                CastType::Char(length, self.cast_charset()?)
            }
            Some("NCHAR") => CastType::Char(self.optional_length()?, None),
            Some(sign) => {
                self.accept_any(&["INTEGER", "INT"]);
                if sign == "SIGNED" { CastType::Signed } else { CastType::Unsigned }
            }
            None => return self.other_cast_type(),
        })
    }

    /// `CHARACTER SET x`, `BINARY`, and both.
    fn cast_charset(&mut self) -> Parsed<Option<Name>> {
        self.accept("BINARY");
        let charset = self.optional_charset()?;
        if charset.is_some() {
            self.accept("BINARY");
        }
        Ok(charset)
    }

    fn other_cast_type(&mut self) -> Parsed<CastType> {
        if self.mode.is_mariadb() && self.at_any(&["INT", "INTEGER", "INT4"]) {
            self.next();
            return Ok(CastType::Signed);
        }
        let never = self.at_any(NO_CASTS) && !(self.at("YEAR") && !self.mode.is_mariadb())
            || self.mode.is_mariadb() && self.at_any(&["JSON", "REAL"]);
        if never { self.unexpected() } else { Ok(CastType::Type(self.type_name()?)) }
    }

    fn extract(&mut self) -> Parsed<ExprKind> {
        self.next();
        self.brackets(|parser| {
            let unit = parser.time_unit()?;
            parser.expect("FROM")?;
            Ok(ExprKind::Extract(unit, Box::new(parser.expr()?)))
        })
    }

    fn trim(&mut self) -> Parsed<ExprKind> {
        let start = self.next().start;
        self.brackets(|parser| {
            let side = parser.accept_any(&["LEADING", "TRAILING", "BOTH"]);
            let name = match side {
                Some("LEADING") => "trim_leading",
                Some("TRAILING") => "trim_trailing",
                _ => "trim",
            };
            let mut arguments = Vec::new();
            if !(side.is_some() && parser.at("FROM")) {
                arguments.push(parser.expr()?);
            }
            if side.is_some() && !parser.at("FROM") {
                return parser.unexpected();
            }
            if parser.accept("FROM") {
                arguments.insert(0, parser.expr()?);
            }
            Ok(plain(parser.implied_name(start, name), arguments))
        })
    }

    /// `IN` behind the first operand is not a predicate.
    fn position(&mut self) -> Parsed<ExprKind> {
        let start = self.next().start;
        self.brackets(|parser| {
            let needle = parser.bitwise(0)?;
            parser.expect("IN")?;
            let text = parser.expr()?;
            Ok(plain(parser.implied_name(start, "LOCATE"), vec![needle, text]))
        })
    }

    fn substring(&mut self) -> Parsed<ExprKind> {
        let start = self.next().start;
        self.brackets(|parser| {
            let mut arguments = vec![parser.expr()?];
            let separator = match parser.accept_any(&[",", "FROM"]) {
                Some(",") => ",",
                Some(_) => "FOR",
                None => return parser.unexpected(),
            };
            arguments.push(parser.expr()?);
            if parser.accept(separator) {
                arguments.push(parser.expr()?);
            }
            Ok(plain(parser.implied_name(start, "SUBSTRING"), arguments))
        })
    }

    fn date_arithmetic(&mut self, word: &str) -> Parsed<ExprKind> {
        let negated = word.ends_with("SUB") || word == "SUBDATE";
        let days = word.ends_with("DATE");
        self.next();
        self.brackets(|parser| {
            let date = Box::new(parser.expr()?);
            parser.expect(",")?;
            let (amount, unit) = if days && (!parser.at("INTERVAL") || parser.at_interval_function()) {
                (parser.expr()?, TimeUnit::Day)
            } else {
                parser.interval()?
            };
            Ok(ExprKind::AddInterval { date, amount: Box::new(amount), unit, negated })
        })
    }

    fn timestamp_arithmetic(&mut self, word: &str) -> Parsed<ExprKind> {
        self.next();
        self.brackets(|parser| {
            let unit = parser.unit_of(&UNITS[..SIMPLE_UNITS])?;
            parser.expect(",")?;
            let first = Box::new(parser.expr()?);
            parser.expect(",")?;
            let second = Box::new(parser.expr()?);
            Ok(if word == "TIMESTAMPADD" {
                ExprKind::TimestampAdd(unit, first, second)
            } else {
                ExprKind::TimestampDiff(unit, first, second)
            })
        })
    }

    /// `CHAR(a, b USING charset)`.
    fn char_call(&mut self) -> Parsed<ExprKind> {
        let start = self.next().start;
        self.brackets(|parser| {
            let arguments = parser.list(Self::expr)?;
            let charset = if parser.accept("USING") { Some(parser.charset_name()?) } else { None };
            let call = plain(parser.implied_name(start, "CHAR"), arguments);
            Ok(match charset {
                Some(charset) => ExprKind::ConvertUsing(Box::new(parser.expr_from(start, call)), charset),
                None => call,
            })
        })
    }

    /// `GET_FORMAT(DATE, 'USA')`: the word becomes a string.
    fn get_format(&mut self) -> Parsed<ExprKind> {
        let name = self.take_name();
        self.brackets(|parser| {
            let start = parser.start();
            let Some(word) = parser.accept_any(&["DATE", "TIME", "DATETIME", "TIMESTAMP"]) else {
                return parser.unexpected();
            };
            let kind = parser.expr_from(start, ExprKind::Literal(Literal::String(word.into())));
            parser.expect(",")?;
            let place = parser.expr()?;
            Ok(plain(ObjectName { database: None, name }, vec![kind, place]))
        })
    }

    /// `COLUMN_CREATE('a', 1 AS INT, …)`, `COLUMN_GET(x, 'a' AS INT)`: the types are casts.
    fn dynamic_column(&mut self, word: &str) -> Parsed<ExprKind> {
        let name = self.take_name();
        self.brackets(|parser| {
            let typed_last = word == "COLUMN_GET";
            let arguments = parser.list(|parser| {
                let start = parser.start();
                let value = Box::new(parser.expr()?);
                if !parser.accept("AS") {
                    return Ok(*value);
                }
                let cast_type = parser.cast_type()?;
                Ok(parser.expr_from(start, ExprKind::Cast(value, cast_type)))
            })?;
            let typed = arguments.last().is_some_and(|last| matches!(last.kind, ExprKind::Cast(..)));
            if typed_last && (arguments.len() != 2 || !typed) {
                return parser.unexpected();
            }
            Ok(plain(ObjectName { database: None, name }, arguments))
        })
    }

    /// `WEIGHT_STRING(x AS CHAR(n))`: the cast is part of it.
    fn weight_string(&mut self) -> Parsed<ExprKind> {
        let name = self.take_name();
        self.brackets(|parser| {
            let mut argument = parser.expr()?;
            if parser.accept("AS") {
                let cast_type = parser.cast_type()?;
                let start = argument.span.start;
                argument = parser.expr_from(start, ExprKind::Cast(Box::new(argument), cast_type));
            }
            if parser.accept("LEVEL") {
                while !parser.at(")") && !parser.at_kind(TokenKind::End) {
                    parser.next();
                }
            }
            Ok(plain(ObjectName { database: None, name }, vec![argument]))
        })
    }

    fn sequence_call(&mut self, word: &str) -> Parsed<ExprKind> {
        self.next();
        self.brackets(|parser| {
            let sequence = parser.table_name()?;
            let value = match word {
                "NEXTVAL" => SequenceValue::Next,
                "LASTVAL" => SequenceValue::Previous,
                _ => {
                    parser.expect(",")?;
                    if !parser.at_any(&["-", "+"]) && !parser.at_kind(TokenKind::Integer) {
                        return parser.unexpected();
                    }
                    SequenceValue::Set(parser.some_arguments(1, 3)?)
                }
            };
            Ok(ExprKind::Sequence(value, sequence))
        })
    }
}
