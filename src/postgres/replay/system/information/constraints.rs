//! The views on constraints.

use super::super::System;
use super::super::constraint::{foreign_key, index_of, kind};
use super::super::objects::Keys;
use super::super::table::{Table, count, or_null, text, unknown, yes_or_no};
use super::tables::KEYS;
use crate::postgres::ast::op::{MatchType, ReferentialAction};
use crate::postgres::catalog::implicit_name;
use crate::postgres::catalog::{ColumnNumber, Constraint, NameClass, Object, ObjectBody, ObjectId, Value};

/// A constraint of a table.
#[derive(Debug, Clone, Copy)]
struct Placed<'s> {
    object: &'s Object,
    constraint: &'s Constraint,
    table: &'s Object,
}

impl<'s> System<'s> {
    /// The constraints that may be wanted by their own names or by those of their tables.
    fn placed(self, table: &Table<'_>, keys: Keys) -> Vec<Placed<'s>> {
        let catalog = &self.session.catalog;
        let objects: Vec<&Object> =
            if table.wanted.texts("constraint_name").is_some() || table.wanted.texts(keys.name).is_none() {
                self.children(table, NameClass::Constraint, "constraint_name", &[])
            } else {
                self.relations(table, keys).into_iter().flat_map(|relation| catalog.children(relation.id)).collect()
            };
        let place = |object: &'s Object| {
            let table = catalog.get(object.parent?)?;
            object.constraint().filter(|_| table.table().is_some()).map(|constraint| Placed {
                object,
                constraint,
                table,
            })
        };
        objects.into_iter().filter_map(place).collect()
    }

    pub(in super::super) fn table_constraints(self, table: &mut Table<'_>) {
        for placed in self.placed(table, KEYS) {
            self.push_table_constraint(table, placed);
        }
        self.push_not_null_checks(table);
        for (_, parent, _) in self.keys_to_partitioned(table, "constraint_name") {
            table.push_others(&[
                ("constraint_schema", self.schema_name(parent.schema)),
                ("constraint_name", unknown("the names of a foreign key to partitions")),
                ("table_schema", self.schema_name(parent.schema)),
                ("table_name", text(parent.name.clone())),
                ("constraint_type", text("FOREIGN KEY")),
            ]);
        }
        // Those of the engine's own tables.
        for name in self.other_names(table, "constraint_name") {
            for owner in self.own_table_names(table) {
                for kind in ["PRIMARY KEY", "UNIQUE", "CHECK"] {
                    table.push_others(&[
                        ("constraint_schema", text("pg_catalog")),
                        ("constraint_name", text(name.clone())),
                        ("table_schema", text("pg_catalog")),
                        ("table_name", text(owner.clone())),
                        ("constraint_type", text(kind)),
                    ]);
                }
            }
        }
    }

    /// The engine's own tables that may be wanted.
    fn own_table_names(self, table: &Table<'_>) -> Vec<crate::postgres::ast::Name> {
        match table.wanted.texts("table_name") {
            None => vec!["pg_?".into()],
            Some(names) => names.into_iter().filter(|name| name.starts_with("pg_")).map(Into::into).collect(),
        }
    }

    fn push_table_constraint(self, table: &mut Table<'_>, placed: Placed<'_>) {
        let constraint = placed.constraint;
        let kind = match kind(constraint) {
            'c' => "CHECK",
            'f' => "FOREIGN KEY",
            'p' => "PRIMARY KEY",
            'u' => "UNIQUE",
            _ => return,
        };
        let index = index_of(constraint).and_then(|index| self.session.catalog.get(index)?.index());
        let nulls = (kind == "UNIQUE").then(|| yes_or_no(index.is_none_or(|index| !index.nulls_not_distinct)));
        table.push(&[
            ("constraint_catalog", self.database()),
            ("constraint_schema", self.schema_name(placed.table.schema)),
            ("constraint_name", text(placed.object.name.clone())),
            ("table_catalog", self.database()),
            ("table_schema", self.schema_name(placed.table.schema)),
            ("table_name", text(placed.table.name.clone())),
            ("constraint_type", text(kind)),
            ("is_deferrable", yes_or_no(constraint.deferrable)),
            ("initially_deferred", yes_or_no(constraint.initially_deferred)),
            ("enforced", yes_or_no(true)),
            ("nulls_distinct", or_null(nulls)),
        ]);
    }

