//! Triggers.

mod condition;
mod partition;

use self::partition::Namesake;
use super::describe::relation_word;
use super::reference::qualified;
use super::session::Session;
use super::types::composite::check_distinct;
use crate::postgres::ast::op::{CreateTrigger, TriggerEvent, TriggerTiming};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Address, ColumnNumber, DependencyKind, NameClass, Object, ObjectBody, ObjectId, Trigger, TypeRef,
};
use crate::postgres::replay::bind::{BoundExpr, Scope, Usage};
use crate::run::{Applied, Effect, Failure, Refusal};

/// What a trigger can be made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Table,
    Partitioned,
    View,
    Foreign,
}

impl Session {
    pub(super) fn create_trigger(&mut self, create: &CreateTrigger) -> Applied {
        if create.or_replace && create.constraint {
            return Err(Failure::new("0A000", "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported").into());
        }
        let table = self.trigger_table(&create.table)?;
        let target = self.trigger_target(table)?;
        check_target(create, target, self.name_of(table))?;
        let referenced = create.referenced.as_ref().map(|name| self.open_relation(name)).transpose()?;
        let referenced = referenced.map(|object| object.id);
        check_form(create)?;
        self.check_transition_tables(create, table, target)?;
        let condition =
            create.condition.as_ref().map(|expr| self.bind_expr(expr, Scope::Trigger(table), Usage::TriggerCondition));
        let condition = condition.transpose()?;
        if let Some(expr) = &create.condition {
            self.check_condition(create, table, expr)?;
        }
        let function = self.trigger_function(&create.function)?;
        let existing = self.replaced_trigger(create, table)?;
        let on_update = self.update_columns(create, table)?;
        let body = Trigger {
            referenced,
            condition: condition.as_ref().map(|bound| bound.bound.clone()),
            function,
            on_update,
            ..plain(create)
        };
        let trigger = self.store_trigger(table, create.name.name.clone(), body, existing);
        self.depend_on_trigger_parts(trigger, condition.as_ref());
        if create.for_each_row && target == Target::Partitioned {
            let namesake = if create.or_replace { Namesake::Replaced } else { Namesake::Refused };
            for partition in self.children_of(table) {
                self.clone_trigger(trigger, partition, namesake)?;
            }
        }
        Ok(Effect::Applied)
    }

    fn trigger_table(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        self.refuse_system_relation(name)?;
        let found = self.open_relation(name)?;
        let kind = match relation_word(found) {
            "index" => "an index",
            "composite type" => "a composite type",
            _ => return Ok(found.id),
        };
        Err(Failure::new("42809", format!("\"{}\" is {kind}", found.name)).into())
    }

    fn trigger_target(&self, table: ObjectId) -> Result<Target, Failure> {
        let object = self.catalog.get(table);
        match object.map_or("", relation_word) {
            "table" if self.is_partitioned(table) => Ok(Target::Partitioned),
            "table" => Ok(Target::Table),
            "view" => Ok(Target::View),
            "foreign table" => Ok(Target::Foreign),
            _ => Err(Failure::new("42809", format!("relation \"{}\" cannot have triggers", self.name_of(table)))),
        }
    }

    fn check_transition_tables(&self, create: &CreateTrigger, table: ObjectId, target: Target) -> Result<(), Failure> {
        if create.old_table.is_none() && create.new_table.is_none() {
            return Ok(());
        }
        if let Target::View | Target::Foreign = target {
            let kind = if target == Target::View { "view" } else { "foreign table" };
            return Err(Failure::new("42809", format!("\"{}\" is a {kind}", self.name_of(table))));
        }
        let parents = self.table(table).is_some_and(|table| !table.parents.is_empty());
        if create.for_each_row && parents {
            let kind = if self.is_partition(table) { "partitions" } else { "inheritance children" };
            let message = format!("ROW triggers with transition tables are not supported on {kind}");
            return Err(Failure::new("0A000", message));
        }
        check_transition_events(create)
    }

    /// The function of no arguments that returns `trigger`, the engine's own included.
    fn trigger_function(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        self.require_schema_of_function(name)?;
        if let Some(builtin) = builtin_trigger_function(name) {
            return Ok(builtin);
        }
        self.function_returning(name, TypeRef::builtin(oid::TRIGGER), "trigger")
    }

