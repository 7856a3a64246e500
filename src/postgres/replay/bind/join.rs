//! Joins, and the columns that `USING` and `NATURAL` merge.

use super::binder::{Binder, fail_nowhere};
use super::common::common_type;
use super::expr::known;
use super::scope::{Item, ItemColumn, Source};
use super::usage::Clause;
use crate::postgres::ast::{Ident, JoinConstraint, Name, TableAlias, TableRef};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ReferenceRole, StarColumn, Target};
use crate::run::Refusal;
use std::ops::Range;

impl Binder<'_> {
    pub(super) fn bind_join(
        &mut self,
        left: &TableRef,
        right: &TableRef,
        constraint: &JoinConstraint,
        alias: Option<&TableAlias>,
    ) -> Result<(), Refusal> {
        let start = self.level().items.len();
        self.bind_table(left)?;
        let middle = self.level().items.len();
        self.bind_table(right)?;
        let end = self.level().items.len();
        let (left, right) = (start..middle, middle..end);
        match constraint {
            JoinConstraint::None => {}
            JoinConstraint::On(condition) => {
                let floor = std::mem::replace(&mut self.level().floor, start);
                let bound = self.within(Clause::JoinOn, |binder| binder.bind_condition(condition, "JOIN/ON"));
                self.level().floor = floor;
                bound?;
            }
            JoinConstraint::Using(columns) => {
                let names: Vec<(Name, Option<&Ident>)> =
                    columns.iter().map(|ident| (ident.name.clone(), Some(ident))).collect();
                self.merge(&names, left, right)?;
            }
            JoinConstraint::Natural => {
                let theirs = self.seen_columns(right.clone());
                let common = |column: &ItemColumn| theirs.iter().any(|other| other.name == column.name);
                let ours = self.seen_columns(left.clone());
                let names: Vec<(Name, Option<&Ident>)> =
                    ours.into_iter().filter(common).map(|column| (column.name, None)).collect();
                self.merge(&names, left, right)?;
            }
        }
        match alias {
            Some(alias) => self.alias_join(start, alias),
            None => Ok(()),
        }
    }

    /// The columns of a side that can be named without qualifier, each with the item it belongs to.
    fn seen_columns(&mut self, side: Range<usize>) -> Vec<ItemColumn> {
        let mut columns = Vec::new();
        for item in self.level().items[side].iter().filter(|item| !item.behind_join) {
            let owner = item.owner();
            columns.extend(item.column_list().into_iter().map(|mut column| {
                if item.name.is_some() {
                    column.owner.clone_from(&owner);
                }
                column
            }));
        }
        columns
    }

    /// Puts an item in front of both sides: the merged columns, then what is left of the left and of the right.
    fn merge(
        &mut self,
        names: &[(Name, Option<&Ident>)],
        left: Range<usize>,
        right: Range<usize>,
    ) -> Result<(), Refusal> {
        let (start, end) = (left.start, right.end);
        let (mut ours, mut theirs) = (self.seen_columns(left), self.seen_columns(right));
        let mut merged = Vec::with_capacity(names.len());
        for (name, ident) in names {
            let left = Self::take_merged(&mut ours, name, "left")?;
            let right = Self::take_merged(&mut theirs, name, "right")?;
            merged.push(self.merge_columns(left, &right, *ident)?);
        }
        merged.append(&mut ours);
        merged.append(&mut theirs);
        let level = self.level();
        level.items[start..end].iter_mut().for_each(|item| item.behind_join = true);
        level.items.push(Item::listed(None, merged));
        Ok(())
    }

    fn take_merged(columns: &mut Vec<ItemColumn>, name: &Name, side: &str) -> Result<ItemColumn, Refusal> {
        let mut places = (0..columns.len()).filter(|place| columns[*place].name == *name);
        let Some(place) = places.next() else {
            let message = format!("column \"{name}\" specified in USING clause does not exist in {side} table");
            return fail_nowhere("42703", message);
        };
        if places.next().is_some() {
            let message = format!("common column name \"{name}\" appears more than once in {side} table");
            return fail_nowhere("42702", message);
        }
        Ok(columns.remove(place))
    }

    fn merge_columns(
        &mut self,
        left: ItemColumn,
        right: &ItemColumn,
        ident: Option<&Ident>,
    ) -> Result<ItemColumn, Refusal> {
        let type_ref = match common_type(self.session, &[left.type_ref, right.type_ref]) {
            Ok(common) => common,
            Err(mismatch) => {
                let (settled, other) = (self.type_name(mismatch.settled), self.type_name(mismatch.other));
                let message = format!("JOIN/USING types {settled} and {other} cannot be matched");
                return fail_nowhere("42804", message);
            }
        };
        let sources = [left.source.columns(), right.source.columns()].concat();
        for (relation, number) in &sources {
            self.depend_on_column(*relation, *number);
        }
        if let Some(ident) = ident.filter(|_| !sources.is_empty()) {
            let star = |(relation, number): &(_, _)| StarColumn {
                qualifier: None,
                relation: None,
                name: left.name.clone(),
                column: Some((*relation, *number)),
            };
            self.refer(ident.span, Target::Columns(sources.iter().map(star).collect()), ReferenceRole::Merged);
        }
        Ok(ItemColumn { name: left.name, type_ref, source: Source::Merged(sources), owner: None })
    }

    /// `(a JOIN b …) AS j`: only the join can be named from outside.
    fn alias_join(&mut self, start: usize, alias: &TableAlias) -> Result<(), Refusal> {
        let end = self.level().items.len();
        let mut columns = self.seen_columns(start..end);
        for column in &mut columns {
            if let Source::Column(relation, number) = column.source {
                // Behind the alias it is `j.a`, which no rename reaches.
                column.source = Source::Renamed(relation, number);
            }
            column.owner = None;
        }
        for item in &mut self.level().items[start..end] {
            item.behind_join = true;
            item.name = None;
        }
        self.add_item(Item::listed(None, columns), Some(alias))
    }

    /// The type of an ordinal column.
    pub(super) fn ordinality() -> ItemColumn {
        ItemColumn::computed(Name::new_static("ordinality"), known(oid::INT8))
    }
}
