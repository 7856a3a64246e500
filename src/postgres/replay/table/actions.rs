//! The actions of `ALTER TABLE`: on which kinds of relation each is allowed, and where each is done.

use super::alter::Recursion;
use crate::postgres::ast::op::{Persistence, TableAction, Triggers, ViewKind};
use crate::postgres::catalog::{Object, ObjectBody, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// The kinds of relation, as far as actions distinguish them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RelationKind {
    Table,
    ForeignTable,
    View,
    MaterializedView,
    Index,
    PartitionedIndex,
    Sequence,
    CompositeType,
}

use RelationKind::{CompositeType, ForeignTable, Index, MaterializedView, PartitionedIndex, Table, View};

/// The kind of a relation.
pub(super) fn relation_kind(session: &Session, object: &Object) -> RelationKind {
    match &object.body {
        ObjectBody::Table(table) if table.is_foreign() => ForeignTable,
        ObjectBody::Table(_) => Table,
        ObjectBody::View(view) if view.kind == ViewKind::Materialized => MaterializedView,
        ObjectBody::View(_) => View,
        ObjectBody::Index(_) if object.parent.is_some_and(|table| session.is_partitioned(table)) => PartitionedIndex,
        ObjectBody::Index(_) => Index,
        ObjectBody::Sequence(_) => RelationKind::Sequence,
        _ => CompositeType,
    }
}

/// 42809 where an action is not for that kind of relation.
pub(super) fn refuse_relation(action: &TableAction, kind: RelationKind, name: &str) -> Result<(), Failure> {
    let (words, allowed) = rule(action);
    if allowed.contains(&kind) {
        return Ok(());
    }
    Err(Failure::new("42809", format!("ALTER action {words} cannot be performed on relation \"{name}\"")))
}

/// How the server calls an action, and what it is allowed on.
fn rule(action: &TableAction) -> (&'static str, &'static [RelationKind]) {
    column_rule(action).or_else(|| constraint_rule(action)).unwrap_or_else(|| table_rule(action))
}

fn column_rule(action: &TableAction) -> Option<(&'static str, &'static [RelationKind])> {
    Some(match action {
        TableAction::AddColumn { .. } => ("ADD COLUMN", &[Table, CompositeType, ForeignTable]),
        TableAction::DropColumn { .. } => ("DROP COLUMN", &[Table, CompositeType, ForeignTable]),
        TableAction::SetType { .. } => ("ALTER COLUMN ... SET DATA TYPE", &[Table, CompositeType, ForeignTable]),
        TableAction::SetDefault { .. } => ("ALTER COLUMN ... SET DEFAULT", &[Table, View, ForeignTable]),
        TableAction::SetNotNull { not_null: true, .. } => ("ALTER COLUMN ... SET NOT NULL", &[Table, ForeignTable]),
        TableAction::SetNotNull { not_null: false, .. } => ("ALTER COLUMN ... DROP NOT NULL", &[Table, ForeignTable]),
        TableAction::DropExpression { .. } => ("ALTER COLUMN ... DROP EXPRESSION", &[Table, ForeignTable]),
        TableAction::AddIdentity { .. } => ("ALTER COLUMN ... ADD IDENTITY", &[Table, View, ForeignTable]),
        TableAction::SetIdentity { .. } => ("ALTER COLUMN ... SET", &[Table, View, ForeignTable]),
        TableAction::DropIdentity { .. } => ("ALTER COLUMN ... DROP IDENTITY", &[Table, View, ForeignTable]),
        TableAction::SetStatistics { .. } => {
            ("ALTER COLUMN ... SET STATISTICS", &[Table, MaterializedView, Index, PartitionedIndex, ForeignTable])
        }
        TableAction::SetStorage { .. } => ("ALTER COLUMN ... SET STORAGE", &[Table, MaterializedView, ForeignTable]),
        TableAction::SetCompression { .. } => ("ALTER COLUMN ... SET COMPRESSION", &[Table, MaterializedView]),
        TableAction::SetColumnOptions { reset: false, .. } => {
            ("ALTER COLUMN ... SET", &[Table, MaterializedView, ForeignTable])
        }
        TableAction::SetColumnOptions { reset: true, .. } => {
            ("ALTER COLUMN ... RESET", &[Table, MaterializedView, ForeignTable])
        }
        TableAction::SetForeignColumnOptions { .. } => ("ALTER COLUMN ... OPTIONS", &[ForeignTable]),
        _ => return None,
    })
}

fn constraint_rule(action: &TableAction) -> Option<(&'static str, &'static [RelationKind])> {
    Some(match action {
        TableAction::AddConstraint(_) => ("ADD CONSTRAINT", &[Table, ForeignTable]),
        TableAction::DropConstraint { .. } => ("DROP CONSTRAINT", &[Table, ForeignTable]),
        TableAction::ValidateConstraint { .. } => ("VALIDATE CONSTRAINT", &[Table, ForeignTable]),
        TableAction::AlterConstraint { .. } => ("ALTER CONSTRAINT", &[Table]),
        _ => return None,
    })
}

