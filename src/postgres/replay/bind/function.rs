//! Functions: which one a call means, the server's `func_get_detail`.

use super::binder::Type;
use super::candidate::{Choice, choose};
use super::coerce::{Coercion, Conversion};
use super::facts::{bare, category, is_polymorphic, oid_of};
use super::polymorphic;
use crate::postgres::ast::op::{ArgumentMode, RoutineKind, Volatility};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::function::Function;
use crate::postgres::builtin::later;
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{NameClass, ObjectBody, ObjectId, Routine, TypeBody, TypeRef};
use crate::postgres::replay::session::Session;

/// A function that a call may mean.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The user's routine, or the range type whose constructor it is; none for the engine's own.
    pub routine: Option<ObjectId>,
    /// The engine's function.
    pub builtin: Option<Function>,
    pub kind: RoutineKind,
    /// A window function.
    pub window: bool,
    pub returns_set: bool,
    pub volatility: Volatility,
    /// What it returns as declared; none for a procedure or where it is not known.
    pub result: Option<TypeRef>,
    /// Its argument types, in the order and number of the call.
    pub arguments: Vec<TypeRef>,
    /// Place of its schema in the search path, `pg_catalog` first.
    rank: usize,
    /// `VARIADIC` was spread over the last arguments.
    spread: bool,
    /// A function in SQL, which the planner may replace by its body.
    pub is_inlined: bool,
    /// Two of these with the same arguments: neither can be called.
    ambiguous: bool,
}

/// A call, as far as the choice of the function goes.
#[derive(Debug)]
pub(super) struct Call<'c> {
    pub name: &'c QualifiedName,
    /// Names of the last arguments, where they are named.
    pub names: &'c [Name],
    pub types: &'c [Type],
    /// The last argument is `VARIADIC`.
    pub variadic: bool,
    /// It is a `CALL`, which has something for each `OUT` argument of a procedure too.
    pub with_outputs: bool,
}

/// What a call means.
#[derive(Debug)]
pub(super) enum Meant {
    Function(Box<Candidate>),
    /// `date('2020-01-01')`: a conversion to that type.
    Conversion(TypeRef, Option<Conversion>),
    /// It depends on types that are not known: one of these.
    Open(Vec<Candidate>),
    Ambiguous,
    None,
}

/// A function before it is fitted to a call.
struct Declared {
    candidate: Candidate,
    names: Vec<Name>,
    variadic: Option<TypeRef>,
    defaults: usize,
}

impl Session {
    /// What a call means. `None` in [`Call::types`] fits anything.
    pub(super) fn find_function(&self, call: &Call<'_>) -> Meant {
        let mut candidates = self.candidates(call);
        if let Some(exact) = candidates.iter().position(|candidate| is_exact(candidate, call.types)) {
            return one(candidates.swap_remove(exact));
        }
        if let Some(conversion) = self.call_as_conversion(call) {
            return conversion;
        }
        let signatures: Vec<&[TypeRef]> =
            candidates.iter().map(|candidate| &candidate.arguments[..call.types.len()]).collect();
        match choose(self, &signatures, call.types) {
            Choice::One(index) => one(candidates.swap_remove(index)),
            Choice::Open(left) => {
                let keep: Vec<Candidate> = left.into_iter().map(|index| candidates[index].clone()).collect();
                Meant::Open(keep)
            }
            Choice::Ambiguous => Meant::Ambiguous,
            Choice::None => Meant::None,
        }
    }

    /// Whether a newer server may know a call that the built-in catalog does not.
    pub(super) fn may_be_newer(&self, name: &QualifiedName) -> bool {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        own && later::function(name.name()).is_some_and(|since| since <= self.environment.postgres_version())
    }

    /// `date(x)`, `text(x)`: a type's name, called with one argument, converts it.
    fn call_as_conversion(&self, call: &Call<'_>) -> Option<Meant> {
        let [Some(from)] = call.types else { return None };
        if !call.names.is_empty() || call.variadic {
            return None;
        }
        let to = self.type_called(call.name)?;
        if oid_of(*from) == oid::UNKNOWN {
            return Some(Meant::Conversion(to, None));
        }
        match self.conversion(*from, to, Coercion::Explicit)? {
            Conversion::Relabel => Some(Meant::Conversion(to, Some(Conversion::Relabel))),
            Conversion::Text => {
                let row_to_string = (oid_of(*from) == oid::RECORD || self.is_row_type(*from))
                    && self.type_category(to).0 == category::STRING;
                (!row_to_string).then_some(Meant::Conversion(to, Some(Conversion::Text)))
            }
            Conversion::Function(_) => None,
        }
    }

    /// The type of that name, row types of relations excepted.
    fn type_called(&self, name: &QualifiedName) -> Option<TypeRef> {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        if own && let Some(found) = types::by_name(name.name()) {
            return Some(super::facts::builtin(found.oid));
        }
        let id = self.lookup(NameClass::Type, name)?;
        match &self.catalog.get(id)?.body {
            ObjectBody::Type(TypeBody::Shell) => None,
            ObjectBody::Type(_) => Some(TypeRef::plain(id)),
            _ => None,
        }
    }

