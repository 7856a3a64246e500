//! Text to statements: splitting, tokens, and the server's grammar.
//!
//! The grammar is the server's own, read by recursive descent: the first token that does not fit is where the server's error 1064 points.

mod charset;
mod expr;
mod keyword;
mod lexer;
mod mode;
mod parser;
mod query;
mod token;
mod type_name;

pub use mode::SyntaxMode;

use super::ast::{Expr, Query};
use crate::run::Refusal;
use crate::source::Span;
use parser::Parser;

/// Reads a text that is an expression and nothing else; spans are offsets into it.
///
/// # Errors
/// What the server says of it.
pub fn parse_expr(text: &str, mode: &SyntaxMode) -> Result<Expr, Refusal> {
    Parser::new(text, Span::new(0, text.len()), mode).whole(Parser::expr)
}

/// Reads a text that is a query and nothing else; spans are offsets into it.
///
/// # Errors
/// What the server says of it.
pub fn parse_query(text: &str, mode: &SyntaxMode) -> Result<Query, Refusal> {
    Parser::new(text, Span::new(0, text.len()), mode).whole(Parser::query)
}
