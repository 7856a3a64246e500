//! Views, routines, sequences, types, and what only some engines have.

use super::pairing::{Pair, pair};
use super::{Differences, Reading, Shown, Side, Subject, table_key};
use crate::schema::{Other, Provenance, Routine, Schema, View};

/// The other objects that a program could notice: between dialects only these count.
pub const NOTICEABLE: [&str; 5] = ["policy", "rule", "exclusion constraint", "event", "event trigger"];

/// An object that is compared by its definition.
struct Defined<'a> {
    kind: &'a str,
    name: &'a str,
    table: Option<&'a str>,
    definition: &'a str,
    provenance: &'a Provenance,
}

impl Differences {
    pub(super) fn objects(&mut self, left: &Schema, right: &Schema) {
        self.views(left, right);
        self.routines(left, right);
        let (lefts, rights) = (self.sequences(left), self.sequences(right));
        self.defined(&lefts, &rights);
        if self.reading == Reading::Exact {
            self.enums(left, right);
        }
        let (lefts, rights) = (self.others(left), self.others(right));
        self.defined(&lefts, &rights);
    }

    fn views(&mut self, left: &Schema, right: &Schema) {
        let (lefts, rights): (Vec<_>, Vec<_>) = (left.views.iter().collect(), right.views.iter().collect());
        let (of_left, of_right) = self.dialects;
        let reading = self.reading;
        let key = |(name, _): &(&String, &View), dialect| table_key(name, dialect, reading);
        for both in pair(&lefts, &rights, |one| key(one, of_left), |one| key(one, of_right)) {
            let shown = |view: &View| Shown::new(format!("({})", view.columns.join(", ")), &view.provenance);
            match both {
                Pair::Both((name, one), (_, other)) => self.view(name, one, other),
                Pair::Left((name, view)) => self.lone(of_kind("view", name), Side::Left, shown(view)),
                Pair::Right((name, view)) => self.lone(of_kind("view", name), Side::Right, shown(view)),
            }
        }
    }

    fn view(&mut self, name: &str, left: &View, right: &View) {
        let subject = of_kind("view", name);
        let shown = |text: String, view: &View| Shown::new(text, &view.provenance);
        let known = !left.columns.is_empty() && !right.columns.is_empty();
        if known && self.columns_of(&left.columns) != self.columns_of(&right.columns) {
            let (ours, theirs) = (left.columns.join(", "), right.columns.join(", "));
            self.differ(subject, "columns", shown(ours, left), shown(theirs, right));
        }
        match self.reading {
            Reading::Exact => {
                let (ours, theirs) = (&left.definition, &right.definition);
                self.definition(subject, (ours, &left.provenance), (theirs, &right.provenance));
            }
            Reading::Meaning => {
                if self.normal(&left.query, Side::Left) != self.normal(&right.query, Side::Right) {
                    let (ours, theirs) = (left.query.clone(), right.query.clone());
                    self.unclear(subject, "query", shown(ours, left), shown(theirs, right));
                }
            }
        }
    }

    /// Between dialects a routine that only triggers call is part of these; and the types of arguments are no part of a name.
    fn routines(&mut self, left: &Schema, right: &Schema) {
        let reading = self.reading;
        let own = |schema: &Schema| -> Vec<(String, Routine)> {
            let routines = schema.routines.clone().into_iter();
            routines.filter(|(_, routine)| reading == Reading::Exact || !routine.of_triggers).collect()
        };
        let key = |(name, _): &(String, Routine)| match reading {
            Reading::Exact => name.clone(),
            Reading::Meaning => name.split('(').next().unwrap_or(name).to_lowercase(),
        };
        let (lefts, rights) = (own(left), own(right));
        for both in pair(&lefts, &rights, key, key) {
            let shown = |routine: &Routine| Shown::new(routine.kind.as_str(), &routine.provenance);
            match both {
                Pair::Both((name, one), (_, other)) => self.routine(name, one, other),
                Pair::Left((name, routine)) => self.lone(of_kind("routine", name), Side::Left, shown(routine)),
                Pair::Right((name, routine)) => self.lone(of_kind("routine", name), Side::Right, shown(routine)),
            }
        }
    }

