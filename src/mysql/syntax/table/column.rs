//! Columns.

use crate::mysql::ast::{ColumnDefinition, ColumnOption, DataType, Expr, ExprKind, Generated, Name, UnaryOperator};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;
use crate::source::Span;
use smol_str::SmolStr;

/// What MariaDB takes behind a computed column and behind `SERIAL`.
const FEW: &[&str] = &["UNIQUE", "COMMENT", "INVISIBLE", "PRIMARY", "KEY", "NOT"];

impl Parser<'_> {
    /// `name type attributes`.
    pub(in crate::mysql::syntax) fn column_definition(&mut self) -> Parsed<ColumnDefinition> {
        let start = self.start();
        let name = self.column_own_name()?;
        let type_name = self.type_name()?;
        let mut column =
            ColumnDefinition { name, type_name, generated: None, options: Vec::new(), span: self.span_from(start) };
        self.column_parts(&mut column)?;
        column.span = self.span_from(start);
        Ok(column)
    }

    /// The name of a column may name its table before it.
    pub(super) fn column_own_name(&mut self) -> Parsed<Name> {
        Ok(self.column_name()?.column)
    }

    /// Attributes; a check comes last in MariaDB.
    fn column_parts(&mut self, column: &mut ColumnDefinition) -> Parsed<()> {
        if self.at_any(&["GENERATED", "AS"]) && column.type_name.data_type != DataType::Serial {
            self.generated(column)?;
        }
        let few = column.generated.is_some() || column.type_name.data_type == DataType::Serial;
        while let Some(option) = self.column_option(few)? {
            column.options.push(option);
        }
        if self.mode.is_mariadb() && self.at("CHECK") {
            column.options.push(ColumnOption::Check(self.check(None)?));
        }
        Ok(())
    }

    /// `[CONSTRAINT [name]] REFERENCES …` behind a new column.
    pub(super) fn column_references(&mut self, column: &mut ColumnDefinition) -> Parsed<()> {
        if self.accept("CONSTRAINT") {
            if self.at_name() {
                self.name()?;
            }
            if !self.at("REFERENCES") {
                return self.unexpected();
            }
        }
        if self.at("REFERENCES") {
            column.options.push(ColumnOption::References(self.references()?));
            column.span = self.span_from(column.span.start);
        }
        Ok(())
    }

    /// `[GENERATED ALWAYS] AS (expr) [VIRTUAL | STORED | PERSISTENT]`, `GENERATED ALWAYS AS ROW START`.
    fn generated(&mut self, column: &mut ColumnDefinition) -> Parsed<()> {
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
            return Ok(());
        }
        let mut list = self.bracketed_list(Self::expr)?;
        let expr = list.remove(0);
        if !list.is_empty() {
            return self.fail("1241", "Operand should contain 1 column(s)");
        }
        let kinds: &[&str] =
            if self.mode.is_mariadb() { &["VIRTUAL", "STORED", "PERSISTENT"] } else { &["VIRTUAL", "STORED"] };
        let stored = self.accept_any(kinds).is_some_and(|kind| kind != "VIRTUAL");
        column.generated = Some(Generated { expr, stored });
        Ok(())
    }

    fn column_option(&mut self, few: bool) -> Parsed<Option<ColumnOption>> {
        let token = self.peek();
        if token.kind == TokenKind::Name && self.mode.is_mariadb() && !few {
            return self.engine_attribute().map(Some);
        }
        // Of a computed column, MariaDB takes few attributes.
        let other = few && self.mode.is_mariadb() && !self.at_any(FEW);
        if token.kind != TokenKind::Word || other {
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
                ColumnOption::Comment(self.string()?)
            }
            "COLLATE" => {
                self.next();
                ColumnOption::Collate(self.collation_name()?)
            }
            "CHECK" | "CONSTRAINT" if !self.mode.is_mariadb() => return self.column_constraint(),
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
            _ if self.mode.is_mariadb() && self.at_plain_name() => self.engine_attribute()?,
            _ => return Ok(None),
        }))
    }

    fn engine_attribute(&mut self) -> Parsed<ColumnOption> {
        let name = self.take_name();
        Ok(ColumnOption::Engine(name, self.engine_value()?))
    }

    /// `= value` of an engine's own option.
    pub(super) fn engine_value(&mut self) -> Parsed<SmolStr> {
        self.expect("=")?;
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
            None => self.primary()?,
        };
        if matches!(value.kind, ExprKind::Row(_)) {
            return self.fail("1241", "Operand should contain 1 column(s)");
        }
        Ok((value, self.span_from(start)))
    }

    fn on_update(&mut self) -> Parsed<ColumnOption> {
        self.next();
        self.expect("UPDATE")?;
        let is_now = self.at_any(&["CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP"]) || self.at_words(&["NOW", "("]);
        if is_now { Ok(ColumnOption::OnUpdate(self.primary()?)) } else { self.unexpected() }
    }

    /// `[CONSTRAINT [name]] CHECK (…)` (MySQL).
    fn column_constraint(&mut self) -> Parsed<Option<ColumnOption>> {
        let mut name = None;
        if self.accept("CONSTRAINT") && self.at_name() {
            name = Some(self.name()?);
        }
        Ok(Some(ColumnOption::Check(self.check(name)?)))
    }
}
