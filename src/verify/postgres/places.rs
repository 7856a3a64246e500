//! Which statements of the history made an object: where to look for the cause of a difference.

use super::prepare::qualified;
use crate::history::History;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Catalog, Object, ObjectBody};
use crate::source::Origin;
use crate::verify::{Difference, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The statements that made or changed each object of the history, by noun and name as the server says them.
#[derive(Debug, Clone, Default)]
pub struct Places {
    places: BTreeMap<String, BTreeSet<Origin>>,
    /// The name of each migration, and where its lines begin.
    migrations: Vec<(String, Vec<usize>)>,
}

impl Places {
    /// Of all objects and columns in the catalog at the end of the replay.
    pub fn new(catalog: &Catalog, history: &History) -> Self {
        let migrations = history.migrations.iter();
        let lines = migrations.map(|migration| (migration.file.clone(), line_starts(&migration.source.text)));
        let mut places = Self { places: BTreeMap::new(), migrations: lines.collect() };
        for object in catalog.objects() {
            let Some(key) = key(catalog, object) else { continue };
            places.add(key, object.created, &object.touched);
            for column in object.live_columns() {
                let name = format!("{}.{}", qualified(catalog, object), quote_ident(&column.name));
                places.add(format!("column {name}"), column.created, &column.touched);
            }
        }
        places
    }

    /// Overloads of a function share their places: their arguments are not told apart.
    fn add(&mut self, key: String, created: Option<Origin>, touched: &[Origin]) {
        self.places.entry(key).or_default().extend(created.iter().chain(touched));
    }

    /// The statements that made or changed what differs, in order; none for what the replay does not know.
    pub fn of(&self, difference: &Difference) -> Vec<Place> {
        let origins = self.origins(&difference.kind, &difference.object);
        origins.into_iter().flatten().filter_map(|origin| self.place(*origin)).collect()
    }

    fn place(&self, origin: Origin) -> Option<Place> {
        let (migration, lines) = self.migrations.get(origin.migration as usize)?;
        let line = lines.partition_point(|start| *start <= origin.span.start as usize);
        Some(Place { migration: migration.clone(), line })
    }

    fn origins(&self, kind: &str, object: &str) -> Option<&BTreeSet<Origin>> {
        match kind {
            // The server names these after the object that they are about.
            "comment" | "privileges" | "security label" => self.origins_of_phrase(object),
            "dependency" => object.match_indices(" on ").find_map(|(end, _)| self.origins_of_phrase(&object[..end])),
            "function" | "procedure" | "aggregate" => {
                self.places.get(&format!("function {}", object.split('(').next().unwrap_or(object)))
            }
            _ => self.places.get(&format!("{} {}", noun(kind), object.trim_end_matches("[]"))),
        }
    }

    /// Of `table column public.t.a`, where it is not known which words are the kind.
    fn origins_of_phrase(&self, phrase: &str) -> Option<&BTreeSet<Origin>> {
        phrase.match_indices(' ').find_map(|(end, _)| self.origins(&phrase[..end], &phrase[end + 1..]))
    }
}

/// The last word of a kind tells enough: `foreign table`, `materialized view`, `table column`, `domain constraint`.
fn noun(kind: &str) -> &str {
    match kind.rsplit(' ').next().unwrap_or(kind) {
        // Names of relations and types are in one space.
        "table" | "view" | "index" | "sequence" | "type" => "relation",
        noun => noun,
    }
}

fn key(catalog: &Catalog, object: &Object) -> Option<String> {
    let noun = match &object.body {
        ObjectBody::Schema => "schema",
        ObjectBody::Extension(_) => "extension",
        ObjectBody::Constraint(_) => "constraint",
        ObjectBody::Trigger(_) | ObjectBody::EventTrigger(_) => "trigger",
        ObjectBody::Policy(_) => "policy",
        ObjectBody::Collation(_) => "collation",
        ObjectBody::TextSearchConfiguration(_) => "configuration",
        ObjectBody::TextSearchDictionary(_) => "dictionary",
        ObjectBody::Rule(_) => "rule",
        ObjectBody::Statistics(_) => "object",
        ObjectBody::Publication(_) => "publication",
        ObjectBody::ForeignDataWrapper(_) => "wrapper",
        ObjectBody::ForeignServer(_) => "server",
        ObjectBody::Routine(_) => "function",
        ObjectBody::Table(_)
        | ObjectBody::View(_)
        | ObjectBody::Index(_)
        | ObjectBody::Sequence(_)
        | ObjectBody::Type(_) => "relation",
        ObjectBody::Default(_)
        | ObjectBody::Cast(_)
        | ObjectBody::Operator(_)
        | ObjectBody::OperatorClass(_)
        | ObjectBody::OperatorFamily
        | ObjectBody::Member(_)
        | ObjectBody::Published(_)
        | ObjectBody::UserMapping(_)
        | ObjectBody::FuturePrivileges(_) => {
            return None;
        }
    };
    let of_parent = matches!(noun, "constraint" | "trigger" | "policy" | "rule").then_some(object.parent).flatten();
    Some(match of_parent.and_then(|parent| catalog.get(parent)) {
        Some(parent) => format!("{noun} {} on {}", quote_ident(&object.name), qualified(catalog, parent)),
        None => format!("{noun} {}", qualified(catalog, object)),
    })
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn found(kind: &str, object: &str) -> Vec<usize> {
        let mut places = Places { migrations: vec![("a.sql".into(), line_starts("a\nb\nc"))], ..Places::default() };
        let keys =
            ["relation public.t", "column public.t.a", "constraint c on public.t", "function public.f", "schema s"];
        for (key, start) in keys.iter().zip([0, 1, 2, 3, 4]) {
            let origin = Origin { migration: 0, span: Span::new(start, start + 1) };
            places.add((*key).to_owned(), Some(origin), &[]);
        }
        let (kind, object) = (kind.to_owned(), object.to_owned());
        let difference =
            Difference { kind, object, attribute: None, history: None, baseline: None, places: Vec::new() };
        places.of(&difference).iter().map(|place| place.line).collect()
    }

    #[test]
    fn what_differs_is_found_by_the_server_s_name_for_it() {
        assert_eq!(found("table", "public.t"), [1]);
        assert_eq!(found("foreign table", "public.t"), [1]);
        assert_eq!(found("type", "public.t[]"), [1]);
        assert_eq!(found("view column", "public.t.a"), [1]);
        assert_eq!(found("domain constraint", "c on public.t"), [2]);
        assert_eq!(found("procedure", "public.f(integer)"), [2]);
        assert_eq!(found("schema", "s"), [3]);
        assert_eq!(found("comment", "table constraint c on public.t"), [2]);
        assert_eq!(found("dependency", "table constraint c on public.t on table column public.t.a"), [2]);
        assert_eq!(found("dependency", "function public.f(integer) on schema public"), [2]);
        assert_eq!(found("role", "app"), [0; 0]);
        assert_eq!(found("comment", "database"), [0; 0]);
    }
}
