//! See [`super`].
//!
//! `CREATE` and `ALTER TABLE` go the server's way: a [`draft::Draft`] is written down from the statement (and the old table), then made into a
//! table by [`prepare`], which names and sorts the keys; the engine's own rules (foreign keys, sizes) come last.

mod alter;
mod change;
mod column;
mod create;
mod default;
mod draft;
mod drop;
mod expression;
mod foreign_key;
mod key;
mod option;
mod prepare;
mod reference;
mod rename;
mod row;
mod type_name;

use super::Session;
use crate::mysql::ast::{ObjectName, Statement, StatementKind};
use crate::mysql::error::failure;
use crate::mysql::value::Value;
use crate::run::{Applied, Refusal};
use smol_str::SmolStr;

/// The full name of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TableName {
    database: SmolStr,
    name: SmolStr,
}

impl Session {
    /// Statements about tables.
    pub(super) fn table_statement(&mut self, statement: &Statement) -> Applied {
        match &statement.kind {
            StatementKind::CreateTable(create) => self.create_table(create),
            StatementKind::AlterTable(alter) => self.alter_table(alter),
            StatementKind::RenameTables(pairs, if_exists) => self.rename_tables(pairs, *if_exists),
            StatementKind::Truncate(name) => self.truncate(name),
            StatementKind::Drop(drop) => self.drop_tables(drop),
            _ => Err(Refusal::Opaque("this is not about tables".into())),
        }
    }

    /// The full name of a table; 1046 where no database is current.
    fn table_name(&self, name: &ObjectName) -> Result<TableName, Refusal> {
        let database = match &name.database {
            Some(database) => database.text.clone(),
            None => self.database.clone().ok_or_else(|| failure("1046", "No database selected"))?,
        };
        Ok(TableName { database, name: name.name.text.clone() })
    }

    /// 1049 where the database is not there.
    fn require_database(&self, name: &TableName) -> Result<(), Refusal> {
        let unknown = || failure("1049", format!("Unknown database '{}'", name.database));
        self.catalog.databases.get(&name.database).map(|_| ()).ok_or_else(unknown)
    }

    /// A switch among the system variables.
    fn switch(&self, variable: &str, default: Switch) -> Switch {
        match self.variables.get(variable) {
            Some(Value::Int(0) | Value::UInt(0)) => Switch::Off,
            Some(Value::Text(text)) if text.eq_ignore_ascii_case("off") || &**text == "0" => Switch::Off,
            Some(Value::Null) | None => default,
            Some(_) => Switch::On,
        }
    }

    /// Foreign keys are checked.
    fn checks_foreign_keys(&self) -> bool {
        self.switch("foreign_key_checks", Switch::On) == Switch::On
    }

    /// Values that do not fit are errors.
    fn is_strict(&self) -> bool {
        self.has_mode("STRICT_TRANS_TABLES") || self.has_mode("STRICT_ALL_TABLES")
    }
}

/// A system variable that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Switch {
    On,
    Off,
}

impl TableName {
    /// `database.table`, as messages have it.
    fn dotted(&self) -> String {
        format!("{}.{}", self.database, self.name)
    }
}
