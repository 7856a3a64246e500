//! Whole proofs: predictions held against the server, a history against a baseline.

use crate::{Shared, Test, app};
use libtest_mimic::Failed;
use rebaseline::dialect::Dialect;
use rebaseline::history::{History, ReadOptions};
use rebaseline::mysql::{Profile, Splitting, SyntaxMode, split};
use rebaseline::run::{Failure, MigrationRecord, OnFailure, Outcome, StatementRecord, Status};
use rebaseline::source::Span;
use rebaseline::tools::TransactionRule;
use rebaseline::verify::mysql::{Column, Places, Plan, run};
use rebaseline::verify::{Mismatch, RowDifference, VerifyReport};
use std::collections::BTreeSet;
use std::sync::Arc;

pub const TESTS: &[(&str, Test)] = &[
    ("the_same_is_proven", the_same_is_proven),
    ("what_follows_a_failure_is_as_the_mode_says", what_follows_a_failure_is_as_the_mode_says),
    ("a_wrong_prediction_is_named_with_its_place", a_wrong_prediction_is_named_with_its_place),
    ("another_message_is_worded_otherwise", another_message_is_worded_otherwise),
    ("nothing_predicted_is_neither_right_nor_wrong", nothing_predicted_is_neither_right_nor_wrong),
    ("what_an_untold_failure_cuts_short_is_not_wrong", what_an_untold_failure_cuts_short_is_not_wrong),
    ("a_transaction_is_rolled_back_up_to_an_implicit_commit", a_transaction_is_rolled_back_up_to_an_implicit_commit),
    ("an_open_transaction_ends_with_the_file", an_open_transaction_ends_with_the_file),
    ("the_row_count_is_that_of_the_statement_before", the_row_count_is_that_of_the_statement_before),
    ("names_of_the_server_s_own_tables_are_alike", names_of_the_server_s_own_tables_are_alike),
    ("a_text_that_is_sent_whole_is_quoted_to_its_end", a_text_that_is_sent_whole_is_quoted_to_its_end),
    ("quotes_are_read_as_the_session_s_mode_says", quotes_are_read_as_the_session_s_mode_says),
    ("settings_hold_in_each_session", settings_hold_in_each_session),
    ("a_baseline_that_fails_is_located", a_baseline_that_fails_is_located),
    ("rows_are_a_multiset_of_exact_values", rows_are_a_multiset_of_exact_values),
    ("values_of_every_type_are_compared", values_of_every_type_are_compared),
    ("volatile_columns_are_masked", volatile_columns_are_masked),
    ("sequences_stand_where_they_stood", sequences_stand_where_they_stood),
    ("versions_of_rows_have_no_time", versions_of_rows_have_no_time),
    ("events_that_begin_when_they_are_made_are_the_same", events_that_begin_when_they_are_made_are_the_same),
    (
        "accounts_and_databases_of_one_run_are_unknown_to_the_next",
        accounts_and_databases_of_one_run_are_unknown_to_the_next,
    ),
    ("what_cannot_be_read_is_as_unreadable_on_both_sides", what_cannot_be_read_is_as_unreadable_on_both_sides),
    ("a_history_may_drop_its_database", a_history_may_drop_its_database),
    ("a_server_that_goes_is_an_error", a_server_that_goes_is_an_error),
];

/// The statements of a text.
fn spans(text: &str) -> Vec<Span> {
    split(text, Splitting::Client, &SyntaxMode::default()).into_iter().map(|raw| raw.span).collect()
}

/// One thing to prove.
struct Proof<'a> {
    migrations: &'a [&'a str],
    /// One list per migration: `""` predicts success, `"1060: message"` a failure.
    predicted: &'a [&'a [&'static str]],
    baseline: &'a str,
    on_failure: OnFailure,
    volatile: BTreeSet<Column>,
    settings: &'a [&'a str],
    splitting: Splitting,
}

impl Default for Proof<'_> {
    fn default() -> Self {
        Self {
            migrations: &[],
            predicted: &[],
            baseline: "",
            on_failure: OnFailure::Continue,
            volatile: BTreeSet::new(),
            settings: &[],
            splitting: Splitting::Client,
        }
    }
}

