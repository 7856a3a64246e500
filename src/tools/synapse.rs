//! Synapse, the Matrix homeserver (`synapse/storage/prepare_database.py`, read at 1.163.2).
//!
//! Below the folder are `common`, `main` and `state`. A new database begins with the newest `full_schemas/<version>` of
//! `common` and the same of the others, and goes on with `delta/<version>` of each later version: by version, then by
//! file name whatever its folder. A file is run for the engine at its end, or for all if it ends in `.sql`, in a
//! transaction of its own; `.py` files are programs.

use super::layout::{Entry, Listing, Name, Role, not_an_sql_file};
use super::tracking::{Insert, Row};
use super::{Body, Rules, TransactionRule};
use crate::dialect::{Dialect, Each};
use crate::source::Source;
use std::cmp::Ordering;

pub(super) struct Synapse(pub(super) Dialect);

const CREATE: &str = "\
CREATE TABLE IF NOT EXISTS schema_version (
    Lock CHAR(1) NOT NULL DEFAULT 'X' UNIQUE,
    version INTEGER NOT NULL,
    upgraded BOOL NOT NULL,
    CHECK (Lock='X')
);
CREATE TABLE IF NOT EXISTS schema_compat_version (
    Lock CHAR(1) NOT NULL DEFAULT 'X' UNIQUE,
    compat_version INTEGER NOT NULL,
    CHECK (Lock='X')
);
CREATE TABLE IF NOT EXISTS applied_schema_deltas (
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    UNIQUE(version, file)
);
CREATE TABLE IF NOT EXISTS applied_module_schemas (
    module_name TEXT NOT NULL,
    file TEXT NOT NULL,
    UNIQUE(module_name, file)
);
";

/// Where the tracking tables are made; the folder is known by it.
pub(crate) const TRACKING: &str = "common/schema_version.sql";
/// The folders that are read.
const DATABASES: [&str; 3] = ["common", "main", "state"];
/// What stands for an identity column in files for all engines.
const PLACEHOLDER: &str = "$%AUTO_INCREMENT_PRIMARY_KEY%$";

impl Rules for Synapse {
    fn order(&self) -> &'static str {
        "the full schema, then deltas by version and file name"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        let key = |name: &Name| (name.number, name.version.clone());
        key(left).cmp(&key(right)).then_with(|| left.by_file(right))
    }

    fn duplicates(&self) -> Option<&'static str> {
        None
    }

    fn reads_subfolders(&self) -> bool {
        true
    }

    fn role(&self, entry: &Entry, listing: &Listing) -> Role {
        if entry.name == TRACKING {
            return Role::skipped("makes the tables in which Synapse keeps its books");
        }
        let Some(place) = Place::of(&entry.name) else {
            return Role::skipped(not_an_sql_file(entry).unwrap_or_else(|| "neither a full schema nor a delta".into()));
        };
        let start = start(listing);
        match place.stage {
            Stage::Full if Some(place.version) != start => Role::skipped("the full schema of another version"),
            Stage::Delta if Some(place.version) <= start => Role::skipped("already in the full schema"),
            stage => match (stage, ending(place.file)) {
                (_, Ending::Sql) => Role::up(place.name(entry)),
                (_, Ending::Of(dialect)) if dialect == self.0 => Role::up(place.name(entry)),
                (_, Ending::Of(dialect)) => Role::skipped(format!("for {}", dialect.engine())),
                (Stage::Delta, Ending::Python) => Role::Unread("a Python program".into()),
                _ => Role::skipped("not an SQL file"),
            },
        }
    }

    fn text(&self, text: &str) -> Option<String> {
        // Synapse runs on two engines; for a third its placeholder stays what it is, which no server reads.
        let identity = Each {
            postgres: "BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY",
            mysql: PLACEHOLDER,
            sqlite: "INTEGER PRIMARY KEY AUTOINCREMENT",
        };
        let identity = identity.of(self.0);
        text.contains(PLACEHOLDER).then(|| text.replace(PLACEHOLDER, identity))
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        Body::whole(source, TransactionRule::Whole)
    }

    fn tracking_table(&self) -> &'static str {
        "schema_version"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let mut deltas = Insert::new("applied_schema_deltas (version, file)");
        let applied = || rows.iter().filter(|row| row.success);
        for row in applied().filter(|row| is_delta(row.file)) {
            deltas.row(&[version(row.version).to_string(), self.0.literal(row.version)]);
        }
        let last = applied().map(|row| version(row.version)).max();
        let upgraded = applied().any(|row| is_delta(row.file));
        let row = last.map_or(String::new(), |last| {
            format!(
                "INSERT INTO schema_version (version, upgraded) VALUES ({last}, {upgraded})\n\
                 {};\n",
                self.0.unless_taken("lock")
            )
        });
        format!("{CREATE}\n{row}{}", deltas.on_conflict(self.0, "version, file"))
    }

    fn failed(&self) -> &'static str {
        "no row: Synapse records a delta only after it has succeeded"
    }
}