    fn routine(&mut self, name: &str, left: &Routine, right: &Routine) {
        let subject = of_kind("routine", name);
        let is_same = self.normal(&left.definition, Side::Left) == self.normal(&right.definition, Side::Right);
        let shown = |routine: &Routine| Shown::new(routine.definition.trim_end(), &routine.provenance);
        match self.reading {
            _ if is_same => {}
            Reading::Exact => self.differ(subject, "definition", shown(left), shown(right)),
            Reading::Meaning => self.unclear(subject, "body", shown(left), shown(right)),
        }
    }

    /// Between dialects a sequence that serves a column is part of it.
    fn sequences<'a>(&self, schema: &'a Schema) -> Vec<Defined<'a>> {
        let counted = schema.sequences.iter();
        let counted = counted.filter(|(_, one)| self.reading == Reading::Exact || one.serves.is_none());
        let defined = |(name, sequence): (&'a String, &'a crate::schema::Sequence)| Defined {
            kind: "sequence",
            name,
            table: None,
            definition: &sequence.definition,
            provenance: &sequence.provenance,
        };
        counted.map(defined).collect()
    }

    fn enums(&mut self, left: &Schema, right: &Schema) {
        let (lefts, rights): (Vec<_>, Vec<_>) = (left.enums.iter().collect(), right.enums.iter().collect());
        for both in pair(&lefts, &rights, |one| one.0, |one| one.0) {
            let shown =
                |one: &crate::schema::Enumeration| Shown::new(format!("({})", one.labels.join(", ")), &one.provenance);
            match both {
                Pair::Both((name, one), (_, other)) if one.labels != other.labels => {
                    self.differ(of_kind("type", name), "labels", shown(one), shown(other));
                }
                Pair::Both(..) => {}
                Pair::Left((name, one)) => self.lone(of_kind("type", name), Side::Left, shown(one)),
                Pair::Right((name, one)) => self.lone(of_kind("type", name), Side::Right, shown(one)),
            }
        }
    }

    fn others<'a>(&self, schema: &'a Schema) -> Vec<Defined<'a>> {
        let counted = schema.others.iter();
        let counted =
            counted.filter(|((kind, _), _)| self.reading == Reading::Exact || NOTICEABLE.contains(&kind.as_str()));
        let defined = |((kind, name), other): (&'a (String, String), &'a Other)| Defined {
            kind,
            name,
            table: other.table.as_deref(),
            definition: &other.definition,
            provenance: &other.provenance,
        };
        counted.map(defined).collect()
    }

    fn defined(&mut self, left: &[Defined<'_>], right: &[Defined<'_>]) {
        let subject = |one: &Defined<'_>| (one.kind.to_owned(), one.name.to_owned());
        for both in pair(left, right, subject, subject) {
            let shown = |one: &Defined<'_>| Shown::new(one.definition.trim_end(), one.provenance);
            match both {
                Pair::Both(one, other) if self.reading == Reading::Exact => {
                    let (ours, theirs) = ((one.definition, one.provenance), (other.definition, other.provenance));
                    self.definition(one.subject(), ours, theirs);
                }
                // How a sequence counts is written in too many ways.
                Pair::Both(one, _) if one.kind == "sequence" => {}
                Pair::Both(one, other) => {
                    if self.normal(one.definition, Side::Left) != self.normal(other.definition, Side::Right) {
                        self.unclear(one.subject(), "definition", shown(one), shown(other));
                    }
                }
                Pair::Left(one) => self.lone(one.subject(), Side::Left, shown(one)),
                Pair::Right(one) => self.lone(one.subject(), Side::Right, shown(one)),
            }
        }
    }
}

impl<'a> Defined<'a> {
    fn subject(&self) -> Subject<'a> {
        Subject { table: self.table, kind: self.kind, name: self.name }
    }
}

fn of_kind<'a>(kind: &'a str, name: &'a str) -> Subject<'a> {
    Subject { table: None, kind, name }
}