fn table_rule(action: &TableAction) -> (&'static str, &'static [RelationKind]) {
    match action {
        TableAction::SetTrigger { triggers, enabled } => (trigger_words(triggers, *enabled), &[Table, ForeignTable]),
        TableAction::SetRule { enabled, .. } => (rule_words(*enabled), &[Table]),
        TableAction::SetRowSecurity { enabled, forced } => (row_security_words(*enabled, *forced), &[Table]),
        TableAction::SetOptions { reset: false, .. } => ("SET", &[Table, View, MaterializedView, Index]),
        TableAction::SetOptions { reset: true, .. } => ("RESET", &[Table, View, MaterializedView, Index]),
        TableAction::SetPersistence(Persistence::Unlogged) => ("SET UNLOGGED", &[Table]),
        TableAction::SetPersistence(_) => ("SET LOGGED", &[Table]),
        TableAction::Inherit { remove: false, .. } => ("INHERIT", &[Table, ForeignTable]),
        TableAction::Inherit { remove: true, .. } => ("NO INHERIT", &[Table, ForeignTable]),
        TableAction::AttachPartition { .. } => ("ATTACH PARTITION", &[Table, PartitionedIndex]),
        TableAction::DetachPartition { .. } => ("DETACH PARTITION", &[Table]),
        TableAction::ReplicaIdentity { .. } => ("REPLICA IDENTITY", &[Table, MaterializedView]),
        TableAction::Cluster(Some(_)) => ("CLUSTER ON", &[Table, MaterializedView]),
        TableAction::Cluster(None) => ("SET WITHOUT CLUSTER", &[Table, MaterializedView]),
        TableAction::SetForeignOptions(_) => ("OPTIONS", &[ForeignTable]),
        TableAction::SetAccessMethod(_) => ("SET ACCESS METHOD", &[Table, MaterializedView]),
        _ => ("SET TABLESPACE", &[Table, MaterializedView, Index, PartitionedIndex]),
    }
}

fn trigger_words(triggers: &Triggers, enabled: char) -> &'static str {
    match (enabled, triggers) {
        ('D', Triggers::Named(_)) => "DISABLE TRIGGER",
        ('D', Triggers::All) => "DISABLE TRIGGER ALL",
        ('D', Triggers::User) => "DISABLE TRIGGER USER",
        ('R', _) => "ENABLE REPLICA TRIGGER",
        ('A', _) => "ENABLE ALWAYS TRIGGER",
        (_, Triggers::Named(_)) => "ENABLE TRIGGER",
        (_, Triggers::All) => "ENABLE TRIGGER ALL",
        (_, Triggers::User) => "ENABLE TRIGGER USER",
    }
}

fn rule_words(enabled: char) -> &'static str {
    match enabled {
        'D' => "DISABLE RULE",
        'R' => "ENABLE REPLICA RULE",
        'A' => "ENABLE ALWAYS RULE",
        _ => "ENABLE RULE",
    }
}

fn row_security_words(enabled: Option<bool>, forced: Option<bool>) -> &'static str {
    match (enabled, forced) {
        (Some(true), _) => "ENABLE ROW SECURITY",
        (Some(false), _) => "DISABLE ROW SECURITY",
        (None, Some(true)) => "FORCE ROW SECURITY",
        (None, _) => "NO FORCE ROW SECURITY",
    }
}

impl Session {
    /// Does an action other than `ADD COLUMN` and `ADD CONSTRAINT`.
    pub(super) fn run_action(&mut self, table: ObjectId, recursion: Recursion, action: &TableAction) -> Applied {
        if column_rule(action).is_some() {
            return self.run_column_action(table, recursion, action);
        }
        match action {
            TableAction::DropConstraint { name, if_exists, behavior } => {
                return self.drop_constraint(table, recursion, name, *if_exists, *behavior);
            }
            TableAction::ValidateConstraint { name } => self.validate_constraint(table, name)?,
            TableAction::AlterConstraint { name, deferrable, initially_deferred } => {
                self.alter_constraint(table, name, *deferrable, *initially_deferred)?;
            }
            TableAction::Inherit { parent, remove: false } => self.add_parent(table, parent)?,
            TableAction::Inherit { parent, remove: true } => self.remove_parent(table, parent)?,
            TableAction::AttachPartition { partition, bound } => {
                self.attach_partition(table, partition, bound.as_ref())?;
            }
            TableAction::DetachPartition { partition, .. } => self.detach_partition(table, partition)?,
            TableAction::SetForeignOptions(changes) => self.set_foreign_options(table, changes)?,
            _ => return self.run_option_action(table, action),
        }
        Ok(Effect::Applied)
    }

    fn run_column_action(&mut self, table: ObjectId, recursion: Recursion, action: &TableAction) -> Applied {
        match action {
            TableAction::DropColumn { column, if_exists, behavior } => {
                return self.drop_column(table, recursion, column, *if_exists, *behavior);
            }
            TableAction::SetType { column, type_name, collation, using } => {
                self.set_type(table, recursion, column, type_name, collation.as_ref(), using.as_ref())?;
            }
            TableAction::SetDefault { column, default } => {
                self.set_default(table, recursion, &column.name, default.as_ref()).map_err(Refusal::unplaced)?;
            }
            TableAction::SetNotNull { column, not_null: true } => {
                self.set_not_null_on(table, recursion, &column.name)?;
            }
            TableAction::SetNotNull { column, not_null: false } => {
                self.drop_not_null(table, recursion, &column.name)?;
            }
            TableAction::DropExpression { column, if_exists } => {
                return self.drop_expression(table, recursion, &column.name, *if_exists);
            }
            TableAction::SetForeignColumnOptions { column, changes } => {
                self.set_foreign_column_options(table, column, changes)?;
            }
            TableAction::AddIdentity { column, identity } => self.add_identity(table, &column.name, identity)?,
            TableAction::SetIdentity { column, always, options } => {
                self.set_identity(table, &column.name, *always, options)?;
            }
            TableAction::DropIdentity { column, if_exists } => {
                return self.drop_identity(table, &column.name, *if_exists);
            }
            _ => return self.run_column_option(table, recursion, action),
        }
        Ok(Effect::Applied)
    }
}
