//! Why a history cannot be read, and the way out.

use crate::source::DecodeError;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a history cannot be read. The message names the path and the cause, [`ReadError::help`] the way out.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such folder or file.
    Missing {
        /// The path.
        path: PathBuf,
        /// Something beside it that may have been meant.
        similar: Option<PathBuf>,
    },
    /// A folder or file that cannot be opened or read.
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A migration that is no text.
    NotText {
        /// The path.
        path: PathBuf,
        /// Why.
        cause: DecodeError,
    },
    /// A folder without a migration.
    NoMigrations {
        /// The folder.
        path: PathBuf,
        /// What is there, with the reason why it is no migration.
        found: Vec<String>,
        /// A folder below it that has SQL files.
        deeper: Option<PathBuf>,
    },
    /// The given order names a file that is not there.
    NotThere {
        /// The name given.
        file: String,
        /// A file of a similar name.
        similar: Option<String>,
    },
    /// The given order names a file twice.
    Repeated {
        /// The name given.
        file: String,
    },
    /// No migration has the version at which to stop.
    UnknownVersion {
        /// The version given.
        version: String,
        /// A similar one.
        similar: Option<String>,
        /// The last version there is.
        last: String,
    },
}

impl ReadError {
    /// The way out, where there is one to name.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Missing { similar: Some(similar), .. } => Some(format!("did you mean `{}`?", similar.display())),
            Self::Missing { .. } => Some("give the folder that holds the migrations, or one SQL file".into()),
            Self::Unreadable { .. } => Some("check the permissions of the path".into()),
            Self::NotText { .. } => {
                Some("leave the file out with `exclude:` in rebaseline.yaml if it is no SQL".into())
            }
            Self::NoMigrations { deeper: Some(deeper), .. } => Some(format!("did you mean `{}`?", deeper.display())),
            Self::NoMigrations { .. } => {
                Some("give the folder that holds the SQL files, or the tool with `--tool`".into())
            }
            Self::NotThere { similar, .. } | Self::UnknownVersion { similar: similar @ Some(_), .. } => {
                similar.as_ref().map(|similar| format!("did you mean `{similar}`?"))
            }
            Self::Repeated { .. } => Some("list each file once".into()),
            Self::UnknownVersion { last, .. } => Some(format!("the last one is `{last}`")),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path, .. } => write!(f, "`{}` does not exist", path.display()),
            Self::Unreadable { path, cause } => write!(f, "`{}` cannot be read: {cause}", path.display()),
            Self::NotText { path, cause } => write!(f, "`{}` cannot be read as SQL: {cause}", path.display()),
            Self::NoMigrations { path, found, .. } => {
                write!(f, "no migrations in `{}`: ", path.display())?;
                write_found(f, found)
            }
            Self::NotThere { file, .. } => write!(f, "the order names `{file}`, which is not there"),
            Self::Repeated { file } => write!(f, "the order names `{file}` twice"),
            Self::UnknownVersion { version, .. } => write!(f, "no migration has the version `{version}`"),
        }
    }
}

/// At most so many entries of a folder are named in a message.
const NAMED: usize = 8;

fn write_found(f: &mut fmt::Formatter<'_>, found: &[String]) -> fmt::Result {
    if found.is_empty() {
        return f.write_str("the folder is empty");
    }
    write!(f, "there are only {}", found[..found.len().min(NAMED)].join(", "))?;
    match found.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { cause, .. } => Some(cause),
            Self::NotText { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
