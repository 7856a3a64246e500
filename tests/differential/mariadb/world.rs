//! What a history makes on a server while it is written.

use super::scene::Scene;
use super::writer::Writer;
use super::{DATABASE, MariaDb, definition};
use crate::grammar::Author;
use crate::history;
use crate::random::Random;
use rebaseline::engine::EngineError;
use rebaseline::engine::mysql::{Database, Server, Session};

/// A database in which the history runs, and what is in it.
#[derive(Debug, Default)]
pub struct World<'a> {
    scene: Scene,
    live: Option<Live<'a>>,
}

#[derive(Debug)]
struct Live<'a> {
    session: Session,
    /// Looks at what there is, and does not disturb.
    reader: Session,
    database: Database<'a>,
}

/// Statements that begin so leave all names and types as they are.
const PLAIN: [&str; 8] = ["INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "BEGIN", "SAVEPOINT"];

impl<'a> World<'a> {
    /// A new database.
    pub fn on(server: &'a Server) -> Result<Self, EngineError> {
        let database = server.database(&definition())?;
        let (session, mut reader) = (connect(&database)?, database.connect()?);
        let scene = Scene::read(&mut reader, DATABASE)?;
        Ok(Self { scene, live: Some(Live { session, reader, database }) })
    }
}

/// A session in which nothing takes long.
fn connect(database: &Database<'_>) -> Result<Session, EngineError> {
    let mut session = database.connect()?;
    session.must("SET max_statement_time = 5")?;
    Ok(session)
}

impl Live<'_> {
    fn run(&mut self, statement: &str, scene: &mut Scene) -> Result<(), EngineError> {
        let verdict = self.session.run(statement)?;
        let is_plain =
            PLAIN.iter().any(|word| statement.get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word)));
        if verdict.is_err() || is_plain {
            return Ok(());
        }
        let current = self.session.column("SELECT ifnull(database(), '')")?.remove(0);
        *scene = Scene::read(&mut self.reader, &current)?;
        Ok(())
    }
}

impl history::World for World<'_> {
    type Engine = MariaDb;

    fn write(&self, random: &mut Random, template: &str) -> (String, Option<String>) {
        let mut writer = Writer::new(random, &self.scene);
        let text = writer.expand(template);
        (text, writer.missing)
    }

    fn run(&mut self, statement: &str) {
        let Self { scene, live: Some(live) } = self else { return };
        live.run(statement, scene).expect("a server that works");
    }

    fn end_file(&mut self) {
        if let Some(live) = &mut self.live {
            live.session = connect(&live.database).expect("a server that works");
            DATABASE.clone_into(&mut self.scene.current);
        }
    }
}
