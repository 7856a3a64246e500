//! `CHECK`.

use crate::postgres::ast::Name;
use crate::postgres::ast::op::ConstraintAttributes;
use crate::postgres::catalog::{
    Address, Bound, ColumnNumber, Constraint, ConstraintKind, DependencyKind, NameClass, ObjectId,
};
use crate::postgres::replay::bind::{Scope, Usage};
use crate::postgres::replay::column::ConstraintPlan;
use crate::postgres::replay::constraint::Timing;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// A check that is bound to its table.
struct Check {
    name: Name,
    expr: Bound,
    columns: Vec<ColumnNumber>,
    no_inherit: bool,
}

impl Session {
    /// Adds a check to a table and to all that inherit from it.
    pub(super) fn add_check(
        &mut self,
        table: ObjectId,
        plan: &ConstraintPlan,
        pending: &mut Vec<Name>,
    ) -> Result<(), Refusal> {
        let ConstraintAttributes::Check { expr, no_inherit, not_valid } = plan.attributes else { return Ok(()) };
        if *no_inherit && self.is_partitioned(table) {
            let message = format!("cannot add NO INHERIT constraint to partitioned table \"{}\"", self.name_of(table));
            return Err(Failure::new("42P16", message).into());
        }
        let bound = self.bind_expr(expr, Scope::Relation(table), Usage::Check)?;
        if let Some(inherited) = self.same_inherited_check(table, plan.name.as_ref(), &bound.bound, pending) {
            self.change_constraint(inherited, |constraint| constraint.local = true);
            return Ok(());
        }
        let name = self.check_name(table, plan.name.as_ref(), &bound.columns, pending)?;
        pending.push(name.clone());
        if !not_valid {
            let members = if *no_inherit { vec![table] } else { self.with_descendants(table) };
            self.assume(self.refuse_unchecked_rows(table, &members, &bound.bound, &name))?;
        }
        let children = if *no_inherit { Vec::new() } else { self.children_of(table) };
        let check = Check { name: name.clone(), expr: bound.bound, columns: bound.columns, no_inherit: *no_inherit };
        self.store_check(table, check, &bound.dependencies, !not_valid);
        for child in children {
            self.inherit_check(table, child, &name)?;
        }
        Ok(())
    }

    /// The check that the table inherits already under that name and with that condition: the two become one.
    fn same_inherited_check(
        &self,
        table: ObjectId,
        name: Option<&Name>,
        expr: &Bound,
        pending: &[Name],
    ) -> Option<ObjectId> {
        let name = name.filter(|name| !pending.contains(name))?;
        let id = self.catalog.find(NameClass::Constraint, table, name)?;
        let own = self.constraint(id).filter(|own| own.inherited > 0 && !own.local)?;
        matches!(&own.kind, ConstraintKind::Check { expr: other, .. } if same_condition(other, expr)).then_some(id)
    }

    /// The name given, or `table[_column]_check`: with the column where exactly one is mentioned.
    fn check_name(
        &self,
        table: ObjectId,
        given: Option<&Name>,
        columns: &[ColumnNumber],
        pending: &[Name],
    ) -> Result<Name, Failure> {
        if let Some(name) = given {
            if pending.contains(name) {
                return Err(Failure::new("42710", format!("check constraint \"{name}\" already exists")));
            }
            self.refuse_taken_constraint(table, name)?;
            return Ok(name.clone());
        }
        let column = match columns {
            [column] => self.column_name(table, *column),
            _ => Name::default(),
        };
        let schema = self.catalog.get(table).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
        Ok(self.choose_constraint_name(self.name_of(table), &column, "check", schema, pending))
    }

    fn store_check(&mut self, table: ObjectId, check: Check, dependencies: &[Address], validated: bool) -> ObjectId {
        let columns = check.columns.clone();
        let kind = ConstraintKind::Check { expr: check.expr, no_inherit: check.no_inherit };
        let constraint = Constraint { validated, ..Constraint::local(kind, check.columns, Timing::default()) };
        let id = self.create_constraint(table, check.name, constraint);
        self.depend_on_columns(id, table, &columns);
        for referenced in dependencies {
            self.catalog.depend(id, *referenced, DependencyKind::Normal);
        }
        id
    }

