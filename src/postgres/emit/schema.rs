//! Schemas.

use super::printer::Printer;
use super::statement::Statement;
use crate::baseline::Style;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::Object;

impl Printer<'_> {
    pub(super) fn schema(&self, object: &Object) -> Vec<Statement> {
        let create = Statement::new(format!("{} {}", self.create("SCHEMA"), quote_ident(&object.name)));
        // A `public` of the history's own is not the one that a fresh database has: owner, comment and privileges differ.
        if object.name == "public" && self.options.style == Style::Plain {
            return vec![Statement::new("DROP SCHEMA public"), create];
        }
        vec![create]
    }
}
