//! Prisma (prisma-engines, schema engine 7; the CLI's `listMigrations`).
//!
//! One folder per migration with `migration.sql`, in byte order; a folder without it refuses everything. The script is
//! sent as one query in no transaction of its own. The table keeps the SHA-256 of each script; line ends do not count
//! when they are compared. The CLI of version 7 orders by `localeCompare`, where `_` comes before digits; where that is
//! not the byte order, [`crate::history`] says so.

use super::layout::{Entry, Kind, Listing, Name, Role, leading_digits};
use super::tracking::{Insert, Row, hex};
use super::{Body, Rules, TransactionRule};
use crate::dialect::{Dialect, Each};
use crate::source::Source;
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use uuid::Uuid;

pub(super) struct Prisma(pub(super) Dialect);

const CREATE: Each<&str> = Each {
    postgres: "\
CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
);
",
    mysql: "\
CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at DATETIME(3),
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at DATETIME(3),
    started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
",
    sqlite: "\
CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id TEXT PRIMARY KEY NOT NULL,
    checksum TEXT NOT NULL,
    finished_at DATETIME,
    migration_name TEXT NOT NULL,
    logs TEXT,
    rolled_back_at DATETIME,
    started_at DATETIME NOT NULL DEFAULT current_timestamp,
    applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
);
",
};

impl Rules for Prisma {
    fn order(&self) -> &'static str {
        "by folder name, in byte order"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.by_file(right)
    }

    fn duplicates(&self) -> Option<&'static str> {
        None
    }

    fn role(&self, entry: &Entry, _listing: &Listing) -> Role {
        match entry.kind {
            Kind::File if entry.name == "migration_lock.toml" => {
                Role::skipped("Prisma's note of the database provider")
            }
            Kind::File => Role::skipped("a file: Prisma reads one folder per migration"),
            Kind::Folder(_) if !entry.holds("migration.sql") => {
                Role::Refused("a folder without `migration.sql` (P3015)".into())
            }
            Kind::Folder(_) => {
                let title = leading_digits(&entry.name).1.trim_start_matches('_');
                Role::up(Name::file(&entry.name, title, &format!("{}/migration.sql", entry.name)))
            }
        }
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        Body::whole(source, TransactionRule::Batch)
    }

    fn tracking_table(&self) -> &'static str {
        "_prisma_migrations"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let create = CREATE.of(self.0);
        let now = Each { postgres: "now()", mysql: "now(3)", sqlite: "CURRENT_TIMESTAMP" }.of(self.0);
        let columns = "_prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)";
        let mut insert = Insert::new(columns);
        for row in rows {
            insert.row(&[
                self.0.literal(&Uuid::new_v5(&Uuid::NAMESPACE_OID, row.version.as_bytes()).to_string()),
                self.0.literal(&hex(&Sha256::digest(row.bytes))),
                if row.success { now } else { "NULL" }.to_owned(),
                self.0.literal(row.version),
                u8::from(row.success).to_string(),
            ]);
        }
        format!("{create}\n{}", insert.on_conflict(self.0, "id"))
    }

    fn failed(&self) -> &'static str {
        "finished_at = NULL: `prisma migrate deploy` stops there (P3009) until `prisma migrate resolve` settles it"
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{alone, folder, short};
    use super::*;

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        let role =
            |name, files: &[&str]| short(&Prisma(Dialect::Postgres).role(&folder(name, files), &Listing::default()));
        assert_eq!(role("20240101000000_init", &["migration.sql"]), "20240101000000_init init");
        assert_eq!(role("20240101000000_init", &["steps.json"]), "refused");
        assert_eq!(alone(&Prisma(Dialect::Postgres), "migration_lock.toml"), "skipped");
    }

    #[test]
    fn checksum_and_id_are_functions_of_the_migration() {
        let row = |success| Row {
            version: "20240101000000_init",
            name: "init",
            file: "20240101000000_init/migration.sql",
            bytes: b"hello",
            success,
            down: None,
        };
        let sql = Prisma(Dialect::Postgres).tracking(&[row(true)]);
        // The vector of prisma-engines' own test.
        let sum = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        assert!(sql.contains(&format!("', '{sum}', now(), '20240101000000_init', 1)\n")), "{sql}");
        assert_eq!(sql, Prisma(Dialect::Postgres).tracking(&[row(true)]));
        assert!(
            Prisma(Dialect::Postgres)
                .tracking(&[row(false)])
                .contains(&format!("', '{sum}', NULL, '20240101000000_init', 0)\n"))
        );
    }
}
