//! `RENAME TABLE`, and what follows a name.

use super::{Session, TableName};
use crate::mysql::ast::{IfExists, ObjectName};
use crate::mysql::catalog::{Catalog, ForeignKey, Relation, Table, Trigger, View};
use crate::mysql::error::{failure, undecided};
use crate::run::{Applied, Effect, Refusal};
use smol_str::{SmolStr, format_smolstr};
use std::sync::Arc;

impl Session {
    /// `RENAME TABLE a TO b, c TO d`: one after the other, or none.
    pub(super) fn rename_tables(&mut self, pairs: &[(ObjectName, ObjectName)], if_exists: IfExists) -> Applied {
        let mut noop = None;
        for (old, new) in pairs {
            let (old, new) = (self.table_name(old)?, self.table_name(new)?);
            let there = self.catalog.relation(&old.database, &old.name).is_some();
            if !there && if_exists == IfExists::Optional {
                noop = Some(format!("Table '{}' doesn't exist", old.dotted()));
                continue;
            }
            self.rename_table(&old, &new)?;
            noop = None;
        }
        Ok(noop.map_or(Effect::Applied, Effect::Noop))
    }

    /// Renames one table or view.
    pub(super) fn rename_table(&mut self, old: &TableName, new: &TableName) -> Result<(), Refusal> {
        let relation = self.catalog.relation(&old.database, &old.name).cloned();
        let Some(relation) = relation else {
            return Err(failure("1146", format!("Table '{}' doesn't exist", old.dotted())));
        };
        self.check_free(&relation, old, new)?;
        match relation {
            Relation::Table(table) => self.move_table(old, new, &table),
            Relation::View(view) => self.move_view(old, new, &view),
            Relation::Sequence(sequence) => {
                self.catalog.take_relation(&old.database, &old.name);
                let renamed = crate::mysql::catalog::Sequence { name: new.name.clone(), ..(*sequence).clone() };
                self.put_relation(new, Relation::Sequence(Arc::new(renamed)));
                Ok(())
            }
        }
    }

    /// Nothing has the new name, and its database is there.
    pub(super) fn check_free(&self, relation: &Relation, old: &TableName, new: &TableName) -> Result<(), Refusal> {
        let Some(database) = self.catalog.databases.get(&new.database) else {
            return Err(self.no_target(old, new));
        };
        let temporary = matches!(relation, Relation::Table(table) if table.temporary);
        let taken = if temporary {
            self.catalog.temporary.contains_key(&(new.database.clone(), new.name.clone()))
        } else {
            database.relations.contains_key(&new.name)
        };
        if taken { Err(failure("1050", format!("Table '{}' already exists", new.name))) } else { Ok(()) }
    }

    fn no_target(&self, old: &TableName, new: &TableName) -> Refusal {
        if !self.profile.is_mariadb() {
            return failure("1049", format!("Unknown database '{}'", new.database));
        }
        rename_failure(old, new, "errno: 168 \"Unknown (generic) error from engine\"")
    }

    fn move_view(&mut self, old: &TableName, new: &TableName, view: &View) -> Result<(), Refusal> {
        if old.database != new.database {
            let message = format!("Changing schema from '{}' to '{}' is not allowed", old.database, new.database);
            return Err(failure("1450", message));
        }
        self.catalog.take_relation(&old.database, &old.name);
        self.put_relation(new, Relation::View(Arc::new(View { name: new.name.clone(), ..view.clone() })));
        Ok(())
    }

    fn put_relation(&mut self, name: &TableName, relation: Relation) {
        if let Some(database) = self.catalog.databases.get_mut(&name.database) {
            database.relations.insert(name.name.clone(), relation);
        }
    }

    /// Foreign keys follow, both ways; those that the server named get new names; triggers stay with their table.
    fn move_table(&mut self, old: &TableName, new: &TableName, table: &Table) -> Result<(), Refusal> {
        let mut renamed = Table { name: new.name.clone(), ..table.clone() };
        renamed.provenance.origins.push(self.origin);
        self.catalog.take_relation(&old.database, &old.name);
        if table.temporary {
            self.catalog.put_table(&new.database, renamed);
            return Ok(());
        }
        self.move_triggers(old, new)?;
        for key in &mut renamed.foreign_keys {
            follow(key, old, new);
            key.name = followed_name(&key.name, old, new);
        }
        renamed.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        self.check_foreign_key_names(new, &renamed)?;
        if self.check_referencing(new, &renamed).is_err() {
            return Err(rename_failure(old, new, "errno: 150 \"Foreign key constraint is incorrectly formed\""));
        }
        move_references(&mut self.catalog, old, new);
        self.catalog.put_table(&new.database, renamed);
        Ok(())
    }

    fn check_foreign_key_names(&self, new: &TableName, table: &Table) -> Result<(), Refusal> {
        let taken = |key: &ForeignKey| {
            let owner =
                self.catalog.foreign_key_names.get(&(new.database.clone(), crate::mysql::catalog::fold(&key.name)));
            owner.is_some_and(|owner| *owner != new.name)
        };
        let clash = table.foreign_keys.iter().any(taken);
        if clash {
            Err(undecided("the name of a foreign key is taken in the database that the table moves to"))
        } else {
            Ok(())
        }
    }

    fn move_triggers(&mut self, old: &TableName, new: &TableName) -> Result<(), Refusal> {
        let Some(database) = self.catalog.databases.get_mut(&old.database) else { return Ok(()) };
        let of_table: Vec<(SmolStr, Arc<Trigger>)> = database
            .triggers
            .iter()
            .filter(|(_, it)| it.table == old.name)
            .map(|(key, it)| (key.clone(), Arc::clone(it)))
            .collect();
        if !of_table.is_empty() && old.database != new.database {
            return Err(failure("1435", "Trigger in wrong schema"));
        }
        for (key, trigger) in of_table {
            database.triggers.insert(key, Arc::new(Trigger { table: new.name.clone(), ..(*trigger).clone() }));
        }
        Ok(())
    }
}

fn rename_failure(old: &TableName, new: &TableName, why: &str) -> Refusal {
    let (from, to) = (format!("./{}/{}", old.database, old.name), format!("./{}/{}", new.database, new.name));
    failure("1025", format!("Error on rename of '{from}' to '{to}' ({why})"))
}

/// Other tables' foreign keys refer to the new name.
fn move_references(catalog: &mut Catalog, old: &TableName, new: &TableName) {
    let children = catalog.referencing_tables(&old.database, &old.name);
    for (database, child) in children.iter() {
        let Some(table) = catalog.databases.get(database).and_then(|it| it.relations.get(child)) else { continue };
        let Relation::Table(table) = table else { continue };
        let mut table = (**table).clone();
        for key in &mut table.foreign_keys {
            follow(key, old, new);
        }
        catalog.put_table(database, table);
    }
}

fn follow(key: &mut ForeignKey, old: &TableName, new: &TableName) {
    if key.parent == (old.database.clone(), old.name.clone()) {
        key.parent = (new.database.clone(), new.name.clone());
    }
}

/// `old_ibfk_3` becomes `new_ibfk_3`.
fn followed_name(name: &SmolStr, old: &TableName, new: &TableName) -> SmolStr {
    match name.strip_prefix(format!("{}_ibfk_", old.name).as_str()) {
        Some(number) => format_smolstr!("{}_ibfk_{number}", new.name),
        None => name.clone(),
    }
}
