//! Runs queries over known rows, exactly or not at all.
//!
//! That a table has no rows decides much without looking at anything else: a join with it gives nothing, whatever the other side
//! holds and whatever the query computes.

use super::evaluate::{Evaluator, Typed, undecided};
use super::from::Joined;
use super::kind::Datum;
use super::number::Number;
use super::scope::{Field, Group, Scope};
use super::system::Conditions;
use super::walk::{self, Node};
use crate::ast::{
    Cte, Distinct, Expr, ExprKind, FunctionCall, Literal, Name, Query, QueryBody, Select, SelectItem, SetOperator,
    Statement,
};
use crate::catalog::{ObjectId, Target, Value};
use crate::dialect::postgres::brought::BUILTIN;
use crate::replay::outcome::{Effect, Failure, Refusal};
use crate::source::Span;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

/// A row of a query's result.
pub(super) type Record = Vec<Value>;

/// What a query gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Selected {
    pub(super) fields: Vec<Field>,
    pub(super) records: Vec<Record>,
    /// Why there are no rows.
    pub(super) empty: Option<String>,
    /// The server gives them in this order.
    pub(super) ordered: bool,
}

impl Selected {
    pub(super) fn nothing(reason: String) -> Self {
        Self { empty: Some(reason), ordered: true, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The one value of a scalar subquery.
    pub(super) fn single(mut self) -> Result<Value, Refusal> {
        if self.records.len() > 1 {
            let message = "more than one row returned by a subquery used as an expression";
            return Err(Failure::new("21000", message).into());
        }
        let record = self.records.pop().unwrap_or_default();
        Ok(record.into_iter().next().unwrap_or(Value::Null))
    }

    /// The values of the first column; `None` for one that cannot be told.
    pub(super) fn first_column(&self) -> Vec<Option<Typed>> {
        let kind = self.fields.first().and_then(|field| field.kind.clone());
        self.records
            .iter()
            .map(|record| {
                let value = record.first()?;
                match &kind {
                    Some(kind) => {
                        let datum = kind.assign(value.borrowed()).ok().flatten()?;
                        Some(Typed { datum, kind: Some(kind.clone()) })
                    }
                    None => super::evaluate::untyped(value),
                }
            })
            .collect()
    }
}

/// A function over the rows of a group.
pub(super) fn is_aggregate(name: &str) -> bool {
    BUILTIN.functions.of(name).any(|function| function.kind == 'a')
}

impl Evaluator<'_> {
    /// The rows of a query.
    pub(super) fn select(self, query: &Query, outer: &Scope<'_>) -> Result<Selected, Refusal> {
        let mut scope = outer.inner();
        self.with_ctes(&query.with, query.recursive, &mut scope);
        let mut selected = self.body(&query.body, &scope)?;
        if !query.order_by.is_empty() && selected.records.len() > 1 {
            selected.ordered = false;
        }
        limit(query, selected)
    }

    /// Adds common table expressions to a scope.
    pub(super) fn with_ctes(self, ctes: &[Cte], recursive: bool, scope: &mut Scope<'_>) {
        for cte in ctes {
            let rows = self.common_table(cte, recursive, scope);
            scope.ctes.insert(0, (cte.name.name.clone(), Rc::new(rows)));
        }
    }

    fn common_table(self, cte: &Cte, recursive: bool, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        let mut rows = match &*cte.statement {
            Statement::Query(inner) if recursive && mentions(inner, &cte.name.name) => self.recursive(inner, scope)?,
            Statement::Query(inner) => self.select(inner, scope)?,
            Statement::Update(update) => nothing_written(self.session.update_effect(update)?)?,
            Statement::Delete(delete) => nothing_written(self.session.delete_effect(delete)?)?,
            _ => return Err(Refusal::Undecided("it has a data-modifying common table expression".into())),
        };
        for (field, name) in rows.fields.iter_mut().zip(&cte.columns) {
            field.name = name.name.clone();
        }
        Ok(rows)
    }

    /// A recursive query starts from its first part: from nothing comes nothing.
    fn recursive(self, query: &Query, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        if let QueryBody::SetOperation { left, .. } = &query.body {
            let start = self.body(left, &scope.inner())?;
            if start.is_empty() {
                return Ok(start);
            }
        }
        Err(Refusal::Undecided("a recursive query is not evaluated".into()))
    }

    fn body(self, body: &QueryBody, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        match body {
            QueryBody::Select(select) => self.select_rows(select, scope),
            QueryBody::Values(rows) => self.values(rows, scope),
            QueryBody::Nested(query) => self.select(query, scope),
            QueryBody::SetOperation { operator, all, left, right } => {
                set_operation(*operator, *all, self.body(left, scope), self.body(right, scope))
            }
        }
    }

    fn values(self, rows: &[Vec<Expr>], scope: &Scope<'_>) -> Result<Selected, Refusal> {
        let records = rows
            .iter()
            .map(|row| row.iter().map(|value| self.item(value, scope)).collect())
            .collect::<Result<Vec<Record>, _>>()?;
        let width = rows.first().map_or(0, Vec::len);
        let fields = (1..=width)
            .map(|number| Field { name: Name::new(format!("column{number}")), number: 0, kind: None, not_null: false })
            .collect();
        Ok(Selected { fields, records, empty: None, ordered: true })
    }

    fn select_rows(self, select: &Select, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        let joined = self.filtered(select, scope);
        let aggregated = is_aggregated(select);
        if let Ok(joined) = &joined
            && joined.tuples.is_empty()
            && (!aggregated || !select.group_by.is_empty())
        {
            let reason = joined.empty.clone().unwrap_or_else(|| "no row meets its condition".into());
            return Ok(Selected { fields: self.fields(select, joined, scope), ..Selected::nothing(reason) });
        }
        let joined = joined?;
        let fields = self.fields(select, &joined, scope);
        let scopes: Group<'_> = joined.scopes(scope).collect();
        let records = if aggregated {
            vec![self.aggregated(select, &scopes, scope)?]
        } else {
            scopes.iter().map(|row| self.record(&select.items, &joined, row)).collect::<Result<_, _>>()?
        };
        let distinct = match &select.distinct {
            Some(Distinct::All) => true,
            Some(Distinct::On(_)) if records.len() > 1 => return Err(undecided("DISTINCT ON")),
            None | Some(Distinct::On(_)) => false,
        };
        let ordered = joined.ordered && !distinct;
        deduplicated(Selected { fields, records, empty: None, ordered }, !distinct)
    }

    /// The rows of `FROM` that meet `WHERE`.
    pub(super) fn filtered(self, select: &Select, scope: &Scope<'_>) -> Result<Joined, Refusal> {
        if let Some(filter) = &select.filter
            && self.never_holds(filter, scope)
        {
            return Ok(Joined::nothing("its condition is never true".into()));
        }
        let mut joined = self.from(&select.from, &Scope { conditions: Conditions::of(select), ..scope.clone() })?;
        if let Some(filter) = &select.filter {
            joined.keep(self, filter, scope)?;
        }
        joined.refuse_others()?;
        Ok(joined)
    }

    /// A condition that is not true for any row, whatever the rows are.
    pub(super) fn never_holds(self, filter: &Expr, scope: &Scope<'_>) -> bool {
        // What acts does so once for each row, and not before.
        if self.session.may_act(filter) {
            return false;
        }
        match &filter.kind {
            ExprKind::Binary { operator, left, right, .. } if operator == "AND" => {
                self.never_holds(left, scope) || self.never_holds(right, scope)
            }
            _ => matches!(self.holds(filter, scope), Ok(false)),
        }
    }

    /// The one row of a query with aggregates and without groups.
    fn aggregated(self, select: &Select, scopes: &Group<'_>, scope: &Scope<'_>) -> Result<Record, Refusal> {
        if !select.group_by.is_empty() || select.having.is_some() {
            return Err(Refusal::Undecided("GROUP BY is not evaluated".into()));
        }
        let mut row = scope.inner();
        row.group = Some(scopes);
        let mut record = Vec::with_capacity(select.items.len());
        for item in &select.items {
            let SelectItem::Expr { expr, .. } = item else { return Err(undecided("`*`")) };
            record.push(self.item(expr, &row)?);
        }
        Ok(record)
    }

    /// An aggregate over the rows of a group.
    pub(super) fn aggregate(self, call: &FunctionCall, group: &Group<'_>) -> Result<Typed, Refusal> {
        let name = call.name.name().as_str();
        let plain = !call.distinct && call.filter.is_none() && call.over.is_none();
        let unknown = || undecided(&format!("{name}()"));
        match (name, call.arguments.as_slice()) {
            ("count", _) if group.is_empty() => Ok(count(0)),
            (_, _) if group.is_empty() => Ok(Typed::null()),
            _ if !plain => Err(unknown()),
            ("count", [] | [(None, Expr { kind: ExprKind::Wildcard(None), .. })]) => Ok(count(group.len())),
            ("max" | "min", [(None, argument)]) => {
                let values = group.iter().map(|row| self.evaluate(argument, row)).collect::<Result<Vec<_>, _>>()?;
                extreme(values, if name == "max" { Ordering::Greater } else { Ordering::Less }).ok_or_else(unknown)
            }
            _ => Err(unknown()),
        }
    }

    /// The values of a list without merged columns, for a row in scope.
    pub(super) fn item_record(self, items: &[SelectItem], row: &Scope<'_>) -> Result<Record, Refusal> {
        self.record(items, &Joined::default(), row)
    }

    fn record(self, items: &[SelectItem], joined: &Joined, row: &Scope<'_>) -> Result<Record, Refusal> {
        let mut record = Vec::with_capacity(items.len());
        for item in items {
            match item {
                SelectItem::Expr { expr, .. } => record.push(self.item(expr, row)?),
                SelectItem::Wildcard { qualifier, span } => {
                    if joined.merged {
                        return Err(undecided("`*`"));
                    }
                    let qualifier = qualifier.as_ref().map(|name| name.name().as_str());
                    for (_, value) in star(row, *span, qualifier) {
                        record.push(copied(value)?);
                    }
                }
            }
        }
        Ok(record)
    }

    /// A value of the result: as it is written where it is a constant or a column.
    fn item(self, expr: &Expr, scope: &Scope<'_>) -> Result<Value, Refusal> {
        if let ExprKind::Column(parts) = &expr.kind
            && let Some((_, value)) = scope.find(expr.span, parts)
        {
            return copied(value);
        }
        if let ExprKind::Column(parts) = &expr.kind
            && let Some((_, value)) = self.variable(parts, scope)
        {
            return Ok(value.clone());
        }
        if let Some(value) = super::value::literal(expr) {
            return Ok(value);
        }
        match self.evaluate(expr, scope) {
            Ok(value) => value.datum.to_value().ok_or_else(|| undecided("an expression")),
            Err(Refusal::Undecided(reason)) if scope.references.is_none() => {
                self.deferred(expr).map_err(|_| Refusal::Undecided(reason))
            }
            Err(refusal) => Err(refusal),
        }
    }

    /// The columns of the result.
    fn fields(self, select: &Select, joined: &Joined, scope: &Scope<'_>) -> Vec<Field> {
        self.item_fields(&select.items, &joined.blank(scope))
    }

    /// The columns of a list, of a row in scope.
    pub(super) fn item_fields(self, items: &[SelectItem], blank: &Scope<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for item in items {
            match item {
                SelectItem::Expr { expr, alias } => {
                    fields.push(self.field(expr, alias.as_ref().map(|alias| &alias.name), blank));
                }
                SelectItem::Wildcard { qualifier, span } => {
                    let qualifier = qualifier.as_ref().map(|name| name.name().as_str());
                    fields.extend(star(blank, *span, qualifier).map(|(field, _)| Field { number: 0, ..field.clone() }));
                }
            }
        }
        fields
    }

    fn field(self, expr: &Expr, alias: Option<&Name>, scope: &Scope<'_>) -> Field {
        let (name, kind) = match &expr.kind {
            ExprKind::Column(parts) => (
                parts.last().map(|part| part.name.clone()),
                self.find(expr.span, parts, scope).and_then(|(field, _)| field.kind.clone()),
            ),
            ExprKind::Function(call) => (Some(call.name.name().clone()), None),
            ExprKind::Cast { target, .. } => (None, self.cast_kind(target, scope).map(Arc::new)),
            _ => (None, None),
        };
        let name = alias.cloned().or(name).unwrap_or_else(|| Name::new_static("?column?"));
        Field { name, number: 0, kind, not_null: false }
    }
}

/// What `*` stands for in a row: in a bound text the columns of its creation.
fn star<'r>(
    row: &'r Scope<'_>,
    span: crate::source::Span,
    qualifier: Option<&'r str>,
) -> impl Iterator<Item = (&'r Field, &'r Value)> {
    let bound: Option<Vec<(ObjectId, u16)>> = match row.target(span) {
        Some(Target::Columns(columns)) => Some(columns.iter().filter_map(|column| column.column).collect()),
        _ => None,
    };
    row.sources
        .iter()
        .filter(move |source| qualifier.is_none_or(|qualifier| qualifier == source.name))
        .flat_map(|source| source.fields.iter().zip(source.values).map(move |cell| (source.relation, cell)))
        .filter(move |(relation, (field, _))| {
            let known = |bound: &Vec<_>| *relation == ObjectId::NONE || bound.contains(&(*relation, field.number));
            bound.as_ref().is_none_or(known)
        })
        .map(|(_, cell)| cell)
}

