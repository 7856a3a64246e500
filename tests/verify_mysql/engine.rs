//! The scratch server comes and goes, whatever happens to us; a server of somebody else's stays as it is.

use crate::process::{HOLD, assert_vanishes, holder, open_to_all, runs};
use crate::{Shared, Test, app};
use libtest_mimic::Failed;
use rebaseline::engine::mysql::{Definition, Installation, ScratchServer, Server, Session};
use rebaseline::mysql::Product;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

pub const TESTS: &[(&str, Test)] = &[
    ("starts_and_leaves_nothing_behind", starts_and_leaves_nothing_behind),
    ("a_killed_process_leaves_nothing_behind", a_killed_process_leaves_nothing_behind),
    ("an_interrupted_process_leaves_nothing_behind", an_interrupted_process_leaves_nothing_behind),
    ("a_panic_leaves_nothing_behind", a_panic_leaves_nothing_behind),
    ("a_full_disk_is_an_error_and_leaves_nothing_behind", a_full_disk_is_an_error_and_leaves_nothing_behind),
    ("refusals_have_number_sqlstate_and_message", refusals_have_number_sqlstate_and_message),
    ("a_procedure_that_fails_after_its_rows_is_refused", a_procedure_that_fails_after_its_rows_is_refused),
    ("several_statements_run_up_to_the_first_refusal", several_statements_run_up_to_the_first_refusal),
    ("warnings_can_be_read", warnings_can_be_read),
    ("files_of_the_machine_are_out_of_reach", files_of_the_machine_are_out_of_reach),
    ("an_open_transaction_is_seen", an_open_transaction_is_seen),
    ("a_new_database_has_its_character_set", a_new_database_has_its_character_set),
    ("one_history_leaves_nothing_to_the_next", one_history_leaves_nothing_to_the_next),
    ("an_existing_database_stays_as_it_is", an_existing_database_stays_as_it_is),
    ("a_database_that_is_not_empty_is_refused", a_database_that_is_not_empty_is_refused),
    ("an_account_that_reaches_more_is_refused", an_account_that_reaches_more_is_refused),
    ("an_account_that_may_not_create_databases_is_told_so", an_account_that_may_not_create_databases_is_told_so),
];

/// The child's part: says where its server lives, and waits; with `panic` as the value it panics instead.
pub fn hold_a_server() {
    crate::process::hold(scratch().expect("a server").folder());
}

fn scratch() -> Result<ScratchServer, Failed> {
    Ok(ScratchServer::start(&Installation::find(Product::MariaDb)?)?)
}

fn starts_and_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    let server = scratch()?;
    let folder = server.folder().to_owned();
    let process = process_of(&folder)?;
    drop(server);
    assert!(!folder.exists(), "{} is left", folder.display());
    assert!(!runs(process), "process {process} is left");
    Ok(())
}

fn a_killed_process_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    let (mut child, folder) = holder("wait")?;
    let process = process_of(&folder)?;
    child.kill()?;
    assert_eq!(child.wait()?.signal(), Some(9));
    assert_vanishes(&folder, process);
    Ok(())
}

fn an_interrupted_process_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    for signal in ["INT", "TERM"] {
        let (mut child, folder) = holder("wait")?;
        let process = process_of(&folder)?;
        Command::new("kill").args(["-s", signal, &child.id().to_string()]).status()?;
        assert!(child.wait()?.signal().is_some());
        assert_vanishes(&folder, process);
    }
    Ok(())
}

fn a_panic_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    let (mut child, folder) = holder("panic")?;
    assert_eq!(child.wait()?.code(), Some(101));
    assert!(!folder.exists(), "{} is left", folder.display());
    Ok(())
}

/// `ulimit -f` stands in for a full disk: writes fail the same way, and it needs no rights.
fn a_full_disk_is_an_error_and_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    let temporary = tempfile::tempdir()?;
    open_to_all(temporary.path())?;
    let output = Command::new("/bin/sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\""])
        .arg(std::env::current_exe()?)
        .env(HOLD, "wait")
        .env("TMPDIR", temporary.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("MariaDB"), "{said}");
    assert_eq!(std::fs::read_dir(temporary.path())?.count(), 0);
    Ok(())
}

