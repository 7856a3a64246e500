//! `LIKE table INCLUDING …`.

use super::column::{ColumnPlan, Place};
use super::session::Session;
use super::table::create::TablePlan;
use crate::postgres::ast::op::{Identity, LikeOption, SequenceOption};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::catalog::{Column, ConstraintKind, Object, ObjectBody, ObjectId, Sequence};
use crate::run::{Failure, Refusal};

/// A table to copy from, once the new table is there.
#[derive(Debug, Clone)]
pub(crate) struct LikePlan {
    /// The table.
    pub source: ObjectId,
    /// What is copied.
    pub including: Vec<LikeOption>,
}

impl LikePlan {
    fn includes(&self, option: LikeOption) -> bool {
        self.including.contains(&option)
    }
}

impl Session {
    /// Adds the columns of the other table in the place of the clause.
    pub(crate) fn plan_like(
        &self,
        name: &QualifiedName,
        including: &[LikeOption],
        place: Place,
        plan: &mut TablePlan,
    ) -> Result<(), Refusal> {
        let source = self.relation(name).map_err(|failure| failure.at(name.span()))?;
        refuse_source(source).map_err(|failure| failure.at(name.span()))?;
        let like = LikePlan { source: source.id, including: including.to_vec() };
        for column in source.live_columns() {
            plan.columns.push(self.like_column(column, &like, place)?);
        }
        plan.likes.push(like);
        Ok(())
    }

    fn like_column(&self, source: &Column, like: &LikePlan, place: Place) -> Result<ColumnPlan<'static>, Refusal> {
        let mut column = Column::new(0, source.name.clone(), source.type_use.clone(), self.origin);
        column.collation = source.collation;
        column.not_null = source.not_null;
        column.remark.clone_from(&source.remark);
        if like.includes(LikeOption::Storage) {
            column.storage.clone_from(&source.storage);
        }
        if like.includes(LikeOption::Compression) {
            column.compression.clone_from(&source.compression);
        }
        if like.includes(LikeOption::Comments) {
            column.comment.clone_from(&source.comment);
        }
        let sequence = match source.identity {
            Some(identity) if like.includes(LikeOption::Identity) => {
                let options = self.sequence(identity.sequence).map(sequence_options).unwrap_or_default();
                let plan = self.plan_identity(place, &column, &Identity { always: identity.always, options })?;
                // The server forgets the column's type here.
                Some(plan.untyped())
            }
            _ => None,
        };
        Ok(ColumnPlan { column, default: None, sequence, span: None })
    }

    /// Copies what else is included, now that the table is there: defaults, checks, indexes, comments.
    pub(crate) fn expand_like(&mut self, table: ObjectId, like: &LikePlan) -> Result<(), Refusal> {
        self.copy_defaults(table, like)?;
        if like.includes(LikeOption::Constraints) {
            self.copy_checks(table, like)?;
        }
        if like.includes(LikeOption::Indexes) {
            self.copy_indexes(table, like)?;
        }
        if like.includes(LikeOption::Statistics) {
            let comments = like.includes(LikeOption::Comments);
            self.copy_statistics(like.source, table, |comment| comment.filter(|_| comments))?;
        }
        Ok(())
    }

    fn copy_defaults(&mut self, table: ObjectId, like: &LikePlan) -> Result<(), Refusal> {
        let columns: Vec<Column> =
            self.catalog.get(like.source).into_iter().flat_map(Object::live_columns).cloned().collect();
        for column in columns {
            let option = if self.is_generated(like.source, column.number) {
                LikeOption::Generated
            } else {
                LikeOption::Defaults
            };
            let Some(number) = self.number_of(table, &column.name).filter(|_| like.includes(option)) else { continue };
            if let Some(plan) = self.copied_default(like.source, column.number, table)? {
                self.add_default(table, number, &plan)?;
            }
        }
        Ok(())
    }

    fn copy_checks(&mut self, table: ObjectId, like: &LikePlan) -> Result<(), Refusal> {
        let checks: Vec<(ObjectId, Name, Option<Name>)> = self
            .constraints(like.source)
            .filter(|(_, constraint)| matches!(constraint.kind, ConstraintKind::Check { .. }))
            .map(|(object, _)| (object.id, object.name.clone(), object.comment.clone()))
            .collect();
        for (id, name, comment) in checks {
            self.refuse_taken_constraint(table, &name)?;
            let copy = self.copy_check(id, like.source, table, &name)?;
            self.copy_comment(copy, comment, like);
        }
        Ok(())
    }

    fn copy_indexes(&mut self, table: ObjectId, like: &LikePlan) -> Result<(), Refusal> {
        let indexes: Vec<(ObjectId, Option<Name>)> =
            self.indexes(like.source).map(|(object, _)| (object.id, object.comment.clone())).collect();
        let map = self.column_map(like.source, table)?;
        for (id, comment) in indexes {
            let Some(source) = self.index(id).cloned() else { continue };
            let mut draft = self.redraft(id, &source, table, &map);
            draft.backing = self.backing_of(&source);
            let copy = self.define_index(table, &draft)?;
            self.copy_comment(Some(copy), comment, like);
        }
        Ok(())
    }

    fn copy_comment(&mut self, copy: Option<ObjectId>, comment: Option<Name>, like: &LikePlan) {
        if let (Some(copy), true) = (copy, like.includes(LikeOption::Comments)) {
            self.catalog.update(copy, |object| object.comment = comment);
        }
    }
}

fn refuse_source(source: &Object) -> Result<(), Failure> {
    match &source.body {
        ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Type(_) => Ok(()),
        _ => Err(Failure::new("42809", format!("relation \"{}\" is invalid in LIKE clause", source.name))),
    }
}

/// The options that make a sequence like another one.
fn sequence_options(sequence: &Sequence) -> Vec<SequenceOption> {
    vec![
        SequenceOption::Increment(sequence.increment),
        SequenceOption::MinValue(Some(sequence.min)),
        SequenceOption::MaxValue(Some(sequence.max)),
        SequenceOption::Start(sequence.start),
        SequenceOption::Cache(sequence.cache),
        SequenceOption::Cycle(sequence.cycle),
    ]
}
