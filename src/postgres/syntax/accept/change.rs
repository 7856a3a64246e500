//! `INSERT`, `UPDATE`, `DELETE`.

use super::{QUERY, unsure};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `INSERT`.
    pub(super) fn accept_insert(&mut self) -> Result<()> {
        self.expect("INTO")?;
        self.qualified_name()?;
        if self.keyword("AS") {
            self.accept_name()?;
        }
        self.accept_insert_source()?;
        if self.keyword("ON") {
            self.expect("CONFLICT")?;
            self.accept_conflict()?;
        }
        self.accept_returning()
    }

    fn accept_insert_source(&mut self) -> Result<()> {
        if self.keyword("DEFAULT") {
            return self.expect("VALUES");
        }
        if self.kind() == Some(Kind::LeftParen) && !self.at_query_group() {
            self.accept_group(|column| {
                column.accept_name()?;
                column.accept_indirection()
            })?;
        }
        if self.keyword("OVERRIDING") {
            self.expect_any(&["USER", "SYSTEM"])?;
            self.expect("VALUE")?;
        }
        if self.at_any(QUERY) || self.kind() == Some(Kind::LeftParen) { self.accept_query() } else { self.refuse() }
    }

    fn accept_conflict(&mut self) -> Result<()> {
        if self.keyword("ON") {
            self.expect("CONSTRAINT")?;
            self.accept_name()?;
        } else if self.kind() == Some(Kind::LeftParen) {
            self.accept_group(Self::accept_index_key)?;
            if self.keyword("WHERE") {
                self.accept_expr()?;
            }
        }
        self.expect("DO")?;
        if self.expect_any(&["NOTHING", "UPDATE"])? == "NOTHING" {
            return Ok(());
        }
        self.expect("SET")?;
        self.accept_assignments()?;
        if self.keyword("WHERE") { self.accept_expr() } else { Ok(()) }
    }

    fn accept_index_key(&mut self) -> Result<()> {
        if self.symbol(Kind::LeftParen) {
            self.accept_expr()?;
            self.expect_symbol(Kind::RightParen)?;
        } else {
            self.accept_name()?;
            if matches!(self.kind(), Some(Kind::LeftParen | Kind::Period)) {
                return unsure("a function as a key");
            }
        }
        if self.keyword("COLLATE") {
            self.qualified_name()?;
        }
        if self.at_any(&["ASC", "DESC", "NULLS"]) || !matches!(self.kind(), Some(Kind::Comma | Kind::RightParen)) {
            let mut class = *self;
            return if class.qualified_name().is_ok() || self.at_any(&["ASC", "DESC"]) {
                unsure("an operator class or order of a key")
            } else {
                self.refuse()
            };
        }
        Ok(())
    }

    fn accept_assignments(&mut self) -> Result<()> {
        self.accept_list(|assignment| {
            if assignment.kind() == Some(Kind::LeftParen) {
                assignment.accept_group(Self::accept_target)?;
            } else {
                assignment.accept_target()?;
            }
            if !assignment.operator("=") {
                return assignment.refuse();
            }
            assignment.accept_expr()
        })
    }

    fn accept_target(&mut self) -> Result<()> {
        self.accept_name()?;
        self.accept_indirection()
    }

    /// What follows `UPDATE`.
    pub(super) fn accept_update(&mut self) -> Result<()> {
        self.accept_changed_relation()?;
        self.expect("SET")?;
        self.accept_assignments()?;
        if self.keyword("FROM") {
            self.accept_list(Self::accept_table)?;
        }
        self.accept_condition()?;
        self.accept_returning()
    }

    /// What follows `DELETE`.
    pub(super) fn accept_delete(&mut self) -> Result<()> {
        self.expect("FROM")?;
        self.accept_changed_relation()?;
        if self.keyword("USING") {
            self.accept_list(Self::accept_table)?;
        }
        self.accept_condition()?;
        self.accept_returning()
    }

    fn accept_changed_relation(&mut self) -> Result<()> {
        self.accept_relation()?;
        if self.keyword("AS") {
            return self.accept_name();
        }
        if !self.at_keyword("SET") && ({ *self }).ident().is_ok() {
            self.at += 1;
        }
        Ok(())
    }

    fn accept_condition(&mut self) -> Result<()> {
        if !self.keyword("WHERE") {
            return Ok(());
        }
        if self.at_keyword("CURRENT") && self.nth_is(1, "OF") {
            self.at += 2;
            return self.accept_name();
        }
        self.accept_expr()
    }

    fn accept_returning(&mut self) -> Result<()> {
        if !self.keyword("RETURNING") {
            return Ok(());
        }
        if self.since(18) && self.at_keyword("WITH") {
            return unsure("RETURNING WITH");
        }
        self.accept_items()
    }
}