impl Proof<'_> {
    fn run(&self, shared: &Shared) -> Result<VerifyReport, Failed> {
        let folder = tempfile::tempdir()?;
        for (number, text) in self.migrations.iter().enumerate() {
            std::fs::write(folder.path().join(format!("{number}.sql")), text)?;
        }
        let options = ReadOptions { dialect: Some(Dialect::MariaDb), ..Default::default() };
        let history = History::read(folder.path(), &options)?;
        let predicted: Vec<MigrationRecord> =
            std::iter::zip(self.migrations, self.predicted).map(|(text, outcomes)| record(text, outcomes)).collect();
        let plan = Plan {
            history: &history,
            predicted: &predicted,
            baseline: self.baseline,
            on_failure: self.on_failure,
            definition: app(),
            profile: Arc::new(Profile::default()),
            splitting: self.splitting,
            settings: self.settings.iter().map(|setting| Arc::from(*setting)).collect(),
            volatile: self.volatile.clone(),
            places: Places::default(),
        };
        Ok(run(shared.server(), &plan)?)
    }
}

fn record(text: &str, outcomes: &[&'static str]) -> MigrationRecord {
    let statement = |(span, outcome): (Span, &&'static str)| StatementRecord { span, outcome: predicted(outcome) };
    MigrationRecord {
        transaction: TransactionRule::None,
        status: Status::Applied,
        statements: spans(text).into_iter().zip(outcomes).map(statement).collect(),
    }
}

fn predicted(outcome: &'static str) -> Outcome {
    match outcome {
        "" => Outcome::Applied,
        "noop" => Outcome::Noop("nothing to do".into()),
        "rolled back" => Outcome::RolledBack,
        "not run" => Outcome::NotRun,
        "undecided" => Outcome::Undecided("who knows".into()),
        failure => {
            let (code, message) = failure.split_once(": ").expect("a code and a message");
            Outcome::Failed(Failure { position: Some(7), ..Failure::new(code, message) })
        }
    }
}

fn the_same_is_proven(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &[
            "CREATE TABLE t (a int);\nCREATE TABLE IF NOT EXISTS t (b int);\n",
            "ALTER TABLE t ADD b text;\nINSERT INTO t VALUES (1, 'x');\n",
        ],
        predicted: &[&["", "noop"], &["", ""]],
        baseline: "CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1, 'x');\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    assert_eq!((report.outcomes.right, report.rows.rows, report.rows.tables), (4, 1, 1));
    assert!(report.server_version.contains("MariaDB") && report.objects > 2, "{report:?}");
    assert!(report.failed_migrations.is_empty() && report.outcomes.wording.is_empty(), "{report:?}");
    Ok(())
}

const DUPLICATE: &str = "1050: Table 't' already exists";

fn what_follows_a_failure_is_as_the_mode_says(shared: &Shared) -> Result<(), Failed> {
    let migrations: &[&str] =
        &["CREATE TABLE t (a int);\nCREATE TABLE t (b int);\nCREATE TABLE u (a int);\n", "CREATE TABLE v (a int);\n"];
    for (on_failure, predicted, baseline) in [
        (OnFailure::Stop, [&["", DUPLICATE, "not run"][..], &["not run"]], "CREATE TABLE t (a int);\n"),
        (
            OnFailure::Continue,
            [&["", DUPLICATE, "not run"], &[""]],
            "CREATE TABLE t (a int);\nCREATE TABLE v (a int);\n",
        ),
        (
            OnFailure::Ignore,
            [&["", DUPLICATE, ""], &[""]],
            "CREATE TABLE t (a int);\nCREATE TABLE u (a int);\nCREATE TABLE v (a int);\n",
        ),
    ] {
        let report =
            Proof { migrations, predicted: &predicted, baseline, on_failure, ..Proof::default() }.run(shared)?;
        assert!(report.is_proven() && report.outcomes.wording.is_empty(), "{on_failure}: {report:#?}");
        let failed = &report.failed_migrations[0];
        assert_eq!((&*failed.migration, failed.line, &*failed.refusal.code), ("0.sql", Some(2), "1050"));
    }
    Ok(())
}

fn a_wrong_prediction_is_named_with_its_place(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &["CREATE TABLE t (a int);\n\nDROP TABLE u;\n", "DROP TABLE t;\n"],
        predicted: &[&["", ""], &["1051: Unknown table 'app.t'"]],
        ..Proof::default()
    }
    .run(shared)?;
    let mismatch = |migration: &str, line, predicted: &str, actual: &str| Mismatch {
        migration: migration.into(),
        line: Some(line),
        predicted: predicted.into(),
        actual: actual.into(),
    };
    let expected = [
        mismatch("0.sql", 3, "applied", "failed with 1051: Unknown table 'app.u'"),
        mismatch("1.sql", 1, "failed with 1051: Unknown table 'app.t'", "applied"),
    ];
    assert_eq!(report.outcomes.wrong, expected);
    assert!(!report.is_proven());
    Ok(())
}

fn another_message_is_worded_otherwise(shared: &Shared) -> Result<(), Failed> {
    let report =
        Proof { migrations: &["DROP TABLE u;\n"], predicted: &[&["1051: no"]], ..Proof::default() }.run(shared)?;
    assert_eq!((report.outcomes.right, report.outcomes.wording.len(), report.outcomes.wrong.len()), (1, 1, 0));
    assert_eq!(report.outcomes.wording[0].actual, "failed with 1051: Unknown table 'app.u'");
    Ok(())
}

fn nothing_predicted_is_neither_right_nor_wrong(shared: &Shared) -> Result<(), Failed> {
    let report =
        Proof { migrations: &["DROP TABLE u;\n"], predicted: &[&["undecided"]], ..Proof::default() }.run(shared)?;
    assert_eq!((report.outcomes.right, report.outcomes.unpredicted), (0, 1));
    assert!(report.is_proven());
    Ok(())
}

fn what_an_untold_failure_cuts_short_is_not_wrong(shared: &Shared) -> Result<(), Failed> {
    let migration = "CREATE TABLE t (a int);\nDROP TABLE u;\nCREATE TABLE v (a int);\n";
    let outcomes = |predicted: &'static [&'static str]| -> Result<(usize, usize, usize), Failed> {
        let report = Proof { migrations: &[migration], predicted: &[predicted], ..Proof::default() }.run(shared)?;
        Ok((report.outcomes.right, report.outcomes.unpredicted, report.outcomes.wrong.len()))
    };
    assert_eq!(outcomes(&["", "undecided", ""])?, (1, 2, 0));
    assert_eq!(outcomes(&["", "", ""])?, (1, 0, 2));
    Ok(())
}

