//! `ALTER TABLE`: which relation, and in which order its actions run.
//!
//! The server does not run actions as they are written: drops come first, then changes of type, new columns, constraints, and the rest. So the
//! same holds for which of two errors comes first.

use crate::postgres::ast::op::{AlterTable, ConstraintAttributes, ObjectKind, TableAction, ViewKind};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{Object, ObjectBody, ObjectId, Table, TypeBody};
use crate::postgres::replay::column::ConstraintPlan;
use crate::postgres::replay::foreign::refuse_foreign_action;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::actions::{refuse_relation, relation_kind};
use crate::run::{Applied, Effect, Failure, Refusal};

/// The phases, in order: the server's `AT_PASS_…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pass {
    Drop,
    AlterType,
    AddColumn,
    AddConstraint,
    ColumnAttributes,
    AddIndexConstraint,
    AddIndex,
    AddOtherConstraint,
    Misc,
}

const PASSES: [Pass; 9] = [
    Pass::Drop,
    Pass::AlterType,
    Pass::AddColumn,
    Pass::AddConstraint,
    Pass::ColumnAttributes,
    Pass::AddIndexConstraint,
    Pass::AddIndex,
    Pass::AddOtherConstraint,
    Pass::Misc,
];

/// Something to do in a phase.
#[derive(Debug, Clone)]
pub(super) enum Step<'a> {
    /// An action as written.
    Action(&'a TableAction),
    /// A constraint, whose turn comes after its table was changed otherwise.
    Constraint(ConstraintPlan<'a>),
    /// `NOT NULL` of a primary key's column.
    NotNull(&'a Ident),
}

/// Whether what inherits from a table changes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recursion {
    /// It does.
    Children,
    /// `ONLY`.
    Only,
}

/// The relation of the statement, and what is still to be done to it.
#[derive(Debug)]
pub(super) struct Alteration<'a> {
    pub table: ObjectId,
    pub recursion: Recursion,
    steps: Vec<(Pass, Step<'a>)>,
    /// Columns whose type the statement has changed.
    retyped: Vec<&'a Name>,
}

impl<'a> Alteration<'a> {
    fn new(table: ObjectId, alter: &'a AlterTable) -> Self {
        let recursion = if alter.only { Recursion::Only } else { Recursion::Children };
        let steps = alter.actions.iter().map(|action| (pass(action), Step::Action(action))).collect();
        Self { table, recursion, steps, retyped: Vec::new() }
    }

    /// 0A000: a column gets a new type once in a statement.
    fn refuse_second_type(&mut self, column: &'a Ident) -> Result<(), Failure> {
        if self.retyped.contains(&&column.name) {
            return Err(Failure::new("0A000", format!("cannot alter type of column \"{}\" twice", column.name)));
        }
        self.retyped.push(&column.name);
        Ok(())
    }

    /// Puts a step off to a later phase.
    pub(super) fn defer(&mut self, pass: Pass, step: Step<'a>) {
        self.steps.push((pass, step));
    }

    /// Queues a constraint of the statement for the phase in which the server adds it.
    pub(super) fn defer_constraint(&mut self, constraint: ConstraintPlan<'a>) {
        let pass = match constraint.attributes {
            ConstraintAttributes::PrimaryKey(spec) | ConstraintAttributes::Unique(spec) => {
                if let ConstraintAttributes::PrimaryKey(_) = constraint.attributes {
                    for column in &spec.columns {
                        self.defer(Pass::ColumnAttributes, Step::NotNull(column));
                    }
                }
                if spec.using_index.is_some() { Pass::AddIndexConstraint } else { Pass::AddIndex }
            }
            ConstraintAttributes::Exclude(_) => Pass::AddIndex,
            ConstraintAttributes::NotNull { .. } => Pass::ColumnAttributes,
            _ => Pass::AddOtherConstraint,
        };
        self.defer(pass, Step::Constraint(constraint));
    }

    fn take(&mut self, pass: Pass) -> Vec<Step<'a>> {
        let (now, later) = std::mem::take(&mut self.steps).into_iter().partition(|(when, _)| *when == pass);
        self.steps = later;
        let now: Vec<(Pass, Step<'a>)> = now;
        now.into_iter().map(|(_, step)| step).collect()
    }
}

impl Session {
    pub(crate) fn alter_table(&mut self, alter: &AlterTable) -> Applied {
        if alter.actions.iter().any(|action| matches!(action, TableAction::DetachPartition { concurrently: true, .. }))
        {
            self.refuse_in_transaction("ALTER TABLE ... DETACH CONCURRENTLY")?;
        }
        self.refuse_system_relation(&alter.name)?;
        let table = match self.relation(&alter.name) {
            Ok(object) => object.id,
            Err(_) if alter.if_exists => {
                return Ok(Effect::Noop(format!("relation \"{}\" does not exist, skipping", alter.name)));
            }
            Err(failure) => return Err(failure.into()),
        };
        self.refuse_wrong_kind(table, alter.kind)?;
        let mut alteration = Alteration::new(table, alter);
        for action in &alter.actions {
            self.prepare(&alteration, action)?;
        }
        let mut effects = Vec::new();
        for pass in PASSES {
            for step in alteration.take(pass) {
                effects.push(self.run_step(&mut alteration, pass, &step)?);
            }
        }
        Ok(combined(effects))
    }

    /// 42809 where the statement names another kind of relation than there is.
    fn refuse_wrong_kind(&self, id: ObjectId, kind: ObjectKind) -> Result<(), Failure> {
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let name = &object.name;
        if matches!(object.body, ObjectBody::Type(TypeBody::Composite { .. })) && kind != ObjectKind::Type {
            return Err(Failure::new("42809", format!("\"{name}\" is a composite type")));
        }
        match wanted(kind, object) {
            Some(wanted) => Err(Failure::new("42809", format!("\"{name}\" is not {wanted}"))),
            None => Ok(()),
        }
    }

    /// What the server looks at before it changes anything, action by action.
    fn prepare(&self, alteration: &Alteration<'_>, action: &TableAction) -> Result<(), Refusal> {
        let table = alteration.table;
        let Some(object) = self.catalog.get(table) else { return Ok(()) };
        refuse_relation(action, relation_kind(self, object), &object.name)?;
        let typed = object.table().is_some_and(|table| table.of_type.is_some());
        let refusal = match action {
            TableAction::AddColumn { .. } if typed => Some("cannot add column to typed table"),
            TableAction::AddColumn { .. } if self.is_partition(table) => Some("cannot add column to a partition"),
            TableAction::DropColumn { .. } if typed => Some("cannot drop column from typed table"),
            TableAction::SetType { .. } if typed => Some("cannot alter column type of typed table"),
            _ => None,
        };
        if let Some(message) = refusal {
            return Err(Failure::new("42809", message).into());
        }
        let foreign = object.table().is_some_and(Table::is_foreign);
        match action {
            TableAction::SetType { column, type_name, collation, using } => {
                self.prepare_type(table, column, type_name, collation.as_ref(), using.as_ref())?;
                if foreign && using.is_some() {
                    return Err(Failure::new("42809", format!("\"{}\" is not a table", object.name)).into());
                }
                Ok(())
            }
            _ if foreign => Ok(refuse_foreign_action(action)?),
            TableAction::DropExpression { column, .. } => {
                Ok(self.prepare_drop_expression(table, alteration.recursion, &column.name)?)
            }
            _ => Ok(()),
        }
    }

    fn run_step<'a>(&mut self, alteration: &mut Alteration<'a>, pass: Pass, step: &Step<'a>) -> Applied {
        let table = alteration.table;
        match step {
            Step::Action(TableAction::AddColumn { column, if_not_exists }) => {
                return self.add_column(alteration, column, *if_not_exists);
            }
            Step::Action(TableAction::AddConstraint(definition)) if pass == Pass::AddConstraint => {
                alteration.defer_constraint(ConstraintPlan {
                    name: definition.name.as_ref().map(|name| name.name.clone()),
                    attributes: &definition.attributes,
                    span: definition.span,
                });
            }
            Step::Action(action @ TableAction::SetType { column, .. }) => {
                alteration.refuse_second_type(column)?;
                return self.run_action(table, alteration.recursion, action);
            }
            Step::Action(action) => return self.run_action(table, alteration.recursion, action),
            Step::Constraint(constraint) => {
                self.refuse_only(table, alteration.recursion, constraint)?;
                let added = self.add_constraint(table, constraint, alteration.recursion, &mut Vec::new());
                // The server no longer has the statement's text at hand when it reads a condition.
                let check = matches!(constraint.attributes, ConstraintAttributes::Check { .. });
                added.map_err(|refusal| if check { refusal.unplaced() } else { refusal })?;
            }
            Step::NotNull(column) => self.set_not_null_on(table, alteration.recursion, &column.name)?,
        }
        Ok(Effect::Applied)
    }

    /// A check of a parent has to be one of its children too (42P16), a foreign key of a partitioned table one of its
    /// partitions (42809).
    fn refuse_only(&self, table: ObjectId, recursion: Recursion, constraint: &ConstraintPlan) -> Result<(), Refusal> {
        if let ConstraintAttributes::ForeignKey(key) = constraint.attributes
            && recursion == Recursion::Only
            && self.is_partitioned(table)
        {
            let (table, referenced) = (self.name_of(table), &self.relation(&key.table)?.name);
            let message = format!(
                "cannot use ONLY for foreign key on partitioned table \"{table}\" referencing relation \"{referenced}\""
            );
            return Err(Failure::new("42809", message).into());
        }
        let heritable = matches!(constraint.attributes, ConstraintAttributes::Check { no_inherit: false, .. });
        if heritable && recursion == Recursion::Only && !self.children_of(table).is_empty() {
            return Err(Failure::new("42P16", "constraint must be added to child tables too").into());
        }
        Ok(())
    }
}

