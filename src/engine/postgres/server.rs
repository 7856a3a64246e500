//! A server, whoever started it, and the databases that we make on it.

use super::existing::Existing;
use super::{Installation, ScratchServer};
use crate::engine::EngineError;
use crate::environment::{Day, NoDay};
use postgres::{Client, Config, NoTls};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A server on which we can make databases; those on a server that is not ours are dropped at the end.
#[derive(Debug)]
pub struct Server {
    admin: Mutex<Admin>,
    turn: Mutex<()>,
    config: Config,
    /// What new databases are copied from.
    template: String,
    prefix: String,
    /// How many databases there were so far.
    made: AtomicU32,
    version: String,
    scratch: Option<ScratchServer>,
}

/// The connection for making and dropping databases.
struct Admin(Client);

impl std::ops::Deref for Admin {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

impl std::ops::DerefMut for Admin {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.0
    }
}

impl std::fmt::Debug for Admin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Admin")
    }
}

impl Server {
    /// Starts a server of our own.
    pub fn scratch(installation: &Installation) -> Result<Self, EngineError> {
        let scratch = ScratchServer::start(installation)?;
        let config = scratch.config();
        let admin = config.connect(NoTls)?;
        Self::new(admin, config, "template0".into(), "rebaseline_".into(), Some(scratch))
    }

    /// The server of an existing empty database, in which nothing is written: what we need is made beside it, as copies
    /// of it, and dropped afterwards.
    pub fn existing(url: &str) -> Result<Self, EngineError> {
        let Existing { admin, config, template, prefix } = Existing::open(url)?;
        Self::new(admin, config, template, prefix, None)
    }

    fn new(
        mut admin: Client,
        config: Config,
        template: String,
        prefix: String,
        scratch: Option<ScratchServer>,
    ) -> Result<Self, EngineError> {
        let version: String = admin.query_one("SHOW server_version", &[])?.get(0);
        let version = version.split(' ').next().unwrap_or_default().to_owned();
        Ok(Self {
            admin: Mutex::new(Admin(admin)),
            turn: Mutex::new(()),
            config,
            template,
            prefix,
            made: AtomicU32::new(0),
            version,
            scratch,
        })
    }

    /// The server's version, as `15.14`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The major version: 15 of `15.14`.
    pub fn major_version(&self) -> u32 {
        super::installation::major_version(&self.version)
    }

    /// The day that its clock says.
    pub fn today(&self) -> Result<Day, EngineError> {
        let text: String = self.admin().query_one("SELECT to_char(current_date, 'YYYY-MM-DD')", &[])?.get(0);
        text.parse().map_err(|error: NoDay| EngineError::Unusable(error.to_string()))
    }

    /// The extensions that can be created on it.
    pub fn extensions(&self) -> Result<Vec<String>, EngineError> {
        let rows = self.admin().query("SELECT name::text FROM pg_available_extensions ORDER BY 1", &[])?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// The folder of a server of our own.
    pub fn folder(&self) -> Option<&Path> {
        self.scratch.as_ref().map(ScratchServer::folder)
    }

    /// Makes an empty database; its own name is made from this one.
    pub fn database(&self, name: &str) -> Result<Database, EngineError> {
        let number = self.made.fetch_add(1, Relaxed);
        let name = format!("{}{name}_{number}", self.prefix);
        let sql = format!("CREATE DATABASE {} TEMPLATE {}", quoted(&name), quoted(&self.template));
        self.execute(&sql).map_err(|error| self.cannot_create(error))?;
        let mut config = self.config.clone();
        config.dbname(&name);
        Ok(Database { name, config })
    }

    /// Runs a statement that concerns the whole server.
    pub fn execute(&self, sql: &str) -> Result<(), ::postgres::Error> {
        self.admin().batch_execute(sql)
    }

    /// Waits for whoever else makes roles on this server; they belong to all its databases.
    pub fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The OIDs of all roles.
    pub fn roles(&self) -> Result<BTreeSet<u32>, EngineError> {
        let rows = self.admin().query("SELECT oid FROM pg_roles", &[])?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Gives the roles that are not among `known` names that nobody else uses: a role belongs to all databases, and what runs in
    /// the next one must find none of them.
    pub fn set_aside_roles_besides(&self, known: &BTreeSet<u32>) -> Result<(), EngineError> {
        let rows = self.admin().query("SELECT oid, rolname FROM pg_roles", &[])?;
        for (oid, name) in rows.iter().map(|row| (row.get::<_, u32>(0), row.get::<_, String>(1))) {
            if !known.contains(&oid) {
                self.execute(&format!("ALTER ROLE {} RENAME TO {}role_{oid}", quoted(&name), self.prefix))?;
            }
        }
        Ok(())
    }

    fn admin(&self) -> MutexGuard<'_, Admin> {
        self.admin.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cannot_create(&self, error: ::postgres::Error) -> EngineError {
        let user = self.config.get_user().unwrap_or_default();
        match error.code().map(::postgres::error::SqlState::code) {
            Some("42501") => EngineError::Unusable(format!(
                "role {user} may not copy database {}: verify works in copies of it, which needs ownership of it and \
                 ALTER ROLE {user} CREATEDB",
                self.template
            )),
            _ => error.into(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.scratch.is_none() {
            let admin = self.admin.get_mut().unwrap_or_else(PoisonError::into_inner);
            super::existing::drop_ours(admin, &self.prefix);
        }
    }
}

/// A database that we made.
#[derive(Debug, Clone)]
pub struct Database {
    name: String,
    config: Config,
}

impl Database {
    /// Its name on the server.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens a new session.
    pub fn connect(&self) -> Result<Client, EngineError> {
        Ok(self.config.connect(NoTls)?)
    }

    /// How to connect to it.
    pub fn config(&self) -> &Config {
        &self.config
    }
}

/// A name between double quotes.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