fn a_transaction_is_rolled_back_up_to_an_implicit_commit(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &[
            "CREATE TABLE t (a int);\n",
            "INSERT INTO t VALUES (1);\nCREATE TABLE u (a int);\nSTART TRANSACTION;\nINSERT INTO t VALUES (2);\nDROP TABLE v;\n",
        ],
        // `DROP TABLE` commits before it fails.
        predicted: &[&[""], &["", "", "", "", "1051: Unknown table 'app.v'"]],
        baseline: "CREATE TABLE t (a int);\nCREATE TABLE u (a int);\nINSERT INTO t VALUES (1), (2);\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    let report = Proof {
        migrations: &[
            "CREATE TABLE t (a int);\n",
            "START TRANSACTION;\nINSERT INTO t VALUES (2);\nINSERT INTO v VALUES (1);\n",
        ],
        predicted: &[&[""], &["rolled back", "rolled back", "1146: Table 'app.v' doesn't exist"]],
        baseline: "CREATE TABLE t (a int);\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn an_open_transaction_ends_with_the_file(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &[
            "CREATE TABLE t (a int);\n",
            "SET autocommit = 0;\nINSERT INTO t VALUES (1);\n",
            "INSERT INTO t VALUES (2);\n",
        ],
        predicted: &[&[""], &["", "rolled back"], &[""]],
        baseline: "CREATE TABLE t (a int);\nINSERT INTO t VALUES (2);\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn the_row_count_is_that_of_the_statement_before(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &[
            "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (2);\nINSERT INTO t VALUES (10 + ROW_COUNT());\n",
        ],
        baseline: "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (2), (12);\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn names_of_the_server_s_own_tables_are_alike(shared: &Shared) -> Result<(), Failed> {
    let migration = "CREATE TABLE p (a int PRIMARY KEY);\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n\
                     ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (a), ALGORITHM = COPY;\n";
    let message = "1452: Cannot add or update a child row: a foreign key constraint fails (`app`.`#sql-alter-1-2`, CONSTRAINT `f` \
                   FOREIGN KEY (`a`) REFERENCES `p` (`a`))";
    let baseline = &migration[..migration.find("ALTER").expect("it is there")];
    let report = Proof { migrations: &[migration], predicted: &[&["", "", "", message]], baseline, ..Proof::default() }
        .run(shared)?;
    assert!(report.is_proven() && report.outcomes.wording.is_empty(), "{report:#?}");
    Ok(())
}

