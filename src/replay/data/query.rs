//! A query for its effect: what it reads changes nothing, what it calls may.

use super::evaluate::{Evaluator, undecided};
use super::kind::{Datum, Kind};
use super::scope::{Group, Scope};
use super::select::is_aggregate;
use super::value::literal;
use super::walk::{self, Node};
use super::with::{before_other_parts, writing_parts};
use crate::ast::op::Volatility;
use crate::ast::{Expr, ExprKind, FunctionCall, Name, QualifiedName, Query, QueryBody, Select, SelectItem, Setting};
use crate::catalog::{Address, NameClass, ObjectBody, ObjectId, RoutineSource, Value};
use crate::replay::outcome::{Applied, Effect, Failure, Refusal};
use crate::replay::session::Session;

/// What a call does to the session.
#[derive(Debug)]
enum Action {
    Next(ObjectId),
    SetSequence(ObjectId, i64, bool),
    Set(Setting),
}

/// Built-in functions with an effect that is not modelled.
const EFFECTFUL: &[&str] = &[
    "currval",
    "dblink",
    "dblink_exec",
    "lastval",
    "lo_create",
    "lo_creat",
    "lo_import",
    "lo_from_bytea",
    "lo_put",
    "lo_unlink",
    "pg_cancel_backend",
    "pg_import_system_collations",
    "pg_terminate_backend",
    "query_to_xml",
];

impl Session {
    /// `SELECT`, `VALUES`, `TABLE`.
    pub(crate) fn run_query(&mut self, query: &Query) -> Applied {
        self.bind_query(query)?;
        let (calls, writes) = self.acting_parts(query);
        if calls.is_empty() && !writes {
            return Ok(Effect::Noop("a query changes nothing".into()));
        }
        // What writes is in a common table expression, which is run whatever the rest asks for.
        let parts = writing_parts(&query.with);
        if parts > 0 && calls.is_empty() {
            let start = self.clone();
            let done = self.run_with(&query.with, query.recursive, &start).map(|(_, effect)| effect);
            return if parts > 1 { done.map_err(before_other_parts) } else { done };
        }
        let evaluator = Evaluator { session: self };
        if writes {
            let mut scope = Scope::default();
            evaluator.with_ctes(&query.with, query.recursive, &mut scope);
            for (_, rows) in &scope.ctes {
                rows.as_ref().as_ref().map_err(Refusal::clone)?;
            }
        }
        let actions = evaluator.actions(query, &calls)?;
        if actions.is_empty() {
            return Ok(Effect::Noop("its query gives no rows".into()));
        }
        actions.into_iter().try_for_each(|action| self.act(action)).map(|()| Effect::Applied)
    }

    /// Refuses a query that may do more than read, unless it has no rows to do it for.
    pub(super) fn refuse_acting_query(&self, query: &Query) -> Result<(), Refusal> {
        let (calls, writes) = self.acting_parts(query);
        let empty = || (Evaluator { session: self }).select(query, &Scope::default()).is_ok_and(|rows| rows.is_empty());
        match calls.first() {
            _ if writes => Err(Refusal::Undecided("it has a data-modifying common table expression".into())),
            Some(call) if !empty() => {
                Err(Refusal::Undecided(format!("the function `{}` is not evaluated", call.name.name())))
            }
            _ => Ok(()),
        }
    }

