//! What the server says when it refuses a statement.

use crate::engine::ServerRefusal;
use mysql::{Error, MySqlError};
use std::fmt;

/// A refusal in the server's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The error's number.
    pub number: u16,
    /// Its SQLSTATE, which many numbers share.
    pub sqlstate: String,
    /// The message.
    pub message: String,
}

impl Refusal {
    /// What the server says about a statement. An error of another kind (the connection is gone, the disk is full) is not about the
    /// statement, and comes back as it is.
    pub(super) fn of(error: Error) -> Result<Self, Error> {
        match error {
            Error::MySqlError(MySqlError { state, message, code }) if is_about_the_statement(code) => {
                Ok(Self { number: code, sqlstate: state, message })
            }
            other => Err(other),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.number, self.sqlstate, self.message)
    }
}

/// An error that is not about a statement, in the server's own words where it answered.
pub(in crate::engine) fn said(error: &Error) -> String {
    match error {
        Error::MySqlError(MySqlError { state, message, code }) => format!("{code} ({state}): {message}"),
        Error::IoError(error) => error.to_string(),
        Error::DriverError(error) => error.to_string(),
        Error::UrlError(error) => error.to_string(),
        other => other.to_string(),
    }
}

/// The number is the code: SQLSTATE tells less.
impl From<Refusal> for ServerRefusal {
    fn from(refusal: Refusal) -> Self {
        Self { code: refusal.number.to_string(), message: refusal.message, position: None }
    }
}

/// The others tell about the machine: disk full, out of memory, out of resources, too many connections, shutdown, killed.
fn is_about_the_statement(number: u16) -> bool {
    !matches!(number, 1021 | 1037 | 1038 | 1040 | 1041 | 1053 | 1077..=1080 | 1152 | 1158..=1161 | 1203 | 1927)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_not_the_statement_s_fault() {
        let error = |code| Error::MySqlError(MySqlError { state: "42S21".into(), message: "m".into(), code });
        let refusal = Refusal::of(error(1060)).expect("about the statement");
        assert_eq!(refusal.to_string(), "1060 (42S21): m");
        assert_eq!(ServerRefusal::from(refusal).code, "1060");
        assert!(Refusal::of(error(1021)).is_err());
    }
}
