//! What differs between two schemas: exactly within one dialect, by meaning between two.
//!
//! What is taken for the same between dialects stands in one table ([`equivalence`]); what follows from an engine's ways and not from anybody's
//! intention (names of constraints, indexes that an engine makes by itself) is no difference there. Renames are not guessed: where one is
//! likely, the difference says so.

mod column;
mod constraint;
pub mod equivalence;
mod index;
mod object;
mod pairing;
mod render;
mod side_by_side;

pub use object::NOTICEABLE;
pub use render::Places;
pub use side_by_side::{Cell, Comparison, Row};

use crate::dialect::Dialect;
use crate::schema::{Provenance, Schema, Table, TableKind, spelled};
use crate::source::Origin;
use pairing::{Pair, pair};

/// How two schemas are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Everything counts that the engine keeps, but for blanks, comments and letters that make no difference to it.
    Exact,
    /// Only what a program that uses the database could notice.
    Meaning,
}

impl Reading {
    /// Within a dialect exactly, between two by meaning.
    pub fn between(left: Dialect, right: Dialect) -> Self {
        if left == right { Self::Exact } else { Self::Meaning }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table that it is in.
    pub table: Option<String>,
    /// The kind of the thing that differs, in SQL's words, in lower case.
    pub kind: String,
    /// Its name for people, or what it is over where names mean nothing.
    pub name: String,
    /// What of it differs; `None` where one side lacks it.
    pub aspect: Option<&'static str>,
    /// How it is on the left; `None` where it is not there.
    pub left: Option<Shown>,
    /// How it is on the right.
    pub right: Option<Shown>,
    /// Whether it is a difference for certain.
    pub certainty: Certainty,
    /// What else there is to say.
    pub note: Option<String>,
}

/// How a thing is on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// In words.
    pub text: String,
    /// The statement that made it so, as far as that is known.
    pub origin: Option<Origin>,
}

impl Shown {
    fn new(text: impl Into<String>, provenance: &Provenance) -> Self {
        Self { text: text.into(), origin: provenance.latest() }
    }
}

/// Whether a difference is one for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It is.
    Certain,
    /// Two texts differ, and whether they mean the same cannot be told.
    Unclear,
}

/// Compares two schemas. The order is that of the left one, then what only the right one has.
pub fn diff(left: &Schema, right: &Schema, reading: Reading) -> Vec<Difference> {
    let mut found = Differences { reading, dialects: (left.dialect, right.dialect), found: Vec::new() };
    let tables = |schema: &Schema| -> Vec<_> {
        let shown = schema.tables.clone().into_iter();
        shown.filter(|(_, table)| reading == Reading::Exact || !is_partition(table)).collect()
    };
    let (left_tables, right_tables) = (tables(left), tables(right));
    let key = |(name, _): &(String, Table), dialect| table_key(name, dialect, reading);
    for both in pair(&left_tables, &right_tables, |one| key(one, left.dialect), |one| key(one, right.dialect)) {
        match both {
            Pair::Both((name, left), (_, right)) => found.table(name, left, right),
            Pair::Left((name, table)) => found.lone_table(name, table, Side::Left),
            Pair::Right((name, table)) => found.lone_table(name, table, Side::Right),
        }
    }
    found.objects(left, right);
    found.found
}

fn is_partition(table: &Table) -> bool {
    matches!(table.kind, TableKind::PartitionOf(_))
}

/// Names of tables, as they are matched.
fn table_key(name: &str, dialect: Dialect, reading: Reading) -> String {
    let tells_cases = reading == Reading::Exact && dialect != Dialect::Sqlite;
    if tells_cases { name.to_owned() } else { name.to_lowercase() }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// What a difference is about.
#[derive(Debug, Clone, Copy)]
struct Subject<'a> {
    table: Option<&'a str>,
    kind: &'a str,
    name: &'a str,
}

/// The differences so far.
struct Differences {
    reading: Reading,
    dialects: (Dialect, Dialect),
    found: Vec<Difference>,
}

impl Differences {
    /// One side lacks a thing.
    fn lone(&mut self, subject: Subject<'_>, side: Side, shown: Shown) {
        let (left, right) = match side {
            Side::Left => (Some(shown), None),
            Side::Right => (None, Some(shown)),
        };
        self.add(subject, None, (left, right), Certainty::Certain);
    }

