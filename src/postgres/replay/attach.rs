//! `INHERIT`, `NO INHERIT`, `ATTACH PARTITION`, `DETACH PARTITION`: tables that get or lose a parent after they were made.

use super::session::Session;
use crate::postgres::ast::op::PartitionBound;
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::catalog::{
    Address, Column, ConstraintKind, Dependency, DependencyKind, Index, KeyTarget, NameClass, Object, ObjectBody,
    ObjectId, TableKind,
};
use crate::run::{Failure, Refusal};

impl Session {
    pub(crate) fn add_parent(&mut self, child: ObjectId, parent: &QualifiedName) -> Result<(), Refusal> {
        if self.is_partitioned(child) {
            return Err(Failure::new("42809", "cannot change inheritance of partitioned table").into());
        }
        if self.is_partition(child) {
            return Err(Failure::new("42809", "cannot change inheritance of a partition").into());
        }
        let parent = self.relation(parent)?;
        let (id, name) = (parent.id, parent.name.clone());
        if self.table(id).is_none() {
            let message = format!("ALTER action INHERIT cannot be performed on relation \"{name}\"");
            return Err(Failure::new("42809", message).into());
        }
        let is_temporary = |id| self.catalog.get(id).is_some_and(|object| self.is_temporary(object));
        if is_temporary(id) && !is_temporary(child) {
            return Err(Failure::new("42809", format!("cannot inherit from temporary relation \"{name}\"")).into());
        }
        if self.is_partitioned(id) {
            return Err(Failure::new("42809", format!("cannot inherit from partitioned table \"{name}\"")).into());
        }
        if self.is_partition(id) {
            return Err(Failure::new("42809", "cannot inherit from a partition").into());
        }
        if self.with_descendants(child).contains(&id) {
            return Err(Failure::new("42P07", "circular inheritance not allowed").into());
        }
        if self.table(child).is_some_and(|table| table.parents.contains(&id)) {
            let message = format!("relation \"{name}\" would be inherited from more than once");
            return Err(Failure::new("42P07", message).into());
        }
        self.link(child, id, DependencyKind::Normal)
    }

    /// Makes a table a child: its columns and checks must match, and count as inherited from now on.
    fn link(&mut self, child: ObjectId, parent: ObjectId, kind: DependencyKind) -> Result<(), Refusal> {
        self.match_columns(child, parent)?;
        self.match_checks(child, parent)?;
        self.change(child, |object| {
            if let Some(table) = object.table_mut() {
                table.parents.push(parent);
            }
        });
        self.catalog.depend(child, parent, kind);
        Ok(())
    }

    fn match_columns(&mut self, child: ObjectId, parent: ObjectId) -> Result<(), Refusal> {
        let columns: Vec<Column> =
            self.catalog.get(parent).into_iter().flat_map(Object::live_columns).cloned().collect();
        for theirs in columns {
            let number = self.matching_column(child, parent, &theirs)?;
            let partition = self.is_partitioned(parent);
            self.change_column(child, number, |column| {
                column.inherited += 1;
                column.local &= !partition;
            });
        }
        Ok(())
    }

    fn matching_column(&self, child: ObjectId, parent: ObjectId, theirs: &Column) -> Result<u16, Failure> {
        let refuse = |message: String| Err(Failure::new("42804", message));
        let name = &theirs.name;
        let Ok(own) = self.column(child, name) else {
            return refuse(format!("child table is missing column \"{name}\""));
        };
        let types = (own.type_use.as_ref(), theirs.type_use.as_ref());
        if let (Some(own), Some(theirs)) = types
            && own.type_ref != theirs.type_ref
        {
            let table = self.name_of(child);
            return refuse(format!("child table \"{table}\" has different type for column \"{name}\""));
        }
        if theirs.not_null && !own.not_null {
            return refuse(format!("column \"{name}\" in child table must be marked NOT NULL"));
        }
        match (self.is_generated(parent, theirs.number), self.is_generated(child, own.number)) {
            (true, false) => refuse(format!("column \"{name}\" in child table must be a generated column")),
            _ => Ok(own.number),
        }
    }

    fn match_checks(&mut self, child: ObjectId, parent: ObjectId) -> Result<(), Refusal> {
        for name in self.heritable_checks(parent) {
            let Some(own) = self.catalog.find(NameClass::Constraint, child, &name) else {
                return Err(Failure::new("42804", format!("child table is missing constraint \"{name}\"")).into());
            };
            let partition = self.is_partitioned(parent);
            self.change_constraint(own, |constraint| {
                constraint.inherited += 1;
                constraint.local &= !partition;
            });
        }
        Ok(())
    }

    pub(crate) fn remove_parent(&mut self, child: ObjectId, parent: &QualifiedName) -> Result<(), Refusal> {
        if self.is_partition(child) {
            return Err(Failure::new("42809", "cannot change inheritance of a partition").into());
        }
        let parent = self.relation(parent)?;
        let (id, name) = (parent.id, parent.name.clone());
        if !self.table(child).is_some_and(|table| table.parents.contains(&id)) {
            let child = self.name_of(child);
            let message = if self.is_partitioned(id) {
                format!("relation \"{child}\" is not a partition of relation \"{name}\"")
            } else {
                format!("relation \"{name}\" is not a parent of relation \"{child}\"")
            };
            return Err(Failure::new("42P01", message).into());
        }
        self.unlink(child, id, DependencyKind::Normal);
        Ok(())
    }

