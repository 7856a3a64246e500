//! Row triggers of partitioned tables: each partition has a trigger of its own for them.

use crate::postgres::catalog::{DependencyKind, NameClass, Object, ObjectBody, ObjectId, Trigger};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// What becomes of a trigger that a partition has already under that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namesake {
    Refused,
    /// `OR REPLACE`: unless it is a constraint trigger, or belongs to another partitioned table.
    Replaced,
}

impl Session {
    /// Whether a trigger is that of a partition, made for the one of its partitioned table.
    pub(crate) fn is_clone(&self, trigger: ObjectId) -> bool {
        self.catalog.dependencies(trigger).any(|edge| edge.kind == DependencyKind::Partition)
    }

    /// Makes the row triggers of a partitioned table on one of its partitions, as `PARTITION OF` and `ATTACH PARTITION` do.
    pub(crate) fn clone_row_triggers(&mut self, parent: ObjectId, partition: ObjectId) -> Result<(), Refusal> {
        let is_row = |object: &&Object| object.trigger().is_some_and(|trigger| trigger.for_each_row);
        let triggers: Vec<ObjectId> = self.catalog.children(parent).filter(is_row).map(|object| object.id).collect();
        for trigger in triggers {
            self.clone_trigger(trigger, partition, Namesake::Refused)?;
        }
        Ok(())
    }

    pub(super) fn clone_trigger(
        &mut self,
        trigger: ObjectId,
        partition: ObjectId,
        namesake: Namesake,
    ) -> Result<(), Refusal> {
        let Some((name, parent, body)) = self
            .catalog
            .get(trigger)
            .and_then(|object| Some((object.name.clone(), object.parent?, object.trigger()?.clone())))
        else {
            return Ok(());
        };
        if let Some(existing) = self.catalog.find(NameClass::Trigger, partition, &name) {
            self.give_way(existing, namesake);
        }
        if self.catalog.find(NameClass::Trigger, partition, &name).is_some() {
            let message = format!("trigger \"{name}\" for relation \"{}\" already exists", self.name_of(partition));
            return Err(Failure::new("42710", message).into());
        }
        let body = self.trigger_for_partition(body, parent, partition)?;
        let clone = self.create_object(name, None, Some(partition), ObjectBody::Trigger(body.clone()));
        self.catalog.depend(clone, trigger, DependencyKind::Partition);
        self.catalog.depend(clone, partition, DependencyKind::Partition);
        self.catalog.depend(clone, body.function, DependencyKind::Normal);
        if self.is_partitioned(partition) {
            for child in self.children_of(partition) {
                self.clone_trigger(clone, child, namesake)?;
            }
        }
        Ok(())
    }

    /// The trigger with its columns as the partition numbers them.
    fn trigger_for_partition(&self, body: Trigger, from: ObjectId, to: ObjectId) -> Result<Trigger, Refusal> {
        let map = self.column_map(from, to)?;
        let on_update =
            body.on_update.as_ref().map(|columns| columns.iter().map(|column| map.number(*column)).collect());
        let condition = body.condition.as_ref().map(|condition| map.bound(condition));
        Ok(Trigger { on_update, condition, ..body })
    }

    /// Takes away the trigger of a partition that `OR REPLACE` replaces.
    fn give_way(&mut self, existing: ObjectId, namesake: Namesake) {
        let constraint = self.catalog.get(existing).and_then(Object::trigger).is_some_and(|found| found.constraint);
        if namesake == Namesake::Replaced && !constraint && !self.is_clone(existing) {
            self.remove_clones(existing);
            self.catalog.remove(existing);
        }
    }

    pub(super) fn remove_clones(&mut self, trigger: ObjectId) {
        let edges = self.catalog.dependents(trigger).filter(|edge| edge.kind == DependencyKind::Partition);
        let clones: Vec<ObjectId> = edges.map(|edge| edge.dependent.object).collect();
        for clone in clones {
            self.remove_clones(clone);
            self.catalog.remove(clone);
        }
    }
}
