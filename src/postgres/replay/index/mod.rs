//! Indexes.

mod draft;
mod exclusion;
mod operator_class;

use draft::{Clauses, Wording};

use super::bind::{Scope, Usage};
use super::constraint::Timing;
use super::implicit_name::UniqueAmong;
use super::session::Session;
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{CreateIndex, ViewKind};
use crate::postgres::catalog::implicit_name::columns_part;
use crate::postgres::catalog::{
    Address, ColumnNumber, DependencyKind, Index, KeyTarget, NameClass, Object, ObjectBody, ObjectId,
};
use crate::run::{Applied, Effect, Failure, Refusal};

/// The constraint that an index is made for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Backing {
    /// None.
    None,
    /// `PRIMARY KEY`.
    Primary(Timing),
    /// `UNIQUE`.
    Unique(Timing),
    /// `EXCLUDE`, with the operator of each key.
    Exclude(Timing, Vec<Name>),
}

/// An index about to be created: all names in it are resolved.
#[derive(Debug, Clone)]
pub(crate) struct IndexDraft {
    /// Its name, where given.
    pub name: Option<Name>,
    /// The index.
    pub index: Index,
    /// The names of its columns, which its own name is made of.
    pub column_names: Vec<Name>,
    /// The table's columns in its expressions and predicate.
    pub expression_columns: Vec<ColumnNumber>,
    /// What its expressions and operator classes depend on.
    pub dependencies: Vec<Address>,
    /// The constraint it is made for.
    pub backing: Backing,
}

impl Index {
    /// The columns among its keys.
    pub(crate) fn key_columns(&self) -> Vec<ColumnNumber> {
        self.keys
            .iter()
            .filter_map(|key| match key.target {
                KeyTarget::Column(column) => Some(column),
                KeyTarget::Expr(_) => None,
            })
            .collect()
    }
}

impl Session {
    pub(super) fn create_index(&mut self, create: &CreateIndex) -> Applied {
        if create.concurrently {
            self.refuse_in_transaction("CREATE INDEX CONCURRENTLY")?;
        }
        self.refuse_system_relation(&create.table)?;
        let table = self.relation(&create.table)?.id;
        let draft = self.draft_index(table, create)?;
        if let (Some(name), true) = (&draft.name, create.if_not_exists)
            && self.find_beside(table, name).is_some()
        {
            return Ok(Effect::Noop(format!("relation \"{name}\" already exists, skipping")));
        }
        let index = self.define_index(table, &draft)?;
        self.set_remark(index);
        Ok(Effect::Applied)
    }

    /// Only tables and materialised views have indexes.
    pub(super) fn refuse_unindexable(&self, relation: ObjectId) -> Result<(), Failure> {
        let Some(relation) = self.catalog.get(relation) else { return Ok(()) };
        let name = &relation.name;
        match &relation.body {
            ObjectBody::Table(table) if !table.is_foreign() => Ok(()),
            ObjectBody::View(view) if view.kind == ViewKind::Materialized => Ok(()),
            ObjectBody::Index(_) => Err(Failure::new("42809", format!("\"{name}\" is an index"))),
            ObjectBody::Type(_) => Err(Failure::new("42809", format!("\"{name}\" is a composite type"))),
            _ => Err(Failure::new("42809", format!("cannot create index on relation \"{name}\""))),
        }
    }

    fn draft_index(&self, table: ObjectId, create: &CreateIndex) -> Result<IndexDraft, Refusal> {
        let predicate = create
            .predicate
            .as_ref()
            .map(|expr| self.bind_expr(expr, Scope::Relation(table), Usage::IndexPredicate))
            .transpose()?;
        let clauses = Clauses {
            method: create.method.as_ref(),
            parameters: &create.storage_parameters,
            unique: create.unique,
            include: &create.include,
            predicate,
            tablespace: create.tablespace.as_ref(),
            operators: &[],
            concurrently: create.concurrently,
        };
        let mut draft = self.draft_elements(table, &create.elements, clauses, Wording::Index)?;
        draft.name = create.name.as_ref().map(|name| name.name.clone());
        draft.index.unique = create.unique;
        draft.index.nulls_not_distinct = create.nulls_not_distinct;
        draft.index.options.clone_from(&create.storage_parameters);
        draft.index.tablespace = create.tablespace.as_ref().map(|tablespace| tablespace.name.clone());
        draft.index.only = create.only && self.has_partitions(table);
        Ok(draft)
    }

