//! The cursor over the tokens, names, and the server's words for what does not fit.

use super::SyntaxMode;
use super::client;
use super::keyword;
use super::lexer;
use super::split::{RawStatement, Splitting};
use super::token::{Token, TokenKind};
use crate::mysql::ast::{Expr, Name, ObjectName};
use crate::mysql::error::{failure, undecided};
use crate::run::{Failure, Refusal};
use crate::source::Span;
use smol_str::SmolStr;
use std::borrow::Cow;

/// What the grammar makes of a text, or what the server says of it.
pub(super) type Parsed<T> = Result<T, Refusal>;

/// How deep expressions, queries and blocks nest.
const DEPTH: u32 = 60;

/// How many operators in a row: whoever walks a tree walks that deep.
const CHAIN: usize = 1000;

/// How many characters a name has at most.
const LONGEST_NAME: usize = 64;

/// How much of the rest of the text the server quotes, in bytes.
const QUOTED: usize = 80;

/// A cursor over the tokens of a statement.
#[derive(Debug)]
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) mode: &'a SyntaxMode,
    tokens: Vec<Token>,
    at: usize,
    depth: u32,
    /// It reads what is added to a table that is there.
    pub(super) altering: bool,
    /// It reads the body of a stored program.
    in_program: bool,
    /// It reads the text of a prepared statement, where `?` may stand.
    pub(super) parameters_allowed: bool,
    /// How many `?` there have been.
    pub(super) parameters: usize,
    /// What stands behind `INTO` before `FROM`, until the query is whole.
    pub(super) pending_into: Vec<Expr>,
    /// What the server has got: it quotes from there and counts lines from its start.
    message: Span,
    /// Who has sent it.
    splitting: Splitting,
}

impl<'a> Parser<'a> {
    /// Reads a part of a text.
    pub fn new(text: &'a str, span: Span, mode: &'a SyntaxMode) -> Self {
        let tokens = lexer::tokens(text, span, mode);
        Self {
            text,
            mode,
            tokens,
            at: 0,
            depth: 0,
            altering: false,
            in_program: false,
            parameters_allowed: false,
            parameters: 0,
            pending_into: Vec::new(),
            message: span,
            splitting: Splitting::Server,
        }
    }

    /// Reads a part of what the server was sent.
    pub fn of_message(text: &'a str, span: Span, raw: &RawStatement, mode: &'a SyntaxMode) -> Self {
        Self { message: raw.message, splitting: raw.splitting, ..Self::new(text, span, mode) }
    }

    /// Reads one thing up to the end of the text.
    pub fn whole<T>(mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let read = read(&mut self)?;
        if self.peek().kind == TokenKind::End { Ok(read) } else { self.unexpected() }
    }

    /// The token that is next.
    pub fn peek(&self) -> Token {
        self.tokens[self.at]
    }

    /// The token that many behind the next one.
    pub fn peek_nth(&self, n: usize) -> Token {
        self.tokens[(self.at + n).min(self.tokens.len() - 1)]
    }

    /// Where the next token starts.
    pub fn start(&self) -> u32 {
        self.peek().start
    }

    /// From a place to the end of the last token.
    pub fn span_from(&self, start: u32) -> Span {
        let end = self.at.checked_sub(1).map_or(start, |last| self.tokens[last].end);
        Span { start, end: end.max(start) }
    }

