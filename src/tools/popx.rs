//! popx, the runner of Ory's servers (`oryx/popx`, read in ory/kratos of 2026-07-29); its file names are those of
//! gobuffalo/pop, from which it comes.
//!
//! `match.go` reads `<digits>_<title>[.<dialect>][.autocommit].(up|down).sql` and refuses the folder for any other `.sql`
//! file. `migration_info.go` keeps one file per version: the dialect's own, or else the one without a dialect; versions
//! are compared as texts. `migration_box.go` sends a file as one query, in a transaction unless it is `.autocommit`.

use super::layout::{Entry, Listing, Name, Role, leading_digits, not_an_sql_file};
use super::tracking::{Insert, Row};
use super::{Body, Rules, TransactionRule};
use crate::diagnostic::{Diagnostic, Location};
use crate::dialect::{Dialect, Each};
use crate::source::{Source, Span};
use std::cmp::Ordering;

pub(super) struct Popx(pub(super) Dialect);

const INDEXED: &str = "\
CREATE TABLE IF NOT EXISTS schema_migration (
    version VARCHAR(48) NOT NULL,
    version_self INT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX IF NOT EXISTS schema_migration_version_idx ON schema_migration (version);
CREATE INDEX IF NOT EXISTS schema_migration_version_self_idx ON schema_migration (version_self);
";
const CREATE: Each<&str> = Each {
    postgres: INDEXED,
    mysql: "\
CREATE TABLE IF NOT EXISTS schema_migration (
    version VARCHAR(48) NOT NULL,
    version_self INT NOT NULL DEFAULT 0,
    UNIQUE INDEX schema_migration_version_idx (version),
    INDEX schema_migration_version_self_idx (version_self)
);
",
    sqlite: INDEXED,
};

/// Names of other dialects, by which a folder is known too.
const OTHERS: [&str; 5] = ["cockroach", "cockroachdb", "crdb", "yugabyte", "yugabytedb"];

impl Rules for Popx {
    fn order(&self) -> &'static str {
        "by version, compared as text"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.version.cmp(&right.version).then_with(|| left.by_file(right))
    }

    fn duplicates(&self) -> Option<&'static str> {
        None
    }

    fn reads_subfolders(&self) -> bool {
        true
    }

    fn role(&self, entry: &Entry, listing: &Listing) -> Role {
        if entry.is_file() && entry.name.ends_with(".fizz") {
            return Role::Unread("a fizz file, and fizz is not SQL".into());
        }
        if let Some(reason) = not_an_sql_file(entry) {
            return Role::Skipped(reason);
        }
        let Some(file) = File::parse(&entry.name) else {
            return Role::Refused("not named `<number>_<title>[.<dialect>][.autocommit].up.sql`".into());
        };
        let Some(rank) = file.rank(self.0) else {
            let engine = self.0.engine();
            return Role::skipped(format!("for {}, not for {engine}", file.dialect.unwrap_or_default()));
        };
        match better(self.0, &file, rank, entry, listing) {
            Some(other) => Role::skipped(format!("`{other}` stands for it")),
            None if file.direction == Direction::Up => Role::up(file.name(&entry.name)),
            None => Role::Down(file.name(&entry.name)),
        }
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        let autocommit = base(&source.path).contains(".autocommit.");
        let mut body = Body::whole(source, if autocommit { TransactionRule::Batch } else { TransactionRule::Whole });
        body.diagnostics.extend(source.text.find("{{").map(|at| template(source, at)));
        body
    }

    fn tracking_table(&self) -> &'static str {
        "schema_migration"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let mut insert = Insert::new("schema_migration (version)");
        for row in rows.iter().filter(|row| row.success) {
            insert.row(&[self.0.literal(row.version)]);
        }
        format!("{}\n{}", CREATE.of(self.0), insert.on_conflict(self.0, "version"))
    }

    fn failed(&self) -> &'static str {
        "no row: popx records a migration only after it has succeeded"
    }
}

/// Whether a name says more than those of golang-migrate do: a dialect, or `.autocommit`.
pub(crate) fn is_telling(name: &str) -> bool {
    File::parse(name).is_some_and(|file| {
        file.is_autocommit
            || file.dialect.is_some_and(|dialect| OTHERS.contains(&dialect) || dialect.parse::<Dialect>().is_ok())
    })
}

/// Whether popx can read a name.
pub(crate) fn is_readable(name: &str) -> bool {
    File::parse(name).is_some()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// What the name of a file says.
struct File<'a> {
    version: &'a str,
    title: &'a str,
    dialect: Option<&'a str>,
    is_autocommit: bool,
    direction: Direction,
}

impl<'a> File<'a> {
    fn parse(path: &'a str) -> Option<Self> {
        let (version, rest) = leading_digits(base(path));
        let rest = rest.strip_prefix('_').filter(|_| !version.is_empty())?.strip_suffix(".sql")?;
        let (rest, direction) = [(".up", Direction::Up), (".down", Direction::Down)]
            .into_iter()
            .find_map(|(ending, direction)| Some((rest.strip_suffix(ending)?, direction)))?;
        let mut parts = rest.split('.');
        let title = parts.next().filter(|title| !title.is_empty())?;
        let (dialect, is_autocommit) = match (parts.next(), parts.next(), parts.next()) {
            (None, _, _) => (None, false),
            (Some("autocommit"), None, _) => (None, true),
            (Some(dialect), None, _) => (Some(dialect), false),
            (Some(dialect), Some("autocommit"), None) => (Some(dialect), true),
            _ => return None,
        };
        let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let is_named = dialect.is_none_or(|dialect| !dialect.is_empty() && is_word(dialect));
        is_named.then_some(Self { version, title, dialect, is_autocommit, direction })
    }

