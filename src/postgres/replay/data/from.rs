//! `FROM`: tables, views, subqueries and functions, and their joins, over known rows.

use super::evaluate::{Evaluator, undecided};
use super::scope::{Field, Scope, Source};
use super::select::{Record, Selected};
use super::system::Conditions;
use super::walk::{self, Node};
use crate::postgres::ast::{Expr, ExprKind, JoinConstraint, JoinKind, Name, TableAlias, TableRef};
use crate::postgres::catalog::{ObjectId, Target, Value};
use crate::run::Refusal;
use crate::source::Span;
use std::rc::Rc;

/// One table of a join.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    name: Name,
    relation: ObjectId,
    pub(super) fields: Rc<[Field]>,
    records: Rc<[Record]>,
    /// What an outer join puts in its place.
    nulls: Rc<Record>,
}

/// The rows of `FROM`: for each, the record of every table in it, `None` where an outer join found none.
#[derive(Debug, Clone, Default)]
pub(super) struct Joined {
    pub(super) leaves: Vec<Leaf>,
    pub(super) tuples: Vec<Vec<Option<usize>>>,
    /// What `*` stands for: columns by the places of their table and of themselves. Merged ones stand first, and once.
    pub(super) star: Vec<(usize, usize)>,
    /// Why there are no rows.
    pub(super) empty: Option<String>,
    /// The server gives them in this order.
    pub(super) ordered: bool,
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

    /// The tables whose rows are in a scope, without their rows.
    pub(super) fn of_scope(scope: &Scope<'_>) -> Self {
        let leaf = |source: &Source<'_>| Leaf {
            name: Name::new(source.name),
            relation: source.relation,
            fields: source.fields.into(),
            records: Vec::new().into(),
            nulls: Rc::default(),
        };
        let leaves: Vec<Leaf> = scope.sources.iter().map(leaf).collect();
        let places = leaves.iter().enumerate();
        let star = places.flat_map(|(leaf, table)| (0..table.fields.len()).map(move |place| (leaf, place))).collect();
        Self { leaves, star, ..Self::default() }
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

    pub(super) fn scope<'s>(&'s self, tuple: &[Option<usize>], outer: &'s Scope<'s>) -> Scope<'s> {
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
    ///
    /// In which order the server looks at its parts is the planner's to say: a part that fails is certain to be looked at only where all
    /// others hold.
    pub(super) fn keep(&mut self, evaluator: Evaluator<'_>, filter: &Expr, outer: &Scope<'_>) -> Result<(), Refusal> {
        let parts = conjuncts(filter);
        let mut kept = Vec::new();
        for tuple in &self.tuples {
            if evaluator.all_hold(&parts, &self.scope(tuple, outer))? {
                kept.push(tuple.clone());
            }
        }
        self.tuples = kept;
        Ok(())
    }

    /// What `*` or `t.*` stands for in a row: in a bound text the columns of its creation.
    pub(super) fn star<'r>(
        &'r self,
        row: &'r Scope<'_>,
        span: Span,
        qualifier: Option<&'r str>,
    ) -> impl Iterator<Item = (&'r Field, &'r Value)> {
        let bound: Option<Vec<(ObjectId, u16)>> = match row.target(span) {
            Some(Target::Columns(columns)) => Some(columns.iter().filter_map(|column| column.column).collect()),
            _ => None,
        };
        let whole = |leaf: usize| (0..self.leaves[leaf].fields.len()).map(move |place| (leaf, place));
        let places: Vec<(usize, usize)> = match qualifier {
            None => self.star.clone(),
            Some(name) => {
                (0..self.leaves.len()).filter(|leaf| self.leaves[*leaf].name == name).flat_map(whole).collect()
            }
        };
        let known = move |relation: ObjectId, number: u16| {
            bound.as_ref().is_none_or(|bound| relation == ObjectId::NONE || bound.contains(&(relation, number)))
        };
        places.into_iter().filter_map(move |(leaf, place)| {
            let source = row.sources.get(leaf)?;
            let (field, value) = (source.fields.get(place)?, source.values.get(place)?);
            known(source.relation, field.number).then_some((field, value))
        })
    }
}