    /// `FuncnameGetCandidates`: all functions of the name that take so many arguments.
    fn candidates(&self, call: &Call<'_>) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for declared in self.declared(call) {
            let Some(candidate) = fit(declared, call) else { continue };
            add(&mut found, candidate, call.types.len());
        }
        found
    }

    fn declared(&self, call: &Call<'_>) -> Vec<Declared> {
        let name = call.name;
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        let builtin = BUILTIN.functions.of(name.name()).filter(|_| own);
        let mut declared: Vec<Declared> = builtin.filter_map(|function| self.declared_builtin(function)).collect();
        let schemas = match name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        };
        for (rank, schema) in schemas.into_iter().enumerate() {
            for id in self.catalog.routines(schema, name.name()) {
                declared.extend(self.declared_routine(*id, rank + 1, call));
            }
            if let Some(id) = self.catalog.find(NameClass::Type, schema, name.name()) {
                declared.extend(self.range_constructors(id, rank + 1));
            }
        }
        declared
    }

    fn declared_builtin(&self, function: Function) -> Option<Declared> {
        let arguments = function.arguments().map(|key| self.type_of_key(key, None)).collect::<Option<Vec<_>>>()?;
        let candidate = Candidate {
            routine: None,
            builtin: Some(function),
            kind: match function.kind {
                'a' => RoutineKind::Aggregate,
                'p' => RoutineKind::Procedure,
                _ => RoutineKind::Function,
            },
            window: function.kind == 'w',
            returns_set: function.returns_set,
            volatility: function.volatility,
            result: function.result.and_then(|key| self.type_of_key(key, None)),
            arguments,
            rank: 0,
            spread: false,
            is_inlined: false,
            ambiguous: false,
        };
        Some(Declared {
            candidate,
            names: function.argument_names().map(Name::new_static).collect(),
            variadic: function.variadic.and_then(|key| self.type_of_key(key, None)),
            defaults: function.defaults,
        })
    }

    /// The functions that come with a range type, under its name: from two bounds, from an array of ranges.
    fn range_constructors(&self, id: ObjectId, rank: usize) -> Vec<Declared> {
        let this = TypeRef::plain(id);
        if let Some(subtype) = self.subtype_of_range(this) {
            let text = TypeRef::builtin(oid::TEXT);
            return vec![
                constructor(this, vec![subtype, subtype], None, rank),
                constructor(this, vec![subtype, subtype, text], None, rank),
            ];
        }
        match self.multirange_range(this) {
            Some(range) => vec![
                constructor(this, Vec::new(), None, rank),
                constructor(this, vec![range], None, rank),
                constructor(this, vec![super::facts::array_of(range)], Some(range), rank),
            ],
            None => Vec::new(),
        }
    }

    fn declared_routine(&self, id: ObjectId, rank: usize, call: &Call<'_>) -> Option<Declared> {
        let ObjectBody::Routine(routine) = &self.catalog.get(id)?.body else { return None };
        let inputs: Vec<_> = match (call.with_outputs, routine.kind) {
            (true, RoutineKind::Procedure) => routine.arguments.iter().collect(),
            _ => routine.input_arguments().collect(),
        };
        let variadic = inputs.iter().find(|argument| argument.mode == ArgumentMode::Variadic);
        let candidate = Candidate {
            routine: Some(id),
            builtin: None,
            kind: routine.kind,
            window: routine.window,
            returns_set: routine.returns_set,
            volatility: routine.volatility,
            result: result_of(routine),
            arguments: inputs.iter().map(|argument| bare(argument.type_use.type_ref)).collect(),
            rank,
            spread: false,
            is_inlined: routine.language == "sql" && !routine.returns_set,
            ambiguous: false,
        };
        Some(Declared {
            candidate,
            names: inputs.iter().map(|argument| argument.name.clone().unwrap_or_default()).collect(),
            variadic: variadic.map(|argument| argument.type_use.type_ref).map(spread_type),
            defaults: inputs.iter().filter(|argument| argument.default.is_some()).count(),
        })
    }
}

/// A function of the server's own making that belongs to a type.
fn constructor(of: TypeRef, arguments: Vec<TypeRef>, variadic: Option<TypeRef>, rank: usize) -> Declared {
    let candidate = Candidate {
        routine: Some(of.id),
        builtin: None,
        kind: RoutineKind::Function,
        window: false,
        returns_set: false,
        volatility: Volatility::Immutable,
        result: Some(of),
        arguments,
        rank,
        spread: false,
        is_inlined: false,
        ambiguous: false,
    };
    Declared { candidate, names: Vec::new(), variadic, defaults: 0 }
}

