//! Bound texts, read again: a check, a default, a view's query.

use crate::ast::{Expr, Statement};
use crate::syntax::{self, Parsed};

/// The expression of a bound text; its spans are relative to the text, as those of the references are.
pub(super) fn expr(text: &str) -> Option<Expr> {
    syntax::parse_expr(text).ok()
}

/// The statement of a bound text.
pub(super) fn statement(text: &str) -> Option<Statement> {
    let [raw] = syntax::split(text).try_into().ok()?;
    match syntax::parse(text, &raw) {
        Parsed::Statement(statement) => Some(statement),
        Parsed::Opaque { .. } | Parsed::SyntaxError { .. } => None,
    }
}
