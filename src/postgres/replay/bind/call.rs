//! Calls: functions, aggregates, window functions, and what SQL spells in a way of its own.

use super::binder::{Binder, Type, fail, fail_nowhere};
use super::coerce::Conversion;
use super::expr::known;
use super::facts::{bare, oid_of};
use super::function::{Call, Candidate, Meant};
use super::scope::Level;
use super::usage::Clause;
use crate::postgres::ast::op::{RoutineKind, Volatility};
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Ident, Name, QualifiedName, WindowSpec};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectId, ReferenceRole, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use crate::source::Span;

/// Aggregates whose `ORDER BY` stands in `WITHIN GROUP`, and adds to their arguments.
const ORDERED_SET: &[&str] =
    &["cume_dist", "dense_rank", "mode", "percent_rank", "percentile_cont", "percentile_disc", "rank"];

/// Whether the engine's functions of that name are aggregates.
fn is_aggregate_name(name: &QualifiedName) -> bool {
    let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
    own && BUILTIN.functions.of(name.name()).next().is_some_and(|function| function.kind == 'a')
}

/// The names of the last arguments, where they are named.
fn argument_names(call: &FunctionCall) -> Vec<Name> {
    call.arguments.iter().filter_map(|(name, _)| Some(name.as_ref()?.name.clone())).collect()
}

/// What a call is given: its arguments, and the keys of its `ORDER BY`.
struct Given<'c> {
    exprs: Vec<&'c Expr>,
    types: Vec<Type>,
    orders: Vec<Type>,
}

/// What a call turned out to be.
#[derive(Debug)]
pub(super) struct Called {
    pub type_ref: Type,
    /// The function, where it is one and is known.
    pub candidate: Option<Box<Candidate>>,
}

impl Session {
    /// The procedure that a `CALL` means.
    pub(crate) fn bind_procedure(&self, call: &FunctionCall, span: Span) -> Result<ObjectId, Refusal> {
        let mut binder = Binder::new(self, Clause::SelectList);
        binder.levels.push(Level::default());
        binder.procedure(call, span)
    }
}

