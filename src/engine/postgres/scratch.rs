//! A PostgreSQL server that lives only as long as we do.

use super::Installation;
use crate::engine::EngineError;
use crate::engine::supervised::{Engine, Supervised};
use postgres::{Config, NoTls};
use std::path::Path;

static POSTGRES: Engine = Engine {
    name: "PostgreSQL",
    functions: include_str!("functions.sh"),
    accounts: &["postgres", "nobody"],
    prefix: "rebaseline-pg-",
    socket: ".s.PGSQL.5432",
    // The cluster and its log of changes.
    room: 300 * 1024,
};

/// No network, nothing that only protects against a power cut, and nothing that depends on the machine.
const OPTIONS: [&str; 12] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "port=5432",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
    "max_connections=50",
    "timezone=UTC",
    "lc_messages=C",
    // Only what keeps the server from starting: the messages about statements come over the connection.
    "log_min_messages=fatal",
];

/// A running server in a folder of its own; both are gone after the drop.
#[derive(Debug)]
pub struct ScratchServer(Supervised);

impl ScratchServer {
    /// Makes a cluster and starts its server; works as root, too.
    pub fn start(installation: &Installation) -> Result<Self, EngineError> {
        let options: Vec<&str> = OPTIONS.iter().flat_map(|option| ["-c", option]).collect();
        let [initdb, postgres] = ["initdb", "postgres"].map(|program| installation.bin().join(program));
        let programs = [("initdb", initdb.as_path()), ("postgres", &postgres)];
        let mut supervised = Supervised::start(&POSTGRES, &programs, &options)?;
        let config = config(supervised.folder());
        supervised.await_ready(|| config.connect(NoTls).is_ok())?;
        Ok(Self(supervised))
    }

    /// How to connect to it, as superuser, to the database `postgres`.
    pub fn config(&self) -> Config {
        config(self.folder())
    }

    /// The folder of its cluster and its socket.
    pub fn folder(&self) -> &Path {
        self.0.folder()
    }
}

fn config(folder: &Path) -> Config {
    let mut config = Config::new();
    config.host_path(folder).user("postgres").dbname("postgres");
    config
}
