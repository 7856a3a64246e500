//! Random histories in the replay and on a real PostgreSQL: every outcome, the catalog and the rows at the end.
//!
//! Each history follows from a seed. `cargo test --test differential` runs a few fixed ones; a run of any length with a fresh seed is on
//! demand, see CONTRIBUTING.md:
//!
//! - `REBASELINE_RANDOM_STATEMENTS`: how many statements at least; switches the run on demand on.
//! - `REBASELINE_RANDOM_SEED`: the seed of its first history, fresh if not given; the next history has the next seed.
//! - `REBASELINE_RANDOM_SECONDS`: the longest time.
//! - `REBASELINE_RANDOM_SHRINKS`: how many differences are shrunk; ten if not given.
//!
//! What differs is shrunk to a case folder below `target/differential`.

mod broken;
mod grammar;
mod history;
mod kinds;
mod names;
mod objects;
mod quota;
mod random;
mod rows;
mod shrink;
mod statistics;
mod trial;
mod turns;
mod values;

use grammar::Writer;
use history::RandomHistory;
use libtest_mimic::{Arguments, Failed, Trial as Test};
use random::Random;
use rebaseline::engine::postgres::{Installation, Server};
use rebaseline::environment::{Environment, Version};
use rebaseline::postgres::replay::Session;
use statistics::Statistics;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What every run of the tests checks: histories of which every statement is as predicted. Whoever mends a fault that a run on demand
/// found adds a case folder; these are here so that what works stays so.
const FIXED: &[u64] = &[
    40_000, 40_001, 40_007, 40_008, 40_011, 40_013, 40_018, 40_020, 40_021, 40_023, 40_027, 40_031, 40_036, 40_039,
    40_040, 40_047, 40_050,
];

fn main() {
    let mut arguments = Arguments::from_args();
    // One server, and nothing else that slows it down.
    arguments.test_threads.get_or_insert(1);
    let absent = Installation::find().is_err() && std::env::var_os("REBASELINE_REQUIRE_ENGINES").is_none();
    let mut tests: Vec<Test> = Vec::new();
    if let Some(statements) = number("REBASELINE_RANDOM_STATEMENTS") {
        let seed = number("REBASELINE_RANDOM_SEED").unwrap_or_else(fresh_seed);
        let seconds = number("REBASELINE_RANDOM_SECONDS").unwrap_or(u64::MAX);
        let bounds =
            Bounds { statements: usize::try_from(statements).expect("fits"), time: Duration::from_secs(seconds) };
        tests.push(Test::test("on_demand", move || run(seed, &bounds)));
    } else {
        tests.push(Test::test("fixed_seeds", run_fixed));
    }
    let mut tests: Vec<Test> = tests.into_iter().map(|test| test.with_ignored_flag(absent)).collect();
    let vocabulary = || {
        check_vocabulary();
        Ok(())
    };
    tests.push(Test::test("vocabulary", vocabulary));
    libtest_mimic::run(&arguments, tests).exit();
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

fn fresh_seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    u64::from(now.subsec_nanos()) ^ now.as_secs().rotate_left(20)
}

/// What ends a run.
struct Bounds {
    statements: usize,
    time: Duration,
}

struct Runner {
    server: Server,
    environment: Environment,
    scratch: tempfile::TempDir,
    /// How often each difference was seen, and where the first is written.
    differences: BTreeMap<String, (usize, PathBuf)>,
    statistics: Statistics,
    /// How many differences are worth the time to shrink them.
    shrinks: usize,
}

/// Every template can be written down, and every maker is a kind.
fn check_vocabulary() {
    let session = Session::new(Environment::default());
    let mut random = Random::new(0);
    for kind in kinds::all() {
        for _ in 0..100 {
            let mut writer = Writer::new(&mut random, &session);
            writer.expand(kind.2);
            let _maker = writer.missing.and_then(|symbol| kinds::maker(&symbol));
        }
        for follower in kinds::followers(kind.0) {
            assert!(!kinds::named(follower).2.is_empty());
        }
    }
}

fn run_fixed() -> Result<(), Failed> {
    let mut runner = Runner::start()?;
    for seed in FIXED {
        runner.history(*seed);
    }
    println!("{}", runner.statistics);
    runner.conclude()
}

fn run(seed: u64, bounds: &Bounds) -> Result<(), Failed> {
    println!("seed {seed}");
    let mut runner = Runner::start()?;
    let start = Instant::now();
    for number in 0.. {
        if runner.statistics.compared() >= bounds.statements || start.elapsed() >= bounds.time {
            break;
        }
        runner.history(seed.wrapping_add(number));
    }
    println!("{}seconds: {}", runner.statistics, start.elapsed().as_secs());
    runner.conclude()
}

impl Runner {
    fn start() -> Result<Self, Failed> {
        let installation = Installation::find()?;
        let server = Server::scratch(&installation)?;
        // A query without an end is none of our concern.
        server.execute("ALTER SYSTEM SET statement_timeout = '5s'")?;
        server.execute("SELECT pg_reload_conf()")?;
        Ok(Self {
            server,
            environment: Environment {
                engine_version: Some(Version::major(installation.major_version())),
                ..Environment::default()
            },
            scratch: tempfile::tempdir()?,
            differences: BTreeMap::new(),
            statistics: Statistics::default(),
            shrinks: number("REBASELINE_RANDOM_SHRINKS").map_or(10, |shrinks| usize::try_from(shrinks).expect("fits")),
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
        let history = RandomHistory::new(seed, &self.environment);
        let trial = trial::run(&self.server, &self.environment, history.clone(), self.scratch.path());
        self.statistics.add(&trial);
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
            smallest = shrink::shrink(smallest, |candidate| {
                let trial = trial::run(&self.server, &self.environment, candidate.clone(), self.scratch.path());
                trial.differences.iter().any(|found| found.signature == signature)
            });
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/differential");
        let case = root.join(format!("seed_{seed}_{}", self.differences.len()));
        let _ = std::fs::remove_dir_all(&case);
        smallest.write(&case.join("migrations")).expect("a folder to write to");
        std::fs::write(case.join("rebaseline.yaml"), "on_failure: ignore\n").expect("a file to write to");
        if self.differences.len() < self.shrinks {
            println!("  shrunk: {}", case.display());
            smallest.statements().for_each(|statement| println!("    {};", statement.text));
        }
        case
    }
}
