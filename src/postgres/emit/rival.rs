//! Keys that a foreign key must not find.
//!
//! The server takes the oldest unique index on the referenced columns, and remembers which one. Where a table has several, the one that the
//! history's foreign key found has to be the oldest in the baseline too: keys that would come before it have to wait.

use crate::postgres::catalog::{Catalog, ConstraintKind, Index, KeyTarget, Object, ObjectBody, ObjectId};
use std::collections::BTreeSet;

/// The keys that have to wait.
pub(super) fn rivals(catalog: &Catalog) -> BTreeSet<ObjectId> {
    catalog.objects().flat_map(|object| rivals_of(catalog, object)).collect()
}

fn rivals_of(catalog: &Catalog, object: &Object) -> Vec<ObjectId> {
    let ObjectBody::Constraint(constraint) = &object.body else { return Vec::new() };
    let ConstraintKind::ForeignKey(reference) = &constraint.kind else { return Vec::new() };
    let keys: Vec<Key> = catalog.children(reference.table).filter_map(|child| Key::of(catalog, child)).collect();
    let Some(found) = keys.iter().find(|key| key.index == reference.index) else { return Vec::new() };
    let earlier = keys.iter().filter(|key| key.columns == found.columns && key.rank < found.rank);
    earlier.filter_map(|key| key.constraint).collect()
}

/// A unique index on plain columns.
struct Key {
    index: ObjectId,
    constraint: Option<ObjectId>,
    columns: BTreeSet<u16>,
    /// When the baseline creates it: the primary key first, then unique constraints, then indexes.
    rank: (u8, ObjectId),
}

impl Key {
    fn of(catalog: &Catalog, object: &Object) -> Option<Self> {
        let ObjectBody::Index(index) = &object.body else { return None };
        let columns = plain_columns(index)?;
        let constraint = index.constraint.and_then(|id| catalog.get(id));
        let rank = match constraint.map(|constraint| &constraint.body) {
            Some(ObjectBody::Constraint(constraint)) if matches!(constraint.kind, ConstraintKind::PrimaryKey(_)) => 0,
            Some(_) => 1,
            None => 2,
        };
        let by = constraint.map_or(object.id, |constraint| constraint.id);
        Some(Self { index: object.id, constraint: index.constraint, columns, rank: (rank, by) })
    }
}

fn plain_columns(index: &Index) -> Option<BTreeSet<u16>> {
    if !index.unique || index.predicate.is_some() {
        return None;
    }
    let column = |target: &KeyTarget| if let KeyTarget::Column(number) = target { Some(*number) } else { None };
    index.keys.iter().map(|key| column(&key.target)).collect()
}
