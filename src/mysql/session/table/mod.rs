//! See [`super`].
//!
//! `CREATE` and `ALTER TABLE` go the server's way: a [`draft::Draft`] is written down from the statement (and the old table), then made into a
//! table by [`prepare`], which names and sorts the keys; the engine's own rules (foreign keys, sizes) come last.

mod alter;
mod change;
mod change_key;
mod column;
mod create;
mod create_select;
mod default;
mod draft;
mod drop;
mod expression;
mod foreign_key;
mod key;
mod key_part;
mod limit;
mod option;
mod partition;
mod prepare;
mod reference;
mod rename;
mod row;
mod target;
mod type_name;
mod validity;
mod variable_type;

#[cfg(test)]
mod tests;

pub(super) use reference::is_compatible;

use super::Session;
use crate::mysql::ast::{ObjectName, Statement, StatementKind};
use crate::mysql::error::failure;
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
        let (database, name) = self.resolve(name)?;
        Ok(TableName { database, name })
    }

    /// 1049 where the database is not there.
    fn require_database(&self, name: &TableName) -> Result<(), Refusal> {
        let unknown = || failure("1049", format!("Unknown database '{}'", name.database));
        self.catalog.databases.get(&name.database).map(|_| ()).ok_or_else(unknown)
    }

    /// Foreign keys are checked.
    fn checks_foreign_keys(&self) -> bool {
        self.is_on("foreign_key_checks")
    }

    /// Values that do not fit are errors.
    fn is_strict(&self) -> bool {
        self.has_mode("STRICT_TRANS_TABLES") || self.has_mode("STRICT_ALL_TABLES")
    }
}

impl TableName {
    /// `database.table`, as messages have it.
    fn dotted(&self) -> String {
        format!("{}.{}", self.database, self.name)
    }
}