/// A value taken over from one row into another: not one that the server computes anew.
fn copied(value: &Value) -> Result<Value, Refusal> {
    match value {
        Value::Deferred(text) => Err(Refusal::Undecided(format!("it copies a value that the server computed: {text}"))),
        value => Ok(value.clone()),
    }
}

/// The item of the select list that an output comes from, of so many; that of a single `*` for all that it stands for.
pub(super) fn item_span(query: &Query, place: usize, width: usize) -> Option<Span> {
    let items = match &query.body {
        QueryBody::Select(select) => &select.items,
        QueryBody::Nested(query) => return item_span(query, place, width),
        _ => return item_expr(query, place).map(|expr| expr.span),
    };
    let wide = |item: &SelectItem| matches!(item, SelectItem::Wildcard { .. });
    let (Some(first), Some(last)) = (items.iter().position(wide), items.iter().rposition(wide)) else {
        return item_expr(query, place).map(|expr| expr.span);
    };
    let behind = width.saturating_sub(place);
    let item = match items.len() - 1 - last {
        _ if place < first => place,
        after if behind <= after => items.len() - behind,
        _ if first == last => first,
        _ => return None,
    };
    items.get(item).map(|item| match item {
        SelectItem::Expr { expr, .. } => expr.span,
        SelectItem::Wildcard { span, .. } => *span,
    })
}

