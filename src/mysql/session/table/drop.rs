//! `DROP TABLE`, `TRUNCATE`.

use super::{Session, TableName};
use crate::mysql::ast::{DropObject, ObjectKind, ObjectName};
use crate::mysql::catalog::{ForeignKey, Relation, Rows, Table, identifier};
use crate::mysql::error::{failure, undecided};
use crate::run::{Applied, Effect, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

impl Session {
    /// `DROP TABLE a, b`: what can be dropped is dropped, even where another cannot.
    pub(super) fn drop_tables(&mut self, statement: &DropObject) -> Applied {
        let mut missing = Vec::new();
        let mut refused = None;
        let mut dropped = 0;
        for (database, name) in self.resolve_distinct(&statement.names)? {
            let name = TableName { database, name };
            match self.drop_table(&name, statement.kind) {
                Ok(true) => dropped += 1,
                Ok(false) => missing.push(name),
                Err(refusal) => refused = refused.or(Some(refusal)),
            }
        }
        self.settle();
        if let Some(refusal) = refused {
            return Err(refusal);
        }
        if missing.is_empty() {
            return Ok(Effect::Applied);
        }
        let unknown = self.not_dropped(&missing);
        match unknown {
            failure if !statement.if_exists => Err(failure),
            _ if dropped > 0 => Ok(Effect::Applied),
            Refusal::Failed(failure) => Ok(Effect::Noop(failure.message)),
            _ => Ok(Effect::Noop("there is no such table".into())),
        }
    }

    /// Drops one; `false` where there is none.
    fn drop_table(&mut self, name: &TableName, kind: ObjectKind) -> Result<bool, Refusal> {
        let key = (name.database.clone(), name.name.clone());
        if self.catalog.temporary.contains_key(&key) {
            self.catalog.temporary.remove(&key);
            return Ok(true);
        }
        match self.catalog.relation(&name.database, &name.name) {
            // `DROP TABLE` drops MariaDB's sequences as well.
            Some(Relation::Table(_) | Relation::Sequence(_)) if kind != ObjectKind::TemporaryTable => {}
            _ => return Ok(false),
        }
        self.check_unreferenced(name)?;
        self.drop_triggers(name);
        self.catalog.take_relation(&name.database, &name.name);
        Ok(true)
    }

    /// What the server says of tables that it did not find.
    fn not_dropped(&self, missing: &[TableName]) -> Refusal {
        let is_view =
            |name: &&TableName| matches!(self.catalog.relation(&name.database, &name.name), Some(Relation::View(_)));
        if let Some(view) = missing.first().filter(|name| missing.len() == 1 && is_view(name))
            && self.profile.is_mariadb()
        {
            return failure("1965", format!("'{}' is a view", view.dotted()));
        }
        let names: Vec<String> = missing.iter().map(TableName::dotted).collect();
        failure("1051", format!("Unknown table '{}'", names.join(",")))
    }

    /// Triggers go with their table.
    fn drop_triggers(&mut self, name: &TableName) {
        let Some(database) = self.catalog.databases.get_mut(&name.database) else { return };
        if !database.triggers.is_empty() {
            database.triggers = database.triggers.iter().filter(|(_, it)| it.table != name.name).map(cloned).collect();
        }
    }

    /// 1451 where another table refers to it, and foreign keys are checked.
    pub(super) fn check_unreferenced(&self, name: &TableName) -> Result<(), Refusal> {
        let Some((child, key)) = self.foreign_reference(name) else { return Ok(()) };
        if self.profile.is_mariadb() {
            return Err(failure("1451", "Cannot delete or update a parent row: a foreign key constraint fails"));
        }
        let message = format!(
            "Cannot drop table '{}' referenced by a foreign key constraint '{}' on table '{}'.",
            name.name, key.name, child.name
        );
        Err(failure("3730", message))
    }

    /// A foreign key of another table that refers to it, where foreign keys are checked.
    fn foreign_reference(&self, name: &TableName) -> Option<(Arc<Table>, ForeignKey)> {
        let is_other = |database: &SmolStr, child: &Table| *database != name.database || child.name != name.name;
        let others = self.references_checked(name).into_iter();
        others.filter(|(database, child, _)| is_other(database, child)).map(|(_, child, key)| (child, key)).next()
    }

    fn references_checked(&self, name: &TableName) -> Vec<(SmolStr, Arc<Table>, ForeignKey)> {
        if !self.checks_foreign_keys() {
            return Vec::new();
        }
        self.catalog.references_to(&name.database, &name.name)
    }

    /// `OR REPLACE`: the old table is gone, even if the new one is refused.
    pub(super) fn replace(&mut self, name: &TableName) -> Result<(), Refusal> {
        if let Some(Relation::View(_)) = self.catalog.relation(&name.database, &name.name) {
            return Err(failure("1965", format!("'{}' is a view", name.dotted())));
        }
        self.drop_table(name, ObjectKind::Table)?;
        self.settle();
        Ok(())
    }

    /// `TRUNCATE`.
    pub(super) fn truncate(&mut self, name: &ObjectName) -> Applied {
        let name = self.table_name(name)?;
        let table = match self.catalog.relation(&name.database, &name.name) {
            Some(Relation::Table(table)) => Arc::clone(table),
            Some(Relation::Sequence(_)) => return Err(undecided("TRUNCATE of a sequence")),
            _ => return Err(failure("1146", format!("Table '{}' doesn't exist", name.dotted()))),
        };
        let others = self.references_checked(&name).into_iter();
        let mut others = others.filter(|(database, child, _)| *database != name.database || child.name != name.name);
        if let Some((database, child, key)) = others.next().filter(|_| !table.temporary) {
            let constraint = constraint_words(&database, &child.name, &key);
            let message = format!("Cannot truncate a table referenced in a foreign key constraint ({constraint})");
            return Err(failure("1701", message));
        }
        if let Some(table) = self.catalog.table_mut(&name.database, &name.name) {
            table.rows = Rows::default();
            table.next_auto_increment = 1;
        }
        Ok(Effect::Applied)
    }
}

fn cloned<K: Clone, V: Clone>((key, value): (&K, &V)) -> (K, V) {
    (key.clone(), value.clone())
}

/// A foreign key as messages have it.
fn constraint_words(database: &str, table: &str, key: &ForeignKey) -> String {
    let list = |names: &[SmolStr]| names.iter().map(|name| identifier(name)).collect::<Vec<_>>().join(", ");
    format!(
        "{}.{}, CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {}.{} ({})",
        identifier(database),
        identifier(table),
        identifier(&key.name),
        list(&key.columns),
        identifier(&key.parent.0),
        identifier(&key.parent.1),
        list(&key.parent_columns)
    )
}
