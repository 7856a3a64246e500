//! What the server says to each statement of the recorded answers is what is recorded. `UPDATE=1` rewrites them.
//!
//! They are of MariaDB 10.11; with another version there is nothing to compare.

use crate::{Shared, Test, app};
use libtest_mimic::Failed;
use rebaseline::engine::mysql::Server;
use std::fmt::Write as _;

pub const TESTS: &[(&str, Test)] = &[("the_answers_are_the_servers", the_answers_are_the_servers)];

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/mysql/syntax/data/answers.tsv");

/// What all syntax errors have in common.
const COMMON: &str = "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right \
                      syntax to use ";

/// What the statements speak of.
const TABLES: &str = "CREATE TABLE t (a int PRIMARY KEY, b varchar(20), c int); CREATE TABLE t2 (a int, b int); CREATE VIEW v AS SELECT 1 AS x";

fn the_answers_are_the_servers(shared: &Shared) -> Result<(), Failed> {
    let server = shared.server();
    if !server.version().starts_with("10.11.") {
        return Ok(());
    }
    let recorded = std::fs::read_to_string(FILE)?;
    let mut asked = String::with_capacity(recorded.len());
    for line in recorded.lines() {
        let (answer, statement) = line.split_once('\t').ok_or("two fields")?;
        let known = if answer.starts_with('!') { "!" } else { "" };
        let answer = answer_of(server, &unescaped(statement))?;
        _ = writeln!(asked, "{known}{}\t{statement}", escaped(&answer));
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, asked)?;
        return Ok(());
    }
    let different = recorded.lines().zip(asked.lines()).find(|(recorded, asked)| recorded != asked);
    different.map_or(Ok(()), |(recorded, asked)| Err(format!("recorded: {recorded}\nanswered: {asked}").into()))
}

/// `read`, or the first refusal, each statement in a database of its own.
fn answer_of(server: &Server, statement: &str) -> Result<String, Failed> {
    let database = server.database(&app())?;
    let mut session = database.connect()?;
    session.must(TABLES)?;
    Ok(match session.run(statement)? {
        Err(refusal) => format!("{} {}", refusal.number, refusal.message.replace(COMMON, "")),
        Ok(()) => "read".into(),
    })
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r")
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            other => other,
        });
    }
    plain
}
