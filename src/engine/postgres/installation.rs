//! The PostgreSQL programs of this machine.

use crate::engine::EngineError;
use std::cmp::Reverse;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that names the folder of the programs.
const VARIABLE: &str = "REBASELINE_PG_BIN";

/// What to do where there are none.
const ADVICE: &str = "no PostgreSQL server programs (initdb, postgres) found.\n\
     Install them (Debian, Ubuntu: apt install postgresql; Fedora: dnf install postgresql-server; macOS: brew \
     install postgresql), or name their folder in REBASELINE_PG_BIN, or give --url of an empty database.";

/// Where packages put the programs, one `*` each for a version.
const PLACES: [&str; 6] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql*/bin",
];

/// A folder with `initdb` and `postgres`, and their version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    bin: PathBuf,
    version: String,
}

impl Installation {
    /// Looks in `REBASELINE_PG_BIN`, then on `PATH`, then where packages put the programs, newest first.
    pub fn find() -> Result<Self, EngineError> {
        if let Some(bin) = std::env::var_os(VARIABLE) {
            return Self::at(bin);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path)
            .chain(PLACES.iter().flat_map(|place| matches(place)))
            .find(|bin| is_installation(bin))
            .ok_or(EngineError::NotInstalled(ADVICE))
            .and_then(Self::at)
    }

    /// The installation whose programs are in the folder `bin`.
    pub fn at(bin: impl Into<PathBuf>) -> Result<Self, EngineError> {
        let bin = bin.into();
        if !is_installation(&bin) {
            return Err(EngineError::NotAnInstallation {
                variable: VARIABLE,
                folder: bin,
                programs: "initdb and postgres",
            });
        }
        let bin = behind_links(bin);
        let version = version_of(&bin.join("postgres"))?;
        Ok(Self { bin, version })
    }

    /// The folder of the programs.
    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// The version, as `15.14`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The major version: 15 of `15.14`.
    pub fn major_version(&self) -> u32 {
        major_version(&self.version)
    }

    /// The `pg_dump` of this installation; packages of the bare server have none.
    pub fn pg_dump(&self) -> Option<PathBuf> {
        Some(self.bin.join("pg_dump")).filter(|program| program.is_file())
    }
}

fn is_installation(bin: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|program| bin.join(program).is_file())
}

/// The folder that `postgres` really lies in: a folder on `PATH` may hold links to a few of an installation's programs only.
fn behind_links(bin: PathBuf) -> PathBuf {
    let real = bin.join("postgres").canonicalize().ok();
    real.as_deref().and_then(Path::parent).filter(|real| is_installation(real)).map(Path::to_owned).unwrap_or(bin)
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` is version `15.14`.
fn version_of(postgres: &Path) -> Result<String, EngineError> {
    let program = postgres.display().to_string();
    let output = Command::new(postgres).arg("--version").output().map_err(EngineError::io(&program))?;
    let said = String::from_utf8_lossy(&output.stdout);
    match said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        Some(version) => Ok(version.to_owned()),
        None => Err(EngineError::Program { program, message: format!("no version in {said:?}") }),
    }
}

/// The folders that match a pattern with one `*`, those with the highest number first.
fn matches(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![PathBuf::from(pattern)] };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let mut found: Vec<PathBuf> = std::fs::read_dir(parent)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with(prefix)))
        .collect();
    found.sort_by_cached_key(|path| (Reverse(number_in(path)), path.clone()));
    found.into_iter().map(|path| path.join(after.trim_start_matches('/'))).collect()
}

/// The number at the end of a path: 15 in `/usr/lib/postgresql/15`, 0 where there is none.
fn number_in(path: &Path) -> u32 {
    let name = path.to_string_lossy();
    let head = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name[head.len()..].parse().unwrap_or(0)
}

/// The number that a version begins with; 0 where it begins with none.
pub(super) fn major_version(version: &str) -> u32 {
    version.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_versions_come_first_and_ten_is_more_than_nine() {
        let root = tempfile::tempdir().expect("a folder");
        for name in ["pgsql-9", "pgsql-16", "pgsql-10", "other-99"] {
            std::fs::create_dir(root.path().join(name)).expect("a folder");
        }
        let found = matches(&format!("{}/pgsql-*/bin", root.path().display()));
        let expected = ["pgsql-16/bin", "pgsql-10/bin", "pgsql-9/bin"].map(|end| root.path().join(end));
        assert_eq!(found, expected);
    }

    #[test]
    fn links_lead_to_the_whole_installation() {
        let root = tempfile::tempdir().expect("a folder");
        let [real, links] = ["real", "links"].map(|name| root.path().canonicalize().expect("a path").join(name));
        for folder in [&real, &links] {
            std::fs::create_dir(folder).expect("a folder");
        }
        for program in ["initdb", "postgres"] {
            std::fs::write(real.join(program), "").expect("a file");
            std::os::unix::fs::symlink(real.join(program), links.join(program)).expect("a link");
        }
        assert_eq!(behind_links(links), real);
    }

    #[test]
    fn a_folder_without_the_programs_is_named_in_the_error() {
        let error = Installation::at("/nonexistent").expect_err("nothing is there");
        assert!(error.to_string().contains("/nonexistent"), "{error}");
    }
}
