//! `pg_attribute` and `pg_attrdef`.

use super::System;
use super::class::kind;
use super::objects::Keys;
use super::oids::{OTHER, type_number};
use super::table::{Table, letter, number, oid, oid_or_zero, text, truth, unknown};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::ViewKind;
use crate::postgres::builtin::relations::{self, BuiltinRelation, SYSTEM_COLUMNS};
use crate::postgres::builtin::types;
use crate::postgres::builtin::types::oid as type_oid;
use crate::postgres::catalog::{
    Column, ColumnDefault, Index, KeyTarget, NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef, Value,
};

/// The columns of every sequence: name and type OID.
const SEQUENCE_COLUMNS: [(&str, u32); 3] =
    [("last_value", type_oid::INT8), ("log_cnt", type_oid::INT8), ("is_called", type_oid::BOOL)];

/// How `pg_attribute` is asked for a relation.
const KEYS: Keys = Keys { name: "", schema: None, number: Some("attrelid") };

/// What all attributes have in common.
struct Attribute {
    relation: ObjectId,
    name: Value,
    number: i64,
    type_ref: TypeRef,
    not_null: bool,
}

impl System<'_> {
    pub(super) fn attribute(self, table: &mut Table<'_>) {
        for object in self.relations(table, KEYS) {
            match &object.body {
                ObjectBody::Sequence(_) => push_sequence_columns(table, object.id),
                ObjectBody::Index(index) => self.push_index_columns(table, object, index),
                _ => self.push_columns(table, object),
            }
        }
        if table.wanted.objects("attrelid").is_some() {
            return self.push_own_columns(table, self.own_relations(table, KEYS));
        }
        self.push_own_columns(table, relations::all().collect());
        for name in other_column_names(table) {
            table.push_others(&[("attrelid", oid(OTHER)), ("attname", text(name)), ("attisdropped", truth(false))]);
        }
    }

    fn push_columns(self, table: &mut Table<'_>, object: &Object) {
        let has_system_columns = match &object.body {
            ObjectBody::Table(_) => true,
            ObjectBody::View(view) => view.kind == ViewKind::Materialized,
            _ => false,
        };
        if has_system_columns {
            push_system_columns(table, object.id);
        }
        for column in object.columns() {
            if column.dropped {
                push_dropped(table, object.id, column);
            } else {
                self.push_column(table, object, column);
            }
        }
    }

    fn push_column(self, table: &mut Table<'_>, object: &Object, column: &Column) {
        let Some(type_use) = &column.type_use else {
            return table.push(&[
                ("attrelid", oid(object.id)),
                ("attname", text(column.name.clone())),
                ("attnum", number(column.number)),
                ("attisdropped", truth(false)),
                ("attnotnull", truth(false)),
            ]);
        };
        let attribute = Attribute {
            relation: object.id,
            name: text(column.name.clone()),
            number: i64::from(column.number),
            type_ref: type_use.type_ref,
            not_null: column.not_null,
        };
        let generated = self.default_of(column).and_then(|default| default.generated);
        let identity = column.identity.map_or("", |identity| if identity.always { "a" } else { "d" });
        let collation = column.collation.or_else(|| self.type_collation(type_use.type_ref));
        let mut cells = attribute.cells();
        cells.extend([
            ("atthasdef", truth(column.default.is_some())),
            ("attidentity", text(identity)),
            ("attgenerated", text(generated.map_or("", |kind| if kind == "STORED" { "s" } else { "v" }))),
            ("attstorage", self.storage(column, type_use.type_ref)),
            ("attislocal", truth(column.local)),
            ("attinhcount", number(column.inherited)),
            ("attcollation", oid_or_zero(collation)),
            ("attacl", if column.acl.is_some() { unknown("privileges are not printed") } else { Value::Null }),
        ]);
        if column.options.is_empty() {
            cells.push(("attoptions", Value::Null));
        }
        table.push(&cells);
    }

    /// The default object of a column.
    pub(super) fn default_of(&self, column: &Column) -> Option<&ColumnDefault> {
        match self.session.catalog.get(column.default?).map(|object| &object.body) {
            Some(ObjectBody::Default(default)) => Some(default),
            _ => None,
        }
    }

    fn storage(self, column: &Column, type_ref: TypeRef) -> Value {
        match column.storage.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("plain") => letter('p'),
            Some("external") => letter('e'),
            Some("main") => letter('m'),
            Some("extended") => letter('x'),
            _ => self.type_storage(type_ref),
        }
    }

    /// The storage that a type asks for.
    pub(super) fn type_storage(self, type_ref: TypeRef) -> Value {
        if type_ref.array {
            return letter('x');
        }
        if let Some(builtin) = types::by_oid(type_ref.id.oid()) {
            return letter(builtin.storage);
        }
        match self.session.catalog.get(type_ref.id).map(|object| &object.body) {
            Some(ObjectBody::Type(TypeBody::Enum { .. })) => letter('p'),
            Some(ObjectBody::Type(TypeBody::Domain { base, .. })) => self.type_storage(base.type_ref),
            Some(ObjectBody::Type(TypeBody::Base { .. } | TypeBody::Shell)) => unknown("the storage of a type"),
            _ => letter('x'),
        }
    }

    /// The collation that a type has by itself.
    pub(super) fn type_collation(self, type_ref: TypeRef) -> Option<ObjectId> {
        if let Some(builtin) = types::by_oid(type_ref.id.oid()) {
            return Some(ObjectId::builtin(builtin.collation)).filter(|_| builtin.collation != 0);
        }
        match &self.session.catalog.get(type_ref.id)?.body {
            ObjectBody::Type(TypeBody::Domain { base, collation, .. }) => {
                collation.or_else(|| self.type_collation(base.type_ref))
            }
            // That of an extension's type such as `citext`.
            ObjectBody::Type(TypeBody::Base { category: 'S', .. }) => Some(ObjectId::builtin(100)),
            _ => None,
        }
    }

    /// The columns of an index keep the names that those of the table had.
    fn push_index_columns(self, table: &mut Table<'_>, object: &Object, index: &Index) {
        let Some(relation) = object.parent.and_then(|parent| self.session.catalog.get(parent)) else { return };
        let keys = index.keys.iter().map(|key| match &key.target {
            KeyTarget::Column(number) => relation.column_at(*number),
            KeyTarget::Expr(_) => None,
        });
        let included = index.include.iter().map(|number| relation.column_at(*number));
        let mut seen: Vec<&str> = Vec::new();
        for (column, place) in keys.chain(included).zip(1..) {
            let repeated = column.is_some_and(|column| seen.contains(&column.name.as_str()));
            seen.extend(column.map(|column| column.name.as_str()));
            let name = match column {
                Some(column) if !repeated && relation.touched.is_empty() && column.touched.is_empty() => {
                    text(column.name.clone())
                }
                _ => unknown("the column of an index keeps its first name"),
            };
            table.push(&[
                ("attrelid", oid(object.id)),
                ("attname", name),
                ("attnum", number(place)),
                ("attnotnull", truth(false)),
                ("atthasdef", truth(false)),
                ("attidentity", text("")),
                ("attgenerated", text("")),
                ("attisdropped", truth(false)),
                ("attislocal", truth(true)),
                ("attinhcount", number(0)),
            ]);
        }
    }

    fn push_own_columns(self, table: &mut Table<'_>, own: Vec<BuiltinRelation>) {
        for relation in own {
            let id = ObjectId::builtin(relation.oid);
            if relation.kind == 'r' {
                push_system_columns(table, id);
            }
            for ((name, type_number, not_null), place) in relation.attributes().zip(1..) {
                let type_ref = TypeRef::builtin(type_number);
                let attribute = Attribute { relation: id, name: text(name), number: place, type_ref, not_null };
                let mut cells = attribute.cells();
                cells.extend(plain_cells(self, type_ref));
                table.push(&cells);
            }
        }
    }

    pub(super) fn attrdef(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        let defaults: Vec<&Object> = match table.wanted.objects("adrelid") {
            Some(relations) => relations.into_iter().flat_map(|relation| catalog.children(relation)).collect(),
            None => catalog.objects().collect(),
        };
        for object in defaults {
            if let (ObjectBody::Default(default), Some(parent)) = (&object.body, object.parent) {
                table.push(&[
                    ("oid", oid(object.id)),
                    ("adrelid", oid(parent)),
                    ("adnum", number(default.column)),
                    ("adbin", self.stored_default(object.id, parent, default)),
                ]);
            }
        }
    }
}

