//! Splits a script into statements as `psql` does, without reading what they mean.

use super::scan::{self, Lexeme, Unterminated};
use crate::source::{Extent, Span};

/// One statement of a script, unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawStatement {
    /// From its first token to its last, without the `;` and without comments around it.
    pub span: Span,
    /// The comments right before it, with no blank line between; empty at the statement's start where there are none.
    pub leading_comments: Span,
    /// Where the `;` stands that ended it: the server points there when more was expected.
    pub terminator: Option<u32>,
    /// The data lines of `COPY … FROM stdin`, without the closing `\.`.
    pub copy_data: Option<Span>,
    /// How deep its parentheses and brackets nest.
    pub(super) depth: u32,
    pub(super) shape: Shape,
}

impl Extent for RawStatement {
    fn span(&self) -> Span {
        self.span
    }
}

impl RawStatement {
    /// One whose text nobody has looked into: other engines split and read by themselves.
    #[cfg(feature = "sqlite")]
    pub(crate) fn unread(span: Span, leading_comments: Span, terminator: Option<usize>) -> Self {
        let terminator = terminator.and_then(|at| u32::try_from(at).ok());
        Self { span, leading_comments, terminator, copy_data: None, depth: 0, shape: Shape::Sql }
    }

    /// Whether it is a `\` line, which psql does itself and the server does not understand.
    pub fn is_psql_command(&self) -> bool {
        self.shape == Shape::MetaCommand
    }
}

/// What kind of text a raw statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// An SQL statement.
    Sql,
    /// A `\` line of psql.
    MetaCommand,
    /// The script ends inside a quote or comment that was opened at this offset.
    Unterminated(Unterminated, u32),
}

/// Splits `text` into statements. Linear in the text; never fails: a quote that is not closed makes the rest of the
/// text the last statement, whose parse reports it.
pub fn split(text: &str) -> Vec<RawStatement> {
    split_within(text, Span::new(0, text.len()))
}

/// Splits a part of `text`; the spans are in the whole.
pub fn split_within(text: &str, part: Span) -> Vec<RawStatement> {
    let (start, end) = (part.start as usize, part.end as usize);
    let bytes = &text.as_bytes()[..end];
    let mut splitter = Splitter { bytes, at: start, previous_end: start, statements: Vec::new() };
    while splitter.at < splitter.bytes.len() {
        splitter.statement();
    }
    splitter.statements
}

/// Whether a statement begins or ends a transaction, or refuses to run inside one: whoever runs its file does so without a transaction of
/// their own.
pub fn controls_transaction(statement: &str) -> bool {
    const CONTROL: [&str; 8] = ["begin", "start", "commit", "end", "rollback", "abort", "vacuum", "savepoint"];
    let mut words = statement.split_ascii_whitespace().take(5).map(|word| word.trim_end_matches(';'));
    let is = |word: &str, keywords: &[&str]| keywords.iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    let Some(first) = words.next() else { return false };
    let second = words.clone().next().unwrap_or_default();
    is(first, &CONTROL)
        || is(first, &["create", "drop"]) && is(second, &["database", "tablespace", "subscription"])
        || is(first, &["alter"]) && is(second, &["system"])
        || is(first, &["create", "drop", "reindex", "refresh"]) && words.any(|word| is(word, &["concurrently"]))
}

struct Splitter<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where the text of the previous statement ended.
    previous_end: usize,
    statements: Vec<RawStatement>,
}

