//! `FROM`: tables, views, subqueries and their joins, over known rows.

use super::evaluate::{Evaluator, undecided};
use super::kind::Kind;
use super::scope::{Field, Scope, Source};
use super::select::{Record, Selected};
use crate::ast::{
    Expr, FunctionCall, Ident, JoinConstraint, JoinKind, Name, QualifiedName, Statement, TableAlias, TableRef,
};
use crate::catalog::{Contents, Object, ObjectBody, ObjectId, Table, TableKind, Target, Value, View};
use crate::replay::outcome::Refusal;
use std::rc::Rc;
use std::sync::Arc;

/// More combinations of rows than this are left to the server.
const MOST_TUPLES: usize = 1_000_000;

/// One table of a join.
#[derive(Debug, Clone)]
struct Leaf {
    name: Name,
    relation: ObjectId,
    fields: Rc<[Field]>,
    records: Rc<[Record]>,
    /// What an outer join puts in its place.
    nulls: Rc<Record>,
}

/// The rows of `FROM`: for each, the record of every table in it, `None` where an outer join found none.
#[derive(Debug, Clone, Default)]
pub(super) struct Joined {
    leaves: Vec<Leaf>,
    pub(super) tuples: Vec<Vec<Option<usize>>>,
    /// Why there are no rows.
    pub(super) empty: Option<String>,
    /// The server gives them in this order.
    pub(super) ordered: bool,
    /// Columns were merged by `USING` or `NATURAL`.
    pub(super) merged: bool,
}

impl Joined {
    /// No rows.
    pub(super) fn nothing(reason: String) -> Self {
        Self { empty: Some(reason), ordered: true, ..Self::default() }
    }

    /// The one row of a query without `FROM`.
    fn single() -> Self {
        Self { tuples: vec![Vec::new()], ordered: true, ..Self::default() }
    }

    fn is_nothing(&self) -> bool {
        self.tuples.is_empty()
    }

    /// The scope of each row.
    pub(super) fn scopes<'s>(&'s self, outer: &'s Scope<'s>) -> impl Iterator<Item = Scope<'s>> {
        self.tuples.iter().map(|tuple| self.scope(tuple, outer))
    }

    /// The scope of a row of `NULL`s: for the names and types of columns.
    pub(super) fn blank<'s>(&'s self, outer: &'s Scope<'s>) -> Scope<'s> {
        let sources = self.leaves.iter().map(|leaf| leaf.source(None)).collect();
        Scope { sources, ..outer.inner() }
    }

    /// The scope of the row at a place.
    pub(super) fn scope_at<'s>(&'s self, place: usize, outer: &'s Scope<'s>) -> Scope<'s> {
        self.tuples.get(place).map_or_else(|| outer.inner(), |tuple| self.scope(tuple, outer))
    }

    fn scope<'s>(&'s self, tuple: &[Option<usize>], outer: &'s Scope<'s>) -> Scope<'s> {
        let sources = self.leaves.iter().zip(tuple).map(|(leaf, index)| leaf.source(*index)).collect();
        Scope { sources, ..outer.inner() }
    }

    /// Undecided where a row is left that stands for others of the server's own: those are not all known.
    pub(super) fn refuse_others(&self) -> Result<(), Refusal> {
        let pairs = self.tuples.iter().flat_map(|tuple| self.leaves.iter().zip(tuple));
        for (leaf, index) in pairs {
            if index.and_then(|index| leaf.records.get(index)).is_some_and(|record| record.len() > leaf.fields.len()) {
                let reason = format!("not all of the server's own rows of `{}` are known", leaf.name);
                return Err(Refusal::Undecided(reason));
            }
        }
        Ok(())
    }

    /// Keeps the rows that meet a condition.
    pub(super) fn keep(&mut self, evaluator: Evaluator<'_>, filter: &Expr, outer: &Scope<'_>) -> Result<(), Refusal> {
        let mut kept = Vec::new();
        for tuple in &self.tuples {
            if evaluator.holds(filter, &self.scope(tuple, outer))? {
                kept.push(tuple.clone());
            }
        }
        self.tuples = kept;
        Ok(())
    }
}

impl Leaf {
    fn source(&self, index: Option<usize>) -> Source<'_> {
        let values = index.and_then(|index| self.records.get(index)).map_or(self.nulls.as_slice(), Vec::as_slice);
        Source { name: &self.name, relation: self.relation, fields: &self.fields, values }
    }
}

