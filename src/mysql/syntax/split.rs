//! Text to statements.
//!
//! Two readers cut a text: the `mysql` program, which knows quotes, comments and its own commands (`DELIMITER`) and nothing of the grammar; and the server,
//! which is sent a whole text and ends a statement where the grammar ends it. A statement that cannot be read never takes the rest of the text with it.

use super::SyntaxMode;
use super::comments;
use super::lexer::{self, Lexer};
use super::parser::Parser;
use super::recover;
use super::token::{Token, TokenKind};
use crate::source::{Extent, Span};

/// Who cuts a text into statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Splitting {
    /// The `mysql` program: at the delimiter outside of quotes and comments.
    Client,
    /// The server: where the grammar ends a statement.
    Server,
}

/// A statement of a text, before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawStatement {
    /// From its first token to its last, without its delimiter and without comments around it.
    pub span: Span,
    /// The comments right before it, with no blank line between; empty at the statement's start where there are none.
    pub leading_comments: Span,
    /// What the server was sent, from the statement on: it counts lines from there and quotes up to its end.
    pub message: Span,
    /// Who cut it out: the `mysql` program leaves comments out of what it sends.
    pub splitting: Splitting,
}

impl RawStatement {
    /// One that is sent alone.
    pub fn alone(span: Span) -> Self {
        Self {
            span,
            leading_comments: Span { start: span.start, end: span.start },
            message: span,
            splitting: Splitting::Server,
        }
    }
}

impl Extent for RawStatement {
    fn span(&self) -> Span {
        self.span
    }
}

/// The statements of a text, in order.
pub fn split(text: &str, splitting: Splitting, mode: &SyntaxMode) -> Vec<RawStatement> {
    match splitting {
        Splitting::Client => super::client::split(text, mode),
        Splitting::Server => split_message(text, Span::new(0, text.len()), splitting, mode),
    }
}

/// The statements of a message.
pub(crate) fn split_part(text: &str, part: Span, splitting: Splitting, mode: &SyntaxMode) -> Vec<RawStatement> {
    match splitting {
        Splitting::Client => super::client::split(text, mode),
        Splitting::Server => split_message(text, part, splitting, mode),
    }
}

/// The statements of a message.
pub(super) fn split_message(text: &str, message: Span, splitting: Splitting, mode: &SyntaxMode) -> Vec<RawStatement> {
    // The server cuts off what is blank at the end, and `;`.
    let sent = text[..message.end as usize].trim_end_matches([';', ' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    Server { text, mode, splitting, end: sent.len() }.split(message.start as usize)
}

/// Reads a message as the server does.
struct Server<'a> {
    text: &'a str,
    mode: &'a SyntaxMode,
    splitting: Splitting,
    end: usize,
}

impl Server<'_> {
    fn split(&self, mut at: usize) -> Vec<RawStatement> {
        let mut statements = Vec::new();
        while at < self.end {
            let (statement, next) = self.statement_at(at);
            statements.extend(statement);
            at = next;
        }
        statements
    }

    /// The statement that begins at an offset, if one does before the end, and where the next one begins.
    fn statement_at(&self, at: usize) -> (Option<RawStatement>, usize) {
        let blanks = self.text.as_bytes()[at..self.end].iter().take_while(|byte| lexer::is_blank(**byte)).count();
        let message = Span::new(at + blanks, self.end);
        let mut lexer = Lexer::new(self.text, message, self.mode);
        let first = lexer.next_token();
        if first.kind == TokenKind::End {
            return (None, self.end);
        }
        if self.is(first, ";") {
            return (
                Some(RawStatement { message, splitting: self.splitting, ..RawStatement::alone(first.span()) }),
                first.end as usize,
            );
        }
        let start = lexer.executed_comment_start().unwrap_or(first.start);
        let (end, next) = self.end_of(first, &mut lexer);
        let span = Span { start, end };
        let leading_comments = comments::before(self.text, start as usize);
        (Some(RawStatement { span, leading_comments, message, splitting: self.splitting }), next)
    }

    /// Where a statement ends, and where the next one begins.
    fn end_of(&self, first: Token, lexer: &mut Lexer) -> (u32, usize) {
        let second = lexer.clone().next_token();
        let body_end = if self.may_have_body(first, second) { self.body_end(first) } else { None };
        let mut last = first;
        loop {
            let token = lexer.next_token();
            let within_body = body_end.is_some_and(|end| token.start < end);
            let end = last.end.max(lexer.executed_comment_end());
            match token.kind {
                TokenKind::End => return (end, self.end),
                TokenKind::Bad => return (token.end, self.end),
                _ if self.is(token, ";") && !within_body => return (end, token.end as usize),
                _ => last = token,
            }
        }
    }

    /// A `;` may stand inside of it.
    fn may_have_body(&self, first: Token, second: Token) -> bool {
        let creates = self.is(first, "CREATE") && !self.is(second, "TABLE") && !self.is(second, "INDEX")
            || self.is(first, "ALTER") && !self.is(second, "TABLE");
        creates
            || ["BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"].iter().any(|word| self.is(first, word))
            || self.is(second, ":")
    }

    /// The grammar's end; where it does not get there, the first `;` that no block holds.
    fn body_end(&self, first: Token) -> Option<u32> {
        let rest = Span::new(first.start as usize, self.end);
        let mut parser = Parser::new(self.text, rest, self.mode);
        if parser.statement().is_ok() && parser.at_statement_end() {
            return Some(parser.span_from(first.start).end);
        }
        recover::end_of_block(self.text, rest, self.mode)
    }

    fn is(&self, token: Token, word: &str) -> bool {
        matches!(token.kind, TokenKind::Word | TokenKind::Symbol) && token.text(self.text).eq_ignore_ascii_case(word)
    }
}
