//! Columns.

use crate::mysql::ast::{ColumnDefinition, ColumnOption, Expr, ExprKind, Generated, Literal, Name, UnaryOperator};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;
use crate::source::Span;
use smol_str::SmolStr;

impl Parser<'_> {
    /// `name type attributes`.
    pub(in crate::mysql::syntax) fn column_definition(&mut self) -> Parsed<ColumnDefinition> {
        let start = self.start();
        let name = self.column_own_name()?;
        let type_name = self.type_name()?;
        let mut column =
            ColumnDefinition { name, type_name, generated: None, options: Vec::new(), span: self.span_from(start) };
        while self.column_part(&mut column)? {}
        column.span = self.span_from(start);
        Ok(column)
    }

    /// The name of a column may name its table before it.
    pub(super) fn column_own_name(&mut self) -> Parsed<Name> {
        Ok(self.column_name()?.column)
    }

    fn column_part(&mut self, column: &mut ColumnDefinition) -> Parsed<bool> {
        if column.generated.is_none() && (self.at("GENERATED") || self.at("AS")) {
            return self.generated(column);
        }
        let option = self.column_option()?;
        let there = option.is_some();
        column.options.extend(option);
        Ok(there)
    }

    /// `[GENERATED ALWAYS] AS (expr) [VIRTUAL | STORED | PERSISTENT]`, `GENERATED ALWAYS AS ROW START`.
    fn generated(&mut self, column: &mut ColumnDefinition) -> Parsed<bool> {
        if self.accept("GENERATED") {
            self.expect("ALWAYS")?;
        }
        self.expect("AS")?;
        if self.mode.is_mariadb() && self.accept("ROW") {
            column.options.push(match self.accept_any(&["START", "END"]) {
                Some("START") => ColumnOption::RowStart,
                Some(_) => ColumnOption::RowEnd,
                None => return self.unexpected(),
            });
            return Ok(true);
        }
        let expr = self.brackets(Self::expr)?;
        let kinds: &[&str] =
            if self.mode.is_mariadb() { &["VIRTUAL", "STORED", "PERSISTENT"] } else { &["VIRTUAL", "STORED"] };
        let stored = self.accept_any(kinds).is_some_and(|kind| kind != "VIRTUAL");
        column.generated = Some(Generated { expr, stored });
        Ok(true)
    }

    fn column_option(&mut self) -> Parsed<Option<ColumnOption>> {
        let token = self.peek();
        if token.kind != TokenKind::Word && token.kind != TokenKind::Name {
            return Ok(None);
        }
        let word = token.text(self.text).to_ascii_uppercase();
        Ok(Some(match word.as_str() {
            "NULL" => self.worded(ColumnOption::Null),
            "NOT" => self.not_option()?,
            "DEFAULT" => self.default_option()?,
            "ON" => self.on_update()?,
            "AUTO_INCREMENT" => self.worded(ColumnOption::AutoIncrement),
            "SERIAL" => {
                self.next();
                self.expect_words(&["DEFAULT", "VALUE"])?;
                ColumnOption::SerialDefaultValue
            }
            "UNIQUE" => {
                self.next();
                self.accept("KEY");
                ColumnOption::Unique
            }
            "PRIMARY" | "KEY" => {
                self.accept("PRIMARY");
                self.expect("KEY")?;
                ColumnOption::PrimaryKey
            }
            "COMMENT" => {
                self.next();
                ColumnOption::Comment(self.joined_string()?)
            }
            "COLLATE" => {
                self.next();
                ColumnOption::Collate(self.collation_name()?)
            }
            "CHECK" | "CONSTRAINT" => return self.column_constraint(),
            "REFERENCES" => ColumnOption::References(self.references()?),
            _ => return self.rarer_column_option(&word),
        }))
    }

    fn worded(&mut self, option: ColumnOption) -> ColumnOption {
        self.next();
        option
    }

    /// `NOT NULL`, and MySQL's `NOT SECONDARY`.
    fn not_option(&mut self) -> Parsed<ColumnOption> {
        self.next();
        self.expect("NULL")?;
        Ok(ColumnOption::NotNull)
    }

    fn rarer_column_option(&mut self, word: &str) -> Parsed<Option<ColumnOption>> {
        Ok(Some(match word {
            "INVISIBLE" => self.worded(ColumnOption::Invisible(true)),
            "VISIBLE" if !self.mode.is_mariadb() => self.worded(ColumnOption::Invisible(false)),
            "COMPRESSED" if self.mode.is_mariadb() => {
                self.next();
                let method = if self.accept("=") { Some(self.name()?) } else { None };
                ColumnOption::Compressed(method)
            }
            "COLUMN_FORMAT" | "STORAGE" if !self.mode.is_mariadb() => {
                self.next();
                ColumnOption::Format(if self.at("DEFAULT") { self.take_name() } else { self.name()? })
            }
            "WITH" | "WITHOUT" if self.at_nth(1, "SYSTEM") => {
                self.next();
                self.expect_words(&["SYSTEM", "VERSIONING"])?;
                ColumnOption::SystemVersioning(word == "WITH")
            }
            "SRID" if !self.mode.is_mariadb() => {
                self.next();
                ColumnOption::Srid(self.big_number()?)
            }
            "REF_SYSTEM_ID" if self.mode.is_mariadb() => {
                self.next();
                self.expect("=")?;
                ColumnOption::Srid(self.big_number()?)
            }
            _ if self.mode.is_mariadb() && self.at_name() && self.at_nth(1, "=") => {
                let name = self.take_name();
                ColumnOption::Engine(name, self.engine_value()?)
            }
            _ => return Ok(None),
        }))
    }

    /// `= value` of an engine's own option.
    pub(super) fn engine_value(&mut self) -> Parsed<SmolStr> {
        self.accept("=");
        match self.peek().kind {
            TokenKind::String => self.string(),
            TokenKind::Integer | TokenKind::Hex => Ok(self.next().text(self.text).into()),
            _ if self.at("DEFAULT") || self.at_name() => Ok(self.take_name().text),
            _ => self.unexpected(),
        }
    }

    /// A number of 64 bits.
    pub(in crate::mysql::syntax) fn big_number(&mut self) -> Parsed<u64> {
        let token = self.peek();
        match token.kind {
            TokenKind::Integer | TokenKind::Decimal | TokenKind::Float => {
                self.next();
                Ok(token.text(self.text).split('.').next().and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX))
            }
            TokenKind::Hex => {
                self.next();
                Ok(u64::from_str_radix(&token.text(self.text)[2..], 16).unwrap_or(u64::MAX))
            }
            _ => self.unexpected(),
        }
    }

    fn default_option(&mut self) -> Parsed<ColumnOption> {
        self.next();
        let (value, span) = self.default_value()?;
        Ok(ColumnOption::Default(value, span))
    }

    /// A value without operators, or any expression in brackets; and its text.
    pub(super) fn default_value(&mut self) -> Parsed<(Expr, Span)> {
        let start = self.start();
        let value = match self.accept_any(&["-", "+"]) {
            Some(sign) => {
                if !matches!(self.peek().kind, TokenKind::Integer | TokenKind::Decimal | TokenKind::Float) {
                    return self.unexpected();
                }
                let operator = if sign == "-" { UnaryOperator::Minus } else { UnaryOperator::Plus };
                let operand = Box::new(self.literal()?);
                self.expr_from(start, ExprKind::Unary(operator, operand))
            }
            None if self.at("DEFAULT") && !self.at_nth(1, "(") => return self.unexpected(),
            None => self.primary()?,
        };
        Ok((value, self.span_from(start)))
    }

    fn on_update(&mut self) -> Parsed<ColumnOption> {
        self.next();
        self.expect("UPDATE")?;
        let start = self.start();
        if !self.at_any(&["CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"]) {
            return self.unexpected();
        }
        let moment = self.primary()?;
        let _: (u32, &Literal) = (start, &Literal::Null);
        Ok(ColumnOption::OnUpdate(moment))
    }

    /// `[CONSTRAINT [name]] CHECK (…)`, `[CONSTRAINT name] REFERENCES …`.
    fn column_constraint(&mut self) -> Parsed<Option<ColumnOption>> {
        let mut name = None;
        if self.accept("CONSTRAINT") && self.at_name() {
            name = Some(self.name()?);
        }
        if self.at("REFERENCES") {
            return Ok(Some(ColumnOption::References(self.references()?)));
        }
        Ok(Some(ColumnOption::Check(self.check(name)?)))
    }
}
