//! golang-migrate (read at commit 18966c75, 2026-07-05).
//!
//! `source/parse.go` takes `^([0-9]+)_(.*)\.(down|up)\.(.*)$` with an unsigned 64-bit version and any ending, orders by
//! number and refuses the folder when a version has two up files. `database/postgres` sends each file as one query in no
//! transaction of its own, and keeps one row: the current version, dirty while a migration runs and after it has failed.

use super::layout::{Entry, Listing, Name, Role, leading_digits, not_an_sql_file};
use super::tracking::Row;
use super::{Body, Rules, TransactionRule};
use crate::diagnostic::{Diagnostic, Location};
use crate::dialect::{Dialect, Each};
use crate::source::Source;
use std::cmp::Ordering;

pub(super) struct GolangMigrate(pub(super) Dialect);

const BIGINT: &str = "\
CREATE TABLE IF NOT EXISTS schema_migrations (
    version bigint NOT NULL PRIMARY KEY,
    dirty boolean NOT NULL
);
";
const CREATE: Each<&str> = Each {
    postgres: BIGINT,
    mysql: BIGINT,
    sqlite: "\
CREATE TABLE IF NOT EXISTS schema_migrations (
    version uint64,
    dirty bool
);
CREATE UNIQUE INDEX IF NOT EXISTS version_unique ON schema_migrations (version);
",
};

impl Rules for GolangMigrate {
    fn order(&self) -> &'static str {
        "by number"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.by_number(right)
    }

    fn duplicates(&self) -> Option<&'static str> {
        Some("golang-migrate refuses the folder: \"duplicate migration file\"")
    }

    fn role(&self, entry: &Entry, _listing: &Listing) -> Role {
        match parse(&entry.name) {
            Some((name, Direction::Up)) if entry.is_file() => Role::up(name),
            Some((name, Direction::Down)) if entry.is_file() => Role::Down(name),
            _ => Role::skipped(not_an_sql_file(entry).unwrap_or_else(|| "not named `<number>_<title>.up.sql`".into())),
        }
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        // The driver for SQLite runs a file in a transaction unless `x-no-tx-wrap` says otherwise.
        let each =
            Each { postgres: TransactionRule::Batch, mysql: TransactionRule::Batch, sqlite: TransactionRule::Whole };
        let transaction = each.of(self.0);
        let mut body = Body::whole(source, transaction);
        if !source.path.ends_with(".sql") {
            let message = format!("golang-migrate runs `{}`: it does not look at the ending", source.path);
            body.diagnostics.push(
                Diagnostic::warning("runs-despite-its-ending", message)
                    .at(Location::file(&source.path))
                    .help("move the file out of the folder if it is not meant to run"),
            );
        }
        body
    }

    fn tracking_table(&self) -> &'static str {
        "schema_migrations"
    }

    fn wants_numbers(&self) -> bool {
        true
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let create = CREATE.of(self.0);
        let Some(last) = rows.iter().rfind(|row| row.is_numbered()) else { return create.to_owned() };
        let (version, dirty, nothing) = (last.version, self.0.boolean(!last.success), self.0.no_table());
        format!(
            "{create}\n\
             -- golang-migrate keeps one row: the last version.\n\
             INSERT INTO schema_migrations (version, dirty)\n\
             SELECT {version}, {dirty}\n\
             {nothing}WHERE NOT EXISTS (SELECT 1 FROM schema_migrations);\n"
        )
    }

    fn failed(&self) -> &'static str {
        "no row of its own; dirty = true when it is the last"
    }
}

enum Direction {
    Up,
    Down,
}

fn parse(file: &str) -> Option<(Name, Direction)> {
    let (digits, rest) = leading_digits(file);
    let rest = rest.strip_prefix('_')?;
    let number: u64 = digits.parse().ok()?;
    let (at, direction) = [(".up.", Direction::Up), (".down.", Direction::Down)]
        .into_iter()
        .filter_map(|(mark, direction)| Some((rest.rfind(mark)?, direction)))
        .max_by_key(|(at, _)| *at)?;
    Some((Name::file(number.to_string(), &rest[..at], file).numbered(number.into()), direction))
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::alone;
    use super::*;

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "000001_create_users.up.sql"), "1 create_users");
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "000001_create_users.down.sql"), "down 1 create_users");
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "2_.up.sql"), "2 ");
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "3_back.down.and.up.sql"), "3 back.down.and");
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "1_x.sql"), "skipped");
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "create_users.up.sql"), "skipped");
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "99999999999999999999_x.up.sql"), "skipped");
    }

    #[test]
    fn a_file_that_is_switched_off_runs_all_the_same() {
        assert_eq!(alone(&GolangMigrate(Dialect::Postgres), "7_x.up.sql.skip"), "7 x");
        let body = GolangMigrate(Dialect::Postgres).body(&Source::new("7_x.up.sql.skip", "SELECT 1"), None);
        assert_eq!(body.diagnostics[0].code, "runs-despite-its-ending");
    }

    #[test]
    fn there_is_one_row_dirty_only_if_the_last_migration_failed() {
        let row = |version, success| Row { version, name: "x", file: "x", bytes: b"", success, down: None };
        let sql = GolangMigrate(Dialect::Postgres).tracking(&[row("1", false), row("2", true)]);
        assert!(sql.contains("SELECT 2, false\n"), "{sql}");
        let sql = GolangMigrate(Dialect::Postgres).tracking(&[row("1", true), row("2", false)]);
        assert!(sql.contains("SELECT 2, true\n"), "{sql}");
    }
}