    /// A constraint or index goes with any of its columns; one without columns goes with its table.
    pub(crate) fn depend_on_columns(&mut self, dependent: ObjectId, table: ObjectId, columns: &[ColumnNumber]) {
        if columns.is_empty() {
            self.catalog.depend(dependent, table, DependencyKind::Auto);
        }
        for column in columns {
            self.catalog.depend(dependent, Address::column(table, *column), DependencyKind::Auto);
        }
    }

    /// Gives a child the check of its parent, or merges it with the child's own of that name.
    pub(crate) fn inherit_check(&mut self, parent: ObjectId, child: ObjectId, name: &str) -> Result<(), Refusal> {
        let Some(own) = self.catalog.find(NameClass::Constraint, child, name) else {
            return self.copy_check_down(parent, child, name);
        };
        let own_no_inherit =
            self.constraint(own).is_some_and(|own| matches!(own.kind, ConstraintKind::Check { no_inherit: true, .. }));
        if own_no_inherit {
            let table = self.name_of(child);
            let message =
                format!("constraint \"{name}\" conflicts with non-inherited constraint on relation \"{table}\"");
            return Err(Failure::new("42P16", message).into());
        }
        if !self.is_same_check(parent, own, name) {
            return Err(self.taken_constraint(child, name).into());
        }
        self.change_constraint(own, |constraint| constraint.inherited += 1);
        Ok(())
    }

    fn is_same_check(&self, parent: ObjectId, own: ObjectId, name: &str) -> bool {
        let Some(theirs) = self.catalog.find(NameClass::Constraint, parent, name) else { return true };
        let condition = |id| match self.constraint(id).map(|constraint| &constraint.kind) {
            Some(ConstraintKind::Check { expr, .. }) => Some(expr),
            _ => None,
        };
        matches!((condition(theirs), condition(own)), (Some(theirs), Some(own)) if same_condition(theirs, own))
    }

    fn copy_check_down(&mut self, parent: ObjectId, child: ObjectId, name: &str) -> Result<(), Refusal> {
        let Some(check) = self.catalog.find(NameClass::Constraint, parent, name) else { return Ok(()) };
        let copied = self.copy_check(check, parent, child, name)?;
        if let Some(copied) = copied {
            self.change_constraint(copied, |constraint| {
                constraint.local = false;
                constraint.inherited = 1;
            });
        }
        for grandchild in self.children_of(child) {
            self.inherit_check(child, grandchild, name)?;
        }
        Ok(())
    }

    /// Copies a check to another table, with the names in it pointing to that table's columns.
    pub(crate) fn copy_check(
        &mut self,
        check: ObjectId,
        from: ObjectId,
        to: ObjectId,
        name: &str,
    ) -> Result<Option<ObjectId>, Refusal> {
        let Some(constraint) = self.constraint(check).cloned() else { return Ok(None) };
        let ConstraintKind::Check { expr, no_inherit } = &constraint.kind else { return Ok(None) };
        let map = self.column_map(from, to)?;
        let columns = constraint.columns.iter().map(|column| map.number(*column)).collect();
        let dependencies = self.other_dependencies(check, from);
        let copy = Check { name: Name::new(name), expr: map.bound(expr), columns, no_inherit: *no_inherit };
        Ok(Some(self.store_check(to, copy, &dependencies, true)))
    }

    /// What an object depends on besides columns of its own table.
    pub(crate) fn other_dependencies(&self, object: ObjectId, table: ObjectId) -> Vec<Address> {
        self.catalog
            .dependencies(object)
            .filter(|edge| edge.kind == DependencyKind::Normal && edge.referenced.object != table)
            .map(|edge| edge.referenced)
            .collect()
    }
}

/// Whether two conditions are written alike, spaces and case aside. (The server compares what they mean, which is nearly the same.)
fn same_condition(left: &Bound, right: &Bound) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect::<String>();
    bare(&left.text).eq_ignore_ascii_case(&bare(&right.text))
}
