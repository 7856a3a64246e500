//! The scratch server comes and goes, whatever happens to us.

use crate::process::{HOLD, assert_vanishes, holder, open_to_all, runs};
use crate::{Shared, Test};
use libtest_mimic::Failed;
use rebaseline::engine::ServerRefusal;
use rebaseline::engine::postgres::{Database, Installation, ScratchServer, Server};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

pub const TESTS: &[(&str, Test)] = &[
    ("starts_and_leaves_nothing_behind", starts_and_leaves_nothing_behind),
    ("a_killed_process_leaves_nothing_behind", a_killed_process_leaves_nothing_behind),
    ("an_interrupted_process_leaves_nothing_behind", an_interrupted_process_leaves_nothing_behind),
    ("a_panic_leaves_nothing_behind", a_panic_leaves_nothing_behind),
    ("a_full_disk_is_an_error_and_leaves_nothing_behind", a_full_disk_is_an_error_and_leaves_nothing_behind),
    ("refusals_have_code_message_and_byte_position", refusals_have_code_message_and_byte_position),
    ("a_database_that_is_not_empty_is_refused", a_database_that_is_not_empty_is_refused),
    ("an_existing_database_stays_as_it_is", an_existing_database_stays_as_it_is),
    ("a_role_that_may_not_create_databases_is_told_so", a_role_that_may_not_create_databases_is_told_so),
];

/// The child's part: says where its server lives, and waits; with `panic` as the value it panics instead.
pub fn hold_a_server() {
    let server = ScratchServer::start(&Installation::find().expect("an installation")).expect("a server");
    crate::process::hold(server.folder());
}

fn starts_and_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    let server = ScratchServer::start(&Installation::find()?)?;
    let folder = server.folder().to_owned();
    let postmaster = postmaster_of(&folder)?;
    drop(server);
    assert!(!folder.exists(), "{} is left", folder.display());
    assert!(!runs(postmaster), "process {postmaster} is left");
    Ok(())
}

fn a_killed_process_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    let (mut child, folder) = holder("wait")?;
    let postmaster = postmaster_of(&folder)?;
    child.kill()?;
    assert_eq!(child.wait()?.signal(), Some(9));
    assert_vanishes(&folder, postmaster);
    Ok(())
}

fn an_interrupted_process_leaves_nothing_behind(_: &Shared) -> Result<(), Failed> {
    for signal in ["INT", "TERM"] {
        let (mut child, folder) = holder("wait")?;
        let postmaster = postmaster_of(&folder)?;
        Command::new("kill").args(["-s", signal, &child.id().to_string()]).status()?;
        assert!(child.wait()?.signal().is_some());
        assert_vanishes(&folder, postmaster);
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
    let program = std::env::current_exe()?;
    let output = Command::new("/bin/sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\""])
        .arg(program)
        .env(HOLD, "wait")
        .env("TMPDIR", temporary.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("initdb"), "{said}");
    assert_eq!(std::fs::read_dir(temporary.path())?.count(), 0);
    Ok(())
}

fn refusals_have_code_message_and_byte_position(shared: &Shared) -> Result<(), Failed> {
    let mut client = shared.server().database("refusals")?.connect()?;
    let sql = "SELECT 'é', nothing_of_this_name";
    let error = client.batch_execute(sql).expect_err("no such column");
    let refusal = ServerRefusal::of(error, sql)?;
    assert_eq!(refusal.code, "42703");
    assert_eq!(refusal.message, "column \"nothing_of_this_name\" does not exist");
    assert_eq!(refusal.position, Some(13));
    Ok(())
}

fn a_database_that_is_not_empty_is_refused(shared: &Shared) -> Result<(), Failed> {
    for (name, sql, what) in [
        ("full_table", "CREATE TABLE t ()", "relation t"),
        ("full_schema", "CREATE SCHEMA s", "schema s"),
        ("full_function", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "function f()"),
        ("full_type", "CREATE TYPE mood AS ENUM ()", "type mood"),
    ] {
        let database = shared.server().database(name)?;
        database.connect()?.batch_execute(sql)?;
        let error = Server::existing(&url(shared, &database, "postgres")).expect_err("it is not empty");
        assert!(error.to_string().contains(what), "{error}");
    }
    Ok(())
}

fn an_existing_database_stays_as_it_is(shared: &Shared) -> Result<(), Failed> {
    let given = shared.server().database("given")?;
    let url = url(shared, &given, "postgres");
    let server = Server::existing(&url)?;
    let error = Server::existing(&url).expect_err("one at a time");
    assert!(error.to_string().contains("another rebaseline"), "{error}");
    server.database("history")?.connect()?.batch_execute("CREATE TABLE t ()")?;
    drop(server);
    let left: i64 = given
        .connect()?
        .query_one("SELECT count(*) FROM pg_database WHERE datname LIKE 'rebaseline%history%'", &[])?
        .get(0);
    assert_eq!(left, 0);
    drop(Server::existing(&url)?);
    Ok(())
}

fn a_role_that_may_not_create_databases_is_told_so(shared: &Shared) -> Result<(), Failed> {
    shared.server().execute("CREATE ROLE powerless LOGIN")?;
    let database = shared.server().database("of_another")?;
    let server = Server::existing(&url(shared, &database, "powerless"))?;
    let error = server.database("history").expect_err("no right to");
    assert!(error.to_string().contains("CREATEDB"), "{error}");
    Ok(())
}

fn url(shared: &Shared, database: &Database, role: &str) -> String {
    let folder = shared.server().folder().expect("a server of our own");
    format!("host={} user={role} dbname={}", folder.display(), database.name())
}

fn postmaster_of(folder: &Path) -> Result<u32, Failed> {
    let file = std::fs::read_to_string(folder.join("data/postmaster.pid"))?;
    Ok(file.lines().next().unwrap_or_default().parse()?)
}
