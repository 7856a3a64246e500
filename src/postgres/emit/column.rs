//! Columns of a table definition.

use super::constraint::ConstraintOf;
use super::foreign::options;
use super::printer::Printer;
use super::scan::has_word_operator;
use super::sql::{WIDTH, clause};
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::implicit_name::compose;
use crate::postgres::catalog::{
    Address, Column, ColumnDefault, ConstraintKind, Object, ObjectBody, ObjectId, Sequence, TypeRef,
};
use std::collections::BTreeSet;

/// What a table definition has used up so far.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Names of constraints.
    pub(super) taken: Vec<Name>,
    /// Constraints that are written already.
    pub(super) written: BTreeSet<ObjectId>,
}

impl<'a> Printer<'a> {
    /// One column: name, type, and what is said about it.
    pub(super) fn column(
        &self,
        table: &Object,
        column: &Column,
        width: usize,
        constraints: &[ConstraintOf],
        progress: &mut Progress,
    ) -> String {
        let name = quote_ident(&column.name);
        let mut line = format!("{name:width$} {}", self.column_type(table, column));
        let mut own: Vec<&ConstraintOf> = constraints.iter().filter(|c| c.1.columns == [column.number]).collect();
        let keys = own.iter().take_while(|c| matches!(c.1.kind, ConstraintKind::PrimaryKey(_))).count();
        let rest = own.split_off(keys);
        self.inline(table, &mut line, &own, progress);
        if column.not_null && !self.implies_not_null(table, column, constraints) {
            line.push_str(" NOT NULL");
        }
        line.push_str(&self.column_value(table, column));
        self.inline(table, &mut line, &rest, progress);
        line
    }

    /// Adds those constraints of a column that fit beside it.
    fn inline(&self, table: &Object, line: &mut String, constraints: &[&ConstraintOf], progress: &mut Progress) {
        for (object, constraint) in constraints {
            if !self.fits_column(constraint) {
                continue;
            }
            let mut taken = progress.taken.clone();
            let name = self.constraint_name(table, object, constraint, &mut taken);
            let text = format!(" {name}{}", self.column_definition(table, constraint));
            if line.chars().count() + text.chars().count() <= WIDTH && !text.contains('\n') {
                line.push_str(&text);
                progress.taken = taken;
                progress.written.insert(object.id);
            }
        }
    }

    /// The type, with collation and compression.
    fn column_type(&self, table: &Object, column: &Column) -> String {
        if table.table().is_some_and(|table| table.of_type.is_some()) {
            return "WITH OPTIONS".into();
        }
        let Some(type_use) = &column.type_use else { return String::new() };
        let type_name = match self.serial(table, column) {
            Some(_) => serial_name(type_use.type_ref).into(),
            None => self.type_name(type_use),
        };
        let collation = clause("COLLATE", column.collation.map(|collation| self.collation(collation)));
        let compression = clause("COMPRESSION", column.compression.as_ref());
        if !column.foreign_options.is_empty() {
            return type_name + &options(&column.foreign_options) + &collation;
        }
        type_name + &collation + &compression
    }

    /// Default, generation expression or identity.
    fn column_value(&self, table: &Object, column: &Column) -> String {
        if self.serial(table, column).is_some() {
            return String::new();
        }
        if let Some(identity) = column.identity {
            let always = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
            let implicit = compose(&table.name, &column.name, "seq");
            let options = self.sequence_of(identity.sequence);
            let options = options.map_or_else(String::new, |(object, s)| self.identity_options(object, s, &implicit));
            return format!(" GENERATED {always} AS IDENTITY{options}");
        }
        match self.default(column) {
            Some(default) => format!(" {}", self.default_clause(default)),
            None => String::new(),
        }
    }

    fn default_clause(&self, default: &ColumnDefault) -> String {
        let text = self.text(&default.expr);
        match default.generated {
            Some(kind) => format!("GENERATED ALWAYS AS ({text}) {}", kind.to_ascii_uppercase()),
            None if has_word_operator(&text) => format!("DEFAULT ({text})"),
            None => format!("DEFAULT {text}"),
        }
    }

    /// A column's default, unless it has to wait.
    pub(super) fn default(&self, column: &Column) -> Option<&'a ColumnDefault> {
        let object = self.catalog.get(column.default.filter(|id| !self.late.contains(id))?)?;
        if let ObjectBody::Default(default) = &object.body { Some(default) } else { None }
    }

    /// The sequence of a column that is exactly what `serial` makes.
    fn serial(&self, table: &Object, column: &Column) -> Option<ObjectId> {
        if self.late.contains(&column.default?) {
            return None;
        }
        self.serials.get(&Address::column(table.id, column.number)).copied()
    }

    fn sequence_of(&self, id: ObjectId) -> Option<(&'a Object, &'a Sequence)> {
        let object = self.catalog.get(id)?;
        if let ObjectBody::Sequence(sequence) = &object.body { Some((object, sequence)) } else { None }
    }

    fn implies_not_null(&self, table: &Object, column: &Column, constraints: &[ConstraintOf]) -> bool {
        let in_key = constraints.iter().any(|(_, constraint)| constraint.is_primary_key_of(column.number));
        in_key || column.identity.is_some() || self.serial(table, column).is_some()
    }
}

fn serial_name(type_ref: TypeRef) -> &'static str {
    match type_ref.id.oid() {
        oid::INT2 => "smallserial",
        oid::INT8 => "bigserial",
        _ => "serial",
    }
}
