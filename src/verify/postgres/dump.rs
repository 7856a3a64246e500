//! A second witness: `pg_dump` of both databases, entry by entry.
//!
//! The proof itself does not lean on it: it comes with few installations, and refuses servers newer than itself.

use crate::engine::EngineError;
use crate::engine::postgres::{Database, Installation};
use crate::verify::DumpDifference;
use postgres::config::Host;
use std::collections::BTreeMap;
use std::process::Command;

/// Entries with how often each occurs.
type Entries = BTreeMap<String, usize>;

/// Compares two dumps as multisets of entries.
pub fn compare(history: &str, baseline: &str) -> DumpDifference {
    let (history, baseline) = (entries(history), entries(baseline));
    DumpDifference { history: only(&history, &baseline), baseline: only(&baseline, &history) }
}

/// How much of a database is dumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// `--schema-only`.
    Schema,
    /// The rows too.
    Everything,
}

/// What `pg_dump` says of a database; `None` without a `pg_dump`.
pub fn dump(installation: &Installation, database: &Database, extent: Extent) -> Result<Option<String>, EngineError> {
    let Some(program) = installation.pg_dump() else { return Ok(None) };
    let name = program.display().to_string();
    let mut command = Command::new(program);
    command.args(["--dbname", database.name()]);
    if extent == Extent::Schema {
        command.arg("--schema-only");
    }
    connect(&mut command, database.config());
    let output = command.output().map_err(EngineError::io(&name))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        return Err(EngineError::Program { program: name, message: text(&output.stderr) });
    }
    Ok(Some(text(&output.stdout)))
}

fn connect(command: &mut Command, config: &postgres::Config) {
    match config.get_hosts().first() {
        Some(Host::Unix(path)) => drop(command.arg("--host").arg(path)),
        Some(Host::Tcp(host)) => drop(command.args(["--host", host])),
        None => {}
    }
    if let Some(port) = config.get_ports().first() {
        command.args(["--port", &port.to_string()]);
    }
    if let Some(user) = config.get_user() {
        command.args(["--username", user]);
    }
    if let Some(password) = config.get_password() {
        command.env("PGPASSWORD", String::from_utf8_lossy(password).as_ref());
    }
}

/// Each entry begins with a comment that names it. What is said of the session in between depends on the order.
fn entries(dump: &str) -> Entries {
    let lines: Vec<&str> = dump.lines().filter(|line| !is_of_the_session(line)).collect();
    let text = lines.join("\n");
    let mut entries = Entries::new();
    for entry in text.split("\n--\n-- Name: ").skip(1) {
        let entry = entry.trim_end_matches(|c: char| c.is_whitespace() || c == '-');
        let entry = entry.strip_suffix("-- PostgreSQL database dump complete").unwrap_or(entry);
        *entries.entry(entry.trim_end_matches(|c: char| c.is_whitespace() || c == '-').to_owned()).or_default() += 1;
    }
    entries
}

/// `\restrict` carries a random word; the others hold until the next one.
fn is_of_the_session(line: &str) -> bool {
    ["\\restrict ", "\\unrestrict ", "SET default_tablespace = ", "SET default_table_access_method = "]
        .iter()
        .any(|start| line.starts_with(start))
}

fn only(these: &Entries, others: &Entries) -> Vec<String> {
    let more = |(entry, count): (&String, &usize)| {
        let other = others.get(entry).copied().unwrap_or(0);
        std::iter::repeat_n(entry.clone(), count.saturating_sub(other))
    };
    these.iter().flat_map(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_a_multiset_without_the_session() {
        let dump = "SET x = 1;\n\\restrict a\n\n--\n-- Name: t; Type: TABLE\n--\n\nCREATE TABLE t;\n\n\n\
                    SET default_tablespace = '';\n\n--\n-- Name: t; Type: TABLE\n--\n\nCREATE TABLE t;\n\n\n\
                    --\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict a\n";
        let found = entries(dump);
        assert_eq!(found, [("t; Type: TABLE\n--\n\nCREATE TABLE t;".to_owned(), 2)].into());
        assert_eq!(only(&found, &Entries::new()).len(), 2);
        assert_eq!(only(&found, &found), [""; 0]);
    }
}