    /// Creates an index, its constraint where it has one, and its counterparts on partitions.
    pub(crate) fn define_index(&mut self, table: ObjectId, draft: &IndexDraft) -> Result<ObjectId, Refusal> {
        if matches!(draft.backing, Backing::Primary(_)) {
            self.refuse_second_primary_key(table)?;
        }
        self.refuse_key_beside_partition_key(table, draft)?;
        let schema = self.catalog.get(table).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
        let name = draft.name.clone().unwrap_or_else(|| self.choose_index_name(table, schema, draft));
        self.refuse_taken_relation(&name, schema)?;
        if draft.backing != Backing::None {
            self.refuse_taken_constraint(table, &name)?;
        }
        self.assume(match &draft.backing {
            Backing::Exclude(_, operators) => self.refuse_existing_conflicts(table, &draft.index, operators, &name),
            _ => self.refuse_existing_duplicates(table, &draft.index, &name),
        })?;
        let only = draft.index.only;
        let index = self.store_index(table, schema, name, draft);
        if self.is_partitioned(table) && !only {
            for partition in self.children_of(table) {
                let message = || format!("cannot create unique index on partitioned table \"{}\"", self.name_of(table));
                if self.skips_index(draft.index.unique, partition, message)? {
                    continue;
                }
                self.index_partition(table, index, partition)?;
            }
        }
        Ok(index)
    }

    fn choose_index_name(&self, table: ObjectId, schema: ObjectId, draft: &IndexDraft) -> Name {
        let columns = columns_part(draft.column_names.iter().map(Name::as_str));
        let (second, label, among) = match draft.backing {
            Backing::Primary(_) => ("", "pkey", UniqueAmong::RelationsAndConstraints),
            Backing::Exclude(..) => (columns.as_str(), "excl", UniqueAmong::RelationsAndConstraints),
            Backing::Unique(_) => (columns.as_str(), "key", UniqueAmong::RelationsAndConstraints),
            Backing::None => (columns.as_str(), "idx", UniqueAmong::Relations),
        };
        self.choose_relation_name(self.name_of(table), second, label, schema, among)
    }

    fn store_index(&mut self, table: ObjectId, schema: ObjectId, name: Name, draft: &IndexDraft) -> ObjectId {
        let body = ObjectBody::Index(draft.index.clone());
        let id = self.create_object(name.clone(), Some(schema), Some(table), body);
        self.change(table, |_| ());
        let mut columns = draft.expression_columns.clone();
        if draft.backing == Backing::None {
            columns.extend(draft.index.key_columns());
            columns.extend(&draft.index.include);
            self.depend_on_columns(id, table, &columns);
        } else {
            for column in columns {
                self.catalog.depend(id, Address::column(table, column), DependencyKind::Auto);
            }
        }
        for referenced in &draft.dependencies {
            self.catalog.depend(id, *referenced, DependencyKind::Normal);
        }
        self.attach_constraint(table, id, name, &draft.backing);
        id
    }

    /// The relation of that name in the schema of another one.
    pub(crate) fn find_beside(&self, relation: ObjectId, name: &str) -> Option<ObjectId> {
        let schema = self.catalog.get(relation)?.schema?;
        self.catalog.find(NameClass::Relation, schema, name)
    }

    /// The index of that id.
    pub(crate) fn index(&self, id: ObjectId) -> Option<&Index> {
        match &self.catalog.get(id)?.body {
            ObjectBody::Index(index) => Some(index),
            _ => None,
        }
    }

    /// The indexes of a relation, oldest first.
    pub(crate) fn indexes(&self, relation: ObjectId) -> impl Iterator<Item = (&Object, &Index)> {
        self.catalog.children(relation).filter_map(|object| match &object.body {
            ObjectBody::Index(index) => Some((object, index)),
            _ => None,
        })
    }
}
