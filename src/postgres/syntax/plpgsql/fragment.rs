//! The pieces of SQL inside a body, and the tokens that end them.

use super::super::cursor::Cursor;
use super::super::error::{self, Refusal};
use super::super::lex::{Kind, Tokens};
use super::super::scan;
use super::{Reader, Result, refuse};
use crate::postgres::ast::procedure::{Embedded, Fragment};
use crate::postgres::ast::{Query, QueryBody, Statement, TypeName};
use crate::source::Span;

/// What ends a piece of SQL, outside all brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Semicolon,
    Comma,
    RightParen,
    /// `..`.
    Range,
    Keyword(&'static str),
    /// The end of the body, where no third token is asked for: the server's parser takes it for the second.
    Body,
}

impl End {
    fn is_at(self, cursor: &Cursor<'_>) -> bool {
        match self {
            Self::Semicolon => cursor.kind() == Some(Kind::Semicolon),
            Self::Comma => cursor.kind() == Some(Kind::Comma),
            Self::RightParen => cursor.kind() == Some(Kind::RightParen),
            Self::Range => cursor.kind() == Some(Kind::Operator) && cursor.text() == "..",
            Self::Keyword(word) => cursor.at_keyword(word),
            Self::Body => cursor.is_at_end(),
        }
    }
}

/// What a piece of SQL is, in the words of the server's complaints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Expression,
    Statement,
}

impl Piece {
    fn noun(self) -> &'static str {
        match self {
            Self::Expression => "expression",
            Self::Statement => "statement",
        }
    }
}

/// How a piece of SQL begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// With its own first word.
    Own,
    /// With a `SELECT` that is not written.
    Select,
}

