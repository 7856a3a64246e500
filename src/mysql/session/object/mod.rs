//! Databases, views, routines, triggers, events, sequences: what makes them, changes them and drops them.

mod account;
mod database;
mod event;
mod routine;
mod sequence;
mod trigger;
mod view;
mod view_name;

pub(super) use account::account_statement;
pub use view::BrokenView;
pub(super) use view::{ViewShape, check_plain};

use super::Session;
use crate::mysql::ast::{CreateMode, Definer, DropObject, ObjectKind, ObjectName};
use crate::mysql::catalog::{Database, Provenance, Relation};
use crate::mysql::error::failure;
use crate::run::{Applied, Effect, Refusal};
use smol_str::{SmolStr, format_smolstr};

/// The databases of every server.
const SYSTEM_DATABASES: &[&str] = &["information_schema", "mysql", "performance_schema", "sys"];

/// The longest name, in characters.
const LONGEST_NAME: usize = 64;

impl Session {
    /// A database that belongs to the server; `information_schema` and `performance_schema` go by any case.
    pub(super) fn is_system_database(name: &str) -> bool {
        SYSTEM_DATABASES.contains(&name) || is_schema_of_server(name)
    }

    /// A database that is there to be changed: 1049, and 1044 for the server's own.
    pub(super) fn database_mut(&mut self, name: &str) -> Result<&mut Database, Refusal> {
        if is_schema_of_server(name) {
            return Err(failure("1044", format!("Access denied for user 'root'@'localhost' to database '{name}'")));
        }
        if SYSTEM_DATABASES.contains(&name) {
            return Err(Refusal::Opaque(format!("the database `{name}` belongs to the server")));
        }
        self.catalog.databases.get_mut(name).ok_or_else(|| unknown_database(name))
    }

    /// A table, a view or a sequence that must be there: 1146.
    pub(super) fn require_relation(&self, database: &str, name: &str) -> Result<(), Refusal> {
        if Self::is_system_database(database) || self.catalog.relation(database, name).is_some() {
            return Ok(());
        }
        Err(missing_table(database, name))
    }

    /// Where an object that is made now is from.
    pub(super) fn provenance(&mut self) -> Provenance {
        let number = self.catalog.created;
        self.catalog.created += 1;
        Provenance { number, origins: vec![self.origin] }
    }

    /// The account of a `DEFINER`, as it is written; none is whoever runs the statement.
    fn definer(definer: Option<&Definer>) -> Option<SmolStr> {
        let definer = definer.filter(|definer| !definer.is_current)?;
        let host = definer.host.as_deref().unwrap_or("%");
        Some(format_smolstr!("`{}`@`{}`", definer.user.replace('`', "``"), host.replace('`', "``")))
    }

    /// `DROP` of anything but tables.
    pub(super) fn drop_object(&mut self, drop: &DropObject) -> Applied {
        match drop.kind {
            ObjectKind::Database => self.drop_databases(drop),
            ObjectKind::View => self.drop_views(drop),
            ObjectKind::Sequence | ObjectKind::TemporarySequence => self.drop_sequences(drop),
            ObjectKind::Trigger => self.drop_each(drop, Self::drop_trigger),
            ObjectKind::Procedure | ObjectKind::Function => self.drop_each(drop, Self::drop_routine),
            ObjectKind::Event => self.drop_each(drop, Self::drop_event),
            ObjectKind::Table | ObjectKind::TemporaryTable => Ok(Effect::Noop("nothing is dropped".into())),
        }
    }

    fn drop_each(&mut self, drop: &DropObject, one: fn(&mut Self, &DropObject, &ObjectName) -> Applied) -> Applied {
        let mut effect = Effect::Noop("nothing is dropped".into());
        for name in &drop.names {
            effect = one(self, drop, name)?;
        }
        Ok(effect)
    }

    /// `SHOW …`, `DESCRIBE …`: they only read, but what they read must be there.
    pub(super) fn inert(&mut self, words: &str, tables: &[ObjectName]) -> Applied {
        for table in tables {
            let (database, name) = self.resolve(table)?;
            self.require_relation(&database, &name)?;
        }
        Ok(Effect::Noop(format!("`{words}` only reads")))
    }
}

fn is_schema_of_server(name: &str) -> bool {
    name.eq_ignore_ascii_case("information_schema") || name.eq_ignore_ascii_case("performance_schema")
}

fn unknown_database(name: &str) -> Refusal {
    failure("1049", format!("Unknown database '{name}'"))
}

/// The table is not there.
pub(super) fn missing_table(database: &str, name: &str) -> Refusal {
    failure("1146", format!("Table '{database}.{name}' doesn't exist"))
}

/// Names of tables and databases end in no space and are not too long.
fn check_name(name: &str, number: &'static str, what: &str) -> Result<(), Refusal> {
    if name.chars().count() > LONGEST_NAME {
        return Err(failure("1059", format!("Identifier name '{name}' is too long")));
    }
    if name.is_empty() || name.ends_with(' ') {
        return Err(failure(number, format!("Incorrect {what} name '{name}'")));
    }
    Ok(())
}

/// What is to become of a `CREATE` whose object is there already.
enum Existing {
    /// It is not there: make it.
    Make,
    /// It goes, and the new one is made.
    Replace,
    /// It stays.
    Keep,
}

/// What `CREATE` does, given that the object is there or not; `exists` is the error where it may not be there.
fn existing(mode: CreateMode, there: bool, exists: impl FnOnce() -> Refusal) -> Result<Existing, Refusal> {
    match (there, mode) {
        (false, _) => Ok(Existing::Make),
        (true, CreateMode::OrReplace) => Ok(Existing::Replace),
        (true, CreateMode::IfNotExists) => Ok(Existing::Keep),
        (true, CreateMode::Plain) => Err(exists()),
    }
}

/// The kind of a relation in the server's messages.
fn is_view(relation: &Relation) -> bool {
    matches!(relation, Relation::View(_))
}
