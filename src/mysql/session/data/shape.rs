//! The columns of queries: for views, for `CREATE TABLE … SELECT`, and `SELECT … INTO`.

use super::plan::{OutputColumn, QueryPlan};
use super::prepare::Prepare;
use crate::mysql::ast::visit::{Visited, visit_query};
use crate::mysql::ast::{ColumnName, Expr, ExprKind, Query, QueryBody, SelectItem, Statement, StatementKind};
use crate::mysql::catalog::{ColumnType, Row, identifier};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::object::ViewShape;
use crate::mysql::value::Value;
use crate::run::{Applied, Effect, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

/// A column that a query makes for a new table.
#[derive(Debug, Clone)]
pub(in crate::mysql::session) struct ResultColumn {
    /// Its name.
    pub name: SmolStr,
    /// Its type.
    pub column_type: ColumnType,
    /// It can be NULL.
    pub nullable: bool,
    /// The database, table and column whose attributes it takes over.
    pub base: Option<(SmolStr, SmolStr, SmolStr)>,
}

impl Session {
    /// The names and the types of a query's columns.
    pub(in crate::mysql::session) fn columns_of(&mut self, query: &Query) -> Result<Vec<ResultColumn>, Refusal> {
        let plan = Prepare::new(self).top_query(query)?;
        Ok(plan.columns.into_iter().map(result_column).collect())
    }

    /// What a view with a query is made of; stars are written out.
    pub(in crate::mysql::session) fn view_shape(&mut self, query: &Query) -> Result<ViewShape, Refusal> {
        let text = Arc::clone(&self.text);
        let mut prepare = Prepare::new(self);
        prepare.without_programs();
        let plan = prepare.top_query(query)?;
        let columns = plan.columns.iter().map(|column| column.name.clone()).collect();
        let written: Arc<str> = text.get(query.span.start as usize..query.span.end as usize).unwrap_or_default().into();
        let expanded = self.expanded(query, &written)?;
        let mode = crate::mysql::syntax::SyntaxMode::new(&self.profile, self.sql_mode());
        let query = crate::mysql::syntax::parse_query(&expanded, &mode)?;
        Ok(ViewShape { columns, text: expanded, query: Arc::new(query) })
    }

    /// The text of a query with the columns in place of its stars.
    fn expanded(&mut self, query: &Query, written: &Arc<str>) -> Result<Arc<str>, Refusal> {
        let mut stars = Vec::new();
        collect_stars(query, &mut stars);
        if stars.is_empty() {
            return Ok(Arc::clone(written));
        }
        let base = query.span.start;
        let mut text = written.to_string();
        let mut edits = Vec::new();
        for (item, select) in stars {
            let columns = Prepare::new(self).starred_columns(select, item)?;
            let names = columns.iter().map(|(table, column)| format!("{}.{}", identifier(table), identifier(column)));
            let span = match item {
                SelectItem::Star(span) => *span,
                SelectItem::TableStar(name) => name.span(),
                SelectItem::Expr { .. } => continue,
            };
            edits.push((span, matches!(item, SelectItem::TableStar(_)), names.collect::<Vec<_>>().join(", ")));
        }
        edits.sort_by_key(|(span, ..)| std::cmp::Reverse(span.start));
        for (span, qualified, names) in edits {
            let (start, mut end) = ((span.start - base) as usize, (span.end - base) as usize);
            if qualified {
                let Some(star) = text[end..].find('*') else { return Err(undecided("a star that is not found")) };
                end += star + 1;
            }
            text.replace_range(start..end, &names);
        }
        Ok(text.into())
    }

    /// A query whose names are wrong cannot be prepared; of other statements the names are looked at when they run.
    pub(in crate::mysql::session) fn check_prepared_names(&mut self, statement: &Statement) -> Result<(), Refusal> {
        match &statement.kind {
            StatementKind::Query(query) => Prepare::new(self).top_query(query).map(drop),
            _ => Ok(()),
        }
    }

    /// `SELECT … INTO @a, b`.
    pub(super) fn select_into(&mut self, query: &Query, plan: &QueryPlan, mut rows: Vec<Row>) -> Applied {
        if query.into.iter().any(|target| matches!(target.kind, ExprKind::Literal(_))) {
            return Err(Refusal::Opaque("it writes a file".into()));
        }
        if query.into.len() != plan.columns.len() {
            return Err(failure("1222", "The used SELECT statements have a different number of columns"));
        }
        if rows.len() > 1 {
            return Err(failure("1172", "Result consisted of more than one row"));
        }
        let Some(row) = rows.pop() else {
            self.warn("1329", "No data - zero rows fetched, selected, or processed");
            return Ok(Effect::Noop("it found no row".into()));
        };
        for (target, value) in query.into.iter().zip(row.iter()) {
            self.give_target(target, value.clone())?;
        }
        Ok(Effect::Applied)
    }

    fn give_target(&mut self, target: &Expr, value: Value) -> Result<(), Refusal> {
        match &target.kind {
            ExprKind::UserVariable(name) => {
                self.set_user_variable(name, value);
                Ok(())
            }
            ExprKind::Column(ColumnName { table: None, column, .. }) => self.assign_variable(&column.text, value),
            ExprKind::Column(ColumnName { table: Some(table), column, .. })
                if table.text.eq_ignore_ascii_case("new") =>
            {
                self.assign_new(column, value)
            }
            _ => Err(undecided("a target of INTO of a kind that is not modelled")),
        }
    }
}

fn result_column(column: OutputColumn) -> ResultColumn {
    ResultColumn {
        name: column.name,
        column_type: column.ty.to_column_type(),
        nullable: column.ty.nullable,
        base: column.base,
    }
}

/// A query that changes something besides returning rows: it assigns, calls, or takes from a sequence.
pub(super) fn has_effects(query: &Query) -> bool {
    let mut found = false;
    visit_query(query, &mut |visited| {
        if let Visited::Expr(expr) = visited {
            found |= match &expr.kind {
                ExprKind::AssignVariable(..) | ExprKind::Sequence(..) => true,
                ExprKind::Call(call) => {
                    let name = call.name.name.text.to_ascii_lowercase();
                    call.name.database.is_some()
                        || super::functions::native(&name).is_none()
                        || name == "last_insert_id"
                }
                _ => false,
            };
        }
    });
    found
}

fn collect_stars<'a>(query: &'a Query, found: &mut Vec<(&'a SelectItem, &'a crate::mysql::ast::Select)>) {
    visit_query(query, &mut |visited| {
        if let Visited::Query(query) = visited {
            stars_of(&query.body, found);
        }
    });
}

fn stars_of<'a>(body: &'a QueryBody, found: &mut Vec<(&'a SelectItem, &'a crate::mysql::ast::Select)>) {
    match body {
        QueryBody::Select(select) => {
            let stars = select.items.iter().filter(|item| !matches!(item, SelectItem::Expr { .. }));
            found.extend(stars.map(|item| (item, &**select)));
        }
        QueryBody::SetOperation { left, right, .. } => {
            stars_of(left, found);
            stars_of(right, found);
        }
        QueryBody::Nested(_) | QueryBody::Values(_) => {}
    }
}
