//! Accounts and their rights: the server's, not the database's.

use crate::mysql::ast::AccountStatement;
use crate::run::{Applied, Refusal};

/// `GRANT`, `CREATE USER` …: kept as they are.
pub(in crate::mysql::session) fn account_statement(account: &AccountStatement) -> Applied {
    Err(Refusal::Opaque(format!(
        "`{}` is about accounts, which belong to the server and not to a database",
        account.verb
    )))
}
