//! `ALTER TABLE` and the foreign keys that are there: what `InnoDB` does not let go, and what follows a new name.

use super::change::Changes;
use super::foreign_key::{begins_with, comparable};
use super::{Session, TableName};
use crate::mysql::ast::{AlterAction, DataType, IndexKind, ReferenceAction};
use crate::mysql::catalog::{Column, ColumnType, ForeignKey, Key, Table, fold};
use crate::mysql::error::{failure, undecided};
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// A table before and after, and where each new column was.
#[derive(Clone, Copy)]
struct Alteration<'a> {
    old: &'a Table,
    new: &'a Table,
    places: &'a [Option<usize>],
}

impl Alteration<'_> {
    /// What became of a column.
    fn column(&self, name: &str) -> Option<(&Column, &Column)> {
        let (place, old) = self.old.column(name)?;
        let new = self.places.iter().position(|it| *it == Some(place))?;
        Some((old, &self.new.columns[new]))
    }

    /// A column's bytes change, so that the table is copied.
    fn copies(&self) -> bool {
        let changed = |column: &Column| {
            self.column(&column.name).is_some_and(|(old, new)| !is_compatible(&old.column_type, &new.column_type))
        };
        self.old.columns.iter().any(changed)
    }

    /// The new names of columns, where all are still there.
    fn followed(&self, columns: &[SmolStr]) -> Option<Vec<SmolStr>> {
        columns.iter().map(|name| self.column(name).map(|(_, column)| column.name.clone())).collect()
    }

    /// The primary key is not what it was.
    fn loses_primary(&self) -> bool {
        let primary =
            |table: &Table| table.keys.iter().find(|key| key.kind == IndexKind::Primary).map(|key| key.columns.clone());
        primary(self.old).is_some_and(|old| primary(self.new).as_ref() != Some(&old))
    }

    /// The first old key that served, where none does now.
    fn lost_key(&self, columns: &[SmolStr]) -> Option<&Key> {
        let serves = |index: &&Key| begins_with(index, self.old, columns);
        let old = self.old.keys.iter().find(serves)?;
        let new = self.followed(columns);
        let kept = new.is_some_and(|columns| self.new.keys.iter().any(|index| begins_with(index, self.new, &columns)));
        (!kept).then_some(old)
    }
}

impl Session {
    /// The foreign keys that stay, over the columns' new names.
    pub(super) fn kept_foreign_keys(
        &self,
        name: &TableName,
        old: &Table,
        new: &Table,
        changes: &Changes,
        places: &[Option<usize>],
    ) -> Result<Vec<ForeignKey>, Refusal> {
        let alteration = Alteration { old, new, places };
        let dropped = |key: &&ForeignKey| !changes.actions.iter().any(|action| drops(action, key, old));
        let kept: Vec<&ForeignKey> = old.foreign_keys.iter().filter(dropped).collect();
        let parents: Vec<_> = self.catalog.references_to(&name.database, &name.name);
        let parents: Vec<_> =
            parents.into_iter().filter(|(_, child, key)| child.name != name.name || kept.contains(&key)).collect();
        if old.options.engine == "InnoDB" {
            self.check_engine(new, &kept, &parents)?;
            check_renames(alteration, &kept, &parents)?;
            if self.checks_foreign_keys() {
                let checked = self.check_keys(name, alteration, &kept, &parents);
                if changes.rename.is_some() && matches!(checked, Err(Refusal::Failed(_))) {
                    return Err(undecided("a key that a foreign key needs goes while the table gets a new name"));
                }
                checked?;
                check_columns(alteration, &kept, &parents)?;
            }
            check_set_null(alteration, &kept)?;
        }
        let followed = kept.into_iter().map(|key| follow(key, name, alteration));
        followed.collect()
    }

    fn check_engine(
        &self,
        new: &Table,
        kept: &[&ForeignKey],
        parents: &[(SmolStr, Arc<Table>, ForeignKey)],
    ) -> Result<(), Refusal> {
        if new.options.engine == "InnoDB" || (kept.is_empty() && parents.is_empty()) {
            return Ok(());
        }
        if !kept.is_empty() || !self.checks_foreign_keys() {
            return Err(undecided("another engine for a table with foreign keys"));
        }
        Err(failure("1217", "Cannot delete or update a parent row: a foreign key constraint fails"))
    }

