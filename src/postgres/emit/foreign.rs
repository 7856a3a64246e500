//! Foreign data: wrappers, servers with their user mappings, and what is special about foreign tables.

use super::policy::grantee;
use super::printer::Printer;
use super::sql::{clause, list, list_clause};
use super::statement::Statement;
use crate::postgres::ast::op::Grantee;
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::catalog::{
    Column, ForeignDataWrapper, ForeignServer, Object, ObjectBody, Table, TableKind, UserMapping,
};
use std::borrow::Cow;

impl Printer<'_> {
    pub(super) fn wrapper(&self, object: &Object, wrapper: &ForeignDataWrapper) -> Vec<Statement> {
        let create = format!(
            "CREATE FOREIGN DATA WRAPPER {}{}{}{}",
            quote_ident(&object.name),
            clause("HANDLER", wrapper.handler.map(|function| self.routine_name(function))),
            clause("VALIDATOR", wrapper.validator.map(|function| self.routine_name(function))),
            options(&wrapper.options)
        );
        let name = quote_literal(&object.name);
        let missing = format!("NOT EXISTS (SELECT FROM pg_foreign_data_wrapper WHERE fdwname = {name})");
        vec![Statement::new(create).only_if(missing)]
    }

    pub(super) fn server(&self, object: &Object, server: &ForeignServer) -> Vec<Statement> {
        let create = format!(
            "{} {}{}{} FOREIGN DATA WRAPPER {}{}",
            self.create("SERVER"),
            quote_ident(&object.name),
            clause("TYPE", server.server_type.as_ref().map(|text| quote_literal(text))),
            clause("VERSION", server.version.as_ref().map(|text| quote_literal(text))),
            self.name(server.wrapper),
            options(&server.options)
        );
        let mappings = self.catalog.children(object.id).filter_map(|child| match &child.body {
            ObjectBody::UserMapping(mapping) => Some(self.user_mapping(object, mapping)),
            _ => None,
        });
        std::iter::once(Statement::new(create)).chain(mappings).collect()
    }

    fn user_mapping(&self, server: &Object, mapping: &UserMapping) -> Statement {
        Statement::new(format!(
            "{} FOR {} SERVER {}{}",
            self.create("USER MAPPING"),
            self.mapped_user(&mapping.user),
            quote_ident(&server.name),
            options(&mapping.options)
        ))
    }

    /// The role that runs the baseline is whoever it is.
    fn mapped_user(&self, user: &Grantee) -> Cow<'_, str> {
        match user {
            Grantee::Role(role) if role.name == self.options.role => "CURRENT_USER".into(),
            user => grantee(user).into(),
        }
    }

    /// ` SERVER s OPTIONS (…)` of a foreign table.
    pub(super) fn foreign_source(&self, table: &Table) -> String {
        let TableKind::Foreign(source) = &table.kind else { return String::new() };
        format!("\nSERVER {}{}", self.name(source.server), options(&source.options))
    }

    /// The options of columns that the definition of the table does not list.
    pub(super) fn foreign_column_options(&self, object: &Object, table: &Table) -> Vec<Statement> {
        let columns = object.live_columns().filter(|column| !column.foreign_options.is_empty());
        let unlisted = columns.filter(|column| !self.is_written(object, table, column));
        let set = |column: &Column| {
            let (table, name) = (self.name(object.id), quote_ident(&column.name));
            let unset = format!(
                "EXISTS (SELECT FROM pg_attribute WHERE attrelid = {}::regclass AND attname = {} AND attfdwoptions IS NULL)",
                quote_literal(&table),
                quote_literal(&column.name)
            );
            Statement::new(format!(
                "ALTER FOREIGN TABLE {table} ALTER COLUMN {name}{}",
                options(&column.foreign_options)
            ))
            .only_if(unset)
        };
        unlisted.map(set).collect()
    }
}

/// ` OPTIONS (name 'value', …)`, or nothing.
pub(super) fn options(options: &[(Name, Name)]) -> String {
    list_clause(
        "OPTIONS",
        &list(options.iter().map(|(name, value)| format!("{} {}", quote_ident(name), quote_literal(value)))),
    )
}
