//! Random histories.

use crate::broken::broken;
use crate::grammar::Writer;
use crate::kinds::{self, Kind};
use crate::random::Random;
use rebaseline::environment::Environment;
use rebaseline::replay::Session;
use std::path::Path;

/// How many statements of a hundred are broken on purpose.
const BROKEN: usize = 12;
/// How often a statement is written anew when what it needs is not there.
const TRIES: usize = 6;

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
        let files = (0..=random.below(3)).map(|_| file(&mut random, &mut session)).collect();
        Self { files }
    }

    /// All statements.
    pub fn statements(&self) -> impl Iterator<Item = &Written> {
        self.files.iter().flatten()
    }

    /// Writes the folder of migrations.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (number, file) in (1..).zip(&self.files) {
            let text: String = file.iter().flat_map(|statement| [&statement.text, ";\n"]).collect();
            std::fs::write(folder.join(format!("{number:03}_random.sql")), text)?;
        }
        Ok(())
    }
}

fn file(random: &mut Random, session: &mut Session) -> Vec<Written> {
    let own_transactions = random.percent(45);
    let count = 12 + random.below(16);
    let mut statements = Vec::new();
    while statements.len() < count {
        let kind = kinds::any(random);
        if !own_transactions && TRANSACTIONS.contains(&kind.0) {
            continue;
        }
        let written = write(random, session, kind);
        session.run_script(&written.text);
        statements.push(written);
    }
    session.run_script("COMMIT; RESET ALL");
    statements
}

/// Whether a text is one statement, so that each stands in its own line.
pub fn is_one(text: &str) -> bool {
    let script = format!("{text};\nSELECT 1");
    rebaseline::syntax::split(&script).len() == 2
}

/// Kinds of which only the first words are read, see docs/fidelity.md.
const UNREAD: [&str; 4] = ["SET", "SET search_path", "RESET", "inert"];

const TRANSACTIONS: [&str; 3] = ["BEGIN", "COMMIT", "ROLLBACK"];

fn write(random: &mut Random, session: &Session, mut kind: Kind) -> Written {
    for tries in 0.. {
        let mut writer = Writer::new(random, session.catalog());
        let text = writer.expand(kind.2).trim().to_owned();
        if writer.missing && tries < TRIES && random.percent(95) && !TRANSACTIONS.contains(&kind.0) {
            kind = kinds::any(random);
            while TRANSACTIONS.contains(&kind.0) {
                kind = kinds::any(random);
            }
            continue;
        }
        let wrong =
            if random.percent(BROKEN) && !UNREAD.contains(&kind.0) { broken(random, &text) } else { text.clone() };
        // One that falls apart is no longer one.
        let text = if is_one(&wrong) { wrong } else { text };
        return Written { kind: kind.0, text };
    }
    unreachable!("the tries end")
}
