//! The server's own relations in `FROM`, and what the conditions around it say of their rows.

use super::datum::Datum;
use super::evaluate::Evaluator;
use super::kind::Form;
use super::scope::{Field, Scope};
use super::select::Selected;
use super::walk::{self, Node};
use crate::postgres::ast::{
    Expr, ExprKind, Ident, Name, QualifiedName, Select, Statement, SubqueryQuantifier, TableAlias, TableRef,
};
use crate::postgres::builtin::relations::BuiltinRelation;
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{NameClass, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::postgres::replay::system::Wanted;
use crate::run::Refusal;

/// The longest name in bytes: a longer constant is cut off when it becomes one.
const LONGEST_NAME: usize = 63;

/// More values than this are not handed on from one relation to another.
const MOST_VALUES: usize = 5_000;

/// So many relations may hand values on, each to the next.
const LONGEST_CHAIN: usize = 4;

/// What must hold for every row that a `FROM` gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions<'a> {
    /// `WHERE`, and the `ON` of the joins on the way down to a relation.
    all: Vec<&'a Expr>,
    /// The items of the `FROM`.
    items: &'a [TableRef],
}

impl<'a> Conditions<'a> {
    /// Those of a query.
    pub(super) fn of(select: &'a Select) -> Self {
        Self { all: select.filter.iter().collect(), items: &select.from }
    }

    /// Those and that of a join.
    pub(super) fn and(&self, condition: &'a Expr) -> Self {
        Self { all: self.all.iter().copied().chain([condition]).collect(), items: self.items }
    }

    /// The parts, all of which must hold.
    fn parts(&self) -> Vec<&'a Expr> {
        let mut open = self.all.clone();
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
        let wanted = if renamed { Wanted::default() } else { self.wanted(item, &[], scope) };
        let listing = self.session.system_rows(relation, &wanted).ok_or_else(|| {
            Refusal::Undecided(format!("the rows of `{}.{}` are not modelled", relation.schema, relation.name))
        })?;
        let field = |(name, type_oid): &(&'static str, u32)| Field {
            name: Name::new_static(name),
            number: 0,
            kind: Some(self.kind(TypeRef::builtin(*type_oid))),
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

    /// What the conditions say of the columns of a relation: constants, and the values that another relation has.
    fn wanted(self, item: Item<'_>, asking: &[&str], scope: &Scope<'_>) -> Wanted {
        let mut wanted = Wanted::default();
        for part in scope.conditions.parts() {
            let wish = self.wish(part, item, scope).or_else(|| self.handed_on(part, item, asking, scope));
            if let Some((column, values)) = wish {
                wanted.one_of(column, values);
            }
        }
        wanted
    }

    /// The column that a condition is about, and the values that it allows.
    fn wish(self, part: &Expr, item: Item<'_>, scope: &Scope<'_>) -> Option<(Name, Vec<Value>)> {
        let constants = |column: Name, values: &[&Expr]| {
            let values = values.iter().map(|value| self.constant_beside(value, &column, item, scope));
            let mut values = values.collect::<Option<Vec<_>>>()?;
            // Nothing equals `NULL`.
            values.retain(|value| *value != Value::Null);
            Some((column, values))
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

    /// A column that must equal one of another of the server's relations, and the values that this one has there.
    fn handed_on(self, part: &Expr, item: Item<'_>, asking: &[&str], scope: &Scope<'_>) -> Option<(Name, Vec<Value>)> {
        let ExprKind::Binary { operator, left, right, .. } = &part.kind else { return None };
        if operator != "=" || asking.len() >= LONGEST_CHAIN {
            return None;
        }
        let asking: Vec<&str> = asking.iter().copied().chain([item.name]).collect();
        let (column, other) = match (item.column(left, scope), item.column(right, scope)) {
            (Some(column), None) => (column, right),
            (None, Some(column)) => (column, left),
            _ => return None,
        };
        let others = self.items(scope.conditions.items);
        let mut found = others.into_iter().filter(|other| !asking.contains(&other.name));
        let (source, name) = found.find_map(|source| Some((source, source.column(other, scope)?)))?;
        let values = self.values_of(source, &name, &asking, scope)?;
        Some((column, values))
    }

    /// The values that a column of a relation has in the rows that are wanted of it.
    fn values_of(self, source: Item<'_>, column: &str, asking: &[&str], scope: &Scope<'_>) -> Option<Vec<Value>> {
        let wanted = self.wanted(source, asking, scope);
        if wanted.is_all() {
            return None;
        }
        let listing = self.session.system_rows(source.relation, &wanted)?;
        let place = listing.columns.iter().position(|(name, _)| *name == column)?;
        let mut values = Vec::new();
        for row in listing.rows.into_iter().chain(listing.others) {
            match row.into_iter().nth(place)? {
                Value::Unknown(_) | Value::Deferred(_) | Value::Drawn(..) => return None,
                Value::Null => {}
                value if values.len() < MOST_VALUES => values.push(value),
                _ => return None,
            }
        }
        Some(values)
    }

    /// The server's own relations among the items of `FROM`, under the names they go by.
    fn items(self, items: &[TableRef]) -> Vec<Item<'_>> {
        let mut open: Vec<&TableRef> = items.iter().collect();
        let mut found = Vec::new();
        while let Some(table) = open.pop() {
            match table {
                TableRef::Join { left, right, .. } => open.extend([&**left, &**right]),
                TableRef::Relation { name, alias, .. } if alias.as_ref().is_none_or(|a| a.columns.is_empty()) => {
                    let own = alias.as_ref().map_or(name.name(), |alias| &alias.name.name);
                    found.extend(self.system_relation(name).map(|relation| Item { relation, name: own }));
                }
                _ => {}
            }
        }
        found
    }

    /// The value of an expression that is the same for all rows, where comparing it with a column is comparing texts.
    fn constant_beside(self, expr: &Expr, column: &str, item: Item<'_>, scope: &Scope<'_>) -> Option<Value> {
        if self.session.may_act(expr) || self.depends_on_items(expr, scope.conditions.items) {
            return None;
        }
        let value = self.evaluate(expr, scope).ok()?;
        let plain = matches!(value.kind.form, Form::Text(_) | Form::Name | Form::Char | Form::Unknown);
        match &value.datum {
            Datum::Null => Some(Value::Null),
            Datum::Boolean(truth) => Some(Value::Boolean(*truth)),
            Datum::Number(number) => Some(Value::Number(Name::new(number.to_i64()?.to_string()))),
            Datum::Object(id) => Some(Value::Number(Name::new(id.oid().to_string()))),
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

impl Session {
    /// The rows of a query, evaluated against the model: the names of its columns, and their values.
    ///
    /// # Errors
    ///
    /// What the server would say, or why it is not known.
    pub fn query(&self, sql: &str) -> Result<(Vec<Name>, Vec<Vec<Value>>), Refusal> {
        let Some(Statement::Query(query)) = super::text::statement(sql) else {
            return Err(Refusal::Opaque("it is no query that is read".into()));
        };
        let session = Self { text: sql.into(), ..self.clone() };
        session.bind_query(&query)?;
        let selected = Evaluator { session: &session }.select(&query, &Scope::default())?;
        Ok((selected.fields.into_iter().map(|field| field.name).collect(), selected.records))
    }
}
