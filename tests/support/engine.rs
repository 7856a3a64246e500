//! The proof on a real server.

use rebaseline::baseline::Style;
use rebaseline::dialect::Dialect;
use rebaseline::engine::mysql;
use rebaseline::engine::postgres::{Installation, Server};
use rebaseline::history::History;
use rebaseline::mysql::Product;
use rebaseline::postgres::replay::{OnFailure, replay};
use rebaseline::squash::{Options, Replayed};
use rebaseline::verify::postgres::Plan;
use rebaseline::verify::postgres::dump::{Extent, dump};
use rebaseline::verify::{self, VerifyReport};
use std::path::Path;
use std::sync::{Mutex, OnceLock};

/// Whether the engine of a dialect is installed; SQLite is part of us.
pub fn installed(dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgres => Installation::find().is_ok(),
        Dialect::MariaDb => mysql::Installation::find(Product::MariaDb).is_ok(),
        Dialect::MySql => mysql::Installation::find(Product::MySql).is_ok(),
        _ => true,
    }
}

/// Whether the server has its `pg_dump` beside it.
pub fn dumps() -> bool {
    Installation::find().is_ok_and(|installation| installation.pg_dump().is_some())
}

/// Whether engines must be there: an engine test that cannot run is a failure then.
pub fn required() -> bool {
    std::env::var_os("REBASELINE_REQUIRE_ENGINES").is_some()
}

/// Every outcome is as predicted, and history and baseline make the same database; `pg_dump` says so too.
pub fn check(history: &Path) -> Result<(), String> {
    prove(history, Style::Plain, |sql| sql)
}

/// The idempotent baseline, run twice in a row, makes the same database too.
pub fn check_twice(history: &Path) -> Result<(), String> {
    prove(history, Style::Idempotent, |sql| format!("{sql}\n{sql}"))
}

/// The database's own `pg_dump` is a history too, and read back it makes the same database.
pub fn check_dump(history: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("dump.sql");
    std::fs::write(&file, dump_of(history)?).map_err(|error| error.to_string())?;
    check(&file)
}

/// What `pg_dump` says of the database that the baseline of a history makes.
fn dump_of(history: &Path) -> Result<String, String> {
    let (history, mut options) = super::read(history)?;
    let installation = Installation::find().map_err(|error| error.to_string())?;
    options.environment.engine_version = Some(rebaseline::environment::Version::major(installation.major_version()));
    let sql = super::squashed(&history, &options)?.baseline;
    with_server(|server| {
        let _turn = server.turn();
        let roles = server.roles().map_err(|error| error.to_string())?;
        let database = server.database("dumped").map_err(|error| error.to_string())?;
        let mut client = database.connect().map_err(|error| error.to_string())?;
        client.batch_execute(&sql).map_err(|error| error.to_string())?;
        let dump = dump(&installation, &database, Extent::Everything).map_err(|error| error.to_string())?;
        server.set_aside_roles_besides(&roles).map_err(|error| error.to_string())?;
        dump.ok_or_else(|| "there is no pg_dump".to_owned())
    })
}

fn prove(history: &Path, style: Style, baseline: impl FnOnce(String) -> String) -> Result<(), String> {
    let (history, mut options) = super::read(history)?;
    options.style = style;
    let report = match history.dialect {
        Dialect::Postgres => prove_on_server(&history, options, baseline)?,
        Dialect::MariaDb => prove_on_mariadb(&history, options, baseline)?,
        Dialect::Sqlite => prove_on_sqlite(&history, &options, baseline)?,
        other => return Err(format!("there is no {} to prove it on", other.engine())),
    };
    if report.is_proven() && report.outcomes.wording.is_empty() {
        return Ok(());
    }
    Err(format!(
        "wrong outcomes: {:#?}\nwording: {:#?}\nbaseline refused: {:?}\ncatalog: {:#?}\nrows: {:#?}\npg_dump: {:#?}",
        report.outcomes.wrong,
        report.outcomes.wording,
        report.baseline_refusal,
        report.catalog,
        report.rows.differences,
        report.dump
    ))
}

fn prove_on_server(
    history: &History,
    mut options: Options,
    baseline: impl FnOnce(String) -> String,
) -> Result<VerifyReport, String> {
    let installation = Installation::find().map_err(|error| error.to_string())?;
    options.environment.engine_version = Some(rebaseline::environment::Version::major(installation.major_version()));
    options.environment.today = Some(with_server(|server| server.today().map_err(|error| error.to_string()))?);
    let squashed = super::squashed(history, &options)?;
    let predicted = squashed.replayed.postgres().ok_or("no history of PostgreSQL")?;
    let ignoring = replay(history, options.environment.clone(), OnFailure::Ignore);
    let sql = baseline(squashed.baseline.clone());
    let mut plan = Plan::new(history, &ignoring, predicted, &sql, options.on_failure);
    plan.second_witness = Some(&installation);
    with_server(|server| verify::postgres::run(server, &plan).map_err(|error| error.to_string()))
}

fn prove_on_mariadb(
    history: &History,
    mut options: Options,
    baseline: impl FnOnce(String) -> String,
) -> Result<VerifyReport, String> {
    with_mariadb(|server| {
        options.environment.engine_version = Some(server.version().parse()?);
        let squashed = super::squashed(history, &options)?;
        let replay = squashed.replayed.mysql().ok_or("no history of MariaDB")?;
        let sql = baseline(squashed.baseline.clone());
        let plan = verify::mysql::Plan::new(history, &options.environment, options.on_failure, replay, &sql);
        verify::mysql::run(server, &plan).map_err(|error| error.to_string())
    })
}

fn prove_on_sqlite(
    history: &History,
    options: &Options,
    baseline: impl FnOnce(String) -> String,
) -> Result<VerifyReport, String> {
    let squashed = super::squashed(history, options)?;
    let Replayed::Sqlite(replay) = &squashed.replayed else { return Err("no history of SQLite".into()) };
    let sql = baseline(squashed.baseline.clone());
    verify::sqlite::run(history, &options.environment, options.on_failure, replay, &sql)
        .map_err(|error| error.to_string())
}

/// One server for all cases, one case at a time: it goes with the process.
fn with_mariadb<T>(run: impl FnOnce(&mysql::Server) -> Result<T, String>) -> Result<T, String> {
    static SERVER: OnceLock<Mutex<Result<mysql::Server, String>>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let started = mysql::Installation::find(Product::MariaDb).and_then(|found| mysql::Server::scratch(&found));
        Mutex::new(started.map_err(|error| error.to_string()))
    });
    let server = server.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    run(server.as_ref().map_err(Clone::clone)?)
}

/// One server for all cases, one case at a time: it goes with the process.
fn with_server<T>(run: impl FnOnce(&Server) -> Result<T, String>) -> Result<T, String> {
    static SERVER: OnceLock<Mutex<Result<Server, String>>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let started = Installation::find().and_then(|installation| Server::scratch(&installation));
        Mutex::new(started.map_err(|error| error.to_string()))
    });
    let server = server.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    run(server.as_ref().map_err(Clone::clone)?)
}
