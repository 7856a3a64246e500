//! `pg_type` and `pg_enum`.

use super::System;
use super::oids::{INFORMATION_SCHEMA, OTHER, PG_CATALOG, array_of, numbered_type, type_number};
use super::table::{Table, count, letter, number, oid, oid_or_zero, text, truth, unknown};
use crate::ast::Name;
use crate::catalog::{NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef, TypeUse, Value};
use crate::dialect::postgres::relations::{self, BuiltinRelation};
use crate::dialect::postgres::types::{self, BuiltinType};

/// A type in a row of `pg_type`.
struct Row {
    id: ObjectId,
    name: Name,
    schema: Value,
    owner: Value,
    kind: char,
    category: char,
    preferred: bool,
    relation: Option<ObjectId>,
    element: Option<ObjectId>,
    array: Value,
    storage: Value,
    not_null: bool,
    base: Option<TypeRef>,
    collation: Option<ObjectId>,
    default: Value,
}

impl Row {
    fn push(self, table: &mut Table<'_>) {
        let base = self.base;
        table.push(&[
            ("oid", oid(self.id)),
            ("typname", text(self.name)),
            ("typnamespace", self.schema),
            ("typowner", self.owner),
            ("typtype", letter(self.kind)),
            ("typcategory", letter(self.category)),
            ("typispreferred", truth(self.preferred)),
            ("typisdefined", truth(true)),
            ("typdelim", letter(if self.id.oid() == 603 || self.id.oid() == 1020 { ';' } else { ',' })),
            ("typrelid", oid_or_zero(self.relation)),
            ("typelem", oid_or_zero(self.element)),
            ("typarray", self.array),
            ("typstorage", self.storage),
            ("typnotnull", truth(self.not_null)),
            ("typbasetype", oid_or_zero(base.map(type_number))),
            ("typtypmod", number(base.map_or(-1, |base| base.modifier))),
            ("typcollation", oid_or_zero(self.collation)),
            ("typdefault", self.default),
        ]);
    }

    /// The array over it.
    fn array(&self, number: ObjectId, name: Name, storage: Value) -> Self {
        Self {
            id: number,
            name,
            schema: self.schema.clone(),
            owner: self.owner.clone(),
            kind: 'b',
            category: 'A',
            preferred: false,
            relation: None,
            element: Some(self.id),
            array: oid(ObjectId::NONE),
            storage,
            not_null: false,
            base: None,
            collation: self.collation,
            default: Value::Null,
        }
    }
}