impl Splitter<'_> {
    /// Reads blanks, comments and one statement.
    fn statement(&mut self) {
        let comments = match self.leading_comments() {
            Ok(comments) => comments,
            Err(error) => {
                let rest = Span::new(self.at, self.bytes.len());
                self.push(rest, Span::new(self.at, self.at), None, 0, Shape::Unterminated(error, rest.start));
                self.at = self.bytes.len();
                return;
            }
        };
        match self.bytes.get(self.at) {
            None => {}
            Some(b';') => {
                self.at += 1;
                self.previous_end = self.at;
            }
            Some(b'\\') => self.meta_command(comments),
            Some(_) => self.sql(comments),
        }
    }

    /// Steps to the next token; the result is the block of comments that belongs to it.
    fn leading_comments(&mut self) -> Result<Span, Unterminated> {
        let mut block: Option<(usize, usize)> = None;
        let same_line = scan::line_end(self.bytes, self.previous_end);
        while self.at < self.bytes.len() {
            let start = self.at;
            match scan::lexeme(self.bytes, start)? {
                (Lexeme::Space, end) => {
                    if blank_line(&self.bytes[start..end]) {
                        block = None;
                    }
                    self.at = end;
                }
                (Lexeme::Comment, end) => {
                    if self.statements.is_empty() || start > same_line {
                        block = Some((block.map_or(start, |(first, _)| first), end));
                    }
                    self.at = end;
                }
                _ => break,
            }
        }
        let (start, end) = block.unwrap_or((self.at, self.at));
        Ok(Span::new(start, end))
    }

    fn meta_command(&mut self, comments: Span) {
        let line = scan::line_end(self.bytes, self.at);
        let end = line - self.bytes[self.at..line].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.push(Span::new(self.at, end), comments, None, 0, Shape::MetaCommand);
        self.at = line;
        self.previous_end = line;
    }

    fn sql(&mut self, comments: Span) {
        let start = self.at;
        let mut body = Body::new();
        let mut end = start;
        while self.at < self.bytes.len() {
            let (lexeme, next) = match scan::lexeme(self.bytes, self.at) {
                Ok(found) => found,
                Err(error) => {
                    let shape = Shape::Unterminated(error, Span::new(self.at, self.at).start);
                    self.push(Span::new(start, self.bytes.len()), comments, None, body.deepest, shape);
                    self.at = self.bytes.len();
                    return;
                }
            };
            if lexeme == Lexeme::Symbol(b';') && body.is_closed() {
                self.push(Span::new(start, end), comments, Some(self.at), body.deepest, Shape::Sql);
                self.at = next;
                self.previous_end = next;
                if body.copies_stdin {
                    self.copy_data();
                }
                return;
            }
            body.take(self.bytes, lexeme, self.at, next);
            if !matches!(lexeme, Lexeme::Space | Lexeme::Comment) {
                end = next;
            }
            self.at = next;
        }
        self.push(Span::new(start, end), comments, None, body.deepest, Shape::Sql);
        if body.copies_stdin {
            self.copy_data();
        }
    }

    /// The lines after `COPY … FROM stdin;` up to `\.`.
    fn copy_data(&mut self) {
        let bytes = self.bytes;
        let next_line = |at: usize| memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
        let start = next_line(self.at);
        let (mut end, mut at) = (bytes.len(), start);
        self.at = bytes.len();
        while at < bytes.len() {
            let next = next_line(at);
            if bytes[at..next].trim_ascii_end() == b"\\." {
                (end, self.at) = (at, next);
                break;
            }
            at = next;
        }
        self.previous_end = self.at;
        if let Some(statement) = self.statements.last_mut() {
            statement.copy_data = Some(Span::new(start, end.max(start)));
        }
    }

    fn push(&mut self, span: Span, leading_comments: Span, terminator: Option<usize>, depth: u32, shape: Shape) {
        let terminator = terminator.map(|at| Span::new(at, at).start);
        self.statements.push(RawStatement { span, leading_comments, terminator, copy_data: None, depth, shape });
    }
}

/// Whether blanks hold an empty line.
fn blank_line(blanks: &[u8]) -> bool {
    memchr::memchr_iter(b'\n', blanks).nth(1).is_some()
}

/// What must be remembered inside one statement to see its end.
struct Body {
    parentheses: u32,
    deepest: u32,
    /// Depth of `BEGIN … END` and `CASE … END` in the body of a routine.
    blocks: u32,
    head: Head,
    copies_stdin: bool,
    after_from: bool,
}

/// How far the first words have come towards a statement with a rule of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Start,
    Create,
    CreateOr,
    Routine,
    Copy,
    Other,
}

impl Body {
    fn new() -> Self {
        Self { parentheses: 0, deepest: 0, blocks: 0, head: Head::Start, copies_stdin: false, after_from: false }
    }

    fn is_closed(&self) -> bool {
        self.parentheses == 0 && self.blocks == 0
    }

    fn take(&mut self, bytes: &[u8], lexeme: Lexeme, start: usize, end: usize) {
        match lexeme {
            Lexeme::Symbol(b'(' | b'[') => {
                self.parentheses += 1;
                self.deepest = self.deepest.max(self.parentheses);
            }
            Lexeme::Symbol(b')' | b']') => self.parentheses = self.parentheses.saturating_sub(1),
            Lexeme::Word => self.word(bytes, &bytes[start..end], end),
            Lexeme::Space | Lexeme::Comment => {}
            _ => {
                if self.head == Head::Start {
                    self.head = Head::Other;
                }
                self.after_from = false;
            }
        }
    }

    fn word(&mut self, bytes: &[u8], word: &[u8], end: usize) {
        let is = |keyword: &str| word.eq_ignore_ascii_case(keyword.as_bytes());
        self.head = match self.head {
            Head::Start if is("CREATE") => Head::Create,
            Head::Start if is("COPY") => Head::Copy,
            Head::Create if is("OR") => Head::CreateOr,
            Head::CreateOr if is("REPLACE") => Head::Create,
            Head::Create if is("FUNCTION") || is("PROCEDURE") => Head::Routine,
            Head::Routine => Head::Routine,
            Head::Copy => Head::Copy,
            _ => Head::Other,
        };
        if self.parentheses > 0 {
            return;
        }
        match self.head {
            Head::Routine => self.blocks = self.blocks_after(bytes, word, end),
            Head::Copy => {
                self.copies_stdin |= self.after_from && is("STDIN");
                self.after_from = is("FROM");
            }
            _ => {}
        }
    }

