//! Random histories.

use crate::broken::broken;
use crate::random::Random;
use crate::run::Engine;
use crate::turns::Turns;
use crate::vocabulary::Kind;
use std::path::Path;

/// How many statements of a hundred are broken on purpose.
const BROKEN: usize = 8;
/// How often a statement is written anew when what it needs is not there.
const TRIES: usize = 12;

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

/// What a history makes while it is written: the next statement is about that.
pub trait World {
    /// The engine that it is a world of.
    type Engine: Engine;

    /// Writes a statement by a template; the symbol for something that it needs and that is not there, so that it is bound to fail.
    fn write(&self, random: &mut Random, template: &str) -> (String, Option<String>);

    /// Runs a statement, whatever becomes of it.
    fn run(&mut self, statement: &str);

    /// A file ends, and with it what ends with a connection.
    fn end_file(&mut self);

    /// What comes first.
    fn begin(&self, _random: &mut Random, _turns: &mut Turns) {}

    /// Whether statements of that kind can be told to be wrong.
    fn is_breakable(&self, _kind: &str) -> bool {
        true
    }
}

impl RandomHistory {
    /// The history that follows from a seed.
    pub fn new<W: World>(seed: u64, world: &mut W) -> Self {
        let mut random = Random::new(seed);
        let mut turns = Turns::new(W::Engine::vocabulary());
        world.begin(&mut random, &mut turns);
        let files = (0..=random.below(3)).map(|_| file(&mut random, world, &mut turns)).collect();
        Self { files }
    }

    /// All statements.
    pub fn statements(&self) -> impl Iterator<Item = &Written> {
        self.files.iter().flatten()
    }

    /// The statement that begins in that line of a file.
    pub fn at<E: Engine>(&self, file: usize, wanted: usize) -> Option<&Written> {
        let mut begins = 1;
        self.files[file].iter().find(|statement| {
            let (before, behind) = E::fences(&statement.text);
            let found = begins + newlines(before);
            begins = found + newlines(&statement.text) + newlines(behind);
            found == wanted
        })
    }

    /// Writes the folder of migrations.
    pub fn write<E: Engine>(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (number, file) in (1..).zip(&self.files) {
            let text: String = file.iter().map(|statement| fenced::<E>(&statement.text)).collect();
            std::fs::write(folder.join(format!("{number:03}_random.sql")), text)?;
        }
        Ok(())
    }
}

fn newlines(text: &str) -> usize {
    text.matches('\n').count()
}

/// A statement as it stands in a script.
pub fn fenced<E: Engine>(text: &str) -> String {
    let (before, behind) = E::fences(text);
    format!("{before}{text}{behind}")
}

fn file<W: World>(random: &mut Random, world: &mut W, turns: &mut Turns) -> Vec<Written> {
    let own_transactions = random.percent(55);
    let count = 25 + random.below(25);
    let mut statements = Vec::new();
    while statements.len() < count {
        let written = write(random, world, turns, own_transactions);
        world.run(&written.text);
        if random.percent(70) {
            turns.first(W::Engine::vocabulary().followers(written.kind));
        }
        statements.push(written);
    }
    world.end_file();
    statements
}

/// Writes the statement whose turn it is.
fn write<W: World>(random: &mut Random, world: &W, turns: &mut Turns, own_transactions: bool) -> Written {
    for tries in 1.. {
        let (kind, _, template): Kind = turns.next(random, own_transactions);
        let (text, missing) = world.write(random, template);
        if let Some(symbol) = missing.filter(|_| tries < TRIES) {
            if tries % 3 == 0 {
                turns.make(&symbol);
            }
            continue;
        }
        turns.done();
        let text = text.trim().to_owned();
        let wrong =
            if random.percent(BROKEN) && world.is_breakable(kind) { broken(random, &text) } else { text.clone() };
        // One that falls apart is no longer one.
        let text = if W::Engine::is_one(&wrong) { wrong } else { text };
        return Written { kind, text };
    }
    unreachable!("the tries end")
}
