//! `COMMENT ON`, and what objects are called in statements about them.

use super::printer::Printer;
use super::routine;
use super::statement::Statement;
use crate::postgres::ast::op::ViewKind;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{Column, Object, ObjectBody, ObjectId, Sequence, TypeBody};
use std::collections::BTreeMap;

impl Printer<'_> {
    /// The comments on an object, its columns, and those of its parts that are written with it.
    pub(super) fn comments(&self, object: &Object) -> Vec<Statement> {
        let mut statements: Vec<Statement> = self.own_comment(object).into_iter().collect();
        if let Some(TypeBody::Range { .. }) = object.type_body() {
            let dependents =
                self.catalog.dependents(object.id).filter_map(|edge| self.catalog.get(edge.dependent.object));
            let mut multiranges =
                dependents.filter(|other| matches!(other.type_body(), Some(TypeBody::Multirange { .. })));
            statements.extend(multiranges.next().and_then(|multirange| self.own_comment(multirange)));
        }
        let columns = object.live_columns().filter(|column| !self.postponed.has(object.id, column.number));
        statements.extend(columns.filter_map(|column| self.column_comment(object, column)));
        let parts = self.catalog.children(object.id);
        let parts = parts.filter(|part| !self.late.contains(&part.id) && !self.postponed.touches(part));
        let parts = parts.filter(|child| matches!(child.body, ObjectBody::Index(_) | ObjectBody::Constraint(_)));
        // By name: the order of their creation is not that of the baseline.
        let parts: BTreeMap<(bool, &str), &Object> =
            parts.map(|part| ((part.index().is_some(), part.name.as_str()), part)).collect();
        statements.extend(parts.into_values().filter_map(|part| self.own_comment(part)));
        let sequences = self.sequences_of(object).map(|(sequence, _)| sequence);
        let folded = sequences.filter(|sequence| self.is_folded(sequence));
        statements.extend(folded.filter_map(|sequence| self.own_comment(sequence)));
        statements
    }

    /// The comment on a column.
    pub(super) fn column_comment(&self, object: &Object, column: &Column) -> Option<Statement> {
        let comment = column.comment.as_ref()?;
        Some(comment_on(&format!("COLUMN {}.{}", self.name(object.id), quote_ident(&column.name)), comment))
    }

    /// The comment on an object itself.
    pub(super) fn own_comment(&self, object: &Object) -> Option<Statement> {
        let comment = object.comment.as_ref()?;
        Some(comment_on(&self.identity(object)?, comment))
    }

    /// Whether a sequence is made by its column, being `serial`.
    pub(super) fn is_serial(&self, id: ObjectId, sequence: &Sequence) -> bool {
        sequence.owned_by.is_some_and(|column| self.serials.get(&column) == Some(&id))
    }

    /// Whether a sequence is written as part of its column.
    pub(super) fn is_folded(&self, object: &Object) -> bool {
        let ObjectBody::Sequence(sequence) = &object.body else { return false };
        sequence.identity || self.is_serial(object.id, sequence)
    }

    /// How statements about an object name it: `TABLE users`, `CONSTRAINT c ON users`.
    pub(super) fn identity(&self, object: &Object) -> Option<String> {
        let name = || self.name(object.id);
        let part = |kind: &str| format!("{kind} {} ON {}", quote_ident(&object.name), self.parent(object));
        Some(match &object.body {
            ObjectBody::Schema => format!("SCHEMA {}", name()),
            ObjectBody::Extension(_) => format!("EXTENSION {}", name()),
            ObjectBody::Table(table) if table.is_foreign() => format!("FOREIGN TABLE {}", name()),
            ObjectBody::Table(_) => format!("TABLE {}", name()),
            ObjectBody::View(view) if view.kind == ViewKind::Materialized => format!("MATERIALIZED VIEW {}", name()),
            ObjectBody::View(_) => format!("VIEW {}", name()),
            ObjectBody::Index(_) => format!("INDEX {}", name()),
            ObjectBody::Sequence(_) => format!("SEQUENCE {}", name()),
            ObjectBody::Type(TypeBody::Domain { .. }) => format!("DOMAIN {}", name()),
            ObjectBody::Type(_) => format!("TYPE {}", name()),
            ObjectBody::Routine(routine) => {
                format!("{} {}", routine::kind(routine.kind), self.signature(object, routine))
            }
            ObjectBody::Constraint(_) if self.belongs_to_domain(object) => {
                format!("CONSTRAINT {} ON DOMAIN {}", quote_ident(&object.name), self.parent(object))
            }
            ObjectBody::Constraint(_) => part("CONSTRAINT"),
            ObjectBody::Trigger(_) => part("TRIGGER"),
            ObjectBody::Policy(_) => part("POLICY"),
            ObjectBody::Cast(cast) => {
                format!("CAST ({} AS {})", self.type_ref(cast.source), self.type_ref(cast.target))
            }
            ObjectBody::OperatorClass(_) => format!("OPERATOR CLASS {}", self.class_signature(object)),
            ObjectBody::OperatorFamily => format!("OPERATOR FAMILY {}", self.class_signature(object)),
            ObjectBody::Operator(operator) => format!("OPERATOR {}", self.operator_signature(object, operator)),
            ObjectBody::Collation(_) => format!("COLLATION {}", name()),
            ObjectBody::TextSearchConfiguration(_) => format!("TEXT SEARCH CONFIGURATION {}", name()),
            ObjectBody::TextSearchDictionary(_) => format!("TEXT SEARCH DICTIONARY {}", name()),
            ObjectBody::Rule(_) => part("RULE"),
            ObjectBody::Statistics(_) => format!("STATISTICS {}", name()),
            ObjectBody::EventTrigger(_) => format!("EVENT TRIGGER {}", name()),
            ObjectBody::Publication(_) => format!("PUBLICATION {}", name()),
            ObjectBody::ForeignDataWrapper(_) => format!("FOREIGN DATA WRAPPER {}", name()),
            ObjectBody::ForeignServer(_) => format!("SERVER {}", name()),
            ObjectBody::Default(_)
            | ObjectBody::Member(_)
            | ObjectBody::Published(_)
            | ObjectBody::UserMapping(_)
            | ObjectBody::FuturePrivileges(_) => return None,
        })
    }

    fn belongs_to_domain(&self, object: &Object) -> bool {
        let parent = object.parent.and_then(|parent| self.catalog.get(parent));
        parent.is_some_and(|parent| matches!(parent.body, ObjectBody::Type(_)))
    }
}

fn comment_on(identity: &str, comment: &str) -> Statement {
    Statement::new(format!("COMMENT ON {identity} IS {}", quote_literal(comment)))
}
