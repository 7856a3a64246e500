//! Extensions. What they bring is theirs.

use super::printer::Printer;
use super::statement::Statement;
use crate::ast::{quote_ident, quote_literal};
use crate::catalog::{Extension, Object};

impl Printer<'_> {
    pub(super) fn extension(&self, object: &Object, extension: &Extension) -> Vec<Statement> {
        let mut sql = format!("{} {}", self.create("EXTENSION"), quote_ident(&object.name));
        if let Some(schema) = self.catalog.get(extension.schema).filter(|schema| schema.name != "public") {
            sql.push_str(&format!(" SCHEMA {}", quote_ident(&schema.name)));
        }
        if let Some(version) = &extension.version {
            sql.push_str(&format!(" VERSION {}", quote_literal(version)));
        }
        vec![Statement::new(sql)]
    }
}
