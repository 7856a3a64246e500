//! The MariaDB and MySQL programs of this machine.

use crate::engine::EngineError;
use crate::mysql::Product;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that names the folder of the server program.
const VARIABLE: &str = "REBASELINE_MYSQL_BIN";

/// Where packages put the server program, besides the folders of `PATH`: an ordinary user's often lacks `sbin`.
const PLACES: [&str; 8] = [
    "/usr/sbin",
    "/usr/libexec",
    "/usr/local/sbin",
    "/usr/local/libexec",
    "/opt/homebrew/opt/mariadb/bin",
    "/usr/local/opt/mariadb/bin",
    "/opt/homebrew/opt/mysql/bin",
    "/usr/local/mysql/bin",
];

/// Where MariaDB's installer lies, seen from the folder of the server.
const INSTALLER_PLACES: [&str; 3] = ["", "../bin", "../scripts"];

/// Which product a server's word on its version means.
pub(super) fn product_of(version: &str) -> Product {
    if version.contains("MariaDB") { Product::MariaDb } else { Product::MySql }
}

/// What to do where there is none.
fn advice(product: Product) -> &'static str {
    match product {
        Product::MariaDb => {
            "no MariaDB server programs (mariadbd, mariadb-install-db) found.\n\
             Install them (Debian, Ubuntu: apt install mariadb-server-core mariadb-client-core; Fedora: dnf install \
             mariadb-server; macOS: brew install mariadb), or name the folder of mariadbd in REBASELINE_MYSQL_BIN, or give --url \
             of an empty database."
        }
        Product::MySql => {
            "no MySQL server program (mysqld) found.\n\
             Install it, or name its folder in REBASELINE_MYSQL_BIN, or give --url of an empty database; or say --dialect mariadb, if \
             the history is meant for MariaDB."
        }
    }
}

/// A server program and what makes its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    server: PathBuf,
    /// MariaDB's; the server of MySQL does that itself.
    installer: Option<PathBuf>,
    version: String,
}

impl Installation {
    /// Looks for a server of this product in the folder that `REBASELINE_MYSQL_BIN` names, else in those of `PATH` and where packages put
    /// it.
    pub fn find(product: Product) -> Result<Self, EngineError> {
        if let Some(folder) = std::env::var_os(VARIABLE) {
            return Self::at(folder);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path)
            .chain(PLACES.iter().map(PathBuf::from))
            .filter_map(|folder| Self::at(folder).ok())
            .find(|installation| installation.product() == product)
            .ok_or(EngineError::NotInstalled(advice(product)))
    }

    /// The installation whose server program is in this folder.
    pub fn at(folder: impl Into<PathBuf>) -> Result<Self, EngineError> {
        let folder = folder.into();
        let missing = |folder| EngineError::NotAnInstallation {
            variable: VARIABLE,
            folder,
            programs: "mariadbd with its mariadb-install-db, and no mysqld",
        };
        let Some(server) = program(&folder, &["mariadbd", "mysqld"]) else { return Err(missing(folder)) };
        let version = version_of(&server)?;
        let installer = match product_of(&version) {
            Product::MySql => None,
            Product::MariaDb => match installer(&folder) {
                None => return Err(missing(folder)),
                found => found,
            },
        };
        Ok(Self { server, installer, version })
    }

    /// MariaDB or MySQL.
    pub fn product(&self) -> Product {
        product_of(&self.version)
    }

    /// The version as the program says it: `10.11.14-MariaDB-0+deb12u2`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The server program.
    pub fn server(&self) -> &Path {
        &self.server
    }

    /// MariaDB's program that makes the files of a server.
    pub(super) fn installer(&self) -> Option<&Path> {
        self.installer.as_deref()
    }

    /// The folder above that of the server program, below which everything else is installed.
    pub(super) fn base(&self) -> &Path {
        self.server.parent().and_then(Path::parent).unwrap_or(Path::new("/"))
    }
}

fn program(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(name)).find(|program| program.is_file())?.canonicalize().ok()
}

fn installer(folder: &Path) -> Option<PathBuf> {
    let places = INSTALLER_PLACES.iter().map(|place| folder.join(place));
    places.into_iter().find_map(|folder| program(&folder, &["mariadb-install-db", "mysql_install_db"]))
}

/// `mariadbd  Ver 10.11.14-MariaDB-0+deb12u2 for debian-linux-gnu …` is version `10.11.14-MariaDB-0+deb12u2`.
fn version_of(server: &Path) -> Result<String, EngineError> {
    let program = server.display().to_string();
    let output =
        Command::new(server).args(["--no-defaults", "--version"]).output().map_err(EngineError::io(&program))?;
    let said = String::from_utf8_lossy(&output.stdout);
    match said.split_whitespace().skip_while(|word| *word != "Ver").nth(1) {
        Some(version) => Ok(version.to_owned()),
        None => Err(EngineError::Program { program, message: format!("no version in {said:?}") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    /// A program that says so of its version.
    fn fake(folder: &Path, name: &str, version: &str) {
        let program = folder.join(name);
        fs::create_dir_all(folder).expect("a folder");
        fs::write(&program, format!("#!/bin/sh\necho '{name}  Ver {version} for Linux'\n")).expect("a file");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("runs");
    }

    #[test]
    fn mariadb_needs_its_installer_which_may_lie_beside() {
        let root = tempfile::tempdir().expect("a folder");
        let sbin = root.path().join("sbin");
        fake(&sbin, "mariadbd", "11.4.2-MariaDB");
        assert!(Installation::at(&sbin).is_err());
        fake(&root.path().join("bin"), "mariadb-install-db", "");
        let found = Installation::at(&sbin).expect("an installation");
        assert_eq!((found.product(), found.version()), (Product::MariaDb, "11.4.2-MariaDB"));
        assert_eq!(found.base(), root.path().canonicalize().expect("a path"));
    }

    #[test]
    fn mysql_makes_its_files_itself() {
        let root = tempfile::tempdir().expect("a folder");
        fake(root.path(), "mysqld", "8.4.1");
        let found = Installation::at(root.path()).expect("an installation");
        assert_eq!((found.product(), found.installer()), (Product::MySql, None));
    }

    #[test]
    fn a_folder_without_the_programs_is_named_in_the_error() {
        let error = Installation::at("/nonexistent").expect_err("nothing is there");
        assert!(error.to_string().contains("/nonexistent"), "{error}");
    }
}
