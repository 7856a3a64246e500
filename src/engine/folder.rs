//! The folder of a scratch server: where it may be, who owns it, and how one that was left behind is known.

use super::EngineError;
use super::supervised::Engine;
use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

/// Held locked by the process that owns the folder: the lock ends with the process.
const LOCK: &str = "lock";
/// The longest path of a socket, with a margin for systems that allow less than Linux.
const SOCKET_LIMIT: usize = 103;
/// A folder without a lock file is being made by another process, unless it is older than this.
const YOUNG: Duration = Duration::from_mins(10);

/// The account that the server runs under: its user and group id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// `None`: our own. The server refuses to run as root, so root lends it another one.
    pub fn of_server(engine: &Engine) -> Result<Option<Self>, EngineError> {
        if id(&["-u"]) != Some(0) {
            return Ok(None);
        }
        let account = |name| Some(Self { uid: id(&["-u", name])?, gid: id(&["-g", name])? });
        match engine.accounts.iter().find_map(|name| account(name)) {
            Some(account) => Ok(Some(account)),
            None => Err(EngineError::Unusable(format!(
                "{} does not run as root, and there is no user {} to run it",
                engine.name,
                engine.accounts.join(" or ")
            ))),
        }
    }

    /// Lets `command` run under this account.
    pub fn runs(account: Option<Self>, command: &mut Command) -> &mut Command {
        match account {
            Some(account) => command.uid(account.uid).gid(account.gid),
            None => command,
        }
    }
}

/// What `id` says; the system calls for it are not safe Rust.
fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// A folder of ours, locked as long as this lives.
#[derive(Debug)]
pub(super) struct Folder {
    dir: TempDir,
    _lock: File,
}

impl Folder {
    /// A new folder, on a RAM disk where there is one with room, that `account` can use.
    pub fn create(engine: &Engine, account: Option<Account>) -> Result<Self, EngineError> {
        let mut problems = Vec::new();
        for parent in parents(engine.room) {
            remove_stale(engine, &parent);
            match Self::create_in(&parent, engine, account) {
                Ok(folder) => return Ok(folder),
                Err(problem) => problems.push(format!("{}: {problem}", parent.display())),
            }
        }
        Err(EngineError::NoFolder(problems.join("; ")))
    }

    fn create_in(parent: &Path, engine: &Engine, account: Option<Account>) -> Result<Self, String> {
        let dir =
            tempfile::Builder::new().prefix(engine.prefix).tempdir_in(parent).map_err(|error| error.to_string())?;
        let socket = dir.path().join(engine.socket);
        if socket.as_os_str().len() > SOCKET_LIMIT {
            return Err(format!("its path is too long for a socket ({SOCKET_LIMIT} bytes)"));
        }
        let lock = File::create(dir.path().join(LOCK)).map_err(|error| error.to_string())?;
        lock.try_lock().map_err(|error| error.to_string())?;
        if let Some(Account { uid, gid }) = account {
            chown(dir.path(), Some(uid), Some(gid)).map_err(|error| error.to_string())?;
        }
        let mut test = Command::new("test");
        let reachable = Account::runs(account, test.arg("-w").arg(dir.path())).status();
        match reachable {
            Ok(status) if status.success() => Ok(Self { dir, _lock: lock }),
            _ => Err("the server's user cannot write there".into()),
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }
}

/// Where a server may live, the best place first: the user's word, a RAM disk, the usual place.
fn parents(room: u64) -> Vec<PathBuf> {
    let shared_memory = PathBuf::from("/dev/shm");
    let mut parents: Vec<PathBuf> =
        std::env::var_os("TMPDIR").and_then(|dir| std::path::absolute(dir).ok()).into_iter().collect();
    if is_ram_disk(&shared_memory) && free_kilobytes(&shared_memory) >= room {
        parents.push(shared_memory);
    }
    parents.push("/tmp".into());
    parents
}

fn is_ram_disk(folder: &Path) -> bool {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    mounts.lines().filter_map(|line| line.split_once(' ')).any(|(_, rest)| {
        let mut words = rest.split(' ');
        words.next() == folder.to_str() && words.next() == Some("tmpfs")
    })
}

/// The fourth column of the second line of `df -Pk`; 0 where that cannot be told.
fn free_kilobytes(folder: &Path) -> u64 {
    let output = Command::new("df").arg("-Pk").arg(folder).output().map(|output| output.stdout).unwrap_or_default();
    let text = String::from_utf8_lossy(&output);
    text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3)?.parse().ok()).unwrap_or(0)
}

/// Removes what a crash of the whole machine left behind. A server can only still run in there if its supervisor was killed, too;
/// PostgreSQL then ends by itself within a minute.
fn remove_stale(engine: &Engine, parent: &Path) {
    let ours = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(engine.prefix));
    let entries = fs::read_dir(parent).into_iter().flatten();
    for folder in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(ours) {
        if is_stale(&folder) {
            // Somebody else may be removing it at the same time, or own it: then it is not ours to remove.
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

fn is_stale(folder: &Path) -> bool {
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let age = fs::metadata(folder).and_then(|folder| folder.modified()).map(|time| time.elapsed());
            matches!(age, Ok(Ok(age)) if age > YOUNG)
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGINE: Engine = Engine {
        name: "an engine",
        functions: "",
        accounts: &[],
        prefix: "rebaseline-test-",
        socket: "socket",
        room: 0,
    };

    #[test]
    fn a_folder_is_stale_only_once_its_owner_is_gone() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = Folder::create_in(parent.path(), &ENGINE, None).expect("a folder");
        remove_stale(&ENGINE, parent.path());
        assert!(folder.path().exists());

        let Folder { dir, _lock: lock } = folder;
        let left_behind = dir.keep();
        // To close it is not enough: a process that another test is about to start may have a copy of it until it runs its program.
        lock.unlock().expect("it was locked");
        remove_stale(&ENGINE, parent.path());
        assert!(!left_behind.exists());
    }

    #[test]
    fn a_path_too_long_for_a_socket_is_refused() {
        let parent = tempfile::tempdir().expect("a folder");
        let deep = parent.path().join("x".repeat(SOCKET_LIMIT));
        fs::create_dir(&deep).expect("a folder");
        let problem = Folder::create_in(&deep, &ENGINE, None).expect_err("too long");
        assert!(problem.contains("too long"), "{problem}");
    }

    #[test]
    fn shared_memory_is_a_ram_disk_and_the_root_is_not() {
        assert!(!is_ram_disk(Path::new("/nonexistent")));
        assert!(free_kilobytes(Path::new("/")) > 0);
    }
}
