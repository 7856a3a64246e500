//! Runs queries over known rows, exactly or not at all.
//!
//! That a table has no rows decides much without looking at anything else: a join with it gives nothing, whatever the other side
//! holds and whatever the query computes.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::from::Joined;
use super::functions::sets::{self, SetFunction};
use super::functions::{Arguments, sets::MOST_ROWS};
use super::kind::Kind;
use super::order::{Keyed, deduplicated};
use super::scope::{Field, Group, Scope};
use super::system::Conditions;
use super::walk::{self, Node, mentions_columns};
use crate::postgres::ast::{
    Distinct, Expr, ExprKind, FunctionCall, Name, OrderItem, Query, QueryBody, Select, SelectItem,
};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::function::Function;
use crate::postgres::catalog::{ObjectId, Value};
use crate::postgres::replay::bind::Called;
use crate::run::{Failure, Refusal};
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

    /// Constants that have no type yet are texts for whoever reads the rows.
    pub(super) fn settled(mut self) -> Self {
        for field in &mut self.fields {
            if field.kind.as_ref().is_some_and(|kind| kind.is_unknown()) {
                field.kind = Some(Kind::text());
            }
        }
        self
    }
}

/// A value of the result and its type, where that is known.
pub(super) type Cell = (Value, Option<Arc<Kind>>);

/// A function over the rows of a group.
pub(super) fn is_aggregate(name: &str) -> bool {
    BUILTIN.functions.of(name).any(|function| function.kind == 'a')
}

