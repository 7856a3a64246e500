//! `PRIMARY KEY`, `UNIQUE` and `EXCLUDE`: constraints that an index stands behind.

use crate::postgres::ast::op::{ConstraintAttributes, Exclusion, IndexElement, UniqueSpec};
use crate::postgres::ast::{ExprKind, Ident};
use crate::postgres::catalog::{
    Constraint, ConstraintKind, DependencyKind, Index, KeyTarget, NameClass, ObjectBody, ObjectId, TableKind,
};
use crate::postgres::replay::column::ConstraintPlan;
use crate::postgres::replay::constraint::Timing;
use crate::postgres::replay::index::Backing;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::alter::Recursion;
use crate::run::{Failure, Refusal};
use crate::source::Span;

impl Session {
    /// Adds a key to a table that exists.
    pub(super) fn add_key(
        &mut self,
        table: ObjectId,
        plan: &ConstraintPlan,
        recursion: Recursion,
    ) -> Result<(), Refusal> {
        let (spec, primary) = match plan.attributes {
            ConstraintAttributes::PrimaryKey(spec) => (spec, true),
            ConstraintAttributes::Unique(spec) => (spec, false),
            ConstraintAttributes::Exclude(exclusion) => {
                if self.is_partitioned(table) {
                    self.refuse_exclusion_on_partitioned(plan.span)?;
                    self.refuse_exclusion_beside_partition_key(table, exclusion)?;
                }
                let mut draft = self.draft_exclusion(table, exclusion)?;
                draft.name.clone_from(&plan.name);
                return self.define_index(table, &draft).map(|_| ());
            }
            _ => return Ok(()),
        };
        if let Some(index) = &spec.using_index {
            return self.adopt_index(table, plan, spec, primary, index).map_err(|refusal| refusal.at(plan.span));
        }
        refuse_repeated(&spec.columns, primary).map_err(|failure| failure.at(plan.span))?;
        if primary {
            self.require_inherited(table, &spec.columns)?;
        }
        let mut draft = self.draft_key(table, spec, primary)?;
        draft.name.clone_from(&plan.name);
        draft.index.only = recursion == Recursion::Only && self.has_partitions(table);
        self.define_index(table, &draft).map(|_| ())
    }

    /// Makes those columns of a primary key `NOT NULL` that `CREATE TABLE` takes from a parent. The others are by now.
    fn require_inherited(&mut self, table: ObjectId, columns: &[Ident]) -> Result<(), Refusal> {
        for column in columns {
            let nullable = self.catalog.get(table).and_then(|table| table.column(&column.name)).filter(|c| !c.not_null);
            if nullable.is_some() {
                self.set_not_null(table, &column.name)?;
            }
        }
        Ok(())
    }

    /// 0A000 before version 17.
    pub(crate) fn refuse_exclusion_on_partitioned(&self, at: Span) -> Result<(), Failure> {
        if self.environment.postgres_version() >= 17 {
            return Ok(());
        }
        Err(Failure::new("0A000", "exclusion constraints are not supported on partitioned tables").at(at))
    }

    /// The partition key has to be compared for equality; what the server says of any other is not known here.
    fn refuse_exclusion_beside_partition_key(&self, table: ObjectId, exclusion: &Exclusion) -> Result<(), Refusal> {
        let Some(TableKind::Partitioned(key)) = self.table(table).map(|table| &table.kind) else { return Ok(()) };
        let compared = |name: &str| {
            let is_column = |element: &IndexElement| matches!(&element.expr.kind, ExprKind::Column(parts) if parts.len() == 1 && parts[0].name == name);
            exclusion.elements.iter().any(|(element, operator)| is_column(element) && operator == "=")
        };
        let served = key.keys.iter().all(|key| match key.target {
            KeyTarget::Column(column) => compared(&self.column_name(table, column)),
            KeyTarget::Expr(_) => false,
        });
        if served {
            return Ok(());
        }
        Err(Refusal::Undecided("exclusion constraints beside the partition key are not modelled".into()))
    }

    /// `USING INDEX`: the index becomes the constraint's, and takes its name.
    fn adopt_index(
        &mut self,
        table: ObjectId,
        plan: &ConstraintPlan,
        spec: &UniqueSpec,
        primary: bool,
        name: &Ident,
    ) -> Result<(), Refusal> {
        let id = self.adoptable_index(table, name)?;
        let index = self.index(id).cloned().ok_or_else(|| self.no_such_index(name))?;
        self.refuse_unfit_index(name, &index, spec.deferrable)?;
        if primary {
            self.refuse_second_primary_key(table)?;
        }
        let columns = index.key_columns();
        if primary {
            for column in &columns {
                let name = self.column_name(table, *column);
                self.set_not_null(table, &name)?;
            }
        }
        let constraint_name = plan.name.clone().unwrap_or_else(|| name.name.clone());
        if constraint_name != name.name {
            let schema = self.catalog.get(table).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
            self.refuse_taken_relation(&constraint_name, schema)?;
            self.catalog.rename(id, constraint_name.clone());
        }
        self.refuse_taken_constraint(table, &constraint_name)?;
        let timing = Timing { deferrable: spec.deferrable, initially_deferred: spec.initially_deferred };
        let backing = if primary { Backing::Primary(timing) } else { Backing::Unique(timing) };
        self.release_from_columns(id);
        self.attach_constraint(table, id, constraint_name, &backing);
        Ok(())
    }

