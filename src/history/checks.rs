//! What can be wrong with the names, numbers and encodings of a history.
//!
//! None of it stops the reading. Each kind is one diagnostic, however many files it concerns.

mod names;
mod numbers;
mod texts;

use super::{History, Migration};

/// Adds what there is to say to the history's diagnostics.
pub(super) fn check(history: &mut History) {
    let mut diagnostics = std::mem::take(&mut history.diagnostics);
    diagnostics.extend(names::check(history));
    diagnostics.extend(numbers::check(history));
    diagnostics.extend(history.migrations.iter().flat_map(texts::check));
    history.diagnostics = diagnostics;
}

/// What the number of a migration is read from: the name of its folder, or of its file.
fn label(migration: &Migration) -> &str {
    migration.file.split('/').next().unwrap_or(&migration.file)
}

/// At most so many of a kind are named.
const NAMED: usize = 5;

/// "a, b, c and 4 more".
fn list(items: impl ExactSizeIterator<Item = String>) -> String {
    let more = items.len().saturating_sub(NAMED);
    let named: Vec<_> = items.take(NAMED).collect();
    match more {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
