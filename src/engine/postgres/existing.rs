//! Working beside an existing database: it must be empty, and it stays as it is.

use super::server::quoted;
use crate::engine::EngineError;
use postgres::{Client, Config, NoTls};

/// The first few things that an empty database does not have.
const CONTENTS: &str = "
SELECT what FROM (
    SELECT 'schema ' || nspname FROM pg_namespace
     WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
    UNION ALL SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT 'relation ' || c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    UNION ALL SELECT 'function ' || p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    UNION ALL SELECT 'type ' || t.oid::regtype FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND typrelid = 0 AND typcategory <> 'A'
    UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
    UNION ALL SELECT 'publication ' || pubname FROM pg_publication
    UNION ALL SELECT 'large object ' || oid FROM pg_largeobject_metadata
) AS contents(what) ORDER BY 1 LIMIT 5";

/// A session in the database, and what to copy under which names.
pub(super) struct Existing {
    pub admin: Client,
    pub config: Config,
    pub template: String,
    pub prefix: String,
}

impl Existing {
    /// Connects; refuses a database that is not empty, or on which another process of ours is at work.
    pub fn open(url: &str) -> Result<Self, EngineError> {
        let config: Config = url.parse()?;
        let mut admin = config.connect(NoTls)?;
        let row = admin
            .query_one("SELECT current_database(), oid FROM pg_database WHERE datname = current_database()", &[])?;
        let (template, oid): (String, u32) = (row.get(0), row.get(1));
        require_empty(&mut admin, &template)?;
        let alone: bool = admin.query_one("SELECT pg_try_advisory_lock(7264, 1)", &[])?.get(0);
        if !alone {
            return Err(EngineError::Unusable(format!("another rebaseline is at work with database {template}")));
        }
        let prefix = format!("rebaseline_{oid}_");
        // We are alone, so what has our prefix was left by a process that was killed.
        drop_ours(&mut admin, &prefix);
        Ok(Self { admin, config, template, prefix })
    }
}

fn require_empty(client: &mut Client, name: &str) -> Result<(), EngineError> {
    let contents: Vec<String> = client.query(CONTENTS, &[])?.iter().map(|row| row.get(0)).collect();
    if contents.is_empty() {
        return Ok(());
    }
    Err(EngineError::Unusable(format!("database {name} is not empty: it has {}", contents.join(", "))))
}

/// Drops the databases and then the roles whose names begin so. What cannot be dropped stays for the next time.
pub(super) fn drop_ours(admin: &mut Client, prefix: &str) {
    let names = admin.query("SELECT datname FROM pg_database WHERE starts_with(datname::text, $1)", &[&prefix]);
    for row in names.into_iter().flatten() {
        let name: String = row.get(0);
        // `DROP DATABASE … WITH (FORCE)` is newer than the oldest server we work with.
        let _ = admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", &[&name]);
        let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {}", quoted(&name)));
    }
    let roles = admin.query("SELECT rolname FROM pg_roles WHERE starts_with(rolname::text, $1)", &[&prefix]);
    for row in roles.into_iter().flatten() {
        let _ = admin.batch_execute(&format!("DROP ROLE {}", quoted(row.get(0))));
    }
}
