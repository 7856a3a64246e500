//! Random histories.

use crate::broken::broken;
use crate::grammar::Writer;
use crate::kinds;
use crate::random::Random;
use crate::turns::Turns;
use rebaseline::environment::Environment;
use rebaseline::postgres::replay::Session;
use std::path::Path;

/// How many statements of a hundred are broken on purpose.
const BROKEN: usize = 8;
/// How often a statement is written anew when what it needs is not there.
const TRIES: usize = 12;
/// How many histories of a hundred begin with a role.
const WITH_ROLES: usize = 50;

/// A statement, and the kind that it was written as.
#[derive(Debug, Clone)]
pub struct Written {
    pub kind: &'static str,
    pub text: String,
}

/// One file per migration, statements in lines.
#[derive(Debug, Clone, Default)]
pub struct RandomHistory {
    pub files: Vec<Vec<Written>>,
}

impl RandomHistory {
    /// The history that follows from a seed.
    pub fn new(seed: u64, environment: &Environment) -> Self {
        let mut random = Random::new(seed);
        // What is there when a statement is written: the replay knows, and is held against the server for it.
        let mut session = Session::new(environment.clone());
        let mut turns = Turns::default();
        if random.percent(WITH_ROLES) {
            turns.first(&["CREATE ROLE"]);
        }
        let files = (0..=random.below(3)).map(|_| file(&mut random, &mut session, &mut turns)).collect();
        Self { files }
    }

    /// All statements.
    pub fn statements(&self) -> impl Iterator<Item = &Written> {
        self.files.iter().flatten()
    }

    /// The statement that begins in that line of a file.
    pub fn at(&self, file: usize, wanted: usize) -> Option<&Written> {
        let mut begins = 1;
        self.files[file].iter().find(|statement| {
            let found = begins == wanted;
            begins += statement.text.lines().count();
            found
        })
    }

    /// Writes the folder of migrations.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (number, file) in (1..).zip(&self.files) {
            let text: String = file.iter().map(|statement| line(&statement.text)).collect();
            std::fs::write(folder.join(format!("{number:03}_random.sql")), text)?;
        }
        Ok(())
    }
}

/// A statement as it stands in a script: behind the data of `COPY` comes no semicolon.
fn line(text: &str) -> String {
    if text.ends_with("\n\\.") { format!("{text}\n") } else { format!("{text};\n") }
}

fn file(random: &mut Random, session: &mut Session, turns: &mut Turns) -> Vec<Written> {
    let own_transactions = random.percent(55);
    let count = 25 + random.below(25);
    let mut statements = Vec::new();
    while statements.len() < count {
        let written = write(random, session, turns, own_transactions);
        session.run_script(&line(&written.text));
        if random.percent(70) {
            turns.first(kinds::followers(written.kind));
        }
        statements.push(written);
    }
    session.run_script("COMMIT; RESET ALL");
    statements
}

/// Whether a text is one statement, so that each stands in its own line.
pub fn is_one(text: &str) -> bool {
    let script = line(text) + "SELECT 1";
    rebaseline::postgres::syntax::split(&script).len() == 2
}

/// Kinds of which only the first words are read, see docs/fidelity.md.
const UNREAD: [&str; 4] = ["SET", "SET search_path", "RESET", "inert"];

/// Writes the statement whose turn it is.
fn write(random: &mut Random, session: &Session, turns: &mut Turns, own_transactions: bool) -> Written {
    for tries in 1.. {
        let kind = turns.next(random, own_transactions);
        let mut writer = Writer::new(random, session);
        let text = writer.expand(kind.2).trim().to_owned();
        if let Some(symbol) = writer.missing.filter(|_| tries < TRIES) {
            if tries % 3 == 0 {
                turns.make(&symbol);
            }
            continue;
        }
        turns.done();
        let wrong =
            if random.percent(BROKEN) && !UNREAD.contains(&kind.0) { broken(random, &text) } else { text.clone() };
        // One that falls apart is no longer one.
        let text = if is_one(&wrong) { wrong } else { text };
        return Written { kind: kind.0, text };
    }
    unreachable!("the tries end")
}
