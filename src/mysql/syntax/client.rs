//! How the `mysql` program cuts a file into messages.
//!
//! It knows quotes, comments and the delimiter. It leaves out comments and what is blank around a message; and what it sends in one piece under another
//! delimiter may be several statements to the server.

use super::SyntaxMode;
use super::lexer::is_blank;
use super::split::{RawStatement, Splitting, split_message};
use crate::source::Span;

/// Reads a file as the program does.
struct Client<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    delimiter: &'a str,
    mode: &'a SyntaxMode,
}

/// The messages that a file is cut into: where each stands, from its first byte that is not blank and no comment.
pub(super) fn messages(text: &str, mode: &SyntaxMode) -> Vec<Span> {
    let mut client = Client { text, bytes: text.as_bytes(), at: 0, delimiter: ";", mode };
    let mut messages = Vec::new();
    while client.at < client.bytes.len() {
        client.skip_between();
        if client.at < client.bytes.len() && !client.delimiter_command() {
            messages.extend(client.message());
        }
    }
    messages
}

impl<'a> Client<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    /// Skips blanks and comments before a message.
    fn skip_between(&mut self) {
        loop {
            if self.rest().first().is_some_and(|byte| is_blank(*byte)) {
                self.at += 1;
            } else if !self.skip_comment() {
                return;
            }
        }
    }

    /// Skips a comment that starts here; those that the server executes are none.
    fn skip_comment(&mut self) -> bool {
        match self.rest() {
            [b'#', ..] => self.at = self.line_end(),
            [b'-', b'-', next, ..] if is_blank(*next) => self.at = self.line_end(),
            [b'-', b'-'] => self.at += 2,
            [b'/', b'*', b'!', ..] | [b'/', b'*', b'M', b'!', ..] => return false,
            [b'/', b'*', ..] => {
                let end = memchr::memmem::find(&self.rest()[2..], b"*/");
                self.at = end.map_or(self.bytes.len(), |end| self.at + end + 4);
            }
            _ => return false,
        }
        true
    }

    fn line_end(&self) -> usize {
        memchr::memchr(b'\n', self.rest()).map_or(self.bytes.len(), |end| self.at + end)
    }

    /// `DELIMITER x` at the start of a line.
    fn delimiter_command(&mut self) -> bool {
        const WORD: &str = "DELIMITER";
        let line = &self.text[self.at..self.line_end()];
        let is_command = line.get(..WORD.len()).is_some_and(|word| word.eq_ignore_ascii_case(WORD))
            && line.as_bytes().get(WORD.len()).is_none_or(|byte| is_blank(*byte));
        let line_start = self.text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        if !is_command || !self.bytes[line_start..self.at].iter().all(|byte| is_blank(*byte)) {
            return false;
        }
        if let Some(delimiter) = line[WORD.len()..].split_ascii_whitespace().next() {
            self.delimiter = delimiter;
        }
        self.at = self.line_end();
        true
    }

    /// Up to the delimiter, `\g` or `\G`, or the end.
    fn message(&mut self) -> Option<Span> {
        let start = self.at;
        let mut executed = false;
        while self.at < self.bytes.len() {
            let rest = self.rest();
            if !executed && self.text.as_bytes()[self.at..].starts_with(self.delimiter.as_bytes()) {
                let end = self.at;
                self.at += self.delimiter.len();
                return self.trimmed(start, end);
            }
            match rest {
                [b'\\', b'g' | b'G', ..] => {
                    let end = self.at;
                    self.at += 2;
                    return self.trimmed(start, end);
                }
                [quote @ (b'\'' | b'"' | b'`'), ..] => self.skip_quoted(*quote),
                [b'*', b'/', ..] if executed => {
                    executed = false;
                    self.at += 2;
                }
                [b'/', b'*', b'!', ..] | [b'/', b'*', b'M', b'!', ..] => {
                    executed = true;
                    self.at += 3;
                }
                _ if self.skip_comment() => {}
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        self.trimmed(start, self.at)
    }

    fn skip_quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            if *byte == b'\\' && quote != b'`' && !self.mode.no_backslash_escapes {
                self.at += 1;
            } else if *byte == quote {
                return;
            }
        }
    }

    /// Without blanks at the end; nothing is no message.
    fn trimmed(&self, start: usize, end: usize) -> Option<Span> {
        let blanks = self.bytes[start..end].iter().rev().take_while(|byte| is_blank(**byte)).count();
        (start < end - blanks).then(|| Span::new(start, end - blanks))
    }
}

/// The statements of a file as the `mysql` program sends it.
pub(super) fn split(text: &str, mode: &SyntaxMode) -> Vec<RawStatement> {
    messages(text, mode).into_iter().flat_map(|message| split_message(text, message, Splitting::Client, mode)).collect()
}

/// What the program sends of a piece of text: comments are left out, but for those that the server executes; the end of a line stays.
pub(super) fn sent(piece: &str, mode: &SyntaxMode) -> String {
    let mut client = Client { text: piece, bytes: piece.as_bytes(), at: 0, delimiter: ";", mode };
    let mut sent = String::with_capacity(piece.len());
    while client.at < client.bytes.len() {
        let start = client.at;
        if client.skip_comment() {
            continue;
        }
        match client.bytes[start] {
            quote @ (b'\'' | b'"' | b'`') => client.skip_quoted(quote),
            b'/' if client.rest().starts_with(b"/*") => {
                let end = memchr::memmem::find(client.rest(), b"*/");
                client.at = end.map_or(client.bytes.len(), |end| start + end + 2);
            }
            _ => client.at = piece.ceil_char_boundary(start + 1),
        }
        client.at = piece.ceil_char_boundary(client.at.min(piece.len()));
        sent.push_str(&piece[start..client.at]);
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_their_line_ends_stay() {
        let mode = SyntaxMode::default();
        assert_eq!(sent("2 /* a\nb */ , -- t\n # h\n '/* x */' /*! 3 */", &mode), "2  , \n \n '/* x */' /*! 3 */");
    }

    #[test]
    fn the_delimiter_cuts() {
        let mode = SyntaxMode::default();
        let text = "-- a\nSELECT ';' ;\n  delimiter //\nSELECT 1\\G\nDELIMITER //\nSELECT 2; SELECT 3 //\ndelimiter ;\nSELECT 4";
        let statements: Vec<_> = split(text, &mode).iter().map(|raw| raw.span.slice(text)).collect();
        assert_eq!(statements, ["SELECT ';'", "SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4"]);
    }
}
