//! Constants.

use crate::mysql::ast::{CharsetLiteral, Expr, ExprKind, Literal};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::{Token, TokenKind};
use smol_str::SmolStr;

impl Parser<'_> {
    /// The next token begins a constant; words (`NULL`, `TRUE`) are told apart elsewhere.
    pub(in crate::mysql::syntax) fn at_literal(&self) -> bool {
        matches!(
            self.peek().kind,
            TokenKind::String
                | TokenKind::National
                | TokenKind::Charset
                | TokenKind::Integer
                | TokenKind::Decimal
                | TokenKind::Float
                | TokenKind::Hex
                | TokenKind::Bit
                | TokenKind::Null
        )
    }

    /// A constant.
    pub(in crate::mysql::syntax) fn literal(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let literal = match self.peek().kind {
            TokenKind::String => Literal::String(self.joined_string()?),
            TokenKind::National => self.national(),
            TokenKind::Charset => self.charset_literal()?,
            _ if self.at_literal() => self.single_literal(),
            _ => return self.unexpected(),
        };
        Ok(Expr { kind: ExprKind::Literal(literal), span: self.span_from(start) })
    }

    fn single_literal(&mut self) -> Literal {
        let token = self.next();
        let written = token.text(self.text);
        match token.kind {
            TokenKind::Integer => written.parse().map_or_else(|_| Literal::Decimal(written.into()), Literal::Integer),
            TokenKind::Decimal => Literal::Decimal(written.into()),
            TokenKind::Float => Literal::Float(written.into()),
            TokenKind::Hex => Literal::Hex(hex_bytes(digits(written))),
            TokenKind::Bit => Literal::Bit(bit_bytes(digits(written))),
            _ => Literal::Null,
        }
    }

    /// Strings next to each other are one.
    pub(in crate::mysql::syntax) fn joined_string(&mut self) -> Parsed<SmolStr> {
        let first = self.expect_kind(TokenKind::String)?;
        let mut joined = self.string_text(first);
        while self.at_kind(TokenKind::String) {
            let next = self.next();
            joined = format!("{joined}{}", self.string_text(next)).into();
        }
        Ok(joined)
    }

    /// One string.
    pub(in crate::mysql::syntax) fn string(&mut self) -> Parsed<SmolStr> {
        let token = self.expect_kind(TokenKind::String)?;
        Ok(self.string_text(token))
    }

    fn national(&mut self) -> Literal {
        let token = self.next();
        let mut joined = self.string_text(token).to_string();
        while self.at_kind(TokenKind::String) {
            let next = self.next();
            joined.push_str(&self.string_text(next));
        }
        Literal::Charset(CharsetLiteral { charset: "utf8".into(), bytes: joined.into_bytes() })
    }

    fn charset_literal(&mut self) -> Parsed<Literal> {
        let introducer = self.next();
        let charset = introducer.text(self.text)[1..].to_ascii_lowercase().into();
        let bytes = match self.peek().kind {
            TokenKind::String => self.joined_string()?.as_bytes().to_vec(),
            TokenKind::Hex => hex_bytes(digits(self.next().text(self.text))),
            TokenKind::Bit => bit_bytes(digits(self.next().text(self.text))),
            _ => return self.unexpected(),
        };
        Ok(Literal::Charset(CharsetLiteral { charset, bytes }))
    }

    /// The characters that a string stands for.
    pub(in crate::mysql::syntax) fn string_text(&self, token: Token) -> SmolStr {
        let written = token.text(self.text).trim_start_matches(['n', 'N']);
        let (Some(quote), Some(inner)) = (written.chars().next(), written.get(1..written.len().saturating_sub(1)))
        else {
            return SmolStr::default();
        };
        if inner.contains(quote) || inner.contains('\\') && !self.mode.no_backslash_escapes {
            unescaped(inner, quote, self.mode.no_backslash_escapes)
        } else {
            inner.into()
        }
    }
}

fn unescaped(inner: &str, quote: char, literally: bool) -> SmolStr {
    let mut plain = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        if character == '\\' && !literally {
            escape(rest.next(), &mut plain);
        } else {
            plain.push(character);
            if character == quote {
                rest.next();
            }
        }
    }
    plain.into()
}

/// `\%` and `\_` keep their backslash: patterns need it.
fn escape(escaped: Option<char>, plain: &mut String) {
    match escaped {
        Some('n') => plain.push('\n'),
        Some('t') => plain.push('\t'),
        Some('r') => plain.push('\r'),
        Some('b') => plain.push('\u{8}'),
        Some('0') => plain.push('\0'),
        Some('Z') => plain.push('\u{1a}'),
        Some(wildcard @ ('%' | '_')) => plain.extend(['\\', wildcard]),
        Some(other) => plain.push(other),
        None => plain.push('\\'),
    }
}

/// What stands behind `0x` or between the quotes of `x'…'`.
fn digits(written: &str) -> &str {
    written[2..].trim_end_matches('\'')
}

/// An odd digit at the front is a byte of its own.
fn hex_bytes(digits: &str) -> Vec<u8> {
    let padded = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_owned() };
    padded.as_bytes().chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | hex_digit(*digit))).collect()
}

fn hex_digit(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

fn bit_bytes(digits: &str) -> Vec<u8> {
    let mut bytes: Vec<u8> =
        digits.as_bytes().rchunks(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0'))).collect();
    bytes.reverse();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_digits() {
        assert_eq!(hex_bytes("abc"), [0x0a, 0xbc]);
        assert_eq!(bit_bytes("100000001"), [1, 1]);
    }

    #[test]
    fn escapes() {
        assert_eq!(unescaped(r"a\n\'\%''", '\'', false), "a\n'\\%'");
        assert_eq!(unescaped(r"a\n''", '\'', true), r"a\n'");
    }
}
