//! MariaDB.

mod kinds;
mod names;
mod rows;
mod scene;
mod trial;
mod types;
mod world;
mod writer;

use crate::broken::tokens;
use crate::history::RandomHistory;
use crate::quota;
use crate::run::Engine;
use crate::trial::Trial;
use crate::vocabulary::Vocabulary;
use libtest_mimic::Failed;
use rebaseline::engine::mysql::{Definition, Installation, Server};
use rebaseline::environment::Environment;
use rebaseline::mysql::Product;
use std::collections::BTreeSet;
use std::path::Path;
use world::World;

/// A server, and what the replay knows of it.
pub struct MariaDb {
    server: Server,
    environment: Environment,
}

/// The name of the database in which histories run.
const DATABASE: &str = "app";

/// How it is made.
fn definition() -> Definition {
    Definition { name: DATABASE.into(), character_set: "utf8mb4".into(), collation: "utf8mb4_general_ci".into() }
}

impl Engine for MariaDb {
    const NAME: &'static str = "mariadb";

    const FIXED: &'static [u64] = &[40_002, 40_008, 40_017, 40_033, 40_084, 40_091, 40_100];

    const SETTINGS: &'static str = "dialect: mariadb\non_failure: ignore\n";

    fn is_installed() -> bool {
        Installation::find(Product::MariaDb).is_ok()
    }

    fn start() -> Result<Self, Failed> {
        let server = Server::scratch(&Installation::find(Product::MariaDb)?)?;
        let engine_version = Some(server.version().parse()?);
        let today = Some(server.today()?);
        let settings = [("database".to_owned(), DATABASE.to_owned())].into_iter().collect();
        Ok(Self { server, environment: Environment { engine_version, today, settings, ..Environment::default() } })
    }

    fn vocabulary() -> &'static Vocabulary {
        kinds::vocabulary()
    }

    fn codes() -> BTreeSet<String> {
        quota::codes_in(&["src/mysql"], is_code)
    }

    /// A statement with statements in it needs another delimiter.
    fn fences(text: &str) -> (&'static str, &'static str) {
        if text.contains(';') { ("DELIMITER //\n", "\n//\nDELIMITER ;\n") } else { ("", ";\n") }
    }

    /// All quotes are closed, nothing begins a comment, and in a body the words that hold it together are as they were.
    fn is_one(text: &str) -> bool {
        let tokens = tokens(text);
        let is_closed = |token: &String| match token.chars().next() {
            Some(quote @ ('\'' | '"' | '`')) => token.len() > 1 && token.ends_with(quote),
            _ => true,
        };
        let is_comment = ["/*", "--", "#", "//", "\\", "''", "\"\""].iter().any(|mark| text.contains(mark));
        tokens.iter().all(is_closed) && !is_comment && is_whole(&tokens) && ends(text)
    }

    fn nameless(message: &str) -> String {
        let mut plain = String::new();
        let message = message.split(" to use near ").next().unwrap_or_default();
        let message = message.split(" for row ").next().unwrap_or_default();
        for (index, part) in message.split(['\'', '`']).enumerate() {
            plain.push_str(if index % 2 == 0 { part } else { "…" });
        }
        plain
    }

    fn history(&self, seed: u64) -> RandomHistory {
        let mut world = World::on(&self.server).expect("a server that works");
        RandomHistory::new(seed, &mut world)
    }

    fn trial(&self, history: RandomHistory, folder: &Path) -> Trial {
        trial::run(&self.server, &self.environment, history, folder)
    }

    fn empty_world() -> impl crate::history::World {
        World::default()
    }
}

/// Whether a text with semicolons in it is still one compound statement.
fn is_whole(tokens: &[String]) -> bool {
    let words: Vec<String> = tokens.iter().map(|token| token.to_ascii_uppercase()).collect();
    let Some(first) = words.iter().position(|word| word == ";") else { return true };
    let count = |wanted: &str| words.iter().filter(|word| *word == wanted).count();
    let opened = words.iter().position(|word| word == "BEGIN").is_some_and(|at| at < first);
    let last = words.iter().rev().find(|word| !word.trim().is_empty());
    opened && last.is_some_and(|last| last == "END") && count("END") >= count("BEGIN")
}

/// Loops, and what ends each.
const LOOPS: [(&str, &str); 4] = [
    ("WHILE", "WHILE i < 3 DO SET i = i + 1;"),
    ("REPEAT", "REPEAT SET i = i + 1; UNTIL ifnull(i, 9) >= 3"),
    ("again: LOOP", "LOOP SET i = i + 1; IF ifnull(i, 9) > 4 THEN LEAVE again; END IF;"),
    ("LOOP", "THEN LEAVE "),
];

/// Whether no loop has lost what ends it: one without an end is none of our concern.
fn ends(text: &str) -> bool {
    let is_declared = text.contains("DECLARE i")
        || text.contains("SET done = 1; OPEN c; read_loop: LOOP FETCH c INTO x; IF done THEN");
    LOOPS.iter().all(|(word, end)| !text.contains(word) || is_declared && text.contains(end))
}

/// Whether it is the number of an error.
fn is_code(literal: &str) -> bool {
    matches!(literal.len(), 4 | 5) && literal.chars().all(|c| c.is_ascii_digit()) && literal >= "1004"
}