fn refusals_have_number_sqlstate_and_message(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    let refusal = session.run("CREATE TABLE t (a int, A int)")?.expect_err("the name is taken");
    assert_eq!((refusal.number, &*refusal.sqlstate, &*refusal.message), (1060, "42S21", "Duplicate column name 'A'"));
    let refusal = session.run("DROP TABLE é")?.expect_err("there is none");
    assert_eq!(refusal.to_string(), "1051 (42S02): Unknown table 'app.é'");
    Ok(())
}

fn a_procedure_that_fails_after_its_rows_is_refused(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    session
        .must("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 30001; END")?;
    assert_eq!(session.run("CALL p()")?.expect_err("it says so").number, 30001);
    assert_eq!(session.run("SELECT 1")?, Ok(()));
    Ok(())
}

fn several_statements_run_up_to_the_first_refusal(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    assert_eq!(
        session
            .run("CREATE TABLE a (a int); CREATE TABLE a (a int); CREATE TABLE b (a int)")?
            .expect_err("a is there")
            .number,
        1050
    );
    assert_eq!(session.column("SHOW TABLES")?, ["a"]);
    Ok(())
}

fn warnings_can_be_read(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    session.must("DROP TABLE IF EXISTS t")?;
    let warnings = session.warnings()?;
    assert_eq!((warnings.len(), &*warnings[0].level, warnings[0].number), (1, "Note", 1051));
    assert_eq!(warnings[0].message, "Unknown table 'app.t'");
    Ok(())
}

fn files_of_the_machine_are_out_of_reach(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    session.must("CREATE TABLE t (a text)")?;
    for sql in [
        "LOAD DATA INFILE '/etc/passwd' INTO TABLE t",
        "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t",
        "SELECT 1 INTO OUTFILE '/tmp/rebaseline_reaches_out'",
    ] {
        assert!(session.run(sql)?.is_err(), "{sql}");
    }
    assert_eq!(session.column("SELECT coalesce(load_file('/etc/passwd'), 'nothing')")?, ["nothing"]);
    Ok(())
}

fn an_open_transaction_is_seen(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    let mut after = |sql: &str| -> Result<bool, Failed> {
        session.must(sql)?;
        Ok(session.is_in_transaction()?)
    };
    assert!(!after("SELECT 1")?);
    assert!(after("START TRANSACTION")?);
    assert!(!after("CREATE TABLE t (a int)")?);
    assert!(!after("SET autocommit = 0")?);
    assert!(after("INSERT INTO t VALUES (1)")?);
    assert!(!after("COMMIT")?);
    Ok(())
}

fn a_new_database_has_its_character_set(shared: &Shared) -> Result<(), Failed> {
    let swedish = Definition { character_set: "latin1".into(), collation: "latin1_swedish_ci".into(), ..app() };
    let mut session = shared.server().database(&swedish)?.connect()?;
    assert_eq!(session.column("SELECT @@collation_database")?, ["latin1_swedish_ci"]);
    Ok(())
}

fn one_history_leaves_nothing_to_the_next(shared: &Shared) -> Result<(), Failed> {
    {
        let database = shared.server().database(&app())?;
        let mut session = database.connect()?;
        for sql in [
            "CREATE TABLE t (a int)",
            "CREATE DATABASE `another``one`",
            "CREATE USER 'it''s'@'%' IDENTIFIED BY 'secret'",
            "CREATE ROLE reader",
            "GRANT SELECT ON app.* TO reader",
            "CREATE SERVER there FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'nowhere')",
            "SET GLOBAL sql_mode = 'ANSI_QUOTES'",
            "SET GLOBAL max_connections = 77",
        ] {
            session.must(sql)?;
        }
    }
    let mut session = shared.server().database(&app())?.connect()?;
    assert_eq!(session.column("SHOW TABLES")?, [""; 0]);
    assert_eq!(session.column("SHOW DATABASES LIKE 'another%'")?, [""; 0]);
    assert_eq!(session.column("SELECT user FROM mysql.user WHERE user IN ('it''s', 'reader')")?, [""; 0]);
    assert_eq!(session.column("SELECT server_name FROM mysql.servers")?, [""; 0]);
    assert!(session.column("SELECT @@sql_mode")?[0].starts_with("STRICT_TRANS_TABLES,"));
    assert_eq!(session.column("SELECT @@global.max_connections <> 77")?, ["1"]);
    Ok(())
}