    /// Ends an inheritance: what was inherited is the table's own now.
    fn unlink(&mut self, child: ObjectId, parent: ObjectId, kind: DependencyKind) {
        let names: Vec<_> = self
            .catalog
            .get(parent)
            .into_iter()
            .flat_map(Object::live_columns)
            .map(|column| column.name.clone())
            .collect();
        for name in names {
            let Some(number) = self.number_of(child, &name) else { continue };
            self.change_column(child, number, |column| {
                column.inherited = column.inherited.saturating_sub(1);
                column.local |= column.inherited == 0;
            });
        }
        for name in self.heritable_checks(parent) {
            if let Some(own) = self.catalog.find(NameClass::Constraint, child, &name) {
                self.make_own(own);
            }
        }
        self.change(child, |object| {
            if let Some(table) = object.table_mut() {
                table.parents.retain(|other| *other != parent);
            }
        });
        self.catalog.release(Dependency { dependent: child.into(), referenced: parent.into(), kind });
    }

    fn make_own(&mut self, constraint: ObjectId) {
        self.change_constraint(constraint, |constraint| {
            constraint.inherited = constraint.inherited.saturating_sub(1);
            constraint.local |= constraint.inherited == 0;
        });
    }

    pub(crate) fn attach_partition(
        &mut self,
        parent: ObjectId,
        partition: &QualifiedName,
        bound: Option<&PartitionBound>,
    ) -> Result<(), Refusal> {
        if self.index(parent).is_some() {
            return self.attach_index_partition(parent, partition);
        }
        if !self.is_partitioned(parent) {
            return Err(Failure::new("42P17", format!("table \"{}\" is not partitioned", self.name_of(parent))).into());
        }
        if let Some(bound) = bound {
            self.check_bound(parent, bound)?;
        }
        let partition = self.relation(partition)?.id;
        self.refuse_unattachable(parent, partition)?;
        self.link(partition, parent, DependencyKind::Auto)?;
        if let Some(bound) = bound {
            self.set_partition_bound(parent, partition, bound)?;
        }
        self.equip_partition(parent, partition)
    }

    fn refuse_unattachable(&self, parent: ObjectId, partition: ObjectId) -> Result<(), Failure> {
        let name = self.name_of(partition);
        let Some(table) = self.table(partition) else {
            let message = format!("ALTER action ATTACH PARTITION cannot be performed on relation \"{name}\"");
            return Err(Failure::new("42809", message));
        };
        if table.partition_bound.is_some() {
            return Err(Failure::new("42809", format!("\"{name}\" is already a partition")));
        }
        if table.of_type.is_some() {
            return Err(Failure::new("42809", "cannot attach a typed table as partition"));
        }
        if !table.parents.is_empty() {
            return Err(Failure::new("42809", "cannot attach inheritance child as partition"));
        }
        if table.kind == TableKind::Ordinary && !self.children_of(partition).is_empty() {
            return Err(Failure::new("42809", "cannot attach inheritance parent as partition"));
        }
        if self.with_descendants(partition).contains(&parent) {
            return Err(Failure::new("42P07", "circular inheritance not allowed"));
        }
        let is_temporary = |id| self.catalog.get(id).is_some_and(|object| self.is_temporary(object));
        let whole = self.name_of(parent);
        match (is_temporary(parent), is_temporary(partition)) {
            (false, true) => {
                let message =
                    format!("cannot attach a temporary relation as partition of permanent relation \"{whole}\"");
                Err(Failure::new("42809", message))
            }
            (true, false) => {
                let message =
                    format!("cannot attach a permanent relation as partition of temporary relation \"{whole}\"");
                Err(Failure::new("42809", message))
            }
            _ => self.refuse_surplus_column(parent, partition),
        }
    }

    fn refuse_surplus_column(&self, parent: ObjectId, partition: ObjectId) -> Result<(), Failure> {
        let columns = self.catalog.get(partition).into_iter().flat_map(Object::live_columns);
        match columns.into_iter().find(|column| self.column(parent, &column.name).is_err()) {
            Some(column) => {
                let (partition, parent) = (self.name_of(partition), self.name_of(parent));
                let message = format!(
                    "table \"{partition}\" contains column \"{}\" not found in parent \"{parent}\"",
                    column.name
                );
                Err(Failure::new("42804", message))
            }
            None => Ok(()),
        }
    }

