//! Lexemes at byte level: just enough to step over quotes and comments as the server's scanner does.
//!
//! Assumes `standard_conforming_strings = on`, the default since PostgreSQL 9.1.

use memchr::{memchr, memchr2, memmem};

/// What a lexeme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// Blanks and line ends.
    Space,
    /// `-- …` or `/* … */`.
    Comment,
    /// A keyword or an unquoted identifier.
    Word,
    /// `"…"`, `U&"…"`.
    QuotedIdentifier,
    /// `'…'`, `E'…'`, `U&'…'`, `N'…'`, `$$…$$`.
    String,
    /// `B'…'`, `X'…'`.
    Bits,
    /// A number.
    Number,
    /// Anything else, one byte at a time.
    Symbol(u8),
}

/// What the text ended inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unterminated {
    String,
    DollarString,
    Bits,
    Hexadecimal,
    Identifier,
    Comment,
}

impl Unterminated {
    /// The server's words for it.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::String => "unterminated quoted string",
            Self::DollarString => "unterminated dollar-quoted string",
            Self::Bits => "unterminated bit string literal",
            Self::Hexadecimal => "unterminated hexadecimal string literal",
            Self::Identifier => "unterminated quoted identifier",
            Self::Comment => "unterminated /* comment",
        }
    }
}

/// The lexeme at `at`, which is inside `bytes`, and the offset after it.
pub(super) fn lexeme(bytes: &[u8], at: usize) -> Result<(Lexeme, usize), Unterminated> {
    match bytes[at] {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Ok((Lexeme::Space, at + run(&bytes[at..], is_space))),
        b'-' if bytes.get(at + 1) == Some(&b'-') => Ok((Lexeme::Comment, line_end(bytes, at))),
        b'/' if bytes.get(at + 1) == Some(&b'*') => Ok((Lexeme::Comment, block_comment(bytes, at)?)),
        b'\'' => Ok((Lexeme::String, quoted(bytes, at + 1, b'\'').ok_or(Unterminated::String)?)),
        b'"' => Ok((Lexeme::QuotedIdentifier, quoted(bytes, at + 1, b'"').ok_or(Unterminated::Identifier)?)),
        b'$' => dollar(bytes, at),
        b'0'..=b'9' => Ok((Lexeme::Number, number(bytes, at))),
        b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => Ok((Lexeme::Number, number(bytes, at))),
        first if is_word_start(first) => word(bytes, at),
        symbol => Ok((Lexeme::Symbol(symbol), at + 1)),
    }
}

/// Steps over blanks and comments from `at`.
pub(super) fn skip_blank(bytes: &[u8], mut at: usize) -> Result<usize, Unterminated> {
    while at < bytes.len() {
        match lexeme(bytes, at)? {
            (Lexeme::Space | Lexeme::Comment, end) => at = end,
            _ => break,
        }
    }
    Ok(at)
}

fn run(bytes: &[u8], accept: fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !accept(byte)).unwrap_or(bytes.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

pub(super) fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_word_part(byte: u8) -> bool {
    is_word_start(byte) || byte.is_ascii_digit() || byte == b'$'
}

/// The end of the line, before its line break.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |length| at + length)
}

/// Comments nest.
fn block_comment(bytes: &[u8], start: usize) -> Result<usize, Unterminated> {
    let (mut depth, mut at) = (1_usize, start + 2);
    while let Some(found) = memchr2(b'*', b'/', &bytes[at..]) {
        at += found;
        match (bytes[at], bytes.get(at + 1)) {
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Ok(at);
                }
            }
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    Err(Unterminated::Comment)
}

/// The end of a quoted text whose quote is doubled inside, from after the opening quote.
fn quoted(bytes: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    loop {
        at += memchr(quote, &bytes[at..])? + 1;
        if bytes.get(at) != Some(&quote) {
            return Some(at);
        }
        at += 1;
    }
}

/// The end of an `E'…'` string, from after the opening quote. Its continuation on a later line keeps the escapes.
fn escaped(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr2(b'\'', b'\\', &bytes[at..])?;
        if bytes[at] == b'\\' {
            at += 2;
            if at > bytes.len() {
                return None;
            }
            continue;
        }
        at += 1;
        if bytes.get(at) == Some(&b'\'') {
            at += 1;
        } else if let Some(next) = continuation(bytes, at) {
            at = next + 1;
        } else {
            return Some(at);
        }
    }
}

/// Where the quote of a continued string stands, if the literal that ends at `at` goes on: only blanks with a line
/// break, and comments after it, may come between.
pub(super) fn continuation(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at + run(&bytes[at..], is_space);
    memchr2(b'\n', b'\r', &bytes[at..end])?;
    let mut end = end;
    while bytes[end..].starts_with(b"--") {
        end = line_end(bytes, end);
        end += run(&bytes[end..], is_space);
    }
    (bytes.get(end) == Some(&b'\'')).then_some(end)
}

/// `$tag$ … $tag$`, `$1`, or a lone `$`.
fn dollar(bytes: &[u8], at: usize) -> Result<(Lexeme, usize), Unterminated> {
    let tag = run(&bytes[at + 1..], |byte| is_word_part(byte) && byte != b'$');
    let body = at + tag + 2;
    let tagged = tag == 0 || is_word_start(bytes[at + 1]);
    if tagged && bytes.get(at + 1 + tag) == Some(&b'$') {
        let delimiter = &bytes[at..body];
        return match memmem::find(&bytes[body..], delimiter) {
            Some(length) => Ok((Lexeme::String, body + length + delimiter.len())),
            None => Err(Unterminated::DollarString),
        };
    }
    let digits = run(&bytes[at + 1..], |byte| byte.is_ascii_digit());
    if digits > 0 { Ok((Lexeme::Number, at + 1 + digits)) } else { Ok((Lexeme::Symbol(b'$'), at + 1)) }
}

fn number(bytes: &[u8], at: usize) -> usize {
    let digits = |at: usize| at + run(&bytes[at.min(bytes.len())..], |byte| byte.is_ascii_digit());
    let mut end = digits(at);
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    end
}

/// A word, or a string or identifier that a letter introduces.
fn word(bytes: &[u8], at: usize) -> Result<(Lexeme, usize), Unterminated> {
    let quote = |at: usize| bytes.get(at) == Some(&b'\'');
    match bytes[at] {
        b'e' | b'E' if quote(at + 1) => Ok((Lexeme::String, escaped(bytes, at + 2).ok_or(Unterminated::String)?)),
        b'n' | b'N' if quote(at + 1) => Ok((Lexeme::String, quoted(bytes, at + 2, b'\'').ok_or(Unterminated::String)?)),
        b'b' | b'B' if quote(at + 1) => Ok((Lexeme::Bits, quoted(bytes, at + 2, b'\'').ok_or(Unterminated::Bits)?)),
        b'x' | b'X' if quote(at + 1) => {
            Ok((Lexeme::Bits, quoted(bytes, at + 2, b'\'').ok_or(Unterminated::Hexadecimal)?))
        }
        b'u' | b'U' if bytes.get(at + 1) == Some(&b'&') => match bytes.get(at + 2) {
            Some(b'\'') => Ok((Lexeme::String, quoted(bytes, at + 3, b'\'').ok_or(Unterminated::String)?)),
            Some(b'"') => Ok((Lexeme::QuotedIdentifier, quoted(bytes, at + 3, b'"').ok_or(Unterminated::Identifier)?)),
            _ => Ok((Lexeme::Word, at + 1)),
        },
        _ => Ok((Lexeme::Word, at + run(&bytes[at..], is_word_part))),
    }
}