    /// Keys that a foreign key needs, on either side.
    fn check_keys(
        &self,
        name: &TableName,
        alteration: Alteration<'_>,
        kept: &[&ForeignKey],
        parents: &[(SmolStr, Arc<Table>, ForeignKey)],
    ) -> Result<(), Refusal> {
        let needed = |key: &Key| {
            failure("1553", format!("Cannot drop index '{}': needed in a foreign key constraint", key.name))
        };
        for key in kept {
            if let Some(index) = alteration.lost_key(&key.columns) {
                return Err(needed(index));
            }
        }
        for (database, child, key) in parents {
            let gone = key.parent_columns.iter().find(|column| alteration.column(column).is_none());
            if let Some(column) = gone {
                let table = format!("`{database}`.`{}`", child.name);
                let message = format!(
                    "Cannot drop column '{column}': needed in a foreign key constraint '{}' of table {table}",
                    key.name
                );
                return Err(failure("1829", message));
            }
            match alteration.lost_key(&key.parent_columns) {
                Some(_) if alteration.loses_primary() => return Err(self.lost_primary(name, alteration)),
                Some(index) => return Err(needed(index)),
                None => {}
            }
        }
        Ok(())
    }

    /// Without another primary key the table is copied, and the copy cannot take the old one's name.
    fn lost_primary(&self, name: &TableName, alteration: Alteration<'_>) -> Refusal {
        let another = alteration.new.keys.iter().any(|key| key.kind == IndexKind::Primary);
        if another || !self.profile.is_mariadb() {
            return undecided("a foreign key refers to the primary key that goes");
        }
        let path = format!("./{}/", name.database);
        let message = format!(
            "Error on rename of '{path}#sql-alter' to '{path}{}' (errno: 150 \"Foreign key constraint is incorrectly \
             formed\")",
            name.name
        );
        failure("1025", message)
    }

    /// Foreign keys of other tables follow the new names of columns.
    pub(super) fn follow_columns(&mut self, name: &TableName, changes: &Changes) {
        if changes.renamed.is_empty() {
            return;
        }
        for (database, child) in self.catalog.referencing_tables(&name.database, &name.name).iter() {
            let Some(table) = self.catalog.databases.get(database).and_then(|it| it.relations.get(child)) else {
                continue;
            };
            let crate::mysql::catalog::Relation::Table(table) = table else { continue };
            if child == &name.name && database == &name.database {
                continue;
            }
            let mut table = (**table).clone();
            for key in
                table.foreign_keys.iter_mut().filter(|key| key.parent.0 == name.database && key.parent.1 == name.name)
            {
                for column in &mut key.parent_columns {
                    let new = changes.renamed.iter().find(|(old, _)| fold(old) == fold(column));
                    *column = new.map_or_else(|| column.clone(), |(_, new)| new.clone());
                }
            }
            self.catalog.put_table(database, table);
        }
    }
}

fn drops(action: &AlterAction, key: &ForeignKey, table: &Table) -> bool {
    match action {
        AlterAction::DropForeignKey { constraint, .. } => fold(&constraint.text) == fold(&key.name),
        AlterAction::DropConstraint { constraint, .. } => {
            let check = table.checks.iter().any(|check| fold(&check.name) == fold(&constraint.text));
            !check && fold(&constraint.text) == fold(&key.name)
        }
        _ => false,
    }
}

/// The key over its columns' new names; 1828 where one is gone.
fn follow(key: &ForeignKey, name: &TableName, alteration: Alteration<'_>) -> Result<ForeignKey, Refusal> {
    let gone = |column: &SmolStr| {
        let message = format!("Cannot drop column '{column}': needed in a foreign key constraint '{}'", key.name);
        failure("1828", message)
    };
    if let Some(column) = key.columns.iter().find(|column| alteration.column(column).is_none()) {
        return Err(gone(column));
    }
    let columns = alteration.followed(&key.columns).unwrap_or_default();
    let itself = key.parent == (name.database.clone(), name.name.clone());
    let parents = if itself { alteration.followed(&key.parent_columns) } else { None };
    Ok(ForeignKey { columns, parent_columns: parents.unwrap_or_else(|| key.parent_columns.clone()), ..key.clone() })
}