/// What the object is not, where the statement says it is.
fn wanted(kind: ObjectKind, object: &Object) -> Option<&'static str> {
    let is_view = |wanted| matches!(&object.body, ObjectBody::View(view) if view.kind == wanted);
    let (fits, what) = match kind {
        ObjectKind::View => (is_view(ViewKind::View), "a view"),
        ObjectKind::MaterializedView => (is_view(ViewKind::Materialized), "a materialized view"),
        ObjectKind::Index => (matches!(object.body, ObjectBody::Index(_)), "an index"),
        ObjectKind::Sequence => (matches!(object.body, ObjectBody::Sequence(_)), "a sequence"),
        ObjectKind::ForeignTable => (object.table().is_some_and(Table::is_foreign), "a foreign table"),
        _ => (true, ""),
    };
    (!fits).then_some(what)
}

/// The phase of an action.
fn pass(action: &TableAction) -> Pass {
    match action {
        TableAction::DropColumn { .. }
        | TableAction::DropConstraint { .. }
        | TableAction::DropExpression { .. }
        | TableAction::DropIdentity { .. }
        | TableAction::SetDefault { default: None, .. }
        | TableAction::SetNotNull { not_null: false, .. } => Pass::Drop,
        TableAction::SetType { .. } => Pass::AlterType,
        TableAction::AddColumn { .. } => Pass::AddColumn,
        TableAction::AddConstraint(_) => Pass::AddConstraint,
        TableAction::SetNotNull { not_null: true, .. } | TableAction::SetIdentity { .. } => Pass::ColumnAttributes,
        TableAction::SetDefault { default: Some(_), .. } | TableAction::AddIdentity { .. } => Pass::AddOtherConstraint,
        _ => Pass::Misc,
    }
}

/// A statement does nothing only where none of its actions does anything.
fn combined(effects: Vec<Effect>) -> Effect {
    let mut reasons = Vec::new();
    for effect in effects {
        match effect {
            Effect::Noop(reason) => reasons.push(reason),
            Effect::Applied => return Effect::Applied,
        }
    }
    if reasons.is_empty() { Effect::Applied } else { Effect::Noop(reasons.join("; ")) }
}

/// The reason why an `IF [NOT] EXISTS` action did nothing.
pub(super) fn skipped(failure: &Failure) -> Effect {
    Effect::Noop(format!("{}, skipping", failure.message))
}
