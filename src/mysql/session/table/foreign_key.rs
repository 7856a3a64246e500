//! Foreign keys: `InnoDB`'s rules for what they may refer to.

use super::draft::DraftForeignKey;
use super::{Session, TableName};
use crate::mysql::ast::{DataType, IndexKind, ReferenceAction};
use crate::mysql::catalog::{Column, ColumnType, ForeignKey, Key, Table, fold};
use crate::mysql::error::{failure, undecided};
use crate::run::Refusal;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

/// What is wrong with a foreign key. MariaDB has one error for nearly all of it, MySQL one for each.
#[derive(Debug, Clone)]
enum Fault {
    NoParent,
    NoParentColumn(SmolStr),
    NoIndex,
    Types(SmolStr, SmolStr),
    SetNull(SmolStr),
    TakenName,
    /// A temporary table has none.
    Temporary,
}

/// The statement that adds foreign keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adding {
    Create,
    Alter,
}

impl Session {
    /// Adds foreign keys to a table that is complete but for them.
    pub(super) fn add_foreign_keys(
        &self,
        name: &TableName,
        table: &mut Table,
        drafts: &[DraftForeignKey],
        adding: Adding,
    ) -> Result<(), Refusal> {
        if table.options.engine != "InnoDB" || drafts.is_empty() {
            return Ok(());
        }
        let mut number = highest_number(table, adding);
        for draft in drafts {
            if draft.sets_default() && !self.profile.is_mariadb() {
                return Err(undecided("InnoDB has no ON DELETE SET DEFAULT"));
            }
            let key = new_foreign_key(name, draft, &mut number);
            if let Some(fault) = self.fault(name, table, &key) {
                return Err(self.refuse(name, &key, draft, fault, adding));
            }
            table.foreign_keys.push(key);
        }
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// Before the table is looked at as a whole: its columns are there, and as many as on the other side.
    pub(super) fn check_foreign_key_columns<'a>(
        &self,
        columns: impl IntoIterator<Item = &'a Column>,
        draft: &DraftForeignKey,
    ) -> Result<(), Refusal> {
        let there: Vec<SmolStr> = columns.into_iter().map(|column| fold(&column.name)).collect();
        for name in &draft.columns {
            if !there.contains(&fold(name)) {
                return Err(failure("1072", format!("Key column '{name}' doesn't exist in table")));
            }
        }
        let parents = draft.references.columns.len();
        if parents != draft.columns.len() && (parents > 0 || !self.profile.is_mariadb()) {
            let name = draft.name.as_deref().unwrap_or("foreign key without name");
            let message =
                format!("Incorrect foreign key definition for '{name}': Key reference and table reference don't match");
            return Err(failure("1239", message));
        }
        Ok(())
    }

    fn fault(&self, name: &TableName, table: &Table, key: &ForeignKey) -> Option<Fault> {
        if table.temporary {
            return Some(Fault::Temporary);
        }
        let taken_here = table.foreign_keys.iter().any(|other| fold(&other.name) == fold(&key.name));
        let owner = self.catalog.foreign_key_names.get(&(name.database.clone(), fold(&key.name)));
        if taken_here || owner.is_some_and(|owner| *owner != table.name) {
            return Some(Fault::TakenName);
        }
        let itself = key.parent == (name.database.clone(), table.name.clone());
        let found = if itself { Some(table) } else { self.parent(key) };
        match found.filter(|parent| is_referable(parent)) {
            Some(parent) => mismatch(table, parent, key),
            None if self.checks_foreign_keys() => Some(Fault::NoParent),
            // The keys of the table itself are looked at even where there is no parent.
            None if !table.keys.iter().any(|index| begins_with(index, table, &key.columns)) => Some(Fault::NoIndex),
            None => set_null_fault(table, key),
        }
    }

    fn parent(&self, key: &ForeignKey) -> Option<&Table> {
        use crate::mysql::catalog::Relation;
        match self.catalog.databases.get(&key.parent.0)?.relations.get(&key.parent.1)? {
            Relation::Table(table) => Some(table),
            Relation::View(_) | Relation::Sequence(_) => None,
        }
    }

    /// A new table to which others refer already, where foreign keys are checked: 1005 where they do not fit.
    pub(super) fn check_referencing(&self, name: &TableName, table: &Table) -> Result<(), Refusal> {
        if !self.checks_foreign_keys() || table.temporary || table.options.engine != "InnoDB" {
            return Ok(());
        }
        for (_, child, key) in self.catalog.references_to(&name.database, &name.name) {
            if mismatch(&child, table, &key).is_some() {
                return Err(self.malformed(name));
            }
        }
        Ok(())
    }

