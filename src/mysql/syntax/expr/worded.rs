//! Calls with words between their arguments, or a grammar of their own.

use super::call::plain;
use super::special::{SIMPLE_UNITS, UNITS};
use crate::mysql::ast::{CastType, ExprKind, Literal, Name, ObjectName, SequenceValue, TimeUnit};
use crate::mysql::error::undecided;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

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

impl Parser<'_> {
    /// Functions with words between their arguments.
    pub(super) fn worded_call(&mut self, word: &str) -> Parsed<Option<ExprKind>> {
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
            let cast_type = parser.cast_type()?;
            // Of the elements of an array, for a key (MySQL).
            if !parser.mode.is_mariadb() && parser.accept("ARRAY") {
                return Err(undecided("`CAST(… AS … ARRAY)` is not modelled"));
            }
            Ok(ExprKind::Cast(operand, cast_type))
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
        let never = (self.mode.is_mariadb() || !self.at("YEAR")) && self.at_any(NO_CASTS)
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

    pub(super) fn sequence_call(&mut self, word: &str) -> Parsed<ExprKind> {
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
