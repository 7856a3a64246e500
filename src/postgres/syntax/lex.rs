//! The tokens of one statement: `sqlparser`'s, each with its byte span in the source.
//!
//! `sqlparser` counts lines and characters; here every token carries byte offsets, in our own list and in the
//! columns of `sqlparser`'s spans, so that the errors of its parser can be placed too.

use super::error::{Refusal, Result, opaque};
use super::scan;
use crate::source::Span;
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::{Location, Token as SqlToken, TokenWithSpan, Tokenizer};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or unquoted identifier.
    Word,
    /// `"…"`.
    QuotedIdentifier,
    /// A string in any spelling but `U&`.
    String,
    /// `B'…'`, `X'…'`.
    Bits,
    Number,
    /// `$1`.
    Parameter,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    Comma,
    Period,
    Colon,
    /// `::`.
    DoubleColon,
    /// `:=`.
    Assignment,
    /// `=>`.
    Arrow,
    Semicolon,
    Operator,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The tokens of a statement, without blanks and comments.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) list: Vec<Token>,
    /// The same tokens for `sqlparser`.
    pub(super) sql: Vec<TokenWithSpan>,
    /// What stands behind the last one: a `;`, or what ends this part of a statement. Empty at the end of the input.
    pub(super) follow: Span,
    /// The rows of an `INSERT`, whose tokens are left out.
    pub(super) rows: Option<Span>,
    /// Whether the list is that of a query without its `SELECT`.
    pub(super) headless: bool,
    /// The first number with a letter right behind it.
    junk: Option<Span>,
    /// The major version of the server whose grammar holds.
    pub(super) version: u32,
}

/// Room is made at once for no more tokens than this: a statement may be one long comment.
const MANY: usize = 1 << 12;

/// Reads the tokens of `span`, behind which stands `follow`.
pub(super) fn tokens(text: &str, span: Span, follow: Span) -> Result<Tokens<'_>> {
    let length = (span.slice(text).len() / 6).min(MANY);
    let (list, sql) = (Vec::with_capacity(length), Vec::with_capacity(length));
    let mut tokens = Tokens { list, sql, ..Tokens::empty(text, follow) };
    tokens.read(span)?;
    Ok(tokens)
}

impl<'a> Tokens<'a> {
    /// No tokens yet.
    pub(super) fn empty(text: &'a str, follow: Span) -> Self {
        Self {
            text,
            list: Vec::new(),
            sql: Vec::new(),
            follow,
            rows: None,
            headless: false,
            junk: None,
            version: super::NEWEST,
        }
    }

    /// What was read from these tokens, unless they are wrong in any case, before what was found wrong.
    pub(super) fn checked<T>(&self, read: Result<T>) -> Result<T> {
        let misfit = if read.is_ok() { None } else { self.misfit() };
        match (read, self.junk().or(misfit).or_else(|| self.unbalanced())) {
            (Err(Refusal::Syntax { code, message, offset }), Some(Refusal::Syntax { offset: other, .. }))
                if offset < other =>
            {
                Err(Refusal::Syntax { code, message, offset })
            }
            (_, Some(refusal)) => Err(refusal),
            (read, None) => read,
        }
    }

    /// Appends the tokens of `span`.
    pub(super) fn read(&mut self, span: Span) -> Result<()> {
        let slice = span.slice(self.text);
        let mut place = Place { bytes: self.text.as_bytes(), offset: span.start as usize, line: 1, column: 1 };
        let mut raw = Vec::with_capacity((slice.len() / 3).min(MANY));
        let mut tokenizer = Tokenizer::new(&PostgreSqlDialect {}, slice);
        tokenizer.tokenize_with_location_into_buf(&mut raw).map_err(|error| Refusal::Opaque(error.message))?;
        for TokenWithSpan { mut token, span: location } in raw {
            forget_body(&mut token);
            let start = place.advance(location.start);
            let end = place.advance(location.end);
            if !matches!(token, SqlToken::Whitespace(_)) {
                self.push(token, Span::new(start, end))?;
            }
        }
        Ok(())
    }