fn a_text_that_is_sent_whole_is_quoted_to_its_end(shared: &Shared) -> Result<(), Failed> {
    let migration = "CREATE TABLE t (a int);\n\n-- x\nCREATE TABLE (b int);\nCREATE TABLE u (a int);\n";
    for (splitting, near) in [
        (Splitting::Client, "near '(b int)' at line 1"),
        (Splitting::Server, "near '(b int);\nCREATE TABLE u (a int)' at line 2"),
    ] {
        let baseline = "CREATE TABLE t (a int);\n";
        let report = Proof { migrations: &[migration], baseline, splitting, ..Proof::default() }.run(shared)?;
        assert!(report.is_proven(), "{report:#?}");
        let failed = &report.failed_migrations[0];
        assert_eq!((failed.line, &*failed.refusal.code), (Some(4), "1064"));
        assert!(failed.refusal.message.ends_with(near), "{failed:?}");
    }
    Ok(())
}

fn quotes_are_read_as_the_session_s_mode_says(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &[
            "SET sql_mode = 'NO_BACKSLASH_ESCAPES';\n",
            "CREATE TABLE t (a text DEFAULT '\\\\');\nCREATE TABLE u (a int);\n",
        ],
        predicted: &[&[""], &["", ""]],
        baseline: "CREATE TABLE t (a text DEFAULT '\\\\');\nCREATE TABLE u (a int);\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn settings_hold_in_each_session(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &["CREATE TABLE t (a int REFERENCES p (a));\n", "CREATE TABLE u (a int REFERENCES p (a));\n"],
        predicted: &[&[""], &[""]],
        baseline: "SET foreign_key_checks = 0;\nCREATE TABLE t (a int REFERENCES p (a));\nCREATE TABLE u (a int REFERENCES p (a));\n",
        settings: &["SET foreign_key_checks = 0", "SET no_such_variable = 1"],
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn a_baseline_that_fails_is_located(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &["SELECT 1;\n"],
        baseline: "CREATE TABLE t (a int);\nCREATE TABLE t (a int);\n",
        ..Proof::default()
    }
    .run(shared)?;
    let refusal = report.baseline_refusal.as_ref().expect("refused");
    assert_eq!((&*refusal.code, &*refusal.message, refusal.position), ("1050", "Table 't' already exists", Some(24)));
    assert!(!report.is_proven());
    Ok(())
}

fn rows_are_a_multiset_of_exact_values(shared: &Shared) -> Result<(), Failed> {
    let report = Proof {
        migrations: &["CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, NULL);\n"],
        baseline: "CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (2, NULL), (1, 'x'), (3, '');\n",
        ..Proof::default()
    }
    .run(shared)?;
    let expected = RowDifference {
        table: "`app`.`t`".into(),
        only_history: 1,
        only_baseline: 1,
        history: vec!["a: 1, b: 'x'".into()],
        baseline: vec!["a: 3, b: ''".into()],
    };
    assert_eq!(report.rows.differences, [expected]);
    assert!(!report.is_proven());
    Ok(())
}

