//! Privileges of objects that are yet to be made.

use super::{Grantee, Privilege};
use crate::postgres::ast::Ident;

/// The kinds of object that `ALTER DEFAULT PRIVILEGES` knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum FutureKind {
    Tables,
    Sequences,
    /// `FUNCTIONS`, `ROUTINES`.
    Routines,
    Types,
    Schemas,
}

/// `ALTER DEFAULT PRIVILEGES`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterDefaultPrivileges {
    /// `FOR ROLE`: whose objects; empty for those of the current role.
    pub roles: Vec<Ident>,
    /// `IN SCHEMA`; empty for all.
    pub schemas: Vec<Ident>,
    /// Of what.
    pub kind: FutureKind,
    /// `REVOKE`.
    pub revoke: bool,
    /// The privileges; empty for `ALL`.
    pub privileges: Vec<Privilege>,
    /// To or from whom.
    pub grantees: Vec<Grantee>,
    /// `WITH GRANT OPTION`, `GRANT OPTION FOR`.
    pub grant_option: bool,
}
