//! The generated catalogs are what the server says: those of the engine, and of the extensions that come with it.
//!
//! `UPDATE=1` rewrites them. They are of PostgreSQL 15; with another version there is nothing to compare.

use super::{Shared, Test};
use libtest_mimic::Failed;
use postgres::{Client, SimpleQueryMessage};
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub const TESTS: &[(&str, Test)] = &[("engine", engine), ("extensions", extensions)];

/// The version that the data is of.
const VERSION: &str = "15";

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/postgres/builtin/data").join(path)
}

/// Every `data/sql/*.sql` but that of the extensions gives `data/*.tsv`.
fn engine(shared: &Shared) -> Result<(), Failed> {
    if !shared.server().version().starts_with(VERSION) {
        return Ok(());
    }
    let mut client = shared.server().database("builtin_engine")?.connect()?;
    for entry in std::fs::read_dir(data("sql"))? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if name != "extension" {
            let rows = rows(&mut client, &std::fs::read_to_string(&path)?)?;
            compare(&data(&format!("{name}.tsv")), &rows)?;
        }
    }
    Ok(())
}

/// Every `data/extensions/*.tsv` is what `data/sql/extension.sql` says once the extension is there.
fn extensions(shared: &Shared) -> Result<(), Failed> {
    if !shared.server().version().starts_with(VERSION) {
        return Ok(());
    }
    let script = std::fs::read_to_string(data("sql/extension.sql"))?;
    let mut client = shared.server().database("builtin_extensions")?.connect()?;
    for entry in std::fs::read_dir(data("extensions"))? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        client.batch_execute(&format!(
            "BEGIN; CREATE EXTENSION IF NOT EXISTS \"{name}\" CASCADE; SET rebaseline.extension = '{name}'"
        ))?;
        let sections = sections(&mut client, &script).map_err(|failed| format!("{name}: {failed:?}"))?;
        client.batch_execute("ROLLBACK")?;
        compare(&path, &sections)?;
    }
    Ok(())
}

/// The rows of each section that has any, under its name.
fn sections(client: &mut Client, script: &str) -> Result<String, Failed> {
    let mut parts = script.split("\n-- [");
    client.batch_execute(parts.next().unwrap_or_default())?;
    let mut text = String::new();
    for part in parts {
        let (name, rest) = part.split_once(']').ok_or("a section without name")?;
        let query = rest.split_once('\n').map_or("", |(_, query)| query);
        let rows = rows(client, query)?;
        if !rows.is_empty() {
            write!(text, "[{name}]\n{rows}")?;
        }
    }
    Ok(text)
}

/// The rows of a query, one per line, fields separated by tabs, without the empty ones at the end.
fn rows(client: &mut Client, query: &str) -> Result<String, Failed> {
    let mut text = String::new();
    for message in client.simple_query(query)? {
        if let SimpleQueryMessage::Row(row) = message {
            let fields: Vec<&str> = (0..row.len()).map(|index| row.get(index).unwrap_or("")).collect();
            writeln!(text, "{}", fields.join("\t").trim_end_matches('\t'))?;
        }
    }
    Ok(text)
}

fn compare(path: &Path, found: &str) -> Result<(), Failed> {
    if std::env::var_os("UPDATE").is_some() {
        return Ok(std::fs::write(path, found)?);
    }
    let known = std::fs::read_to_string(path)?;
    let differs = |(known, found): &(&str, &str)| known != found;
    match known.lines().zip(found.lines()).find(differs) {
        Some((known, found)) => Err(format!("{}: `{known}`, the server: `{found}`", path.display()).into()),
        None if known != found => Err(format!("{}: not as many lines as on the server", path.display()).into()),
        None => Ok(()),
    }
}
