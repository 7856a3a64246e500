//! Checks and indexes over a column whose type changes: the server writes them out and reads them again.
//!
//! What it writes says the type of each literal as it was read the first time, and `IN` as a comparison with an array. So `a IN ('x', 'y')`
//! over a `varchar` comes back with literals of that type, even where the column is `text` by now. To print the same, the author's text gets
//! the same additions, and stays as it is where they would say nothing new.

use crate::postgres::ast::{Expr, ExprKind};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Bound, ColumnNumber, Constraint, ConstraintKind, Index, KeyTarget, Object, ObjectBody, ObjectId, Target, TypeRef,
};
use crate::postgres::replay::bind::{BoundExpr, Scope, Usage, children};
use crate::postgres::replay::default::plain;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax;
use crate::run::{Failure, Refusal};
use crate::source::Span;
use std::sync::Arc;

/// Which expression of an object.
#[derive(Debug, Clone, Copy)]
enum Part {
    Check,
    Predicate,
    Key(usize),
}

/// An expression over the column, as it was read with the old type.
#[derive(Debug)]
pub(super) struct Text {
    owner: ObjectId,
    part: Part,
    written: String,
    expr: Expr,
    before: BoundExpr,
}

impl Session {
    /// The expressions of a table's checks and indexes that mention a column.
    pub(super) fn texts_over(&self, table: ObjectId, column: ColumnNumber) -> Vec<Text> {
        let target = Target::Column(table, column);
        self.catalog
            .children(table)
            .flat_map(|object| parts(object).map(|(part, bound)| (object.id, part, bound)))
            .filter(|(_, _, bound)| bound.references.iter().any(|reference| reference.target == target))
            .filter_map(|(owner, part, bound)| self.text_of(table, owner, part, bound))
            .collect()
    }

    fn text_of(&self, table: ObjectId, owner: ObjectId, part: Part, bound: &Bound) -> Option<Text> {
        let text = bound.render(&self.catalog, &self.path()).into_owned();
        let expr = syntax::parse_expr(&text).ok()?;
        let before = self.reading(&text).bind_expr(&expr, Scope::Relation(table), usage(part)).ok()?;
        Some(Text { owner, part, written: text, expr, before })
    }

    /// The session with another text, as if that were the statement.
    fn reading(&self, text: &str) -> Self {
        Self { text: Arc::from(text), ..self.clone() }
    }

    /// Reads an expression again, now that the column has its new type.
    pub(super) fn read_again(&mut self, table: ObjectId, text: &Text) -> Result<(), Refusal> {
        let scope = Scope::Relation(table);
        let plain_reading = self.reading(&text.written).bind_expr(&text.expr, scope, usage(text.part)).ok();
        let written = self.written_out(text, plain_reading.as_ref());
        let Ok(expr) = syntax::parse_expr(&written) else { return Ok(()) };
        match self.reading(&written).bind_expr(&expr, scope, usage(text.part)) {
            Ok(bound) => {
                self.replace_part(text.owner, text.part, bound.bound);
                Ok(())
            }
            // The server is not reading the author's statement here.
            Err(Refusal::Failed(failure)) => Err(Failure { position: None, ..failure }.into()),
            Err(_) => Ok(()),
        }
    }

    /// The text with what the server adds when it writes it out.
    fn written_out(&self, text: &Text, after: Option<&BoundExpr>) -> String {
        let mut edits = Vec::new();
        let mut in_lists = Vec::new();
        for_each_list(&text.expr, &mut |operand, list, negated| {
            let Some(first) = list.first() else { return };
            let Some(old) = type_at(&text.before.lists, first.span) else { return };
            let new = after.and_then(|after| type_at(&after.lists, first.span));
            if is_varchar(old) || new.is_none_or(|new| !new.same_type(old)) {
                edits.extend(as_array(&text.written, operand, list, negated).into_iter().flatten());
                in_lists.extend(list.iter().map(|item| item.span));
            }
        });
        for (span, old) in &text.before.literals {
            let new = after.and_then(|after| type_at(&after.literals, *span));
            let in_list = in_lists.contains(span);
            if in_list || new.is_none_or(|new| !new.same_type(*old)) {
                // There are no operators for `varchar`: an array of them is compared as one of `text`.
                let as_text = if in_list && is_varchar(*old) { "::text" } else { "" };
                let end = Span { start: span.end, end: span.end };
                edits.push((end, format!("::{}{as_text}", self.type_text(plain(*old)))));
            }
        }
        apply(&text.written, edits)
    }

