//! Triggers and policies.

use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::catalog::{DependencyKind, NameClass, ObjectId};
use crate::postgres::replay::describe::relation_word;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    pub(super) fn rename_trigger(&mut self, relation: &QualifiedName, name: &Ident, to: &Name) -> Result<(), Refusal> {
        let table = self.open_relation(relation)?;
        let (word, table, table_name) = (relation_word(table), table.id, table.name.clone());
        if !matches!(word, "table" | "view" | "foreign table") {
            return Err(Failure::new("42809", format!("relation \"{table_name}\" cannot have triggers")).into());
        }
        let id = self.catalog.find(NameClass::Trigger, table, &name.name).ok_or_else(|| {
            Failure::new("42704", format!("trigger \"{}\" for table \"{table_name}\" does not exist", name.name))
        })?;
        if self.is_clone(id) {
            let message = format!("cannot rename trigger \"{}\" on table \"{table_name}\"", name.name);
            return Err(Failure::new("XX000", message).into());
        }
        self.rename_trigger_object(id, to)
    }

    /// Renames a trigger and those that partitions have for it.
    fn rename_trigger_object(&mut self, id: ObjectId, to: &Name) -> Result<(), Refusal> {
        let table = self.catalog.get(id).and_then(|object| object.parent).unwrap_or(ObjectId::NONE);
        // Since version 15, the name that it has is no other's.
        if self.environment.postgres_version() >= 15 && self.catalog.get(id).is_some_and(|object| object.name == *to) {
            return Ok(());
        }
        if self.catalog.find(NameClass::Trigger, table, to).is_some() {
            let message = format!("trigger \"{to}\" for relation \"{}\" already exists", self.name_of(table));
            return Err(Failure::new("42710", message).into());
        }
        let edges = self.catalog.dependents(id).filter(|edge| edge.kind == DependencyKind::Partition);
        let clones: Vec<ObjectId> = edges.map(|edge| edge.dependent.object).collect();
        self.set_name(id, to)?;
        clones.into_iter().try_for_each(|clone| self.rename_trigger_object(clone, to))
    }

    pub(super) fn rename_policy(&mut self, relation: &QualifiedName, name: &Ident, to: &Name) -> Result<(), Refusal> {
        let table = self.policy_table(relation)?;
        let named = |name: &Name| format!("policy \"{name}\" for table \"{}\"", self.name_of(table));
        if self.catalog.find(NameClass::Policy, table, to).is_some() {
            return Err(Failure::new("42710", format!("{} already exists", named(to))).into());
        }
        let id = self
            .catalog
            .find(NameClass::Policy, table, &name.name)
            .ok_or_else(|| Failure::new("42704", format!("{} does not exist", named(&name.name))))?;
        self.set_name(id, to)
    }
}
