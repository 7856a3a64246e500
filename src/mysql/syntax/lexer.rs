//! Text to tokens.
//!
//! The server's lexer looks at what stands before and behind a word: next to a dot no word is a keyword, behind `@` nearly everything is a name, and
//! names of some functions are keywords only where a bracket follows.

use super::SyntaxMode;
use super::charset::is_charset;
use super::keyword;
use super::token::{Token, TokenKind};
use crate::source::Span;

/// What the last token makes of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing.
    Nothing,
    /// A name, right before a dot.
    Name,
    /// A dot between names: any word is a name.
    Dot,
    /// The `@` of a user variable or a host.
    At,
    /// The `@@` of a system variable.
    AtAt,
}

/// Reads tokens one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    end: usize,
    mode: &'a SyntaxMode,
    /// Inside of `/*! … */`.
    in_executed_comment: bool,
    /// Where the last `/*! … */` starts.
    opened: usize,
    /// Where the last `/*! … */` ends.
    closed: usize,
    before: Before,
}

/// A byte that can stand in an unquoted name.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// What the server takes for a blank.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

impl<'a> Lexer<'a> {
    /// Reads a part of a text.
    pub fn new(text: &'a str, span: Span, mode: &'a SyntaxMode) -> Self {
        let (at, end) = (span.start as usize, (span.end as usize).min(text.len()));
        Self {
            text,
            bytes: &text.as_bytes()[..end],
            at,
            end,
            mode,
            in_executed_comment: false,
            opened: 0,
            closed: 0,
            before: Before::Nothing,
        }
    }

    /// Where the executed comment starts that it stands in.
    pub fn executed_comment_start(&self) -> Option<u32> {
        self.in_executed_comment.then(|| Span::new(self.opened, self.opened).start)
    }

    /// Where the last executed comment ends that it has left.
    pub fn executed_comment_end(&self) -> u32 {
        Span::new(self.closed, self.closed).end
    }

