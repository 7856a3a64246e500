//! Pairs of tokens that no statement of the server's has: a syntax error in any case, wherever the rest may lead.

use super::error::Refusal;
use super::keywords::{self, Category};
use super::lex::{Kind, Token, Tokens};

const COMPARISONS: &[&str] = &["=", "<>", "!=", "<", ">", "<=", ">="];

/// Operators that only stand between two operands.
const INFIX: &[&str] = &["=", "<>", "!=", "<", ">", "<=", ">=", "/", "%", "^"];

/// Words that only stand behind an operand.
const BEHIND: &[&str] =
    &["FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "THEN", "WHEN", "END", "AND", "OR", "AS", "ON"];

const CONNECTIVES: &[&str] = &["AND", "OR", "NOT"];

impl Tokens<'_> {
    /// The server's complaint about the first token that cannot follow the one before it.
    pub(super) fn misfit(&self) -> Option<Refusal> {
        let queries = self.is_data();
        (1..self.list.len())
            .find(|index| self.cannot_follow(*index) || queries && self.cannot_follow_in_query(*index))
            .map(|index| Refusal::unexpected(self.text, self.list[index].span))
    }

    /// Whether this is a query or a change of data, where operators are nothing but operators.
    fn is_data(&self) -> bool {
        const VERBS: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES"];
        self.headless || self.list.first().is_some_and(|first| self.is_any(*first, VERBS))
    }

    fn word(&self, token: Token) -> &str {
        token.span.slice(self.text)
    }

    fn is_any(&self, token: Token, words: &[&str]) -> bool {
        matches!(token.kind, Kind::Word | Kind::Operator)
            && words.iter().any(|word| self.word(token).eq_ignore_ascii_case(word))
    }

    /// In any statement.
    fn cannot_follow(&self, index: usize) -> bool {
        let (before, token) = (self.list[index - 1], self.list[index]);
        match (before.kind, token.kind) {
            // Two points in a row are one token.
            (_, Kind::Period) if self.is_point_before(index + 1) => true,
            (Kind::Period, Kind::Word | Kind::QuotedIdentifier)
            | (Kind::QuotedIdentifier | Kind::RightParen | Kind::RightBracket | Kind::Parameter, Kind::Period) => false,
            (Kind::Period, Kind::Operator) => self.word(token) != "*" && !self.names_operators(index),
            (Kind::Word, Kind::Period) => self.is_reserved(index - 1),
            (Kind::Period, _)
            | (_, Kind::Period)
            | (Kind::Comma, Kind::Comma | Kind::RightParen | Kind::RightBracket | Kind::Semicolon)
            | (Kind::LeftParen, Kind::Comma) => true,
            _ => false,
        }
    }

    /// Whether the statement names an operator somewhere before: only then may a schema stand before one.
    fn names_operators(&self, index: usize) -> bool {
        self.list[..index].iter().any(|token| token.kind == Kind::Word && self.is_any(*token, &["OPERATOR"]))
    }

    /// Whether a point stands at this index, right behind what is before it.
    fn is_point_before(&self, index: usize) -> bool {
        let Some(token) = self.list.get(index) else { return false };
        token.kind == Kind::Period && token.span.start == self.list[index - 1].span.end
    }

    /// Whether a word can be no name here.
    fn is_reserved(&self, index: usize) -> bool {
        let label = index > 0 && self.list[index - 1].kind == Kind::Period;
        let word = self.word(self.list[index]).to_ascii_lowercase();
        !label && keywords::category(&word) == Some(Category::Reserved)
    }

    fn cannot_follow_in_query(&self, index: usize) -> bool {
        let (before, token) = (self.list[index - 1], self.list[index]);
        match (before.kind, token.kind) {
            (Kind::String | Kind::Number, Kind::String | Kind::Number) | (Kind::RightParen, Kind::Number) => true,
            (Kind::Word, Kind::Number) => self.is_plain(index - 1),
            (Kind::Word | Kind::QuotedIdentifier, Kind::Word | Kind::QuotedIdentifier) => {
                index > 1 && (index - 2..=index).all(|index| self.is_plain(index))
            }
            _ => self.is_dangling(index - 1) && self.needs_operand(token),
        }
    }

    /// A name that is no keyword, unqualified.
    fn is_plain(&self, index: usize) -> bool {
        let qualified = index > 0 && self.list[index - 1].kind == Kind::Period;
        match self.list[index].kind {
            Kind::QuotedIdentifier => !qualified,
            Kind::Word => !qualified && keywords::category(&self.word(self.list[index]).to_ascii_lowercase()).is_none(),
            _ => false,
        }
    }

    /// Whether an operand must follow. `USING <` and `OPERATOR(=)` are operators by themselves.
    fn is_dangling(&self, index: usize) -> bool {
        let token = self.list[index];
        let Some(before) = index.checked_sub(1).map(|before| self.list[before]) else { return false };
        match token.kind {
            Kind::Word => before.kind != Kind::Period && self.is_any(token, CONNECTIVES),
            Kind::Operator => {
                let alone = matches!(before.kind, Kind::LeftParen | Kind::Period) || self.is_any(before, &["USING"]);
                !alone && self.is_any(token, COMPARISONS)
            }
            _ => false,
        }
    }

    /// Whether a token only stands behind an operand.
    fn needs_operand(&self, token: Token) -> bool {
        match token.kind {
            Kind::Comma | Kind::RightParen | Kind::RightBracket | Kind::DoubleColon | Kind::Assignment => true,
            Kind::Operator => self.is_any(token, INFIX),
            Kind::Word => self.is_any(token, BEHIND),
            _ => false,
        }
    }
}