    /// The function of no arguments that returns such a type; 42883 where there is none, 42P17 where it returns another.
    pub(crate) fn function_returning(
        &self,
        name: &QualifiedName,
        wanted: TypeRef,
        word: &str,
    ) -> Result<ObjectId, Refusal> {
        self.require_schema_of_function(name)?;
        let schemas = match name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        };
        let found = schemas.into_iter().find_map(|schema| self.routine_with(schema, name.name(), &[]));
        let routine = found.and_then(|id| self.catalog.get(id)).and_then(Object::routine);
        let is_function =
            routine.is_some_and(|routine| routine.kind == crate::postgres::ast::op::RoutineKind::Function);
        let Some(id) = found.filter(|_| is_function) else {
            let message = format!("function {}() does not exist", qualified(name));
            return Err(self.absent(name, Failure::new("42883", message)));
        };
        let returns = routine.and_then(|routine| routine.returns.as_ref()).map(|returns| returns.type_ref);
        if returns != Some(wanted) {
            return Err(Failure::new("42P17", format!("function {} must return type {word}", qualified(name))).into());
        }
        Ok(id)
    }

    fn require_schema_of_function(&self, name: &QualifiedName) -> Result<(), Refusal> {
        match name.schema() {
            Some(schema) if schema.name == "pg_catalog" => Ok(()),
            _ => self.require_schema(name),
        }
    }

    /// The trigger that `OR REPLACE` replaces; 42710 where the name is taken otherwise.
    fn replaced_trigger(&self, create: &CreateTrigger, table: ObjectId) -> Result<Option<ObjectId>, Failure> {
        let name = &create.name.name;
        let Some(existing) = self.catalog.find(NameClass::Trigger, table, name) else { return Ok(None) };
        let on = format!("trigger \"{name}\" for relation \"{}\"", self.name_of(table));
        let constraint = self.catalog.get(existing).and_then(Object::trigger).is_some_and(|found| found.constraint);
        if !create.or_replace {
            return Err(Failure::new("42710", format!("{on} already exists")));
        }
        if self.is_clone(existing) {
            return Err(Failure::new("42710", format!("{on} is an internal or a child trigger")));
        }
        if constraint {
            return Err(Failure::new("42710", format!("{on} is a constraint trigger")));
        }
        Ok(Some(existing))
    }

    fn update_columns(&self, create: &CreateTrigger, table: ObjectId) -> Result<Option<Vec<ColumnNumber>>, Refusal> {
        let Some(columns) = create.events.iter().find_map(|event| match event {
            TriggerEvent::Update(columns) => Some(columns),
            _ => None,
        }) else {
            return Ok(None);
        };
        let mut numbers = Vec::new();
        for column in columns {
            numbers.push(self.column(table, &column.name)?.number);
        }
        check_distinct(columns.iter().map(|column| &column.name))?;
        Ok(Some(numbers))
    }

    fn store_trigger(&mut self, table: ObjectId, name: Name, body: Trigger, existing: Option<ObjectId>) -> ObjectId {
        if let Some(id) = existing {
            self.forget_references(id);
            self.remove_clones(id);
            self.change(id, |object| object.body = ObjectBody::Trigger(body));
            return id;
        }
        let id = self.create_object(name, None, Some(table), ObjectBody::Trigger(body));
        self.set_remark(id);
        self.catalog.depend(id, table, DependencyKind::Auto);
        id
    }

    fn depend_on_trigger_parts(&mut self, id: ObjectId, condition: Option<&BoundExpr>) {
        let Some((table, trigger)) =
            self.catalog.get(id).and_then(|object| Some((object.parent?, object.trigger()?.clone())))
        else {
            return;
        };
        let columns = trigger.on_update.iter().flatten().chain(condition.into_iter().flat_map(|bound| &bound.columns));
        let mut referenced: Vec<Address> = columns.map(|column| Address::column(table, *column)).collect();
        referenced.extend(condition.into_iter().flat_map(|bound| bound.dependencies.iter().copied()));
        referenced.push(trigger.function.into());
        self.depend_on(id, &referenced);
        if let Some(other) = trigger.referenced {
            self.catalog.depend(id, other, DependencyKind::Auto);
        }
    }
}

