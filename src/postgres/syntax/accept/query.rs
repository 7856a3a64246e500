//! Queries and their clauses.

use super::{QUERY, unsure};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::keywords::Category;
use crate::postgres::syntax::lex::Kind;

/// Clauses that follow a select list, which may be empty.
const CLAUSES: &[&str] = &[
    "FROM",
    "WHERE",
    "GROUP",
    "HAVING",
    "WINDOW",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "FOR",
    "INTO",
    "UNION",
    "INTERSECT",
    "EXCEPT",
];

impl Cursor<'_> {
    /// A query: `WITH`, the body, `ORDER BY` and limits.
    pub(super) fn accept_query(&mut self) -> Result<()> {
        if self.at_keyword("WITH") {
            self.accept_with()?;
        }
        self.accept_query_body()?;
        self.accept_query_tail()
    }

    fn accept_query_body(&mut self) -> Result<()> {
        loop {
            self.accept_query_term()?;
            if self.any(&["UNION", "INTERSECT", "EXCEPT"]).is_none() {
                return Ok(());
            }
            self.any(&["ALL", "DISTINCT"]);
        }
    }

    fn accept_query_term(&mut self) -> Result<()> {
        if self.symbol(Kind::LeftParen) {
            self.accept_query()?;
            return self.expect_symbol(Kind::RightParen);
        }
        if self.keyword("VALUES") {
            return self.accept_list(|row| row.accept_group(Self::accept_expr));
        }
        if self.keyword("TABLE") {
            return self.accept_relation();
        }
        self.expect("SELECT")?;
        self.accept_select()
    }

    fn accept_select(&mut self) -> Result<()> {
        if self.keyword("DISTINCT") {
            if self.keyword("ON") {
                self.accept_group(Self::accept_expr)?;
            }
            self.accept_items()?;
        } else {
            self.keyword("ALL");
            if self.begins_item() {
                self.accept_items()?;
            }
        }
        if self.keyword("INTO") {
            self.accept_into()?;
        }
        if self.keyword("FROM") {
            self.accept_list(Self::accept_table)?;
        }
        if self.keyword("WHERE") {
            self.accept_expr()?;
        }
        if self.keyword("GROUP") {
            self.expect("BY")?;
            self.any(&["ALL", "DISTINCT"]);
            self.accept_list(Self::accept_group_key)?;
        }
        if self.keyword("HAVING") {
            self.accept_expr()?;
        }
        if self.keyword("WINDOW") {
            self.accept_list(|window| {
                window.accept_name()?;
                window.expect("AS")?;
                window.accept_window()
            })?;
        }
        Ok(())
    }

    /// Whether a select list comes next: it may be empty.
    fn begins_item(&self) -> bool {
        match self.kind() {
            None | Some(Kind::RightParen | Kind::Semicolon | Kind::Comma) => false,
            Some(Kind::Word) => {
                !(self.category() == Some(Category::Reserved) && (self.at_any(CLAUSES) || self.at_keyword("WITH")))
            }
            _ => true,
        }
    }

    pub(super) fn accept_items(&mut self) -> Result<()> {
        self.accept_list(|item| {
            if item.operator("*") {
                return Ok(());
            }
            item.accept_item_expr()?;
            if item.keyword("AS") {
                return item.label().map(drop);
            }
            if item.at_bare_label() {
                item.at += 1;
            }
            Ok(())
        })
    }

    /// Whether the next word is the last one of an item.
    pub(super) fn is_last_label(&self) -> bool {
        let behind = Self { at: self.at + 1, ..*self };
        self.at_bare_label()
            && match behind.kind() {
                None | Some(Kind::Comma | Kind::RightParen | Kind::Semicolon) => true,
                Some(Kind::Word) => behind.at_any(CLAUSES),
                _ => false,
            }
    }

    fn accept_into(&mut self) -> Result<()> {
        if self.any(&["LOCAL", "GLOBAL"]).is_some() {
            self.expect_any(&["TEMPORARY", "TEMP"])?;
            self.keyword("TABLE");
        } else if self.any(&["TEMPORARY", "TEMP", "UNLOGGED", "TABLE"]).is_some_and(|word| word != "TABLE") {
            self.keyword("TABLE");
        }
        self.qualified_name().map(drop)
    }

    fn accept_group_key(&mut self) -> Result<()> {
        if self.kind() == Some(Kind::LeftParen) && self.nth(1).is_some_and(|token| token.kind == Kind::RightParen) {
            self.at += 2;
            return Ok(());
        }
        let grouped = self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen);
        if grouped && self.any(&["CUBE", "ROLLUP"]).is_some() {
            return self.accept_group(Self::accept_expr);
        }
        if self.at_keyword("GROUPING") && self.nth_is(1, "SETS") {
            self.at += 2;
            return self.accept_group(Self::accept_group_key);
        }
        self.accept_expr()
    }

    /// `ORDER BY`.
    pub(super) fn accept_order(&mut self) -> Result<()> {
        self.expect_all(&["ORDER", "BY"])?;
        self.accept_list(|key| {
            key.accept_expr()?;
            if key.keyword("USING") {
                return unsure("USING in ORDER BY");
            }
            key.any(&["ASC", "DESC"]);
            if key.at_keyword("NULLS") && (key.nth_is(1, "FIRST") || key.nth_is(1, "LAST")) {
                key.at += 2;
            }
            Ok(())
        })
    }

    fn accept_query_tail(&mut self) -> Result<()> {
        if self.at_keyword("ORDER") {
            self.accept_order()?;
        }
        let (mut limited, mut skipped, mut locked) = (false, false, false);
        loop {
            if !limited && self.at_any(&["LIMIT", "FETCH"]) {
                limited = true;
                self.accept_limit()?;
            } else if !skipped && self.keyword("OFFSET") {
                skipped = true;
                self.accept_expr()?;
                self.any(&["ROW", "ROWS"]);
            } else if self.at_keyword("FOR") && (!locked || !limited && !skipped) {
                locked = true;
                self.accept_locking()?;
            } else {
                return Ok(());
            }
        }
    }

    fn accept_limit(&mut self) -> Result<()> {
        if self.keyword("LIMIT") {
            if self.keyword("ALL") {
                return Ok(());
            }
            self.accept_expr()?;
            return if self.kind() == Some(Kind::Comma) { unsure("LIMIT #,#") } else { Ok(()) };
        }
        self.expect("FETCH")?;
        self.expect_any(&["FIRST", "NEXT"])?;
        if !self.at_any(&["ROW", "ROWS"]) {
            if !matches!(self.kind(), Some(Kind::Number | Kind::String | Kind::LeftParen)) {
                return unsure("FETCH FIRST");
            }
            self.accept_plain_expr()?;
        }
        self.expect_any(&["ROW", "ROWS"])?;
        if self.keyword("ONLY") { Ok(()) } else { self.expect_all(&["WITH", "TIES"]) }
    }

    fn accept_locking(&mut self) -> Result<()> {
        self.expect("FOR")?;
        match self.expect_any(&["UPDATE", "NO", "SHARE", "KEY", "READ"])? {
            "NO" => self.expect_all(&["KEY", "UPDATE"])?,
            "KEY" => self.expect("SHARE")?,
            "READ" => return self.expect("ONLY"),
            _ => {}
        }
        if self.keyword("OF") {
            self.accept_list(|table| table.qualified_name().map(drop))?;
        }
        if self.keyword("SKIP") {
            return self.expect("LOCKED");
        }
        self.keyword("NOWAIT");
        Ok(())
    }

    /// `WITH name (columns) AS (…), …`.
    pub(super) fn accept_with(&mut self) -> Result<()> {
        self.expect("WITH")?;
        let names = self.nth_is(1, "AS") || self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen);
        if self.at_keyword("RECURSIVE") && !names {
            self.at += 1;
        }
        self.accept_list(|cte| {
            cte.accept_name()?;
            if cte.kind() == Some(Kind::LeftParen) {
                cte.accept_names()?;
            }
            cte.expect("AS")?;
            if cte.keyword("NOT") {
                cte.expect("MATERIALIZED")?;
            } else {
                cte.keyword("MATERIALIZED");
            }
            cte.expect_symbol(Kind::LeftParen)?;
            cte.accept_data_statement()?;
            cte.expect_symbol(Kind::RightParen)?;
            if cte.at_any(&["SEARCH", "CYCLE"]) { unsure("SEARCH or CYCLE") } else { Ok(()) }
        })
    }

    /// A query or a data change, with its `WITH`.
    pub(super) fn accept_data_statement(&mut self) -> Result<()> {
        if self.at_keyword("WITH") {
            let mut behind = *self;
            behind.accept_with()?;
            if behind.at_any(&["INSERT", "UPDATE", "DELETE"]) {
                *self = behind;
            }
        }
        if self.keyword("INSERT") {
            return self.accept_insert();
        }
        if self.keyword("UPDATE") {
            return self.accept_update();
        }
        if self.keyword("DELETE") {
            return self.accept_delete();
        }
        if self.at_keyword("MERGE") && self.since(15) {
            return unsure("MERGE");
        }
        if self.at_any(QUERY) || self.kind() == Some(Kind::LeftParen) { self.accept_query() } else { self.refuse() }
    }
}
