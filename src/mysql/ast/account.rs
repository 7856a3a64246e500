//! Accounts: they belong to the server and not to a database.

use crate::source::Span;
use smol_str::SmolStr;

/// `user@host`, `CURRENT_USER`, `role`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName {
    /// The user, or the word `CURRENT_USER`, `CURRENT_ROLE`.
    pub user: SmolStr,
    /// The host, where one is given.
    pub host: Option<SmolStr>,
    /// It is the word, not a name.
    pub is_current: bool,
    /// Where it stands.
    pub span: Span,
}

/// `GRANT`, `REVOKE`, `CREATE USER` … : kept as they are, since they change the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountStatement {
    /// The first words in upper case, e.g. `CREATE USER`.
    pub verb: SmolStr,
    /// The accounts that are named.
    pub accounts: Vec<AccountName>,
}
