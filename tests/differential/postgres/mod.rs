//! PostgreSQL.

mod kinds;
mod names;
mod objects;
mod rows;
mod trial;
mod values;
mod world;
mod writer;

use crate::history::RandomHistory;
use crate::quota;
use crate::run::Engine;
use crate::trial::Trial;
use crate::vocabulary::Vocabulary;
use libtest_mimic::Failed;
use rebaseline::engine::postgres::{Installation, Server};
use rebaseline::environment::{Environment, Version};
use rebaseline::postgres::replay::Session;
use rebaseline::postgres::syntax;
use std::collections::BTreeSet;
use std::path::Path;

/// A server, and what the replay knows of it.
pub struct Postgres {
    server: Server,
    environment: Environment,
}

impl Engine for Postgres {
    const NAME: &'static str = "postgres";

    const FIXED: &'static [u64] = &[
        40_000, 40_001, 40_007, 40_008, 40_011, 40_013, 40_018, 40_020, 40_021, 40_023, 40_027, 40_031, 40_036, 40_039,
        40_040, 40_047, 40_050,
    ];

    const SETTINGS: &'static str = "on_failure: ignore\n";

    fn is_installed() -> bool {
        Installation::find().is_ok()
    }

    fn start() -> Result<Self, Failed> {
        let installation = Installation::find()?;
        let server = Server::scratch(&installation)?;
        // A query without an end is none of our concern.
        server.execute("ALTER SYSTEM SET statement_timeout = '5s'")?;
        server.execute("SELECT pg_reload_conf()")?;
        let engine_version = Some(Version::major(installation.major_version()));
        Ok(Self { server, environment: Environment { engine_version, ..Environment::default() } })
    }

    fn vocabulary() -> &'static Vocabulary {
        kinds::vocabulary()
    }

    fn codes() -> BTreeSet<String> {
        quota::codes_in(&["src/postgres/replay", "src/postgres/syntax"], is_code)
    }

    /// Behind the data of `COPY` comes no semicolon.
    fn fences(text: &str) -> (&'static str, &'static str) {
        if text.ends_with("\n\\.") { ("", "\n") } else { ("", ";\n") }
    }

    fn is_one(text: &str) -> bool {
        let script = crate::history::fenced::<Self>(text) + "SELECT 1";
        syntax::split(&script).len() == 2
    }

    fn nameless(message: &str) -> String {
        let mut plain = String::new();
        let message = message.split(" by type ").next().unwrap_or_default();
        let message = message.split(" is of type ").next().unwrap_or_default();
        let message = message.split(" declared to return ").next().unwrap_or_default();
        let message = message.split(" at byte ").next().unwrap_or_default();
        for (index, part) in message.split('"').enumerate() {
            plain.push_str(if index % 2 == 0 { part } else { "…" });
        }
        plain
    }

    fn history(&self, seed: u64) -> RandomHistory {
        RandomHistory::new(seed, &mut Session::new(self.environment.clone()))
    }

    fn trial(&self, history: RandomHistory, folder: &Path) -> Trial {
        trial::run(&self.server, &self.environment, history, folder)
    }

    fn empty_world() -> impl crate::history::World {
        Session::new(Environment::default())
    }
}

/// What no statement of a history can meet: the first is only looked for, the other is a fault of the model itself.
const NEVER: [&str; 2] = ["57014", "XX000"];

/// Whether it is five characters that one of the conditions known to PL/pgSQL stands for, or one that the server says without a name.
fn is_code(literal: &str) -> bool {
    literal.len() == 5
        && literal.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && literal.chars().any(|c| c.is_ascii_digit())
        && !NEVER.contains(&literal)
}
