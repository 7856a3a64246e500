//! The server's own relations in `FROM`, and what the conditions around it say of their rows.

use super::evaluate::Evaluator;
use super::kind::{Datum, Kind};
use super::scope::{Field, Scope};
use super::select::Selected;
use super::walk::{self, Node};
use crate::ast::{Expr, ExprKind, Ident, Name, QualifiedName, Query, Select, SubqueryQuantifier, TableAlias, TableRef};
use crate::catalog::{NameClass, TypeRef, Value};
use crate::dialect::postgres::relations::BuiltinRelation;
use crate::dialect::postgres::types::{self, oid};
use crate::replay::outcome::Refusal;
use crate::replay::session::Session;
use crate::replay::system::Wanted;
use std::sync::Arc;

/// The longest name in bytes: a longer constant is cut off when it becomes one.
const LONGEST_NAME: usize = 63;

/// What must hold for every row that a `FROM` gives.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Conditions<'a> {
    /// `WHERE`.
    filter: Option<&'a Expr>,
    /// `ON`, of the joins on the way down to a relation.
    on: Option<&'a Expr>,
    /// The items of the `FROM`.
    items: &'a [TableRef],
}

impl<'a> Conditions<'a> {
    /// Those of a query.
    pub(super) fn of(select: &'a Select) -> Self {
        Self { filter: select.filter.as_ref(), on: None, items: &select.from }
    }

    /// Those and that of a join, where it leaves no row of its own out.
    pub(super) fn on(self, condition: &'a Expr) -> Self {
        Self { on: Some(condition), ..self }
    }

    /// The parts, all of which must hold.
    fn parts(self) -> Vec<&'a Expr> {
        let mut open: Vec<&Expr> = self.filter.into_iter().chain(self.on).collect();
        let mut parts = Vec::new();
        while let Some(expr) = open.pop() {
            match &expr.kind {
                ExprKind::Binary { operator, left, right, .. } if operator == "AND" => open.extend([&**left, &**right]),
                _ => parts.push(expr),
            }
        }
        parts
    }
}

/// One of the server's own relations under the name that it goes by.
#[derive(Debug, Clone, Copy)]
struct Item<'a> {
    relation: BuiltinRelation,
    name: &'a str,
}

impl Evaluator<'_> {
    /// The server's own relation that a name means; `pg_catalog` comes before the search path.
    pub(super) fn system_relation(self, name: &QualifiedName) -> Option<BuiltinRelation> {
        let relation = Session::builtin_relation(name)?;
        let hidden = name.schema().is_none()
            && self.session.search_path.iter().any(|schema| schema == "pg_catalog")
            && self.session.lookup(NameClass::Relation, name).is_some();
        (!hidden).then_some(relation)
    }

    /// The rows of one of the server's own relations, as far as the conditions around it want them.
    pub(super) fn system_rows(
        self,
        relation: BuiltinRelation,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Selected, Refusal> {
        let item = Item { relation, name: alias.map_or(relation.name, |alias| &alias.name.name) };
        let renamed = alias.is_some_and(|alias| !alias.columns.is_empty());
        let wanted = if renamed { Wanted::default() } else { self.wanted(item, scope) };
        let listing = self.session.system_rows(relation, &wanted).ok_or_else(|| {
            Refusal::Undecided(format!("the rows of `{}.{}` are not modelled", relation.schema, relation.name))
        })?;
        let field = |(name, type_oid): &(&'static str, u32)| Field {
            name: Name::new_static(name),
            number: 0,
            kind: Some(Arc::new(self.kind(TypeRef::builtin(shown_as(*type_oid))))),
            not_null: false,
        };
        let fields: Vec<Field> = listing.columns.iter().map(field).collect();
        let mut records = listing.rows;
        // One cell too many marks a row that stands for others.
        records.extend(listing.others.into_iter().map(|mut record| {
            record.push(Value::Null);
            record
        }));
        let empty = records.is_empty().then(|| format!("`{}` has no such row", relation.name));
        Ok(Selected { fields, records, empty, ordered: false })
    }

    /// What the conditions say of the columns of a relation, as far as it is constant.
    fn wanted(self, item: Item<'_>, scope: &Scope<'_>) -> Wanted {
        let mut wanted = Wanted::default();
        for part in scope.conditions.parts() {
            if let Some((column, values)) = self.wish(part, item, scope) {
                wanted.one_of(column, values);
            }
        }
        wanted
    }

    /// The column that a condition is about, and the values that it allows.
    fn wish(self, part: &Expr, item: Item<'_>, scope: &Scope<'_>) -> Option<(Name, Vec<Value>)> {
        let constants = |column: Name, values: &[&Expr]| {
            let values = values.iter().map(|value| self.constant_beside(value, &column, item, scope));
            Some((column.clone(), values.collect::<Option<Vec<_>>>()?))
        };
        match &part.kind {
            ExprKind::Binary { operator, left, right, .. } if operator == "=" => {
                match (item.column(left, scope), item.column(right, scope)) {
                    (Some(column), None) => constants(column, &[right]),
                    (None, Some(column)) => constants(column, &[left]),
                    _ => None,
                }
            }
            ExprKind::InList { operand, list, negated: false } => {
                constants(item.column(operand, scope)?, &list.iter().collect::<Vec<_>>())
            }
            ExprKind::Quantified { left, operator, quantifier: SubqueryQuantifier::Any, right } if operator == "=" => {
                let members = if let ExprKind::Cast { operand, .. } = &right.kind { operand } else { right };
                let ExprKind::Array(members) = &members.kind else { return None };
                constants(item.column(left, scope)?, &members.iter().collect::<Vec<_>>())
            }
            ExprKind::Column(_) => Some((item.column(part, scope)?, vec![Value::Boolean(true)])),
            ExprKind::Unary { operator, operand } if operator == "NOT" => {
                Some((item.column(operand, scope)?, vec![Value::Boolean(false)]))
            }
            ExprKind::Is { operand, test, negated: false } if matches!(*test, "TRUE" | "FALSE") => {
                Some((item.column(operand, scope)?, vec![Value::Boolean(*test == "TRUE")]))
            }
            _ => None,
        }
    }

    /// The value of an expression that is the same for all rows, where comparing it with a column is comparing texts.
    fn constant_beside(self, expr: &Expr, column: &str, item: Item<'_>, scope: &Scope<'_>) -> Option<Value> {
        if self.depends_on_items(expr, scope.conditions.items) {
            return None;
        }
        let value = self.evaluate(expr, scope).ok()?;
        let plain = value.kind.as_deref().is_none_or(|kind| matches!(kind, Kind::Text(_)));
        match &value.datum {
            Datum::Boolean(truth) => Some(Value::Boolean(*truth)),
            Datum::Number(number) => Some(Value::Number(Name::new(number.to_integer()?.to_string()))),
            Datum::Text(text) | Datum::Literal(text) if plain && item.takes(column, text) => {
                Some(Value::Text(text.clone()))
            }
            _ => None,
        }
    }

    /// Whether an expression may mean a column of these items of `FROM`.
    fn depends_on_items(self, expr: &Expr, items: &[TableRef]) -> bool {
        let mut found = false;
        walk::expr(expr, &mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Column(parts), .. }) = node {
                found |= items.iter().any(|table| self.may_give(table, parts));
            }
            !found
        });
        found
    }

    fn may_give(self, table: &TableRef, parts: &[Ident]) -> bool {
        match table {
            TableRef::Join { left, right, .. } => self.may_give(left, parts) || self.may_give(right, parts),
            TableRef::Subquery { alias, .. } | TableRef::Function { alias, .. } => match (alias, parts) {
                (Some(alias), [qualifier, _]) => qualifier.name == alias.name.name,
                _ => true,
            },
            TableRef::Relation { name, alias, .. } => match parts {
                [column] => self.may_have_column(name, alias.as_ref(), column),
                [.., qualifier, _] => qualifier.name == *alias.as_ref().map_or(name.name(), |alias| &alias.name.name),
                [] => true,
            },
        }
    }

    fn may_have_column(self, name: &QualifiedName, alias: Option<&TableAlias>, column: &Ident) -> bool {
        if alias.is_some_and(|alias| !alias.columns.is_empty() || alias.name.name == column.name) {
            return true;
        }
        match self.system_relation(name) {
            Some(relation) => relation.columns().any(|(known, _)| column.name == known),
            // Of a common table expression nothing is known here.
            None => self
                .session
                .lookup(NameClass::Relation, name)
                .and_then(|id| self.session.catalog.get(id))
                .is_none_or(|object| object.column(&column.name).is_some()),
        }
    }
}