impl Binder<'_> {
    fn procedure(&mut self, call: &FunctionCall, span: Span) -> Result<ObjectId, Refusal> {
        let types = self.bind_arguments(call)?.types;
        let names = argument_names(call);
        let written =
            Call { name: &call.name, names: &names, types: &types, variadic: call.variadic, with_outputs: true };
        match self.session.find_function(&written) {
            Meant::Function(candidate) => {
                if let (Some(id), RoutineKind::Procedure) = (candidate.routine, candidate.kind) {
                    return Ok(id);
                }
                fail("42809", format!("{} is not a procedure", self.signature(&written)), span)
            }
            Meant::None => {
                self.missing("42883", format!("procedure {} does not exist", self.signature(&written)), span)
            }
            Meant::Ambiguous => fail("42725", format!("procedure {} is not unique", self.signature(&written)), span),
            Meant::Open(_) | Meant::Conversion(..) => {
                Err(Refusal::Undecided(format!("which procedure {} is meant is not known", call.name)))
            }
        }
    }

    pub(super) fn bind_call(&mut self, call: &FunctionCall, span: Span) -> Result<Type, Refusal> {
        self.bind_called(call, span).map(|called| called.type_ref)
    }

    /// Binds a call and tells which function it is.
    pub(super) fn bind_called(&mut self, call: &FunctionCall, span: Span) -> Result<Called, Refusal> {
        if call.special {
            let type_ref = self.bind_special(call, span)?;
            return Ok(Called { type_ref, candidate: None });
        }
        let outer_columns = std::mem::take(&mut self.columns_seen);
        let outer_aggregate = self.in_aggregate;
        // Only once the function is found is it clear whether it is an aggregate; its arguments are bound before.
        self.in_aggregate |= call.over.is_none() && is_aggregate_name(&call.name);
        let arguments = self.bind_arguments(call);
        self.in_aggregate = outer_aggregate;
        let given = arguments?;
        let called = self.resolve_call(call, &given.exprs, &given.types, span)?;
        if let Some(candidate) = &called.candidate {
            self.check_kind(call, candidate, &given, span)?;
        }
        self.columns_seen |= outer_columns;
        if let Some(over) = &call.over {
            self.bind_window(over)?;
        }
        Ok(called)
    }

    fn bind_arguments<'c>(&mut self, call: &'c FunctionCall) -> Result<Given<'c>, Refusal> {
        let mut exprs: Vec<&Expr> = Vec::with_capacity(call.arguments.len());
        for (_, argument) in &call.arguments {
            // The star of count(*) is no argument.
            if !matches!(argument.kind, ExprKind::Wildcard(None)) {
                exprs.push(argument);
            }
        }
        let ordered_set = ORDERED_SET.binary_search(&call.name.name().as_str()).is_ok() && call.over.is_none();
        if ordered_set {
            exprs.extend(call.order_by.iter().map(|item| &item.expr));
        }
        let types = self.bind_all(exprs.iter().copied())?;
        let mut orders = Vec::new();
        if !ordered_set {
            orders = self.bind_all(call.order_by.iter().map(|item| &item.expr))?;
        }
        if let Some(filter) = &call.filter {
            self.within(Clause::Filter, |binder| binder.bind_condition(filter, "FILTER"))?;
        }
        Ok(Given { exprs, types, orders })
    }

    /// What an aggregate sorts or makes distinct must be of a type that can be.
    fn check_aggregated(&self, call: &FunctionCall, given: &Given<'_>) -> Result<(), Refusal> {
        self.require_orders(&call.order_by, &given.orders)?;
        if !call.distinct {
            return Ok(());
        }
        given
            .exprs
            .iter()
            .zip(&given.types)
            .try_for_each(|(expr, type_ref)| self.require_equality(*type_ref, Some(self.location(expr))))
    }

    /// Finds the function, checks and notes it, and says the call's type.
    fn resolve_call(
        &mut self,
        call: &FunctionCall,
        exprs: &[&Expr],
        types: &[Type],
        span: Span,
    ) -> Result<Called, Refusal> {
        let names = argument_names(call);
        let wanted = Call { name: &call.name, names: &names, types, variadic: call.variadic, with_outputs: false };
        match self.session.find_function(&wanted) {
            Meant::Function(candidate) => {
                let type_ref = self.use_function(&candidate, &call.name, exprs, types)?;
                Ok(Called { type_ref, candidate: Some(candidate) })
            }
            Meant::Conversion(to, conversion) => {
                self.bind_conversion_call(to, conversion, &call.name, exprs[0], types[0])?;
                Ok(Called { type_ref: Some(to), candidate: None })
            }
            Meant::Open(left) => self.bind_open_call(&left, call, types),
            Meant::Ambiguous => {
                let message = format!("function {} is not unique", self.signature(&wanted));
                self.missing("42725", message, span)
            }
            Meant::None => self.bind_missing_call(&wanted, exprs, span),
        }
    }

    fn bind_missing_call(&mut self, call: &Call<'_>, exprs: &[&Expr], span: Span) -> Result<Called, Refusal> {
        if self.session.may_be_newer(call.name) {
            return Err(Refusal::Undecided(format!("function {} came after PostgreSQL 15", call.name)));
        }
        // `a(t)` is another way to write `t.a`.
        if let ([_], [Some(row)], None) = (exprs, call.types, call.name.schema())
            && (oid_of(*row) == oid::RECORD || self.session.is_row_type(*row))
        {
            let row = self.session.base_type(*row);
            let Some(object) = self.session.catalog.get(row.id) else {
                return Ok(Called { type_ref: None, candidate: None });
            };
            if let Some(column) = object.column(call.name.name()) {
                let type_ref = column.type_use.as_ref().map(|type_use| type_use.type_ref);
                let span = call.name.span();
                self.refer(
                    span,
                    crate::postgres::catalog::Target::Column(object.id, column.number),
                    ReferenceRole::Column,
                );
                self.depend_on_column(object.id, column.number);
                return Ok(Called { type_ref, candidate: None });
            }
        }
        self.session.refuse_missing_schema(call.name)?;
        self.missing("42883", format!("function {} does not exist", self.signature(call)), span)
    }

    /// Notes the function of a call, and what becomes of its arguments.
    pub(super) fn use_function(
        &mut self,
        candidate: &Candidate,
        name: &QualifiedName,
        exprs: &[&Expr],
        types: &[Type],
    ) -> Result<Type, Refusal> {
        if let Some(routine) = candidate.routine {
            self.refer_to(name.span(), routine, ReferenceRole::Name);
        }
        for (index, (expr, type_ref)) in exprs.iter().zip(types).enumerate() {
            if let Some(to) = candidate.argument_type(self.session, types, index) {
                self.coerce(expr, *type_ref, to)?;
            }
        }
        self.saw_call(candidate, name, exprs, types);
        if candidate.is_undetermined(types) {
            let message = "could not determine polymorphic type because input has type unknown";
            return fail_nowhere("42804", message.into());
        }
        Ok(candidate.result_type(self.session, types))
    }

    fn saw_call(&mut self, candidate: &Candidate, name: &QualifiedName, exprs: &[&Expr], types: &[Type]) {
        if candidate.is_inlined {
            self.volatility = self.volatility.max(candidate.volatility);
            let tame = candidate.volatility == Volatility::Immutable;
            let planned =
                if tame { None } else { candidate.routine.and_then(|id| self.session.planned_volatility(id, exprs)) };
            match planned {
                Some(volatility) => self.saw_planned(volatility),
                None => self.planned_volatility = self.planned_volatility.max(candidate.volatility),
            }
            return;
        }
        // Inlined by the planner: as volatile as turning the argument into text.
        if candidate.builtin.is_some() && matches!(name.name().as_str(), "quote_literal" | "quote_nullable") {
            let text = TypeRef::builtin(oid::TEXT);
            let conversion = types[0].map(|from| self.session.text_volatility(from, text));
            return self.saw(conversion.unwrap_or_default().min(candidate.volatility));
        }
        self.saw(candidate.volatility);
    }

    fn bind_conversion_call(
        &mut self,
        to: TypeRef,
        conversion: Option<Conversion>,
        name: &QualifiedName,
        expr: &Expr,
        from: Type,
    ) -> Result<(), Refusal> {
        self.refer_to(name.span(), to.id, ReferenceRole::Name);
        match (conversion, from) {
            (None, from) => self.coerce(expr, from, to),
            (Some(Conversion::Text), Some(from)) => {
                self.saw(self.session.text_volatility(from, to));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Several functions may be meant, because a type is not known. The engine's own need no note; of a user's, one must be meant.
    fn bind_open_call(&mut self, left: &[Candidate], call: &FunctionCall, types: &[Type]) -> Result<Called, Refusal> {
        if left.iter().any(|candidate| candidate.routine.is_some()) {
            return Err(Refusal::Undecided(format!(
                "which function {} is meant depends on a type that is not known",
                call.name
            )));
        }
        let mut results = left.iter().map(|candidate| candidate.result_type(self.session, types));
        let first = results.next().flatten();
        let type_ref = first.filter(|first| results.all(|other| other.is_some_and(|other| other.same_type(*first))));
        Ok(Called { type_ref, candidate: None })
    }

    /// A call of one of the engine's functions that SQL spells in another way.
    pub(super) fn resolve_builtin_call(
        &mut self,
        name: &'static str,
        exprs: &[&Expr],
        types: &[Type],
        span: Span,
    ) -> Result<Type, Refusal> {
        let part = |name| Ident { name: Name::new_static(name), span };
        let name = QualifiedName { parts: vec![part("pg_catalog"), part(name)] };
        let call = Call { name: &name, names: &[], types, variadic: false, with_outputs: false };
        match self.session.find_function(&call) {
            Meant::Function(candidate) => self.use_function(&candidate, &name, exprs, types),
            Meant::Conversion(to, _) => Ok(Some(to)),
            Meant::Open(left) => {
                let first = left[0].result_type(self.session, types);
                let same = left.iter().all(|candidate| candidate.result_type(self.session, types) == first);
                Ok(first.filter(|_| same))
            }
            Meant::Ambiguous => fail("42725", format!("function {} is not unique", self.signature(&call)), span),
            Meant::None => fail("42883", format!("function {} does not exist", self.signature(&call)), span),
        }
    }

    /// `f(integer, unknown)`, as in the server's messages.
    fn signature(&self, call: &Call<'_>) -> String {
        let positional = call.types.len() - call.names.len();
        let arguments: Vec<String> = call
            .types
            .iter()
            .enumerate()
            .map(|(index, type_ref)| {
                let type_name = type_ref.map_or_else(|| "???".into(), |found| self.type_name(found));
                match index.checked_sub(positional) {
                    Some(named) => format!("{} => {type_name}", call.names[named]),
                    None => type_name,
                }
            })
            .collect();
        format!("{}({})", call.name, arguments.join(", "))
    }

    /// What the kind of a function allows at this place.
    fn check_kind(
        &mut self,
        call: &FunctionCall,
        candidate: &Candidate,
        given: &Given<'_>,
        span: Span,
    ) -> Result<(), Refusal> {
        let name = &call.name;
        match candidate.kind {
            RoutineKind::Procedure => {
                let names = argument_names(call);
                let written =
                    Call { name, names: &names, types: &given.types, variadic: call.variadic, with_outputs: false };
                let signature = self.signature(&written);
                fail("42809", format!("{signature} is a procedure"), span)
            }
            RoutineKind::Aggregate if call.over.is_none() => {
                self.check_aggregated(call, given)?;
                self.enter_aggregate(span)
            }
            _ if call.over.is_some() => {
                if !candidate.window && candidate.kind != RoutineKind::Aggregate {
                    let message =
                        format!("OVER specified, but {name} is not a window function nor an aggregate function");
                    return fail("42809", message, span);
                }
                if call.distinct {
                    return fail("0A000", "DISTINCT is not implemented for window functions".into(), span);
                }
                self.check_window_function(span)
            }
            _ if candidate.window => fail("42809", format!("window function {name} requires an OVER clause"), span),
            _ if call.distinct => {
                fail("42809", format!("DISTINCT specified, but {name} is not an aggregate function"), span)
            }
            _ if call.filter.is_some() => {
                fail("42809", format!("FILTER specified, but {name} is not an aggregate function"), span)
            }
            _ if candidate.returns_set => self.check_set_returning(span),
            _ => Ok(()),
        }
    }

    /// An aggregate belongs to the query of its innermost column; one over columns of outer queries only is theirs.
    fn enter_aggregate(&mut self, span: Span) -> Result<(), Refusal> {
        let innermost = self.levels.len().checked_sub(1);
        let level = self.columns_seen.checked_ilog2().map(|level| level as usize).or(innermost);
        match level.filter(|level| Some(*level) != innermost) {
            None => self.check_aggregate(span)?,
            // Where the subquery that it stands in stands.
            Some(level) => self.levels[level + 1].around.map_or(Ok(()), |clause| clause.check_aggregate(span))?,
        }
        if let Some(level) = level.and_then(|level| self.levels.get_mut(level)) {
            level.aggregates.push(span);
        }
        Ok(())
    }

    pub(super) fn bind_window(&mut self, window: &WindowSpec) -> Result<(), Refusal> {
        if let Some(name) = window.name.as_ref().filter(|name| !self.level().windows.contains(&name.name)) {
            return fail("42704", format!("window \"{}\" does not exist", name.name), name.span);
        }
        self.within(Clause::Window, |binder| {
            let partitions = binder.bind_all(&window.partition_by)?;
            let orders = binder.bind_all(window.order_by.iter().map(|item| &item.expr))?;
            binder.bind_all(&window.frame_bounds)?;
            binder.require_orders(&window.order_by, &orders)?;
            window.partition_by.iter().zip(partitions).try_for_each(|(key, type_ref)| {
                let place = binder.location(key);
                binder.require_equality(type_ref, Some(place))
            })
        })
    }

    /// SQL's own spellings: `coalesce`, `current_timestamp`, `extract` …
    fn bind_special(&mut self, call: &FunctionCall, span: Span) -> Result<Type, Refusal> {
        let exprs: Vec<&Expr> = call.arguments.iter().map(|(_, argument)| argument).collect();
        let types = self.bind_all(exprs.iter().copied())?;
        let name = call.name.name().as_str();
        match name {
            "coalesce" => self.unify(&exprs, &types, "COALESCE"),
            "greatest" => self.unify(&exprs, &types, "GREATEST"),
            "least" => self.unify(&exprs, &types, "LEAST"),
            "nullif" => self.bind_nullif(&exprs, &types, span),
            "grouping" => Ok(known(oid::INT4)),
            _ => match session_value(name) {
                Some(value) => {
                    self.saw_session();
                    Ok(Some(with_precision(value, &exprs)))
                }
                None => match FUNCTIONS.iter().find(|function| **function == name) {
                    Some(function) => self.resolve_builtin_call(function, &exprs, &types, span),
                    None => Ok(None),
                },
            },
        }
    }

    /// `NULLIF(a, b)` has the type that `a = b` gives its left side.
    fn bind_nullif(&mut self, exprs: &[&Expr], types: &[Type], span: Span) -> Result<Type, Refusal> {
        let ([left, right], [left_type, right_type]) = (exprs, types) else { return Ok(None) };
        let result = self.operand_of_equality((left, *left_type), (right, *right_type), span)?;
        Ok(result.map(bare))
    }
}

/// Functions that SQL has a syntax for.
const FUNCTIONS: &[&str] = &["btrim", "extract", "ltrim", "overlay", "position", "rtrim", "substring"];

/// The values of the session that are called without parentheses.
fn session_value(name: &str) -> Option<TypeRef> {
    let oid = match name {
        "current_date" => oid::DATE,
        "current_time" => oid::TIMETZ,
        "current_timestamp" => oid::TIMESTAMPTZ,
        "localtime" => oid::TIME,
        "localtimestamp" => oid::TIMESTAMP,
        "current_role" | "current_user" | "user" | "session_user" | "current_catalog" | "current_schema" => oid::NAME,
        _ => return None,
    };
    Some(TypeRef::builtin(oid))
}

/// `current_timestamp(3)`.
fn with_precision(value: TypeRef, exprs: &[&Expr]) -> TypeRef {
    match exprs {
        [Expr { kind: ExprKind::Literal(crate::postgres::ast::Literal::Integer(digits)), .. }] => {
            TypeRef { modifier: digits.parse().map_or(-1, |precision: i32| precision.min(6)), ..value }
        }
        _ => value,
    }
}
