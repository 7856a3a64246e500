//! Constraints: where they are written, whether their name is, and what they say.

use super::printer::{Printer, columns};
use super::sql::{WIDTH, clause, ident, list, list_clause, parentheses, with_options};
use super::statement::Statement;
use crate::postgres::ast::op::{MatchType, ReferentialAction};
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::catalog::implicit_name::{choose, columns_part, index_columns};
use crate::postgres::catalog::{
    Constraint, ConstraintKind, ForeignKeyRef, Index, KeyTarget, Object, ObjectBody, ObjectId, TypeBody,
};

/// A constraint object and what it says.
pub(super) type ConstraintOf<'a> = (&'a Object, &'a Constraint);

impl<'a> Printer<'a> {
    /// The constraints of a table that are written with it: keys first, then checks, then foreign keys, each in the order of the history.
    pub(super) fn constraints(&self, table: &Object) -> Vec<ConstraintOf<'a>> {
        let inherited_too = !self.comes_with_parent(table);
        let of = |child: &'a Object| match &child.body {
            ObjectBody::Constraint(constraint) => Some((child, constraint)),
            _ => None,
        };
        let is_partition = table.table().is_some_and(|table| table.partition_bound.is_some());
        let mut constraints: Vec<ConstraintOf> = self
            .catalog
            .children(table.id)
            .filter_map(of)
            .filter(|(object, constraint)| {
                let written = constraint.local || is_partition && inherited_too || self.is_part_of_late(constraint);
                written && !self.late.contains(&object.id)
            })
            .collect();
        constraints.sort_by_key(|(object, constraint)| (rank(&constraint.kind), object.id));
        constraints
    }

    /// Whether a constraint can only be added once the table and its indexes are there.
    pub(super) fn comes_after(&self, table: &Object, constraint: ConstraintOf, all: &[ConstraintOf]) -> bool {
        match &constraint.1.kind {
            ConstraintKind::ForeignKey(reference) => {
                reference.table == table.id && self.index_of(reference.index).is_some_and(|i| i.constraint.is_none())
            }
            // The server takes two keys alike in one statement for one.
            ConstraintKind::Unique(_) => all.iter().any(|other| {
                let is_key = matches!(other.1.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_));
                is_key && other.1.columns == constraint.1.columns && rank_of(*other) < rank_of(constraint)
            }),
            _ => false,
        }
    }

    /// Whether a constraint of one column can stand beside it.
    pub(super) fn fits_column(&self, constraint: &Constraint) -> bool {
        match &constraint.kind {
            ConstraintKind::PrimaryKey(index) | ConstraintKind::Unique(index) => {
                self.index_of(*index).is_some_and(|index| index.include.is_empty())
            }
            ConstraintKind::Check { .. } | ConstraintKind::ForeignKey(_) => true,
            ConstraintKind::Exclude(..) => false,
        }
    }

    /// Whether the index of a key is attached to one that is made after it.
    fn is_part_of_late(&self, constraint: &Constraint) -> bool {
        constraint.kind.index().and_then(|id| self.index_of(id)).is_some_and(|index| self.is_attached_later(index))
    }

    fn index_of(&self, id: ObjectId) -> Option<&'a Index> {
        match &self.catalog.get(id)?.body {
            ObjectBody::Index(index) => Some(index),
            _ => None,
        }
    }

    /// A table constraint or a domain's check, with its name where the server would choose another. `taken` collects the names that the
    /// statement has used up so far.
    pub(super) fn named_definition(
        &self,
        owner: &Object,
        object: &Object,
        constraint: &Constraint,
        taken: &mut Vec<Name>,
    ) -> String {
        format!("{}{}", self.constraint_name(owner, object, constraint, taken), self.definition(owner, constraint))
    }

    /// `CONSTRAINT name `, or nothing where the server would choose just that.
    pub(super) fn constraint_name(
        &self,
        owner: &Object,
        object: &Object,
        constraint: &Constraint,
        taken: &mut Vec<Name>,
    ) -> String {
        let implicit = self.implicit_name(owner, constraint, taken);
        let said = implicit.as_ref() != Some(&object.name) || self.is_shared_name(owner, &object.name);
        taken.push(object.name.clone());
        if said { format!("CONSTRAINT {} ", quote_ident(&object.name)) } else { String::new() }
    }

    fn implicit_name(&self, owner: &Object, constraint: &Constraint, taken: &[Name]) -> Option<Name> {
        let names: Option<Vec<&str>> = constraint
            .columns
            .iter()
            .map(|number| owner.column_at(*number).map(|column| column.name.as_str()))
            .collect();
        let names = names?;
        let (middle, label) = match &constraint.kind {
            ConstraintKind::PrimaryKey(_) => (String::new(), "pkey"),
            ConstraintKind::Unique(index) => (self.index_middle(owner, *index)?, "key"),
            ConstraintKind::Exclude(index, _) => (self.index_middle(owner, *index)?, "excl"),
            ConstraintKind::Check { .. } if names.len() == 1 => (names[0].to_string(), "check"),
            ConstraintKind::Check { .. } => (String::new(), "check"),
            ConstraintKind::ForeignKey(_) => (columns_part(names), "fkey"),
        };
        Some(choose(&owner.name, &middle, label, |name| taken.iter().any(|other| other == name)))
    }

    /// The columns in the implicit name of an index; `None` where it has expressions, whose names are the server's to know.
    pub(super) fn index_middle(&self, owner: &Object, index: ObjectId) -> Option<String> {
        let index = self.index_of(index)?;
        let keys = index.keys.iter().map(|key| match key.target {
            KeyTarget::Column(number) => Some(number),
            KeyTarget::Expr(_) => None,
        });
        let included = index.include.iter().map(|number| Some(*number));
        let numbers: Option<Vec<_>> = keys.chain(included).collect();
        let names = numbers?.into_iter().filter_map(|number| owner.column_at(number));
        Some(columns_part(index_columns(names.map(|column| column.name.as_str())).iter().map(Name::as_str)))
    }

    /// What a table constraint says, without its name.
    pub(super) fn definition(&self, owner: &Object, constraint: &Constraint) -> String {
        let keys = || columns(owner, &constraint.columns);
        let definition = match &constraint.kind {
            ConstraintKind::PrimaryKey(index) => format!("PRIMARY KEY ({}){}", keys(), self.key_tail(owner, *index)),
            ConstraintKind::Unique(index) => {
                format!("UNIQUE{} ({}){}", self.nulls(*index), keys(), self.key_tail(owner, *index))
            }
            ConstraintKind::Exclude(index, operators) => self.exclusion(owner, *index, operators),
            ConstraintKind::Check { .. } => self.check(constraint),
            ConstraintKind::ForeignKey(reference) => {
                format!("FOREIGN KEY ({}) {}", keys(), self.references(owner, reference))
            }
        };
        definition + deferrable(constraint)
    }

    /// What a column constraint says, without its name.
    pub(super) fn column_definition(&self, owner: &Object, constraint: &Constraint) -> String {
        let definition = match &constraint.kind {
            ConstraintKind::PrimaryKey(index) => format!("PRIMARY KEY{}", self.key_tail(owner, *index)),
            ConstraintKind::Unique(index) => format!("UNIQUE{}{}", self.nulls(*index), self.key_tail(owner, *index)),
            ConstraintKind::ForeignKey(reference) => self.references(owner, reference),
            ConstraintKind::Check { .. } | ConstraintKind::Exclude(..) => self.check(constraint),
        };
        definition + deferrable(constraint)
    }

    fn check(&self, constraint: &Constraint) -> String {
        let ConstraintKind::Check { expr, no_inherit } = &constraint.kind else { return String::new() };
        format!("CHECK ({}){}", self.text(expr), if *no_inherit { " NO INHERIT" } else { "" })
    }

    fn nulls(&self, index: ObjectId) -> &'static str {
        if self.index_of(index).is_some_and(|index| index.nulls_not_distinct) { " NULLS NOT DISTINCT" } else { "" }
    }

    fn key_tail(&self, owner: &Object, index: ObjectId) -> String {
        let Some(index) = self.index_of(index) else { return String::new() };
        [
            list_clause("INCLUDE", &columns(owner, &index.include)),
            with_options(&index.options),
            clause("USING INDEX TABLESPACE", ident(index.tablespace.as_ref())),
        ]
        .concat()
    }

    fn exclusion(&self, owner: &Object, index_id: ObjectId, operators: &[Name]) -> String {
        let Some(index) = self.index_of(index_id) else { return String::new() };
        let elements = index.keys.iter().zip(operators);
        let elements = elements.map(|(key, operator)| format!("{} WITH {operator}", self.index_key(owner, key)));
        let predicate = clause("WHERE", index.predicate.as_ref().map(|predicate| parentheses(self.text(predicate))));
        let tail = self.key_tail(owner, index_id);
        format!("EXCLUDE USING {} ({}){tail}{predicate}", quote_ident(&index.method), list(elements))
    }

    fn references(&self, owner: &Object, reference: &ForeignKeyRef) -> String {
        let keys = self.catalog.get(reference.table).map(|table| columns(table, &reference.columns));
        let full = if reference.match_type == MatchType::Full { " MATCH FULL" } else { "" };
        [
            format!("REFERENCES {} ({}){full}", self.name(reference.table), keys.unwrap_or_default()),
            clause("ON DELETE", action(reference.on_delete)),
            list_clause("", &columns(owner, &reference.on_delete_columns)),
            clause("ON UPDATE", action(reference.on_update)),
        ]
        .concat()
    }

    /// `ALTER TABLE … ADD CONSTRAINT`.
    pub(super) fn add_constraint(&self, object: &Object, constraint: &Constraint) -> Option<Statement> {
        let owner = self.catalog.get(object.parent?)?;
        let (what, column) = match owner.body {
            ObjectBody::Type(TypeBody::Domain { .. }) => ("DOMAIN", "contypid"),
            _ => ("TABLE", "conrelid"),
        };
        let name = self.name(owner.id);
        let not_valid = if constraint.validated { "" } else { " NOT VALID" };
        let index = constraint.kind.index().and_then(|id| self.catalog.get(id));
        let only = if index.and_then(Object::index).is_some_and(|index| index.only) { "ONLY " } else { "" };
        let alter = format!("ALTER {what} {only}{name}");
        let definition = self.definition(owner, constraint);
        let add = format!("ADD CONSTRAINT {} {definition}{not_valid}", quote_ident(&object.name));
        let fits = alter.len() + add.len() < WIDTH;
        let sql = format!("{alter}{}{add}", if fits { " " } else { "\n    " });
        Some(Statement::new(sql).only_if(lacks_constraint(&name, column, &object.name)))
    }
}

