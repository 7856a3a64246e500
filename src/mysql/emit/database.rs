//! Databases.

use super::script::Printed;
use crate::mysql::catalog::{Database, identifier, string};

/// The statement that makes a database.
pub(crate) fn create_database(database: &Database) -> Printed {
    let name = identifier(&database.name);
    Printed::plain(format!("CREATE DATABASE {name}{}", defaults(database)))
}

/// The statement that gives the current database its defaults, where the history changed them.
pub(crate) fn alter_database(database: &Database, initial: &Database) -> Option<Printed> {
    let same = database.charset == initial.charset && database.collation == initial.collation;
    let text = format!("ALTER DATABASE{}", defaults(database));
    (!same || database.comment != initial.comment).then(|| Printed::plain(text))
}

fn defaults(database: &Database) -> String {
    let comment = match database.comment.as_str() {
        "" => String::new(),
        comment => format!(" COMMENT = {}", string(comment)),
    };
    format!(" CHARACTER SET {} COLLATE {}{comment}", database.charset, database.collation)
}
