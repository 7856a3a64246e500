//! The tokens of a body in another language, PL/pgSQL: enough to find its words and where each piece of SQL ends.
//!
//! They are the server's own, without those that `sqlparser` needs; each piece of SQL is tokenised again on its own.

use super::error::{Refusal, Result};
use super::lex::{Kind, Token, Tokens};
use super::scan::{self, Lexeme};
use crate::source::Span;

/// The tokens of `text`.
pub(super) fn outline(text: &str) -> Result<Tokens<'_>> {
    let bytes = text.as_bytes();
    let mut tokens = Tokens::empty(text, Span::new(text.len(), text.len()));
    let mut at = 0;
    while at < bytes.len() {
        let (lexeme, end) = scan::lexeme(bytes, at).map_err(|problem| {
            let message = format!("{} at or near \"{}\"", problem.message(), &text[at..]);
            Refusal::Syntax { code: "42601", message, offset: Some(Span::new(at, at).start) }
        })?;
        let (kind, end) = match lexeme {
            Lexeme::Space | Lexeme::Comment => {
                at = end;
                continue;
            }
            Lexeme::Word => (Kind::Word, end),
            Lexeme::QuotedIdentifier => (Kind::QuotedIdentifier, end),
            Lexeme::String => (Kind::String, continued(bytes, at, end)),
            Lexeme::Bits => (Kind::Bits, end),
            Lexeme::Number if bytes[at] == b'$' => (Kind::Parameter, end),
            Lexeme::Number => (Kind::Number, end),
            Lexeme::Symbol(symbol) => self::symbol(bytes, at, symbol),
        };
        tokens.list.push(Token { kind, span: Span::new(at, end) });
        at = end;
    }
    Ok(tokens)
}

/// The end of a string with its continuations on later lines. `E'…'` has been read with them.
fn continued(bytes: &[u8], start: usize, mut end: usize) -> usize {
    if bytes[start] != b'\'' {
        return end;
    }
    while let Some(next) = scan::continuation(bytes, end) {
        match scan::lexeme(bytes, next) {
            Ok((_, after)) => end = after,
            Err(_) => break,
        }
    }
    end
}

fn symbol(bytes: &[u8], at: usize, symbol: u8) -> (Kind, usize) {
    let next = bytes.get(at + 1).copied();
    match symbol {
        b'(' => (Kind::LeftParen, at + 1),
        b')' => (Kind::RightParen, at + 1),
        b'[' => (Kind::LeftBracket, at + 1),
        b']' => (Kind::RightBracket, at + 1),
        b',' => (Kind::Comma, at + 1),
        b';' => (Kind::Semicolon, at + 1),
        b'.' if next == Some(b'.') => (Kind::Operator, at + 2),
        b'.' => (Kind::Period, at + 1),
        b':' if next == Some(b':') => (Kind::DoubleColon, at + 2),
        b':' if next == Some(b'=') => (Kind::Assignment, at + 2),
        b':' => (Kind::Colon, at + 1),
        symbol if is_operator(symbol) => operator(bytes, at),
        _ => (Kind::Operator, at + 1),
    }
}

fn is_operator(byte: u8) -> bool {
    b"~!@#^&|`?+-*/%<>=".contains(&byte)
}

/// The longest operator here: one that ends in a sign has a character that the SQL standard's operators have not.
fn operator(bytes: &[u8], at: usize) -> (Kind, usize) {
    let mut end = at + 1;
    let comment = |at: usize| matches!(bytes.get(at..at + 2), Some(b"--" | b"/*"));
    while end < bytes.len() && is_operator(bytes[end]) && !comment(end) {
        end += 1;
    }
    let standard = |bytes: &[u8]| bytes.iter().all(|byte| !b"~!@#%^&|`?".contains(byte));
    while end > at + 1 && matches!(bytes[end - 1], b'+' | b'-') && standard(&bytes[at..end - 1]) {
        end -= 1;
    }
    let kind = if &bytes[at..end] == b"=>" { Kind::Arrow } else { Kind::Operator };
    (kind, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_end_where_the_server_ends_them() {
        let text = "FOR i IN 1..n LOOP x:=-1; y=-1;<<l>> a%TYPE 'a'\n'b' /* c */ $1::int @-x";
        let tokens = outline(text).expect("complete");
        let words: Vec<_> = tokens.list.iter().map(|token| token.span.slice(text)).collect();
        let expected = [
            "FOR", "i", "IN", "1", "..", "n", "LOOP", "x", ":=", "-", "1", ";", "y", "=", "-", "1", ";", "<<", "l",
            ">>", "a", "%", "TYPE", "'a'\n'b'", "$1", "::", "int", "@-", "x",
        ];
        assert_eq!(words, expected);
    }
}