fn values_of_every_type_are_compared(shared: &Shared) -> Result<(), Failed> {
    for (of_type, left, right) in [
        ("bigint unsigned", "18446744073709551615", "18446744073709551614"),
        ("decimal(65, 30)", "0.000000000000000000000000000001", "0.000000000000000000000000000002"),
        ("float", "1.0000001", "1.0000002"),
        ("double", "0.1", "0.10000000000000002"),
        ("bit(3)", "b'101'", "b'111'"),
        ("date", "'2020-02-29'", "'2020-02-28'"),
        ("time(6)", "'-838:59:59.999998'", "'-838:59:59.999999'"),
        ("datetime(6)", "'2020-01-01 00:00:00.000001'", "'2020-01-01 00:00:00.000002'"),
        ("timestamp", "'2020-01-01 00:00:00'", "'2020-01-01 00:00:01'"),
        ("year", "2020", "2021"),
        ("varchar(9) COLLATE utf8mb4_general_ci", "'a'", "'A'"),
        ("varchar(9)", "'a'", "'a '"),
        ("varchar(9) CHARACTER SET latin1", "_latin1 x'E9'", "_latin1 x'E8'"),
        ("blob", "x'00'", "x'0000'"),
        ("varbinary(9)", "'NULL'", "NULL"),
        ("enum('a', 'b')", "'a'", "'b'"),
        ("set('a', 'b')", "'a'", "'a,b'"),
        ("json", "'[1, 2]'", "'[1,2]'"),
        ("uuid", "'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000002'"),
        ("inet6", "'::1'", "'::2'"),
        ("point", "point(1, 2)", "point(1, 3)"),
        ("varchar(9) COMPRESSED", "'a'", "'b'"),
        ("int INVISIBLE DEFAULT 7", "1", "2"),
    ] {
        let table = format!("CREATE TABLE t (a {of_type}, z int);\n");
        let [one, other] = [left, right].map(|value| format!("{table}INSERT INTO t (a, z) VALUES ({value}, 0);\n"));
        let differ = Proof { migrations: &[&one], baseline: &other, ..Proof::default() }.run(shared)?;
        assert_eq!(differ.rows.differences.len(), 1, "{of_type}: {differ:#?}");
        let same = Proof { migrations: &[&one], baseline: &one, ..Proof::default() }.run(shared)?;
        assert!(same.is_proven(), "{of_type}: {same:#?}");
    }
    Ok(())
}

fn volatile_columns_are_masked(shared: &Shared) -> Result<(), Failed> {
    let script = "CREATE TABLE t (a int, id uuid, z int);\nINSERT INTO t VALUES (1, uuid(), 2);\n";
    let volatile = BTreeSet::from([("app".into(), "t".into(), "id".into())]);
    let masked = Proof { migrations: &[script], baseline: script, volatile, ..Proof::default() }.run(shared)?;
    assert!(masked.is_proven(), "{masked:#?}");
    assert_eq!(masked.rows.masked, ["app.t.id"]);
    let plain = Proof { migrations: &[script], baseline: script, ..Proof::default() }.run(shared)?;
    assert_eq!(plain.rows.differences.len(), 1);
    Ok(())
}

