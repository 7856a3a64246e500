//! Objects by themselves, as the baseline writes them: what comparisons look at.

use super::printer::{Printer, has_privileges};
use super::sql::{clause, list};
use super::statement::Statement;
use super::{EmitOptions, Style};
use crate::postgres::ast::op::Persistence;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Catalog, Object, ObjectBody, ObjectId, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What the baseline says of one object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definition {
    /// The statements that make it, with its owner and comments; of a table what is not its columns and constraints; of a constraint what it
    /// says, without its name.
    pub sql: String,
    /// The statements that grant privileges on it.
    pub privileges: String,
}

/// Writes every object that the history made, but for temporary ones and members of extensions.
pub fn definitions(catalog: &Catalog) -> BTreeMap<ObjectId, Definition> {
    let (options, deferred) = (EmitOptions::default(), BTreeSet::new());
    let printer = Printer::new(catalog, &options, &deferred);
    let meant = |object: &&Object| object.created.is_some() && !object.is_temporary() && !catalog.is_member(object.id);
    catalog.objects().filter(meant).map(|object| (object.id, printer.definition_of(object))).collect()
}

impl Printer<'_> {
    fn definition_of(&self, object: &Object) -> Definition {
        let parent = object.parent.and_then(|parent| self.catalog.get(parent)).unwrap_or(object);
        let sql = match &object.body {
            ObjectBody::Table(table) => self.clauses(object, table),
            ObjectBody::Index(index) => written(&self.index(parent, object, index)),
            ObjectBody::Constraint(constraint) => self.definition(parent, constraint),
            _ => written(&self.object(object)),
        };
        let grants = if has_privileges(object) { self.grants(object) } else { Vec::new() };
        Definition { sql, privileges: written(&grants) }
    }
}

impl Printer<'_> {
    /// What a table is besides its columns and constraints.
    fn clauses(&self, object: &Object, table: &Table) -> String {
        let names = |ids: &[ObjectId]| list(ids.iter().map(|id| self.name(*id)));
        let descent = if table.partition_bound.is_some() { " PARTITION OF" } else { " INHERITS" };
        let compressed = object.live_columns().filter_map(|column| {
            let method = column.compression.as_ref()?;
            Some(format!("\nALTER COLUMN {} SET COMPRESSION {method}", quote_ident(&column.name)))
        });
        let parts = [
            if table.persistence == Persistence::Unlogged { "UNLOGGED".to_owned() } else { String::new() },
            clause("OF", table.of_type.map(|of_type| self.name(of_type))),
            if table.parents.is_empty() { String::new() } else { format!("{descent} {}", names(&table.parents)) },
            table.partition_bound.as_ref().map_or_else(String::new, |bound| format!(" {}", self.text(bound))),
            self.table_tail(object, table),
            compressed.collect(),
        ];
        let text = parts.concat().trim_start().to_owned();
        let statements = written(&self.alterations(object, table));
        if text.is_empty() || statements.is_empty() { text + &statements } else { format!("{text}\n{statements}") }
    }
}

fn written(statements: &[Statement]) -> String {
    let mut text = String::new();
    for statement in statements {
        statement.write(&mut text, Style::Plain);
    }
    text
}
