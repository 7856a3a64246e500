//! Whole proofs: predictions held against the server, a history against a baseline.

use crate::{Shared, Test};
use libtest_mimic::Failed;
use rebaseline::engine::postgres::{Installation, Server};
use rebaseline::postgres::replay::OnFailure;
use rebaseline::postgres::replay::{Failure, Outcome};
use rebaseline::tools::TransactionRule;
use rebaseline::verify::VerifyReport;
use rebaseline::verify::postgres::{self, Migration, Places, Plan, Sessions, Statement};
use std::collections::BTreeSet;

pub const TESTS: &[(&str, Test)] = &[
    ("the_same_is_proven", the_same_is_proven),
    ("a_wrong_prediction_is_named_with_its_place", a_wrong_prediction_is_named_with_its_place),
    ("every_failure_of_a_file_is_seen", every_failure_of_a_file_is_seen),
    ("transactions_of_a_file_are_respected", transactions_of_a_file_are_respected),
    ("savepoints_of_a_file_are_respected", savepoints_of_a_file_are_respected),
    ("a_failing_commit_is_named", a_failing_commit_is_named),
    ("statements_that_refuse_a_transaction_block_run_without", statements_that_refuse_a_transaction_block_run_without),
    ("each_rule_and_mode_leaves_what_its_tool_leaves", each_rule_and_mode_leaves_what_its_tool_leaves),
    ("sessions_keep_their_settings_or_not", sessions_keep_their_settings_or_not),
    ("a_baseline_that_fails_is_located", a_baseline_that_fails_is_located),
    ("copied_data_arrives", copied_data_arrives),
    ("roles_of_one_run_are_unknown_to_the_next", roles_of_one_run_are_unknown_to_the_next),
    ("a_proof_beside_an_existing_database", a_proof_beside_an_existing_database),
];

/// A migration from `(statement, outcome)`; `""` predicts success, a code a failure.
fn migration<'a>(transaction: TransactionRule, statements: &[(&'a str, &'static str)]) -> Migration<'a> {
    let statement = |(index, (text, code)): (usize, &(&'a str, &'static str))| Statement {
        text,
        offset: 0,
        line: index + 1,
        data: None,
        predicted: if code.is_empty() { Outcome::Applied } else { Outcome::Failed(Failure::new(code, "")) },
    };
    Migration { name: "m.sql", transaction, statements: statements.iter().enumerate().map(statement).collect() }
}

fn plan<'a>(migrations: Vec<Migration<'a>>, baseline: &'a str) -> Plan<'a> {
    Plan {
        migrations,
        baseline,
        on_failure: OnFailure::Continue,
        sessions: Sessions::PerMigration,
        volatile: BTreeSet::new(),
        ignored: BTreeSet::new(),
        places: Places::default(),
        second_witness: None,
        today: None,
        unavailable: BTreeSet::new(),
    }
}

/// A server for each proof: roles and the turn are its own.
fn prove(plan: &Plan<'_>) -> Result<VerifyReport, Failed> {
    let server = Server::scratch(&Installation::find()?)?;
    Ok(postgres::run(&server, plan)?)
}