impl Evaluator<'_> {
    /// The rows of a query.
    pub(super) fn select(self, query: &Query, outer: &Scope<'_>) -> Result<Selected, Refusal> {
        let mut scope = outer.inner();
        self.with_ctes(&query.with, query.recursive, &mut scope);
        let selected = match &query.body {
            QueryBody::Select(select) => self.select_rows(select, &query.order_by, &scope)?,
            body => self.sorted(self.body(body, &scope)?, &query.order_by),
        };
        self.limited_rows(query, selected, &scope)
    }

    pub(super) fn body(self, body: &QueryBody, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        match body {
            QueryBody::Select(select) => self.select_rows(select, &[], scope),
            QueryBody::Values(rows) => self.values(rows, scope),
            QueryBody::Nested(query) => self.select(query, scope),
            QueryBody::SetOperation { operator, all, left, right } => {
                self.set_operation(*operator, *all, self.body(left, scope), self.body(right, scope))
            }
        }
    }

    fn values(self, rows: &[Vec<Expr>], scope: &Scope<'_>) -> Result<Selected, Refusal> {
        let cells = rows
            .iter()
            .map(|row| row.iter().map(|value| self.item(value, scope)).collect())
            .collect::<Result<Vec<Vec<Cell>>, _>>()?;
        let width = rows.first().map_or(0, Vec::len);
        let fields = (1..=width).map(|number| field(Name::new(format!("column{number}")), None)).collect();
        self.unified(fields, &cells)
    }

    /// Rows whose columns are given the type that their values have in common.
    pub(super) fn unified(self, mut fields: Vec<Field>, cells: &[Vec<Cell>]) -> Result<Selected, Refusal> {
        let mut records: Vec<Record> = cells.iter().map(|_| Vec::with_capacity(fields.len())).collect();
        for (place, field) in fields.iter_mut().enumerate() {
            let column = cells.iter().map(|row| &row[place]);
            let types: Option<Vec<_>> =
                column.clone().map(|(_, kind)| kind.as_ref().map(|kind| kind.type_ref)).collect();
            let common = types.and_then(|types| self.session.common_type_of(&types)).map(|common| self.kind(common));
            for ((value, kind), record) in column.zip(&mut records) {
                record.push(match (&common, kind) {
                    (Some(common), Some(kind)) if common != kind => self.recast(value, kind, common)?,
                    _ => value.clone(),
                });
            }
            field.kind = common;
        }
        Ok(Selected { fields, records, empty: None, ordered: true })
    }

    /// A value of a row as one of another type.
    pub(super) fn recast(self, value: &Value, from: &Arc<Kind>, to: &Arc<Kind>) -> Result<Value, Refusal> {
        if matches!(value, Value::Null | Value::Deferred(_) | Value::Unknown(_)) {
            return Ok(value.clone());
        }
        if let Value::Drawn(_, text) = value {
            return Err(Refusal::Undecided(format!("the value of {text} is not known")));
        }
        let typed = self.value_of(value, Some(from))?;
        let converted = self.convert(&typed, to, crate::postgres::replay::bind::Coercion::Implicit)?;
        self.carried(&converted).ok_or_else(|| undecided("a value"))
    }

    fn select_rows(self, select: &Select, order_by: &[OrderItem], scope: &Scope<'_>) -> Result<Selected, Refusal> {
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
        let rows = Group { rows: joined.scopes(scope).collect(), ordered: joined.ordered };
        if aggregated {
            let groups = self.groups(select, rows, &joined, scope)?;
            let ordered = groups.len() < 2;
            let units = groups.iter().map(|group| group.scope(&joined, scope)).collect();
            return self.projected(select, order_by, &joined, self.having(select, units)?, ordered, scope);
        }
        self.projected(select, order_by, &joined, rows.rows, joined.ordered, scope)
    }

    /// The list of the query for each row or group, then `DISTINCT` and `ORDER BY`.
    fn projected(
        self,
        select: &Select,
        order_by: &[OrderItem],
        joined: &Joined,
        units: Vec<Scope<'_>>,
        ordered: bool,
        scope: &Scope<'_>,
    ) -> Result<Selected, Refusal> {
        let windows = self.windows(select, order_by, &units)?;
        let windowed = |(place, unit)| Scope { windows: Some((&windows, place)), ..unit };
        let units: Vec<Scope<'_>> = units.into_iter().enumerate().map(windowed).collect();
        let mut fields = self.fields(select, joined, scope);
        let on = if let Some(Distinct::On(keys)) = &select.distinct { &keys[..] } else { &[] };
        let mut rows = Vec::with_capacity(units.len());
        for unit in &units {
            for cells in self.cells(&select.items, joined, unit)? {
                for (field, (_, kind)) in fields.iter_mut().zip(&cells) {
                    field.kind = field.kind.take().or_else(|| kind.clone());
                }
                let cells: Vec<Cell> = cells;
                let keys = order_by.iter().map(|item| self.sort_key(&item.expr, &cells, &fields, unit)).collect();
                let on = on.iter().map(|key| self.sort_key(key, &cells, &fields, unit)).collect();
                rows.push(Keyed { record: cells.into_iter().map(|(value, _)| value).collect(), keys, on });
                if rows.len() > MOST_ROWS {
                    return Err(Refusal::Undecided("it gives more rows than are evaluated".into()));
                }
            }
        }
        let distinct = matches!(select.distinct, Some(Distinct::All));
        let (rows, ordered) = if distinct { self.distinct_rows(rows, &fields, ordered)? } else { (rows, ordered) };
        let (rows, ordered) = super::order::sort(rows, order_by, ordered);
        let rows = if on.is_empty() { rows } else { super::order::first_of_each(rows, ordered)? };
        let records: Vec<Record> = rows.into_iter().map(|row| row.record).collect();
        let empty = records.is_empty().then(|| "no row meets its condition".to_owned());
        Ok(Selected { fields, records, empty, ordered })
    }

    fn distinct_rows(self, rows: Vec<Keyed>, fields: &[Field], ordered: bool) -> Result<(Vec<Keyed>, bool), Refusal> {
        if rows.len() < 2 {
            return Ok((rows, ordered));
        }
        let keys = rows.iter().map(|row| self.comparable(&row.record, fields)).collect::<Result<Vec<_>, _>>()?;
        let kept = deduplicated(rows.into_iter().zip(keys));
        let ordered = kept.len() < 2;
        Ok((kept, ordered))
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
            // A name of this query's own rows must not be taken for one of the rows around it.
            _ => (!scope.has_rows() || !mentions_columns(filter)) && matches!(self.holds(filter, scope), Ok(false)),
        }
    }

    /// The cells of a row: of several rows, where a function in the list returns a set.
    fn cells(self, items: &[SelectItem], joined: &Joined, row: &Scope<'_>) -> Result<Vec<Vec<Cell>>, Refusal> {
        let mut columns: Vec<Column> = Vec::with_capacity(items.len());
        for item in items {
            match item {
                SelectItem::Expr { expr, .. } => columns.push(match self.set_call(expr) {
                    Some((call, function)) => Column::Set(self.set_cells(call, function, row)?),
                    None => match self.routine_cells(expr, row)? {
                        Some(cells) => Column::Set(cells),
                        None => Column::Same(self.item(expr, row)?),
                    },
                }),
                SelectItem::Wildcard { qualifier, span } => {
                    let qualifier = qualifier.as_ref().map(|name| name.name().as_str());
                    for (field, value) in joined.star(row, *span, qualifier) {
                        columns.push(Column::Same((copied(value)?, field.kind.clone())));
                    }
                }
            }
        }
        Ok(spread(&columns))
    }

    /// A call that is an item, and returns a set.
    fn set_call(self, expr: &Expr) -> Option<(&FunctionCall, SetFunction)> {
        let ExprKind::Function(call) = &expr.kind else { return None };
        let function = sets::by_name(call.name.name())?;
        self.is_builtin_function(&call.name).then_some((&**call, function))
    }

    fn set_cells(self, call: &FunctionCall, function: SetFunction, row: &Scope<'_>) -> Result<Vec<Cell>, Refusal> {
        let SetRows { kind, rows, .. } = self.set_rows(call, function, row)?;
        let unknown = || undecided(&format!("{}()", call.name.name()));
        let single = |mut datums: Vec<Datum>| {
            let datum = datums.pop().filter(|_| datums.is_empty()).ok_or_else(unknown)?;
            let value = self.carried(&Typed { datum, kind: kind.clone() }).ok_or_else(unknown)?;
            Ok((value, Some(kind.clone())))
        };
        rows.into_iter().map(single).collect()
    }

    /// The values of an item that is a call of one of the history's own functions that return a set.
    fn routine_cells(self, expr: &Expr, row: &Scope<'_>) -> Result<Option<Vec<Cell>>, Refusal> {
        let ExprKind::Function(call) = &expr.kind else { return Ok(None) };
        let returns_set = |id: ObjectId| {
            let routine = self.session.catalog.get(id).and_then(|object| object.routine());
            routine.is_some_and(|routine| routine.returns_set)
        };
        if !self.routines(&call.name).any(returns_set) {
            return Ok(None);
        }
        let Some((id, values)) = self.routine_called(call, row)? else { return Ok(None) };
        if !returns_set(id) {
            return Err(undecided(&format!("{}()", call.name.name())));
        }
        let Some(given) = self.routine_rows(id, call, &values, &[])? else { return Ok(Some(Vec::new())) };
        if !given.ordered && given.records.len() > 1 {
            return Err(Refusal::Undecided(format!("the order of the rows of {}() is not known", call.name.name())));
        }
        let carried = |record: Vec<Value>| match given.row {
            None => {
                let kind = given.columns.first().and_then(|(_, type_ref)| *type_ref).map(|found| self.kind(found));
                Ok((record.into_iter().next().unwrap_or(Value::Null), kind))
            }
            Some(of) => {
                let row = self.row_result(&given.columns, Some(record), of)?;
                Ok((self.carried(&row).ok_or_else(|| undecided("a row"))?, Some(row.kind)))
            }
        };
        given.records.into_iter().map(carried).collect::<Result<Vec<Cell>, Refusal>>().map(Some)
    }

    /// The rows of a function that returns a set.
    pub(super) fn set_rows(
        self,
        call: &FunctionCall,
        function: SetFunction,
        scope: &Scope<'_>,
    ) -> Result<SetRows, Refusal> {
        let unknown = || undecided(&format!("{}()", call.name.name()));
        let values = self.argument_values(call, scope)?;
        let Some(Called::Builtin(builtin, signature)) = self.meaning(call, &values) else { return Err(unknown()) };
        if call.variadic || call.arguments.iter().any(|(name, _)| name.is_some()) {
            return Err(unknown());
        }
        let kind = self.kind(signature.result);
        let values = self.coerced(&signature, &values)?;
        if builtin.strict && values.iter().any(Typed::is_null) {
            return Ok(SetRows { function: builtin, kind, rows: Vec::new() });
        }
        let rows = function(&Arguments { evaluator: self, values: &values, result: &kind })?;
        Ok(SetRows { function: builtin, kind, rows: rows.ok_or_else(unknown)? })
    }

    /// A value of the result; what only the server can compute stays an expression, where it stands by itself.
    pub(super) fn item(self, expr: &Expr, scope: &Scope<'_>) -> Result<Cell, Refusal> {
        if let ExprKind::Column(parts) = &expr.kind
            && let Some((field, value)) = scope.find(expr.span, parts)
        {
            return Ok((copied(value)?, field.kind.clone()));
        }
        if let ExprKind::Column(parts) = &expr.kind
            && let Some((field, value)) = self.variable(parts, scope)
        {
            return Ok((value.clone(), field.kind.clone()));
        }
        let readings = self.session.clock_readings.count();
        let evaluated = self.evaluate(expr, scope).and_then(|value| {
            let carried = self.carried(&value).ok_or_else(|| undecided("an expression"))?;
            Ok((carried, Some(value.kind)))
        });
        if scope.references.is_some() {
            return evaluated;
        }
        let left = || {
            let deferred = self.deferred(expr)?;
            Ok((deferred, self.static_type(expr, scope).map(|type_ref| self.kind(type_ref))))
        };
        match evaluated {
            Err(Refusal::Undecided(reason)) => self.left_again(readings, left).ok_or(Refusal::Undecided(reason)),
            Ok(cell) if self.session.clock_readings.count() != readings => {
                Ok(self.left_again(readings, left).unwrap_or(cell))
            }
            other => other,
        }
    }

    /// The columns of the result.
    fn fields(self, select: &Select, joined: &Joined, scope: &Scope<'_>) -> Vec<Field> {
        self.listed_fields(&select.items, joined, &joined.blank(scope))
    }

    /// The columns of a list, of the one row in scope.
    pub(super) fn item_fields(self, items: &[SelectItem], row: &Scope<'_>) -> Vec<Field> {
        self.listed_fields(items, &Joined::of_scope(row), row)
    }

    /// The values of a list, for the one row in scope.
    pub(super) fn item_record(self, items: &[SelectItem], row: &Scope<'_>) -> Result<Record, Refusal> {
        let cells = self.cells(items, &Joined::of_scope(row), row)?;
        match <[Vec<Cell>; 1]>::try_from(cells) {
            Ok([cells]) => Ok(cells.into_iter().map(|(value, _)| value).collect()),
            Err(_) => Err(undecided("a set in a list")),
        }
    }

    fn listed_fields(self, items: &[SelectItem], joined: &Joined, blank: &Scope<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for item in items {
            match item {
                SelectItem::Expr { expr, alias } => {
                    let type_ref = self.static_type(expr, blank);
                    let name = alias.as_ref().map(|alias| alias.name.clone());
                    let name = name.or_else(|| self.session.output_name(expr));
                    fields.push(field(
                        name.unwrap_or_else(|| Name::new_static("?column?")),
                        type_ref.map(|type_ref| self.kind(type_ref)),
                    ));
                }
                SelectItem::Wildcard { qualifier, span } => {
                    let qualifier = qualifier.as_ref().map(|name| name.name().as_str());
                    let star = joined.star(blank, *span, qualifier);
                    fields.extend(star.map(|(column, _)| Field { number: 0, ..column.clone() }));
                }
            }
        }
        fields
    }
}

