//! `pg_index` and `pg_indexes`.

use super::System;
use super::class::tablespace_name;
use super::objects::Keys;
use super::oids::OTHER;
use super::table::{Table, count, oid, text, truth, unknown, vector};
use crate::postgres::ast::{ExprKind, Name};
use crate::postgres::catalog::{
    Bound, Index, IndexKey, KeyTarget, NameClass, Object, ObjectBody, ObjectId, Target, Value,
};
use crate::postgres::syntax;

impl System<'_> {
    pub(super) fn index(self, table: &mut Table<'_>) {
        for object in self.wanted_indexes(table) {
            if let Some(index) = object.index() {
                self.push_index(table, object, index);
            }
        }
        table.push_others(&[
            ("indexrelid", oid(OTHER)),
            ("indrelid", oid(OTHER)),
            ("indisexclusion", truth(false)),
            ("indimmediate", truth(true)),
            ("indisclustered", truth(false)),
            ("indisvalid", truth(true)),
            ("indisready", truth(true)),
            ("indislive", truth(true)),
            ("indisreplident", truth(false)),
        ]);
    }

    fn wanted_indexes<'s>(&'s self, table: &Table<'_>) -> Vec<&'s Object> {
        let catalog = &self.session.catalog;
        if let Some(indexes) = table.wanted.objects("indexrelid") {
            return indexes.into_iter().filter_map(|id| catalog.get(id)).collect();
        }
        match table.wanted.objects("indrelid") {
            Some(tables) => tables.into_iter().flat_map(|id| catalog.children(id)).collect(),
            None => catalog.objects().collect(),
        }
    }

    fn push_index(self, table: &mut Table<'_>, object: &Object, index: &Index) {
        let Some(relation) = object.parent else { return };
        let constraint = index.constraint.and_then(|id| self.session.catalog.get(id)).and_then(Object::constraint);
        let kind = constraint.map(super::constraint::kind);
        let relation_body = self.session.catalog.get(relation);
        let marked = |id: Option<ObjectId>| id == Some(object.id);
        let clustered = relation_body.is_some_and(|relation| match &relation.body {
            ObjectBody::Table(table) => marked(table.clustered_on),
            ObjectBody::View(view) => marked(view.clustered_on),
            _ => false,
        });
        let replicated = relation_body.and_then(Object::table).is_some_and(|table| marked(table.replica_index));
        let columns = index.keys.len() + index.include.len();
        let expressions = index.keys.iter().any(|key| key_number(key) == 0);
        table.push(&[
            ("indexrelid", oid(object.id)),
            ("indrelid", oid(relation)),
            ("indnatts", count(columns)),
            ("indnkeyatts", count(index.keys.len())),
            ("indisunique", truth(index.unique)),
            ("indnullsnotdistinct", truth(index.nulls_not_distinct)),
            ("indisprimary", truth(kind == Some('p'))),
            ("indisexclusion", truth(kind == Some('x'))),
            ("indimmediate", truth(constraint.is_none_or(|constraint| !constraint.deferrable))),
            ("indisclustered", truth(clustered)),
            ("indisvalid", self.is_valid(object)),
            ("indisready", truth(index.ready)),
            ("indislive", truth(true)),
            ("indisreplident", truth(replicated)),
            ("indkey", vector(index.keys.iter().map(key_number).chain(index.include.iter().copied()))),
            ("indoption", vector(index.keys.iter().map(key_option))),
            ("indexprs", if expressions { unknown("expressions are not printed") } else { Value::Null }),
            ("indpred", self.printed_predicate(index, relation)),
        ]);
    }

    fn printed_predicate(self, index: &Index, relation: ObjectId) -> Value {
        let Some(predicate) = &index.predicate else { return Value::Null };
        let relation = self.session.catalog.get(relation);
        let printed = relation.and_then(|relation| self.condition_text(predicate, relation));
        printed.map_or_else(|| unknown("how the predicate is printed"), text)
    }

    /// That of a partitioned table is only when all partitions have theirs.
    fn is_valid(self, object: &Object) -> Value {
        if self.is_partitioned_index(object) {
            return unknown("whether all partitions have the index");
        }
        truth(object.index().is_none_or(|index| index.valid))
    }

    pub(super) fn indexes(self, table: &mut Table<'_>) {
        for object in self.indexes_of_wanted(table) {
            let (Some(index), Some(parent)) = (object.index(), object.parent) else { continue };
            let definition = self.session.index_definition(object.id);
            let definition = definition.map_or_else(|| unknown("how the server prints the index"), text);
            table.push(&[
                ("schemaname", self.schema_name(object.schema)),
                ("tablename", self.object_name(parent)),
                ("indexname", text(object.name.clone())),
                ("tablespace", tablespace_name(index.tablespace.as_ref())),
                ("indexdef", definition),
            ]);
        }
        // The server's own are all of `pg_catalog`, and named after its tables.
        let (tables, indexes) = (self.other_own_names(table, "tablename"), self.other_names(table, "indexname"));
        for tablename in tables {
            for indexname in &indexes {
                table.push_others(&[
                    ("schemaname", text("pg_catalog")),
                    ("tablename", text(tablename.clone())),
                    ("indexname", text(indexname.clone())),
                    ("tablespace", unknown("some are shared")),
                    ("indexdef", unknown("indexes are not printed")),
                ]);
            }
        }
    }

    /// The names of the server's own that may be meant: known ones too.
    fn other_own_names(self, table: &Table<'_>, column: &str) -> Vec<Name> {
        match table.wanted.texts(column) {
            None => vec![Name::new_static("pg_?")],
            Some(names) => names.into_iter().filter(|name| name.starts_with("pg_")).map(Name::new).collect(),
        }
    }

    /// The indexes that may be wanted by their own names or by their tables'.
    fn indexes_of_wanted<'s>(&'s self, table: &Table<'_>) -> Vec<&'s Object> {
        let by_name = Keys { name: "indexname", schema: Some("schemaname"), number: None };
        if table.wanted.texts("indexname").is_some() || table.wanted.texts("tablename").is_none() {
            return self.relations(table, by_name);
        }
        let tables = self.relations(table, Keys { name: "tablename", ..by_name });
        let catalog = &self.session.catalog;
        let is_index = |object: &&Object| object.name_classes() == [NameClass::Relation] && object.index().is_some();
        tables.into_iter().flat_map(|table| catalog.children(table.id)).filter(is_index).collect()
    }
}

/// A column's number; 0 for an expression. One that is nothing but a column is that.
fn key_number(key: &IndexKey) -> u16 {
    match &key.target {
        KeyTarget::Column(number) => *number,
        KeyTarget::Expr(expr) => bare_column(expr).unwrap_or(0),
    }
}

/// The column that is all there is to an expression. (Its collation is the key's.)
fn bare_column(expr: &Bound) -> Option<u16> {
    let mut parsed = syntax::parse_expr(&expr.text).ok()?;
    while let ExprKind::Collate { operand, .. } = parsed.kind {
        parsed = *operand;
    }
    let ExprKind::Column(_) = parsed.kind else { return None };
    expr.references.iter().find_map(|reference| match reference.target {
        Target::Column(_, number) => Some(number),
        _ => None,
    })
}

/// `indoption`: 1 descending, 2 nulls first.
fn key_option(key: &IndexKey) -> i64 {
    i64::from(key.descending) + 2 * i64::from(key.nulls_first)
}
