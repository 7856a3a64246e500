//! A MariaDB or MySQL server that lives only as long as we do.

use super::Installation;
use crate::engine::EngineError;
use crate::engine::supervised::{Engine, Supervised};
use crate::mysql::Product;
use mysql::{Conn, Opts, OptsBuilder};
use std::path::Path;

static MARIADB: Engine = Engine { name: "MariaDB", functions: include_str!("mariadb.sh"), ..MYSQL };

static MYSQL: Engine = Engine {
    name: "MySQL",
    functions: include_str!("mysql.sh"),
    accounts: &["mysql", "nobody"],
    prefix: "rebaseline-my-",
    socket: "s.sock",
    // The server's own tables and log, and about 1 MB for each table.
    room: 600 * 1024,
};

/// No network, no files besides its own, nothing that only protects against a power cut, and nothing that depends on the machine. A version
/// that does not know one of the `loose` ones does without.
const OPTIONS: [&str; 9] = [
    "--skip-networking",
    "--skip-name-resolve",
    "--local-infile=0",
    "--skip-log-bin",
    "--loose-innodb-flush-method=nosync",
    "--loose-innodb-flush-log-at-trx-commit=0",
    "--loose-innodb-doublewrite=0",
    "--default-time-zone=+00:00",
    "--character-set-server=utf8mb4",
];
const OPTIONS_OF_MARIADB: [&str; 2] = ["--loose-sync-frm=0", "--loose-log-warnings=0"];
const OPTIONS_OF_MYSQL: [&str; 2] = ["--loose-mysqlx=OFF", "--loose-log-error-verbosity=1"];

/// A running server in a folder of its own; both are gone after the drop.
#[derive(Debug)]
pub struct ScratchServer(Supervised);

impl ScratchServer {
    /// Makes the files of a server and starts it; works as root, too.
    pub fn start(installation: &Installation) -> Result<Self, EngineError> {
        let (engine, own) = match installation.product() {
            Product::MariaDb => (&MARIADB, OPTIONS_OF_MARIADB),
            Product::MySql => (&MYSQL, OPTIONS_OF_MYSQL),
        };
        let mut programs = vec![("server", installation.server()), ("base", installation.base())];
        programs.extend(installation.installer().map(|installer| ("install_db", installer)));
        let mut supervised = Supervised::start(engine, &programs, &[&OPTIONS[..], &own].concat())?;
        let opts = opts(supervised.folder());
        supervised.await_ready(|| Conn::new(opts.clone()).is_ok())?;
        Ok(Self(supervised))
    }

    /// How to connect to it, as root, without a database.
    pub fn opts(&self) -> Opts {
        opts(self.folder())
    }

    /// The folder of its files and its socket.
    pub fn folder(&self) -> &Path {
        self.0.folder()
    }
}

fn opts(folder: &Path) -> Opts {
    OptsBuilder::new().socket(Some(folder.join("s.sock").to_string_lossy())).user(Some("root")).into()
}
