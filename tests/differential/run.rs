//! Runs random histories of an engine, and reports what differs.

use crate::history::{RandomHistory, World};
use crate::random::Random;
use crate::shrink;
use crate::statistics::Statistics;
use crate::trial::Trial;
use crate::vocabulary::Vocabulary;
use libtest_mimic::Failed;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// An engine, and how its histories are written, read and held against it.
pub trait Engine: Sized {
    /// Its name in the names of tests and folders.
    const NAME: &'static str;

    /// The seeds that every run of the tests checks: histories of which every statement is as predicted. Whoever mends a fault that a run on
    /// demand found adds a case folder; these are here so that what works stays so.
    const FIXED: &'static [u64];

    /// What `rebaseline.yaml` says in the case folders that are written.
    const SETTINGS: &'static str;

    /// Whether this machine has it.
    fn is_installed() -> bool;

    /// Starts it.
    fn start() -> Result<Self, Failed>;

    /// The kinds of statement.
    fn vocabulary() -> &'static Vocabulary;

    /// The codes of the failures that the model predicts.
    fn codes() -> BTreeSet<String>;

    /// What stands before and behind a statement in a script.
    fn fences(text: &str) -> (&'static str, &'static str);

    /// Whether a text is one statement.
    fn is_one(text: &str) -> bool;

    /// A message without the names and types in it.
    fn nameless(message: &str) -> String;

    /// The history that follows from a seed.
    fn history(&self, seed: u64) -> RandomHistory;

    /// Holds a history against the engine; the folder is for its files.
    fn trial(&self, history: RandomHistory, folder: &Path) -> Trial;

    /// A world in which there is nothing.
    fn empty_world() -> impl World;
}

/// What ends a run.
pub struct Bounds {
    pub statements: usize,
    pub time: Duration,
    /// How many differences are worth the time to shrink them.
    pub shrinks: usize,
}

/// Runs the fixed seeds.
pub fn run_fixed<E: Engine>(shrinks: usize) -> Result<(), Failed> {
    let mut runner = Runner::<E>::start(shrinks)?;
    for seed in E::FIXED {
        runner.history(*seed);
    }
    println!("{}", runner.statistics);
    runner.conclude()
}

/// Runs one seed after the other until a bound is reached.
pub fn run<E: Engine>(seed: u64, bounds: &Bounds) -> Result<(), Failed> {
    println!("seed {seed}");
    let mut runner = Runner::<E>::start(bounds.shrinks)?;
    let start = Instant::now();
    for number in 0.. {
        if runner.statistics.compared() >= bounds.statements || start.elapsed() >= bounds.time {
            break;
        }
        runner.history(seed.wrapping_add(number));
    }
    println!("{}seconds: {}", runner.statistics, start.elapsed().as_secs());
    println!("all as predicted: {} histories, of the seeds {:?}", runner.right.len(), first(&runner.right));
    runner.conclude()
}

/// The first of many: candidates for [`Engine::FIXED`].
fn first(seeds: &[u64]) -> &[u64] {
    &seeds[..seeds.len().min(60)]
}

/// Every template can be written down, and every maker and follower is a kind.
pub fn check_vocabulary<E: Engine>() {
    let world = E::empty_world();
    let mut random = Random::new(0);
    for (_, _, template) in &E::vocabulary().kinds {
        for _ in 0..100 {
            let (text, _missing) = world.write(&mut random, template);
            assert!(!text.trim().is_empty(), "{template}");
        }
    }
    E::vocabulary().check();
}

struct Runner<E> {
    engine: E,
    scratch: tempfile::TempDir,
    /// How often each difference was seen, and where the first is written.
    differences: BTreeMap<String, (usize, PathBuf)>,
    statistics: Statistics,
    /// The seeds of the histories of which all is as predicted.
    right: Vec<u64>,
    shrinks: usize,
}

impl<E: Engine> Runner<E> {
    fn start(shrinks: usize) -> Result<Self, Failed> {
        Ok(Self {
            engine: E::start()?,
            scratch: tempfile::tempdir()?,
            differences: BTreeMap::new(),
            statistics: Statistics::new(E::vocabulary(), E::codes()),
            right: Vec::new(),
            shrinks,
        })
    }

    fn conclude(&self) -> Result<(), Failed> {
        if self.differences.is_empty() {
            return Ok(());
        }
        let line = |(difference, (times, case)): (&String, &(usize, PathBuf))| {
            format!("{times} × {difference}\n      {}", case.display())
        };
        let found: Vec<String> = self.differences.iter().map(line).collect();
        Err(format!("{} differences:\n{}", found.len(), found.join("\n")).into())
    }

    fn history(&mut self, seed: u64) {
        let history = self.engine.history(seed);
        let trial = self.engine.trial(history.clone(), self.scratch.path());
        self.statistics.add(&trial);
        if trial.differences.is_empty() {
            self.right.push(seed);
        }
        for difference in trial.differences {
            if let Some((times, _)) = self.differences.get_mut(&difference.signature) {
                *times += 1;
                continue;
            }
            println!("seed {seed}: {}\n  {}", difference.signature, difference.text);
            let case = self.report(seed, &history, &difference.signature);
            self.differences.insert(difference.signature, (1, case));
        }
    }

    /// Writes the smallest history with that difference as a case folder.
    fn report(&self, seed: u64, history: &RandomHistory, signature: &str) -> PathBuf {
        let mut smallest = history.clone();
        if self.differences.len() < self.shrinks {
            smallest = shrink::shrink::<E>(smallest, |candidate| {
                let trial = self.engine.trial(candidate.clone(), self.scratch.path());
                trial.differences.iter().any(|found| found.signature == signature)
            });
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/differential").join(E::NAME);
        let case = root.join(format!("seed_{seed}_{}", self.differences.len()));
        let _ = std::fs::remove_dir_all(&case);
        smallest.write::<E>(&case.join("migrations")).expect("a folder to write to");
        std::fs::write(case.join("rebaseline.yaml"), E::SETTINGS).expect("a file to write to");
        if self.differences.len() < self.shrinks {
            println!("  shrunk: {}", case.display());
            smallest.statements().for_each(|statement| println!("    {};", statement.text));
        }
        case
    }
}
