//! Names and types in data statements, checked by the binder.
//!
//! The scope of an `UPDATE` or `DELETE` is that of a `SELECT` from its target and the items of its `FROM`, so that is what is bound.

use crate::postgres::ast::{
    Cte, Delete, Expr, ExprKind, Ident, Insert, Literal, Name, QualifiedName, Query, QueryBody, Select, SelectItem,
    TableAlias, TableRef, Update,
};
use crate::postgres::catalog::{NameClass, Object, ObjectBody, TypeBody, TypeRef};
use crate::postgres::replay::bind::{BoundQuery, Coercion};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;

impl Session {
    /// The table that a statement writes to.
    pub(super) fn writable(&self, name: &QualifiedName) -> Result<&Object, Refusal> {
        let object = self.target(name).map_err(|refusal| match refusal {
            Refusal::Failed(failure) => Refusal::Failed(failure.at(name.span())),
            refusal => refusal,
        })?;
        let refuse = |message: String| Err(Failure::new("42809", message));
        let written = name.name();
        match &object.body {
            ObjectBody::Table(_) => self.refuse_foreign_rows(object.id).map(|()| object),
            ObjectBody::View(view) if view.kind == crate::postgres::ast::op::ViewKind::View => {
                Err(Refusal::Undecided(format!("it writes through the view `{written}`")))
            }
            ObjectBody::View(_) => Ok(refuse(format!("cannot change materialized view \"{written}\""))?),
            ObjectBody::Sequence(_) => Ok(refuse(format!("cannot change sequence \"{written}\""))?),
            ObjectBody::Index(_) => {
                Ok(refuse(format!("\"{written}\" is an index")).map_err(|failure| failure.at(name.span()))?)
            }
            ObjectBody::Type(TypeBody::Composite { .. }) => {
                Ok(refuse(format!("\"{written}\" is a composite type")).map_err(|failure| failure.at(name.span()))?)
            }
            _ => Err(Refusal::Undecided(format!("`{written}` is no table"))),
        }
    }

    /// The relation of that name; the server's own tables are not modelled.
    pub(super) fn target(&self, name: &QualifiedName) -> Result<&Object, Refusal> {
        if let Some(object) = self.lookup(NameClass::Relation, name).and_then(|id| self.catalog.get(id)) {
            return Ok(object);
        }
        let engine_own = match name.schema() {
            Some(schema) => matches!(schema.name.as_str(), "pg_catalog" | "information_schema"),
            None => name.name().starts_with("pg_"),
        };
        if engine_own {
            return Err(Refusal::Undecided(format!("`{name}` is the server's own")));
        }
        Err(Failure::new("42P01", format!("relation \"{name}\" does not exist")).into())
    }

    /// Whether a value of one type may be stored in a column of another.
    pub(super) fn is_assignable(&self, from: TypeRef, to: TypeRef) -> bool {
        matches!(self.can_assign(from, to), Some(Coercion::Implicit | Coercion::Assignment))
    }

    /// Binds the query of an `INSERT`.
    pub(super) fn bind_insert_source(&self, insert: &Insert, query: &Query) -> Result<BoundQuery, Refusal> {
        if insert.with.is_empty() {
            return self.bind_query(query);
        }
        let with = insert.with.iter().chain(&query.with).cloned().collect();
        self.bind_query(&Query { with, span: self.statement_span(), ..query.clone() })
    }

    /// Binds the names in the `VALUES` of an `INSERT` that has common table expressions.
    pub(super) fn bind_values(&self, insert: &Insert, rows: &[Vec<Option<Expr>>]) -> Result<(), Refusal> {
        for row in rows {
            let values = row.iter().flatten().cloned().collect();
            self.bind_query(&self.selection(&insert.with, values, Vec::new(), None))?;
        }
        Ok(())
    }

    /// Where the current statement stands.
    fn statement_span(&self) -> Span {
        let whole = || Span::new(0, self.text.len());
        self.origin.filter(|_| self.routines == 0).map_or_else(whole, |origin| origin.span)
    }

    /// Binds the names of an `UPDATE`; the columns are those that it assigns to, in order.
    pub(super) fn bind_update(&self, update: &Update) -> Result<BoundQuery, Refusal> {
        let values = update.assignments.iter().flat_map(|(columns, value)| bindable(columns.len(), value.as_ref()));
        let target = relation(&update.table, update.alias.clone());
        let from: Vec<TableRef> = std::iter::once(target).chain(update.from.iter().cloned()).collect();
        let bind = |values| self.bind_query(&self.selection(&update.with, values, from.clone(), update.filter.clone()));
        let bound = bind(values.collect());
        if bound.is_err() {
            // The server reads the values last.
            bind(Vec::new())?;
        }
        self.bind_returning(&update.with, &update.returning, &update.table, update.alias.as_ref(), &update.from)?;
        bound
    }