impl Reader<'_> {
    /// An expression, and which of `ends` ended it, which is stepped over.
    pub(super) fn expression(&mut self, ends: &[End], expected: &str) -> Result<(Fragment, End)> {
        let (span, end) = self.cut(Piece::Expression, ends, expected)?;
        let fragment = self.fragment(span)?;
        self.step_over(end)?;
        Ok((fragment, end))
    }

    /// An expression up to a semicolon, which is stepped over.
    pub(super) fn expression_to_semicolon(&mut self) -> Result<Fragment> {
        self.expression(&[End::Semicolon], ";").map(|(fragment, _)| fragment)
    }

    /// An expression up to a keyword, which is stepped over.
    pub(super) fn expression_to(&mut self, keyword: &'static str) -> Result<Fragment> {
        self.expression(&[End::Keyword(keyword)], keyword).map(|(fragment, _)| fragment)
    }

    /// Expressions with commas between, up to one of `ends`, which is stepped over.
    pub(super) fn expressions(&mut self, ends: &[End], expected: &str) -> Result<(Vec<Fragment>, End)> {
        let mut fragments = Vec::new();
        loop {
            let (fragment, end) = self.expression(ends, expected)?;
            fragments.push(fragment);
            if end != End::Comma {
                return Ok((fragments, end));
            }
        }
    }

    /// A statement of SQL up to a semicolon, which is stepped over.
    pub(super) fn statement_to_semicolon(&mut self) -> Result<Embedded<Statement>> {
        let (span, end) = self.cut(Piece::Statement, &[End::Semicolon], ";")?;
        let statement = self.embedded_statement(&[span])?;
        self.step_over(end)?;
        Ok(statement)
    }

    /// Steps over what ended a piece. Behind the end of the body nothing can be right any more.
    pub(super) fn step_over(&mut self, end: End) -> Result<()> {
        if end == End::Body {
            return Ok(self.cursor.refuse()?);
        }
        self.cursor.at += 1;
        Ok(())
    }

    /// The extent of a piece of SQL. The cursor is left at what ended it.
    pub(super) fn cut(&mut self, piece: Piece, ends: &[End], expected: &str) -> Result<(Span, End)> {
        let start = self.cursor.at;
        let body = (ends.len() < 3).then_some(End::Body);
        let mut depth = 0_usize;
        loop {
            if depth == 0
                && let Some(end) = ends.iter().copied().chain(body).find(|end| end.is_at(&self.cursor))
            {
                return self.cut_from(start, piece).map(|span| (span, end));
            }
            match self.cursor.kind() {
                None | Some(Kind::Semicolon) if depth > 0 => return self.refuse("mismatched parentheses"),
                None | Some(Kind::Semicolon) => {
                    let message = format!("missing \"{expected}\" at end of SQL {}", piece.noun());
                    return refuse("42601", message, Some(self.here()));
                }
                Some(Kind::LeftParen | Kind::LeftBracket) => depth += 1,
                Some(Kind::RightParen | Kind::RightBracket) if depth == 0 => {
                    return self.refuse("mismatched parentheses");
                }
                Some(Kind::RightParen | Kind::RightBracket) => depth -= 1,
                _ => {}
            }
            self.cursor.at += 1;
        }
    }

    /// The extent from a token to the next.
    fn cut_from(&self, start: usize, piece: Piece) -> Result<Span> {
        if start == self.cursor.at {
            let what = if piece == Piece::Expression { "expression" } else { "SQL statement" };
            return self.refuse(&format!("missing {what}"));
        }
        let span = Span { start: self.cursor.tokens.list[start].span.start, end: self.here().start };
        Ok(self.trimmed(span))
    }

    /// Without the blanks at its end; a comment there belongs to it.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let text = span.slice(self.body).trim_ascii_end();
        Span::new(span.start as usize, span.start as usize + text.len())
    }

    /// The expression that is this piece of the body.
    pub(super) fn fragment(&mut self, span: Span) -> Result<Fragment> {
        self.headless(span, |mut cursor| expression_only(cursor.headless_query()?))
    }

    /// The query that `SELECT` and this piece of the body make.
    pub(super) fn performed(&mut self, span: Span) -> Result<Fragment> {
        self.headless(span, |mut cursor| cursor.headless_query())
    }

    /// The server takes a list of nothing; it only fails when it runs.
    fn headless(&mut self, span: Span, read: impl FnOnce(Cursor<'_>) -> error::Result<Query>) -> Result<Fragment> {
        let blank = scan::skip_blank(self.body.as_bytes(), span.start as usize);
        let query = match blank {
            Ok(end) if end >= span.end as usize => Ok(Box::new(Query::of_nothing(span))),
            _ => self.embedded(&[span], Head::Select, read)?,
        };
        Ok(Fragment { query, span })
    }

    /// The statement that these pieces of the body make.
    pub(super) fn embedded_statement(&mut self, spans: &[Span]) -> Result<Embedded<Statement>> {
        self.embedded(spans, Head::Own, |mut cursor| cursor.statement())
    }

    /// What `read` makes of these pieces of the body; what it does not know is kept as not read.
    fn embedded<T>(
        &mut self,
        spans: &[Span],
        head: Head,
        read: impl FnOnce(Cursor<'_>) -> error::Result<T>,
    ) -> Result<Embedded<T>> {
        match read_pieces(self.body, spans, head, read) {
            Ok(read) => Ok(Ok(Box::new(read))),
            Err(Refusal::Opaque(reason)) => {
                self.unread.get_or_insert_with(|| reason.clone());
                Ok(Err(reason.into()))
            }
            Err(refusal) => Err(refusal.into()),
        }
    }
}

fn read_pieces<T>(
    body: &str,
    spans: &[Span],
    head: Head,
    read: impl FnOnce(Cursor<'_>) -> error::Result<T>,
) -> error::Result<T> {
    let end = spans.iter().rev().find(|span| span.start < span.end).map_or(0, |span| span.end);
    let mut tokens = Tokens::empty(body, Span { start: end, end });
    tokens.headless = head == Head::Select;
    spans.iter().try_for_each(|span| tokens.read(*span))?;
    tokens.checked(read(Cursor::new(&tokens)))
}

/// The server reads an expression without `WITH` and `UNION`.
fn expression_only(query: Query) -> error::Result<Query> {
    match query.body {
        QueryBody::Select(_) if query.with.is_empty() => Ok(query),
        _ => error::opaque("an expression that is not the list of a SELECT"),
    }
}

/// The type that is this piece of the body.
pub(super) fn read_type(body: &str, span: Span) -> error::Result<TypeName> {
    read_pieces(body, &[span], Head::Own, |mut cursor| {
        let start = cursor;
        let name = cursor.type_name()?;
        if name.of_column {
            // `%TYPE` of something with a type has been taken before.
            return Cursor { at: start.find(|at| at.text() == "%"), ..start }.refuse();
        }
        cursor.finish().map(|()| name)
    })
}