    /// The calls of a query that may change something, and whether it has a common table expression that does.
    fn acting_parts<'q>(&self, query: &'q Query) -> (Vec<&'q FunctionCall>, bool) {
        let mut calls = Vec::new();
        let mut writes = false;
        walk::query(query, &mut |node| {
            match node {
                Node::Call(call) => calls.push(call),
                Node::Target(_) => writes = true,
                _ => {}
            }
            true
        });
        calls.retain(|call| self.acts(call));
        (calls, writes)
    }

    /// A call that may change something.
    fn acts(&self, call: &FunctionCall) -> bool {
        let name = call.name.name().as_str();
        let evaluator = Evaluator { session: self };
        let own = evaluator.routines(&call.name).any(|id| {
            let Some(ObjectBody::Routine(routine)) = self.catalog.get(id).map(|object| &object.body) else {
                return true;
            };
            let brought = matches!(routine.source, RoutineSource::Library(..) | RoutineSource::Extension);
            routine.volatility == Volatility::Volatile && !(brought && super::value::is_never_null(name))
        });
        own || EFFECTFUL.contains(&name) || matches!(name, "nextval" | "setval" | "set_config")
    }

    fn act(&mut self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::Next(sequence) => self.next_value(sequence).map(|_| ()),
            Action::Set(setting) => self.set(&setting).map(|_| ()),
            Action::SetSequence(id, value, called) => {
                if let Some(object) = self.catalog.get(id)
                    && let ObjectBody::Sequence(sequence) = &object.body
                    && !(sequence.min..=sequence.max).contains(&value)
                {
                    let (name, min, max) = (&object.name, sequence.min, sequence.max);
                    let message =
                        format!("setval: value {value} is out of bounds for sequence \"{name}\" ({min}..{max})");
                    return Err(Failure::new("22003", message).into());
                }
                self.set_sequence(id, Some((value, called)));
                Ok(())
            }
        }
    }

    /// The sequence that a `regclass` argument names.
    fn named_sequence(&self, text: &str) -> Result<ObjectId, Refusal> {
        let name = parsed_name(text).ok_or_else(|| undecided("a sequence's name"))?;
        self.require_schema(&name)?;
        let Some(id) = self.lookup(NameClass::Relation, &name) else {
            return Err(Failure::new("42P01", format!("relation \"{name}\" does not exist")).into());
        };
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Sequence(_)) => Ok(id),
            _ => Err(Failure::new("42809", format!("\"{}\" is not a sequence", name.name())).into()),
        }
    }

    /// The sequence of a column, as `pg_get_serial_sequence` finds it.
    fn owned_sequence(&self, table: &str, column: &str) -> Option<ObjectId> {
        let id = self.lookup(NameClass::Relation, &parsed_name(table)?)?;
        let number = self.catalog.get(id)?.column(column)?.number;
        let owner = Address::column(id, number);
        self.catalog.dependents_of(owner).map(|edge| edge.dependent.object).find(|dependent| {
            matches!(self.catalog.get(*dependent).map(|object| &object.body),
                Some(ObjectBody::Sequence(sequence)) if sequence.owned_by == Some(owner))
        })
    }
}

/// A name as a string holds it: folded unless quoted.
fn parsed_name(text: &str) -> Option<QualifiedName> {
    let ExprKind::Column(parts) = super::text::expr(text)?.kind else { return None };
    Some(QualifiedName { parts })
}

