//! Words, texts and signs of a piece of SQL: enough to compare two of them, and to find the clauses of a definition.

use crate::dialect::Dialect;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word without quotes.
    Word,
    /// A name in quotes.
    Quoted,
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// A sign.
    Sign,
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// As it is written, quotes included.
    pub text: &'a str,
    /// Its bytes.
    pub span: Range<usize>,
}

impl Token<'_> {
    /// Whether it is that word, in upper or lower case.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is that sign.
    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == TokenKind::Sign && self.text == sign
    }

    /// A name without its quotes, a text with what it stands for (escapes behind a backslash stay as they are), anything else as it is.
    pub fn value(&self) -> String {
        match self.kind {
            TokenKind::Quoted | TokenKind::Text => unquote(self.text),
            TokenKind::Word | TokenKind::Number | TokenKind::Sign => self.text.to_owned(),
        }
    }
}

/// What stands between quotes, of any kind.
pub fn unquote(text: &str) -> String {
    let text = if text.starts_with("E'") || text.starts_with("e'") { &text[1..] } else { text };
    let mut inner = text.chars();
    let (Some(open), Some(close)) = (inner.next(), inner.next_back()) else { return text.to_owned() };
    match (open, close) {
        ('$', '$') => {
            let tag = text[1..].find('$').map_or(0, |end| end + 2);
            text.get(tag..text.len().saturating_sub(tag)).unwrap_or_default().to_owned()
        }
        ('[', ']') => inner.as_str().to_owned(),
        ('\'', '\'') | ('"', '"') | ('`', '`') => inner.as_str().replace(&format!("{open}{open}"), &open.to_string()),
        _ => text.to_owned(),
    }
}

/// The tokens of a text; comments are left out.
pub fn tokens(text: &str, dialect: Dialect) -> Vec<Token<'_>> {
    let mut scanner = Scanner { text, dialect, at: 0 };
    std::iter::from_fn(|| scanner.next()).collect()
}

struct Scanner<'a> {
    text: &'a str,
    dialect: Dialect,
    at: usize,
}

/// Signs of more than one character, longer ones first.
const SIGNS: [&str; 17] =
    ["->>", "#>>", "<=>", "<>", "!=", "<=", ">=", "||", "::", "->", "==", "<<", ">>", "@>", "<@", "&&", "=>"];

impl<'a> Scanner<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let rest = &self.text[self.at..];
        let (kind, length) = self.scan(rest)?;
        let span = self.at..self.at + length;
        self.at = span.end;
        Some(Token { kind, text: &self.text[span.clone()], span })
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            let comment = match () {
                () if blank > 0 => blank,
                () if rest.starts_with("--") || rest.starts_with('#') && self.is_mysql() => {
                    rest.find('\n').unwrap_or(rest.len())
                }
                () if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                () => return,
            };
            self.at += comment;
        }
    }

    fn is_mysql(&self) -> bool {
        matches!(self.dialect, Dialect::MariaDb | Dialect::MySql)
    }

    fn scan(&self, rest: &str) -> Option<(TokenKind, usize)> {
        let first = rest.chars().next()?;
        Some(match first {
            '\'' => (TokenKind::Text, quoted(rest, '\'', self.is_mysql())),
            'e' | 'E' if rest[1..].starts_with('\'') && self.dialect == Dialect::Postgres => {
                (TokenKind::Text, 1 + quoted(&rest[1..], '\'', true))
            }
            '"' if self.is_mysql() => (TokenKind::Text, quoted(rest, '"', true)),
            '"' | '`' => (TokenKind::Quoted, quoted(rest, first, false)),
            '[' if self.dialect == Dialect::Sqlite => {
                (TokenKind::Quoted, rest.find(']').map_or(rest.len(), |end| end + 1))
            }
            '$' if self.dialect == Dialect::Postgres => dollar(rest),
            '0'..='9' => (TokenKind::Number, number(rest)),
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => (TokenKind::Number, number(rest)),
            _ if first.is_alphabetic() || first == '_' => (TokenKind::Word, word(rest)),
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
                (TokenKind::Sign, sign.map_or(first.len_utf8(), |sign| sign.len()))
            }
        })
    }
}

/// The length of what stands in quotes, with them.
fn quoted(rest: &str, quote: char, backslashes: bool) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && backslashes {
            chars.next();
        } else if c == quote {
            if chars.peek().is_none_or(|(_, next)| *next != quote) {
                return at + c.len_utf8();
            }
            chars.next();
        }
    }
    rest.len()
}

/// `$tag$…$tag$`, or the sign by itself.
fn dollar(rest: &str) -> (TokenKind, usize) {
    let is_tag = |c: char| c.is_alphanumeric() || c == '_';
    let end = rest[1..].find(|c| !is_tag(c)).map_or(rest.len(), |end| end + 1);
    if !rest[end..].starts_with('$') {
        return (TokenKind::Sign, 1);
    }
    let tag = &rest[..=end];
    let close = rest[tag.len()..].find(tag).map_or(rest.len(), |close| close + 2 * tag.len());
    (TokenKind::Text, close)
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let sign_of_exponent = matches!(byte, b'+' | b'-') && matches!(bytes[end.saturating_sub(1)], b'e' | b'E');
        if !(byte.is_ascii_alphanumeric() || *byte == b'.' || sign_of_exponent) {
            break;
        }
        end += 1;
    }
    end.max(1)
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str, dialect: Dialect) -> Vec<&str> {
        tokens(sql, dialect).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_are_no_tokens() {
        assert_eq!(texts("a -- b\n/* c */ d # e", Dialect::Sqlite), ["a", "d", "#", "e"]);
        assert_eq!(texts("a # b", Dialect::MySql), ["a"]);
    }

    #[test]
    fn each_engine_quotes_in_its_own_way() {
        assert_eq!(texts(r#"'it''s' "a""b" [c d]"#, Dialect::Sqlite), ["'it''s'", "\"a\"\"b\"", "[c d]"]);
        assert_eq!(texts(r"'it\'s' x", Dialect::MySql), [r"'it\'s'", "x"]);
        assert_eq!(texts("$q$ it's $q$ E'a\\'b' '{}'::jsonb[]", Dialect::Postgres).len(), 7);
    }

    #[test]
    fn quotes_come_off() {
        let values = ["'it''s'", "\"a\"\"b\"", "`c`", "[d]", "$q$e$q$", "f", "'", ""].map(unquote);
        assert_eq!(values, ["it's", "a\"b", "c", "d", "e", "f", "'", ""]);
    }

    #[test]
    fn numbers_and_signs() {
        assert_eq!(texts("a<=1.5e-3 ||.5", Dialect::Sqlite), ["a", "<=", "1.5e-3", "||", ".5"]);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_text() {
        for text in ["'a", "\"ä", "[ä", "$q$ä", "/*ä", "$", "e'", "é'"] {
            let _survived = tokens(text, Dialect::Postgres);
            let _survived = tokens(text, Dialect::Sqlite);
            let _survived = tokens(text, Dialect::MySql);
        }
    }
}
