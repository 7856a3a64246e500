//! What is there when a statement is written: the replay knows, and is held against the server for it.

use super::Postgres;
use super::writer::Writer;
use crate::grammar::Author;
use crate::history::{World, fenced};
use crate::random::Random;
use crate::turns::Turns;
use rebaseline::postgres::replay::Session;

/// How many histories of a hundred begin with a role.
const WITH_ROLES: usize = 50;

/// Kinds of which only the first words are read, see docs/fidelity.md.
const UNREAD: [&str; 4] = ["SET", "SET search_path", "RESET", "inert"];

impl World for Session {
    type Engine = Postgres;

    fn write(&self, random: &mut Random, template: &str) -> (String, Option<String>) {
        let mut writer = Writer::new(random, self);
        let text = writer.expand(template);
        (text, writer.missing)
    }

    fn run(&mut self, statement: &str) {
        self.run_script(&fenced::<Postgres>(statement));
    }

    fn end_file(&mut self) {
        self.run_script("COMMIT; RESET ALL");
    }

    fn begin(&self, random: &mut Random, turns: &mut Turns) {
        if random.percent(WITH_ROLES) {
            turns.first(&["CREATE ROLE"]);
        }
    }

    fn is_breakable(&self, kind: &str) -> bool {
        !UNREAD.contains(&kind)
    }
}
