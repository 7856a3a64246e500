//! Whole folders, layout by layout.

use super::*;
use crate::source::Span;
use crate::tools::TransactionRule;
use std::fs;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let bytes: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    folder_of_bytes(&bytes)
}

fn folder_of_bytes(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    root
}

fn read_with(files: &[(&str, &str)], options: &ReadOptions) -> Result<History, ReadError> {
    History::read(folder(files).path(), options)
}

fn read(files: &[(&str, &str)]) -> History {
    read_with(files, &ReadOptions::default()).expect("reads")
}

/// Empty-bodied files of these names.
fn named(names: &[&str], tool: Option<Tool>) -> History {
    let files: Vec<_> = names.iter().map(|name| (*name, "SELECT 1;\n")).collect();
    read_with(&files, &ReadOptions { tool, ..ReadOptions::default() }).expect("reads")
}

fn files(history: &History) -> Vec<&str> {
    history.migrations.iter().map(|migration| migration.file.as_str()).collect()
}

fn versions(history: &History) -> Vec<&str> {
    history.migrations.iter().map(|migration| migration.version.as_str()).collect()
}

fn codes(history: &History) -> Vec<&str> {
    history.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn reason<'a>(history: &'a History, path: &str) -> &'a str {
    let skipped = history.skipped.iter().find(|skipped| skipped.path == path);
    skipped.map_or("", |skipped| skipped.reason.as_str())
}

#[test]
fn plain_files_run_in_byte_order() {
    let history = named(&["00.10.00_01_b.sql", "00.05.00_02_a.sql", "00.05.00_01_z.sql"], None);
    assert_eq!((history.tool, history.order.as_str()), (Tool::Plain, "by file name, in byte order"));
    assert_eq!(versions(&history), ["00.05.00_01_z", "00.05.00_02_a", "00.10.00_01_b"]);
    assert_eq!(history.migrations[0].up[0].transaction, TransactionRule::Automatic);
    assert!(codes(&history).is_empty(), "{:?}", history.diagnostics);
}

#[test]
fn everything_that_does_not_run_is_listed_with_the_reason() {
    let names =
        ["001_a.sql", "001_a.down.sql", "002_b.sql.skip", ".hidden.sql", "README.md", "__init__.py", "old/1_x.sql"];
    let history = named(&names, None);
    assert_eq!(files(&history), ["001_a.sql"]);
    assert_eq!(history.skipped.len(), names.len() - 1);
    assert_eq!(reason(&history, "001_a.down.sql"), "the way back of `001_a.sql`");
    assert_eq!(reason(&history, "002_b.sql.skip"), "switched off: it ends in `.skip`, not in `.sql`");
    assert_eq!(reason(&history, "old"), "a subfolder: the tool reads one folder");
    assert_eq!(history.migrations[0].down.as_deref(), Some("SELECT 1;"));
}

#[test]
fn numbered_pairs_are_golang_migrate_in_the_order_of_numbers() {
    let history = named(&["10_b.up.sql", "9_a.up.sql", "9_a.down.sql"], None);
    assert_eq!(history.tool, Tool::GolangMigrate);
    assert_eq!(versions(&history), ["9", "10"]);
    assert_eq!(history.migrations[0].up[0].transaction, TransactionRule::Batch);
    assert_eq!(history.migrations[0].down.as_deref(), Some("SELECT 1;"));
    assert!(codes(&history).is_empty(), "{:?}", history.diagnostics);
}

#[test]
fn pairs_with_repeated_numbers_are_maragudk_migrate() {
    let names = ["0000_extension_b.up.sql", "0000_extension_a.up.sql", "0001_users.up.sql", "0001_users.down.sql"];
    let history = named(&names, None);
    assert_eq!(history.tool, Tool::MaragudkMigrate);
    assert_eq!(versions(&history), ["0000_extension_a", "0000_extension_b", "0001_users"]);
    assert_eq!(history.migrations[0].up[0].transaction, TransactionRule::Whole);
    assert!(codes(&history).is_empty(), "{:?}", history.diagnostics);
    let history = named(&[&names[..], &["0002 b.up.sql"]].concat(), None);
    assert_eq!((history.tool, codes(&history)), (Tool::Plain, vec!["duplicate-version"]));
    assert!(history.detection.contains("golang-migrate refuses"), "{}", history.detection);
    let history = named(&names, Some(Tool::GolangMigrate));
    assert_eq!(versions(&history), ["0", "0", "1"]);
    assert!(history.diagnostics[0].message.contains("golang-migrate refuses the folder"));
}