/// A condition that holds while a constraint is not there.
fn lacks_constraint(owner: &str, column: &str, name: &str) -> String {
    let (owner, name) = (quote_literal(owner), quote_literal(name));
    let class = if column == "conrelid" { "regclass" } else { "regtype" };
    format!("NOT EXISTS (SELECT FROM pg_constraint WHERE {column} = {owner}::{class} AND conname = {name})")
}

fn deferrable(constraint: &Constraint) -> &'static str {
    match (constraint.deferrable, constraint.initially_deferred) {
        (false, _) => "",
        (true, false) => " DEFERRABLE",
        (true, true) => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn action(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("RESTRICT"),
        ReferentialAction::Cascade => Some("CASCADE"),
        ReferentialAction::SetNull => Some("SET NULL"),
        ReferentialAction::SetDefault => Some("SET DEFAULT"),
    }
}

fn rank(kind: &ConstraintKind) -> u8 {
    match kind {
        ConstraintKind::PrimaryKey(_) => 0,
        ConstraintKind::Unique(_) => 1,
        ConstraintKind::Exclude(..) => 2,
        ConstraintKind::Check { .. } => 3,
        ConstraintKind::ForeignKey(_) => 4,
    }
}

fn rank_of(constraint: ConstraintOf) -> (u8, ObjectId) {
    (rank(&constraint.1.kind), constraint.0.id)
}
