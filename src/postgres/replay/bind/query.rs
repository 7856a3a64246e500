//! Queries: `WITH`, the body, `ORDER BY` and `LIMIT`, at a level of names of their own.

use super::binder::{Binder, Type, fail, fail_at};
use super::coerce::Coercion;
use super::common::common_type;
use super::facts::oid_of;
use super::scope::{Cte, ItemColumn};
use super::usage::Clause;
use crate::postgres::ast::{Expr, ExprKind, Literal, Name, OrderItem, Query, QueryBody, SetOperator, Statement};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ColumnNumber, ObjectId, TypeRef};
use crate::run::Refusal;
use crate::source::Span;

/// An output column.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub name: Name,
    pub type_ref: Type,
    /// Where its expression stands; nowhere for a column of `TABLE t`.
    pub place: Option<Span>,
    /// The relation's column that it is, if it is nothing else.
    pub source: Option<(ObjectId, ColumnNumber)>,
    /// The text of an untyped literal, which takes its type from the other side of a `UNION`.
    pub literal: Option<Name>,
}

impl Binder<'_> {
    /// Binds a query at a level of its own and says its columns. Untyped literals are text in the end.
    pub(super) fn bind_query_level(&mut self, query: &Query) -> Result<Vec<Output>, Refusal> {
        let mut columns = self.at_new_level(|binder| binder.bind_query_parts(query))?;
        for column in &mut columns {
            column.type_ref = column.type_ref.map(settled);
        }
        Ok(columns)
    }

    fn bind_query_parts(&mut self, query: &Query) -> Result<Vec<Output>, Refusal> {
        for cte in &query.with {
            self.bind_cte(cte, query.recursive)?;
        }
        let columns = match &query.body {
            QueryBody::Select(select) => self.bind_select(select, &query.order_by)?,
            body => {
                let columns = self.bind_body(body)?;
                Self::check_output_order(&query.order_by, &columns)?;
                columns
            }
        };
        self.bind_limit(query.limit.as_ref(), Clause::Limit, "LIMIT")?;
        self.bind_limit(query.offset.as_ref(), Clause::Offset, "OFFSET")?;
        Ok(columns)
    }

    fn bind_body(&mut self, body: &QueryBody) -> Result<Vec<Output>, Refusal> {
        match body {
            QueryBody::Select(select) => self.at_new_level(|binder| binder.bind_select(select, &[])),
            QueryBody::Values(rows) => self.bind_values(rows),
            QueryBody::Nested(query) => self.at_new_level(|binder| binder.bind_query_parts(query)),
            QueryBody::SetOperation { .. } => self.bind_set_operations(body),
        }
    }

    /// `a UNION b UNION c …` is deep on the left only, and so is walked in a loop.
    fn bind_set_operations(&mut self, body: &QueryBody) -> Result<Vec<Output>, Refusal> {
        let mut spine = Vec::new();
        let mut leaf = body;
        while let QueryBody::SetOperation { operator, left, right, all } = leaf {
            spine.push((*operator, *all, right));
            leaf = left;
        }
        let mut columns = self.bind_body(leaf)?;
        while let Some((operator, all, right)) = spine.pop() {
            let right = self.bind_body(right)?;
            columns = self.combine(operator, columns, &right)?;
            if !all {
                columns.iter().try_for_each(|column| self.require_equality(column.type_ref, column.place))?;
            }
        }
        Ok(columns)
    }

    /// The columns of a set operation: names of the left side, common types.
    fn combine(&mut self, operator: SetOperator, left: Vec<Output>, right: &[Output]) -> Result<Vec<Output>, Refusal> {
        let word = match operator {
            SetOperator::Union => "UNION",
            SetOperator::Intersect => "INTERSECT",
            SetOperator::Except => "EXCEPT",
        };
        if left.len() != right.len() {
            let message = format!("each {word} query must have the same number of columns");
            return fail_at("42601", message, right.first().and_then(|column| column.place));
        }
        left.into_iter().zip(right).map(|(left, right)| self.combine_column(word, left, right)).collect()
    }

    fn combine_column(&mut self, word: &str, left: Output, right: &Output) -> Result<Output, Refusal> {
        let common = match common_type(self.session, &[left.type_ref, right.type_ref]) {
            Ok(common) => common,
            Err(mismatch) => {
                let (settled, other) = (self.type_name(mismatch.settled), self.type_name(mismatch.other));
                return fail_at("42804", format!("{word} types {settled} and {other} cannot be matched"), right.place);
            }
        };
        for side in [&left, right] {
            match (&side.literal, side.type_ref, common) {
                (Some(text), _, Some(common)) => self.bind_literal(text, side.place.unwrap_or_default(), common)?,
                (None, Some(from), Some(to)) if !self.session.can_coerce(from, to, Coercion::Implicit) => {
                    let (from, to) = (self.type_name(from), self.type_name(to));
                    return fail_at("42846", format!("{word} could not convert type {from} to {to}"), side.place);
                }
                _ => {}
            }
        }
        Ok(Output { type_ref: common, literal: None, ..left })
    }

    /// `VALUES (…), (…)`: columns of common types, `column1` …
    fn bind_values(&mut self, rows: &[Vec<Expr>]) -> Result<Vec<Output>, Refusal> {
        let bound = self.within(Clause::Values, |binder| {
            rows.iter().map(|row| binder.bind_all(row)).collect::<Result<Vec<_>, _>>()
        })?;
        let width = rows.first().map_or(0, Vec::len);
        if let Some(row) = rows.iter().find(|row| row.len() != width) {
            let at = row.first().map_or(Span::default(), |expr| expr.span);
            return fail("42601", "VALUES lists must all be the same length".into(), at);
        }
        (0..width)
            .map(|column| {
                let exprs: Vec<&Expr> = rows.iter().map(|row| &row[column]).collect();
                let types: Vec<Type> = bound.iter().map(|row| row[column]).collect();
                let type_ref = if exprs.len() == 1 { types[0] } else { self.unify(&exprs, &types, "VALUES")? };
                let name = Name::new(format!("column{}", column + 1));
                Ok(Output {
                    name,
                    type_ref,
                    place: Some(self.location(exprs[0])),
                    source: None,
                    literal: literal_text(exprs[0]),
                })
            })
            .collect()
    }

    pub(super) fn bind_cte(&mut self, cte: &crate::postgres::ast::Cte, recursive: bool) -> Result<(), Refusal> {
        let columns = match &*cte.statement {
            Statement::Query(query) => match (&query.body, recursive) {
                (QueryBody::SetOperation { .. }, true) => {
                    return self
                        .at_new_level(|binder| binder.bind_recursive(cte, query))
                        .map(|named| self.add_cte(named));
                }
                _ => self.bind_query_level(query)?,
            },
            statement => self.bind_data_change(statement)?,
        };
        let named = self.name_cte(cte, columns)?;
        self.add_cte(named);
        Ok(())
    }

    fn add_cte(&mut self, cte: Cte) {
        self.level().ctes.push(cte);
    }

    /// The first side of the union says the columns; the second sees the query itself.
    fn bind_recursive(&mut self, cte: &crate::postgres::ast::Cte, query: &Query) -> Result<Cte, Refusal> {
        let QueryBody::SetOperation { operator, left, right, .. } = &query.body else {
            let columns = self.bind_query_parts(query)?;
            return self.name_cte(cte, columns);
        };
        for inner in &query.with {
            self.bind_cte(inner, query.recursive)?;
        }
        let mut columns = self.bind_body(left)?;
        for column in &mut columns {
            column.type_ref = column.type_ref.map(settled);
        }
        let named = self.name_cte(cte, columns.clone())?;
        self.add_cte(named.clone());
        let right = self.bind_body(right)?;
        self.combine(*operator, columns, &right)?;
        Ok(named)
    }

    fn name_cte(&mut self, cte: &crate::postgres::ast::Cte, columns: Vec<Output>) -> Result<Cte, Refusal> {
        if cte.columns.len() > columns.len() {
            let message = format!(
                "WITH query \"{}\" has {} columns available but {} columns specified",
                cte.name.name,
                columns.len(),
                cte.columns.len()
            );
            return fail("42P10", message, cte.name.span);
        }
        if self.level().ctes.iter().any(|other| other.name == cte.name.name) {
            let message = format!("WITH query name \"{}\" specified more than once", cte.name.name);
            return fail("42712", message, cte.name.span);
        }
        let mut columns: Vec<ItemColumn> =
            columns.into_iter().map(|column| ItemColumn::computed(column.name, column.type_ref.map(settled))).collect();
        for (column, name) in columns.iter_mut().zip(&cte.columns) {
            column.name = name.name.clone();
        }
        Ok(Cte { name: cte.name.name.clone(), columns })
    }

    /// `ORDER BY` of a set operation or `VALUES`: output columns only.
    fn check_output_order(order_by: &[OrderItem], columns: &[Output]) -> Result<(), Refusal> {
        for item in order_by {
            match &item.expr.kind {
                ExprKind::Column(parts) if parts.len() == 1 => {
                    if !columns.iter().any(|column| column.name == parts[0].name) {
                        let message = format!("column \"{}\" does not exist", parts[0].name);
                        return fail("42703", message, item.expr.span);
                    }
                }
                ExprKind::Literal(Literal::Integer(digits)) => {
                    Self::check_position(digits, columns.len(), "ORDER BY", item.expr.span)?;
                }
                _ => {
                    let message = "invalid UNION/INTERSECT/EXCEPT ORDER BY clause";
                    return fail("0A000", message.into(), item.expr.span);
                }
            }
        }
        Ok(())
    }

    pub(super) fn check_position(digits: &str, columns: usize, clause: &str, span: Span) -> Result<(), Refusal> {
        match digits.parse::<usize>() {
            Ok(position) if (1..=columns).contains(&position) => Ok(()),
            _ => fail("42P10", format!("{clause} position {digits} is not in select list"), span),
        }
    }

    fn bind_limit(&mut self, expr: Option<&Expr>, clause: Clause, word: &str) -> Result<(), Refusal> {
        let Some(expr) = expr else { return Ok(()) };
        let seen = std::mem::take(&mut self.columns_seen);
        let type_ref = self.within(clause, |binder| binder.bind(expr))?;
        let own = self.columns_seen & (1 << (self.levels.len() - 1).min(63)) != 0;
        self.columns_seen |= seen;
        let Some(type_ref) = type_ref else { return Ok(()) };
        let bigint = TypeRef::builtin(oid::INT8);
        if !self.session.can_coerce(type_ref, bigint, Coercion::Implicit) {
            let name = self.type_name(type_ref);
            return fail(
                "42804",
                format!("argument of {word} must be type bigint, not type {name}"),
                self.location(expr),
            );
        }
        if own {
            return fail("42P10", format!("argument of {word} must not contain variables"), expr.span);
        }
        self.coerce(expr, Some(type_ref), bigint)
    }
}

/// What an untyped literal is when nothing else has said.
pub(super) fn settled(type_ref: TypeRef) -> TypeRef {
    if oid_of(type_ref) == oid::UNKNOWN { TypeRef::builtin(oid::TEXT) } else { type_ref }
}

/// The text of an untyped literal.
pub(super) fn literal_text(expr: &Expr) -> Option<Name> {
    match &expr.kind {
        ExprKind::Literal(Literal::String(text)) => Some(text.clone()),
        _ => None,
    }
}
