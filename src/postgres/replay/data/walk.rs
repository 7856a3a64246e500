//! Walks expressions and queries, for what they mention.

use crate::postgres::ast::{
    Expr, ExprKind, FunctionCall, InsertSource, JoinConstraint, OrderItem, QualifiedName, Query, QueryBody, Select,
    SelectItem, Statement, TableRef,
};

/// Something met on the way.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    /// An expression, before its parts.
    Expr(&'a Expr),
    /// A call, in an expression or in `FROM`.
    Call(&'a FunctionCall),
    /// A table, view or common table expression that is read.
    Relation(&'a QualifiedName),
    /// A table or view that is written to.
    Target(&'a QualifiedName),
    /// A query inside, before its parts.
    Query,
}

/// Called for each node; whether to go into its parts.
pub(super) type Visitor<'v, 'a> = dyn FnMut(Node<'a>) -> bool + 'v;

/// Walks a statement.
pub(super) fn statement<'a>(statement: &'a Statement, visit: &mut Visitor<'_, 'a>) {
    match statement {
        Statement::Query(query) => self::query(query, visit),
        Statement::Insert(insert) => {
            visit(Node::Target(&insert.table));
            insert.with.iter().for_each(|cte| self::statement(&cte.statement, visit));
            match &insert.source {
                InsertSource::Query(query) => self::query(query, visit),
                InsertSource::Values(rows) => rows.iter().flatten().flatten().for_each(|value| expr(value, visit)),
                InsertSource::Default | InsertSource::Literals(_) => {}
            }
            items(&insert.returning, visit);
        }
        Statement::Update(update) => {
            visit(Node::Target(&update.table));
            update.with.iter().for_each(|cte| self::statement(&cte.statement, visit));
            update.assignments.iter().filter_map(|(_, value)| value.as_ref()).for_each(|value| expr(value, visit));
            update.from.iter().for_each(|item| table_ref(item, visit));
            update.filter.iter().for_each(|filter| expr(filter, visit));
            items(&update.returning, visit);
        }
        Statement::Delete(delete) => {
            visit(Node::Target(&delete.table));
            delete.with.iter().for_each(|cte| self::statement(&cte.statement, visit));
            delete.using.iter().for_each(|item| table_ref(item, visit));
            delete.filter.iter().for_each(|filter| expr(filter, visit));
            items(&delete.returning, visit);
        }
        Statement::Truncate { tables, .. } => tables.iter().for_each(|table| {
            visit(Node::Target(table));
        }),
        Statement::Copy(copy) => {
            visit(Node::Target(&copy.table));
        }
        Statement::Call(call) => expr(call, visit),
        _ => {}
    }
}

/// Walks a query.
pub(super) fn query<'a>(query: &'a Query, visit: &mut Visitor<'_, 'a>) {
    if !visit(Node::Query) {
        return;
    }
    query.with.iter().for_each(|cte| statement(&cte.statement, visit));
    body(&query.body, visit);
    order(&query.order_by, visit);
    query.limit.iter().chain(&query.offset).for_each(|bound| expr(bound, visit));
}

fn body<'a>(body: &'a QueryBody, visit: &mut Visitor<'_, 'a>) {
    match body {
        QueryBody::Select(select) => self::select(select, visit),
        QueryBody::Values(rows) => rows.iter().flatten().for_each(|value| expr(value, visit)),
        QueryBody::SetOperation { left, right, .. } => {
            self::body(left, visit);
            self::body(right, visit);
        }
        QueryBody::Nested(query) => self::query(query, visit),
    }
}

fn select<'a>(select: &'a Select, visit: &mut Visitor<'_, 'a>) {
    items(&select.items, visit);
    select.from.iter().for_each(|item| table_ref(item, visit));
    select.filter.iter().chain(&select.group_by).chain(&select.having).for_each(|part| expr(part, visit));
    if let Some(crate::postgres::ast::Distinct::On(keys)) = &select.distinct {
        for key in keys {
            expr(key, visit);
        }
    }
}

