//! Bound texts, read again: a check, a default, a view's query.

use crate::postgres::ast::{Expr, Name, Query, Statement};
use crate::postgres::syntax::{self, Parsed};
use std::cell::RefCell;
use std::sync::Arc;

/// The bound texts that were read again already: each `INSERT` asks for the same defaults and checks of its table, each query for the
/// views that it reads and those that they read. A clone shares them.
#[derive(Debug, Clone, Default)]
pub(in crate::postgres::replay) struct ReadTexts {
    exprs: RefCell<imbl::HashMap<Name, Option<Arc<Expr>>>>,
    queries: RefCell<imbl::HashMap<Name, Option<Arc<Query>>>>,
}

impl ReadTexts {
    /// The expression of a bound text, as [`expr`] reads it.
    pub(super) fn expr(&self, text: &Name) -> Option<Arc<Expr>> {
        if let Some(known) = self.exprs.borrow().get(text) {
            return known.clone();
        }
        let read = expr(text).map(Arc::new);
        self.exprs.borrow_mut().insert(text.clone(), read.clone());
        read
    }

    /// The query of a bound text.
    pub(super) fn query(&self, text: &Name) -> Option<Arc<Query>> {
        if let Some(known) = self.queries.borrow().get(text) {
            return known.clone();
        }
        let read = match statement(text) {
            Some(Statement::Query(query)) => Some(Arc::new(*query)),
            _ => None,
        };
        self.queries.borrow_mut().insert(text.clone(), read.clone());
        read
    }
}

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
