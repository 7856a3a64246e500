//! `pg_class` and the views that list relations.

use super::System;
use super::objects::Keys;
use super::oids::{INFORMATION_SCHEMA, OTHER, PG_CATALOG, PG_TOAST, own_row_type};
use super::table::{Table, count, letter, number, oid, oid_or_zero, or_null, text, texts, truth, unknown};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{Persistence, ViewKind};
use crate::postgres::builtin::relations::BuiltinRelation;
use crate::postgres::catalog::{
    Address, ConstraintKind, Object, ObjectBody, ObjectId, Table as TableBody, TableKind, TypeBody, Value,
};

/// The access methods of the engine.
pub(super) const METHODS: &[(&str, u32)] =
    &[("brin", 3580), ("btree", 403), ("gin", 2742), ("gist", 783), ("hash", 405), ("heap", 2), ("spgist", 4000)];

/// `relkind`.
pub(super) fn kind(object: &Object) -> Option<char> {
    Some(match &object.body {
        ObjectBody::Table(table) => match table.kind {
            TableKind::Ordinary => 'r',
            TableKind::Partitioned(_) => 'p',
            TableKind::Foreign(_) => 'f',
        },
        ObjectBody::View(view) if view.kind == ViewKind::Materialized => 'm',
        ObjectBody::View(_) => 'v',
        ObjectBody::Index(_) => 'i',
        ObjectBody::Sequence(_) => 'S',
        ObjectBody::Type(TypeBody::Composite { .. }) => 'c',
        _ => return None,
    })
}

/// The options of a relation, as `reloptions` has them.
fn options(options: &[(Name, Option<Name>)]) -> Value {
    // Those of the table behind large values are that table's.
    let own = options.iter().filter(|(name, _)| !name.starts_with("toast."));
    let each: Vec<String> =
        own.map(|(name, value)| format!("{name}={}", value.as_ref().map_or("true", Name::as_str))).collect();
    if each.is_empty() { Value::Null } else { texts(each.iter().map(String::as_str)) }
}

fn persistence(persistence: Persistence) -> char {
    match persistence {
        Persistence::Permanent => 'p',
        Persistence::Unlogged => 'u',
        Persistence::Temporary => 't',
    }
}