    fn push(&mut self, token: SqlToken, span: Span) -> Result<()> {
        let kind = kind(&token);
        let unicode = kind == Kind::QuotedIdentifier && self.introduces_unicode();
        if let Some(last) = self.list.last_mut() {
            let touching = last.span.end == span.start;
            if kind == Kind::Word && touching && last.kind == Kind::Number {
                self.junk.get_or_insert(last.span.to(span));
            }
            if unicode && touching {
                return opaque("an identifier in U&\"…\" spelling");
            }
            if kind == Kind::Operator && touching && last.kind == Kind::Operator {
                let whole = last.span.to(span);
                if is_one_operator(whole.slice(self.text)) {
                    last.span = whole;
                    if let Some(token) = self.sql.last_mut() {
                        token.token = SqlToken::CustomBinaryOperator(whole.slice(self.text).to_owned());
                    }
                    return Ok(());
                }
            }
            if kind == Kind::String && last_continues(self.text, last, span) {
                last.span.end = span.end;
                if let Some(whole) = self.sql.last_mut() {
                    whole.token = joined(&whole.token, &token);
                }
                return Ok(());
            }
        }
        let column = |offset: u32| Location { line: 1, column: u64::from(offset) };
        let location = sqlparser::tokenizer::Span { start: column(span.start), end: column(span.end) };
        self.list.push(Token { kind, span });
        self.sql.push(TokenWithSpan { token, span: location });
        Ok(())
    }

    /// The server's complaint about a number with a letter right behind it.
    pub(super) fn junk(&self) -> Option<Refusal> {
        if self.version < 16
            && let Some(number) = self.newer_number()
        {
            return Some(Refusal::Opaque(format!("the number {number} before version 16")));
        }
        let junk = self.junk?;
        let text = junk.slice(self.text);
        // Version 15 brought the complaint, version 16 numbers such as 0b11 and 1_000.
        let newer =
            ["0b", "0B", "0o", "0O", "0x", "0X"].iter().any(|prefix| text.starts_with(prefix)) || text.contains('_');
        if self.version < 15 || self.version >= 16 && newer {
            return Some(Refusal::Opaque(format!("the number {text}")));
        }
        let message = format!("trailing junk after numeric literal at or near \"{}\"", junk.slice(self.text));
        Some(Refusal::Syntax { code: "42601", message, offset: Some(junk.start) })
    }

    /// A number as version 16 writes them: `0x1F`, `1_000`.
    fn newer_number(&self) -> Option<&'a str> {
        let numbers = self.list.iter().filter(|token| token.kind == Kind::Number);
        let mut texts = numbers.map(|token| token.span.slice(self.text));
        texts.find(|text| text.contains('_') || text.starts_with("0x"))
    }

    /// The server's complaint if brackets are left open or closed twice.
    pub(super) fn unbalanced(&self) -> Option<Refusal> {
        let mut depth = 0_usize;
        let rule = self.is_rule();
        for token in &self.list {
            match token.kind {
                Kind::Semicolon if depth > 0 && !rule => return Some(Refusal::unexpected(self.text, token.span)),
                Kind::LeftParen | Kind::LeftBracket => depth += 1,
                Kind::RightParen | Kind::RightBracket if depth == 0 => {
                    return Some(Refusal::unexpected(self.text, token.span));
                }
                Kind::RightParen | Kind::RightBracket => depth -= 1,
                _ => {}
            }
        }
        (depth > 0).then(|| Refusal::unexpected(self.text, self.follow))
    }

    /// Whether it is `CREATE [OR REPLACE] RULE`, whose actions are separated by semicolons in parentheses.
    fn is_rule(&self) -> bool {
        let mut words = self.list.iter().map(|token| token.span.slice(self.text));
        words.next().is_some_and(|word| word.eq_ignore_ascii_case("CREATE"))
            && words.take(3).any(|word| word.eq_ignore_ascii_case("RULE"))
    }

    /// Whether the last two tokens are the `U` and `&` of `U&"…"`.
    fn introduces_unicode(&self) -> bool {
        let Some([letter, ampersand]) = self.list.last_chunk::<2>() else { return false };
        letter.span.end == ampersand.span.start
            && letter.span.to(ampersand.span).slice(self.text).eq_ignore_ascii_case("u&")
    }
}

