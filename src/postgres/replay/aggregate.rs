//! Aggregates.

use super::routine::options::plain_routine;
use super::session::Session;
use super::support::Support;
use crate::postgres::ast::op::{
    ArgumentMode, CreateAggregate, DefinitionOption, DefinitionValue, Parallel, RoutineArgument, RoutineKind,
    Volatility,
};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::function::by_oid;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Argument, Attribute, DependencyKind, Object, ObjectBody, ObjectId, Routine, RoutineSource, TypeRef, TypeUse,
};
use crate::postgres::replay::bind::is_polymorphic;
use crate::run::{Applied, Effect, Failure, Refusal};

/// Options that are kept as they are.
const WORDS: [&str; 8] = [
    "sspace",
    "finalfunc_extra",
    "finalfunc_modify",
    "initcond",
    "parallel",
    "msspace",
    "mfinalfunc_extra",
    "mfinalfunc_modify",
];

/// Types that say what each other stands for.
const SIMPLE: [u32; 4] = [oid::ANYELEMENT, oid::ANYARRAY, oid::ANYNONARRAY, oid::ANYENUM];

/// An aggregate that is read and checked.
struct Draft {
    attributes: Vec<(Name, Attribute)>,
    state: TypeRef,
    result: TypeRef,
    parallel: Parallel,
}

impl Session {
    pub(super) fn create_aggregate(&mut self, create: &CreateAggregate) -> Applied {
        let schema = self.home_of(&create.name)?;
        let arguments = self.aggregate_arguments(create)?;
        let types: Vec<TypeRef> = arguments.iter().map(|argument| argument.type_use.type_ref).collect();
        let draft = self.draft_aggregate(&create.options, &types)?;
        let name = create.name.name();
        let existing = self.routine_with(schema, name, &types);
        if existing.is_some() && !create.or_replace {
            let message = format!("function \"{name}\" already exists with same argument types");
            return Err(Failure::new("42723", message).into());
        }
        let body = Routine {
            kind: RoutineKind::Aggregate,
            arguments,
            returns: Some(TypeUse::from(draft.result)),
            language: Name::new_static("internal"),
            volatility: Volatility::Immutable,
            parallel: draft.parallel,
            source: RoutineSource::Aggregate(draft.attributes.clone()),
            ..plain_routine()
        };
        let id = if let Some(existing) = existing {
            self.check_replaced_aggregate(existing, draft.result)?;
            self.forget_references(existing);
            self.change(existing, |object| object.body = ObjectBody::Routine(body));
            existing
        } else {
            let id = self.create_object(name.clone(), Some(schema), None, ObjectBody::Routine(body));
            self.set_remark(id);
            id
        };
        for type_ref in types.into_iter().chain([draft.state, draft.result]) {
            self.depend_on_type(id, type_ref);
        }
        for (_, attribute) in &draft.attributes {
            if let Attribute::Routine(function) = attribute {
                self.catalog.depend(id, *function, DependencyKind::Normal);
            }
        }
        Ok(Effect::Applied)
    }

    /// Only an aggregate of the same result is replaced.
    fn check_replaced_aggregate(&self, existing: ObjectId, result: TypeRef) -> Result<(), Refusal> {
        let routine = self.catalog.get(existing).and_then(Object::routine);
        let same = routine.is_some_and(|routine| {
            routine.kind == RoutineKind::Aggregate
                && routine.returns.as_ref().is_some_and(|returns| returns.type_ref.same_type(result))
        });
        if same { Ok(()) } else { Err(Refusal::Undecided("an aggregate in the place of another routine".into())) }
    }

    fn aggregate_arguments(&self, create: &CreateAggregate) -> Result<Vec<Argument>, Refusal> {
        if let Some(arguments) = &create.arguments {
            return arguments.iter().map(|argument| self.aggregate_argument(argument)).collect();
        }
        let option = create.options.iter().find(|option| option.name == "basetype");
        match option.and_then(|option| option.value.as_ref()) {
            Some(DefinitionValue::Name(written)) if written.name.name() == "any" => Ok(Vec::new()),
            Some(DefinitionValue::Name(written)) => {
                let type_use = self.resolve_type_unplaced(written)?;
                Ok(vec![Argument { mode: ArgumentMode::In, name: None, type_use, default: None }])
            }
            Some(value) if value.text().eq_ignore_ascii_case("any") => Ok(Vec::new()),
            _ => Err(Failure::new("42P13", "aggregate input type must be specified").into()),
        }
    }

