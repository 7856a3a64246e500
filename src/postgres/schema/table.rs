//! Tables and what belongs to them.

use super::{Builder, provenance};
use crate::postgres::ast::op::{ReferentialAction, TriggerTiming};
use crate::postgres::catalog::{
    ColumnNumber, Constraint, ConstraintKind, ForeignKeyRef, Index, IndexKey, KeyTarget, Object, ObjectBody, Table,
    TableKind, Trigger,
};
use crate::schema::{
    Action, Check, Deferral, ForeignKey, Index as IndexOf, IndexPart, Key, PartTarget, Table as Described,
    TableKind as Kind, Trigger as TriggerOf,
};

impl Builder<'_> {
    pub(super) fn table(&self, object: &Object, table: &Table) -> Described {
        let mut described = Described::new(self.kind(table), provenance(object));
        for column in object.live_columns() {
            described.columns.insert(column.name.to_string(), self.column(column));
        }
        for child in self.catalog.children(object.id) {
            match &child.body {
                ObjectBody::Constraint(constraint) => self.constraint(&mut described, object, child, constraint),
                ObjectBody::Index(index) if index.constraint.is_none() => {
                    described.indexes.push(self.index(object, child, index));
                }
                ObjectBody::Trigger(trigger) => described.triggers.push(self.trigger(child, trigger)),
                _ => {}
            }
        }
        described.comment = object.comment.as_ref().map(ToString::to_string);
        described.clauses = self.definition(object);
        described
    }

    fn kind(&self, table: &Table) -> Kind {
        match (&table.kind, &table.partition_bound, table.parents.first()) {
            (TableKind::Foreign(_), ..) => Kind::Foreign,
            (_, Some(_), Some(parent)) => Kind::PartitionOf(self.label(*parent)),
            (TableKind::Partitioned(_), ..) => Kind::Partitioned,
            (TableKind::Ordinary, ..) => Kind::Base,
        }
    }

    fn constraint(&self, described: &mut Described, table: &Object, object: &Object, constraint: &Constraint) {
        let columns = names(table, &constraint.columns);
        let (name, definition) = (Some(object.name.to_string()), self.definition(object));
        let provenance = provenance(object);
        match &constraint.kind {
            ConstraintKind::PrimaryKey(_) => {
                described.primary_key = Some(Key { name, columns, definition, provenance });
            }
            ConstraintKind::Unique(_) => described.unique_keys.push(Key { name, columns, definition, provenance }),
            ConstraintKind::Check { expr, .. } => {
                described.checks.push(Check { name, expression: self.text(expr), definition, provenance });
            }
            ConstraintKind::ForeignKey(reference) => described.foreign_keys.push(ForeignKey {
                name,
                columns,
                parent: self.label(reference.table),
                parent_columns: self.parent_columns(reference),
                on_delete: action(reference.on_delete),
                on_update: action(reference.on_update),
                deferral: match (constraint.deferrable, constraint.initially_deferred) {
                    (false, _) => Deferral::Never,
                    (true, false) => Deferral::Deferrable,
                    (true, true) => Deferral::Deferred,
                },
                definition,
                provenance,
            }),
            // It has no equal elsewhere: see `Schema::others`.
            ConstraintKind::Exclude(..) => {}
        }
    }

    fn parent_columns(&self, reference: &ForeignKeyRef) -> Vec<String> {
        self.catalog.get(reference.table).map_or_else(Vec::new, |parent| names(parent, &reference.columns))
    }

    fn index(&self, table: &Object, object: &Object, index: &Index) -> IndexOf {
        IndexOf {
            name: object.name.to_string(),
            unique: index.unique,
            parts: index.keys.iter().map(|key| self.part(table, key)).collect(),
            predicate: index.predicate.as_ref().map(|predicate| self.text(predicate)),
            method: (index.method != "btree").then(|| index.method.to_string()),
            implicit: false,
            definition: self.definition(object),
            provenance: provenance(object),
        }
    }

    fn part(&self, table: &Object, key: &IndexKey) -> IndexPart {
        let target = match &key.target {
            KeyTarget::Column(number) => PartTarget::Column(names(table, &[*number]).concat()),
            KeyTarget::Expr(expression) => PartTarget::Expression(self.text(expression)),
        };
        let nulls = match (key.descending, key.nulls_first) {
            (false, true) => "NULLS FIRST",
            (true, false) => "NULLS LAST",
            _ => "",
        };
        let words = [key.collation.as_deref(), key.operator_class.as_deref(), Some(nulls)];
        let words: Vec<&str> = words.into_iter().flatten().filter(|word| !word.is_empty()).collect();
        IndexPart { target, prefix: None, descending: key.descending, options: words.join(" ") }
    }

    fn trigger(&self, object: &Object, trigger: &Trigger) -> TriggerOf {
        let timing = match trigger.timing {
            TriggerTiming::Before => "BEFORE",
            TriggerTiming::After => "AFTER",
            TriggerTiming::InsteadOf => "INSTEAD OF",
        };
        let events = [
            ("INSERT", trigger.on_insert),
            ("UPDATE", trigger.on_update.is_some()),
            ("DELETE", trigger.on_delete),
            ("TRUNCATE", trigger.on_truncate),
        ];
        TriggerOf {
            name: object.name.to_string(),
            timing: timing.to_owned(),
            events: events.into_iter().filter(|(_, fires)| *fires).map(|(event, _)| event.to_owned()).collect(),
            definition: self.definition(object),
            provenance: provenance(object),
        }
    }
}

fn names(table: &Object, numbers: &[ColumnNumber]) -> Vec<String> {
    numbers.iter().filter_map(|number| table.column_at(*number)).map(|column| column.name.to_string()).collect()
}

fn action(action: ReferentialAction) -> Action {
    match action {
        ReferentialAction::NoAction => Action::NoAction,
        ReferentialAction::Restrict => Action::Restrict,
        ReferentialAction::Cascade => Action::Cascade,
        ReferentialAction::SetNull => Action::SetNull,
        ReferentialAction::SetDefault => Action::SetDefault,
    }
}
