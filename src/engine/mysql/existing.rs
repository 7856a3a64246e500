//! Working beside an existing database: it must be empty, and it stays as it is.

use super::Session;
use super::server::quoted;
use super::traces::OWN_DATABASES;
use crate::engine::EngineError;
use mysql::{Opts, OptsBuilder};

/// The first few things that an empty database does not have.
const CONTENTS: &str = "
SELECT what FROM (
    SELECT concat('table ', table_name) AS what FROM information_schema.tables WHERE table_schema = database()
    UNION ALL SELECT concat(lower(routine_type), ' ', routine_name) FROM information_schema.routines WHERE routine_schema = database()
    UNION ALL SELECT concat('event ', event_name) FROM information_schema.events WHERE event_schema = database()
) AS contents ORDER BY 1 LIMIT 5";

/// A session on the server, how to connect to it, and the name for a database of ours.
pub(super) struct Existing {
    pub admin: Session,
    pub opts: Opts,
    pub name: String,
}

impl Existing {
    /// Connects; refuses a database that is not empty, a server with databases of others, or one on which another process of ours is at work.
    pub fn open(url: &str) -> Result<Self, EngineError> {
        let given = Opts::from_url(url).map_err(mysql::Error::from)?;
        let Some(database) = given.get_db_name().map(str::to_owned) else {
            return Err(EngineError::Unusable("the URL names no database: mysql://user:password@host/database".into()));
        };
        let mut admin = Session::open(&given)?;
        require_empty(&mut admin, &database)?;
        let name = format!("rebaseline_{database}");
        require_alone(&mut admin, &database, &name)?;
        let opts = OptsBuilder::from_opts(given).db_name(None::<String>).into();
        Ok(Self { admin, opts, name })
    }
}

fn require_empty(session: &mut Session, name: &str) -> Result<(), EngineError> {
    let contents = session.column(CONTENTS)?;
    if contents.is_empty() {
        return Ok(());
    }
    Err(EngineError::Unusable(format!("database {name} is not empty: it has {}", contents.join(", "))))
}

/// A history can name databases (`USE shop`), so this account must not reach any that it could harm. What has our name was left by a
/// process that was killed.
fn require_alone(session: &mut Session, given: &str, ours: &str) -> Result<(), EngineError> {
    if session.column(&format!("SELECT get_lock('{}', 0)", ours.replace('\'', "''")))? != ["1"] {
        return Err(EngineError::Unusable(format!("another rebaseline is at work with database {given}")));
    }
    let mut others = session.column("SHOW DATABASES")?;
    if others.iter().any(|name| name == ours) {
        session.must(&format!("DROP DATABASE {}", quoted(ours)))?;
    }
    others.retain(|name| name != given && name != ours && !OWN_DATABASES.contains(&name.as_str()));
    if others.is_empty() {
        return Ok(());
    }
    Err(EngineError::Unusable(format!(
        "the account can reach the databases {}, and what a history does to databases that it names is not undone: take an \
         account that has only {given} and {ours}",
        others.join(", ")
    )))
}