fn changed_column(alteration: Alteration<'_>, columns: &[SmolStr]) -> Option<SmolStr> {
    let changed = |name: &&SmolStr| {
        alteration.column(name).is_some_and(|(old, new)| !is_compatible(&old.column_type, &new.column_type))
    };
    columns.iter().find(changed).cloned()
}

/// The rows' bytes stay what they are: the same type, or one with more room.
pub(in crate::mysql::session) fn is_compatible(old: &ColumnType, new: &ColumnType) -> bool {
    use DataType::{Binary, Char, Decimal, Enum, Set, Varbinary, Varchar};
    let same_collation = old.collation == new.collation;
    match (&old.data_type, &new.data_type) {
        (Varchar(old), Varchar(new)) => same_collation && new >= old,
        (Varbinary(old), Varbinary(new)) => new >= old,
        (Char(old), Char(new)) => same_collation && new == old,
        (Binary(old), Binary(new)) => new == old,
        (Enum(old), Enum(new)) | (Set(old), Set(new)) => same_collation && new.starts_with(old),
        (Decimal(old), Decimal(new)) => old == new,
        (old_type, new_type) => {
            let alike = std::mem::discriminant(old_type) == std::mem::discriminant(new_type);
            alike && old_type.fraction() == new_type.fraction() && comparable(old, new)
        }
    }
}

/// 1846: where the table is copied, columns of foreign keys keep their names.
fn check_renames(
    alteration: Alteration<'_>,
    kept: &[&ForeignKey],
    parents: &[(SmolStr, Arc<Table>, ForeignKey)],
) -> Result<(), Refusal> {
    let own = kept.iter().flat_map(|key| &key.columns);
    let theirs = parents.iter().flat_map(|(_, _, key)| &key.parent_columns);
    let renamed = |name: &SmolStr| alteration.column(name).is_some_and(|(old, new)| fold(&old.name) != fold(&new.name));
    if !alteration.copies() || !own.chain(theirs).any(renamed) {
        return Ok(());
    }
    let message = "ALGORITHM=COPY is not supported. Reason: Columns participating in a foreign key are renamed. Try \
                   ALGORITHM=INPLACE";
    Err(failure("1846", message))
}

/// Columns of foreign keys keep their types.
fn check_columns(
    alteration: Alteration<'_>,
    kept: &[&ForeignKey],
    parents: &[(SmolStr, Arc<Table>, ForeignKey)],
) -> Result<(), Refusal> {
    for (database, child, key) in parents {
        if let Some(column) = changed_column(alteration, &key.parent_columns) {
            let table = format!("{database}.{}", child.name);
            let message = format!(
                "Cannot change column '{column}': used in a foreign key constraint '{}' of table '{table}'",
                key.name
            );
            return Err(failure("1833", message));
        }
    }
    for key in kept {
        if let Some(column) = changed_column(alteration, &key.columns) {
            let message = format!("Cannot change column '{column}': used in a foreign key constraint '{}'", key.name);
            return Err(failure("1832", message));
        }
    }
    Ok(())
}

/// 1830: `SET NULL` needs columns that may be NULL.
fn check_set_null(alteration: Alteration<'_>, kept: &[&ForeignKey]) -> Result<(), Refusal> {
    for key in kept {
        if ![key.on_delete, key.on_update].contains(&Some(ReferenceAction::SetNull)) {
            continue;
        }
        let required = |name: &&SmolStr| alteration.column(name).is_some_and(|(_, column)| !column.nullable);
        if let Some(column) = key.columns.iter().find(required) {
            let message = format!(
                "Column '{column}' cannot be NOT NULL: needed in a foreign key constraint '{}' SET NULL",
                key.name
            );
            return Err(failure("1830", message));
        }
    }
    Ok(())
}