impl System<'_> {
    fn stored_default(self, object: ObjectId, relation: ObjectId, default: &ColumnDefault) -> Value {
        let column = self.session.column_type(relation, default.column);
        let column = column.filter(|_| default.generated.is_none());
        let printed = column.and_then(|column| self.default_text(object, default, column));
        printed.map_or_else(|| unknown("how the default is printed"), text)
    }
}

impl Attribute {
    fn cells(self) -> Vec<(&'static str, Value)> {
        let of_array =
            types::by_oid(self.type_ref.id.oid()).map_or(self.relation.is_builtin(), |builtin| builtin.category == 'A');
        let dimensions =
            if self.type_ref.array || of_array { unknown("how many dimensions were declared") } else { number(0) };
        vec![
            ("attrelid", oid(self.relation)),
            ("attname", self.name),
            ("atttypid", oid(type_number(self.type_ref))),
            ("attnum", number(self.number)),
            ("attndims", dimensions),
            ("atttypmod", number(self.type_ref.modifier)),
            ("attnotnull", truth(self.not_null)),
            ("attisdropped", truth(false)),
        ]
    }
}

/// What is the same in all columns that nothing is said of.
fn plain_cells(system: System<'_>, type_ref: TypeRef) -> Vec<(&'static str, Value)> {
    vec![
        ("atthasdef", truth(false)),
        ("attidentity", text("")),
        ("attgenerated", text("")),
        ("attstorage", system.type_storage(type_ref)),
        ("attislocal", truth(true)),
        ("attinhcount", number(0)),
        ("attoptions", Value::Null),
    ]
}

