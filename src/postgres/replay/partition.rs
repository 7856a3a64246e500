//! Partitioned tables, and what their partitions get from them.

use super::bind::{BoundExpr, Scope, Usage};
use super::constraint::Timing;
use super::index::{Backing, IndexDraft};
use super::session::Session;
use crate::postgres::ast::op::{CreateTable, IndexElement, PartitionBound, PartitionBy, PartitionStrategy};
use crate::postgres::ast::{Expr, ExprKind, Ident, Name};
use crate::postgres::builtin::types;
use crate::postgres::catalog::{
    Address, Bound, ColumnNumber, Constraint, ConstraintKind, DependencyKind, Index, IndexKey, KeyTarget, ObjectBody,
    ObjectId, PartitionKey, Table, TableKind,
};
use crate::postgres::replay::table::mapping::ColumnMap;
use crate::postgres::syntax;
use crate::run::{Failure, Refusal};

/// An element of a partition key, its expression read.
enum KeyElement<'e> {
    /// A column, with or without parentheses.
    Column(&'e Ident),
    /// Anything else.
    Expr(Box<BoundExpr>),
}

impl Session {
    /// Makes a new table partitioned, or a partition, as its definition says.
    pub(crate) fn set_partition(&mut self, table: ObjectId, create: &CreateTable) -> Result<(), Refusal> {
        let parent = self.table(table).and_then(|table| table.parents.first().copied());
        if let (Some(bound), Some(parent)) = (&create.partition_bound, parent) {
            if !self.is_partitioned(parent) {
                let message = format!("\"{}\" is not partitioned", self.name_of(parent));
                return Err(Failure::new("42P17", message).into());
            }
            self.set_partition_bound(parent, table, bound)?;
        }
        if let Some(by) = &create.partition_by {
            let key = self.read_partition_key(table, by)?;
            self.catalog.partition(table, key);
        }
        match (&create.partition_bound, parent) {
            (Some(_), Some(parent)) => self.equip_partition(parent, table),
            _ => Ok(()),
        }
    }

    fn read_partition_key(&self, table: ObjectId, by: &PartitionBy) -> Result<PartitionKey, Refusal> {
        if by.strategy == PartitionStrategy::List && by.elements.len() > 1 {
            let message = "cannot use \"list\" partition strategy with more than one column";
            return Err(Failure::new("42P17", message).into());
        }
        let method = if by.strategy == PartitionStrategy::Hash { "hash" } else { "btree" };
        // The server reads all expressions first, and has the statement's text no longer at hand.
        let read = by.elements.iter().map(|element| self.read_key_element(table, element));
        let read = read.collect::<Result<Vec<_>, _>>().map_err(Refusal::unplaced)?;
        let elements = (1..).zip(by.elements.iter().zip(read));
        let keys =
            elements.map(|(place, (element, read))| self.partition_key_element(table, place, element, read, method));
        Ok(PartitionKey { strategy: by.strategy, keys: keys.collect::<Result<_, _>>()? })
    }

