//! `pg_constraint`.

use super::System;
use super::oids::{INFORMATION_SCHEMA, OTHER, PG_CATALOG};
use super::table::{Table, letter, number, numbers, oid, oid_or_zero, text, truth, unknown};
use crate::postgres::ast::op::{MatchType, ReferentialAction};
use crate::postgres::catalog::{
    Constraint, ConstraintKind, ForeignKeyRef, NameClass, Object, ObjectBody, ObjectId, Trigger, Value, implicit_name,
};
use std::collections::BTreeSet;

/// The columns in which a constraint names what it belongs to.
const PARENTS: &[&str] = &["conrelid", "contypid"];

/// The constraints of `information_schema`'s domains.
const DOMAIN_CHECKS: [(&str, u32); 2] = [("cardinal_number_domain_check", 12001), ("yes_or_no_check", 12005)];

/// The first version in which `NOT NULL` is a constraint.
const NOT_NULL_CONSTRAINTS: u32 = 18;

/// `contype`.
pub(super) fn kind(constraint: &Constraint) -> char {
    match constraint.kind {
        ConstraintKind::PrimaryKey(_) => 'p',
        ConstraintKind::Unique(_) => 'u',
        ConstraintKind::Exclude(..) => 'x',
        ConstraintKind::Check { .. } => 'c',
        ConstraintKind::ForeignKey(_) => 'f',
    }
}

/// The index behind a constraint.
pub(super) fn index_of(constraint: &Constraint) -> Option<ObjectId> {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(index) | ConstraintKind::Unique(index) | ConstraintKind::Exclude(index, _) => {
            Some(*index)
        }
        ConstraintKind::ForeignKey(key) => Some(key.index),
        ConstraintKind::Check { .. } => None,
    }
}

/// What a foreign key refers to.
pub(super) fn foreign_key(constraint: &Constraint) -> Option<&ForeignKeyRef> {
    if let ConstraintKind::ForeignKey(key) = &constraint.kind { Some(key) } else { None }
}

fn action(action: ReferentialAction) -> char {
    match action {
        ReferentialAction::NoAction => 'a',
        ReferentialAction::Restrict => 'r',
        ReferentialAction::Cascade => 'c',
        ReferentialAction::SetNull => 'n',
        ReferentialAction::SetDefault => 'd',
    }
}

fn match_type(match_type: MatchType) -> char {
    match match_type {
        MatchType::Full => 'f',
        MatchType::Simple => 's',
    }
}

