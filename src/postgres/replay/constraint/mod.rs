//! Constraints of tables.

mod change;
mod check;
mod foreign_key;
mod key;

pub(crate) use key::{multiple_primary_keys, refuse_repeated};

use super::column::ConstraintPlan;
use super::session::Session;
use super::table::alter::Recursion;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::ConstraintAttributes;
use crate::postgres::catalog::{Constraint, ConstraintKind, NameClass, Object, ObjectBody, ObjectId};
use crate::run::{Failure, Refusal};

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Timing {
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
}

impl Constraint {
    /// A constraint defined on the table itself, checked at once and valid.
    pub(crate) fn local(kind: ConstraintKind, columns: Vec<u16>, timing: Timing) -> Self {
        Self {
            kind,
            columns,
            deferrable: timing.deferrable,
            initially_deferred: timing.initially_deferred,
            validated: true,
            local: true,
            inherited: 0,
        }
    }
}

impl Session {
    /// Adds one written constraint to a table that exists. Names in `pending` belong to the same statement.
    pub(crate) fn add_constraint(
        &mut self,
        table: ObjectId,
        plan: &ConstraintPlan,
        recursion: Recursion,
        pending: &mut Vec<Name>,
    ) -> Result<(), Refusal> {
        match plan.attributes {
            ConstraintAttributes::PrimaryKey(_)
            | ConstraintAttributes::Unique(_)
            | ConstraintAttributes::Exclude(_) => self.add_key(table, plan, recursion),
            ConstraintAttributes::Check { .. } => self.add_check(table, plan, pending),
            ConstraintAttributes::ForeignKey(key) => self.add_foreign_key(table, plan.name.clone(), key),
            ConstraintAttributes::NotNull { column, .. } => self.set_not_null(table, &column.name),
        }
    }

    /// Creates the object of a constraint.
    pub(crate) fn create_constraint(&mut self, table: ObjectId, name: Name, constraint: Constraint) -> ObjectId {
        let schema = self.catalog.get(table).and_then(|object| object.schema);
        // The table shows who gave it a new constraint.
        self.change(table, |_| ());
        self.create_object(name, schema, Some(table), ObjectBody::Constraint(constraint))
    }

    /// 42710 where the table has a constraint of that name.
    pub(crate) fn refuse_taken_constraint(&self, table: ObjectId, name: &str) -> Result<(), Failure> {
        match self.catalog.find(NameClass::Constraint, table, name) {
            Some(_) => Err(self.taken_constraint(table, name)),
            None => Ok(()),
        }
    }

    /// 42710.
    fn taken_constraint(&self, table: ObjectId, name: &str) -> Failure {
        let table = self.name_of(table);
        Failure::new("42710", format!("constraint \"{name}\" for relation \"{table}\" already exists"))
    }

    /// The constraint of that id.
    pub(crate) fn constraint(&self, id: ObjectId) -> Option<&Constraint> {
        match &self.catalog.get(id)?.body {
            ObjectBody::Constraint(constraint) => Some(constraint),
            _ => None,
        }
    }

    /// The constraints of a table, oldest first.
    pub(crate) fn constraints(&self, table: ObjectId) -> impl Iterator<Item = (&Object, &Constraint)> {
        self.catalog.children(table).filter_map(|object| match &object.body {
            ObjectBody::Constraint(constraint) => Some((object, constraint)),
            _ => None,
        })
    }

    /// Changes a constraint.
    pub(crate) fn change_constraint(&mut self, id: ObjectId, change: impl FnOnce(&mut Constraint)) {
        self.change(id, |object| {
            if let ObjectBody::Constraint(constraint) = &mut object.body {
                change(constraint);
            }
        });
    }

    /// The primary key of a table: its constraint.
    pub(crate) fn primary_key(&self, table: ObjectId) -> Option<(&Object, &Constraint)> {
        self.constraints(table).find(|(_, constraint)| matches!(constraint.kind, ConstraintKind::PrimaryKey(_)))
    }
}
