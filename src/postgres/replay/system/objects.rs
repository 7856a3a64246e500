//! Which objects may be wanted: found by the catalog's index where a name or number is given.

use super::System;
use super::oids::{INFORMATION_SCHEMA, OTHER, PG_CATALOG};
use super::table::{Table, oid, or_null, text, truth, unknown};
use crate::postgres::ast::Name;
use crate::postgres::builtin::extensions;
use crate::postgres::builtin::later::GENERATED_FROM;
use crate::postgres::builtin::relations::{self, BuiltinRelation};
use crate::postgres::catalog::{NameClass, Object, ObjectBody, ObjectId, Value};

/// The columns by which a table is asked for an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// The object's name.
    pub(super) name: &'static str,
    /// The name of its schema, where the table has that.
    pub(super) schema: Option<&'static str>,
    /// The object's number, where the table has that.
    pub(super) number: Option<&'static str>,
}

/// What the server keeps temporary relations in has a number that differs from session to session.
const TEMPORARY: &str = "pg_temp";

impl<'s> System<'s> {
    /// The user's schemas that may be wanted by name.
    fn wanted_schemas(self, table: &Table<'_>, column: Option<&str>) -> Vec<&'s Object> {
        let catalog = &self.session.catalog;
        let Some(names) = column.and_then(|column| table.wanted.texts(column)) else {
            return catalog.schemas().collect();
        };
        let find = |name: &&str| catalog.schema(if name.starts_with("pg_temp_") { TEMPORARY } else { name });
        names.iter().filter(|name| **name != TEMPORARY).filter_map(find).filter_map(|id| catalog.get(id)).collect()
    }

    /// The user's relations that may be wanted.
    pub(super) fn relations(self, table: &Table<'_>, keys: Keys) -> Vec<&'s Object> {
        let catalog = &self.session.catalog;
        if let Some(numbers) = keys.number.and_then(|column| table.wanted.objects(column)) {
            return numbers.into_iter().filter_map(|id| catalog.get(id)).filter(|object| is_relation(object)).collect();
        }
        let schemas = self.wanted_schemas(table, keys.schema);
        match table.wanted.texts(keys.name) {
            Some(names) => {
                let find = |schema: &Object, name: &str| catalog.find(NameClass::Relation, schema.id, name);
                let found = schemas.iter().flat_map(|schema| names.iter().filter_map(|name| find(schema, name)));
                found.filter_map(|id| catalog.get(id)).collect()
            }
            None => schemas.iter().flat_map(|schema| catalog.named(NameClass::Relation, schema.id)).collect(),
        }
    }

    /// The server's own tables and views that may be wanted.
    pub(super) fn own_relations(self, table: &Table<'_>, keys: Keys) -> Vec<BuiltinRelation> {
        if let Some(numbers) = keys.number.and_then(|column| table.wanted.objects(column)) {
            return numbers.into_iter().filter_map(|id| relations::by_oid(id.oid())).collect();
        }
        let in_schema =
            |relation: &BuiltinRelation| keys.schema.is_none_or(|column| table.wanted.admits(column, relation.schema));
        match table.wanted.texts(keys.name) {
            Some(names) => names.into_iter().flat_map(relations::named).filter(in_schema).collect(),
            None if keys.schema.is_some_and(|column| self.excludes_own(table, column)) => Vec::new(),
            None => relations::all().filter(in_schema).collect(),
        }
    }

    /// Only schemas of the user's are wanted.
    fn excludes_own(self, table: &Table<'_>, column: &str) -> bool {
        !["pg_catalog", "information_schema"].iter().any(|schema| table.wanted.admits(column, schema))
    }

    /// The names that stand for others of the server's own: one that nothing of a user has, or those that are asked for and not known.
    pub(super) fn other_names(self, table: &Table<'_>, column: &str) -> Vec<Name> {
        match table.wanted.texts(column) {
            None => vec![Name::new_static("pg_?")],
            Some(names) => {
                let own = |name: &&str| name.starts_with("pg_") && relations::named(name).next().is_none();
                names.into_iter().filter(own).map(Name::new).collect()
            }
        }
    }

    /// The server is of another version than the built-in catalog.
    pub(super) fn is_of_other_version(self) -> bool {
        self.session.environment.postgres_version() != GENERATED_FROM
    }

    /// The constraints, triggers or policies that may be wanted, by name or by the relation they belong to.
    pub(super) fn children(self, table: &Table<'_>, class: NameClass, name: &str, parents: &[&str]) -> Vec<&'s Object> {
        let catalog = &self.session.catalog;
        if let Some(parents) = parents.iter().find_map(|column| table.wanted.objects(column)) {
            let of_class = |object: &&Object| object.name_classes().contains(&class);
            return parents.into_iter().flat_map(|parent| catalog.children(parent)).filter(of_class).collect();
        }
        match table.wanted.texts(name) {
            Some(names) => names.into_iter().flat_map(|name| catalog.children_named(class, name)).collect(),
            None => catalog.objects().filter(|object| object.name_classes().contains(&class)).collect(),
        }
    }

    /// The name of a schema.
    pub(super) fn schema_name(self, schema: Option<ObjectId>) -> Value {
        let Some(schema) = schema else { return Value::Null };
        match self.session.catalog.get(schema) {
            Some(object) if object.name == TEMPORARY => unknown("the schema of temporary tables has a number"),
            Some(object) => text(object.name.clone()),
            None if schema == PG_CATALOG => text(Name::new_static("pg_catalog")),
            None if schema == INFORMATION_SCHEMA => text(Name::new_static("information_schema")),
            None => unknown("the schema is not known"),
        }
    }

    /// The name of an object.
    pub(super) fn object_name(self, id: ObjectId) -> Value {
        match self.session.catalog.get(id) {
            Some(object) => text(object.name.clone()),
            None => or_null(relations::by_oid(id.oid()).map(|relation| text(relation.name))),
        }
    }

    /// The database's own name, which a history does not say.
    pub(super) fn database(self) -> Value {
        unknown("the name of the database")
    }

    pub(super) fn namespace(self, table: &mut Table<'_>) {
        for schema in self.session.catalog.schemas() {
            table.push(&[
                ("oid", oid(schema.id)),
                ("nspname", self.schema_name(Some(schema.id))),
                ("nspowner", self.role(&schema.owner)),
                ("nspacl", self.acl(schema)),
            ]);
        }
        let own = [
            (PG_CATALOG, "pg_catalog"),
            (super::oids::PG_TOAST, "pg_toast"),
            (INFORMATION_SCHEMA, "information_schema"),
        ];
        for (id, name) in own {
            let acl = if name == "pg_toast" { Value::Null } else { unknown("privileges are not printed") };
            table.push(&[
                ("oid", oid(id)),
                ("nspname", text(name)),
                ("nspowner", self.role("postgres")),
                ("nspacl", acl),
            ]);
        }
        // Those of temporary tables stay, whatever session made them.
        for name in self.other_names(table, "nspname") {
            table.push_others(&[("oid", oid(OTHER)), ("nspname", text(name)), ("nspacl", Value::Null)]);
        }
    }

    /// Privileges as the catalogs have them.
    pub(super) fn acl(self, object: &Object) -> Value {
        let touched = object.acl.is_some() || matches!(object.body, ObjectBody::Schema) && object.created.is_none();
        if touched { unknown("privileges are not printed") } else { Value::Null }
    }

    pub(super) fn extension(self, table: &mut Table<'_>) {
        for (object, extension) in self.session.catalog.extensions() {
            let known = extensions::by_name(&object.name);
            let version = extension.version.clone().or_else(|| {
                known.filter(|_| !self.is_of_other_version()).map(|known| Name::new_static(known.default_version))
            });
            table.push(&[
                ("oid", oid(object.id)),
                ("extname", text(object.name.clone())),
                ("extowner", self.role(&object.owner)),
                ("extnamespace", oid(extension.schema)),
                (
                    "extrelocatable",
                    known.map_or_else(|| unknown("the extension is not known"), |known| truth(known.relocatable)),
                ),
                ("extversion", version.map_or_else(|| unknown("the version of an extension is the server's"), text)),
            ]);
        }
    }
}

/// It is listed in `pg_class`.
fn is_relation(object: &Object) -> bool {
    object.name_classes().contains(&NameClass::Relation)
}