impl System<'_> {
    pub(super) fn class(self, table: &mut Table<'_>) {
        let keys = Keys { name: "relname", schema: None, number: Some("oid") };
        for object in self.relations(table, keys) {
            self.push_class(table, object);
        }
        for relation in self.own_relations(table, keys) {
            push_own_class(table, relation);
        }
        let others: &[(ObjectId, &str)] = if self.is_of_other_version() {
            &[(PG_CATALOG, "irv"), (INFORMATION_SCHEMA, "v"), (PG_TOAST, "it")]
        } else {
            &[(PG_CATALOG, "i"), (PG_TOAST, "it")]
        };
        for name in self.other_names(table, "relname") {
            for (schema, kinds) in others {
                for kind in kinds.chars() {
                    table.push_others(&[
                        ("oid", oid(OTHER)),
                        ("relname", text(name.clone())),
                        ("relnamespace", oid(*schema)),
                        ("relkind", letter(kind)),
                        ("relpersistence", letter('p')),
                        ("relispartition", truth(false)),
                        ("relrowsecurity", truth(false)),
                    ]);
                }
            }
        }
    }

    fn push_class(self, table: &mut Table<'_>, object: &Object) {
        let Some(mut kind) = kind(object) else { return };
        let body = object.table();
        if kind == 'i' && self.is_partitioned_index(object) {
            kind = 'I';
        }
        let now_or_before = |now: bool| if now { truth(true) } else { unknown("it may stay set for a while") };
        let columns = if kind == 'S' { 3 } else { self.column_count(object) };
        table.push(&[
            ("oid", oid(object.id)),
            ("relname", text(object.name.clone())),
            ("relnamespace", oid_or_zero(object.schema)),
            ("reltype", if matches!(kind, 'i' | 'I' | 'S') { number(0) } else { oid(object.id) }),
            ("reloftype", oid_or_zero(body.and_then(|body| body.of_type))),
            ("relowner", self.role(&object.owner)),
            ("relam", self.access_method(object, kind)),
            ("reltablespace", tablespace(object)),
            (
                "relhasindex",
                if matches!(kind, 'r' | 'p' | 'm') { now_or_before(self.has_index(object)) } else { truth(false) },
            ),
            ("relisshared", truth(false)),
            ("relpersistence", letter(self.persistence(object))),
            ("relkind", letter(kind)),
            ("relnatts", count(columns)),
            ("relchecks", count(self.checks(object))),
            ("relhasrules", self.has_rules(object)),
            ("relhastriggers", now_or_before(self.has_triggers(object))),
            ("relhassubclass", now_or_before(self.has_children(object))),
            ("relrowsecurity", truth(body.is_some_and(|body| body.row_security))),
            ("relforcerowsecurity", truth(body.is_some_and(|body| body.force_row_security))),
            ("relispopulated", truth(object.view().is_none_or(|view| view.kind == ViewKind::View || view.populated))),
            ("relreplident", letter(replica_identity(object, kind))),
            ("relispartition", truth(self.is_partition(object))),
            ("relacl", self.acl(object)),
            ("reloptions", self.relation_options(object)),
            (
                "relpartbound",
                if body.is_some_and(|body| body.partition_bound.is_some()) {
                    self.session.printed_bound(object.id).map_or_else(|| unknown("how the bound is printed"), text)
                } else {
                    Value::Null
                },
            ),
        ]);
    }

    fn column_count(self, object: &Object) -> usize {
        match object.index() {
            Some(index) => index.keys.len() + index.include.len(),
            None => object.columns().len(),
        }
    }

    pub(super) fn is_partitioned_index(self, index: &Object) -> bool {
        let table = index.parent.and_then(|parent| self.session.catalog.get(parent)).and_then(Object::table);
        table.is_some_and(|table| matches!(table.kind, TableKind::Partitioned(_)))
    }

    fn is_partition(self, object: &Object) -> bool {
        match (&object.body, object.table()) {
            (ObjectBody::Index(index), _) => index.partition_of.is_some(),
            (_, Some(table)) => table.partition_bound.is_some(),
            _ => false,
        }
    }

    fn access_method(self, object: &Object, kind: char) -> Value {
        let name = match (&object.body, kind) {
            (ObjectBody::Index(index), _) => index.method.as_str(),
            (ObjectBody::Table(TableBody { access_method: Some(method), .. }), _) => method.as_str(),
            (_, 'r' | 'm') => "heap",
            _ => return number(0),
        };
        let known = METHODS.iter().find(|(method, _)| *method == name);
        known.map_or_else(|| unknown("the access method is not the engine's own"), |(_, method)| number(*method))
    }

    pub(super) fn persistence(self, object: &Object) -> char {
        match &object.body {
            ObjectBody::Table(table) => persistence(table.persistence),
            ObjectBody::View(view) => persistence(view.persistence),
            ObjectBody::Sequence(sequence) => persistence(sequence.persistence),
            ObjectBody::Index(_) => object
                .parent
                .and_then(|parent| self.session.catalog.get(parent))
                .map_or('p', |parent| self.persistence(parent)),
            _ => 'p',
        }
    }

    fn relation_options(self, object: &Object) -> Value {
        match &object.body {
            ObjectBody::Table(table) => options(&table.options),
            ObjectBody::Index(index) => options(&index.options),
            ObjectBody::View(view) if view.check_option.is_some() => unknown("the order of options"),
            ObjectBody::View(view) => options(&view.options),
            _ => Value::Null,
        }
    }

    fn has_index(self, object: &Object) -> bool {
        self.session.catalog.children(object.id).any(|child| child.index().is_some())
    }

    /// A view is a rule; what a dropped rule leaves set lasts for a while.
    fn has_rules(self, object: &Object) -> Value {
        let is_rule = |child: &Object| matches!(child.body, ObjectBody::Rule(_));
        match &object.body {
            ObjectBody::View(_) => truth(true),
            ObjectBody::Table(_) if self.session.catalog.children(object.id).any(is_rule) => truth(true),
            ObjectBody::Table(_) => unknown("it may stay set for a while"),
            _ => truth(false),
        }
    }

    fn checks(self, object: &Object) -> usize {
        let is_check =
            |child: &&Object| matches!(child.constraint().map(|c| &c.kind), Some(ConstraintKind::Check { .. }));
        if object.table().is_none() { 0 } else { self.session.catalog.children(object.id).filter(is_check).count() }
    }

    fn has_triggers(self, object: &Object) -> bool {
        let own = self.session.catalog.children(object.id).any(|child| {
            child.trigger().is_some()
                || matches!(child.constraint().map(|c| &c.kind), Some(ConstraintKind::ForeignKey(_)))
        });
        own || self.referencing(object.id).next().is_some()
    }

    /// The foreign keys that refer to a table.
    pub(super) fn referencing(self, table: ObjectId) -> impl Iterator<Item = ObjectId> {
        let catalog = &self.session.catalog;
        let mut keys: Vec<ObjectId> = catalog
            .dependents(table)
            .map(|edge| edge.dependent.object)
            .filter(|id| {
                let constraint = catalog.get(*id).and_then(Object::constraint);
                matches!(constraint.map(|c| &c.kind), Some(ConstraintKind::ForeignKey(key)) if key.table == table)
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
    }

    fn has_children(self, object: &Object) -> bool {
        self.session.catalog.dependents_of(Address::object(object.id)).any(|edge| {
            match self.session.catalog.get(edge.dependent.object).map(|child| &child.body) {
                Some(ObjectBody::Table(child)) => child.parents.contains(&object.id),
                Some(ObjectBody::Index(child)) => child.partition_of == Some(object.id),
                _ => false,
            }
        })
    }

    pub(super) fn inherits(self, table: &mut Table<'_>) {
        for object in self.heirs(table) {
            let parents: &[ObjectId] = match &object.body {
                ObjectBody::Table(body) => &body.parents,
                ObjectBody::Index(index) => index.partition_of.as_slice(),
                _ => &[],
            };
            for (place, parent) in parents.iter().enumerate() {
                table.push(&[
                    ("inhrelid", oid(object.id)),
                    ("inhparent", oid(*parent)),
                    ("inhseqno", if parents.len() == 1 { number(1) } else { count(place + 1) }),
                    ("inhdetachpending", truth(false)),
                ]);
            }
        }
    }

    /// The relations that may be wanted as children.
    fn heirs(&self, table: &Table<'_>) -> Vec<&Object> {
        let catalog = &self.session.catalog;
        if let Some(parents) = table.wanted.objects("inhparent") {
            let mut found: Vec<ObjectId> = parents
                .iter()
                .flat_map(|parent| catalog.dependents_of(Address::object(*parent)).map(|edge| edge.dependent.object))
                .collect();
            found.sort_unstable();
            found.dedup();
            return found.into_iter().filter_map(|id| catalog.get(id)).collect();
        }
        match table.wanted.objects("inhrelid") {
            Some(children) => children.into_iter().filter_map(|id| catalog.get(id)).collect(),
            None => catalog.objects().collect(),
        }
    }

    pub(super) fn tables(self, table: &mut Table<'_>) {
        let keys = Keys { name: "tablename", schema: Some("schemaname"), number: None };
        for object in self.relations(table, keys) {
            let Some(body) = object.table().filter(|body| !body.is_foreign()) else { continue };
            let now_or_before = |now: bool| if now { truth(true) } else { unknown("it may stay set for a while") };
            table.push(&[
                ("schemaname", self.schema_name(object.schema)),
                ("tablename", text(object.name.clone())),
                ("tableowner", text(object.owner.clone())),
                ("tablespace", tablespace_name(body.tablespace.as_ref())),
                ("hasindexes", now_or_before(self.has_index(object))),
                ("hasrules", self.has_rules(object)),
                ("hastriggers", now_or_before(self.has_triggers(object))),
                ("rowsecurity", truth(body.row_security)),
            ]);
        }
        for relation in self.own_relations(table, keys).into_iter().filter(|relation| relation.kind == 'r') {
            table.push(&[
                ("schemaname", text(relation.schema)),
                ("tablename", text(relation.name)),
                ("tableowner", text("postgres")),
                ("hasrules", truth(false)),
                ("hastriggers", truth(false)),
                ("rowsecurity", truth(false)),
            ]);
        }
        self.push_other_relations(table, "tablename");
    }

    /// What a server of another version has.
    fn push_other_relations(self, table: &mut Table<'_>, column: &'static str) {
        if self.is_of_other_version() {
            for name in self.other_names(table, column) {
                table.push_others(&[("schemaname", text("pg_catalog")), (column, text(name))]);
            }
        }
    }

    pub(super) fn views(self, table: &mut Table<'_>) {
        let keys = Keys { name: "viewname", schema: Some("schemaname"), number: None };
        for object in self.relations(table, keys) {
            if object.view().is_some_and(|view| view.kind == ViewKind::View) {
                table.push(&[
                    ("schemaname", self.schema_name(object.schema)),
                    ("viewname", text(object.name.clone())),
                    ("viewowner", text(object.owner.clone())),
                    ("definition", unknown("queries are not printed")),
                ]);
            }
        }
        for relation in self.own_relations(table, keys).into_iter().filter(|relation| relation.kind == 'v') {
            table.push(&[
                ("schemaname", text(relation.schema)),
                ("viewname", text(relation.name)),
                ("viewowner", text("postgres")),
                ("definition", unknown("queries are not printed")),
            ]);
        }
        self.push_other_relations(table, "viewname");
    }

    pub(super) fn matviews(self, table: &mut Table<'_>) {
        let keys = Keys { name: "matviewname", schema: Some("schemaname"), number: None };
        for object in self.relations(table, keys) {
            let Some(view) = object.view().filter(|view| view.kind == ViewKind::Materialized) else { continue };
            let indexed = self.has_index(object);
            table.push(&[
                ("schemaname", self.schema_name(object.schema)),
                ("matviewname", text(object.name.clone())),
                ("matviewowner", text(object.owner.clone())),
                ("tablespace", Value::Null),
                ("hasindexes", if indexed { truth(true) } else { unknown("it may stay set for a while") }),
                ("ispopulated", truth(view.populated)),
                ("definition", unknown("queries are not printed")),
            ]);
        }
    }

    pub(super) fn sequence(self, table: &mut Table<'_>) {
        let keys = Keys { name: "", schema: None, number: Some("seqrelid") };
        for object in self.relations(table, keys) {
            if let ObjectBody::Sequence(sequence) = &object.body {
                table.push(&[
                    ("seqrelid", oid(object.id)),
                    ("seqtypid", oid(sequence.data_type.id)),
                    ("seqstart", number(sequence.start)),
                    ("seqincrement", number(sequence.increment)),
                    ("seqmax", number(sequence.max)),
                    ("seqmin", number(sequence.min)),
                    ("seqcache", number(sequence.cache)),
                    ("seqcycle", truth(sequence.cycle)),
                ]);
            }
        }
    }

    pub(super) fn sequences(self, table: &mut Table<'_>) {
        let keys = Keys { name: "sequencename", schema: Some("schemaname"), number: None };
        for object in self.relations(table, keys) {
            let ObjectBody::Sequence(sequence) = &object.body else { continue };
            let last = match sequence.last_value {
                Some((value, true)) => number(value),
                Some((_, false)) => Value::Null,
                None => unknown("the position of the sequence"),
            };
            table.push(&[
                ("schemaname", self.schema_name(object.schema)),
                ("sequencename", text(object.name.clone())),
                ("sequenceowner", text(object.owner.clone())),
                ("data_type", oid(sequence.data_type.id)),
                ("start_value", number(sequence.start)),
                ("min_value", number(sequence.min)),
                ("max_value", number(sequence.max)),
                ("increment_by", number(sequence.increment)),
                ("cycle", truth(sequence.cycle)),
                ("cache_size", number(sequence.cache)),
                ("last_value", last),
            ]);
        }
    }
}

fn push_own_class(table: &mut Table<'_>, relation: BuiltinRelation) {
    let schema = if relation.schema == "pg_catalog" { PG_CATALOG } else { INFORMATION_SCHEMA };
    let is_table = relation.kind == 'r';
    table.push(&[
        ("oid", number(relation.oid)),
        ("relname", text(relation.name)),
        ("relnamespace", oid(schema)),
        ("reltype", oid(own_row_type(relation.oid))),
        ("reloftype", number(0)),
        ("relowner", number(10)),
        ("relam", number(if is_table { 2 } else { 0 })),
        ("relpersistence", letter('p')),
        ("relkind", letter(relation.kind)),
        ("relnatts", count(relation.columns().count())),
        ("relchecks", number(0)),
        ("relhasrules", truth(!is_table)),
        ("relhastriggers", truth(false)),
        ("relhassubclass", truth(false)),
        ("relrowsecurity", truth(false)),
        ("relforcerowsecurity", truth(false)),
        ("relispopulated", truth(true)),
        ("relreplident", letter(if is_table && schema == INFORMATION_SCHEMA { 'd' } else { 'n' })),
        ("relispartition", truth(false)),
        ("relpartbound", Value::Null),
    ]);
}

/// The name of a tablespace, where it is not the database's own.
pub(super) fn tablespace_name(name: Option<&Name>) -> Value {
    or_null(name.filter(|name| *name != "pg_default").cloned().map(text))
}

fn tablespace(object: &Object) -> Value {
    let name = match &object.body {
        ObjectBody::Table(table) => table.tablespace.as_ref(),
        ObjectBody::Index(index) => index.tablespace.as_ref(),
        _ => None,
    };
    if tablespace_name(name) == Value::Null { number(0) } else { unknown("tablespaces are the server's") }
}

fn replica_identity(object: &Object, kind: char) -> char {
    match object.table() {
        Some(table) if kind != 'f' => table.replica_identity,
        _ if kind == 'm' => 'd',
        _ => 'n',
    }
}
