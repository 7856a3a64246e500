//! Which dialect a folder is written in, and why.

#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "tools tell `.sql` from `.SQL`")]

use super::folder::Folder;
use crate::dialect::Dialect;
use crate::tools::layout::{Entry, Kind};
use std::fs;

/// A dialect, and the reason for it.
pub(super) struct Detected {
    pub(super) dialect: Dialect,
    pub(super) reason: String,
}

/// Words that hardly any other dialect has.
const SQLITE: [&str; 10] = [
    "autoincrement",
    "fts5",
    "glob",
    "pragma",
    "randomblob",
    "rowid",
    "sqlite_master",
    "sqlite_schema",
    "sqlite_sequence",
    "strftime",
];
const POSTGRES: [&str; 14] = [
    "::",
    "$$",
    "bigserial",
    "bytea",
    "concurrently",
    "extension",
    "inet",
    "jsonb",
    "nextval",
    "now",
    "plpgsql",
    "serial",
    "timestamptz",
    "tsvector",
];

/// What may stand behind a type, and hardly behind a name: `blob` is a type then.
const BEHIND_TYPE: [&str; 9] = [",", ")", "check", "collate", "default", "not", "null", "primary", "unique"];

/// So many files are looked into.
const FILES: usize = 200;

/// Finds out the dialect: the folder's name speaks first, then Prisma's note beside the migrations, then the words in the files.
pub(super) fn detect(folder: &Folder) -> Detected {
    by_name(folder)
        .or_else(|| by_lock(folder))
        .or_else(|| by_words(folder))
        .unwrap_or_else(|| Detected { dialect: Dialect::default(), reason: "the default".to_owned() })
}

fn by_name(folder: &Folder) -> Option<Detected> {
    let root = fs::canonicalize(&folder.root).ok()?;
    let name = root.file_name()?.to_str()?.to_ascii_lowercase();
    let dialect = name.parse().ok()?;
    Some(Detected { dialect, reason: format!("the folder is named `{name}`") })
}

fn by_lock(folder: &Folder) -> Option<Detected> {
    const LOCK: &str = "migration_lock.toml";
    if !folder.listing.has_file(LOCK) {
        return None;
    }
    let text = folder.head(LOCK);
    let provider = text.lines().find_map(|line| line.trim().strip_prefix("provider")?.trim_start().strip_prefix('='));
    let dialect = provider?.trim().trim_matches('"').parse().ok()?;
    Some(Detected { dialect, reason: format!("the provider in `{LOCK}`") })
}

/// The one whose words are in more of the files.
fn by_words(folder: &Folder) -> Option<Detected> {
    let (mut sqlite, mut postgres) = (Vec::new(), 0);
    for file in folder.listing.0.iter().flat_map(files).take(FILES) {
        let text = folder.head(&file).to_ascii_lowercase();
        let words: Vec<&str> = words(&text).collect();
        postgres += usize::from(words.iter().any(|word| POSTGRES.contains(word)));
        let is_blob = |pair: &[&str]| pair[0] == "blob" && BEHIND_TYPE.contains(&pair[1]);
        let blob = words.windows(2).find(|pair| is_blob(pair)).map(|_| "blob");
        if let Some(word) = SQLITE.into_iter().find(|word| words.contains(word)).or(blob) {
            sqlite.push((word, file));
        }
    }
    let (word, file) = sqlite.first().filter(|_| sqlite.len() > postgres)?;
    Some(Detected { dialect: Dialect::Sqlite, reason: format!("`{word}` in `{file}`") })
}

/// The words of a script, and the signs that tell; comments and what is quoted left out.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start();
            let first = rest.chars().next()?;
            let length = match first {
                '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                '\'' | '"' | '`' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
                _ => {
                    let is_word = |c: char| c.is_alphanumeric() || c == '_';
                    let sign = ["::", "$$"].iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
                    let length = sign.or_else(|| rest.find(|c| !is_word(c)).filter(|length| *length > 0));
                    let length = length.unwrap_or(if is_word(first) { rest.len() } else { first.len_utf8() });
                    let word = &rest[..length];
                    rest = &rest[length..];
                    return Some(word);
                }
            };
            rest = &rest[length..];
        }
    })
}

fn files(entry: &Entry) -> Vec<String> {
    match &entry.kind {
        Kind::File => entry.sql_name().map(str::to_owned).into_iter().collect(),
        Kind::Folder(names) => names
            .iter()
            .filter(|name| name.ends_with(".sql") && !name.starts_with("down"))
            .map(|name| format!("{}/{name}", entry.name))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_in_comments_and_quotes_do_not_count() {
        let text = "create table a(b blob, 'serial'); -- jsonb\n/* bytea */ select b::text, \"strict\" $$x$$";
        let found: Vec<&str> = words(text).filter(|word| word.len() > 1).collect();
        assert_eq!(found, ["create", "table", "blob", "select", "::", "text", "$$", "$$"]);
        assert_eq!(words("ä é 'open").collect::<Vec<_>>(), ["ä", "é"]);
    }
}