/// Whether the server reads characters of operators as one operator: it ends with a sign only if something in it is no
/// sign, comparison or arithmetic.
fn is_one_operator(text: &str) -> bool {
    let part = |byte: u8| b"~!@#^&|`?+-*/%<>=".contains(&byte);
    text.bytes().all(part)
        && (text.contains(['~', '!', '@', '#', '^', '&', '|', '`', '?', '%']) || !text.ends_with(['+', '-']))
}

/// A dollar quote may be as long as its file, and its text is taken from the source anyway.
fn forget_body(token: &mut SqlToken) {
    if let SqlToken::DollarQuotedString(body) = token {
        body.value = String::new();
    }
}

/// Whether a string goes on in the next one: a line break between them makes it one constant.
fn last_continues(text: &str, last: &Token, next: Span) -> bool {
    last.kind == Kind::String
        && !last.span.slice(text).starts_with('$')
        && text.as_bytes()[next.start as usize] == b'\''
        && scan::continuation(text.as_bytes(), last.span.end as usize) == Some(next.start as usize)
}

/// One constant for two; its text is taken from the source anyway.
fn joined(first: &SqlToken, second: &SqlToken) -> SqlToken {
    let part = |token: &SqlToken| match token {
        SqlToken::SingleQuotedString(text)
        | SqlToken::EscapedStringLiteral(text)
        | SqlToken::NationalStringLiteral(text) => text.clone(),
        _ => String::new(),
    };
    SqlToken::SingleQuotedString(part(first) + &part(second))
}

fn kind(token: &SqlToken) -> Kind {
    match token {
        SqlToken::Word(word) if word.quote_style.is_some() => Kind::QuotedIdentifier,
        SqlToken::Word(_) => Kind::Word,
        SqlToken::SingleQuotedString(_)
        | SqlToken::EscapedStringLiteral(_)
        | SqlToken::NationalStringLiteral(_)
        | SqlToken::UnicodeStringLiteral(_)
        | SqlToken::DollarQuotedString(_) => Kind::String,
        SqlToken::SingleQuotedByteStringLiteral(_) | SqlToken::HexStringLiteral(_) => Kind::Bits,
        SqlToken::Number(..) => Kind::Number,
        SqlToken::Placeholder(_) => Kind::Parameter,
        SqlToken::LParen => Kind::LeftParen,
        SqlToken::RParen => Kind::RightParen,
        SqlToken::LBracket => Kind::LeftBracket,
        SqlToken::RBracket => Kind::RightBracket,
        SqlToken::Comma => Kind::Comma,
        SqlToken::Period => Kind::Period,
        SqlToken::Colon => Kind::Colon,
        SqlToken::DoubleColon => Kind::DoubleColon,
        SqlToken::Assignment => Kind::Assignment,
        SqlToken::RArrow => Kind::Arrow,
        SqlToken::SemiColon => Kind::Semicolon,
        _ => Kind::Operator,
    }
}

/// A place in the source that moves forward with `sqlparser`'s count of lines and characters.
struct Place<'a> {
    bytes: &'a [u8],
    offset: usize,
    line: u64,
    column: u64,
}

impl Place<'_> {
    /// Moves to `location`, which is not before this place; the result is its byte offset.
    fn advance(&mut self, location: Location) -> usize {
        while (self.line, self.column) < (location.line, location.column) && self.offset < self.bytes.len() {
            if self.bytes[self.offset] == b'\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
            self.offset += 1;
            while self.bytes.get(self.offset).is_some_and(|byte| byte & 0xc0 == 0x80) {
                self.offset += 1;
            }
        }
        self.offset
    }
}
