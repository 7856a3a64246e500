//! MariaDB.

mod kinds;
mod names;
mod rows;
mod scene;
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
use rebaseline::mysql::Product;
use std::collections::BTreeSet;
use std::path::Path;
use world::World;

/// A server.
pub struct MariaDb {
    server: Server,
}

/// The database in which histories run.
const DEFINITION: Definition<'_> = Definition { name: "app", character_set: "utf8mb4", collation: None };

impl Engine for MariaDb {
    const NAME: &'static str = "mariadb";

    const FIXED: &'static [u64] = &[40_000, 40_001, 40_002];

    const SETTINGS: &'static str = "dialect: mariadb\non_failure: ignore\n";

    fn is_installed() -> bool {
        Installation::find(Product::MariaDb).is_ok()
    }

    fn start() -> Result<Self, Failed> {
        Ok(Self { server: Server::scratch(&Installation::find(Product::MariaDb)?)? })
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

    fn trial(&self, history: RandomHistory, _folder: &Path) -> Trial {
        use rebaseline::run::{Failure, Outcome};
        let database = self.server.database(&DEFINITION).unwrap();
        let mut trial = Trial::default();
        for file in &history.files {
            let mut session = database.connect().unwrap();
            for statement in file {
                let outcome = match session.run(&statement.text).unwrap() {
                    Ok(()) => Outcome::Applied,
                    Err(refusal) => {
                        if std::env::var("SHOW").is_ok_and(|w| w == refusal.number.to_string() || w == "all") {
                            println!("{}: {}\n   {}", statement.kind, statement.text, refusal);
                        }
                        Outcome::Failed(Failure::new(refusal.number.to_string().leak(), refusal.message))
                    }
                };
                trial.outcomes.push((statement.kind, outcome));
            }
        }
        trial
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
