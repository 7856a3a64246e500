//! SQLite.

mod kinds;
mod trial;
mod world;
mod writer;

use crate::history::{RandomHistory, fenced};
use crate::quota;
use crate::run::Engine;
use crate::trial::Trial;
use crate::vocabulary::Vocabulary;
use libtest_mimic::Failed;
use rebaseline::sqlite;
use std::collections::BTreeSet;
use std::path::Path;
use world::World;

/// The library, which is always there.
pub struct Sqlite;

impl Engine for Sqlite {
    const NAME: &'static str = "sqlite";

    const FIXED: &'static [u64] = &[
        40_000, 40_001, 40_002, 40_003, 40_004, 40_005, 40_006, 40_007, 40_008, 40_009, 40_010, 40_011, 40_012, 40_013,
        40_014, 40_015, 40_016, 40_017, 40_018, 40_019, 40_020, 40_021, 40_022, 40_023, 40_024, 40_025, 40_026, 40_027,
    ];

    const SETTINGS: &'static str = "dialect: sqlite\non_failure: ignore\n";

    fn is_installed() -> bool {
        true
    }

    fn start() -> Result<Self, Failed> {
        Ok(Self)
    }

    fn vocabulary() -> &'static Vocabulary {
        kinds::vocabulary()
    }

    /// SQLite is its own model: it predicts whatever it says.
    fn codes() -> BTreeSet<String> {
        quota::codes_in(&["src/sqlite"], |literal| literal.starts_with("SQLITE_CONSTRAINT"))
    }

    fn fences(_text: &str) -> (&'static str, &'static str) {
        ("", ";\n")
    }

    fn is_one(text: &str) -> bool {
        let script = fenced::<Self>(text) + "SELECT 1";
        !text.trim().is_empty() && sqlite::split(&script).len() == 2
    }

    fn nameless(message: &str) -> String {
        let message = message.split(" at byte ").next().unwrap_or_default();
        let parts = message.split('"').enumerate();
        let plain: String = parts.map(|(index, part)| if index % 2 == 0 { part } else { "…" }).collect();
        // Names stand behind a colon.
        plain.rsplit_once(": ").map_or(plain.clone(), |(start, _)| start.to_owned())
    }

    fn history(&self, seed: u64) -> RandomHistory {
        RandomHistory::new(seed, &mut World::new())
    }

    fn trial(&self, history: RandomHistory, folder: &Path) -> Trial {
        trial::run(history, folder)
    }

    fn empty_world() -> impl crate::history::World {
        World::new()
    }
}
