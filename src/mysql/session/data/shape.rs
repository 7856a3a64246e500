//! The columns of queries: for views, for `CREATE TABLE … SELECT`, and `SELECT … INTO`.

use super::plan::{OutputColumn, QueryPlan};
use super::prepare::{Prepare, Stars};
use crate::mysql::ast::visit::{Visited, visit_query, visit_statement};
use crate::mysql::ast::{
    ColumnName, Expr, ExprKind, ObjectName, Query, Statement, StatementKind, TableRef, TableRefKind,
};
use crate::mysql::catalog::{ColumnType, Row, identifier};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::object::ViewShape;
use crate::mysql::value::Value;
use crate::run::{Applied, Effect, Refusal};
use crate::source::Span;
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
        let (plan, stars) = prepare.stars_of(query)?;
        let columns = plan.columns.iter().map(|column| column.name.clone()).collect();
        let expanded: Arc<str> = expanded(&text, query.span, stars)?.into();
        let mode = crate::mysql::syntax::SyntaxMode::new(&self.profile, self.sql_mode());
        let query = crate::mysql::syntax::parse_query(&expanded, &mode)?;
        Ok(ViewShape { columns, text: expanded, query: Arc::new(query) })
    }

    /// A query whose names are wrong cannot be prepared; of other statements the names are looked at when they run.
    pub(in crate::mysql::session) fn check_prepared_names(&mut self, statement: &Statement) -> Result<(), Refusal> {
        match &statement.kind {
            StatementKind::Query(query) => Prepare::new(self).top_query(query).map(drop),
            StatementKind::Insert(insert) => self.require_tables(Some(&insert.table), statement),
            StatementKind::Update(_) | StatementKind::Delete(_) => self.require_tables(None, statement),
            StatementKind::CreateView(create) => crate::mysql::session::object::check_plain(&create.query),
            _ => Ok(()),
        }
    }

    /// The tables that a change of rows names must be there when it is prepared.
    fn require_tables(&mut self, target: Option<&ObjectName>, statement: &Statement) -> Result<(), Refusal> {
        let mut names: Vec<&ObjectName> = target.into_iter().collect();
        let mut common = false;
        visit_statement(statement, &mut |visited| match visited {
            Visited::Table(TableRef { kind: TableRefKind::Table { name, .. }, .. }) => names.push(name),
            Visited::Query(query) => common |= !query.with.is_empty(),
            _ => {}
        });
        for name in names.into_iter().filter(|name| !common || name.database.is_some()) {
            let (database, name) = self.resolve(name)?;
            self.require_relation(&database, &name)?;
        }
        Ok(())
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
            ExprKind::Column(ColumnName { table: None, column, .. }) => self.assign_variable(&column.text, &value, 1),
            ExprKind::Column(ColumnName { table: Some(table), column, .. })
                if table.text.eq_ignore_ascii_case("new") =>
            {
                self.assign_new(column, &value)
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

/// A part of a text with the columns in place of its stars.
fn expanded(text: &str, part: Span, stars: Stars) -> Result<String, Refusal> {
    let mut result = String::new();
    let mut at = part.start as usize;
    for (span, columns) in stars {
        let end = span.end as usize;
        // A table's star stands behind its name.
        let star = text[span.start as usize..].find('*').map(|place| span.start as usize + place + 1);
        let Some(end) = star.map(|star| star.max(end)) else { return Err(undecided("a star that is not found")) };
        result.push_str(&text[at..span.start as usize]);
        let names = columns.iter().map(|(table, column)| format!("{}.{}", identifier(table), identifier(column)));
        result.push_str(&names.collect::<Vec<_>>().join(", "));
        at = end;
    }
    result.push_str(&text[at..part.end as usize]);
    Ok(result)
}
