//! What depends on the catalog, besides tables and their parts: names of the rarer objects, tables in which something happens to rows,
//! and calls.

use super::names::quoted;
use super::writer::Writer;
use rebaseline::postgres::ast::op::RoutineKind;
use rebaseline::postgres::catalog::{Cast, ConstraintKind, Object, ObjectBody, ObjectId, Routine, TypeBody, TypeRef};

const TRIGGER: u32 = 2279;

impl Writer<'_> {
    /// The text of `$name`, where it is one of these.
    pub fn object(&mut self, name: &str) -> Option<String> {
        Some(match name {
            "rule" => self.part("r1", |object| matches!(object.body, ObjectBody::Rule(_))),
            "ruled" => self.part_of_any("r1", |object| matches!(object.body, ObjectBody::Rule(_))),
            "collation" => self.pick("plain", |object| matches!(object.body, ObjectBody::Collation(_))),
            "statistics" => self.pick("both", |object| matches!(object.body, ObjectBody::Statistics(_))),
            "publication" => self.pick("chosen", |object| matches!(object.body, ObjectBody::Publication(_))),
            "event_trigger" => self.pick("noted", |object| matches!(object.body, ObjectBody::EventTrigger(_))),
            "watching" => self.pick("noted", is_watching),
            "configuration" => self.pick("fr", |object| matches!(object.body, ObjectBody::TextSearchConfiguration(_))),
            "dictionary" => self.pick("stems", |object| matches!(object.body, ObjectBody::TextSearchDictionary(_))),
            "event_function" => self.pick("touch", |object| returns(object, 3838)),
            "trigger_function" => self.pick("touch", |object| returns(object, TRIGGER)),
            "generated" => self.generated().first().map_or_else(|| "id".into(), |name| quoted(name)),
            "cast" => self.cast_types(),
            "cast_function" => self.unary_function(),
            "aggregate" => self.signature(|routine| routine.kind == RoutineKind::Aggregate),
            "procedure" => self.signature(|routine| routine.kind == RoutineKind::Procedure),
            "routine" => self.signature(|_| true),
            "call" => self.call(|routine| routine.kind == RoutineKind::Function && !is_trigger(routine)),
            "procedure_call" => self.call(|routine| routine.kind == RoutineKind::Procedure),
            _ => return self.busy_table(name),
        })
    }

    /// A table in which a change of rows has consequences.
    fn busy_table(&mut self, name: &str) -> Option<String> {
        let catalog = self.catalog;
        let has = |object: &Object, which: fn(&ObjectBody) -> bool| {
            object.table().is_some() && catalog.children(object.id).any(|child| which(&child.body))
        };
        let is_filled = |object: &Object| catalog.contents(object.id).is_some_and(|contents| !contents.is_empty());
        Some(match name {
            "filled" => self.relation_that(|object| object.table().is_some() && is_filled(object)),
            "firing" => self.relation_that(|object| has(object, |body| matches!(body, ObjectBody::Trigger(_)))),
            "referred" => {
                let filled = |table| catalog.contents(table).is_some_and(|contents| !contents.is_empty());
                let referred = self.targets(filled);
                self.relation_that(|object| is_filled(object) && referred.contains(&object.id))
            }
            "target" => {
                let targets = self.targets(|_| true);
                self.relation_that(|object| targets.contains(&object.id))
            }
            "supplied" => {
                let supplied = |object: &Object| {
                    let mut keys = catalog.children(object.id).filter_map(|child| reference(&child.body)).peekable();
                    keys.peek().is_some() && keys.all(|target| catalog.get(target).is_some_and(is_filled))
                };
                self.relation_that(supplied)
            }
            "generating" => self.relation_that(|object| has(object, is_generation)),
            "guarded" => self.relation_that(|object| {
                let domain = |id: ObjectId| {
                    let body = catalog.get(id).and_then(Object::type_body);
                    body.is_some_and(|body| matches!(body, TypeBody::Domain { .. }))
                };
                object.table().is_some()
                    && object.live_columns().any(|c| c.type_use.as_ref().is_some_and(|used| domain(used.type_ref.id)))
            }),
            _ => return None,
        })
    }

    /// Tables that such tables refer to.
    fn targets(&self, from: impl Fn(ObjectId) -> bool) -> Vec<ObjectId> {
        self.own(|object| object.parent.is_some_and(&from)).filter_map(|object| reference(&object.body)).collect()
    }

    fn signature(&mut self, which: impl Fn(&Routine) -> bool) -> String {
        let Some(object) = self.one_of(|object| object.routine().is_some_and(&which)) else {
            return "no_such(int)".into();
        };
        self.object = Some(object.id);
        let name = self.qualified(object);
        if self.random.percent(15) {
            return name;
        }
        let types: Vec<String> = inputs(object).map(|type_ref| self.type_text(type_ref)).collect();
        let none = object.routine().is_some_and(|routine| routine.kind == RoutineKind::Aggregate) && types.is_empty();
        format!("{name}({})", if none { "*".into() } else { types.join(", ") })
    }

    pub fn type_text(&self, type_ref: TypeRef) -> String {
        let prefix = |schema: ObjectId| {
            self.catalog.get(schema).map_or_else(String::new, |schema| format!("{}.", quoted(&schema.name)))
        };
        self.catalog.format_type(type_ref, prefix)
    }

    /// A routine with values for its arguments.
    fn call(&mut self, which: impl Fn(&Routine) -> bool) -> String {
        let Some(object) = self.one_of(|object| object.routine().is_some_and(&which)) else { return "total(1)".into() };
        let name = self.qualified(object);
        let mut types: Vec<TypeRef> = inputs(object).collect();
        if self.random.percent(5) {
            types.pop();
        }
        let values: Vec<String> = types.into_iter().map(|type_ref| self.value(type_ref)).collect();
        format!("{name}({})", values.join(", "))
    }

    /// `source AS target`.
    fn cast_types(&mut self) -> String {
        let Some(object) = self.one_of(|object| matches!(object.body, ObjectBody::Cast(_))) else {
            return "text AS mood".into();
        };
        let ObjectBody::Cast(Cast { source, target, .. }) = object.body else {
            unreachable!("only casts were asked for")
        };
        format!("{} AS {}", self.type_text(source), self.type_text(target))
    }

    /// `(source AS target) WITH FUNCTION …` of a function with one argument.
    fn unary_function(&mut self) -> String {
        let is_unary = |object: &Object| {
            inputs(object).count() == 1
                && object.routine().is_some_and(|routine| {
                    routine.kind == RoutineKind::Function && routine.returns.is_some() && !is_trigger(routine)
                })
        };
        let Some(object) = self.one_of(is_unary) else { return "(int AS mood) WITH FUNCTION no_such(int)".into() };
        let argument = inputs(object).next().map(|type_ref| self.type_text(type_ref)).unwrap_or_default();
        let result = object.routine().and_then(|routine| routine.returns.as_ref());
        let result = result.map(|used| self.type_text(used.type_ref)).unwrap_or_default();
        format!("({argument} AS {result}) WITH FUNCTION {}({argument})", self.qualified(object))
    }
}

fn returns(object: &Object, oid: u32) -> bool {
    let routine = object.routine().and_then(|routine| routine.returns.as_ref());
    routine.is_some_and(|returns| returns.type_ref.id == ObjectId::builtin(oid))
}

fn is_trigger(routine: &Routine) -> bool {
    routine.returns.as_ref().is_some_and(|returns| returns.type_ref.id == ObjectId::builtin(TRIGGER))
}

fn inputs(object: &Object) -> impl Iterator<Item = TypeRef> {
    object.routine().into_iter().flat_map(Routine::input_arguments).map(|argument| argument.type_use.type_ref)
}

/// The table that a foreign key refers to.
fn reference(body: &ObjectBody) -> Option<ObjectId> {
    match body {
        ObjectBody::Constraint(constraint) => match &constraint.kind {
            ConstraintKind::ForeignKey(key) => Some(key.table),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it is an event trigger that fires.
fn is_watching(object: &Object) -> bool {
    matches!(&object.body, ObjectBody::EventTrigger(trigger) if matches!(trigger.enabled, 'O' | 'A'))
}

fn is_generation(body: &ObjectBody) -> bool {
    matches!(body, ObjectBody::Default(default) if default.generated.is_some())
}