impl System<'_> {
    pub(super) fn types(self, table: &mut Table<'_>) {
        for object in self.wanted_types(table) {
            let Some(row) = self.type_row(object) else { continue };
            // A name as long as it can be loses its end, and one that is taken gets another.
            let name = format!("_{}", object.name);
            let taken =
                object.schema.is_some_and(|schema| self.session.catalog.find(NameClass::Type, schema, &name).is_some());
            if !matches!(object.type_body(), Some(TypeBody::Shell)) && name.len() < 64 && !taken {
                row.array(array_of(object.id), name.into(), letter('x')).push(table);
            }
            row.push(table);
        }
        self.push_own_types(table);
        if self.is_of_other_version() {
            for name in self.other_names(table, "typname") {
                table.push_others(&[
                    ("oid", oid(OTHER)),
                    ("typname", text(name)),
                    ("typnamespace", oid(PG_CATALOG)),
                    ("typrelid", oid(OTHER)),
                ]);
            }
        }
    }

    /// The user's types that may be wanted, row types included; an array's name leads to its element.
    fn wanted_types<'s>(&'s self, table: &Table<'_>) -> Vec<&'s Object> {
        let catalog = &self.session.catalog;
        if let Some(numbers) = table.wanted.objects("oid") {
            return numbers.into_iter().filter_map(|id| catalog.get(numbered_type(id).id)).collect();
        }
        let schemas: Vec<&Object> = catalog.schemas().collect();
        match table.wanted.texts("typname") {
            Some(names) => {
                let names: Vec<&str> =
                    names.iter().flat_map(|name| [Some(*name), name.strip_prefix('_')]).flatten().collect();
                let find = |schema: &Object, name: &str| catalog.find(NameClass::Type, schema.id, name);
                schemas
                    .iter()
                    .flat_map(|schema| names.iter().filter_map(|name| find(schema, name)))
                    .filter_map(|id| catalog.get(id))
                    .collect()
            }
            None => schemas.iter().flat_map(|schema| catalog.named_in(NameClass::Type, schema.id)).collect(),
        }
    }

    fn type_row(self, object: &Object) -> Option<Row> {
        let (kind, category) = match &object.body {
            ObjectBody::Table(_) | ObjectBody::View(_) => ('c', 'C'),
            ObjectBody::Type(body) => match body {
                TypeBody::Enum { .. } => ('e', 'E'),
                TypeBody::Domain { base, .. } => ('d', self.category(base.type_ref)),
                TypeBody::Composite { .. } => ('c', 'C'),
                TypeBody::Range { .. } => ('r', 'R'),
                TypeBody::Multirange { .. } => ('m', 'R'),
                TypeBody::Base { category, .. } => ('b', *category),
                TypeBody::Shell => ('p', 'P'),
            },
            _ => return None,
        };
        let type_ref = TypeRef::plain(object.id);
        let (base, not_null, default): (Option<TypeRef>, bool, bool) = match object.type_body() {
            Some(TypeBody::Domain { base: TypeUse { type_ref, .. }, not_null, default, .. }) => {
                (Some(*type_ref), *not_null, default.is_some())
            }
            _ => (None, false, false),
        };
        Some(Row {
            id: object.id,
            name: object.name.clone(),
            schema: oid_or_zero(object.schema),
            owner: self.role(&object.owner),
            kind,
            category,
            preferred: matches!(object.type_body(), Some(TypeBody::Base { preferred: true, .. })),
            relation: (kind == 'c').then_some(object.id),
            element: None,
            array: oid(array_of(object.id)),
            storage: self.type_storage(type_ref),
            not_null,
            base,
            collation: self.type_collation(type_ref),
            default: if default { unknown("expressions are not printed") } else { Value::Null },
        })
    }

    /// `typcategory`.
    fn category(self, type_ref: TypeRef) -> char {
        if type_ref.array {
            return 'A';
        }
        if let Some(builtin) = types::by_oid(type_ref.id.oid()) {
            return builtin.category;
        }
        match self.session.catalog.get(type_ref.id).and_then(Object::type_body) {
            Some(TypeBody::Enum { .. }) => 'E',
            Some(TypeBody::Domain { base, .. }) => self.category(base.type_ref),
            Some(TypeBody::Range { .. } | TypeBody::Multirange { .. }) => 'R',
            Some(TypeBody::Base { category, .. }) => *category,
            _ => 'C',
        }
    }

    fn push_own_types(self, table: &mut Table<'_>) {
        for builtin in types::all() {
            self.push_own_type(table, builtin);
        }
        // Row types and their arrays; those of views are made with the database.
        let wanted = table.wanted.texts("typname");
        let rows: Vec<BuiltinRelation> = match &wanted {
            Some(names) => names
                .iter()
                .flat_map(|name| relations::named(name).chain(relations::named(name.strip_prefix('_').unwrap_or(""))))
                .collect(),
            None => relations::all().collect(),
        };
        for relation in rows {
            let row = self.own_row_type(relation);
            row.array(OTHER, format!("_{}", relation.name).into(), letter('x')).push(table);
            row.push(table);
        }
    }

    fn own_row_type(self, relation: BuiltinRelation) -> Row {
        let id = ObjectId::builtin(relation.oid);
        Row {
            id,
            name: Name::new_static(relation.name),
            schema: oid(if relation.schema == "pg_catalog" { PG_CATALOG } else { INFORMATION_SCHEMA }),
            owner: number(10),
            kind: 'c',
            category: 'C',
            preferred: false,
            relation: Some(id),
            element: None,
            array: unknown("the number of an array type"),
            storage: letter('x'),
            not_null: false,
            base: None,
            collation: None,
            default: Value::Null,
        }
    }

    fn push_own_type(self, table: &mut Table<'_>, builtin: &'static BuiltinType) {
        if !table.wanted.admits("typname", builtin.name) {
            return;
        }
        let domain = builtin.kind == 'd';
        Row {
            id: ObjectId::builtin(builtin.oid),
            name: Name::new_static(builtin.name),
            schema: oid(if domain { INFORMATION_SCHEMA } else { PG_CATALOG }),
            owner: number(10),
            kind: builtin.kind,
            category: builtin.category,
            preferred: builtin.preferred,
            relation: None,
            element: match builtin.element {
                0 => element_of_vector(builtin),
                element => Some(ObjectId::builtin(element)),
            },
            array: if domain { unknown("the number of an array type") } else { number(builtin.array) },
            storage: letter(builtin.storage),
            not_null: false,
            base: None,
            collation: Some(ObjectId::builtin(builtin.collation)),
            default: Value::Null,
        }
        .push_own(table, builtin);
    }

    pub(super) fn enumeration(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        let enums: Vec<&Object> = match table.wanted.objects("enumtypid") {
            Some(numbers) => numbers.into_iter().filter_map(|id| catalog.get(id)).collect(),
            None => catalog.schemas().flat_map(|schema| catalog.named_in(NameClass::Type, schema.id)).collect(),
        };
        for object in enums {
            let Some(TypeBody::Enum { labels }) = object.type_body() else { continue };
            for (place, label) in labels.iter().enumerate() {
                // A label that is put between two others gets a fraction.
                let in_order = labels.windows(2).all(|pair| pair[0].number < pair[1].number);
                let order = if in_order { count(place + 1) } else { unknown("the number of a label's place") };
                table.push(&[
                    ("enumtypid", oid(object.id)),
                    ("enumsortorder", order),
                    ("enumlabel", text(label.label.clone())),
                ]);
            }
        }
    }
}

impl Row {
    /// A row of the engine's own, with what differs there.
    fn push_own(self, table: &mut Table<'_>, builtin: &BuiltinType) {
        if builtin.base == 0 {
            return self.push(table);
        }
        let base = ObjectId::builtin(builtin.base);
        Self { base: Some(TypeRef::plain(base)), ..self }.push(table);
    }
}

/// `int2vector` and `oidvector` have elements without being arrays; so have a few others.
fn element_of_vector(builtin: &BuiltinType) -> Option<ObjectId> {
    let element = match builtin.name {
        "int2vector" => 21,
        "oidvector" => 26,
        "name" => 18,
        "point" | "line" => 701,
        "lseg" | "box" => 600,
        _ => return None,
    };
    Some(ObjectId::builtin(element))
}
