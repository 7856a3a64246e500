//! `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, and `WITH` in front of them.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use super::rows;
use crate::postgres::ast::{
    ConflictAction, ConflictTarget, Cte, Delete, Expr, Ident, Insert, InsertSource, QualifiedName, Query, SelectItem,
    Statement, TableAlias, Update,
};

/// A column list and its value in `SET`; `None` stands for `DEFAULT`.
type Assignment = (Vec<Ident>, Option<Expr>);

/// What can follow the rows of `VALUES` in a query.
const VALUES_CLAUSES: &[&str] = &["ORDER", "LIMIT", "OFFSET", "FETCH", "UNION", "INTERSECT", "EXCEPT", "FOR"];

impl Cursor<'_> {
    /// `WITH …` before a query or a data change; either may be inside it too.
    pub(super) fn with_statement(&mut self) -> Result<Statement> {
        let start = self.at;
        self.expect("WITH")?;
        let recursive = self.keyword("RECURSIVE");
        let with = self.list(Cursor::cte)?;
        match self.any(&["INSERT", "UPDATE", "DELETE"]) {
            Some("INSERT") => self.insert(with).map(|insert| Statement::Insert(Box::new(insert))),
            Some("UPDATE") => self.update(with).map(|update| Statement::Update(Box::new(update))),
            Some(_) => self.delete(with).map(|delete| Statement::Delete(Box::new(delete))),
            None if self.at_keyword("MERGE") => opaque("MERGE"),
            None => {
                let query = self.rest().query()?;
                let span = self.span_from(start);
                Ok(Statement::Query(Box::new(Query { with, recursive, span, ..query })))
            }
        }
    }

    /// `name [(columns)] AS [[NOT] MATERIALIZED] (statement)`.
    fn cte(&mut self) -> Result<Cte> {
        let name = self.ident()?;
        let columns = if self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        self.expect("AS")?;
        if self.keyword("NOT") {
            self.expect("MATERIALIZED")?;
        } else {
            self.keyword("MATERIALIZED");
        }
        let mut inside = self.group()?;
        let statement = Box::new(inside.statement()?);
        inside.finish()?;
        if self.at_any(&["SEARCH", "CYCLE"]) {
            return opaque("SEARCH or CYCLE of a recursive query");
        }
        Ok(Cte { name, columns, statement })
    }

    /// What follows `INSERT`.
    pub(super) fn insert(&mut self, with: Vec<Cte>) -> Result<Insert> {
        self.expect("INTO")?;
        let table = self.qualified_name()?;
        let alias = if self.keyword("AS") { Some(self.ident()?) } else { None };
        let columns = if self.at_insert_columns() { self.insert_columns()? } else { Vec::new() };
        let overriding = self.overriding()?;
        let source = self.insert_source()?;
        let on_conflict = if self.all(&["ON", "CONFLICT"]) { Some(self.on_conflict()?) } else { None };
        let returning = self.returning()?;
        Ok(Insert { with, table, alias, columns, overriding, source, on_conflict, returning })
    }

    /// Whether the parenthesis that comes next holds columns rather than a query.
    fn at_insert_columns(&self) -> bool {
        let query = ["SELECT", "WITH", "VALUES", "TABLE"].iter().any(|keyword| self.nth_is(1, keyword));
        let nested = self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen);
        self.kind() == Some(Kind::LeftParen) && !query && !nested
    }

    fn insert_columns(&mut self) -> Result<Vec<Ident>> {
        self.group_list(|cursor| {
            let column = cursor.ident()?;
            match cursor.kind() {
                Some(Kind::Period | Kind::LeftBracket) => opaque("INSERT into a part of a column"),
                _ => Ok(column),
            }
        })
    }

    fn overriding(&mut self) -> Result<Option<&'static str>> {
        if !self.keyword("OVERRIDING") {
            return Ok(None);
        }
        let which = self.expect_any(&["SYSTEM", "USER"])?;
        self.expect("VALUE")?;
        Ok(Some(if which == "SYSTEM" { "OVERRIDING SYSTEM VALUE" } else { "OVERRIDING USER VALUE" }))
    }

    fn insert_source(&mut self) -> Result<InsertSource> {
        if self.keyword("DEFAULT") {
            return self.expect("VALUES").map(|()| InsertSource::Default);
        }
        let end = self.find(|at| at.at_keyword("RETURNING") || at.at_all(&["ON", "CONFLICT"]) && !at.nth_is(2, "="));
        let mut source = self.take_until(end);
        if !source.at_keyword("VALUES") {
            return source.query().map(|query| InsertSource::Query(Box::new(query)));
        }
        source.value_rows()
    }

    /// `VALUES (…), (…)`, as rows where nothing follows them.
    fn value_rows(&mut self) -> Result<InsertSource> {
        let query = *self;
        self.at += 1;
        let follow = self.tokens.list.get(self.end).map_or(self.tokens.follow, |token| token.span);
        if let Some(span) = self.tokens.rows {
            if self.at_any(VALUES_CLAUSES) {
                return opaque("INSERT of VALUES with a clause behind them");
            }
            let rows = rows::read(self.tokens.text, span, follow)?;
            return self.finish().map(|()| rows);
        }
        let sorted = self.find(|at| at.at_any(VALUES_CLAUSES));
        if sorted < self.end {
            return Cursor { ..query }.query().map(|query| InsertSource::Query(Box::new(query)));
        }
        let mut all = *self;
        all.at = all.end;
        rows::read(self.tokens.text, all.span_from(self.at), follow)
    }

    fn on_conflict(&mut self) -> Result<(ConflictTarget, ConflictAction)> {
        let target = if self.kind() == Some(Kind::LeftParen) {
            let keys = self.group_list(Cursor::conflict_key)?;
            let end = self.find(|at| at.at_keyword("DO"));
            let filter = if self.keyword("WHERE") { Some(self.take_until(end).expr()?) } else { None };
            ConflictTarget::Columns(keys, filter)
        } else if self.keyword("ON") {
            self.expect("CONSTRAINT")?;
            ConflictTarget::Constraint(self.ident()?)
        } else {
            ConflictTarget::Any
        };
        self.expect("DO")?;
        if self.keyword("NOTHING") {
            return Ok((target, ConflictAction::Nothing));
        }
        self.expect_all(&["UPDATE", "SET"])?;
        let assignments = self.assignments(&["WHERE", "RETURNING"])?;
        let filter = self.filter()?;
        let assignments = assignments.into_iter().map(single).collect::<Result<_>>()?;
        Ok((target, ConflictAction::Update { assignments, filter }))
    }

    fn conflict_key(&mut self) -> Result<Expr> {
        let element = self.index_element()?;
        if element.collation.is_some() || element.operator_class.is_some() {
            return opaque("ON CONFLICT with a collation or an operator class");
        }
        Ok(element.expr)
    }

    /// What follows `UPDATE`.
    pub(super) fn update(&mut self, with: Vec<Cte>) -> Result<Update> {
        let (table, alias) = self.changed_table("SET")?;
        self.expect("SET")?;
        let assignments = self.assignments(&["FROM", "WHERE", "RETURNING"])?;
        let from = if self.keyword("FROM") { self.until(&["WHERE", "RETURNING"]).table_refs()? } else { Vec::new() };
        let filter = self.filter()?;
        let returning = self.returning()?;
        Ok(Update { with, table, alias, assignments, from, filter, returning })
    }

    /// What follows `DELETE`.
    pub(super) fn delete(&mut self, with: Vec<Cte>) -> Result<Delete> {
        self.expect("FROM")?;
        let (table, alias) = self.changed_table("USING")?;
        let using = if self.keyword("USING") { self.until(&["WHERE", "RETURNING"]).table_refs()? } else { Vec::new() };
        let filter = self.filter()?;
        let returning = self.returning()?;
        Ok(Delete { with, table, alias, using, filter, returning })
    }

    /// The table of an `UPDATE` or `DELETE`, with an alias that is not the keyword after it.
    fn changed_table(&mut self, next: &str) -> Result<(QualifiedName, Option<TableAlias>)> {
        if self.keyword("ONLY") {
            return opaque("a data change of ONLY one table");
        }
        let table = self.qualified_name()?;
        self.operator("*");
        let explicit = self.keyword("AS");
        let named = explicit || !self.is_at_end() && !self.at_any(&[next, "WHERE", "RETURNING", "SET"]);
        let alias = if named { Some(TableAlias { name: self.ident()?, columns: Vec::new() }) } else { None };
        Ok((table, alias))
    }

    /// The part of this range before the first of these keywords.
    fn until(&mut self, keywords: &[&str]) -> Self {
        let end = self.find(|at| at.at_any(keywords) && !at.is_distinct_from());
        self.take_until(end)
    }

    /// Whether this `FROM` is that of `IS DISTINCT FROM`.
    fn is_distinct_from(&self) -> bool {
        self.at_keyword("FROM") && self.at > 0 && Cursor { at: self.at - 1, ..*self }.at_keyword("DISTINCT")
    }

    /// `column = value, …`, up to one of these keywords.
    fn assignments(&mut self, stops: &[&str]) -> Result<Vec<Assignment>> {
        let mut part = self.until(stops);
        let assignments = part.list(Cursor::assignment)?;
        part.finish()?;
        Ok(assignments)
    }

    fn assignment(&mut self) -> Result<Assignment> {
        let columns = if self.kind() == Some(Kind::LeftParen) { self.insert_columns()? } else { vec![self.ident()?] };
        if matches!(self.kind(), Some(Kind::Period | Kind::LeftBracket)) {
            return opaque("an assignment to a part of a column");
        }
        if !self.operator("=") {
            return self.refuse();
        }
        if self.at_keyword("DEFAULT") {
            self.at += 1;
            return Ok((columns, None));
        }
        Ok((columns, Some(self.expr_item()?)))
    }

    /// `WHERE`, where it is written.
    fn filter(&mut self) -> Result<Option<Expr>> {
        if !self.keyword("WHERE") {
            return Ok(None);
        }
        if self.at_all(&["CURRENT", "OF"]) {
            return opaque("WHERE CURRENT OF");
        }
        self.until(&["RETURNING"]).expr().map(Some)
    }

    fn returning(&mut self) -> Result<Vec<SelectItem>> {
        if self.keyword("RETURNING") { self.rest().select_items() } else { Ok(Vec::new()) }
    }

    /// What follows `TRUNCATE`.
    pub(super) fn truncate(&mut self) -> Result<Statement> {
        self.keyword("TABLE");
        let tables = self.list(|cursor| {
            if cursor.keyword("ONLY") {
                return opaque("TRUNCATE ONLY");
            }
            let name = cursor.qualified_name()?;
            cursor.operator("*");
            Ok(name)
        })?;
        let restart_identity = match self.any(&["RESTART", "CONTINUE"]) {
            None => false,
            Some(word) => {
                self.expect("IDENTITY")?;
                word == "RESTART"
            }
        };
        let cascade = self.any(&["CASCADE", "RESTRICT"]) == Some("CASCADE");
        Ok(Statement::Truncate { tables, cascade, restart_identity })
    }
}

/// An assignment of `DO UPDATE`, which the vocabulary keeps to one column each.
fn single((mut columns, value): Assignment) -> Result<(Ident, Option<Expr>)> {
    match (columns.pop(), columns.is_empty()) {
        (Some(column), true) => Ok((column, value)),
        _ => opaque("DO UPDATE of several columns at once"),
    }
}