/// The type of each argument that `VARIADIC` takes.
fn spread_type(array: TypeRef) -> TypeRef {
    match oid_of(array) {
        oid::ANYARRAY => TypeRef::builtin(oid::ANYELEMENT),
        oid::ANYCOMPATIBLEARRAY => TypeRef::builtin(oid::ANYCOMPATIBLE),
        oid::ANY => array,
        _ => TypeRef { array: false, ..bare(array) },
    }
}

/// What a routine returns: as declared, or what its `OUT` arguments make.
fn result_of(routine: &Routine) -> Option<TypeRef> {
    if let Some(returns) = &routine.returns {
        return Some(bare(returns.type_ref));
    }
    let mut outputs = routine
        .arguments
        .iter()
        .filter(|argument| matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut | ArgumentMode::Table));
    let first = outputs.next()?;
    Some(match outputs.next() {
        None => bare(first.type_use.type_ref),
        Some(_) => TypeRef::builtin(oid::RECORD),
    })
}

fn one(candidate: Candidate) -> Meant {
    if candidate.ambiguous { Meant::Ambiguous } else { Meant::Function(Box::new(candidate)) }
}

fn is_exact(candidate: &Candidate, types: &[Type]) -> bool {
    candidate
        .arguments
        .iter()
        .zip(types)
        .all(|(declared, actual)| actual.is_some_and(|actual| actual.same_type(*declared)))
}

/// The function with its arguments as the call has them; `None` where it does not take so many, or not of those names.
fn fit(mut declared: Declared, call: &Call<'_>) -> Option<Candidate> {
    let wanted = call.types.len();
    if !call.names.is_empty() {
        return fit_named(declared, call);
    }
    let arguments = &mut declared.candidate.arguments;
    let least = arguments.len() - declared.defaults.min(arguments.len());
    if let Some(element) = declared.variadic.filter(|_| !call.variadic && wanted >= arguments.len()) {
        arguments.pop();
        arguments.resize(wanted, element);
        declared.candidate.spread = true;
        return Some(declared.candidate);
    }
    if wanted > arguments.len() || wanted < least || (call.variadic && declared.variadic.is_none()) {
        return None;
    }
    Some(declared.candidate)
}

/// `f(1, b => 2)`: every name must be one of the function's, and what is left out must have a default.
fn fit_named(mut declared: Declared, call: &Call<'_>) -> Option<Candidate> {
    let all = declared.candidate.arguments.clone();
    if call.types.len() > all.len() || call.variadic || declared.names.len() < all.len() {
        return None;
    }
    let positional = call.types.len() - call.names.len();
    let mut order: Vec<usize> = (0..positional).collect();
    for name in call.names {
        let place = declared.names.iter().position(|known| known == name)?;
        if order.contains(&place) {
            return None;
        }
        order.push(place);
    }
    let required = all.len() - declared.defaults.min(all.len());
    if (0..required).any(|place| !order.contains(&place)) {
        return None;
    }
    declared.candidate.arguments = order.into_iter().map(|place| all[place]).collect();
    Some(declared.candidate)
}

/// Adds a candidate; of two with the same arguments, the one earlier in the path is seen, or the one that need not spread `VARIADIC`.
fn add(found: &mut Vec<Candidate>, candidate: Candidate, arguments: usize) {
    let same = found.iter_mut().find(|other| {
        let (ours, theirs) = (&candidate.arguments[..arguments], &other.arguments[..arguments]);
        ours.iter().zip(theirs).all(|(ours, theirs)| ours.same_type(*theirs))
    });
    let Some(other) = same else { return found.push(candidate) };
    match (candidate.rank.cmp(&other.rank), candidate.spread, other.spread) {
        (std::cmp::Ordering::Less, ..) | (std::cmp::Ordering::Equal, false, true) => *other = candidate,
        (std::cmp::Ordering::Greater, ..) | (_, true, false) => {}
        _ => other.ambiguous = true,
    }
}

impl Candidate {
    /// The type of a call with these arguments; `None` where it cannot be told.
    pub(super) fn result_type(&self, session: &Session, types: &[Type]) -> Type {
        let result = self.result?;
        if !is_polymorphic(result) {
            return Some(result);
        }
        polymorphic::resolve(session, &self.arguments[..types.len()], types, result)
    }

    /// The type each argument becomes.
    pub(super) fn argument_type(&self, session: &Session, types: &[Type], index: usize) -> Type {
        let declared = self.arguments[index];
        if oid_of(declared) == oid::ANY {
            return None;
        }
        polymorphic::resolve(session, &self.arguments[..types.len()], types, declared)
    }

    /// All that its polymorphic arguments are given is untyped literals.
    pub(super) fn is_undetermined(&self, types: &[Type]) -> bool {
        let mut given =
            self.arguments.iter().zip(types).filter(|(declared, _)| polymorphic::is_exact(**declared)).peekable();
        given.peek().is_some() && given.all(|(_, given)| given.is_some_and(|given| oid_of(given) == oid::UNKNOWN))
    }
}
