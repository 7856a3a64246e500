//! Databases.

use super::script::Printed;
use crate::mysql::catalog::{Database, identifier, string};
use crate::mysql::profile::Profile;

/// The statement that makes a database.
pub(crate) fn create_database(database: &Database) -> Printed {
    let name = identifier(&database.name);
    Printed::plain(format!("CREATE DATABASE {name}{}", defaults(database)))
}

/// The statement that gives a database that is there its defaults, where these are not the server's.
pub(crate) fn alter_database(database: &Database, profile: &Profile) -> Option<Printed> {
    let same = database.charset == profile.charset && database.collation == profile.collation;
    let text = format!("ALTER DATABASE {}{}", identifier(&database.name), defaults(database));
    (!same || !database.comment.is_empty()).then(|| Printed::plain(text))
}

fn defaults(database: &Database) -> String {
    let comment = match database.comment.as_str() {
        "" => String::new(),
        comment => format!(" COMMENT = {}", string(comment)),
    };
    format!(" CHARACTER SET {} COLLATE {}{comment}", database.charset, database.collation)
}