    /// `NOT NULL` is shown as a check, whose name was made of numbers before version 18.
    fn push_not_null_checks(self, table: &mut Table<'_>) {
        if table
            .wanted
            .texts("constraint_name")
            .is_some_and(|names| names.iter().all(|name| !name.contains("_not_null")))
        {
            return;
        }
        for object in self.relations(table, KEYS).into_iter().filter(|object| is_local_table(object)) {
            for column in object.live_columns().filter(|column| column.not_null) {
                let named = self.session.environment.postgres_version() >= 18
                    && object.touched.is_empty()
                    && column.touched.is_empty();
                let name = if named {
                    text(implicit_name::compose(&object.name, &column.name, "not_null"))
                } else {
                    unknown("the name of a NOT NULL constraint")
                };
                table.push(&[
                    ("constraint_catalog", self.database()),
                    ("constraint_schema", self.schema_name(object.schema)),
                    ("constraint_name", name),
                    ("table_catalog", self.database()),
                    ("table_schema", self.schema_name(object.schema)),
                    ("table_name", text(object.name.clone())),
                    ("constraint_type", text("CHECK")),
                    ("is_deferrable", yes_or_no(false)),
                    ("initially_deferred", yes_or_no(false)),
                    ("enforced", yes_or_no(true)),
                ]);
            }
        }
    }

    pub(in super::super) fn key_column_usage(self, table: &mut Table<'_>) {
        for placed in self.placed(table, KEYS) {
            if !matches!(kind(placed.constraint), 'p' | 'u' | 'f') {
                continue;
            }
            for (place, column) in placed.constraint.columns.iter().enumerate() {
                table.push(&[
                    ("constraint_catalog", self.database()),
                    ("constraint_schema", self.schema_name(placed.table.schema)),
                    ("constraint_name", text(placed.object.name.clone())),
                    ("table_catalog", self.database()),
                    ("table_schema", self.schema_name(placed.table.schema)),
                    ("table_name", text(placed.table.name.clone())),
                    ("column_name", column_name(placed.table, *column)),
                    ("ordinal_position", count(place + 1)),
                    ("position_in_unique_constraint", self.position_in_key(placed.constraint, place)),
                ]);
            }
        }
        for (_, parent, _) in self.keys_to_partitioned(table, "constraint_name") {
            table.push_others(&[
                ("constraint_schema", self.schema_name(parent.schema)),
                ("constraint_name", unknown("the names of a foreign key to partitions")),
                ("table_schema", self.schema_name(parent.schema)),
                ("table_name", text(parent.name.clone())),
            ]);
        }
        for name in self.other_names(table, "constraint_name") {
            for owner in self.own_table_names(table) {
                table.push_others(&[
                    ("constraint_schema", text("pg_catalog")),
                    ("constraint_name", text(name.clone())),
                    ("table_schema", text("pg_catalog")),
                    ("table_name", text(owner.clone())),
                    ("column_name", unknown("the keys of the engine's own tables")),
                ]);
            }
        }
    }

    pub(in super::super) fn referential_constraints(self, table: &mut Table<'_>) {
        let keys = Keys { name: "", schema: None, number: None };
        for placed in self.placed(table, keys) {
            let Some(key) = foreign_key(placed.constraint) else { continue };
            let unique = self.session.catalog.get(key.index).and_then(Object::index).and_then(|index| index.constraint);
            let unique = unique.and_then(|unique| self.session.catalog.get(unique));
            let schema =
                unique.and_then(|unique| self.session.catalog.get(unique.parent?)).and_then(|owner| owner.schema);
            table.push(&[
                ("constraint_catalog", self.database()),
                ("constraint_schema", self.schema_name(placed.table.schema)),
                ("constraint_name", text(placed.object.name.clone())),
                ("unique_constraint_catalog", or_null(unique.map(|_| self.database()))),
                ("unique_constraint_schema", self.schema_name(schema)),
                ("unique_constraint_name", or_null(unique.map(|unique| text(unique.name.clone())))),
                ("match_option", text(if key.match_type == MatchType::Full { "FULL" } else { "NONE" })),
                ("update_rule", text(rule(key.on_update))),
                ("delete_rule", text(rule(key.on_delete))),
            ]);
        }
        for (_, parent, _) in self.keys_to_partitioned(table, "constraint_name") {
            table.push_others(&[
                ("constraint_schema", self.schema_name(parent.schema)),
                ("constraint_name", unknown("the names of a foreign key to partitions")),
            ]);
        }
    }

