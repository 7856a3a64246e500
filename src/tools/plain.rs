//! A plain folder of SQL files, applied in byte order by some runner.
//!
//! Here a version is the file's stem, since numbers repeat in such folders. The tracking table is rebaseline's own
//! proposal, with the checksum and the way back of each file.

use super::layout::{Entry, Listing, Name, Role, not_an_sql_file};
use super::tracking::{Insert, Row, hex, optional};
use super::{Body, Rules, TransactionRule};
use crate::dialect::{Dialect, Each};
use crate::source::Source;
use sha2::{Digest, Sha256};
use std::cmp::Ordering;

pub(super) struct Plain(pub(super) Dialect);

/// Endings of files that undo another file, whatever stands beside them.
const DOWN: [&str; 3] = [".down.sql", ".rollback.sql", ".undo.sql"];
/// Endings that mean so only where the file that they undo is there: `007_scale_down.sql` is a migration.
const DOWN_OF_A_PAIR: [&str; 2] = ["_down.sql", "_rollback.sql"];
/// Parts of a file name that ask for no transaction.
const NO_TRANSACTION: [&str; 3] = [".autocommit.", ".notx.", ".no-transaction."];

const CREATE: &str = "\
CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);
";

impl Rules for Plain {
    fn order(&self) -> &'static str {
        "by file name, in byte order"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.by_file(right)
    }

    fn duplicates(&self) -> Option<&'static str> {
        Some("what comes after the number decides their order")
    }

    fn role(&self, entry: &Entry, listing: &Listing) -> Role {
        if let Some(reason) = not_an_sql_file(entry) {
            return Role::Skipped(reason);
        }
        match undone_stem(&entry.name, listing) {
            Some(stem) => Role::Down(Name::of_stem(&stem, &entry.name)),
            None => Role::up(Name::of_stem(stem(&entry.name), &entry.name)),
        }
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        let file = source.path.rsplit('/').next().unwrap_or_default();
        let alone = NO_TRANSACTION.iter().any(|part| file.contains(part)) || asks_for_no_transaction(&source.text);
        Body::whole(source, if alone { TransactionRule::None } else { TransactionRule::Automatic })
    }

    fn tracking_table(&self) -> &'static str {
        "schema_migrations"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let mut insert = Insert::new("schema_migrations (version, checksum, success, rollback_sql)");
        for row in rows {
            insert.row(&[
                self.0.literal(row.version),
                self.0.literal(&hex(&Sha256::digest(row.bytes))),
                self.0.boolean(row.success),
                optional(self.0, row.down),
            ]);
        }
        // `text` ends at 64 KB there.
        let text = Each { postgres: "TEXT", mysql: "LONGTEXT", sqlite: "TEXT" }.of(self.0);
        format!("{}\n{}", CREATE.replace("TEXT", text), insert.on_conflict(self.0, "version"))
    }

    fn failed(&self) -> &'static str {
        "success = false"
    }
}

/// `001_x` for `001_x.sql` and `001_x.up.sql`.
fn stem(file: &str) -> &str {
    let stem = file.strip_suffix(".sql").unwrap_or(file);
    stem.strip_suffix(".up").unwrap_or(stem)
}

/// The stem of the file that `file` undoes, if it is a down file.
fn undone_stem(file: &str, listing: &Listing) -> Option<String> {
    if let Some(stem) = DOWN.iter().find_map(|ending| file.strip_suffix(ending)) {
        return Some(stem.to_owned());
    }
    let stem = DOWN_OF_A_PAIR.iter().find_map(|ending| file.strip_suffix(ending))?;
    [stem.to_owned(), format!("{stem}_up")].into_iter().find(|up| listing.has_file(&format!("{up}.sql")))
}

/// Whether the first line is a comment that says so, as `-- no-transaction`.
fn asks_for_no_transaction(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let Some(comment) = first.trim_start().strip_prefix("--") else { return false };
    let words = comment.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    words == "no-transaction" || words.starts_with("no-transaction-")
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{alone, file, short};
    use super::*;

    #[test]
    fn every_sql_file_is_a_migration_and_its_stem_the_version() {
        assert_eq!(alone(&Plain(Dialect::Postgres), "001_create_users.sql"), "001_create_users create_users");
        assert_eq!(alone(&Plain(Dialect::Postgres), "00.05.00_01_drop.sql"), "00.05.00_01_drop drop");
        assert_eq!(alone(&Plain(Dialect::Postgres), "add-relationships.sql"), "add-relationships add-relationships");
        assert_eq!(
            alone(&Plain(Dialect::Postgres), "0000_create_extension.up.sql"),
            "0000_create_extension create_extension"
        );
        assert_eq!(alone(&Plain(Dialect::Postgres), "20240101.sql"), "20240101 20240101");
    }

    #[test]
    fn down_files_belong_to_their_up_file() {
        assert_eq!(alone(&Plain(Dialect::Postgres), "001_x.down.sql"), "down 001_x x");
        assert_eq!(alone(&Plain(Dialect::Postgres), "001_x.rollback.sql"), "down 001_x x");
        assert_eq!(alone(&Plain(Dialect::Postgres), "007_scale_down.sql"), "007_scale_down scale_down");
        let pair = Listing(vec![file("007_x.sql"), file("007_x_down.sql")]);
        assert_eq!(short(&Plain(Dialect::Postgres).role(&pair.0[1], &pair)), "down 007_x x");
        let pair = Listing(vec![file("007_x_down.sql"), file("007_x_up.sql")]);
        assert_eq!(short(&Plain(Dialect::Postgres).role(&pair.0[0], &pair)), "down 007_x_up x_up");
    }

    #[test]
    fn a_name_or_a_first_line_can_ask_for_no_transaction() {
        let rule =
            |path: &str, text: &str| Plain(Dialect::Postgres).body(&Source::new(path, text), None).up[0].transaction;
        assert_eq!(rule("1_a.sql", "SELECT 1;"), TransactionRule::Automatic);
        assert_eq!(rule("1_a.autocommit.sql", "SELECT 1;"), TransactionRule::None);
        assert_eq!(rule("1_a.sql", "-- no-transaction\nSELECT 1;"), TransactionRule::None);
        assert_eq!(rule("1_a.sql", "-- no transactions are recorded here\n"), TransactionRule::Automatic);
    }

    #[test]
    fn the_checksum_is_the_sha_256_of_the_file() {
        let row = Row {
            version: "001_t1",
            name: "t1",
            file: "001_t1.sql",
            bytes: b"CREATE TABLE t1 (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL);\n",
            success: true,
            down: Some("DROP TABLE t1;"),
        };
        let expected = "    ('001_t1', 'b6f10fc0f77bd0071fd3d5b24da1a1a1165c670b2eaefbb854ad42d7228873fd', true, 'DROP TABLE t1;')\n";
        assert!(Plain(Dialect::Postgres).tracking(&[row]).contains(expected));
    }
}
