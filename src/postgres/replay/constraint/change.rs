//! `DROP`, `VALIDATE` and `ALTER CONSTRAINT`.

use crate::postgres::ast::Ident;
use crate::postgres::ast::op::DropBehavior;
use crate::postgres::catalog::{Address, Constraint, ConstraintKind, NameClass, ObjectId};
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::alter::Recursion;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(crate) fn drop_constraint(
        &mut self,
        table: ObjectId,
        recursion: Recursion,
        name: &Ident,
        if_exists: bool,
        behavior: DropBehavior,
    ) -> Applied {
        let id = match self.named_constraint(table, &name.name) {
            Ok(id) => id,
            Err(failure) if if_exists => return Ok(Effect::Noop(format!("{}, skipping", failure.message))),
            Err(failure) => return Err(failure.into()),
        };
        if self.constraint(id).is_some_and(|constraint| constraint.inherited > 0) {
            let table = self.name_of(table);
            let message = format!("cannot drop inherited constraint \"{}\" of relation \"{table}\"", name.name);
            return Err(Failure::new("42P16", message).into());
        }
        let mut doomed: Vec<Address> = vec![id.into()];
        if self.is_heritable_check(id) {
            self.disinherit_check(table, recursion, &name.name, &mut doomed);
        }
        self.delete_objects(&doomed, behavior)?;
        Ok(Effect::Applied)
    }

    /// The constraint of that name; 42704 where there is none.
    pub(crate) fn named_constraint(&self, table: ObjectId, name: &str) -> Result<ObjectId, Failure> {
        self.catalog.find(NameClass::Constraint, table, name).ok_or_else(|| {
            let table = self.name_of(table);
            Failure::new("42704", format!("constraint \"{name}\" of relation \"{table}\" does not exist"))
        })
    }

    fn is_heritable_check(&self, id: ObjectId) -> bool {
        let check =
            |constraint: &Constraint| matches!(constraint.kind, ConstraintKind::Check { no_inherit: false, .. });
        self.constraint(id).is_some_and(check)
    }

    fn disinherit_check(&mut self, table: ObjectId, recursion: Recursion, name: &str, doomed: &mut Vec<Address>) {
        for child in self.children_of(table) {
            let Some(id) = self.catalog.find(NameClass::Constraint, child, name) else { continue };
            let last = self.constraint(id).is_some_and(|constraint| constraint.inherited == 1 && !constraint.local);
            if recursion == Recursion::Children && last {
                doomed.push(id.into());
                self.disinherit_check(child, recursion, name, doomed);
            } else {
                self.change_constraint(id, |constraint| {
                    constraint.inherited = constraint.inherited.saturating_sub(1);
                    constraint.local |= recursion == Recursion::Only;
                });
            }
        }
    }

    pub(crate) fn validate_constraint(&mut self, table: ObjectId, name: &Ident) -> Result<(), Refusal> {
        let id = self.named_constraint(table, &name.name)?;
        let Some(constraint) = self.constraint(id).cloned() else { return Ok(()) };
        match &constraint.kind {
            _ if constraint.validated => return self.refuse_validation(table, name, &constraint),
            ConstraintKind::ForeignKey(target) => {
                self.assume(self.refuse_orphans(table, &constraint.columns, target, &name.name))?;
            }
            ConstraintKind::Check { expr, .. } => {
                self.assume(self.refuse_unchecked_rows(table, &[table], expr, &name.name))?;
            }
            _ => return self.refuse_validation(table, name, &constraint),
        }
        self.change_constraint(id, |constraint| constraint.validated = true);
        self.change(table, |_| ());
        for child in self.children_of(table) {
            if self.catalog.find(NameClass::Constraint, child, &name.name).is_some() {
                self.validate_constraint(child, name)?;
            }
        }
        Ok(())
    }

    fn refuse_validation(&self, table: ObjectId, name: &Ident, constraint: &Constraint) -> Result<(), Refusal> {
        match constraint.kind {
            ConstraintKind::ForeignKey(_) | ConstraintKind::Check { .. } => Ok(()),
            _ => Err(self.wrong_constraint(table, name, "a foreign key or check constraint").into()),
        }
    }

    fn wrong_constraint(&self, table: ObjectId, name: &Ident, wanted: &str) -> Failure {
        let table = self.name_of(table);
        Failure::new("42809", format!("constraint \"{}\" of relation \"{table}\" is not {wanted}", name.name))
    }

    pub(crate) fn alter_constraint(
        &mut self,
        table: ObjectId,
        name: &Ident,
        deferrable: Option<bool>,
        initially_deferred: Option<bool>,
    ) -> Result<(), Refusal> {
        let id = self.named_constraint(table, &name.name)?;
        let foreign = |constraint: &Constraint| matches!(constraint.kind, ConstraintKind::ForeignKey(_));
        if !self.constraint(id).is_some_and(foreign) {
            return Err(self.wrong_constraint(table, name, "a foreign key constraint").into());
        }
        // What is not said is not kept, but set to its default.
        let initially_deferred = initially_deferred.unwrap_or(false);
        let deferrable = deferrable.unwrap_or(initially_deferred);
        let parts = self.catalog.dependents_of(id.into()).map(|edge| edge.dependent.object);
        let all: Vec<ObjectId> = std::iter::once(id).chain(parts).collect();
        for constraint in all {
            self.change_constraint(constraint, |constraint| {
                constraint.deferrable = deferrable;
                constraint.initially_deferred = initially_deferred;
            });
        }
        self.change(table, |_| ());
        Ok(())
    }

    /// The tables that the foreign keys of a table refer to.
    pub(crate) fn referenced_tables(&self, table: ObjectId) -> Vec<ObjectId> {
        self.constraints(table)
            .filter_map(|(_, constraint)| match &constraint.kind {
                ConstraintKind::ForeignKey(target) => Some(target.table),
                _ => None,
            })
            .collect()
    }

    /// The foreign keys that refer to a table.
    pub(crate) fn referencing_keys(&self, table: ObjectId) -> Vec<ObjectId> {
        let refers = |id: &ObjectId| {
            self.constraint(*id).is_some_and(
                |constraint| matches!(&constraint.kind, ConstraintKind::ForeignKey(target) if target.table == table),
            )
        };
        let mut keys: Vec<ObjectId> =
            self.catalog.dependents(table).map(|edge| edge.dependent.object).filter(refers).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The tables whose foreign keys refer to a table.
    pub(crate) fn referencing_tables(&self, table: ObjectId) -> Vec<ObjectId> {
        let keys = self.referencing_keys(table);
        keys.into_iter().filter_map(|key| self.catalog.get(key).and_then(|object| object.parent)).collect()
    }
}