/// A function of the engine that can be a trigger.
fn builtin_trigger_function(name: &QualifiedName) -> Option<ObjectId> {
    if name.schema().is_some_and(|schema| schema.name != "pg_catalog") {
        return None;
    }
    BUILTIN
        .functions
        .of(name.name())
        .find(|function| function.result == Some(TypeKey::Builtin(oid::TRIGGER)))
        .map(|function| ObjectId::builtin(function.oid))
}

fn check_target(create: &CreateTrigger, target: Target, table: &str) -> Result<(), Failure> {
    let instead = create.timing == TriggerTiming::InsteadOf;
    let truncate = create.events.contains(&TriggerEvent::Truncate);
    let transition = create.old_table.is_some() || create.new_table.is_some();
    let refused = |code, kind| Err(Failure::new(code, format!("\"{table}\" is a {kind}")));
    match target {
        Target::Table | Target::Partitioned if instead => refused("42809", "table"),
        Target::Partitioned if create.for_each_row && transition => refused("0A000", "partitioned table"),
        Target::View if (!instead && create.for_each_row) || truncate => refused("42809", "view"),
        Target::Foreign if instead || truncate || create.constraint => refused("42809", "foreign table"),
        _ => Ok(()),
    }
}

fn check_form(create: &CreateTrigger) -> Result<(), Failure> {
    let columns =
        create.events.iter().any(|event| matches!(event, TriggerEvent::Update(columns) if !columns.is_empty()));
    let instead = create.timing == TriggerTiming::InsteadOf;
    let message = if create.for_each_row && create.events.contains(&TriggerEvent::Truncate) {
        "TRUNCATE FOR EACH ROW triggers are not supported"
    } else if instead && !create.for_each_row {
        "INSTEAD OF triggers must be FOR EACH ROW"
    } else if instead && create.condition.is_some() {
        "INSTEAD OF triggers cannot have WHEN conditions"
    } else if instead && columns {
        "INSTEAD OF triggers cannot have column lists"
    } else {
        return Ok(());
    };
    Err(Failure::new("0A000", message))
}

fn check_transition_events(create: &CreateTrigger) -> Result<(), Failure> {
    let columns =
        create.events.iter().any(|event| matches!(event, TriggerEvent::Update(columns) if !columns.is_empty()));
    let fires = |wanted: fn(&TriggerEvent) -> bool| create.events.iter().any(wanted);
    let updates = fires(|event| matches!(event, TriggerEvent::Update(_)));
    let (code, message) = if create.timing != TriggerTiming::After {
        ("42P17", "transition table name can only be specified for an AFTER trigger")
    } else if create.events.contains(&TriggerEvent::Truncate) {
        ("0A000", "TRUNCATE triggers with transition tables are not supported")
    } else if create.events.len() > 1 {
        ("0A000", "transition tables cannot be specified for triggers with more than one event")
    } else if columns {
        ("0A000", "transition tables cannot be specified for triggers with column lists")
    } else if create.new_table.is_some() && !updates && !create.events.contains(&TriggerEvent::Insert) {
        ("42P17", "NEW TABLE can only be specified for an INSERT or UPDATE trigger")
    } else if create.old_table.is_some() && !updates && !create.events.contains(&TriggerEvent::Delete) {
        ("42P17", "OLD TABLE can only be specified for a DELETE or UPDATE trigger")
    } else if create.old_table.as_ref().map(|name| &name.name) == create.new_table.as_ref().map(|name| &name.name) {
        ("42P17", "OLD TABLE name and NEW TABLE name cannot be the same")
    } else {
        return Ok(());
    };
    Err(Failure::new(code, message))
}

/// What needs no lookup.
fn plain(create: &CreateTrigger) -> Trigger {
    Trigger {
        constraint: create.constraint,
        timing: create.timing,
        on_insert: create.events.contains(&TriggerEvent::Insert),
        on_update: None,
        on_delete: create.events.contains(&TriggerEvent::Delete),
        on_truncate: create.events.contains(&TriggerEvent::Truncate),
        referenced: None,
        deferrable: create.deferrable,
        initially_deferred: create.initially_deferred,
        old_table: create.old_table.as_ref().map(|name| name.name.clone()),
        new_table: create.new_table.as_ref().map(|name| name.name.clone()),
        for_each_row: create.for_each_row,
        condition: None,
        function: ObjectId::NONE,
        arguments: create.arguments.clone(),
        enabled: 'O',
    }
}
