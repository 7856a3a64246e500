//! Rows whose values in a column were converted: what the server reads again then.

use crate::postgres::catalog::{ColumnNumber, ConstraintKind, KeyTarget, Object, ObjectBody, ObjectId, Target};
use crate::postgres::replay::index::Backing;
use crate::postgres::replay::session::Session;
use crate::run::Refusal;

impl Session {
    /// 23514, 23505, 23503 where the rows of a table no longer hold to what is said over a column that had another type.
    pub(super) fn refuse_rewritten_rows(&mut self, table: ObjectId, column: ColumnNumber) -> Result<(), Refusal> {
        if self.has_no_rows(table) {
            return Ok(());
        }
        let over: Vec<Object> =
            self.catalog.children(table).filter(|object| is_over(object, table, column)).cloned().collect();
        for object in &over {
            if let ObjectBody::Constraint(constraint) = &object.body
                && let ConstraintKind::Check { expr, .. } = &constraint.kind
                && constraint.validated
            {
                self.assume(self.refuse_unchecked_rows(table, &[table], expr, &object.name))?;
            }
        }
        for object in &over {
            if let ObjectBody::Index(index) = &object.body {
                self.assume(match self.backing_of(index) {
                    Backing::Exclude(_, operators) => {
                        self.refuse_existing_conflicts(table, index, &operators, &object.name)
                    }
                    _ => self.refuse_existing_duplicates(table, index, &object.name),
                })?;
            }
        }
        self.refuse_rewritten_keys(table, column)
    }

    /// The foreign keys over the column, and those to it.
    fn refuse_rewritten_keys(&mut self, table: ObjectId, column: ColumnNumber) -> Result<(), Refusal> {
        let own: Vec<ObjectId> = self.constraints(table).map(|(object, _)| object.id).collect();
        for key in own.into_iter().chain(self.referencing_keys(table)) {
            let (Some(object), Some(constraint)) = (self.catalog.get(key), self.constraint(key)) else { continue };
            let (ConstraintKind::ForeignKey(target), Some(owner)) = (&constraint.kind, object.parent) else { continue };
            let refers = owner == table && constraint.columns.contains(&column);
            let is_referred_to = target.table == table && target.columns.contains(&column);
            if constraint.validated && (refers || is_referred_to) {
                self.assume(self.refuse_orphans(owner, &constraint.columns, target, &object.name))?;
            }
        }
        Ok(())
    }
}

/// Whether a check or an index says something over a column of its table.
fn is_over(object: &Object, table: ObjectId, column: ColumnNumber) -> bool {
    let mentions = |bound: &crate::postgres::catalog::Bound| {
        bound.references.iter().any(|reference| reference.target == Target::Column(table, column))
    };
    match &object.body {
        ObjectBody::Constraint(constraint) => {
            matches!(&constraint.kind, ConstraintKind::Check { expr, .. } if mentions(expr))
        }
        ObjectBody::Index(index) => {
            index.key_columns().contains(&column)
                || index.predicate.as_ref().is_some_and(mentions)
                || index.keys.iter().any(|key| matches!(&key.target, KeyTarget::Expr(expr) if mentions(expr)))
        }
        _ => false,
    }
}