    fn read_key_element<'e>(&self, table: ObjectId, element: &'e IndexElement) -> Result<KeyElement<'e>, Refusal> {
        match &element.expr.kind {
            ExprKind::Column(parts) if parts.len() == 1 => Ok(KeyElement::Column(&parts[0])),
            _ => {
                let bound = self.bind_expr(&element.expr, Scope::Relation(table), Usage::PartitionKey)?;
                Ok(KeyElement::Expr(Box::new(bound)))
            }
        }
    }

    fn partition_key_element(
        &self,
        table: ObjectId,
        place: usize,
        element: &IndexElement,
        read: KeyElement<'_>,
        method: &str,
    ) -> Result<IndexKey, Refusal> {
        let (target, type_ref) = match read {
            KeyElement::Column(column) => {
                let number = self.number_of(table, &column.name).ok_or_else(|| {
                    let message = format!("column \"{}\" named in partition key does not exist", column.name);
                    Failure::new("42703", message).at(column.span)
                })?;
                if self.is_generated(table, number) {
                    let failure = Failure::new("42P17", "cannot use generated column in partition key");
                    return Err(failure.at(column.span).into());
                }
                (KeyTarget::Column(number), self.column_type(table, number))
            }
            KeyElement::Expr(bound) => {
                self.refuse_partition_expression(&bound, place)?;
                (KeyTarget::Expr(bound.bound), bound.type_ref)
            }
        };
        if let (Some(type_ref), Some(_)) = (type_ref, &element.collation) {
            self.collation_for(type_ref, element.collation.as_ref())?;
        }
        let method = self.access_method(method)?;
        let mut unused = IndexDraft::empty(method.name.clone());
        self.check_operator_class(&method, element.operator_class.as_ref(), type_ref, &mut unused)?;
        Ok(IndexKey {
            target,
            collation: element.collation.as_ref().map(|name| self.written(name)),
            operator_class: element.operator_class.as_ref().map(|name| self.written(name)),
            operator_class_parameters: Vec::new(),
            descending: false,
            nulls_first: false,
        })
    }

    /// What is no value of some type, or the same for every row, spreads no rows.
    fn refuse_partition_expression(&self, bound: &BoundExpr, place: usize) -> Result<(), Refusal> {
        if let Some(found) = bound.type_ref.filter(|found| found.id.is_builtin())
            && types::by_oid(found.id.oid()).is_some_and(|found| found.kind == 'p')
        {
            let found = self.type_name(found);
            let message = format!("partition key column {place} has pseudo-type {found}");
            return Err(Failure::new("42P16", message).into());
        }
        bound.immutable.clone()?;
        if bound.columns.is_empty() {
            return Err(Failure::new("42P17", "cannot use constant expression as partition key").into());
        }
        Ok(())
    }

    /// Stores the bound of a partition.
    pub(crate) fn set_partition_bound(
        &mut self,
        parent: ObjectId,
        partition: ObjectId,
        bound: &PartitionBound,
    ) -> Result<(), Refusal> {
        self.check_bound(parent, bound)?;
        self.refuse_overlap(parent, partition, bound)?;
        let text = Bound::unbound(self.bound_text(bound));
        self.catalog.update(partition, |object| {
            if let Some(table) = object.table_mut() {
                table.partition_bound = Some(text);
            }
        });
        self.catalog.depend(partition, parent, DependencyKind::Auto);
        let normal = crate::postgres::catalog::Dependency {
            dependent: partition.into(),
            referenced: parent.into(),
            kind: DependencyKind::Normal,
        };
        self.catalog.release(normal);
        Ok(())
    }

    fn bound_text(&self, bound: &PartitionBound) -> String {
        let list = |exprs: &[Expr]| {
            let texts: Vec<&str> = exprs.iter().map(|expr| expr.span.slice(&self.text)).collect();
            texts.join(", ")
        };
        match bound {
            PartitionBound::Default => "DEFAULT".into(),
            PartitionBound::In { values, .. } => format!("FOR VALUES IN ({})", list(values)),
            PartitionBound::Range { from, to, .. } => format!("FOR VALUES FROM ({}) TO ({})", list(from), list(to)),
            PartitionBound::Hash { modulus, remainder, .. } => {
                format!("FOR VALUES WITH (MODULUS {modulus}, REMAINDER {remainder})")
            }
        }
    }

    /// 42P17 where another partition certainly has the same bound.
    fn refuse_overlap(&self, parent: ObjectId, partition: ObjectId, bound: &PartitionBound) -> Result<(), Failure> {
        let text = self.bound_text(bound);
        let same = |other: &ObjectId| {
            self.table(*other).and_then(|table| table.partition_bound.as_ref()).is_some_and(|other| other.text == text)
        };
        let Some(other) = self.children_of(parent).into_iter().filter(|other| *other != partition).find(same) else {
            return Ok(());
        };
        let (partition, other) = (self.name_of(partition), self.name_of(other));
        let message = match bound {
            PartitionBound::Default => {
                format!("partition \"{partition}\" conflicts with existing default partition \"{other}\"")
            }
            _ => format!("partition \"{partition}\" would overlap partition \"{other}\""),
        };
        let failure = Failure::new("42P17", message);
        Err(match bound {
            PartitionBound::In { values, .. } | PartitionBound::Range { from: values, .. } if !values.is_empty() => {
                failure.at(values[0].span)
            }
            _ => failure,
        })
    }

    /// Gives a partition the indexes, keys, foreign keys and row triggers of its parent.
    pub(crate) fn equip_partition(&mut self, parent: ObjectId, partition: ObjectId) -> Result<(), Refusal> {
        let indexes: Vec<(ObjectId, bool)> =
            self.indexes(parent).map(|(object, index)| (object.id, index.unique)).collect();
        for (index, unique) in indexes {
            if self.skips_index(unique, partition, || self.unfit_partition(parent, partition))? {
                continue;
            }
            self.index_partition(parent, index, partition)?;
        }
        let keys: Vec<ObjectId> = self
            .constraints(parent)
            .filter(|(_, constraint)| matches!(constraint.kind, ConstraintKind::ForeignKey(_)))
            .map(|(object, _)| object.id)
            .collect();
        for key in keys {
            self.copy_foreign_key(parent, key, partition)?;
        }
        self.clone_row_triggers(parent, partition)
    }

    /// Why a foreign table cannot be a partition of what has a unique index.
    fn unfit_partition(&self, parent: ObjectId, partition: ObjectId) -> String {
        let (parent, name) = (self.name_of(parent), self.name_of(partition));
        if self.catalog.get(partition).is_some_and(|object| object.created == self.origin && object.touched.is_empty())
        {
            return format!("cannot create foreign partition of partitioned table \"{parent}\"");
        }
        format!("cannot attach foreign table \"{name}\" as partition of partitioned table \"{parent}\"")
    }

    /// The partition's counterpart of an index of its parent: one that is there already, or a new one.
    pub(crate) fn index_partition(
        &mut self,
        parent: ObjectId,
        index: ObjectId,
        partition: ObjectId,
    ) -> Result<(), Refusal> {
        let Some(source) = self.index(index).cloned() else { return Ok(()) };
        let map = self.column_map(parent, partition)?;
        let wanted = mapped(&source, &map);
        let backing = self.backing_of(&source);
        if let Some(found) = self.matching_index(partition, &wanted, &backing) {
            self.attach_index(index, found);
            return Ok(());
        }
        let mut draft = self.redraft(index, &source, partition, &map);
        draft.backing = backing;
        let copy = self.define_index(partition, &draft)?;
        self.attach_index(index, copy);
        Ok(())
    }

    /// The constraint that an index stands behind.
    pub(crate) fn backing_of(&self, index: &Index) -> Backing {
        let Some(constraint) = index.constraint.and_then(|id| self.constraint(id)) else { return Backing::None };
        let timing = Timing { deferrable: constraint.deferrable, initially_deferred: constraint.initially_deferred };
        match &constraint.kind {
            ConstraintKind::PrimaryKey(_) => Backing::Primary(timing),
            ConstraintKind::Unique(_) => Backing::Unique(timing),
            ConstraintKind::Exclude(_, operators) => Backing::Exclude(timing, operators.clone()),
            _ => Backing::None,
        }
    }

    /// An index of the partition that can serve as the counterpart.
    fn matching_index(&self, partition: ObjectId, wanted: &Index, backing: &Backing) -> Option<ObjectId> {
        self.indexes(partition)
            .filter(|(_, index)| index.partition_of.is_none())
            .find(|(_, index)| {
                same_index(index, wanted)
                    && std::mem::discriminant(&self.backing_of(index)) == std::mem::discriminant(backing)
            })
            .map(|(object, _)| object.id)
    }

    /// Ties the counterpart on a partition, and its constraint, to the parent's.
    pub(crate) fn attach_index(&mut self, parent: ObjectId, index: ObjectId) {
        let table = self.catalog.get(index).and_then(|object| object.parent);
        self.tie(index, parent, table);
        self.change(index, |object| {
            if let ObjectBody::Index(index) = &mut object.body {
                index.partition_of = Some(parent);
            }
        });
        let constraint_of = |session: &Self, id: ObjectId| session.index(id).and_then(|index| index.constraint);
        if let (Some(parent), Some(own)) = (constraint_of(self, parent), constraint_of(self, index)) {
            self.tie(own, parent, table);
            self.change_constraint(own, |constraint| {
                constraint.local = false;
                constraint.inherited = 1;
            });
        }
    }

    fn tie(&mut self, part: ObjectId, whole: ObjectId, table: Option<ObjectId>) {
        self.catalog.depend(part, whole, DependencyKind::Partition);
        if let Some(table) = table {
            self.catalog.depend(part, table, DependencyKind::Partition);
        }
    }

    /// The draft of an index like another one, on another table.
    pub(crate) fn redraft(&self, id: ObjectId, source: &Index, to: ObjectId, map: &ColumnMap) -> IndexDraft {
        let from = self.catalog.get(id).and_then(|object| object.parent).unwrap_or(ObjectId::NONE);
        let mut draft = IndexDraft::empty(source.method.clone());
        draft.index = mapped(source, map);
        draft.column_names = self.index_column_names(to, &draft.index);
        draft.dependencies = self.other_dependencies(id, from);
        draft.dependencies.retain(|address| Some(address.object) != source.constraint);
        draft.expression_columns = self.columns_behind(id, from).into_iter().map(|column| map.number(column)).collect();
        draft
    }

    /// The columns of its own table that an object goes with.
    fn columns_behind(&self, id: ObjectId, table: ObjectId) -> Vec<ColumnNumber> {
        self.catalog
            .dependencies(id)
            .filter(|edge| edge.referenced.object == table && edge.referenced.column != 0)
            .map(|edge| edge.referenced.column)
            .collect()
    }

    /// The names of an index's columns, which a name for it is made of.
    fn index_column_names(&self, table: ObjectId, index: &Index) -> Vec<Name> {
        let keys = index.keys.iter().map(|key| match &key.target {
            KeyTarget::Column(column) => self.column_name(table, *column),
            KeyTarget::Expr(expr) => {
                let named = syntax::parse_expr(&expr.text).ok().and_then(|expr| self.output_name(&expr));
                named.unwrap_or_else(|| Name::new_static("expr"))
            }
        });
        let names: Vec<Name> =
            keys.chain(index.include.iter().map(|column| self.column_name(table, *column))).collect();
        crate::postgres::catalog::implicit_name::index_columns(names.iter().map(Name::as_str))
    }

    /// 0A000 where a key of a partitioned table leaves out part of the partition key.
    pub(crate) fn refuse_key_beside_partition_key(&self, table: ObjectId, draft: &IndexDraft) -> Result<(), Failure> {
        let Some(TableKind::Partitioned(partition_key)) = self.table(table).map(|table| &table.kind) else {
            return Ok(());
        };
        if !draft.index.unique {
            return Ok(());
        }
        let columns = draft.index.key_columns();
        for key in &partition_key.keys {
            match &key.target {
                KeyTarget::Column(column) if columns.contains(column) => {}
                KeyTarget::Column(_) => {
                    let message = "unique constraint on partitioned table must include all partitioning columns";
                    return Err(Failure::new("0A000", message));
                }
                KeyTarget::Expr(_) => {
                    let kind = match draft.backing {
                        Backing::Primary(_) => "PRIMARY KEY",
                        _ => "UNIQUE",
                    };
                    let message = format!("unsupported {kind} constraint with partition key definition");
                    return Err(Failure::new("0A000", message));
                }
            }
        }
        Ok(())
    }

    /// Gives the partitions of a table a foreign key that it got.
    pub(crate) fn inherit_foreign_key(&mut self, table: ObjectId, key: ObjectId) -> Result<(), Refusal> {
        if !self.is_partitioned(table) {
            return Ok(());
        }
        for partition in self.children_of(table) {
            self.copy_foreign_key(table, key, partition)?;
        }
        Ok(())
    }

    fn copy_foreign_key(&mut self, parent: ObjectId, key: ObjectId, partition: ObjectId) -> Result<(), Refusal> {
        if self.table(partition).is_some_and(Table::is_foreign) {
            let message = "foreign key constraints are not supported on foreign tables";
            return Err(Failure::new("42809", message).into());
        }
        let map = self.column_map(parent, partition)?;
        let Some(mut constraint) = self.constraint(key).cloned() else { return Ok(()) };
        constraint.columns = constraint.columns.iter().map(|column| map.number(*column)).collect();
        let ConstraintKind::ForeignKey(target) = &mut constraint.kind else { return Ok(()) };
        target.on_delete_columns = target.on_delete_columns.iter().map(|column| map.number(*column)).collect();
        if let Some(own) = self.matching_foreign_key(partition, &constraint) {
            self.tie(own, key, Some(partition));
            self.change_constraint(own, |own| {
                own.local = false;
                own.inherited = 1;
            });
            return Ok(());
        }
        constraint.local = false;
        constraint.inherited = 1;
        let name = self.partition_key_name(key, partition, &constraint.columns);
        let copy = self.store_foreign_key(partition, name, constraint);
        self.tie(copy, key, Some(partition));
        self.inherit_foreign_key(partition, copy)
    }

    /// A foreign key of the partition's own that says the same, and can serve as the counterpart.
    fn matching_foreign_key(&self, partition: ObjectId, wanted: &Constraint) -> Option<ObjectId> {
        self.constraints(partition)
            .filter(|(object, own)| own.validated && self.whole_of(object.id).is_none())
            .find(|(_, own)| {
                own.kind == wanted.kind
                    && own.columns == wanted.columns
                    && own.deferrable == wanted.deferrable
                    && own.initially_deferred == wanted.initially_deferred
            })
            .map(|(object, _)| object.id)
    }

    /// The parent's name for it, unless the partition has another constraint of that name.
    fn partition_key_name(&self, key: ObjectId, partition: ObjectId, columns: &[ColumnNumber]) -> Name {
        let name = Name::new(self.name_of(key));
        if self.refuse_taken_constraint(partition, &name).is_ok() {
            return name;
        }
        let names: Vec<Name> = columns.iter().map(|column| self.column_name(partition, *column)).collect();
        let columns = crate::postgres::catalog::implicit_name::columns_part(names.iter().map(Name::as_str));
        let schema = self.catalog.get(partition).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
        self.choose_constraint_name(self.name_of(partition), &columns, "fkey", schema, &[])
    }

    /// The addresses that tie a part to the whole, gone when a partition is detached.
    pub(crate) fn untie(&mut self, part: ObjectId) {
        let edges: Vec<_> =
            self.catalog.dependencies(part).filter(|edge| edge.kind == DependencyKind::Partition).collect();
        for edge in edges {
            self.catalog.release(edge);
        }
    }

    /// 42P16 where a column is in the partition key.
    pub(crate) fn refuse_partition_key_column(
        &self,
        table: ObjectId,
        column: ColumnNumber,
        action: &str,
    ) -> Result<(), Failure> {
        let Some(TableKind::Partitioned(key)) = self.table(table).map(|table| &table.kind) else { return Ok(()) };
        let uses = |bound: &Bound| {
            bound
                .references
                .iter()
                .any(|reference| reference.target == crate::postgres::catalog::Target::Column(table, column))
        };
        let part = key.keys.iter().any(|key| match &key.target {
            KeyTarget::Column(other) => *other == column,
            KeyTarget::Expr(expr) => uses(expr),
        });
        if !part {
            return Ok(());
        }
        let (column, table) = (self.column_name(table, column), self.name_of(table));
        let message = format!(
            "cannot {action} column \"{column}\" because it is part of the partition key of relation \"{table}\""
        );
        Err(Failure::new("42P16", message))
    }

    /// What an address belongs to as a part: for messages.
    pub(crate) fn whole_of(&self, part: ObjectId) -> Option<Address> {
        self.catalog
            .dependencies(part)
            .find(|edge| edge.kind == DependencyKind::Partition && edge.referenced.object != part)
            .map(|edge| edge.referenced)
    }
}

/// The index over the columns of another table, on its own.
fn mapped(index: &Index, map: &ColumnMap) -> Index {
    let keys = index.keys.iter().map(|key| {
        let target = match &key.target {
            KeyTarget::Column(column) => KeyTarget::Column(map.number(*column)),
            KeyTarget::Expr(expr) => KeyTarget::Expr(map.bound(expr)),
        };
        IndexKey { target, ..key.clone() }
    });
    Index {
        keys: keys.collect(),
        include: index.include.iter().map(|column| map.number(*column)).collect(),
        predicate: index.predicate.as_ref().map(|predicate| map.bound(predicate)),
        constraint: None,
        partition_of: None,
        only: false,
        ready: true,
        valid: true,
        statistics: Vec::new(),
        ..index.clone()
    }
}

fn same_index(left: &Index, right: &Index) -> bool {
    left.method == right.method
        && left.keys == right.keys
        && left.include.len() == right.include.len()
        && left.unique == right.unique
        && left.nulls_not_distinct == right.nulls_not_distinct
        && left.predicate == right.predicate
}
