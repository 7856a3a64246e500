//! Names of files and folders: what tools see in a history's folder, and what they read from it.

/// A file or folder directly in the history's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its name, without a path.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: Kind,
}

/// A file, or a folder with the names in it in byte order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder(Vec<String>),
}

impl Entry {
    pub(crate) fn is_file(&self) -> bool {
        self.kind == Kind::File
    }

    pub(crate) fn is_hidden(&self) -> bool {
        self.name.starts_with('.')
    }

    /// The name, if this is a file that ends in `.sql`.
    pub(crate) fn sql_name(&self) -> Option<&str> {
        (self.is_file() && !self.is_hidden() && self.name.ends_with(".sql")).then_some(self.name.as_str())
    }

    /// Whether this is a folder with a file of that name.
    pub(crate) fn holds(&self, file: &str) -> bool {
        matches!(&self.kind, Kind::Folder(files) if files.iter().any(|name| name == file))
    }
}

/// What is in the history's folder.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing(pub(crate) Vec<Entry>);

impl Listing {
    /// Whether there is a file of that name.
    pub(crate) fn has_file(&self, name: &str) -> bool {
        self.0.iter().any(|entry| entry.is_file() && entry.name == name)
    }
}

/// What a migration is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The version as the tool records it.
    pub(crate) version: String,
    /// The version as a number, for tools that order by it.
    pub(crate) number: i128,
    /// The rest of the name.
    pub(crate) title: String,
    /// The file, relative to the history's folder, with `/` between its parts.
    pub(crate) file: String,
}

impl Name {
    /// A migration that is one file.
    pub(crate) fn file(version: impl Into<String>, title: &str, file: &str) -> Self {
        Self { version: version.into(), number: 0, title: title.to_owned(), file: file.to_owned() }
    }

    /// A migration whose version is the stem of its file, and whose title is what follows the number in it.
    pub(crate) fn of_stem(stem: &str, file: &str) -> Self {
        let title = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '-'));
        Self::file(stem, if title.is_empty() { stem } else { title }, file)
    }

    pub(crate) fn numbered(mut self, number: i128) -> Self {
        self.number = number;
        self
    }

    /// Order by number; what the number leaves open is decided by the file's name.
    pub(crate) fn by_number(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number).then_with(|| self.file.cmp(&other.file))
    }

    /// Byte order of the file's name.
    pub(crate) fn by_file(&self, other: &Self) -> std::cmp::Ordering {
        self.file.cmp(&other.file)
    }
}

/// What a tool makes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A migration; for folders, the files beside it that belong to it.
    Up { name: Name, down: Option<String>, metadata: Option<String> },
    /// The down part of the migration with this version and title.
    Down(Name),
    /// The tool passes over it, and why.
    Skipped(String),
    /// The tool runs it, but it is not SQL: what it is.
    Unread(String),
    /// The tool refuses the whole folder because of it, and why.
    Refused(String),
}

impl Role {
    /// A migration that is one file.
    pub(crate) fn up(name: Name) -> Self {
        Self::Up { name, down: None, metadata: None }
    }

    pub(crate) fn skipped(reason: impl Into<String>) -> Self {
        Self::Skipped(reason.into())
    }
}

/// Why an entry is no SQL file, for tools whose migrations are files; none when it is one.
pub(crate) fn not_an_sql_file(entry: &Entry) -> Option<String> {
    let name = entry.name.as_str();
    if entry.is_hidden() {
        return Some("hidden".into());
    }
    if !entry.is_file() {
        return Some("a subfolder: the tool reads one folder".into());
    }
    if name.ends_with(".sql") {
        return None;
    }
    Some(match name.rsplit_once('.') {
        Some((rest, ending)) if rest.contains(".sql") => format!("switched off: it ends in `.{ending}`, not in `.sql`"),
        Some((_, ending)) if ending.eq_ignore_ascii_case("sql") => {
            format!("it ends in `.{ending}`, and tools look for `.sql`")
        }
        Some((_, "md" | "txt" | "rst")) => "a text for people".into(),
        _ => "not an SQL file".into(),
    })
}

/// Splits `name` into its leading ASCII digits and the rest.
pub(crate) fn leading_digits(name: &str) -> (&str, &str) {
    name.split_at(name.bytes().take_while(u8::is_ascii_digit).count())
}

/// Splits `12_create_users` at its first `_`, if all before it is a number.
pub(crate) fn number_and_title<T: std::str::FromStr>(stem: &str) -> Option<(T, &str)> {
    let (number, title) = stem.split_once('_')?;
    Some((number.parse().ok()?, title))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What `rules` make of a file that is alone in its folder, in short.
    pub(crate) fn alone(rules: &dyn super::super::Rules, name: &str) -> String {
        short(&rules.role(&file(name), &Listing::default()))
    }

    pub(crate) fn file(name: &str) -> Entry {
        Entry { name: name.into(), kind: Kind::File }
    }

    pub(crate) fn folder(name: &str, files: &[&str]) -> Entry {
        Entry { name: name.into(), kind: Kind::Folder(files.iter().map(ToString::to_string).collect()) }
    }

    /// `version file` of a migration, `down version`, `skipped` or `refused`: roles in short.
    pub(crate) fn short(role: &Role) -> String {
        match role {
            Role::Up { name, .. } => format!("{} {}", name.version, name.title),
            Role::Down(name) => format!("down {} {}", name.version, name.title),
            Role::Skipped(_) => "skipped".into(),
            Role::Unread(_) => "unread".into(),
            Role::Refused(_) => "refused".into(),
        }
    }

    #[test]
    fn reasons_name_what_is_wrong_with_the_name() {
        let reason = |entry| not_an_sql_file(&entry).unwrap_or_default();
        assert_eq!(reason(file("007_x.sql.skip")), "switched off: it ends in `.skip`, not in `.sql`");
        assert_eq!(reason(file("010_x.sql.broken")), "switched off: it ends in `.broken`, not in `.sql`");
        assert_eq!(reason(file("README.md")), "a text for people");
        assert_eq!(reason(file(".001_x.sql.swp")), "hidden");
        assert_eq!(reason(file("__init__.py")), "not an SQL file");
        assert_eq!(reason(file("001_x.SQL")), "it ends in `.SQL`, and tools look for `.sql`");
        assert_eq!(reason(folder("archived", &[])), "a subfolder: the tool reads one folder");
        assert_eq!(not_an_sql_file(&file("001_x.sql")), None);
    }
}
