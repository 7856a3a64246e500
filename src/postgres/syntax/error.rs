//! Why a statement was not read.

use crate::source::Span;
use sqlparser::parser::ParserError;

/// Why a text was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The server refuses this text, with this message.
    Syntax {
        /// SQLSTATE: 42601 for nearly all.
        code: &'static str,
        /// The server's message.
        message: String,
        /// Where it points, where it does: a byte offset into the source.
        offset: Option<u32>,
    },
    /// The server may well accept it; we do not read it.
    Opaque(String),
}

impl Refusal {
    /// The server's complaint about the token at `span`; an empty one is the end of the input.
    pub(super) fn unexpected(text: &str, span: Span) -> Self {
        let message = match span.slice(text) {
            "" => "syntax error at end of input".into(),
            // Two points in a row are one token to the server.
            "." if text[span.end as usize..].starts_with('.') => "syntax error at or near \"..\"".into(),
            token => format!("syntax error at or near \"{token}\""),
        };
        Self::Syntax { code: "42601", message, offset: Some(span.start) }
    }

    /// What the server's grammar knows, and refuses with a message of its own.
    pub(super) fn forbidden(code: &'static str, message: impl Into<String>, span: Option<Span>) -> Self {
        Self::Syntax { code, message: message.into(), offset: span.map(|span| span.start) }
    }
}

/// What was read, or why it was not.
pub type Result<T> = std::result::Result<T, Refusal>;

/// A refusal of something that the grammar has and we do not.
pub(super) fn opaque<T>(reason: impl Into<String>) -> Result<T> {
    Err(Refusal::Opaque(reason.into()))
}

impl From<ParserError> for Refusal {
    /// `sqlparser` refuses much that the server takes, so its word alone is not enough to predict a failure.
    fn from(error: ParserError) -> Self {
        Self::Opaque(match error {
            ParserError::RecursionLimitExceeded => "an expression nested too deeply".into(),
            ParserError::ParserError(reason) | ParserError::TokenizerError(reason) => reason,
        })
    }
}