/// What a function that returns a set gives.
pub(super) struct SetRows {
    /// Which of its namesakes it is.
    pub(super) function: Function,
    /// The type that it returns.
    pub(super) kind: Arc<Kind>,
    pub(super) rows: Vec<Vec<Datum>>,
}

/// A column of the result.
pub(super) fn field(name: Name, kind: Option<Arc<Kind>>) -> Field {
    Field { name, number: 0, kind, not_null: false }
}

/// What an item gives for one row.
enum Column {
    Same(Cell),
    Set(Vec<Cell>),
}

/// As many rows as the longest set has; shorter ones are filled with `NULL`.
fn spread(columns: &[Column]) -> Vec<Vec<Cell>> {
    let longest =
        columns.iter().filter_map(|column| if let Column::Set(cells) = column { Some(cells.len()) } else { None });
    let rows = longest.max().unwrap_or(1);
    let cell = |column: &Column, row: usize| match column {
        Column::Same(cell) => cell.clone(),
        Column::Set(cells) => cells.get(row).cloned().unwrap_or((Value::Null, None)),
    };
    (0..rows).map(|row| columns.iter().map(|column| cell(column, row)).collect()).collect()
}

/// A value taken over from one row into another: not one that the server computes anew.
fn copied(value: &Value) -> Result<Value, Refusal> {
    match value {
        Value::Deferred(text) => Err(Refusal::Undecided(format!("it copies a value that the server computed: {text}"))),
        value => Ok(value.clone()),
    }
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

/// Whether an item of the list returns a set.
pub(super) fn returns_sets(select: &Select) -> bool {
    let mut found = false;
    walk::items(&select.items, &mut |node| {
        found |= matches!(node, Node::Call(call) if BUILTIN.functions.of(call.name.name()).any(|function| function.returns_set));
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