    fn malformed(&self, table: &TableName) -> Refusal {
        if !self.profile.is_mariadb() {
            return undecided("a foreign key that refers to the table does not fit it");
        }
        cannot_create(table, 150, "Foreign key constraint is incorrectly formed")
    }

    fn refuse(
        &self,
        table: &TableName,
        key: &ForeignKey,
        draft: &DraftForeignKey,
        fault: Fault,
        adding: Adding,
    ) -> Refusal {
        if !self.profile.is_mariadb() {
            return mysql_refusal(key, fault);
        }
        match fault {
            // With a name of the server's own the clash is found later, and told as a malformed key.
            Fault::TakenName if draft.name.is_some() => cannot_create(table, 121, "Duplicate key on write or update"),
            Fault::NoIndex if adding == Adding::Alter && !self.checks_foreign_keys() => {
                let name = draft.name.clone().unwrap_or_default();
                let parent = &key.parent.1;
                failure(
                    "1822",
                    format!(
                        "Failed to add the foreign key constraint. Missing index for constraint '{name}' in the \
                         referenced table '{parent}'"
                    ),
                )
            }
            _ if adding == Adding::Alter && !self.checks_foreign_keys() => {
                undecided("the foreign key is malformed, but foreign_key_checks is off")
            }
            _ => cannot_create(table, 150, "Foreign key constraint is incorrectly formed"),
        }
    }
}

/// MySQL's words.
fn mysql_refusal(key: &ForeignKey, fault: Fault) -> Refusal {
    let (name, parent) = (&key.name, &key.parent.1);
    match fault {
        Fault::NoParent => failure("1824", format!("Failed to open the referenced table '{parent}'")),
        Fault::NoParentColumn(column) => failure(
            "3734",
            format!(
                "Failed to add the foreign key constraint. Missing column '{column}' for constraint '{name}' in the \
                 referenced table '{parent}'"
            ),
        ),
        Fault::NoIndex => failure(
            "1822",
            format!(
                "Failed to add the foreign key constraint. Missing index for constraint '{name}' in the referenced \
                 table '{parent}'"
            ),
        ),
        Fault::Types(column, referenced) => failure(
            "3780",
            format!(
                "Referencing column '{column}' and referenced column '{referenced}' in foreign key constraint '{name}' \
                 are incompatible."
            ),
        ),
        Fault::SetNull(column) => failure(
            "1830",
            format!("Column '{column}' cannot be NOT NULL: needed in a foreign key constraint '{name}' SET NULL"),
        ),
        Fault::TakenName => failure("1826", format!("Duplicate foreign key constraint name '{name}'")),
        Fault::Temporary => failure("1215", "Cannot add foreign key constraint"),
    }
}

fn cannot_create(table: &TableName, errno: u32, words: &str) -> Refusal {
    failure("1005", format!("Can't create table `{}`.`{}` (errno: {errno} \"{words}\")", table.database, table.name))
}

/// `InnoDB`'s tables that are neither temporary nor partitioned.
fn is_referable(table: &Table) -> bool {
    table.options.engine == "InnoDB" && !table.temporary && table.partitioning.is_none()
}

/// The highest number in a name that the server gave; `CREATE` starts anew.
fn highest_number(table: &Table, adding: Adding) -> u64 {
    if adding == Adding::Create {
        return 0;
    }
    let prefix = format!("{}_ibfk_", table.name);
    let number = |key: &ForeignKey| {
        let number = key.name.strip_prefix(prefix.as_str())?;
        // A number with a zero before it is not the server's.
        number.parse::<u64>().ok().filter(|value| value.to_smolstr() == number)
    };
    table.foreign_keys.iter().filter_map(number).max().unwrap_or(0)
}

/// What does not fit between a foreign key and the table that it refers to.
fn mismatch(child: &Table, parent: &Table, key: &ForeignKey) -> Option<Fault> {
    if let Some(missing) = key.parent_columns.iter().find(|name| parent.column(name).is_none()) {
        return Some(Fault::NoParentColumn(missing.clone()));
    }
    if !parent.keys.iter().any(|index| begins_with(index, parent, &key.parent_columns)) {
        return Some(Fault::NoIndex);
    }
    if !child.keys.iter().any(|index| begins_with(index, child, &key.columns)) {
        return Some(Fault::NoIndex);
    }
    for (name, parent_name) in key.columns.iter().zip(&key.parent_columns) {
        if let (Some((_, column)), Some((_, referenced))) = (child.column(name), parent.column(parent_name))
            && !comparable(&column.column_type, &referenced.column_type)
        {
            return Some(Fault::Types(name.clone(), parent_name.clone()));
        }
    }
    set_null_fault(child, key)
}