/// The expression of an item of the query's list, if each item up to it is one column.
pub(super) fn item_expr(query: &Query, place: usize) -> Option<&Expr> {
    match &query.body {
        QueryBody::Select(select) => {
            let plain = |item: &SelectItem| matches!(item, SelectItem::Expr { .. });
            match select.items.get(place)? {
                SelectItem::Expr { expr, .. } if select.items[..place].iter().all(plain) => Some(expr),
                _ => None,
            }
        }
        QueryBody::Values(rows) => rows.first()?.get(place),
        QueryBody::Nested(query) => item_expr(query, place),
        QueryBody::SetOperation { .. } => None,
    }
}

fn limit(query: &Query, mut selected: Selected) -> Result<Selected, Refusal> {
    let count = |bound: &Expr| match &bound.kind {
        ExprKind::Literal(Literal::Integer(digits)) => digits.parse::<usize>().ok(),
        _ => None,
    };
    if selected.is_empty() || query.limit.is_none() && query.offset.is_none() {
        return Ok(selected);
    }
    match (query.limit.as_ref().map(count), query.offset.as_ref().map(count)) {
        (Some(Some(0)), _) => Ok(Selected { fields: selected.fields, ..Selected::nothing("LIMIT 0".into()) }),
        (Some(Some(limit)), None) if limit >= selected.records.len() => Ok(selected),
        (limit, offset) if selected.ordered && limit != Some(None) && offset != Some(None) => {
            let kept = selected.records.into_iter().skip(offset.flatten().unwrap_or(0));
            selected.records = kept.take(limit.flatten().unwrap_or(usize::MAX)).collect();
            Ok(selected)
        }
        _ => Err(Refusal::Undecided("which rows LIMIT leaves is not known".into())),
    }
}

