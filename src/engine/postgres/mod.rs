//! PostgreSQL: an [`Installation`] on this machine, a [`Server`] to work on, its [`Database`]s.

mod existing;
mod installation;
mod refusal;
mod scratch;
mod server;

pub use installation::Installation;
pub use scratch::ScratchServer;
pub use server::{Database, Server};

/// The server's own words where it answered; the driver hides them behind "db error".
pub(super) fn said(error: &::postgres::Error) -> String {
    match error.as_db_error() {
        Some(said) => format!("{}: {}", said.code().code(), said.message()),
        None => std::error::Error::source(error).map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}")),
    }
}
