//! Indexes, and the keys of indexes, exclusion constraints and partitions.

use super::printer::{Printer, columns};
use super::provenance::remark_of;
use super::scan::is_function_call;
use super::sql::{clause, ident, list, list_clause, option_list, parentheses, with_options};
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{Index, IndexKey, KeyTarget, Object, ObjectId};
use std::collections::BTreeSet;

impl Printer<'_> {
    /// The indexes of a table or materialised view that are neither a constraint's nor come with a parent's.
    pub(super) fn indexes(&self, relation: &Object) -> Vec<Statement> {
        let indexes = self.own_indexes(relation).filter(|(object, _)| !self.postponed.touches(object));
        indexes.flat_map(|(object, index)| self.index(relation, object, index)).collect()
    }

    /// Those indexes, as objects.
    pub(super) fn own_indexes(&self, relation: &Object) -> impl Iterator<Item = (&Object, &Index)> {
        let attached = !self.comes_with_parent(relation);
        let children = self.catalog.children(relation.id).filter(|child| !self.late.contains(&child.id));
        let indexes = children.filter_map(|child| Some((child, child.index()?)));
        indexes.filter(move |(_, index)| {
            let written = index.partition_of.is_none() || attached || self.is_attached_later(index);
            index.constraint.is_none() && written
        })
    }

    /// Whether it is a part of an index that not all partitions have, and that is made once they are there.
    pub(super) fn is_attached_later(&self, index: &Index) -> bool {
        let whole = index.partition_of.and_then(|whole| self.catalog.get(whole)?.index());
        whole.is_some_and(|whole| whole.only)
    }

    /// `ATTACH PARTITION` of the parts that an index `ON ONLY` has.
    pub(super) fn attach_parts(&self, whole: ObjectId) -> Vec<Statement> {
        let parts = self.catalog.dependents(whole).map(|edge| edge.dependent.object);
        let parts: BTreeSet<ObjectId> = parts
            .filter(|part| {
                self.catalog.get(*part).and_then(Object::index).is_some_and(|part| part.partition_of == Some(whole))
            })
            .collect();
        let attach = |part: &ObjectId| {
            let (whole, part) = (self.name(whole), self.name(*part));
            Statement::new(format!("ALTER INDEX {whole} ATTACH PARTITION {part}"))
        };
        parts.iter().map(attach).collect()
    }

    /// One index and its settings.
    pub(super) fn index(&self, relation: &Object, object: &Object, index: &Index) -> Vec<Statement> {
        let unique = if index.unique { "UNIQUE INDEX" } else { "INDEX" };
        let only = if index.only { "ONLY " } else { "" };
        let method =
            if index.method == "btree" { String::new() } else { format!(" USING {}", quote_ident(&index.method)) };
        let sql = format!(
            "{} {} ON {only}{}{method} ({}){}",
            self.create(unique),
            quote_ident(&object.name),
            self.name(relation.id),
            list(index.keys.iter().map(|key| self.index_key(relation, key))),
            self.index_tail(relation, index)
        );
        let mut statements = vec![Statement::new(remark_of(object) + &sql)];
        for (number, target) in &index.statistics {
            let name = self.name(object.id);
            statements
                .push(Statement::new(format!("ALTER INDEX {name} ALTER COLUMN {number} SET STATISTICS {target}")));
        }
        statements
    }

    /// What puts an index out of use, where the history left it so.
    pub(super) fn index_state(&self, object: &Object) -> Option<Statement> {
        let index = object.index().filter(|index| !index.ready || !index.valid)?;
        let (ready, valid) = (index.ready, index.valid);
        let name = quote_literal(&self.name(object.id));
        Some(Statement::new(format!(
            "UPDATE pg_index SET indisready = {ready}, indisvalid = {valid} WHERE indexrelid = {name}::regclass"
        )))
    }

    fn index_tail(&self, relation: &Object, index: &Index) -> String {
        [
            list_clause("INCLUDE", &columns(relation, &index.include)),
            if index.nulls_not_distinct { " NULLS NOT DISTINCT".into() } else { String::new() },
            with_options(&index.options),
            clause("TABLESPACE", ident(index.tablespace.as_ref())),
            clause("WHERE", index.predicate.as_ref().map(|predicate| self.text(predicate))),
        ]
        .concat()
    }

    /// One key: a column, a call, or an expression in parentheses.
    pub(super) fn index_key(&self, relation: &Object, key: &IndexKey) -> String {
        let target = match &key.target {
            KeyTarget::Column(number) => {
                relation.column_at(*number).map_or_else(String::new, |column| quote_ident(&column.name).into_owned())
            }
            KeyTarget::Expr(expr) => {
                let text = self.text(expr);
                if is_function_call(&text) { text.into_owned() } else { parentheses(text) }
            }
        };
        let class = key.operator_class.as_ref().map_or_else(String::new, |class| format!(" {class}"));
        let order = match (key.descending, key.nulls_first) {
            (false, false) => "",
            (false, true) => " NULLS FIRST",
            (true, true) => " DESC",
            (true, false) => " DESC NULLS LAST",
        };
        let parameters = list_clause("", &option_list(&key.operator_class_parameters));
        [target, clause("COLLATE", key.collation.as_ref()), class, parameters, order.into()].concat()
    }

    /// `CLUSTER ON`.
    pub(super) fn clustered(&self, relation: &Object, index: Option<ObjectId>) -> Option<Statement> {
        let index = self.catalog.get(index?)?;
        let (relation, index) = (self.name(relation.id), quote_ident(&index.name));
        Some(Statement::new(format!("ALTER TABLE {relation} CLUSTER ON {index}")))
    }
}
