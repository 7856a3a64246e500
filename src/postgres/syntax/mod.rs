//! The SQL front end: splits a script into statements and reads each into the vocabulary of [`crate::postgres::ast`].
//!
//! Expressions and queries are read by `sqlparser`, which only this module names, and lowered in step with the tokens
//! so that every node has its exact span. Schema changes have productions of our own, since `sqlparser` misses too
//! much of PostgreSQL's. What neither reads is [`Parsed::Opaque`], never dropped; [`Parsed::SyntaxError`] is only what
//! the server is sure to refuse. No name is looked up here.

mod accept;
mod access;
mod call;
mod constant;
mod cursor;
mod ddl;
mod depth;
mod dml;
mod error;
mod expr;
mod ident;
mod keywords;
mod lex;
mod literal;
mod locking;
mod misfit;
mod outline;
mod plain_insert;
pub mod plpgsql;
mod query;
mod read;
mod rows;
mod scan;
mod session;
mod split;
mod statement;
mod table_ref;
mod type_name;

pub use error::Refusal;
pub use rows::cell_expr;
pub use split::{RawStatement, controls_transaction, split, split_within};

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod version_tests;

use crate::postgres::ast::op::{BodyStatement, PartitionBound};
use crate::postgres::ast::{Expr, Name, Statement, TypeName};
use crate::source::Span;
use cursor::Cursor;
use error::Result;
use lex::Tokens;
use split::Shape;

/// How deep parentheses may nest: the server takes more, but each level costs stack here.
const DEEPEST: u32 = 150;

/// The version whose grammar holds where none is named.
const NEWEST: u32 = 18;

/// Nested this deep, the server's own parser runs out of its stack, of 10,000 entries, whatever stands around.
const EXHAUSTING: u32 = 10_000;

/// What a statement turned out to be.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one per statement, and seldom anything but a statement")]
pub enum Parsed {
    /// A statement that was read completely.
    Statement(Statement),
    /// A statement that is not read: the server may well accept it.
    Opaque {
        /// Why.
        reason: String,
    },
    /// A statement that PostgreSQL refuses as soon as it has read it.
    SyntaxError {
        /// SQLSTATE: 42601 for nearly all.
        code: &'static str,
        /// The server's message.
        message: String,
        /// Where it points, where it does: a byte offset into the text.
        offset: Option<u32>,
    },
}

impl From<Result<Statement>> for Parsed {
    fn from(result: Result<Statement>) -> Self {
        match result {
            Ok(statement) => Self::Statement(statement),
            Err(Refusal::Opaque(reason)) => Self::Opaque { reason },
            Err(Refusal::Syntax { code, message, offset }) => Self::SyntaxError { code, message, offset },
        }
    }
}

/// Reads one statement of `text`, which [`split`] found, by the grammar of the newest version.
pub fn parse(text: &str, raw: &RawStatement) -> Parsed {
    parse_for(NEWEST, text, raw)
}

/// Reads one statement by the grammar of a major version of the server.
pub fn parse_for(version: u32, text: &str, raw: &RawStatement) -> Parsed {
    match raw.shape {
        Shape::MetaCommand => meta_command(raw.span.slice(text)),
        Shape::Unterminated(what, at) => unterminated(text, raw, what.message(), at),
        Shape::Sql if raw.depth >= EXHAUSTING => exhausted(text, raw),
        Shape::Sql if raw.depth > DEEPEST => Parsed::Opaque { reason: "parentheses nested too deeply".into() },
        Shape::Sql => read(text, raw, version).into(),
    }
}

/// Reads an expression that stands alone, such as a default.
pub fn parse_expr(text: &str) -> Result<Expr> {
    let tokens = lex::tokens(text, Span::new(0, text.len()), Span::new(text.len(), text.len()))?;
    Cursor::new(&tokens).expr()
}

/// Reads the body of a routine that is not text: `BEGIN ATOMIC … END` or `RETURN expr`.
pub fn parse_routine_body(text: &str, span: Span) -> Result<Vec<BodyStatement>> {
    let tokens = lex::tokens(text, span, Span { start: span.end, end: span.end })?;
    Cursor::new(&tokens).body_statements()
}

/// Reads the bound of a partition: `DEFAULT`, `FOR VALUES …`.
pub fn parse_partition_bound(text: &str) -> Result<PartitionBound> {
    let tokens = lex::tokens(text, Span::new(0, text.len()), Span::new(text.len(), text.len()))?;
    let mut cursor = Cursor::new(&tokens);
    let bound = cursor.partition_bound()?;
    cursor.finish()?;
    Ok(bound)
}

/// Reads the name of a type.
pub fn parse_type_name(text: &str) -> Result<TypeName> {
    let tokens = lex::tokens(text, Span::new(0, text.len()), Span::new(text.len(), text.len()))?;
    let mut cursor = Cursor::new(&tokens);
    let name = cursor.type_name()?;
    cursor.finish()?;
    Ok(name)
}

