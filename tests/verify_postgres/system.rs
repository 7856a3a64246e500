//! The server's own catalogs as the model shows them are what the server shows.

use crate::{Shared, Test};
use libtest_mimic::Failed;
use postgres::{Client, SimpleQueryMessage};
use rebaseline::engine::postgres::Database;
use rebaseline::environment::{Environment, Version};
use rebaseline::history::{History, ReadOptions};
use rebaseline::postgres::catalog::Value;
use rebaseline::postgres::replay::{Listing, MigrationRecord, OnFailure, Refusal, Replay, Session, replay};
use rebaseline::tools::TransactionRule;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

pub const TESTS: &[(&str, Test)] = &[("catalogs_are_as_the_server_shows_them", catalogs_are_as_the_server_shows_them)];

/// Queries, each on a line. Behind a line `-- undecided`, what is not known is no failure.
const QUERIES: &str = include_str!("system_queries.sql");

/// Numbers from here on differ from one database to the next.
const FIRST_NUMBERED: u64 = 12000;
/// The model's numbers for what has none in it begin here.
const OWN_NUMBERS: u64 = 1 << 29;
/// The schema `public`, which the model numbers as a user's.
const PUBLIC: u64 = 2200;
/// The types whose values are such numbers: `oid`, `oidvector`, `oid[]`, `regtype`, `regclass`.
const NUMBERED_TYPES: [u32; 5] = [26, 30, 1028, 2206, 2205];

/// A cell; `None` where it is not known, or stands for any.
type Cell = Option<String>;
type Row = Vec<Cell>;

/// The model and the server after the same statements.
pub fn both(shared: &Shared, folder: &Path) -> Result<(Session, Database), Failed> {
    let history = History::read(folder, &ReadOptions::default())?;
    let version =
        shared.server().version().split('.').next().and_then(|major| major.parse().ok()).ok_or("a version")?;
    let environment = Environment { engine_version: Some(Version::major(version)), ..Environment::default() };
    let replayed = replay(&history, environment.clone(), OnFailure::Ignore);
    let database = shared.server().database("system")?;
    run(&history, &replayed, &database)?;
    Ok((Session::on(replayed.catalog, environment), database))
}

/// Runs the statements one by one; what is refused is passed over.
fn run(history: &History, replayed: &Replay, database: &Database) -> Result<(), Failed> {
    for (migration, record) in std::iter::zip(&history.migrations, &replayed.migrations) {
        let mut client = database.connect()?;
        let whole = record.transaction == TransactionRule::Whole;
        if whole {
            client.batch_execute("BEGIN")?;
        }
        for text in texts(record, &migration.source.text) {
            run_guarded(&mut client, text)?;
        }
        if whole {
            client.batch_execute("COMMIT")?;
        }
    }
    Ok(())
}

/// Runs a statement so that its failure undoes nothing else. Outside of a transaction there is no savepoint to set.
fn run_guarded(client: &mut Client, text: &str) -> Result<(), Failed> {
    let guarded = client.batch_execute("SAVEPOINT s").is_ok();
    if client.batch_execute(text).is_err() && guarded {
        client.batch_execute("ROLLBACK TO s")?;
    }
    Ok(())
}

fn texts<'t>(record: &'t MigrationRecord, source: &'t str) -> impl Iterator<Item = &'t str> {
    record.statements.iter().map(|statement| statement.span.slice(source)).filter(|text| !text.starts_with("COPY"))
}

/// The cases that have the most to show; with `ALL` set, all are taken, with `CASE` one.
const CASES: [&str; 12] = [
    "event_triggers",
    "every_object",
    "every_table",
    "index_refusals",
    "inheritance",
    "names_and_values",
    "objects_domains_and_views",
    "objects_routines",
    "objects_triggers_and_policies",
    "objects_types",
    "partition_keys_only",
    "security",
];

/// The histories of the cases.
pub fn folders() -> Result<Vec<PathBuf>, Failed> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/postgres");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(cases)?.map(|entry| Ok(entry?.path().join("migrations"))).collect::<Result<_, Failed>>()?;
    folders.sort();
    let is_of = |folder: &Path, case: &OsStr| folder.components().any(|part| part.as_os_str() == case);
    if let Some(only) = std::env::var_os("CASE") {
        folders.retain(|folder| is_of(folder, &only));
    } else if std::env::var_os("ALL").is_none() {
        folders.retain(|folder| CASES.iter().any(|case| is_of(folder, OsStr::new(case))));
    }
    Ok(folders)
}

