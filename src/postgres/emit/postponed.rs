//! Columns that a parent got after its children were there.
//!
//! A child has its parent's columns first, then its own, and then what the parent got later: `SELECT *` shows the difference. So such a column is
//! added to the parent after the last child that has it in that place, together with whatever mentions it.

use super::column::Progress;
use super::constraint::ConstraintOf;
use super::printer::Printer;
use super::statement::Statement;
use crate::postgres::catalog::{
    Bound, Catalog, Column, ColumnNumber, ConstraintKind, Index, KeyTarget, Object, ObjectBody, ObjectId, Target,
};
use std::collections::{BTreeMap, BTreeSet};

/// The postponed columns, each with the child after which it is added, and its number there.
#[derive(Debug, Default)]
pub(super) struct Postponed {
    columns: BTreeMap<(ObjectId, ColumnNumber), (ObjectId, ColumnNumber)>,
}

impl Postponed {
    /// Finds them. Children come in the order of their creation, which is that of the script.
    pub(super) fn find(catalog: &Catalog) -> Self {
        let mut columns = BTreeMap::new();
        for child in catalog.objects() {
            let Some(table) = child.table().filter(|table| table.partition_bound.is_none()) else { continue };
            let mut own = false;
            for column in child.live_columns() {
                // One that the child defines too stands among the inherited ones.
                own |= column.inherited == 0;
                if own && !is_own(column) {
                    let source = table.parents.iter().find_map(|parent| source(catalog, *parent, column));
                    columns.extend(source.map(|source| (source, (child.id, column.number))));
                }
            }
        }
        Self { columns }
    }

    /// Whether a column is added later.
    pub(super) fn has(&self, table: ObjectId, column: ColumnNumber) -> bool {
        self.columns.contains_key(&(table, column))
    }

    /// Whether a constraint or index mentions a column that is added later.
    pub(super) fn touches(&self, part: &Object) -> bool {
        let Some(table) = part.parent.filter(|_| !self.columns.is_empty()) else { return false };
        mentioned(part).into_iter().any(|column| self.has(table, column))
    }

    /// The columns that are added after this child, with their tables, in the order in which the child has them.
    fn after(&self, child: ObjectId) -> Vec<(ObjectId, ColumnNumber)> {
        let columns = self.columns.iter().filter(|(_, after)| after.0 == child);
        let mut columns: Vec<_> = columns.map(|(column, (_, number))| (*number, *column)).collect();
        columns.sort_unstable();
        columns.into_iter().map(|(_, column)| column).collect()
    }
}

fn is_own(column: &Column) -> bool {
    column.local || column.inherited == 0
}

/// The ancestor that a column comes from, and its number there.
fn source(catalog: &Catalog, parent: ObjectId, column: &Column) -> Option<(ObjectId, ColumnNumber)> {
    let object = catalog.get(parent)?;
    let found = object.column(&column.name)?;
    if is_own(found) {
        return Some((parent, found.number));
    }
    object.table()?.parents.iter().find_map(|parent| source(catalog, *parent, column))
}

/// The columns that a constraint or index mentions.
fn mentioned(part: &Object) -> BTreeSet<ColumnNumber> {
    match &part.body {
        ObjectBody::Constraint(constraint) => match &constraint.kind {
            ConstraintKind::Check { expr, .. } => constraint.columns.iter().copied().chain(bound(expr)).collect(),
            _ => constraint.columns.iter().copied().collect(),
        },
        ObjectBody::Index(index) => index_columns(index),
        _ => BTreeSet::new(),
    }
}

fn index_columns(index: &Index) -> BTreeSet<ColumnNumber> {
    let keys = index.keys.iter().flat_map(|key| match &key.target {
        KeyTarget::Column(number) => vec![*number],
        KeyTarget::Expr(expr) => bound(expr).collect(),
    });
    keys.chain(index.include.iter().copied()).chain(index.predicate.iter().flat_map(bound)).collect()
}

fn bound(expr: &Bound) -> impl Iterator<Item = ColumnNumber> {
    expr.references.iter().filter_map(|reference| match reference.target {
        Target::Column(_, number) => Some(number),
        _ => None,
    })
}

impl Printer<'_> {
    /// The columns that a child's parents get after it, and what mentions those.
    pub(super) fn postponed_columns(&self, child: &Object) -> Vec<Statement> {
        let mut tables: BTreeMap<ObjectId, Progress> = BTreeMap::new();
        let mut statements = Vec::new();
        for (id, number) in self.postponed.after(child.id) {
            if let Some((table, column)) =
                self.catalog.get(id).and_then(|table| Some((table, table.column_at(number)?)))
            {
                statements.extend(self.add_column(table, column, tables.entry(id).or_default()));
            }
        }
        let tables = tables.iter().filter_map(|(id, progress)| Some((self.catalog.get(*id)?, progress)));
        statements.extend(tables.flat_map(|(table, progress)| self.postponed_parts(table, progress)));
        statements
    }

    fn add_column(&self, table: &Object, column: &Column, progress: &mut Progress) -> Vec<Statement> {
        let definition = self.column(table, column, 0, &self.postponed_constraints(table), progress);
        let add = self.if_not_exists("ADD COLUMN");
        let mut statements = vec![Statement::new(format!("ALTER TABLE {} {add} {definition}", self.name(table.id)))];
        statements.extend(self.settings_of(table, column));
        statements.extend(self.column_comment(table, column));
        statements
    }

    fn postponed_constraints(&self, table: &Object) -> Vec<ConstraintOf<'_>> {
        let mut constraints = self.constraints(table);
        constraints.retain(|(object, _)| self.postponed.touches(object));
        constraints
    }

    /// The constraints and indexes of a table that waited for its postponed columns, and the comments on them.
    fn postponed_parts(&self, table: &Object, progress: &Progress) -> Vec<Statement> {
        let constraints = self.postponed_constraints(table);
        let mut statements = Vec::new();
        let left = constraints.iter().filter(|(object, _)| !progress.written.contains(&object.id));
        statements.extend(left.filter_map(|(object, constraint)| self.add_constraint(object, constraint)));
        let indexes = self.own_indexes(table).filter(|(object, _)| self.postponed.touches(object));
        statements.extend(indexes.flat_map(|(object, index)| self.index(table, object, index)));
        let parts = self.catalog.children(table.id).filter(|part| self.postponed.touches(part));
        statements.extend(parts.filter_map(|part| self.own_comment(part)));
        statements
    }
}
