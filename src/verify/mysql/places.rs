//! Which statements of the history made an object: where to look for the cause of a difference.

use super::catalog::identity;
use crate::history::History;
use crate::mysql::catalog::{Catalog, Database, Provenance, Relation};
use crate::source::Origin;
use crate::verify::{Difference, Place};
use std::collections::BTreeMap;

/// The statements that made or changed each object of the history, by noun and name as the server says them.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<String, Vec<Place>>);

impl Places {
    /// Of all objects in the catalog at the end of the replay.
    pub fn new(catalog: &Catalog, history: &History) -> Self {
        let mut places = BTreeMap::new();
        for database in catalog.databases.values() {
            for (noun, name, provenance) in objects(database) {
                let key = format!("{noun} {}", identity(&[database.name.to_string(), name.to_owned()]));
                let origins = provenance.origins.iter().filter_map(|origin| place(history, *origin));
                places.insert(key, origins.collect());
            }
        }
        Self(places)
    }

    /// The statements that made or changed what differs, in order; none for what the replay does not know.
    pub fn of(&self, difference: &Difference) -> Vec<Place> {
        let key = format!("{} {}", noun(&difference.kind), whole(&difference.object));
        self.0.get(&key).cloned().unwrap_or_default()
    }
}

fn objects(database: &Database) -> impl Iterator<Item = (&'static str, &str, &Provenance)> {
    let relations = database.relations.values().map(|relation| match relation {
        Relation::Table(table) => ("relation", table.name.as_str(), &table.provenance),
        Relation::View(view) => ("relation", view.name.as_str(), &view.provenance),
        Relation::Sequence(sequence) => ("relation", sequence.name.as_str(), &sequence.provenance),
    });
    let routines = database.procedures.values().chain(database.functions.values());
    let routines = routines.map(|routine| ("routine", routine.name.as_str(), &routine.provenance));
    let triggers = database.triggers.values().map(|trigger| ("trigger", trigger.name.as_str(), &trigger.provenance));
    let events = database.events.values().map(|event| ("event", event.name.as_str(), &event.provenance));
    relations.chain(routines).chain(triggers).chain(events)
}

fn place(history: &History, origin: Origin) -> Option<Place> {
    let migration = history.migrations.get(origin.migration as usize)?;
    Some(Place { migration: migration.file.clone(), line: migration.source.line(origin.span.start) })
}

/// What has no place of its own is part of a table; a procedure and a function of one name share theirs.
fn noun(kind: &str) -> &str {
    match kind {
        "procedure" | "function" | "parameter" => "routine",
        "trigger" | "event" | "database" | "user" | "role" => kind,
        _ => "relation",
    }
}

/// The first two names of `` `app`.`t`.`c` ``.
pub(super) fn whole(object: &str) -> &str {
    let mut is_quoted = false;
    let mut dots = object.match_indices(['`', '.']).filter_map(|(at, found)| {
        // A doubled quote ends the name and begins it again.
        is_quoted ^= found == "`";
        (found == "." && !is_quoted).then_some(at)
    });
    dots.nth(1).map_or(object, |end| &object[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_with_what_they_are_part_of() {
        assert_eq!(whole("`app`.`t`.`c`"), "`app`.`t`");
        assert_eq!(whole("`app`.`t`"), "`app`.`t`");
        assert_eq!(whole("`app`"), "`app`");
        assert_eq!(whole("`a``.b`.`é.`.`c`"), "`a``.b`.`é.`");
        assert_eq!(whole("'u'@'localhost'"), "'u'@'localhost'");
        assert_eq!((noun("foreign key"), noun("parameter")), ("relation", "routine"));
    }
}
