//! Queries.

mod from;
mod select;

use super::parser::{Parsed, Parser, longer};
use super::token::TokenKind;
use crate::mysql::ast::{
    Cte, Expr, Locking, OrderItem, Query, QueryBody, SetOperator, SetQuantifier, TableRef, TableRefKind,
};
use crate::run::{Failure, Refusal};
use crate::source::Span;
use smol_str::SmolStr;

/// What stands behind the body of a query.
#[derive(Debug, Default)]
struct Tail {
    order: Vec<OrderItem>,
    limit: Option<Expr>,
    offset: Option<Expr>,
    locking: Option<Locking>,
    into: Vec<Expr>,
}

impl Tail {
    fn is_empty(&self) -> bool {
        self.order.is_empty() && self.limit.is_none() && self.locking.is_none() && self.into.is_empty()
    }
}

impl Parser<'_> {
    /// A query begins here: `SELECT`, `VALUES`, `WITH`, `TABLE`, or such a thing in brackets.
    pub(super) fn at_query(&self) -> bool {
        self.at_query_nth(0)
    }

    pub(super) fn at_query_nth(&self, mut n: usize) -> bool {
        while self.at_nth(n, "(") {
            n += 1;
        }
        self.at_nth(n, "SELECT")
            || self.at_nth(n, "WITH")
            || self.at_nth(n, "VALUES")
            || !self.mode.is_mariadb() && self.at_nth(n, "TABLE")
    }

    /// A query in brackets begins here, rather than an expression in brackets, which may begin with a query in brackets.
    pub(super) fn at_subquery(&self) -> bool {
        if !self.at("(") || !self.at_query_nth(1) {
            return false;
        }
        // `((SELECT 1) + 1)`: look at what stands behind the inner bracket.
        !self.at_nth(1, "(") || self.inner_is_query()
    }

    /// Behind the inner of two brackets stands what can go on with a query.
    fn inner_is_query(&self) -> bool {
        let mut depth = 0;
        let mut n = 1;
        loop {
            let token = self.peek_nth(n);
            if matches!(token.kind, TokenKind::End | TokenKind::Bad) {
                return true;
            }
            if self.at_nth(n, "(") {
                depth += 1;
            } else if self.at_nth(n, ")") {
                depth -= 1;
                if depth == 0 {
                    return [")", "UNION", "EXCEPT", "INTERSECT", "ORDER", "LIMIT", "FOR", "LOCK", "MINUS"]
                        .iter()
                        .any(|word| self.at_nth(n + 1, word));
                }
            }
            n += 1;
        }
    }

    /// `(query)`.
    pub(super) fn subquery(&mut self) -> Parsed<Query> {
        self.nested(|parser| parser.brackets(Self::query))
    }

    /// A query with all that may stand before and behind it.
    pub(super) fn query(&mut self) -> Parsed<Query> {
        self.nested(Self::query_here)
    }

    fn query_here(&mut self) -> Parsed<Query> {
        let start = self.start();
        let (recursive, with) = self.with()?;
        let body = self.set_operations()?;
        let mut tail = self.tail()?;
        // `(SELECT …) ORDER BY …`, and a bare `(SELECT …)`.
        if let QueryBody::Nested(inner) = body {
            if tail.is_empty() && with.is_empty() {
                return Ok(*inner);
            }
            return Ok(self.query_of(start, recursive, with, QueryBody::Nested(inner), tail));
        }
        if let QueryBody::Select(select) = &body
            && select.rollup
            && !tail.order.is_empty()
            && self.mode.is_mariadb()
        {
            return self.fail("1221", "Incorrect usage of CUBE/ROLLUP and ORDER BY");
        }
        if tail.into.is_empty() && matches!(body, QueryBody::Select(_) | QueryBody::SetOperation { .. }) {
            tail.into = std::mem::take(&mut self.pending_into);
        }
        Ok(self.query_of(start, recursive, with, body, tail))
    }

    fn query_of(&mut self, start: u32, recursive: bool, with: Vec<Cte>, body: QueryBody, tail: Tail) -> Query {
        let span: Span = self.span_from(start);
        let Tail { order, limit, offset, locking, into } = tail;
        Query { with, recursive, body, order, limit, offset, locking, into, span }
    }

    /// `WITH [RECURSIVE] a AS (…), b AS (…)`.
    pub(super) fn with(&mut self) -> Parsed<(bool, Vec<Cte>)> {
        if !self.accept("WITH") {
            return Ok((false, Vec::new()));
        }
        let recursive = self.accept("RECURSIVE");
        Ok((recursive, self.list(Self::cte)?))
    }

    fn cte(&mut self) -> Parsed<Cte> {
        let name = self.name()?;
        let columns = if self.at("(") { self.bracketed_list(Self::name)? } else { Vec::new() };
        self.expect("AS")?;
        let query = self.subquery()?;
        if self.mode.is_mariadb() && self.accept("CYCLE") {
            self.list(Self::name)?;
            self.expect("RESTRICT")?;
        }
        Ok(Cte { name, columns, query })
    }

    /// `INTERSECT` binds tighter than `UNION` and `EXCEPT`.
    fn set_operations(&mut self) -> Parsed<QueryBody> {
        let mut left = self.intersections()?;
        let mut chain = 0;
        while let Some(operator) = self.accept_any(&["UNION", "EXCEPT"]) {
            let operator = if operator == "UNION" { SetOperator::Union } else { SetOperator::Except };
            let quantifier = self.set_quantifier();
            let right = Box::new(self.intersections()?);
            left = QueryBody::SetOperation { operator, quantifier, left: Box::new(left), right };
            chain = longer(chain)?;
        }
        Ok(left)
    }

    fn intersections(&mut self) -> Parsed<QueryBody> {
        let mut left = self.query_primary()?;
        let mut chain = 0;
        while self.accept("INTERSECT") {
            let quantifier = self.set_quantifier();
            let right = Box::new(self.query_primary()?);
            left =
                QueryBody::SetOperation { operator: SetOperator::Intersect, quantifier, left: Box::new(left), right };
            chain = longer(chain)?;
        }
        Ok(left)
    }

    fn set_quantifier(&mut self) -> SetQuantifier {
        match self.accept_any(&["ALL", "DISTINCT"]) {
            Some("ALL") => SetQuantifier::All,
            _ => SetQuantifier::Distinct,
        }
    }

    fn query_primary(&mut self) -> Parsed<QueryBody> {
        if self.at("(") {
            return Ok(QueryBody::Nested(Box::new(self.subquery()?)));
        }
        if self.at("SELECT") {
            return Ok(QueryBody::Select(Box::new(self.select()?)));
        }
        if self.accept("VALUES") {
            return Ok(QueryBody::Values(self.list(Self::row_of_values)?));
        }
        if !self.mode.is_mariadb() && self.at("TABLE") {
            return self.explicit_table();
        }
        self.unexpected()
    }

    fn row_of_values(&mut self) -> Parsed<Vec<Expr>> {
        if !self.mode.is_mariadb() {
            self.expect("ROW")?;
        }
        self.insert_row()
    }

    /// `TABLE t` is `SELECT * FROM t`.
    fn explicit_table(&mut self) -> Parsed<QueryBody> {
        let start = self.next().start;
        let name = self.table_name()?;
        let kind = TableRefKind::Table { name, alias: None, partitions: Vec::new(), index_hints: Vec::new() };
        let from = vec![TableRef { kind, joins: Vec::new() }];
        Ok(QueryBody::Select(Box::new(self.star_select(start, from))))
    }

    fn tail(&mut self) -> Parsed<Tail> {
        let mut tail = Tail { order: self.order_by()?, ..Tail::default() };
        self.limit(&mut tail)?;
        if self.mode.is_mariadb() && self.accept("PROCEDURE") {
            self.name()?;
            self.arguments()?;
        }
        tail.into = self.into()?;
        tail.locking = self.locking()?;
        if tail.into.is_empty() {
            tail.into = self.into()?;
        }
        Ok(tail)
    }

    /// `ORDER BY a, b DESC`.
    pub(super) fn order_by(&mut self) -> Parsed<Vec<OrderItem>> {
        if !self.accept("ORDER") {
            return Ok(Vec::new());
        }
        self.expect("BY")?;
        self.list(Self::order_item)
    }

    pub(super) fn order_item(&mut self) -> Parsed<OrderItem> {
        let expr = self.expr()?;
        let descending = self.accept_any(&["ASC", "DESC"]) == Some("DESC");
        Ok(OrderItem { expr, descending })
    }

    /// `LIMIT n`, `LIMIT a, n`, `LIMIT n OFFSET a`, `OFFSET n ROWS FETCH FIRST n ROWS ONLY`.
    fn limit(&mut self, tail: &mut Tail) -> Parsed<()> {
        if self.mode.is_mariadb() && self.at_any(&["OFFSET", "FETCH"]) {
            return self.fetch_first(tail);
        }
        if !self.accept("LIMIT") {
            return Ok(());
        }
        let first = self.limit_number()?;
        match self.accept_any(&[",", "OFFSET"]) {
            Some(",") => (tail.offset, tail.limit) = (Some(first), Some(self.limit_number()?)),
            Some(_) => (tail.limit, tail.offset) = (Some(first), Some(self.limit_number()?)),
            None => tail.limit = Some(first),
        }
        if self.mode.is_mariadb() && self.accept("ROWS") {
            self.expect("EXAMINED")?;
            self.limit_number()?;
        }
        Ok(())
    }

    /// A number, a parameter, or a variable of a stored program.
    pub(super) fn limit_number(&mut self) -> Parsed<Expr> {
        if self.at_kind(TokenKind::Integer) {
            return self.literal();
        }
        if self.at("?") {
            return self.primary();
        }
        self.local_variable()
    }

    /// A variable of a stored program; outside of one there is none.
    pub(super) fn local_variable(&mut self) -> Parsed<Expr> {
        let token = self.peek();
        if self.in_program() || !self.at_name() {
            return if self.at_name() { self.target() } else { self.unexpected() };
        }
        let name = self.name()?;
        let failure = Failure::new("1327", format!("Undeclared variable: {}", name.text));
        Err(Refusal::Failed(failure.at(token.span())))
    }

    fn fetch_first(&mut self, tail: &mut Tail) -> Parsed<()> {
        if self.accept("OFFSET") {
            tail.offset = Some(self.limit_number()?);
            self.row_or_rows()?;
            if !self.at("FETCH") {
                return Ok(());
            }
        }
        self.expect("FETCH")?;
        if self.accept_any(&["FIRST", "NEXT"]).is_none() {
            return self.unexpected();
        }
        if !self.at_any(&["ROW", "ROWS"]) {
            tail.limit = Some(self.limit_number()?);
        }
        self.row_or_rows()?;
        if self.accept("WITH") {
            return self.expect("TIES").map(drop);
        }
        self.expect("ONLY").map(drop)
    }

    fn row_or_rows(&mut self) -> Parsed<()> {
        if self.accept_any(&["ROW", "ROWS"]).is_some() { Ok(()) } else { self.unexpected() }
    }

    /// `FOR UPDATE …`, `FOR SHARE …` (MySQL), `LOCK IN SHARE MODE …`.
    fn locking(&mut self) -> Parsed<Option<Locking>> {
        let update = if self.accept("FOR") {
            let shared = !self.mode.is_mariadb() && self.accept("SHARE");
            if !shared {
                self.expect("UPDATE")?;
            }
            !shared
        } else if self.accept("LOCK") {
            self.expect_words(&["IN", "SHARE", "MODE"])?;
            false
        } else {
            return Ok(None);
        };
        if !self.mode.is_mariadb() && self.accept("OF") {
            self.list(Self::object_name)?;
        }
        Ok(Some(Locking { update, wait: self.lock_wait()? }))
    }

    pub(super) fn lock_wait(&mut self) -> Parsed<Option<SmolStr>> {
        if self.accept("NOWAIT") {
            return Ok(Some("NOWAIT".into()));
        }
        if self.accept("SKIP") {
            self.expect("LOCKED")?;
            return Ok(Some("SKIP LOCKED".into()));
        }
        if self.mode.is_mariadb() && self.accept("WAIT") {
            let seconds = self.expect_kind(TokenKind::Integer)?;
            return Ok(Some(format!("WAIT {}", seconds.text(self.text)).into()));
        }
        Ok(None)
    }
}
