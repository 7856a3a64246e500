//! The data on extensions is what a real server of the version it was generated from says of them.
//!
//! `UPDATE=1 cargo test --test extensions` generates it anew. Ignored where no such server is installed, unless
//! `REBASELINE_REQUIRE_ENGINES` is set: then that fails.
#![cfg(feature = "postgres")]

use libtest_mimic::{Arguments, Failed, Trial};
use postgres::{Client, SimpleQueryMessage};
use rebaseline::engine::postgres::{Installation, Server};
use rebaseline::postgres::builtin::later::GENERATED_FROM;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::{fs, io};

const QUERIES: &str = include_str!("../src/postgres/builtin/data/sql/extension.sql");

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/postgres/builtin/data/extensions");
    let installation = Installation::find().ok().filter(|found| major(found.version()) == Some(GENERATED_FROM));
    let required = std::env::var_os("REBASELINE_REQUIRE_ENGINES").is_some();
    let ignored = installation.is_none() && !required;
    let server = Arc::new(Lazy { installation, server: OnceLock::new() });
    let trials = files(&folder).expect("the data is there").into_iter().map(|file| {
        let server = server.clone();
        Trial::test(name(&file), move || check(&server, &file).map_err(Failed::from)).with_ignored_flag(ignored)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// One server for all extensions, started when the first one asks.
struct Lazy {
    installation: Option<Installation>,
    server: OnceLock<Result<Server, String>>,
}

impl Lazy {
    fn get(&self) -> Result<&Server, String> {
        let start = || {
            let installation =
                self.installation.as_ref().ok_or(format!("PostgreSQL {GENERATED_FROM} is not installed"))?;
            Server::scratch(installation).map_err(|error| error.to_string())
        };
        self.server.get_or_init(start).as_ref().map_err(Clone::clone)
    }
}

fn major(version: &str) -> Option<u32> {
    version.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse().ok()
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    Ok(files)
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn check(server: &Lazy, file: &Path) -> Result<(), String> {
    let extension = name(file);
    let database = server.get()?.database(&format!("extension_{extension}")).map_err(|error| error.to_string())?;
    let mut client = database.connect().map_err(|error| error.to_string())?;
    let actual = describe(&mut client, &extension).map_err(|error| error.to_string())?;
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(file, actual).map_err(|error| error.to_string());
    }
    let known = fs::read_to_string(file).map_err(|error| error.to_string())?;
    match known.lines().zip(actual.lines()).find(|(known, actual)| known != actual) {
        Some((known, actual)) => Err(format!("known:  {known}\nserver: {actual}")),
        None if known.len() != actual.len() => Err("the server knows more, or less".into()),
        None => Ok(()),
    }
}

/// What the server says of an extension, in the form of the data.
fn describe(client: &mut Client, extension: &str) -> Result<String, postgres::Error> {
    let (prelude, sections) = QUERIES.split_once("\n-- [").unwrap_or((QUERIES, ""));
    client.batch_execute(&format!(
        "CREATE EXTENSION IF NOT EXISTS \"{extension}\" CASCADE; SET rebaseline.extension = '{extension}'; {prelude}"
    ))?;
    let mut text = String::new();
    for section in sections.split("\n-- [") {
        let (heading, query) = section.split_once('\n').unwrap_or((section, ""));
        let title = heading.split(']').next().unwrap_or_default();
        let rows = rows(client, query)?;
        if !rows.is_empty() {
            let _ = writeln!(text, "[{title}]");
        }
        for row in rows {
            let _ = writeln!(text, "{row}");
        }
    }
    Ok(text)
}

/// The rows of a query, tab-separated, without the empty fields at their end.
fn rows(client: &mut Client, query: &str) -> Result<Vec<String>, postgres::Error> {
    let messages = client.simple_query(query)?;
    let rows = messages.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    let fields = |row: &postgres::SimpleQueryRow| {
        let fields: Vec<&str> = (0..row.len()).map(|index| row.get(index).unwrap_or_default()).collect();
        fields.join("\t").trim_end_matches('\t').to_owned()
    };
    Ok(rows.map(fields).collect())
}
