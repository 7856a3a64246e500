//! Names, calls, and what SQL spells in a way of its own.

use super::unsure;
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// A word that is reserved, and a value or call by itself.
    pub(super) fn accept_session_value(&mut self) -> Result<()> {
        const PLAIN: &[&str] =
            &["CURRENT_DATE", "CURRENT_ROLE", "CURRENT_USER", "SESSION_USER", "USER", "CURRENT_CATALOG"];
        const PRECISE: &[&str] = &["CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP"];
        if self.any(PLAIN).is_some() {
            return Ok(());
        }
        if self.since(16) && self.at_keyword("SYSTEM_USER") {
            return unsure("SYSTEM_USER");
        }
        if self.any(PRECISE).is_none() {
            return self.refuse();
        }
        if self.symbol(Kind::LeftParen) {
            self.expect_number()?;
            self.expect_symbol(Kind::RightParen)?;
        }
        Ok(())
    }

    /// A word that may be a column: a type with keywords of its own, a call with a syntax of its own, or a name.
    pub(super) fn accept_column_keyword(&mut self) -> Result<()> {
        const TYPES: &[&str] = &[
            "BIGINT",
            "BIT",
            "BOOLEAN",
            "CHAR",
            "CHARACTER",
            "DEC",
            "DECIMAL",
            "FLOAT",
            "INT",
            "INTEGER",
            "INTERVAL",
            "NATIONAL",
            "NCHAR",
            "NUMERIC",
            "REAL",
            "SMALLINT",
            "TIME",
            "TIMESTAMP",
            "VARCHAR",
        ];
        let next = self.nth(1).map(|token| token.kind);
        if self.at_any(&["EXISTS"]) && next == Some(Kind::LeftParen) {
            self.at += 1;
            return if self.at_query_group() { self.accept_parentheses().map(drop) } else { self.refuse_inside() };
        }
        if next == Some(Kind::LeftParen) && !self.at_any(TYPES) {
            return self.accept_special_call();
        }
        let typed = self.at_any(TYPES)
            && (matches!(next, Some(Kind::String | Kind::LeftParen))
                || self.at_any(&["BIT", "CHAR", "CHARACTER", "NCHAR"]) && self.nth_is(1, "VARYING")
                || self.at_any(&["TIME", "TIMESTAMP"])
                    && (self.nth_is(1, "WITH") || self.nth_is(1, "WITHOUT"))
                    && self.nth_is(2, "TIME"));
        if !typed {
            return self.accept_column_or_call();
        }
        if self.at_keyword("INTERVAL") {
            return self.accept_interval();
        }
        self.simple_type()?;
        self.expect_symbol(Kind::String)
    }

    /// `INTERVAL '1' DAY`, `INTERVAL(3) '1 day'`.
    fn accept_interval(&mut self) -> Result<()> {
        self.expect("INTERVAL")?;
        if self.symbol(Kind::LeftParen) {
            self.expect_number()?;
            self.expect_symbol(Kind::RightParen)?;
            return self.expect_symbol(Kind::String);
        }
        self.expect_symbol(Kind::String)?;
        if self.any(&["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"]).is_some() {
            if self.keyword("TO") {
                self.expect_any(&["MONTH", "HOUR", "MINUTE", "SECOND"])?;
            }
            if self.symbol(Kind::LeftParen) {
                self.expect_number()?;
                self.expect_symbol(Kind::RightParen)?;
            }
        }
        Ok(())
    }

    /// What stands behind a parenthesis where only a query may.
    fn refuse_inside(&mut self) -> Result<()> {
        self.expect_symbol(Kind::LeftParen)?;
        while self.symbol(Kind::LeftParen) {}
        self.refuse()
    }

    /// A word that names a function only, and so a call or the type of a constant.
    pub(super) fn accept_function_keyword(&mut self) -> Result<()> {
        if self.at_keyword("CURRENT_SCHEMA") && self.nth(1).is_none_or(|next| next.kind != Kind::LeftParen) {
            self.at += 1;
            return Ok(());
        }
        if self.at_keyword("COLLATION") && self.nth_is(1, "FOR") {
            self.at += 2;
            self.expect_symbol(Kind::LeftParen)?;
            self.accept_expr()?;
            return self.expect_symbol(Kind::RightParen);
        }
        self.at += 1;
        match self.kind() {
            Some(Kind::String) => {
                self.at += 1;
                Ok(())
            }
            Some(Kind::LeftParen) => self.accept_call(),
            _ => self.refuse(),
        }
    }

    /// A column, a call, or a constant behind the name of its type.
    pub(super) fn accept_column_or_call(&mut self) -> Result<()> {
        let double = self.at_keyword("DOUBLE") && self.nth_is(1, "PRECISION");
        if double {
            self.at += 2;
            return self.expect_symbol(Kind::String);
        }
        self.ident()?;
        let first = self.at;
        self.accept_indirection()?;
        let read = &self.tokens.list[first..self.at];
        let plain = read.iter().all(|token| !matches!(token.kind, Kind::LeftBracket | Kind::Operator));
        match self.kind() {
            Some(Kind::LeftParen) if plain => self.accept_call(),
            Some(Kind::String) if plain => {
                self.at += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The arguments of a call, and what may follow it.
    fn accept_call(&mut self) -> Result<()> {
        self.accept_arguments()?;
        // The type of a constant, with its modifiers.
        if self.symbol(Kind::String) {
            return Ok(());
        }
        if self.keyword("WITHIN") {
            self.expect("GROUP")?;
            self.expect_symbol(Kind::LeftParen)?;
            self.accept_order()?;
            self.expect_symbol(Kind::RightParen)?;
        }
        if self.keyword("FILTER") {
            self.expect_symbol(Kind::LeftParen)?;
            self.expect("WHERE")?;
            self.accept_expr()?;
            self.expect_symbol(Kind::RightParen)?;
        }
        if self.since(19) && self.at_any(&["IGNORE", "RESPECT"]) {
            return unsure("the treatment of nulls");
        }
        if self.keyword("OVER") {
            return if self.kind() == Some(Kind::LeftParen) { self.accept_window() } else { self.accept_name() };
        }
        Ok(())
    }

    pub(super) fn accept_arguments(&mut self) -> Result<()> {
        self.expect_symbol(Kind::LeftParen)?;
        if self.symbol(Kind::RightParen) {
            return Ok(());
        }
        if self.operator("*") {
            return self.expect_symbol(Kind::RightParen);
        }
        let all = self.any(&["ALL", "DISTINCT"]).is_some();
        loop {
            let variadic = !all && self.keyword("VARIADIC");
            self.accept_argument()?;
            if variadic || !self.symbol(Kind::Comma) {
                break;
            }
        }
        if self.at_keyword("ORDER") {
            self.accept_order()?;
        }
        self.expect_symbol(Kind::RightParen)
    }

    fn accept_argument(&mut self) -> Result<()> {
        let mut ahead = *self;
        if ahead.function_or_type().is_ok() && (ahead.symbol(Kind::Assignment) || ahead.symbol(Kind::Arrow)) {
            *self = ahead;
        }
        self.accept_expr()
    }

    /// `(name PARTITION BY … ORDER BY … frame)`.
    pub(super) fn accept_window(&mut self) -> Result<()> {
        const PARTS: &[&str] = &["PARTITION", "ORDER", "RANGE", "ROWS", "GROUPS"];
        self.expect_symbol(Kind::LeftParen)?;
        if self.kind() != Some(Kind::RightParen) && !self.at_any(PARTS) {
            self.accept_name()?;
        }
        if self.keyword("PARTITION") {
            self.expect("BY")?;
            self.accept_exprs()?;
        }
        if self.at_keyword("ORDER") {
            self.accept_order()?;
        }
        if self.any(&["RANGE", "ROWS", "GROUPS"]).is_some() {
            self.accept_frame()?;
        }
        self.expect_symbol(Kind::RightParen)
    }

    fn accept_frame(&mut self) -> Result<()> {
        if self.keyword("BETWEEN") {
            self.accept_bound()?;
            self.expect("AND")?;
        }
        self.accept_bound()?;
        if self.keyword("EXCLUDE") {
            return match self.expect_any(&["CURRENT", "GROUP", "TIES", "NO"])? {
                "CURRENT" => self.expect("ROW"),
                "NO" => self.expect("OTHERS"),
                _ => Ok(()),
            };
        }
        Ok(())
    }

    fn accept_bound(&mut self) -> Result<()> {
        if self.at_keyword("CURRENT") && self.nth_is(1, "ROW") {
            self.at += 2;
            return Ok(());
        }
        if !self.keyword("UNBOUNDED") {
            self.accept_expr()?;
        }
        self.expect_any(&["PRECEDING", "FOLLOWING"]).map(drop)
    }

    /// A call that has a syntax of its own.
    fn accept_special_call(&mut self) -> Result<()> {
        const LISTS: &[&str] = &["COALESCE", "GREATEST", "LEAST", "GROUPING"];
        const OWN: &[&str] =
            &["EXTRACT", "POSITION", "SUBSTRING", "TRIM", "OVERLAY", "NORMALIZE", "NULLIF", "TREAT", "ROW"];
        if self.any(LISTS).is_some() {
            return self.accept_group(Self::accept_expr);
        }
        let Some(word) = self.any(OWN) else {
            let name = self.text().to_ascii_uppercase();
            if ["BETWEEN", "INOUT", "OUT", "NONE", "PRECISION", "SETOF", "VALUES"].contains(&name.as_str()) {
                self.at += 1;
                return self.refuse();
            }
            return unsure(&name);
        };
        if word == "TREAT" {
            return self.accept_cast();
        }
        self.expect_symbol(Kind::LeftParen)?;
        match word {
            "EXTRACT" => self.accept_extract()?,
            "POSITION" => {
                self.accept_plain_expr()?;
                self.expect("IN")?;
                self.accept_plain_expr()?;
            }
            "SUBSTRING" | "OVERLAY" => self.accept_part()?,
            "TRIM" => self.accept_trim()?,
            "NULLIF" => {
                self.accept_expr()?;
                self.expect_symbol(Kind::Comma)?;
                self.accept_expr()?;
            }
            "ROW" if self.kind() == Some(Kind::RightParen) => {}
            "ROW" => self.accept_exprs()?,
            _ => return unsure(word),
        }
        self.expect_symbol(Kind::RightParen)
    }

    fn accept_extract(&mut self) -> Result<()> {
        if self.kind() == Some(Kind::RightParen) {
            return Ok(());
        }
        let unit = self.at_any(&["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"]);
        if !unit && !self.at_identifier() && self.kind() != Some(Kind::String) {
            return self.refuse();
        }
        self.at += 1;
        self.expect("FROM")?;
        self.accept_expr()
    }

    /// `text FROM start FOR length`, `text, start`.
    fn accept_part(&mut self) -> Result<()> {
        if self.kind() == Some(Kind::RightParen) {
            return Ok(());
        }
        self.accept_argument()?;
        if self.kind() == Some(Kind::Comma) {
            while self.symbol(Kind::Comma) {
                self.accept_argument()?;
            }
            return Ok(());
        }
        if self.keyword("PLACING") {
            self.accept_expr()?;
        }
        if self.keyword("FROM") {
            self.accept_expr()?;
            if self.keyword("FOR") {
                self.accept_expr()?;
            }
        } else if self.keyword("FOR") {
            self.accept_expr()?;
            if self.keyword("FROM") {
                self.accept_expr()?;
            }
        }
        Ok(())
    }

    fn accept_trim(&mut self) -> Result<()> {
        self.any(&["BOTH", "LEADING", "TRAILING"]);
        if !self.keyword("FROM") {
            self.accept_expr()?;
            if self.keyword("FROM") {
                return self.accept_exprs();
            }
            while self.symbol(Kind::Comma) {
                self.accept_expr()?;
            }
            return Ok(());
        }
        self.accept_exprs()
    }
}