fn nothing_written(effect: Effect) -> Result<Selected, Refusal> {
    match effect {
        Effect::Noop(reason) => Ok(Selected::nothing(reason)),
        Effect::Applied => Err(Refusal::Undecided("it has a data-modifying common table expression".into())),
    }
}

fn set_operation(
    operator: SetOperator,
    all: bool,
    left: Result<Selected, Refusal>,
    right: Result<Selected, Refusal>,
) -> Result<Selected, Refusal> {
    match (operator, left, right) {
        (SetOperator::Intersect, _, Ok(right)) if right.is_empty() => Ok(right),
        (SetOperator::Intersect | SetOperator::Except, Ok(left), _) if left.is_empty() => Ok(left),
        (SetOperator::Except, Ok(left), Ok(right)) if right.is_empty() => deduplicated(left, all),
        (SetOperator::Union, Ok(mut left), Ok(right)) => {
            left.ordered &= right.ordered && all;
            left.empty = if right.is_empty() { left.empty } else { None };
            left.records.extend(right.records);
            deduplicated(left, all)
        }
        (_, Err(refusal), _) | (_, _, Err(refusal)) => Err(refusal),
        _ => Err(Refusal::Undecided("INTERSECT and EXCEPT are not evaluated".into())),
    }
}

pub(super) fn is_aggregated(select: &Select) -> bool {
    let mut found = !select.group_by.is_empty() || select.having.is_some();
    walk::items(&select.items, &mut |node| {
        if let Node::Call(call) = node {
            found |= call.over.is_none() && is_aggregate(call.name.name());
        }
        !matches!(node, Node::Query)
    });
    found
}

