//! A server that lives only as long as we do.
//!
//! A small shell script makes the server's files, runs it and removes both: `supervise.sh`, behind the two functions that an engine puts
//! before it. It ends when our end of its standard input closes, so there is one way out for every end: a drop, Ctrl-C, a panic, a
//! `kill -9`.

use super::EngineError;
use super::folder::{Account, Folder};
use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a server may take to answer: a slow disk takes a few seconds.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often we look.
const GLANCE: Duration = Duration::from_millis(5);

/// What an engine is to us before it runs.
#[derive(Debug)]
pub(super) struct Engine {
    /// Its name.
    pub name: &'static str,
    /// Shell: the signal `stop` and the functions `prepare`, which makes its files, and `serve`, which becomes the server. Both know
    /// `$folder` and the programs, and have the options as their arguments.
    pub functions: &'static str,
    /// The accounts that it runs under where we are root, the best one first; the server refuses to run as root.
    pub accounts: &'static [&'static str],
    /// How the names of its folders begin.
    pub prefix: &'static str,
    /// Its socket in the folder.
    pub socket: &'static str,
    /// What an empty server takes, in kilobytes, with room to work.
    pub room: u64,
}

/// A running server in a folder of its own; both are gone after the drop.
#[derive(Debug)]
pub(super) struct Supervised {
    engine: &'static Engine,
    supervisor: Child,
    /// Closing it tells the supervisor to end. `None` only during the drop.
    lifeline: Option<ChildStdin>,
    folder: Folder,
    /// What the programs said; a file without a name.
    log: File,
}

impl Supervised {
    /// Makes the files of a server and starts it, with programs by the names that its functions have for them; works as root, too.
    pub fn start(engine: &'static Engine, programs: &[(&str, &Path)], options: &[&str]) -> Result<Self, EngineError> {
        let account = Account::of_server(engine)?;
        let folder = Folder::create(engine, account)?;
        let log = tempfile::tempfile().map_err(EngineError::io("making a log"))?;
        let script = format!("{}{}", engine.functions, include_str!("supervise.sh"));
        let mut command = Command::new("/bin/sh");
        command.args(["-c", &script, "rebaseline-supervisor"]).arg(folder.path()).args(options);
        command.envs(programs.iter().copied());
        // A group of its own: Ctrl-C in a terminal goes to us, and reaches the server through the lifeline.
        command.process_group(0).current_dir(folder.path()).env("LC_ALL", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        command.stderr(log.try_clone().map_err(EngineError::io("making a log"))?);
        let mut supervisor =
            Account::runs(account, &mut command).spawn().map_err(EngineError::io("starting /bin/sh"))?;
        let lifeline = supervisor.stdin.take();
        Ok(Self { engine, supervisor, lifeline, folder, log })
    }

    /// Waits until `answers` says so.
    pub fn await_ready(&mut self, answers: impl Fn() -> bool) -> Result<(), EngineError> {
        let since = Instant::now();
        let socket = self.folder.path().join(self.engine.socket);
        while since.elapsed() < PATIENCE {
            if socket.exists() && answers() {
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
        EngineError::Program { program: self.engine.name.into(), message: format!("{what}: {}", said.trim()) }
    }

    /// The folder of its files and its socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        // Nothing is left to tell anyone if this fails; the folder removes itself afterwards in any case.
        let _ = self.supervisor.wait();
    }
}