    /// Binds the names of a `DELETE`.
    pub(super) fn bind_delete(&self, delete: &Delete) -> Result<(), Refusal> {
        let target = relation(&delete.table, delete.alias.clone());
        let from = std::iter::once(target).chain(delete.using.iter().cloned()).collect();
        self.bind_query(&self.selection(&delete.with, Vec::new(), from, delete.filter.clone()))?;
        self.bind_returning(&delete.with, &delete.returning, &delete.table, delete.alias.as_ref(), &delete.using)?;
        Ok(())
    }

    /// Binds `RETURNING`, and says its columns.
    pub(super) fn bind_returning(
        &self,
        with: &[Cte],
        returning: &[SelectItem],
        table: &QualifiedName,
        alias: Option<&TableAlias>,
        from: &[TableRef],
    ) -> Result<Vec<(Name, Option<TypeRef>)>, Refusal> {
        if returning.is_empty() {
            return Ok(Vec::new());
        }
        let from = std::iter::once(relation(table, alias.cloned())).chain(from.iter().cloned()).collect();
        let mut query = self.selection(with, Vec::new(), from, None);
        if let QueryBody::Select(select) = &mut query.body {
            select.items = returning.to_vec();
        }
        let columns = self.bind_query(&query)?.columns;
        if columns.is_empty() {
            let failure = Failure::new("42601", "RETURNING must have at least one column");
            return Err(failure.at(returning[0].span()).into());
        }
        Ok(columns)
    }

    /// Binds the names of `ON CONFLICT DO UPDATE`: those of the table and of `excluded`.
    pub(super) fn bind_conflict_update(
        &self,
        insert: &Insert,
        assignments: &[(Ident, Option<Expr>)],
        filter: Option<&Expr>,
    ) -> Result<BoundQuery, Refusal> {
        let alias = |name: &Ident| TableAlias { name: name.clone(), columns: Vec::new() };
        let excluded = Ident { name: Name::new_static("excluded"), span: insert.table.span() };
        let from = vec![
            relation(&insert.table, insert.alias.as_ref().map(alias)),
            relation(&insert.table, Some(alias(&excluded))),
        ];
        let values = assignments.iter().map(|(_, value)| value.clone().unwrap_or_else(|| constant(Literal::Null)));
        self.bind_query(&self.selection(&insert.with, values.collect(), from, filter.cloned()))
    }

    /// `SELECT values FROM items WHERE filter`, in the place of the current statement.
    fn selection(&self, with: &[Cte], values: Vec<Expr>, from: Vec<TableRef>, filter: Option<Expr>) -> Query {
        let item = |expr| SelectItem::Expr { expr, alias: None };
        Query {
            with: with.to_vec(),
            recursive: false,
            body: QueryBody::Select(Box::new(Select {
                distinct: None,
                items: values.into_iter().map(item).collect(),
                into: None,
                from,
                filter,
                group_by: Vec::new(),
                having: None,
                windows: Vec::new(),
            })),
            order_by: Vec::new(),
            limit: None,
            offset: None,
            locking: false,
            span: self.statement_span(),
        }
    }
}

fn relation(name: &QualifiedName, alias: Option<TableAlias>) -> TableRef {
    TableRef::Relation { name: name.clone(), only: false, alias }
}

/// The values of an assignment to some columns, one for each. A subquery of several columns only has its names bound.
fn bindable(columns: usize, value: Option<&Expr>) -> Vec<Expr> {
    match value.map(|expr| (&expr.kind, expr)) {
        Some((ExprKind::Row(values), _)) if columns == values.len() => values.clone(),
        Some((ExprKind::Subquery(query), expr)) if columns > 1 => {
            let exists = Expr { kind: ExprKind::Exists(query.clone()), span: expr.span };
            std::iter::once(exists).chain(std::iter::repeat_n(constant(Literal::Null), columns - 1)).collect()
        }
        Some((_, expr)) => vec![expr.clone()],
        None => vec![constant(Literal::Null); columns],
    }
}

fn constant(literal: Literal) -> Expr {
    Expr { kind: ExprKind::Literal(literal), span: Span::default() }
}