    /// Only `BEGIN ATOMIC` opens a body; inside it `CASE` ends with `END` too.
    fn blocks_after(&self, bytes: &[u8], word: &[u8], end: usize) -> u32 {
        if word.eq_ignore_ascii_case(b"BEGIN") && self.blocks == 0 {
            let next = scan::skip_blank(bytes, end).unwrap_or(bytes.len());
            return u32::from(bytes[next..].get(..6).is_some_and(|word| word.eq_ignore_ascii_case(b"ATOMIC")));
        }
        match self.blocks {
            0 => 0,
            depth if word.eq_ignore_ascii_case(b"CASE") => depth + 1,
            depth if word.eq_ignore_ascii_case(b"END") => depth - 1,
            depth => depth,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str) -> Vec<&str> {
        split(text).iter().map(|raw| raw.span.slice(text)).collect()
    }

    #[test]
    fn only_a_semicolon_outside_everything_ends_a_statement() {
        for (text, expected) in [
            ("a; b", &["a", "b"][..]),
            (";; a ;;\r\n;b;", &["a", "b"]),
            ("a 'x;''y;' b; c", &["a 'x;''y;' b", "c"]),
            ("a E'\\';' ; b", &["a E'\\';'", "b"]),
            ("a '\\'; b", &["a '\\'", "b"]),
            ("a \"x;\"\"\" ; b", &["a \"x;\"\"\"", "b"]),
            ("a $$;$$ ; b $x$;$$;$x$", &["a $$;$$", "b $x$;$$;$x$"]),
            ("a$1$b ; c $1 ; d$$ ; e", &["a$1$b", "c $1", "d$$", "e"]),
            ("a /* ; /* ; */ ; */ b; c", &["a /* ; /* ; */ ; */ b", "c"]),
            ("a -- ;\n b; c", &["a -- ;\n b", "c"]),
            ("create rule r as do (a; b); c", &["create rule r as do (a; b)", "c"]),
            ("U&'a;' ; U&\"b;\" ; N'c;'", &["U&'a;'", "U&\"b;\"", "N'c;'"]),
            ("a; -- end", &["a"]),
        ] {
            assert_eq!(statements(text), expected, "{text}");
        }
    }

    #[test]
    fn an_atomic_body_is_one_statement() {
        let body = "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN /* x */ ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END";
        assert_eq!(statements(&format!("{body}; SELECT 1")), [body, "SELECT 1"]);
        assert_eq!(
            statements("BEGIN; CREATE FUNCTION begin() AS ''; END"),
            ["BEGIN", "CREATE FUNCTION begin() AS ''", "END"]
        );
    }

    #[test]
    fn copy_data_is_not_sql() {
        let text = "COPY t (a) FROM stdin;\n1;\n'\n\\.\nSELECT 1;";
        let raws = split(text);
        assert_eq!(
            raws.iter().map(|raw| raw.span.slice(text)).collect::<Vec<_>>(),
            ["COPY t (a) FROM stdin", "SELECT 1"]
        );
        assert_eq!(raws[0].copy_data.map(|data| data.slice(text)), Some("1;\n'\n"));
        assert_eq!(split("COPY t FROM '/tmp/stdin'; SELECT 1").len(), 2);
        let open = "COPY t FROM STDIN;\r\n1\r\n";
        assert_eq!(split(open)[0].copy_data.map(|data| data.slice(open)), Some("1\r\n"));
        let bare = "COPY t FROM STDIN";
        assert_eq!(split(bare)[0].copy_data.map(|data| data.slice(bare)), Some(""));
    }

    #[test]
    fn psql_lines_are_statements_of_their_own() {
        let text = "\\set x 'a;b'\r\nSELECT 1;\n\\echo done";
        assert_eq!(statements(text), ["\\set x 'a;b'", "SELECT 1", "\\echo done"]);
        assert_eq!(split(text)[0].shape, Shape::MetaCommand);
    }

    #[test]
    fn comments_belong_to_the_statement_right_below_them() {
        let text = "-- header\n\n-- about a\n/* more */\na; -- behind a\n-- about b\nb;\n\n-- far\n\nc";
        let comments: Vec<_> = split(text).iter().map(|raw| raw.leading_comments.slice(text)).collect();
        assert_eq!(comments, ["-- about a\n/* more */", "-- about b", ""]);
    }

    #[test]
    fn what_is_never_closed_is_the_last_statement() {
        for (text, what, at) in [
            ("a; b 'c;", Unterminated::String, 5),
            ("a $$;", Unterminated::DollarString, 2),
            ("a /* ;", Unterminated::Comment, 2),
            ("a; /* ;", Unterminated::Comment, 3),
            ("a \";", Unterminated::Identifier, 2),
            ("E'\\'", Unterminated::String, 0),
        ] {
            let raws = split(text);
            assert_eq!(raws.last().map(|raw| raw.shape), Some(Shape::Unterminated(what, at)), "{text}");
        }
    }
}