pub(super) fn items<'a>(items: &'a [SelectItem], visit: &mut Visitor<'_, 'a>) {
    for item in items {
        if let SelectItem::Expr { expr: value, .. } = item {
            expr(value, visit);
        }
    }
}

fn order<'a>(order: &'a [OrderItem], visit: &mut Visitor<'_, 'a>) {
    for item in order {
        expr(&item.expr, visit);
    }
}

pub(super) fn table_ref<'a>(item: &'a TableRef, visit: &mut Visitor<'_, 'a>) {
    match item {
        TableRef::Relation { name, .. } => {
            visit(Node::Relation(name));
        }
        TableRef::Subquery { query, .. } => self::query(query, visit),
        TableRef::Function { calls, .. } => calls.iter().for_each(|call| self::call(call, visit)),
        TableRef::Join { left, right, constraint, .. } => {
            table_ref(left, visit);
            table_ref(right, visit);
            if let JoinConstraint::On(condition) = constraint {
                expr(condition, visit);
            }
        }
    }
}

fn call<'a>(call: &'a FunctionCall, visit: &mut Visitor<'_, 'a>) {
    if !visit(Node::Call(call)) {
        return;
    }
    call.arguments.iter().for_each(|(_, argument)| expr(argument, visit));
    order(&call.order_by, visit);
    call.filter.iter().for_each(|filter| expr(filter, visit));
    if let Some(window) = &call.over {
        window.partition_by.iter().for_each(|key| expr(key, visit));
        order(&window.order_by, visit);
    }
}

/// Walks an expression.
pub(super) fn expr<'a>(expr: &'a Expr, visit: &mut Visitor<'_, 'a>) {
    if !visit(Node::Expr(expr)) {
        return;
    }
    let mut each = |part: &'a Expr| self::expr(part, visit);
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Column(_) | ExprKind::Wildcard(_) | ExprKind::Parameter(_) => {}
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::Cast { operand, .. }
        | ExprKind::Field { operand, .. }
        | ExprKind::Collate { operand, .. } => each(operand),
        ExprKind::Binary { left, right, .. }
        | ExprKind::IsDistinct { left, right, .. }
        | ExprKind::Quantified { left, right, .. }
        | ExprKind::AtTimeZone { operand: left, zone: right } => [left, right].into_iter().for_each(|part| each(part)),
        ExprKind::Between { operand, low, high, .. } => [operand, low, high].into_iter().for_each(|part| each(part)),
        ExprKind::InList { operand, list, .. } => {
            each(operand);
            for part in list {
                each(part);
            }
        }
        ExprKind::Like { operand, pattern, escape, .. } => {
            [operand, pattern].into_iter().chain(escape).for_each(|part| each(part));
        }
        ExprKind::Case { operand, branches, otherwise } => {
            operand.iter().chain(otherwise).for_each(|part| each(part));
            for (condition, result) in branches {
                each(condition);
                each(result);
            }
        }
        ExprKind::Array(members) | ExprKind::Row(members) => members.iter().for_each(each),
        ExprKind::Subscript { operand, subscript } => {
            each(operand);
            subscript.parts().for_each(each);
        }
        ExprKind::Function(function) => call(function, visit),
        ExprKind::InSubquery { operand, query, .. } => {
            each(operand);
            self::query(query, visit);
        }
        ExprKind::ArraySubquery(query) | ExprKind::Exists(query) | ExprKind::Subquery(query) => {
            self::query(query, visit);
        }
    }
}

/// Whether an expression names columns, or asks for rows.
pub(super) fn mentions_columns(expr: &Expr) -> bool {
    let mut found = false;
    self::expr(expr, &mut |node| {
        found |=
            matches!(node, Node::Expr(Expr { kind: ExprKind::Column(_) | ExprKind::Wildcard(_), .. }) | Node::Query);
        !found
    });
    found
}