fn prove_one(
    transaction: TransactionRule,
    statements: &[(&str, &'static str)],
    baseline: &str,
) -> Result<VerifyReport, Failed> {
    prove(&plan(vec![migration(transaction, statements)], baseline))
}

fn the_same_is_proven(_: &Shared) -> Result<(), Failed> {
    let history = [
        ("CREATE TABLE t (a int)", ""),
        ("ALTER TABLE t ADD b text DEFAULT 'x'", ""),
        ("INSERT INTO t VALUES (1)", ""),
    ];
    let report = prove_one(
        TransactionRule::Whole,
        &history,
        "CREATE TABLE t (a int, b text DEFAULT 'x'); INSERT INTO t VALUES (1, 'x');",
    )?;
    assert!(report.is_proven(), "{report:#?}");
    assert_eq!((report.outcomes.right, report.rows.rows), (3, 1));
    assert!(report.objects > 3);
    Ok(())
}

fn a_wrong_prediction_is_named_with_its_place(_: &Shared) -> Result<(), Failed> {
    let text = "CREATE TABLE t (a int)";
    let mut history = migration(
        TransactionRule::Whole,
        &[
            (text, ""),
            (text, ""),
            ("DROP TABLE x", "42703"),
            ("SELECT 1", "42P01"),
            ("SELECT é", "42703"),
            ("SELECT 2", ""),
        ],
    );
    history.statements[4].offset = 100;
    history.statements[5].predicted = Outcome::Undecided("for a test".into());
    let report = prove(&plan(vec![history], text))?;
    let wrong: Vec<_> = report.outcomes.wrong.iter().map(|wrong| (wrong.line, &*wrong.actual)).collect();
    let expected = [
        (Some(2), "failed with 42P07: relation \"t\" already exists"),
        (Some(3), "failed with 42P01: table \"x\" does not exist"),
        (Some(4), "applied"),
    ];
    assert_eq!(wrong, expected);
    assert_eq!(report.outcomes.wording.len(), 1);
    assert_eq!(report.outcomes.wording[0].actual, "failed with 42703: column \"é\" does not exist at byte 107");
    assert_eq!((report.outcomes.right, report.outcomes.unpredicted), (2, 1));
    assert!(!report.is_proven());
    Ok(())
}

fn every_failure_of_a_file_is_seen(_: &Shared) -> Result<(), Failed> {
    for transaction in [TransactionRule::Whole, TransactionRule::None, TransactionRule::Batch] {
        let history = [("SELECT x", "42703"), ("CREATE TABLE t ()", ""), ("SELECT 1/0", "22012"), ("DROP TABLE t", "")];
        let report = prove_one(transaction, &history, "")?;
        assert_eq!(report.outcomes.wrong, [], "{transaction:?}");
        assert_eq!(report.failed_migrations.len(), 1);
    }
    Ok(())
}

fn transactions_of_a_file_are_respected(_: &Shared) -> Result<(), Failed> {
    let history = [
        ("BEGIN", ""),
        ("CREATE TABLE t ()", ""),
        ("SELECT x", "42703"),
        ("-- the end\nCOMMIT", ""),
        ("BEGIN", ""),
        ("CREATE TABLE u ()", ""),
        ("ROLLBACK", ""),
        ("SELECT FROM u", "42P01"),
        ("VACUUM", ""),
    ];
    for transaction in [TransactionRule::Whole, TransactionRule::None] {
        let report = prove_one(transaction, &history, "")?;
        assert_eq!(report.outcomes.wrong, [], "{transaction:?}");
    }
    // In a batch, what follows a `COMMIT` is one transaction again.
    let mut history = history;
    history[8].1 = "25001";
    assert_eq!(prove_one(TransactionRule::Batch, &history, "")?.outcomes.wrong, []);
    Ok(())
}

fn savepoints_of_a_file_are_respected(_: &Shared) -> Result<(), Failed> {
    let history = [
        ("SAVEPOINT a", ""),
        ("CREATE TABLE t ()", ""),
        ("SELECT x", "42703"),
        ("ROLLBACK TO a", ""),
        ("SELECT FROM t", "42P01"),
        ("CREATE TABLE u ()", ""),
        ("RELEASE a", ""),
        ("RELEASE a", "3B001"),
        ("SELECT FROM u", ""),
    ];
    let report = prove_one(TransactionRule::Whole, &history, "")?;
    assert_eq!(report.outcomes.wrong, []);
    Ok(())
}

fn a_failing_commit_is_named(_: &Shared) -> Result<(), Failed> {
    let history = [
        ("CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t DEFERRABLE INITIALLY DEFERRED)", ""),
        ("INSERT INTO t VALUES (1, 2)", ""),
    ];
    let report = prove_one(TransactionRule::Whole, &history, "")?;
    assert_eq!((report.outcomes.wrong.len(), report.outcomes.wrong[0].line), (1, None));
    assert_eq!(report.failed_migrations[0].refusal.code, "23503");
    assert_eq!(report.catalog, []);
    Ok(())
}

fn statements_that_refuse_a_transaction_block_run_without(_: &Shared) -> Result<(), Failed> {
    let history = [("CREATE TABLE t (a int)", ""), ("CREATE INDEX CONCURRENTLY i ON t (a)", "")];
    let baseline = "CREATE TABLE t (a int); CREATE INDEX i ON t (a)";
    let report = prove_one(TransactionRule::None, &history, baseline)?;
    assert!(report.is_proven(), "{report:#?}");
    let history = [history[0], (history[1].0, "25001")];
    for transaction in [TransactionRule::Whole, TransactionRule::Batch] {
        assert_eq!(prove_one(transaction, &history, "")?.outcomes.wrong, []);
    }
    let alone = migration(TransactionRule::Batch, &[("VACUUM", "")]);
    assert!(prove(&plan(vec![alone], ""))?.is_proven());
    Ok(())
}

fn each_rule_and_mode_leaves_what_its_tool_leaves(_: &Shared) -> Result<(), Failed> {
    use OnFailure::{Continue, Ignore, Stop};
    use TransactionRule::{Batch, None, Whole};
    let first = [("CREATE TABLE a ()", ""), ("SELECT x", "42703"), ("CREATE TABLE b ()", "")];
    let second = [("CREATE TABLE c ()", "")];
    for (rule, on_failure, left) in [
        (Whole, Stop, ""),
        (Whole, Continue, "c"),
        (Whole, Ignore, "abc"),
        (None, Stop, "a"),
        (None, Continue, "ac"),
        (None, Ignore, "abc"),
        (Batch, Stop, ""),
        (Batch, Continue, "c"),
        (Batch, Ignore, "abc"),
    ] {
        let baseline = left.chars().map(|table| format!("CREATE TABLE {table} ();")).collect::<Vec<_>>().concat();
        let migrations = vec![migration(rule, &first), migration(Whole, &second)];
        let report = prove(&Plan { on_failure, ..plan(migrations, &baseline) })?;
        assert!(report.is_proven(), "{rule:?} {on_failure:?}: {:#?}", report.catalog);
        let lines: Vec<_> = report.failed_migrations.iter().map(|failed| failed.line).collect();
        assert_eq!(lines, [if rule == Batch && on_failure != Ignore { Option::None } else { Some(2) }]);
    }
    Ok(())
}

fn sessions_keep_their_settings_or_not(_: &Shared) -> Result<(), Failed> {
    let migrations = || {
        vec![
            migration(TransactionRule::Whole, &[("CREATE SCHEMA s", ""), ("SET search_path TO s", "")]),
            migration(TransactionRule::Whole, &[("CREATE TABLE t ()", "")]),
        ]
    };
    for (sessions, baseline) in [
        (Sessions::PerMigration, "CREATE SCHEMA s; CREATE TABLE t ()"),
        (Sessions::Shared, "CREATE SCHEMA s; CREATE TABLE s.t ()"),
    ] {
        let report = prove(&Plan { sessions, ..plan(migrations(), baseline) })?;
        assert!(report.is_proven(), "{sessions:?}: {:#?}", report.catalog);
    }
    Ok(())
}

fn a_baseline_that_fails_is_located(_: &Shared) -> Result<(), Failed> {
    let report = prove_one(TransactionRule::Whole, &[], "CREATE TABLE t (a int);\nCREATE INDEX ON u (a);")?;
    let refusal = report.baseline_refusal.expect("no table u");
    assert_eq!((&*refusal.code, refusal.position), ("42P01", None));
    let report = prove_one(TransactionRule::Whole, &[], "SELECT 'é';\nSELECT x;")?;
    assert_eq!(report.baseline_refusal.and_then(|refusal| refusal.position), Some(20));
    Ok(())
}

fn copied_data_arrives(_: &Shared) -> Result<(), Failed> {
    for rule in [TransactionRule::Whole, TransactionRule::None, TransactionRule::Batch] {
        let mut history = migration(rule, &[("CREATE TABLE t (a int, b text)", ""), ("COPY t FROM stdin", "")]);
        history.statements[1].data = Some("1\tx\n2\t\\N\n");
        let mut bad = migration(rule, &[("SELECT 1", ""), ("COPY t FROM stdin", "22P02")]);
        bad.statements[1].data = Some("x\ty\n");
        let baseline = "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, NULL)";
        let report = prove(&plan(vec![history, bad], baseline))?;
        assert!(report.is_proven(), "{rule:?}: {report:#?}");
    }
    Ok(())
}

fn roles_of_one_run_are_unknown_to_the_next(_: &Shared) -> Result<(), Failed> {
    let history = [
        ("CREATE ROLE app", ""),
        ("CREATE ROLE member IN ROLE app", ""),
        ("CREATE TABLE t ()", ""),
        ("GRANT SELECT ON t TO app", ""),
    ];
    let baseline = "CREATE ROLE app; CREATE ROLE member IN ROLE app; CREATE TABLE t (); GRANT SELECT ON t TO app;";
    let report = prove_one(TransactionRule::Whole, &history, baseline)?;
    assert!(report.is_proven(), "{report:#?}");
    let report = prove_one(TransactionRule::Whole, &history, "CREATE TABLE t (); GRANT SELECT ON t TO app;")?;
    assert_eq!(report.baseline_refusal.map(|refusal| refusal.code), Some("42704".into()));
    assert!(report.catalog.iter().any(|difference| difference.kind == "role" && difference.object == "app"));
    Ok(())
}

fn a_proof_beside_an_existing_database(shared: &Shared) -> Result<(), Failed> {
    let given = shared.server().database("proof")?;
    let folder = shared.server().folder().expect("a server of our own").display().to_string();
    let server = Server::existing(&format!("host={folder} user=postgres dbname={}", given.name()))?;
    let history =
        [("CREATE ROLE existing_app", ""), ("CREATE TABLE t ()", ""), ("ALTER TABLE t OWNER TO existing_app", "")];
    let baseline = "CREATE ROLE existing_app; CREATE TABLE t (); ALTER TABLE t OWNER TO existing_app";
    let report = postgres::run(&server, &plan(vec![migration(TransactionRule::Whole, &history)], baseline))?;
    assert!(report.is_proven(), "{report:#?}");
    drop(server);
    let sql = "SELECT (SELECT count(*) FROM pg_roles WHERE rolname ~ 'existing_app|rebaseline_[0-9]+_role') + \
               (SELECT count(*) FROM pg_class WHERE relname = 't')";
    assert_eq!(given.connect()?.query_one(sql, &[])?.get::<_, i64>(0), 0);
    Ok(())
}