impl Evaluator<'_> {
    /// The rows of the items of `FROM`, each combined with each.
    pub(super) fn from(self, items: &[TableRef], scope: &Scope<'_>) -> Result<Joined, Refusal> {
        let mut all = Ok(Joined::single());
        for item in items {
            all = self.join(all, self.table_ref(item, scope), JoinKind::Cross, &JoinConstraint::None, scope);
        }
        all
    }

    fn table_ref(self, item: &TableRef, scope: &Scope<'_>) -> Result<Joined, Refusal> {
        match item {
            TableRef::Relation { name, alias, .. } => {
                let (relation, rows) = self.relation_rows(name, alias.as_ref(), scope)?;
                Ok(leaf(alias.as_ref(), name.name(), relation, rows))
            }
            TableRef::Subquery { query, alias, .. } => {
                Ok(leaf(alias.as_ref(), "", ObjectId::NONE, self.select(query, scope)?))
            }
            TableRef::Function { calls, ordinality: false, alias, .. } => {
                self.function_rows(calls, alias.as_ref(), scope)
            }
            TableRef::Function { .. } => Err(undecided("a function in FROM")),
            TableRef::Join {
                left,
                right,
                kind: JoinKind::Inner,
                constraint: constraint @ JoinConstraint::On(on),
                alias: None,
            } => {
                let inside = Scope { conditions: scope.conditions.on(on), ..scope.clone() };
                self.join(
                    self.table_ref(left, &inside),
                    self.table_ref(right, &inside),
                    JoinKind::Inner,
                    constraint,
                    scope,
                )
            }
            TableRef::Join { left, right, kind, constraint, alias: None } => {
                self.join(self.table_ref(left, scope), self.table_ref(right, scope), *kind, constraint, scope)
            }
            TableRef::Join { .. } => Err(undecided("a join with an alias")),
        }
    }

    /// `generate_series` over integers.
    fn function_rows(
        self,
        calls: &[FunctionCall],
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        let unknown = || undecided("a function in FROM");
        let [call] = calls else { return Err(unknown()) };
        if call.name.name() != "generate_series" || !self.is_builtin_function(&call.name) {
            return Err(unknown());
        }
        let numbers = call
            .arguments
            .iter()
            .map(|(_, argument)| self.whole_number(argument, scope))
            .collect::<Result<Vec<_>, _>>()?;
        let (first, last, step) = match numbers.as_slice() {
            [Some(first), Some(last)] => (*first, *last, 1),
            [Some(first), Some(last), Some(step)] if *step > 0 => (*first, *last, *step),
            _ => return Err(unknown()),
        };
        let step = usize::try_from(step).map_err(|_| unknown())?;
        let numbers = (first..=last).step_by(step);
        let records: Vec<Record> =
            numbers.take(MOST_TUPLES + 1).map(|number| vec![Value::Number(Name::new(number.to_string()))]).collect();
        if records.len() > MOST_TUPLES {
            return Err(unknown());
        }
        // The column goes by the alias of the function.
        let name = alias.map_or_else(|| Name::new_static("generate_series"), |alias| alias.name.name.clone());
        let kind = Some(Arc::new(Kind::Integer(if i32::try_from(last).is_ok() { 4 } else { 8 })));
        let fields = vec![Field { name: name.clone(), number: 0, kind, not_null: true }];
        let empty = records.is_empty().then(|| "generate_series() gives no rows".to_owned());
        Ok(leaf(alias, &name, ObjectId::NONE, Selected { fields, records, empty, ordered: true }))
    }

    /// Emptiness of one side may decide a join whose other side is not known.
    fn join(
        self,
        left: Result<Joined, Refusal>,
        right: Result<Joined, Refusal>,
        kind: JoinKind,
        constraint: &JoinConstraint,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        let left_empty = matches!(&left, Ok(left) if left.is_nothing());
        let right_empty = matches!(&right, Ok(right) if right.is_nothing());
        let (left_decides, right_decides) = match kind {
            JoinKind::Cross | JoinKind::Inner => (left_empty, right_empty),
            JoinKind::Left => (left_empty, false),
            JoinKind::Right => (false, right_empty),
            JoinKind::Full => (left_empty && right_empty, false),
        };
        if left_decides {
            return left.map(|left| emptied(left, right.ok()));
        }
        if right_decides {
            return right.map(|right| emptied(right, left.ok()));
        }
        self.combine(left?, right?, kind, constraint, scope)
    }

    fn combine(
        self,
        left: Joined,
        right: Joined,
        kind: JoinKind,
        constraint: &JoinConstraint,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        if left.tuples.len().saturating_mul(right.tuples.len()) > MOST_TUPLES {
            return Err(Refusal::Undecided("it joins more rows than are evaluated".into()));
        }
        let merged = matches!(constraint, JoinConstraint::Using(_) | JoinConstraint::Natural);
        if matches!(constraint, JoinConstraint::Natural) || merged && matches!(kind, JoinKind::Right | JoinKind::Full) {
            return Err(undecided("a join that merges columns"));
        }
        let alone = left.leaves.is_empty() || right.leaves.is_empty();
        let (lefts, rights) = (left.tuples, right.tuples);
        let split = left.leaves.len();
        let mut joined = Joined {
            leaves: left.leaves.into_iter().chain(right.leaves).collect(),
            tuples: Vec::new(),
            empty: None,
            ordered: left.ordered && right.ordered && alone,
            merged: left.merged || right.merged || merged,
        };
        let width = joined.leaves.len();
        let mut right_matched = vec![false; rights.len()];
        for one in &lefts {
            let mut matched = false;
            for (other, right_matched) in rights.iter().zip(&mut right_matched) {
                let tuple: Vec<Option<usize>> = one.iter().chain(other).copied().collect();
                if self.joins(constraint, &joined.scope(&tuple, scope), split)? {
                    joined.tuples.push(tuple);
                    matched = true;
                    *right_matched = true;
                }
            }
            if !matched && matches!(kind, JoinKind::Left | JoinKind::Full) {
                let mut tuple = one.clone();
                tuple.resize(width, None);
                joined.tuples.push(tuple);
            }
        }
        if matches!(kind, JoinKind::Right | JoinKind::Full) {
            for (other, _) in rights.iter().zip(&right_matched).filter(|(_, matched)| !**matched) {
                let missing = std::iter::repeat_n(None, split);
                joined.tuples.push(missing.chain(other.iter().copied()).collect());
            }
        }
        Ok(joined)
    }

    /// Whether two rows, side by side in the scope, belong together.
    fn joins(self, constraint: &JoinConstraint, scope: &Scope<'_>, split: usize) -> Result<bool, Refusal> {
        match constraint {
            JoinConstraint::None => Ok(true),
            JoinConstraint::On(condition) => self.holds(condition, scope),
            JoinConstraint::Using(columns) => {
                for column in columns {
                    if !equal_columns(column, scope, split)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            JoinConstraint::Natural => Err(undecided("a natural join")),
        }
    }

    /// The rows of a table, view or common table expression.
    fn relation_rows(
        self,
        name: &QualifiedName,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<(ObjectId, Selected), Refusal> {
        if name.parts.len() == 1
            && let Some((_, rows)) = scope.ctes.iter().find(|(cte, _)| cte == name.name())
        {
            return rows.as_ref().clone().map(|rows| (ObjectId::NONE, rows));
        }
        if let Some(relation) = self.system_relation(name).filter(|_| scope.target(name.span()).is_none()) {
            return self.system_rows(relation, alias, scope).map(|rows| (ObjectId::NONE, rows));
        }
        let id = match scope.target(name.span()) {
            Some(Target::Object(id)) => Some(*id),
            _ => self.session.lookup(crate::catalog::NameClass::Relation, name),
        };
        let object = id.and_then(|id| self.session.catalog.get(id)).ok_or_else(|| undecided(&format!("`{name}`")))?;
        Ok((object.id, self.object_rows(object)?))
    }

    /// The rows of a table or view.
    pub(super) fn object_rows(self, object: &Object) -> Result<Selected, Refusal> {
        match &object.body {
            ObjectBody::Table(table) => self.table_rows(object, table),
            ObjectBody::View(view) => self.view_rows(object, view),
            _ => Err(undecided(&format!("`{}`", object.name))),
        }
    }

    /// A table's own rows and those of the tables that inherit from it.
    fn table_rows(self, object: &Object, table: &Table) -> Result<Selected, Refusal> {
        if table.kind == TableKind::Foreign {
            return Err(undecided(&format!("the foreign table `{}`", object.name)));
        }
        let fields = self.table_fields(object);
        let mut selected = Selected { fields, ordered: true, ..Selected::default() };
        for member in self.session.family(object.id) {
            self.add_rows(member, &mut selected)?;
        }
        if selected.records.is_empty() {
            selected.empty = Some(format!("`{}` has no rows on a fresh database", object.name));
        }
        Ok(selected)
    }

    /// The rows of one table, with its columns in the order of the fields.
    fn add_rows(self, id: ObjectId, selected: &mut Selected) -> Result<(), Refusal> {
        let (Some(object), Some(contents)) = (self.session.catalog.get(id), self.session.catalog.contents(id)) else {
            return Ok(());
        };
        let rows = match contents {
            Contents::Known(rows) => rows,
            Contents::Unknown { reason, .. } => {
                return Err(Refusal::Undecided(format!("the rows of `{}` are not known: {reason}", object.name)));
            }
        };
        let numbers: Vec<u16> =
            selected.fields.iter().map(|field| object.column(&field.name).map_or(0, |column| column.number)).collect();
        selected.ordered &= rows.in_insertion_order() && selected.records.is_empty();
        for row in rows.iter() {
            let values: Vec<Value<&str>> = row.values().collect();
            let cell =
                |number: &u16| values.get(usize::from(*number).wrapping_sub(1)).map_or(Value::Null, Value::owned);
            selected.records.push(numbers.iter().map(cell).collect());
        }
        Ok(())
    }

    /// The columns of a table or view.
    pub(super) fn table_fields(self, object: &Object) -> Vec<Field> {
        object
            .live_columns()
            .map(|column| Field {
                name: column.name.clone(),
                number: column.number,
                kind: column.type_use.as_ref().map(|type_use| Arc::new(self.kind(type_use.type_ref))),
                not_null: column.not_null,
            })
            .collect()
    }

    fn view_rows(self, object: &Object, view: &View) -> Result<Selected, Refusal> {
        if view.kind == crate::ast::op::ViewKind::Materialized {
            return self.materialized_rows(object, view);
        }
        let Some(Statement::Query(query)) = super::text::statement(&view.query.text) else {
            return Err(undecided(&format!("the view `{}`", object.name)));
        };
        let scope = Scope::default().bound(&view.query.references);
        let mut selected = self.select(&query, &scope)?;
        for (field, column) in selected.fields.iter_mut().zip(object.live_columns()) {
            field.name = column.name.clone();
            field.number = column.number;
        }
        Ok(selected)
    }

    /// What a materialised view held when it was last filled.
    fn materialized_rows(self, object: &Object, view: &View) -> Result<Selected, Refusal> {
        if !view.populated || self.session.catalog.contents(object.id).is_none() {
            return Err(undecided(&format!("the materialized view `{}`", object.name)));
        }
        let mut selected = Selected { fields: self.table_fields(object), ordered: true, ..Selected::default() };
        self.add_rows(object.id, &mut selected)?;
        if selected.records.is_empty() {
            selected.empty = Some(format!("`{}` has no rows on a fresh database", object.name));
        }
        Ok(selected)
    }
}

/// Whether both sides of a join have the same value in a column.
fn equal_columns(column: &Ident, scope: &Scope<'_>, split: usize) -> Result<bool, Refusal> {
    let part = |sources: &[Source<'_>]| {
        let side = Scope { sources: sources.to_vec(), ..Scope::default() };
        super::evaluate::column(column.span, std::slice::from_ref(column), &side)
    };
    let (left, right) = (part(&scope.sources[..split])?, part(&scope.sources[split..])?);
    Ok(super::operate::compare("=", &left, &right)? == Some(true))
}

/// One table of a join, under its alias.
fn leaf(alias: Option<&TableAlias>, name: &str, relation: ObjectId, rows: Selected) -> Joined {
    let mut fields = rows.fields;
    for (field, (column, _)) in fields.iter_mut().zip(alias.iter().flat_map(|alias| &alias.columns)) {
        field.name = column.name.clone();
    }
    let name = alias.map_or_else(|| Name::new(name), |alias| alias.name.name.clone());
    Joined {
        tuples: (0..rows.records.len()).map(|index| vec![Some(index)]).collect(),
        leaves: vec![Leaf {
            name,
            relation,
            nulls: Rc::new(vec![Value::Null; fields.len()]),
            fields: fields.into(),
            records: rows.records.into(),
        }],
        empty: rows.empty,
        ordered: rows.ordered,
        merged: false,
    }
}

/// No rows, with the columns of the other side too where they are known.
fn emptied(nothing: Joined, other: Option<Joined>) -> Joined {
    let mut joined = nothing;
    joined.leaves.extend(other.into_iter().flat_map(|other| other.leaves));
    joined
}