impl Item<'_> {
    /// The column that an expression is.
    fn column(self, expr: &Expr, scope: &Scope<'_>) -> Option<Name> {
        let parts = match &expr.kind {
            ExprKind::Column(parts) => parts,
            // `conname::text = 'x'` asks for the same.
            ExprKind::Cast { operand, target } if target.modifiers.is_empty() && is_text(target.name.name()) => {
                let ExprKind::Column(parts) = &operand.kind else { return None };
                parts
            }
            _ => return None,
        };
        let (column, qualifiers) = parts.split_last()?;
        let own = match qualifiers.last() {
            Some(qualifier) => qualifier.name == self.name,
            // Without qualifier it can only be one item's, as the binder has made sure, and none of an outer variable's.
            None => scope.target(expr.span).is_none(),
        };
        let known = self.relation.columns().any(|(name, _)| column.name == name);
        (own && known).then(|| column.name.clone())
    }

    /// Whether a text that is compared with a column stays what it is.
    fn takes(self, column: &str, text: &str) -> bool {
        match self.relation.columns().find(|(name, _)| *name == column) {
            Some((_, oid::CHAR)) => text.len() == 1,
            Some((_, oid::NAME)) => text.len() <= LONGEST_NAME,
            Some((_, type_oid)) => is_textual(type_oid),
            None => false,
        }
    }
}

fn is_text(name: &str) -> bool {
    matches!(name, "text" | "varchar" | "name")
}

/// Texts of it are equal where they are written the same.
fn is_textual(type_oid: u32) -> bool {
    type_oid == oid::TEXT
        || types::by_oid(type_oid).is_some_and(|builtin| matches!(builtin.base, oid::NAME | oid::VARCHAR))
}

/// The type that the values of a column are evaluated as.
fn shown_as(type_oid: u32) -> u32 {
    match type_oid {
        oid::NAME | oid::CHAR => oid::TEXT,
        oid::OID => oid::INT8,
        other => {
            types::by_oid(other).filter(|builtin| builtin.base != 0).map_or(other, |builtin| shown_as(builtin.base))
        }
    }
}

impl Session {
    /// The rows of a query, evaluated against the model: the names of its columns, and their values.
    ///
    /// # Errors
    ///
    /// What the server would say, or why it is not known.
    pub fn query(&self, query: &Query) -> Result<(Vec<Name>, Vec<Vec<Value>>), Refusal> {
        self.bind_query(query)?;
        let selected = Evaluator { session: self }.select(query, &Scope::default())?;
        Ok((selected.fields.into_iter().map(|field| field.name).collect(), selected.records))
    }
}