fn read(text: &str, raw: &RawStatement, version: u32) -> Result<Statement> {
    if is_insert(text, raw)
        && let Some(insert) = plain_insert::read(text, raw, follow(raw))
    {
        return Ok(Statement::Insert(Box::new(insert)));
    }
    let mut tokens = tokens(text, raw)?;
    tokens.version = version;
    let mut cursor = Cursor::new(&tokens);
    let result = cursor.statement_with_data(raw.copy_data);
    let result = tokens.checked(result);
    match result {
        Err(refusal) if Cursor::new(&tokens).at_data_statement() => Err(misread(text, raw, version, refusal)),
        result => result,
    }
}

/// What is wrong with a query or a data change that was not read, of which all tokens are looked at.
fn misread(text: &str, raw: &RawStatement, version: u32, refusal: Refusal) -> Refusal {
    let own = matches!(&refusal, Refusal::Syntax { message, .. } if !message.starts_with("syntax error"));
    let Ok(mut tokens) = lex::tokens(text, raw.span, follow(raw)) else { return refusal };
    tokens.version = version;
    match tokens.junk() {
        Some(junk) => junk,
        None if own => refusal,
        None => Cursor::new(&tokens).misread_statement(refusal),
    }
}

fn is_insert(text: &str, raw: &RawStatement) -> bool {
    raw.span.slice(text).get(..6).is_some_and(|word| word.eq_ignore_ascii_case("INSERT"))
}

/// What stands behind a statement: its `;`, or nothing.
fn follow(raw: &RawStatement) -> Span {
    match raw.terminator {
        Some(at) => Span { start: at, end: at + 1 },
        None => Span { start: raw.span.end, end: raw.span.end },
    }
}

/// The tokens of a statement. The rows of an `INSERT` are left out: they are read from the bytes.
fn tokens<'a>(text: &'a str, raw: &RawStatement) -> Result<Tokens<'a>> {
    let follow = follow(raw);
    let rows = if is_insert(text, raw) { rows::extent(text, raw.span) } else { None };
    let Some(rows) = rows else { return lex::tokens(text, raw.span, follow) };
    let mut tokens = lex::tokens(text, Span { start: raw.span.start, end: rows.start }, follow)?;
    tokens.rows = Some(rows);
    tokens.read(Span { start: rows.end, end: raw.span.end })?;
    Ok(tokens)
}

/// The server's complaint about parentheses nested without end. It is exact in its place behind a plain `SELECT`.
fn exhausted(text: &str, raw: &RawStatement) -> Parsed {
    const OTHER_ENTRIES: usize = 4;
    let (bytes, mut at, mut open) = (text.as_bytes(), raw.span.start as usize, 0);
    while let Ok((lexeme, end)) = scan::lexeme(bytes, at) {
        open += usize::from(matches!(lexeme, scan::Lexeme::Symbol(b'(' | b'[')));
        if open + OTHER_ENTRIES > EXHAUSTING as usize || end >= raw.span.end as usize {
            break;
        }
        at = end;
    }
    Parsed::SyntaxError {
        code: "42601",
        message: "memory exhausted at or near \"(\"".into(),
        offset: Some(Span::new(at, at).start),
    }
}

/// A `\` line of psql: some only talk to its user, others bring in text that is not here.
fn meta_command(line: &str) -> Parsed {
    const HARMLESS: [&str; 17] = [
        "echo",
        "qecho",
        "warn",
        "set",
        "unset",
        "pset",
        "timing",
        "encoding",
        "restrict",
        "unrestrict",
        "a",
        "t",
        "x",
        "f",
        "H",
        "prompt",
        "errverbose",
    ];
    let command = line[1..].split(|next: char| next.is_whitespace()).next().unwrap_or_default();
    if HARMLESS.contains(&command) {
        let command = Name::from(format!("\\{command}"));
        return Parsed::Statement(Statement::Inert { command, relations: Vec::new(), outside_transaction: false });
    }
    Parsed::Opaque { reason: format!("the psql command \\{command}") }
}

/// A statement that the end of the text cuts off inside a quote: the server complains about that, unless something
/// before it is wrong already.
fn unterminated(text: &str, raw: &RawStatement, problem: &str, at: u32) -> Parsed {
    let before = RawStatement {
        span: Span { start: raw.span.start.min(at), end: at },
        terminator: None,
        shape: Shape::Sql,
        ..*raw
    };
    if at > raw.span.start
        && let Parsed::SyntaxError { code, message, offset } = parse(text, &before)
        && text[offset.unwrap_or_default() as usize..at as usize].trim_ascii() != ""
    {
        return Parsed::SyntaxError { code, message, offset };
    }
    let rest = &text[at as usize..];
    Parsed::SyntaxError { code: "42601", message: format!("{problem} at or near \"{rest}\""), offset: Some(at) }
}