    /// How well it fits a dialect: its own before that of all dialects; none for another dialect's.
    fn rank(&self, wanted: Dialect) -> Option<u8> {
        match self.dialect {
            None => Some(0),
            Some(dialect) => dialect.parse().is_ok_and(|dialect: Dialect| dialect.is_akin(wanted)).then_some(1),
        }
    }

    fn name(&self, path: &str) -> Name {
        Name::file(self.version, self.title, path)
    }
}

/// The file of the same version that runs instead: a better one, or else a later one.
fn better<'a>(dialect: Dialect, file: &File, rank: u8, entry: &Entry, listing: &'a Listing) -> Option<&'a str> {
    let names = listing.0.iter().filter(|other| other.is_file() && base(&other.name).starts_with(file.version));
    let rivals = names.filter_map(|other| {
        let rival = File::parse(&other.name)?;
        let is_rival = rival.version == file.version && rival.direction == file.direction;
        Some((rival.rank(dialect).filter(|_| is_rival)?, other.name.as_str()))
    });
    rivals.max().filter(|rival| *rival > (rank, entry.name.as_str())).map(|(_, name)| name)
}

/// The name of a file without the folders before it.
fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn template(source: &Source, at: usize) -> Diagnostic {
    let message = "popx fills in `{{ … }}` from the program that runs it; the text is read as it is";
    Diagnostic::warning("template", message)
        .at(Location::span(source, Span::new(at, at + 2)))
        .help("replace the template by its values to have them in the baseline")
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{alone, file, short};
    use super::*;

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        assert_eq!(
            alone(&Popx(Dialect::Postgres), "20191100000001000000_identities.up.sql"),
            "20191100000001000000 identities"
        );
        assert_eq!(alone(&Popx(Dialect::Postgres), "1_a.postgres.up.sql"), "1 a");
        assert_eq!(alone(&Popx(Dialect::Postgres), "1_a.pg.autocommit.up.sql"), "1 a");
        assert_eq!(alone(&Popx(Dialect::Postgres), "1_a.autocommit.up.sql"), "1 a");
        assert_eq!(alone(&Popx(Dialect::Postgres), "1_a.postgres.down.sql"), "down 1 a");
        assert_eq!(alone(&Popx(Dialect::Postgres), "deeper/1_a.up.sql"), "1 a");
        assert_eq!(alone(&Popx(Dialect::Postgres), "1_a.mysql.up.sql"), "skipped");
        assert_eq!(alone(&Popx(Dialect::Postgres), "1_a.fizz"), "unread");
        for refused in ["a.up.sql", "1_a.sql", "1_.up.sql", "1_a.b.c.up.sql", "1_a.My-SQL.up.sql", "1_a..up.sql"] {
            assert_eq!(alone(&Popx(Dialect::Postgres), refused), "refused", "{refused}");
        }
    }

    #[test]
    fn the_dialects_own_file_stands_for_the_one_of_all() {
        let names = ["1_a.up.sql", "1_a.postgres.up.sql", "1_b.down.sql", "1_c.postgresql.up.sql", "12_a.up.sql"];
        let listing = Listing(names.map(file).to_vec());
        let roles: Vec<_> =
            listing.0.iter().map(|entry| short(&Popx(Dialect::Postgres).role(entry, &listing))).collect();
        assert_eq!(roles, ["skipped", "skipped", "down 1 b", "1 c", "12 a"]);
    }

    #[test]
    fn a_dialect_or_autocommit_tells_the_folder_from_others() {
        assert!(is_telling("1_a.postgres.up.sql") && is_telling("1_a.sqlite3.down.sql"));
        assert!(is_telling("1_a.autocommit.up.sql"));
        assert!(!is_telling("1_a.up.sql") && !is_telling("1_a.v2.up.sql") && is_readable("1_a.v2.up.sql"));
    }

    #[test]
    fn autocommit_stands_in_the_name() {
        let rule = |path: &str| Popx(Dialect::Postgres).body(&Source::new(path, "SELECT 1;"), None).up[0].transaction;
        assert_eq!(rule("1_a.postgres.up.sql"), TransactionRule::Whole);
        assert_eq!(rule("1_a.postgres.autocommit.up.sql"), TransactionRule::Batch);
        assert_eq!(rule("1_a.autocommit.up.sql"), TransactionRule::Batch);
    }

    #[test]
    fn a_template_is_a_warning() {
        let body = Popx(Dialect::Postgres).body(&Source::new("1_a.up.sql", "SELECT '{{ .Parameters.x }}';"), None);
        assert_eq!(body.diagnostics[0].code, "template");
    }

    #[test]
    fn the_seed_has_the_versions_that_succeeded() {
        let row = |version, success| Row { version, name: "x", file: "x", bytes: b"", success, down: None };
        let sql = Popx(Dialect::Postgres).tracking(&[row("1", true), row("2", false)]);
        assert!(sql.contains("INSERT INTO schema_migration (version) VALUES\n    ('1')\nON CONFLICT"), "{sql}");
    }
}
