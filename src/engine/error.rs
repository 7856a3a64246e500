//! Why there is no server.

use std::path::PathBuf;

/// Why there is no server to work on, or why it stopped answering.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// None of the engine's programs on this machine; where they come from.
    #[error("{0}")]
    NotInstalled(&'static str),
    /// The variable for the folder of the programs names one without them.
    #[error("{variable} is {}, which has no {programs}", folder.display())]
    NotAnInstallation {
        /// The variable.
        variable: &'static str,
        /// What it says.
        folder: PathBuf,
        /// What should be there.
        programs: &'static str,
    },
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
    /// A PostgreSQL server cannot be reached, or stopped, or lacks what it needs (memory, disk).
    #[cfg(feature = "postgres")]
    #[error("the server: {}", super::postgres::said(.0))]
    Postgres(#[from] postgres::Error),
    /// The same for a MariaDB or MySQL server.
    #[cfg(feature = "mysql")]
    #[error("the server: {}", super::mysql::said(.0))]
    MySql(mysql::Error),
}

/// Not as its source: it would be told twice.
#[cfg(feature = "mysql")]
impl From<mysql::Error> for EngineError {
    fn from(error: mysql::Error) -> Self {
        Self::MySql(error)
    }
}

impl EngineError {
    pub(crate) fn io(action: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let action = action.into();
        move |source| Self::Io { action, source }
    }
}