#[test]
fn names_with_dialects_are_popx_and_one_file_runs_per_version() {
    let names = ["2_b.up.sql", "2_b.mysql.up.sql", "10_a.up.sql", "10_a.postgres.up.sql", "10_a.down.sql"];
    let history = named(&names, None);
    assert_eq!((history.tool, files(&history)), (Tool::Popx, vec!["10_a.postgres.up.sql", "2_b.up.sql"]));
    assert_eq!(reason(&history, "10_a.up.sql"), "`10_a.postgres.up.sql` stands for it");
    assert_eq!(reason(&history, "2_b.mysql.up.sql"), "for mysql, not for PostgreSQL");
    assert_eq!(history.migrations[0].down.as_deref(), Some("SELECT 1;"));
}

#[test]
fn synapse_begins_with_a_full_schema_and_goes_on_with_deltas() {
    let identity = "CREATE TABLE a (id $%AUTO_INCREMENT_PRIMARY_KEY%$);";
    let history = read(&[
        ("common/schema_version.sql", "SELECT 0;"),
        ("common/full_schemas/72/full.sql.postgres", "SELECT 1;"),
        ("state/delta/73/01_a.sql", identity),
        ("main/delta/73/02_b.sql.postgres", "SELECT 3;"),
        ("main/delta/73/03_c.py", "def run_create(): pass"),
        ("main/delta/100/01_d.sql", "SELECT 4;"),
    ]);
    assert_eq!(history.tool, Tool::Synapse);
    let expected = ["72/full.sql.postgres", "73/01_a.sql", "73/02_b.sql.postgres", "100/01_d.sql"];
    assert_eq!(versions(&history), expected);
    assert_eq!(codes(&history), ["not-sql"]);
    assert!(history.migrations[1].source.text.contains("GENERATED ALWAYS AS IDENTITY"));
    assert_eq!(history.migrations[1].row(true).bytes, identity.as_bytes());
}

#[test]
fn folders_with_up_sql_are_diesel_in_the_order_of_versions() {
    let history = read(&[
        ("2018-06-01-000000_b/up.sql", "SELECT 2;"),
        ("2018-06-01-000000_b/down.sql", "SELECT -2;\n"),
        ("20180101000000_a/up.sql", "SELECT 1;"),
        ("20180101000000_a/metadata.toml", "run_in_transaction = false"),
        ("20180101000000_a/notes.txt", ""),
        (".keep", ""),
    ]);
    assert_eq!(history.tool, Tool::Diesel);
    assert_eq!(versions(&history), ["20180101000000", "20180601000000"]);
    assert_eq!(history.migrations[0].up[0].transaction, TransactionRule::Batch);
    assert_eq!(history.migrations[1].up[0].transaction, TransactionRule::Whole);
    assert_eq!(history.migrations[1].down.as_deref(), Some("SELECT -2;"));
    assert_eq!(reason(&history, "20180101000000_a/notes.txt"), "not read by the tool");
    assert_eq!(reason(&history, "20180101000000_a/metadata.toml"), "");
}

#[test]
fn folders_with_migration_sql_are_prisma_in_byte_order() {
    let history = read(&[
        ("20240102_b/migration.sql", "SELECT 2;"),
        ("20240102030405_a/migration.sql", "SELECT 1;"),
        ("20240103000000_broken/readme.txt", ""),
        ("migration_lock.toml", "provider = \"postgresql\""),
    ]);
    assert_eq!(
        (history.tool, history.detection.as_str()),
        (Tool::Prisma, "2 folders with `migration.sql`, and `migration_lock.toml`")
    );
    assert_eq!(versions(&history), ["20240102030405_a", "20240102_b"]);
    assert_eq!(codes(&history), ["refused-name", "mixed-date-widths", "prisma-order"]);
}

#[test]
fn dbmate_files_are_known_by_their_marks() {
    let text = "-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT -1;\n";
    let history = read(&[("20240101_a.sql", text), ("20240102_b.sql", "SELECT 1;\n")]);
    assert_eq!((history.tool, history.detection.as_str()), (Tool::Dbmate, "1 of 2 files have `-- migrate:up`"));
    let first = &history.migrations[0];
    assert_eq!(first.up[0].queries[0].slice(&first.source.text), "-- migrate:up transaction:false\nSELECT 1;\n");
    assert_eq!(first.down.as_deref(), Some("SELECT -1;"));
    assert!(history.migrations[1].refusal.is_some());
    assert_eq!(codes(&history), ["refused-file"]);
}

#[test]
fn goose_files_are_cut_into_statements() {
    let text = "-- +goose Up\nSELECT 1;\nSELECT 2;\n-- +goose Down\nSELECT -1;\n";
    let history = read(&[("00002_b.sql", text), ("00001_a.sql", text), ("00003_c.go", "package migrations")]);
    assert_eq!((history.tool, versions(&history)), (Tool::Goose, vec!["1", "2"]));
    assert_eq!(history.migrations[0].up[0].queries, [Span::new(13, 22), Span::new(23, 32)]);
    assert_eq!(history.migrations[0].down.as_deref(), Some("SELECT -1;"));
}

