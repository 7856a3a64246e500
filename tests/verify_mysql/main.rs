//! Tests on a real MariaDB: the scratch server itself, and that the comparison sees what it claims to see.
//!
//! Where no server is installed the trials show as ignored, except in CI, where that is a failure.

mod catalog;
mod engine;
#[path = "../support/process.rs"]
mod process;
mod run;
mod syntax;

use libtest_mimic::{Arguments, Failed, Trial};
use rebaseline::engine::mysql::{Definition, Installation, Server};
use rebaseline::mysql::Product;
use std::sync::{Arc, OnceLock};

/// A test, with the server that all tests share.
type Test = fn(&Shared) -> Result<(), Failed>;

/// The database of a test.
fn app() -> Definition {
    Definition { name: "app".into(), character_set: "utf8mb4".into(), collation: "utf8mb4_general_ci".into() }
}

/// The one server of this run, started by the first test that wants it.
#[derive(Clone)]
struct Shared(Arc<OnceLock<Server>>);

impl Shared {
    /// The server; a panic is the failure of the test that wanted it.
    fn server(&self) -> &Server {
        self.0.get_or_init(|| {
            let installation = Installation::find(Product::MariaDb).expect("an installation");
            Server::scratch(&installation).expect("a scratch server")
        })
    }
}

fn main() {
    if std::env::var_os(process::HOLD).is_some() {
        return engine::hold_a_server();
    }
    let arguments = Arguments::from_args();
    let missing = Installation::find(Product::MariaDb).is_err() && !required();
    let shared = Shared(Arc::default());
    let mut trials = catalog::trials(&shared);
    for (module, tests) in [("engine", engine::TESTS), ("run", run::TESTS), ("syntax", syntax::TESTS)] {
        for (name, test) in tests {
            let shared = shared.clone();
            trials.push(Trial::test(format!("{module}::{name}"), move || test(&shared)));
        }
    }
    let trials = trials.into_iter().map(|trial| trial.with_ignored_flag(missing)).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    // `exit` runs no destructors: the server goes before it.
    drop(shared);
    conclusion.exit();
}

/// Whether a server must be there: a test that cannot run is a failure then.
fn required() -> bool {
    ["CI", "REBASELINE_REQUIRE_ENGINES"].iter().any(|variable| std::env::var_os(variable).is_some())
}
