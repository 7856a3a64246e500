//! Queries: read by `sqlparser`, lowered in step with the tokens.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::{
    Cte, Distinct, Expr, Ident, OrderItem, QualifiedName, Query, QueryBody, Select, SelectItem, SetOperator, Statement,
    TableRef, WindowSpec,
};
use sqlparser::ast as sql;
use sqlparser::parser::Parser;

impl Cursor<'_> {
    /// The query that fills the rest of this range.
    pub(super) fn query(&mut self) -> Result<Query> {
        let start = *self;
        let read = self.read(Parser::parse_query).and_then(|tree| self.lowered(|cursor| cursor.lower_query(&tree)));
        match read {
            Ok(read) => start.refused_query().map_or(Ok(read), Err),
            Err(refusal) => Err(start.misread_query(refusal)),
        }
    }

    /// The query that `SELECT` and this range make. The tokens are those of the range and no more.
    pub(super) fn headless_query(&mut self) -> Result<Query> {
        let tree = self.read_behind(&["SELECT"], Parser::parse_query)?;
        self.lowered(|cursor| cursor.lower_query(&tree))
    }

    /// The select list that fills the rest of this range: of `RETURNING`.
    pub(super) fn select_items(&mut self) -> Result<Vec<SelectItem>> {
        let trees = self.read(Parser::parse_projection)?;
        self.lowered(|cursor| cursor.lower_items(&trees, Self::lower_select_item))
    }

    /// The table list that fills the rest of this range: of an `UPDATE … FROM` or `DELETE … USING`.
    pub(super) fn table_refs(&mut self) -> Result<Vec<TableRef>> {
        let trees = self.read(|parser| parser.parse_comma_separated(Parser::parse_table_and_joins))?;
        self.lowered(|cursor| cursor.lower_items(&trees, Self::lower_table))
    }

    /// `(query)`.
    pub(super) fn lower_query_group(&mut self, tree: &sql::Query) -> Result<Box<Query>> {
        self.step_symbol(Kind::LeftParen)?;
        let query = self.lower_query(tree)?;
        self.step_symbol(Kind::RightParen)?;
        Ok(Box::new(query))
    }

    pub(super) fn lower_query(&mut self, tree: &sql::Query) -> Result<Query> {
        let sql::Query {
            with,
            body,
            order_by,
            limit_clause,
            fetch,
            // Those are read here: `locking_clauses`.
            locks: _,
            for_clause,
            settings,
            format_clause,
            pipe_operators,
        } = tree;
        if for_clause.is_some() || settings.is_some() || format_clause.is_some() || !pipe_operators.is_empty() {
            return opaque("a clause of another dialect in a query");
        }
        let start = self.at;
        let (recursive, with) = match with {
            None => (false, Vec::new()),
            Some(with) => self.lower_with(with)?,
        };
        let body = self.lower_body(body)?;
        let order_by = order_by.as_ref().map_or_else(|| Ok(Vec::new()), |order| self.lower_order_by(order))?;
        let locked = self.locking_clauses();
        let (limit, offset) = self.lower_limit(limit_clause.as_ref(), fetch.as_ref())?;
        let locking = self.locking_clauses() || locked;
        Ok(Query { with, recursive, body, order_by, limit, offset, locking, span: self.span_from(start) })
    }

    fn lower_with(&mut self, with: &sql::With) -> Result<(bool, Vec<Cte>)> {
        let sql::With { with_token: _, recursive, cte_tables } = with;
        self.step("WITH")?;
        if *recursive {
            self.step("RECURSIVE")?;
        }
        Ok((*recursive, self.lower_items(cte_tables, Self::lower_cte)?))
    }

    fn lower_cte(&mut self, cte: &sql::Cte) -> Result<Cte> {
        let sql::Cte { alias, query, from, materialized, closing_paren_token: _ } = cte;
        if from.is_some() {
            return opaque("a WITH query of another dialect");
        }
        let (name, columns) = self.cte_head(!alias.columns.is_empty())?;
        // Whether the result is materialised is the planner's business, not the schema's.
        match materialized {
            None => {}
            Some(sql::CteAsMaterialized::Materialized) => self.step("MATERIALIZED")?,
            Some(sql::CteAsMaterialized::NotMaterialized) => self.steps(&["NOT", "MATERIALIZED"])?,
        }
        let statement = Box::new(Statement::Query(self.lower_query_group(query)?));
        Ok(Cte { name, columns, statement })
    }

    fn cte_head(&mut self, has_columns: bool) -> Result<(Ident, Vec<Ident>)> {
        let name = self.ident()?;
        let columns = if has_columns { self.ident_group()? } else { Vec::new() };
        self.step("AS")?;
        Ok((name, columns))
    }

    fn lower_order_by(&mut self, order: &sql::OrderBy) -> Result<Vec<OrderItem>> {
        let sql::OrderBy { kind: sql::OrderByKind::Expressions(items), interpolate: None } = order else {
            return opaque("ORDER BY of another dialect");
        };
        self.steps(&["ORDER", "BY"])?;
        self.lower_items(items, Self::lower_order_item)
    }

    /// `LIMIT`, `OFFSET` and `FETCH FIRST`, in the order in which they are written.
    fn lower_limit(
        &mut self,
        clause: Option<&sql::LimitClause>,
        fetch: Option<&sql::Fetch>,
    ) -> Result<(Option<Expr>, Option<Expr>)> {
        let (limit_tree, offset_tree) = match clause {
            None => (None, None),
            Some(sql::LimitClause::LimitOffset { limit, offset, limit_by }) if limit_by.is_empty() => {
                (limit.as_ref(), offset.as_ref())
            }
            Some(_) => return opaque("LIMIT of another dialect"),
        };
        let (mut limit, mut offset) = (None, None);
        loop {
            if self.keyword("LIMIT") {
                limit = match limit_tree {
                    None => self.step("ALL").map(|()| None)?,
                    Some(tree) => Some(self.lower_expr(tree)?),
                };
            } else if self.keyword("OFFSET") {
                let Some(sql::Offset { value, rows: _ }) = offset_tree else { return self.out_of_step() };
                offset = Some(self.lower_expr(value)?);
                self.any(&["ROWS", "ROW"]);
            } else if self.at_keyword("FETCH") {
                limit = self.lower_fetch(fetch)?;
            } else {
                return Ok((limit, offset));
            }
        }
    }

    fn lower_fetch(&mut self, fetch: Option<&sql::Fetch>) -> Result<Option<Expr>> {
        let Some(sql::Fetch { with_ties: false, percent: false, quantity: Some(quantity) }) = fetch else {
            return opaque("a FETCH clause that is not read");
        };
        self.step("FETCH")?;
        self.any(&["FIRST", "NEXT"]);
        let limit = self.lower_expr(quantity)?;
        self.any(&["ROWS", "ROW"]);
        self.step("ONLY")?;
        Ok(Some(limit))
    }

    fn lower_body(&mut self, body: &sql::SetExpr) -> Result<QueryBody> {
        match body {
            sql::SetExpr::Select(select) => self.lower_select(select).map(|select| QueryBody::Select(Box::new(select))),
            sql::SetExpr::Query(query) => self.lower_query_group(query).map(QueryBody::Nested),
            sql::SetExpr::SetOperation { left, op, set_quantifier, right } => {
                self.lower_set_operation(left, *op, *set_quantifier, right)
            }
            sql::SetExpr::Values(values) => self.lower_values(values).map(QueryBody::Values),
            sql::SetExpr::Table(_) => self.lower_table_query(),
            sql::SetExpr::Insert(_) | sql::SetExpr::Update(_) | sql::SetExpr::Delete(_) | sql::SetExpr::Merge(_) => {
                opaque("a data change inside a query")
            }
        }
    }

    fn lower_set_operation(
        &mut self,
        left: &sql::SetExpr,
        op: sql::SetOperator,
        quantifier: sql::SetQuantifier,
        right: &sql::SetExpr,
    ) -> Result<QueryBody> {
        let left = Box::new(self.lower_body(left)?);
        let operator = match op {
            sql::SetOperator::Union => self.step("UNION").map(|()| SetOperator::Union)?,
            sql::SetOperator::Intersect => self.step("INTERSECT").map(|()| SetOperator::Intersect)?,
            sql::SetOperator::Except => self.step("EXCEPT").map(|()| SetOperator::Except)?,
            sql::SetOperator::Minus => return opaque("MINUS"),
        };
        let all = match quantifier {
            sql::SetQuantifier::None => false,
            sql::SetQuantifier::All => self.step("ALL").map(|()| true)?,
            sql::SetQuantifier::Distinct => self.step("DISTINCT").map(|()| false)?,
            sql::SetQuantifier::ByName | sql::SetQuantifier::AllByName | sql::SetQuantifier::DistinctByName => {
                return opaque("a set operation of another dialect");
            }
        };
        Ok(QueryBody::SetOperation { operator, all, left, right: Box::new(self.lower_body(right)?) })
    }

    fn lower_values(&mut self, values: &sql::Values) -> Result<Vec<Vec<Expr>>> {
        let sql::Values { explicit_row, value_keyword, rows } = values;
        if *explicit_row || *value_keyword {
            return opaque("VALUES of another dialect");
        }
        self.step("VALUES")?;
        self.lower_items(rows, |cursor, row| {
            cursor.step_symbol(Kind::LeftParen)?;
            let items = cursor.lower_list(&row.content)?;
            cursor.step_symbol(Kind::RightParen)?;
            Ok(items)
        })
    }

    /// `TABLE t`, as `SELECT * FROM t`.
    fn lower_table_query(&mut self) -> Result<QueryBody> {
        let start = self.at;
        self.step("TABLE")?;
        let span = self.span_from(start);
        let name = self.qualified_name()?;
        let from = vec![TableRef::Relation { name, only: false, alias: None }];
        let items = vec![SelectItem::Wildcard { qualifier: None, span }];
        Ok(QueryBody::Select(Box::new(Select { items, from, ..empty_select() })))
    }

    fn lower_select(&mut self, select: &sql::Select) -> Result<Select> {
        let sql::Select {
            select_token: _,
            optimizer_hints,
            distinct,
            select_modifiers,
            top,
            top_before_distinct: _,
            projection,
            exclude,
            into,
            from,
            lateral_views,
            prewhere,
            selection,
            connect_by,
            group_by,
            cluster_by,
            distribute_by,
            sort_by,
            having,
            named_window,
            qualify,
            window_before_qualify: _,
            value_table_mode,
            flavor,
        } = select;
        let foreign = !optimizer_hints.is_empty()
            || select_modifiers.is_some()
            || top.is_some()
            || exclude.is_some()
            || !lateral_views.is_empty()
            || prewhere.is_some()
            || !connect_by.is_empty()
            || !cluster_by.is_empty()
            || !distribute_by.is_empty()
            || !sort_by.is_empty()
            || qualify.is_some()
            || value_table_mode.is_some()
            || *flavor != sql::SelectFlavor::Standard;
        if foreign {
            return opaque("a clause of another dialect in a SELECT");
        }
        if !(self.tokens.headless && self.at == 0) {
            self.step("SELECT")?;
        }
        let distinct = self.lower_distinct_clause(distinct.as_ref())?;
        let items = self.lower_items(projection, Self::lower_select_item)?;
        let into = into.as_ref().map(|into| self.lower_into(into)).transpose()?;
        let from = self.lower_clause(&["FROM"], from, Self::lower_table)?;
        let filter = self.lower_condition("WHERE", selection.as_ref())?;
        let group_by = self.lower_group_by(group_by)?;
        let having = self.lower_condition("HAVING", having.as_ref())?;
        let windows = self.lower_clause(&["WINDOW"], named_window, Self::lower_named_window)?;
        Ok(Select { distinct, items, into, from, filter, group_by, having, windows })
    }

    /// `KEYWORDS item, …`, absent where there are no items.
    fn lower_clause<T, U>(
        &mut self,
        keywords: &[&str],
        trees: &[T],
        lower: impl FnMut(&mut Self, &T) -> Result<U>,
    ) -> Result<Vec<U>> {
        if trees.is_empty() {
            return Ok(Vec::new());
        }
        self.steps(keywords)?;
        self.lower_items(trees, lower)
    }

    fn lower_condition(&mut self, keyword: &str, tree: Option<&sql::Expr>) -> Result<Option<Expr>> {
        let Some(tree) = tree else { return Ok(None) };
        self.step(keyword)?;
        self.lower_expr(tree).map(Some)
    }

    fn lower_distinct_clause(&mut self, distinct: Option<&sql::Distinct>) -> Result<Option<Distinct>> {
        Ok(match distinct {
            None => None,
            Some(sql::Distinct::All) => self.step("ALL").map(|()| None)?,
            Some(sql::Distinct::Distinct) => self.step("DISTINCT").map(|()| Some(Distinct::All))?,
            Some(sql::Distinct::On(keys)) => {
                self.steps(&["DISTINCT", "ON"])?;
                self.step_symbol(Kind::LeftParen)?;
                let keys = self.lower_list(keys)?;
                self.step_symbol(Kind::RightParen)?;
                Some(Distinct::On(keys))
            }
        })
    }

    fn lower_select_item(&mut self, item: &sql::SelectItem) -> Result<SelectItem> {
        let start = self.at;
        match item {
            sql::SelectItem::UnnamedExpr(expr) => Ok(SelectItem::Expr { expr: self.lower_expr(expr)?, alias: None }),
            sql::SelectItem::ExprWithAlias { expr, alias: _ } => {
                let expr = self.lower_expr(expr)?;
                // Words that are operators here, where they are no alias.
                if self.at_any(&["ISNULL", "NOTNULL"]) {
                    return opaque("ISNULL or NOTNULL");
                }
                self.keyword("AS");
                Ok(SelectItem::Expr { expr, alias: Some(self.label()?) })
            }
            sql::SelectItem::QualifiedWildcard(sql::SelectItemQualifiedWildcardKind::ObjectName(name), options) => {
                plain_wildcard(options)?;
                let parts = self.lower_parts(name.0.len())?;
                self.step_symbol(Kind::Period)?;
                self.lower_star(start, Some(QualifiedName { parts }))
            }
            sql::SelectItem::Wildcard(options) => {
                plain_wildcard(options)?;
                self.lower_star(start, None)
            }
            sql::SelectItem::QualifiedWildcard(sql::SelectItemQualifiedWildcardKind::Expr(_), _)
            | sql::SelectItem::ExprWithAliases { .. } => opaque("a select item that is not read"),
        }
    }

    fn lower_star(&mut self, start: usize, qualifier: Option<QualifiedName>) -> Result<SelectItem> {
        if !self.operator("*") {
            return self.out_of_step();
        }
        Ok(SelectItem::Wildcard { qualifier, span: self.span_from(start) })
    }

    fn lower_into(&mut self, into: &sql::SelectInto) -> Result<QualifiedName> {
        let sql::SelectInto { temporary, unlogged, table, targets } = into;
        if *temporary || *unlogged || targets.len() != 1 {
            return opaque("SELECT INTO of a temporary or unlogged table");
        }
        self.step("INTO")?;
        if *table {
            self.step("TABLE")?;
        }
        self.qualified_name()
    }

    /// The members of grouping sets, `CUBE` and `ROLLUP` arrive flattened.
    fn lower_group_by(&mut self, group_by: &sql::GroupByExpr) -> Result<Vec<Expr>> {
        let sql::GroupByExpr::Expressions(keys, modifiers) = group_by else { return opaque("GROUP BY ALL") };
        if !modifiers.is_empty() {
            return opaque("GROUP BY of another dialect");
        }
        let groups = self.lower_clause(&["GROUP", "BY"], keys, Self::lower_group_key)?;
        Ok(groups.into_iter().flatten().collect())
    }

    fn lower_group_key(&mut self, key: &sql::Expr) -> Result<Vec<Expr>> {
        match key {
            sql::Expr::GroupingSets(_) | sql::Expr::Cube(_) | sql::Expr::Rollup(_) => opaque("grouping sets"),
            key => Ok(vec![self.lower_expr(key)?]),
        }
    }

    fn lower_named_window(&mut self, definition: &sql::NamedWindowDefinition) -> Result<(Ident, WindowSpec)> {
        let sql::NamedWindowDefinition(_, sql::NamedWindowExpr::WindowSpec(spec)) = definition else {
            return opaque("a window of another dialect");
        };
        let name = self.ident()?;
        self.step("AS")?;
        Ok((name, self.lower_window(spec)?))
    }
}

fn plain_wildcard(options: &sql::WildcardAdditionalOptions) -> Result<()> {
    let sql::WildcardAdditionalOptions {
        wildcard_token: _,
        opt_ilike: None,
        opt_exclude: None,
        opt_except: None,
        opt_replace: None,
        opt_rename: None,
        opt_alias: None,
    } = options
    else {
        return opaque("a wildcard of another dialect");
    };
    Ok(())
}

fn empty_select() -> Select {
    Select {
        distinct: None,
        items: Vec::new(),
        into: None,
        from: Vec::new(),
        filter: None,
        group_by: Vec::new(),
        having: None,
        windows: Vec::new(),
    }
}
