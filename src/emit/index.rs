//! Indexes, and the keys of indexes, exclusion constraints and partitions.

use super::printer::{Printer, list, option_list, with_options};
use super::scan::is_function_call;
use super::statement::Statement;
use crate::ast::{quote_ident, quote_literal};
use crate::catalog::{Index, IndexKey, KeyTarget, Object, ObjectBody, ObjectId};

impl Printer<'_> {
    /// The indexes of a table or materialised view that are neither a constraint's nor come with a parent's.
    pub(super) fn indexes(&self, relation: &Object) -> Vec<Statement> {
        let attached = !self.comes_with_parent(relation);
        let mut statements = Vec::new();
        for child in self.catalog.children(relation.id).filter(|child| !self.late.contains(&child.id)) {
            if let ObjectBody::Index(index) = &child.body
                && index.constraint.is_none()
                && (index.partition_of.is_none() || attached)
            {
                statements.extend(self.index(relation, child, index));
            }
        }
        statements
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
        let mut statements = vec![Statement::new(self.remark_of(object) + &sql)];
        for (number, target) in &index.statistics {
            let name = self.name(object.id);
            statements
                .push(Statement::new(format!("ALTER INDEX {name} ALTER COLUMN {number} SET STATISTICS {target}")));
        }
        statements
    }

    fn index_tail(&self, relation: &Object, index: &Index) -> String {
        let mut sql = String::new();
        if !index.include.is_empty() {
            sql.push_str(&format!(" INCLUDE ({})", self.columns(relation, &index.include)));
        }
        if index.nulls_not_distinct {
            sql.push_str(" NULLS NOT DISTINCT");
        }
        sql.push_str(&with_options(&index.options));
        if let Some(tablespace) = &index.tablespace {
            sql.push_str(&format!(" TABLESPACE {}", quote_ident(tablespace)));
        }
        if let Some(predicate) = &index.predicate {
            sql.push_str(&format!(" WHERE {}", self.text(predicate)));
        }
        sql
    }

    /// One key: a column, a call, or an expression in parentheses.
    pub(super) fn index_key(&self, relation: &Object, key: &IndexKey) -> String {
        let mut sql = match &key.target {
            KeyTarget::Column(number) => {
                relation.column_at(*number).map_or_else(String::new, |column| quote_ident(&column.name).into_owned())
            }
            KeyTarget::Expr(expr) => {
                let text = self.text(expr);
                if is_function_call(&text) { text.into_owned() } else { format!("({text})") }
            }
        };
        if let Some(collation) = &key.collation {
            sql.push_str(&format!(" COLLATE {collation}"));
        }
        if let Some(class) = &key.operator_class {
            sql.push_str(&format!(" {class}"));
            if !key.operator_class_parameters.is_empty() {
                sql.push_str(&format!(" ({})", option_list(&key.operator_class_parameters)));
            }
        }
        sql.push_str(match (key.descending, key.nulls_first) {
            (false, false) => "",
            (false, true) => " NULLS FIRST",
            (true, true) => " DESC",
            (true, false) => " DESC NULLS LAST",
        });
        sql
    }

    /// `CLUSTER ON`.
    pub(super) fn clustered(&self, relation: &Object, index: Option<ObjectId>) -> Option<Statement> {
        let index = self.catalog.get(index?)?;
        let (relation, index) = (self.name(relation.id), quote_ident(&index.name));
        Some(Statement::new(format!("ALTER TABLE {relation} CLUSTER ON {index}")))
    }

    /// The author's remark and the place of a part, as lines in front of its statement.
    pub(super) fn remark_of(&self, part: &Object) -> String {
        part.remark.as_ref().map_or_else(String::new, |remark| super::printer::comment_lines(remark))
    }

    /// A condition that holds while a constraint is not there.
    pub(super) fn lacks_constraint(&self, owner: &str, column: &str, name: &str) -> String {
        let (owner, name) = (quote_literal(owner), quote_literal(name));
        let class = if column == "conrelid" { "regclass" } else { "regtype" };
        format!("NOT EXISTS (SELECT FROM pg_constraint WHERE {column} = {owner}::{class} AND conname = {name})")
    }
}
