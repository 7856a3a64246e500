//! Names: two that differ in case only, names without a number, and versions that two migrations share.

use super::super::number::Number;
use super::super::{History, Migration};
use super::{label, list};
use crate::diagnostic::{Diagnostic, Location};
use crate::tools::Tool;
use indexmap::IndexMap;

pub(super) fn check(history: &History) -> impl Iterator<Item = Diagnostic> {
    [other_case(history), without_number(history), duplicates(history)].into_iter().flatten()
}

type Groups<'a> = IndexMap<String, Vec<&'a Migration>>;

/// Groups of more than one migration that have the same key.
fn groups<'a>(history: &'a History, key: impl Fn(&'a Migration) -> Option<String>) -> Groups<'a> {
    let mut groups = Groups::new();
    for migration in &history.migrations {
        if let Some(key) = key(migration) {
            groups.entry(key).or_default().push(migration);
        }
    }
    groups.retain(|_, migrations| migrations.len() > 1);
    groups
}

fn files(migrations: &[&Migration]) -> String {
    migrations.iter().map(|migration| format!("`{}`", migration.file)).collect::<Vec<_>>().join(", ")
}

/// The number as it is written.
fn number(migration: &Migration) -> &str {
    Number::of(label(migration)).map_or(&migration.version, |number| number.text)
}

fn other_case(history: &History) -> Option<Diagnostic> {
    let groups = groups(history, |migration| Some(migration.file.to_lowercase()));
    let (_, first) = groups.first()?;
    let names = list(groups.values().map(|group| files(group)));
    let message = format!("names that differ in case only, and are one on Windows and macOS: {names}");
    Some(Diagnostic::warning("same-name-other-case", message).at(Location::file(&first[1].file)))
}

fn without_number(history: &History) -> Option<Diagnostic> {
    let without: Vec<_> = history.migrations.iter().filter(|it| Number::of(label(it)).is_none()).collect();
    let first = without.first().filter(|_| without.len() < history.migrations.len())?;
    let names = list(without.iter().map(|migration| format!("`{}`", migration.file)));
    let message = format!("no number at the start of {names}: runs where the alphabet puts it");
    let help = "number it, or leave it out with `exclude:`";
    Some(Diagnostic::warning("no-number", message).at(Location::file(&first.file)).help(help))
}

fn duplicates(history: &History) -> Option<Diagnostic> {
    let consequence = history.tool.rules(history.dialect).duplicates()?;
    let groups = groups(history, |migration| match history.tool {
        Tool::Plain => Number::of(label(migration)).map(|number| number.value()),
        _ => Some(migration.version.clone()),
    });
    let (_, first) = groups.first()?;
    let message = match groups.len() {
        1 => format!("one number for {}: {consequence}", files(first)),
        count => {
            let names = list(groups.values().map(|group| format!("{} ({} files)", number(group[0]), group.len())));
            format!("{count} numbers are used more than once: {names}; {consequence}")
        }
    };
    let help = "give each migration a number of its own, or the order with `order:` in rebaseline.yaml";
    Some(Diagnostic::warning("duplicate-version", message).at(Location::file(&first[1].file)).help(help))
}
