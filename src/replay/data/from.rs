//! `FROM`: tables, views, subqueries and functions, and their joins, over known rows.

use super::datum::Datum;
use super::datum::Typed;
use super::evaluate::{Evaluator, undecided};
use super::functions::sets;
use super::kind::{Form, Kind};
use super::scope::{Field, Scope, Source};
use super::select::{Record, Selected, field};
use super::system::Conditions;
use super::walk::{self, Node};
use crate::ast::{
    Expr, ExprKind, FunctionCall, Ident, JoinConstraint, JoinKind, Name, QualifiedName, Statement, TableAlias, TableRef,
};
use crate::catalog::{Contents, Object, ObjectBody, ObjectId, Table, TableKind, Target, Value, View};
use crate::dialect::postgres::function::Function;
use crate::dialect::postgres::types::oid;
use crate::replay::outcome::Refusal;
use crate::source::Span;
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
    /// What `*` stands for: columns by the places of their table and of themselves. Merged ones stand first, and once.
    star: Vec<(usize, usize)>,
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
                (Ok(true), _) => {}
                (Ok(false), None) => return Ok(false),
                (Ok(false), Some(_)) => {
                    return Err(Refusal::Undecided(
                        "whether a condition fails depends on the order of its parts".into(),
                    ));
                }
                (Err(refusal), None) => refused = Some(refusal),
                (Err(_), Some(_)) => {}
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

    /// Functions in `FROM`, side by side.
    fn function_rows(
        self,
        calls: &[FunctionCall],
        ordinality: bool,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        let mut parts = Vec::with_capacity(calls.len());
        for call in calls {
            if call.name.name() == "unnest" && call.arguments.len() > 1 {
                for argument in &call.arguments {
                    let single = FunctionCall { arguments: vec![argument.clone()], ..call.clone() };
                    parts.push(self.function_result(&single, None, scope)?);
                }
            } else {
                parts.push(self.function_result(call, alias.filter(|_| calls.len() == 1), scope)?);
            }
        }
        let longest = parts.iter().map(|part| part.records.len()).max().unwrap_or(0);
        let mut fields: Vec<Field> = Vec::new();
        let mut records: Vec<Record> = vec![Vec::new(); longest];
        for part in parts {
            let width = part.fields.len();
            fields.extend(part.fields);
            let missing = std::iter::repeat_with(|| vec![Value::Null; width]);
            for (record, row) in records.iter_mut().zip(part.records.into_iter().chain(missing)) {
                record.extend(row);
            }
        }
        if ordinality {
            fields.push(field(Name::new_static("ordinality"), Some(Kind::builtin(oid::INT8))));
            for (number, record) in (1..).zip(&mut records) {
                record.push(Value::Number(Name::from(i64::to_string(&number))));
            }
        }
        let name = calls.first().map_or("", |call| call.name.name().as_str());
        let empty = records.is_empty().then(|| format!("{name}() gives no rows"));
        Ok(leaf(alias, name, ObjectId::NONE, Selected { fields, records, empty, ordered: true }))
    }

    /// The rows of one function: of a set, or the one of a value.
    fn function_result(
        self,
        call: &FunctionCall,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<Selected, Refusal> {
        let name = call.name.name();
        let unknown = || undecided(&format!("the rows of {name}()"));
        if alias.is_some_and(|alias| alias.columns.iter().any(|(_, type_name)| type_name.is_some())) {
            return Err(unknown());
        }
        let (builtin, kind, rows) = match sets::by_name(name).filter(|_| self.is_builtin_function(&call.name)) {
            Some(function) => {
                let set = self.set_rows(call, function, scope)?;
                (Some(set.function), set.kind, set.rows)
            }
            None => {
                let value = self.call(call, scope)?;
                (None, value.kind.clone(), vec![vec![value.datum]])
            }
        };
        // A column goes by the function's own name for it, or by the alias of the function.
        let own: Vec<_> = builtin.iter().flat_map(Function::columns).collect();
        let columns: Vec<(Name, Arc<Kind>)> = match (own.as_slice(), &kind.form) {
            ([(only, _)], _) => vec![(Name::new_static(only), kind.clone())],
            ([_, ..], _) => own
                .iter()
                .map(|(name, key)| Some((Name::new_static(name), self.kind(self.session.type_of_key(*key, None)?))))
                .collect::<Option<Vec<_>>>()
                .ok_or_else(unknown)?,
            ([], Form::Row(_) | Form::Record) => return Err(unknown()),
            ([], _) => vec![(alias.map_or_else(|| name.clone(), |alias| alias.name.name.clone()), kind.clone())],
        };
        let record = |row: Vec<Datum>| {
            let cells = row.into_iter().zip(&columns);
            cells.map(|(datum, (_, kind))| self.carried(&Typed::new(datum, kind)).ok_or_else(unknown)).collect()
        };
        let records = rows.into_iter().map(record).collect::<Result<Vec<Record>, Refusal>>()?;
        let fields = columns.iter().map(|(name, kind)| field(name.clone(), Some(kind.clone()))).collect();
        Ok(Selected { fields, records, empty: None, ordered: true })
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
        let split = left.leaves.len();
        let merged = merged_columns(&left, &right, constraint);
        if !merged.is_empty() && matches!(kind, JoinKind::Right | JoinKind::Full) {
            return Err(undecided("a join that merges columns"));
        }
        let alone = left.leaves.is_empty() || right.leaves.is_empty();
        let star = merged_star(&left, &right, &merged).ok_or_else(|| undecided("a join that merges columns"))?;
        let (lefts, rights) = (left.tuples, right.tuples);
        let mut joined = Joined {
            leaves: left.leaves.into_iter().chain(right.leaves).collect(),
            tuples: Vec::new(),
            star,
            empty: None,
            ordered: left.ordered && right.ordered && alone,
        };
        let width = joined.leaves.len();
        let mut right_matched = vec![false; rights.len()];
        for one in &lefts {
            let mut matched = false;
            for (other, right_matched) in rights.iter().zip(&mut right_matched) {
                let tuple: Vec<Option<usize>> = one.iter().chain(other).copied().collect();
                if self.joins(constraint, &merged, &joined.scope(&tuple, scope), split)? {
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
    fn joins(
        self,
        constraint: &JoinConstraint,
        merged: &[Name],
        scope: &Scope<'_>,
        split: usize,
    ) -> Result<bool, Refusal> {
        if let JoinConstraint::On(condition) = constraint {
            return self.holds(condition, scope);
        }
        for column in merged {
            if !self.equal_columns(column, scope, split)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether both sides of a join have the same value in a column.
    fn equal_columns(self, column: &Name, scope: &Scope<'_>, split: usize) -> Result<bool, Refusal> {
        let part = |sources: &[Source<'_>]| {
            let side = Scope { sources: sources.to_vec(), ..Scope::default() };
            let ident = Ident { name: column.clone(), span: Span::default() };
            let column = Expr { kind: ExprKind::Column(vec![ident]), span: Span::default() };
            self.evaluate(&column, &side)
        };
        let (left, right) = (part(&scope.sources[..split])?, part(&scope.sources[split..])?);
        Ok(self.compare("=", &left, &right)? == Some(true))
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
                kind: column.type_use.as_ref().map(|type_use| self.kind(type_use.type_ref)),
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
            let declared = column.type_use.as_ref().map(|type_use| self.kind(type_use.type_ref));
            field.kind = field.kind.take().filter(|kind| !kind.is_unknown()).or(declared);
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

/// What must hold for the rows of a side of a join that are not left out by it.
fn inside<'a>(constraint: &'a JoinConstraint, conditions: &Conditions<'a>) -> Conditions<'a> {
    match constraint {
        JoinConstraint::On(condition) => conditions.and(condition),
        _ => conditions.clone(),
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

/// The columns that a join makes one of.
fn merged_columns(left: &Joined, right: &Joined, constraint: &JoinConstraint) -> Vec<Name> {
    let name = |joined: &Joined, (leaf, place): (usize, usize)| joined.leaves[leaf].fields[place].name.clone();
    match constraint {
        JoinConstraint::Using(columns) => columns.iter().map(|column| column.name.clone()).collect(),
        JoinConstraint::Natural => {
            let rights: Vec<Name> = right.star.iter().map(|place| name(right, *place)).collect();
            left.star.iter().map(|place| name(left, *place)).filter(|name| rights.contains(name)).collect()
        }
        JoinConstraint::None | JoinConstraint::On(_) => Vec::new(),
    }
}

/// What `*` stands for in a join: the merged columns, then the others of the left side, then those of the right.
fn merged_star(left: &Joined, right: &Joined, merged: &[Name]) -> Option<Vec<(usize, usize)>> {
    let split = left.leaves.len();
    let name = |joined: &Joined, (leaf, place): (usize, usize)| joined.leaves[leaf].fields[place].name.clone();
    let firsts = merged.iter().map(|column| left.star.iter().copied().find(|place| name(left, *place) == *column));
    let mut star = firsts.collect::<Option<Vec<_>>>()?;
    star.extend(left.star.iter().copied().filter(|place| !merged.contains(&name(left, *place))));
    let rights = right.star.iter().copied().filter(|place| !merged.contains(&name(right, *place)));
    star.extend(rights.map(|(leaf, place)| (leaf + split, place)));
    Some(star)
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
fn leaf(alias: Option<&TableAlias>, name: &str, relation: ObjectId, rows: Selected) -> Joined {
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
