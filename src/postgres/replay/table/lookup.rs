//! What the statements on tables look up, and the refusals they share.

use crate::postgres::ast::Name;
use crate::postgres::catalog::{
    Address, Column, ColumnNumber, DependencyKind, NameClass, Object, ObjectId, Table, TableKind, TypeRef,
};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// Columns that every table has, by the server's numbers.
const SYSTEM_COLUMNS: [&str; 6] = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"];

/// Whether every table has a column of that name.
pub(crate) fn is_system_column(name: &str) -> bool {
    SYSTEM_COLUMNS.contains(&name)
}

impl Session {
    /// Refuses a name that a relation of the schema has already.
    pub(crate) fn refuse_taken_relation(&self, name: &str, schema: ObjectId) -> Result<(), Failure> {
        match self.catalog.find(NameClass::Relation, schema, name) {
            Some(_) => Err(Failure::new("42P07", format!("relation \"{name}\" already exists"))),
            None => Ok(()),
        }
    }

    /// Refuses a name that a relation or a type of the schema has already: every table has a type of its name.
    pub(crate) fn refuse_taken_row_type(&self, name: &str, schema: ObjectId) -> Result<(), Failure> {
        self.refuse_taken_relation(name, schema)?;
        match self.catalog.find(NameClass::Type, schema, name) {
            Some(taken) if !self.is_shell(taken) => {
                Err(Failure::new("42710", format!("type \"{name}\" already exists")))
            }
            _ => Ok(()),
        }
    }

    /// The shell of that name becomes the row type of a new relation.
    pub(crate) fn fill_shell(&mut self, name: &str, schema: ObjectId) -> Result<(), Refusal> {
        let Some(shell) = self.catalog.find(NameClass::Type, schema, name).filter(|found| self.is_shell(*found)) else {
            return Ok(());
        };
        if self.catalog.dependents(shell).next().is_some() {
            return Err(Refusal::Undecided(format!("what uses the shell type \"{name}\" comes to use a row type")));
        }
        self.catalog.remove(shell);
        Ok(())
    }

    /// The author's comment above the statement becomes the object's.
    pub(crate) fn set_remark(&mut self, id: ObjectId) {
        if let Some(remark) = self.remark.clone() {
            self.catalog.update(id, |object| object.remark = Some(remark));
        }
    }

    /// The name of an object, for messages.
    pub(crate) fn name_of(&self, id: ObjectId) -> &str {
        self.catalog.get(id).map_or("???", |object| object.name.as_str())
    }

    /// The table of that id.
    pub(crate) fn table(&self, id: ObjectId) -> Option<&Table> {
        self.catalog.get(id).and_then(Object::table)
    }

    /// 42703, as most statements word it.
    pub(crate) fn no_such_column(&self, relation: ObjectId, column: &str) -> Failure {
        let relation = self.name_of(relation);
        Failure::new("42703", format!("column \"{column}\" of relation \"{relation}\" does not exist"))
    }

    /// The live column of that name; 42703 where there is none.
    pub(crate) fn column(&self, relation: ObjectId, name: &str) -> Result<&Column, Failure> {
        self.catalog
            .get(relation)
            .and_then(|object| object.column(name))
            .ok_or_else(|| self.no_such_column(relation, name))
    }

    /// The column of that number.
    pub(crate) fn column_at(&self, relation: ObjectId, number: ColumnNumber) -> Option<&Column> {
        self.catalog.get(relation)?.column_at(number)
    }

    /// The name of a column, for messages.
    pub(crate) fn column_name(&self, relation: ObjectId, number: ColumnNumber) -> Name {
        self.column_at(relation, number).map_or_else(|| Name::new_static("???"), |column| column.name.clone())
    }

    /// The type of a column, where it is known.
    pub(crate) fn column_type(&self, relation: ObjectId, number: ColumnNumber) -> Option<TypeRef> {
        Some(self.column_at(relation, number)?.type_use.as_ref()?.type_ref)
    }

    /// Changes a column, and records it on the column and its relation.
    pub(crate) fn change_column<R>(
        &mut self,
        relation: ObjectId,
        number: ColumnNumber,
        change: impl FnOnce(&mut Column) -> R,
    ) -> Option<R> {
        let origin = self.origin;
        self.change(relation, |object| {
            let column = object.column_at_mut(number)?;
            if let Some(origin) = origin
                && column.created != Some(origin)
                && column.touched.last() != Some(&origin)
            {
                column.touched.push(origin);
            }
            Some(change(column))
        })
        .flatten()
    }

    /// A type as messages write it: without its modifier, qualified where the search path does not find it.
    pub(crate) fn type_name(&self, type_ref: TypeRef) -> String {
        self.catalog.format_type_name(type_ref, |id| self.visible_prefix(id))
    }

    fn visible_prefix(&self, id: ObjectId) -> String {
        let Some(object) = self.catalog.get(id) else { return String::new() };
        let found = self.path().into_iter().find_map(|schema| self.catalog.find(NameClass::Type, schema, &object.name));
        match object.schema.and_then(|schema| self.catalog.get(schema)) {
            Some(schema) if found != Some(id) => format!("{}.", crate::postgres::ast::quote_ident(&schema.name)),
            _ => String::new(),
        }
    }

    /// The tables that inherit from a table directly, partitions included, oldest first.
    pub(crate) fn children_of(&self, table: ObjectId) -> Vec<ObjectId> {
        let inherits = |child: ObjectId| self.table(child).is_some_and(|other| other.parents.contains(&table));
        let mut children: Vec<ObjectId> = self
            .catalog
            .dependents_of(Address::object(table))
            .filter(|edge| edge.dependent.column == 0)
            .map(|edge| edge.dependent.object)
            .filter(|child| inherits(*child))
            .collect();
        children.sort_unstable();
        children.dedup();
        children
    }

    /// A table and everything that inherits from it, parents first.
    pub(crate) fn with_descendants(&self, table: ObjectId) -> Vec<ObjectId> {
        let mut all = vec![table];
        let mut next = 0;
        while next < all.len() {
            for child in self.children_of(all[next]) {
                if !all.contains(&child) {
                    all.push(child);
                }
            }
            next += 1;
        }
        all
    }

    /// Whether a table is partitioned.
    pub(crate) fn is_partitioned(&self, table: ObjectId) -> bool {
        self.table(table).is_some_and(|table| matches!(table.kind, TableKind::Partitioned(_)))
    }

    /// Whether a table is partitioned, and has a partition already.
    pub(crate) fn has_partitions(&self, table: ObjectId) -> bool {
        self.is_partitioned(table) && !self.children_of(table).is_empty()
    }

    /// Whether a table is a partition.
    pub(crate) fn is_partition(&self, table: ObjectId) -> bool {
        self.table(table).is_some_and(|table| table.partition_bound.is_some())
    }

    /// Records what a column's type and collation make it depend on.
    pub(crate) fn depend_on_column_type(&mut self, relation: ObjectId, number: ColumnNumber) {
        let Some(column) = self.column_at(relation, number) else { return };
        let type_id = column.type_use.as_ref().map(|used| used.type_ref.id);
        let collation = column.collation;
        for referenced in type_id.into_iter().chain(collation) {
            self.catalog.depend(Address::column(relation, number), referenced, DependencyKind::Normal);
        }
    }

    /// A statement that only the model cannot follow, because the rows are not known.
    pub(crate) fn unknown_rows(&self, table: ObjectId, reason: &str) -> Refusal {
        Refusal::Undecided(format!("the rows of \"{}\" are not known: {reason}", self.name_of(table)))
    }
}
