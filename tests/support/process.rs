//! A child process of a test that holds a scratch server, and what is left when it ends.

use libtest_mimic::Failed;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Set for a child process that only starts a server and waits to be killed.
pub const HOLD: &str = "REBASELINE_TEST_HOLD";

/// The child's part: says where its server lives, and waits; with `panic` as the value it panics instead.
pub fn hold(folder: &Path) {
    println!("{}", folder.display());
    assert_ne!(std::env::var(HOLD).as_deref(), Ok("panic"), "as asked");
    std::thread::sleep(Duration::from_mins(1));
}

/// Starts this program as a child that holds a server; the child, and the server's folder.
pub fn holder(what: &str) -> Result<(Child, PathBuf), Failed> {
    let mut child =
        Command::new(std::env::current_exe()?).env(HOLD, what).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut folder = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut folder)?;
    Ok((child, PathBuf::from(folder.trim())))
}

/// Waits until nothing is left of a server.
pub fn assert_vanishes(folder: &Path, server: u32) {
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(5) {
        if !folder.exists() && !runs(server) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{} or process {server} is left", folder.display());
}

/// Whether a process runs.
pub fn runs(process: u32) -> bool {
    Command::new("ps").args(["-p", &process.to_string()]).stdout(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Root's server runs under another account, which has to get in.
pub fn open_to_all(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777))
}