    fn adoptable_index(&self, table: ObjectId, name: &Ident) -> Result<ObjectId, Failure> {
        let relation = self.catalog.get(table);
        let schema = relation.and_then(|relation| relation.schema).unwrap_or(ObjectId::NONE);
        let id = self
            .catalog
            .find(NameClass::Relation, schema, &name.name)
            .filter(|id| self.index(*id).is_some())
            .ok_or_else(|| self.no_such_index(name))?;
        if self.index(id).is_some_and(|index| index.constraint.is_some()) {
            let message = format!("index \"{}\" is already associated with a constraint", name.name);
            return Err(Failure::new("55000", message));
        }
        if self.catalog.get(id).and_then(|index| index.parent) != Some(table) {
            let message = format!("index \"{}\" does not belong to table \"{}\"", name.name, self.name_of(table));
            return Err(Failure::new("55000", message));
        }
        Ok(id)
    }

    #[expect(clippy::unused_self, reason = "reads like its neighbours")]
    fn no_such_index(&self, name: &Ident) -> Failure {
        Failure::new("42704", format!("index \"{}\" does not exist", name.name))
    }

    #[expect(clippy::unused_self, reason = "reads like its neighbours")]
    fn refuse_unfit_index(&self, name: &Ident, index: &Index, deferrable: bool) -> Result<(), Failure> {
        let refuse = |message: String| Err(Failure::new("42809", message));
        let name = &name.name;
        if !index.unique {
            return refuse(format!("\"{name}\" is not a unique index"));
        }
        if index.keys.iter().any(|key| matches!(key.target, KeyTarget::Expr(_))) {
            return refuse(format!("index \"{name}\" contains expressions"));
        }
        if index.predicate.is_some() {
            return refuse(format!("\"{name}\" is a partial index"));
        }
        if index.method != "btree" && deferrable {
            return refuse(format!("index \"{name}\" is not a btree"));
        }
        let plain = |key: &crate::postgres::catalog::IndexKey| {
            !key.descending && !key.nulls_first && key.operator_class.is_none() && key.collation.is_none()
        };
        match index.keys.iter().position(|key| !plain(key)) {
            Some(position) => {
                let message =
                    format!("index \"{name}\" column number {} does not have default sorting behavior", position + 1);
                refuse(message)
            }
            None => Ok(()),
        }
    }

    /// An index behind a constraint hangs on the constraint, not on the columns.
    fn release_from_columns(&mut self, index: ObjectId) {
        let edges: Vec<_> = self.catalog.dependencies(index).filter(|edge| edge.kind == DependencyKind::Auto).collect();
        for edge in edges {
            self.catalog.release(edge);
        }
    }

    /// 42P16 where the table has a primary key.
    pub(crate) fn refuse_second_primary_key(&self, table: ObjectId) -> Result<(), Failure> {
        match self.primary_key(table) {
            Some(_) => Err(self.second_primary_key(table, None)),
            None => Ok(()),
        }
    }

    /// 42P16.
    pub(crate) fn second_primary_key(&self, table: ObjectId, at: Option<Span>) -> Failure {
        multiple_primary_keys(self.name_of(table), at)
    }

    /// Puts a constraint in front of an index.
    pub(crate) fn attach_constraint(
        &mut self,
        table: ObjectId,
        index: ObjectId,
        name: crate::postgres::ast::Name,
        backing: &Backing,
    ) -> Option<ObjectId> {
        let (kind, timing) = match backing {
            Backing::None => return None,
            Backing::Primary(timing) => (ConstraintKind::PrimaryKey(index), *timing),
            Backing::Unique(timing) => (ConstraintKind::Unique(index), *timing),
            Backing::Exclude(timing, operators) => (ConstraintKind::Exclude(index, operators.clone()), *timing),
        };
        let columns = self.index(index).map(Index::key_columns).unwrap_or_default();
        let included = self.index(index).map(|index| index.include.clone()).unwrap_or_default();
        let constraint = self.create_constraint(table, name, Constraint::local(kind, columns.clone(), timing));
        let all: Vec<_> = columns.into_iter().chain(included).collect();
        self.depend_on_columns(constraint, table, &all);
        self.catalog.depend(index, constraint, DependencyKind::Internal);
        self.change(index, |object| {
            if let ObjectBody::Index(index) = &mut object.body {
                index.constraint = Some(constraint);
            }
        });
        Some(constraint)
    }
}

/// 42701 where a key names a column twice.
pub(crate) fn refuse_repeated(columns: &[Ident], primary: bool) -> Result<(), Failure> {
    let repeats = |position: &usize| columns[..*position].iter().any(|other| other.name == columns[*position].name);
    match (0..columns.len()).find(repeats) {
        Some(position) => {
            let column = &columns[position];
            let kind = if primary { "primary key" } else { "unique" };
            let message = format!("column \"{}\" appears twice in {kind} constraint", column.name);
            Err(Failure::new("42701", message))
        }
        None => Ok(()),
    }
}

/// 42P16.
pub(crate) fn multiple_primary_keys(table: &str, at: Option<Span>) -> Failure {
    let failure = Failure::new("42P16", format!("multiple primary keys for table \"{table}\" are not allowed"));
    match at {
        Some(span) => failure.at(span),
        None => failure,
    }
}
