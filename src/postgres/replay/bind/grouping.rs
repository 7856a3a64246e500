//! Columns that are neither grouped nor aggregated (42803).
//!
//! The server compares whole expression trees. Here a failure is predicted only where it is certain: for a column that no grouped
//! expression mentions, or that stands by itself. Joins that merge columns are left to the server.

use super::binder::{Binder, fail};
use super::query::Output;
use super::walk::children;
use crate::postgres::ast::{Expr, ExprKind, Ident, Literal, Name, OrderItem, QualifiedName, Select, SelectItem};
use crate::postgres::catalog::{Address, ConstraintKind, ObjectBody, ObjectId};
use crate::run::Refusal;
use crate::source::Span;

/// A column of the query: the place of its item, and its name.
type Place = (usize, Name);

/// What a query is grouped by.
#[derive(Debug, Default)]
struct Groups {
    columns: Vec<Place>,
    /// Columns inside grouped expressions.
    mentioned: Vec<Place>,
    /// There is a key whose columns are not known.
    open: bool,
    /// Items whose primary key is grouped, with that constraint: their other columns follow from it.
    keyed: Vec<(usize, ObjectId)>,
    /// The keys that a column rests on: the query depends on them.
    needed: Vec<ObjectId>,
}

impl Binder<'_> {
    pub(super) fn check_grouping(
        &mut self,
        select: &Select,
        order_by: &[OrderItem],
        columns: &[Output],
    ) -> Result<(), Refusal> {
        let level = &self.levels[self.levels.len() - 1];
        let grouped = !select.group_by.is_empty() || !level.aggregates.is_empty() || select.having.is_some();
        if !grouped || level.items.iter().any(|item| item.behind_join) {
            return Ok(());
        }
        let mut groups = Groups::default();
        for key in &select.group_by {
            self.add_key(key, select, columns, &mut groups);
        }
        self.add_primary_keys(&mut groups);
        self.check_all(select, order_by, columns, &mut groups)?;
        self.dependencies.extend(groups.needed.into_iter().map(Address::object));
        Ok(())
    }

    fn check_all(
        &self,
        select: &Select,
        order_by: &[OrderItem],
        columns: &[Output],
        groups: &mut Groups,
    ) -> Result<(), Refusal> {
        for item in &select.items {
            match item {
                SelectItem::Expr { expr, .. } => self.check_grouped(expr, groups, true)?,
                SelectItem::Wildcard { qualifier, span } => {
                    let item = qualifier.as_ref().map(QualifiedName::name);
                    self.check_star(item, *span, groups)?;
                }
            }
        }
        for item in order_by.iter().filter(|item| !is_output(&item.expr, columns)) {
            self.check_grouped(&item.expr, groups, true)?;
        }
        select.having.iter().try_for_each(|having| self.check_grouped(having, groups, true))
    }

    fn add_key(&self, key: &Expr, select: &Select, columns: &[Output], groups: &mut Groups) {
        match &key.kind {
            ExprKind::Literal(Literal::Integer(digits)) => {
                let position = digits.parse::<usize>().unwrap_or(0);
                let output = position.checked_sub(1).and_then(|index| columns.get(index));
                self.add_output(output, select, groups);
            }
            ExprKind::Column(parts) => {
                if let Some(place) = self.place(parts) {
                    groups.columns.push(place);
                } else {
                    let output = columns.iter().find(|column| parts.len() == 1 && column.name == parts[0].name);
                    self.add_output(output, select, groups);
                }
            }
            ExprKind::Row(items) => items.iter().for_each(|item| self.add_key(item, select, columns, groups)),
            _ => self.mention(key, groups),
        }
    }

    /// An item of the select list as a key.
    fn add_output(&self, output: Option<&Output>, select: &Select, groups: &mut Groups) {
        let item = select.items.iter().find_map(|item| match item {
            SelectItem::Expr { expr, .. } if output.is_some_and(|output| output.place == Some(self.location(expr))) => {
                Some(expr)
            }
            _ => None,
        });
        match item {
            None => groups.open = true,
            Some(expr) => match &expr.kind {
                ExprKind::Column(parts) => match self.place(parts) {
                    Some(place) => groups.columns.push(place),
                    None => groups.open = true,
                },
                _ => self.mention(expr, groups),
            },
        }
    }

    fn mention(&self, expr: &Expr, groups: &mut Groups) {
        match &expr.kind {
            ExprKind::Column(parts) => groups.mentioned.extend(self.place(parts)),
            _ => children(expr).into_iter().for_each(|child| self.mention(child, groups)),
        }
    }

    /// The column of this query that a name means; none for one of an outer query.
    fn place(&self, parts: &[Ident]) -> Option<Place> {
        let level = &self.levels[self.levels.len() - 1];
        let (name, qualifier) = parts.split_last()?;
        let has = |item: &super::scope::Item<'_>| {
            let called = qualifier.last().is_none_or(|qualifier| item.name.as_ref() == Some(&qualifier.name));
            called && matches!(item.find(&name.name), Ok(Some(_)))
        };
        level.items.iter().position(has).map(|item| (item, name.name.clone()))
    }

    /// Where the whole primary key of a table is grouped, its other columns need not be.
    fn add_primary_keys(&self, groups: &mut Groups) {
        let level = &self.levels[self.levels.len() - 1];
        for (place, item) in level.items.iter().enumerate() {
            let Some((constraint, names)) = item.relation.and_then(|table| self.primary_key(table)) else { continue };
            let grouped = |name: &Name| groups.columns.iter().any(|(item, column)| *item == place && column == name);
            if item.own_columns() && names.iter().all(grouped) {
                groups.keyed.push((place, constraint));
            }
        }
    }

    fn primary_key(&self, table: ObjectId) -> Option<(ObjectId, Vec<Name>)> {
        let object = self.session.catalog.get(table)?;
        self.session.catalog.children(table).find_map(|child| match &child.body {
            ObjectBody::Constraint(constraint) if matches!(constraint.kind, ConstraintKind::PrimaryKey(_)) => {
                let name = |number: &u16| object.column_at(*number).map(|column| column.name.clone());
                Some((child.id, constraint.columns.iter().map(name).collect::<Option<Vec<_>>>()?))
            }
            _ => None,
        })
    }

    /// Refuses a column that is certainly not grouped. `alone`: no expression is around it.
    fn check_grouped(&self, expr: &Expr, groups: &mut Groups, alone: bool) -> Result<(), Refusal> {
        let level = &self.levels[self.levels.len() - 1];
        if groups.open || level.aggregates.contains(&expr.span) {
            return Ok(());
        }
        match &expr.kind {
            ExprKind::Column(parts) => match self.place(parts) {
                Some(place) if !groups.has(&place) && (alone || !groups.mentioned.contains(&place)) => {
                    self.refuse_ungrouped(&place, expr.span)
                }
                _ => Ok(()),
            },
            ExprKind::Field { .. } => Ok(()),
            _ => children(expr).into_iter().try_for_each(|child| self.check_grouped(child, groups, false)),
        }
    }

    fn check_star(&self, qualifier: Option<&Name>, span: Span, groups: &mut Groups) -> Result<(), Refusal> {
        if groups.open {
            return Ok(());
        }
        let level = &self.levels[self.levels.len() - 1];
        for (place, item) in level.items.iter().enumerate() {
            if qualifier.is_some_and(|qualifier| item.name.as_ref() != Some(qualifier)) {
                continue;
            }
            for column in item.column_list() {
                let place = (place, column.name);
                if !groups.has(&place) {
                    return self.refuse_ungrouped(&place, span);
                }
            }
        }
        Ok(())
    }

    fn refuse_ungrouped(&self, place: &Place, span: Span) -> Result<(), Refusal> {
        let item = self.levels[self.levels.len() - 1].items[place.0].name.clone();
        let Some(item) = item else { return Ok(()) };
        let message = format!(
            "column \"{item}.{}\" must appear in the GROUP BY clause or be used in an aggregate function",
            place.1
        );
        fail("42803", message, span)
    }
}

impl Groups {
    /// Whether a column is grouped, or follows from a primary key that is.
    fn has(&mut self, place: &Place) -> bool {
        if self.columns.contains(place) {
            return true;
        }
        let key = self.keyed.iter().find(|(item, _)| *item == place.0).map(|(_, constraint)| *constraint);
        self.needed.extend(key);
        key.is_some()
    }
}

/// A sort key that is an output column's name or number.
fn is_output(expr: &Expr, columns: &[Output]) -> bool {
    match &expr.kind {
        ExprKind::Column(parts) => parts.len() == 1 && columns.iter().any(|column| column.name == parts[0].name),
        ExprKind::Literal(_) => true,
        _ => false,
    }
}
