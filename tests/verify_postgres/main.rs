//! Tests on a real PostgreSQL: the scratch server itself, and that the comparison sees what it claims to see.
//!
//! Where no server is installed the trials show as ignored, except in CI (`CI=true`), where that is a failure.

mod engine;

use libtest_mimic::{Arguments, Failed, Trial};
use rebaseline::engine::postgres::{Installation, Server};
use std::sync::{Arc, OnceLock};

/// A test, with the server that all tests share.
type Test = fn(&Shared) -> Result<(), Failed>;

/// The one server of this run, started by the first test that wants it.
#[derive(Clone)]
struct Shared(Arc<OnceLock<Server>>);

impl Shared {
    /// The server; a panic is the failure of the test that wanted it.
    fn server(&self) -> &Server {
        self.0.get_or_init(|| {
            let installation = Installation::find().expect("an installation");
            Server::scratch(&installation).expect("a scratch server")
        })
    }
}

fn main() {
    if std::env::var_os(engine::HOLD).is_some() {
        return engine::hold_a_server();
    }
    let arguments = Arguments::from_args();
    let missing = Installation::find().is_err() && std::env::var_os("CI").is_none();
    let shared = Shared(Arc::default());
    let trials = tests().into_iter().map(|(name, test)| {
        let shared = shared.clone();
        Trial::test(name, move || test(&shared)).with_ignored_flag(missing)
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    // `exit` runs no destructors: the server goes before it.
    drop(shared);
    conclusion.exit();
}

fn tests() -> Vec<(String, Test)> {
    engine::TESTS.iter().map(|(name, test)| (format!("engine::{name}"), *test)).collect()
}
