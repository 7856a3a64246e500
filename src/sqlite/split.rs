//! Splitting a script into statements, as `sqlite3_complete()` does.

use crate::postgres::syntax::RawStatement;
use crate::source::Span;

/// How far a statement is, as SQLite's own table has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Normal,
    /// After `EXPLAIN`.
    Explain,
    /// After `CREATE`, where `TRIGGER` may follow.
    Create,
    /// In a trigger, whose statements end in semicolons too.
    Trigger,
    /// After a semicolon in a trigger.
    Semicolon,
    /// After `; END` in a trigger.
    End,
}

/// What kinds of token matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Semicolon,
    Space,
    Comment,
    Explain,
    Create,
    Temporary,
    Trigger,
    End,
    Other,
}

impl State {
    fn after(self, token: Token) -> Self {
        match (self, token) {
            (state, Token::Space | Token::Comment) => state,
            (Self::Trigger | Self::Semicolon, Token::Semicolon) => Self::Semicolon,
            (_, Token::Semicolon) => Self::Start,
            (Self::Semicolon, Token::End) => Self::End,
            (Self::Trigger | Self::Semicolon | Self::End, _) | (Self::Create, Token::Trigger) => Self::Trigger,
            (Self::Start | Self::Explain, Token::Create) | (Self::Create, Token::Temporary) => Self::Create,
            (Self::Start, Token::Explain) | (Self::Explain, Token::Other) => Self::Explain,
            _ => Self::Normal,
        }
    }
}

/// Splits a script into its statements; pieces without one are left out.
pub fn split(text: &str) -> Vec<RawStatement> {
    split_within(text, Span::new(0, text.len()))
}

/// Splits a part of `text`; the spans are in the whole.
pub(super) fn split_within(text: &str, part: Span) -> Vec<RawStatement> {
    let bytes = &text.as_bytes()[..part.end as usize];
    let mut statements = Vec::new();
    let mut piece = Piece::default();
    let mut at = part.start as usize;
    while at < bytes.len() {
        let (token, end) = token(bytes, at);
        if let Some(statement) = piece.take(token, bytes, at, end) {
            statements.push(statement);
        }
        at = end;
    }
    statements.extend(piece.finish(None));
    statements
}

/// The statement that is being gathered.
struct Piece {
    state: State,
    /// From its first token to its last.
    tokens: Option<(usize, usize)>,
    /// The comments right before it.
    comments: Option<(usize, usize)>,
}

impl Default for Piece {
    fn default() -> Self {
        Self { state: State::Start, tokens: None, comments: None }
    }
}

impl Piece {
    /// Takes in a token; the statement, where that ends it.
    fn take(&mut self, token: Token, bytes: &[u8], start: usize, end: usize) -> Option<RawStatement> {
        self.state = self.state.after(token);
        match token {
            Token::Space if self.tokens.is_none() => {
                // A blank line parts a comment from what follows.
                let lines = memchr::memchr_iter(b'\n', &bytes[start..end]).count();
                self.comments = self.comments.filter(|_| lines < 2);
            }
            Token::Comment if self.tokens.is_none() => {
                self.comments = Some((self.comments.map_or(start, |(first, _)| first), end));
            }
            Token::Space | Token::Comment => {}
            Token::Semicolon if self.state == State::Start => return self.finish(Some(start)),
            _ => self.tokens = Some((self.tokens.map_or(start, |(first, _)| first), end)),
        }
        None
    }

    fn finish(&mut self, terminator: Option<usize>) -> Option<RawStatement> {
        let piece = std::mem::take(self);
        let (start, end) = piece.tokens?;
        let (first, last) = piece.comments.unwrap_or((start, start));
        Some(RawStatement::unread(Span::new(start, end), Span::new(first, last), terminator))
    }
}

/// The token at a place, and where it ends.
fn token(bytes: &[u8], at: usize) -> (Token, usize) {
    let until = |start: usize, is_end: &dyn Fn(u8) -> bool| {
        bytes[start..].iter().position(|byte| is_end(*byte)).map_or(bytes.len(), |length| start + length)
    };
    match bytes[at] {
        b';' => (Token::Semicolon, at + 1),
        b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' => {
            (Token::Space, until(at, &|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c')))
        }
        b'-' if bytes.get(at + 1) == Some(&b'-') => (Token::Comment, until(at, &|byte| byte == b'\n')),
        b'/' if bytes.get(at + 1) == Some(&b'*') => {
            let rest = bytes.get(at + 2..).unwrap_or_default();
            let length = rest.windows(2).position(|two| two == b"*/");
            (Token::Comment, length.map_or(bytes.len(), |length| at + length + 4))
        }
        b'[' => (Token::Other, (until(at, &|byte| byte == b']') + 1).min(bytes.len())),
        quote @ (b'\'' | b'"' | b'`') => (Token::Other, (until(at + 1, &|byte| byte == quote) + 1).min(bytes.len())),
        byte if is_of_word(byte) => {
            let end = until(at, &|byte| !is_of_word(byte));
            (keyword(&bytes[at..end]), end)
        }
        _ => (Token::Other, at + 1),
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

fn keyword(word: &[u8]) -> Token {
    const KEYWORDS: [(&str, Token); 6] = [
        ("create", Token::Create),
        ("trigger", Token::Trigger),
        ("temp", Token::Temporary),
        ("temporary", Token::Temporary),
        ("end", Token::End),
        ("explain", Token::Explain),
    ];
    let keyword = KEYWORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()));
    keyword.map_or(Token::Other, |(_, token)| *token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        split(text).iter().map(|raw| raw.span.slice(text)).collect()
    }

    #[test]
    fn a_semicolon_ends_a_statement_but_not_in_quotes_comments_or_triggers() {
        assert_eq!(
            pieces("SELECT 1; ; -- no;\nSELECT ';', \"a;b\", [c;d], `e;f` /* ; */ , 2"),
            ["SELECT 1", "SELECT ';', \"a;b\", [c;d], `e;f` /* ; */ , 2"]
        );
        let trigger =
            "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 2 THEN 3 END; DELETE FROM b; END";
        assert_eq!(pieces(&format!("{trigger}; SELECT 1")), [trigger, "SELECT 1"]);
        assert_eq!(
            pieces("CREATE TABLE trigger_log (a); BEGIN; END; COMMIT"),
            ["CREATE TABLE trigger_log (a)", "BEGIN", "END", "COMMIT"]
        );
    }

    #[test]
    fn comments_right_above_belong_to_a_statement() {
        let text = "-- far\n\n-- near\n-- nearer\nSELECT 1;";
        assert_eq!(split(text)[0].leading_comments.slice(text), "-- near\n-- nearer");
        assert_eq!(split(text)[0].terminator, Some(34));
    }

    #[test]
    fn what_does_not_end_goes_to_the_end() {
        for text in
            ["SELECT 'a; b", "SELECT /* a; b", "SELECT [a; b", "SELECT \"ä", "CREATE TRIGGER t BEGIN SELECT 1; "]
        {
            assert_eq!(split(text).len(), 1, "{text}");
        }
        assert!(split(" -- nothing\n;;/* at all").is_empty());
    }
}
