//! A place among the tokens of a statement, and the steps that every production is made of.

use super::error::{Refusal, Result, opaque};
use super::ident::fold;
use super::keywords::{self, Category};
use super::lex::{Kind, Token, Tokens};
use super::literal;
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::source::Span;

/// A place in a range of tokens. Copies are free: looking ahead is reading on with a copy.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a Tokens<'a>) -> Self {
        Self { tokens, at: 0, end: tokens.list.len() }
    }

    /// Whether the grammar is that of this version or a later one.
    pub(super) fn since(&self, version: u32) -> bool {
        self.tokens.version >= version
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.end
    }

    pub(super) fn nth(&self, ahead: usize) -> Option<Token> {
        let index = self.at + ahead;
        if index < self.end { Some(self.tokens.list[index]) } else { None }
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.nth(0)
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.peek().map(|token| token.kind)
    }

    /// The source of the next token; empty at the end.
    pub(super) fn text(&self) -> &'a str {
        self.peek().map_or("", |token| token.span.slice(self.tokens.text))
    }

    /// From the token at index `start` to the last one read.
    pub(super) fn span_from(&self, start: usize) -> Span {
        let first = self.tokens.list.get(start).map_or(self.tokens.follow.start, |token| token.span.start);
        match self.at.checked_sub(1) {
            Some(last) if last >= start => Span { start: first, end: self.tokens.list[last].span.end },
            _ => Span { start: first, end: first },
        }
    }

    /// The server's complaint about the next token.
    pub(super) fn unexpected(&self) -> Refusal {
        let span = self.tokens.list.get(self.at).map_or(self.tokens.follow, |token| token.span);
        Refusal::unexpected(self.tokens.text, span)
    }

    pub(super) fn refuse<T>(&self) -> Result<T> {
        Err(self.unexpected())
    }

    /// The server's complaint where a body is not closed: it takes the `;` behind it for the end of its last statement.
    pub(super) fn unfinished(&self) -> Refusal {
        let end = self.tokens.follow.end;
        Refusal::unexpected(self.tokens.text, Span { start: end, end })
    }

    /// The server's complaint about the next token, with a message of its own.
    pub(super) fn refuse_as<T>(&self, message: &str) -> Result<T> {
        match self.unexpected() {
            Refusal::Syntax { code, message: usual, offset } => {
                Err(Refusal::Syntax { code, message: usual.replacen("syntax error", message, 1), offset })
            }
            Refusal::Opaque(reason) => Err(Refusal::Opaque(reason)),
        }
    }

    /// Nothing may be left.
    pub(super) fn finish(&self) -> Result<()> {
        if self.is_at_end() { Ok(()) } else { self.refuse() }
    }

    // Keywords

    pub(super) fn nth_is(&self, ahead: usize, keyword: &str) -> bool {
        self.nth(ahead).is_some_and(|token| {
            token.kind == Kind::Word && token.span.slice(self.tokens.text).eq_ignore_ascii_case(keyword)
        })
    }

    pub(super) fn at_keyword(&self, keyword: &str) -> bool {
        self.nth_is(0, keyword)
    }

    pub(super) fn at_any(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.at_keyword(keyword))
    }

    /// Whether all of `keywords` come next.
    pub(super) fn at_all(&self, keywords: &[&str]) -> bool {
        keywords.iter().enumerate().all(|(ahead, keyword)| self.nth_is(ahead, keyword))
    }

    /// Takes a keyword if it comes next.
    pub(super) fn keyword(&mut self, keyword: &str) -> bool {
        let found = self.at_keyword(keyword);
        self.at += usize::from(found);
        found
    }

    /// Takes several keywords if all of them come next.
    pub(super) fn all(&mut self, keywords: &[&str]) -> bool {
        let found = self.at_all(keywords);
        if found {
            self.at += keywords.len();
        }
        found
    }

    /// Takes the first of `keywords` that comes next.
    pub(super) fn any(&mut self, keywords: &[&'static str]) -> Option<&'static str> {
        keywords.iter().copied().find(|keyword| self.keyword(keyword))
    }

    pub(super) fn expect(&mut self, keyword: &str) -> Result<()> {
        if self.keyword(keyword) { Ok(()) } else { self.refuse() }
    }

    pub(super) fn expect_all(&mut self, keywords: &[&str]) -> Result<()> {
        keywords.iter().try_for_each(|keyword| self.expect(keyword))
    }

    pub(super) fn expect_any(&mut self, keywords: &[&'static str]) -> Result<&'static str> {
        self.any(keywords).ok_or_else(|| self.unexpected())
    }

    /// `IF EXISTS`.
    pub(super) fn if_exists(&mut self) -> bool {
        self.all(&["IF", "EXISTS"])
    }

    /// `IF NOT EXISTS`.
    pub(super) fn if_not_exists(&mut self) -> Result<bool> {
        if self.all(&["IF", "NOT"]) { self.expect("EXISTS").map(|()| true) } else { Ok(false) }
    }

    // Symbols

    pub(super) fn symbol(&mut self, kind: Kind) -> bool {
        let found = self.kind() == Some(kind);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect_symbol(&mut self, kind: Kind) -> Result<()> {
        if self.symbol(kind) { Ok(()) } else { self.refuse() }
    }

    /// Takes an operator with this spelling if it comes next.
    pub(super) fn operator(&mut self, spelling: &str) -> bool {
        let found = self.kind() == Some(Kind::Operator) && self.text() == spelling;
        self.at += usize::from(found);
        found
    }

    // Groups and lists

    /// The inside of the parentheses that come next, which are stepped over. What is never closed reaches to the end.
    pub(super) fn group(&mut self) -> Result<Cursor<'a>> {
        self.expect_symbol(Kind::LeftParen)?;
        let close = self.closing();
        let inside = Cursor { end: close, ..*self };
        self.at = (close + 1).min(self.end);
        Ok(inside)
    }

    /// The index of the parenthesis that closes the one before this place, or the end.
    fn closing(&self) -> usize {
        let mut depth = 0_usize;
        for index in self.at..self.end {
            match self.tokens.list[index].kind {
                Kind::LeftParen => depth += 1,
                Kind::RightParen if depth == 0 => return index,
                Kind::RightParen => depth -= 1,
                _ => {}
            }
        }
        self.end
    }

    /// The index of the next token outside all brackets that `stop` accepts, or the end.
    pub(super) fn find(&self, stop: impl Fn(&Cursor<'a>) -> bool) -> usize {
        let mut ahead = *self;
        let mut depth = 0_usize;
        while let Some(token) = ahead.peek() {
            match token.kind {
                _ if depth == 0 && stop(&ahead) => break,
                Kind::LeftParen | Kind::LeftBracket => depth += 1,
                Kind::RightParen | Kind::RightBracket => depth = depth.saturating_sub(1),
                _ => {}
            }
            ahead.at += 1;
        }
        ahead.at
    }

    /// The part of this range before index `end`; this cursor steps behind it.
    pub(super) fn take_until(&mut self, end: usize) -> Cursor<'a> {
        let part = Cursor { end, ..*self };
        self.at = end;
        part
    }

    /// This cursor's range from here on; the cursor steps to its end.
    pub(super) fn rest(&mut self) -> Self {
        self.take_until(self.end)
    }

    /// One or more of `item`, with commas between.
    pub(super) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.symbol(Kind::Comma) {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// `(item, …)`.
    pub(super) fn group_list<T>(&mut self, item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut inside = self.group()?;
        let items = inside.list(item)?;
        inside.finish()?;
        Ok(items)
    }

    // Names

    /// Takes the next token as a name if it is an identifier or a keyword of one of these categories.
    fn name(&mut self, allowed: &[Category]) -> Result<Ident> {
        let Some(token) = self.peek() else { return self.refuse() };
        let name = match token.kind {
            Kind::QuotedIdentifier if self.text() == "\"\"" => {
                let message = "zero-length delimited identifier at or near \"\"\"\"".into();
                return Err(Refusal::Syntax { code: "42601", message, offset: Some(token.span.start) });
            }
            Kind::QuotedIdentifier => fold(self.text()),
            Kind::Word => {
                let name = fold(self.text());
                if keywords::category(&name).is_some_and(|category| !allowed.contains(&category)) {
                    return self.refuse();
                }
                name
            }
            _ => return self.refuse(),
        };
        self.at += 1;
        Ok(Ident { name, span: token.span })
    }

    /// A name of a column, table or other object (the grammar's `ColId`).
    pub(super) fn ident(&mut self) -> Result<Ident> {
        self.name(&[Category::Unreserved, Category::ColumnName])
    }

    /// A name of a function or type.
    pub(super) fn function_or_type(&mut self) -> Result<Ident> {
        self.name(&[Category::Unreserved, Category::TypeOrFunctionName])
    }

    /// Any word that is not reserved (the grammar's `NonReservedWord`).
    pub(super) fn non_reserved(&mut self) -> Result<Ident> {
        self.name(&[Category::Unreserved, Category::ColumnName, Category::TypeOrFunctionName])
    }

    /// Any word at all, as after a dot or `AS` (the grammar's `ColLabel`).
    pub(super) fn label(&mut self) -> Result<Ident> {
        self.name(&[Category::Unreserved, Category::ColumnName, Category::TypeOrFunctionName, Category::Reserved])
    }

    /// `name`, `schema.name`, `database.schema.name`.
    pub(super) fn qualified_name(&mut self) -> Result<QualifiedName> {
        let first = self.ident()?;
        self.qualified_by(first)
    }

    /// The rest of a name after its first part.
    pub(super) fn qualified_by(&mut self, first: Ident) -> Result<QualifiedName> {
        let mut parts = vec![first];
        while self.kind() == Some(Kind::Period) {
            // Two points in a row are one token to the server.
            let end = self.peek().map(|token| token.span.end);
            if self.nth(1).is_some_and(|token| token.kind == Kind::Period && Some(token.span.start) == end) {
                return self.refuse();
            }
            self.at += 1;
            parts.push(self.label()?);
        }
        Ok(QualifiedName { parts })
    }

    /// The name of a function: alone it may not be a column keyword, qualified it may, so that it is the next token that
    /// the server complains about.
    pub(super) fn function_name(&mut self) -> Result<QualifiedName> {
        let start = *self;
        let first = self.non_reserved()?;
        if self.kind() != Some(Kind::Period) && ({ start }).function_or_type().is_err() {
            return self.refuse();
        }
        self.qualified_by(first)
    }

    /// `(name, …)`.
    pub(super) fn ident_group(&mut self) -> Result<Vec<Ident>> {
        self.group_list(Cursor::ident)
    }

    // Constants

    /// A string literal's value.
    pub(super) fn string(&mut self) -> Result<Name> {
        if self.kind() != Some(Kind::String) {
            return self.refuse();
        }
        let Some(value) = literal::value(self.text()) else { return opaque("a string in a spelling that is not read") };
        self.at += 1;
        Ok(value)
    }

    /// `[+|-] digits`.
    pub(super) fn integer(&mut self) -> Result<i64> {
        let negative = self.operator("-");
        if !negative {
            self.operator("+");
        }
        if self.kind() != Some(Kind::Number) {
            return self.refuse();
        }
        let digits = self.text();
        let number = if negative { format!("-{digits}").parse() } else { digits.parse() };
        self.at += 1;
        number.or_else(|_| opaque(format!("a number that is no bigint: {digits}")))
    }
}
