//! The server's grammar of queries, data changes and expressions, which only steps over them: it finds the first token that cannot
//! follow. It is asked where `sqlparser` reads something differently or not at all, so that a syntax error is told from what is only
//! not read. What depends on the version, or on a rule that is not here, is opaque.

mod call;
mod change;
mod expr;
mod from;
mod query;

use super::cursor::Cursor;
use super::error::{Refusal, Result, opaque};
use super::keywords::{self, Category};
use super::lex::Kind;

/// Keywords that cannot be a label without `AS`.
const NEEDS_AS: &[&str] = &[
    "array",
    "as",
    "char",
    "character",
    "create",
    "day",
    "except",
    "fetch",
    "filter",
    "for",
    "from",
    "grant",
    "group",
    "having",
    "hour",
    "intersect",
    "into",
    "isnull",
    "limit",
    "minute",
    "month",
    "notnull",
    "offset",
    "on",
    "order",
    "over",
    "overlaps",
    "precision",
    "returning",
    "second",
    "to",
    "union",
    "varying",
    "where",
    "window",
    "with",
    "within",
    "without",
    "year",
];

/// Words that a query begins with.
const QUERY: &[&str] = &["SELECT", "VALUES", "WITH", "TABLE"];

impl Cursor<'_> {
    /// What is wrong with an expression that fills this range, if it is certain; otherwise what was said before.
    pub(super) fn misread_expr(self, refusal: Refusal) -> Refusal {
        self.certain(refusal, |cursor| cursor.accept_expr().and_then(|()| cursor.finish()))
    }

    /// The same for a query, which may be that of a view or a table.
    pub(super) fn misread_query(self, refusal: Refusal) -> Refusal {
        self.certain(refusal, |cursor| {
            cursor.accept_query()?;
            cursor.accept_ending()?;
            cursor.finish()
        })
    }

    /// `WITH CHECK OPTION`, `WITH DATA`.
    fn accept_ending(&mut self) -> Result<()> {
        let start = Self { at: 0, ..*self };
        let creates = |word| start.at_keyword("CREATE") && (1..6).any(|ahead| start.nth_is(ahead, word));
        let routine = creates("FUNCTION") || creates("PROCEDURE");
        let view = creates("VIEW") && !creates("MATERIALIZED");
        let filled = creates("MATERIALIZED") || !view && creates("TABLE");
        if routine || !(view || filled) || !self.keyword("WITH") {
            return Ok(());
        }
        if filled {
            self.keyword("NO");
            return self.expect("DATA");
        }
        self.any(&["LOCAL", "CASCADED"]);
        self.expect_all(&["CHECK", "OPTION"])
    }

    /// The same for a query or a data change that is a whole statement.
    pub(super) fn misread_statement(self, refusal: Refusal) -> Refusal {
        self.certain(refusal, |cursor| cursor.accept_data_statement().and_then(|()| cursor.finish()))
    }

    /// What is wrong with an expression that `sqlparser` takes, and the server does not.
    pub(super) fn refused_expr(self) -> Option<Refusal> {
        certain_only(self.misread_expr(Refusal::Opaque(String::new())))
    }

    /// The same for a query.
    pub(super) fn refused_query(self) -> Option<Refusal> {
        certain_only(self.misread_query(Refusal::Opaque(String::new())))
    }

    fn certain(mut self, refusal: Refusal, accept: impl FnOnce(&mut Self) -> Result<()>) -> Refusal {
        if self.is_too_deep() {
            return refusal;
        }
        match accept(&mut self) {
            Err(syntax @ Refusal::Syntax { .. }) => syntax,
            _ => refusal,
        }
    }

    /// Whether the next token is that of a query or a data change.
    pub(super) fn at_data_statement(&self) -> bool {
        self.at_any(QUERY) || self.at_any(&["INSERT", "UPDATE", "DELETE"]) || self.kind() == Some(Kind::LeftParen)
    }

    fn category(&self) -> Option<Category> {
        match self.kind() {
            Some(Kind::Word) => keywords::category(&self.text().to_ascii_lowercase()),
            _ => None,
        }
    }

    /// A name that is no keyword.
    fn at_identifier(&self) -> bool {
        match self.kind() {
            Some(Kind::QuotedIdentifier) => true,
            Some(Kind::Word) => self.category().is_none(),
            _ => false,
        }
    }

    /// A word that may stand behind an expression as its label.
    fn at_bare_label(&self) -> bool {
        match self.kind() {
            Some(Kind::QuotedIdentifier) => true,
            Some(Kind::Word) => {
                let word = self.text().to_ascii_lowercase();
                keywords::category(&word).is_none() || NEEDS_AS.binary_search(&word.as_str()).is_err()
            }
            _ => false,
        }
    }

    /// One or more of `item`, with commas between.
    fn accept_list(&mut self, mut item: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        item(self)?;
        while self.symbol(Kind::Comma) {
            item(self)?;
        }
        Ok(())
    }

    /// `(item, …)`.
    fn accept_group(&mut self, item: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.expect_symbol(Kind::LeftParen)?;
        self.accept_list(item)?;
        self.expect_symbol(Kind::RightParen)
    }

    fn accept_name(&mut self) -> Result<()> {
        self.ident().map(drop)
    }

    /// `(name, …)`.
    fn accept_names(&mut self) -> Result<()> {
        self.accept_group(Self::accept_name)
    }

    fn expect_number(&mut self) -> Result<()> {
        self.expect_symbol(Kind::Number)
    }

    /// Whether parentheses open here around a query.
    fn at_query_group(&self) -> bool {
        let mut ahead = *self;
        while ahead.symbol(Kind::LeftParen) {}
        ahead.at > self.at && ahead.at_any(QUERY)
    }
}

fn certain_only(refusal: Refusal) -> Option<Refusal> {
    matches!(refusal, Refusal::Syntax { .. }).then_some(refusal)
}

fn unsure(what: &str) -> Result<()> {
    opaque(format!("{what} is not read"))
}
