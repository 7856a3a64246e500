//! A query for its effect: what it reads changes nothing, what it calls may.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::Kind;
use super::scope::Scope;
use super::value::literal;
use super::walk::{self, Node};
use super::with::{before_other_parts, writing_parts};
use crate::postgres::ast::op::Volatility;
use crate::postgres::ast::{Expr, FunctionCall, Name, Query, Setting};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectBody, ObjectId, RoutineSource};
use crate::postgres::replay::bind::Coercion;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

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
        let bound = self.bind_query(query)?;
        self.refuse_reads(&bound.dependencies)?;
        self.refuse_unpopulated(query)?;
        let (calls, writes) = self.acting_parts(query);
        if calls.is_empty() && !writes {
            return self.run_reading_query(query);
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
        if calls.is_empty() {
            return Ok(Effect::Noop("its common table expressions change no rows".into()));
        }
        let selected = evaluator.select(query, &Scope::default())?;
        if self.adopt_pending() {
            return Ok(Effect::Applied);
        }
        Ok(Effect::Noop(selected.empty.unwrap_or_else(|| "its query gives no rows".into())))
    }

    /// A query that only reads changes nothing, whether it can be computed or not; what the server cannot compute it refuses. Rows behind a
    /// `LIMIT` it does not look at.
    fn run_reading_query(&self, query: &Query) -> Applied {
        const OF_LIMIT: [&str; 2] = ["2201W", "2201X"];
        match (Evaluator { session: self }).select(query, &Scope::default()) {
            Err(Refusal::Failed(failure)) if query.limit.is_none() || OF_LIMIT.contains(&failure.code) => {
                Err(failure.into())
            }
            _ => Ok(Effect::Noop("a query changes nothing".into())),
        }
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
    pub(super) fn acting_parts<'q>(&self, query: &'q Query) -> (Vec<&'q FunctionCall>, bool) {
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

    /// Whether an expression has a call that may change something.
    pub(super) fn may_act(&self, expr: &Expr) -> bool {
        let mut acts = false;
        walk::expr(expr, &mut |node| {
            acts |= matches!(node, Node::Call(call) if self.acts(call));
            !acts
        });
        acts
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

    /// `setval`.
    fn set_sequence_to(&mut self, id: ObjectId, value: i64, called: bool) -> Result<(), Refusal> {
        if let Some(object) = self.catalog.get(id)
            && let ObjectBody::Sequence(sequence) = &object.body
            && !(sequence.min..=sequence.max).contains(&value)
        {
            let (name, min, max) = (&object.name, sequence.min, sequence.max);
            let message = format!("setval: value {value} is out of bounds for sequence \"{name}\" ({min}..{max})");
            return Err(Failure::new("22003", message).into());
        }
        self.set_sequence(id, Some((value, called)));
        Ok(())
    }
}

impl Evaluator<'_> {
    /// The result of a function that changes the session; `None` for any other.
    pub(super) fn act(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Option<Typed>, Refusal> {
        let name = call.name.name().as_str();
        let arguments: Vec<&Expr> = call.arguments.iter().map(|(_, argument)| argument).collect();
        match (name, arguments.as_slice()) {
            ("nextval", [sequence]) => {
                let Some(id) = self.sequence(sequence, scope)? else { return Ok(Some(Typed::null())) };
                self.session.aside(|session| session.next_value(id)).map(|value| Some(whole(value)))
            }
            ("currval", [sequence]) => {
                let Some(id) = self.sequence(sequence, scope)? else { return Ok(Some(Typed::null())) };
                self.session.latest(|session| session.current_value(id)).map(|value| Some(whole(value)))
            }
            ("lastval", []) => self.session.latest(Session::last_value).map(|value| Some(whole(value))),
            ("setval", [sequence, value, called @ ..]) => self.set_value(sequence, value, called, scope).map(Some),
            ("set_config", [setting, value, local]) => self.set_config(setting, value, local, scope).map(Some),
            _ => Ok(None),
        }
    }

    /// `setval`, which is strict: nothing is set to `NULL`.
    fn set_value(self, sequence: &Expr, value: &Expr, called: &[&Expr], scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let id = self.sequence(sequence, scope)?;
        let called = called.first().map_or(Ok(Some(true)), |called| self.truth(called, scope))?;
        let value = self.whole_number(value, scope)?;
        let (Some(id), Some(value), Some(called)) = (id, value, called) else { return Ok(Typed::null()) };
        self.session.aside(|session| session.set_sequence_to(id, value, called)).map(|()| whole(value))
    }

    fn set_config(self, setting: &Expr, value: &Expr, local: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let unknown = || undecided("set_config()");
        let text = |expr: &Expr| self.evaluate(expr, scope)?.text().cloned().ok_or_else(unknown);
        let (setting, value) = (text(setting)?, text(value)?);
        let local = self.truth(local, scope)?.ok_or_else(unknown)?;
        self.session.aside(|session| session.set(&setting_of(&setting, &value, local)))?;
        Ok(Typed::new(Datum::Text(value), &Kind::text()))
    }

    /// The sequence that an argument names; `None` for `NULL`.
    pub(super) fn sequence(self, expr: &Expr, scope: &Scope<'_>) -> Result<Option<ObjectId>, Refusal> {
        let value = self.evaluate(expr, scope)?;
        let named = self.convert(&value, &Kind::builtin(oid::REGCLASS), Coercion::Explicit);
        // The server reads a constant when it analyses the statement, and then says where it stands.
        let named = if literal(expr).is_some() { named.map_err(|refusal| refusal.at(expr.span))? } else { named? };
        let Datum::Object(id) = named.datum else { return Ok(None) };
        match self.session.catalog.get(id).map(|object| (&object.body, &object.name)) {
            Some((ObjectBody::Sequence(_), _)) => Ok(Some(id)),
            Some((_, name)) => Err(Failure::new("42809", format!("\"{name}\" is not a sequence")).into()),
            None => Err(undecided("a sequence")),
        }
    }
}

fn whole(value: i64) -> Typed {
    Typed::new(Datum::from(value), &Kind::builtin(oid::INT8))
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
