//! Foreign keys: a row's parent must be there, and what becomes of rows whose parent goes or changes.

use super::index::{Encoded, IndexSpec, find, refuse_unknown};
use super::writer::{Writer, implicit};
use crate::mysql::ast::ReferenceAction;
use crate::mysql::catalog::{ForeignKey, Row, RowNumber, Table, identifier};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::fmt::Write as _;
use std::sync::Arc;

/// A foreign key with the tables on both its sides.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub key: ForeignKey,
    /// Database and name of the table that has it.
    pub child: (SmolStr, SmolStr),
    pub columns: Vec<SmolStr>,
    pub parent_columns: Vec<SmolStr>,
}

/// Deeper than this the server does not go.
const DEEPEST: usize = 15;

impl Session {
    pub(super) fn children_of(&self, database: &SmolStr, table: &Table) -> Vec<Reference> {
        if table.temporary {
            return Vec::new();
        }
        let found = self.catalog.references_to(database, &table.name);
        found.into_iter().map(|(child_database, child, key)| reference((&child_database, &child.name), &key)).collect()
    }

    /// Each foreign key of a row has its parent.
    pub(super) fn check_parents(
        &mut self,
        writer: &Writer,
        row: &[Value],
        before: Option<&[Value]>,
    ) -> Result<(), Refusal> {
        if writer.parents.is_empty() || !self.is_on("foreign_key_checks") {
            return Ok(());
        }
        for reference in &writer.parents {
            let Some(own) = IndexSpec::of_reference(&writer.table, &reference.columns) else { continue };
            let key = own.encode(row);
            if before.is_some_and(|before| own.encode(before) == key) {
                continue;
            }
            match key {
                Encoded::Alone if own.columns.iter().any(|column| row[column.place].is_null()) => {}
                Encoded::Key(key) if self.has_parent(writer, reference, &own, row, &key)? => {}
                Encoded::Key(_) => return Err(no_parent(writer, reference)),
                Encoded::Alone | Encoded::NotKnown(_) => {
                    if self.parent_has_same(reference, &own, row) {
                        continue;
                    }
                    return Err(undecided(format!("whether the parent of `{}` is there", reference.key.name)));
                }
            }
        }
        Ok(())
    }

    fn has_parent(
        &mut self,
        writer: &Writer,
        reference: &Reference,
        own: &IndexSpec,
        row: &[Value],
        key: &[u8],
    ) -> Result<bool, Refusal> {
        let (database, name) = &reference.key.parent;
        let itself = *database == writer.database && *name == writer.table.name;
        let Some(parent) = self.catalog.table_mut(database, name) else { return Ok(false) };
        let Some(spec) = IndexSpec::of_reference(parent, &reference.parent_columns) else { return Ok(false) };
        refuse_unknown(parent)?;
        // A row may be its own parent.
        if itself && own.columns.iter().zip(&spec.columns).all(|(child, parent)| row[child.place] == row[parent.place])
        {
            return Ok(true);
        }
        super::index::add_missing(parent, std::slice::from_ref(&spec));
        if !find(parent, &spec, key).is_empty() {
            return Ok(true);
        }
        if spec.count(parent) < parent.rows.len()
            && parent.rows.iter().any(|row| matches!(spec.encode(row), Encoded::NotKnown(_)))
        {
            return Err(undecided(format!("whether the parent of `{}` is there", reference.key.name)));
        }
        Ok(false)
    }

    /// A drawn value that a parent has too is the same one.
    fn parent_has_same(&self, reference: &Reference, own: &IndexSpec, row: &[Value]) -> bool {
        let (database, name) = &reference.key.parent;
        let Some(parent) = self.catalog.table(database, name) else { return false };
        let Some(spec) = IndexSpec::of_reference(parent, &reference.parent_columns) else { return false };
        let same = |other: &Row| {
            own.columns.iter().zip(&spec.columns).all(|(child, parent)| {
                !matches!(row[child.place], Value::Unknown(_)) && row[child.place] == other[parent.place]
            })
        };
        parent.rows.iter().any(same)
    }

    /// What refers to a row that goes, or whose key changes, goes or changes with it, or keeps it.
    pub(super) fn follow_children(
        &mut self,
        writer: &Writer,
        old: &[Value],
        new: Option<&[Value]>,
        depth: usize,
    ) -> Result<(), Refusal> {
        if writer.children.is_empty() || !self.is_on("foreign_key_checks") {
            return Ok(());
        }
        if depth > DEEPEST {
            return Err(undecided("foreign keys that refer to each other so deep"));
        }
        for reference in &writer.children {
            let Some(own) = IndexSpec::of_reference(&writer.table, &reference.parent_columns) else { continue };
            let key = own.encode(old);
            if new.is_some_and(|new| own.encode(new) == key && key != Encoded::Alone) {
                continue;
            }
            let children = self.children_with(reference, &key)?;
            if children.is_empty() {
                continue;
            }
            let action = if new.is_some() { reference.key.on_update } else { reference.key.on_delete };
            match (action, new) {
                (Some(ReferenceAction::Cascade), None) => self.delete_children(reference, children, depth)?,
                (Some(ReferenceAction::Cascade), Some(new)) => {
                    let values: Vec<Value> = own.columns.iter().map(|column| new[column.place].clone()).collect();
                    self.change_children(reference, children, &values, depth)?;
                }
                (Some(ReferenceAction::SetNull), _) => {
                    let values = vec![Value::Null; own.columns.len()];
                    self.change_children(reference, children, &values, depth)?;
                }
                _ => return Err(still_referenced(reference)),
            }
        }
        Ok(())
    }

