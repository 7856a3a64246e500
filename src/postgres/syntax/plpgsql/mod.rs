//! PL/pgSQL: the bodies of `DO` and of routines.
//!
//! The productions follow those of the server's own parser, which reads a body from left to right and complains about
//! the first thing that is wrong, be it in the language itself or in the SQL inside. Each piece of SQL is cut out by the
//! words around it and read on its own.

mod block;
mod condition;
mod control;
mod cursor;
mod declare;
mod fragment;
mod header;
mod loops;
mod names;
mod raise;
mod returns;
mod sql;
mod step;
mod target;
mod words;

use super::cursor::Cursor;
use super::error::Refusal;
use super::lex::Kind;
use super::outline::outline;
use crate::postgres::ast::procedure::{Body, VariableConflict};
use crate::source::Span;
pub use header::{DeclaredType, Header, Returns, Shape, Types};
use names::{Names, Place, Variable};

/// How deep blocks and steps may nest: each level costs stack.
const DEEPEST: usize = 100;

/// Larger bodies than this are not read: one of 50 MB took 90 times its size.
const LARGEST: usize = 4 << 20;

/// What a body turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum ParsedBlock {
    /// A body that was read; SQL in it that was not read says so where it stands.
    Block(Box<Body>),
    /// A body that the server refuses when it compiles it.
    Refused {
        /// SQLSTATE.
        code: &'static str,
        /// The server's message.
        message: String,
        /// Where it points: a byte offset into the body.
        offset: Option<u32>,
    },
    /// A body that is not read: the server may well accept it.
    Opaque {
        /// Why.
        reason: String,
    },
}

/// Reads a body, unquoted. Names that it does not declare itself are taken for those of variables from outside.
pub fn parse(body: &str) -> ParsedBlock {
    compile(body, &Header::open())
}

/// Reads a body, unquoted, as the server does when it compiles it.
pub fn compile(body: &str, header: &Header<'_>) -> ParsedBlock {
    if body.len() > LARGEST {
        return ParsedBlock::Opaque { reason: "the body is larger than 4 MiB".into() };
    }
    match read(body, header) {
        Ok(body) => ParsedBlock::Block(Box::new(body)),
        Err(Stop::Refused { code, message, offset }) => ParsedBlock::Refused { code, message, offset },
        Err(Stop::Opaque(reason)) => ParsedBlock::Opaque { reason },
    }
}

fn read(body: &str, header: &Header<'_>) -> Result<Body> {
    let tokens = outline(body)?;
    let names = header.names();
    Reader { body, header, cursor: Cursor::new(&tokens), names, unread: None, depth: 0 }.body()
}

/// Why reading stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The server refuses the body.
    Refused {
        /// SQLSTATE.
        code: &'static str,
        /// The server's message.
        message: String,
        /// Where it points: a byte offset into the body.
        offset: Option<u32>,
    },
    /// The body is not read; the reason.
    Opaque(String),
}

type Result<T> = std::result::Result<T, Stop>;

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Syntax { code, message, offset } => Self::Refused { code, message, offset },
            Refusal::Opaque(reason) => Self::Opaque(reason),
        }
    }
}

/// A place in a body, and what has been declared up to there.
struct Reader<'a> {
    body: &'a str,
    header: &'a Header<'a>,
    cursor: Cursor<'a>,
    names: Names,
    /// The first piece of SQL that was not read.
    unread: Option<String>,
    depth: usize,
}

impl Reader<'_> {
    /// The whole body. Where a piece of SQL was not read, which may be wrong itself, any other refusal is not certain.
    fn body(mut self) -> Result<Body> {
        let body = self.whole();
        match (body, self.unread) {
            (Err(Stop::Refused { code, .. }), Some(reason)) if code != "42601" => Err(Stop::Opaque(reason)),
            (body, unread) => body.map(|body| Body { unread: unread.map(Into::into), ..body }),
        }
    }

    /// `#options`, the block, and a semicolon that may follow.
    fn whole(&mut self) -> Result<Body> {
        let variable_conflict = self.options()?;
        let label = self.label()?;
        let block = self.block(label)?;
        self.cursor.symbol(Kind::Semicolon);
        self.cursor.finish()?;
        Ok(Body { block, variable_conflict, unread: None })
    }

    /// `#variable_conflict use_column`, and options without a meaning here.
    fn options(&mut self) -> Result<VariableConflict> {
        let mut conflict = VariableConflict::Error;
        while self.cursor.operator("#") {
            match self.cursor.expect_any(&["OPTION", "PRINT_STRICT_PARAMS", "VARIABLE_CONFLICT"])? {
                "OPTION" => self.cursor.expect("DUMP")?,
                "PRINT_STRICT_PARAMS" => {
                    let value = self.cursor.label()?;
                    if !matches!(value.name.as_str(), "on" | "off") {
                        let message = format!("unrecognized print_strict_params option {}", value.name);
                        return refuse("XX000", message, None);
                    }
                }
                _ => {
                    conflict = match self.cursor.expect_any(&["ERROR", "USE_VARIABLE", "USE_COLUMN"])? {
                        "USE_VARIABLE" => VariableConflict::Variable,
                        "USE_COLUMN" => VariableConflict::Column,
                        _ => VariableConflict::Error,
                    };
                }
            }
        }
        Ok(conflict)
    }

    /// The server's complaint about the next token, with a message of its own.
    fn refuse<T>(&self, message: &str) -> Result<T> {
        Ok(self.cursor.refuse_as(message)?)
    }

    /// Where the next token stands.
    fn here(&self) -> Span {
        self.cursor.peek().map_or(self.cursor.tokens.follow, |token| token.span)
    }

    /// One level deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == DEEPEST {
            return Err(Stop::Opaque("blocks nested too deeply".into()));
        }
        self.depth += 1;
        let result = read(self)?;
        self.depth -= 1;
        Ok(result)
    }
}

/// A refusal with a message that names no token.
fn refuse<T>(code: &'static str, message: impl Into<String>, at: Option<Span>) -> Result<T> {
    Err(Stop::Refused { code, message: message.into(), offset: at.map(|span| span.start) })
}

#[cfg(test)]
mod tests;