impl System<'_> {
    pub(super) fn constraint(self, table: &mut Table<'_>) {
        for object in self.wanted_constraints(table) {
            if let Some(constraint) = object.constraint() {
                self.push_constraint(table, object, constraint);
            }
        }
        for object in self.children(table, NameClass::Trigger, "conname", PARENTS) {
            if let Some(trigger) = object.trigger().filter(|trigger| trigger.constraint) {
                self.push_constraint_trigger(table, object, trigger);
            }
        }
        self.push_keys_to_partitions(table);
        if self.session.environment.postgres_version() >= NOT_NULL_CONSTRAINTS {
            self.push_not_null(table);
        }
        for (name, domain) in DOMAIN_CHECKS {
            table.push(&[
                ("conname", text(name)),
                ("connamespace", oid(INFORMATION_SCHEMA)),
                ("contype", letter('c')),
                ("conrelid", number(0)),
                ("contypid", number(domain)),
                ("conindid", number(0)),
                ("confrelid", number(0)),
            ]);
        }
        for name in self.other_names(table, "conname") {
            for kind in ['p', 'u'] {
                table.push_others(&[
                    ("oid", oid(OTHER)),
                    ("conname", text(name.clone())),
                    ("connamespace", oid(PG_CATALOG)),
                    ("contype", letter(kind)),
                    ("conrelid", oid(OTHER)),
                    ("contypid", number(0)),
                    ("conindid", oid(OTHER)),
                    ("confrelid", number(0)),
                    ("convalidated", truth(true)),
                    ("confkey", Value::Null),
                ]);
            }
        }
    }

    /// The constraints that may be wanted, those that refer to a table included.
    fn wanted_constraints<'s>(&'s self, table: &Table<'_>) -> Vec<&'s Object> {
        let named = table.wanted.texts("conname").is_some()
            || PARENTS.iter().any(|column| table.wanted.objects(column).is_some());
        match table.wanted.objects("confrelid").filter(|_| !named) {
            Some(referenced) if !referenced.contains(&ObjectId::NONE) => {
                let keys = referenced.into_iter().flat_map(|referenced| self.referencing(referenced));
                keys.filter_map(|id| self.session.catalog.get(id)).collect()
            }
            _ => self.children(table, NameClass::Constraint, "conname", PARENTS),
        }
    }

    fn push_constraint(self, table: &mut Table<'_>, object: &Object, constraint: &Constraint) {
        let parent = object.parent.and_then(|parent| self.session.catalog.get(parent));
        let of_type = parent.is_some_and(|parent| matches!(parent.body, ObjectBody::Type(_)));
        let key = foreign_key(constraint);
        let none = |letter_of: fn(&ForeignKeyRef) -> char| letter(key.map_or(' ', letter_of));
        table.push(&[
            ("oid", oid(object.id)),
            ("conname", text(object.name.clone())),
            ("connamespace", oid_or_zero(parent.and_then(|parent| parent.schema))),
            ("contype", letter(kind(constraint))),
            ("condeferrable", truth(constraint.deferrable)),
            ("condeferred", truth(constraint.initially_deferred)),
            ("convalidated", truth(constraint.validated)),
            ("conrelid", oid_or_zero(object.parent.filter(|_| !of_type))),
            ("contypid", oid_or_zero(object.parent.filter(|_| of_type))),
            ("conindid", oid_or_zero(index_of(constraint))),
            ("conparentid", self.parent_constraint(constraint)),
            ("confrelid", oid_or_zero(key.map(|key| key.table))),
            ("confupdtype", none(|key| action(key.on_update))),
            ("confdeltype", none(|key| action(key.on_delete))),
            ("confmatchtype", none(|key| match_type(key.match_type))),
            ("conislocal", truth(constraint.local)),
            ("coninhcount", number(constraint.inherited)),
            ("connoinherit", self.no_inherit(object, constraint)),
            ("conkey", columns(constraint)),
            ("confkey", key.map_or(Value::Null, |key| numbers(key.columns.iter().copied()))),
            ("confdelsetcols", delete_columns(key)),
        ]);
    }

    /// The constraint of the partitioned table that a partition's belongs to.
    fn parent_constraint(self, constraint: &Constraint) -> Value {
        if constraint.inherited == 0 || matches!(constraint.kind, ConstraintKind::Check { .. }) {
            return number(0);
        }
        let index = foreign_key(constraint).is_none().then(|| index_of(constraint)).flatten();
        let parent = index.and_then(|index| self.session.catalog.get(index)?.index()?.partition_of);
        let parent = parent.and_then(|parent| self.session.catalog.get(parent)?.index()?.constraint);
        parent.map_or_else(|| unknown("the constraint of the partitioned table"), oid)
    }

    fn no_inherit(self, object: &Object, constraint: &Constraint) -> Value {
        match &constraint.kind {
            ConstraintKind::Check { no_inherit, .. } => truth(*no_inherit),
            ConstraintKind::ForeignKey(_) => {
                let table = object.parent.and_then(|parent| self.session.catalog.get(parent));
                let partitioned = table.is_some_and(|table| super::class::kind(table) == Some('p'));
                truth(constraint.inherited == 0 && !partitioned)
            }
            // One that was made by itself stays as it was.
            _ if constraint.inherited > 0 => unknown("whether a key was made with its partition"),
            _ => truth(true),
        }
    }

    /// A constraint trigger is a constraint too.
    fn push_constraint_trigger(self, table: &mut Table<'_>, object: &Object, trigger: &Trigger) {
        let parent = object.parent.and_then(|parent| self.session.catalog.get(parent));
        table.push(&[
            ("conname", text(object.name.clone())),
            ("connamespace", oid_or_zero(parent.and_then(|parent| parent.schema))),
            ("contype", letter('t')),
            ("condeferrable", truth(trigger.deferrable)),
            ("condeferred", truth(trigger.initially_deferred)),
            ("convalidated", truth(true)),
            ("conrelid", oid_or_zero(object.parent)),
            ("contypid", number(0)),
            ("conindid", number(0)),
            ("confrelid", number(0)),
            ("conkey", Value::Null),
            ("confkey", Value::Null),
        ]);
    }

    /// A foreign key to a partitioned table has others beside it, one for each partition.
    fn push_keys_to_partitions(self, table: &mut Table<'_>) {
        for (object, parent, partition) in self.keys_to_partitioned(table, "conname") {
            table.push_others(&[
                ("conname", unknown("the names of a foreign key to partitions")),
                ("connamespace", oid_or_zero(parent.schema)),
                ("contype", letter('f')),
                ("conrelid", oid(parent.id)),
                ("contypid", number(0)),
                ("conparentid", oid(object.id)),
                ("confrelid", oid(partition.id)),
            ]);
        }
    }

    /// The foreign keys to partitioned tables, each with its own table and with each partition, where the keys to the partitions may have a name that is wanted.
    pub(super) fn keys_to_partitioned<'s>(
        &'s self,
        table: &Table<'_>,
        column: &str,
    ) -> Vec<(&'s Object, &'s Object, &'s Object)> {
        let catalog = &self.session.catalog;
        let begins = |parent: &Object, name: &str| {
            // A name that is made up may be cut off.
            let begin: String = parent.name.chars().take(10).collect();
            name.starts_with(&begin)
        };
        // The server makes these names up, so that they are not those of known constraints.
        let free = |name: &&str| {
            name.contains("_fkey") && catalog.children_named(NameClass::Constraint, name).next().is_none()
        };
        let wanted: Option<Vec<&str>> =
            table.wanted.texts(column).map(|names| names.into_iter().filter(free).collect());
        if wanted.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for object in self.partitioned_keys() {
            let parent = object.parent.and_then(|parent| catalog.get(parent));
            let wanted =
                |parent: &&Object| wanted.as_ref().is_none_or(|names| names.iter().any(|name| begins(parent, name)));
            let (Some(parent), Some(key)) = (parent.filter(wanted), object.constraint().and_then(foreign_key)) else {
                continue;
            };
            let family = self.session.family(key.table);
            let partitions = family.into_iter().filter(|id| *id != key.table).filter_map(|id| catalog.get(id));
            found.extend(partitions.map(|partition| (object, parent, partition)));
        }
        found
    }

    /// The foreign keys that refer to a partitioned table.
    fn partitioned_keys(&self) -> impl Iterator<Item = &Object> {
        let catalog = &self.session.catalog;
        let refers = |id: &ObjectId, table| {
            let key = catalog.get(*id).and_then(Object::constraint).and_then(foreign_key);
            key.is_some_and(|key| key.table == table)
        };
        let keys: BTreeSet<ObjectId> = catalog
            .partitioned()
            .flat_map(|table| {
                let dependents = catalog.dependents(table).map(|edge| edge.dependent.object);
                dependents.filter(move |id| refers(id, table))
            })
            .collect();
        keys.into_iter().filter_map(|id| catalog.get(id))
    }

    /// `NOT NULL` as a constraint: named as `CREATE TABLE` does, unless something was renamed.
    fn push_not_null(self, table: &mut Table<'_>) {
        if table.wanted.texts("conname").is_some_and(|names| names.iter().all(|name| !name.contains("_not_null"))) {
            return;
        }
        let catalog = &self.session.catalog;
        let tables: Vec<&Object> = match table.wanted.objects("conrelid") {
            Some(tables) => tables.into_iter().filter_map(|id| catalog.get(id)).collect(),
            None => catalog.objects().collect(),
        };
        for object in tables.into_iter().filter(|object| object.table().is_some()) {
            for column in object.live_columns().filter(|column| column.not_null) {
                let name = if object.touched.is_empty() && column.touched.is_empty() {
                    text(implicit_name::compose(&object.name, &column.name, "not_null"))
                } else {
                    unknown("the name of a NOT NULL constraint")
                };
                table.push(&[
                    ("conname", name),
                    ("connamespace", oid_or_zero(object.schema)),
                    ("contype", letter('n')),
                    ("condeferrable", truth(false)),
                    ("condeferred", truth(false)),
                    ("conrelid", oid(object.id)),
                    ("contypid", number(0)),
                    ("conindid", number(0)),
                    ("confrelid", number(0)),
                    ("conkey", numbers([column.number])),
                    ("confkey", Value::Null),
                ]);
            }
        }
    }
}

/// `conkey`. The columns of a check are in the order in which the server finds them, and a whole row counts as one.
fn columns(constraint: &Constraint) -> Value {
    match (&constraint.kind, constraint.columns.as_slice()) {
        (ConstraintKind::Check { expr, .. }, []) if expr.references.is_empty() => Value::Null,
        (ConstraintKind::Check { .. }, [_, _, ..] | []) => unknown("the order of the columns of a check"),
        (_, columns) => numbers(columns.iter().copied()),
    }
}

fn delete_columns(key: Option<&ForeignKeyRef>) -> Value {
    match key {
        Some(key) if !key.on_delete_columns.is_empty() => numbers(key.on_delete_columns.iter().copied()),
        _ => Value::Null,
    }
}
