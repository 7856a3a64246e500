//! What a history leaves on a server besides its database: other databases, accounts, connections to other servers, global variables.

use super::Session;
use super::server::quoted;
use super::session::text;
use crate::engine::EngineError;
use crate::mysql::Product;
use std::collections::{BTreeMap, BTreeSet};

/// The databases of the server itself.
pub(super) const OWN_DATABASES: [&str; 4] = ["information_schema", "mysql", "performance_schema", "sys"];

/// Users and roles as statements name them.
const ACCOUNTS_OF_MARIADB: &str =
    "SELECT if(is_role = 'Y', concat('ROLE ', quote(user)), concat('USER ', quote(user), '@', quote(host)))
  FROM mysql.user WHERE user <> 'PUBLIC'";
const ACCOUNTS_OF_MYSQL: &str = "SELECT concat('USER ', quote(user), '@', quote(host)) FROM mysql.user";

/// "… command denied to user … for table …"
const TABLE_ACCESS_DENIED: u16 = 1142;

/// Everything on a server that one history could leave for the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Traces {
    databases: BTreeSet<String>,
    /// Users and roles, as they are named in statements.
    accounts: BTreeSet<String>,
    servers: BTreeSet<String>,
    variables: BTreeMap<String, String>,
}

impl Traces {
    pub fn read(session: &mut Session) -> Result<Self, EngineError> {
        let variables = session.rows("SHOW GLOBAL VARIABLES")?;
        let variable = |row| Some((text(row, 0)?, text(row, 1)?));
        let accounts = match session.product() {
            Product::MariaDb => ACCOUNTS_OF_MARIADB,
            Product::MySql => ACCOUNTS_OF_MYSQL,
        };
        Ok(Self {
            databases: session.column("SHOW DATABASES")?.into_iter().collect(),
            accounts: if_readable(session, accounts)?,
            servers: if_readable(session, "SELECT server_name FROM mysql.servers")?,
            variables: variables.iter().filter_map(variable).collect(),
        })
    }

    /// The databases besides the server's own, and besides those that were there before.
    pub fn databases_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a String> {
        self.databases.difference(&before.databases)
    }

    /// The users and roles that were not there before.
    pub fn accounts_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a String> {
        self.accounts.difference(&before.accounts)
    }

    /// Makes the server as it was.
    pub fn remove_since(&self, before: &Self, session: &mut Session) -> Result<(), EngineError> {
        // Foreign keys may go from one database to another. What a prepared transaction still holds is waited for, but not for a day.
        session.must("SET foreign_key_checks = 0, lock_wait_timeout = 30")?;
        for database in self.databases_since(before) {
            session.must(&format!("DROP DATABASE {}", quoted(database)))?;
        }
        for account in self.accounts_since(before) {
            session.must(&format!("DROP {account}"))?;
        }
        for server in self.servers.difference(&before.servers) {
            session.must(&format!("DROP SERVER {}", quoted(server)))?;
        }
        for (name, value) in &before.variables {
            if self.variables.get(name) != Some(value) {
                // Those that the server counts by itself cannot be set, and need not be.
                let _refused = session.run(&format!("SET GLOBAL {name} = {}", literal(value)))?;
            }
        }
        Ok(())
    }
}

/// A variable's value: numbers are not taken in quotes, words are.
fn literal(value: &str) -> String {
    let is_number = value.parse::<f64>().is_ok();
    if is_number { value.to_owned() } else { format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''")) }
}

/// What an account may not read, it has not made either.
fn if_readable(session: &mut Session, query: &str) -> Result<BTreeSet<String>, EngineError> {
    match session.column(query) {
        Ok(names) => Ok(names.into_iter().collect()),
        Err(EngineError::MySql(mysql::Error::MySqlError(said))) if said.code == TABLE_ACCESS_DENIED => {
            Ok(BTreeSet::new())
        }
        Err(error) => Err(error),
    }
}