    fn aggregate_argument(&self, argument: &RoutineArgument) -> Result<Argument, Refusal> {
        let type_use = match self.resolve_type_unplaced(&argument.type_name) {
            Err(Refusal::Failed(failure)) if failure.code == "42704" => {
                let message = format!("type {} does not exist", argument.type_name.name);
                return Err(self.missing(Failure::new("42704", message)));
            }
            found => found?,
        };
        let pseudo = self.type_category(type_use.type_ref).0 == 'P' && !is_polymorphic(type_use.type_ref);
        if pseudo || argument.default.is_some() {
            return Err(Refusal::Undecided("an aggregate over a pseudo-type".into()));
        }
        let name = argument.name.as_ref().map(|name| name.name.clone());
        Ok(Argument { mode: argument.mode, name, type_use, default: None })
    }

    fn draft_aggregate(&self, options: &[DefinitionOption], types: &[TypeRef]) -> Result<Draft, Refusal> {
        let value =
            |name: &str| options.iter().find(|option| option.name == name).and_then(|found| found.value.as_ref());
        let either = |one: &str, other: &str| value(one).or_else(|| value(other));
        let required = |name: &str| Failure::new("42P13", format!("aggregate {name} must be specified"));
        let stype = either("stype", "stype1").ok_or_else(|| required("stype"))?;
        let sfunc = either("sfunc", "sfunc1").ok_or_else(|| required("sfunc"))?;
        check_moving(options)?;
        let state = self.attribute_type(stype)?;
        check_determined(state, types)?;
        let with_state: Vec<TypeRef> = std::iter::once(state).chain(types.iter().copied()).collect();
        let step = self.attribute_function(sfunc, &with_state)?;
        if !step.result.same_type(state) {
            return Err(Refusal::Undecided("a transition function that returns another type than the state's".into()));
        }
        let mut attributes = vec![
            (Name::new_static("sfunc"), Attribute::Routine(step.id)),
            (Name::new_static("stype"), Attribute::Type(state)),
        ];
        let initial = either("initcond", "initcond1").is_some();
        self.check_first_state(step.id, state, types, initial)?;
        let mut result = state;
        let mut parallel = Parallel::default();
        let moving = value("mstype").map(|stype| self.attribute_type(stype)).transpose()?;
        for option in options {
            match (option.name.as_str(), option.value.as_ref()) {
                ("stype" | "stype1" | "sfunc" | "sfunc1" | "basetype", _) => {}
                ("finalfunc", Some(function)) => {
                    let found = self.attribute_function(function, &[state])?;
                    result = found.result;
                    attributes.push((option.name.clone(), Attribute::Routine(found.id)));
                }
                ("combinefunc", Some(function)) => {
                    let found = self.attribute_function(function, &[state, state])?;
                    attributes.push((option.name.clone(), Attribute::Routine(found.id)));
                }
                ("mstype", _) => attributes.extend(moving.map(|state| (option.name.clone(), Attribute::Type(state)))),
                ("msfunc" | "minvfunc" | "mfinalfunc", Some(function)) => {
                    let Some(state) = moving else { continue };
                    let found = self.moving_function(&option.name, function, state, types)?;
                    attributes.push((option.name.clone(), Attribute::Routine(found.id)));
                }
                ("minitcond", Some(value)) => {
                    self.check_initial(value.text(), moving.unwrap_or(state))?;
                    attributes.push((option.name.clone(), Attribute::Text(value.text().clone())));
                }
                ("parallel", Some(value)) => {
                    parallel = match value.text().as_str() {
                        "safe" => Parallel::Safe,
                        "restricted" => Parallel::Restricted,
                        _ => Parallel::Unsafe,
                    };
                    attributes.push((option.name.clone(), Attribute::Word(value.text().clone())));
                }
                ("initcond" | "initcond1", Some(value)) => {
                    self.check_initial(value.text(), state)?;
                    attributes.push((Name::new_static("initcond"), Attribute::Text(value.text().clone())));
                }
                (name, value) if WORDS.contains(&name) => {
                    let word = value.map_or_else(|| Name::new_static("true"), |value| value.text().clone());
                    attributes.push((option.name.clone(), Attribute::Word(word)));
                }
                (name, _) => return Err(Refusal::Undecided(format!("an aggregate with `{name}`"))),
            }
        }
        Ok(Draft { attributes, state, result, parallel })
    }

