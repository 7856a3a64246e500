//! `pg_type` and `pg_enum`.

use super::System;
use super::oids::{INFORMATION_SCHEMA, OTHER, PG_CATALOG, array_of, numbered_type, own_row_type, type_number};
use super::table::{Table, letter, number, oid, oid_or_zero, text, truth, unknown};
use crate::postgres::ast::Name;
use crate::postgres::builtin::relations::{self, BuiltinRelation};
use crate::postgres::builtin::types::{self, BuiltinType};
use crate::postgres::catalog::{
    EnumLabel, NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef, TypeUse, Value, implicit_name,
};

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
    element: Value,
    array: Value,
    storage: Value,
    not_null: bool,
    base: Option<TypeRef>,
    collation: Option<ObjectId>,
    default: Value,
}

impl Row {
    fn push(self, table: &mut Table<'_>) {
        let (base, delimiter) = (self.base, self.delimiter());
        table.push(&[
            ("oid", oid(self.id)),
            ("typname", text(self.name)),
            ("typnamespace", self.schema),
            ("typowner", self.owner),
            ("typtype", letter(self.kind)),
            ("typcategory", letter(self.category)),
            ("typispreferred", truth(self.preferred)),
            ("typisdefined", truth(true)),
            ("typdelim", letter(delimiter)),
            ("typrelid", oid_or_zero(self.relation)),
            ("typelem", self.element),
            ("typarray", self.array),
            ("typstorage", self.storage),
            ("typnotnull", truth(self.not_null)),
            ("typbasetype", oid_or_zero(base.map(type_number))),
            ("typtypmod", number(base.map_or(-1, |base| base.modifier))),
            ("typcollation", oid_or_zero(self.collation)),
            ("typdefault", self.default),
        ]);
    }

    /// That of `box` and its array is not a comma.
    fn delimiter(&self) -> char {
        if self.name == "box" || self.name == "_box" { ';' } else { ',' }
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
            element: oid(self.id),
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
            let name = array_name(&object.name);
            let taken =
                object.schema.is_some_and(|schema| self.session.catalog.find(NameClass::Type, schema, &name).is_some());
            if !matches!(object.type_body(), Some(TypeBody::Shell)) && !taken {
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
            None => schemas.iter().flat_map(|schema| catalog.named(NameClass::Type, schema.id)).collect(),
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
            element: number(0),
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
            row.array(array_of(row.id), format!("_{}", relation.name).into(), letter('x')).push(table);
            row.push(table);
        }
    }

    fn own_row_type(self, relation: BuiltinRelation) -> Row {
        let id = ObjectId::builtin(relation.oid);
        Row {
            id: own_row_type(relation.oid),
            name: Name::new_static(relation.name),
            schema: oid(if relation.schema == "pg_catalog" { PG_CATALOG } else { INFORMATION_SCHEMA }),
            owner: number(10),
            kind: 'c',
            category: 'C',
            preferred: false,
            relation: Some(id),
            element: number(0),
            array: oid(array_of(own_row_type(relation.oid))),
            storage: letter('x'),
            not_null: false,
            base: None,
            collation: None,
            default: Value::Null,
        }
    }

    fn push_own_type(self, table: &mut Table<'_>, builtin: &'static BuiltinType) {
        let bare = |name: &str| name.trim_start_matches('_') == builtin.name.trim_start_matches('_');
        if table.wanted.texts("typname").is_some_and(|names| !names.into_iter().any(bare)) {
            return;
        }
        let domain = builtin.kind == 'd';
        let row = Row {
            id: ObjectId::builtin(builtin.oid),
            name: Name::new_static(builtin.name),
            schema: oid(if domain { INFORMATION_SCHEMA } else { PG_CATALOG }),
            owner: number(10),
            kind: builtin.kind,
            category: builtin.category,
            preferred: builtin.preferred,
            relation: None,
            element: oid_or_zero(element(builtin)),
            array: oid(array_of(ObjectId::builtin(builtin.oid))),
            storage: letter(builtin.storage),
            not_null: false,
            base: None,
            collation: Some(ObjectId::builtin(builtin.collation)),
            default: Value::Null,
        };
        if domain {
            row.array(array_of(row.id), format!("_{}", builtin.name).into(), letter('x')).push(table);
        }
        row.push_own(table, builtin);
    }

    pub(super) fn enumeration(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        let enums: Vec<&Object> = match table.wanted.objects("enumtypid") {
            Some(numbers) => numbers.into_iter().filter_map(|id| catalog.get(id)).collect(),
            None => catalog.schemas().flat_map(|schema| catalog.named(NameClass::Type, schema.id)).collect(),
        };
        for object in enums {
            let Some(TypeBody::Enum { labels }) = object.type_body() else { continue };
            for (label, order) in labels.iter().zip(sort_orders(labels)) {
                table.push(&[
                    ("enumtypid", oid(object.id)),
                    ("enumsortorder", Value::Number(Name::new(order.to_string()))),
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
        let (modifier, default) = match builtin.name {
            "yes_or_no" => (7, Value::Null),
            "time_stamp" => (2, text("CURRENT_TIMESTAMP(2)")),
            _ => (-1, Value::Null),
        };
        let base = TypeRef { modifier, ..TypeRef::builtin(builtin.base) };
        Self { base: Some(base), default, ..self }.push(table);
    }
}

/// `enumsortorder`: a label at an end is one further than the last there, one between two others has their middle.
fn sort_orders(labels: &[EnumLabel]) -> Vec<f32> {
    let mut orders: Vec<Option<f32>> = vec![None; labels.len()];
    let mut places: Vec<usize> = (0..labels.len()).collect();
    places.sort_by_key(|place| labels[*place].number);
    for place in places {
        let before = orders[..place].iter().rev().find_map(|order| *order);
        let after = orders[place + 1..].iter().find_map(|order| *order);
        orders[place] = Some(match (before, after) {
            (None, None) => 1.0,
            (Some(before), None) => before + 1.0,
            (None, Some(after)) => after - 1.0,
            (Some(before), Some(after)) => f32::midpoint(before, after),
        });
    }
    orders.into_iter().flatten().collect()
}

/// The name of the array over a type: one that is as long as can be loses its end.
fn array_name(name: &str) -> String {
    let mut array = format!("_{name}");
    let mut end = array.len().min(implicit_name::MAX_NAME);
    while !array.is_char_boundary(end) {
        end -= 1;
    }
    array.truncate(end);
    array
}

/// `typelem`: a few types have elements without being arrays.
fn element(builtin: &BuiltinType) -> Option<ObjectId> {
    let element = match builtin.name {
        _ if builtin.element != 0 => builtin.element,
        "int2vector" => 21,
        "oidvector" => 26,
        "name" => 18,
        "point" | "line" => 701,
        "lseg" | "box" => 600,
        _ => return None,
    };
    Some(ObjectId::builtin(element))
}