fn catalogs_are_as_the_server_shows_them(shared: &Shared) -> Result<(), Failed> {
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    for folder in folders()? {
        let (session, database) = both(shared, &folder)?;
        let mut client = database.connect()?;
        for difference in
            table_differences(&session, &mut client)?.into_iter().chain(query_differences(&session, &mut client))
        {
            wrong.entry(difference.0).or_insert_with(|| format!("{}: {}", folder.display(), difference.1));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(list(&wrong).into()) }
}

/// What is different, and how.
type Difference = (String, String);

fn table_differences(session: &Session, client: &mut Client) -> Result<Vec<Difference>, Failed> {
    let mut wrong = Vec::new();
    // The roles of one server are shared by all its databases, and rows are not copied here.
    for (schema, name) in Session::system_tables().filter(|(_, name)| !matches!(*name, "pg_roles" | "pg_sequences")) {
        let listing = session.system_table(schema, name).ok_or("a table")?;
        let server = server_rows(client, &format!("SELECT * FROM {schema}.{name}"), &listing.columns)?;
        wrong.extend(
            compare(&listing, server).into_iter().map(|difference| (format!("{name}: {difference}"), String::new())),
        );
    }
    Ok(wrong)
}

fn query_differences(session: &Session, client: &mut Client) -> Vec<Difference> {
    let mut wrong = Vec::new();
    let mut may_be_undecided = false;
    for line in QUERIES.lines() {
        if line.starts_with("--") {
            may_be_undecided = line.starts_with("-- undecided");
        } else if let Some(difference) = query_differs(session, client, line, may_be_undecided) {
            wrong.push((line.to_owned(), difference));
        }
    }
    wrong
}

fn server_rows(client: &mut Client, query: &str, columns: &[(&str, u32)]) -> Result<Vec<Row>, Failed> {
    let mut rows = Vec::new();
    for message in client.simple_query(query)? {
        if let SimpleQueryMessage::Row(row) = message {
            let cell = |(place, (_, type_oid)): (usize, &(&str, u32))| {
                Some(row.get(place).map_or_else(|| "NULL".into(), |text| masked(text, *type_oid)))
            };
            rows.push(columns.iter().enumerate().map(cell).collect());
        }
    }
    Ok(rows)
}

/// A text without the numbers that differ from one database to the next.
fn masked(text: &str, type_oid: u32) -> String {
    if !NUMBERED_TYPES.contains(&type_oid) {
        return text.to_owned();
    }
    let number = |digits: &str| match digits.parse::<u64>() {
        Ok(number) if number >= FIRST_NUMBERED || number == PUBLIC => "#".to_owned(),
        _ => digits.to_owned(),
    };
    let mut masked = String::new();
    for part in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        masked.push_str(&number(digits));
        masked.push_str(&part[digits.len()..]);
    }
    masked
}

fn model_cell(value: &Value, type_oid: u32) -> Cell {
    match value {
        Value::Null => Some("NULL".into()),
        Value::Boolean(truth) => Some(if *truth { "t" } else { "f" }.into()),
        // `regtype` prints as a name.
        Value::Number(_) if type_oid == 2206 => None,
        // A number that only the model gives.
        Value::Number(text) if text.parse::<u64>().is_ok_and(|number| number >= OWN_NUMBERS) && type_oid == 26 => None,
        Value::Number(text) | Value::Text(text) => Some(masked(text, type_oid)),
        Value::Deferred(_) | Value::Drawn(..) | Value::Unknown(_) => None,
    }
}

