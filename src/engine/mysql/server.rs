//! A server, whoever started it, and the database that we make on it.

use super::existing::Existing;
use super::installation::product_of;
use super::traces::Traces;
use super::{Installation, Refusal, ScratchServer, Session};
use crate::engine::EngineError;
use crate::environment::{Day, NoDay};
use crate::mysql::Product;
use mysql::{Opts, OptsBuilder};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

const UNKNOWN_DATABASE: u16 = 1049;

/// A server on which we can make databases, one at a time: what a history makes besides its database belongs to the whole server.
#[derive(Debug)]
pub struct Server {
    admin: Mutex<Session>,
    opts: Opts,
    version: String,
    /// What there was before us.
    before: Traces,
    /// The name of our database, where it is not the environment's.
    name: Option<String>,
    scratch: Option<ScratchServer>,
}

/// How a database is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name; on a server that is not ours it has another one.
    pub name: String,
    /// Its character set.
    pub character_set: String,
    /// Its collation.
    pub collation: String,
}

impl Server {
    /// Starts a server of our own.
    pub fn scratch(installation: &Installation) -> Result<Self, EngineError> {
        let scratch = ScratchServer::start(installation)?;
        let opts = scratch.opts();
        Self::new(Session::open(&opts)?, opts, None, Some(scratch))
    }

    /// The server of an existing empty database, in which nothing is written: what we need is made beside it, and dropped afterwards.
    pub fn existing(url: &str) -> Result<Self, EngineError> {
        let Existing { admin, opts, name } = Existing::open(url)?;
        Self::new(admin, opts, Some(name), None)
    }

    fn new(
        mut admin: Session,
        opts: Opts,
        name: Option<String>,
        scratch: Option<ScratchServer>,
    ) -> Result<Self, EngineError> {
        let version = admin.version().to_owned();
        let before = Traces::read(&mut admin)?;
        Ok(Self { admin: Mutex::new(admin), opts, version, before, name, scratch })
    }

    /// MariaDB or MySQL.
    pub fn product(&self) -> Product {
        product_of(&self.version)
    }

    /// The version as the server says it: `10.11.14-MariaDB-0+deb12u2`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The folder of a server of our own.
    pub fn folder(&self) -> Option<&Path> {
        self.scratch.as_ref().map(ScratchServer::folder)
    }

    /// The name that our database has here, where it cannot have any.
    pub fn database_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The day that its clock says.
    pub fn today(&self) -> Result<Day, EngineError> {
        let mut admin = self.admin.lock().unwrap_or_else(PoisonError::into_inner);
        let text = admin.column("SELECT current_date()")?.concat();
        text.parse().map_err(|error: NoDay| EngineError::Unusable(error.to_string()))
    }

    /// Removes everything that there was not before us, and makes an empty database. Waits until the one before is dropped.
    pub fn database(&self, definition: &Definition) -> Result<Database<'_>, EngineError> {
        let mut admin = self.admin.lock().unwrap_or_else(PoisonError::into_inner);
        self.clear(&mut admin)?;
        let Definition { name, character_set, collation } = definition;
        let name = self.database_name().unwrap_or(name);
        let sql = format!("CREATE DATABASE {} CHARACTER SET {character_set} COLLATE {collation}", quoted(name));
        admin.run(&sql)?.map_err(|refusal| cannot_create(name, &refusal))?;
        let opts = OptsBuilder::from_opts(self.opts.clone()).db_name(Some(name)).into();
        Ok(Database { server: self, admin, opts })
    }

    fn clear(&self, admin: &mut Session) -> Result<(), EngineError> {
        Traces::read(admin)?.remove_since(&self.before, admin)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.scratch.is_none() {
            let mut admin = self.admin.lock().unwrap_or_else(PoisonError::into_inner);
            // Nothing is left to tell anyone if this fails; the next proof on that server finds and names what is left.
            let _ = self.clear(&mut admin);
        }
    }
}

fn cannot_create(name: &str, refusal: &Refusal) -> EngineError {
    const ACCESS_DENIED: u16 = 1044;
    EngineError::Unusable(match refusal.number {
        ACCESS_DENIED => format!(
            "verify works in a database {name}, and the account may not make it: it needs GRANT ALL ON {}.*",
            quoted(&name.replace('_', "\\_"))
        ),
        _ => format!("no database {name} can be made: {refusal}"),
    })
}

/// The one database of a server, and whatever else is made there while it lives.
#[derive(Debug)]
pub struct Database<'a> {
    server: &'a Server,
    admin: MutexGuard<'a, Session>,
    opts: Opts,
}

impl Database<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.opts.get_db_name().unwrap_or_default()
    }

    /// MariaDB or MySQL.
    pub fn product(&self) -> Product {
        self.server.product()
    }

    /// Opens a session in no database.
    pub fn observe(&self) -> Result<Session, EngineError> {
        Session::open(&self.server.opts)
    }

    /// Opens a session in this database; in none, where a history has dropped it.
    pub fn connect(&self) -> Result<Session, EngineError> {
        match Session::open(&self.opts) {
            Err(EngineError::MySql(mysql::Error::MySqlError(said))) if said.code == UNKNOWN_DATABASE => self.observe(),
            opened => opened,
        }
    }

    /// All databases that are there now and were not before, in the order of their names: a history may make more.
    pub fn databases(&mut self) -> Result<Vec<String>, EngineError> {
        let now = Traces::read(&mut self.admin)?;
        Ok(now.databases_since(&self.server.before).cloned().collect())
    }

    /// All users and roles that are there now and were not before, as in `USER 'a'@'%'`.
    pub fn accounts(&mut self) -> Result<Vec<String>, EngineError> {
        let now = Traces::read(&mut self.admin)?;
        Ok(now.accounts_since(&self.server.before).cloned().collect())
    }
}

/// A name between backticks.
pub(crate) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