    /// The place of the referenced column in the key that it belongs to.
    fn position_in_key(self, constraint: &Constraint, place: usize) -> Value {
        let Some(key) = foreign_key(constraint) else { return Value::Null };
        let index = self.session.catalog.get(key.index).and_then(Object::index);
        let position = index.zip(key.columns.get(place)).and_then(|(index, column)| {
            let is_column = |key: &crate::postgres::catalog::IndexKey| {
                key.target == crate::postgres::catalog::KeyTarget::Column(*column)
            };
            index.keys.iter().position(is_column)
        });
        or_null(position.map(|position| count(position + 1)))
    }

    pub(in super::super) fn constraint_column_usage(self, table: &mut Table<'_>) {
        // The table is the referenced one, which does not lead to the constraint.
        let named = table.wanted.texts("constraint_name").is_some();
        let candidates = if named { self.placed(table, KEYS) } else { self.using(table) };
        for placed in candidates {
            let (owner, columns): (Option<&Object>, Vec<ColumnNumber>) = match foreign_key(placed.constraint) {
                Some(key) => (self.session.catalog.get(key.table), key.columns.clone()),
                None if kind(placed.constraint) == 'x' => continue,
                None => (Some(placed.table), placed.constraint.columns.clone()),
            };
            let Some(owner) = owner else { continue };
            for column in columns {
                table.push(&[
                    ("table_catalog", self.database()),
                    ("table_schema", self.schema_name(owner.schema)),
                    ("table_name", text(owner.name.clone())),
                    ("column_name", column_name(owner, column)),
                    ("constraint_catalog", self.database()),
                    ("constraint_schema", self.schema_name(placed.table.schema)),
                    ("constraint_name", text(placed.object.name.clone())),
                ]);
            }
        }
        for (_, parent, partition) in self.keys_to_partitioned(table, "constraint_name") {
            table.push_others(&[
                ("table_schema", self.schema_name(partition.schema)),
                ("table_name", text(partition.name.clone())),
                ("constraint_schema", self.schema_name(parent.schema)),
                ("constraint_name", unknown("the names of a foreign key to partitions")),
            ]);
        }
        for name in self.other_names(table, "constraint_name") {
            for owner in self.own_table_names(table) {
                table.push_others(&[
                    ("table_schema", text("pg_catalog")),
                    ("table_name", text(owner.clone())),
                    ("column_name", unknown("the keys of the engine's own tables")),
                    ("constraint_schema", text("pg_catalog")),
                    ("constraint_name", text(name.clone())),
                ]);
            }
        }
    }

    /// The constraints that use columns of the tables that may be wanted.
    fn using(self, table: &Table<'_>) -> Vec<Placed<'s>> {
        let catalog = &self.session.catalog;
        if table.wanted.texts("table_name").is_none() {
            return self.placed(table, KEYS);
        }
        let ids: Vec<ObjectId> = self
            .relations(table, KEYS)
            .into_iter()
            .flat_map(|relation| {
                let own = catalog.children(relation.id).map(|child| child.id);
                own.chain(self.referencing(relation.id)).collect::<Vec<_>>()
            })
            .collect();
        let mut placed: Vec<Placed<'s>> = Vec::new();
        for id in ids {
            let Some(object) = catalog.get(id) else { continue };
            let (Some(constraint), Some(owner)) = (object.constraint(), object.parent.and_then(|id| catalog.get(id)))
            else {
                continue;
            };
            if owner.table().is_some() && placed.iter().all(|known| known.object.id != id) {
                placed.push(Placed { object, constraint, table: owner });
            }
        }
        placed
    }
}

/// What a foreign key does, in words.
fn rule(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::NoAction => "NO ACTION",
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    }
}

fn column_name(relation: &Object, number: ColumnNumber) -> Value {
    or_null(relation.column_at(number).map(|column| text(column.name.clone())))
}

/// A table whose rows are in this database.
fn is_local_table(object: &Object) -> bool {
    matches!(&object.body, ObjectBody::Table(table) if !table.is_foreign())
}
