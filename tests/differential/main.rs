//! Random histories in the model of an engine and on the engine itself: every outcome, the catalog and the rows at the end.
//!
//! Each history follows from a seed. `cargo test --test differential` runs a few fixed ones of each engine; a run of any length with a fresh seed
//! is on demand (`… on_demand postgres`, `mariadb`, `sqlite`), see CONTRIBUTING.md:
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
mod mariadb;
mod postgres;
mod quota;
mod random;
mod run;
mod shrink;
mod sqlite;
mod statistics;
mod trial;
mod turns;
mod vocabulary;

use libtest_mimic::{Arguments, Trial as Test};
use mariadb::MariaDb;
use postgres::Postgres;
use run::{Bounds, Engine};
use sqlite::Sqlite;
use std::time::Duration;

fn main() {
    let mut arguments = Arguments::from_args();
    // One server, and nothing else that slows it down.
    arguments.test_threads.get_or_insert(1);
    let mut tests: Vec<Test> = Vec::new();
    tests.extend(tests_of::<Postgres>());
    tests.extend(tests_of::<MariaDb>());
    tests.extend(tests_of::<Sqlite>());
    libtest_mimic::run(&arguments, tests).exit();
}

fn tests_of<E: Engine + 'static>() -> [Test; 2] {
    let absent = !E::is_installed() && std::env::var_os("REBASELINE_REQUIRE_ENGINES").is_none();
    let name = |test: &str| format!("{}::{test}", E::NAME);
    let shrinks = number("REBASELINE_RANDOM_SHRINKS").map_or(10, fits);
    let histories = match number("REBASELINE_RANDOM_STATEMENTS") {
        Some(statements) => {
            let seed = number("REBASELINE_RANDOM_SEED").unwrap_or_else(fresh_seed);
            let seconds = number("REBASELINE_RANDOM_SECONDS").unwrap_or(u64::MAX);
            let bounds = Bounds { statements: fits(statements), time: Duration::from_secs(seconds), shrinks };
            Test::test(name("on_demand"), move || run::run::<E>(seed, &bounds))
        }
        None => Test::test(name("fixed_seeds"), move || run::run_fixed::<E>(shrinks)),
    };
    let vocabulary = || {
        run::check_vocabulary::<E>();
        Ok(())
    };
    [histories.with_ignored_flag(absent), Test::test(name("vocabulary"), vocabulary)]
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

fn fits(number: u64) -> usize {
    usize::try_from(number).expect("fits")
}

fn fresh_seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    u64::from(now.subsec_nanos()) ^ now.as_secs().rotate_left(20)
}
