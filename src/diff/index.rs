//! Primary keys, unique keys and indexes: what must be unique, and what is quickly found.

use super::pairing::{Pair, pair};
use super::{Differences, Reading, Shown, Side, Subject};
use crate::dialect::Dialect;
use crate::schema::{Index, Key, PartTarget, Provenance, Table};

/// A way into a table.
#[derive(Debug, Clone)]
struct Access {
    name: Option<String>,
    /// What it is over, in a form in which the same looks the same.
    parts: Vec<String>,
    predicate: String,
    unique: bool,
    /// The engine made it by itself.
    implicit: bool,
    shown: String,
    definition: String,
    provenance: Provenance,
}

impl Access {
    /// No two rows may agree in it: the order of its parts does not matter.
    fn set(&self) -> (Vec<String>, String) {
        let mut parts = self.parts.clone();
        parts.sort_unstable();
        (parts, self.predicate.clone())
    }

    fn list(&self) -> (Vec<String>, String) {
        (self.parts.clone(), self.predicate.clone())
    }
}

/// The ways into a table.
struct Ways {
    primary: Option<Access>,
    unique: Vec<Access>,
    plain: Vec<Access>,
}

impl Ways {
    fn keys(&self) -> impl Iterator<Item = &Access> {
        self.primary.iter().chain(&self.unique)
    }
}

impl Differences {
    pub(super) fn primary_key(&mut self, table: &str, left: &Table, right: &Table) {
        let subject = Subject { table: Some(table), kind: "primary key", name: table };
        let shown = |key: &Key| Shown::new(format!("({})", key.columns.join(", ")), &key.provenance);
        match (&left.primary_key, &right.primary_key) {
            (None, None) => {}
            (Some(key), None) if self.has_unique(right, Side::Right, &key.columns) => {}
            (None, Some(key)) if self.has_unique(left, Side::Left, &key.columns) => {}
            (Some(key), None) => self.lone(subject, Side::Left, shown(key)),
            (None, Some(key)) => self.lone(subject, Side::Right, shown(key)),
            (Some(one), Some(other)) => {
                if self.columns_of(&one.columns) != self.columns_of(&other.columns) {
                    self.differ(subject, "columns", shown(one), shown(other));
                } else if self.reading == Reading::Exact {
                    self.definition(
                        subject,
                        (&one.definition, &one.provenance),
                        (&other.definition, &other.provenance),
                    );
                }
            }
        }
    }

    /// Between dialects a unique key serves as primary key; that its columns may be `NULL` is another difference.
    fn has_unique(&self, table: &Table, side: Side, columns: &[String]) -> bool {
        let mut wanted = self.columns_of(columns);
        wanted.sort_unstable();
        let is_it = |access: Access| access.unique && access.set() == (wanted.clone(), String::new());
        self.reading == Reading::Meaning && self.accesses(table, side).into_iter().any(is_it)
    }

    /// Names of columns, as they are compared.
    pub(super) fn columns_of(&self, columns: &[String]) -> Vec<String> {
        let tells_cases = self.reading == Reading::Exact && self.dialects.0 == Dialect::Postgres;
        columns.iter().map(|name| if tells_cases { name.clone() } else { name.to_lowercase() }).collect()
    }

    /// Compares what an engine keeps of a thing, as text.
    pub(super) fn definition(
        &mut self,
        subject: Subject<'_>,
        (left, of_left): (&str, &Provenance),
        (right, of_right): (&str, &Provenance),
    ) {
        if self.normal(left, Side::Left) != self.normal(right, Side::Right) {
            self.differ(
                subject,
                "definition",
                Shown::new(left.trim_end(), of_left),
                Shown::new(right.trim_end(), of_right),
            );
        }
    }

    pub(super) fn indexes(&mut self, table: &str, left: &Table, right: &Table) {
        match self.reading {
            Reading::Exact => self.indexes_by_name(table, left, right),
            Reading::Meaning => self.indexes_by_parts(table, left, right),
        }
    }

    fn indexes_by_name(&mut self, table: &str, left: &Table, right: &Table) {
        let (lefts, rights) = (self.accesses(left, Side::Left), self.accesses(right, Side::Right));
        let key = |access: &Access| (access.name.clone(), access.name.is_none().then(|| access.list()));
        for both in pair(&lefts, &rights, key, key) {
            match both {
                Pair::Both(one, other) => {
                    let name = one.name.clone().unwrap_or_else(|| one.shown.clone());
                    let subject = Subject { table: Some(table), kind: kind(one), name: &name };
                    let (ours, theirs) = (&one.definition, &other.definition);
                    self.definition(subject, (ours, &one.provenance), (theirs, &other.provenance));
                }
                Pair::Left(access) => self.lone_index(table, access, Side::Left),
                Pair::Right(access) => self.lone_index(table, access, Side::Right),
            }
        }
    }

    /// What must be unique goes first, then what is only for speed.
    fn indexes_by_parts(&mut self, table: &str, left: &Table, right: &Table) {
        let [left, right] = [(left, Side::Left), (right, Side::Right)].map(|(table, side)| self.ways(table, side));
        for both in pair(&left.unique, &right.unique, Access::set, Access::set) {
            match both {
                Pair::Both(..) => {}
                Pair::Left(access) => self.lone_unique(table, access, &right, Side::Left),
                Pair::Right(access) => self.lone_unique(table, access, &left, Side::Right),
            }
        }
        let served: Vec<_> = [&left, &right].into_iter().flat_map(Ways::keys).map(Access::list).collect();
        for both in pair(&left.plain, &right.plain, Access::list, Access::list) {
            let (access, side) = match both {
                Pair::Both(..) => continue,
                Pair::Left(access) => (access, Side::Left),
                Pair::Right(access) => (access, Side::Right),
            };
            if !access.implicit && !served.contains(&access.list()) {
                self.lone_index(table, access, side);
            }
        }
    }