fn sequences_stand_where_they_stood(shared: &Shared) -> Result<(), Failed> {
    let make = "CREATE SEQUENCE s NOCACHE;\nCREATE TABLE t (a int);\n";
    let drawn = format!("{make}INSERT INTO t VALUES (nextval(s));\n");
    let report =
        Proof { migrations: &[&drawn], baseline: &format!("{make}INSERT INTO t VALUES (1);\n"), ..Proof::default() }
            .run(shared)?;
    assert_eq!(report.rows.differences.len(), 1, "{report:#?}");
    assert_eq!((&*report.rows.differences[0].table, report.rows.sequences, report.rows.tables), ("`app`.`s`", 1, 1));
    let same = format!("{make}INSERT INTO t VALUES (1);\nSELECT setval(s, 1);\n");
    let report = Proof { migrations: &[&drawn], baseline: &same, ..Proof::default() }.run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn versions_of_rows_have_no_time(shared: &Shared) -> Result<(), Failed> {
    let script = "CREATE TABLE t (a int, s timestamp(6) GENERATED ALWAYS AS ROW START, e timestamp(6) GENERATED ALWAYS AS ROW END, \
                  PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING;\nINSERT INTO t (a) VALUES (1);\n";
    let report = Proof { migrations: &[script], baseline: script, ..Proof::default() }.run(shared)?;
    assert!(report.is_proven() && report.rows.rows == 1, "{report:#?}");
    Ok(())
}

fn events_that_begin_when_they_are_made_are_the_same(shared: &Shared) -> Result<(), Failed> {
    let make = "CREATE EVENT e ON SCHEDULE EVERY 1 DAY ENDS CURRENT_TIMESTAMP + INTERVAL 9 DAY DO SET @a = 1;\n\
                CREATE EVENT f ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 1 HOUR DO SET @a = 1;\n";
    let late = format!("{make}SELECT sleep(1.2);\n");
    let report = Proof { migrations: &[&late], baseline: make, ..Proof::default() }.run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    let other = make.replace("1 HOUR", "2 HOUR");
    let report = Proof { migrations: &[make], baseline: &other, ..Proof::default() }.run(shared)?;
    assert_eq!(report.catalog.len(), 1, "{report:#?}");
    Ok(())
}

fn accounts_and_databases_of_one_run_are_unknown_to_the_next(shared: &Shared) -> Result<(), Failed> {
    let script = "CREATE USER u@localhost;\nCREATE ROLE r;\nCREATE DATABASE b;\nCREATE TABLE b.t (a int);\nINSERT INTO b.t VALUES (1);\n\
                  USE b;\nCREATE VIEW v AS SELECT a FROM t;\nGRANT SELECT ON b.* TO u@localhost;\n";
    let report = Proof { migrations: &[script], baseline: script, ..Proof::default() }.run(shared)?;
    assert!(report.is_proven() && report.rows.rows == 1, "{report:#?}");
    let lacks = script.replace("INSERT INTO b.t VALUES (1);\n", "");
    let report = Proof { migrations: &[script], baseline: &lacks, ..Proof::default() }.run(shared)?;
    assert_eq!(report.rows.differences[0].table, "`b`.`t`");
    Ok(())
}

fn what_cannot_be_read_is_as_unreadable_on_both_sides(shared: &Shared) -> Result<(), Failed> {
    let script =
        "CREATE TABLE t (a int) ENGINE = MyISAM;\nCREATE TABLE m (a int) ENGINE = MERGE UNION = (t);\nDROP TABLE t;\n";
    let report = Proof { migrations: &[script], baseline: script, ..Proof::default() }.run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    let readable = script.replace("DROP TABLE t;\n", "");
    let report = Proof { migrations: &[script], baseline: &readable, ..Proof::default() }.run(shared)?;
    assert!(report.rows.differences[0].history[0].starts_with("1168"), "{report:#?}");
    Ok(())
}

fn a_history_may_drop_its_database(shared: &Shared) -> Result<(), Failed> {
    let script = "CREATE DATABASE b;\nCREATE TABLE p (a int PRIMARY KEY);\n\
                  CREATE TABLE b.t (a int, FOREIGN KEY (a) REFERENCES app.p (a));\n";
    let report = Proof { migrations: &[script], baseline: script, ..Proof::default() }.run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    let report = Proof {
        migrations: &["DROP DATABASE app;\nCREATE DATABASE b;\n", "CREATE TABLE t (a int);\n"],
        predicted: &[&["", ""], &["1046: No database selected"]],
        baseline: "CREATE DATABASE b;\nDROP DATABASE app;\n",
        ..Proof::default()
    }
    .run(shared)?;
    assert!(report.is_proven(), "{report:#?}");
    Ok(())
}

fn a_server_that_goes_is_an_error(_: &Shared) -> Result<(), Failed> {
    let shared = Shared(Arc::default());
    let script = "CREATE TABLE t (a int);\nSHUTDOWN;\nCREATE TABLE u (a int);\n";
    let error =
        Proof { migrations: &[script], baseline: script, ..Proof::default() }.run(&shared).expect_err("it went");
    let said = error.message().ok_or("no message")?;
    assert!(said.contains("server"), "{said}");
    Ok(())
}
