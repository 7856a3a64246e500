//! sqlx (read at 0.9.0).
//!
//! `sqlx-core/src/migrate/source.rs` splits a name at its first `_`; what is not `<i64>_….sql` with that number refuses
//! the whole folder, names without `_` or `.sql` are passed over. Order is by number. `sqlx-postgres/src/migrate.rs`
//! sends the text as one query, inside a transaction unless the text starts with `-- no-transaction`. Every `run`
//! compares the SHA-384 of each file with the table and refuses rows whose file is gone.

use super::layout::{Entry, Listing, Name, Role, not_an_sql_file};
use super::tracking::{Insert, Row};
use super::{Body, Rules, TransactionRule};
use crate::dialect::{Dialect, Each};
use crate::source::Source;
use sha2::{Digest, Sha384};
use std::cmp::Ordering;

pub(super) struct Sqlx(pub(super) Dialect);

const CREATE: Each<&str> = Each {
    postgres: "\
CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
    success BOOLEAN NOT NULL,
    checksum BYTEA NOT NULL,
    execution_time BIGINT NOT NULL
);
",
    mysql: "\
CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
",
    sqlite: "\
CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
",
};

impl Rules for Sqlx {
    fn order(&self) -> &'static str {
        "by number"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.by_number(right)
    }

    fn duplicates(&self) -> Option<&'static str> {
        Some("sqlx applies the first and fails on the next, whose row would repeat the primary key")
    }

    fn role(&self, entry: &Entry, _listing: &Listing) -> Role {
        let Some((number, rest)) = entry.name.split_once('_').filter(|(_, rest)| rest.ends_with(".sql")) else {
            return Role::skipped(not_an_sql_file(entry).unwrap_or_else(|| "not named `<number>_<title>.sql`".into()));
        };
        if !entry.is_file() {
            return Role::skipped("a subfolder: sqlx reads one folder");
        }
        let Ok(version) = number.parse::<i64>() else {
            return Role::Refused(format!("before the first `_` stands `{number}`, not a number"));
        };
        let (title, down) = title(rest);
        let name = Name::file(version.to_string(), title, &entry.name).numbered(version.into());
        if down { Role::Down(name) } else { Role::up(name) }
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        let alone = source.text.starts_with("-- no-transaction");
        Body::whole(source, if alone { TransactionRule::Batch } else { TransactionRule::Whole })
    }

    fn tracking_table(&self) -> &'static str {
        "_sqlx_migrations"
    }

    fn wants_numbers(&self) -> bool {
        true
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let create = CREATE.of(self.0);
        let mut insert = Insert::new("_sqlx_migrations (version, description, success, checksum, execution_time)");
        for row in rows.iter().filter(|row| row.success && row.is_numbered()) {
            insert.row(&[
                row.version.to_owned(),
                self.0.literal(&row.name.replace('_', " ")),
                self.0.boolean(true),
                self.0.binary(&Sha384::digest(row.bytes)),
                "0".to_owned(),
            ]);
        }
        format!("{create}\n{}", insert.on_conflict(self.0, "version"))
    }

    fn failed(&self) -> &'static str {
        "no row: sqlx records a migration only after it has succeeded"
    }
}

/// The description, and whether the file is the down part.
fn title(rest: &str) -> (&str, bool) {
    for (ending, down) in [(".up.sql", false), (".down.sql", true)] {
        if rest.ends_with(ending) {
            return (rest.trim_end_matches(ending), down);
        }
    }
    (rest.trim_end_matches(".sql"), false)
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::alone;
    use super::*;

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        assert_eq!(
            alone(&Sqlx(Dialect::Postgres), "20210425153745_create_history.sql"),
            "20210425153745 create_history"
        );
        assert_eq!(
            alone(&Sqlx(Dialect::Postgres), "20220421174016_larger-commands.sql"),
            "20220421174016 larger-commands"
        );
        assert_eq!(alone(&Sqlx(Dialect::Postgres), "001_a_b.up.sql"), "1 a_b");
        assert_eq!(alone(&Sqlx(Dialect::Postgres), "001_a_b.down.sql"), "down 1 a_b");
        assert_eq!(alone(&Sqlx(Dialect::Postgres), "001-a.sql"), "skipped");
        assert_eq!(alone(&Sqlx(Dialect::Postgres), "notes_of_today.md"), "skipped");
        assert_eq!(alone(&Sqlx(Dialect::Postgres), "add_index.sql"), "refused");
    }

    #[test]
    fn the_first_line_can_ask_for_no_transaction_of_its_own() {
        let rule = |text: &str| Sqlx(Dialect::Postgres).body(&Source::new("1_a.sql", text), None).up[0].transaction;
        assert_eq!(rule("SELECT 1;"), TransactionRule::Whole);
        assert_eq!(rule("-- no-transaction\nSELECT 1;"), TransactionRule::Batch);
        assert_eq!(rule("\n-- no-transaction\nSELECT 1;"), TransactionRule::Whole);
    }

    #[test]
    fn the_checksum_is_the_sha_384_of_the_file() {
        let row = |bytes, success| Row { version: "1", name: "a_b", file: "1_a_b.sql", bytes, success, down: None };
        let sql = Sqlx(Dialect::Postgres).tracking(&[row(b"CREATE TABLE t (id int);\n", true)]);
        let sum = "e1cc0b49a7d453bb345d9fc52670c0bfd4a694b2befb7061a9bad55916701e1ef4ddd22ee7cb1c80b4317a1b5780422c";
        assert!(sql.contains(&format!("    (1, 'a b', true, '\\x{sum}', 0)\n")), "{sql}");
        assert!(!Sqlx(Dialect::Postgres).tracking(&[row(b"", false)]).contains("INSERT"));
    }
}