/// How many columns a query gives, where that can be counted.
pub(super) fn width(query: &Query) -> Option<usize> {
    match &query.body {
        QueryBody::Select(select) => {
            let plain = select.items.iter().all(|item| matches!(item, SelectItem::Expr { .. }));
            plain.then_some(select.items.len())
        }
        QueryBody::Values(rows) => rows.first().map(Vec::len),
        QueryBody::Nested(query) => width(query),
        QueryBody::SetOperation { .. } => None,
    }
}

fn count(rows: usize) -> Typed {
    Datum::Number(Number::integer(i64::try_from(rows).unwrap_or(i64::MAX))).into()
}

/// The greatest or least of the values that are not `NULL`.
fn extreme(values: Vec<Typed>, wanted: Ordering) -> Option<Typed> {
    let mut best: Option<Typed> = None;
    for value in values.into_iter().filter(|value| value.datum != Datum::Null) {
        let better = match &best {
            Some(best) => value.datum.compare(&best.datum)? == wanted,
            None => true,
        };
        best = if better { Some(value) } else { best };
    }
    Some(best.unwrap_or_else(Typed::null))
}

fn mentions(query: &Query, name: &str) -> bool {
    let mut found = false;
    walk::query(query, &mut |node| {
        found |= matches!(node, Node::Relation(relation) if relation.parts.len() == 1 && relation.name() == name);
        true
    });
    found
}

/// Without duplicates, unless all are to stay.
fn deduplicated(mut selected: Selected, all: bool) -> Result<Selected, Refusal> {
    if all || selected.records.len() < 2 {
        return Ok(selected);
    }
    selected.ordered = false;
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for record in selected.records {
        let key: Option<Vec<Datum>> =
            record.iter().zip(&selected.fields).map(|(value, field)| comparable(value, field)).collect();
        if seen.insert(super::unique::hash(&key.ok_or_else(|| undecided("DISTINCT"))?)) {
            kept.push(record);
        }
    }
    selected.records = kept;
    Ok(selected)
}

fn comparable(value: &Value, field: &Field) -> Option<Datum> {
    match &field.kind {
        Some(kind) => kind.assign(value.borrowed()).ok().flatten(),
        None => super::evaluate::untyped(value).map(|typed| typed.datum),
    }
}