    /// Takes the next token.
    pub fn next(&mut self) -> Token {
        let token = self.peek();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Goes back to an earlier place; see [`Self::mark`].
    pub fn rewind(&mut self, mark: usize) {
        self.at = mark;
    }

    /// The place to come back to.
    pub fn mark(&self) -> usize {
        self.at
    }

    fn is(&self, token: Token, word: &str) -> bool {
        matches!(token.kind, TokenKind::Word | TokenKind::Symbol) && token.text(self.text).eq_ignore_ascii_case(word)
    }

    /// The next token is this keyword or symbol.
    pub fn at(&self, word: &str) -> bool {
        self.is(self.peek(), word)
    }

    /// The next token is one of these.
    pub fn at_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.at(word))
    }

    /// The next tokens are these.
    pub fn at_words(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.is(self.peek_nth(n), word))
    }

    /// The token that many behind the next one is this keyword or symbol.
    pub fn at_nth(&self, n: usize, word: &str) -> bool {
        self.is(self.peek_nth(n), word)
    }

    /// The next token is of this kind.
    pub fn at_kind(&self, kind: TokenKind) -> bool {
        self.peek().kind == kind
    }

    /// Takes this keyword or symbol where it is next.
    pub fn accept(&mut self, word: &str) -> bool {
        let there = self.at(word);
        if there {
            self.next();
        }
        there
    }

    /// Takes the first of these that is next.
    pub fn accept_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let word = *words.iter().find(|word| self.at(word))?;
        self.next();
        Some(word)
    }

    /// Takes all of these where they are next.
    pub fn accept_words(&mut self, words: &[&str]) -> bool {
        let there = self.at_words(words);
        if there {
            self.at += words.len();
        }
        there
    }

    /// Takes this keyword or symbol.
    pub fn expect(&mut self, word: &str) -> Parsed<Token> {
        if self.at(word) { Ok(self.next()) } else { self.unexpected() }
    }

    /// Takes all of these.
    pub fn expect_words(&mut self, words: &[&str]) -> Parsed<()> {
        words.iter().try_for_each(|word| self.expect(word).map(drop))
    }

    /// Takes a token of this kind.
    pub fn expect_kind(&mut self, kind: TokenKind) -> Parsed<Token> {
        if self.at_kind(kind) { Ok(self.next()) } else { self.unexpected() }
    }

    /// The next token does not fit.
    pub fn unexpected<T>(&self) -> Parsed<T> {
        Err(self.syntax_error(self.peek()))
    }

    /// The last token does not fit.
    pub fn unexpected_last<T>(&self) -> Parsed<T> {
        Err(self.syntax_error(self.tokens[self.at.saturating_sub(1)]))
    }

    /// A failure where the next token stands.
    pub fn fail<T>(&self, number: &'static str, message: impl Into<String>) -> Parsed<T> {
        Err(Refusal::Failed(Failure::new(number, message).at(self.peek().span())))
    }

    /// The server's error 1064 at a token.
    pub fn syntax_error(&self, token: Token) -> Refusal {
        let product = if self.mode.is_mariadb() { "MariaDB" } else { "MySQL" };
        let words = format!(
            "You have an error in your SQL syntax; check the manual that corresponds to your {product} server version for the right \
             syntax to use"
        );
        self.near(&words, token)
    }

    /// The server's error 1064 at a token, in other words.
    pub fn near(&self, words: &str, token: Token) -> Refusal {
        // The server reads on behind a comma before it looks at it.
        let from = match token.kind {
            TokenKind::Symbol if token.text(self.text) == "," => token.end,
            // Behind the statement the next one may stand.
            TokenKind::End => lexer::first_start(self.text, Span { start: token.start, ..self.message }, self.mode),
            _ => self.last_of(token).start,
        };
        let rest = &self.text[from as usize..self.message.end.max(from) as usize];
        let message = format!("{words} near '{}' at line {}", self.quoted(&self.sent(rest)), self.line(token));
        Refusal::Failed(Failure::new("1064", message).at(token.span()))
    }

    /// The server reads some pairs of words as one, and then points to the second.
    fn last_of(&self, token: Token) -> Token {
        const PAIRS: &[(&str, &[&str])] =
            &[("WITH", &["ROLLUP", "CUBE", "SYSTEM"]), ("FOR", &["SYSTEM_TIME"]), ("VALUES", &["LESS", "IN"])];
        let next = self.tokens.partition_point(|other| other.start <= token.start);
        let Some(next) = self.tokens.get(next) else { return token };
        let paired = PAIRS
            .iter()
            .any(|(first, seconds)| self.is(token, first) && seconds.iter().any(|second| self.is(*next, second)));
        if paired { *next } else { token }
    }

    /// MariaDB marks what it cuts off.
    fn quoted(&self, rest: &str) -> String {
        if rest.len() <= QUOTED {
            return rest.to_owned();
        }
        if self.mode.is_mariadb() {
            format!("{}...", &rest[..rest.floor_char_boundary(QUOTED - 3)])
        } else {
            rest[..rest.floor_char_boundary(QUOTED)].to_owned()
        }
    }

    /// What of a piece of the text the server has got.
    fn sent<'t>(&self, piece: &'t str) -> Cow<'t, str> {
        match self.splitting {
            Splitting::Client => client::sent(piece, self.mode).into(),
            Splitting::Server => piece.into(),
        }
    }

    /// The server does not count line ends in tokens.
    fn line(&self, token: Token) -> usize {
        let mut from = self.message.start;
        let mut line = 1;
        for earlier in self.tokens.iter().take_while(|earlier| earlier.start <= token.start) {
            let gap = &self.text[from as usize..earlier.start as usize];
            let gap = self.sent(gap);
            // Nor those that are left blank at the start of what it has got.
            let gap = if from == self.message.start { gap.trim_ascii_start() } else { &gap };
            line += memchr::memchr_iter(b'\n', gap.as_bytes()).count();
            from = earlier.end;
        }
        line
    }

    /// Reads something that may contain itself.
    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEPTH {
            return Err(undecided("it nests too deep to be read"));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// It reads the body of a stored program.
    pub fn in_program(&self) -> bool {
        self.in_program
    }

    /// Reads the body of a stored program.
    pub fn within_program<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let before = std::mem::replace(&mut self.in_program, true);
        let read = read(self);
        self.in_program = before;
        read
    }

    /// `( … )`.
    pub fn brackets<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.expect("(")?;
        let read = read(self)?;
        self.expect(")")?;
        Ok(read)
    }

    /// `a, b, c`.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = vec![read(self)?];
        while self.accept(",") {
            items.push(read(self)?);
        }
        Ok(items)
    }

    /// `(a, b, c)`.
    pub fn bracketed_list<T>(&mut self, read: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        self.brackets(|parser| parser.list(read))
    }

    /// The next token can be a name.
    pub fn at_name(&self) -> bool {
        is_name(self.peek())
    }

    /// The token that many behind the next one can be a name.
    pub fn at_name_nth(&self, n: usize) -> bool {
        is_name(self.peek_nth(n))
    }

    /// The next token is a name and no keyword at all.
    pub fn at_plain_name(&self) -> bool {
        let token = self.peek();
        self.at_name() && (token.kind == TokenKind::Name || !keyword::is_unreserved(token.text(self.text)))
    }

    /// A name.
    pub fn name(&mut self) -> Parsed<Name> {
        if self.at_name() { Ok(self.take_name()) } else { self.unexpected() }
    }

    /// The next token as a name, whatever it is.
    pub fn take_name(&mut self) -> Name {
        let token = self.next();
        Name { text: self.name_text(token), span: token.span() }
    }

    /// The characters of a name between its quotes.
    pub fn name_text(&self, token: Token) -> SmolStr {
        let written = token.text(self.text);
        match written.as_bytes() {
            [quote @ (b'`' | b'"'), .., last] if quote == last && written.len() > 1 => {
                let inner = &written[1..written.len() - 1];
                match quote {
                    b'`' => inner.replace("``", "`").into(),
                    _ => inner.replace("\"\"", "\"").into(),
                }
            }
            _ => written.into(),
        }
    }

    /// `name`, `database.name`.
    pub fn object_name(&mut self) -> Parsed<ObjectName> {
        let first = self.name()?;
        if !self.accept(".") {
            return Ok(ObjectName { database: None, name: first });
        }
        let name = self.name()?;
        Ok(ObjectName { database: Some(first), name })
    }

    /// The name of a table, whose database may be left empty: `.t`.
    pub fn table_name(&mut self) -> Parsed<ObjectName> {
        self.accept(".");
        let name = self.object_name()?;
        let text = &name.name.text;
        if text.chars().count() > LONGEST_NAME || text.ends_with(' ') {
            return Err(failure("1103", format!("Incorrect table name '{text}'")));
        }
        Ok(name)
    }

    /// A name, or a string that is one.
    pub fn name_or_string(&mut self) -> Parsed<Name> {
        if !self.at_kind(TokenKind::String) {
            return self.name();
        }
        let token = self.next();
        Ok(Name { text: self.string_text(token), span: token.span() })
    }
}

fn is_name(token: Token) -> bool {
    token.kind == TokenKind::Name || token.kind == TokenKind::Word && !token.reserved
}

/// One more operator in a row.
pub(super) fn longer(chain: usize) -> Parsed<usize> {
    if chain < CHAIN { Ok(chain + 1) } else { Err(undecided("it has too many operators in a row to be read")) }
}
