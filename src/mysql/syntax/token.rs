//! Tokens.

use crate::source::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An unquoted word: a keyword or a name.
    Word,
    /// A name that cannot be a keyword: in backticks, in `"` under `ANSI_QUOTES`, or next to a dot.
    Name,
    /// `'…'`, `"…"`: one piece, adjacent ones are joined by the grammar.
    String,
    /// `N'…'`.
    National,
    /// `_utf8mb4` and other names of character sets before a literal.
    Charset,
    /// Digits.
    Integer,
    /// Digits with a point.
    Decimal,
    /// With an exponent.
    Float,
    /// `x'0f'`, `0x0f`.
    Hex,
    /// `b'01'`, `0b01`.
    Bit,
    /// What follows `@` and is not quoted: the name of a user variable, or a host.
    Host,
    /// `\N`.
    Null,
    /// An operator or a bracket.
    Symbol,
    /// What the server cannot read: an open quote, an open comment, half a byte in `x'…'`.
    Bad,
    /// The end.
    End,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// It is a word that cannot be a name where it stands.
    pub reserved: bool,
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Token {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Its characters.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span().slice(text)
    }
}
