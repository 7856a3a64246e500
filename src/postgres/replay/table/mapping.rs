//! From the columns of one table to the columns of the same names of another: for what is copied or inherited.

use crate::postgres::catalog::{Bound, ColumnNumber, ObjectId, Reference, Target};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// Which column of one table stands for which of another.
#[derive(Debug, Clone)]
pub(crate) struct ColumnMap {
    from: ObjectId,
    to: ObjectId,
    /// By the number in `from`, less one; 0 for a dropped column.
    numbers: Vec<ColumnNumber>,
}

impl ColumnMap {
    /// The column's number in the other table.
    pub(crate) fn number(&self, column: ColumnNumber) -> ColumnNumber {
        usize::from(column).checked_sub(1).and_then(|index| self.numbers.get(index)).copied().unwrap_or(0)
    }

    /// The same expression over the other table.
    pub(crate) fn bound(&self, bound: &Bound) -> Bound {
        let references = bound
            .references
            .iter()
            .map(|reference| Reference { target: self.target(&reference.target), ..reference.clone() })
            .collect();
        Bound { text: bound.text.clone(), references }
    }

    fn target(&self, target: &Target) -> Target {
        match target {
            Target::Object(id) if *id == self.from => Target::Object(self.to),
            Target::Column(id, column) if *id == self.from => Target::Column(self.to, self.number(*column)),
            other => other.clone(),
        }
    }
}

impl Session {
    /// Maps the columns of one table to another's by name.
    pub(crate) fn column_map(&self, from: ObjectId, to: ObjectId) -> Result<ColumnMap, Refusal> {
        let (Some(source), Some(target)) = (self.catalog.get(from), self.catalog.get(to)) else {
            return Err(Failure::new("42P01", "relation does not exist").into());
        };
        let numbers = source
            .columns()
            .iter()
            .map(|column| if column.dropped { 0 } else { target.column(&column.name).map_or(0, |other| other.number) })
            .collect();
        Ok(ColumnMap { from, to, numbers })
    }
}
