//! Partitions and inheritance.
//!
//! A partition is written as `PARTITION OF` where that gives just this table: the columns in the parent's order, and for its indexes the names
//! that the server would make up. Else it is written out and attached, as it may well have been in the history.

use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::postgres::ast::op::PartitionStrategy;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::implicit_name::choose;
use crate::postgres::catalog::{Column, ConstraintKind, Index, Object, ObjectBody, ObjectId, Table, TableKind};

/// How a table comes from its parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Descent {
    /// It has none, or is attached to them later.
    Alone,
    /// `PARTITION OF`.
    PartitionOf(ObjectId),
    /// `INHERITS`.
    Inherits,
}

impl Printer<'_> {
    /// How a table comes from its parents.
    pub(super) fn descent(&self, object: &Object, table: &Table) -> Descent {
        let parents: Vec<&Object> = table.parents.iter().filter_map(|parent| self.catalog.get(*parent)).collect();
        match (&parents[..], &table.partition_bound) {
            ([parent, ..], Some(_)) if self.is_plain_partition(object, parent) => Descent::PartitionOf(parent.id),
            ([_, ..], None) if object.live_columns().any(|column| !column.local) => Descent::Inherits,
            _ => Descent::Alone,
        }
    }

    /// Whether inherited indexes and constraints come with the parent, rather than being written out.
    pub(super) fn comes_with_parent(&self, object: &Object) -> bool {
        object.table().is_some_and(|table| self.descent(object, table) != Descent::Alone)
    }

    /// Whether a column is written in the definition, and not only inherited.
    pub(super) fn is_written(&self, object: &Object, table: &Table, column: &Column) -> bool {
        match self.descent(object, table) {
            _ if self.postponed.has(object.id, column.number) => false,
            Descent::PartitionOf(_) => false,
            Descent::Inherits => column.local || column.inherited == 0,
            // A typed table has its columns from the type, and only says what is special about them.
            Descent::Alone => table.of_type.is_none() || column.not_null || self.default(column).is_some(),
        }
    }

    fn is_plain_partition(&self, object: &Object, parent: &Object) -> bool {
        let names = |object: &Object| object.live_columns().map(|column| column.name.clone()).collect::<Vec<_>>();
        let indexes_follow = self.catalog.children(object.id).all(|child| match &child.body {
            ObjectBody::Index(index) if index.partition_of.is_some() => {
                self.is_attached_later(index) || self.is_implicit_index(object, child, index)
            }
            _ => true,
        });
        names(object) == names(parent) && indexes_follow
    }

    /// Whether the server would give a partition's index this name by itself.
    fn is_implicit_index(&self, table: &Object, object: &Object, index: &Index) -> bool {
        let constraint = index.constraint.and_then(|id| self.catalog.get(id));
        let primary = constraint.is_some_and(|constraint| match &constraint.body {
            ObjectBody::Constraint(constraint) => {
                matches!(constraint.kind, ConstraintKind::PrimaryKey(_))
            }
            _ => false,
        });
        let middle = if primary { Some(String::new()) } else { self.index_middle(table, object.id) };
        let label = match (primary, constraint) {
            (true, _) => "pkey",
            (false, Some(_)) => "key",
            (false, None) => "idx",
        };
        middle.is_some_and(|middle| choose(&table.name, &middle, label, |_| false) == object.name)
    }

    /// `ATTACH PARTITION` and `INHERIT`, of a table that was written out.
    pub(super) fn attach(&self, object: &Object, table: &Table) -> Vec<Statement> {
        if self.descent(object, table) != Descent::Alone {
            return Vec::new();
        }
        let name = self.name(object.id);
        let attach = |parent: &ObjectId| {
            let parent = self.name(*parent);
            let sql = match &table.partition_bound {
                Some(bound) => format!("ALTER TABLE {parent} ATTACH PARTITION {name} {}", self.text(bound)),
                None => format!("ALTER TABLE {name} INHERIT {parent}"),
            };
            let (child, parent) = (quote_literal(&name), quote_literal(&parent));
            Statement::new(sql).only_if(format!(
                "NOT EXISTS (SELECT FROM pg_inherits WHERE (inhrelid, inhparent) = ({child}::regclass, {parent}::regclass))"
            ))
        };
        table.parents.iter().map(attach).collect()
    }

    /// `PARTITION BY`.
    pub(super) fn partition_by(&self, object: &Object, table: &Table) -> String {
        let TableKind::Partitioned(key) = &table.kind else { return String::new() };
        let strategy = match key.strategy {
            PartitionStrategy::Range => "RANGE",
            PartitionStrategy::List => "LIST",
            PartitionStrategy::Hash => "HASH",
        };
        format!(" PARTITION BY {strategy} ({})", list(key.keys.iter().map(|key| self.index_key(object, key))))
    }

    /// Where a child's defaults and `NOT NULL`s differ from what it inherits.
    pub(super) fn overrides(&self, object: &Object, table: &Table) -> Vec<Statement> {
        if !self.comes_with_parent(object) {
            return Vec::new();
        }
        let inherited = object
            .live_columns()
            .filter(|column| !self.is_written(object, table, column) && !self.postponed.has(object.id, column.number));
        inherited.flat_map(|column| self.overridden(object, table, column)).collect()
    }

    /// Whether a column is of the table's primary key, which makes it `NOT NULL`.
    fn is_in_primary_key(&self, table: &Object, column: &Column) -> bool {
        let mut constraints = self.catalog.children(table.id).filter_map(Object::constraint);
        constraints.any(|constraint| constraint.is_primary_key_of(column.number))
    }

    fn overridden(&self, object: &Object, table: &Table, column: &Column) -> Vec<Statement> {
        let mut parents = table.parents.iter().filter_map(|parent| self.catalog.get(*parent)?.column(&column.name));
        let Some(parent) = parents.next() else { return Vec::new() };
        let default = |column: &Column| {
            let default = self.default(column).filter(|default| default.generated.is_none());
            default.map(|default| self.text(&default.expr).into_owned())
        };
        let mut actions = Vec::new();
        match (default(column), default(parent)) {
            (own, theirs) if own == theirs => {}
            (Some(own), _) => actions.push(format!("SET DEFAULT {own}")),
            (None, _) => actions.push("DROP DEFAULT".into()),
        }
        match (column.not_null, parent.not_null) {
            (true, false) if !self.is_in_primary_key(object, column) => actions.push("SET NOT NULL".into()),
            (false, true) => actions.push("DROP NOT NULL".into()),
            _ => {}
        }
        let (table, column) = (self.name(object.id), quote_ident(&column.name));
        let alter = |action| Statement::new(format!("ALTER TABLE ONLY {table} ALTER COLUMN {column} {action}"));
        actions.into_iter().map(alter).collect()
    }
}
