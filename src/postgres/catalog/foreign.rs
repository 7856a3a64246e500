//! Foreign data: wrappers, servers, user mappings.

use super::ObjectId;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::Grantee;

/// Options in the order in which the server keeps them.
pub type ForeignOptions = Vec<(Name, Name)>;

/// A foreign-data wrapper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignDataWrapper {
    /// The function that makes plans and fetches rows.
    pub handler: Option<ObjectId>,
    /// The function that checks options.
    pub validator: Option<ObjectId>,
    /// `OPTIONS (…)`.
    pub options: ForeignOptions,
}

/// A foreign server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignServer {
    /// Its wrapper.
    pub wrapper: ObjectId,
    /// `TYPE`.
    pub server_type: Option<Name>,
    /// `VERSION`.
    pub version: Option<Name>,
    /// `OPTIONS (…)`.
    pub options: ForeignOptions,
}

/// A mapping of a user to one of a foreign server, its parent. Its owner is that user, and nobody where it is for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserMapping {
    /// Whose.
    pub user: Grantee,
    /// `OPTIONS (…)`.
    pub options: ForeignOptions,
}

/// Where the rows of a foreign table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignSource {
    /// The server.
    pub server: ObjectId,
    /// `OPTIONS (…)`.
    pub options: ForeignOptions,
}

impl ForeignSource {
    /// That of a table that is being made: its server is looked up last.
    pub fn pending() -> Self {
        Self { server: ObjectId::NONE, options: Vec::new() }
    }
}
