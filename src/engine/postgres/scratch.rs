//! A PostgreSQL server that lives only as long as we do.
//!
//! A small shell script, [`SUPERVISOR`], makes the cluster, runs the server and removes both. It ends when our end of
//! its standard input closes, so there is one way out for every end: a drop, Ctrl-C, a panic, a `kill -9`.

use super::folder::{Account, Folder};
use super::{EngineError, Installation};
use postgres::{Config, NoTls};
use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const SUPERVISOR: &str = include_str!("supervise.sh");
/// How long a server may take to answer: a slow disk takes a few seconds.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often we look.
const GLANCE: Duration = Duration::from_millis(5);

/// glibc, musl and the BSDs know `C.UTF-8`; macOS does not.
const LOCALE: &str = if cfg!(target_os = "macos") { "C" } else { "C.UTF-8" };

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
pub struct ScratchServer {
    supervisor: Child,
    /// Closing it tells the supervisor to end. `None` only during the drop.
    lifeline: Option<ChildStdin>,
    folder: Folder,
    /// What the programs said; a file without a name.
    log: File,
}

impl ScratchServer {
    /// Makes a cluster and starts its server; works as root, too.
    pub fn start(installation: &Installation) -> Result<Self, EngineError> {
        let account = Account::of_server()?;
        let folder = Folder::create(account)?;
        let log = tempfile::tempfile().map_err(EngineError::io("making a log"))?;
        let mut command = Command::new("/bin/sh");
        command.args(["-c", SUPERVISOR, "rebaseline-supervisor"]);
        command.arg(installation.bin()).arg(folder.path()).arg(LOCALE);
        command.args(OPTIONS.iter().flat_map(|option| ["-c", option]));
        // A group of its own: Ctrl-C in a terminal goes to us, and reaches the server through the lifeline.
        command.process_group(0).current_dir(folder.path()).env("LC_ALL", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        command.stderr(log.try_clone().map_err(EngineError::io("making a log"))?);
        let mut supervisor =
            Account::runs(account, &mut command).spawn().map_err(EngineError::io("starting /bin/sh"))?;
        let lifeline = supervisor.stdin.take();
        let mut server = Self { supervisor, lifeline, folder, log };
        server.await_ready()?;
        Ok(server)
    }

    fn await_ready(&mut self) -> Result<(), EngineError> {
        let since = Instant::now();
        let socket = self.folder.path().join(".s.PGSQL.5432");
        while since.elapsed() < PATIENCE {
            if socket.exists() && self.config().connect(NoTls).is_ok() {
                return Ok(());
            }
            if let Ok(Some(_)) = self.supervisor.try_wait() {
                return Err(self.failure("ended before it was ready"));
            }
            sleep(GLANCE);
        }
        Err(self.failure("does not answer"))
    }

    fn failure(&mut self, what: &str) -> EngineError {
        let mut said = String::new();
        let read = self.log.rewind().and_then(|()| self.log.read_to_string(&mut said));
        if read.is_err() || said.trim().is_empty() {
            said = "no message; is the disk full?".into();
        }
        EngineError::Program { program: "PostgreSQL".into(), message: format!("{what}: {}", said.trim()) }
    }

    /// How to connect to it, as superuser, to the database `postgres`.
    pub fn config(&self) -> Config {
        let mut config = Config::new();
        config.host_path(self.folder.path()).user("postgres").dbname("postgres");
        config
    }

    /// The folder of its cluster and its socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for ScratchServer {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        // Nothing is left to tell anyone if this fails; the folder removes itself afterwards in any case.
        let _ = self.supervisor.wait();
    }
}
