//! Extensions. What they bring is theirs.

use super::printer::Printer;
use super::sql::clause;
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{Extension, Object};

impl Printer<'_> {
    pub(super) fn extension(&self, object: &Object, extension: &Extension) -> Vec<Statement> {
        let schema = self.catalog.get(extension.schema).filter(|schema| schema.name != "public");
        vec![Statement::new(format!(
            "CREATE EXTENSION IF NOT EXISTS {}{}{}",
            quote_ident(&object.name),
            clause("SCHEMA", schema.map(|schema| quote_ident(&schema.name))),
            clause("VERSION", extension.version.as_ref().map(|version| quote_literal(version))),
        ))]
    }
}
