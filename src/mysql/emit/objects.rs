//! The objects of a database besides its tables, kind by kind, in an order in which they can be made.

use super::literal::name;
use super::order::ordered;
use super::script::Printed;
use super::{event, routine, sequence, trigger, view};
use crate::mysql::ast::RoutineKind;
use crate::mysql::catalog::{Database, Event, Provenance, Relation, Routine, Sequence, Trigger, View};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An object as the baseline has it.
pub(super) struct Object<'a> {
    /// Where it is from.
    pub(super) provenance: &'a Provenance,
    /// What takes an object of the same name out of the way.
    pub(super) guard: Option<String>,
    /// What makes it.
    pub(super) statements: Vec<Printed>,
}

/// The sequences, the oldest first.
pub(super) fn sequences(database: &Database) -> Vec<Object<'_>> {
    let sequences = database.relations.values().filter_map(|relation| match relation {
        Relation::Sequence(sequence) if !sequence.temporary => Some(sequence),
        _ => None,
    });
    let object = |it: &'_ Arc<Sequence>| (drop("SEQUENCE", &it.name), sequence::create_sequence(it));
    by_age(sequences, |it| &it.provenance, object)
}

/// Procedures and functions, the oldest first: their bodies are read when they run.
pub(super) fn routines(database: &Database) -> Vec<Object<'_>> {
    let routines = database.procedures.values().chain(database.functions.values());
    let object = |it: &'_ Arc<Routine>| {
        let kind = match it.definition.kind {
            RoutineKind::Procedure => "PROCEDURE",
            RoutineKind::Function => "FUNCTION",
        };
        (drop(kind, &it.name), routine::create_routine(it))
    };
    by_age(routines, |it| &it.provenance, object)
}

/// Triggers; those of one table, time and event in the order in which they fire.
pub(super) fn triggers(database: &Database) -> Vec<Object<'_>> {
    let object = |it: &'_ Arc<Trigger>| (drop("TRIGGER", &it.name), vec![trigger::create_trigger(it)]);
    let mut triggers: Vec<&Arc<Trigger>> = database.triggers.values().collect();
    triggers.sort_by_key(|it| (it.order, it.provenance.number));
    triggers.into_iter().map(|it| made(&it.provenance, object(it))).collect()
}

/// Events, the oldest first.
pub(super) fn events(database: &Database) -> Vec<Object<'_>> {
    let object = |it: &'_ Arc<Event>| (drop("EVENT", &it.name), event::create_event(it));
    by_age(database.events.values(), |it| &it.provenance, object)
}

/// Views, each after those that it reads.
pub(super) fn views(database: &Database, is_whole: impl Fn(&View) -> bool) -> Vec<Object<'_>> {
    let views = database.relations.values().filter_map(|relation| match relation {
        Relation::View(view) if is_whole(view) => Some((view.provenance.number, &view.name, &**view)),
        _ => None,
    });
    let object = |it: &View| (drop("VIEW", &it.name), vec![view::create_view(it)]);
    ordered(views, words).into_iter().map(|it| made(&it.provenance, object(it))).collect()
}

/// The words of a view's text: the views that it reads are among them.
fn words(view: &View) -> BTreeSet<SmolStr> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let quoted = view.text.split('`').skip(1).step_by(2);
    view.text.split(|c| !is_word(c)).chain(quoted).map(SmolStr::from).collect()
}

fn drop(kind: &str, object: &str) -> String {
    format!("DROP {kind} IF EXISTS {}", name(object))
}

fn made(provenance: &Provenance, (guard, statements): (String, Vec<Printed>)) -> Object<'_> {
    Object { provenance, guard: Some(guard), statements }
}

fn by_age<'a, T: 'a>(
    things: impl Iterator<Item = &'a T>,
    provenance: impl Fn(&'a T) -> &'a Provenance,
    object: impl Fn(&'a T) -> (String, Vec<Printed>),
) -> Vec<Object<'a>> {
    let mut objects: Vec<Object<'a>> = things.map(|it| made(provenance(it), object(it))).collect();
    objects.sort_by_key(|object| object.provenance.number);
    objects
}
