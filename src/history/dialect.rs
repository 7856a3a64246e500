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

/// Words by which a file is known to be of a dialect.
struct Marks {
    dialect: Dialect,
    /// No other dialect has them.
    sure: &'static [&'static str],
    /// They count in a file that has nothing sure.
    likely: &'static [&'static str],
}

const MARKS: [Marks; 4] = [
    Marks {
        dialect: Dialect::Postgres,
        sure: &[
            "::",
            "$$",
            "bigserial",
            "bytea",
            "concurrently",
            "extension",
            "jsonb",
            "nextval",
            "plpgsql",
            "timestamptz",
            "tsvector",
        ],
        likely: &["inet", "now", "serial"],
    },
    Marks { dialect: Dialect::MariaDb, sure: &["/*m!", "aria", "uca1400_ai_ci", "versioning"], likely: &[] },
    Marks {
        dialect: Dialect::MySql,
        sure: &[
            "auto_increment",
            "charset",
            "delimiter",
            "engine",
            "foreign_key_checks",
            "innodb",
            "longblob",
            "longtext",
            "mediumblob",
            "mediumtext",
            "modify",
            "myisam",
            "utf8mb4",
            "/*!",
        ],
        likely: &["`", "unsigned"],
    },
    Marks {
        dialect: Dialect::Sqlite,
        sure: &[
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
        ],
        likely: &[],
    },
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

/// The family whose words are in more of the files.
fn by_words(folder: &Folder) -> Option<Detected> {
    let mut found = MARKS.map(|marks| Found { dialect: marks.dialect, files: 0, first: None });
    for file in folder.listing.0.iter().flat_map(files).take(FILES) {
        let text = folder.head(&file).to_ascii_lowercase();
        let words: Vec<&str> = words(&text).collect();
        let sure = MARKS.map(|marks| mark(marks.sure, &words).or_else(|| blob(marks.dialect, &words)));
        let is_sure = sure.iter().any(Option::is_some);
        let marked = if is_sure { sure } else { MARKS.map(|marks| mark(marks.likely, &words)) };
        for (found, word) in std::iter::zip(&mut found, marked) {
            found.files += usize::from(word.is_some());
            found.first = found.first.take().or_else(|| Some((word?, file.clone())));
        }
    }
    most(&found)
}

fn mark(marks: &[&'static str], words: &[&str]) -> Option<&'static str> {
    marks.iter().copied().find(|mark| words.contains(mark))
}

/// In how many files a dialect's words are, and the first of them.
struct Found {
    dialect: Dialect,
    files: usize,
    first: Option<(&'static str, String)>,
}

/// MariaDB's words are few, and MySQL does not read them: one of them decides between the two.
fn most(found: &[Found]) -> Option<Detected> {
    let files = |dialect: Dialect| {
        found.iter().filter(|other| other.dialect.is_akin(dialect)).map(|other| other.files).max().unwrap_or_default()
    };
    let best = found.iter().map(|found| files(found.dialect)).max()?;
    // With as many files for each, the default stays.
    if best == 0 || files(Dialect::default()) == best {
        return None;
    }
    let winner = found.iter().find(|found| found.first.is_some() && files(found.dialect) == best)?;
    let (word, file) = winner.first.as_ref()?;
    Some(Detected { dialect: winner.dialect, reason: format!("`{word}` in `{file}`") })
}

/// `blob` as a type is SQLite's where nothing tells of MySQL.
fn blob(dialect: Dialect, words: &[&str]) -> Option<&'static str> {
    let is_type = |pair: &[&str]| pair[0] == "blob" && BEHIND_TYPE.contains(&pair[1]);
    (dialect == Dialect::Sqlite && words.windows(2).any(is_type)).then_some("blob")
}

/// The words of a script, and the signs that tell; comments and what is quoted left out.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start();
            let first = rest.chars().next()?;
            let (sign, length) = match first {
                '-' if rest.starts_with("--") => ("", rest.find('\n').unwrap_or(rest.len())),
                '/' if rest.starts_with("/*") => {
                    let sign = ["/*!", "/*m!"].into_iter().find(|sign| rest.starts_with(sign));
                    // What stands in such a comment is run, so its words count.
                    (sign.unwrap_or_default(), sign.map_or_else(|| past(rest, "*/"), str::len))
                }
                '\'' | '"' => ("", 1 + past(&rest[1..], &first.to_string())),
                '`' => ("`", 1 + past(&rest[1..], "`")),
                _ => {
                    let word = &rest[..word_length(rest)];
                    (word, word.len())
                }
            };
            rest = &rest[length..];
            if !sign.is_empty() {
                return Some(sign);
            }
        }
    })
}

/// The length up to and with `end`.
fn past(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

fn word_length(text: &str) -> usize {
    if ["::", "$$"].iter().any(|sign| text.starts_with(sign)) {
        return 2;
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    match text.find(|c| !is_word(c)) {
        Some(0) => text.chars().next().map_or(0, char::len_utf8),
        Some(length) => length,
        None => text.len(),
    }
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
        assert_eq!(words("/*!40101 set `a` */").collect::<Vec<_>>(), ["/*!", "40101", "set", "`", "*", "/"]);
    }
}
