//! Foreign data: wrappers, servers, user mappings, and where a foreign table is.

use super::Grantee;
use crate::postgres::ast::{Ident, Name, QualifiedName};

/// One entry of `OPTIONS (…)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionChange {
    /// The option.
    pub name: Name,
    /// What becomes of it.
    pub change: OptionVerb,
}

/// What becomes of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionVerb {
    /// `ADD`, or no word at all: it must not be there.
    Add(Name),
    /// `SET`: it must be there.
    Set(Name),
    /// `DROP`: it must be there.
    Drop,
}

/// `HANDLER f`, `NO HANDLER`, `VALIDATOR f`, `NO VALIDATOR`.
#[derive(Debug, Clone, PartialEq)]
pub enum WrapperFunction {
    /// What makes plans and fetches rows.
    Handler(Option<QualifiedName>),
    /// What checks options.
    Validator(Option<QualifiedName>),
}

/// Where the rows of a foreign table are.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignSource {
    /// `SERVER`.
    pub server: Ident,
    /// `OPTIONS (…)`.
    pub options: Vec<OptionChange>,
}

/// A statement about foreign data.
#[derive(Debug, Clone, PartialEq)]
pub enum ForeignOp {
    /// `CREATE FOREIGN DATA WRAPPER`.
    CreateWrapper {
        /// Its name.
        name: Ident,
        /// Its functions, as written.
        functions: Vec<WrapperFunction>,
        /// `OPTIONS (…)`.
        options: Vec<OptionChange>,
    },
    /// `ALTER FOREIGN DATA WRAPPER`.
    AlterWrapper {
        /// Its name.
        name: Ident,
        /// The functions that change.
        functions: Vec<WrapperFunction>,
        /// `OPTIONS (…)`.
        options: Vec<OptionChange>,
    },
    /// `CREATE SERVER`.
    CreateServer {
        /// Its name.
        name: Ident,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// `TYPE`.
        server_type: Option<Name>,
        /// `VERSION`.
        version: Option<Name>,
        /// `FOREIGN DATA WRAPPER`.
        wrapper: Ident,
        /// `OPTIONS (…)`.
        options: Vec<OptionChange>,
    },
    /// `ALTER SERVER`.
    AlterServer {
        /// Its name.
        name: Ident,
        /// `VERSION`, where written; `VERSION NULL` takes it away.
        version: Option<Option<Name>>,
        /// `OPTIONS (…)`.
        options: Vec<OptionChange>,
    },
    /// `CREATE USER MAPPING`.
    CreateUserMapping {
        /// Whose.
        user: Grantee,
        /// On which server.
        server: Ident,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// `OPTIONS (…)`.
        options: Vec<OptionChange>,
    },
    /// `ALTER USER MAPPING`.
    AlterUserMapping {
        /// Whose.
        user: Grantee,
        /// On which server.
        server: Ident,
        /// `OPTIONS (…)`.
        options: Vec<OptionChange>,
    },
}
