//! Text to statements: splitting, tokens, and the server's grammar.
//!
//! The grammar is the server's own, read by recursive descent: the first token that does not fit is where the server's error 1064 points.

#[cfg(test)]
mod answers;
mod charset;
mod client;
mod comments;
mod data;
mod expr;
mod keyword;
mod lexer;
mod mode;
mod native;
mod object;
mod parser;
mod print;
mod program;
mod query;
mod recover;
mod server;
mod session;
mod split;
mod statement;
mod table;
mod token;
mod type_name;

pub use mode::SyntaxMode;
pub use print::print_expr;
pub(crate) use split::split_part;
pub use split::{RawStatement, Splitting, split};

#[cfg(test)]
use super::ast::Expr;
use super::ast::{Query, Statement};
use crate::run::Refusal;
use crate::source::Span;
use parser::Parser;

/// Reads one statement; its spans are offsets into the text.
///
/// # Errors
/// What the server says of it. Its error 1064 quotes the text up to the end of what the server was sent.
pub fn parse_statement(text: &str, statement: &RawStatement, mode: &SyntaxMode) -> Result<Statement, Refusal> {
    let read = Parser::of_message(text, statement.span, statement, mode).only_statement();
    if read.is_ok() || statement.span.end >= statement.message.end {
        return read;
    }
    // Where a statement that cannot be read ends is a guess: the server goes on to read up to where it does not fit.
    let rest = Span { end: statement.message.end, ..statement.span };
    match Parser::of_message(text, rest, statement, mode).only_statement() {
        Ok(_) => read,
        refused => refused,
    }
}

/// Reads the text of a `PREPARE` or an `EXECUTE IMMEDIATE`, which is one statement, and counts its `?`.
///
/// # Errors
/// What the server says of it.
pub fn parse_prepared(text: &str, mode: &SyntaxMode) -> Result<(Statement, usize), Refusal> {
    Parser::new(text, Span::new(0, text.len()), mode).prepared_statement()
}

/// Reads a text that is an expression and nothing else; spans are offsets into it.
///
/// # Errors
/// What the server says of it.
#[cfg(test)]
pub(super) fn parse_expr(text: &str, mode: &SyntaxMode) -> Result<Expr, Refusal> {
    Parser::new(text, Span::new(0, text.len()), mode).whole(Parser::expr)
}

/// Reads a text that is a query and nothing else; spans are offsets into it.
///
/// # Errors
/// What the server says of it.
pub fn parse_query(text: &str, mode: &SyntaxMode) -> Result<Query, Refusal> {
    Parser::new(text, Span::new(0, text.len()), mode).whole(Parser::query)
}