impl Evaluator<'_> {
    /// What the calls of a query do, where each is an item of its list.
    fn actions(self, query: &Query, calls: &[&FunctionCall]) -> Result<Vec<Action>, Refusal> {
        let unknown = || {
            let name = calls.first().map_or("", |call| call.name.name().as_str());
            Refusal::Undecided(format!("the function `{name}` is not evaluated"))
        };
        let QueryBody::Select(select) = &query.body else { return Err(unknown()) };
        let mut scope = Scope::default();
        self.with_ctes(&query.with, query.recursive, &mut scope);
        let joined = self.filtered(select, &scope)?;
        let scopes: Group<'_> = joined.scopes(&scope).collect();
        if !super::select::is_aggregated(select) {
            if scopes.is_empty() {
                return Ok(Vec::new());
            }
            let acting = acting_items(select, calls).ok_or_else(unknown)?;
            return scopes.iter().flat_map(|row| acting.iter().map(|call| self.action(call, row))).collect();
        }
        let acting = acting_items(select, calls).filter(|_| select.group_by.is_empty()).ok_or_else(unknown)?;
        let mut row = scope.inner();
        row.group = Some(&scopes);
        let actions: Result<Vec<Action>, Refusal> = acting.iter().map(|call| self.action(call, &row)).collect();
        actions
    }

    fn action(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Action, Refusal> {
        let name = call.name.name().as_str();
        let unknown = || Refusal::Undecided(format!("the function `{name}` is not evaluated"));
        let arguments: Vec<&Expr> = call.arguments.iter().map(|(_, argument)| argument).collect();
        if !self.is_builtin_function(&call.name) {
            return Err(unknown());
        }
        match (name, arguments.as_slice()) {
            ("nextval", [sequence]) => Ok(Action::Next(self.sequence(sequence)?)),
            ("setval", [sequence, value, rest @ ..]) => {
                let id = self.sequence(sequence)?;
                let called = rest.first().map_or(Ok(Some(true)), |called| self.truth(called, scope))?;
                let value = self.whole_number(value, scope)?;
                match (value, called) {
                    (Some(value), Some(called)) => Ok(Action::SetSequence(id, value, called)),
                    // Strict: nothing is set to NULL.
                    _ => self.unchanged(id),
                }
            }
            ("set_config", [setting, value, local]) => {
                let text = |expr: &Expr| match literal(expr) {
                    Some(Value::Text(text)) => Ok(text),
                    _ => Err(unknown()),
                };
                let local = self.truth(local, scope)? == Some(true);
                Ok(Action::Set(setting_of(&text(setting)?, &text(value)?, local)))
            }
            _ => Err(unknown()),
        }
    }

    /// Setting a sequence to what it is at.
    fn unchanged(self, id: ObjectId) -> Result<Action, Refusal> {
        match self.session.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Sequence(sequence)) => {
                let (value, called) = sequence.last_value.ok_or_else(|| undecided("a sequence"))?;
                Ok(Action::SetSequence(id, value, called))
            }
            _ => Err(undecided("a sequence")),
        }
    }

    /// An integer, or `NULL`.
    pub(super) fn whole_number(self, expr: &Expr, scope: &Scope<'_>) -> Result<Option<i64>, Refusal> {
        let value = self.evaluate(expr, scope)?;
        let datum = match &value.datum {
            Datum::Literal(text) => super::input::read(&Kind::Integer(8), text)?.unwrap_or(Datum::Null),
            datum => datum.clone(),
        };
        match datum {
            Datum::Null => Ok(None),
            Datum::Number(number) => {
                let integer = number.to_integer().and_then(|integer| i64::try_from(integer).ok());
                integer.map(Some).ok_or_else(|| undecided("a number"))
            }
            _ => Err(undecided("a number")),
        }
    }

    /// The sequence that an argument names.
    pub(super) fn sequence(self, expr: &Expr) -> Result<ObjectId, Refusal> {
        match &expr.kind {
            ExprKind::Cast { operand, .. } => self.sequence(operand),
            ExprKind::Function(call) if call.name.name() == "pg_get_serial_sequence" => {
                let [(_, table), (_, column)] = call.arguments.as_slice() else { return Err(undecided("a sequence")) };
                match (literal(table), literal(column)) {
                    (Some(Value::Text(table)), Some(Value::Text(column))) => {
                        self.session.owned_sequence(&table, &column).ok_or_else(|| undecided("a sequence"))
                    }
                    _ => Err(undecided("a sequence")),
                }
            }
            _ => match literal(expr) {
                Some(Value::Text(text)) => self.session.named_sequence(&text).map_err(|refusal| match refusal {
                    Refusal::Failed(failure) => failure.at(expr.span).into(),
                    refusal => refusal,
                }),
                _ => Err(undecided("a sequence")),
            },
        }
    }
}

/// The items that are the calls; `None` where a call is somewhere else.
fn acting_items<'q>(select: &'q Select, calls: &[&FunctionCall]) -> Option<Vec<&'q FunctionCall>> {
    let items: Vec<&FunctionCall> = select
        .items
        .iter()
        .filter_map(|item| match item {
            SelectItem::Expr { expr: Expr { kind: ExprKind::Function(call), .. }, .. } => Some(&**call),
            _ => None,
        })
        .filter(|call| !is_aggregate(call.name.name()) && calls.contains(call))
        .collect();
    (items.len() == calls.len()).then_some(items)
}

fn setting_of(name: &str, value: &str, local: bool) -> Setting {
    let folded = Name::new(name.to_lowercase());
    let values = if folded == "search_path" {
        value.split(',').map(|part| folded_name(part.trim())).filter(|part| !part.is_empty()).collect()
    } else {
        vec![Name::new(value)]
    };
    Setting { name: folded, values: Some(values), local }
}

fn folded_name(part: &str) -> Name {
    match part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => Name::new(quoted.replace("\"\"", "\"")),
        None => Name::new(part.to_lowercase()),
    }
}