fn compare(listing: &Listing, server: Vec<Row>) -> Vec<String> {
    let cells = |row: &Vec<Value>| -> Row {
        row.iter().zip(&listing.columns).map(|(value, (_, type_oid))| model_cell(value, *type_oid)).collect()
    };
    let mut model: Vec<Row> = listing.rows.iter().map(cells).collect();
    // What is known best finds its match first.
    model.sort_by_key(|row| row.iter().filter(|cell| cell.is_none()).count());
    let any = |cell: Cell| cell.filter(|text| !text.starts_with("pg_?") && text != "#");
    let others: Vec<Row> = listing.others.iter().map(|row| cells(row).into_iter().map(any).collect()).collect();
    // What is known in every row tells where a row may belong.
    let sure: Vec<usize> =
        (0..listing.columns.len()).filter(|place| model.iter().all(|row| row[*place].is_some())).collect();
    let key = |row: &Row| -> Vec<String> { sure.iter().filter_map(|place| row[*place].clone()).collect() };
    let mut buckets: BTreeMap<Vec<String>, Vec<Row>> = BTreeMap::new();
    for row in model {
        buckets.entry(key(&row)).or_default().push(row);
    }
    let mut only_server = Vec::new();
    for row in server {
        let bucket = buckets.entry(key(&row)).or_default();
        if let Some(place) = bucket.iter().position(|known| agree(known, &row)) {
            bucket.remove(place);
        } else if !others.iter().any(|other| agree(other, &row)) {
            only_server.push(row);
        }
    }
    let mut only_model: Vec<Row> = buckets.into_values().flatten().collect();
    let mut wrong = Vec::new();
    for row in only_server {
        let distance = |known: &Row| apart(known, &row).count();
        let near = (0..only_model.len()).min_by_key(|place| distance(&only_model[*place]));
        match near.filter(|place| distance(&only_model[*place]) < 6) {
            Some(place) => {
                let known = only_model.remove(place);
                let names = apart(&known, &row)
                    .map(|place| format!("{} is {:?}, model {:?}", listing.columns[place].0, row[place], known[place]));
                let names: Vec<String> = names.collect();
                wrong.push(format!("{} of {}", names.join(", "), show(&row, listing)));
            }
            None => wrong.push(format!("only the server has {}", show(&row, listing))),
        }
    }
    wrong.extend(only_model.iter().map(|row| format!("only the model has {}", show(row, listing))));
    wrong
}

fn agree(model: &Row, server: &Row) -> bool {
    apart(model, server).next().is_none()
}

/// The places in which a row of the model differs from one of the server.
fn apart<'r>(model: &'r Row, server: &'r Row) -> impl Iterator<Item = usize> + 'r {
    (0..model.len()).filter(|place| model[*place].is_some() && model[*place] != server[*place])
}

fn show(row: &Row, listing: &Listing) -> String {
    let named =
        row.iter().zip(&listing.columns).filter_map(|(cell, (name, _))| Some(format!("{name}={}", cell.as_ref()?)));
    named.collect::<Vec<_>>().join(" ")
}

fn list(wrong: &BTreeMap<String, String>) -> String {
    wrong.iter().flat_map(|(what, how)| [what, "\n    ", how, "\n"]).collect()
}

fn query_differs(session: &Session, client: &mut Client, query: &str, may_be_undecided: bool) -> Option<String> {
    let server = sorted_rows(client, query);
    match (session.query(query), server) {
        (Ok((_, rows)), Ok(server)) => {
            let mut model: Vec<Row> =
                rows.iter().map(|row| row.iter().map(|value| model_cell(value, 25)).collect()).collect();
            model.sort();
            (model != server).then(|| format!("the server gives {server:?}, the model {model:?}"))
        }
        (Err(Refusal::Failed(failure)), Err(code)) if failure.code == code => None,
        (Err(Refusal::Undecided(_) | Refusal::Opaque(_)), _) if may_be_undecided => None,
        (model, server) => {
            let model = model.map(|(_, rows)| rows.len());
            Some(format!("the server gives {server:?}, the model {model:?}"))
        }
    }
}

/// The rows of a query on the server, or the code of its failure.
fn sorted_rows(client: &mut Client, query: &str) -> Result<Vec<Row>, String> {
    let messages = client.simple_query(query).map_err(|error| {
        error.as_db_error().map_or_else(|| error.to_string(), |error| error.code().code().to_owned())
    })?;
    let mut rows = Vec::new();
    for message in messages {
        if let SimpleQueryMessage::Row(row) = message {
            rows.push((0..row.len()).map(|place| Some(row.get(place).unwrap_or("NULL").to_owned())).collect());
        }
    }
    rows.sort();
    Ok(rows)
}