    fn children_with(&mut self, reference: &Reference, key: &Encoded) -> Result<Vec<(RowNumber, Row)>, Refusal> {
        let Some(child) = self.catalog.table_mut(&reference.child.0, &reference.child.1) else { return Ok(Vec::new()) };
        let Some(spec) = IndexSpec::of_reference(child, &reference.columns) else { return Ok(Vec::new()) };
        let key = match key {
            Encoded::Key(key) => key,
            Encoded::Alone => return Ok(Vec::new()),
            Encoded::NotKnown(_) if child.rows.is_empty() && child.rows.unknown().is_none() => return Ok(Vec::new()),
            Encoded::NotKnown(reason) => return Err(undecided(reason.clone())),
        };
        refuse_unknown(child)?;
        super::index::add_missing(child, std::slice::from_ref(&spec));
        let found = find(child, &spec, key);
        Ok(found.into_iter().filter_map(|number| Some((number, child.rows.get(number)?.clone()))).collect())
    }

    fn delete_children(
        &mut self,
        reference: &Reference,
        children: Vec<(RowNumber, Row)>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let writer = self.child_writer(reference)?;
        for (number, row) in children {
            self.take(&writer, number, &row)?;
            self.follow_children(&writer, &row, None, depth + 1)?;
        }
        Ok(())
    }

    fn change_children(
        &mut self,
        reference: &Reference,
        children: Vec<(RowNumber, Row)>,
        values: &[Value],
        depth: usize,
    ) -> Result<(), Refusal> {
        let writer = self.child_writer(reference)?;
        for (number, row) in children {
            let mut new = row.to_vec();
            for (name, value) in reference.columns.iter().zip(values) {
                let Some((place, column)) = writer.table.column(name) else { continue };
                new[place] = if value.is_null() && !column.nullable { implicit(column) } else { value.clone() };
            }
            self.generate(&writer, &mut new, 1)?;
            if self.duplicate(&writer, &new, Some(number))?.is_some() {
                return Err(undecided("a foreign key would carry a key that is there already"));
            }
            self.swap(&writer, number, &row, new.as_slice().into())?;
            self.follow_children(&writer, &row, Some(&new), depth + 1)?;
        }
        Ok(())
    }

    fn child_writer(&mut self, reference: &Reference) -> Result<Writer, Refusal> {
        let (database, name) = &reference.child;
        let Some(table) = self.catalog.table(database, name).cloned() else {
            return Err(undecided(format!("the table `{name}` is gone")));
        };
        self.table_writer(database, Arc::clone(&table), false)
    }
}

pub(super) fn parents_of(database: &SmolStr, table: &Table) -> Vec<Reference> {
    let keys = table.foreign_keys.iter().map(|key| reference((database, &table.name), key));
    if table.is_transactional() { keys.collect() } else { Vec::new() }
}

fn reference(child: (&SmolStr, &SmolStr), key: &ForeignKey) -> Reference {
    Reference {
        child: (child.0.clone(), child.1.clone()),
        columns: key.columns.clone(),
        parent_columns: key.parent_columns.clone(),
        key: key.clone(),
    }
}

/// The foreign key as the server's messages show it.
fn shown(reference: &Reference) -> String {
    let list = |names: &[SmolStr]| names.iter().map(|name| identifier(name).clone()).collect::<Vec<_>>().join(", ");
    let key = &reference.key;
    let parent = if key.parent.0 == reference.child.0 {
        identifier(&key.parent.1).clone()
    } else {
        format!("{}.{}", identifier(&key.parent.0), identifier(&key.parent.1))
    };
    let mut text = format!(
        "{}.{}, CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {parent} ({})",
        identifier(&reference.child.0),
        identifier(&reference.child.1),
        identifier(&key.name),
        list(&key.columns),
        list(&key.parent_columns)
    );
    for (word, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        let action = match action {
            Some(ReferenceAction::Cascade) => "CASCADE",
            Some(ReferenceAction::SetNull) => "SET NULL",
            Some(ReferenceAction::NoAction) => "NO ACTION",
            Some(ReferenceAction::Restrict | ReferenceAction::SetDefault) | None => continue,
        };
        _ = write!(text, " ON {word} {action}");
    }
    text
}

fn no_parent(_: &Writer, reference: &Reference) -> Refusal {
    failure("1452", format!("Cannot add or update a child row: a foreign key constraint fails ({})", shown(reference)))
}

fn still_referenced(reference: &Reference) -> Refusal {
    failure(
        "1451",
        format!("Cannot delete or update a parent row: a foreign key constraint fails ({})", shown(reference)),
    )
}