#[derive(Clone, Copy)]
enum Stage {
    Full,
    Delta,
}

/// Where a file lies: `main/delta/73/01_x.sql`.
struct Place<'a> {
    stage: Stage,
    version: u32,
    file: &'a str,
}

impl<'a> Place<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let mut parts = path.split('/');
        parts.next().filter(|database| DATABASES.contains(database))?;
        let stage = match parts.next()? {
            "full_schemas" => Stage::Full,
            "delta" => Stage::Delta,
            _ => return None,
        };
        let version = parts.next()?.parse().ok()?;
        Some(Self { stage, version, file: parts.next().filter(|_| parts.next().is_none())? })
    }

    /// Synapse records a delta as `<version>/<file>`.
    fn name(&self, entry: &Entry) -> Name {
        let title = self.file.split(".sql").next().unwrap_or(self.file);
        let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
        Name::file(format!("{}/{}", self.version, self.file), title, &entry.name).numbered(self.version.into())
    }
}

enum Ending {
    /// For every engine.
    Sql,
    Of(Dialect),
    Python,
    Other,
}

fn ending(file: &str) -> Ending {
    match file {
        file if file.ends_with(".sql") => Ending::Sql,
        file if file.ends_with(".sql.postgres") => Ending::Of(Dialect::Postgres),
        file if file.ends_with(".sql.sqlite") => Ending::Of(Dialect::Sqlite),
        file if file.ends_with(".py") => Ending::Python,
        _ => Ending::Other,
    }
}

/// The version of the newest full schema.
fn start(listing: &Listing) -> Option<u32> {
    let common = listing.0.iter().filter(|entry| entry.name.starts_with("common/"));
    let full = common.filter_map(|entry| Place::of(&entry.name)).filter(|place| matches!(place.stage, Stage::Full));
    full.map(|place| place.version).max()
}

fn is_delta(path: &str) -> bool {
    Place::of(path).is_some_and(|place| matches!(place.stage, Stage::Delta))
}

/// The number before the `/` of a recorded version.
fn version(recorded: &str) -> u32 {
    recorded.split('/').next().and_then(|version| version.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{file, short};
    use super::*;

    fn roles(names: &[&str]) -> Vec<String> {
        let listing = Listing(names.iter().map(|name| file(name)).collect());
        listing.0.iter().map(|entry| short(&Synapse(Dialect::Postgres).role(entry, &listing))).collect()
    }

    #[test]
    fn a_new_database_begins_with_the_newest_full_schema() {
        let names = [
            "common/full_schemas/54/full.sql",
            "common/full_schemas/72/full.sql.postgres",
            "main/full_schemas/72/full.sql.sqlite",
            "main/delta/72/01_old.sql",
            "main/delta/73/01_new.sql",
            "main/delta/73/02_new.py",
            "state/delta/74/01_x.sql.postgres",
            "other/delta/74/01_x.sql",
        ];
        let expected = [
            "skipped",
            "72/full.sql.postgres full",
            "skipped",
            "skipped",
            "73/01_new.sql new",
            "unread",
            "74/01_x.sql.postgres x",
            "skipped",
        ];
        assert_eq!(roles(&names), expected);
    }

    #[test]
    fn the_placeholder_is_an_identity_column() {
        let text =
            Synapse(Dialect::Postgres).text("CREATE TABLE a (id $%AUTO_INCREMENT_PRIMARY_KEY%$);").expect("has one");
        assert_eq!(text, "CREATE TABLE a (id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY);");
        assert_eq!(Synapse(Dialect::Postgres).text("SELECT 1;"), None);
    }

    #[test]
    fn deltas_are_recorded_with_their_version() {
        let row = |version, file| Row { version, name: "x", file, bytes: b"", success: true, down: None };
        let full = row("72/full.sql", "main/full_schemas/72/full.sql");
        let sql = Synapse(Dialect::Postgres).tracking(&[full, row("73/1_a.sql", "main/delta/73/1_a.sql")]);
        assert!(sql.contains("VALUES (73, true)") && sql.contains("    (73, '73/1_a.sql')\n"), "{sql}");
        assert!(Synapse(Dialect::Postgres).tracking(&[full]).contains("VALUES (72, false)"));
    }
}