    /// The other side may be quick where this one demands that rows differ, or have it as its primary key.
    fn lone_unique(&mut self, table: &str, access: &Access, others: &Ways, side: Side) {
        let is_primary = others.primary.as_ref().is_some_and(|key| key.set() == access.set());
        match others.plain.iter().find(|other| other.list() == access.list()) {
            Some(other) => self.unlike(table, access, other, side),
            None if is_primary => {}
            None => self.lone_index(table, access, side),
        }
    }

    fn ways(&self, table: &Table, side: Side) -> Ways {
        let (unique, plain) = self.accesses(table, side).into_iter().partition(|access| access.unique);
        Ways { primary: table.primary_key.as_ref().map(|key| self.key(key)), unique, plain }
    }

    /// One side demands that rows differ, the other is only quick.
    fn unlike(&mut self, table: &str, unique: &Access, plain: &Access, side: Side) {
        let subject = Subject { table: Some(table), kind: "index", name: &unique.shown };
        let (yes, no) = (Shown::new("unique", &unique.provenance), Shown::new("not unique", &plain.provenance));
        match side {
            Side::Left => self.differ(subject, "uniqueness", yes, no),
            Side::Right => self.differ(subject, "uniqueness", no, yes),
        }
    }

    fn lone_index(&mut self, table: &str, access: &Access, side: Side) {
        let named = access.name.as_ref().filter(|_| self.reading == Reading::Exact);
        let subject = Subject { table: Some(table), kind: kind(access), name: named.unwrap_or(&access.shown) };
        let text = access.name.clone().unwrap_or_else(|| access.shown.clone());
        let text = if named.is_some() { access.shown.clone() } else { text };
        self.lone(subject, side, Shown::new(text, &access.provenance));
    }

    /// The unique keys and indexes of a table; between dialects each only once.
    fn accesses(&self, table: &Table, side: Side) -> Vec<Access> {
        let keys = table.unique_keys.iter().map(|key| self.key(key));
        let mut accesses: Vec<Access> = keys.chain(table.indexes.iter().map(|index| self.index(index, side))).collect();
        if self.reading == Reading::Meaning {
            let mut seen = std::collections::BTreeSet::new();
            accesses.retain(|access| seen.insert((access.unique, access.list())));
        }
        accesses
    }

    fn key(&self, key: &Key) -> Access {
        Access {
            name: key.name.clone(),
            parts: self.columns_of(&key.columns),
            predicate: String::new(),
            unique: true,
            implicit: false,
            shown: format!("({})", key.columns.join(", ")),
            definition: key.definition.clone(),
            provenance: key.provenance.clone(),
        }
    }

    fn index(&self, index: &Index, side: Side) -> Access {
        let predicate = index.predicate.as_ref();
        let condition = predicate.map_or_else(String::new, |text| format!(" WHERE {text}"));
        let parts = || index.parts.iter();
        let shown: Vec<String> = parts().map(shown_part).collect();
        let compared: Vec<String> = parts().map(|part| self.part(part, index.unique, side)).collect();
        let mut predicate = predicate.map_or_else(String::new, |text| self.normal(text, side));
        if index.unique && self.reading == Reading::Meaning {
            predicate = without_needless_nulls(&predicate, &compared);
        }
        Access {
            name: Some(index.name.clone()),
            parts: compared,
            predicate,
            unique: index.unique,
            implicit: index.implicit,
            shown: format!("({}){condition}", shown.join(", ")),
            definition: index.definition.clone(),
            provenance: index.provenance.clone(),
        }
    }

    /// A part; how much of a text an index holds only matters where that must be unique.
    fn part(&self, part: &crate::schema::IndexPart, unique: bool, side: Side) -> String {
        let target = match &part.target {
            PartTarget::Column(name) => self.columns_of(std::slice::from_ref(name)).concat(),
            PartTarget::Expression(text) => format!("({})", self.normal(text, side)),
        };
        let prefix = part.prefix.filter(|_| unique).map_or_else(String::new, |length| format!("({length})"));
        let order = if part.descending && !unique { " DESC" } else { "" };
        format!("{target}{prefix}{order}")
    }
}

/// A unique key has no quarrel with `NULL`: that one of its columns is none need not be said.
fn without_needless_nulls(predicate: &str, parts: &[String]) -> String {
    let is_needless = |condition: &&str| {
        condition.strip_suffix(" is not null").is_some_and(|column| parts.iter().any(|part| part == column))
    };
    if predicate.contains(" or ") {
        return predicate.to_owned();
    }
    predicate.split(" and ").filter(|condition| !is_needless(condition)).collect::<Vec<_>>().join(" and ")
}

fn kind(access: &Access) -> &'static str {
    if access.unique { "unique key" } else { "index" }
}

fn shown_part(part: &crate::schema::IndexPart) -> String {
    let target = match &part.target {
        PartTarget::Column(name) => name.clone(),
        PartTarget::Expression(text) => text.clone(),
    };
    let prefix = part.prefix.map_or_else(String::new, |length| format!("({length})"));
    format!("{target}{prefix}{}", if part.descending { " DESC" } else { "" })
}