/// The parts of a condition that must all hold, those with subqueries last: the planner puts what costs more behind.
fn conjuncts(filter: &Expr) -> Vec<&Expr> {
    let mut open = vec![filter];
    let mut parts = Vec::new();
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::Binary { operator, left, right, .. } if operator == "AND" => open.extend([&**right, &**left]),
            _ => parts.push(expr),
        }
    }
    parts.sort_by_key(|part| has_subquery(part));
    parts
}

fn has_subquery(expr: &Expr) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |node| {
        found |= matches!(node, Node::Query);
        !found
    });
    found
}

impl Leaf {
    fn source(&self, index: Option<usize>) -> Source<'_> {
        let values = index.and_then(|index| self.records.get(index)).map_or(self.nulls.as_slice(), Vec::as_slice);
        Source { name: &self.name, relation: self.relation, fields: &self.fields, values }
    }
}

impl Evaluator<'_> {
    /// Whether a row meets a condition, as [`Joined::keep`] has it.
    pub(super) fn meets(self, filter: &Expr, scope: &Scope<'_>) -> Result<bool, Refusal> {
        self.all_hold(&conjuncts(filter), scope)
    }

    /// Whether all parts of a condition hold.
    fn all_hold(self, parts: &[&Expr], scope: &Scope<'_>) -> Result<bool, Refusal> {
        let mut refused = None;
        for part in parts {
            match (self.holds(part, scope), &refused) {
                (Ok(true), _) | (Err(_), Some(_)) => {}
                (Ok(false), None) => return Ok(false),
                (Ok(false), Some(_)) => {
                    return Err(Refusal::Undecided(
                        "whether a condition fails depends on the order of its parts".into(),
                    ));
                }
                (Err(refusal), None) => refused = Some(refusal),
            }
        }
        refused.map_or(Ok(true), Err)
    }

    /// The rows of the items of `FROM`, each combined with each.
    pub(super) fn from(self, items: &[TableRef], scope: &Scope<'_>) -> Result<Joined, Refusal> {
        let mut all = Ok(Joined::single());
        for item in items {
            all = match all {
                Ok(left) if is_lateral(item) && !left.leaves.is_empty() => {
                    self.lateral(left, item, JoinKind::Cross, &JoinConstraint::None, scope)
                }
                left => self.join(left, self.table_ref(item, scope), JoinKind::Cross, &JoinConstraint::None, scope),
            };
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
                Ok(leaf(alias.as_ref(), "", ObjectId::NONE, self.select(query, scope)?.settled()))
            }
            TableRef::Function { calls, ordinality, alias, .. } => {
                self.function_rows(calls, *ordinality, alias.as_ref(), scope)
            }
            TableRef::Join { left, right, kind, constraint, alias } => {
                let inside = Scope { conditions: inside(constraint, &scope.conditions), ..scope.clone() };
                let left = self.table_ref(left, if *kind == JoinKind::Inner { &inside } else { scope });
                let within = if matches!(kind, JoinKind::Inner | JoinKind::Left) { &inside } else { scope };
                let joined = match left {
                    Ok(left) if is_lateral(right) => self.lateral(left, right, *kind, constraint, within)?,
                    left => self.join(left, self.table_ref(right, within), *kind, constraint, scope)?,
                };
                match alias {
                    Some(alias) => {
                        joined.refuse_others()?;
                        Ok(aliased(&joined, alias, scope))
                    }
                    None => Ok(joined),
                }
            }
        }
    }

    /// An item that sees the ones before it: its rows are made anew for each row of theirs.
    fn lateral(
        self,
        left: Joined,
        item: &TableRef,
        kind: JoinKind,
        constraint: &JoinConstraint,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        if !matches!(kind, JoinKind::Cross | JoinKind::Inner | JoinKind::Left) {
            return Err(undecided("a lateral join"));
        }
        if left.is_nothing() {
            return Ok(emptied(left, None));
        }
        let mut all: Option<Joined> = None;
        for tuple in &left.tuples {
            let row = left.scope(tuple, scope);
            let right = self.table_ref(item, &row)?;
            let one = Joined { tuples: vec![tuple.clone()], ..left.clone() };
            let part = self.combine(one, right, kind, constraint, scope)?;
            all = Some(match all {
                None => part,
                Some(all) => appended(all, part),
            });
        }
        let mut all = all.ok_or_else(|| undecided("a lateral join"))?;
        all.ordered = left.ordered;
        Ok(all)
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
        match (left, right) {
            (Ok(left), Ok(right)) => {
                let mut joined = self.combine(left.clone(), right.clone(), kind, constraint, scope)?;
                if joined.is_nothing() {
                    joined.empty = left.empty.filter(|_| left_decides).or(right.empty.filter(|_| right_decides));
                }
                Ok(joined)
            }
            (Ok(left), Err(_)) if left_decides => Ok(emptied(left, None)),
            (Err(_), Ok(right)) if right_decides => Ok(emptied(right, None)),
            (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
        }
    }
}