    /// A function that computes with the moving state; one that returns another type is left to the server.
    fn moving_function(
        &self,
        option: &str,
        function: &DefinitionValue,
        state: TypeRef,
        types: &[TypeRef],
    ) -> Result<Support, Refusal> {
        if option == "mfinalfunc" {
            return self.attribute_function(function, &[state]);
        }
        let with_state: Vec<TypeRef> = std::iter::once(state).chain(types.iter().copied()).collect();
        let found = self.attribute_function(function, &with_state)?;
        if found.result.same_type(state) {
            return Ok(found);
        }
        Err(Refusal::Undecided("a moving transition function that returns another type than the state's".into()))
    }

    /// 42P13 where a strict function gets no first state, neither given nor taken from the first value.
    fn check_first_state(
        &self,
        function: ObjectId,
        state: TypeRef,
        types: &[TypeRef],
        initial: bool,
    ) -> Result<(), Failure> {
        let own = self.catalog.get(function).and_then(Object::routine).map(|routine| routine.strict);
        let strict = own.or_else(|| by_oid(function.oid()).map(|function| function.strict)).unwrap_or(false);
        let first = types.first().is_some_and(|first| self.is_binary_coercible(*first, state));
        if !strict || initial || first {
            return Ok(());
        }
        let message = "must not omit initial value when transition function is strict and transition type is not \
                       compatible with input type";
        Err(Failure::new("42P13", message))
    }

    fn attribute_type(&self, value: &DefinitionValue) -> Result<TypeRef, Refusal> {
        let DefinitionValue::Name(written) = value else {
            return Err(Refusal::Undecided(format!("the type `{}`", value.text())));
        };
        let found = self.resolve_type_unplaced(written)?;
        if self.type_category(found.type_ref).0 == 'P' && !is_polymorphic(found.type_ref) {
            return Err(Refusal::Undecided("an aggregate with a state of a pseudo-type".into()));
        }
        Ok(TypeRef { modifier: -1, ..found.type_ref })
    }

    fn attribute_function(&self, value: &DefinitionValue, types: &[TypeRef]) -> Result<Support, Refusal> {
        let name: &QualifiedName = match value {
            DefinitionValue::Name(name) if name.modifiers.is_empty() && name.array_dimensions == 0 => &name.name,
            _ => return Err(Refusal::Undecided(format!("the function `{}`", value.text()))),
        };
        self.support_function(name, types)
    }

    /// The initial value is read as the state's type.
    fn check_initial(&self, text: &str, state: TypeRef) -> Result<(), Refusal> {
        let invalid = match state.id.oid() {
            oid::INT2 | oid::INT4 | oid::INT8 if !state.array => text.trim().parse::<i64>().is_err(),
            _ => false,
        };
        if invalid {
            let type_name = self.type_name(state);
            let message = format!("invalid input syntax for type {type_name}: \"{text}\"");
            return Err(Failure::new("22P02", message).into());
        }
        Ok(())
    }
}

/// 42P13 where only a part of what a moving state needs is given.
fn check_moving(options: &[DefinitionOption]) -> Result<(), Failure> {
    let has = |name: &str| options.iter().any(|option| option.name == name);
    let refuse = |name: &str, when: &str| Err(Failure::new("42P13", format!("aggregate {name} must {when}")));
    if has("mstype") {
        return match ["msfunc", "minvfunc"].into_iter().find(|name| !has(name)) {
            Some(name) => refuse(name, "be specified when mstype is specified"),
            None => Ok(()),
        };
    }
    let parts = ["msfunc", "minvfunc", "mfinalfunc", "msspace", "minitcond"];
    match parts.into_iter().find(|name| has(name)) {
        Some(name) => refuse(name, "not be specified without mstype"),
        None => Ok(()),
    }
}

/// 42P13 where nothing says what a state of any type is.
fn check_determined(state: TypeRef, types: &[TypeRef]) -> Result<(), Refusal> {
    let stands_for_any = |type_ref: &TypeRef| is_polymorphic(*type_ref);
    let related = |type_ref: &TypeRef| SIMPLE.contains(&type_ref.id.oid()) && SIMPLE.contains(&state.id.oid());
    if !stands_for_any(&state) || types.iter().any(|one| one.same_type(state) || related(one)) {
        return Ok(());
    }
    if types.iter().any(stands_for_any) {
        return Err(Refusal::Undecided("an aggregate whose state is another kind of any type".into()));
    }
    Err(Failure::new("42P13", "cannot determine transition data type").into())
}