/// A server of its own, with an empty database and an account that may do all in it and in the one beside it.
fn given() -> Result<(Server, String), Failed> {
    let server = Server::scratch(&Installation::find(Product::MariaDb)?)?;
    let mut session = server.database(&app())?.connect()?;
    for sql in [
        "CREATE DATABASE given",
        "CREATE USER powerful@localhost",
        "GRANT ALL ON given.* TO powerful@localhost",
        "GRANT ALL ON `rebaseline\\_given`.* TO powerful@localhost",
    ] {
        session.must(sql)?;
    }
    let url = url_of(&server, "powerful", "given");
    Ok((server, url))
}

fn url_of(server: &Server, account: &str, database: &str) -> String {
    let socket = server.folder().expect("a server of our own").join("s.sock");
    let encoded = socket.to_string_lossy().replace('/', "%2F");
    format!("mysql://{account}@localhost/{database}?socket={encoded}")
}

fn an_existing_database_stays_as_it_is(_: &Shared) -> Result<(), Failed> {
    let (host, url) = given()?;
    let server = Server::existing(&url)?;
    let error = Server::existing(&url).expect_err("one at a time");
    assert!(error.to_string().contains("another rebaseline"), "{error}");
    {
        let database = server.database(&app())?;
        assert_eq!((database.name(), server.database_name()), ("rebaseline_given", Some("rebaseline_given")));
        database.connect()?.must("CREATE TABLE t (a int)")?;
    }
    drop(server);
    let mut session = Session::connect(&url_of(&host, "root", "given"))?;
    assert_eq!(session.column("SHOW DATABASES LIKE 'rebaseline%'")?, [""; 0]);
    session.must("CREATE DATABASE rebaseline_given")?;
    // As a process that was killed leaves it.
    session.must("CREATE TABLE rebaseline_given.t (a int)")?;
    let server = Server::existing(&url)?;
    assert_eq!(server.database(&app())?.connect()?.column("SHOW TABLES")?, [""; 0]);
    Ok(())
}

fn a_database_that_is_not_empty_is_refused(_: &Shared) -> Result<(), Failed> {
    for (sql, what) in [
        ("CREATE TABLE given.t (a int)", "table t"),
        ("CREATE VIEW given.v AS SELECT 1", "table v"),
        ("CREATE FUNCTION given.f() RETURNS int RETURN 1", "function f"),
        ("CREATE EVENT given.e ON SCHEDULE EVERY 1 DAY DO SELECT 1", "event e"),
    ] {
        let (host, url) = given()?;
        let mut root = Session::connect(&url_of(&host, "root", "given"))?;
        root.must(sql)?;
        let error = Server::existing(&url).expect_err("it is not empty");
        assert!(error.to_string().contains(what), "{error}");
    }
    Ok(())
}

fn an_account_that_reaches_more_is_refused(_: &Shared) -> Result<(), Failed> {
    let (host, _) = given()?;
    let error = Server::existing(&url_of(&host, "root", "given")).expect_err("it reaches app");
    assert!(error.to_string().contains("databases app,"), "{error}");
    Ok(())
}

fn an_account_that_may_not_create_databases_is_told_so(_: &Shared) -> Result<(), Failed> {
    let (host, url) = given()?;
    Session::connect(&url_of(&host, "root", "given"))?
        .must("REVOKE ALL ON `rebaseline\\_given`.* FROM powerful@localhost")?;
    let server = Server::existing(&url)?;
    let error = server.database(&app()).expect_err("no right to");
    assert!(error.to_string().contains("GRANT ALL ON `rebaseline\\_given`.*"), "{error}");
    Ok(())
}

fn process_of(folder: &Path) -> Result<u32, Failed> {
    Ok(std::fs::read_to_string(folder.join("pid"))?.trim().parse()?)
}
