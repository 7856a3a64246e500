//! Where a statement with a body ends that the grammar does not read: blocks are counted by their words.

use super::SyntaxMode;
use super::lexer;
use super::token::{Token, TokenKind};
use crate::source::Span;

/// Words behind which a statement of a body begins.
const OPENERS: &[&str] = &["BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ROW", ":", ";", "ATOMIC"];

/// Statements that end with `END`, besides blocks; `CASE` is one anywhere.
const COMPOUNDS: &[&str] = &["IF", "LOOP", "WHILE", "REPEAT", "FOR"];

/// The end of the statement at the start of `rest`.
pub(super) fn end_of_block(text: &str, rest: Span, mode: &SyntaxMode) -> Option<u32> {
    let tokens = lexer::tokens(text, rest, mode);
    let is = |token: Token, word: &str| {
        matches!(token.kind, TokenKind::Word | TokenKind::Symbol) && token.text(text).eq_ignore_ascii_case(word)
    };
    let mut depth = 0_usize;
    let mut previous = *tokens.first()?;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let starts = index == 0 || OPENERS.iter().any(|word| is(previous, word));
        let block = is(*token, "BEGIN") && !next.is_some_and(|next| is(*next, "WORK") || is(*next, ";"));
        let compound = starts && COMPOUNDS.iter().any(|word| is(*token, word));
        let case = is(*token, "CASE") && !is(previous, "END");
        if block || compound || case {
            depth += 1;
        } else if is(*token, "END") {
            depth = depth.saturating_sub(1);
        } else if is(*token, ";") && depth == 0 {
            return Some(previous.end);
        }
        previous = *token;
    }
    (depth == 0).then_some(previous.end)
}
