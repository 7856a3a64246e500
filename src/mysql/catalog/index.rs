//! Tables come and go, and with them what finds their foreign keys.

use super::{Catalog, Database, ForeignKey, Qualified, Relation, Table, fold};
use smol_str::SmolStr;
use std::sync::Arc;

impl Catalog {
    /// Puts a table into its database, or in place of the one of its name there.
    pub fn put_table(&mut self, database: &str, table: Table) {
        let name = table.name.clone();
        if table.temporary {
            self.temporary.insert((database.into(), name), Relation::Table(Arc::new(table)));
            return;
        }
        self.remove_relation(database, &name);
        self.index(database, &name, &table.foreign_keys);
        if let Some(database) = self.databases.get_mut(database) {
            database.relations.insert(name, Relation::Table(Arc::new(table)));
        }
    }

    /// Takes a relation out, a temporary table first.
    pub fn take_relation(&mut self, database: &str, name: &str) -> Option<Relation> {
        self.temporary.remove(&(database.into(), name.into())).or_else(|| self.remove_relation(database, name))
    }

    /// Takes a database out, with all that is in it.
    pub fn remove_database(&mut self, name: &str) -> Option<Database> {
        let database = self.databases.remove(name)?;
        for relation in database.relations.values() {
            if let Relation::Table(table) = relation {
                self.forget(name, &table.name, &table.foreign_keys);
            }
        }
        Some(database)
    }

    /// Takes out what is not temporary.
    fn remove_relation(&mut self, database: &str, name: &str) -> Option<Relation> {
        let relation = self.databases.get_mut(database)?.relations.remove(name)?;
        if let Relation::Table(table) = &relation {
            self.forget(database, name, &table.foreign_keys);
        }
        Some(relation)
    }

    /// The tables whose foreign keys refer to a table, there or not.
    pub fn referencing_tables(&self, database: &str, name: &str) -> Arc<Vec<Qualified>> {
        self.referencing.get(&(database.into(), name.into())).cloned().unwrap_or_default()
    }

    /// The foreign keys that refer to a table, with the tables they belong to.
    pub fn references_to(&self, database: &str, name: &str) -> Vec<(SmolStr, Arc<Table>, ForeignKey)> {
        let mut found = Vec::new();
        for (child_database, child) in self.referencing_tables(database, name).iter() {
            let Some(Relation::Table(table)) =
                self.databases.get(child_database).and_then(|it| it.relations.get(child))
            else {
                continue;
            };
            let refers = |key: &&ForeignKey| key.parent.0 == database && key.parent.1 == name;
            for key in table.foreign_keys.iter().filter(refers) {
                found.push((child_database.clone(), Arc::clone(table), key.clone()));
            }
        }
        found
    }

    fn index(&mut self, database: &str, name: &SmolStr, keys: &[ForeignKey]) {
        let child: Qualified = (database.into(), name.clone());
        for key in keys {
            self.foreign_key_names.insert((database.into(), fold(&key.name)), name.clone());
            let children = Arc::make_mut(self.referencing.entry(key.parent.clone()).or_default());
            if !children.contains(&child) {
                children.push(child.clone());
            }
        }
    }

    fn forget(&mut self, database: &str, name: &str, keys: &[ForeignKey]) {
        for key in keys {
            self.foreign_key_names.remove(&(database.into(), fold(&key.name)));
            let Some(children) = self.referencing.get_mut(&key.parent) else { continue };
            Arc::make_mut(children).retain(|(child_database, child)| child_database != database || child != name);
            if children.is_empty() {
                self.referencing.remove(&key.parent);
            }
        }
    }
}