fn set_null_fault(child: &Table, key: &ForeignKey) -> Option<Fault> {
    let nulls = [key.on_delete, key.on_update].contains(&Some(ReferenceAction::SetNull));
    let required = |name: &&SmolStr| child.column(name).is_some_and(|(_, column)| !column.nullable);
    key.columns.iter().find(|name| nulls && required(name)).map(|name| Fault::SetNull(name.clone()))
}

/// The columns are the first of a key, whole. `InnoDB`'s secondary keys end with the columns of the primary key.
pub(super) fn begins_with(index: &Key, table: &Table, columns: &[SmolStr]) -> bool {
    if matches!(index.kind, IndexKind::FullText | IndexKind::Spatial) || index.hashed {
        return false;
    }
    let of_primary = table.keys.iter().find(|key| key.kind == IndexKind::Primary).map_or(&[][..], |key| &key.columns);
    let own = |name: &SmolStr| index.columns.iter().any(|part| fold(&part.column) == fold(name));
    let hidden = of_primary.iter().filter(|part| !own(&part.column));
    let mut parts = index.columns.iter().chain(hidden);
    columns
        .iter()
        .all(|name| parts.next().is_some_and(|part| part.prefix.is_none() && fold(&part.column) == fold(name)))
}

/// How `InnoDB` stores a type: what compares as the same.
#[derive(Debug, PartialEq, Eq)]
enum Storage<'a> {
    /// Integers by their bytes.
    Integer {
        bytes: u8,
        unsigned: bool,
    },
    Float,
    Double,
    /// Characters by their collation.
    Text(Option<&'a str>),
    /// Bytes: decimals and times as well.
    Bytes,
    Geometry,
}

pub(super) fn comparable(a: &ColumnType, b: &ColumnType) -> bool {
    stored(a) == stored(b)
}

fn stored(column_type: &ColumnType) -> Storage<'_> {
    let integer = |bytes, unsigned| Storage::Integer { bytes, unsigned };
    match &column_type.data_type {
        DataType::TinyInt(_) => integer(1, column_type.unsigned),
        DataType::SmallInt(_) => integer(2, column_type.unsigned),
        DataType::MediumInt(_) => integer(3, column_type.unsigned),
        DataType::Int(_) => integer(4, column_type.unsigned),
        DataType::BigInt(_) | DataType::Serial => integer(8, column_type.unsigned),
        DataType::Year(_) => integer(1, true),
        DataType::Date => integer(3, false),
        DataType::Enum(labels) => integer(if labels.len() < 256 { 1 } else { 2 }, true),
        DataType::Set(labels) => integer(u8::try_from(super::key_part::set_bytes(labels.len())).unwrap_or(8), true),
        DataType::Float(_) => Storage::Float,
        DataType::Double(_) => Storage::Double,
        data_type if data_type.is_spatial() => Storage::Geometry,
        data_type if data_type.is_character() => Storage::Text(column_type.collation.as_deref()),
        _ => Storage::Bytes,
    }
}

impl DraftForeignKey {
    fn sets_default(&self) -> bool {
        [self.references.on_delete, self.references.on_update].contains(&Some(ReferenceAction::SetDefault))
    }
}

fn new_foreign_key(table: &TableName, draft: &DraftForeignKey, number: &mut u64) -> ForeignKey {
    let references = &draft.references;
    let parent = match &references.table.database {
        Some(database) => database.text.clone(),
        None => table.database.clone(),
    };
    let name = draft.name.clone().unwrap_or_else(|| {
        *number += 1;
        format_smolstr!("{}_ibfk_{number}", table.name)
    });
    // MariaDB reads `SET DEFAULT` and forgets it.
    let kept = |action: Option<ReferenceAction>| action.filter(|action| *action != ReferenceAction::SetDefault);
    ForeignKey {
        name,
        columns: draft.columns.clone(),
        parent: (parent, references.table.name.text.clone()),
        parent_columns: if references.columns.is_empty() {
            // A column's own `REFERENCES t` means the column of the same name there.
            draft.columns.clone()
        } else {
            references.columns.iter().map(|column| column.text.clone()).collect()
        },
        on_delete: kept(references.on_delete),
        on_update: kept(references.on_update),
    }
}
