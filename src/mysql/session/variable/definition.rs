//! The system variables that a server knows.

use crate::mysql::profile::Profile;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static MARIADB: LazyLock<Definitions> = LazyLock::new(|| read(include_str!("mariadb.tsv")));
static MYSQL: LazyLock<Definitions> = LazyLock::new(|| read(include_str!("mysql.tsv")));

type Definitions = BTreeMap<&'static str, Definition>;

/// A system variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Definition {
    /// Its name in lower case.
    pub name: &'static str,
    /// Whose values it has.
    pub reach: Reach,
    /// Its type.
    pub kind: Kind,
    /// Its value on a fresh server; none is the server's own (paths, versions) or `NULL`.
    pub default: Option<&'static str>,
    /// It cannot be set.
    pub read_only: bool,
}

/// Whose values a variable has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The server's only.
    Global,
    /// The server's, which new sessions start with.
    Both,
    /// Each session's only.
    Session,
}

/// The type of a variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Boolean,
    /// From, to, in steps of.
    Integer {
        minimum: i128,
        maximum: i128,
        step: i128,
    },
    Double,
    /// One of these.
    Enum(Vec<&'static str>),
    /// Any of these.
    Set(Vec<&'static str>),
    /// `name=on,name=off`.
    Flags(Vec<&'static str>),
    Text,
}

/// What is known of a name.
pub(super) enum Lookup {
    Known(&'static Definition),
    /// The server has no such variable.
    Unknown,
    /// The list is of another version or incomplete.
    Undecided,
}

/// The variable of a name in lower case. The list of MariaDB is that of 10.11, complete but for plugins; MySQL's names those that histories set.
pub(super) fn lookup(profile: &Profile, name: &str) -> Lookup {
    let definitions = if profile.is_mariadb() { &MARIADB } else { &MYSQL };
    match definitions.get(name) {
        Some(definition) => Lookup::Known(definition),
        None if profile.is_mariadb() && profile.version == (10, 11) => Lookup::Unknown,
        // What only MariaDB has, MySQL has not.
        None => Lookup::Undecided,
    }
}

fn read(table: &'static str) -> Definitions {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(definition).map(|definition| (definition.name, definition)).collect()
}

fn definition(line: &'static str) -> Option<Definition> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let [name, reach, kind, default, read_only, minimum, maximum, step, words] = fields[..] else { return None };
    let reach = match reach {
        "GLOBAL" => Reach::Global,
        "SESSION" => Reach::Both,
        _ => Reach::Session,
    };
    let words = || words.split(',').collect();
    let number = |field: &str, otherwise| field.parse().unwrap_or(otherwise);
    let kind = match kind {
        "BOOLEAN" => Kind::Boolean,
        "DOUBLE" => Kind::Double,
        "ENUM" => Kind::Enum(words()),
        "SET" => Kind::Set(words()),
        "FLAGSET" => Kind::Flags(words()),
        "VARCHAR" => Kind::Text,
        _ => Kind::Integer {
            minimum: number(minimum, 0),
            maximum: number(maximum, i128::from(u64::MAX)),
            step: number(step, 1).max(1),
        },
    };
    let default =
        if default.is_empty() && kind != Kind::Text && !matches!(kind, Kind::Set(_)) { None } else { Some(default) };
    let default = default.filter(|default| !(default.is_empty() && kind == Kind::Text && reach == Reach::Global));
    Some(Definition { name, reach, kind, default, read_only: read_only == "YES" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_are_read() {
        for table in [include_str!("mariadb.tsv"), include_str!("mysql.tsv")] {
            let lines = table.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!(read(table).len(), lines);
        }
    }
}
