//! maragudk/migrate, now `maragu.dev/migrate` (read at commit 0fc2f554).
//!
//! `migrate.go` takes the files of one folder that match `^([\w-]+).up.sql$` in byte order; all before `.up.sql` is the
//! version. Each file is one query in a transaction, in which the version is written first. The table has one row, the
//! last version, and what is not behind it in byte order never runs.

use super::layout::{Entry, Listing, Name, Role, not_an_sql_file};
use super::tracking::Row;
use super::{Body, Rules, TransactionRule};
use crate::dialect::Dialect;
use crate::source::Source;
use std::cmp::Ordering;

pub(super) struct MaragudkMigrate(pub(super) Dialect);

const CREATE: &str = "\
CREATE TABLE IF NOT EXISTS migrations (
    version text NOT NULL
);
";

impl Rules for MaragudkMigrate {
    fn order(&self) -> &'static str {
        "by file name, in byte order"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.by_file(right)
    }

    fn duplicates(&self) -> Option<&'static str> {
        None
    }

    fn role(&self, entry: &Entry, _listing: &Listing) -> Role {
        if let Some(reason) = not_an_sql_file(entry) {
            return Role::Skipped(reason);
        }
        match parse(&entry.name) {
            Some((stem, Direction::Up)) => Role::up(Name::of_stem(stem, &entry.name)),
            Some((stem, Direction::Down)) => Role::Down(Name::of_stem(stem, &entry.name)),
            None => Role::skipped("not named `<version>.up.sql`"),
        }
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        Body::whole(source, TransactionRule::Whole)
    }

    fn tracking_table(&self) -> &'static str {
        "migrations"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let last = rows.iter().rev().find(|row| row.success).map_or("", |row| row.version);
        format!(
            "{CREATE}\n\
             -- One row: the last version.\n\
             INSERT INTO migrations (version)\n\
             SELECT {}\n\
             {}WHERE NOT EXISTS (SELECT 1 FROM migrations);\n",
            self.0.literal(last),
            self.0.no_table()
        )
    }

    fn failed(&self) -> &'static str {
        "no row of its own: the version before it stays"
    }
}

/// Whether it can read a name.
pub(crate) fn is_readable(name: &str) -> bool {
    parse(name).is_some()
}

enum Direction {
    Up,
    Down,
}

fn parse(name: &str) -> Option<(&str, Direction)> {
    let (stem, direction) = [(".up.sql", Direction::Up), (".down.sql", Direction::Down)]
        .into_iter()
        .find_map(|(ending, direction)| Some((name.strip_suffix(ending)?, direction)))?;
    let is_word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    (!stem.is_empty() && stem.bytes().all(is_word)).then_some((stem, direction))
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::alone;
    use super::*;

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        assert_eq!(alone(&MaragudkMigrate(Dialect::Postgres), "0001_create_a.up.sql"), "0001_create_a create_a");
        assert_eq!(alone(&MaragudkMigrate(Dialect::Postgres), "0001_create_a.down.sql"), "down 0001_create_a create_a");
        assert_eq!(alone(&MaragudkMigrate(Dialect::Postgres), "init.up.sql"), "init init");
        assert_eq!(alone(&MaragudkMigrate(Dialect::Postgres), "1.2_a.up.sql"), "skipped");
        assert_eq!(alone(&MaragudkMigrate(Dialect::Postgres), "1_a.sql"), "skipped");
    }

    #[test]
    fn the_row_is_the_last_version_that_succeeded() {
        let row = |version, success| Row { version, name: "x", file: "x", bytes: b"", success, down: None };
        let sql = MaragudkMigrate(Dialect::Postgres).tracking(&[row("1_a", true), row("2_b", true), row("3_c", false)]);
        assert!(sql.contains("SELECT '2_b'\n"), "{sql}");
        assert!(MaragudkMigrate(Dialect::Postgres).tracking(&[]).contains("SELECT ''\n"));
    }
}