#[test]
fn few_marks_do_not_make_a_tool() {
    let history = read(&[("1_a.sql", "-- +goose Up\n"), ("2_b.sql", "SELECT 1;"), ("3_c.sql", "SELECT 1;")]);
    assert_eq!((history.tool, codes(&history)), (Tool::Plain, vec!["marks-of-a-tool"]));
}

#[test]
fn sqlx_is_known_by_the_manifest_beside_the_folder() {
    let root = folder(&[("migrations/2_b.sql", "SELECT 2;"), ("migrations/10_a.sql", "SELECT 1;")]);
    let read = || History::read(&root.path().join("migrations"), &ReadOptions::default()).expect("reads");
    assert_eq!((read().tool, files(&read())), (Tool::Plain, vec!["10_a.sql", "2_b.sql"]));
    fs::write(root.path().join("Cargo.toml"), "[dependencies]\nsqlx = \"0.8\"\n").expect("a file");
    assert_eq!((read().tool, files(&read())), (Tool::Sqlx, vec!["2_b.sql", "10_a.sql"]));
}

#[test]
fn sqlx_is_known_by_its_directive() {
    let history = read(&[("1_a.sql", "SELECT 1;"), ("2_b.sql", "-- no-transaction\nSELECT 1;")]);
    assert_eq!((history.tool, history.migrations[1].up[0].transaction), (Tool::Sqlx, TransactionRule::Batch));
    let history = read(&[("a.sql", "SELECT 1;"), ("2_b.sql", "-- no-transaction\nSELECT 1;")]);
    assert_eq!((history.tool, history.migrations[0].up[0].transaction), (Tool::Plain, TransactionRule::None));
}

#[test]
fn one_file_is_a_history_of_one() {
    let root = folder(&[("schema.sql", "SELECT 1;"), ("other.sql", "SELECT 2;")]);
    let history = History::read(&root.path().join("schema.sql"), &ReadOptions::default()).expect("reads");
    assert_eq!((versions(&history), history.skipped.len()), (vec!["schema"], 0));
    assert_eq!((history.detection.as_str(), history.order.as_str()), ("one SQL file", "one file"));
}

#[test]
fn numbers_that_byte_order_turns_round_are_a_warning() {
    let history = named(&["10_b.sql", "9_a.sql", "11_c.sql"], None);
    assert_eq!(codes(&history), ["sorts-against-its-number"]);
    assert!(history.diagnostics[0].message.contains("`11_c.sql` runs before `9_a.sql`"), "{:?}", history.diagnostics);
}

#[test]
fn dates_of_two_widths_are_a_warning_where_they_sort_wrongly() {
    let names = ["20240501_c.sql", "20240101000000_a.sql", "20240301000000_b.sql"];
    let history = named(&names, Some(Tool::Sqlx));
    assert_eq!(files(&history)[0], "20240501_c.sql");
    assert_eq!(codes(&history), ["mixed-date-widths"]);
    assert_eq!(history.diagnostics[0].severity, crate::diagnostic::Severity::Warning);
    let history = named(&names, None);
    assert_eq!(files(&history)[2], "20240501_c.sql");
    assert_eq!(history.diagnostics[0].severity, crate::diagnostic::Severity::Note);
}

#[test]
fn gaps_repeated_numbers_and_missing_numbers_are_each_one_finding() {
    let names = ["001_a.sql", "002_b.sql", "002_c.sql", "003_d.sql", "006_e.sql", "007_f.sql", "add-x.sql"];
    let history = named(&names, None);
    assert_eq!(codes(&history), ["no-number", "duplicate-version", "gap-in-numbering"]);
    assert_eq!(history.diagnostics[2].message, "numbers are missing: 4 to 5");
    assert!(history.diagnostics[1].message.starts_with("one number for `002_b.sql`, `002_c.sql`: "));
}

#[test]
fn encodings_are_read_and_reported() {
    let root = folder_of_bytes(&[
        ("1_a.sql", b"\xef\xbb\xbfSELECT 1;\r\n"),
        ("2_b.sql", b"-- caf\xe9\nSELECT 2;"),
        ("3_c.sql", b" \r\n"),
    ]);
    let history = History::read(root.path(), &ReadOptions::default()).expect("reads");
    assert_eq!(codes(&history), ["byte-order-mark", "not-utf-8", "empty-file"]);
    assert_eq!(&*history.migrations[1].source.text, "-- caf\u{e9}\nSELECT 2;");
    assert_eq!(history.migrations[0].row(true).bytes.len(), 14);
}

