//! `pg_get_constraintdef`: a constraint in the server's own words, where they are known.

use super::{Arguments, Given, Implementation};
use crate::ast::op::{MatchType, ReferentialAction};
use crate::ast::{Expr, ExprKind, Literal, quote_ident};
use crate::catalog::{Column, ColumnNumber, Constraint, ConstraintKind, ForeignKeyRef, Object, ObjectBody, ObjectId};
use crate::dialect::postgres::types::oid;
use crate::replay::data::datum::Datum;
use crate::replay::session::Session;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[("pg_get_constraintdef", pg_get_constraintdef)];

fn pg_get_constraintdef(a: &Arguments<'_>) -> Given {
    let (1, Datum::Object(id)) = (a.len(), a.datum(0)) else { return Ok(None) };
    Ok(definition(a.evaluator.session, *id).map(Datum::from))
}

/// What the server prints; `None` where an expression would have to be printed in a way that is not known.
fn definition(session: &Session, id: ObjectId) -> Option<String> {
    let object = session.catalog.get(id)?;
    let ObjectBody::Constraint(constraint) = &object.body else { return None };
    let table = session.catalog.get(object.parent?)?;
    let mut text = match &constraint.kind {
        ConstraintKind::PrimaryKey(index) => key(session, "PRIMARY KEY", table, constraint, *index)?,
        ConstraintKind::Unique(index) => key(session, "UNIQUE", table, constraint, *index)?,
        ConstraintKind::ForeignKey(reference) => foreign_key(session, table, constraint, reference)?,
        ConstraintKind::Check { expr, no_inherit } => {
            let condition = session.texts.expr(&expr.text)?;
            let suffix = if *no_inherit { " NO INHERIT" } else { "" };
            format!("CHECK ({}){suffix}", membership(&condition, constraint, table)?)
        }
        ConstraintKind::Exclude(..) => return None,
    };
    for (holds, words) in [
        (constraint.deferrable, " DEFERRABLE"),
        (constraint.initially_deferred, " INITIALLY DEFERRED"),
        (!constraint.validated, " NOT VALID"),
    ] {
        text.push_str(if holds { words } else { "" });
    }
    Some(text)
}

fn columns(table: &Object, numbers: &[ColumnNumber]) -> Option<String> {
    let names = numbers.iter().map(|number| Some(quote_ident(&table.column_at(*number)?.name).into_owned()));
    Some(names.collect::<Option<Vec<_>>>()?.join(", "))
}

fn key(session: &Session, words: &str, table: &Object, constraint: &Constraint, index: ObjectId) -> Option<String> {
    let index = session.catalog.get(index)?.index()?;
    let plain = index.include.is_empty() && !index.nulls_not_distinct;
    plain.then_some(format!("{words} ({})", columns(table, &constraint.columns)?))
}

fn foreign_key(
    session: &Session,
    table: &Object,
    constraint: &Constraint,
    reference: &ForeignKeyRef,
) -> Option<String> {
    let target = session.catalog.get(reference.table)?;
    let mut text = format!(
        "FOREIGN KEY ({}) REFERENCES {}({})",
        columns(table, &constraint.columns)?,
        session.qualified_name(target),
        columns(target, &reference.columns)?
    );
    if reference.match_type == MatchType::Full {
        text.push_str(" MATCH FULL");
    }
    for (event, action) in [("UPDATE", reference.on_update), ("DELETE", reference.on_delete)] {
        let action = match action {
            ReferentialAction::NoAction => continue,
            ReferentialAction::Restrict => "RESTRICT",
            ReferentialAction::Cascade => "CASCADE",
            ReferentialAction::SetNull => "SET NULL",
            ReferentialAction::SetDefault => "SET DEFAULT",
        };
        text.push_str(&[" ON ", event, " ", action].concat());
    }
    if !reference.on_delete_columns.is_empty() {
        text.push_str(&[" (", &columns(table, &reference.on_delete_columns)?, ")"].concat());
    }
    Some(text)
}

/// `column IN ('a', 'b')`, which the server keeps as an array.
fn membership(condition: &Expr, constraint: &Constraint, table: &Object) -> Option<String> {
    let ExprKind::InList { operand, list, negated } = &condition.kind else { return None };
    let (ExprKind::Column(_), [number], 2..) = (&operand.kind, constraint.columns.as_slice(), list.len()) else {
        return None;
    };
    let operator = if *negated { "<> ALL" } else { "= ANY" };
    let column = table.column_at(*number)?;
    let name = quote_ident(&column.name);
    Some(match element(column)? {
        oid::VARCHAR => {
            let members = members(list, "::character varying")?;
            format!("(({name})::text {operator} ((ARRAY[{members}])::text[]))")
        }
        oid::TEXT => format!("({name} {operator} (ARRAY[{}]))", members(list, "::text")?),
        _ => return None,
    })
}

fn element(column: &Column) -> Option<u32> {
    let type_ref = column.type_use.as_ref()?.type_ref;
    (!type_ref.array && type_ref.id.is_builtin()).then_some(type_ref.id.oid())
}

fn members(list: &[Expr], cast: &str) -> Option<String> {
    let member = |member: &Expr| match &member.kind {
        ExprKind::Literal(Literal::String(text)) => Some(format!("'{}'{cast}", text.replace('\'', "''"))),
        _ => None,
    };
    Some(list.iter().map(member).collect::<Option<Vec<_>>>()?.join(", "))
}