fn push_system_columns(table: &mut Table<'_>, relation: ObjectId) {
    for ((name, type_number), place) in SYSTEM_COLUMNS.iter().zip(-6..) {
        push_plain(table, relation, (name, *type_number), place);
    }
}

fn push_sequence_columns(table: &mut Table<'_>, relation: ObjectId) {
    push_system_columns(table, relation);
    for (column, place) in SEQUENCE_COLUMNS.into_iter().zip(1..) {
        push_plain(table, relation, column, place);
    }
}

fn push_plain(table: &mut Table<'_>, relation: ObjectId, (name, type_number): (&'static str, u32), place: i64) {
    let type_ref = TypeRef::builtin(type_number);
    let attribute = Attribute { relation, name: text(name), number: place, type_ref, not_null: true };
    let mut cells = attribute.cells();
    cells.extend([
        ("atthasdef", truth(false)),
        ("attidentity", text("")),
        ("attgenerated", text("")),
        ("attstorage", letter('p')),
        ("attislocal", truth(true)),
        ("attinhcount", number(0)),
        ("attcollation", number(0)),
        ("attacl", Value::Null),
        ("attoptions", Value::Null),
    ]);
    table.push(&cells);
}

fn push_dropped(table: &mut Table<'_>, relation: ObjectId, column: &Column) {
    table.push(&[
        ("attrelid", oid(relation)),
        ("attname", text(format!("........pg.dropped.{}........", column.number))),
        ("atttypid", number(0)),
        ("attnum", number(column.number)),
        ("attnotnull", truth(false)),
        ("atthasdef", truth(false)),
        ("attidentity", text("")),
        ("attgenerated", text("")),
        ("attisdropped", truth(true)),
        ("attislocal", truth(column.local)),
        ("attinhcount", number(column.inherited)),
    ]);
}

/// What stands for the columns of the server's own indexes and of the tables behind large values.
fn other_column_names(table: &Table<'_>) -> Vec<Name> {
    let Some(names) = table.wanted.texts("attname") else { return vec![Name::new_static("pg_?")] };
    let own = |name: &&str| {
        name.starts_with("chunk_") || relations::all().any(|relation| relation.columns().any(|(own, _)| own == *name))
    };
    names.into_iter().filter(own).map(Name::new).collect()
}

/// It is a relation with columns of its own.
pub(super) fn has_columns(object: &Object) -> bool {
    object.name_classes().contains(&NameClass::Relation) && kind(object).is_some_and(|kind| "rvfp".contains(kind))
}