    fn replace_part(&mut self, owner: ObjectId, part: Part, bound: Bound) {
        self.change(owner, |object| match (&mut object.body, part) {
            (ObjectBody::Constraint(constraint), Part::Check) => {
                if let ConstraintKind::Check { expr, .. } = &mut constraint.kind {
                    *expr = bound;
                }
            }
            (ObjectBody::Index(index), Part::Predicate) => index.predicate = Some(bound),
            (ObjectBody::Index(index), Part::Key(position)) => {
                if let Some(key) = index.keys.get_mut(position) {
                    key.target = KeyTarget::Expr(bound);
                }
            }
            _ => {}
        });
    }
}

/// The expressions of a check or index.
fn parts(object: &Object) -> impl Iterator<Item = (Part, &Bound)> {
    let (check, index) = match &object.body {
        ObjectBody::Constraint(constraint) => (check_of(constraint), None),
        ObjectBody::Index(index) => (None, Some(index)),
        _ => (None, None),
    };
    let predicate = index.and_then(|index| index.predicate.as_ref()).map(|bound| (Part::Predicate, bound));
    check.map(|bound| (Part::Check, bound)).into_iter().chain(predicate).chain(index.into_iter().flat_map(key_parts))
}

fn check_of(constraint: &Constraint) -> Option<&Bound> {
    if let ConstraintKind::Check { expr, .. } = &constraint.kind { Some(expr) } else { None }
}

fn key_parts(index: &Index) -> impl Iterator<Item = (Part, &Bound)> {
    index.keys.iter().enumerate().filter_map(|(position, key)| match &key.target {
        KeyTarget::Expr(bound) => Some((Part::Key(position), bound)),
        KeyTarget::Column(_) => None,
    })
}

fn usage(part: Part) -> Usage {
    match part {
        Part::Check => Usage::Check,
        Part::Predicate => Usage::IndexPredicate,
        Part::Key(_) => Usage::IndexExpression,
    }
}

fn type_at(types: &[(Span, TypeRef)], span: Span) -> Option<TypeRef> {
    types.iter().find(|(at, _)| *at == span).map(|(_, type_ref)| *type_ref)
}

fn is_varchar(type_ref: TypeRef) -> bool {
    type_ref.same_type(TypeRef::builtin(oid::VARCHAR))
}

/// The edits that make `x IN (a, b)` into `x = ANY (ARRAY[a, b])`.
fn as_array(text: &str, operand: &Expr, list: &[Expr], negated: bool) -> Option<[(Span, String); 2]> {
    let (opening, closing) = (list.first()?.span, list.last()?.span);
    // The parenthesis that opens the list, past any that close the operand.
    let between = text.get(operand.span.end as usize..opening.start as usize)?;
    let word = if negated { "not" } else { "in" };
    let start = between.to_ascii_lowercase().find(word)?;
    let open = between.get(start..)?.find('(')? + start + 1;
    let close = text.get(closing.end as usize..)?.find(')')?;
    let base = operand.span.end as usize;
    let end = closing.end as usize + close;
    let comparison = if negated { "<> ALL (ARRAY[" } else { "= ANY (ARRAY[" };
    Some([(Span::new(base + start, base + open), comparison.into()), (Span::new(end, end + 1), "])".into())])
}

fn apply(text: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| *span);
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    for (span, replacement) in edits {
        written.push_str(text.get(copied..span.start as usize).unwrap_or_default());
        written.push_str(&replacement);
        copied = span.end as usize;
    }
    written.push_str(text.get(copied..).unwrap_or_default());
    written
}

/// Visits every `IN` with a list. A loop, because chains of operators are deep.
fn for_each_list<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e Expr, &'e [Expr], bool)) {
    let mut left = vec![expr];
    while let Some(expr) = left.pop() {
        if let ExprKind::InList { operand, list, negated } = &expr.kind {
            visit(operand, list, *negated);
        }
        left.extend(children(expr));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_becomes_an_array() {
        let text = "(a) NOT IN ('x', 'y') OR b";
        let expr = syntax::parse_expr(text).expect("it parses");
        let mut edits = Vec::new();
        for_each_list(&expr, &mut |operand, list, negated| {
            edits.extend(as_array(text, operand, list, negated).into_iter().flatten());
        });
        assert_eq!(apply(text, edits), "(a) <> ALL (ARRAY['x', 'y']) OR b");
    }
}
