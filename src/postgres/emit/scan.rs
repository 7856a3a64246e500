//! Looking over SQL text: its words, and how deep in parentheses they stand. Strings, comments and dollar quotes are passed over.

/// A word or parenthesis of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// How many parentheses are open around it.
    pub(super) depth: usize,
    /// Offset of its first byte.
    pub(super) start: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An identifier or keyword, folded.
    Word(String),
    /// `(` or `[`.
    Open,
    /// `)` or `]`.
    Close,
    /// Anything else that is not space: a string, a number, an operator's character.
    Other,
}

/// The tokens of a text, one after the other: a routine may be as long as its file.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let (mut position, mut depth) = (0, 0_usize);
    std::iter::from_fn(move || {
        while let Some(rest) = text.get(position..).filter(|rest| !rest.is_empty()) {
            let start = position;
            let (length, kind) = token(rest);
            position += length;
            let Some(kind) = kind else { continue };
            depth = depth.saturating_sub(usize::from(kind == TokenKind::Close));
            let token = Token { kind, depth, start };
            depth += usize::from(token.kind == TokenKind::Open);
            return Some(token);
        }
        None
    })
}

/// The length of what the text begins with, and what it is; `None` for space and comments.
fn token(text: &str) -> (usize, Option<TokenKind>) {
    let first = text.chars().next().unwrap_or(' ');
    let until = |end: &str, skip: usize| text[skip..].find(end).map_or(text.len(), |found| skip + found + end.len());
    match first {
        _ if text.starts_with("--") => (until("\n", 2), None),
        _ if text.starts_with("/*") => (until("*/", 2), None),
        '\'' => (quoted(text, '\''), Some(TokenKind::Other)),
        '"' => {
            let length = quoted(text, '"');
            let inner = text[..length].trim_matches('"').replace("\"\"", "\"");
            (length, Some(TokenKind::Word(inner)))
        }
        '(' | '[' => (1, Some(TokenKind::Open)),
        ')' | ']' => (1, Some(TokenKind::Close)),
        '$' => (dollar_quoted(text), Some(TokenKind::Other)),
        _ if first.is_whitespace() => (first.len_utf8(), None),
        _ if first.is_alphabetic() || first == '_' => {
            let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(text.len());
            (end, Some(TokenKind::Word(text[..end].to_ascii_lowercase())))
        }
        _ => (first.len_utf8(), Some(TokenKind::Other)),
    }
}

/// The length of a quoted token; a doubled quote does not end it.
fn quoted(text: &str, quote: char) -> usize {
    let mut position = 1;
    while let Some(found) = text[position..].find(quote) {
        position += found + 1;
        if !text[position..].starts_with(quote) {
            return position;
        }
        position += 1;
    }
    text.len()
}

/// The length of a dollar-quoted string, or of the dollar alone.
fn dollar_quoted(text: &str) -> usize {
    let Some(end) = text[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map(|end| end + 1) else { return 1 };
    if !text[end..].starts_with('$') {
        return 1;
    }
    let tag = &text[..=end];
    text[tag.len()..].find(tag).map_or(text.len(), |found| tag.len() + found + tag.len())
}

/// Whether a text is one function call and nothing around it: as an index key that needs no parentheses.
pub(super) fn is_function_call(text: &str) -> bool {
    let tokens: Vec<Token> = tokens(text).collect();
    let Some(open) = tokens.iter().position(|token| token.kind == TokenKind::Open) else { return false };
    let name = &tokens[..open];
    let named = name.iter().enumerate().all(|(index, token)| match (&token.kind, index % 2) {
        (TokenKind::Word(word), 0) => !matches!(word.as_str(), "not" | "array" | "row" | "exists" | "case"),
        (TokenKind::Other, 1) => text[token.start..].starts_with('.'),
        _ => false,
    });
    let close = tokens[open + 1..].iter().position(|token| token.depth == 0);
    let closes_last = close.is_some_and(|close| open + 1 + close == tokens.len() - 1);
    named && name.len() % 2 == 1 && closes_last && text.as_bytes().get(tokens[open].start) == Some(&b'(')
}

/// Whether an expression needs parentheses where the grammar takes only a restricted one (`DEFAULT`): it has a word operator outside of
/// parentheses.
pub(super) fn has_word_operator(text: &str) -> bool {
    const OPERATORS: &[&str] = &[
        "and", "at", "between", "collate", "ilike", "in", "is", "isnull", "like", "not", "notnull", "or", "overlaps",
        "similar",
    ];
    tokens(text).any(|token| match &token.kind {
        TokenKind::Word(word) => token.depth == 0 && OPERATORS.contains(&word.as_str()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_a_name_and_one_pair_of_parentheses() {
        for call in ["lower(a)", "s.f (a, (b))", "\"F\"(')')", "COALESCE(a, 1)"] {
            assert!(is_function_call(call), "{call}");
        }
        for other in ["a", "f(a) + 1", "f(a)(b)", "(a)", "NOT (a)", "f(a)[1]", "a -> 'b'", "f(a"] {
            assert!(!is_function_call(other), "{other}");
        }
    }

    #[test]
    fn word_operators_count_outside_of_parentheses_only() {
        assert!(has_word_operator("now() AT TIME ZONE 'utc'"));
        assert!(!has_word_operator("coalesce(a IS NULL, 'x is y') /* in */"));
        assert!(!has_word_operator("'a and b'::text"));
    }

    #[test]
    fn unclosed_text_ends_at_its_end() {
        for text in ["'abc", "\"abc", "/* abc", "$a$ abc", "$", "é(", "-- x"] {
            assert!(tokens(text).count() <= 2, "{text}");
        }
    }
}
