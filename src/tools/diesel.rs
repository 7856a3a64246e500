//! diesel (`diesel_migrations` and `migrations_internals` read at 2.3).
//!
//! One folder per migration with `up.sql`, `down.sql` and `metadata.toml`; files and hidden folders are passed over, a
//! folder without `up.sql` refuses everything. The version is the folder's name up to the first `_`, without `-`; the
//! order is the byte order of versions. `up.sql` is sent as one query, in a transaction unless `metadata.toml` says
//! `run_in_transaction = false` – or is there and does not say it.

use super::layout::{Entry, Kind, Listing, Name, Role};
use super::tracking::{Insert, Row};
use super::{Body, Rules, TransactionRule};
use crate::dialect::Dialect;
use crate::source::Source;
use std::cmp::Ordering;

pub(super) struct Diesel(pub(super) Dialect);

const CREATE: &str = "\
CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (
    version VARCHAR(50) PRIMARY KEY NOT NULL,
    run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
";

impl Rules for Diesel {
    fn order(&self) -> &'static str {
        "by version without `-`, in byte order"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.version.cmp(&right.version).then_with(|| left.by_file(right))
    }

    fn duplicates(&self) -> Option<&'static str> {
        Some("diesel runs only one of them, whichever the file system lists last")
    }

    fn role(&self, entry: &Entry, _listing: &Listing) -> Role {
        if entry.is_hidden() {
            return Role::skipped("hidden");
        }
        if entry.kind == Kind::File {
            return Role::skipped("a file: diesel reads one folder per migration");
        }
        if !entry.holds("up.sql") {
            return Role::Refused("a folder without `up.sql`".into());
        }
        let beside = |file: &str| entry.holds(file).then(|| format!("{}/{file}", entry.name));
        let (version, title) = entry.name.split_once('_').unwrap_or((&entry.name, ""));
        let name = Name::file(version.replace('-', ""), title, &format!("{}/up.sql", entry.name));
        Role::Up { name, down: beside("down.sql"), metadata: beside("metadata.toml") }
    }

    fn body(&self, source: &Source, metadata: Option<&str>) -> Body {
        if is_blank(&source.text) {
            return Body::refused("diesel refuses an `up.sql` without a statement");
        }
        let whole = metadata.is_none_or(runs_in_transaction);
        Body::whole(source, if whole { TransactionRule::Whole } else { TransactionRule::Batch })
    }

    fn tracking_table(&self) -> &'static str {
        "__diesel_schema_migrations"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let mut insert = Insert::new("__diesel_schema_migrations (version)");
        for row in rows.iter().filter(|row| row.success) {
            insert.row(&[self.0.literal(row.version)]);
        }
        format!("{CREATE}\n{}", insert.on_conflict(self.0, "version"))
    }

    fn failed(&self) -> &'static str {
        "no row: diesel records a migration only after it has succeeded"
    }
}

/// Whether there is nothing but white space, comments and `;`, for which the server reports an empty query.
fn is_blank(mut sql: &str) -> bool {
    loop {
        sql = sql.trim_start_matches(|c: char| c.is_whitespace() || c == ';');
        let (end, open_end) = match sql.get(..2) {
            Some("--") => ("\n", true),
            Some("/*") => ("*/", false),
            _ => return sql.is_empty(),
        };
        match sql.split_once(end) {
            Some((_, rest)) => sql = rest,
            None => return open_end,
        }
    }
}

/// Reads `run_in_transaction` from the top level of a `metadata.toml`. Diesel's own default for a file that leaves it
/// out is `false`, although without the file it is `true`.
fn runs_in_transaction(toml: &str) -> bool {
    toml.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim().trim_matches('"') == "run_in_transaction")
        .is_some_and(|(_, value)| value.trim() == "true")
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{alone, folder, short};
    use super::*;

    fn role(name: &str, files: &[&str]) -> Role {
        Diesel(Dialect::Postgres).role(&folder(name, files), &Listing::default())
    }

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        assert_eq!(short(&role("2024-01-02-030405_create_users", &["up.sql"])), "20240102030405 create_users");
        assert_eq!(
            short(&role("00000000000000_diesel_initial_setup", &["up.sql"])),
            "00000000000000 diesel_initial_setup"
        );
        assert_eq!(short(&role("2024-01-02", &["up.sql"])), "20240102 ");
        assert_eq!(short(&role("notes", &["a.txt"])), "refused");
        assert_eq!(short(&role(".git", &[])), "skipped");
        assert_eq!(alone(&Diesel(Dialect::Postgres), "README.md"), "skipped");
    }

    #[test]
    fn the_files_beside_belong_to_the_migration() {
        let Role::Up { name, down, metadata } = role("1_a", &["down.sql", "metadata.toml", "up.sql"]) else {
            panic!("a migration")
        };
        assert_eq!(name.file, "1_a/up.sql");
        assert_eq!(down.as_deref(), Some("1_a/down.sql"));
        assert_eq!(metadata.as_deref(), Some("1_a/metadata.toml"));
    }

    #[test]
    fn the_order_is_that_of_versions_not_of_folders() {
        let name = |folder: &str| match role(folder, &["up.sql"]) {
            Role::Up { name, .. } => name,
            other => panic!("{other:?}"),
        };
        let (dashed, bare) = (name("2018-06-01-000000_b"), name("20180101000000_a"));
        assert_eq!(Diesel(Dialect::Postgres).compare(&dashed, &bare), Ordering::Greater);
        assert_eq!(dashed.file.cmp(&bare.file), Ordering::Less);
    }

    #[test]
    fn a_file_without_a_statement_is_refused() {
        let refused =
            |text: &str| Diesel(Dialect::Postgres).body(&Source::new("1_a/up.sql", text), None).refusal.is_some();
        assert!(refused("") && refused(" \r\n") && refused("-- Your SQL goes here\n") && refused("/* a */; -- b"));
        assert!(!refused("-- a\nSELECT 1") && !refused("SELECT 1;") && !refused("/* open") && !refused("\u{e9}"));
    }

    #[test]
    fn the_transaction_is_in_the_metadata() {
        assert!(runs_in_transaction("run_in_transaction = true\n"));
        assert!(!runs_in_transaction("# slow\nrun_in_transaction = false # index\n"));
        assert!(!runs_in_transaction("other = 1\n[x]\nrun_in_transaction = true\n"));
        let rule = |metadata| {
            Diesel(Dialect::Postgres).body(&Source::new("1_a/up.sql", "SELECT 1;"), metadata).up[0].transaction
        };
        assert_eq!(rule(None), TransactionRule::Whole);
        assert_eq!(rule(Some("run_in_transaction = false")), TransactionRule::Batch);
    }
}