    /// Both have it, and differ in something.
    fn differ(&mut self, subject: Subject<'_>, aspect: &'static str, left: Shown, right: Shown) {
        self.add(subject, Some(aspect), (Some(left), Some(right)), Certainty::Certain);
    }

    fn unclear(&mut self, subject: Subject<'_>, aspect: &'static str, left: Shown, right: Shown) {
        self.add(subject, Some(aspect), (Some(left), Some(right)), Certainty::Unclear);
    }

    fn add(
        &mut self,
        subject: Subject<'_>,
        aspect: Option<&'static str>,
        (left, right): (Option<Shown>, Option<Shown>),
        certainty: Certainty,
    ) {
        self.found.push(Difference {
            table: subject.table.map(str::to_owned),
            kind: subject.kind.to_owned(),
            name: subject.name.to_owned(),
            aspect,
            left,
            right,
            certainty,
            note: None,
        });
    }

    fn lone_table(&mut self, name: &str, table: &Table, side: Side) {
        let columns: Vec<&str> = table.columns.keys().map(String::as_str).collect();
        let shown = Shown { text: format!("({})", columns.join(", ")), origin: table.provenance.created };
        self.lone(Subject { table: Some(name), kind: "table", name }, side, shown);
    }

    fn table(&mut self, name: &str, left: &Table, right: &Table) {
        let subject = Subject { table: Some(name), kind: "table", name };
        let shown = |table: &Table| Shown::new(kind(&table.kind), &table.provenance);
        if kind(&left.kind) != kind(&right.kind) && self.counts_kind(left, right) {
            self.differ(subject, "kind", shown(left), shown(right));
        }
        self.columns(name, left, right);
        self.primary_key(name, left, right);
        self.indexes(name, left, right);
        self.foreign_keys(name, left, right);
        self.checks(name, left, right);
        self.triggers(name, left, right);
        if self.reading == Reading::Exact {
            self.exact_table(subject, left, right);
        }
    }

    /// Between dialects it makes no difference that a table is partitioned.
    fn counts_kind(&self, left: &Table, right: &Table) -> bool {
        let is_ordinary = |table: &Table| matches!(table.kind, TableKind::Base | TableKind::Partitioned);
        self.reading == Reading::Exact || !is_ordinary(left) || !is_ordinary(right)
    }

    fn exact_table(&mut self, subject: Subject<'_>, left: &Table, right: &Table) {
        let (of_left, of_right) = self.dialects;
        if spelled(&left.clauses, of_left) != spelled(&right.clauses, of_right) {
            let shown = |table: &Table| Shown::new(table.clauses.trim(), &table.provenance);
            self.differ(subject, "clauses", shown(left), shown(right));
        }
        if left.comment != right.comment {
            let shown = |table: &Table| Shown::new(table.comment.clone().unwrap_or_default(), &table.provenance);
            self.differ(subject, "comment", shown(left), shown(right));
        }
        let order = |one: &Table, other: &Table| -> Vec<String> {
            one.columns.keys().filter(|name| other.columns.contains_key(*name)).cloned().collect()
        };
        let (ours, theirs) = (order(left, right), order(right, left));
        if ours != theirs {
            let (ours, theirs) = (ours.join(", "), theirs.join(", "));
            let shown = |text, table: &Table| Shown::new(text, &table.provenance);
            self.differ(subject, "order of columns", shown(ours, left), shown(theirs, right));
        }
    }

    /// A text without what makes no difference under this reading.
    fn normal(&self, text: &str, side: Side) -> String {
        let dialect = match side {
            Side::Left => self.dialects.0,
            Side::Right => self.dialects.1,
        };
        match self.reading {
            Reading::Exact => spelled(text, dialect),
            Reading::Meaning => crate::schema::meant(text, dialect),
        }
    }
}

fn kind(kind: &TableKind) -> String {
    match kind {
        TableKind::Base => "ordinary".to_owned(),
        TableKind::Partitioned => "partitioned".to_owned(),
        TableKind::PartitionOf(parent) => format!("partition of {parent}"),
        TableKind::Foreign => "foreign".to_owned(),
        TableKind::Virtual => "virtual".to_owned(),
    }
}
