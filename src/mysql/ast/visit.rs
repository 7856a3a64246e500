//! A walk over the expressions and queries of a statement, from left to right.

use super::{
    Call, Expr, ExprKind, InsertSource, JoinCondition, ProgramStatement, Query, QueryBody, Select, SelectItem,
    SequenceValue, SetItem, Statement, StatementKind, Step, TableRef, TableRefKind,
};

/// What a walk meets.
#[derive(Debug, Clone, Copy)]
pub enum Visited<'a> {
    /// An expression, before what is in it.
    Expr(&'a Expr),
    /// A query, before what is in it.
    Query(&'a Query),
    /// A table of a `FROM`.
    Table(&'a TableRef),
    /// An assignment of a `SET`, before its value.
    Set(&'a SetItem),
}

/// Calls `visit` for everything in a body.
pub fn visit_body<'a>(statement: &'a ProgramStatement, visit: &mut dyn FnMut(Visited<'a>)) {
    let mut bodies: Vec<&'a [ProgramStatement]> = Vec::new();
    match &statement.step {
        Step::Block(block) => {
            visit_all(block.variables.iter().filter_map(|variable| variable.default.as_ref()), visit);
            for cursor in &block.cursors {
                visit_query(&cursor.query, visit);
            }
            visit_bodies(block.handlers.iter().map(|handler| &*handler.body), visit);
            bodies.push(&block.body);
        }
        Step::If { branches, otherwise } => {
            visit_branches(branches, visit);
            bodies.push(otherwise);
        }
        Step::Case { operand, branches, otherwise } => {
            visit_all(operand.iter(), visit);
            visit_branches(branches, visit);
            bodies.extend(otherwise.as_deref());
        }
        Step::Loop { body, .. } => bodies.push(body),
        Step::While { condition, body, .. } => visit_branch(condition, body, visit),
        Step::Repeat { body, until, .. } => {
            visit_bodies(body, visit);
            visit_expr(until, visit);
        }
        Step::ForRange { low, high, body, .. } => {
            visit_expr(low, visit);
            visit_branch(high, body, visit);
        }
        Step::ForQuery { query, body, .. } => {
            visit_query(query, visit);
            bodies.push(body);
        }
        Step::ForCursor { arguments, body, .. } => {
            visit_all(arguments.iter(), visit);
            bodies.push(body);
        }
        Step::Return(expr) => visit_expr(expr, visit),
        Step::Open(_, arguments) => visit_all(arguments.iter(), visit),
        Step::Signal(signal) => visit_all(signal.items.iter().map(|(_, expr)| expr), visit),
        Step::Leave(_) | Step::Iterate(_) | Step::Fetch { .. } | Step::Close(_) | Step::GetDiagnostics { .. } => {}
        Step::Statement(statement) => visit_statement(statement, visit),
    }
    visit_bodies(bodies.into_iter().flatten(), visit);
}

fn visit_bodies<'a>(statements: impl IntoIterator<Item = &'a ProgramStatement>, visit: &mut dyn FnMut(Visited<'a>)) {
    for statement in statements {
        visit_body(statement, visit);
    }
}

fn visit_branches<'a>(branches: &'a [(Expr, Vec<ProgramStatement>)], visit: &mut dyn FnMut(Visited<'a>)) {
    for (condition, body) in branches {
        visit_branch(condition, body, visit);
    }
}

fn visit_settings<'a>(items: &'a [SetItem], visit: &mut dyn FnMut(Visited<'a>)) {
    for item in items {
        visit_set(item, visit);
    }
}

fn visit_tables<'a>(tables: &'a [TableRef], visit: &mut dyn FnMut(Visited<'a>)) {
    for table in tables {
        visit_table(table, visit);
    }
}

fn visit_all<'a>(exprs: impl IntoIterator<Item = &'a Expr>, visit: &mut dyn FnMut(Visited<'a>)) {
    for expr in exprs {
        visit_expr(expr, visit);
    }
}

fn visit_branch<'a>(condition: &'a Expr, body: &'a [ProgramStatement], visit: &mut dyn FnMut(Visited<'a>)) {
    visit_expr(condition, visit);
    visit_bodies(body, visit);
}

/// Calls `visit` for everything in a statement that reads or changes rows, calls or sets; definitions of objects are not walked into.
pub fn visit_statement<'a>(statement: &'a Statement, visit: &mut dyn FnMut(Visited<'a>)) {
    match &statement.kind {
        StatementKind::Query(query) => visit_query(query, visit),
        StatementKind::Insert(insert) => {
            match &insert.source {
                InsertSource::Values(rows) => visit_all(rows.iter().flatten(), visit),
                InsertSource::Query(query) => visit_query(query, visit),
            }
            visit_all(insert.on_duplicate.iter().map(|assignment| &assignment.value), visit);
        }
        StatementKind::Update(update) => {
            visit_tables(&update.tables, visit);
            visit_all(update.assignments.iter().map(|assignment| &assignment.value), visit);
            visit_all(update.filter.iter().chain(&update.limit), visit);
        }
        StatementKind::Delete(delete) => {
            visit_tables(&delete.tables, visit);
            visit_all(delete.filter.iter().chain(&delete.limit), visit);
        }
        StatementKind::Call(_, arguments) | StatementKind::Do(arguments) | StatementKind::Execute(_, arguments) => {
            visit_all(arguments.iter(), visit);
        }
        StatementKind::ExecuteImmediate(source, arguments) => {
            visit_expr(source, visit);
            visit_all(arguments.iter(), visit);
        }
        StatementKind::Prepare(_, source) => visit_expr(source, visit),
        StatementKind::Set(items) => visit_settings(items, visit),
        StatementKind::SetStatement(items, inner) => {
            visit_settings(items, visit);
            visit_statement(inner, visit);
        }
        StatementKind::Compound(body) => visit_body(body, visit),
        _ => {}
    }
}

fn visit_set<'a>(item: &'a SetItem, visit: &mut dyn FnMut(Visited<'a>)) {
    visit(Visited::Set(item));
    match item {
        SetItem::UserVariable(_, expr) | SetItem::SystemVariable(_, _, Some(expr)) | SetItem::NewColumn(_, expr) => {
            visit_expr(expr, visit);
        }
        _ => {}
    }
}

/// Calls `visit` for a query and everything in it.
pub fn visit_query<'a>(query: &'a Query, visit: &mut dyn FnMut(Visited<'a>)) {
    visit(Visited::Query(query));
    for cte in &query.with {
        visit_query(&cte.query, visit);
    }
    visit_query_body(&query.body, visit);
    visit_all(query.order.iter().map(|item| &item.expr), visit);
    visit_all(query.limit.iter().chain(&query.offset), visit);
}

fn visit_query_body<'a>(body: &'a QueryBody, visit: &mut dyn FnMut(Visited<'a>)) {
    match body {
        QueryBody::Select(select) => visit_select(select, visit),
        QueryBody::SetOperation { left, right, .. } => {
            visit_query_body(left, visit);
            visit_query_body(right, visit);
        }
        QueryBody::Nested(query) => visit_query(query, visit),
        QueryBody::Values(rows) => visit_all(rows.iter().flatten(), visit),
    }
}

fn visit_select<'a>(select: &'a Select, visit: &mut dyn FnMut(Visited<'a>)) {
    for item in &select.items {
        if let SelectItem::Expr { expr, .. } = item {
            visit_expr(expr, visit);
        }
    }
    visit_tables(&select.from, visit);
    visit_all(select.filter.iter(), visit);
    visit_all(select.group.iter().map(|item| &item.expr), visit);
    visit_all(select.having.iter(), visit);
}

fn visit_table<'a>(table: &'a TableRef, visit: &mut dyn FnMut(Visited<'a>)) {
    visit(Visited::Table(table));
    match &table.kind {
        TableRefKind::Subquery { query, .. } => visit_query(query, visit),
        TableRefKind::JsonTable { document, .. } => visit_expr(document, visit),
        TableRefKind::Nested(tables) => visit_tables(tables, visit),
        TableRefKind::Table { .. } | TableRefKind::Dual => {}
    }
    for join in &table.joins {
        visit_table(&join.right, visit);
        if let JoinCondition::On(condition) = &join.condition {
            visit_expr(condition, visit);
        }
    }
}

/// Calls `visit` for an expression and everything in it.
pub fn visit_expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(Visited<'a>)) {
    visit(Visited::Expr(expr));
    let mut each = |exprs: &[&'a Expr]| visit_all(exprs.iter().copied(), visit);
    match &expr.kind {
        ExprKind::Unary(_, operand)
        | ExprKind::Is { operand, .. }
        | ExprKind::Cast(operand, _)
        | ExprKind::ConvertUsing(operand, _)
        | ExprKind::Collate(operand, _)
        | ExprKind::Extract(_, operand)
        | ExprKind::AssignVariable(_, operand)
        | ExprKind::Match { against: operand, .. } => each(&[operand]),
        ExprKind::Binary(_, left, right)
        | ExprKind::TimestampAdd(_, left, right)
        | ExprKind::TimestampDiff(_, left, right)
        | ExprKind::AddInterval { date: left, amount: right, .. }
        | ExprKind::Regexp { operand: left, pattern: right, .. }
        | ExprKind::JsonArrow { operand: left, path: right, .. } => each(&[left, right]),
        ExprKind::Between { operand, low, high, .. } => each(&[operand, low, high]),
        ExprKind::Like { operand, pattern, escape, .. } => {
            each(&[operand, pattern]);
            visit_all(escape.as_deref(), visit);
        }
        ExprKind::InList { operand, list, .. } => {
            each(&[operand]);
            visit_all(list.iter(), visit);
        }
        ExprKind::Case { operand, branches, otherwise } => {
            visit_all(operand.as_deref(), visit);
            visit_all(branches.iter().flat_map(|(when, then)| [when, then]), visit);
            visit_all(otherwise.as_deref(), visit);
        }
        ExprKind::Quantified { left, query, .. } | ExprKind::InQuery { operand: left, query, .. } => {
            each(&[left]);
            visit_query(query, visit);
        }
        ExprKind::Exists(query) | ExprKind::Subquery(query) => visit_query(query, visit),
        ExprKind::Row(list) | ExprKind::Sequence(SequenceValue::Set(list), _) => {
            visit_all(list.iter(), visit);
        }
        ExprKind::Call(call) => visit_call(call, visit),
        _ => {}
    }
}

fn visit_call<'a>(call: &'a Call, visit: &mut dyn FnMut(Visited<'a>)) {
    visit_all(call.arguments.iter(), visit);
    visit_all(call.order.iter().map(|item| &item.expr), visit);
    visit_all(call.limit.as_deref(), visit);
    if let Some(window) = &call.over {
        visit_all(window.partition.iter(), visit);
        visit_all(window.order.iter().map(|item| &item.expr), visit);
    }
}
