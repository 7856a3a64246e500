//! The command line as people meet it: exit codes, diagnostics, bad input of every kind, and never a half-written file.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn rebaseline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rebaseline")).args(arguments).output().expect("the command starts")
}

/// Squashes a folder with these files into `out` below it.
fn squash(files: &[(&str, &[u8])], options: &[&str]) -> (Output, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let history = folder.path().join("migrations");
    fs::create_dir(&history).expect("a folder");
    for (name, bytes) in files {
        fs::write(history.join(name), bytes).expect("a file");
    }
    let out = folder.path().join("out");
    let mut arguments = vec!["squash", history.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")];
    arguments.extend(options);
    (rebaseline(&arguments), folder)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn written(folder: &tempfile::TempDir, name: &str) -> Option<String> {
    fs::read_to_string(folder.path().join("out").join(name)).ok()
}

#[test]
fn a_clean_history_is_squashed() {
    let (output, folder) = squash(&[("001_a.sql", b"CREATE TABLE a (id serial PRIMARY KEY);")], &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(written(&folder, "baseline.sql").expect("written").contains("CREATE TABLE a ("));
    assert!(written(&folder, "tracking.sql").expect("written").contains("001_a"));
    let report: serde_json::Value =
        serde_json::from_str(&written(&folder, "report.json").expect("written")).expect("JSON");
    assert_eq!(report["outcomes"]["applied"], 1);
    assert_eq!(report["migrations"][0]["status"], "applied");
    assert_eq!(report["migrations"][0]["failure"], serde_json::Value::Null);
}

#[test]
fn a_failing_history_is_refused_but_reported() {
    let files: &[(&str, &[u8])] =
        &[("001_a.sql", b"CREATE TABLE a (id int);\n\nCREATE INDEX ON b (id);"), ("002_c.sql", b"CREATE TABLE c ();")];
    let (output, folder) = squash(files, &[]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(written(&folder, "baseline.sql").is_none());
    let report: serde_json::Value =
        serde_json::from_str(&written(&folder, "report.json").expect("written")).expect("JSON");
    assert_eq!(report["migrations"][0]["failure"]["code"], "42P01");
    assert_eq!(report["migrations"][0]["failure"]["line"], 3);
    assert_eq!(report["migrations"][1]["status"], "skipped");

    let (output, folder) = squash(files, &["--on-failure", "continue"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let baseline = written(&folder, "baseline.sql").expect("written");
    assert!(baseline.contains("CREATE TABLE c") && !baseline.contains("CREATE TABLE a"), "{baseline}");
}

#[test]
fn rows_that_cannot_be_written_are_reported() {
    let text = b"CREATE TABLE a (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
        CREATE TABLE b (a uuid REFERENCES a);
        INSERT INTO a DEFAULT VALUES;
        INSERT INTO b SELECT id FROM a;";
    let (output, folder) = squash(&[("001_a.sql", text)], &[]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    let baseline = written(&folder, "baseline.sql").expect("written");
    assert!(baseline.contains("-- The rows of b are left out: a row copies a value"), "{baseline}");
    let report: serde_json::Value =
        serde_json::from_str(&written(&folder, "report.json").expect("written")).expect("JSON");
    assert_eq!(report["left_out"][0]["line"], 2);
}

#[test]
fn a_missing_folder_and_an_empty_one_say_what_to_do() {
    let output = rebaseline(&["squash", "/nonexistent/migrations"]);
    assert_eq!(code(&output), 5);
    assert!(stderr(&output).contains("/nonexistent/migrations"), "{}", stderr(&output));
    let (output, folder) = squash(&[], &[]);
    assert_eq!(code(&output), 5, "{}", stderr(&output));
    assert!(written(&folder, "report.json").is_none());
}

#[test]
fn wrong_usage_is_two() {
    assert_eq!(code(&rebaseline(&["squash"])), 2);
    assert_eq!(code(&rebaseline(&["squash", ".", "--on-failure", "sometimes"])), 2);
    assert_eq!(code(&rebaseline(&["squash", ".", "--dialect", "oracle"])), 2);
}

#[test]
fn a_binary_file_is_named() {
    let (output, _folder) = squash(&[("001_a.sql", b"CREATE\0TABLE")], &[]);
    assert_eq!(code(&output), 5);
    assert!(stderr(&output).contains("001_a.sql") && stderr(&output).contains("binary"), "{}", stderr(&output));
}

#[test]
fn what_is_not_closed_is_the_servers_syntax_error() {
    for (text, message) in [
        ("SELECT 1;\nSELECT 'abc", "unterminated quoted string"),
        ("SELECT 1;\nSELECT $x$ abc $$", "unterminated dollar-quoted string"),
        ("SELECT 1;\nSELECT \"abc", "unterminated quoted identifier"),
        ("SELECT 1;\nSELECT /* abc", "unterminated /* comment"),
    ] {
        let (output, folder) = squash(&[("001_a.sql", text.as_bytes())], &[]);
        assert_eq!(code(&output), 3, "{text}: {}", stderr(&output));
        let report: serde_json::Value =
            serde_json::from_str(&written(&folder, "report.json").expect("written")).expect("JSON");
        let failure = &report["migrations"][0]["failure"];
        assert_eq!(failure["code"], "42601", "{text}");
        assert_eq!(failure["line"], 2, "{text}");
        assert!(failure["message"].as_str().expect("text").starts_with(message), "{failure}");
    }
}

#[test]
fn a_file_that_is_not_utf8_is_read_and_warned_about() {
    let (output, folder) = squash(&[("001_a.sql", b"-- caf\xe9\nCREATE TABLE a (id int);")], &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("UTF-8"), "{}", stderr(&output));
    assert!(written(&folder, "baseline.sql").expect("written").contains("caf\u{e9}"));
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let plain = "CREATE TABLE a (\n    id int -- the id\n);\n";
    let (_, folder) = squash(&[("001_a.sql", plain.as_bytes())], &[]);
    let baseline = |folder: &tempfile::TempDir| {
        let text = written(folder, "baseline.sql").expect("written");
        text.lines().filter(|line| !line.contains("SHA-256")).collect::<Vec<_>>().join("\n")
    };
    let expected = baseline(&folder);
    let crlf = plain.replace('\n', "\r\n");
    let marked = format!("\u{feff}{crlf}");
    for text in [crlf, marked] {
        let (_, folder) = squash(&[("001_a.sql", text.as_bytes())], &[]);
        assert_eq!(baseline(&folder), expected);
    }
}

#[test]
fn ten_thousand_parentheses_are_survived() {
    let deep = format!("CREATE TABLE a (id int DEFAULT {}1{});", "(".repeat(10_000), ")".repeat(10_000));
    let (output, _folder) = squash(&[("001_a.sql", deep.as_bytes()), ("002_b.sql", b"CREATE TABLE b ();")], &[]);
    assert!([3, 4].contains(&code(&output)), "{:?}", output.status);
    assert!(stderr(&output).contains("001_a.sql"));
}

#[test]
fn a_read_only_output_folder_is_named_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("001_a.sql"), "CREATE TABLE a ();").expect("a file");
    // A file where the folder should be: also root cannot write below it.
    let out = folder.path().join("taken");
    fs::write(&out, "mine").expect("a file");
    let output = rebaseline(&[
        "squash",
        folder.path().join("001_a.sql").to_str().expect("UTF-8"),
        "--out",
        out.to_str().expect("UTF-8"),
    ]);
    assert_eq!(code(&output), 5);
    assert!(stderr(&output).contains("taken"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&out).expect("still there"), "mine");
}

#[test]
fn a_dry_run_writes_nothing() {
    let (output, folder) = squash(&[("001_a.sql", b"CREATE TABLE a ();")], &["--dry-run"]);
    assert_eq!(code(&output), 0);
    assert!(!Path::new(&folder.path().join("out")).exists());
    assert!(String::from_utf8_lossy(&output.stdout).contains("would write"));
}

#[test]
fn reruns_are_byte_identical() {
    let files: &[(&str, &[u8])] =
        &[("001_a.sql", b"CREATE TABLE b (id serial); CREATE TABLE a (id int REFERENCES c);")];
    let (_, first) = squash(files, &["--on-failure", "ignore"]);
    let (_, second) = squash(files, &["--on-failure", "ignore"]);
    for name in ["baseline.sql", "tracking.sql", "report.json"] {
        assert_eq!(written(&first, name), written(&second, name));
    }
}

#[test]
fn completions_are_printed() {
    let output = rebaseline(&["completions", "bash"]);
    assert_eq!(code(&output), 0);
    assert!(String::from_utf8_lossy(&output.stdout).contains("rebaseline"));
}

#[test]
fn rows_can_be_kept_dropped_or_written_apart() {
    let history: &[(&str, &[u8])] = &[(
        "001_a.sql",
        b"CREATE TABLE a (id serial PRIMARY KEY, n int);\nINSERT INTO a (n) VALUES (1), (2);\n\
          ALTER TABLE a ADD CONSTRAINT small CHECK (n < 2) NOT VALID;",
    )];
    let read = |folder: &tempfile::TempDir, name: &str| fs::read_to_string(folder.path().join("out").join(name));
    let (_, folder) = squash(history, &[]);
    assert!(read(&folder, "baseline.sql").expect("is written").contains("INSERT INTO a"));
    assert!(read(&folder, "data.sql").is_err());

    let (_, folder) = squash(history, &["--data", "separate"]);
    assert!(!read(&folder, "baseline.sql").expect("is written").contains("INSERT INTO a"));
    let data = read(&folder, "data.sql").expect("is written");
    let places = ["DROP CONSTRAINT IF EXISTS small", "(2, 2)", "setval('a_id_seq', 2)", "ADD CONSTRAINT small"];
    let places: Vec<usize> =
        places.iter().map(|part| data.find(part).unwrap_or_else(|| panic!("{part}: {data}"))).collect();
    assert!(places.is_sorted(), "{data}");

    let (_, folder) = squash(history, &["--data", "drop"]);
    let baseline = read(&folder, "baseline.sql").expect("is written");
    assert!(!baseline.contains("INSERT INTO a") && !baseline.contains("setval") && baseline.contains("left out"));
    let (output, _) = squash(history, &["--data", "some"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("`some` is none of keep, drop, separate"));
}

/// A folder of the samples.
fn sample(name: &str) -> String {
    format!("{}/input/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn one_history_in_two_dialects_differs_where_a_file_was_forgotten() {
    let (postgres, sqlite) = (sample("tool-library/postgres"), sample("tool-library/sqlite"));
    let output = rebaseline(&["diff", &postgres, &sqlite, "--format", "json"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let found: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!((&found["differences"], &found["unclear"]), (&1.into(), &0.into()), "{found:#}");
    let row = &found["rows"][0];
    assert_eq!([&row["table"], &row["kind"], &row["aspect"]], ["loans", "foreign key", "on delete"]);
    assert_eq!(row["sides"][0]["place"], "005_members_leave.sql:3");
    let text = stdout(&rebaseline(&["diff", &postgres, &sqlite]));
    assert!(text.starts_with("table loans\n  foreign key (member_id): on delete\n"), "{text}");
    assert!(text.ends_with("\n1 difference\n") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn three_dialects_stand_side_by_side() {
    let sides = ["postgres", "mariadb", "sqlite"].map(|dialect| sample(&format!("tool-library/{dialect}")));
    let output = rebaseline(&["diff", &sides[0], &sides[1], &sides[2], "--format", "markdown"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let text = stdout(&output);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what")).collect();
    let expected = [
        "| column note: type | text | varchar(200) | = |",
        "| unique key (tool_id) WHERE returned IS NULL | loans_open | – | = |",
        "| foreign key (member_id): on delete | CASCADE | = | NO ACTION |",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_history_and_its_baseline_are_the_same_schema() {
    let samples = [
        ("support-desk", "postgres"),
        ("bookshop/goose", "postgres"),
        ("reading-list", "sqlite"),
        ("appointments", "mariadb"),
        ("tool-library/postgres", "postgres"),
        ("tool-library/mariadb", "mariadb"),
        ("tool-library/sqlite", "sqlite"),
    ];
    for (name, dialect) in samples {
        let baseline = format!("{}/output/{name}/baseline.sql", env!("CARGO_MANIFEST_DIR"));
        let output = rebaseline(&["diff", &sample(name), &format!("{dialect}:{baseline}")]);
        assert_eq!((code(&output), stdout(&output).as_str()), (0, "no differences\n"), "{name}: {}", stderr(&output));
    }
}

#[test]
fn one_history_at_two_versions() {
    let postgres = sample("tool-library/postgres");
    let text = stdout(&rebaseline(&["diff", &postgres, "--from", "004", "--to", "005"]));
    assert!(text.contains("column name (probably `full_name` under another name)"), "{text}");
    assert!(text.contains("foreign key loans_member: on delete"), "{text}");
    let sides = [format!("{postgres}@004"), format!("postgres:{postgres}@005_members_leave")];
    assert_eq!(code(&rebaseline(&["diff", &sides[0], &sides[1]])), 1);
    assert_eq!(code(&rebaseline(&["diff", &postgres, "--from", "006"])), 0);
}

#[test]
fn a_folder_in_several_dialects_is_compared_with_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("20240101000000_a.postgres.up.sql", "CREATE TABLE a (id serial PRIMARY KEY, b uuid);"),
        ("20240101000000_a.sqlite3.up.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY, b CHAR(36), c TEXT);"),
        ("20240102000000_b.up.sql", "CREATE INDEX a_b ON a (b);"),
    ];
    for (name, sql) in files {
        fs::write(folder.path().join(name), sql).expect("a file");
    }
    let path = folder.path().to_str().expect("UTF-8");
    let output = rebaseline(&["diff", path, "--between", "postgres,sqlite", "--format", "markdown"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let expected = "# postgres and sqlite\n\n1 difference\n\n## `a`\n\n| what | postgres | sqlite |\n|---|---|---|\n| column c | – | TEXT |\n";
    assert_eq!(stdout(&output), expected);
}

#[test]
fn what_cannot_be_told_is_four_and_nothing_to_compare_is_two() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, sql) in [
        ("pg.sql", "CREATE TABLE a (b text CHECK (b ~ 'x'))"),
        ("lite.sql", "CREATE TABLE a (b text CHECK (b GLOB 'x'))"),
    ] {
        fs::write(folder.path().join(name), sql).expect("a file");
    }
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let sides = [format!("postgres:{}", path("pg.sql")), format!("sqlite:{}", path("lite.sql"))];
    let output = rebaseline(&["diff", &sides[0], &sides[1]]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert!(stdout(&output).contains("check a_b_check: condition (may be the same)"), "{}", stdout(&output));
    assert_eq!(code(&rebaseline(&["diff", &path("pg.sql")])), 2);
    assert_eq!(code(&rebaseline(&["diff"])), 2);
    assert_eq!(code(&rebaseline(&["diff", &path("pg.sql"), &path("lite.sql"), "--from", "1"])), 2);
}

#[test]
fn every_engine_has_a_graph() {
    let text = stdout(&rebaseline(&["graph", &sample("reading-list")]));
    assert!(text.starts_with("level 0 ("), "{text}");
    for (dialect, key) in [("sqlite", "member_id"), ("mariadb", "loans_member"), ("postgres", "loans_member")] {
        let path = sample(&format!("tool-library/{dialect}"));
        let diagram = stdout(&rebaseline(&["graph", &path, "--format", "mermaid-er"]));
        assert!(diagram.contains(&format!("\"members\" ||--o{{ \"loans\" : \"{key}\"")), "{diagram}");
    }
}
