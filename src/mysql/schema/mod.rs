//! The catalog in words that all engines share.

mod table;
mod type_meaning;

use super::ast::{RoutineKind, TriggerEvent, TriggerTime};
use super::catalog::{Catalog, Database, Provenance as Trace, Relation, Routine, Trigger, View};
use super::emit::{event, routine, sequence, trigger, view};
use super::profile::Profile;
use crate::dialect::Dialect;
use crate::schema::{
    Other, Provenance, Routine as RoutineOf, Schema, Sequence as SequenceOf, Trigger as TriggerOf, View as ViewOf,
    reads,
};

/// Describes what a catalog holds, but for temporary tables. Names are those of the history's own database, others have theirs in front.
pub fn schema(catalog: &Catalog, home: &str, profile: &Profile) -> Schema {
    let dialect = if profile.is_mariadb() { Dialect::MariaDb } else { Dialect::MySql };
    let mut builder = Builder { home, schema: Schema::new(dialect) };
    let own = catalog.databases.get(home);
    let others = catalog.databases.values().filter(|database| database.name != home);
    for database in own.into_iter().chain(others) {
        builder.database(database);
    }
    builder.schema
}

struct Builder<'a> {
    home: &'a str,
    schema: Schema,
}

impl Builder<'_> {
    fn label(&self, database: &str, name: &str) -> String {
        if database == self.home { name.to_owned() } else { format!("{database}.{name}") }
    }

    fn database(&mut self, database: &Database) {
        let mut relations: Vec<&Relation> = database.relations.values().collect();
        relations.sort_by_key(|relation| trace(relation).number);
        let known: Vec<String> = database.relations.keys().map(ToString::to_string).collect();
        for relation in relations {
            match relation {
                Relation::Table(table) if !table.temporary => {
                    let described = self.table(&database.name, table);
                    self.schema.tables.insert(self.label(&database.name, &table.name), described);
                }
                Relation::View(view) => {
                    let described = self.view(database, view, &known);
                    self.schema.views.insert(self.label(&database.name, &view.name), described);
                }
                Relation::Sequence(found) if !found.temporary => {
                    let definition = joined(sequence::create_sequence(found));
                    let described = SequenceOf { definition, serves: None, provenance: provenance(&found.provenance) };
                    self.schema.sequences.insert(self.label(&database.name, &found.name), described);
                }
                Relation::Table(_) | Relation::Sequence(_) => {}
            }
        }
        self.programs(database);
    }

    fn programs(&mut self, database: &Database) {
        let mut routines: Vec<&Routine> =
            database.procedures.values().chain(database.functions.values()).map(AsRef::as_ref).collect();
        routines.sort_by_key(|routine| routine.provenance.number);
        for found in routines {
            let kind = match found.definition.kind {
                RoutineKind::Procedure => "procedure",
                RoutineKind::Function => "function",
            };
            let described = RoutineOf {
                kind: kind.to_owned(),
                definition: joined(routine::create_routine(found)),
                of_triggers: false,
                provenance: provenance(&found.provenance),
            };
            self.schema.routines.insert(format!("{}()", self.label(&database.name, &found.name)), described);
        }
        let mut triggers: Vec<&Trigger> = database.triggers.values().map(AsRef::as_ref).collect();
        triggers.sort_by_key(|trigger| trigger.provenance.number);
        for found in triggers {
            let table = self.label(&database.name, &found.table);
            if let Some(table) = self.schema.tables.get_mut(&table) {
                table.triggers.push(describe_trigger(found));
            }
        }
        for found in database.events.values() {
            let definition = joined(event::create_event(found));
            let described = Other { definition, table: None, provenance: provenance(&found.provenance) };
            let name = self.label(&database.name, &found.name);
            self.schema.others.insert(("event".to_owned(), name), described);
        }
    }

    fn view(&self, database: &Database, found: &View, known: &[String]) -> ViewOf {
        let read = reads(&found.text, self.schema.dialect, known).into_iter();
        ViewOf {
            columns: found.columns.iter().map(ToString::to_string).collect(),
            query: found.text.to_string(),
            materialized: false,
            definition: view::create_view(found).text,
            reads: read.filter(|name| *name != found.name).map(|name| self.label(&database.name, &name)).collect(),
            provenance: provenance(&found.provenance),
        }
    }
}

fn describe_trigger(found: &Trigger) -> TriggerOf {
    let timing = match found.definition.time {
        TriggerTime::Before => "BEFORE",
        TriggerTime::After => "AFTER",
    };
    let event = match found.definition.event {
        TriggerEvent::Insert => "INSERT",
        TriggerEvent::Update => "UPDATE",
        TriggerEvent::Delete => "DELETE",
    };
    TriggerOf {
        name: found.name.to_string(),
        timing: timing.to_owned(),
        events: vec![event.to_owned()],
        definition: trigger::create_trigger(found).text,
        provenance: provenance(&found.provenance),
    }
}

fn trace(relation: &Relation) -> &Trace {
    match relation {
        Relation::Table(table) => &table.provenance,
        Relation::View(view) => &view.provenance,
        Relation::Sequence(sequence) => &sequence.provenance,
    }
}

fn provenance(trace: &Trace) -> Provenance {
    let mut origins = trace.origins.iter().copied();
    Provenance { created: origins.next(), changed: origins.collect() }
}

/// Which of the statements that changed a table made or changed a part of it, nobody kept account of.
fn of_part(trace: &Trace) -> Provenance {
    match trace.origins[..] {
        [only] => Provenance { created: Some(only), changed: Vec::new() },
        _ => Provenance::default(),
    }
}

fn joined(statements: Vec<super::emit::Printed>) -> String {
    statements.into_iter().map(|statement| statement.text + ";").collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
