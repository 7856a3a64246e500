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
            block
                .variables
                .iter()
                .filter_map(|variable| variable.default.as_ref())
                .for_each(|expr| visit_expr(expr, visit));
            block.cursors.iter().for_each(|cursor| visit_query(&cursor.query, visit));
            block.handlers.iter().for_each(|handler| visit_body(&handler.body, visit));
            bodies.push(&block.body);
        }
        Step::If { branches, otherwise } => {
            branches.iter().for_each(|(condition, body)| visit_branch(condition, body, visit));
            bodies.push(otherwise);
        }
        Step::Case { operand, branches, otherwise } => {
            operand.iter().for_each(|expr| visit_expr(expr, visit));
            branches.iter().for_each(|(condition, body)| visit_branch(condition, body, visit));
            bodies.extend(otherwise.as_deref());
        }
        Step::Loop { body, .. } => bodies.push(body),
        Step::While { condition, body, .. } => visit_branch(condition, body, visit),
        Step::Repeat { body, until, .. } => {
            body.iter().for_each(|statement| visit_body(statement, visit));
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
            arguments.iter().for_each(|expr| visit_expr(expr, visit));
            bodies.push(body);
        }
        Step::Return(expr) => visit_expr(expr, visit),
        Step::Open(_, arguments) => arguments.iter().for_each(|expr| visit_expr(expr, visit)),
        Step::Signal(signal) => signal.items.iter().for_each(|(_, expr)| visit_expr(expr, visit)),
        Step::Leave(_) | Step::Iterate(_) | Step::Fetch { .. } | Step::Close(_) | Step::GetDiagnostics { .. } => {}
        Step::Statement(statement) => visit_statement(statement, visit),
    }
    bodies.into_iter().flatten().for_each(|statement| visit_body(statement, visit));
}

fn visit_branch<'a>(condition: &'a Expr, body: &'a [ProgramStatement], visit: &mut dyn FnMut(Visited<'a>)) {
    visit_expr(condition, visit);
    body.iter().for_each(|statement| visit_body(statement, visit));
}

/// Calls `visit` for everything in a statement that reads or changes rows, calls or sets; definitions of objects are not walked into.
pub fn visit_statement<'a>(statement: &'a Statement, visit: &mut dyn FnMut(Visited<'a>)) {
    match &statement.kind {
        StatementKind::Query(query) => visit_query(query, visit),
        StatementKind::Insert(insert) => {
            match &insert.source {
                InsertSource::Values(rows) => rows.iter().flatten().for_each(|expr| visit_expr(expr, visit)),
                InsertSource::Query(query) => visit_query(query, visit),
            }
            insert.on_duplicate.iter().for_each(|assignment| visit_expr(&assignment.value, visit));
        }
        StatementKind::Update(update) => {
            update.tables.iter().for_each(|table| visit_table(table, visit));
            update.assignments.iter().for_each(|assignment| visit_expr(&assignment.value, visit));
            update.filter.iter().chain(&update.limit).for_each(|expr| visit_expr(expr, visit));
        }
        StatementKind::Delete(delete) => {
            delete.tables.iter().for_each(|table| visit_table(table, visit));
            delete.filter.iter().chain(&delete.limit).for_each(|expr| visit_expr(expr, visit));
        }
        StatementKind::Call(_, arguments) | StatementKind::Do(arguments) | StatementKind::Execute(_, arguments) => {
            arguments.iter().for_each(|expr| visit_expr(expr, visit));
        }
        StatementKind::ExecuteImmediate(source, arguments) => {
            visit_expr(source, visit);
            arguments.iter().for_each(|expr| visit_expr(expr, visit));
        }
        StatementKind::Prepare(_, source) => visit_expr(source, visit),
        StatementKind::Set(items) => items.iter().for_each(|item| visit_set(item, visit)),
        StatementKind::SetStatement(items, inner) => {
            items.iter().for_each(|item| visit_set(item, visit));
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
    query.with.iter().for_each(|cte| visit_query(&cte.query, visit));
    visit_query_body(&query.body, visit);
    query.order.iter().for_each(|item| visit_expr(&item.expr, visit));
    query.limit.iter().chain(&query.offset).for_each(|expr| visit_expr(expr, visit));
}

fn visit_query_body<'a>(body: &'a QueryBody, visit: &mut dyn FnMut(Visited<'a>)) {
    match body {
        QueryBody::Select(select) => visit_select(select, visit),
        QueryBody::SetOperation { left, right, .. } => {
            visit_query_body(left, visit);
            visit_query_body(right, visit);
        }
        QueryBody::Nested(query) => visit_query(query, visit),
        QueryBody::Values(rows) => rows.iter().flatten().for_each(|expr| visit_expr(expr, visit)),
    }
}

fn visit_select<'a>(select: &'a Select, visit: &mut dyn FnMut(Visited<'a>)) {
    for item in &select.items {
        if let SelectItem::Expr { expr, .. } = item {
            visit_expr(expr, visit);
        }
    }
    select.from.iter().for_each(|table| visit_table(table, visit));
    select.filter.iter().for_each(|expr| visit_expr(expr, visit));
    select.group.iter().for_each(|item| visit_expr(&item.expr, visit));
    select.having.iter().for_each(|expr| visit_expr(expr, visit));
}

fn visit_table<'a>(table: &'a TableRef, visit: &mut dyn FnMut(Visited<'a>)) {
    visit(Visited::Table(table));
    match &table.kind {
        TableRefKind::Subquery { query, .. } => visit_query(query, visit),
        TableRefKind::JsonTable { document, .. } => visit_expr(document, visit),
        TableRefKind::Nested(tables) => tables.iter().for_each(|table| visit_table(table, visit)),
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
    let mut each = |exprs: &[&'a Expr]| exprs.iter().for_each(|expr| visit_expr(expr, visit));
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
            escape.iter().for_each(|expr| visit_expr(expr, visit));
        }
        ExprKind::InList { operand, list, .. } => {
            each(&[operand]);
            list.iter().for_each(|expr| visit_expr(expr, visit));
        }
        ExprKind::Case { operand, branches, otherwise } => {
            operand.iter().for_each(|expr| visit_expr(expr, visit));
            branches.iter().flat_map(|(when, then)| [when, then]).for_each(|expr| visit_expr(expr, visit));
            otherwise.iter().for_each(|expr| visit_expr(expr, visit));
        }
        ExprKind::Quantified { left, query, .. } | ExprKind::InQuery { operand: left, query, .. } => {
            each(&[left]);
            visit_query(query, visit);
        }
        ExprKind::Exists(query) | ExprKind::Subquery(query) => visit_query(query, visit),
        ExprKind::Row(list) | ExprKind::Sequence(SequenceValue::Set(list), _) => {
            list.iter().for_each(|expr| visit_expr(expr, visit));
        }
        ExprKind::Call(call) => visit_call(call, visit),
        _ => {}
    }
}

fn visit_call<'a>(call: &'a Call, visit: &mut dyn FnMut(Visited<'a>)) {
    call.arguments.iter().for_each(|expr| visit_expr(expr, visit));
    call.order.iter().for_each(|item| visit_expr(&item.expr, visit));
    call.limit.iter().for_each(|expr| visit_expr(expr, visit));
    if let Some(window) = &call.over {
        window.partition.iter().for_each(|expr| visit_expr(expr, visit));
        window.order.iter().for_each(|item| visit_expr(&item.expr, visit));
    }
}
