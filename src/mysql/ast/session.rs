//! What changes the session: variables, transactions, locks.

use super::expr::{Expr, VariableScope};
use super::name::{Name, ObjectName};
use smol_str::SmolStr;

/// One assignment of `SET`.
#[derive(Debug, Clone, PartialEq)]
pub enum SetItem {
    /// `@x = value`.
    UserVariable(SmolStr, Expr),
    /// `[GLOBAL | SESSION] name = value`, `@@name = value`; a plain name in a stored program may be a variable of it. No value is `DEFAULT`.
    SystemVariable(Option<VariableScope>, Name, Option<Expr>),
    /// `NAMES charset [COLLATE collation]`; no name is `DEFAULT`.
    Names(Option<Name>, Option<Name>),
    /// `CHARACTER SET charset`.
    CharacterSet(Option<Name>),
    /// `[SESSION | GLOBAL] TRANSACTION …`.
    Transaction {
        /// Whose; none is the next transaction.
        scope: Option<VariableScope>,
        /// `ISOLATION LEVEL`.
        isolation: Option<Isolation>,
        /// `READ ONLY`, `READ WRITE`.
        read_only: Option<bool>,
    },
    /// `NEW.column = value` in a trigger.
    NewColumn(Name, Expr),
    /// `PASSWORD …`, `ROLE …`, `DEFAULT ROLE …`: about accounts.
    Account(SmolStr),
}

/// `ISOLATION LEVEL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum Isolation {
    ReadUncommitted,
    ReadCommitted,
    RepeatableRead,
    Serializable,
}

/// What begins and ends transactions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transaction {
    /// `BEGIN`, `START TRANSACTION`; whether it is read only.
    Begin(bool),
    /// `COMMIT [AND CHAIN]`.
    Commit {
        /// `AND CHAIN`.
        chain: bool,
    },
    /// `ROLLBACK [AND CHAIN]`.
    Rollback {
        /// `AND CHAIN`.
        chain: bool,
    },
    /// `SAVEPOINT x`.
    Savepoint(Name),
    /// `ROLLBACK TO [SAVEPOINT] x`.
    RollbackTo(Name),
    /// `RELEASE SAVEPOINT x`.
    Release(Name),
    /// `XA …`.
    Xa(SmolStr),
}

/// A table of `LOCK TABLES`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedTable {
    /// The table.
    pub name: ObjectName,
    /// Its alias.
    pub alias: Option<Name>,
    /// `WRITE`; else `READ`.
    pub write: bool,
}