#[test]
fn the_order_can_be_given() {
    let order = |files: &[&str]| ReadOptions {
        order: Some(files.iter().map(ToString::to_string).collect()),
        ..ReadOptions::default()
    };
    let all = [("1_a.sql", "SELECT 1;"), ("2_b.sql", "SELECT 2;"), ("3_c.sql.skip", "SELECT 3;")];
    let history = read_with(&all, &order(&["3_c.sql.skip", "1_a.sql"])).expect("reads");
    assert_eq!((files(&history), history.order.as_str()), (vec!["3_c.sql.skip", "1_a.sql"], "as listed"));
    assert_eq!(history.skipped, [Skipped { path: "2_b.sql".into(), reason: "not in the given order".into() }]);
    let error = read_with(&all, &order(&["1_a.sq"])).expect_err("is not there");
    assert_eq!(error.to_string(), "the order names `1_a.sq`, which is not there");
    assert_eq!(error.help().as_deref(), Some("did you mean `1_a.sql`?"));
    assert!(matches!(read_with(&all, &order(&["1_a.sql", "1_a.sql"])), Err(ReadError::Repeated { .. })));
}

#[test]
fn it_can_stop_at_a_version() {
    let through = |version: &str| ReadOptions { through: Some(version.into()), ..ReadOptions::default() };
    let all = [("1_a.sql", "SELECT 1;"), ("2_b.sql", "SELECT 2;"), ("2_c.sql", "SELECT 3;"), ("3_d.sql", "SELECT 4;")];
    for (version, count) in [("1_a", 1), ("2_b.sql", 2), ("2", 3), ("3_d", 4)] {
        assert_eq!(read_with(&all, &through(version)).expect("reads").migrations.len(), count, "{version}");
    }
    let history = read_with(&all, &through("2")).expect("reads");
    assert_eq!(reason(&history, "3_d.sql"), "after `2`");
    let error = read_with(&all, &through("9_zebra")).expect_err("is not there");
    assert_eq!(error.help().as_deref(), Some("the last one is `3_d`"));
}

#[test]
fn files_can_be_excluded() {
    let exclusion = |pattern: &str| Exclusion { pattern: pattern.into(), reason: Some("data".into()) };
    let options = ReadOptions { exclude: vec![exclusion("*_seed.sql"), exclusion("9*")], ..ReadOptions::default() };
    let history = read_with(&[("1_a.sql", "SELECT 1;"), ("2_seed.sql", "SELECT 2;")], &options).expect("reads");
    assert_eq!((files(&history), reason(&history, "2_seed.sql")), (vec!["1_a.sql"], "excluded: data"));
    assert_eq!(codes(&history), ["exclusion-without-file"]);
}

#[test]
fn a_folder_that_is_missing_is_named_with_its_neighbour() {
    let root = folder(&[("migrations/1_a.sql", "")]);
    let error = History::read(&root.path().join("migration"), &ReadOptions::default()).expect_err("is missing");
    assert!(error.to_string().ends_with("migration` does not exist"), "{error}");
    assert!(error.help().is_some_and(|help| help.ends_with("migrations`?")));
}

#[test]
fn a_folder_without_migrations_says_what_is_there() {
    let error = read_with(&[("README.md", ""), ("migrations/1_a.sql", "")], &ReadOptions::default()).expect_err("none");
    let message = error.to_string();
    assert!(message.contains("there are only `README.md` (a text for people), `migrations` (a subfolder"), "{message}");
    assert!(error.help().is_some_and(|help| help.ends_with("migrations`?")));
    let error = read_with(&[], &ReadOptions::default()).expect_err("none");
    assert!(error.to_string().ends_with("the folder is empty"), "{error}");
}

#[test]
fn a_binary_file_is_an_error_only_if_it_runs() {
    let root = folder_of_bytes(&[("1_a.sql", b"SELECT 1;"), ("dump.bin", b"\0")]);
    assert!(History::read(root.path(), &ReadOptions::default()).is_ok());
    fs::write(root.path().join("2_b.sql"), b"a\0").expect("a file");
    let error = History::read(root.path(), &ReadOptions::default()).expect_err("is binary");
    assert!(error.to_string().ends_with("it has a NUL byte at offset 1)"), "{error}");
    assert!(error.to_string().contains("2_b.sql"), "{error}");
}

#[test]
fn a_dangling_link_cannot_be_read() {
    let root = folder(&[("1_a.sql", "SELECT 1;")]);
    std::os::unix::fs::symlink("nowhere", root.path().join("2_b.sql")).expect("a link");
    let error = History::read(root.path(), &ReadOptions::default()).expect_err("dangles");
    assert!(matches!(&error, ReadError::Unreadable { path, .. } if path.ends_with("2_b.sql")), "{error}");
}
