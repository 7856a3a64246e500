//! Catalogs as a server holds them, compared object by object and attribute by attribute.

use super::Difference;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One object, with what its rows in the catalog say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// What it is, in the server's words: `table`, `table column`, `function`, …
    pub kind: String,
    /// Its name, qualified and quoted by the server.
    pub identity: String,
    /// What cannot go without it going as well, as keys of a [`Snapshot`].
    pub parents: BTreeSet<String>,
    /// What is compared.
    pub attributes: BTreeMap<String, Value>,
}

/// A whole catalog at one moment.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Every object by its key: kind, a space, identity.
    pub objects: BTreeMap<String, Object>,
    /// Columns that this role may not read, as `relation.column`.
    pub unread: Vec<String>,
}

/// The kind of the rows of `pg_depend`.
const DEPENDENCY: &str = "dependency";

/// Compares the catalog that the history made with the baseline's, besides the tables named in `ignored` (qualified) and what
/// is part of them.
///
/// What is missing only because something larger is missing (the columns of a missing table) is not told again; nor is what
/// belongs to an extension that differs itself, nor dependencies of an object whose own difference explains them.
pub fn compare(history: &Snapshot, baseline: &Snapshot, ignored: &BTreeSet<String>) -> Vec<Difference> {
    let pair = Pair { history, baseline, ignored };
    let keys: BTreeSet<&String> = history.objects.keys().chain(baseline.objects.keys()).collect();
    let extensions = || keys.iter().filter(|key| key.starts_with("extension "));
    // An extension of another version or in another schema has other objects.
    let altered: BTreeSet<&str> =
        extensions().map(|key| key.as_str()).filter(|key| !pair.differences(key).is_empty()).collect();
    let is_explained = |key: &str| pair.parents(key).any(|parent| altered.contains(parent));
    let is_dependency = |key: &&&String| key.starts_with(DEPENDENCY);
    let mut touched: BTreeSet<&str> = BTreeSet::new();
    let mut differences = Vec::new();
    for key in keys.iter().filter(|key| !is_dependency(key) && !is_explained(key)) {
        let found = pair.differences(key);
        if !found.is_empty() {
            touched.insert(key.as_str());
        }
        differences.extend(found);
    }
    for key in keys.iter().filter(is_dependency) {
        if !pair.is_part_of(key, &|key| touched.contains(key), 0) {
            differences.extend(pair.differences(key));
        }
    }
    differences
}

struct Pair<'a> {
    history: &'a Snapshot,
    baseline: &'a Snapshot,
    ignored: &'a BTreeSet<String>,
}

impl Pair<'_> {
    fn differences(&self, key: &str) -> Vec<Difference> {
        let is_ignored = |key: &str| key.strip_prefix("table ").is_some_and(|name| self.ignored.contains(name));
        if self.is_part_of(key, &is_ignored, 0) {
            return Vec::new();
        }
        match (self.history.objects.get(key), self.baseline.objects.get(key)) {
            (Some(left), Some(right)) => attribute_differences(left, right),
            (Some(object), None) => self.only(object, self.baseline, "history"),
            (None, Some(object)) => self.only(object, self.history, "baseline"),
            (None, None) => Vec::new(),
        }
    }

    fn only(&self, object: &Object, other: &Snapshot, side: &str) -> Vec<Difference> {
        let follows = object.parents.iter().any(|parent| self.is_known(parent) && !other.objects.contains_key(parent));
        if follows {
            return Vec::new();
        }
        // Where there is a single attribute, such as the text of a comment, it says more than that it is there.
        let content = (object.attributes.len() == 1).then(|| object.attributes.values().find_map(text)).flatten();
        let present = |of: &str| (of == side).then(|| content.clone().unwrap_or_else(|| "present".to_owned()));
        vec![Difference {
            kind: object.kind.clone(),
            object: object.identity.clone(),
            attribute: None,
            history: present("history"),
            baseline: present("baseline"),
            places: Vec::new(),
        }]
    }

    /// Built-in objects are parents, but not in a snapshot.
    fn is_known(&self, key: &str) -> bool {
        self.history.objects.contains_key(key) || self.baseline.objects.contains_key(key)
    }

    fn parents(&self, key: &str) -> impl Iterator<Item = &str> {
        let sides = [self.history.objects.get(key), self.baseline.objects.get(key)];
        sides.into_iter().flatten().flat_map(|object| object.parents.iter().map(String::as_str))
    }

    /// Whether it is such an object, or part of one. Parts of parts are at most a few levels deep.
    fn is_part_of(&self, key: &str, is_such: &dyn Fn(&str) -> bool, depth: u8) -> bool {
        is_such(key) || (depth < 8 && self.parents(key).any(|parent| self.is_part_of(parent, is_such, depth + 1)))
    }
}

fn attribute_differences(left: &Object, right: &Object) -> Vec<Difference> {
    let names: BTreeSet<&String> = left.attributes.keys().chain(right.attributes.keys()).collect();
    let differing = |name: &&&String| left.attributes.get(**name) != right.attributes.get(**name);
    let difference = |name: &&String| Difference {
        kind: left.kind.clone(),
        object: left.identity.clone(),
        attribute: Some((*name).clone()),
        history: left.attributes.get(*name).and_then(text),
        baseline: right.attributes.get(*name).and_then(text),
        places: Vec::new(),
    };
    names.iter().filter(differing).map(difference).collect()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(objects: &[(&str, &str, &[&str], &str)]) -> Snapshot {
        let object = |(kind, identity, parents, value): &(&str, &str, &[&str], &str)| {
            let object = Object {
                kind: (*kind).to_owned(),
                identity: (*identity).to_owned(),
                parents: parents.iter().map(|parent| (*parent).to_owned()).collect(),
                attributes: [("a".to_owned(), Value::from(*value))].into(),
            };
            (format!("{kind} {identity}"), object)
        };
        Snapshot { objects: objects.iter().map(object).collect(), unread: Vec::new() }
    }

    fn named(differences: &[Difference]) -> Vec<String> {
        let name = |d: &Difference| format!("{} {} {}", d.kind, d.object, d.attribute.as_deref().unwrap_or("-"));
        differences.iter().map(name).collect()
    }

    #[test]
    fn what_is_part_of_something_missing_is_not_told_again() {
        let full = snapshot(&[("table", "t", &[], ""), ("column", "t.c", &["table t"], "")]);
        assert_eq!(named(&compare(&full, &snapshot(&[]), &BTreeSet::new())), ["table t -"]);
        assert_eq!(named(&compare(&snapshot(&[]), &full, &BTreeSet::new())), ["table t -"]);
    }

    #[test]
    fn a_dependency_is_told_only_where_nothing_else_explains_it() {
        let left = snapshot(&[("view", "v", &[], "1"), ("dependency", "v on t", &["view v"], "n")]);
        let right = snapshot(&[("view", "v", &[], "2")]);
        assert_eq!(named(&compare(&left, &right, &BTreeSet::new())), ["view v a"]);
        let right = snapshot(&[("view", "v", &[], "1")]);
        assert_eq!(named(&compare(&left, &right, &BTreeSet::new())), ["dependency v on t -"]);
    }

    #[test]
    fn an_ignored_table_goes_with_its_parts() {
        let left = snapshot(&[
            ("table", "t", &[], ""),
            ("column", "t.c", &["table t"], ""),
            ("comment", "c", &["column t.c"], ""),
        ]);
        assert!(compare(&left, &snapshot(&[]), &["t".to_owned()].into()).is_empty());
    }
}
