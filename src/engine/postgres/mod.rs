//! PostgreSQL: an [`Installation`] on this machine, a [`Server`] to work on, its [`Database`]s.

mod existing;
mod folder;
mod installation;
mod refusal;
mod scratch;
mod server;

pub use installation::Installation;
pub use refusal::ServerRefusal;
pub use scratch::ScratchServer;
pub use server::{Database, Server};

use std::path::PathBuf;

/// Why there is no server to work on, or why it stopped answering.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// No PostgreSQL programs on this machine.
    #[error(
        "no PostgreSQL server programs (initdb, postgres) found.\n\
         Install them (Debian, Ubuntu: apt install postgresql; Fedora: dnf install postgresql-server; macOS: brew \
         install postgresql), or name their folder in REBASELINE_PG_BIN, or give --url of an empty database."
    )]
    NotInstalled,
    /// `REBASELINE_PG_BIN` names a folder without them.
    #[error("REBASELINE_PG_BIN is {0}, which has no initdb and postgres")]
    NotAnInstallation(PathBuf),
    /// A program did not do its work; what it said.
    #[error("{program}: {message}")]
    Program {
        /// The program.
        program: String,
        /// What it said.
        message: String,
    },
    /// No folder in which a server could live; what is wrong with each that was tried.
    #[error("no folder for a scratch server: {0}")]
    NoFolder(String),
    /// A file or a process could not be handled.
    #[error("{action}: {source}")]
    Io {
        /// What was being done.
        action: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database to work on is in use already, or may not be used so.
    #[error("{0}")]
    Unusable(String),
    /// The server cannot be reached, or stopped, or lacks what it needs (memory, disk).
    #[error("the server: {}", said(.0))]
    Server(#[from] ::postgres::Error),
}

impl EngineError {
    pub(crate) fn io(action: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let action = action.into();
        move |source| Self::Io { action, source }
    }
}

/// The server's own words where it answered; the driver hides them behind "db error".
fn said(error: &::postgres::Error) -> String {
    match error.as_db_error() {
        Some(said) => format!("{}: {}", said.code().code(), said.message()),
        None => std::error::Error::source(error).map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}")),
    }
}