    /// `ALTER INDEX … ATTACH PARTITION`.
    fn attach_index_partition(&mut self, parent: ObjectId, index: &QualifiedName) -> Result<(), Refusal> {
        let owner = self.catalog.get(parent).and_then(|object| object.parent);
        if !owner.is_some_and(|owner| self.is_partitioned(owner)) {
            let parent = self.name_of(parent);
            let message = format!("ALTER action ATTACH PARTITION cannot be performed on relation \"{parent}\"");
            return Err(Failure::new("42809", message).into());
        }
        let object = self.relation(index)?;
        let (id, name) = (object.id, object.name.clone());
        if self.index(id).is_none() {
            return Err(Failure::new("42809", format!("\"{name}\" is not an index")).into());
        }
        let table = self.catalog.get(id).and_then(|object| object.parent);
        let current = self.index(id).and_then(|index| index.partition_of);
        if current == Some(parent) {
            return Ok(());
        }
        let rival = |table| self.indexes(table).any(|(_, other)| other.partition_of == Some(parent));
        let taken = current.is_some() || table.is_some_and(rival);
        let belongs = table
            .and_then(|table| self.table(table))
            .is_some_and(|table| owner.is_some_and(|owner| table.parents.contains(&owner)));
        let message = || format!("cannot attach index \"{name}\" as a partition of index \"{}\"", self.name_of(parent));
        if taken || !belongs {
            return Err(Failure::new("55000", message()).into());
        }
        if !self.has_same_keys(parent, id) {
            return Err(Failure::new("42P17", message()).into());
        }
        self.attach_index(parent, id);
        self.complete_index(parent, owner);
        Ok(())
    }

    /// Whether two indexes are alike as far as their columns, their method and their uniqueness go.
    fn has_same_keys(&self, one: ObjectId, other: ObjectId) -> bool {
        let (Some(first), Some(second)) = (self.index(one), self.index(other)) else { return true };
        let names = |id: ObjectId, index: &Index| -> Vec<Option<Name>> {
            let table = self.catalog.get(id).and_then(|object| object.parent).and_then(|table| self.catalog.get(table));
            let name = |number| table.and_then(|table| table.column_at(number)).map(|column| column.name.clone());
            let keys = index.keys.iter().map(|key| match key.target {
                KeyTarget::Column(number) => name(number),
                KeyTarget::Expr(_) => None,
            });
            keys.chain(index.include.iter().map(|number| name(*number))).collect()
        };
        names(one, first) == names(other, second)
            && first.keys.len() == second.keys.len()
            && first.method == second.method
            && first.unique == second.unique
            && first.predicate.is_some() == second.predicate.is_some()
    }

    /// An index made `ON ONLY` is valid once all partitions have their part.
    fn complete_index(&mut self, index: ObjectId, owner: Option<ObjectId>) {
        let Some(owner) = owner else { return };
        let has_part =
            |partition: &ObjectId| self.indexes(*partition).any(|(_, part)| part.partition_of == Some(index));
        if !self.children_of(owner).iter().all(has_part) {
            return;
        }
        self.change(index, |object| {
            if let ObjectBody::Index(index) = &mut object.body {
                index.only = false;
            }
        });
    }

    pub(crate) fn detach_partition(&mut self, parent: ObjectId, partition: &QualifiedName) -> Result<(), Refusal> {
        let object = self.relation(partition)?;
        let (id, name) = (object.id, object.name.clone());
        if !self.is_partition(id) || !self.table(id).is_some_and(|table| table.parents.contains(&parent)) {
            let message = format!("relation \"{name}\" is not a partition of relation \"{}\"", self.name_of(parent));
            return Err(Failure::new("42P01", message).into());
        }
        self.unlink(id, parent, DependencyKind::Auto);
        self.change(id, |object| {
            if let Some(table) = object.table_mut() {
                table.partition_bound = None;
            }
        });
        self.release_parts(id);
        Ok(())
    }

    /// Indexes and keys stay, as the table's own; row triggers that came from the parent go.
    fn release_parts(&mut self, table: ObjectId) {
        let children: Vec<ObjectId> = self.catalog.children(table).map(|object| object.id).collect();
        for child in children {
            if self.whole_of(child).is_none() {
                continue;
            }
            self.untie(child);
            match self.catalog.get(child).map(|object| object.body.clone()) {
                Some(ObjectBody::Trigger(_)) => {
                    self.catalog.remove(child);
                }
                Some(ObjectBody::Index(index)) => self.release_index(table, child, index.constraint.is_some()),
                Some(ObjectBody::Constraint(constraint)) => {
                    self.make_own(child);
                    self.keep_behind(table, child, &constraint.kind);
                }
                _ => {}
            }
        }
    }

    fn release_index(&mut self, table: ObjectId, index: ObjectId, backs_constraint: bool) {
        self.change(index, |object| {
            if let ObjectBody::Index(index) = &mut object.body {
                index.partition_of = None;
            }
        });
        if !backs_constraint && self.catalog.dependencies(index).next().is_none() {
            self.catalog.depend(index, Address::object(table), DependencyKind::Auto);
        }
    }

    fn keep_behind(&mut self, table: ObjectId, constraint: ObjectId, kind: &ConstraintKind) {
        if matches!(kind, ConstraintKind::ForeignKey(_)) && self.catalog.dependencies(constraint).next().is_none() {
            self.catalog.depend(constraint, Address::object(table), DependencyKind::Auto);
        }
    }
}
