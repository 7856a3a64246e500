//! `CREATE RECURSIVE VIEW`: short for a view over a `WITH RECURSIVE` of its own name.

use crate::postgres::ast::op::CreateView;
use crate::postgres::ast::{Ident, Query, Statement, quote_ident};
use crate::postgres::replay::bind::BoundQuery;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::{self, Parsed};
use crate::run::{Failure, Refusal};
use std::sync::Arc;

/// The query that the server makes of a recursive view.
struct Expanded {
    text: String,
    /// Where the author's query starts in it.
    offset: usize,
}

impl Session {
    /// Binds the query of a view as the server stores it.
    pub(super) fn bind_view_query(&mut self, create: &CreateView) -> Result<BoundQuery, Refusal> {
        if !create.recursive {
            return self.bind_query(&create.query);
        }
        let expanded = expand(create, &self.text);
        let query = read(&expanded.text)?;
        let written = std::mem::replace(&mut self.text, Arc::from(expanded.text.as_str()));
        let bound = self.bind_query(&query);
        self.text = written;
        bound.map_err(|refusal| expanded.place(refusal, &create.query))
    }
}

impl Expanded {
    /// Points a failure at the author's text.
    fn place(&self, refusal: Refusal, query: &Query) -> Refusal {
        let Refusal::Failed(failure) = refusal else { return refusal };
        let length = query.span.end - query.span.start;
        let inside = |position: u32| {
            let relative = position.checked_sub(u32::try_from(self.offset).ok()?)?;
            (relative < length).then_some(query.span.start + relative)
        };
        Failure { position: failure.position.and_then(inside), ..failure }.into()
    }
}

fn expand(create: &CreateView, text: &str) -> Expanded {
    let columns = create.columns.iter().map(|Ident { name, .. }| quote_ident(name)).collect::<Vec<_>>().join(", ");
    let name = quote_ident(create.name.name());
    let start = format!("WITH RECURSIVE {name} ({columns}) AS (");
    let query = create.query.span.slice(text);
    Expanded { text: format!("{start}{query}) SELECT {columns} FROM {name}"), offset: start.len() }
}

fn read(text: &str) -> Result<Query, Refusal> {
    let parsed = syntax::split(text).first().map(|raw| syntax::parse(text, raw));
    match parsed {
        Some(Parsed::Statement(Statement::Query(query))) => Ok(*query),
        _ => Err(Refusal::Opaque("a recursive view".into())),
    }
}