    fn byte(&self, offset: usize) -> u8 {
        self.bytes.get(self.at + offset).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at.min(self.end)..]
    }

    /// The next token; at the end, [`TokenKind::End`] again and again.
    pub fn next_token(&mut self) -> Token {
        let before = std::mem::replace(&mut self.before, Before::Nothing);
        match before {
            Before::At => return self.behind_at(),
            Before::AtAt => return self.behind_at_at(),
            Before::Name | Before::Dot | Before::Nothing => {}
        }
        if let Err(start) = self.skip_blanks() {
            self.at = self.end;
            return self.token(TokenKind::Bad, start);
        }
        let start = self.at;
        if start >= self.end {
            let kind = if self.in_executed_comment { TokenKind::Bad } else { TokenKind::End };
            return self.token(kind, start);
        }
        if before == Before::Dot && is_name_byte(self.byte(0)) {
            return self.word_behind_dot(start);
        }
        let kind = self.kind(before);
        if kind == TokenKind::Bad {
            self.at = self.end;
        }
        self.finish(kind, start)
    }

    fn token(&self, kind: TokenKind, start: usize) -> Token {
        let span = Span::new(start, self.at);
        Token { kind, reserved: false, start: span.start, end: span.end }
    }

    /// A word may still turn out a keyword, a name before a dot, or the name of a character set.
    fn finish(&mut self, kind: TokenKind, start: usize) -> Token {
        let token = self.token(kind, start);
        if kind == TokenKind::Word { self.finish_word(token) } else { token }
    }

    fn finish_word(&mut self, token: Token) -> Token {
        let word = token.text(self.text);
        if self.byte(0) == b'.' && is_name_byte(self.byte(1)) {
            self.before = Before::Name;
            return Token { kind: TokenKind::Name, ..token };
        }
        if let Some(charset) = word.strip_prefix('_')
            && is_charset(charset, self.mode.product)
        {
            return Token { kind: TokenKind::Charset, ..token };
        }
        let reserved = keyword::is_reserved(word, self.mode.product)
            || self.bracket_follows() && keyword::is_function(word, self.mode.product);
        Token { reserved, ..token }
    }

    fn bracket_follows(&self) -> bool {
        let rest = self.rest();
        let skipped = if self.mode.ignore_space { rest.iter().take_while(|byte| is_blank(**byte)).count() } else { 0 };
        rest.get(skipped) == Some(&b'(')
    }

    fn word_behind_dot(&mut self, start: usize) -> Token {
        self.skip_name();
        if self.byte(0) == b'.' {
            self.before = Before::Name;
        }
        self.token(TokenKind::Name, start)
    }

    fn skip_name(&mut self) {
        self.at += self.rest().iter().take_while(|byte| is_name_byte(**byte)).count();
    }

    fn behind_at(&mut self) -> Token {
        match self.byte(0) {
            b'\'' | b'"' | b'`' => {
                let start = self.at;
                let kind = self.quoted();
                if kind == TokenKind::Bad {
                    self.at = self.end;
                }
                self.token(kind, start)
            }
            _ => {
                let start = self.at;
                self.at += self.rest().iter().take_while(|b| is_name_byte(**b) || **b == b'.').count();
                self.token(TokenKind::Host, start)
            }
        }
    }

    fn behind_at_at(&mut self) -> Token {
        let start = self.at;
        if self.byte(0) == b'`' {
            let kind = self.quoted();
            return self.finish(kind, start);
        }
        self.skip_name();
        if self.at == start {
            self.at = self.end;
            return self.token(TokenKind::Bad, start);
        }
        if self.byte(0) == b'.' {
            self.before = Before::Name;
        }
        let token = self.token(TokenKind::Word, start);
        let word = token.text(self.text);
        Token { reserved: keyword::is_reserved(word, self.mode.product), ..token }
    }

    /// Reads a token that does not hang on the one before it.
    fn kind(&mut self, before: Before) -> TokenKind {
        let (first, second) = (self.byte(0), self.byte(1));
        match first {
            b'`' | b'\'' | b'"' => self.quoted(),
            b'x' | b'X' if second == b'\'' => self.digits_in_quotes(TokenKind::Hex),
            b'b' | b'B' if second == b'\'' => self.digits_in_quotes(TokenKind::Bit),
            b'n' | b'N' if second == b'\'' => {
                self.at += 1;
                if self.quoted() == TokenKind::Bad { TokenKind::Bad } else { TokenKind::National }
            }
            b'0'..=b'9' => self.number(),
            b'.' if second.is_ascii_digit() && before != Before::Name => self.fraction(),
            b'\\' if second == b'N' => {
                self.at += 2;
                TokenKind::Null
            }
            _ if is_name_byte(first) => {
                self.skip_name();
                TokenKind::Word
            }
            _ => self.symbol(),
        }
    }

    fn quoted(&mut self) -> TokenKind {
        let quote = self.byte(0);
        let is_name = quote == b'`' || quote == b'"' && self.mode.ansi_quotes;
        let escapes = !is_name && !self.mode.no_backslash_escapes;
        self.at += 1;
        while self.at < self.end {
            let byte = self.byte(0);
            if byte == b'\\' && escapes {
                self.at += 2;
            } else if byte != quote {
                self.at += 1;
            } else if self.byte(1) == quote {
                self.at += 2;
            } else {
                self.at += 1;
                return if is_name { TokenKind::Name } else { TokenKind::String };
            }
        }
        TokenKind::Bad
    }

    fn digits_in_quotes(&mut self, kind: TokenKind) -> TokenKind {
        let digits = &self.rest()[2..];
        let is_digit = |byte: &u8| match kind {
            TokenKind::Hex => byte.is_ascii_hexdigit(),
            _ => matches!(byte, b'0' | b'1'),
        };
        let count = digits.iter().take_while(|byte| is_digit(byte)).count();
        let whole = kind != TokenKind::Hex || count % 2 == 0;
        if digits.get(count) != Some(&b'\'') || !whole {
            return TokenKind::Bad;
        }
        self.at += count + 3;
        kind
    }

    /// Digits; `1a` is a name, `1e5` is not, `0x1f` is bytes.
    fn number(&mut self) -> TokenKind {
        if let Some(kind) = self.prefixed_digits() {
            return kind;
        }
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        if self.exponent() {
            return TokenKind::Float;
        }
        if is_name_byte(self.byte(0)) {
            self.skip_name();
            return TokenKind::Word;
        }
        if self.byte(0) == b'.' && self.byte(1) != b'.' {
            return self.fraction();
        }
        TokenKind::Integer
    }

    fn prefixed_digits(&mut self) -> Option<TokenKind> {
        let (kind, radix) = match (self.byte(0), self.byte(1)) {
            (b'0', b'x') => (TokenKind::Hex, 16),
            (b'0', b'b') => (TokenKind::Bit, 2),
            _ => return None,
        };
        let digits = &self.rest()[2..];
        let count = digits.iter().take_while(|byte| char::from(**byte).is_digit(radix)).count();
        if count == 0 || digits.get(count).is_some_and(|byte| is_name_byte(*byte)) {
            return None;
        }
        self.at += 2 + count;
        Some(kind)
    }

    /// From the point on.
    fn fraction(&mut self) -> TokenKind {
        self.at += 1;
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        if self.exponent() {
            TokenKind::Float
        } else if matches!(self.byte(0), b'e' | b'E') {
            TokenKind::Bad
        } else {
            TokenKind::Decimal
        }
    }

    fn exponent(&mut self) -> bool {
        if !matches!(self.byte(0), b'e' | b'E') {
            return false;
        }
        let sign = usize::from(matches!(self.byte(1), b'+' | b'-'));
        let digits = self.bytes.get(self.at + 1 + sign..).unwrap_or_default();
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return false;
        }
        self.at += 1 + sign + count;
        true
    }

    fn symbol(&mut self) -> TokenKind {
        const MARIADB: &[&str] = &["<=>", "<=", "<>", "<<", ">=", ">>", "!=", ":=", "&&", "||", ".."];
        const MYSQL: &[&str] = &["->>", "->"];
        let rest = self.rest();
        if rest[0] == b'@' {
            let double = rest.get(1) == Some(&b'@');
            self.before = if double { Before::AtAt } else { Before::At };
            self.at += if double { 2 } else { 1 };
            return TokenKind::Symbol;
        }
        if rest[0] == b'.' && rest.get(1).is_some_and(|next| is_name_byte(*next)) {
            self.before = Before::Dot;
        }
        let arrows = if self.mode.is_mariadb() { &[] } else { MYSQL };
        let long = MARIADB.iter().chain(arrows).find(|symbol| rest.starts_with(symbol.as_bytes()));
        self.at += long.map_or(1, |symbol| symbol.len());
        TokenKind::Symbol
    }

    /// Skips blanks and comments; a comment that does not end is an error where it starts.
    fn skip_blanks(&mut self) -> Result<(), usize> {
        loop {
            let rest = self.rest();
            match rest {
                [byte, ..] if is_blank(*byte) => self.at += 1,
                [b'#', ..] | [b'-', b'-'] => self.skip_line(),
                [b'-', b'-', next, ..] if is_blank(*next) || next.is_ascii_control() => self.skip_line(),
                [b'*', b'/', ..] if self.in_executed_comment => {
                    self.in_executed_comment = false;
                    self.at += 2;
                    self.closed = self.at;
                }
                [b'/', b'*', ..] => self.comment()?,
                _ => return Ok(()),
            }
        }
    }

    fn skip_line(&mut self) {
        self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.end - self.at);
    }

    fn comment(&mut self) -> Result<(), usize> {
        let start = self.at;
        match self.executed_comment() {
            Some(header) => {
                self.opened = start;
                self.at += header;
                self.in_executed_comment = true;
                Ok(())
            }
            None if self.skip_comment() => Ok(()),
            None => Err(start),
        }
    }

    /// How long the header of a comment is whose content this server executes.
    fn executed_comment(&self) -> Option<usize> {
        let rest = self.rest();
        let (header, maria) = match rest {
            [_, _, b'!', ..] => (3, false),
            [_, _, b'M', b'!', ..] if self.mode.is_mariadb() => (4, true),
            _ => return None,
        };
        let digits = rest[header..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
        if digits < 5 {
            return Some(header);
        }
        let version = rest[header..header + digits].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        self.mode.executes(version, maria).then_some(header + digits)
    }

    /// Skips a comment with those that are nested in it, as an executed comment that is not for this server may have.
    fn skip_comment(&mut self) -> bool {
        let nests = self.byte(2) == b'!' || self.byte(2) == b'M' && self.byte(3) == b'!';
        self.at += 2;
        while self.at < self.end {
            match self.rest() {
                [b'*', b'/', ..] => {
                    self.at += 2;
                    return true;
                }
                [b'/', b'*', ..] if nests => {
                    if !self.skip_comment() {
                        return false;
                    }
                }
                _ => self.at += 1,
            }
        }
        false
    }
}

/// Where the first token of a part of a text starts.
pub(super) fn first_start(text: &str, span: Span, mode: &SyntaxMode) -> u32 {
    Lexer::new(text, span, mode).next_token().start
}

/// All tokens of a part of a text, with the end.
pub(super) fn tokens(text: &str, span: Span, mode: &SyntaxMode) -> Vec<Token> {
    let mut lexer = Lexer::new(text, span, mode);
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next_token();
        tokens.push(token);
        if matches!(token.kind, TokenKind::End | TokenKind::Bad) {
            return tokens;
        }
    }
}