/// An item whose rows depend on the items before it.
fn is_lateral(item: &TableRef) -> bool {
    match item {
        TableRef::Subquery { lateral, .. } => *lateral,
        TableRef::Function { calls, .. } => calls.iter().flat_map(|call| &call.arguments).any(|(_, argument)| {
            let mut found = false;
            walk::expr(argument, &mut |node| {
                let column = matches!(node, Node::Expr(Expr { kind: ExprKind::Column(_) | ExprKind::Wildcard(_), .. }));
                found |= column || matches!(node, Node::Query);
                !found
            });
            found
        }),
        TableRef::Relation { .. } | TableRef::Join { .. } => false,
    }
}

/// A join under a name of its own is one table.
fn aliased(joined: &Joined, alias: &TableAlias, scope: &Scope<'_>) -> Joined {
    let blank = joined.blank(scope);
    let fields = joined.star(&blank, alias.name.span, None).map(|(column, _)| Field { number: 0, ..column.clone() });
    let fields: Vec<Field> = fields.collect();
    let row = |row: Scope<'_>| joined.star(&row, alias.name.span, None).map(|(_, value)| value.clone()).collect();
    let records = joined.scopes(scope).map(row).collect();
    leaf(
        Some(alias),
        "",
        ObjectId::NONE,
        Selected { fields, records, empty: joined.empty.clone(), ordered: joined.ordered },
    )
}

/// The rows of two parts of one join: those of the tables that differ from part to part are put behind each other.
fn appended(mut all: Joined, part: Joined) -> Joined {
    let shifts: Vec<usize> = all
        .leaves
        .iter()
        .zip(&part.leaves)
        .map(|(one, other)| if Rc::ptr_eq(&one.records, &other.records) { 0 } else { one.records.len() })
        .collect();
    for (one, other) in all.leaves.iter_mut().zip(&part.leaves) {
        if !Rc::ptr_eq(&one.records, &other.records) {
            one.records = one.records.iter().chain(other.records.iter()).cloned().collect();
        }
    }
    let shifted = |tuple: Vec<Option<usize>>| -> Vec<Option<usize>> {
        tuple.into_iter().zip(&shifts).map(|(index, shift)| index.map(|index| index + shift)).collect()
    };
    all.tuples.extend(part.tuples.into_iter().map(shifted));
    all
}

/// One table of a join, under its alias.
pub(super) fn leaf(alias: Option<&TableAlias>, name: &str, relation: ObjectId, rows: Selected) -> Joined {
    let mut fields = rows.fields;
    for (field, (column, _)) in fields.iter_mut().zip(alias.iter().flat_map(|alias| &alias.columns)) {
        field.name = column.name.clone();
    }
    let name = alias.map_or_else(|| Name::new(name), |alias| alias.name.name.clone());
    Joined {
        tuples: (0..rows.records.len()).map(|index| vec![Some(index)]).collect(),
        star: (0..fields.len()).map(|place| (0, place)).collect(),
        leaves: vec![Leaf {
            name,
            relation,
            nulls: Rc::new(vec![Value::Null; fields.len()]),
            fields: fields.into(),
            records: rows.records.into(),
        }],
        empty: rows.empty,
        ordered: rows.ordered,
    }
}

/// No rows, with the columns of the other side too where they are known.
fn emptied(nothing: Joined, other: Option<Joined>) -> Joined {
    let mut joined = nothing;
    joined.tuples = Vec::new();
    joined.leaves.extend(other.into_iter().flat_map(|other| other.leaves));
    joined
}

/// What must hold for the rows of a side of a join that are not left out by it.
fn inside<'a>(constraint: &'a JoinConstraint, conditions: &Conditions<'a>) -> Conditions<'a> {
    match constraint {
        JoinConstraint::On(condition) => conditions.and(condition),
        _ => conditions.clone(),
    }
}
