//! Databases.

use super::script::Printed;
use crate::mysql::catalog::{Database, identifier, string};

/// The statement that makes a database.
pub(crate) fn create_database(database: &Database) -> Printed {
    let name = identifier(&database.name);
    Printed::plain(format!("CREATE DATABASE {name}{}", defaults(database)))
}

fn defaults(database: &Database) -> String {
    let comment = match database.comment.as_str() {
        "" => String::new(),
        comment => format!(" COMMENT = {}", string(comment)),
    };
    format!(" CHARACTER SET {} COLLATE {}{comment}", database.charset, database.collation)
}
